"""What a dataset has that may be meant, and what speaks for each: the features that `words.ranking` weighs.

Candidates are the labels whose words tell most of the query, those that mean something near, and the entities of which
the words are said anywhere. Nothing scans all labels letter by letter.
"""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.model.vocabulary import Kind
from knowledge.words.alignment import WordMeanings, meant_by_words
from knowledge.words.asked import Asked, QueryWord
from knowledge.words.begun import HOPELESS, beginnings_of, highest_of, is_half_typed, labels_of_segment
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import Pairing, Told, features_of, things_of
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats, unit
from knowledge.words.query_words import corrected, look_up, understood
from knowledge.words.telling import SHARE, TINY, TellingWords, different
from knowledge.words.told_words import ToldWord

Integers = NDArray[np.int64]

FEW, MANY = 40, 80  # by their words: of one string among many, and where somebody looks at all of them
MOST_NEAR = 24  # by their meaning
MOST_CALLED = 16  # things by what all their labels mean
MANY_NAMES = frozenset({Kind.ROLE, Kind.SKILL})
"""Things that are called in ways enough to exchange words."""
FOUND = 0.9  # of what a query tells and a label, of one string among many: nothing else needs to be looked for
LEAST_NEAR = 0.25  # the cosine from which a label may be meant by what it means alone
LEAST_CALLED = 0.35  # the same of a thing
LEAST_NEAR_PIECES = 0.6  # the same of a query of which no word is known
SURELY = 24  # labels that are looked at where one is found
MOST_WHOLE = 12  # of which the query has every word, however little of it that is: `Tamil` in a sentence about it


class Found(NamedTuple):
    """Candidates of a segment: labels, by number, and what speaks for each, a row each."""

    segment: Segment
    labels: Integers
    features: Floats


class _Looking(NamedTuple):
    """A query while its candidates are looked for, segment by segment."""

    asked: Asked
    words: Sequence[QueryWord]
    told: Sequence[ToldWord]
    labels: list[Integers | None]  # None as long as nothing was looked for
    is_told: list[bool]  # a label tells all of it, and little else: nothing else needs to be looked for
    is_likely: list[bool]  # a label tells all of it, and may tell much else


class _Meant(NamedTuple):
    """What each word of a query means in an index, and what all do together in some segments: rows."""

    words: Floats
    together: Floats


