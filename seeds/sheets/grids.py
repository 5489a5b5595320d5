"""What CSV files and sheets of workbooks have in common: rows of cells, each of which has a place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from seeds.problems import Loc, Place, Problem, Refused

Cell = str | date | datetime
"""What stands in a cell: text, unless a workbook says that it is a day. Empty cells are empty texts."""


class Figure(str):
    """The text of a cell that a workbook has as a number: its point is a decimal point, whatever the others are."""

    __slots__ = ()


class Decimals(Enum):
    """How fractions are written in a file, as far as its other signs tell: `0.5`, `0,5`, or nothing tells."""

    POINT = "point"
    COMMA = "comma"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A place in a workbook: a sheet of it, and a cell or a row of that."""

    sheet: str = ""
    column: str = ""

    def __str__(self) -> str:
        row = "" if self.line is None else self.line
        cell = f"!{self.column}{row}" if self.column or row else ""
        return f"{self.file}:{self.sheet}{cell}"


class Grid(Protocol):
    """A table of cells."""

    @property
    def file(self) -> Path: ...

    @property
    def decimals(self) -> Decimals: ...

    @property
    def lines(self) -> int | None:
        """About how many rows there are, None if nobody has counted."""
        ...

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold anything, each with its number from 1. Raises `Refused` on what cannot be read."""
        ...

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """The place of a cell, a row, or the table; `column` counts from 0."""
        ...


def refuse(grid: Grid, message: str, row: int | None = None, column: int | None = None) -> Refused:
    return Refused([Problem(grid.place(row, column), "", message)])


@dataclass(frozen=True, slots=True)
class RowOf:
    """The origin of what a row says. `columns` has the place of each field's column."""

    grid: Grid
    number: int
    columns: dict[str, int]

    @property
    def file(self) -> Path:
        return self.grid.file

    def place(self, loc: Loc) -> Place:
        column = self.columns.get(str(loc[0])) if loc else None
        return self.grid.place(self.number, column)


def letters(column: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
