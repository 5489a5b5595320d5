"""Tables of projections and of scores become observations: columns found or told, wrong cells with their places."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind, Quantity, Unit
from seeds.importing.imported import Imported
from seeds.importing.observed.projections import Told, read_projections
from seeds.importing.observed.records import About, MarketOf
from seeds.importing.observed.scores import Scored, read_scores
from seeds.loading import load, load_seeds
from seeds.problems import Refused
from tests.seeds.classified import holding

GROUPS = """citations: [test-source]
role_groups:
  - {slug: soc-coders, name: Coders, scheme: SOC, code: 15-1252}
  - {slug: soc-aides, name: Home health aides, scheme: SOC, code: 31-1121}
  - {slug: isco-cooks, name: Cooks, scheme: ISCO, code: "5120"}
roles:
  - {slug: cook, name: Cook, external_ids: [{scheme: onet-soc, identifier: 35-2014.00}]}
skills:
  - {slug: stirring, name: Stirring, skill_kind: SKILL, external_ids: [{scheme: skillbook, identifier: S1}]}
"""
TITLE = "Table 1.2 Occupational projections, 2024–34 (Employment in thousands)"
HEADINGS = [
    "2024 National Employment Matrix title",
    "2024 National Employment Matrix code",
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment change, numeric, 2024–34",
    "Employment change, percent, 2024–34",
    "Occupational openings, 2024–34 annual average",
    "Typical education needed for entry",
]
CODERS = ["Coders", "15-1252", "Line item", 1693.8, 1981.3, 287.5, 17.0, 115.2, "Bachelor's degree"]
AIDES = ["Aides", "31-1120", "Line item", 4347.7, 5087.5, 739.8, "—", 765.8, "High school diploma"]
TOTAL = ["Total", "00-0000", "Summary", 169956.1, 175167.9, 5211.8, 3.1, 18900.0, "—"]
ABOUT = About("projections")
SCORES = About("exposure", "Exposure", "A university", "https://example.org/exposure", "CC BY 4.0")
SCORED = Scored("soc", "AI applicability", "2025", quantity=Quantity.EXPOSURE, minimum=0.0, maximum=1.0)


@pytest.fixture(scope="module")
def classified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with a few things that have codes, for tests that only read."""
    with holding(GROUPS, tmp_path_factory.mktemp("groups")) as store:
        yield store


def workbook(folder: Path, *rows: list[Any], headings: list[str] = HEADINGS, title: str = TITLE) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Table 1.2"
    for row in ([title], headings, *rows, ["Footnotes: [1] Data are of the nation."]):
        book.active.append(row)
    path = folder / "occupation.xlsx"
    book.save(path)
    return path


def projections(store: Store, path: Path, **told: Any) -> Imported:
    with store.reading() as reader:
        return read_projections(path, reader, ABOUT, Told(told.pop("columns", {}), **told))


def scores(store: Store, path: Path, scored: Scored = SCORED) -> Imported:
    with store.reading() as reader:
        return read_scores(path, reader, SCORES, scored)


def told(found: Imported) -> dict[tuple[str, str, str], Any]:
    """By measure, subject and period the number, the category, or why there is none."""
    return {
        (record["measure"].partition("/")[2], record["subject"], record["period"]): figure.get(
            "value", figure.get("category", figure.get("unpublished"))
        )
        for record in (seed.record for seed in found.seeds if seed.key.kind is Kind.OBSERVATION)
        for figure in record["figures"]
    }


def test_the_publishers_table_is_read_by_its_headings_in_people_and_per_cent(classified: Store, tmp_path: Path) -> None:
    found = projections(classified, workbook(tmp_path, TOTAL, CODERS, AIDES))
    assert {key[0]: value for key, value in told(found).items() if key[1] == "soc-coders"} == {
        "employment": 1_693_800.0,
        "projected-employment": 1_981_300.0,
        "employment-change": 17.0,
        "employment-change-in-jobs": 287_500.0,
        "openings": 115_200.0,
        "entry-education": "Bachelor's degree",
    }
    assert told(found)["employment", "soc-coders", "2024"] == 1_693_800.0
    assert told(found)["projected-employment", "soc-coders", "2034"] == 1_981_300.0
    assert told(found)["openings", "soc-coders", "2024/2034"] == 115_200.0
    assert told(found)["employment-change", "soc-aides", "2024/2034"] == ["VALUE"], "a dash is no zero"
    spread = {s.record["subject"]: s.record.get("measured") for s in found.seeds if "subject" in s.record}
    assert spread == {"soc-coders": None, "soc-aides": "31-1120 Aides"}
    assert found.notes == {"rows whose codes nothing stored has": 1, "rows without a code, as notes below a table": 1}
    assert found.unread == [f"of {tmp_path / 'occupation.xlsx'}:Table 1.2 the column Occupation type"]


def test_what_was_read_loads_and_again_changes_nothing(store: Store, write: Any, tmp_path: Path) -> None:
    load(store, [write(GROUPS)], "anna")
    path = workbook(tmp_path, CODERS)
    assert load_seeds(store, projections(store, path).seeds, "projections", "anna").revision is not None
    assert load_seeds(store, projections(store, path).seeds, "projections", "anna").revision is None
    with store.reading() as reader:
        assert reader.current_records() == reader.records_at()


def test_other_columns_are_told(classified: Store, tmp_path: Path) -> None:
    headings = ["Job", "Key", "Growth %", "Needed"]
    path = workbook(tmp_path, ["Coders", "15-1252", 5, 100], headings=headings, title="A table")
    columns = {"code": "Key", "percent": "Growth %", "openings": "Needed"}
    found = projections(classified, path, columns=columns, period="2025/2030", thousands=False)
    assert told(found) == {
        ("employment-change", "soc-coders", "2025/2030"): 5.0,
        ("openings", "soc-coders", "2025/2030"): 100.0,
    }


