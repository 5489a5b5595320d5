"""From sheets to records: rows that are records, and rows that are links of records in other sheets or files."""

from array import array
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from db.progress import SILENT, Progress
from knowledge.model.kinds import KINDS, Many, Part, Reference, Scalar
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.format import PARTS, Evident
from seeds.nearest import Nearest
from seeds.problems import Loc, Origin, Place, Problem, Refused
from seeds.seed import Declared, Parsed, Seed, derived, evidence_of, problems_of, seeds_of
from seeds.sheets.declared import KIND, MAPPINGS, OF_SUBJECT, OWNER, SHORT, Sheet, by_language
from seeds.sheets.grids import Grid, RowOf
from seeds.sheets.headings import Rows
from seeds.slugs import mapping_slug
from seeds.spoken import InColumns

NAME_LENGTH = 500
STEP = 1_000  # rows after which it is told how far the reading is
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of a sheet have in common: where they are, its columns by field, and what the file declares.

    Of links, `repeated` are the fields in which the same values stand again and again.
    """

    sheet: Sheet
    grid: Grid
    columns: dict[str, int]
    declared: Declared
    repeated: tuple[str, ...] = ()

    def row(self, number: int) -> RowOf:
        return RowOf(self.grid, number, self.columns)


class Link(NamedTuple):
    """A row that is an item of a list: where it stands, what it says, and the evidence that it gives.

    There are as many as rows, so `names` is one object for all that have the same ones.
    """

    table: Table
    number: int
    names: tuple[str, ...]
    values: tuple[Any, ...]
    given: Mapping[str, Any]

    @property
    def content(self) -> dict[str, Any]:
        return dict(zip(self.names, self.values, strict=True))


class Pending(NamedTuple):
    """A row that is a record, which waits for its links."""

    table: Table
    number: int
    content: dict[str, Any]


class Gathering:
    """What sheets say, until all of them are read."""

    def __init__(self, parsed: Parsed, progress: Progress = SILENT):
        self._parsed = parsed
        self._progress = progress
        self._records: deque[Pending] = deque()
        self._slugs: set[tuple[Kind | None, str | None]] = set()  # of all records in sheets
        self._links: dict[tuple[Kind, str], dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
        self._many: dict[tuple[Kind, str], Many] = {}
        self._evidence: dict[tuple[str, ...], Mapping[str, Any] | ValidationError] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._same: dict[str, str] = {}  # slugs and words of vocabularies: of equal ones, one object is kept

    def add(self, sheet: Sheet, grid: Grid, declared: Declared) -> None:
        """Read a sheet. What is wrong with it is added to the problems."""
        try:
            rows = Rows(grid, sheet.columns, self._parsed.problems)
            table = Table(sheet, grid, rows.places, declared, _repeated(sheet.many.item) if sheet.many else ())
            with self._progress.stage(f"reading {sheet.name}", grid.lines) as advance:
                for count, (number, content) in enumerate(rows, start=1):
                    if sheet.many is None:
                        record = _mapping(content) if sheet.name == MAPPINGS else content
                        self._records.append(Pending(table, number, record))
                    else:
                        self._add_link(table, sheet.many, number, content)
                    if not count % STEP:
                        advance(STEP)
        except Refused as error:
            self._parsed.problems.extend(error.problems)

    def _add_link(self, table: Table, many: Many, number: int, content: dict[str, Any]) -> None:
        sheet = table.sheet
        kind = sheet.kind or self._kind(content.pop(KIND, ""), table.row(number))
        owner = content.pop(sheet.owner.name, None)
        if owner is None:
            self._problem(table.row(number), OWNER, sheet.owner.name, "is required")
        elif kind:
            given = self._given(content, table, number) if many.item.evident else NOTHING
            for name, key in sheet.renamed:
                if name in content:
                    content[key] = content.pop(name)
            for name in table.repeated:
                if isinstance(value := content.get(name), str):
                    content[name] = self._same.setdefault(value, value)
            names = tuple(content)
            names = self._names.setdefault(names, names)
            self._links[kind, owner][many.key].append(Link(table, number, names, tuple(content.values()), given))
            self._many[kind, many.key] = many

    def _kind(self, text: str, origin: RowOf) -> Kind | None:
        if text in Kind.__members__ and KINDS[Kind[text]].is_entity:
            return Kind[text]
        message = f"expected a kind of record such as ROLE, found {text!r}" if text else "is required"
        self._problem(origin, KIND, KIND, message)
        return None

    def _given(self, content: dict[str, Any], table: Table, number: int) -> Mapping[str, Any]:
        """The evidence of a row, taken out of its content."""
        basis, citations = content.pop("basis", ""), content.pop("citations", ())
        if not basis and not citations:
            return NOTHING
        key = (basis, *citations)
        if key not in self._evidence:
            try:
                told = Evident.model_validate({"basis": basis or None, "citations": list(citations)})
                self._evidence[key] = told.model_dump(mode="json", exclude_defaults=True)
            except ValidationError as error:
                self._evidence[key] = error
        found = self._evidence[key]
        if isinstance(found, ValidationError):
            self._parsed.problems.extend(problems_of(found, table.row(number), ()))
            return NOTHING
        return found

    def _problem(self, origin: Origin, key: str, name: str, message: str) -> None:
        self._parsed.problems.append(Problem(origin.place((key,)), name, message))

    def finish(self) -> None:
        """Make seeds of all records, with their links, and add links to the records of other files."""
        self._slugs = {(record.table.sheet.kind, record.content.get("slug")) for record in self._records}
        with self._progress.stage("making records", len(self._records)) as advance:
            while self._records:  # whose rows are let go one by one
                record = self._records.popleft()
                kind = record.table.sheet.kind
                assert kind, "only links have a sheet for all kinds"
                self._make(kind, record, self._links_of(kind, record))
                advance(1)
        if not self._links:
            return
        known = {seed.key: place for place, seed in enumerate(self._parsed.seeds)}
        nearest = Nearest(lambda kind: [key.slug for key in known if key.kind is kind])
        for (kind, slug), links in self._links.items():
            place = known.get(Key(kind, slug))
            if place is None:
                self._orphans(Key(kind, slug), links, nearest)
            else:
                self._parsed.seeds[place] = self._extended(self._parsed.seeds[place], links)

    def _links_of(self, kind: Kind, record: Pending) -> dict[str, list[Link]]:
        """The links that name the record: by its slug, or, if it extends another, by the slug of that."""
        content, extends = record.content, KINDS[kind].extends
        slug = content.get("slug") or derived(kind, content, record.table.declared.dataset).get("slug", "")
        found = self._links.pop((kind, slug), {})
        to = content.get(extends.key, "") if extends else ""
        if (kind, to) not in self._slugs:
            for key, links in self._links.pop((kind, to), {}).items():
                found.setdefault(key, []).extend(links)
        return found

    def _make(self, kind: Kind, record: Pending, links: Mapping[str, list[Link]]) -> None:
        content, row = record.content, record.table.row(record.number)
        spoken = by_language(content, record.table.sheet.by_heading)
        origin: Origin = InColumns(row, spoken) if spoken else row
        if kind is Kind.TRANSLATION:
            content.update((key, content.pop(name)) for key, name in OF_SUBJECT.items() if name in content)
        rows = {key: Numbers.of(len(content.get(key, ())), found) for key, found in links.items()}
        for key, found in links.items():
            content[key] = [*content.get(key, ()), *(link.content for link in found)]
        whole: Origin = WithRows(origin, 0, rows) if rows else origin
        for seed in seeds_of(kind, content, whole, (), record.table.declared, self._parsed):
            for key, found in links.items() if seed.key.kind is kind else ():
                if self._many[kind, key].item.evident:
                    _rest(seed.record[key][rows[key].first :], found, evidence_of(seed.record, {}))
            self._parsed.seeds.append(seed)

    def _extended(self, seed: Seed, links: Mapping[str, list[Link]]) -> Seed:
        """The seed of another file, with what sheets say of it."""
        record, rows = dict(seed.record), dict[str, Numbers]()
        for key, found in links.items():
            many = self._many[seed.key.kind, key]
            items, kept = [], []
            for link in found:
                try:
                    item = PARTS[many.item.name].model_validate(link.content)
                except ValidationError as error:
                    self._parsed.problems.extend(problems_of(error, link.table.row(link.number), ()))
                    continue
                items.append(item.model_dump(mode="json", exclude_defaults=True))
                kept.append(link)
            if many.item.evident:
                _rest(items, kept, evidence_of(seed.record, {}))
            rows[key] = Numbers.of(len(record.get(key, ())), kept)
            record[key] = [*record.get(key, ()), *items]
        return replace(seed, record=record, origin=WithRows(seed.origin, len(seed.loc), rows))

    def _orphans(self, owner: Key, links: Mapping[str, list[Link]], nearest: Nearest) -> None:
        what = owner.kind.lower().replace("_", " ")
        message = f"the {what} {owner.slug!r} is in none of these files: load it together with this sheet"
        message += nearest.hint(owner)
        for link in (link for found in links.values() for link in found):
            self._problem(link.table.row(link.number), OWNER, link.table.sheet.owner.name, message)


def _repeated(part: Part) -> tuple[str, ...]:
    """What links lead to, and vocabularies."""
    ends = [each.key for each in part.fields if isinstance(each, Reference)]
    words = [each.key for each in part.fields if isinstance(each, Scalar) and issubclass(each.type, StrEnum)]
    return (*ends, *words)


def _rest(items: list[dict[str, Any]], links: list[Link], own: Mapping[str, Any]) -> None:
    """Write the evidence of links into their items, where it is not that of the record."""
    for item, link in zip(items, links, strict=True):
        told = evidence_of(link.given, link.table.declared.evidence or own)
        if told != own:
            item.update(told)


def _mapping(content: dict[str, Any]) -> dict[str, Any]:
    """The record of a row that maps a concept: its slug and name, if it has none, are made of what it says."""
    longer = {short: name for name, short in SHORT.items()}
    record = {longer.get(name, name): value for name, value in content.items()}
    subject, relation, target = (record.get(name, "") for name in ("subject", "relation", "object_slug"))
    record.setdefault("slug", mapping_slug(subject, relation, target))
    record.setdefault("name", f"{subject} {relation} {target}"[:NAME_LENGTH])
    return record


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where the items of a list stand from the one at `first` on: in which table each, and the number of its row."""

    first: int
    tables: tuple[tuple[int, Table], ...]  # from which of these items on
    numbers: "array[int]"

    @classmethod
    def of(cls, first: int, links: list[Link]) -> "Numbers":
        changes = [n for n, link in enumerate(links) if n == 0 or link.table is not links[n - 1].table]
        numbers = array("L", (link.number for link in links))
        return cls(first, tuple((n, links[n].table) for n in changes), numbers)

    def row(self, item: int) -> RowOf | None:
        """The row of the item at this place of the list, None if it stands in no sheet."""
        place = item - self.first
        if not 0 <= place < len(self.numbers):
            return None
        table = next(table for start, table in reversed(self.tables) if start <= place)
        return table.row(self.numbers[place])


@dataclass(frozen=True, slots=True)
class WithRows:
    """The origin of a record some of whose links are rows of sheets: by list, where these are."""

    record: Origin
    depth: int  # of the record's own place within its file
    rows: Mapping[str, Numbers]

    @property
    def file(self) -> Path:
        return self.record.file

    def place(self, loc: Loc) -> Place:
        match tuple(loc[self.depth :]):
            case (str(key), int(item), *rest) if key in self.rows and (row := self.rows[key].row(item)):
                return row.place(tuple(rest))
        return self.record.place(loc)
