"""How much labels and entities tell of the words of queries, summed over the owners of their terms.

A word is looked up once for all queries that have it. Sums are made in one array for all labels, of which nothing is
read but what the words of a query touch.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.words.asked import QueryWord
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.told_words import SUMS, Key, Owners, Said, ToldWord, ToldWords
from knowledge.words.vocabulary import TYPO, Meant

Number = TypeVar("Number", np.int32, np.int64)
SURE = 0.99  # how much a word counts that is what it says
SHARE = 0.6  # of its score, what a label has of which a query is next to nothing
ENOUGH = 100  # labels that have the words that tell most, from which on others are not looked at that have none
MOST_HELD = 3_000_000  # labels and entities of words that are held, of eight bytes each
OFTEN = 8  # a word that one of so many entities has is added to all of them at once
TINY = 1e-6


class TellingWords:
    """What words tell within some segments of an index. For one thread: it has sums under way."""

    def __init__(self, index: DatasetIndex, segments: Sequence[Segment], before: ToldWords | None = None):
        """`before` is what was told before within the same segments."""
        self.labels_of = range(segments[0].labels.start, segments[-1].labels.stop)
        self.entities_of = range(segments[0].entities.start, segments[-1].entities.stop)
        self._index = index
        first = self.labels_of.start
        self._parts = [slice(each.labels.start - first, each.labels.stop - first) for each in segments]
        self._sums = SUMS.of(len(self.labels_of))
        self._before = before or ToldWords(MOST_HELD)
        self.rarest = [index.telling(None, 0, len(each.entities)) for each in segments]
        """How much a word tells of entities of which none has it, by segment."""

    def told(self, word: QueryWord) -> ToldWord:
        """What a word tells."""
        key = word.meant, word.counts
        known = self._before.told(key)
        if known is None:
            known = self._told(key)
            self._before.keep_told(known)
        return known

    def by_labels(self, words: Sequence[ToldWord]) -> list[tuple[Owners, Floats]]:
        """By segment, the labels that may tell most of a query, in no order, and how much each tells of it.

        All that have a word without which there is too little to tell to come before those that have one.
        """
        return [self.by_label(words, place) for place in range(len(self._parts))]

    def by_label(self, words: Sequence[ToldWord], place: int) -> tuple[Owners, Floats]:
        """The same of one segment."""
        having = [(each.most[place], each.span(place), each) for each in words if each.most[place]]
        having.sort(key=lambda each: -each[0])
        needed = _needed([(most, span.stop - span.start) for most, span, _ in having])
        sums, found = self._sums, []
        for _, span, word in having[:needed]:
            sums[word.labels[span]] += word.weights[span]
        for _, span, word in having[:needed]:
            labels = word.labels[span]
            found.append((labels, sums[labels]))
            sums[labels] = 0  # so that each label is taken once, and nothing is left for the next query
        labels, told = _together(found)
        for _, span, word in having[needed:]:
            told = told + _looked_up(word.labels[span], word.weights[span], labels)
        return labels, told

    def of_labels(self, words: Sequence[ToldWord], labels: NDArray[np.int64]) -> Floats:
        """How much some labels, by their numbers in the index, tell of a query."""
        sums = np.zeros(len(labels), np.float32)
        wanted = (labels - self.labels_of.start).astype(np.int32)
        for word in words:
            if len(word.labels):
                sums += _looked_up(word.labels, word.weights, wanted)
        return sums

    def saying(self, words: Sequence[ToldWord]) -> Floats:
        """How much is said of each entity of a query."""
        sums = np.zeros(len(self.entities_of), np.float32)
        for word in words:
            for entities, weights in self._said(word):
                sums[entities] += weights
        return sums

    def of_entities(self, words: Sequence[ToldWord], entities: NDArray[np.int32]) -> Floats:
        """How much is said of some entities, by their numbers in the index, of a query."""
        sums = np.zeros(len(entities), np.float32)
        wanted = entities - np.int32(self.entities_of.start)
        for word in words:
            for having, weights in self._said(word):
                sums += weights[wanted] if isinstance(having, slice) else _looked_up(having, weights, wanted)
        return sums

    def _told(self, key: Key) -> ToldWord:
        meant, counts = key
        if len(meant) == 1:
            labels, weights = self._index.postings.among(meant[0].term, self.labels_of)
            spans = self._spans(labels)
            tells = [
                self._index.telling(meant[0].term, span.stop - span.start, part.stop - part.start)
                for span, part in zip(spans, self._parts, strict=True)
            ]
            weights = weights * np.float32(counts * meant[0].quality)
            return _told_word(labels, [weights[span] for span in spans], spans, tells, key, is_alike=True)
        is_known = bool(meant) and meant[0].quality >= SURE
        labels, best = self._best(meant)
        spans = self._spans(labels)
        tells = []
        weighed = []
        for span, part in zip(spans, self._parts, strict=True):
            of_part = best[span]
            having = int(np.count_nonzero(of_part >= SURE)) if is_known else len(of_part)
            tells.append(self._index.telling(meant[0].term if meant else None, having, part.stop - part.start))
            weighed.append(of_part * np.float32(counts * tells[-1] if having else 0.0))
        return _told_word(labels, weighed, spans, tells, key, is_alike=False)

    def _spans(self, labels: Owners) -> list[slice]:
        """Where the labels of each segment stand among ascending ones."""
        if len(self._parts) == 1:
            return [slice(0, len(labels))]
        edges = np.array([edge for part in self._parts for edge in (part.start, part.stop)], labels.dtype)
        bounds = labels.searchsorted(edges).tolist()
        return [slice(*bounds[place : place + 2]) for place in range(0, len(bounds), 2)]

    def _said(self, word: ToldWord) -> Said:
        known = self._before.said(word.key)
        if known is None:
            known = self._said_anywhere(*word.key)
            self._before.keep_said(word.key, known)
        return known

    def _said_anywhere(self, meant: Sequence[Meant], counts: float) -> Said:
        found: list[tuple[Owners | slice, Floats]] = []
        for place, each in enumerate(meant):
            if place == 0 or each.quality >= TYPO:
                entities, weights = self._index.about.among(each.term, self.entities_of)
                weights = weights * np.float32(counts * each.quality / (1 + place))
                if len(entities) * OFTEN > len(self.entities_of):
                    everywhere = np.zeros(len(self.entities_of), np.float32)
                    everywhere[entities] = weights
                    found.append((slice(None), everywhere))
                elif len(entities):
                    found.append((entities, weights))
        return found

    def _best(self, meant: Sequence[Meant]) -> tuple[Owners, Floats]:
        """The labels that have one of some terms, ascending, and of each how sure its surest term is."""
        if not meant:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        surest_last = list(reversed(meant))  # so that it stays
        labels, counts = self._index.postings.among_all([each.term for each in surest_last], self.labels_of)
        self._sums[labels] = np.repeat(np.array([each.quality for each in surest_last], np.float32), counts)
        labels = different(labels)
        best = self._sums[labels]
        self._sums[labels] = 0
        return labels, best


def _told_word(
    labels: Owners,
    weighed: Sequence[Floats],
    spans: Sequence[slice],
    tells: Sequence[float],
    key: Key,
    *,
    is_alike: bool,
) -> ToldWord:
    most = tuple(float(each[0] if is_alike else each.max()) if len(each) else 0.0 for each in weighed)
    if len(spans) == 1:
        return ToldWord(labels, weighed[0], (len(labels),), tuple(tells), most, key)
    within = np.concatenate([labels[span] for span in spans])
    ends = np.cumsum([span.stop - span.start for span in spans]).tolist()
    return ToldWord(within, np.concatenate(weighed), tuple(ends), tuple(tells), most, key)


def _needed(words: Sequence[tuple[float, int]]) -> int:
    """How many words, those that tell most first, a label has one of that may be meant by what it tells.

    What has only others tells less than what has the first, whatever else it is, where enough labels have those. Of
    each word how much it tells at most, and how many labels have it.
    """
    rest = sum(most for most, _ in words)
    labels = 0
    for place, (most, having) in enumerate(words):
        if rest < SHARE * words[0][0] and labels >= ENOUGH:
            return place
        rest -= most
        labels += having
    return len(words)


def _looked_up(labels: Owners, weights: Floats, wanted: Owners) -> Floats:
    """The weights of those of some ascending labels that are wanted, 0 where one is not there."""
    places = np.minimum(labels.searchsorted(wanted), len(labels) - 1)
    found: Floats = np.where(labels[places] == wanted, weights[places], np.float32(0))
    return found


def _together(parts: Sequence[tuple[Owners, Floats]]) -> tuple[Owners, Floats]:
    if not parts:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    if len(parts) == 1:
        return parts[0]
    labels, sums = zip(*parts, strict=True)
    return np.concatenate(labels), np.concatenate(sums)


def different(numbers: NDArray[Number]) -> NDArray[Number]:
    """Numbers in ascending order, each once: for some dozens of them several times as fast as np.unique."""
    ascending = np.sort(numbers)
    is_new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    return ascending[is_new]
