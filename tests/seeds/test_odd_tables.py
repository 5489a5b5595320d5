"""Tables as spreadsheets and programs leave them behind: read for what they mean, or refused with place and advice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind, Unit
from seeds.importing.imported import Imported
from seeds.importing.observed.projections import Told, read_projections
from seeds.importing.observed.records import About
from seeds.importing.observed.scores import Scored, read_scores
from seeds.importing.tables import read_mapping, read_tables
from seeds.loading import load
from seeds.problems import Refused
from tests.databases import Holding, opened, sqlite_database
from tests.seeds.test_foreign_tables import HEAD as HEAD_OF_MAPPING
from tests.seeds.test_foreign_tables import SKILLS
from tests.seeds.test_scores_and_projections import GROUPS

CODERS, AIDES = "soc-coders", "soc-aides"
HEAD = "SOC Code;score\n"


@pytest.fixture(scope="module")
def classified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with a few things that have codes, for tests that only read."""
    folder = tmp_path_factory.mktemp("groups")
    (folder / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nsources: [{slug: test-source, title: S}]\n")
    groups = GROUPS.replace('code: "5120"', 'code: "0110"')
    (folder / "roles.yaml").write_text(groups)
    with sqlite_database(folder, Holding.TABLES) as address, opened(address) as store:
        load(store, [folder], "anna")
        yield store


def scores(store: Store, path: Path, scheme: str = "soc", sheet: str | None = None, **scored: Any) -> Imported:
    with store.reading() as reader:
        return read_scores(path, reader, About("index"), Scored(scheme, "Index", "2025", **scored), sheet=sheet)


def values(found: Imported) -> dict[str, float]:
    """What is told of each subject."""
    observed = [seed.record for seed in found.seeds if seed.key.kind is Kind.OBSERVATION]
    return {each["subject"]: each["figures"][0]["value"] for each in observed}


def table(folder: Path, text: str | bytes, name: str = "scores.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def book(folder: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook whose sheets with names that end with `_hidden` are not shown."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name.endswith("_hidden") else "visible"
    path = folder / "scores.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("told", "other", "meant"),
    [
        ("0,155", "12,5", (0.155, 12.5)),
        ("1.234,5", "2.000", (1234.5, 2000.0)),
        ("1,234.5", "2,000", (1234.5, 2000.0)),
        ("1 234,5", "1'000", (1234.5, 1000.0)),
        ("0.5", "2,000", (0.5, 2000.0)),
        ("1.234.567", "2,5", (1_234_567.0, 2.5)),
        ("1e-3", "2.5", (0.001, 2.5)),
        ("2,400", "0,5", (2.4, 0.5)),
    ],
)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_comma_is_in_a_number_the_others_tell(
    classified: Store, tmp_path: Path, told: str, other: str, meant: tuple[float, float], separator: str
) -> None:
    text = f"{HEAD}15-1252;{told}\n31-1121;{other}\n".replace(";", separator)
    assert values(scores(classified, table(tmp_path, text, "scores.tsv"))) == dict(
        zip((CODERS, AIDES), meant, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}15-1252;0,5\n31-1121;0.5\n", ":3: 0.5 has another decimal sign than 0,5 above"),
        (f"{HEAD}15-1252;2.400\n", ":2: '2.400' can mean 2400 or 2.400: write it without a sign for thousands"),
        (f"{HEAD}15-1252;2,400\n".replace(";", "\t"), ":2: '2,400' can mean 2400 or 2.400"),
        (f"{HEAD}15-1252;15%\n31-1121;0.5\n", ":3: 0.5 stands below 15%: write all with a per cent sign, or none"),
        (
            f"{HEAD}15-1252;1\nSource: a survey\n",
            ":3: expected 2 fields, found 1: if it is a note and not of the table",
        ),
        (HEAD, ":1: has headings, and no row below them"),
        (f"{HEAD}15-1252;1\n".replace(";", "|"), ":1: has one column alone: are its cells separated by '|'?"),
        (b"PK\x03\x04rest", ": is no text: it is an Excel workbook or a zip file: call it .xlsx or .zip"),
        (b"\xd0\xcf\x11\xe0rest", ": is no text: it is an old Excel workbook, or one that is locked"),
        (b"\n<!DOCTYPE HTML><p>Denied", ": is no text: it is a page of the web, as servers send instead of a file"),
        (b"%PDF-1.7", ": is no text: it is a PDF: take the table out of it"),
    ],
)
def test_what_can_mean_two_things_or_is_no_table_is_refused_with_its_place(
    classified: Store, tmp_path: Path, text: str | bytes, message: str
) -> None:
    path = table(tmp_path, text, "scores.txt")
    with pytest.raises(Refused) as refused:
        scores(classified, path)
    assert f"{path}{message}" in str(refused.value)


