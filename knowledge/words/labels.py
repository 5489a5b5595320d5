"""What an index is made of: entities in order of dataset and kind, their labels, and what else is said of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from knowledge.model.entities import Entity, HiringNeed, Role, Skill, Tool
from knowledge.model.vocabulary import Importance, Kind


class Segment(NamedTuple):
    """The entities of one kind in one dataset: theirs are consecutive numbers, and those of their labels too.

    What is weighed is weighed within a segment, so that it does not hang on what else is loaded.
    """

    dataset: str
    kind: Kind
    entities: range
    labels: range


LabelsOf = Callable[[Entity], Iterable[str]]
"""What an entity is called, its name first."""

AboutOf = Callable[[Entity], Iterable[str]]
"""What is said of an entity beside what it is called."""


class Told(NamedTuple):
    """What one language has of an entity: what it is called, its name first, and what is said of it.

    `hidden` are names that find it and are shown nowhere (skos:hiddenLabel).
    """

    labels: tuple[str, ...]
    about: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


Translated = Mapping[str, Mapping[Entity, Told]]
"""What languages have beside the datasets' own, by tag of BCP 47."""


class Labels:
    """Labels by number: text, entity, and whether it is the name."""

    __slots__ = ("entities", "first", "owners", "segments", "texts")

    def __init__(self, entities: Iterable[Entity], labels_of: LabelsOf):
        order = {kind: place for place, kind in enumerate(Kind)}
        self.entities = sorted(entities, key=lambda each: (each.dataset.slug, order[each.kind], each.slug))
        self.texts: list[str] = []
        self.owners: list[int] = []
        self.first: list[int] = []  # by entity, the number of its name
        self.segments: list[Segment] = []
        began = 0, 0
        for number, entity in enumerate(self.entities):
            before = self.entities[number - 1] if number else entity
            if (before.dataset.slug, before.kind) != (entity.dataset.slug, entity.kind):
                began = self._close(before, *began, number)
            self.first.append(len(self.texts))
            self.texts.extend(labels_of(entity))
            self.owners.extend([number] * (len(self.texts) - len(self.owners)))
        if self.entities:
            self._close(self.entities[-1], *began, len(self.entities))

    def _close(self, last: Entity, entity: int, label: int, end: int) -> tuple[int, int]:
        segment = Segment(last.dataset.slug, last.kind, range(entity, end), range(label, len(self.texts)))
        self.segments.append(segment)
        return end, len(self.texts)

    def among(self, chosen_of: LabelsOf) -> frozenset[int]:
        """The numbers of the labels that are among those chosen of their entities."""
        ends = [*self.first[1:], len(self.texts)]
        found = []
        for entity, start, end in zip(self.entities, self.first, ends, strict=True):
            chosen = frozenset(chosen_of(entity))
            if chosen:
                found += [number for number in range(start, end) if self.texts[number] in chosen]
        return frozenset(found)

    def is_name(self, number: int) -> bool:
        """Whether a label is the name of its entity, and no other word for it."""
        return self.first[self.owners[number]] == number


def nothing_of(_: Entity) -> Iterable[str]:
    """No label: what is hidden of an entity in the language of its dataset."""
    return ()


def labels_of(entity: Entity) -> Iterable[str]:
    """The name, and what else the entity is called; what a hiring need has examples of is what it is called, too."""
    examples = entity.examples if isinstance(entity, HiringNeed) else ()
    return dict.fromkeys((entity.name, *entity.aliases, *examples))


def about(entity: Entity) -> Iterator[str]:
    """What is said of an entity beside what it is called: descriptions, and the tasks at the core of a role."""
    yield from filter(None, (entity.description, entity.definition, entity.scope_note))
    if isinstance(entity, Role):
        core = (each for each in entity.responsibilities if each.importance is not Importance.OPTIONAL)
        yield from (each.responsibility.name for each in core if each.responsibility.active)


def usual(entity: Entity) -> int:
    """How usual an entity is: how many roles have it, or how many names a role has, those reported twice."""
    if isinstance(entity, Skill | Tool):
        return len(entity.roles)
    return len(entity.aliases) + len(entity.reported_titles) if isinstance(entity, Role) else 0
