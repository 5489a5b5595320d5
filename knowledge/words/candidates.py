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


class _Looking(NamedTuple):
    """A query while its candidates are looked for, segment by segment."""

    asked: Asked
    words: Sequence[QueryWord]
    by_label: Floats  # how much each tells
    said: Floats  # of each entity
    telling: list[tuple[float, float]]  # how much there is to tell, and how much of that of entities
    labels: list[Integers]
    is_enough: list[bool]  # nothing needs to be looked for by what it means


def candidates(
    index: DatasetIndex, asked: Sequence[Asked], segments: Sequence[Segment], most: int = FEW
) -> list[list[Found]]:
    """What each segment has that each query may mean: up to `most` labels by their words, and some by their meaning.

    All queries at once, of which a hundred need some dozens of megabytes.
    """
    found: list[list[Found]] = [[] for _ in asked]
    if not segments or not asked:
        return found
    labels_of = range(segments[0].labels.start, segments[-1].labels.stop)
    entities_of = range(segments[0].entities.start, segments[-1].entities.stop)
    looking = [
        _by_words(index, understood(index, told), each, segments, most)
        for told, each in zip(asked, corrected(index, asked), strict=True)
    ]
    for place, segment in enumerate(segments):
        _add_near(index, segment, place, [each for each in looking if not each.is_enough[place]])
    pairings = [_pairing(index, each, labels_of, entities_of) for each in looking]
    rows = features_of(index, pairings)
    start = 0
    for place, each in enumerate(looking):
        for segment, labels in zip(segments, each.labels, strict=True):
            end = start + len(labels)
            if len(labels):
                found[place].append(Found(segment, labels, rows[start:end]))
            start = end
    return found


def _by_words(
    index: DatasetIndex, words: Sequence[QueryWord], asked: Asked, segments: Sequence[Segment], most: int
) -> _Looking:
    labels_of = range(segments[0].labels.start, segments[-1].labels.stop)
    entities_of = range(segments[0].entities.start, segments[-1].entities.stop)
    by_label, tells = told_by_labels(index, words, segments, labels_of)
    said = said_of_entities(index, words, entities_of)
    beginnings = _beginnings(index, asked)
    is_half = _is_half(index, asked)
    means_nothing = not asked.vector.any()
    found = _Looking(asked, words, by_label, said, [], [], [])
    for segment, of_words in zip(segments, tells, strict=True):
        deadline.check()
        sums = by_label[segment.labels.start - labels_of.start : segment.labels.stop - labels_of.start]
        of_entities = said[segment.entities.start - entities_of.start : segment.entities.stop - entities_of.start]
        rarest = index.telling(None, 0, len(segment.entities))
        counted = [
            (word.counts * tell, word.counts * min(tell, rarest)) for word, tell in zip(words, of_words, strict=True)
        ]
        telling = TINY + sum(each for each, _ in counted)
        found.telling.append((telling, TINY + sum(each for _, each in counted)))
        labels = _of_segment(index, segment, sums, of_entities, beginnings, most)
        found.labels.append(labels)
        found.is_enough.append(
            means_nothing
            or (is_half and len(labels) > 0)
            or _is_found(labels, index, by_label, labels_of, telling, most)
        )
    return found


def _add_near(index: DatasetIndex, segment: Segment, place: int, looking: Sequence[_Looking]) -> None:
    """Adds the labels of a segment that mean something near what each query means."""
    if not looking:
        return
    deadline.check()
    vectors = np.stack([each.asked.vector for each in looking])
    near = index.cells.probe(index.segments.index(segment), vectors)
    for each, (probed, cosines) in zip(looking, near, strict=True):
        enough = cosines > (LEAST_NEAR if each.asked.is_sayable else LEAST_NEAR_PIECES)
        labels = _highest(probed[enough].astype(np.int64), cosines[enough], MOST_NEAR)
        each.labels[place] = different(np.concatenate((each.labels[place], labels)))


def _pairing(index: DatasetIndex, looking: _Looking, labels_of: range, entities_of: range) -> Pairing:
    labels = np.concatenate(looking.labels)
    of_label = looking.by_label[labels - labels_of.start]
    of_entity = looking.said[index.owner[labels] - entities_of.start]
    counts = [*map(len, looking.labels)]
    telling, entity_telling = np.repeat(np.array(looking.telling, np.float32), counts, axis=0).T
    return Pairing(looking.asked, looking.words, labels, Told(of_label, telling, of_entity, entity_telling))


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
