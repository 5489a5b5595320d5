"""All moves from a role at once: the feasibility of each, and how alike the roles are, in a few array operations.

The numbers are those of `knowledge.transition` and `knowledge.profile`, computed for every target together. What each
role holds is one long list of holdings, sorted by what is held, so that a question touches only the holdings of what
its role holds or is near to: its cost grows with these, not with the number of roles times what they hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.closeness import near_skills, near_tools
from knowledge.entities import Entity, Qualification, Role, Skill, Tool
from knowledge.feasibility import (
    FACTOR_OF,
    LEAST_COVER,
    REQUIREMENT_WEIGHTS,
    WEIGHTS,
    FactorKind,
    stands_for,
)
from knowledge.profile import FEATURE_KINDS, KIND_WEIGHTS, Profiles, holdings
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


class Ranking:
    """The active roles, each a row, with what they hold as arrays. `roles` has them in order of row."""

    def __init__(self, roles: Iterable[Role], profiles: Profiles):
        self.roles: Sequence[Role] = tuple(role for role in roles if role.active)
        self._profiles = profiles
        self._rows = {role: row for row, role in enumerate(self.roles)}
        self._entities: dict[Entity, int] = {}
        self._nearby: dict[Entity, tuple[Integers, Floats]] = {}
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
        specificity = np.array([self._profiles.specificity(entity) for entity in self._entities] or [0.0])
        kinds = {kind: place for place, kind in enumerate(FEATURE_KINDS)}
        kind_of = np.array([kinds[entity.kind] for entity in self._entities] or [0], dtype=np.int64)
        self._thing = thing[order]
        self._row = np.array(rows, dtype=np.int64)[order]
        self._strength = np.array(strengths, dtype=np.float64)[order]
        self._weight = self._strength * specificity[self._thing] if len(thing) else np.zeros(0)
        self._kind = kind_of[self._thing] if len(thing) else np.zeros(0, dtype=np.int64)
        self._starts = np.searchsorted(self._thing, np.arange(len(self._entities) + 1))
        cells = self._kind * len(self.roles) + self._row
        self._totals = self._sum(cells, self._weight)
        strengths_of = self._sum(cells, self._strength)
        self._telling = np.divide(self._totals, strengths_of, out=np.zeros_like(self._totals), where=strengths_of > 0)
        scale = np.array([KIND_WEIGHTS[kind] for kind in FEATURE_KINDS])
        self._kind_weight = scale[self._kind] if len(thing) else np.zeros(0)
        self._whole = scale @ self._totals
        self._same: dict[Entity, list[int]] = defaultdict(list)
        for entity, number in self._entities.items():
            self._same[self._profiles.representative(entity)].append(number)

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

    def best(self, values: Floats, among: NDArray[np.bool_]) -> Integers:
        """The rows of some roles, greatest value first, ties by slug."""
        rows = np.flatnonzero(among)
        order: Integers = rows[np.lexsort((self._by_slug[rows], -values[rows]))]
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
        needed = self._strength[held.places]
        cover = np.ones(len(held.places))
        np.divide(held.strength, needed, out=cover, where=needed > 0)
        near, closeness = self._near(source, held)
        places = np.concatenate((held.places, near))
        values = self._weight[places] * np.concatenate((np.clip(cover, LEAST_COVER, 1.0), closeness))
        met = self._sum(self._kind[places] * len(self.roles) + self._row[places], values)
        scores = np.divide(met, self._totals, out=np.zeros_like(met), where=self._totals > 0)
        reached = WEIGHTS[FactorKind.SIMILARITY] * self._alike(held)
        weights = np.full(len(self.roles), WEIGHTS[FactorKind.SIMILARITY])
        for factor, score, says in (
            *((FACTOR_OF[kind], scores[place], self._telling[place]) for place, kind in COVERED),
            (FactorKind.QUALIFICATIONS, self._qualified(source), self._asked_total > 0),
            *self._likenesses(source),
        ):
            weight = WEIGHTS[factor] * says  # from nothing to all of it
            reached += weight * score
            weights += weight
        result: Floats = reached / weights
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
        """The holdings of what the source lacks and is near to, and how near it is."""
        near = [
            self._near_to(each)
            for kind in (Kind.SKILL, Kind.TOOL)
            for key, feature in self._profiles[source].of(kind).items()
            for each in {key, feature.entity}
        ]
        nearest = np.zeros(len(self._entities))
        if near:
            np.maximum.at(nearest, np.concatenate([each for each, _ in near]), np.concatenate([how for _, how in near]))
        nearest[held.numbers] = 0.0
        found = np.flatnonzero(nearest)
        places, lengths = ranges(self._starts, found)
        return places, np.repeat(nearest[found], lengths)

    def _near_to(self, entity: Entity) -> tuple[Integers, Floats]:
        """The numbers of what is near to a skill or tool, and how near it is; remembered, since many roles hold it."""
        found = self._nearby.get(entity)
        if found is None:
            near: Mapping[Any, float] = {}
            if isinstance(entity, Skill):
                near = near_skills([entity])
            elif isinstance(entity, Tool):
                near = near_tools([entity])
            known = [(self._entities[each], how) for each, how in near.items() if each in self._entities]
            numbers = np.array([number for number, _ in known], dtype=np.int64)
            found = self._nearby[entity] = numbers, np.array([how for _, how in known], dtype=np.float64)
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


def _activities(profiles: Profiles, role: Role) -> Iterable[Entity]:
    return map(profiles.representative, activities(role))


def _counted(cells: Integers, values: Floats, length: int) -> Floats:
    """Values summed by cell; of no values at all, numpy would make integers."""
    return np.bincount(cells, values, length).astype(np.float64)
