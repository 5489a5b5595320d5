"""CSV files as people's programs write them: their encodings, separators, and signs of decimals."""

import csv
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from seeds.problems import Place
from seeds.sheets.encodings import encoding_of
from seeds.sheets.grids import Cell, Decimals, refuse

LONGEST_CELL = 1_000_000  # characters: the longest real ones have some thousands
SEPARATORS = (",", ";", "\t")
TOLD = "sep="  # how the first line tells the separator, for Excel
LOOKED_AT = 20  # lines, for the separator


class TextTable:
    """A CSV file. `known` are headings that it may have: they tell which sign separates its cells.

    `called` is what messages call it, where it was unpacked from elsewhere.
    """

    def __init__(self, file: Path, known: Collection[str] = (), *, called: Path | None = None):
        """Raises `Refused` if its encoding cannot be told."""
        csv.field_size_limit(LONGEST_CELL)
        self.file = called or file
        self._at = file
        self.encoding, self.lines = encoding_of(file, called)
        self._skipped, self.separator = self._looked_at(known)
        self.decimals = {",": Decimals.POINT, ";": Decimals.COMMA}.get(self.separator, Decimals.UNKNOWN)

    def place(self, row: int | None = None, _: int | None = None) -> Place:
        return Place(self.file, row)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        line = 1
        with self._opened() as text:
            for _ in range(self._skipped):
                text.readline()
            reader = csv.reader(text, delimiter=self.separator, strict=True)
            line += self._skipped
            try:
                for values in reader:
                    if values and any(values):
                        yield line, values  # type: ignore[misc]  # list is invariant, and nobody adds to these
                    line = reader.line_num + 1 + self._skipped
            except UnicodeError as error:
                raise refuse(self, f"not {self.encoding.upper()} text: {error}", line) from error
            except csv.Error as error:
                raise refuse(self, f"not a CSV table: {_explained(error)}", line) from error
            except OSError as error:
                raise refuse(self, f"cannot be read: {error.strerror}", line) from error

    @contextmanager
    def _opened(self) -> Iterator[TextIO]:
        with self._at.open(encoding=self.encoding, newline="") as text:
            yield text

    def _looked_at(self, known: Collection[str]) -> tuple[int, str]:
        """How many lines to skip, and the separator: as the file tells it, or as it makes the most of its headings."""
        try:
            with self._opened() as text:
                lines = [text.readline(LONGEST_CELL) for _ in range(LOOKED_AT)]
        except UnicodeError as error:
            raise refuse(self, f"not {self.encoding.upper()} text: {error}", 1) from error
        told = lines[0].rstrip("\r\n")
        if told.casefold().startswith(TOLD) and len(told) == len(TOLD) + 1:
            return 1, told[-1]
        if told.casefold().strip() == "sep=":
            return 1, "\t"
        return 0, max(SEPARATORS, key=lambda sign: _fit(lines, sign, known))


def _fit(lines: list[str], separator: str, known: Collection[str]) -> tuple[int, float, int]:
    """How well a separator fits: how many headings that are known it finds in a line, or else in how many lines it
    finds as many cells as in most, and how many these are. Decimal commas part every line but that of the headings.
    """
    try:
        rows = list(csv.reader([line for line in lines if line], delimiter=separator))
    except csv.Error:
        return 0, 0.0, 0
    counts = Counter(len(row) for row in rows)
    cells = max(counts, key=lambda width: (counts[width] * (width > 1), width), default=0)
    share = counts[cells] / len(rows) if cells > 1 else 0.0
    return max((sum(cell.strip().casefold() in known for cell in row) for row in rows), default=0), share, cells


def _explained(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end of data" in told:
        return 'a quotation mark (") that begins here is never closed'
    if "expected after" in told:
        return 'a cell that begins with a quotation mark (") goes on after the mark that ends it; double those within'
    if "field larger" in told:
        return f'a cell holds more than {LONGEST_CELL:,} characters: is a quotation mark (") not closed?'
    return told
