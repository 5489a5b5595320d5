"""The tables of a release, wherever they lie: CSV or tab-separated text, in a folder or in zip files, or Excel."""

import csv
import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rapidfuzz import process

from seeds.excel_tables import lines_of_workbook
from seeds.problems import Place, Problem, Refused
from seeds.reading import leads_out
from seeds.sheets.encodings import LONGEST_HEAD, no_table

LARGEST_FIELD = 1_000_000  # characters: the longest real ones have some thousands
LARGEST_TABLE = 2_000_000_000  # bytes, unpacked
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
BLOCK = 1_000_000  # bytes that are read at once


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found: a file, or a member of a zip file."""

    file: Path
    member: str | None = None

    @property
    def shown(self) -> Path:
        """What messages call it: members of zip files as if they were unpacked there."""
        return self.file if self.member is None else self.file / self.member

    def refuse(self, message: str, line: int | None = None) -> Refused:
        return Refused([Problem(Place(self.shown, line), "", message)])


@dataclass(slots=True)
class Row:
    """A row by the names that were asked for: the values, and the line (from 1) on which the row begins."""

    line: int
    values: tuple[str, ...]


@dataclass(slots=True)
class Release:
    """The tables of a release by name without extension, and what was noticed while reading them."""

    path: Path
    whole_lines: bool = False  # the last line of each table ends, too, or the table is cut off
    tables: dict[str, Table] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    others: list[Table] = field(default_factory=list)  # files that are no tables
    columns_left: dict[str, list[str]] = field(default_factory=dict)  # of tables that were read, those that were not

    def note(self, what: str, count: int = 1) -> None:
        """Count something that was left out, for the summary."""
        self.notes[what] = self.notes.get(what, 0) + count

    def rows(self, name: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
        """The rows of a table: the values of `columns`, then of those `optional` ones, empty where there is none.

        Raises `Refused` if the table or a column is missing, or cannot be read.
        """
        table = self.tables.get(name)
        if table is None:
            raise Refused([Problem(Place(self.path), "", f"there is no table {name!r} in this release")])
        left = self.columns_left.setdefault(name, [])
        is_empty = True
        for row in read_rows(table, columns, optional, whole=self.whole_lines, left=left):
            is_empty = False
            yield row
        if is_empty:
            self.note(f"tables without a row: {name}")

    def unread(self) -> list[str]:
        """What is in the release and was not read: each file and table, and the columns of each table that was."""
        files = [f"the file {table.shown.relative_to(self.path.parent)}" for table in self.others]
        tables = [f"the table {name}" for name in sorted(self.tables.keys() - self.columns_left.keys())]
        columns = [
            f"of the table {name} the column{'s' * (len(left) > 1)} {', '.join(left)}"
            for name, left in sorted(self.columns_left.items())
            if left
        ]
        return [*tables, *files, *columns]


def lines_of(table: Table, *, whole: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The lines of an Excel or text table, each with its number; the first has the names of the columns.

    Raises `Refused` on what cannot be read and, where text is to be `whole`, if its last line does not end.
    """
    return _excel_lines(table) if table.shown.suffix.lower() == ".xlsx" else _text_lines(table, whole)


def header_of(table: Table) -> list[str]:
    """The names of the columns of a table, in order. Raises `Refused` if it cannot be read."""
    return [name.strip() for name in next(lines_of(table), (1, []))[1]]


def read_rows(
    table: Table,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    *,
    others: bool = True,
    whole: bool = False,
    left: list[str] | None = None,
) -> Iterator[Row]:
    """The rows of a table: the values of `columns`, then of those `optional` ones, empty where there is none.

    Adds the columns that are not read to `left`. Raises `Refused` if a column is missing, if there are others and they
    are not allowed, on what cannot be read, and, where tables are `whole`, if the last line does not end.
    """
    lines = lines_of(table, whole=whole)
    _, header = next(lines, (1, []))
    names = [name.strip() for name in header]
    twice = next((each for each in (*columns, *optional) if names.count(each) > 1), None)
    if twice is not None:
        raise table.refuse(f"the column {twice!r} is there twice: delete one", 1)
    places = [_column(table, names, each) for each in columns]
    unknown = [name for name in names if name not in (*columns, *optional)]
    if unknown and not others:
        known = ", ".join((*columns, *optional))
        raise table.refuse(f"there is no column {unknown[0]!r} in such a table; the columns are: {known}", 1)
    if left is not None:
        left.extend(name for name in unknown if name not in left)
    places += [names.index(each) if each in names else -1 for each in optional]
    width = max(places, default=-1) + 1
    for line, values in lines:
        if not any(values):
            continue
        if len(values) < width or any(values[len(names) :]):
            raise table.refuse(f"expected {len(names)} fields, found {len(values)}", line)
        yield Row(line, tuple([values[place] if place >= 0 else "" for place in places]))


def open_release(path: Path, suffixes: Sequence[str], *, whole_lines: bool = False) -> Release:
    """The tables with one of `suffixes` in a folder, a zip file, or a folder of zip files.

    A file of another suffix is kept among the `others`. With `whole_lines`, a last line that does not end is refused.

    Raises `Refused` if there is nothing, a zip file cannot be read, or a link leads out of the folder.
    """
    if not path.exists():
        raise Refused([Problem(Place(path), "", "there is no such file or folder")])
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    release = Release(path, whole_lines)
    problems = []
    for file in files:
        if leads_out(file, path):
            problems.append(Problem(Place(file), "", f"is a link out of {path}: copy the file itself there"))
        elif file.suffix.lower() == ".zip":
            problems.extend(_add_members(release, file, suffixes))
        else:
            problems.extend(_add(release, Table(file), suffixes))
    if problems:
        raise Refused(problems)
    if not release.tables:
        raise Refused([Problem(Place(path), "", f"holds no table ({', '.join(suffixes)}, or a .zip of them)")])
    return release


