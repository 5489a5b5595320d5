"""The tables that a mapping names: files of a folder, sheets of a workbook, lists in JSON, or one file alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process

from seeds.importing.tables.expressions import OR
from seeds.importing.tables.json_table import JsonTable
from seeds.importing.tables.mapping import TableMapping, TableOf
from seeds.problems import Level, Loc, Place, Problem, Refused
from seeds.reading import leads_out
from seeds.sheets.grids import Cell, Grid
from seeds.sheets.headings import MOST_COVER_ROWS, Under, misshapen
from seeds.sheets.text_tables import TextTable
from seeds.sheets.workbook import Workbook, WorkbookSheet

JSON = (".json", ".jsonl")
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
READABLE = (*TEXTS, *WORKBOOKS, *JSON)


@dataclass(slots=True)
class Found:
    """A table that was found: its rows below the headings, and where each column is."""

    grid: Grid
    columns: dict[str, int]
    rows: Iterator[tuple[int, list[Cell]]]
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows; what is wrong with the shape of others is in `problems` afterwards."""
        width = max(self.columns.values(), default=-1) + 1
        under = Under(0, width, [], [n for n in range(width) if n not in set(self.columns.values())])
        is_book = isinstance(self.grid, WorkbookSheet)
        for number, values in self.rows:
            if is_book or len(values) != width:
                wrong = list(misshapen(self.grid, number, values, under))
                if wrong:
                    self.problems.extend(wrong)
                    continue
                values += [""] * (width - len(values))
            yield number, values


class Files:
    """What lies at the path that is imported."""

    def __init__(self, path: Path, mapping: TableMapping):
        """Raises `Refused` if there is nothing, or a link leads out of the folder."""
        self._path = path
        self._mapping = mapping
        self._books: dict[Path, Workbook] = {}
        self._used: set[Path] = set()
        self._sheets: dict[Path, set[str]] = {}  # of workbooks, those that are read
        if not path.exists():
            raise Refused([Problem(Place(path), "", "there is no such file or folder")])
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        outside = [Problem(Place(each), "", f"is a link out of {path}") for each in files if leads_out(each, path)]
        if outside:
            raise Refused(outside)
        self._files = {str(each.relative_to(path)) if path.is_dir() else each.name: each for each in files}

    def find(self, table: TableOf, loc: Loc, needed: Sequence[str], spare: Sequence[str]) -> Found | None:
        """The table with its columns, the `spare` ones if they are there; None if it may be missing and is.

        Raises `Refused`.
        """
        file = self._file(table, loc)
        if file is None:
            return None
        self._used.add(file)
        refused: Refused | None = None
        for grid in self._grids(file, table, loc, needed):
            rows = grid.rows()
            try:
                found = Found(grid, self._columns(grid, rows, needed, spare, loc), rows)
            except Refused as error:
                refused = refused or error
                continue
            if isinstance(grid, WorkbookSheet):
                self._sheets.setdefault(file, set()).add(grid.name)
            return found
        assert refused is not None, "a file has at least one table"
        raise refused

    def unread(self, ignored: Sequence[str]) -> Iterator[Problem]:
        """The tables that the mapping does not name."""
        for name, file in self._files.items():
            if file not in self._used and name not in ignored and file.suffix.lower() in READABLE:
                message = "is not read: no table of the mapping is in it"
                yield Problem(Place(file), "", message, Level.WARNING, "files that are not read")
        for file, book in self._books.items():
            for name in book.names:
                is_wanted = name not in self._sheets.get(file, ()) and name not in ignored
                if is_wanted and next(book.sheet(name).rows(), None) is not None:
                    hidden = ", and it is hidden" if name in book.hidden else ""
                    message = f"is not read: no table of the mapping is in it{hidden}"
                    yield Problem(book.sheet(name).place(), "", message, Level.WARNING, "sheets that are not read")

    def _file(self, table: TableOf, loc: Loc) -> Path | None:
        if table.file is None:
            if not self._path.is_dir():
                return self._path
            raise self._mapping.refuse(loc, f"say which file of the folder it is: file: one of {self._shown()}")
        if Path(table.file).is_absolute() or ".." in Path(table.file).parts:
            raise self._mapping.refuse((*loc, "file"), f"leads out of the folder: {table.file!r}")
        by_name = {name.casefold(): file for name, file in self._files.items()}
        return by_name.get(table.file.casefold()) or self._missing(table, loc)

    def _missing(self, table: TableOf, loc: Loc) -> Path | None:
        if table.optional:
            return None
        message = f"there is no file {table.file!r} at {self._path}; there is {self._shown()}"
        raise self._mapping.refuse((*loc, "file"), message)

    def _shown(self) -> str:
        return ", ".join(list(self._files)[:20]) or "nothing"

    def _grids(self, file: Path, table: TableOf, loc: Loc, needed: Sequence[str]) -> list[Grid]:
        """The tables of a file that may be meant: of a workbook the sheet that is told, or all that are shown."""
        suffix = file.suffix.lower()
        if suffix in JSON:
            return [JsonTable(file, table.at)]
        if suffix in WORKBOOKS:
            book = self._books.setdefault(file, Workbook(file)) if file not in self._books else self._books[file]
            names = {name.strip().casefold(): name for name in book.names}
            if table.sheet is not None and table.sheet.strip().casefold() not in names:
                message = f"there is no sheet {table.sheet!r} in {file.name}; there is {', '.join(book.names)}"
                raise self._mapping.refuse((*loc, "sheet"), message)
            if table.sheet is not None:
                return [book.sheet(names[table.sheet.strip().casefold()])]
            shown = [name for name in book.names if name not in book.hidden]
            return [book.sheet(name) for name in shown or book.names]
        if suffix in TEXTS:
            return [TextTable(file, {name.casefold() for name in needed})]
        raise Refused([Problem(Place(file), "", f"not a table: expected {', '.join(READABLE)}")])

    def _columns(
        self,
        grid: Grid,
        rows: Iterator[tuple[int, list[Cell]]],
        needed: Sequence[str],
        spare: Sequence[str],
        loc: Loc,
    ) -> dict[str, int]:
        """Where each column is: in the first row that has all that are needed, below whatever stands above it."""
        seen: list[list[str]] = []
        for number, values in islice(rows, MOST_COVER_ROWS):
            names = [str(value).strip() for value in values]
            folded = [name.casefold() for name in names]
            chosen = {name: each for name in needed for each in reversed(_choices(name)) if each in folded}
            if len(chosen) == len(needed):
                chosen |= {name: each for name in spare for each in reversed(_choices(name)) if each in folded}
                twice = next((name for name in chosen.values() if folded.count(name) > 1), None)
                if twice:
                    raise Refused([Problem(grid.place(number), "", f"the column {twice!r} stands twice")])
                places = {name: place for place, name in enumerate(names) if name}
                return places | {name: folded.index(each) for name, each in chosen.items()}
            seen.append(names)
        names = max(seen, key=lambda row: len(set(needed).intersection(row)), default=[])
        there = [each.casefold() for each in names]
        missing = next(name for name in needed if not set(_choices(name)).intersection(there)).replace(OR, " or ")
        near = process.extractOne(missing, [each for each in names if each], scorer=fuzz.WRatio, score_cutoff=60)
        hint = f"; is it {near[0]!r}?" if near else "."
        shown = ", ".join(each for each in names if each)
        message = f"there is no column {missing!r} in {grid.place()}{hint} The columns are: {shown}"
        raise self._mapping.refuse(loc, message)


def _choices(name: str) -> list[str]:
    """The headings any of which will do, as they are compared."""
    return [each.strip().casefold() for each in name.split(OR)]
