"""What speaks for a label, in numbers: how it answers to the words of a query, to its letters, and to what it means."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Prefix

from knowledge.words.asked import Asked, QueryWord
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.meaning import Floats

Integers = NDArray[np.int64]

FIRST_LETTERS = 4  # of what is typed, up to which how usual something is says most
MOST_HEADS = 4  # terms that the head of a query may stand for, the surest of them
BEGINS_ANOTHER = 0.5  # how much a label begins with what is typed, of which that is no word: JavaScript with Java
ALL_BUT = 0.995  # of what a query or a label tells: what is all of it, but for rounding
TINY = 1e-6
FEATURES = (
    "words", "label", "both", "exact", "standing", "head", "letters", "meaning", "near", "said", "centroid", "about",
    "usual", "names", "begins", "begins_usual", "answers", "answered", "first", "head_answered",
    "headed", "called", "named",
)  # fmt: skip
"""In the order of the columns: how much of what the query tells the label tells; how much of what the label tells the
query tells; both; whether both are all of it; how much of a name it is; whether it has the head of the query; how alike
both look; the cosine of what both mean, and the same where it is high; how much is said of the entity of the query, by
BM25 over names, aliases and what is said; the cosines with all labels of the entity and with what is said of it; how
much more usual the entity is than others of its kind; how many names it has; whether the label begins with what is
typed, and how usual it is then, for a few letters; how much the words of the label answer to those of the query, those
of the query to the label's, and to its first, and the label's to the query's head (`words.alignment`); of how many
labels of the entity the head of the query is the head, as a logarithm: who is called so in many ways is more of it than
who is called so once; the cosine with all that the entity is called, as words are exchanged for each other there
(`words.exchanged`); and how much of what the query tells the name of the entity tells: of all that are called farmers,
Farmers come first."""
ALIGNED = 7  # features at the end, which texts do without: they are looked through for too many phrases


class Told(NamedTuple):
    """How much of the query labels tell, and how much there is to tell; the same of their entities."""

    of_label: Floats
    telling: Floats
    of_entity: Floats
    entity_telling: Floats


class Things(NamedTuple):
    """What ascending labels name, each once, and which of these each label names: what holds for a thing is worked out
    once."""

    owners: NDArray[np.int32]
    which: Integers


def things_of(owners: NDArray[np.int32]) -> Things:
    """What labels name, of which each has one owner."""
    is_new = np.ones(len(owners), np.bool_)
    np.not_equal(owners[1:], owners[:-1], out=is_new[1:])
    return Things(owners[is_new], is_new.cumsum() - 1)


class Pairing(NamedTuple):
    """A query, its words, and labels that it may mean, with how much each tells of it."""

    asked: Asked
    words: Sequence[QueryWord]
    labels: Integers
    things: Things
    told: Told
    aligned: Floats  # as `words.alignment` has it
    called: Floats  # as the last two features are
    named: Floats


def features_of(index: DatasetIndex, pairings: Sequence[Pairing]) -> Floats:
    """A row of features for each label of each query, in their order."""
    counts = [len(each.labels) for each in pairings]
    labels = np.concatenate([each.labels for each in pairings])
    told = Told(*(np.concatenate(each) for each in zip(*(each.told for each in pairings), strict=True)))
    owners = index.owner[labels]
    share = np.minimum(1, told.of_label / told.telling)
    of_label = np.minimum(1, told.of_label / np.maximum(index.whole[labels], TINY))
    vectors = [each.asked.vector for each in pairings]
    meaning = index.cells.near_each(labels, zip(vectors, counts, strict=True))
    things = np.concatenate([each.things.owners for each in pairings])
    begin = accumulate((len(each.things.owners) for each in pairings), initial=0)
    which = np.concatenate([each.things.which + first for each, first in zip(pairings, begin, strict=False)])
    of_things = [(each.asked.vector, len(each.things.owners)) for each in pairings]
    bare = [*chain.from_iterable(repeat(each.asked.bare, count) for each, count in zip(pairings, counts, strict=True))]
    texts = list(map(index.plain.__getitem__, labels.tolist()))
    begins = np.zeros(len(labels), np.float32)
    is_typing = np.repeat([each.asked.is_typing for each in pairings], counts)
    if is_typing.any():
        letters = np.repeat([len(each.asked.bare) for each in pairings], counts)
        begins[:] = is_typing & (process.cpdist(bare, texts, scorer=Prefix.similarity, dtype=np.int32) == letters)
        of_known = begins > np.repeat([not _is_word(index, each.asked) for each in pairings], counts)
        for row in np.flatnonzero(of_known).tolist():
            if texts[row][letters[row] : letters[row] + 1].isalnum():
                begins[row] = BEGINS_ANOTHER
    is_short = np.repeat([len(each.asked.bare) <= FIRST_LETTERS for each in pairings], counts)
    usual = index.usual[owners]
    columns = (
        share,
        of_label,
        share * of_label,
        (share > ALL_BUT) & (of_label > ALL_BUT),
        index.standing[labels],
        np.concatenate([_heads(index, each.words, each.labels) for each in pairings]),
        process.cpdist(bare, texts, scorer=fuzz.ratio, dtype=np.float32) / 100,
        meaning,
        np.maximum(meaning, 0) ** 4,
        np.minimum(1.5, told.of_entity / told.entity_telling),
        index.centroids.near_each(things, of_things)[which],
        index.abouts.near_each(things, of_things)[which],
        usual,
        index.names[owners],
        begins,
        begins * np.maximum(0, usual) * is_short,
        *np.concatenate([each.aligned for each in pairings]).T,
        np.concatenate([_headed(index, each.words, each.things.owners) for each in pairings])[which],
        np.concatenate([each.called for each in pairings]),
        np.concatenate([each.named for each in pairings]),
    )
    features = np.empty((len(labels), len(FEATURES)), np.float32)
    for place, column in enumerate(columns):
        features[:, place] = column
    return features


def _is_word(index: DatasetIndex, asked: Asked) -> bool:
    """Whether a query ends with a word that is known, so that it is likelier meant than what begins with it."""
    last = asked.words[-1].text if asked.words else ""
    return len(last) >= FIRST_LETTERS and index.vocabulary.labelled(last) is not None


def _headed(index: DatasetIndex, words: Iterable[QueryWord], owners: NDArray[np.int32]) -> Floats:
    """How many labels of each entity end with the head of the query, as ln(1 + n)."""
    for word in words:
        if word.is_head and word.meant:
            headed = index.headed(word.meant[0].term)
            counts = headed.searchsorted(owners, side="right") - headed.searchsorted(owners)
            found: Floats = np.log1p(counts).astype(np.float32)
            return found
    return np.zeros(len(owners), np.float32)


def _heads(index: DatasetIndex, words: Iterable[QueryWord], labels: Integers) -> Floats:
    """How surely some labels have the head of the query, 0 to 1."""
    found = np.zeros(len(labels), np.float32)
    for meant in (each for word in words if word.is_head for each in word.meant[:MOST_HEADS]):
        having, _ = index.postings.of(meant.term)
        if len(having):
            places = np.minimum(having.searchsorted(labels.astype(having.dtype)), len(having) - 1)
            np.maximum(found, np.where(having[places] == labels, np.float32(meant.quality), 0), out=found)
    return found
