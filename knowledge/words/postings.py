"""Which owners (labels, or entities) have a term, as arrays: an inverted index.

Owners are numbers, in ascending order for each term, with a weight for each.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Owners = NDArray[np.int32]
Integers = NDArray[np.int64]


class Postings:
    """The owners of each term, and what the term weighs in them; terms are numbers from 0."""

    __slots__ = ("_owners", "_starts", "_weights")

    def __init__(self, terms: NDArray[np.int32], owners: Owners, weights: Floats, count: int):
        """From pairs of term and owner, owners ascending, none twice; `count` is how many terms there are."""
        order = np.argsort(terms, kind="stable")
        self._owners = owners[order]
        self._weights = weights[order]
        self._starts = array("q", np.searchsorted(terms[order], np.arange(count + 1)).tolist())

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Postings that were made before, from their `arrays`."""
        found = cls.__new__(cls)
        found._owners, found._weights = arrays["owners"], arrays["weights"]
        found._starts = array("q", arrays["starts"].tobytes())
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What they are, to be kept."""
        return {"owners": self._owners, "weights": self._weights, "starts": np.array(self._starts, np.int64)}

    def of(self, term: int) -> tuple[Owners, Floats]:
        """Who has a term, ascending, and the weights."""
        start, end = self._starts[term], self._starts[term + 1]
        return self._owners[start:end], self._weights[start:end]

    def among(self, term: int, owners: range) -> tuple[Owners, Floats]:
        """The same among some owners, counted from the first of them."""
        having, weights = self.of(term)
        ends = np.array((owners.start, owners.stop), having.dtype)  # of another type, all that have it would be copied
        start, end = having.searchsorted(ends).tolist()
        return having[start:end] - np.int32(owners.start), weights[start:end]

    def among_all(self, terms: Sequence[int], owners: range) -> tuple[Owners, list[int]]:
        """Who has each of several terms, one after the other, and how many; weights are left out."""
        having = [self._owners[self._starts[term] : self._starts[term + 1]] for term in terms]
        together = np.concatenate(having) - np.int32(owners.start)
        within = (together >= 0) & (together < len(owners))
        ends = np.cumsum([0, *map(len, having)])
        before = np.concatenate((np.zeros(1, np.int64), within.cumsum()))[ends]
        return together[within], np.diff(before).tolist()

    def pairs(self) -> tuple[NDArray[np.int32], Owners, Floats]:
        """Terms, owners and weights of all, in order of term and owner."""
        starts = np.array(self._starts, np.int64)
        lengths = starts[1:] - starts[:-1]
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths), self._owners, self._weights

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        return self._owners.nbytes + self._weights.nbytes + self._starts.itemsize * len(self._starts)


class Pairs:
    """Pairs of term and owner while an index is made, each with how often."""

    __slots__ = ("counts", "owners", "terms")

    def __init__(self) -> None:
        self.terms, self.owners, self.counts = array("i"), array("i"), array("f")

    def add(self, owner: int, counts: dict[int, float]) -> None:
        """The terms of the next owner."""
        self.terms.extend(counts)
        self.counts.extend(counts.values())
        self.owners.extend([owner] * len(counts))

    def arrays(self) -> tuple[NDArray[np.int32], Owners, Floats]:
        """Terms, owners and counts."""
        return (
            np.array(self.terms, dtype=np.int32),
            np.array(self.owners, dtype=np.int32),
            np.array(self.counts, dtype=np.float32),
        )
