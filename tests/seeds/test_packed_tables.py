"""Tables are read out of the zip files that publishers pack them in, within limits, and called by their place there."""

import struct
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing import packed_tables
from seeds.importing.observed.oews import read_oews
from seeds.importing.observed.projections import Told, read_projections
from seeds.importing.observed.records import About
from seeds.problems import Refused
from tests.seeds.classified import holding
from tests.seeds.test_oews import CALIFORNIA, CODERS, COLUMNS, GROUPS

TABLE = "national_M2025_dl.csv"
EXPLAINED = "Field,Description\nAREA,Where\nTOT_EMP,How many\n"
PROJECTED = "Title,SOC code,Employment 2024,Employment 2034,Openings\nCoders,15-1252,1693.8,1961.4,115.2\n"


@pytest.fixture(scope="module")
def classified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with a few groups of the SOC, for tests that only read."""
    with holding(GROUPS, tmp_path_factory.mktemp("groups")) as store:
        yield store


def packed(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip file of members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def rows(*lines: str) -> str:
    return "\n".join((COLUMNS, *lines)) + "\n"


def workbook(path: Path, *lines: str) -> bytes:
    book = openpyxl.Workbook()
    for line in (COLUMNS, *lines):
        book.active.append(line.split(","))
    book.create_sheet("Field descriptions").append(["Field", "Description"])
    book.save(path)
    return path.read_bytes()


def medians(store: Store, path: Path) -> dict[str, float | None]:
    """The annual medians that are read, by market."""
    with store.reading() as reader:
        found = read_oews(path, reader)
    return {
        figure["market"]: figure.get("value")
        for seed in found.seeds
        if seed.key.kind is Kind.OBSERVATION and seed.record["measure"] == "oews/annual-wage"
        for figure in seed.record["figures"]
    }


def refusal(store: Store, path: Path) -> str:
    with pytest.raises(Refused) as refused, store.reading() as reader:
        read_oews(path, reader)
    return str(refused.value)


def test_the_zip_file_of_oews_is_read_as_it_comes_and_what_else_is_in_it_is_named(
    classified: Store, tmp_path: Path
) -> None:
    sheet = workbook(tmp_path / "x.xlsx", CODERS)
    path = packed(
        tmp_path / "oesm25nat.zip",
        {
            "oesm25nat/national_M2025_dl.xlsx": sheet,
            "oesm25nat/oes_field_descriptions.csv": EXPLAINED,
            "oesm25nat/readme.txt": "Read me.",
        },
    )
    assert medians(classified, path) == {"oews/us": 104000.0}
    with classified.reading() as reader:
        found = read_oews(path, reader)
    (observed, *_) = [each for each in found.seeds if each.key.kind is Kind.OBSERVATION]
    assert observed.key.slug.startswith("oews/annual-wage/2025-05/"), "the name of the table says when"
    assert str(observed.place()) == f"{path}/oesm25nat/national_M2025_dl.xlsx:Sheet!2"
    assert [each for each in found.unread if "the file" in each or "the sheet" in each] == [
        "of oesm25nat.zip the file oesm25nat/oes_field_descriptions.csv",
        "of oesm25nat.zip the file oesm25nat/readme.txt",
        "of national_M2025_dl.xlsx the sheet Field descriptions",
    ]


def test_a_folder_of_zip_files_and_tables_is_one_release(classified: Store, tmp_path: Path) -> None:
    packed(tmp_path / "oesm25nat.zip", {TABLE: rows(CODERS)})
    (tmp_path / "state_M2025_dl.csv").write_text(rows(CALIFORNIA))
    (tmp_path / "notes.pdf").write_text("Notes.")
    assert medians(classified, tmp_path) == {"oews/us": 104000.0, "oews/us-ca": None}
    with classified.reading() as reader:
        assert "the file notes.pdf" in read_oews(tmp_path, reader).unread


def test_projections_are_read_out_of_a_zip_file_too(classified: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "occupation.zip", {"occupation.csv": PROJECTED})
    with classified.reading() as reader:
        found = read_projections(path, reader, About("p"), Told({}))
    assert {seed.record["figures"][0]["value"] for seed in found.seeds if "figures" in seed.record} == {
        1_693_800.0, 1_961_400.0, 115_200.0,
    }  # fmt: skip


def test_a_cell_that_is_wrong_is_told_by_its_place_in_the_zip_file(classified: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "o.zip", {TABLE: rows(CODERS.replace(",50,", ",x,"))})
    assert f"{path}/national_M2025_dl.csv:2: H_MEDIAN: 'x' is no figure" in refusal(classified, path)
    western = rows(CODERS).replace("Coders", "C\xf6ders\x81").encode("latin-1")
    path = packed(tmp_path / "w.zip", {TABLE: western})
    assert f"{path}/national_M2025_dl.csv:2: its letters are in an encoding that cannot be told" in refusal(
        classified, path
    )


def test_a_zip_file_without_the_table_says_what_is_in_it(classified: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "o.zip", {"readme.md": "x", "inner.zip": "x", "__MACOSX/a.csv": "x"})
    assert refusal(classified, path) == (
        f"{path}: has no table in it (.csv, .tsv, .txt, .xlsx, .xlsm): there is readme.md, inner.zip"
    )
    assert "there is nothing" in refusal(classified, packed(tmp_path / "e.zip", {}))
    several = packed(tmp_path / "s.zip", {"a.csv": "x", "b.csv": "x"})
    assert f"{several}: has several tables in it: a.csv, b.csv. Unpack it, and name one" in refusal(classified, several)
    other = packed(tmp_path / "t.zip", {TABLE: "A,B\n1,2\n"})
    assert f"{other}/national_M2025_dl.csv:1: is no table of OEWS" in refusal(classified, other)


def test_zip_files_that_are_broken_locked_or_bombs_are_refused(
    classified: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "b.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    assert f"{broken}: is not a whole zip file" in refusal(classified, broken)
    path = packed(tmp_path / "o.zip", {TABLE: rows(CODERS)})
    whole = path.read_bytes()
    torn = tmp_path / "torn.zip"
    torn.write_bytes(whole.replace(whole[60:80], b"\0" * 20))
    assert f"{torn}/national_M2025_dl.csv: cannot be unpacked" in refusal(classified, torn)
    locked = bytearray(whole)
    at = whole.index(b"PK\x01\x02")
    struct.pack_into("<H", locked, at + 8, struct.unpack_from("<H", whole, at + 8)[0] | 1)
    path.write_bytes(locked)
    assert "national_M2025_dl.csv: is locked by a password" in refusal(classified, path)
    monkeypatch.setattr(packed_tables, "LARGEST", 10_000)
    bomb = packed(tmp_path / "bomb.zip", {TABLE: b"\0" * 20_000})
    assert f"{bomb}: its tables are 20,000 bytes unpacked, more than the 10,000 that are read" in refusal(
        classified, bomb
    )


def test_nothing_that_was_unpacked_stays(classified: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    medians(classified, packed(tmp_path / "o.zip", {TABLE: rows(CODERS)}))
    refusal(classified, packed(tmp_path / "p.zip", {TABLE: rows(CODERS.replace(",50,", ",x,"))}))
    assert list(place.iterdir()) == []
    hostile = tmp_path / "h.zip"
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr("../national_M2025_dl.csv", rows(CODERS))
    assert medians(classified, hostile) == {"oews/us": 104000.0}
    assert not (tmp_path / "national_M2025_dl.csv").exists()
