"""Excel workbooks, read cell by cell: what is in their sheets, and in which cells something is wrong."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seeds.problems import Place, Problem, Refused
from seeds.sheets.grids import Cell, CellPlace, Decimals, Figure, letters, refuse
from seeds.sheets.workbook_faults import Fault, Parts, faults_in, parts_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGEST_WORKBOOK = 1_000_000_000  # bytes, unpacked
ENCRYPTED = b"\xd0\xcf\x11\xe0"  # how files begin that are older, or locked by a password
SAVE_AS = "save it as an Excel workbook (.xlsx)"


class Workbook:
    """A workbook and its sheets. `called` is what messages call it, where it was unpacked from elsewhere."""

    def __init__(self, at: Path, *, called: Path | None = None):
        """Raises `Refused` if it is none."""
        from python_calamine import CalamineError, CalamineWorkbook  # here, because only this needs it

        self.file = file = called or at
        self._at = at
        try:
            with at.open("rb") as opened:
                head = opened.read(len(ENCRYPTED))
            if head == ENCRYPTED:
                raise _refused(file, f"is locked by a password, or of an old format: unlock it and {SAVE_AS}")
            with zipfile.ZipFile(at) as archive:
                size = sum(info.file_size for info in archive.infolist())
                if size > LARGEST_WORKBOOK:
                    raise _refused(file, f"unpacks to {size:,} bytes: split it, or use CSV files")
                self._parts = parts_of(archive)
            self._book = CalamineWorkbook.from_path(at)
        except (CalamineError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise _refused(file, f"is not a whole Excel workbook ({error}): {SAVE_AS}") from error
        except OSError as error:
            raise _refused(file, f"cannot be read: {error.strerror}") from error

    @property
    def names(self) -> list[str]:
        """The names of all sheets, those that are hidden too."""
        return list(self._book.sheet_names)

    @property
    def hidden(self) -> set[str]:
        """The names of sheets that are not shown."""
        from python_calamine import SheetVisibleEnum

        return {each.name for each in self._book.sheets_metadata if each.visible != SheetVisibleEnum.Visible}

    def sheet(self, name: str) -> "WorkbookSheet":
        return WorkbookSheet(self.file, self._at, name, self._book, self._parts)


def _refused(file: Path, message: str) -> Refused:
    return Refused([Problem(Place(file), "", message)])


class WorkbookSheet:
    """A sheet of a workbook. Hidden rows and columns are there like any other."""

    decimals = Decimals.UNKNOWN  # of numbers that are stored as texts
    lines: int | None = None

    def __init__(self, file: Path, at: Path, name: str, book: "CalamineWorkbook", parts: Parts):
        self.file = file
        self._at = at
        self.name = name
        self._book = book
        self._parts = parts

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        return CellPlace(self.file, row, self.name, "" if column is None else letters(column))

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        from python_calamine import CalamineError

        if self._faults.too_large:
            raise refuse(self, f"reaches to cell {self._faults.too_large}: delete the empty rows and columns behind")
        try:
            sheet = self._book.get_sheet_by_name(self.name)
            found = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except CalamineError as error:
            raise refuse(self, f"cannot be read ({error}): {SAVE_AS}") from error
        _fill_down(found, merged)
        for number, values in enumerate(found, start=1):
            cells: list[Cell] = [value if type(value) is str else _cell(value) for value in values]
            if any(cells) or number in self._faults.rows:
                yield number, cells
        yield from ((number, []) for number in sorted(self._faults.rows) if number > len(found))

    @cached_property
    def _faults(self) -> Fault:
        return faults_in(self._at, self._parts, self.name)

    def faulty(self, row: int) -> Mapping[int, str]:
        """What is wrong with the cells of a row, by column."""
        return self._faults.rows.get(row, {})

    @cached_property
    def wide(self) -> Mapping[int, int]:
        """The rows with cells that are merged with those beside them, and the first column of these."""
        merged = self._book.get_sheet_by_name(self.name).merged_cell_ranges or []
        return {
            row + 1: left for (top, left), (bottom, right) in merged if right > left for row in range(top, bottom + 1)
        }


def _fill_down(rows: list[list[Any]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give each cell that is merged with those above it what stands in the first."""
    for (top, left), (bottom, right) in merged:
        if left == right and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return Figure(int(value) if isinstance(value, float) and value.is_integer() else value)
    if isinstance(value, date | datetime):
        return value
    return str(value).strip()
