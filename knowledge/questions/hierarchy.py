"""The hierarchy of the entities of a kind (skos:broader), in which one may have several parents.

Its members are active, and where wanted of one dataset and scheme. What is no member does not tear it apart: whoever
stands under it stands under what is above it. The place of an entity is that of its kind for ever, so hierarchies are
kept with the snapshot.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import count
from typing import Any

from knowledge import deadline
from knowledge.model.entities import Entity, Role, RoleGroup
from knowledge.model.evidence import Dataset
from knowledge.model.vocabulary import GroupScheme, Kind
from knowledge.snapshot.snapshot import Snapshot

OFTEN = 500  # entities, between looks at the clock
MEMORY = "hierarchy"
NODE_BYTES, LINK_BYTES = 400, 40  # that an entity and a link take in a hierarchy, about


class HierarchyKind(StrEnum):
    """The kinds of entities that have a hierarchy."""

    ROLE_GROUP = Kind.ROLE_GROUP
    SKILL = Kind.SKILL
    ROLE = Kind.ROLE
    RESPONSIBILITY = Kind.RESPONSIBILITY


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entities are members: all active ones of the kind, or those of a scheme or dataset."""

    kind: Kind
    scheme: GroupScheme | None = None
    dataset: Dataset | None = None

    def accepts(self, entity: Any) -> bool:
        return entity.active and self.fits(entity)

    def fits(self, entity: Any) -> bool:
        """Whether it is of the scheme and the dataset, in use or not."""
        return (self.scheme is None or entity.scheme is self.scheme) and (
            self.dataset is None or entity.dataset is self.dataset
        )


class Hierarchy:
    """Members with their parents and children, both in order: groups by code, all else by name.

    `roots` have no parents. `children` has what is no member, too, with the members right under it. There are no
    circles: a link that leads back up is left out (loading refuses them already).
    """

    def __init__(self, snapshot: Snapshot, wanted: Wanted):
        self.wanted = wanted
        self._of_kind = snapshot.by_kind[wanted.kind]
        self._roles = snapshot.roles  # not the snapshot: that has this, and would be held by itself
        self.places = {entity: place for place, entity in enumerate(_in_order(snapshot, wanted.kind))}
        self.members = [entity for entity in self.places if wanted.accepts(entity)]
        self.parents: dict[Entity, list[Entity]] = {}
        self.children: dict[Entity, list[Entity]] = {}
        for place, member in enumerate(self.members):
            _look_at_the_clock(place)
            self.parents[member], between = _above(member, wanted)
            for whole in (*self.parents[member], *between):
                self.children.setdefault(whole, []).append(member)
        self.roots = [member for member in self.members if not self.parents[member]]
        self._break_circles()

    @property
    def size(self) -> int:
        """In bytes, about."""
        return NODE_BYTES * len(self.places) + LINK_BYTES * sum(map(len, self.children.values()))

    def known(self, slug: str) -> Entity | None:
        """What has a slug, a member or not."""
        return self._of_kind.get(slug)

    def under(self, entity: Entity) -> Sequence[Entity]:
        """The members right under an entity."""
        return self.children.get(entity, ())

    @cached_property
    def descendant_counts(self) -> Counter[Entity]:
        """How many members are under each, each counted once."""
        found: Counter[Entity] = Counter()
        for place, member in enumerate(self.members):
            _look_at_the_clock(place)
            found.update(self._with_all_above(self.parents[member]))
        return found

    @cached_property
    def role_counts(self) -> Counter[Entity]:
        """How many active roles are in each group, need each skill, carry each responsibility, or one under it."""
        found: Counter[Entity] = Counter()
        for place, role in enumerate(self._roles.values()):
            _look_at_the_clock(place)
            if role.active:
                found.update(self._with_all_above(_of_role(role, self.wanted.kind)))
        return found

    def descendants(self, entity: Entity, most_levels: int | None = None) -> list[Entity]:
        """The members under an entity, level by level, each once; only those on so many levels."""
        found: dict[Entity, None] = {}
        level: Sequence[Entity] = (entity,)
        while level and (most_levels is None or most_levels > 0):
            deadline.check()
            level = [*dict.fromkeys(part for each in level for part in self.under(each) if part not in found)]
            found.update(dict.fromkeys(level))
            most_levels = None if most_levels is None else most_levels - 1
        return list(found)

    def _with_all_above(self, entities: Iterable[Entity]) -> set[Entity]:
        """The members among some entities and above them."""
        found: set[Entity] = set()
        waiting: list[Entity] = []
        for entity in entities:
            waiting += (entity,) if self.wanted.accepts(entity) else _above(entity, self.wanted)[0]
        while waiting:
            member = waiting.pop()
            if member not in found:
                found.add(member)
                waiting += self.parents[member]
        return found

    def _break_circles(self) -> None:
        done: set[Entity] = set()
        for start in (*self.roots, *self.members):
            if start not in done:
                self._walk(start, done)
        self.roots = [member for member in self.members if not self.parents[member]]

    def _walk(self, start: Entity, done: set[Entity]) -> None:
        """Go through everything under a member that is not done yet, and leave out what leads back up."""
        trail = {start}
        stack = [(start, iter([*self.under(start)]))]
        while stack:
            whole, following = stack[-1]
            part = next(following, None)
            if part is None:
                stack.pop()
                trail.discard(whole)
                done.add(whole)
                _look_at_the_clock(len(done))
            elif part in trail:
                self.children[whole].remove(part)
                self.parents[part].remove(whole)
            elif part not in done:
                trail.add(part)
                stack.append((part, iter([*self.under(part)])))


