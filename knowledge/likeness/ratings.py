"""Roles by ratings, where a publisher rates how important each skill is and at what level (as O*NET does).

Nearly every role is rated on every skill, so having it says nothing; what tells is how far its rating is from the
usual. Three things are compared, each over what both roles are rated on:

- **likeness**: the cosine of importance times level, each in standard deviations from the mean of the dataset's roles;
  knowledge counts fully, skills half.
- **nearness of levels**: minus the root of the mean squared difference of the levels of skills, in standard deviations.
- **shortfall**: how far the levels of the one stay below those of the other, as a share of the scale (0 to 1), the mean
  by how much the other needs each: importance times distinction (`likeness.profile`). It has a direction, and that of
  the way back is the **surplus**.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.profile import Feature, Profile, Profiles
from knowledge.likeness.vectors import ranges
from knowledge.model.entities import Entity, Role, Skill
from knowledge.model.vocabulary import Kind, SkillKind

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

WEIGHTS = {SkillKind.KNOWLEDGE: 1.0, SkillKind.SKILL: 0.5}
"""Knowledge tells occupations apart, general skills less; ratings of other kinds are not compared."""


class _Rated(NamedTuple):
    """The ratings of a role: numbers of skills, and for each how it is rated."""

    things: Integers
    levels: Floats
    apart: Floats  # importance times level, in standard deviations from the mean, by `WEIGHTS`; all of length 1
    distances: Floats  # of the level from the mean, in standard deviations
    needs: Floats  # how much each is needed


class Compared(NamedTuple):
    """By row, NaN where the two are not both rated: likeness (-1 to 1), nearness of levels (0 or less), shortfall."""

    likeness: Floats
    nearness: Floats
    shortfall: Floats


class Ratings:
    """The ratings of some roles of one dataset, by row; the first `active` of them are what is counted among."""

    def __init__(self, roles: Sequence[Role], active: int, profiles: Profiles):
        self._size = len(roles)
        self._numbers: dict[Entity, int] = {}
        rows: list[int] = []
        found: list[tuple[int, float, float, float]] = []
        for row, role in enumerate(roles):
            for key, feature in _rated(profiles[role]):
                number = self._numbers.setdefault(key, len(self._numbers))
                rows.append(row)
                level = feature.rating or 0.0
                found.append((number, feature.strength * level, level, feature.weight))
        table = np.array(found, dtype=np.float64).reshape(len(found), 4)
        thing, row_ = table[:, 0].astype(np.int64), np.array(rows, dtype=np.int64)
        self._scale = np.array([WEIGHTS.get(_kind(each), 0.0) for each in self._numbers], dtype=np.float64)
        self._general = np.array([_kind(each) is SkillKind.SKILL for each in self._numbers], dtype=np.bool_)
        counted = row_ < active
        self._products = _usual(thing[counted], table[counted, 1], len(self._numbers))
        self._levels = _usual(thing[counted], table[counted, 2], len(self._numbers))
        order = np.argsort(thing, kind="stable")
        self._thing, self._row = thing[order], row_[order]
        self._level, self._need = table[order, 2], table[order, 3]
        self._distance = _distances(self._levels, self._thing, self._level)
        apart = _distances(self._products, self._thing, table[order, 1]) * self._scale[self._thing]
        lengths = np.sqrt(np.bincount(self._row, apart**2, self._size))
        self._apart = np.divide(apart, lengths[self._row], out=np.zeros_like(apart), where=lengths[self._row] > 0)
        self._starts = np.searchsorted(self._thing, np.arange(len(self._numbers) + 1))

    def compare(self, source: Profile) -> Compared | None:
        """How each role compares to `source`; None if that is not rated on anything that they are rated on."""
        mine = self._mine(source)
        if not len(mine.things):
            return None
        places, lengths = self._places(mine.things)
        rows = self._row[places]
        both = np.bincount(rows, minlength=self._size)
        nothing = both == 0
        apart = np.repeat(mine.apart, lengths) * self._apart[places]
        likeness = self._sum(rows, apart)
        general = self._general[self._thing[places]]
        squares = np.where(general, (np.repeat(mine.distances, lengths) - self._distance[places]) ** 2, 0.0)
        counts = self._sum(rows, general.astype(np.float64))
        nearness = -np.sqrt(_over(self._sum(rows, squares), counts))
        need = self._need[places]
        missing = np.maximum(0.0, self._level[places] - np.repeat(mine.levels, lengths))
        shortfall = _over(self._sum(rows, need * missing), self._sum(rows, need))
        likeness[nothing] = np.nan
        nearness[counts == 0] = np.nan
        shortfall[nothing] = np.nan
        return Compared(np.clip(likeness, -1.0, 1.0), nearness, shortfall)

    def surplus(self, source: Profile) -> Floats | None:
        """By how much the levels of each role stay below those of `source`, as a share of the scale, 0 to 1, by row:
        the mean by how much `source` needs each; NaN where the two are not both rated. None as in `compare`."""
        mine = self._mine(source)
        if not len(mine.things):
            return None
        places, lengths = self._places(mine.things)
        rows, need = self._row[places], np.repeat(mine.needs, lengths)
        above = np.maximum(0.0, np.repeat(mine.levels, lengths) - self._level[places])
        found = _over(self._sum(rows, need * above), self._sum(rows, need))
        found[np.bincount(rows, minlength=self._size) == 0] = np.nan
        return found

    def _sum(self, rows: Integers, values: Floats) -> Floats:
        return np.bincount(rows, values, self._size).astype(np.float64)

    def _places(self, things: Integers) -> tuple[Integers | slice, Integers]:
        """Where the ratings of these things are, and how many each has; of all things, as in O*NET, without a copy."""
        if len(things) == len(self._numbers):
            return slice(None), np.diff(self._starts)
        return ranges(self._starts, things)

    def _mine(self, profile: Profile) -> _Rated:
        found = [
            (self._numbers[key], feature.strength * level, level, feature.weight)
            for key, feature in _rated(profile)
            if key in self._numbers and (level := feature.rating) is not None
        ]
        table = np.array(sorted(found), dtype=np.float64).reshape(len(found), 4)
        things = table[:, 0].astype(np.int64)
        apart = _distances(self._products, things, table[:, 1]) * self._scale[things]
        length = float(np.sqrt((apart**2).sum()))
        unit = apart / length if length else apart
        return _Rated(things, table[:, 2], unit, _distances(self._levels, things, table[:, 2]), table[:, 3])


def _rated(profile: Profile) -> list[tuple[Entity, Feature]]:
    features = profile.of(Kind.SKILL).items()
    return [(key, feature) for key, feature in features if feature.rating is not None and _kind(key) in WEIGHTS]


def _kind(entity: Entity) -> SkillKind:
    return entity.skill_kind if isinstance(entity, Skill) else SkillKind.GROUP


def _usual(things: Integers, values: Floats, count: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the values of each thing."""
    counts = np.maximum(1, np.bincount(things, minlength=count))
    means = np.bincount(things, values, count) / counts
    return means, np.sqrt(np.bincount(things, (values - means[things]) ** 2, count) / counts)


def _distances(usual: tuple[Floats, Floats], things: Integers, values: Floats) -> Floats:
    means, deviations = usual
    away = values - means[things]
    return np.divide(away, deviations[things], out=np.zeros_like(away), where=deviations[things] > 0)


def _over(sums: Floats, counts: Floats) -> Floats:
    return np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)
