"""What datasets add to the records of others, and how it becomes part of what is said of these.

A link that an extension adds stands after those of the record itself, in the same lists and in those that lead back, so
that whatever counts links counts it. Its evidence says which dataset it is of. What the record says already is not
listed again; that somebody else says it, too, is kept beside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.model.entities import Entity
from knowledge.model.evidence import Evidence, Fact
from knowledge.model.extensions import Extension
from knowledge.model.kinds import KindOf, Many, Part
from knowledge.model.record import Record
from knowledge.model.vocabulary import Status


class Additions:
    """What extensions add in a snapshot: nothing is kept of entities that nobody extends.

    `extensions` has the active ones of each entity, `confirmed` by a link the evidence of those who say it after the
    one that it stands there by.
    """

    __slots__ = ("_own", "_said", "confirmed", "extensions")

    def __init__(self) -> None:
        self.extensions: dict[Entity, list[Extension]] = {}
        self.confirmed: dict[Fact, list[Evidence]] = {}
        self._own: dict[tuple[Entity, str], int] = {}
        self._said: dict[tuple[Entity, str, str], tuple[Any, ...]] = {}

    def own(self, entity: Entity, name: str) -> tuple[Any, ...]:
        """What the record of an entity says itself in the list `name`, without what extensions add to it."""
        items: tuple[Any, ...] = getattr(entity, name)
        return items[: self._own.get((entity, name))]

    def keep_own(self, entity: Entity, name: str) -> None:
        """Remember how much of a list is the record's own, before anything is added to it."""
        self._own.setdefault((entity, name), len(getattr(entity, name)))

    def said(self, extension: Extension, name: str) -> tuple[Any, ...]:
        """What an active extension says in the list `name` of what it extends, if that has no evidence of its own."""
        return self._said.get((extension.extends, extension.slug, name), ())

    def keep_said(self, entity: Entity, extension: str, name: str, values: tuple[Any, ...]) -> None:
        """Remember what the extension with a slug says of an entity."""
        self._said[entity, extension, name] = values

    def confirm(self, link: Fact, evidence: Evidence) -> None:
        self.confirmed.setdefault(link, []).append(evidence)


def by_extended(kind: KindOf, records: Iterable[Record], living: Mapping[str, Entity]) -> Mapping[str, list[Record]]:
    """The active extensions by the slug of what they add to, in order of their datasets.

    What was replaced is extended no more: what it is said to have is said of what took its place.
    """
    assert kind.extends
    found: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda each: (each["dataset"], each["slug"])):
        if record.get("status", Status.ACTIVE) == Status.ACTIVE:
            found.setdefault(living[record[kind.extends.key]].slug, []).append(record)
    return found


class Told:
    """What is said already in one list of an entity; `living` has what the slugs in it lead to, None if to nothing."""

    def __init__(self, entity: Entity, many: Many, living: Mapping[str, Any] | None):
        self._entity = entity
        self._part: Part = many.item
        self._living = living
        held: Sequence[Any] = getattr(entity, many.name)
        self._said: dict[Any, Any] = {} if self._may_repeat else {self._of_object(each): each for each in held}

    def sift(self, items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """The items of an extension, each with the object that says it already, None for what is new.

        What leads from the entity to itself, because the one took the place of the other, is left out.
        """
        seen: set[Any] = set()
        for item in items:
            identity = None if self._may_repeat else self._of_item(item)
            if identity is None:
                yield item, None
            elif identity not in seen and identity[0] is not self._entity:
                seen.add(identity)
                yield item, self._said.get(identity)

    @property
    def _may_repeat(self) -> bool:
        """Whether items are told apart by their places alone: each is a statement of its own, as pay is."""
        return not self._part.identity

    def _of_item(self, item: Any) -> tuple[Any, ...]:
        part = self._part
        values = (item if part.make is None else item.get(each.key) for each in part.identity)
        return tuple(
            self._living[value] if each is part.reference and self._living is not None else value
            for each, value in zip(part.identity, values, strict=True)
        )

    def _of_object(self, held: Any) -> tuple[Any, ...]:
        if self._part.make is None:
            return (held,)
        return tuple(getattr(held, each.name) for each in self._part.identity)
