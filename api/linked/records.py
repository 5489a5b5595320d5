"""Entities of a snapshot as records, as far as RDF tells of them: from the declarations of the model."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from knowledge.model.entities import RoleGroup
from knowledge.model.entity import Entity
from knowledge.model.evidence import Dataset, Source
from knowledge.model.kinds import KINDS, Field, Many, Reference
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from seeds.rdf.statements import TOLD

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
    """What RDF tells of something, without its evidence. Links that extensions add are in it; their names not."""

    def held(many: Many) -> Sequence[Any]:
        if many.item.evident or not isinstance(found, Entity):
            items: Sequence[Any] = getattr(found, many.name)
            return items
        return snapshot.additions.own(found, many.name)

    fields = [each for each in KINDS[kind].fields if each.key in TOLD or not isinstance(found, Entity)]
    return _said(fields, found, held)


def additions_to(snapshot: Snapshot, entity: Entity) -> list[tuple[Key, Record]]:
    """What extensions say of an entity in lists without evidence of their own: names and identifiers."""
    found: list[tuple[Key, Record]] = []
    for extension in snapshot.additions.extensions.get(entity, ()):
        kind = KINDS[extension.kind]
        assert kind.extends, "an extension extends something"
        record: dict[str, Any] = {"dataset": extension.dataset.slug, kind.extends.key: entity.slug}
        for many in kind.lists:
            if not many.item.evident and (items := snapshot.additions.said(extension, many.name)):
                record[many.key] = [_item(many, each) for each in items]
        found.append((Key(extension.kind, extension.slug), record))
    return found


def told_in(snapshot: Snapshot) -> Callable[[Key], Record]:
    """What `Naming` has to know of the things of a snapshot."""

    def told(key: Key) -> Record:
        found = thing(snapshot, key)
        if isinstance(found, Entity):
            own = snapshot.additions.own(found, "external_ids")
            identifiers = [{"scheme": each.scheme, "identifier": each.identifier} for each in own]
            scheme = {"scheme": found.scheme.value} if isinstance(found, RoleGroup) else {}
            return {"dataset": found.dataset.slug, "external_ids": identifiers, **scheme}
        if isinstance(found, Dataset):
            return {"language": found.language}
        return {} if found is None else {"dataset": found.dataset.slug}

    return told


def _said(fields: Sequence[Field], found: Any, held: Callable[[Many], Sequence[Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for each in fields:
        if isinstance(each, Many):
            value: Any = [_item(each, item) for item in held(each)]
        else:
            value = _value(each, getattr(found, each.name))
        if value is not None and value != []:
            said[each.key] = value
    return said


def _item(many: Many, item: Any) -> Any:
    if many.item.make is None:
        return _plain(item)
    return _said(many.item.fields, item, lambda inner: getattr(item, inner.name))


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
