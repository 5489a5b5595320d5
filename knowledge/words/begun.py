"""What a short word begins, and which of many are the highest: parts of looking for candidates (`words.candidates`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.words.asked import Asked
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.query_words import SHORT

Integers = NDArray[np.int64]

MOST_ENTITIES = 24  # by what is said of them
HOPELESS = 0.15  # of the most that one tells of the query: what tells less is not looked at


def beginnings_of(index: DatasetIndex, asked: Asked) -> range | None:
    """The words that the query is the beginning of, where it is one short word."""
    if len(asked.words) == 1 and asked.is_typing and len(asked.words[0].text) <= SHORT:
        return index.vocabulary.begun(asked.words[0].text)
    return None


def is_half_typed(index: DatasetIndex, asked: Asked) -> bool:
    """Whether the query is a word that is typed half, which means nothing yet."""
    if not asked.is_typing or len(asked.words) != 1:
        return False
    text = asked.words[0].text
    return not index.vocabulary.is_known(text) and len(index.vocabulary.begun(text)) > 0


def labels_of_segment(
    index: DatasetIndex,
    segment: Segment,
    by_label: Integers,
    by_entity: Floats,
    beginnings: range | None,
    most: int,
) -> Integers:
    """The labels of a segment that may be meant by their words, in no order, and some more than once."""
    entities = np.flatnonzero(by_entity > HOPELESS * by_entity.max(initial=0.0))
    entities = highest_of(entities, by_entity[entities], MOST_ENTITIES) + segment.entities.start
    chosen = [by_label, index.first[entities].astype(np.int64)]
    if beginnings:
        first = index.first_word[segment.labels.start : segment.labels.stop]
        begun = np.flatnonzero((first >= beginnings.start) & (first < beginnings.stop)) + segment.labels.start
        chosen.append(begun[np.argsort(-index.usual[index.owner[begun]], kind="stable")[:most]])
    return np.concatenate(chosen)


def highest_of(places: Integers, scores: NDArray[Any], most: int) -> Integers:
    """The places with the highest scores, the first of those that are alike."""
    if len(places) > most:
        least = np.partition(scores, -most)[-most]
        above = places[scores > least]
        places = np.concatenate((above, np.sort(places[scores == least])[: most - len(above)]))
    return places
