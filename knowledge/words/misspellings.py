"""Which words of labels others look like that nobody knows: many at once, and without comparing each with all.

Words with few errors are filed under what is left of them without one letter, as those of SymSpell are (Garbe 2012).
Words with most of their letters in order are looked for among those that begin alike: what two words can have in common
at most is known from which letters each has, once and twice, so that next to none have to be compared letter by letter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST_TYPO = 4  # letters: shorter words have to be typed right
LONG_ENOUGH = 6  # letters of a word that is compared with all that begin as it does
LONGEST = 24  # letters of a word in which errors are looked for
LONG, SIMILAR_WORD, SIMILAR_SHORT = 8, 75, 82  # rapidfuzz ratio, 0 to 100, of words of 8 letters and of shorter ones
SIMILAR = 8  # words that an unknown one is taken for
WIDEST = 40  # letters of a word that one of 24 may be like, and to spare
BITS = 32  # kinds of letters that are told apart
LAST = "\U0010ffff"  # no word goes on with it
AT_ONCE = 1 << 18  # pairs of words of which it is worked out at once how much they can have in common

Integers = NDArray[np.int64]

Alike = list[tuple[int, float]]
"""Places of words that look like one, and how much alike they are, 0 to 1: the most alike first."""


class _Letters(NamedTuple):
    """Which letters words have: a bit for each kind that a word has once, one for each it has twice; and the rest."""

    kinds: NDArray[np.uint64]
    more: NDArray[np.uint8]  # letters that it has beyond two of a kind
    lengths: NDArray[np.int32]

    def part(self, of: slice) -> "_Letters":
        return _Letters(self.kinds[of], self.more[of], self.lengths[of])


class Misspellings:
    """The words of labels, ascending, ready to be looked through for those that a misspelt one may be."""

    def __init__(self, words: Sequence[str], hashes: NDArray[np.uint32], places: NDArray[np.int32]):
        self._words = words
        self._hashes = hashes
        self._places = places

    @classmethod
    def of(cls, words: Sequence[str]) -> "Misspellings":
        """Those of some words, made anew."""
        hashes: list[int] = []
        places: list[int] = []
        for place, word in enumerate(words):
            if SHORTEST_TYPO <= len(word) <= LONGEST:
                for less in _less(word):
                    hashes.append(crc32(less.encode()))
                    places.append(place)
        order = np.argsort(np.array(hashes, np.uint32), kind="stable")
        return cls(words, np.array(hashes, np.uint32)[order], np.array(places, np.int32)[order])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What took long to make, to be kept."""
        return {"hashes": self._hashes, "places": self._places}

    def with_errors(self, words: Iterable[str]) -> dict[str, Alike]:
        """The words that differ from each by as few errors as its length allows: one, or of eight letters on two."""
        looking = [word for word in words if SHORTEST_TYPO <= len(word) <= LONGEST]
        less = [_less(word) for word in looking]
        keys = np.array([crc32(each.encode()) for some in less for each in some], np.uint32)
        starts, ends = self._hashes.searchsorted(keys), self._hashes.searchsorted(keys, side="right")
        owners = np.repeat(np.arange(len(looking)), [*map(len, less)])
        counts = ends - starts
        met = np.flatnonzero(counts)
        owners, starts, counts = owners[met], starts[met], counts[met]
        spans = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        pairs = np.unique(np.repeat(owners, counts) * len(self._words) + self._places[spans])
        owners, places = np.divmod(pairs, max(1, len(self._words)))
        typed, known = self._texts(looking, owners, places)
        most = np.array([1 if len(word) < LONG else 2 for word in looking], np.int32)
        near = process.cpdist(typed, known, scorer=OSA.distance, dtype=np.int32) <= most[owners]
        return self._alike(looking, owners[near], places[near])

    def like(self, words: Iterable[str]) -> dict[str, Alike]:
        """The words that begin with the letter of each, of at least six, and have most of its letters in order."""
        looking = sorted(word for word in words if LONG_ENOUGH <= len(word) <= LONGEST)
        typed = _letters_of(looking)
        least = np.array([SIMILAR_WORD if len(word) >= LONG else SIMILAR_SHORT for word in looking], np.int32)
        found = [(np.zeros(0, np.int64),) * 2]
        firsts = [word[0] for word in looking]
        for letter in dict.fromkeys(firsts):
            own = range(bisect_left(firsts, letter), bisect_right(firsts, letter))
            same = range(bisect_left(self._words, letter), bisect_left(self._words, letter + LAST))
            step = max(1, AT_ONCE // max(1, len(same)))
            for start in range(own.start, own.stop, step):
                part = slice(start, min(own.stop, start + step))
                owners, places = np.nonzero(_may_be(typed.part(part), self._known.part(_slice(same)), least[part]))
                found.append((owners + part.start, places + same.start))
        owners, places = (np.concatenate(each) for each in zip(*found, strict=True))
        return self._alike(looking, owners, places, least)

    @cached_property
    def _known(self) -> _Letters:
        return _letters_of(self._words)

    def _texts(self, looking: Sequence[str], owners: Integers, places: Integers) -> tuple[list[str], list[str]]:
        return [looking[each] for each in owners.tolist()], [self._words[each] for each in places.tolist()]

    def _alike(
        self, looking: Sequence[str], owners: Integers, places: Integers, least: NDArray[np.int32] | None = None
    ) -> dict[str, Alike]:
        """Of each word those that are paired with it, the most alike first; at `least` so much, of 100."""
        ratios = process.cpdist(*self._texts(looking, owners, places), scorer=fuzz.ratio, dtype=np.float64)
        if least is not None:
            enough = ratios >= least[owners]
            owners, places, ratios = owners[enough], places[enough], ratios[enough]
        order = np.lexsort((places, -ratios, owners))
        rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order])
        found: dict[str, Alike] = {word: [] for word in looking}
        for row in order[rank < SIMILAR].tolist():
            found[looking[owners[row]]].append((int(places[row]), float(ratios[row]) / 100))
        return found


def _may_be(typed: _Letters, known: _Letters, least: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which words may be so much alike, of 100, by the letters that they have: (typed, known).

    A ratio is twice the letters in common, in order, of all letters of both words; and as many letters as both have of
    each kind may be in order at most.
    """
    common = np.bitwise_count(typed.kinds[:, None] & known.kinds).astype(np.int32)
    common += np.minimum(typed.more[:, None], known.more)
    may: NDArray[np.bool_] = 200 * common >= least[:, None] * (typed.lengths[:, None] + known.lengths)
    return may


def _letters_of(words: Sequence[str]) -> _Letters:
    """The letters that words have; of longer words than any that is looked for, their first ones."""
    texts = np.array(words, f"U{WIDEST}")
    codes = texts.view(np.uint32).reshape(len(words), WIDEST)
    once = np.zeros(len(words), np.uint64)
    twice = np.zeros(len(words), np.uint64)
    for column in codes.T:
        bit = np.where(column > 0, np.uint64(1) << (column % BITS).astype(np.uint64), np.uint64(0))
        twice |= once & bit
        once |= bit
    kinds = once | twice << np.uint64(BITS)
    lengths = np.array([*map(len, words)], np.int32)
    more = np.minimum(lengths - np.bitwise_count(kinds), 255).astype(np.uint8)
    return _Letters(kinds, more, lengths)


def _slice(places: range) -> slice:
    return slice(places.start, places.stop)


def _less(word: str) -> Sequence[str]:
    """A word, and the word without one of its letters each."""
    return (word, *(word[:place] + word[place + 1 :] for place in range(len(word))))
