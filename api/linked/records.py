"""Entities of a snapshot as records, as far as RDF tells of them: from the declarations of the model."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from knowledge.model.entities import RoleGroup
from knowledge.model.entity import Entity
from knowledge.model.evidence import Dataset, Evidence, Fact, Source
from knowledge.model.extensions import Extension
from knowledge.model.kinds import KINDS, Field, Many, Reference, Scalar
from knowledge.model.observation import MARKS, Measure
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.observations import HELD, Observed
from knowledge.snapshot.snapshot import Snapshot

Thing = Entity | Dataset | Source


def things(snapshot: Snapshot, kind: Kind) -> dict[str, Thing]:
    """All things of a kind that RDF tells of, by slug."""
    if kind is Kind.DATASET:
        return dict(snapshot.datasets)
    return dict(snapshot.sources) if kind is Kind.SOURCE else dict(snapshot.by_kind[kind])


def thing(snapshot: Snapshot, key: Key) -> Thing | None:
    """What has a key, None if nothing has."""
    if key.kind is Kind.DATASET:
        return snapshot.datasets.get(key.slug)
    return snapshot.sources.get(key.slug) if key.kind is Kind.SOURCE else snapshot.by_kind[key.kind].get(key.slug)


def record_of(snapshot: Snapshot, kind: Kind, found: Thing) -> Record:
    """What the record of something says, without what extensions add to it."""

    def held(many: Many) -> Sequence[Any]:
        items: Sequence[Any] = getattr(found, many.name)
        return snapshot.additions.own(found, many.name) if isinstance(found, Entity) else items

    said = _said(KINDS[kind].fields, found, held)
    if isinstance(found, Fact):
        said |= _evidence(found.evidence)
    return said


def additions_to(snapshot: Snapshot, entity: Entity) -> list[tuple[Key, Record]]:
    """What extensions add to what the record of an entity says, as records of theirs."""
    found: list[tuple[Key, Record]] = []
    for extension in snapshot.additions.extensions.get(entity, ()):
        kind = KINDS[extension.kind]
        assert kind.extends, "an extension extends something"
        record: dict[str, Any] = {"dataset": extension.dataset.slug, kind.extends.key: entity.slug}
        record |= _evidence(extension.evidence)
        for many in kind.lists:
            if many.item.evident:
                items = _added(extension, entity, many)
            else:
                items = [_item(many, each) for each in snapshot.additions.said(extension, many.name)]
            if items:
                record[many.key] = items
        found.append((Key(extension.kind, extension.slug), record))
    return found


def _added(extension: Extension, entity: Entity, many: Many) -> list[Any]:
    """The links that an extension adds to a list of an entity. What is said there already is not in it."""
    found = []
    for each in getattr(entity, many.name):
        if each.evidence.dataset is extension.dataset:
            own, inherited = _evidence(each.evidence), _evidence(extension.evidence)
            found.append(_item(many, each) | ({} if own == inherited else own))
    return found


def observed_of(snapshot: Snapshot, entity: Entity) -> Iterator[tuple[Key, Record]]:
    """What is observed of an entity itself, as records."""
    for series in snapshot.observations.of(entity):
        record: dict[str, Any] = {
            "dataset": series.dataset.slug,
            "measure": series.measure.slug,
            "subject_kind": entity.kind.value,
            "subject": entity.slug,
            "period": series.period,
            **_evidence(series.evidence),
        }
        if series.measured is not None:
            record["measured"] = series.measured
        record["figures"] = [_figure(each) for each in snapshot.observations.figures(series)]
        yield Key(Kind.OBSERVATION, series.slug), record


def _figure(figure: Observed) -> dict[str, Any]:
    told: dict[str, Any] = {name: figure.number(name) for name in HELD}
    told |= {"market": figure.market.slug, "category": figure.category}
    told |= {reason: [each.value for each in figure.marked(reason)] for reason in MARKS}
    return {name: value for name, value in told.items() if value is not None and value != []}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    citations = [
        {"source": each.source.slug, **({"section": each.section} if each.section else {})}
        for each in evidence.citations
    ]
    return {"basis": evidence.basis.value, **({"citations": citations} if citations else {})}


def told_in(snapshot: Snapshot) -> Callable[[Key], Record]:
    """What `Naming` has to know of the things of a snapshot."""

    def told(key: Key) -> Record:
        found = thing(snapshot, key)
        if isinstance(found, Entity):
            own = snapshot.additions.own(found, "external_ids")
            identifiers = [{"scheme": each.scheme, "identifier": each.identifier} for each in own]
            return {"dataset": found.dataset.slug, "external_ids": identifiers, **_known(found)}
        if isinstance(found, Dataset):
            return {"language": found.language}
        return {} if found is None else {"dataset": found.dataset.slug, "title": found.title}

    return told


def _known(entity: Entity) -> dict[str, Any]:
    """What others have to know to tell of it: the classification of a group, and what figures of a measure are."""
    if isinstance(entity, RoleGroup):
        return {"scheme": entity.scheme.value}
    if isinstance(entity, Measure):
        said = {"quantity": entity.quantity.value, "currency": entity.currency, "per": entity.per and entity.per.value}
        return {name: value for name, value in said.items() if value is not None}
    return {}


def _said(fields: Sequence[Field], found: Any, held: Callable[[Many], Sequence[Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for each in fields:
        if isinstance(each, Many):
            value: Any = [_item(each, item, found.evidence if each.item.evident else None) for item in held(each)]
        else:
            value = _value(each, getattr(found, each.name))
        if value is not None and value != []:
            said[each.key] = value
    return said


def _item(many: Many, item: Any, owners: Evidence | None = None) -> Any:
    """An item of a list. Of its evidence it says what is not that of its owner, as records do."""
    if many.item.make is None:
        return _plain(item)
    said = _said(many.item.fields, item, lambda inner: getattr(item, inner.name))
    said = {each.key: said[each.key] for each in many.item.fields if each.key in said and _is_told(each, said)}
    if owners is not None and many.item.evident and item.evidence != owners:
        said |= _evidence(item.evidence)
    return said


def _is_told(field: Field, said: dict[str, Any]) -> bool:
    """Records leave out what holds its default, as `in_demand` where nobody counted."""
    return not isinstance(field, Scalar) or field.required or said[field.key] != field.default


def _value(field: Field, value: Any) -> Any:
    if isinstance(field, Reference):
        return None if value is None else value.slug
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "slug", value)
