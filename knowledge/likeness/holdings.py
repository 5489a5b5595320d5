"""What the roles of one dataset hold, as arrays: how much of their needs somebody brings, and how alike holdings are.

What each role holds is one long list of holdings, sorted by what is held, so that a question touches only the holdings
of what its role holds or is near to: its cost grows with these, not with the number of roles times what they hold.
Skills that a publisher rates are left to `likeness.ratings`: there everybody holds everything, and levels tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.closeness import BROADER, NARROWER, SAME_TOOL, SIBLING, near_tools
from knowledge.likeness.profile import LEAST_SPECIFICITY, Feature, Population, Profile, Profiles, rated_skill
from knowledge.likeness.vectors import ranges
from knowledge.model.entities import Entity, Role, Skill, Tool
from knowledge.model.vocabulary import Kind

LEAST_COVER = 0.75  # of a feature that is held, but less strongly than the target asks: above any closeness

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

KINDS = (Kind.SKILL, Kind.TOOL, Kind.APPLICATION)
PLACES = {kind: place for place, kind in enumerate(KINDS)}


class Mine(NamedTuple):
    """What a role holds, as it is found with others: the numbers of the things, and all holdings of them.

    `strength` and `weight` are the role's own, for each holding; `telling` is how much what it holds tells of it, 0
    to 1, for each kind: less, the more roles have it, and what has no word here tells nothing; `whole` is all that it
    holds, by weight, for each kind.
    """

    numbers: Integers
    places: Integers
    strength: Floats
    weight: Floats
    telling: Floats
    whole: Floats


class _Need(NamedTuple):
    """What the roles ask for, where there are so many others: the weight of each holding, and all of it by kind and
    row.

    `fewer` is the specificity of each thing if one role less holds it.
    """

    weight: Floats
    fewer: Floats
    total: Floats


class Holdings:
    """What some roles of one dataset hold, by row; `active` of them, the first ones, are what is counted among.

    `kinds` are those of which any of them holds anything.
    """

    def __init__(self, roles: Sequence[Role], active: int, profiles: Profiles, population: Population):
        self._profiles = profiles
        self._population = population
        self._active = active
        self._size = len(roles)
        self._rows = {role: row for row, role in enumerate(roles)}
        self._numbers: dict[Entity, int] = {}
        self._features: list[Entity] = []
        self._parts_of: dict[Entity, Integers] = {}
        self._served_by: dict[Entity, Integers] = {}
        self._near_tools: dict[Entity, tuple[Integers, Floats]] = {}
        self._untold_of: dict[str, Floats] = {}
        rows, things, strengths, weights, kinds = [], [], [], [], []
        for row, role in enumerate(roles):
            for kind in KINDS:
                for key, feature in _unrated(profiles[role].of(kind)):
                    if feature.entity not in self._numbers:
                        self._numbers[feature.entity] = len(self._features)
                        self._features.append(key)
                    rows.append(row)
                    things.append(self._numbers[feature.entity])
                    strengths.append(feature.strength)
                    weights.append(feature.weight)
                    kinds.append(PLACES[kind])
        thing = np.array(things, dtype=np.int64)
        order = np.argsort(thing, kind="stable")
        self._thing = thing[order]
        self._row = np.array(rows, dtype=np.int64)[order]
        self._strength = np.array(strengths, dtype=np.float64)[order]
        self._weight = np.array(weights, dtype=np.float64)[order]
        self._kind = np.array(kinds, dtype=np.int64)[order]
        self._starts = np.searchsorted(self._thing, np.arange(len(self._features) + 1))
        self._cell = self._kind * self._size + self._row
        self.kinds = frozenset(KINDS[place] for place in set(kinds))
        self._whole = self._sum(self._cell, self._weight)
        self._strengths = self._sum(self._cell, self._strength)
        held = [population.holders(each) for each in self._features] or [0]
        self._count = np.array(held, dtype=np.int64)
        self._needs = {others: self._need(others) for others in (active - 1, active)}
        self._same: dict[Entity, list[int]] = defaultdict(list)
        for number, feature_ in enumerate(self._features):
            self._same[feature_].append(number)

    def _need(self, others: int) -> _Need:
        weight = self._strength * specificities(others, self._count)[self._thing]
        return _Need(weight, specificities(others, self._count - 1), self._sum(self._cell, weight))

    def mine(self, role: Role, holding: Profile | None = None) -> Mine:
        """What a role of any dataset holds of what is held here, or somebody from it who is `holding` more."""
        profile = self._profiles[role] if holding is None else holding
        numbers: list[int] = []
        strengths: list[float] = []
        weights: list[float] = []
        whole, known, strength = np.zeros(len(KINDS)), np.zeros(len(KINDS)), np.zeros(len(KINDS))
        own = self._profiles.population(role) is self._population
        for place, kind in enumerate(KINDS):
            for key, feature in _unrated(profile.of(kind)):
                whole[place] += feature.weight
                strength[place] += feature.strength
                known[place] += feature.weight * (own or key in self._same)
                for number in self._same.get(key, ()):
                    numbers.append(number)
                    strengths.append(feature.strength)
                    weights.append(feature.weight)
        found = np.array(numbers, dtype=np.int64)
        places, lengths = ranges(self._starts, found)
        telling = np.divide(known, strength, out=np.zeros_like(known), where=strength > 0)
        return Mine(found, places, np.repeat(strengths, lengths), np.repeat(weights, lengths), telling, whole)

    def alike(self, source: Role, mine: Mine) -> tuple[Floats, Floats]:
        """How alike what each role holds is to what one holds, and how much that says, 0 to 1, as kinds × roles.

        The likeness is the root of the weighted Jaccard likeness. It says as much as the two tell, their geometric
        mean.
        """
        kinds = self._kind[mine.places]
        common = self._sum(
            kinds * self._size + self._row[mine.places], np.minimum(mine.weight, self._weight[mine.places])
        )
        either = self._whole + mine.whole[:, None] - common
        alike = np.sqrt(np.divide(common, either, out=np.zeros_like(common), where=either > 0))
        told = np.maximum(0.0, self._whole - self._untold(source))
        telling = np.divide(told, self._strengths, out=np.zeros_like(told), where=self._strengths > 0)
        return alike, np.sqrt(telling * mine.telling[:, None])

    def covers(self, source: Role, mine: Mine, holding: Profile | None = None) -> tuple[Floats, Floats, Floats]:
        """How much of what each role needs a source brings, how much that says, and of how much of it anything is known
        of the source, each 0 to 1, as kinds × roles.

        It says the less the more roles have what is needed, and nothing where nothing is needed. What is missing counts
        by its closeness to the nearest thing held (`likeness.closeness`). Of what nobody in the source's dataset
        has, no source says whether it is held. What somebody from there is `holding` beside it enters no weight.
        """
        near, closeness = self._near(self._profiles[source] if holding is None else holding, mine)
        counted = self._rows.get(source, self._active) < self._active
        need = self._needs[self._active - counted]
        places = mine.places
        needed, wanted = self._strength[places], need.weight[places]
        weight = needed * need.fewer[self._thing[places]] if counted else wanted
        if counted and holding is not None:
            weight = np.where(np.isin(places, self.mine(source).places), weight, wanted)
        cover = np.ones(len(places))
        np.divide(mine.strength, needed, out=cover, where=needed > 0)
        met = self._sum(
            self._cell[np.concatenate((places, near))],
            np.concatenate((weight * np.clip(cover, LEAST_COVER, 1.0), need.weight[near] * closeness)),
        )
        total = need.total + self._sum(self._cell[places], weight - wanted)
        told = total - self._untold(source)
        share = np.divide(met, told, out=np.zeros_like(met), where=told > 0)
        telling = np.divide(told, self._strengths, out=np.zeros_like(told), where=self._strengths > 0)
        return share, telling, np.divide(told, total, out=np.zeros_like(told), where=total > 0)

    def _untold(self, source: Role) -> Floats:
        """What the roles need that the source's dataset has no word for, by weight, as kinds × roles."""
        slug = source.dataset.slug
        found = self._untold_of.get(slug)
        if found is None:
            vocabulary = self._profiles.population(source)
            known = vocabulary is self._population
            flags = np.array([known or vocabulary.knows(each) for each in self._features], dtype=np.bool_)
            weight = self._needs[self._active].weight
            found = self._untold_of[slug] = self._sum(self._cell, np.where(flags[self._thing], 0.0, weight))
        return found

    def _sum(self, cells: Integers, values: Floats) -> Floats:
        """Values summed by cell, as kinds × roles."""
        length = len(KINDS) * self._size
        return np.bincount(cells, values, length).astype(np.float64).reshape(len(KINDS), self._size)

    def _near(self, profile: Profile, mine: Mine) -> tuple[Integers, Floats]:
        """The holdings of what a profile lacks and is near to, and how near it is: as `likeness.closeness` says."""
        skills = _held(profile.of(Kind.SKILL))
        wholes = {up.broader for skill in skills if isinstance(skill, Skill) for up in skill.broader}
        serving = {link.tool for skill in skills if isinstance(skill, Skill) for link in skill.tools}
        nearest = np.zeros(len(self._features))
        for tool in _held(profile.of(Kind.TOOL)):
            numbers, closeness = self._near_tool(tool)
            nearest[numbers] = np.maximum(nearest[numbers], closeness)
        for near_by, found in (  # the nearer ones after the others
            (SAME_TOOL, [self._serves(tool) for tool in serving]),
            (SIBLING, [self._parts(whole) for whole in wholes]),
            (BROADER, [self._parts(skill) for skill in skills]),
            (NARROWER, [self._those(wholes)]),
        ):
            if found:
                nearest[np.concatenate(found)] = near_by
        nearest[mine.numbers] = 0.0
        near = np.flatnonzero(nearest)
        places, lengths = ranges(self._starts, near)
        return places, np.repeat(nearest[near], lengths)

    def _those(self, entities: Iterable[Entity]) -> Integers:
        return np.array([self._numbers[each] for each in entities if each in self._numbers], dtype=np.int64)

    def _parts(self, whole: Entity) -> Integers:
        found = self._parts_of.get(whole)
        if found is None:
            parts = whole.narrower if isinstance(whole, Skill) else ()
            found = self._parts_of[whole] = self._those(link.skill for link in parts)
        return found

    def _serves(self, tool: Tool) -> Integers:
        found = self._served_by.get(tool)
        if found is None:
            found = self._served_by[tool] = self._those(link.skill for link in tool.skills)
        return found

    def _near_tool(self, tool: Entity) -> tuple[Integers, Floats]:
        found = self._near_tools.get(tool)
        if found is None:
            near = near_tools([tool]) if isinstance(tool, Tool) else {}
            closeness = [how for each, how in near.items() if each in self._numbers]
            found = self._near_tools[tool] = self._those(near), np.array(closeness, dtype=np.float64)
        return found


def _unrated(features: Mapping[Entity, Feature]) -> Iterator[tuple[Entity, Feature]]:
    return ((key, feature) for key, feature in features.items() if not rated_skill(key, feature))


def _held(features: Mapping[Entity, Feature]) -> set[Entity]:
    """What is held, each thing with what represents it; without what is rated, which everybody holds."""
    return {each for key, feature in _unrated(features) for each in (key, feature.entity)}


def specificities(everyone: int, holders: Integers) -> Floats:
    """`likeness.profile.specificity` of many things."""
    most = max(1, everyone) + 1
    found: Floats = np.maximum(LEAST_SPECIFICITY, np.log(most / np.maximum(1, holders)) / np.log(most))
    return found