def _add_members(release: Release, file: Path, suffixes: Sequence[str]) -> Iterator[Problem]:
    try:
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                if info.file_size > LARGEST_TABLE:
                    yield Problem(Place(file / info.filename), "", f"unpacks to {info.file_size:,} bytes: too large")
                else:
                    yield from _add(release, Table(file, info.filename), suffixes)
    except (zipfile.BadZipFile, OSError) as error:
        yield Problem(Place(file), "", f"not a whole zip file ({error}): download it again")


def _add(release: Release, table: Table, suffixes: Sequence[str]) -> Iterator[Problem]:
    """Add a file to a release, if no other one has its name and says something else."""
    name = table.shown.stem
    if table.shown.suffix.lower() not in suffixes:
        release.others.append(table)
        return
    other = release.tables.setdefault(name, table)
    if other is table:
        return
    if content(other) == content(table):
        release.note(f"tables that are there twice: {name}")
    else:
        message = f"{table.shown} is another table of that name: keep the files of one release, and no others"
        yield Problem(Place(other.shown), "", message)


def content(table: Table) -> tuple[int, int]:
    """The size of a file, or of a member of a zip file when it is unpacked, and the CRC-32 of it."""
    if table.member is not None:
        with zipfile.ZipFile(table.file) as archive:
            info = archive.getinfo(table.member)
            return info.file_size, info.CRC
    size = check = 0
    with table.file.open("rb") as file:
        while block := file.read(BLOCK):
            size, check = size + len(block), zlib.crc32(block, check)
    return size, check


def _column(table: Table, names: Sequence[str], wanted: str) -> int:
    if wanted in names:
        return names.index(wanted)
    sign = next((each for each in SEPARATORS if each in names[0]), None) if len(names) == 1 else None
    if sign:
        ends = "tabs, in a .txt file" if table.shown.suffix.lower() == ".txt" else "commas"
        raise table.refuse(f"its cells are separated by {SEPARATORS[sign]}: save it with {ends}", 1)
    found = process.extractOne(wanted, names, score_cutoff=60)
    hint = f"; is it {found[0]!r} now?" if found else "."
    raise table.refuse(f"there is no column {wanted!r}{hint} The columns are: {', '.join(names)}", 1)


def _text_lines(table: Table, whole: bool) -> Iterator[tuple[int, list[str]]]:
    """Lines of a text table, each with its number, quotes and separators understood."""
    csv.field_size_limit(LARGEST_FIELD)
    with opened(table) as file:
        if other := no_table(file.read(LONGEST_HEAD)):
            raise table.refuse(f"is no text: it is {other}")
    with opened(table) as file:
        text = _Remembering(file)
        tabbed = table.shown.suffix.lower() == ".txt"
        reader = (
            csv.reader(text, dialect="excel-tab", quoting=csv.QUOTE_NONE) if tabbed else csv.reader(text, strict=True)
        )
        line = 1
        try:
            for values in reader:
                yield line, values
                line = reader.line_num + 1
            if whole and text.last and not text.last.endswith(("\n", "\r")):
                raise table.refuse("ends in the middle of a line: it is cut off, download it again", reader.line_num)
        except UnicodeDecodeError as error:
            message = f"not UTF-8 text: {error.reason} near byte {error.start:,}. Save it as UTF-8"
            raise table.refuse(message, line) from error
        except csv.Error as error:
            raise table.refuse(f"not a CSV table: {error}", line) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise table.refuse(f"cannot be read to its end ({error}): download it again", line) from error


class _Remembering:
    """The lines of a text, of which the last one is remembered."""

    def __init__(self, file: IO[bytes]):
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.last = line
            yield line


@contextmanager
def opened(table: Table) -> Iterator[IO[bytes]]:
    """A file, or a member of a zip file, to be read. Raises `Refused` for one that is locked, or packed otherwise."""
    if table.member is None:
        with table.file.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(table.file) as archive:
        try:
            member = archive.open(table.member)
        except (RuntimeError, NotImplementedError) as error:  # a password, or a way of packing that is not known
            raise table.refuse(f"cannot be unpacked ({error}): unpack it, and name the folder") from error
        with member:
            yield member


def _excel_lines(table: Table) -> Iterator[tuple[int, list[str]]]:
    if table.member is None:
        yield from lines_of_workbook(table.file, table.shown)
        return
    with tempfile.NamedTemporaryFile(prefix="rolegraph-table-", suffix=".xlsx") as out:
        with opened(table) as file:
            shutil.copyfileobj(file, out)
        out.flush()
        yield from lines_of_workbook(Path(out.name), table.shown)


def version_in(path: Path) -> str | None:
    """The version that a path names, such as 1.1.0 in `ESCO dataset - v1.1.0`; the last one in it."""
    found = re.findall(r"(\d+(?:[._]\d+)+)", str(path.resolve()))
    return found[-1].replace("_", ".") if found else None