def hierarchy(snapshot: Snapshot, wanted: Wanted) -> Hierarchy:
    """The hierarchy of these entities. It is made when it is first asked for, and kept with the snapshot."""
    found: Hierarchy | None = snapshot.memories.of(MEMORY).get(wanted)
    if found is None:
        found = Hierarchy(snapshot, wanted)
        snapshot.memories.keep(MEMORY, wanted, found, found.size)
    return found


def preparing(snapshot: Snapshot) -> Iterator[None]:
    """Make the whole hierarchies with what they count, step by step, before anybody asks for them."""
    for kind in HierarchyKind:
        made = hierarchy(snapshot, Wanted(Kind(kind)))
        yield
        _ = made.descendant_counts, made.role_counts
        yield


def ancestors(entity: Entity) -> list[Entity]:
    """The active entities above one, nearest first, each once."""
    found: dict[Entity, None] = {}
    wanted = Wanted(entity.kind)
    level: Sequence[Entity] = (entity,)
    while level:
        deadline.check()
        above = dict.fromkeys(whole for each in level for whole in _above(each, wanted)[0])
        level = [whole for whole in above if whole not in found and whole is not entity]
        found.update(dict.fromkeys(level))
    return list(found)


def depth(entity: Entity) -> int:
    """How many levels are above an entity: 0 for one at the top, by the shortest way for one with several parents."""
    wanted = Wanted(entity.kind)
    seen: set[Entity] = {entity}
    level: Sequence[Entity] = (entity,)
    for levels in count():
        deadline.check()
        above = [_above(each, wanted)[0] for each in level]
        if not all(above):
            return levels
        level = [*dict.fromkeys(whole for each in above for whole in each if whole not in seen)]
        if not level:  # a circle is above it
            return levels
        seen.update(level)
    raise AssertionError("there is no end of numbers")


def paths(entity: Entity, most: int) -> list[tuple[Entity, ...]]:
    """The ways down to an entity, each from the top to the entity itself; at most so many, by the order of parents."""
    wanted = Wanted(entity.kind)
    found: list[tuple[Entity, ...]] = []
    stack: list[tuple[Entity, ...]] = [(entity,)]
    while stack and len(found) < most:
        deadline.check()
        way = stack.pop()
        above = [whole for whole in _above(way[0], wanted)[0] if whole not in way]
        if above:
            stack += [(whole, *way) for whole in reversed(above)]
        else:
            found.append(way)
    return found


def _above(entity: Entity, wanted: Wanted) -> tuple[list[Entity], list[Entity]]:
    """The nearest members above an entity, and what is no member between."""
    found: dict[Entity, None] = {}
    between: dict[Entity, None] = {}
    waiting = [*_broader(entity)]
    while waiting:
        whole = waiting.pop(0)
        if wanted.accepts(whole):
            if whole is not entity:
                found[whole] = None
        elif whole not in between and whole is not entity:
            between[whole] = None
            waiting += _broader(whole)
    return list(found), list(between)


def _broader(entity: Any) -> Iterable[Entity]:
    if isinstance(entity, RoleGroup):
        return () if entity.broader is None else (entity.broader,)
    return [link.broader for link in entity.broader]


def _of_role(role: Role, kind: Kind) -> Iterable[Entity]:
    match kind:
        case Kind.ROLE_GROUP:
            return role.groups
        case Kind.SKILL:
            return [link.skill for link in role.skills]
        case Kind.RESPONSIBILITY:
            return [link.responsibility for link in role.responsibilities]
    return (role,)


def _in_order(snapshot: Snapshot, kind: Kind) -> Iterable[Entity]:
    if kind is Kind.ROLE_GROUP:
        return sorted(snapshot.role_groups.values(), key=lambda group: (group.scheme, group.code, group.slug))
    return snapshot.by_kind[kind].values()


def _look_at_the_clock(place: int) -> None:
    if place % OFTEN == 0:
        deadline.check()
