"""From sheets to records: rows that are records, and rows that are links of records in other sheets or files."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rapidfuzz import process

from knowledge.model.kinds import KINDS, Many
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.format import PARTS, Evident
from seeds.importing.slugs import mapping_slug
from seeds.problems import Loc, Origin, Place, Problem, Refused
from seeds.seed import Declared, Parsed, Seed, evidence_of, problems_of, seed_of
from seeds.sheets.declared import KIND, MAPPINGS, OWNER, SHORT, Sheet
from seeds.sheets.grids import Grid, RowOf
from seeds.sheets.headings import Rows

NAME_LENGTH = 500


@dataclass(slots=True)
class Link:
    """A row that is an item of a list: what it says, where it stands, and the evidence that it gives."""

    owner: str  # the heading under which the record that it is a part of is named
    content: dict[str, Any]
    origin: RowOf
    given: Mapping[str, Any]
    declared: Declared


@dataclass(slots=True)
class Pending:
    """A row that is a record, which waits for its links."""

    kind: Kind
    content: dict[str, Any]
    origin: RowOf
    declared: Declared


class Gathering:
    """What sheets say, until all of them are read."""

    def __init__(self, parsed: Parsed):
        self._parsed = parsed
        self._records: list[Pending] = []
        self._links: dict[tuple[Kind, str], dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
        self._many: dict[tuple[Kind, str], Many] = {}
        self._evidence: dict[tuple[str, ...], Mapping[str, Any] | ValidationError] = {}

    def add(self, sheet: Sheet, grid: Grid, declared: Declared) -> None:
        """Read a sheet. What is wrong with it is added to the problems."""
        try:
            rows = Rows(grid, sheet.columns, self._parsed.problems)
            for number, content in rows:
                origin = RowOf(grid, number, rows.places)
                if sheet.many is None:
                    self._add_record(sheet, content, origin, declared)
                else:
                    self._add_link(sheet, sheet.many, content, origin, declared)
        except Refused as error:
            self._parsed.problems.extend(error.problems)

    def _add_record(self, sheet: Sheet, content: dict[str, Any], origin: RowOf, declared: Declared) -> None:
        assert sheet.kind, "only links have a sheet for all kinds"
        record = _mapping(content) if sheet.name == MAPPINGS else content
        self._records.append(Pending(sheet.kind, record, origin, declared))

    def _add_link(self, sheet: Sheet, many: Many, content: dict[str, Any], origin: RowOf, declared: Declared) -> None:
        kind = sheet.kind or self._kind(content.pop(KIND, ""), origin)
        owner = content.pop(sheet.owner.name, None)
        if owner is None:
            self._problem(origin, OWNER, sheet.owner.name, "is required")
        elif kind:
            given = self._given(content, origin) if many.item.evident else {}
            keyed = {sheet.by_heading[name].key: value for name, value in content.items()}
            self._links[kind, owner][many.key].append(Link(sheet.owner.name, keyed, origin, given, declared))
            self._many[kind, many.key] = many

    def _kind(self, text: str, origin: RowOf) -> Kind | None:
        if text in Kind.__members__ and KINDS[Kind[text]].is_entity:
            return Kind[text]
        message = f"expected a kind of record such as ROLE, found {text!r}" if text else "is required"
        self._problem(origin, KIND, KIND, message)
        return None

    def _given(self, content: dict[str, Any], origin: RowOf) -> Mapping[str, Any]:
        """The evidence of a row, taken out of its content."""
        basis, citations = content.pop("basis", ""), content.pop("citations", ())
        if not basis and not citations:
            return {}
        key = (basis, *citations)
        if key not in self._evidence:
            try:
                told = Evident.model_validate({"basis": basis or None, "citations": list(citations)})
                self._evidence[key] = told.model_dump(mode="json", exclude_defaults=True)
            except ValidationError as error:
                self._evidence[key] = error
        found = self._evidence[key]
        if isinstance(found, ValidationError):
            self._parsed.problems.extend(problems_of(found, origin, ()))
            return {}
        return found

    def _problem(self, origin: Origin, key: str, name: str, message: str) -> None:
        self._parsed.problems.append(Problem(origin.place((key,)), name, message))

    def finish(self) -> None:
        """Make seeds of all records, with their links, and add links to the records of other files."""
        for record in self._records:
            slug = record.content.get("slug")
            links = self._links.pop((record.kind, slug), {}) if isinstance(slug, str) else {}
            self._make(record, links)
        known = {seed.key: place for place, seed in enumerate(self._parsed.seeds)} if self._links else {}
        for (kind, slug), links in self._links.items():
            place = known.get(Key(kind, slug))
            if place is None:
                self._orphans(kind, slug, links, known)
            else:
                self._parsed.seeds[place] = self._extended(self._parsed.seeds[place], links)

    def _make(self, record: Pending, links: Mapping[str, list[Link]]) -> None:
        content, origin = record.content, record.origin
        rows: dict[str, tuple[int, list[Link]]] = {}
        for key, found in links.items():
            own = content.get(key, [])
            rows[key] = len(own), found
            content[key] = [*own, *(link.content for link in found)]
        whole: Origin = WithRows(origin, 0, rows) if rows else origin
        seed = seed_of(record.kind, content, whole, (), record.declared, self._parsed)
        if seed:
            for key, (first, found) in rows.items():
                if self._many[record.kind, key].item.evident:
                    _rest(seed.record[key][first:], found, evidence_of(seed.record, {}))
            self._parsed.seeds.append(seed)

    def _extended(self, seed: Seed, links: Mapping[str, list[Link]]) -> Seed:
        """The seed of another file, with what sheets say of it."""
        record, rows = dict(seed.record), dict[str, tuple[int, list[Link]]]()
        for key, found in links.items():
            many = self._many[seed.key.kind, key]
            items, kept = [], []
            for link in found:
                try:
                    item = PARTS[many.item.name].model_validate(link.content)
                except ValidationError as error:
                    self._parsed.problems.extend(problems_of(error, link.origin, ()))
                    continue
                items.append(item.model_dump(mode="json", exclude_defaults=True))
                kept.append(link)
            if many.item.evident:
                _rest(items, kept, evidence_of(seed.record, {}))
            rows[key] = len(record.get(key, ())), kept
            record[key] = [*record.get(key, ()), *items]
        return replace(seed, record=record, origin=WithRows(seed.origin, len(seed.loc), rows))

    def _orphans(self, kind: Kind, slug: str, links: Mapping[str, list[Link]], known: Mapping[Key, int]) -> None:
        what = kind.lower().replace("_", " ")
        near = process.extractOne(slug, [key.slug for key in known if key.kind is kind], score_cutoff=70)
        hint = f"; the nearest is {near[0]}" if near else ""
        message = f"the {what} {slug!r} is in none of these files: load it together with this sheet{hint}"
        for link in (link for found in links.values() for link in found):
            self._problem(link.origin, OWNER, link.owner, message)


def _rest(items: list[dict[str, Any]], links: list[Link], own: Mapping[str, Any]) -> None:
    """Write the evidence of links into their items, where it is not that of the record."""
    for item, link in zip(items, links, strict=True):
        told = evidence_of(link.given, link.declared.evidence or own)
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
class WithRows:
    """The origin of a record some of whose links are rows of sheets: by list, the place of the first, and all rows."""

    record: Origin
    depth: int  # of the record's own place within its file
    rows: Mapping[str, tuple[int, list[Link]]] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.record.file

    def place(self, loc: Loc) -> Place:
        match tuple(loc[self.depth :]):
            case (str(key), int(number), *rest) if key in self.rows:
                first, links = self.rows[key]
                if number >= first:
                    return links[number - first].origin.place(tuple(rest))
        return self.record.place(loc)
