"""How much labels and entities tell of the words of a query, summed over the owners of their terms."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.query_words import QueryWord
from knowledge.words.vocabulary import TYPO, Meant

Number = TypeVar("Number", np.int32, np.int64)

SURE = 0.99  # how much a word counts that is what it says


def told_by_labels(
    index: DatasetIndex, words: Sequence[QueryWord], segments: Sequence[Segment], among: range
) -> tuple[Floats, list[list[float]]]:
    """How much each label among some tells of the query, and by segment how much each word tells there.

    Words that may stand for a word count as one: as rare as all together (Lucene's `SynonymQuery`), or as itself where
    it is known and they only begin with it.
    """
    sums = np.zeros(len(among), np.float32)
    tells: list[list[float]] = [[] for _ in segments]
    parts = [slice(each.labels.start - among.start, each.labels.stop - among.start) for each in segments]
    for word in words:
        if len(word.meant) == 1:
            (meant,) = word.meant
            labels, weights = index.postings.among(meant.term, among)
            sums[labels] += weights * np.float32(word.counts * meant.quality)
            for part, told in zip(parts, tells, strict=True):
                start, end = labels.searchsorted((part.start, part.stop)).tolist()
                told.append(index.telling(meant.term, end - start, part.stop - part.start))
            continue
        is_known = bool(word.meant) and word.meant[0].quality >= SURE
        labels, best = _best(index, word.meant, among)
        for part, told in zip(parts, tells, strict=True):
            start, end = labels.searchsorted((part.start, part.stop)).tolist()
            of_part = best[start:end]
            having = int(np.count_nonzero(of_part >= SURE)) if is_known else end - start
            told.append(index.telling(word.meant[0].term if word.meant else None, having, part.stop - part.start))
            if having:
                sums[labels[start:end]] += of_part * np.float32(word.counts * told[-1])
    return sums, tells


def said_of_entities(index: DatasetIndex, words: Sequence[QueryWord], among: range) -> Floats:
    """How much is said of each entity among some of the query."""
    sums = np.zeros(len(among), np.float32)
    for word in words:
        for place, meant in enumerate(word.meant):
            if place == 0 or meant.quality >= TYPO:
                entities, weights = index.about.among(meant.term, among)
                sums[entities] += weights * np.float32(word.counts * meant.quality / (1 + place))
    return sums


def _best(index: DatasetIndex, meant: Sequence[Meant], among: range) -> tuple[NDArray[np.int32], Floats]:
    """The labels among some that have one of some terms, ascending, and of each how sure its surest term is."""
    if not meant:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    having = [
        index.postings.among(each.term, among)[0] for each in reversed(meant)
    ]  # the surest last, so that it stays
    labels = np.concatenate(having)
    best = np.zeros(len(among), np.float32)
    best[labels] = np.repeat(np.array([each.quality for each in reversed(meant)], np.float32), [*map(len, having)])
    labels = different(labels)
    return labels, best[labels]


def different(numbers: NDArray[Number]) -> NDArray[Number]:
    """Numbers in ascending order, each once: for some dozens of them several times as fast as np.unique."""
    ascending = np.sort(numbers)
    is_new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    return ascending[is_new]
