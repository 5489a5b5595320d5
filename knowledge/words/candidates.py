"""What a dataset has that may be meant, and what speaks for each: the features that `words.ranking` weighs.

Candidates are the labels whose words tell most of the query, those that mean something near, and the entities of which
the words are said anywhere. Nothing scans all labels letter by letter.
"""

from collections.abc import Sequence
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
    vectors: Floats  # what each word means
    called: list[Floats]  # what they mean together, each as much as it tells
    labels: list[Integers]
    is_enough: list[bool]  # nothing needs to be looked for by what it means


def candidates(
    index: DatasetIndex,
    asked: Sequence[Asked],
    segments: Sequence[Segment],
    most: int = FEW,
    telling: TellingWords | None = None,
) -> list[list[Found]]:
    """What each segment has that each query may mean: up to `most` labels by their words, and some by their meaning.

    All queries at once, of which some hundreds need some dozens of megabytes. `telling` is what words tell in these
    segments, where more is asked for than at once.
    """
    found: list[list[Found]] = [[] for _ in asked]
    if not segments or not asked:
        return found
    telling = telling or TellingWords(index, segments)
    look_up(index, asked)
    words = [understood(index, each) for each in asked]
    means = meant_by_words([word.text for each in words for word in each if word.text], index.meanings)
    looking = [
        _by_words(index, telling, told, means, each, segments, most)
        for told, each in zip(words, corrected(index, asked), strict=True)
    ]
    numbers = {each.kind: number for number, each in enumerate(index.segments)}
    for place, segment in enumerate(segments):
        _add_near(index, numbers[segment.kind], place, [each for each in looking if not each.is_enough[place]])
    rows = features_of(index, [_pairing(index, telling, each) for each in looking])
    start = 0
    for place, each in enumerate(looking):
        for segment, labels in zip(segments, each.labels, strict=True):
            end = start + len(labels)
            if len(labels):
                found[place].append(Found(segment, labels, rows[start:end]))
            start = end
    return found


def _by_words(
    index: DatasetIndex,
    telling: TellingWords,
    words: Sequence[QueryWord],
    means: WordMeanings,
    asked: Asked,
    segments: Sequence[Segment],
    most: int,
) -> _Looking:
    told = [telling.told(word) for word in words]
    said = telling.of_entities(told)
    beginnings = _beginnings(index, asked)
    is_half = _is_half(index, asked)
    means_nothing = not asked.vector.any()
    vectors = index.within.meant(words, means.vectors(words))
    found = _Looking(asked, words, told, said, [], [], vectors, [], [], [])
    for place, (segment, (having, sums)) in enumerate(zip(segments, telling.by_labels(told), strict=True)):
        deadline.check()
        first = segment.entities.start - telling.entities_of.start
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
        found.called.append(unit(np.array([found.tells[-1]], np.float32) @ vectors)[0])
        chosen, is_found = _by_label(index, telling, having, sums, most, sure)
        if is_found:
            found.labels.append(chosen)
            found.is_enough.append(True)
            continue
        labels = _of_segment(index, segment, chosen, said[first : first + len(segment.entities)], beginnings, most)
        found.labels.append(labels)
        found.is_enough.append(means_nothing or (is_half and len(labels) > 0))
    return found


def _add_near(index: DatasetIndex, number: int, place: int, looking: Sequence[_Looking]) -> None:
    """Adds the labels of the segment with this number that mean something near what each query means."""
    if not looking:
        return
    deadline.check()
    vectors = np.stack([each.asked.vector for each in looking])
    found, cosines = index.cells.nearest(number, vectors, MOST_NEAR)
    least = [LEAST_NEAR if each.asked.is_sayable else LEAST_NEAR_PIECES for each in looking]
    enough = cosines > np.array(least, np.float32)[:, None]
    things = [NOTHING] * len(looking)
    if index.segments[number].kind in MANY_NAMES:
        meant = np.stack([each.called[place] for each in looking])
        called, alike = index.within.things.nearest(number, meant, MOST_CALLED)
        things = [index.first[row[is_alike]] for row, is_alike in zip(called, alike > LEAST_CALLED, strict=True)]
    for each, near, is_near, names in zip(looking, found, enough, things, strict=True):
        each.labels[place] = different(np.concatenate((each.labels[place], near[is_near], names)))


def _pairing(index: DatasetIndex, telling: TellingWords, looking: _Looking) -> Pairing:
    labels = np.concatenate(looking.labels)
    of_label = telling.of_labels(looking.told, labels)
    of_entity = looking.said[index.owner[labels] - telling.entities_of.start]
    counts = [*map(len, looking.labels)]
    everything, of_entities = np.repeat(np.array(looking.telling, np.float32), counts, axis=0).T
    tells = np.repeat(np.array(looking.tells, np.float32), counts, axis=0)
    aligned = index.within.aligned(looking.words, looking.vectors, tells, labels)
    vectors = [(meant, count) for meant, count in zip(looking.called, counts, strict=True) if count]
    called = index.within.things.near_each(index.owner[labels].astype(np.int64), vectors)
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
