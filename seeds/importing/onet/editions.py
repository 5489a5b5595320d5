"""A release of O*NET in whichever edition: Excel, tab-separated text, CSV, JSON, or an SQL dump.

What a table is about shows by its name, a column by its own (`layouts`), both without case, blanks and punctuation, so
that all editions are one from here on. Rows know where they stand, for messages.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from rapidfuzz import process

from seeds.importing.onet.layouts import ALIASES, REPEATED, SUBJECTS, WITHOUT_A_PLACE, Column, Subject
from seeds.importing.onet.sql_dumps import Dump, Malformed
from seeds.problems import Place, Problem, Refused
from seeds.tables import Table, lines_of, open_release, opened, version_in

SUFFIXES = (".xlsx", ".txt", ".csv", ".json", ".sql")
READ_ME = "readme"
IN_NAME = re.compile(r"(\d{2})[._](\d+)")  # db_29_3_text
VERSION = re.compile(r"O\*?NET\D{0,20}(\d+\.\d+)", re.IGNORECASE)


def plain(name: str) -> str:
    """A name as all editions have it in common: small letters and digits."""
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


READ = {plain(name): name for each in SUBJECTS for names in each.tables for name in names}
READ |= {plain(alias): name for alias, name in ALIASES.items()}
KNOWN = {plain(name): name for name in WITHOUT_A_PLACE}
SAID_ELSEWHERE = {plain(name) for name in REPEATED}


@dataclass(frozen=True, slots=True)
class OnetTable:
    """A table by its name in `layouts`; `member` is what an SQL dump calls it, None in other editions."""

    name: str
    found: Table
    member: str | None = None

    @property
    def shown(self) -> Path:
        return self.found.shown

    def place(self, line: int) -> Place:
        """Where row `line` stands; in JSON rows have numbers, from 1, in place of lines."""
        return Place(self.shown / f"row {line}") if self.shown.suffix == ".json" else Place(self.shown, line)

    def refuse(self, message: str, line: int) -> Refused:
        return Refused([Problem(self.place(line), "", message)])


@dataclass(slots=True)
class Row:
    """A row: the values of the columns of its subject, and where it stands. As an origin, it has all of a record."""

    table: OnetTable
    line: int
    values: tuple[str, ...]

    @property
    def file(self) -> Path:
        return self.table.shown

    def place(self, _: object = ()) -> Place:
        return self.table.place(self.line)

    def refuse(self, message: str) -> Refused:
        return self.table.refuse(message, self.line)


@dataclass(slots=True)
class OnetRelease:
    """The tables of a release by name, its version if it says one, and what was left out while reading it."""

    path: Path
    tables: dict[str, OnetTable] = field(default_factory=dict)
    version: str | None = None
    notes: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    _dump: tuple[Table, Dump] | None = None

    def note(self, what: str, count: int = 1) -> None:
        """Count something that was left out, for the summary."""
        self.notes[what] = self.notes.get(what, 0) + count

    def of(self, subject: Subject) -> list[OnetTable]:
        """The tables about a subject. Raises `Refused` where they are of several releases, or some are missing."""
        there = [[self.tables[name] for name in names if name in self.tables] for names in subject.tables]
        ways = [(found, names) for found, names in zip(there, subject.tables, strict=True) if found]
        if len(ways) > 1:
            first, other = (found[0].name for found, _ in ways[:2])
            message = f"has {first!r} and {other!r}, which are of different releases: import one release at a time"
            raise Refused([Problem(Place(self.path), "", message)])
        for found, names in ways:
            if missing := [name for name in names if name not in self.tables]:
                message = f"has {found[0].name!r} without {missing[0]!r}, and they are one: add it, or take all files"
                raise Refused([Problem(Place(self.path), "", message)])
        return ways[0][0] if ways else []

    def rows(self, subject: Subject) -> Iterator[Row]:
        """All rows about a subject, table by table.

        Raises `Refused` on a column that is missing or there twice, a row that is not whole or has more than its
        header, and the character U+0000.
        """
        for table in self.of(subject):
            yield from self._rows(table, subject)

    def _rows(self, table: OnetTable, subject: Subject) -> Iterator[Row]:
        lines = self._lines(table)
        first, header = next(lines, (1, []))
        names = [plain(name) for name in header]
        twice = [name for name, times in zip(header, map(names.count, names), strict=True) if times > 1 and name]
        if twice:
            raise table.refuse(f"the column {twice[0]!r} is there twice", first)
        places = [_place(table, first, header, names, column) for column in subject.columns]
        for place, name in enumerate(names):
            if name and place not in places and name not in SAID_ELSEWHERE:
                self.unread.add(header[place].strip())
        width, whole = max(places) + 1, len(names)
        is_empty = True
        for line, values in lines:
            if not any(values):
                continue
            is_empty = False
            if len(values) < width or any(values[whole:]):
                raise table.refuse(f"expected {whole} fields, found {len(values)}", line)
            chosen = tuple([values[place] if place >= 0 else "" for place in places])
            if "\0" in "".join(chosen):
                raise table.refuse("has the character U+0000, which no text may have: is it a text file?", line)
            yield Row(table, line, chosen)
        if is_empty:
            self.note(f"tables without a row: {table.name}")

    def _lines(self, table: OnetTable) -> Iterator[tuple[int, list[str]]]:
        if table.member is not None:
            try:
                yield from self.dump(table.found).lines(table.member)
            except Malformed as error:
                raise table.refuse(str(error), error.line) from error
        elif table.shown.suffix.lower() == ".json":
            yield from _json_rows(table)
        else:
            yield from lines_of(table.found)

    def dump(self, found: Table) -> Dump:
        """The dump in a file. The last one is kept, for a file may hold many tables."""
        if self._dump is None or self._dump[0] != found:
            try:
                text = _content(found).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise found.refuse(f"not UTF-8 text: {error.reason} at byte {error.start:,}") from error
            self._dump = found, Dump(text)
        return self._dump[1]


def open_onet(path: Path, version: str | None = None) -> OnetRelease:
    """The release in a folder, a zip file or a folder of zip files, in any of its editions.

    Its version is the one given, else what its read-me says, else what the path names. Raises `Refused` as
    `open_release` does, and where a table is there twice.
    """
    _check_one(path)
    found = open_release(path, SUFFIXES)
    release = OnetRelease(path)
    said = None
    for stem, table in found.tables.items():
        if plain(stem) == READ_ME:
            match = VERSION.search(_content(table).decode("utf-8", "replace"))
            said = match[1] if match else None
        elif table.shown.suffix.lower() == ".sql":
            for member in release.dump(table).tables:
                _add(release, member, table, member)
        else:
            _add(release, stem, table, None)
    release.version = version or said or version_in(path)
    return release


def _check_one(path: Path) -> None:
    """Raise `Refused` where zip files or folders in a folder are of several releases, as their names say."""
    inner = sorted(path.rglob("*")) if path.is_dir() else []
    names = [each.stem for each in inner if each.is_dir() or each.suffix.lower() == ".zip"]
    versions = sorted({".".join(match.groups()) for name in names if (match := IN_NAME.search(name))})
    if len(versions) > 1:
        message = f"holds releases {' and '.join(versions)}: import one at a time"
        raise Refused([Problem(Place(path), "", message)])


def _add(release: OnetRelease, title: str, found: Table, member: str | None) -> None:
    key = plain(re.sub(r"^\d+[_ -]+", "", title))
    name = READ.get(key)
    if name is None:
        known = KNOWN.get(key)
        why = "which has no place in the model" if known else "which is not known"
        release.note(f"table {known or title!r}, {why}")
    elif name in release.tables:
        message = f"the table {name!r} is in {release.tables[name].shown.name} already: import one edition at a time"
        raise Refused([Problem(Place(found.shown), "", message)])
    else:
        release.tables[name] = OnetTable(name, found, member)


def _place(table: OnetTable, line: int, header: list[str], names: list[str], column: Column) -> int:
    for each in column.names:
        if plain(each) in names:
            return names.index(plain(each))
    if not column.needed:
        return -1
    wanted = " or ".join(repr(each) for each in column.names)
    found = process.extractOne(column.names[0], header, score_cutoff=60)
    hint = f"; is it {found[0]!r} now?" if found else "."
    raise table.refuse(f"there is no column {wanted}{hint} The columns are: {', '.join(header)}", line)


def _json_rows(table: OnetTable) -> Iterator[tuple[int, list[str]]]:
    """The rows of the JSON edition: a list of objects, in `row` of the whole."""
    try:
        content = orjson.loads(_content(table.found))
    except orjson.JSONDecodeError as error:
        raise table.found.refuse(f"not JSON: {error}") from error
    rows = content.get("row") if isinstance(content, dict) else content
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise table.found.refuse("expected a list of rows, under the name 'row'")
    names = list(dict.fromkeys(name for row in rows for name in row))
    yield 1, names
    for number, row in enumerate(rows, start=1):
        yield number, [_text(row.get(name)) for name in names]


def _text(value: object) -> str:
    """A value as the text edition has it: whole numbers without a fraction, marks as Y and N."""
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()


def _content(table: Table) -> bytes:
    try:
        with opened(table) as file:
            return file.read()
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise table.refuse(f"cannot be read to its end ({error}): download it again") from error
