"""What words of queries tell: worked out once, and remembered as long as there is room."""

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.words.meaning import Floats
from knowledge.words.vocabulary import Meant

Owners = NDArray[np.int32]

Key = tuple[tuple[Meant, ...], float]
"""What a word may stand for, and how much it counts: what makes it tell what it tells."""

Said = Sequence[tuple[Owners | slice, Floats]]
"""Entities of which a word is said anywhere, and how much."""


class ToldWord(NamedTuple):
    """What a word of queries tells within some segments, times how much it counts.

    Labels and entities are counted from the first of those looked at. Words that may stand for a word count as one: as
    rare as all together (Lucene's `SynonymQuery`), or as itself where it is known and they only begin with it.
    """

    labels: Owners  # that have it, ascending
    weights: Floats  # how much it tells in each
    ends: tuple[int, ...]  # where the labels of each segment end
    tells: tuple[float, ...]  # how much it tells at most, by segment, whatever it counts
    most: tuple[float, ...]  # how much it tells in the label in which it tells most, by segment; 0 where none has it
    key: Key

    def span(self, place: int) -> slice:
        """Where the labels of a segment stand."""
        return slice(self.ends[place - 1] if place else 0, self.ends[place])


OWN = 100  # labels: as much as what is remembered of a word takes beside them


class ToldWords:
    """What words tell within some segments, of no more than so many labels and entities, of eight bytes each; a word
    counts as `OWN` beside its own.

    For any number of threads: what two of them work out at once is the same.
    """

    def __init__(self, most_held: int):
        self._most = most_held
        self._held = 0
        self._told: dict[Key, ToldWord] = {}
        self._said: dict[Key, Said] = {}

    def told(self, key: Key) -> ToldWord | None:
        """What a word tells, if that is remembered."""
        return self._told.get(key)

    def said(self, key: Key) -> Said | None:
        """Of what a word is said, if that is remembered."""
        return self._said.get(key)

    def keep_told(self, word: ToldWord) -> None:
        """Remembers what a word tells."""
        self._make_room(len(word.labels))
        self._told[word.key] = word

    def keep_said(self, key: Key, said: Said) -> None:
        """Remembers of what a word is said."""
        self._make_room(sum(len(weights) for _, weights in said))
        self._said[key] = said

    def _make_room(self, count: int) -> None:
        count += OWN
        self._held += count
        if self._held > self._most:
            self._told.clear()
            self._said.clear()
            self._held = count


class Sums(threading.local):
    """Sums under way in each thread, all 0 before and after: memory that is asked for anew has to be cleared."""

    def __init__(self) -> None:
        self._sums = np.zeros(0, np.float32)

    def of(self, count: int) -> Floats:
        """So many sums, to be left as they are found."""
        if len(self._sums) < count:
            self._sums = np.zeros(count, np.float32)
        return self._sums[:count]


SUMS = Sums()