class Candidates:
    """What the segments of an index have that each query may mean, up to `most` labels by their words.

    For all queries at once, of which some hundreds need some dozens of megabytes. `telling` is what words tell in these
    segments, where more is asked for than at once.
    """

    def __init__(
        self,
        index: DatasetIndex,
        asked: Sequence[Asked],
        segments: Sequence[Segment],
        most: int = FEW,
        telling: TellingWords | None = None,
    ):
        self._index, self._segments, self._most = index, segments, most
        numbers = {each.kind: number for number, each in enumerate(index.segments)}
        self._numbers = [numbers[each.kind] for each in segments]
        self._looking: list[_Looking] = []
        if segments and asked:
            self._telling = telling or TellingWords(index, segments)
            look_up(index, asked)
            self._looking = [
                self._by_words(understood(index, told), each)
                for told, each in zip(asked, corrected(index, asked), strict=True)
            ]

    def told(self) -> list[tuple[int, Found]]:
        """The numbers of queries all of which a label tells, with what each such segment has."""
        return self._found([[*filter(each.is_told.__getitem__, range(len(each.is_told)))] for each in self._looking])

    def likely(self, queries: Collection[int] | None = None) -> list[tuple[int, Found]]:
        """The same of other segments that have a label with all words, and also by what is said and what all means;
        of some queries, None for all."""
        return self._others(queries, is_likely=True)

    def others(self, queries: Collection[int] | None = None) -> list[tuple[int, Found]]:
        """The same of all segments that are left."""
        return self._others(queries, is_likely=False)

    def _others(self, queries: Collection[int] | None, *, is_likely: bool) -> list[tuple[int, Found]]:
        places: list[list[int]] = [[] for _ in self._looking]
        for number, each in enumerate(self._looking):
            if queries is None or number in queries:
                told = zip(each.is_told, each.is_likely, strict=True)
                places[number] = [place for place, so in enumerate(told) if so == (False, is_likely)]
        return self._found(places, is_wide=True)

    def _by_words(self, words: Sequence[QueryWord], asked: Asked) -> _Looking:
        """A query with the labels of those segments in which one tells all of it."""
        deadline.check()
        told = [self._telling.told(word) for word in words]
        looking = _Looking(asked, words, told, [], [], [])
        qualities = [word.counts * (word.meant[0].quality if word.meant else 1.0) for word in words]
        for place in range(len(self._segments)):
            labels, is_told, is_likely = None, False, False
            if self._most <= FEW:
                sure = TINY + sum(each.tells[place] * quality for each, quality in zip(told, qualities, strict=True))
                if sum(each.most[place] for each in told) > FOUND * sure:  # or none can tell so much
                    labels, is_told, is_likely = self._by_label(told, place, sure)
            looking.labels.append(labels)
            looking.is_told.append(is_told)
            looking.is_likely.append(is_likely and not is_told)
        return looking

    def _by_label(self, told: Sequence[ToldWord], place: int, sure: float) -> tuple[Integers, bool, bool]:
        """Labels of a segment that tell most of a query, whether one is all of it, of one string among many, and
        whether one tells all of it.

        `sure` is how much the query tells, as it is likeliest meant.
        """
        having, sums = self._telling.by_label(told, place)
        hopeful = np.flatnonzero(sums > HOPELESS * sums.max(initial=0.0))
        sums = sums[hopeful]
        labels = having[hopeful].astype(np.int64) + self._telling.labels_of.start
        covered = np.minimum(1, sums / np.maximum(self._index.whole[labels], TINY))
        scores = sums * (SHARE + (1 - SHARE) * covered)
        if self._most <= FEW and float((sums * covered).max(initial=0.0)) > FOUND * sure:
            return np.sort(highest_of(labels, scores, SURELY)), True, True
        is_whole = covered > FOUND
        whole = highest_of(labels[is_whole], sums[is_whole], MOST_WHOLE)
        is_likely = float(sums.max(initial=0.0)) > FOUND * sure
        return np.concatenate((highest_of(labels, scores, self._most), whole)), False, is_likely

    def _found(self, places: Sequence[Sequence[int]], *, is_wide: bool = False) -> list[tuple[int, Found]]:
        """What each query has in the segments at some places."""
        chosen = [(number, each) for number, each in enumerate(zip(self._looking, places, strict=True)) if each[1]]
        if not chosen:
            return []
        words = [word.text for _, (looking, _) in chosen for word in looking.words if word.text]
        means = meant_by_words(words, self._index.meanings)
        meant = [_meant(self._index, *each, means) for _, each in chosen]
        if is_wide:
            self._widen([(*each, of_query) for (_, each), of_query in zip(chosen, meant, strict=True)])
        pairings = [self._pairing(*each, of_query) for (_, each), of_query in zip(chosen, meant, strict=True)]
        rows = features_of(self._index, pairings)
        found: list[tuple[int, Found]] = []
        start = 0
        for number, (looking, of_query) in chosen:
            for place in of_query:
                labels = _known(looking.labels[place])
                end = start + len(labels)
                if len(labels):
                    found.append((number, Found(self._segments[place], labels, rows[start:end])))
                start = end
        return found

    def _widen(self, chosen: Sequence[tuple[_Looking, Sequence[int], _Meant]]) -> None:
        """Adds what is not found by its words alone."""
        near: list[list[tuple[_Looking, Floats]]] = [[] for _ in self._segments]
        for looking, places, meant in chosen:
            beginnings, is_half = beginnings_of(self._index, looking.asked), is_half_typed(self._index, looking.asked)
            means_nothing = not looking.asked.vector.any()
            said = self._telling.saying(looking.told)
            for place, together in zip(places, meant.together, strict=True):
                segment = self._segments[place]
                labels = looking.labels[place]
                if labels is None:
                    labels, *_ = self._by_label(looking.told, place, math.inf)
                first = segment.entities.start - self._telling.entities_of.start
                of_entities = said[first : first + len(segment.entities)]
                labels = labels_of_segment(self._index, segment, labels, of_entities, beginnings, self._most)
                looking.labels[place] = labels
                if not (means_nothing or (is_half and len(labels))):
                    near[place].append((looking, together))
        if len(chosen) == 1:
            self._add_near_one(chosen[0][0], [(place, several[0][1]) for place, several in enumerate(near) if several])
        else:
            for place, several in enumerate(near):
                self._add_near(place, several)
                self._add_things(place, several)
        for looking, places, _ in chosen:
            for place in places:
                looking.labels[place] = different(_known(looking.labels[place]))

    def _add_near_one(self, looking: _Looking, places: Sequence[tuple[int, Floats]]) -> None:
        """Adds what means something near what a query means, of the segments at some places: labels, and things all
        whose labels together do."""
        if not places:
            return
        deadline.check()
        numbers, vectors = [self._numbers[place] for place, _ in places], [looking.asked.vector] * len(places)
        found = self._index.cells.nearest_of_each(numbers, vectors, MOST_NEAR)
        for (place, _), (near, cosines) in zip(places, found, strict=True):
            labels = near[cosines > _least_near(looking.asked)]
            looking.labels[place] = np.concatenate((_known(looking.labels[place]), labels))
        several = [each for each in places if self._segments[each[0]].kind in MANY_NAMES]
        if several:
            numbers, vectors = [self._numbers[place] for place, _ in several], [together for _, together in several]
            called = self._index.within.things.nearest_of_each(numbers, vectors, MOST_CALLED)
            for (place, _), (things, cosines) in zip(several, called, strict=True):
                labels = self._index.first[things[cosines > LEAST_CALLED]]
                looking.labels[place] = np.concatenate((_known(looking.labels[place]), labels))

    def _add_near(self, place: int, several: Sequence[tuple[_Looking, Floats]]) -> None:
        """The same of several queries, in the segment at one place."""
        if not several:
            return
        deadline.check()
        looking = [each for each, _ in several]
        vectors = np.stack([each.asked.vector for each in looking])
        found, cosines = self._index.cells.nearest(self._numbers[place], vectors, MOST_NEAR)
        enough = cosines > np.array([_least_near(each.asked) for each in looking], np.float32)[:, None]
        for each, near, is_near in zip(looking, found, enough, strict=True):
            each.labels[place] = np.concatenate((_known(each.labels[place]), near[is_near]))

    def _add_things(self, place: int, several: Sequence[tuple[_Looking, Floats]]) -> None:
        """Adds the things of a segment all whose labels together mean something near."""
        if not several or self._segments[place].kind not in MANY_NAMES:
            return
        deadline.check()
        together = np.stack([each for _, each in several])
        found, cosines = self._index.within.things.nearest(self._numbers[place], together, MOST_CALLED)
        for (each, _), called, is_near in zip(several, found, cosines > LEAST_CALLED, strict=True):
            each.labels[place] = np.concatenate((_known(each.labels[place]), self._index.first[called[is_near]]))

    def _pairing(self, looking: _Looking, places: Sequence[int], meant: _Meant) -> Pairing:
        """A query with the labels of the segments at some places."""
        index, words, telling = self._index, looking.words, self._telling
        several = [_known(looking.labels[place]) for place in places]
        labels = np.concatenate(several)
        counts = [*map(len, several)]
        tells = _tells(looking, places)
        at_most = [[word.counts * telling.rarest[place] for word in words] for place in places]
        whole = [
            (TINY + sum(each), TINY + sum(map(min, each, most))) for each, most in zip(tells, at_most, strict=True)
        ]
        everything, of_entities = np.repeat(np.array(whole, np.float32), counts, axis=0).T
        of_words = np.repeat(np.array(tells, np.float32), counts, axis=0)
        things = things_of(index.owner[labels])
        told = Told(
            telling.of_labels(looking.told, labels),
            everything,
            telling.of_entities(looking.told, things.owners)[things.which],
            of_entities,
        )
        aligned = index.within.aligned(words, meant.words, of_words, labels)
        stops = np.array([self._segments[place].entities.stop for place in places])
        of_segments = np.diff(things.owners.searchsorted(stops), prepend=0).tolist()
        called = index.within.things.near_each(things.owners, zip(meant.together, of_segments, strict=True))
        named = telling.of_labels(looking.told, index.first[things.owners].astype(np.int64))[things.which] / everything
        return Pairing(looking.asked, words, labels, things, told, aligned, called[things.which], np.minimum(1, named))


