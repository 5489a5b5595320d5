"""Finds the headings of a sheet, below whatever stands above them, and reads the rows under them by column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process

from seeds.problems import Problem
from seeds.sheets.cells import GUARD, Reading, reading, text_of, unguarded
from seeds.sheets.declared import Column, heading, in_language
from seeds.sheets.grids import Cell, Grid, letters, refuse
from seeds.sheets.workbook import WorkbookSheet

MOST_COVER_ROWS = 40  # above the headings
EXPLAINS = "# "  # how the row begins that explains the headings, in workbooks that Rolegraph makes
SIMILAR_ENOUGH = 60  # rapidfuzz ratio, 0 to 100


@dataclass(slots=True)
class Under:
    """What the headings of a table say: how many there are, and the place and reading of each column."""

    number: int
    width: int
    columns: list[tuple[int, Column, Reading | None]]
    unnamed: list[int]


class Rows:
    """The rows of a table that has these columns. What is wrong with a row is added to `problems`."""

    def __init__(self, grid: Grid, columns: Sequence[Column], problems: list[Problem]):
        """Raises `Refused` if the headings are not those of such a table, or the file cannot be read."""
        self._grid = grid
        self._problems = problems
        self._rows = grid.rows()
        self._under = find_headings(grid, self._rows, columns)
        self.places = {column.key: place for place, column, _ in self._under.columns}

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row's number, and what stands in its columns, by heading; without those that are empty or wrong."""
        grid, under = self._grid, self._under
        plan = [(index, column.name, read) for index, column, read in under.columns]
        is_book = isinstance(grid, WorkbookSheet)
        is_first = True
        for number, values in self._rows:
            if is_first:
                is_first = False
                if values and str(values[0]).startswith(EXPLAINS):
                    continue
            if is_book or len(values) != under.width or under.unnamed:
                wrong = list(misshapen(grid, number, values, under))
                if wrong:
                    self._problems.extend(wrong)
                    continue
                values += [""] * (under.width - len(values))
            content: dict[str, Any] = {}
            before = len(self._problems)
            for index, name, read in plan:
                cell = values[index]
                if not cell or (type(cell) is str and not (cell := cell.strip())):
                    continue
                if not is_book and type(cell) is str and cell[0] == GUARD:
                    cell = unguarded(cell)
                try:
                    content[name] = read(cell) if read else str(text_of(cell))
                except ValueError as error:
                    self._problems.append(Problem(grid.place(number, index), name, str(error)))
            if content and len(self._problems) == before:
                yield number, content


def find_headings(grid: Grid, rows: Iterator[tuple[int, list[Cell]]], columns: Sequence[Column]) -> Under:
    """The row of headings, taken from `rows`, which then go on below it: the first that has all required ones.

    Raises `Refused` if there is none, if a heading is unknown, or stands twice.
    """
    known = {column.name for column in columns}
    required = {column.name for column in columns if column.required}
    seen: list[tuple[int, list[str]]] = []
    for number, values in islice(rows, MOST_COVER_ROWS):
        names = [heading(value) if isinstance(value, str) else "" for value in values]
        if required.issubset(names):
            return _under(grid, number, names, columns)
        seen.append((number, names))
    number, names = max(seen, key=lambda row: len(known.intersection(row[1])), default=(1, []))
    return _under(grid, number, names, columns)


def _under(grid: Grid, number: int, names: list[str], columns: Sequence[Column]) -> Under:
    while names and not names[-1]:
        names.pop()
    by_name = {column.name: column for column in columns}
    shown = ", ".join(by_name)
    for column in columns:
        if column.required and column.name not in names:
            found = process.extractOne(column.name, [each for each in names if each], score_cutoff=SIMILAR_ENOUGH)
            hint = f"; is it {found[0]!r}?" if found else "."
            raise refuse(grid, f"there is no column {column.name!r}{hint} The columns are: {shown}", number)
    twice = next((name for name, count in Counter(names).items() if name and count > 1), None)
    if twice:
        last = len(names) - 1 - names[::-1].index(twice)
        raise refuse(grid, f"the column {twice!r} stands twice: delete or rename one", number, last)
    spoken = {name: in_language(name, by_name) for name in names if name not in by_name}
    by_name |= {name: column for name, column in spoken.items() if column}
    for place, name in enumerate(names):
        if name and name not in by_name:
            near = process.extractOne(name, list(by_name), scorer=fuzz.WRatio, score_cutoff=SIMILAR_ENOUGH)
            hint = f"; the nearest is {near[0]!r}" if near else ""
            raise refuse(
                grid, f"there is no column {name!r} in such a table{hint}; the columns are: {shown}", number, place
            )
    found_at = [(place, by_name[name]) for place, name in enumerate(names) if name]
    return Under(
        number,
        len(names),
        [(place, column, reading(column, grid.decimals)) for place, column in found_at],
        [place for place, name in enumerate(names) if not name],
    )


def misshapen(grid: Grid, number: int, values: list[Cell], under: Under) -> Iterator[Problem]:
    """What is wrong with the cells of a row, apart from what they say."""
    if isinstance(grid, WorkbookSheet):
        for column, message in grid.faulty(number).items():
            yield Problem(grid.place(number, column), "", message)
        if number in grid.wide:
            message = "is merged with the cell beside it: take them apart, so that each column has its own"
            yield Problem(grid.place(number, grid.wide[number]), "", message)
    elif len(values) < under.width:
        hint = ": if it is a note and not of the table, delete the line" if len(values) == 1 else ""
        yield Problem(grid.place(number), "", f"expected {under.width} fields, found {len(values)}{hint}")
        return
    outside = [*under.unnamed, *range(under.width, len(values))]
    stray = next((place for place in outside if place < len(values) and str(values[place]).strip()), None)
    if stray is None:
        return
    shown = str(values[stray])[:40]
    if stray < under.width or isinstance(grid, WorkbookSheet):
        message = f"the column {letters(stray)} has a value ({shown!r}) and no heading: give it one, or delete it"
    else:
        message = (
            f"expected {under.width} fields, found {len(values)}: the headings end before {shown!r}. "
            f"A text with the sign that separates cells in it stands between quotation marks"
        )
    yield Problem(grid.place(number, stray), "", message)