@pytest.mark.parametrize(
    ("rows", "changed", "options", "message"),
    [
        ([CODERS, CODERS], {}, {}, "!B4: 15-1252 is told already in row 3"),
        ([[*CODERS[:3], "many", *CODERS[4:]]], {}, {}, "!D3: 'many' is no figure: expected a number, or -"),
        ([["x", 1]], {"headings": ["a", "b"]}, {}, "no table of projections: no column of the codes .--code"),
        ([CODERS], {}, {"columns": {"code": "Kode"}}, "there is no column 'Kode' for --code; the columns are: 2024"),
        (
            [["Coders", "15-1252", 10]],
            {"headings": ["Title", "SOC code", "Employment 2024"], "title": "T"},
            {},
            "nothing tells the years of the projection: say them with --period",
        ),
        (
            [["Coders", "15-1252", 10, 12]],
            {"headings": ["Title", "SOC code", "Employment 2024", "Employment 2034"], "title": "T"},
            {},
            "nothing tells whether jobs are counted in thousands: say --thousands or --ones",
        ),
        ([["X", "99-9999", *CODERS[2:]]], {}, {}, "has an identifier of the scheme soc that stands here"),
    ],
)
def test_projections_that_cannot_be_read_say_why(
    classified: Store, tmp_path: Path, rows: Any, changed: Any, options: Any, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        projections(classified, workbook(tmp_path, *rows, **changed), **options)


def written(folder: Path, text: str) -> Path:
    path = folder / "scores.csv"
    path.write_text(text)
    return path


def test_scores_are_of_one_measure_with_its_range_source_and_licence(classified: Store, tmp_path: Path) -> None:
    found = scores(classified, written(tmp_path, "SOC Code,title,score\n15-1252,Coders,0.5\n99-9999,Nobody,0.1\n"))
    assert told(found) == {("ai-applicability", "soc-coders", "2025"): 0.5}
    by_kind = {seed.key.kind: seed.record for seed in found.seeds}
    measure = by_kind[Kind.MEASURE]
    assert (measure["name"], measure["quantity"], measure["minimum"], measure["maximum"]) == (
        "AI applicability", "EXPOSURE", 0.0, 1.0,
    )  # fmt: skip
    assert (by_kind[Kind.SOURCE]["licence"], by_kind[Kind.MARKET]["code"]) == ("CC BY 4.0", "001")
    (doubt,) = found.doubts
    assert str(doubt).endswith(":3: SOC Code: warning: nothing that is loaded has the code 99-9999 (Nobody)")


@pytest.mark.parametrize(
    ("scheme", "code", "subject"),
    [
        ("isco", "5120", ("ROLE_GROUP", "isco-cooks")),
        ("onet-soc", "35-2014.00", ("ROLE", "cook")),
        ("skillbook", "S1", ("SKILL", "stirring")),
        ("slug", "cook", ("ROLE", "cook")),
    ],
)
def test_scores_are_of_whatever_has_the_codes(
    classified: Store, tmp_path: Path, scheme: str, code: str, subject: tuple[str, str]
) -> None:
    scored = Scored(scheme, "Heat", "2025-05", code="Key", value="Points", market=MarketOf("AT", "Austria"))
    found = scores(classified, written(tmp_path, f"Key,Points\n{code},7\n"), scored)
    (record,) = [seed.record for seed in found.seeds if seed.key.kind is Kind.OBSERVATION]
    assert (record["subject_kind"], record["subject"]) == subject
    assert record["figures"] == [{"market": "exposure/at", "value": 7.0}]


@pytest.mark.parametrize(
    ("text", "scored", "message"),
    [
        ("SOC Code,score\n15-1252,1.5\n", SCORED, ":2: 1.5 is above the most that a score can be, 1"),
        ("SOC Code,score\n15-1252,-0.5\n", SCORED, ":2: -0.5 is below the least that a score can be, 0"),
        ("SOC Code,score\n15-1252,high\n", SCORED, ":2: 'high' is no score: expected a number"),
        ("SOC Code,score\n15-1252,0.5\n15-1252,0.6\n", SCORED, ":3: 15-1252 is scored already in row 2"),
        ("SOC Code,a,b\n15-1252,1,2\n", SCORED, "say with --value which column it is; the columns are: SOC Code, a, b"),
        ("SOC Code,score\n1,1\n", SCORED, "nothing that is loaded has an identifier of the scheme soc"),
        ("SOC Code,score\n15-1252,1\n", Scored("soc", "X", "soon"), "--period: 'soon' is no period: expected a year"),
        ("SOC Code,score\n15-1252,1\n", Scored("soc", "?!", "2025"), "has no letter that a slug can be made of"),
    ],
)
def test_scores_that_cannot_be_read_say_why(
    classified: Store, tmp_path: Path, text: str, scored: Scored, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        scores(classified, written(tmp_path, text), scored)


def test_what_is_no_score_is_counted_and_no_zero(classified: Store, tmp_path: Path) -> None:
    scored = Scored("soc", "Pay", "2024", quantity=Quantity.PAY, unit=Unit.MONEY, currency="EUR")
    found = scores(classified, written(tmp_path, 'code,value\n15-1252,\n31-1121,"1,200"\n,5\n'), scored)
    assert told(found) == {("pay", "soc-aides", "2024"): 1200.0}
    assert found.notes == {"codes without a score": 1, "rows without a code": 1}
