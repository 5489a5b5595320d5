"""Tables of releases as people hand them on: re-saved, locked, renamed, with a sheet more: told with their place."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from seeds.problems import Refused
from seeds.tables import open_release

COLUMNS = ("Code", "Name", "Value")
TEXT = "Code,Name,Value\n11-1011.00,a,1.5\n11-1021.00,b,2\n"
ROWS: list[list[Any]] = [["Code", "Name", "Value"], ["11-1011.00", "a", 1.5], ["11-1021.00", "b", 2]]
READ = [("11-1011.00", "a", "1.5"), ("11-1021.00", "b", "2")]


def release(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path) -> tuple[list[tuple[str, ...]], dict[str, int]]:
    found = open_release(folder, (".csv", ".txt", ".xlsx"))
    return [row.values for row in found.rows("T", COLUMNS)], found.notes


NOTHING: Mapping[str, Any] = {}


def book(rows: list[list[Any]], *others: str, cells: Mapping[str, Any] = NOTHING, merged: str = "") -> bytes:
    """A workbook of a table and of other sheets, those whose names begin with a small letter are hidden."""
    made = openpyxl.Workbook()
    made.active.title = "Table"
    for row in rows:
        made.active.append(row)
    for cell, value in cells.items():
        made.active[cell] = value
        if value == "#N/A":
            made.active[cell].data_type = "e"
    if merged:
        made.active.merge_cells(merged)
    for name in others:
        sheet = made.create_sheet(name, 0)
        if name != "Empty":
            sheet.append(["x"])
        sheet.sheet_state = "hidden" if name[0].islower() else "visible"
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def zipped(*, flags: int = 0, way: int | None = None) -> bytes:
    """A zip file of the table, with other flags, or another way of packing, than it was made with."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("T.csv", TEXT)
    made = bytearray(into.getvalue())
    central = made.index(b"PK\x01\x02")
    made[6] |= flags
    made[central + 8] |= flags
    if way is not None:
        made[8] = made[central + 10] = way
    return bytes(made)


def shown(value: object) -> str | None:
    """What stands for a value in the name of its test: bytes of a zip file tell what time it is."""
    return "bytes" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("T.CSV", TEXT),
        ("RELEASE.ZIP", zipped()),
        ("T.csv", "\ufeff" + TEXT.replace("\n", "\r\n")),
        ("T.csv", TEXT + ",,\n\n"),
        ("T.csv", TEXT.replace("1.5\n", "1.5,,\n")),
        ("T.TXT", TEXT.replace(",", "\t")),
        ("T.xlsx", book(ROWS)),
        ("T.XLSX", book(ROWS, "Empty")),
    ],
    ids=shown,
)
def test_what_means_the_same_is_read_alike(tmp_path: Path, name: str, content: str | bytes) -> None:
    assert read(release(tmp_path, {name: content})) == (READ, {})


def test_a_workbook_in_a_zip_file_is_read_like_one_beside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("db/T.xlsx", book(ROWS))
    assert read(tmp_path) == (READ, {})
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("db/T.xlsx", book(ROWS, cells={"B2": "#N/A"}))
    with pytest.raises(Refused, match=r"r\.zip/db/T\.xlsx:Table!B2: holds the error #N/A"):
        read(tmp_path)


def test_cells_that_are_merged_with_those_above_have_their_value(tmp_path: Path) -> None:
    found, _ = read(release(tmp_path, {"T.xlsx": book(ROWS, merged="A2:A3")}))
    assert [row[0] for row in found] == ["11-1011.00", "11-1011.00"]


def test_a_table_without_a_row_is_noted(tmp_path: Path) -> None:
    assert read(release(tmp_path, {"T.csv": "Code,Name,Value\n"})) == ([], {"tables without a row: T": 1})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("r.zip", zipped(flags=1), "r.zip/T.csv: cannot be unpacked (File 'T.csv' is encrypted"),
        ("r.zip", zipped(way=9), "r.zip/T.csv: cannot be unpacked (That compression method is not supported)"),
        ("T.csv", TEXT + "1,x,a,b\n", "T.csv:4: expected 3 fields, found 4"),
        ("T.csv", TEXT.replace(",", ";"), "T.csv:1: its cells are separated by semicolons: save it with commas"),
        ("T.txt", TEXT, "T.txt:1: its cells are separated by commas: save it with tabs"),
        ("T.csv", TEXT.encode("utf-16"), "T.csv:1: not UTF-8 text: invalid start byte near byte 0. Save it as UTF-8"),
        ("T.csv", "Code,Name,Value,Name\n1,2,3,4\n", "T.csv:1: the column 'Name' is there twice: delete one"),
        (
            "T.csv",
            "<!DOCTYPE html><p>No",
            "T.csv: is no text: it is a page of the web",
        ),
        ("T.csv", book(ROWS), "T.csv: is no text: it is an Excel workbook or a zip file"),
        ("T.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "T.xlsx: is locked by a password, or of an old format: unlock it"),
        ("T.xlsx", TEXT, "T.xlsx: is not a whole Excel workbook"),
        (
            "T.xlsx",
            book(ROWS, cells={"C2": "=1+1"}),
            "T.xlsx:Table!C2: holds a formula whose result is",
        ),
        ("T.xlsx", book(ROWS, merged="B2:C2"), "T.xlsx:Table!B2: is merged with the cell beside it: take them apart"),
        ("T.xlsx", book(ROWS, "Other"), "T.xlsx: has rows in several sheets, and a release has"),
        ("T.xlsx", book(ROWS, "old"), "delete all but one of old (hidden), Table"),
        ("T.xlsx", book(ROWS, cells={"XFD1048576": "x"}), "reaches to cell XFD1048576: delete the empty rows"),
    ],
    ids=shown,
)
def test_what_cannot_be_read_is_refused_with_its_place_and_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(release(tmp_path, {name: content}))
    assert message in str(refused.value)
