"""A hierarchy written out in depth-first order, as a menu shows it: who has several parents stands under each of them.

A row is known by its path, the slugs from its root down. Rows are not held anywhere: each is found from the one before
or after it, so that a page of a large tree costs no more than one of a small one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.model.entities import Entity
from knowledge.questions.hierarchy import Hierarchy

Path = tuple[str, ...]


class Step(NamedTuple):
    """A row among those of one parent."""

    siblings: Sequence[Entity]
    place: int


Place = tuple[Step, ...]
"""Where a row stands: a step for each level down to it."""


class Row:
    """An entity at one place."""

    __slots__ = ("depth", "hierarchy", "node", "parent", "path")

    def __init__(self, hierarchy: Hierarchy, place: Place):
        nodes = [step.siblings[step.place] for step in place]
        self.hierarchy = hierarchy
        self.path: Path = tuple(node.slug for node in nodes)
        self.node = nodes[-1]
        self.parent = nodes[-2] if len(nodes) > 1 else None
        self.depth = len(nodes) - 1

    @property
    def child_count(self) -> int:
        return len(self.hierarchy.under(self.node))

    @property
    def descendant_count(self) -> int:
        return self.hierarchy.descendant_counts[self.node]

    @property
    def role_count(self) -> int:
        return self.hierarchy.role_counts[self.node]


class Window(NamedTuple):
    """Some rows in order, and whether there are others before and after."""

    rows: list[Row]
    has_previous: bool
    has_next: bool


class Outline:
    """The rows of a hierarchy, or of an entity and what is under it, down to a depth; None is without end.

    An entity of another scheme or dataset than the hierarchy is no row: then what is right under it comes first.
    """

    def __init__(self, hierarchy: Hierarchy, root: Entity | None = None, depth: int | None = None):
        self._hierarchy = hierarchy
        self._root = root if root is not None and hierarchy.wanted.fits(root) else None
        above = hierarchy.roots if root is None else hierarchy.under(root)
        self._roots: Sequence[Entity] = above if self._root is None else (self._root,)
        self._depth = depth

    @property
    def total(self) -> int:
        """How many rows there are."""
        found, depth = 0, 0
        level = Counter(self._roots)
        while level:
            found += level.total()
            if depth == self._depth:
                break
            below: Counter[Entity] = Counter()
            for place, (entity, times) in enumerate(level.items()):
                if place % 500 == 0:
                    deadline.check()
                for part in self._hierarchy.under(entity):
                    below[part] += times
            level, depth = below, depth + 1
        return found

    def window(self, start: Path | None, end: Path | None, *, first: int | None, last: int | None) -> Window:
        """The first or last rows between those with these paths, which are not among them; None is without bound.

        Where a row has left, its place still counts. Raises `BadInput` for a path that was never here.
        """
        begin, stop = self._first(), None
        if start is not None:
            found, is_there = self._found(start, "after")
            begin = self._after(found) if found and is_there else found
        if end is not None:
            stop, _ = self._found(end, "before")
        places: list[Place] = []
        if last is None:
            for place in self._forwards(begin, stop):
                if len(places) == first:
                    break
                places.append(place)
        else:
            for place in self._backwards(begin, stop):
                if len(places) == last:
                    break
                places.append(place)
            places.reverse()
        between = begin if last is None else stop  # where an empty window lies
        before = places[0] if places else between
        after = self._after(places[-1]) if places else between
        has_previous = before != self._first() if before else bool(self._roots)
        return Window([Row(self._hierarchy, each) for each in places], has_previous, after is not None)

    def _forwards(self, begin: Place | None, stop: Place | None) -> Iterator[Place]:
        place = begin
        while place is not None and (stop is None or _order(place) < _order(stop)):
            deadline.check()
            yield place
            place = self._after(place)

    def _backwards(self, begin: Place | None, stop: Place | None) -> Iterator[Place]:
        place = self._before(stop)
        while begin is not None and place is not None and _order(place) >= _order(begin):
            deadline.check()
            yield place
            place = self._before(place)

    def _first(self) -> Place | None:
        return (Step(self._roots, 0),) if self._roots else None

    def _under(self, place: Place) -> Sequence[Entity]:
        """What stands under a row."""
        if self._depth is not None and len(place) > self._depth:
            return ()
        return self._hierarchy.under(place[-1].siblings[place[-1].place])

    def _after(self, place: Place) -> Place | None:
        under = self._under(place)
        return (*place, Step(under, 0)) if under else self._beside(place)

    def _beside(self, place: Place) -> Place | None:
        """The row after one and all that is under it."""
        while place:
            siblings, here = place[-1]
            if here + 1 < len(siblings):
                return (*place[:-1], Step(siblings, here + 1))
            place = place[:-1]
        return None

    def _before(self, place: Place | None) -> Place | None:
        """The row before one; the last of all for None."""
        if place is None:
            if not self._roots:
                return None
            place = (Step(self._roots, len(self._roots)),)
        *above, (siblings, here) = place
        if here == 0:
            return tuple(above) or None
        found: Place = (*above, Step(siblings, here - 1))
        while under := self._under(found):
            found = (*found, Step(under, len(under) - 1))
        return found

    def _found(self, path: Path, argument: str) -> tuple[Place | None, bool]:
        """Where a path leads and that it does; where it leads no more, the row after the place where it was."""
        place: Place = ()
        siblings = self._roots
        for slug in path:
            known = self._hierarchy.known(slug)
            if known is None or (not place and self._root not in (None, known)):
                raise BadInput(f"The cursor in {argument} does not belong to this tree.", [argument])
            here = bisect_left(siblings, self._hierarchy.places[known], key=self._hierarchy.places.__getitem__)
            if here == len(siblings):
                return self._beside(place), False
            place = (*place, Step(siblings, here))
            if siblings[here] is not known:
                return place, False
            siblings = self._under(place)
        return place, True


def _order(place: Place) -> list[int]:
    """What sorts rows."""
    return [step.place for step in place]
