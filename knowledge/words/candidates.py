"""What a dataset has that may be meant, and what speaks for each: the features that `words.ranking` weighs.

Candidates are the labels whose words tell most of the query, those that mean something near, and the entities of which
the words are said anywhere. Nothing scans all labels letter by letter.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.model.vocabulary import Kind
from knowledge.words.alignment import WordMeanings, meant_by_words
from knowledge.words.asked import Asked, QueryWord
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import Pairing, Told, features_of
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats, unit
from knowledge.words.query_words import SHORT, corrected, look_up, understood
from knowledge.words.telling import SHARE, TINY, TellingWords, ToldWord, different

Integers = NDArray[np.int64]

FEW, MANY = 40, 80  # by their words: of one string among many, and where somebody looks at all of them
MOST_NEAR = 24  # by their meaning
MOST_CALLED = 16  # things by what all their labels mean
MANY_NAMES = frozenset({Kind.ROLE, Kind.SKILL})
"""Things that are called in ways enough to exchange words."""
NOTHING = np.zeros(0, np.int32)
MOST_ENTITIES = 24  # by what is said of them
FOUND = 0.9  # of what a query tells and a label, of one string among many: nothing else needs to be looked for
LEAST_NEAR = 0.25  # the cosine from which a label may be meant by what it means alone
LEAST_CALLED = 0.35  # the same of a thing
LEAST_NEAR_PIECES = 0.6  # the same of a query of which no word is known
HOPELESS = 0.15  # of the most that one tells of the query: what tells less is not looked at
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
    said: Floats  # of each entity
    telling: list[tuple[float, float]]  # how much there is to tell, and how much of that of entities
    tells: list[list[float]]  # how much of it each word tells
    labels: list[Integers]
    is_told: list[bool]  # a label tells all of it: nothing else needs to be looked for


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
        self._looking: list[_Looking] = []
        if segments and asked:
            self._telling = telling or TellingWords(index, segments)
            look_up(index, asked)
            self._looking = [
                _by_words(index, self._telling, understood(index, told), each, segments, most)
                for told, each in zip(asked, corrected(index, asked), strict=True)
            ]

    def told(self) -> list[tuple[int, Found]]:
        """The numbers of queries all of which a label tells, with what each such segment has."""
        return self._found([[*filter(each.is_told.__getitem__, range(len(each.is_told)))] for each in self._looking])

    def others(self, queries: Collection[int] | None = None) -> list[tuple[int, Found]]:
        """The same of all other segments, and also by what is said and by what all means; None for all queries."""
        places: list[list[int]] = [[] for _ in self._looking]
        for number, each in enumerate(self._looking):
            if queries is None or number in queries:
                places[number] = [place for place, is_told in enumerate(each.is_told) if not is_told]
        return self._found(places, is_wide=True)

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
        pairings = [
            _pairing(self._index, self._telling, *each, of_query)
            for (_, each), of_query in zip(chosen, meant, strict=True)
        ]
        rows = features_of(self._index, pairings)
        found: list[tuple[int, Found]] = []
        start = 0
        for number, (looking, of_query) in chosen:
            for place in of_query:
                labels = looking.labels[place]
                end = start + len(labels)
                if len(labels):
                    found.append((number, Found(self._segments[place], labels, rows[start:end])))
                start = end
        return found

    def _widen(self, chosen: Sequence[tuple[_Looking, Sequence[int], _Meant]]) -> None:
        """Adds what is not found by its words alone."""
        numbers = {each.kind: number for number, each in enumerate(self._index.segments)}
        near: list[list[tuple[_Looking, Floats]]] = [[] for _ in self._segments]
        for looking, places, meant in chosen:
            beginnings, is_half = _beginnings(self._index, looking.asked), _is_half(self._index, looking.asked)
            means_nothing = not looking.asked.vector.any()
            for place, together in zip(places, meant.together, strict=True):
                segment = self._segments[place]
                first = segment.entities.start - self._telling.entities_of.start
                said = looking.said[first : first + len(segment.entities)]
                labels = _of_segment(self._index, segment, looking.labels[place], said, beginnings, self._most)
                looking.labels[place] = labels
                if not (means_nothing or (is_half and len(labels))):
                    near[place].append((looking, together))
        for place, (segment, several) in enumerate(zip(self._segments, near, strict=True)):
            _add_near(self._index, numbers[segment.kind], place, several)


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
    for number, each in (*looking.told(), *looking.others()):
        found[number].append(each)
    for several in found:
        several.sort(key=lambda each: each.segment.labels.start)
    return found


def _by_words(
    index: DatasetIndex,
    telling: TellingWords,
    words: Sequence[QueryWord],
    asked: Asked,
    segments: Sequence[Segment],
    most: int,
) -> _Looking:
    told = [telling.told(word) for word in words]
    found = _Looking(asked, words, told, telling.of_entities(told), [], [], [], [])
    for place, (segment, (having, sums)) in enumerate(zip(segments, telling.by_labels(told), strict=True)):
        deadline.check()
        rarest = index.telling(None, 0, len(segment.entities))
        tells = [(word.counts, each.tells[place]) for word, each in zip(words, told, strict=True)]
        everything = TINY + sum(counts * each for counts, each in tells)
        sure = TINY + sum(
            counts * each * word.meant[0].quality if word.meant else counts * each
            for (counts, each), word in zip(tells, words, strict=True)
        )
        of_entities = TINY + sum(counts * min(each, rarest) for counts, each in tells)
        found.telling.append((everything, of_entities))
        found.tells.append([counts * each for counts, each in tells])
        chosen, is_told = _by_label(index, telling, having, sums, most, sure)
        found.labels.append(chosen)
        found.is_told.append(is_told)
    return found


def _add_near(index: DatasetIndex, number: int, place: int, several: Sequence[tuple[_Looking, Floats]]) -> None:
    """Adds the labels of the segment with this number that mean something near what each query means, and things that
    all their labels together do.
    """
    if not several:
        return
    deadline.check()
    looking = [each for each, _ in several]
    vectors = np.stack([each.asked.vector for each in looking])
    found, cosines = index.cells.nearest(number, vectors, MOST_NEAR)
    least = [LEAST_NEAR if each.asked.is_sayable else LEAST_NEAR_PIECES for each in looking]
    enough = cosines > np.array(least, np.float32)[:, None]
    things = [NOTHING] * len(looking)
    if index.segments[number].kind in MANY_NAMES:
        called, alike = index.within.things.nearest(number, np.stack([each for _, each in several]), MOST_CALLED)
        things = [index.first[row[is_alike]] for row, is_alike in zip(called, alike > LEAST_CALLED, strict=True)]
    for each, near, is_near, names in zip(looking, found, enough, things, strict=True):
        each.labels[place] = different(np.concatenate((each.labels[place], near[is_near], names)))


def _meant(index: DatasetIndex, looking: _Looking, places: Sequence[int], means: WordMeanings) -> _Meant:
    words = index.within.meant(looking.words, means.vectors(looking.words))
    return _Meant(words, unit(np.array([looking.tells[place] for place in places], np.float32) @ words))


def _pairing(
    index: DatasetIndex, telling: TellingWords, looking: _Looking, places: Sequence[int], meant: _Meant
) -> Pairing:
    """A query with the labels of the segments at some places."""
    labels = np.concatenate([looking.labels[place] for place in places])
    of_label = telling.of_labels(looking.told, labels)
    of_entity = looking.said[index.owner[labels] - telling.entities_of.start]
    counts = [len(looking.labels[place]) for place in places]
    telling_of = np.array([looking.telling[place] for place in places], np.float32)
    everything, of_entities = np.repeat(telling_of, counts, axis=0).T
    tells = np.repeat(np.array([looking.tells[place] for place in places], np.float32), counts, axis=0)
    aligned = index.within.aligned(looking.words, meant.words, tells, labels)
    called = index.within.things.near_each(index.owner[labels], [*zip(meant.together, counts, strict=True)])
    told = Told(of_label, everything, of_entity, of_entities)
    names = index.first[index.owner[labels]].astype(np.int64)
    named = np.minimum(1, telling.of_labels(looking.told, names) / everything)
    return Pairing(looking.asked, looking.words, labels, told, aligned, called, named)


def _beginnings(index: DatasetIndex, asked: Asked) -> range | None:
    """The words that the query is the beginning of, where it is one short word."""
    if len(asked.words) == 1 and asked.is_typing and len(asked.words[0].text) <= SHORT:
        return index.vocabulary.begun(asked.words[0].text)
    return None


def _is_half(index: DatasetIndex, asked: Asked) -> bool:
    """Whether the query is a word that is typed half, which means nothing yet."""
    if not asked.is_typing or len(asked.words) != 1:
        return False
    text = asked.words[0].text
    return not index.vocabulary.is_known(text) and len(index.vocabulary.begun(text)) > 0


def _by_label(
    index: DatasetIndex, telling: TellingWords, having: NDArray[np.int32], sums: Floats, most: int, sure: float
) -> tuple[Integers, bool]:
    """Up to `most` labels that tell most of a query, and whether one is all of it, of one string among many.

    `sure` is how much the query tells, as it is likeliest meant.
    """
    hopeful = np.flatnonzero(sums > HOPELESS * sums.max(initial=0.0))
    sums = sums[hopeful]
    labels = having[hopeful].astype(np.int64) + telling.labels_of.start
    covered = np.minimum(1, sums / np.maximum(index.whole[labels], TINY))
    scores = sums * (SHARE + (1 - SHARE) * covered)
    best = float((sums * covered).max(initial=0.0))
    if most <= FEW and best > FOUND * sure:  # nothing else needs to be looked for
        return np.sort(_highest(labels, scores, SURELY)), True
    is_whole = covered > FOUND
    whole = _highest(labels[is_whole], sums[is_whole], MOST_WHOLE)
    return different(np.concatenate((_highest(labels, scores, most), whole))), False


def _of_segment(
    index: DatasetIndex,
    segment: Segment,
    by_label: Integers,
    by_entity: Floats,
    beginnings: range | None,
    most: int,
) -> Integers:
    """The labels of a segment that may be meant by their words, in order; some are known to be by what they tell."""
    entities = np.flatnonzero(by_entity > HOPELESS * by_entity.max(initial=0.0))
    entities = _highest(entities, by_entity[entities], MOST_ENTITIES) + segment.entities.start
    chosen = [by_label, index.first[entities].astype(np.int64)]
    if beginnings:
        first = index.first_word[segment.labels.start : segment.labels.stop]
        begun = np.flatnonzero((first >= beginnings.start) & (first < beginnings.stop)) + segment.labels.start
        chosen.append(begun[np.argsort(-index.usual[index.owner[begun]], kind="stable")[:most]])
    return different(np.concatenate(chosen))


def _highest(places: Integers, scores: NDArray[Any], most: int) -> Integers:
    """The places with the highest scores, the first of those that are alike."""
    if len(places) > most:
        least = np.partition(scores, -most)[-most]
        above = places[scores > least]
        places = np.concatenate((above, np.sort(places[scores == least])[: most - len(above)]))
    return places
