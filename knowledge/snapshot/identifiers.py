"""What an identifier of another scheme stands for: URIs and codes of publishers, and codes of classifications."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge import deadline
from knowledge.model.entities import Entity, RoleGroup
from knowledge.model.vocabulary import Kind

OFTEN = 1_000  # entities, between looks at the clock


class Identifiers:
    """Entities by identifier; `schemes` are those that any of these is in."""

    __slots__ = ("_entities", "schemes")

    def __init__(self, entities: Iterable[Entity]):
        self._entities: dict[str, list[tuple[str, Entity]]] = {}
        self.schemes: set[str] = set()
        for place, entity in enumerate(entities):
            if place % OFTEN == 0:
                deadline.check()
            for scheme, identifier in _told(entity):
                self._entities.setdefault(identifier, []).append((scheme, entity))
                self.schemes.add(scheme)

    def all(self, identifier: str, kinds: Sequence[Kind], scheme: str | None = None) -> list[Entity]:
        """What of these kinds has this identifier, in any scheme or this one.

        What is active comes first, then the order of the kinds.
        """
        found = [
            each
            for within, each in self._entities.get(identifier, ())
            if each.kind in kinds and scheme in (None, within)
        ]
        return sorted(found, key=lambda each: (not each.active, kinds.index(each.kind)))

    def find(self, identifier: str, kinds: Sequence[Kind], scheme: str | None = None) -> Entity | None:
        """The first of them, None if nothing has the identifier."""
        return next(iter(self.all(identifier, kinds, scheme)), None)


def _told(entity: Entity) -> Iterator[tuple[str, str]]:
    for each in entity.external_ids:
        yield each.scheme, each.identifier
    if isinstance(entity, RoleGroup):
        yield entity.scheme.lower(), entity.code
