"""What a dataset has that may be meant, and what speaks for each: the features that `words.ranking` weighs.

Candidates are the labels whose words tell most of the query, those that mean something near, and the entities of which
the words are said anywhere. Nothing is looked at twice, and nothing scans all labels.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge import deadline
from knowledge.words.asked import Asked
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.vocabulary import TYPO, Meant

Integers = NDArray[np.int64]

FEW, MANY = 48, 200  # by their words: of one string among many, and where somebody looks at all of them
MOST_NEAR = 24  # by their meaning
MOST_ENTITIES = 24  # by what is said of them
SHORT = 2  # letters: what is shorter is looked for at the beginning of labels only
LEAST_NEAR = 0.35  # the cosine from which a label may be meant by what it means alone
LEAST_NEAR_ALONE = 0.45  # the same where nothing has a word of the query
FIRST_LETTERS = 4  # of what is typed, up to which how usual something is says most
MOST_HEADS = 4  # terms that the head of a query may stand for, the surest of them
MOST_UNKNOWN = 6  # words of a query that all words of a dataset are compared with
TINY = 1e-6
JOINED = 0.97  # how much words count that are joined or divided
LEAST_PART = 3  # letters of each part of a word that is divided
FEATURES = (
    "words", "label", "both", "exact", "is_name", "head", "letters", "meaning", "near", "said", "centroid", "about",
    "usual", "names", "begins", "begins_usual",
)  # fmt: skip
"""In the order of the columns; `words.ranking` says what each counts."""


class Found(NamedTuple):
    """Candidates of a segment: the best label of each, by number, and what speaks for it, a row each."""

    segment: Segment
    labels: Integers
    features: Floats


class _Word(NamedTuple):
    """A word of the query as a dataset understands it."""

    meant: tuple[Meant, ...]
    counts: float
    is_head: bool


def candidates(index: DatasetIndex, asked: Asked, segments: Sequence[Segment], most: int = FEW) -> list[Found]:
    """What each segment has that may be meant: up to `most` labels by their words, and some by their meaning."""
    words = understood(index, asked)
    by_label, tells = _told(index, words, segments)
    said = _said(index, words)
    beginnings = _beginnings(index, asked)
    found = []
    for segment, told in zip(segments, tells, strict=True):
        deadline.check()
        each = _of_segment(index, asked, words, told, segment, by_label, said, beginnings, most)
        if each is not None:
            found.append(each)
    return found


def understood(index: DatasetIndex, asked: Asked) -> list[_Word]:
    """The words of a query as the dataset understands them: two that are one there are joined, and one divided."""
    vocabulary = index.vocabulary
    found: list[_Word] = []
    texts = [each.text for each in asked.words]
    last = len(texts) - 1
    unknown = 0
    joined: dict[int, list[Meant]] = {}
    for place in range(last):
        both = texts[place] + texts[place + 1]
        if vocabulary.is_known(both) and (term := vocabulary.term_of(both)) is not None:
            for each in (place, place + 1):
                joined.setdefault(each, []).append(Meant(term, JOINED))
    for place, (text, counts) in enumerate(asked.words):
        is_head = place == asked.head
        parts = () if vocabulary.is_known(text) else _divided(index, text)
        if parts:
            found += [_Word((Meant(part, JOINED),), counts / len(parts), is_head) for part in parts]
        else:
            unknown += not vocabulary.is_known(text)
            meant = (
                vocabulary.meant(text, place == last and asked.is_typing, unknown <= MOST_UNKNOWN)
                if len(text) > SHORT
                else _short(index, text)
            )
            found.append(_Word((*joined.get(place, ()), *meant), counts, is_head))
    return found


def _short(index: DatasetIndex, text: str) -> tuple[Meant, ...]:
    term = index.vocabulary.term_of(text)
    return () if term is None else (Meant(term, 1.0),)


def _divided(index: DatasetIndex, text: str) -> tuple[int, ...]:
    """The terms of two known words that stand in one label and make an unknown one together."""
    vocabulary = index.vocabulary
    if len(text) <= 20:
        for cut in range(LEAST_PART, len(text) - LEAST_PART + 1):
            one, other = text[:cut], text[cut:]
            if vocabulary.is_known(one) and vocabulary.is_known(other):
                terms = vocabulary.number((one, other))
                first, second = (index.postings.of(term)[0] for term in terms)
                if len(np.intersect1d(first, second, assume_unique=True)):
                    return tuple(terms)
    return ()


def _told(index: DatasetIndex, words: Sequence[_Word], segments: Sequence[Segment]) -> tuple[Floats, list[list[float]]]:
    """How much each label tells of the query, and by segment how much each word tells there.

    Words that may stand for a word count as one: as rare as all of them together (Lucene's `SynonymQuery`).
    """
    sums = np.zeros(len(index.owner), np.float32)
    tells: list[list[float]] = [[] for _ in segments]
    for word in words:
        if len(word.meant) == 1:
            (meant,) = word.meant
            labels, weights = index.postings.of(meant.term)
            sums[labels] += weights * np.float32(word.counts * meant.quality)
            for segment, told in zip(segments, tells, strict=True):
                start, end = np.searchsorted(labels, (segment.labels.start, segment.labels.stop)).tolist()
                told.append(index.telling(meant.term, end - start, len(segment.labels)))
            continue
        best = np.zeros(len(index.owner) if word.meant else 0, np.float32)
        for meant in reversed(word.meant):  # the surest last, so that it stays
            best[index.postings.of(meant.term)[0]] = meant.quality
        for segment, told in zip(segments, tells, strict=True):
            part = slice(segment.labels.start, segment.labels.stop)
            having = int(np.count_nonzero(best[part]))
            told.append(index.telling(word.meant[0].term if word.meant else None, having, len(segment.labels)))
            if having:
                sums[part] += best[part] * np.float32(word.counts * told[-1])
    return sums, tells


def _heads(index: DatasetIndex, words: Iterable[_Word], labels: Integers) -> Floats:
    """How surely some labels have the head of the query, 0 to 1."""
    found = np.zeros(len(labels), np.float32)
    for meant in (each for word in words if word.is_head for each in word.meant[:MOST_HEADS]):
        having, _ = index.postings.of(meant.term)
        if len(having):
            places = np.minimum(np.searchsorted(having, labels), len(having) - 1)
            np.maximum(found, np.where(having[places] == labels, np.float32(meant.quality), 0), out=found)
    return found


def _said(index: DatasetIndex, words: Iterable[_Word]) -> Floats:
    """How much is said of each entity of the query."""
    sums = np.zeros(len(index.first), np.float32)
    for word in words:
        for place, meant in enumerate(word.meant):
            if place == 0 or meant.quality >= TYPO:
                entities, weights = index.about.of(meant.term)
                sums[entities] += weights * np.float32(word.counts * meant.quality / (1 + place))
    return sums


def _beginnings(index: DatasetIndex, asked: Asked) -> range | None:
    """The words that the query is the beginning of, where it is one short word."""
    if len(asked.words) == 1 and asked.is_typing and len(asked.words[0].text) <= SHORT:
        return index.vocabulary.begun(asked.words[0].text)
    return None


def _highest(places: Integers, scores: NDArray[Any], most: int) -> Integers:
    """The places with the highest scores, all of those that are alike."""
    if len(places) > most:
        places = places[scores >= np.partition(scores, -most)[-most]]
    return places


def _of_segment(
    index: DatasetIndex,
    asked: Asked,
    words: Sequence[_Word],
    tells: Sequence[float],
    segment: Segment,
    by_label: Floats,
    said: Floats,
    beginnings: range | None,
    most: int,
) -> Found | None:
    part = slice(segment.labels.start, segment.labels.stop)
    rarest = float(np.log1p(len(segment.entities) / 0.5))
    telling = TINY + sum(word.counts * tell for word, tell in zip(words, tells, strict=True))
    entity_telling = TINY + sum(word.counts * min(tell, rarest) for word, tell in zip(words, tells, strict=True))
    touched = np.flatnonzero(by_label[part]) + part.start
    sums = by_label[touched]
    covered = np.minimum(1, sums / np.maximum(index.whole[touched], TINY))
    chosen = [_highest(touched, sums * (0.6 + 0.4 * covered), most)]
    entities = np.flatnonzero(said[segment.entities.start : segment.entities.stop]) + segment.entities.start
    chosen.append(index.first[_highest(entities, said[entities], MOST_ENTITIES)].astype(np.int64))
    if asked.vector.any():
        probed, near = index.cells.probe(index.segments.index(segment), asked.vector)
        enough = near > (LEAST_NEAR if len(touched) or len(entities) else LEAST_NEAR_ALONE)
        chosen.append(_highest(probed[enough], near[enough], MOST_NEAR))
    begun = np.zeros(0, np.int64)
    if beginnings:
        first = index.first_word[part]
        begun = np.flatnonzero((first >= beginnings.start) & (first < beginnings.stop)) + part.start
        chosen.append(begun[np.argsort(-index.usual[index.owner[begun]], kind="stable")[:most]])
    labels = np.unique(np.concatenate(chosen))
    if not len(labels):
        return None
    owners = index.owner[labels].astype(np.int64)
    told = np.minimum(1, by_label[labels] / telling)
    of_label = np.minimum(1, by_label[labels] / np.maximum(index.whole[labels], TINY))
    meaning = index.cells.near(labels, asked.vector)
    texts = [index.labels.texts[label].casefold() for label in labels.tolist()]
    letters: Floats = process.cdist([asked.bare], texts, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
    begins = np.array([asked.is_typing and text.startswith(asked.bare) for text in texts], np.float32)
    features = np.empty((len(labels), len(FEATURES)), np.float32)
    columns: Mapping[str, Floats] = {
        "words": told,
        "label": of_label,
        "both": told * of_label,
        "exact": ((told > 0.995) & (of_label > 0.995)).astype(np.float32),
        "is_name": index.is_name[labels],
        "head": _heads(index, words, labels),
        "letters": letters,
        "meaning": meaning,
        "near": np.maximum(meaning, 0) ** 4,
        "said": np.minimum(1.5, said[owners] / entity_telling),
        "centroid": index.centroids.near(owners, asked.vector),
        "about": index.abouts.near(owners, asked.vector),
        "usual": index.usual[owners],
        "names": index.names[owners],
        "begins": begins,
        "begins_usual": begins * np.maximum(0, index.usual[owners]) * (len(asked.bare) <= FIRST_LETTERS),
    }
    for place, name in enumerate(FEATURES):
        features[:, place] = columns[name]
    return Found(segment, labels, features)