def test_shares_that_are_told_in_per_cent_are_shares(classified: Store, tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEAD}15-1252;15%\n31-1121;0.5%\n")
    assert values(scores(classified, path, unit=Unit.SHARE)) == {CODERS: 0.15, AIDES: 0.005}
    assert values(scores(classified, path, unit=Unit.PERCENT)) == {CODERS: 15.0, AIDES: 0.5}


@pytest.mark.parametrize("code", ["15–1252", "151252", "15‑1252\u00a0"])  # such dashes are what is tried
def test_codes_are_known_without_their_hyphen_or_with_another_dash(
    classified: Store, tmp_path: Path, code: str
) -> None:
    found = scores(classified, table(tmp_path, f"{HEAD}{code};1\n"))
    assert values(found) == {CODERS: 1.0}
    assert found.marked == ({"codes that had lost their leading zeros or their hyphen": 1} if "1512" in code else {})
    twice = table(tmp_path, f"{HEAD}{code};1\n15-1252;2\n")
    with pytest.raises(Refused, match=":3: 15-1252 is scored already in row 2"):
        scores(classified, twice)


def test_codes_get_back_the_zeros_that_a_spreadsheet_took(classified: Store, tmp_path: Path) -> None:
    found = scores(classified, book(tmp_path, Table=[["ISCO code", "score"], [110, 7]]), "isco")
    assert values(found) == {"isco-cooks": 7.0}
    assert found.marked == {"codes that had lost their leading zeros or their hyphen": 1}


@pytest.mark.parametrize(
    ("code", "what"), [("Nov-11", "a day"), ("11/1/2011", "a day"), ("15-Jan", "a day"), ("1,5E+05", "a number")]
)
def test_of_codes_that_a_spreadsheet_has_spoiled_it_is_said_what_it_made_of_them(
    classified: Store, tmp_path: Path, code: str, what: str
) -> None:
    found = scores(classified, table(tmp_path, f"{HEAD}15-1252;1\n{code};2\n"))
    (doubt,) = found.doubts
    assert f":3: SOC Code: warning: nothing that is loaded has the code {code}: has a spreadsheet made {what}" in str(
        doubt
    )
    assert found.notes == {"rows whose codes nothing stored has": 1}


def test_only_wide_groups_of_the_soc_are_left_out_without_a_warning(classified: Store, tmp_path: Path) -> None:
    found = scores(classified, table(tmp_path, f"{HEAD}15-1252;1\n11-0000;2\n15-1252.00;3\n"))
    assert [str(each).partition("warning: ")[2] for each in found.doubts] == [
        "nothing that is loaded has the code 15-1252.00"
    ]
    assert found.notes == {"rows whose codes nothing stored has": 2}


def test_hidden_sheets_are_read_only_if_they_are_named(classified: Store, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["SOC Code", "score"], ["15-1252", 1]]
    path = book(tmp_path, old_hidden=[rows[0], ["15-1252", 99]], Table=rows, Empty=[])
    found = scores(classified, path)
    assert values(found) == {CODERS: 1.0}
    assert found.unread == ["the sheet old_hidden, which is hidden", "the sheet Empty"]
    told = scores(classified, path, sheet="old_hidden")
    assert (values(told), told.unread) == ({CODERS: 99.0}, ["the sheet Table", "the sheet Empty"])


def test_projections_are_read_with_decimal_commas_too(classified: Store, tmp_path: Path) -> None:
    head = "Titel;SOC code;Employment 2024;Employment 2034;Change percent\n"
    path = table(tmp_path, f"{head}Coders;15-1252;1.693,8;1.961,4;-15,8\n")
    with classified.reading() as reader:
        found = read_projections(path, reader, About("p"), Told({}))
    observed = [seed.record for seed in found.seeds if seed.key.kind is Kind.OBSERVATION]
    assert {each["measure"]: each["figures"][0]["value"] for each in observed} == {
        "p/employment": 1_693_800.0, "p/projected-employment": 1_961_400.0, "p/employment-change": -15.8,
    }  # fmt: skip


def test_of_a_workbook_a_mapping_reads_the_first_sheet_that_is_shown_and_has_its_columns(tmp_path: Path) -> None:
    header = ["ID", "Title"]
    path = book(
        tmp_path,
        cover=[["Read me first"]],
        old_hidden=[header, [7, "Gone"]],
        Data=[header, [7, "Kneading dough"]],
        Other=[["ID"]],
        Empty=[],
    )
    (tmp_path / "map.yaml").write_text(HEAD_OF_MAPPING + SKILLS.replace("file: skills.csv\n    records", "records"))
    found = read_tables(path, read_mapping(tmp_path / "map.yaml"), {})
    assert [seed.record["name"] for seed in found.seeds if "skill_kind" in seed.record] == ["Kneading dough"]
    assert [str(each).partition("scores.xlsx:")[2] for each in found.doubts] == [
        "cover: warning: is not read: no table of the mapping is in it",
        "old_hidden: warning: is not read: no table of the mapping is in it, and it is hidden",
        "Other: warning: is not read: no table of the mapping is in it",
    ]
