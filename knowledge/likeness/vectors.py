"""Roles as vectors: of the words that describe them, of the activities that their work consists of, of ratings.

Words and activities are weighted by how often a role has them and how few roles do (tf-idf, Salton and Buckley 1988:
1 + ln count, times ln((N + 1) / n) with N active roles, n of which have the term), and each vector has length 1. The
likeness of two is the square root of their cosine, 0 to 1: the root makes the first things in common count more than
the next, and brings the scores of long and short texts to one scale.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.tellings import Tellings
from knowledge.model.entities import Entity, Responsibility, Role
from knowledge.words.spelling import stem
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import tongue

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

HALF_TOLD = 20  # terms with which half of what there is to say is said


class Vector(NamedTuple):
    """A vector of length 1, or empty: the numbers of its terms in ascending order, and their weights.

    `telling` is how much is said in it, 0 (nothing) to 1: n / (n + 20) for n different terms.
    """

    terms: Integers
    weights: Floats
    telling: float


class Vectors:
    """The vectors of some roles, by row, and those of others in the same terms; the first `active` rows are counted."""

    def __init__(self, roles: Sequence[Role], active: int, terms_of: Callable[[Role], Iterable[Hashable]]):
        self._terms_of = terms_of
        self._rows = {role: row for row, role in enumerate(roles)}
        self._numbers: dict[Hashable, int] = {}
        number = self._numbers.setdefault
        found = [[number(term, len(self._numbers)) for term in terms_of(role)] for role in roles]
        lengths = np.array([len(each) for each in found], dtype=np.int64)
        rows = np.repeat(np.arange(len(roles), dtype=np.int64), lengths)
        terms = np.concatenate([np.array(each, dtype=np.int64) for each in found] or [np.zeros(0, dtype=np.int64)])
        width = max(1, len(self._numbers))
        cells, counts = np.unique(rows * width + terms, return_counts=True)
        rows, terms = cells // width, cells % width
        holders = np.bincount(terms[rows < active], minlength=width)
        self._specificity = np.log((active + 1) / np.maximum(1, holders))
        values = (1 + np.log(counts)) * self._specificity[terms]
        norms = np.sqrt(np.bincount(rows, values**2, len(roles))) if len(roles) else np.zeros(0)
        lengths_of = norms[rows] if len(rows) else np.zeros(0)
        values = np.divide(values, lengths_of, out=np.zeros_like(lengths_of), where=lengths_of > 0)
        self._terms, self._weights = terms, values
        self._starts = np.searchsorted(rows, np.arange(len(roles) + 1))
        order = np.argsort(terms, kind="stable")
        self._holders, self._held_weights = rows[order], values[order]
        self._posts = np.searchsorted(terms[order], np.arange(width + 1))
        self.has = np.diff(self._starts) > 0

    def __getitem__(self, role: Role) -> Vector:
        row = self._rows.get(role)
        if row is not None:
            span = slice(int(self._starts[row]), int(self._starts[row + 1]))
            return Vector(self._terms[span], self._weights[span], _telling(span.stop - span.start))
        known = [number for term in self._terms_of(role) if (number := self._numbers.get(term)) is not None]
        terms, counts = np.unique(np.array(known, dtype=np.int64), return_counts=True)
        weights = (1 + np.log(counts)) * self._specificity[terms]
        norm = float(np.sqrt((weights**2).sum()))
        return Vector(terms, weights / norm if norm else weights, _telling(len(terms)))

    def likenesses(self, vector: Vector) -> Floats:
        """How alike each role is to what has this vector, 0 to 1, by row."""
        places, lengths = ranges(self._posts, vector.terms)
        shares = np.repeat(vector.weights, lengths) * self._held_weights[places]
        return np.sqrt(np.clip(np.bincount(self._holders[places], shares, len(self._rows)), 0.0, 1.0))


def _telling(terms: int) -> float:
    return terms / (terms + HALF_TOLD)


def ranges(starts: Integers, numbers: Integers) -> tuple[Integers, Integers]:
    """The places from `starts[n]` to `starts[n + 1]` of each number n, one after the other, and how many each has."""
    begins = starts[numbers]
    lengths = starts[numbers + 1] - begins
    ends = np.cumsum(lengths)
    shifts = np.repeat(begins - (ends - lengths), lengths)
    return np.arange(len(shifts)) + shifts, lengths


def likeness(one: Vector, other: Vector) -> float:
    """How alike two vectors of the same terms are, 0 to 1."""
    _, left, right = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
    return float(np.sqrt(np.clip(one.weights[left] @ other.weights[right], 0.0, 1.0)))


def words_of_names(tellings: Tellings, language: str, role: Role) -> Iterable[Hashable]:
    """The words of what a role is called in a language, and the pairs of neighbours among them."""
    return _words(tellings.names(role, language), language)


def words_of_work(tellings: Tellings, language: str, role: Role) -> Iterable[Hashable]:
    """The words of what is said of a role's work in a language: its description, definition and responsibilities."""
    return _words((*tellings.descriptions(role, language), *tellings.responsibilities(role, language)), language)


def activities(role: Role) -> Iterable[Entity]:
    """The responsibilities of a role and the activities that they belong to, at all levels."""
    for link in role.established:
        waiting: list[Responsibility] = [link.responsibility]
        seen = set(waiting)
        while waiting:
            each = waiting.pop()
            yield each
            for up in each.broader:
                if up.broader not in seen:
                    seen.add(up.broader)
                    waiting.append(up.broader)


def _words(texts: Iterable[str], language: str) -> Iterable[Hashable]:
    of = tongue(language)
    form: Callable[[str], str] = stem if language == DEFAULT else of.form
    for text in texts:
        stems = [form(word) for word in of.words(text) if word not in of.unsaid]
        yield from stems
        yield from pairwise(stems)
