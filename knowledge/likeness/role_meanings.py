"""Roles as vectors of meaning: of what they are called, what is said of them, and what people do in them.

The vector of a role is the mean of up to three, each of length 1: of its name and aliases, of its description, and of
its responsibilities. It comes from a fixed table of words (`words.meaning`) and so hangs on nothing else that is
loaded. The likeness of two roles is the cosine. The table has words of some languages (`words.meaning.LANGUAGES`): of a
role that is told in none of these, what it means is unknown.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.tellings import OWN_WORDS, Tellings
from knowledge.model.entities import Role
from knowledge.words.meaning import LANGUAGES, Meanings

Floats = NDArray[np.float64]
Vector = NDArray[np.float32]

MOST_TEXTS = 60  # of each sort that are looked at: more change nothing


class RoleVectors:
    """The vectors of some roles, by row: of length 1, or zero where nothing is said."""

    def __init__(self, vectors: Vector):
        self._vectors = vectors
        self._nothing = ~vectors.any(axis=1)

    def __getitem__(self, row: int) -> Vector:
        found: Vector = self._vectors[row]
        return found

    def likenesses(self, vector: Vector) -> Floats:
        """How alike each role is to what has this vector, -1 to 1, by row; NaN where nothing is said."""
        alike = (self._vectors @ vector).astype(np.float64)
        alike[self._nothing] = np.nan
        return alike


class RoleMeanings:
    """The vectors of roles, each made once."""

    def __init__(self, meanings: Meanings, tellings: Tellings = OWN_WORDS):
        self._meanings = meanings
        self._tellings = tellings
        self._places: dict[Role, tuple[RoleVectors, int]] = {}

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._meanings.dimensions

    def of(self, roles: Sequence[Role]) -> RoleVectors:
        """The vectors of roles, in their order."""
        found = RoleVectors(_vectors(self._meanings, roles, self._tellings))
        self._places.update((role, (found, row)) for row, role in enumerate(roles))
        return found

    def vector(self, role: Role) -> Vector | None:
        """The vector of a role; None where nothing is said of it."""
        if role not in self._places:
            self.of((role,))
        vectors, row = self._places[role]
        return vectors[row] if vectors[row].any() else None


def _vectors(meanings: Meanings, roles: Sequence[Role], tellings: Tellings) -> Vector:
    languages = [next((each for each in tellings.languages(role) if each in LANGUAGES), "") for role in roles]
    told = [*zip(roles, languages, strict=True)]
    sorts: list[list[Sequence[str]]] = [
        [tellings.names(role, language)[:MOST_TEXTS] for role, language in told],
        [tellings.descriptions(role, language) for role, language in told],
        [tellings.responsibilities(role, language)[:MOST_TEXTS] for role, language in told],
    ]
    total = sum(meanings.mean_vectors(sort) for sort in sorts)
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    found: Vector = np.divide(total, lengths, out=np.zeros_like(total), where=lengths > 0)
    return found
