"""What the phrases of a text may name in one dataset: all phrases at once, and only what has a chance.

A text has hundreds of phrases, of which few name anything. So candidates are found for all of them in a few passes over
arrays: labels nearly all of whose words a phrase has (each label is filed under its rarest word), and skills that mean
something near. What speaks for each (`texts.signs`) is what `words.ranking` weighs, with the same weights, so that a
phrase is as sure as a string by itself would be.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.likeness.vectors import ranges
from knowledge.model.vocabulary import Kind
from knowledge.needs.deeds import singular
from knowledge.texts.lists import Sure
from knowledge.words.asked import Asked
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.misspellings import LONG_ENOUGH
from knowledge.words.near_things import things_of
from knowledge.words.query_words import look_up, understood
from knowledge.words.spelling import words_of
from knowledge.words.vocabulary import INFLECTED, TYPO

Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]

NAMED = (Kind.ROLE, Kind.SKILL, Kind.TOOL, Kind.QUALIFICATION)
"""What texts name."""
LEAST_OF_LABEL = 0.66  # of what a label tells, what a phrase has of it at least
LEAST_NEAR = 0.5  # the cosine from which a skill may be meant
MOST_LITERAL, MOST_NEAR = 8, 6  # candidates of a phrase
MEANT = 2  # terms that a word of a text may stand for, the surest of them
LONGEST_RUN = 4  # words
TINY = 1e-6


class Said(NamedTuple):
    """The words of phrases as a dataset understands them, a row for each word and term that it may stand for.

    Rows are in order of phrase and term; `keys` are phrase × terms of the vocabulary + term.
    """

    keys: Integers
    phrases: Integers
    terms: Integers
    counts: Floats  # how much the term counts: that of the word, times how sure it is to be meant
    is_first: NDArray[np.bool_]  # the surest term of its word
    is_head: NDArray[np.bool_]


class Pairs(NamedTuple):
    """A phrase and a label that it may name, in order of phrase and label."""

    phrases: Integers
    labels: Integers


class PhraseSearch:
    """The labels of a dataset, filed under their rarest words."""

    def __init__(self, index: DatasetIndex):
        self.index = index
        self.segments = [each for each in index.segments if each.kind in NAMED]
        size = len(index.vocabulary)
        wanted = np.zeros(len(index.owner), bool)
        for segment in self.segments:
            wanted[segment.labels.start : segment.labels.stop] = True
        term, label, weight = index.postings.pairs()
        chosen = wanted[label]
        term, label, weight = term[chosen], label[chosen], weight[chosen]
        deadline.check()
        self.telling = [self._telling(segment, term, label, size) for segment in self.segments]
        order = np.lexsort((-weight, label))  # the rarest word of each label first
        self.terms, self.weights = term[order], weight[order]
        self.starts = np.searchsorted(label[order], np.arange(len(index.owner) + 1))
        filed = np.flatnonzero(np.diff(self.starts))
        rarest = self.terms[self.starts[filed]]
        by_term = np.argsort(rarest, kind="stable")
        self._filed = filed[by_term].astype(np.int32)
        self._files = np.searchsorted(rarest[by_term], np.arange(size + 1))
        self._wholes = np.unique(self._sums(np.arange(len(index.owner))))
        self._called: Counter[str] = Counter()  # by name, how many roles have it that are not only called so among many
        self._named_by = self._sure_words()
        self._skills = next((each for each in self.segments if each.kind is Kind.SKILL), None)
        self._near = things_of(index, self._skills)

    def _telling(self, segment: Segment, terms: NDArray[np.int32], labels: NDArray[np.int32], size: int) -> Floats:
        """How much each term tells in a segment."""
        within = (labels >= segment.labels.start) & (labels < segment.labels.stop)
        return self.index.telling_each(np.bincount(terms[within], minlength=size), len(segment.labels))

    def _sure_words(self) -> Mapping[str, Sure]:
        """How sure each word is a name by itself, in the singular."""
        found: dict[str, Sure] = {}
        is_one = np.diff(self.starts) == 1
        for segment in self.segments:
            ones = np.flatnonzero(is_one[segment.labels.start : segment.labels.stop]) + segment.labels.start
            texts = [self.index.labels.texts[label] for label in ones.tolist()]
            is_capital = 2 * sum(not text[:1].islower() for text in texts) > len(texts)
            for label, text in zip(ones.tolist(), texts, strict=True):
                words = words_of(text)
                if segment.kind is Kind.ROLE and self.index.standing[label] >= 0:
                    self._called[text.casefold()] += 1
                if len(words) == 1:
                    word = singular(words[0])
                    how = self._sure(segment.kind, label, text[1:] if is_capital else text)
                    found[word] = max(how, found.get(word, Sure.ALIAS))
        return found

    def _sure(self, kind: Kind, label: int, telling: str) -> Sure:
        """How sure a label is a name; `telling` are its letters whose case tells something."""
        if kind is Kind.ROLE:
            return Sure.ROLE if self.index.standing[label] >= 0 else Sure.ALIAS
        if kind is Kind.TOOL or not telling.islower():
            return Sure.TOOL
        return Sure.NAME if self.index.is_name[label] else Sure.ALIAS

    def called(self, segment: Segment, text: str) -> int:
        """How many roles are called exactly by one word."""
        return self._called.get(text.casefold(), 0) if segment.kind is Kind.ROLE else 0

    def sure(self, word: str) -> Sure:
        """How sure a word is a name by itself."""
        return self._named_by.get(singular(word), Sure.ALIAS)

    def _sums(self, labels: Integers) -> NDArray[np.uint64]:
        """For each label, a number that its words make, in whatever order; 0 for none."""
        places, lengths = ranges(self.starts, labels)
        mixed = _mixed(self.terms[places])
        ends = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
        after = np.cumsum(lengths)
        sums: NDArray[np.uint64] = ends[after] - ends[after - lengths]
        return sums

    def whole(self, phrases: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int]]:
        """The runs of one to four words of phrases of which a label consists: the place of the phrase in the list, the
        first word in it, and the one after the last."""
        terms_of = {word: self.index.vocabulary.term_of(word) for words in phrases for word in words}
        told = [terms_of[word] for words in phrases for word in words]
        lengths = np.array([len(words) for words in phrases], np.int64)
        owners = np.repeat(np.arange(len(phrases)), lengths)
        begins = (np.cumsum(lengths) - lengths)[owners]
        is_known = np.array([term is not None for term in told], bool)
        mixed = np.where(is_known, _mixed(np.array([term or 0 for term in told], np.int64)), np.uint64(0))
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
        known = np.concatenate((np.zeros(1, np.int64), np.cumsum(is_known)))
        for length in range(1, min(LONGEST_RUN, len(told)) + 1 if len(self._wholes) else 0):
            first = np.arange(len(told) - length + 1)
            first = first[
                (owners[first] == owners[first + length - 1]) & (known[first + length] - known[first] == length)
            ]
            run = sums[first + length] - sums[first]
            where = np.minimum(np.searchsorted(self._wholes, run), len(self._wholes) - 1)
            first = first[self._wholes[where] == run]
            for owner, place in zip(owners[first].tolist(), (first - begins[first]).tolist(), strict=True):
                yield owner, place, place + length

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        arrays: list[NDArray[Any]] = [self.terms, self.weights, self.starts, self._filed, self._files, self._wholes]
        return sum(each.nbytes for each in (*arrays, *self.telling)) + self._near.bytes

    def said(self, asked: Sequence[Asked], *, corrects_all: bool = False) -> Said:
        """The words of phrases as the dataset understands them.

        Short words of texts are taken as they are, unless `corrects_all`: a name that is not known is no misspelt one.
        """
        size = len(self.index.vocabulary)
        look_up(self.index, asked)
        rows: dict[int, tuple[float, bool, bool]] = {}
        for phrase, each in enumerate(asked):
            for word in understood(self.index, each):
                is_corrected = bool(word.meant) and word.meant[0].quality < INFLECTED
                if is_corrected and not (corrects_all or self._may_be_misspelt(each)):
                    continue
                for place, meant in enumerate(word.meant[:MEANT]):
                    key = phrase * size + meant.term
                    if (place == 0 or meant.quality >= TYPO) and rows.get(key, (0.0,))[0] < word.counts * meant.quality:
                        rows[key] = word.counts * meant.quality, place == 0, word.is_head
        keys = np.array(sorted(rows), np.int64)
        phrases, terms = np.divmod(keys, max(1, size))
        told = [rows[key] for key in keys.tolist()]
        counts, firsts, heads = zip(*told, strict=True) if told else ((), (), ())
        return Said(keys, phrases, terms, np.array(counts, np.float32), np.array(firsts, bool), np.array(heads, bool))

    def _may_be_misspelt(self, asked: Asked) -> bool:
        known = self.index.vocabulary.is_known
        return any(len(word.text) >= LONG_ENOUGH and not known(word.text) for word in asked.words)

    def pairs(self, asked: Sequence[Asked], said: Said) -> Pairs:
        """What each phrase may name."""
        phrases, labels = (np.concatenate(each) for each in zip(self._literal(said), self._nearest(asked), strict=True))
        keys = np.unique(phrases * len(self.index.owner) + labels)
        return Pairs(*np.divmod(keys, max(1, len(self.index.owner))))

    def _literal(self, said: Said) -> Pairs:
        """Labels nearly all of whose words a phrase has, of each kind those of which it has most."""
        none = np.zeros(0, np.int64)
        if not len(said.keys):
            return Pairs(none, none)
        places, lengths = ranges(self._files, said.terms)
        labels, owners = self._filed[places].astype(np.int64), np.repeat(said.phrases, lengths)
        told = self.of_labels(said, Pairs(owners, labels), np.ones(len(said.keys), np.float32))
        shares = told / np.maximum(self.index.whole[labels], TINY)
        enough = np.flatnonzero(shares >= LEAST_OF_LABEL)
        kinds = np.searchsorted([each.labels.stop for each in self.segments], labels[enough], side="right")
        groups = owners[enough] * len(self.segments) + kinds
        order = np.lexsort((labels[enough], -told[enough] * shares[enough], groups))
        groups = groups[order]
        rank = np.arange(len(groups)) - np.searchsorted(groups, groups)
        chosen = enough[order[rank < MOST_LITERAL]]
        return Pairs(owners[chosen], labels[chosen])

    def of_labels(self, said: Said, pairs: Pairs, counts: Floats) -> Doubles:
        """How much each label tells of what its phrase says; `counts` is how much each row of `said` counts."""
        if not len(said.keys):
            return np.zeros(len(pairs.labels))
        size = len(self.index.vocabulary)
        places, lengths = ranges(self.starts, pairs.labels)
        wanted = np.repeat(pairs.phrases, lengths) * size + self.terms[places]
        where = np.minimum(np.searchsorted(said.keys, wanted), len(said.keys) - 1)
        told = self.weights[places] * np.where(said.keys[where] == wanted, counts[where], 0)
        owners = np.repeat(np.arange(len(pairs.labels)), lengths)
        return np.bincount(owners, told.astype(np.float64), len(pairs.labels)).astype(np.float64)

    def _nearest(self, asked: Sequence[Asked]) -> Pairs:
        """The names of skills that mean something near."""
        looking = [place for place, each in enumerate(asked) if each.is_sayable and each.vector.any()]
        phrases, labels = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        if looking and self._skills is not None:
            vectors = np.stack([asked[place].vector for place in looking])
            for place, things in self._near.near(vectors, LEAST_NEAR, MOST_NEAR):
                phrases.append(np.full(len(things), looking[place], np.int64))
                labels.append(self.index.first[things + self._skills.entities.start].astype(np.int64))
        return Pairs(np.concatenate(phrases), np.concatenate(labels))


def _mixed(terms: NDArray[Any]) -> NDArray[np.uint64]:
    """A number for each term that has nothing to do with those of others (Steele et al. 2014, SplitMix64)."""
    mixed = (terms.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(27))
