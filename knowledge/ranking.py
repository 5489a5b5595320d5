"""All moves from a role at once: the feasibility of each, and how alike the roles are, in a few array operations.

The numbers are those of `knowledge.transition` and `knowledge.profile`, computed for every target together. What each
role holds is one long list of holdings, sorted by what is held, so that a question touches only the holdings of what
its role holds or is near to: its cost grows with these, not with the number of roles times what they hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from knowledge.vocabulary import Kind

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Held:
    """What a role holds, as it is found with others: the numbers of the things, and all holdings of them.

    `strength` and `weight` are the role's own, for each holding; `whole` is all that it holds, by weight.
    """

    numbers: frozenset[int]
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
        self._hold()
        self._qualify()

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
        factors = np.array([WEIGHTS[FACTOR_OF[kind]] for kind in FEATURE_KINDS])[:, None] * (self._totals > 0)
        asked = WEIGHTS[FactorKind.QUALIFICATIONS] * (self._asked_total > 0)
        reached = (factors * scores).sum(axis=0) + asked * self._qualified(source)
        reached += WEIGHTS[FactorKind.SIMILARITY] * self._alike(held)
        result: Floats = reached / (factors.sum(axis=0) + asked + WEIGHTS[FactorKind.SIMILARITY])
        if source in self._rows:
            result[self._rows[source]] = 1.0
        return result

    def _held(self, role: Role) -> _Held:
        numbers, places, strengths, weights, whole = [], [], [], [], 0.0
        for kind in FEATURE_KINDS:
            for feature, held in self._profiles[role].of(kind).items():
                whole += KIND_WEIGHTS[kind] * held.weight
                for number in self._same.get(feature, ()):
                    span = np.arange(self._starts[number], self._starts[number + 1])
                    numbers.append(number)
                    places.append(span)
                    strengths.append(np.full(len(span), held.strength))
                    weights.append(np.full(len(span), held.weight))
        return _Held(frozenset(numbers), _joined(places, np.int64), _joined(strengths), _joined(weights), whole)

    def _alike(self, held: _Held) -> Floats:
        common = np.minimum(held.weight, self._weight[held.places]) * self._kind_weight[held.places]
        shared = _counted(self._row[held.places], common, len(self.roles))
        union = self._whole + held.whole - shared
        return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)

    def _near(self, source: Role, held: _Held) -> tuple[Integers, Floats]:
        """The holdings of what the source lacks and is near to, and how near it is."""
        features = [
            each
            for kind in (Kind.SKILL, Kind.TOOL)
            for key, feature in self._profiles[source].of(kind).items()
            for each in {key, feature.entity}
        ]
        near: dict[Any, float] = {
            **near_skills([each for each in features if isinstance(each, Skill)]),
            **near_tools([each for each in features if isinstance(each, Tool)]),
        }
        places, closeness = [], []
        for entity, value in near.items():
            number = self._entities.get(entity)
            if number is not None and number not in held.numbers:
                span = np.arange(self._starts[number], self._starts[number + 1])
                places.append(span)
                closeness.append(np.full(len(span), value))
        return _joined(places, np.int64), _joined(closeness)

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


def _counted(cells: Integers, values: Floats, length: int) -> Floats:
    """Values summed by cell; of no values at all, numpy would make integers."""
    return np.bincount(cells, values, length).astype(np.float64)


def _joined(parts: Sequence[NDArray[Any]], kind: Any = np.float64) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
