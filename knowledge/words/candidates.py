"""What a dataset has that may be meant, and what speaks for each: the features that `words.ranking` weighs.

Candidates are the labels whose words tell most of the query, those that mean something near, and the entities of which
the words are said anywhere. Nothing scans all labels letter by letter.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.words.asked import Asked
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import Pairing, Told, features_of
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.query_words import SHORT, QueryWord, corrected, understood
from knowledge.words.telling import different, said_of_entities, told_by_labels

Integers = NDArray[np.int64]

FEW, MANY = 40, 80  # by their words: of one string among many, and where somebody looks at all of them
MOST_NEAR = 24  # by their meaning
MOST_ENTITIES = 24  # by what is said of them
FOUND = 0.9  # of what a query tells and a label, of one string among many: nothing else needs to be looked for
LEAST_NEAR = 0.25  # the cosine from which a label may be meant by what it means alone
LEAST_NEAR_PIECES = 0.6  # the same of a query of which no word is known
HOPELESS = 0.15  # of the most that one tells of the query: what tells less is not looked at
SHARE = 0.6  # of its score, what a label has of which the query is next to nothing
TINY = 1e-6


class Found(NamedTuple):
    """Candidates of a segment: labels, by number, and what speaks for each, a row each."""

    segment: Segment
    labels: Integers
    features: Floats


class _Chosen(NamedTuple):
    """The candidates of a query, segment by segment, and how much there is to tell."""

    labels: Integers
    counts: list[int]  # of each segment
    told: Told
    words: Sequence[QueryWord]


def candidates(
    index: DatasetIndex, asked: Sequence[Asked], segments: Sequence[Segment], most: int = FEW
) -> list[list[Found]]:
    """What each segment has that each query may mean: up to `most` labels by their words, and some by their meaning.

    What speaks for them is looked up for all queries at once: each needs some kilobytes for each of its candidates.
    """
    if not segments or not asked:
        return [[] for _ in asked]
    asked_as_told, asked = asked, corrected(index, asked)
    chosen = [
        _chosen(index, understood(index, as_told), each, segments, most)
        for as_told, each in zip(asked_as_told, asked, strict=True)
    ]
    rows = features_of(
        index, [Pairing(each, of.words, of.labels, of.told) for each, of in zip(asked, chosen, strict=True)]
    )
    found: list[list[Found]] = []
    start = 0
    for of in chosen:
        found.append([])
        first = start
        for segment, count in zip(segments, of.counts, strict=True):
            if count:
                labels = of.labels[start - first : start - first + count]
                found[-1].append(Found(segment, labels, rows[start : start + count]))
            start += count
    return found


def _chosen(
    index: DatasetIndex, words: Sequence[QueryWord], asked: Asked, segments: Sequence[Segment], most: int
) -> _Chosen:
    labels_of = range(segments[0].labels.start, segments[-1].labels.stop)
    entities_of = range(segments[0].entities.start, segments[-1].entities.stop)
    by_label, tells = told_by_labels(index, words, segments, labels_of)
    said = said_of_entities(index, words, entities_of)
    beginnings = _beginnings(index, asked)
    is_half = _is_half(index, asked)
    has_meaning = bool(asked.vector.any())
    chosen: list[Integers] = []
    told: list[tuple[float, float]] = []
    for segment, of_words in zip(segments, tells, strict=True):
        deadline.check()
        sums = by_label[segment.labels.start - labels_of.start : segment.labels.stop - labels_of.start]
        of_entities = said[segment.entities.start - entities_of.start : segment.entities.stop - entities_of.start]
        rarest = index.telling(None, 0, len(segment.entities))
        counted = [
            (word.counts * tell, word.counts * min(tell, rarest)) for word, tell in zip(words, of_words, strict=True)
        ]
        told.append((TINY + sum(each for each, _ in counted), TINY + sum(each for _, each in counted)))
        labels = _of_segment(index, segment, sums, of_entities, beginnings, most)
        enough = (is_half and len(labels)) or _is_found(labels, index, by_label, labels_of, told[-1][0], most)
        if has_meaning and not enough:
            labels = different(np.concatenate((labels, _near(index, asked, segment))))
        chosen.append(labels)
    counts = [len(each) for each in chosen]
    labels = np.concatenate(chosen)
    telling, entity_telling = np.repeat(np.array(told, np.float32), counts, axis=0).T
    of_label, of_entity = by_label[labels - labels_of.start], said[index.owner[labels] - entities_of.start]
    return _Chosen(labels, counts, Told(of_label, telling, of_entity, entity_telling), words)


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


def _of_segment(
    index: DatasetIndex,
    segment: Segment,
    by_label: Floats,
    by_entity: Floats,
    beginnings: range | None,
    most: int,
) -> Integers:
    """The labels of a segment that may be meant by their words, in order."""
    touched = np.flatnonzero(by_label > HOPELESS * by_label.max(initial=0.0))
    sums = by_label[touched]
    touched += segment.labels.start
    covered = np.minimum(1, sums / np.maximum(index.whole[touched], TINY))
    chosen = [_highest(touched, sums * (SHARE + (1 - SHARE) * covered), most)]
    entities = np.flatnonzero(by_entity > HOPELESS * by_entity.max(initial=0.0))
    entities = _highest(entities, by_entity[entities], MOST_ENTITIES) + segment.entities.start
    chosen.append(index.first[entities].astype(np.int64))
    if beginnings:
        first = index.first_word[segment.labels.start : segment.labels.stop]
        begun = np.flatnonzero((first >= beginnings.start) & (first < beginnings.stop)) + segment.labels.start
        chosen.append(begun[np.argsort(-index.usual[index.owner[begun]], kind="stable")[:most]])
    return different(np.concatenate(chosen))


def _near(index: DatasetIndex, asked: Asked, segment: Segment) -> Integers:
    """The labels of a segment that mean something near."""
    probed, near = index.cells.probe(index.segments.index(segment), asked.vector)
    enough = near > (LEAST_NEAR if asked.is_sayable else LEAST_NEAR_PIECES)
    return _highest(probed[enough], near[enough], MOST_NEAR)


def _is_found(labels: Integers, index: DatasetIndex, by_label: Floats, among: range, telling: float, most: int) -> bool:
    """Whether a label says all that one string among many says, so that nothing else needs to be looked for."""
    sums = by_label[labels - among.start]
    covered = np.minimum(1, sums / np.maximum(index.whole[labels], TINY))
    return most <= FEW and float((sums * covered).max(initial=0.0)) > FOUND * telling


def _highest(places: Integers, scores: NDArray[Any], most: int) -> Integers:
    """The places with the highest scores, the first of those that are alike."""
    if len(places) > most:
        least = np.partition(scores, -most)[-most]
        above = places[scores > least]
        places = np.concatenate((above, places[scores == least][: most - len(above)]))
    return places
