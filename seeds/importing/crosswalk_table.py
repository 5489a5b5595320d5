"""The table of a crosswalk, as people's programs write it: CSV, tab-separated text, or a sheet of a workbook.

Its headings may have a title and notes above them. They are the first row that has as many cells as most.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from seeds.importing.packed_tables import Table, unpacked
from seeds.problems import Level, Origin, Place, Problem, Refused
from seeds.sheets.cells import text_of
from seeds.sheets.encodings import WESTERN
from seeds.sheets.files import GUESSED
from seeds.sheets.grids import Cell, Grid, RowOf, refuse
from seeds.sheets.headings import EXPLAINS, MOST_COVER_ROWS, Under, misshapen
from seeds.sheets.text_tables import TextTable
from seeds.sheets.workbook import Workbook, WorkbookSheet

T = TypeVar("T")
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
OTHER_SEPARATORS = ("|", "^", "~", ":")
ADVICE = {
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx",
}


class CrosswalkTable:
    """The headings of a table, and all of its rows below them. `above` is what stands over the headings."""

    def __init__(self, grid: Grid, wanted: Collection[str] = ()):
        """Finds the headings: the first row with all that are `wanted`, or else with as many cells as most have.

        Raises `Refused` if there is no such row, a heading stands twice, or the file cannot be read.
        """
        self.grid = grid
        rows = grid.rows()
        above = list(islice(rows, MOST_COVER_ROWS))
        at = _headings(above, wanted)
        if at is None:
            raise refuse(grid, "has no headings: is it empty?", 1)
        self.row, cells = above[at]
        self.above = " ".join(str(cell).strip() for _, each in above[:at] for cell in each if str(cell).strip())
        names = [str(cell).strip() for cell in cells]
        while names and not names[-1]:
            names.pop()
        twice = next((name for name in names if name and names.count(name) > 1), None)
        if twice:
            last = len(names) - 1 - names[::-1].index(twice)
            raise refuse(grid, f"the column {twice!r} stands twice: rename one", self.row, last)
        self.places = {name: place for place, name in enumerate(names) if name}
        self.rows = list(self._shaped([*above[at + 1 :], *rows], names))
        self._check()

    def _check(self) -> None:
        """Raise `Refused` for what is no table: without a row, or of one column, as others separate them."""
        (name, *others) = self.places
        sign = next((each for each in OTHER_SEPARATORS if each in name), None)
        if not others and sign:
            message = f"has one column alone: are its cells separated by {sign!r}? Use commas, semicolons or tabs"
            raise self.refuse(message, self.row)
        if not self.rows:
            raise self.refuse("has headings, and no row below them", self.row)

    @property
    def names(self) -> list[str]:
        return list(self.places)

    def origin(self, row: int) -> Origin:
        return RowOf(self.grid, row, {})

    def refuse(self, message: str, row: int, column: str | None = None) -> Refused:
        return refuse(self.grid, message, row, None if column is None else self.places[column])

    def text(self, row: int, cells: Sequence[Cell], column: str) -> str:
        """What stands in a column. Raises `Refused` if a spreadsheet has made a day of it."""
        try:
            return text_of(cells[self.places[column]])
        except ValueError as error:
            raise self.refuse(str(error), row, column) from error

    def doubts(self) -> list[Problem]:
        """That the encoding is a guess, where it is."""
        if not isinstance(self.grid, TextTable) or self.grid.encoding != WESTERN:
            return []
        return [Problem(self.grid.place(), "", GUESSED, Level.WARNING, "encodings that are guessed")]

    def _shaped(self, rows: list[tuple[int, list[Cell]]], names: list[str]) -> Iterator[tuple[int, list[Cell]]]:
        under = Under(self.row, len(names), [], [place for place, name in enumerate(names) if not name])
        problems: list[Problem] = []
        for number, cells in rows:
            if number == self.row + 1 and cells and str(cells[0]).startswith(EXPLAINS):
                continue
            wrong = list(misshapen(self.grid, number, cells, under))
            problems += wrong
            if not wrong:
                yield number, [*cells, *[""] * (len(names) - len(cells))]
        if problems:
            raise Refused(problems)


def open_tables(path: Path, sheet: str | None, *, called: Path | None = None) -> list[Grid]:
    """The table of a file; of a workbook all sheets that are shown, or the one that is told, hidden or not.

    `called` is what messages call it, where it was unpacked from elsewhere. Raises `Refused` if there is none.
    """
    shown = called or path
    if not path.is_file():
        message = "is a folder: name the file of the table" if path.is_dir() else "there is no such file"
        raise Refused([Problem(Place(shown), "", message)])
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        book = Workbook(path, called=called)
        if sheet is not None and sheet not in book.names:
            message = f"there is no sheet {sheet!r}; there is {', '.join(book.names)}"
            raise Refused([Problem(Place(shown), "", message)])
        names = [name for name in book.names if name not in book.hidden] if sheet is None else [sheet]
        return [book.sheet(name) for name in names or book.names]
    if suffix not in TEXTS:
        advice = ADVICE.get(suffix, f"expected {', '.join((*TEXTS, *WORKBOOKS))}, or one of these in a zip file")
        raise Refused([Problem(Place(shown), "", f"not a table that can be read: {advice}")])
    if sheet is not None:
        raise Refused([Problem(Place(shown), "", "has no sheets: only workbooks have")])
    return [TextTable(path, called=called)]


class Found(NamedTuple, Generic[T]):
    """What was made of a table, and what lies beside it and is not read, in words."""

    made: T
    others: list[str]


def found_table(path: Path, sheet: str | None, make: Callable[[Grid], T]) -> Found[T]:
    """What `make` makes of a file, or of the one table in a zip file: of a workbook of the first sheet of which it can.

    Raises `Refused` with all that `make` raises, if it can of none.
    """
    with unpacked(path, (*TEXTS, *WORKBOOKS)) as found:
        (table,) = found.tables
        made = made_of_first(table, sheet, make)
        return Found(made.made, [*made.others, *(f"of {path.name} the file {each}" for each in found.others)])


def made_of_first(table: Table, sheet: str | None, make: Callable[[Grid], T]) -> Found[T]:
    """What `make` makes of the first sheet of a table of which it can. Raises as `found_table` does."""
    refused: list[Problem] = []
    grids = open_tables(table.at, sheet, called=table.file)
    for grid in grids:
        try:
            made = make(grid)
        except Refused as error:
            refused += error.problems
            continue
        return Found(made, _not_read(table.at, grid))
    raise Refused(refused)


def _not_read(at: Path, grid: Grid) -> list[str]:
    """The sheets of a workbook of which another was read."""
    if not isinstance(grid, WorkbookSheet):
        return []
    book = Workbook(at)
    others = [name for name in book.names if name != grid.name]
    return [f"the sheet {name}" + (", which is hidden" if name in book.hidden else "") for name in others]


def _headings(rows: Sequence[tuple[int, list[Cell]]], wanted: Collection[str]) -> int | None:
    """The place of the headings among the first rows of a table."""
    filled = [[text for cell in cells if (text := str(cell).strip())] for _, cells in rows]
    told = next((place for place, texts in enumerate(filled) if wanted and set(texts).issuperset(wanted)), None)
    if told is not None or not any(filled):
        return told
    counts = [len(texts) for texts in filled]
    often = Counter(count for count in counts if count > 1) or Counter(counts)
    usual = max(often, key=lambda count: (often[count], -count))
    return next(place for place, count in enumerate(counts) if count >= usual)
