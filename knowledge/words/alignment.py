"""How the words of a query and of a label answer to each other, word by word: `ship captain` to `master mariner`.

A mean of all words says that two names are about the same; here each word has to be answered by one of the other side,
as alike as both mean (a cosine), or wholly where it is the same word. The part of a query that a label does not answer
to shows then, however near the rest is: `shoe designer` is nearer to `footwear designer` than to `designer of bags`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.words.asked import QueryWord
from knowledge.words.exchanged import drawn_together, exchanges
from knowledge.words.meaning import Floats, Meanings, sums_of, unit
from knowledge.words.nearness import Cells, Rows

Integers = NDArray[np.int64]

OTHER_WORD = 0.95  # how much a word of just the same meaning answers, beside the same word
SURE = 0.99  # how much a word counts that is what it says
OF_THINGS = "things-"
MOST_MEANT = 4  # terms that a word may stand for, the surest of them
TINY = 1e-6


class WordsWithin:
    """The terms of each label, in order, how much each tells there, and what terms mean."""

    __slots__ = ("_means", "_starts", "_terms", "_weights", "things")

    def __init__(self, starts: Integers, terms: NDArray[np.int32], weights: Floats, means: Rows, things: Cells):
        self._starts, self._terms, self._weights, self._means = starts, terms, weights, means
        self.things = things
        """What things mean by all that they are called, by entity."""

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Made before, from its `arrays`."""
        things = {name.removeprefix(OF_THINGS): each for name, each in arrays.items() if name.startswith(OF_THINGS)}
        return cls(
            arrays["starts"], arrays["terms"], arrays["weights"], Rows.of_arrays(arrays), Cells.of_arrays(things)
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What it is, to be kept."""
        things = {f"{OF_THINGS}{name}": each for name, each in self.things.arrays().items()}
        return {
            "starts": self._starts,
            "terms": self._terms,
            "weights": self._weights,
            **self._means.arrays(),
            **things,
        }

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        arrays = self._starts, self._terms, self._weights
        return sum(each.nbytes for each in arrays) + self._means.bytes + self.things.bytes

    def meant(self, words: Sequence[QueryWord], vectors: Floats) -> Floats:
        """What words mean here, a row of length 1 for each or of zeros; `vectors` is what they mean elsewhere."""
        found = vectors.copy()
        known = [
            place
            for place, each in enumerate(words)
            if each.meant and (each.meant[0].quality > SURE or not vectors[place].any())
        ]
        if known:
            rows = self._means.rows(np.array([words[place].meant[0].term for place in known]))
            found[known] = np.where(rows.any(axis=1, keepdims=True), rows, found[known])
        return found

    def aligned(self, words: Sequence[QueryWord], vectors: Floats, tells: Floats, labels: Integers) -> Floats:
        """Of each label how much it answers to a query, the query to it and to its first word, and it to the query's
        head: 0 to 1, in columns.

        `vectors` has a row for each word (`meant`). `tells` is how much each word tells, (labels, words). A label
        without a word answers to nothing.
        """
        found = np.zeros((len(labels), 4), np.float32)
        starts = self._starts[labels]
        lengths = self._starts[labels + 1] - starts
        having = lengths.nonzero()[0]
        if not len(words) or len(having) < len(labels) or not len(labels):
            if len(words) and len(having):
                found[having] = self.aligned(words, vectors, tells[having], labels[having])
            return found
        ends = lengths.cumsum()
        begins = ends - lengths
        places = np.repeat(starts - begins, lengths)
        places += np.arange(int(ends[-1]))
        different, which = np.unique(self._terms[places], return_inverse=True)
        answers = self._answers(words, vectors, different).take(which, axis=1)
        best = np.maximum.reduceat(answers, begins, axis=1)
        told = tells.T
        found[:, 0] = (best * told).sum(axis=0) / (TINY + told.sum(axis=0))
        answered, weights = answers.max(axis=0), self._weights[places]
        found[:, 1] = np.add.reduceat(answered * weights, begins) / (TINY + np.add.reduceat(weights, begins))
        found[:, 2] = answered[begins]
        head = next((place for place, each in enumerate(words) if each.is_head), None)
        if head is not None:
            found[:, 3] = best[head]
        return found

    def _answers(self, words: Sequence[QueryWord], vectors: Floats, terms: NDArray[np.int32]) -> Floats:
        """How much each term answers to each word, (words, terms); terms ascend."""
        answers = self._means.near_some(terms, vectors)
        answers *= OTHER_WORD
        np.maximum(answers, 0, out=answers)
        told = [(each, place) for place, word in enumerate(words) for each in word.meant[:MOST_MEANT]]
        if told:
            wanted = np.array([each.term for each, _ in told], terms.dtype)
            where = np.minimum(terms.searchsorted(wanted), len(terms) - 1)
            for (each, place), term in zip(told, where.tolist(), strict=True):
                if terms[term] == each.term and answers[place, term] < each.quality:
                    answers[place, term] = each.quality
        return answers


class WordMeanings(NamedTuple):
    """What the words of some queries mean, by word; words that no table knows are not there."""

    of: Mapping[str, Floats]
    dimensions: int

    def vectors(self, words: Sequence[QueryWord]) -> Floats:
        """A row of length 1 for each word, or of zeros."""
        found = np.zeros((len(words), self.dimensions), np.float32)
        for place, word in enumerate(words):
            if word.text in self.of:
                found[place] = self.of[word.text]
        return found


def meant_by_words(texts: Sequence[str], meanings: Meanings) -> WordMeanings:
    """What words mean that the table knows."""
    return WordMeanings(meanings.of_words(texts) if meanings.dimensions else {}, meanings.dimensions)


def words_within(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32], Floats],
    labels: int,
    words: Sequence[str],
    terms: Sequence[int],
    count: int,
    meanings: Meanings,
    things: Sequence[int],
    parts: Sequence[range],
    unsaid: frozenset[int],
) -> WordsWithin:
    """From terms, labels and weights, labels ascending; `words` of labels, the `terms` of each, of `count` terms.

    Of several words with one term the first says what it means. `things` says with which label each thing begins,
    `parts` which things are of one kind, and `unsaid` are the terms that say nothing.
    """
    of_terms, owners, weights = pairs
    weights = weights.astype(np.float32)
    rows = np.zeros((count, meanings.dimensions), np.float32)
    vectors = meanings.vectors(words) if words and meanings.dimensions else rows[:0]
    if len(vectors):
        rows[np.array(terms)[::-1]] = vectors[::-1]
    starts = np.searchsorted(owners, np.arange(labels + 1)).astype(np.int64)
    if meanings.dimensions:
        rows = drawn_together(unit(rows), exchanges(_of_things(of_terms, starts, things), unsaid))
    called = Cells(_called(rows, of_terms, weights, starts, things), parts)
    return WordsWithin(starts, of_terms, weights, Rows(rows), called)


def _of_things(terms: NDArray[np.int32], starts: Integers, things: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    """The terms of each label, thing by thing."""
    said = terms.tolist()
    labels = [tuple(said[start:end]) for start, end in pairwise(starts.tolist())]
    for start, end in pairwise((*things, len(labels))):
        yield labels[start:end]


def _called(rows: Floats, terms: NDArray[np.int32], weights: Floats, starts: Integers, things: Sequence[int]) -> Floats:
    """What each thing means by its labels, each of which counts as much, and the name twice."""
    labels = len(starts) - 1
    lengths = np.diff(starts)
    whole = np.bincount(np.repeat(np.arange(labels), lengths), weights, labels)
    shares = (1 / np.maximum(whole, TINY)).astype(np.float32)
    shares[np.array(things, np.int64)] *= 2
    counts = np.diff((*things, labels))
    of_label = np.repeat(np.arange(len(things)), counts)
    cells, which = np.unique(np.repeat(of_label, lengths) * max(1, len(rows)) + terms, return_inverse=True)
    told = np.bincount(which, weights * np.repeat(shares, lengths), len(cells)).astype(np.float32)
    owners, words = np.divmod(cells, max(1, len(rows)))
    return unit(sums_of(rows, words, told, owners, len(things)))
