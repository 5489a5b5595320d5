"""Makes seeds of the tables that a mapping names: first the records, then what other tables say of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.progress import SILENT, Progress
from knowledge.model.kinds import KINDS, Many, Reference
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.tables.drafts import Draft, Drafts, resolved, unresolved
from seeds.importing.tables.expressions import OR, Made, Row, columns_of, compiled
from seeds.importing.tables.files import Files, Found
from seeds.importing.tables.making import Fields, Maker, Values, Wrong
from seeds.importing.tables.mapping import Expression, TableMapping, TableOf, section_kind
from seeds.problems import Level, Loc, Origin, Problem, Refused
from seeds.seed import Declared, Parsed, Seed, add_record, seed_of
from seeds.sheets.cells import text_of
from seeds.sheets.grids import Grid, RowOf
from seeds.slugs import assign

Known = Mapping[Kind, Mapping[str, str]]
STEP = 1_000  # rows after which it is told how far the reading is
LEAVE_OUT = "leave_out"


class _Reading:
    def __init__(self, path: Path, mapping: TableMapping, known: Known, progress: Progress):
        self._files = Files(path, mapping)
        self._mapping = mapping
        self._known = known
        self._progress = progress
        self._drafts = Drafts()
        self._parsed = Parsed()
        self._notes: dict[str, int] = defaultdict(int)
        self._read: dict[str, Read] = {}

    def imported(self) -> Imported:
        """Raises `Refused` with all that is wrong."""
        tables = list(enumerate(self._mapping.whole.tables))
        for number, table in tables:
            if table.records is not None:
                self._read_records(table, ("tables", number))
        self._refuse()
        self._check_any()
        self._give_slugs()
        for number, table in tables:
            if table.links is not None:
                self._read_links(table, ("tables", number))
        self._refuse()
        self._make_seeds()
        self._refuse()
        doubts = [*self._parsed.problems, *self._unread()]
        return Imported(self._parsed.seeds, dict(self._notes), doubts=doubts)

    def _refuse(self) -> None:
        wrong = [each for each in self._parsed.problems if each.level is Level.ERROR]
        if wrong:
            raise Refused(wrong)

    def _check_any(self) -> None:
        """Raise `Refused` if no table has a record: a dataset that is empty is a file that was cut, or a wrong one."""
        if not self._drafts.all:
            raise self._mapping.refuse(("tables",), "no row of its tables makes a record: are the files whole?")

    def _problem(self, origin: Origin, name: str, message: str, loc: Loc) -> None:
        told = f"{message} (by {self._mapping.place(loc)})"
        self._parsed.problems.append(Problem(origin.place((name,)), name, told))

    def _read_records(self, table: TableOf, loc: Loc) -> None:
        kind = section_kind(self._mapping, (*loc, "records"), str(table.records))
        own = {each.key: each for each in KINDS[kind].fields if not each.said.of_file}
        fields = Fields(self._mapping, (*loc, "fields"), own, table.fields)
        name = table.fields.get("name") or table.fields.get("title")
        identity = table.identity or table.slug or (Expression.model_validate(name) if isinstance(name, str) else None)
        if identity is None:
            raise self._mapping.refuse(loc, "say in which column its `identity` is, which no two rows share")
        names = {"identity": identity, **{f"known_as.{n}": each for n, each in enumerate(table.known_as)}}
        found = self._found(table, loc, [*fields.expressions, *names.values(), table.slug])
        if found is None:
            return
        make = fields.compiled(found.columns, found.grid.decimals)
        by = {key: compiled(each, found.columns, (*loc, *key.split("."))) for key, each in names.items()}
        slug = compiled(table.slug, found.columns, (*loc, "slug")) if table.slug else None
        for origin, row in self._rows(table, found):
            self._add_draft(kind, table, make, by, slug, origin, row, loc)

    def _add_draft(
        self,
        kind: Kind,
        table: TableOf,
        make: Maker,
        by: Mapping[str, Made],
        slug: Made | None,
        origin: RowOf,
        row: Row,
        loc: Loc,
    ) -> None:
        try:
            content = make(row)
            called = [text for each in by.values() for text in _texts(each, row)]
            identity = _texts(by["identity"], row)
            told = _texts(slug, row) if slug else []
        except Wrong as error:
            self._problem(origin, error.field, str(error), error.loc)
            return
        if len(identity) != 1:
            self._problem(origin, "identity", f"is {len(identity)} values, and must be one", (*loc, "identity"))
            return
        other = next((each for each in self._drafts.named[kind, identity[0]] if each.identity == identity[0]), None)
        if other:
            message = f"{identity[0]!r} stands at {other.origin.place(())} already"
            self._problem(origin, "identity", message, (*loc, "identity"))
            return
        if table.identity and self._mapping.whole.scheme:
            own = {"scheme": self._mapping.whole.scheme, "identifier": identity[0]}
            content["external_ids"] = [own, *(each for each in content.get("external_ids", []) if each != own)]
        draft = Draft(kind, identity[0], content, origin, loc, told[0] if told else "")
        self._drafts.all.append(draft)
        for each in dict.fromkeys(called):
            self._drafts.named[kind, each].append(draft)

    def _give_slugs(self) -> None:
        by_kind: dict[Kind, list[Draft]] = defaultdict(list)
        for draft in self._drafts.all:
            by_kind[draft.kind].append(draft)
        for kind, drafts in by_kind.items():
            labels = [
                (each.identity, str(each.content.get("name") or each.content.get("title", ""))) for each in drafts
            ]
            slugs = assign(self._mapping.dataset, labels, self._known.get(kind, {}))
            for draft in drafts:
                draft.slug = draft.slug or slugs[draft.identity]
                draft.content = {"slug": draft.slug, **draft.content}

    def _read_links(self, table: TableOf, loc: Loc) -> None:
        section, _, name = str(table.links).partition(".")
        kind = section_kind(self._mapping, (*loc, "links"), section)
        target = next((each for each in KINDS[kind].fields if each.key == name), None)
        if not isinstance(target, Many | Reference):
            raise self._mapping.refuse((*loc, "links"), f"{section} have no list and no reference {name!r}")
        only = target.item.bare if isinstance(target, Many) else target
        if only and table.to is None:
            raise self._mapping.refuse(loc, f"say in `to` which column has the {name}")
        inner = {each.key: each for each in target.item.fields} if isinstance(target, Many) and not only else {}
        fields = Fields(self._mapping, (*loc, "fields"), inner, table.fields)
        assert table.of, "links have it"
        found = self._found(table, loc, [*fields.expressions, table.of, table.to])
        if found is None:
            return
        decimals = found.grid.decimals
        of = compiled(table.of, found.columns, (*loc, "of"))
        make = fields.compiled(found.columns, decimals)
        to = Values(only, compiled(table.to, found.columns, (*loc, "to")), decimals) if only and table.to else None
        for origin, row in self._rows(table, found):
            try:
                owners = _texts(of, row)
                values = to(row) if to else [make(row)]
            except Wrong as error:
                self._problem(origin, error.field, str(error), error.loc)
                continue
            for owner in owners or [""]:
                self._add_link(table, target, Key(kind, owner), values, origin, loc)

    def _add_link(
        self, table: TableOf, target: Many | Reference, owner: Key, values: list[Any], origin: RowOf, loc: Loc
    ) -> None:
        name = target.key
        try:
            draft = self._drafts.find(owner.kind, owner.slug)
            values = [resolved(each, owner.kind, self._drafts) for each in values]
        except LookupError as error:
            self._problem(origin, name, str(error), loc)
            return
        missing = owner.slug if draft is None else next((each.name for each in unresolved(values)), None)
        if draft is None or missing is not None:
            if table.unknown == LEAVE_OUT:
                self._notes[f"{table.links} of or to what no table has"] += 1
            else:
                said = f"{missing!r} is the name of no record of these tables" if missing else "tells no record"
                self._problem(origin, name, said, loc)
        elif isinstance(target, Many):
            own = draft.content.setdefault(name, [])
            new = [each for each in values if each not in own]
            if len(new) < len(values):
                self._notes[f"{table.links} that stand twice"] += len(values) - len(new)
            own.extend(new)
        elif values and draft.content.setdefault(name, values[0]) != values[0]:
            self._problem(origin, name, f"{draft.slug} has another one already: {draft.content[name]}", loc)

    def _make_seeds(self) -> None:
        whole, document = self._mapping.whole, self._mapping.document
        dataset = self._mapping.dataset
        basis = {"basis": whole.basis.value} if whole.basis else {}
        cited = [each.model_dump(mode="json", exclude_defaults=True) for each in whole.citations]
        declared = Declared(dataset, {**basis, **({"citations": cited} if cited else {})})
        add_record(Kind.DATASET, whole.dataset, document, ("dataset",), Declared(None, {}), self._parsed)
        for number, source in enumerate(whole.sources):
            add_record(Kind.SOURCE, source, document, ("sources", number), declared, self._parsed)
        for number, scheme in enumerate(whole.identifier_schemes):
            loc = ("identifier_schemes", number)
            add_record(Kind.IDENTIFIER_SCHEME, scheme, document, loc, declared, self._parsed)
        with self._progress.stage("making records", len(self._drafts.all)) as advance:
            for draft in self._drafts.all:
                seed = self._seed(draft, declared)
                if seed:
                    self._parsed.seeds.append(seed)
                advance(1)

    def _seed(self, draft: Draft, declared: Declared) -> Seed | None:
        before = len(self._parsed.problems)
        try:
            content = {name: resolved(value, draft.kind, self._drafts) for name, value in draft.content.items()}
        except LookupError as error:
            self._problem(draft.origin, "", str(error), draft.loc)
            return None
        for each in unresolved(list(content.values())):
            self._problem(draft.origin, "", f"{each.name!r} is the name of no record of these tables", draft.loc)
        if len(self._parsed.problems) > before:
            return None
        seed = seed_of(draft.kind, content, draft.origin, (), declared, self._parsed)
        for place, problem in enumerate(self._parsed.problems[before:], start=before):
            told = self._mapping.place((*draft.loc, "fields", problem.field.split(".")[0]))
            self._parsed.problems[place] = replace(problem, message=f"{problem.message} (by {told})")
        return seed

    def _found(self, table: TableOf, loc: Loc, expressions: Sequence[Expression | None]) -> Found | None:
        needed = [*_columns(expressions, optional=False), *table.where, *table.filled]
        spare = _columns(expressions, optional=True)
        found = self._files.find(table, loc, list(dict.fromkeys(needed)), spare)
        if found is None:
            self._notes[f"table {table.file} that is not there"] += 1
            return None
        places = {name: place for name, place in found.columns.items() if OR not in name}
        read = self._read.setdefault(str(found.grid.place()), Read(found.grid, places))
        used = {found.columns[name] for name in [*needed, *spare, *table.ignore] if name in found.columns}
        read.columns = {name: place for name, place in read.columns.items() if place not in used}
        return found

    def _rows(self, table: TableOf, found: Found) -> Iterator[tuple[RowOf, Row]]:
        """The rows that the table is about, each with its origin."""
        wanted = [
            (found.columns[name], {values} if isinstance(values, str) else set(values))
            for name, values in table.where.items()
        ]
        filled = [found.columns[name] for name in table.filled]
        read = self._read[str(found.grid.place())]
        with self._progress.stage(f"reading {table.file or table.records or table.links}", found.grid.lines) as advance:
            for count, (number, row) in enumerate(found, start=1):
                if not count % STEP:
                    advance(STEP)
                is_wanted = all(str(row[place]).strip() in values for place, values in wanted)
                is_wanted = is_wanted and all(str(row[place]).strip() for place in filled)
                read.see(number, is_wanted)
                if is_wanted:
                    yield RowOf(found.grid, number, {}), row
        self._parsed.problems.extend(found.problems)

    def _unread(self) -> Iterator[Problem]:
        """What in the files no table of the mapping is about: columns, rows and files."""
        for read in self._read.values():
            for name in read.columns:
                message = f"the column {name!r} is not read: map it, or name it under `ignore`"
                yield Problem(read.grid.place(), "", message, Level.WARNING, "columns that are not read")
            if read.left:
                message = f"{read.left:,} rows are not read: no table of the mapping is about them"
                yield Problem(read.grid.place(), "", message, Level.WARNING, "rows that are not read")
        yield from self._files.unread(self._mapping.whole.ignore_files)


@dataclass(slots=True)
class Read:
    """What was read of a table: which columns no table of the mapping has asked for, and which rows it has."""

    grid: Grid
    columns: dict[str, int]
    rows: bytearray = field(default_factory=bytearray)  # by number: 0 never seen, 1 seen, 2 wanted

    def see(self, number: int, is_wanted: bool) -> None:
        self.rows.extend(b"\0" * (number + 1 - len(self.rows)))
        self.rows[number] = max(self.rows[number], 2 if is_wanted else 1)

    @property
    def left(self) -> int:
        return self.rows.count(1)


def _columns(expressions: Sequence[Expression | None], *, optional: bool) -> list[str]:
    """The columns that expressions read: those that must be there, or those that need not."""
    return [column for each in expressions if each and each.optional is optional for column in columns_of(each)]


def _texts(made: Made, row: Row) -> list[str]:
    """The values of an expression that names something. Raises `Wrong`."""
    try:
        return [text_of(each) for each in made.of(row)]
    except ValueError as error:
        raise Wrong(str(made.loc[-1]), str(error), made.loc) from error


def read_tables(path: Path, mapping: TableMapping, known: Known, progress: Progress = SILENT) -> Imported:
    """The dataset in the tables at `path`: a folder, or one file. `known` are the slugs that its identities have.

    Raises `Refused` with all that is wrong, in the tables and in the mapping.
    """
    return _Reading(path, mapping, known, progress).imported()
