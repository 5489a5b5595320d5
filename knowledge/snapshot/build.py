"""Builds a snapshot from canonical records, kind by kind: creates the objects of a kind, then links them.

What the fields of records become stands in `model.kinds`: values are taken over, slugs become the objects that they
name, items of lists become objects of their own, and what is referred to lists what refers to it: a skill its roles,
a role the moves to it. These lists leave out what a deprecated record tells, which is listed and counted nowhere but
still answers in full itself. What is told of a replaced record leads to the one that took its place (`succession`), and
what datasets add to the records of others stands among what these say themselves (`additions`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from knowledge.model.entities import Entity
from knowledge.model.evidence import Citation, Dataset, Evidence, Source
from knowledge.model.history import Revision
from knowledge.model.kinds import EXTENSIONS, KINDS, KindOf, Many, Part, Reference, Scalar
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Kind
from knowledge.snapshot.additions import Additions, Told, by_extended
from knowledge.snapshot.observations import gathered as gathered_observations
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.succession import REPLACED_BY, carried_over, living
from knowledge.snapshot.translations import gathered

PACKED = (Kind.TRANSLATION, Kind.OBSERVATION)
"""Kinds of which there are no objects: what their records say is kept packed."""

RecordsOfKind = Callable[[Kind], Iterable[Record]]
Convert = Callable[[Any], Any] | None
"""What a value of a record becomes; None where it stays as it is."""
Make = Callable[..., tuple[Any, ...]]
"""Makes the objects of a list: of its items, the entity, the evidence of the record, and the dataset that adds it."""


def build(records: Mapping[Key, Record], revisions: Sequence[Revision]) -> Snapshot:
    """The snapshot of `records`, which must be canonical and refer only to each other.

    `revisions` are all revisions up to the one that the records are of, oldest first.
    """
    by_kind: dict[Kind, list[Record]] = defaultdict(list)
    for key, record in records.items():
        by_kind[key.kind].append(record)
    return build_by_kind(lambda kind: by_kind[kind], revisions)


def build_by_kind(records: RecordsOfKind, revisions: Sequence[Revision]) -> Snapshot:
    """The same from records that are read kind by kind, so that only those of one kind are in memory at a time."""
    return _Builder(records).build(tuple(revisions))


class _Builder:
    def __init__(self, records: RecordsOfKind):
        self._read = records
        self._count = 0
        self._evidence: dict[tuple[str, tuple[tuple[str, str | None], ...], Dataset | None], Evidence] = {}
        self._made: dict[Kind, dict[str, Any]] = {}
        self._living: dict[Kind, Mapping[str, Any]] = {}
        self._told: dict[Kind, Sequence[Record]] = {}  # extensions that were read, until their own turn
        self._additions = Additions()
        self._numbers: dict[float, float] = {}
        self._mirrors: dict[tuple[type[Any], str], _Mirror] = {
            (mirror.cls, mirror.of): _Mirror(mirror.name) for kind in KINDS.values() for mirror in kind.mirrors
        }

    def _records(self, kind: Kind) -> Iterator[Record]:
        """The records of a kind, which are counted: each is read once."""
        for record in self._read(kind):
            self._count += 1
            yield record

    def build(self, revisions: tuple[Revision, ...]) -> Snapshot:
        for kind in KINDS.values():
            if kind.kind not in PACKED:
                self._add(kind)
        for mirror in self._mirrors.values():
            mirror.seal()
        datasets: dict[str, Dataset] = self._made.pop(Kind.DATASET)
        sources: dict[str, Source] = self._made[Kind.SOURCE]
        translations = gathered(self._records(Kind.TRANSLATION), self._translated, datasets, self._evidence_of)
        observations = gathered_observations(self._records(Kind.OBSERVATION), self._living, datasets, self._evidence_of)
        del self._made[Kind.SOURCE]
        return Snapshot(
            revisions=revisions,
            records=self._count,
            datasets=datasets,
            sources=sources,
            by_kind=self._made,
            additions=self._additions,
            translations=translations,
            observations=observations,
        )

    def _translated(self, record: Record) -> Entity:
        """What a translation is about: the very record, which a successor does not speak for."""
        subject: Entity = self._made[Kind(record["subject_kind"])][record["subject"]]
        return subject

    def _add(self, kind: KindOf) -> None:
        """Create the objects of a kind, by slug in order of name, then what they are linked to."""
        told = self._told.pop(kind.kind) if kind.kind in self._told else self._records(kind.kind)
        records = sorted(told, key=_by_name)
        made: dict[str, Any] = {}
        self._made[kind.kind] = made
        takes = self._takes(kind)
        others = [each for each in kind.own if isinstance(each, Reference)]
        named = [(each, each.said.kind_from) for each in others if each.said.kind_from]
        grounds = []
        for record in records:
            values = {}
            for name, value in record.items():
                take = takes.get(name)
                if take is not None:
                    attribute, convert = take
                    values[attribute] = value if convert is None else convert(value)
            for field, kind_from in named:
                values[field.name] = self._living[Kind(record[kind_from])][record[field.key]]
            for name, resolved in kind.resolved:
                values[name] = self._living[Kind(record[resolved.kind_from])].get(record[resolved.slug])
            if kind.is_entity:
                values["evidence"] = evidence = self._evidence_of(record)
                grounds.append(evidence)
            made[record["slug"]] = kind.make(**values)
        self._living[kind.kind] = living(made, records)
        if kind.is_entity:
            self._link(kind, records, grounds)

    def _takes(self, kind: KindOf) -> dict[str, tuple[str, Convert]]:
        """What is taken over when an object is created, by key: the attribute, and what its value becomes."""
        takes: dict[str, tuple[str, Convert]] = {}
        for field in kind.fields:
            if isinstance(field, Scalar):
                takes[field.key] = field.name, self._converted(field)
            elif isinstance(field, Reference):
                if field.kind and field.kind is not kind.kind:
                    takes[field.key] = field.name, self._living[field.kind].__getitem__
            elif _is_plain(field.item) and not field.item.added:
                takes[field.key] = field.name, self._plain_list(field.item)
        return takes

    def _link(self, kind: KindOf, records: Sequence[Record], grounds: Sequence[Evidence]) -> None:
        made, live = self._made[kind.kind], self._living[kind.kind]
        within = [each for each in kind.fields if isinstance(each, Reference) and each.kind is kind.kind]
        linking = [each for each in kind.lists if not _is_plain(each.item) and not each.item.added]
        lists = [(each, self._maker(kind, each)) for each in linking]
        extension = EXTENSIONS.get(kind.kind)
        added: Mapping[str, list[Record]] = {}
        if extension:
            self._told[extension.kind] = [*self._records(extension.kind)]
            added = by_extended(extension, self._told[extension.kind], live)
        for record, evidence in zip(records, grounds, strict=True):
            entity = made[record["slug"]]
            for field in within:
                slug = record.get(field.key)
                if slug is not None:
                    other = made[slug] if field.key == REPLACED_BY else live[slug]
                    if other is entity:  # what it replaced is no end of its own
                        continue
                    _seal(entity, field.name, other)
                    mirror = self._mirrors.get((kind.make, field.name))
                    if mirror and entity.active:
                        mirror.add(other, entity)
            for many, make in lists:
                items = record.get(many.key)
                if items is not None:
                    _seal(entity, many.name, make(items, entity, evidence))
            if record["slug"] in added:
                self._extend(kind, entity, added[record["slug"]], lists)
        if kind.extends:
            for each in sorted(made.values(), key=lambda extension: (extension.dataset.slug, extension.slug)):
                if each.active:
                    self._additions.extensions.setdefault(each.extends, []).append(each)

    def _extend(
        self, kind: KindOf, entity: Entity, records: Iterable[Record], lists: Iterable[tuple[Many, Make]]
    ) -> None:
        """Add what extensions say to what the record of an entity says."""
        makers = {many.name: make for many, make in lists}
        for record in records:
            dataset = self._made[Kind.DATASET][record["dataset"]]
            evidence = self._evidence_of(record, dataset)
            for many in kind.lists:
                if many.key not in record:
                    continue
                only, fresh = many.item.reference, []
                leads = self._living[only.kind] if only and only.kind else None
                self._additions.keep_own(entity, many.name)
                if not many.item.evident:
                    self._additions.keep_said(
                        entity, record["slug"], many.name, self._said(many.item, record[many.key], leads)
                    )
                told = Told(entity, many, leads)
                for item, held in told.sift(record[many.key]):
                    if held is None:
                        fresh.append(item)
                    elif many.item.evident:
                        own = self._evidence_of(item, dataset) if "basis" in item else evidence
                        self._additions.confirm(held, own)
                make = makers.get(many.name)
                new = make(fresh, entity, evidence, dataset) if make else self._plain_list(many.item)(fresh)
                _seal(entity, many.name, (*getattr(entity, many.name), *new))

    def _maker(self, kind: KindOf, many: Many) -> Make:
        """A function that makes the objects of a list of a record, and has them listed at their other ends."""
        part = many.item
        mirror = self._mirrors.get((kind.make, many.name))
        only = part.reference
        thinned = None if only is None or only.kind is None else carried_over(part, self._living[only.kind])
        within = only is not None and only.kind is kind.kind
        if part.make is None:
            assert only is not None and only.kind is not None  # noqa: PT018
            others = self._living[only.kind]

            def listed(
                items: Sequence[Any], entity: Entity, _evidence: Evidence, _dataset: Dataset | None = None
            ) -> tuple[Any, ...]:
                found = tuple([others[slug] for slug in (items if thinned is None else thinned(items, None))])
                if mirror and entity.active:
                    for other in found:
                        mirror.add(other, entity)
                return found

            return listed
        takes = self._takes_of(part)
        make, owner, evident = part.make, part.owner, part.evident
        far = only.name if only else ""
        of_link = self._mirrors.get((part.make, far)) if only else None

        def linked(
            items: Sequence[Any], entity: Entity, evidence: Evidence, dataset: Dataset | None = None
        ) -> tuple[Any, ...]:
            found = []
            active = entity.active
            for item in items if thinned is None else thinned(items, entity.slug if within else None):
                values: dict[str, Any] = {owner: entity} if owner else {}
                for name, value in item.items():
                    take = takes.get(name)
                    if take is not None:
                        attribute, convert = take
                        values[attribute] = value if convert is None else convert(value)
                if evident:
                    values["evidence"] = self._evidence_of(item, dataset) if "basis" in item else evidence
                each = make(**values)
                found.append(each)
                if of_link and active:
                    of_link.add(values[far], each)
                if mirror and active:
                    mirror.add(values[far], entity)
            return tuple(found)

        return linked

    def _takes_of(self, part: Part) -> dict[str, tuple[str, Convert]]:
        takes: dict[str, tuple[str, Convert]] = {}
        for field in part.fields:
            match field:
                case Scalar():
                    takes[field.key] = field.name, self._converted(field)
                case Reference(kind=Kind() as kind):
                    takes[field.key] = field.name, self._living[kind].__getitem__
                case Many():
                    takes[field.key] = field.name, self._plain_list(field.item)
        return takes

    def _converted(self, field: Scalar) -> Convert:
        """What the value of a field becomes. Of equal numbers, of which ratings have many, one object is kept."""
        if issubclass(field.type, StrEnum):
            return {each.value: each for each in field.type}.__getitem__
        if field.type is float:
            return self._once
        return date.fromisoformat if field.type is date else None

    def _plain_list(self, part: Part) -> Callable[[Any], tuple[Any, ...]]:
        make, bare = part.make, part.bare
        if make is not None:
            return lambda items: tuple([make(**item) for item in items])
        if isinstance(bare, Scalar) and bare.type is float:
            return lambda items: tuple([self._once(item) for item in items])
        return tuple

    def _said(self, part: Part, items: Sequence[Any], leads: Mapping[str, Any] | None) -> tuple[Any, ...]:
        """What plain values are, or lead to."""
        return self._plain_list(part)(items) if leads is None else tuple([leads[item] for item in items])

    def _once(self, number: float | None) -> float | None:
        return None if number is None else self._numbers.setdefault(number, number)

    def _evidence_of(self, told: Record, dataset: Dataset | None = None) -> Evidence:
        citations = tuple([(each["source"], each.get("section")) for each in told.get("citations", ())])
        key = (told["basis"], citations, dataset)
        found = self._evidence.get(key)
        if found is None:
            sources = self._made[Kind.SOURCE]
            cited = tuple(Citation(sources[source], section) for source, section in citations)
            found = self._evidence[key] = Evidence(Basis(told["basis"]), cited, dataset)
        return found


class _Mirror:
    """What objects are listed under the attribute `name` of those that they refer to."""

    def __init__(self, name: str):
        self._name = name
        self._lists: dict[Entity, list[Any]] = defaultdict(list)

    def add(self, to: Entity, each: Any) -> None:
        self._lists[to].append(each)

    def seal(self) -> None:
        for entity, found in self._lists.items():
            _seal(entity, self._name, tuple(found))


def _by_name(record: Record) -> tuple[str, str]:
    return (record.get("name", "").casefold(), record["slug"])


def _is_plain(part: Part) -> bool:
    """Whether the items of a list are taken over with the record: they refer to nothing."""
    return not part.evident and not any(isinstance(each, Reference) for each in part.fields)


def _seal(entity: Entity, field: str, value: object) -> None:
    """Set a field of an object that is frozen for everyone but its builder."""
    object.__setattr__(entity, field, value)
