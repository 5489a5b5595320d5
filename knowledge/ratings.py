"""Roles as vectors of ratings, where a source rates how important each skill is and at what level (as O*NET does).

Nearly every role is rated on every skill, so having it says nothing; what tells is how far its rating is from the
usual. A rating is importance times level, in standard deviations from the mean of the roles that are rated on the
skill. The likeness of two roles is their cosine, moved to 0 to 1: 0.5 is no more alike than any two.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.entities import Role, Skill
from knowledge.vocabulary import SkillKind

Floats = NDArray[np.float64]

WEIGHTS = {SkillKind.KNOWLEDGE: 1.0, SkillKind.SKILL: 0.5}
"""Knowledge tells occupations apart, general skills less; ratings of other kinds are not compared."""


class Ratings:
    """The ratings of the active roles, by row, and those of others on the same scales."""

    def __init__(self, roles: Sequence[Role]):
        self._rows = {role: row for row, role in enumerate(roles)}
        self._columns: dict[Skill, int] = {}
        rows, columns, values = [], [], []
        for row, role in enumerate(roles):
            for skill, value in _rated(role):
                rows.append(row)
                columns.append(self._columns.setdefault(skill, len(self._columns)))
                values.append(value)
        table = np.full((len(roles), len(self._columns)), np.nan)
        table[rows, columns] = values
        rated = ~np.isnan(table)
        counts = np.maximum(1, rated.sum(axis=0))
        self._mean = np.nansum(table, axis=0) / counts
        self._spread = np.sqrt(np.nansum((table - self._mean) ** 2, axis=0) / counts)
        self._scale = np.array([WEIGHTS[skill.skill_kind] for skill in self._columns] or np.zeros(0))
        self._vectors = self._scaled(table)
        self.has = np.any(self._vectors != 0, axis=1) if len(self._columns) else np.zeros(len(roles), dtype=np.bool_)

    def __getitem__(self, role: Role) -> Floats:
        """The vector of a role, of length 1; all zeros if it is not rated."""
        row = self._rows.get(role)
        if row is not None:
            found: Floats = self._vectors[row]
            return found
        table = np.full((1, len(self._columns)), np.nan)
        for skill, value in _rated(role):
            if skill in self._columns:
                table[0, self._columns[skill]] = value
        scaled: Floats = self._scaled(table)[0]
        return scaled

    def likenesses(self, vector: Floats) -> Floats:
        """How alike each role is to what has this vector, 0 to 1, by row."""
        alike: Floats = (1 + np.clip(self._vectors @ vector, -1, 1)) / 2
        return alike

    def _scaled(self, table: Floats) -> Floats:
        apart = np.divide(table - self._mean, self._spread, out=np.zeros_like(table), where=self._spread > 0)
        vectors = np.nan_to_num(apart) * self._scale
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return unit


def likeness(one: Floats, other: Floats) -> float:
    """How alike two vectors of the same ratings are, 0 to 1."""
    return float((1 + np.clip(one @ other, -1, 1)) / 2)


def _rated(role: Role) -> list[tuple[Skill, float]]:
    return [
        (link.skill, link.importance_rating * link.level_rating)
        for link in role.skills
        if link.skill.skill_kind in WEIGHTS and link.importance_rating is not None and link.level_rating is not None
    ]