def candidates(
    index: DatasetIndex,
    asked: Sequence[Asked],
    segments: Sequence[Segment],
    most: int = FEW,
    telling: TellingWords | None = None,
) -> list[list[Found]]:
    """What each segment has that each query may mean: up to `most` labels by their words, and some by their meaning."""
    looking = Candidates(index, asked, segments, most, telling)
    found: list[list[Found]] = [[] for _ in asked]
    for number, each in (*looking.told(), *looking.likely(), *looking.others()):
        found[number].append(each)
    for several in found:
        several.sort(key=lambda each: each.segment.labels.start)
    return found


def _least_near(asked: Asked) -> float:
    return LEAST_NEAR if asked.is_sayable else LEAST_NEAR_PIECES


def _known(labels: Integers | None) -> Integers:
    """Labels that were looked for."""
    return np.zeros(0, np.int64) if labels is None else labels


def _tells(looking: _Looking, places: Sequence[int]) -> list[list[float]]:
    """How much each word of a query tells in the segments at some places."""
    return [
        [word.counts * each.tells[place] for word, each in zip(looking.words, looking.told, strict=True)]
        for place in places
    ]


def _meant(index: DatasetIndex, looking: _Looking, places: Sequence[int], means: WordMeanings) -> _Meant:
    words = index.within.meant(looking.words, means.vectors(looking.words))
    return _Meant(words, unit(np.array(_tells(looking, places), np.float32) @ words))
