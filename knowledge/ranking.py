"""All moves from a role at once: the feasibility of each, and how alike the roles are, in a few array operations.

The numbers are those of `knowledge.transition` and `knowledge.profile`, computed for every target together. What each
role holds is one long list of holdings, sorted by what is held, so that a question touches only the holdings of what
its role holds or is near to: its cost grows with these, not with the number of roles times what they hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.classes import Classes, nearness
from knowledge.closeness import BROADER, NARROWER, SAME_TOOL, SIBLING, near_tools
from knowledge.entities import Entity, Qualification, Role, Skill, Tool
from knowledge.feasibility import (
    FACTOR_OF,
    LEAST_COVER,
    REQUIREMENT_WEIGHTS,
    WEIGHTS,
    FactorKind,
    stands_for,
)
from knowledge.preparation import preparation, readiness
from knowledge.profile import FEATURE_KINDS, KIND_WEIGHTS, LEAST_SPECIFICITY, Profiles, holdings
from knowledge.ratings import Ratings
from knowledge.ratings import likeness as rated_likeness
from knowledge.vectors import Vectors, activities, likeness, ranges, words_of_names, words_of_work
from knowledge.vocabulary import Kind

COVERED = [(place, kind) for place, kind in enumerate(FEATURE_KINDS) if kind in FACTOR_OF]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Held:
    """What a role holds, as it is found with others: the numbers of the things, and all holdings of them.

    `strength` and `weight` are the role's own, for each holding; `whole` is all that it holds, by weight.
    """

    numbers: Integers
    places: Integers
    strength: Floats
    weight: Floats
    whole: float


@dataclass(frozen=True, slots=True)
class _Need:
    """What roles ask for as others see it, of whom there are so many.

    `weight` is of each holding, `fewer` the specificity of each thing for one who holds it, `total` the weights summed
    by kind and role.
    """

    weight: Floats
    fewer: Floats
    total: Floats


class Ranking:
    """The active roles, each a row, with what they hold as arrays. `roles` has them in order of row."""

    def __init__(self, roles: Iterable[Role], profiles: Profiles):
        self.roles: Sequence[Role] = tuple(role for role in roles if role.active)
        self._profiles = profiles
        self._rows = {role: row for row, role in enumerate(self.roles)}
        self._entities: dict[Entity, int] = {}
        self._parts_of: dict[Entity, Integers] = {}
        self._served_by: dict[Entity, Integers] = {}
        self._near_tools: dict[Entity, tuple[Integers, Floats]] = {}
        self._hold()
        self._qualify()
        by_slug = sorted(range(len(self.roles)), key=lambda row: self.roles[row].slug)
        self._by_slug = np.empty(len(self.roles), dtype=np.int64)
        self._by_slug[by_slug] = np.arange(len(self.roles))
        self._identity: dict[Entity, int] = {}
        number = self._identity.setdefault
        identities = [number(profiles.representative(role), len(self._identity)) for role in self.roles]
        self._identities = np.array(identities, dtype=np.int64)
        self._vectors = {
            FactorKind.WORK: Vectors(self.roles, words_of_work),
            FactorKind.NAMES: Vectors(self.roles, words_of_names),
            FactorKind.RESPONSIBILITIES: Vectors(self.roles, partial(_activities, profiles)),
        }
        self._ratings = Ratings(self.roles)
        self._classes = Classes(self.roles)
        prepared = (preparation(role) for role in self.roles)
        self._preparation = np.array([np.nan if each is None else each for each in prepared], dtype=np.float64)

    def _hold(self) -> None:
        """Collect what the roles hold: one holding for each role and feature, the strongest."""
        rows, things, strengths = [], [], []
        for row, role in enumerate(self.roles):
            strongest: dict[Entity, tuple[Entity, float]] = {}
            for _, entity, strength in holdings(role):
                feature = self._profiles.representative(entity)
                if feature not in strongest or strongest[feature][1] < strength:
                    strongest[feature] = (entity, strength)
            for entity, strength in strongest.values():
                rows.append(row)
                things.append(self._entities.setdefault(entity, len(self._entities)))
                strengths.append(strength)
        thing = np.array(things, dtype=np.int64)
        order = np.argsort(thing, kind="stable")
        self._count = np.array([self._profiles.holders(entity) for entity in self._entities] or [0], dtype=np.int64)
        kinds = {kind: place for place, kind in enumerate(FEATURE_KINDS)}
        kind_of = np.array([kinds[entity.kind] for entity in self._entities] or [0], dtype=np.int64)
        self._thing = thing[order]
        self._row = np.array(rows, dtype=np.int64)[order]
        self._strength = np.array(strengths, dtype=np.float64)[order]
        self._weight = self._strength * specificities(len(self.roles), self._count[self._thing])
        self._kind = kind_of[self._thing] if len(thing) else np.zeros(0, dtype=np.int64)
        self._starts = np.searchsorted(self._thing, np.arange(len(self._entities) + 1))
        self._cell = cells = self._kind * len(self.roles) + self._row
        self._strengths = self._sum(cells, self._strength)
        self._whole_weights = self._sum(cells, self._weight)
        self._needs = {others: self._need(others, cells) for others in (len(self.roles) - 1, len(self.roles))}
        scale = np.array([KIND_WEIGHTS[kind] for kind in FEATURE_KINDS])
        self._kind_weight = scale[self._kind] if len(thing) else np.zeros(0)
        self._whole = scale @ self._whole_weights
        self._same: dict[Entity, list[int]] = defaultdict(list)
        for entity, number in self._entities.items():
            self._same[self._profiles.representative(entity)].append(number)

    def _need(self, others: int, cells: Integers) -> "_Need":
        specificity = specificities(others, self._count)
        weight = self._strength * specificity[self._thing]
        fewer = specificities(others, self._count - 1)
        return _Need(weight, fewer, self._sum(cells, weight))

    def _qualify(self) -> None:
        self._qualifications: dict[Qualification, int] = {}
        rows, which, weights = [], [], []
        for row, role in enumerate(self.roles):
            for link in role.qualifications:
                rows.append(row)
                which.append(self._qualifications.setdefault(link.qualification, len(self._qualifications)))
                weights.append(REQUIREMENT_WEIGHTS[link.requirement])
        self._asking = np.array(rows, dtype=np.int64)
        self._asked = np.array(which, dtype=np.int64)
        self._asked_weight = np.array(weights, dtype=np.float64)
        self._asked_total = _counted(self._asking, self._asked_weight, len(self.roles))

    def _sum(self, cells: Integers, values: Floats) -> Floats:
        """Values summed by cell, as kinds × roles."""
        shape = (len(FEATURE_KINDS), len(self.roles))
        return _counted(cells, values, shape[0] * shape[1]).reshape(shape)

    def forget(self) -> None:
        """Give back what was made for each role to be asked about: it is made again for those that are."""
        self._profiles.forget()

    def row(self, role: Role) -> int | None:
        """The row of a role, None if it is not active."""
        return self._rows.get(role)

    def best(self, values: Floats, among: NDArray[np.bool_], rows: Integers | None = None) -> Integers:
        """The places of some roles, greatest value first, ties by slug. Places are rows, or places in `rows`."""
        places = np.flatnonzero(among)
        slugs = self._by_slug[places if rows is None else rows[places]]
        order: Integers = places[np.lexsort((slugs, -values[places]))]
        return order

    def others(self, role: Role) -> NDArray[np.bool_]:
        """By row, whether a role is another one than `role`, also in other datasets."""
        others: NDArray[np.bool_] = self._identities != self._identity.get(self._profiles.representative(role), -1)
        return others

    def similarities(self, role: Role) -> Floats:
        """How alike each role is to `role`, 0 to 1, by row: `knowledge.profile.similarity` of the two."""
        return self._alike(self._held(role))

    def feasibilities(self, source: Role) -> Floats:
        """The feasibility of the move from `source` to each role, 0 to 1, by row: that of `knowledge.transition`."""
        held = self._held(source)
        near, closeness = self._near(source, held)
        counted = source in self._rows
        need = self._needs[len(self.roles) - counted]
        mine = held.places
        needed, wanted = self._strength[mine], need.weight[mine]
        weight = needed * need.fewer[self._thing[mine]] if counted else wanted
        cover = np.ones(len(mine))
        np.divide(held.strength, needed, out=cover, where=needed > 0)
        met = self._sum(
            self._cell[np.concatenate((mine, near))],
            np.concatenate((weight * np.clip(cover, LEAST_COVER, 1.0), need.weight[near] * closeness)),
        )
        total = need.total + self._sum(self._cell[mine], weight - wanted)
        scores = np.divide(met, total, out=np.zeros_like(met), where=total > 0)
        telling = np.divide(total, self._strengths, out=np.zeros_like(total), where=self._strengths > 0)
        reached, weights = np.zeros(len(self.roles)), np.zeros(len(self.roles))
        for factor, score, says in (
            *((FACTOR_OF[kind], scores[place], telling[place]) for place, kind in COVERED),
            (FactorKind.QUALIFICATIONS, self._qualified(source), self._asked_total > 0),
            *self._likenesses(source),
        ):
            weight = WEIGHTS[factor] * says  # from nothing to all of it
            reached += weight * score
            weights += weight
        result: Floats = np.divide(reached, weights, out=np.zeros_like(reached), where=weights > 0)
        if source in self._rows:
            result[self._rows[source]] = 1.0
        return result

    def _likenesses(self, source: Role) -> Iterator[tuple[FactorKind, Floats, NDArray[Any]]]:
        """How alike each role is to the source in a factor, and how much that says about it, 0 to 1."""
        for factor, vectors in self._vectors.items():
            vector = vectors[source]
            if len(vector.terms):
                yield factor, vectors.likenesses(vector), vectors.has * vector.telling
        ratings = self._ratings[source]
        if ratings.any():
            yield FactorKind.RATINGS, self._ratings.likenesses(ratings), self._ratings.has
        near, known = self._classes.nearnesses(source)
        yield FactorKind.GROUPS, near, known * self._unsaid(source)
        prepared = preparation(source)
        if prepared is not None:
            known = ~np.isnan(self._preparation)
            yield FactorKind.PREPARATION, 1.0 - np.maximum(0.0, np.where(known, self._preparation, 0) - prepared), known

    def _unsaid(self, role: Role) -> float:
        return 1.0 - self._vectors[FactorKind.WORK][role].telling

    def likenesses(self, source: Role, target: Role) -> dict[FactorKind, tuple[float, float]]:
        """How alike two roles are in each factor about which both say something, and how much the source says."""
        found = {}
        for factor, vectors in self._vectors.items():
            ours, theirs = vectors[source], vectors[target]
            if len(ours.terms) and len(theirs.terms):
                found[factor] = likeness(ours, theirs), ours.telling
        mine, other = self._ratings[source], self._ratings[target]
        if mine.any() and other.any():
            found[FactorKind.RATINGS] = rated_likeness(mine, other), 1.0
        near = nearness(source, target)
        if near is not None:
            found[FactorKind.GROUPS] = near, self._unsaid(source)
        has, takes = preparation(source), preparation(target)
        if has is not None and takes is not None:
            found[FactorKind.PREPARATION] = readiness(has, takes), 1.0
        return found

    def _held(self, role: Role) -> _Held:
        numbers, strengths, weights, whole = [], [], [], 0.0
        for kind in FEATURE_KINDS:
            for feature, held in self._profiles[role].of(kind).items():
                whole += KIND_WEIGHTS[kind] * held.weight
                for number in self._same.get(feature, ()):
                    numbers.append(number)
                    strengths.append(held.strength)
                    weights.append(held.weight)
        found = np.array(numbers, dtype=np.int64)
        places, lengths = ranges(self._starts, found)
        return _Held(found, places, np.repeat(strengths, lengths), np.repeat(weights, lengths), whole)

    def _alike(self, held: _Held) -> Floats:
        common = np.minimum(held.weight, self._weight[held.places]) * self._kind_weight[held.places]
        shared = _counted(self._row[held.places], common, len(self.roles))
        union = self._whole + held.whole - shared
        return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)

    def _near(self, source: Role, held: _Held) -> tuple[Integers, Floats]:
        """The holdings of what the source lacks and is near to, and how near it is: as `knowledge.closeness` says."""
        profile = self._profiles[source]
        skills = {each for key, has in profile.of(Kind.SKILL).items() for each in (key, has.entity)}
        wholes = {up.broader for skill in skills if isinstance(skill, Skill) for up in skill.broader}
        serving = {link.tool for skill in skills if isinstance(skill, Skill) for link in skill.tools}
        nearest = np.zeros(len(self._entities))
        for tool in {each for key, has in profile.of(Kind.TOOL).items() for each in (key, has.entity)}:
            numbers, closeness = self._near_tool(tool)
            nearest[numbers] = np.maximum(nearest[numbers], closeness)
        for near_by, found in (  # the nearer ones after the others
            (SAME_TOOL, [self._serves(tool) for tool in serving]),
            (SIBLING, [self._parts(whole) for whole in wholes]),
            (BROADER, [self._parts(skill) for skill in skills]),
            (NARROWER, [self._numbers(wholes)]),
        ):
            if found:
                nearest[np.concatenate(found)] = near_by
        nearest[held.numbers] = 0.0
        near = np.flatnonzero(nearest)
        places, lengths = ranges(self._starts, near)
        return places, np.repeat(nearest[near], lengths)

    def _numbers(self, entities: Iterable[Entity]) -> Integers:
        return np.array([self._entities[each] for each in entities if each in self._entities], dtype=np.int64)

    def _parts(self, whole: Entity) -> Integers:
        found = self._parts_of.get(whole)
        if found is None:
            parts = whole.narrower if isinstance(whole, Skill) else ()
            found = self._parts_of[whole] = self._numbers(link.skill for link in parts)
        return found

    def _serves(self, tool: Tool) -> Integers:
        found = self._served_by.get(tool)
        if found is None:
            found = self._served_by[tool] = self._numbers(link.skill for link in tool.skills)
        return found

    def _near_tool(self, tool: Entity) -> tuple[Integers, Floats]:
        found = self._near_tools.get(tool)
        if found is None:
            near = near_tools([tool]) if isinstance(tool, Tool) else {}
            closeness = [how for each, how in near.items() if each in self._entities]
            found = self._near_tools[tool] = self._numbers(near), np.array(closeness, dtype=np.float64)
        return found

    def _qualified(self, source: Role) -> Floats:
        """The share of what each role asks for in qualifications that is as usual for the source."""
        best = np.zeros(max(1, len(self._qualifications)))
        for wanted, number in self._qualifications.items():
            best[number] = max(
                (
                    REQUIREMENT_WEIGHTS[link.requirement]
                    for link in source.qualifications
                    if stands_for(link.qualification, wanted)
                ),
                default=0.0,
            )
        met = np.where(best[self._asked] >= self._asked_weight, self._asked_weight, 0.0)
        return np.divide(
            _counted(self._asking, met, len(self.roles)),
            self._asked_total,
            out=np.zeros(len(self.roles)),
            where=self._asked_total > 0,
        )


def specificities(everyone: int, holders: Integers) -> Floats:
    """`knowledge.profile.specificity` of many things."""
    most = max(1, everyone) + 1
    found: Floats = np.maximum(LEAST_SPECIFICITY, np.log(most / np.maximum(1, holders)) / np.log(most))
    return found


def _activities(profiles: Profiles, role: Role) -> Iterable[Entity]:
    return map(profiles.representative, activities(role))


def _counted(cells: Integers, values: Floats, length: int) -> Floats:
    """Values summed by cell; of no values at all, numpy would make integers."""
    return np.bincount(cells, values, length).astype(np.float64)
