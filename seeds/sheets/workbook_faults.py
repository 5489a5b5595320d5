"""Cells of a workbook that hold no value: errors such as #REF!, and formulas that nobody has worked out.

Readers of workbooks give an empty cell for both. Here the sheet's own XML is looked at, with the standard library's
parser, and only where there is such a thing.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from seeds.sheets.grids import letters

PIECE = 1 << 20
MOST_CELLS = 30_000_000  # of a sheet, with the empty ones between
RELATIONS = "xl/_rels/workbook.xml.rels"
BOOK = "xl/workbook.xml"
REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
SUSPICIOUS = re.compile(rb'\bt="e"|<(?:\w+:)?f[\s>/]')
WIDE = re.compile(rb'r="[A-Z]{2}')  # a column behind Z: with 26 columns, no sheet has more than `MOST_CELLS`
MARKS = (b't="e"', b"f>", b"<f", b":f")  # of which there is one wherever there is what is `SUSPICIOUS`
OVERLAP = 200  # bytes that are looked at again, so that nothing is cut in two

Parts = dict[str, str]
"""Where in the archive each sheet is, by its name."""


@dataclass(slots=True)
class Fault:
    """What is wrong in a sheet: messages by row and column, and the last cell, if there are too many before it."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    too_large: str = ""


def parts_of(archive: zipfile.ZipFile) -> Parts:
    """Raises `KeyError` and `ValueError` if it is no workbook."""
    targets: dict[str, str] = {}
    for name, attributes in _elements(archive, RELATIONS):
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    sheets: Parts = {}
    for name, attributes in _elements(archive, BOOK):
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[attributes.get("name", "")] = targets.get(relation, "")
    return sheets


def faults_in(file: Path, parts: Parts, sheet: str) -> Fault:
    """What is wrong in a sheet."""
    found = Fault()
    with zipfile.ZipFile(file) as archive:
        part = parts.get(sheet, "")
        if part not in archive.namelist():
            return found
        is_suspicious = is_wide = False
        for text in _pieces(archive, part):
            is_wide = is_wide or WIDE.search(text) is not None
            is_suspicious = is_suspicious or (
                any(each in text for each in MARKS) and SUSPICIOUS.search(text) is not None
            )
        right, bottom = _last_cell(archive, part) if is_wide else (0, 0)
        if (right + 1) * bottom > MOST_CELLS:
            found.too_large = f"{letters(right)}{bottom}"
        elif is_suspicious:
            with archive.open(part) as opened:
                _Cells(found).read(opened)
    return found


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as opened:
        before = b""
        while piece := opened.read(PIECE):
            text = before + piece
            yield text
            before = text[-OVERLAP:]


def _last_cell(archive: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """The last column, from 0, and the last row of a sheet, from 1."""
    right, bottom = 0, 0
    for text in _pieces(archive, part):
        for column, row in REFERENCE.findall(text):
            right = max(right, column_number(column.decode()))
            bottom = max(bottom, int(row))
    return right, bottom


def column_number(name: str) -> int:
    """The place of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Cells:
    """Follows the XML of a sheet, and notes the cells that have an error, or a formula without a value."""

    def __init__(self, found: Fault):
        self._found = found
        self._row = 0
        self._column = -1
        self._type = ""
        self._has_formula = False
        self._value = ""
        self._is_value = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, opened: Any) -> None:
        self._parser.ParseFile(opened)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = -1
            case "c":
                told = re.match("[A-Z]+", attributes.get("r", ""))
                self._column = column_number(told[0]) if told else self._column + 1
                self._type = attributes.get("t", "")
                self._has_formula = False
                self._value = ""
            case "f":
                self._has_formula = True
            case "v":
                self._is_value = True

    def _text(self, text: str) -> None:
        if self._is_value:
            self._value += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                self._is_value = False
            case "c":
                message = self._wrong()
                if message:
                    self._found.rows.setdefault(self._row, {})[self._column] = message

    def _wrong(self) -> str:
        if self._type == "e":
            return f"holds the error {self._value or '#N/A'}: mend the formula, or write the value itself"
        if self._has_formula and not self._value and self._type != "str":
            return (
                "holds a formula whose result is not in the file: open it in a spreadsheet program and save it, "
                "or write the value itself"
            )
        return ""


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a small part of a workbook."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    try:
        parser.Parse(archive.read(part), True)
    except expat.ExpatError as error:
        raise ValueError(f"{part} is broken: {error}") from error
    yield from found
