"""The labels of one dataset as arrays, ready to be ranked (`words.candidates`).

An index of its own for each dataset: what words tell is counted within it, and which words are known, so that no answer
hangs on what else is loaded.
"""

import logging
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.model.entities import Entity, Role
from knowledge.model.vocabulary import Kind
from knowledge.words.alignment import WordsWithin, words_within
from knowledge.words.equivalents import EQUIVALENTS, Equivalents
from knowledge.words.keeping import is_kept, keep, kept, key_of
from knowledge.words.labels import AboutOf, Labels, LabelsOf, Segment, Told, about, labels_of, nothing_of, usual
from knowledge.words.meaning import Floats, Meanings, unit
from knowledge.words.nearness import Cells, Rows
from knowledge.words.postings import Pairs, Postings
from knowledge.words.shelf import Arrays
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import tongue
from knowledge.words.vocabulary import Vocabulary

OFTEN = 500  # entities, between looks at the clock
AT_ONCE = 10_000  # texts, likewise
IN_NAME, IN_ALIAS, IN_ABOUT = 3.0, 1.0, 0.5  # what a word counts that stands there
REPORTED = 0.5
GENERAL = 5  # roles that have a label with the same last word, from which on it is a word for all of them
SEVERAL = 2  # labels of a role that end so, below which it is not called so in many ways
DOZENS = 24  # labels of another that end so, from which on even what people report is more of a name for that one
GENERAL_LOSES = 3.2  # of the standing of a name, times the logarithm of how many they are
K1, B = 1.2, 0.75  # of BM25
UNSAID_TELLS = 0.1  # of what another word tells
UNKNOWN_TELLS = 0.6  # of what the rarest word tells, a word that no label has
LONGEST_ABOUT = 3_000  # letters of all that is said of an entity
PLAIN = ("head", "first_word", "tells", "whole")
"""Arrays of an index that are kept as they are."""

logger = logging.getLogger("rolegraph.words")


class DatasetIndex:
    """What the labels of a dataset say, in arrays over labels or entities; segments are one kind each."""

    def __init__(
        self,
        entities: Iterable[Entity],
        meanings: Meanings,
        equivalents: Equivalents = EQUIVALENTS,
        language: str = DEFAULT,
        labels_of: LabelsOf = labels_of,
        about_of: AboutOf = about,
        hidden_of: LabelsOf = nothing_of,
    ):
        self.language = language
        self._tongue = tongue(language)
        self._about_of = about_of
        self.labels = Labels(entities, labels_of)
        self._hidden = self.labels.among(hidden_of)
        self.meanings = meanings
        self._equivalents = equivalents
        self.vocabulary = Vocabulary(language)
        count = len(self.labels.texts)
        self.owner = np.array(self.labels.owners, np.int32)
        self.first = np.array(self.labels.first, np.int32)
        self.is_name = np.zeros(count, np.float32)
        self.is_name[self.first] = 1
        self.usual = self._usual()
        self.names = np.log1p(np.bincount(self.owner, minlength=len(self.first))).astype(np.float32)
        self.key: str | None = None  # under which it is kept
        if meanings.mark is None or equivalents is not EQUIVALENTS or not is_kept(self.labels):
            self._make()
        else:
            self.key = key_of(self.labels, language, about_of, meanings.mark)
            self._keep(self.key)
        by_head = np.argsort(self.head, kind="stable")
        self._heads, self._headed = self.head[by_head], self.owner[by_head]
        # the same string where that changes nothing, so that it is held once
        compared = self._tongue.compared
        self.plain = [label if (plain := compared(label)) == label else plain for label in self.labels.texts]
        self.standing = self._standing()
        del self._about_of  # and with it the texts, of which nothing is needed any more

    @classmethod
    def of_told(
        cls, entities: Iterable[Entity], meanings: Meanings, language: str, told: Mapping[Entity, Told]
    ) -> "DatasetIndex":
        """The index of what some entities are called in a language into which they are translated."""
        return cls(
            entities,
            meanings,
            language=language,
            labels_of=lambda each: (*told[each].labels, *told[each].hidden),
            about_of=lambda each: told[each].about,
            hidden_of=lambda each: told[each].hidden,
        )

    def shown(self, label: int) -> str:
        """A label as it is shown: the name instead of one that is hidden."""
        return self.labels.texts[label if label not in self._hidden else self.labels.first[self.labels.owners[label]]]

    def _keep(self, key: str) -> None:
        """Takes what is kept, or makes it and keeps it."""
        if not self._is_restored(kept(key)):
            self._make()
            self._is_restored(keep(key, self._arrays()))

    def _is_restored(self, arrays: Arrays | None) -> bool:
        if arrays is None:
            return False
        try:
            self._restore(arrays)
        except (KeyError, ValueError, IndexError) as error:  # whole, but of something else
            logger.warning("a word index that was kept is not used, and is made anew: %r", error)
            return False
        return True

    def _arrays(self) -> dict[str, NDArray[Any]]:
        """What takes long to make, to be kept."""
        parts: Mapping[str, Arrays] = {
            "index": {name: getattr(self, name) for name in PLAIN},
            "vocabulary": self.vocabulary.arrays(),
            "postings": self.postings.arrays(),
            "about": self.about.arrays(),
            "centroids": self.centroids.arrays(),
            "abouts": self.abouts.arrays(),
            "cells": self.cells.arrays(),
            "within": self.within.arrays(),
        }
        return {f"{part}-{name}": array for part, arrays in parts.items() for name, array in arrays.items()}

    def _restore(self, arrays: Arrays) -> None:
        def part(name: str) -> dict[str, NDArray[Any]]:
            return {key.removeprefix(f"{name}-"): each for key, each in arrays.items() if key.startswith(f"{name}-")}

        plain = part("index")
        if len(plain["head"]) != len(self.labels.texts) or len(plain["whole"]) != len(self.labels.texts):
            raise ValueError("an index of other labels")
        self.postings, self.about = (Postings.of_arrays(part(name)) for name in ("postings", "about"))
        self.centroids, self.abouts = (Rows.of_arrays(part(name)) for name in ("centroids", "abouts"))
        self.cells, self.within = Cells.of_arrays(part("cells")), WordsWithin.of_arrays(part("within"))
        self.vocabulary.restore(part("vocabulary"))
        for name in PLAIN:
            setattr(self, name, plain[name])

    def _make(self) -> None:
        """What takes long, and is kept (`words.keeping`)."""
        self.head = np.full(len(self.labels.texts), -1, np.int32)  # the term of the word that says what it is
        self._firsts: list[str] = []  # the first word of each label
        by_label, by_entity = Pairs(), Pairs()
        self._read(by_label, by_entity)
        self.first_word = np.searchsorted(np.array(self.vocabulary.words), np.array(self._firsts)).astype(np.int32)
        del self._firsts
        unsaid = {self.vocabulary.term_of(word) for word in self._tongue.unsaid}
        self.tells = np.ones(len(self.vocabulary), np.float32)  # how much a term tells beside how rare it is
        self.tells[[term for term in unsaid if term is not None]] = UNSAID_TELLS
        self.postings, self.whole = self._label_postings(by_label)
        self.about = self._entity_postings(by_entity)
        self._mean()

    @property
    def segments(self) -> Sequence[Segment]:
        """The entities of each kind."""
        return self.labels.segments

    @property
    def bytes(self) -> int:
        """How much memory the arrays take; texts and the vocabulary come on top."""
        arrays = (self.owner, self.first, self.is_name, self.usual, self.names, self.head, self.first_word, self.whole)
        held = (self.postings, self.about, self.centroids, self.abouts, self.cells, self.within)
        return sum(each.nbytes for each in (*arrays, self._heads, self._headed)) + sum(each.bytes for each in held)

    def _standing(self) -> Floats:
        """How much of a name each label is: 1 the name, a half a title that people report, 0 any other.

        Less is an alias of a role that is only the word for what many roles are, as `teacher` of a politics lecturer,
        or `nurse` of a critical care nurse: the more of them, the less does it name this one, unless this one is called
        so in half as many ways as any or more, as the registered nurse is.
        """
        found = self.is_name.copy()
        for number, entity in enumerate(self.labels.entities):
            if isinstance(entity, Role) and entity.reported_titles:
                reported = set(entity.reported_titles)
                first = self.labels.first[number]
                end = self.labels.first[number + 1] if number + 1 < len(self.labels.first) else len(found)
                for label in range(first + 1, end):
                    if self.labels.texts[label] in reported:
                        found[label] = REPORTED
        for segment in self.segments:
            if segment.kind is Kind.ROLE:
                self._mark_general(segment, found)
        return found

    def _mark_general(self, segment: Segment, standing: Floats) -> None:
        labels = np.arange(segment.labels.start, segment.labels.stop)
        labels = labels[self.head[labels] >= 0]
        headed = np.unique(np.stack((self.head[labels], self.owner[labels])), axis=1)[0]  # by each role once
        many = np.bincount(headed[headed >= 0], minlength=len(self.vocabulary))
        labels = labels[(standing[labels] < 1) & (many[self.head[labels]] >= GENERAL)]
        firsts = np.array(self.vocabulary.terms, np.int32)[self.first_word[labels]]
        ways: dict[int, NDArray[np.int64]] = {}  # by head, how many labels of each role end so
        for label, has_one in zip(labels.tolist(), (firsts == self.head[labels]).tolist(), strict=True):
            text = self.labels.texts[label]
            # what has a space, and begins with another word than it ends with, needs no closer look
            if (has_one or " " not in text) and len(self._tongue.words(text)) == 1:
                head = int(self.head[label])
                if head not in ways:
                    called_so = self.headed(head) - segment.entities.start
                    ways[head] = np.bincount(called_so[(called_so >= 0) & (called_so < len(segment.entities))])
                ours, most = int(ways[head][self.owner[label] - segment.entities.start]), int(ways[head].max())
                is_told = standing[label] == 0 or most >= DOZENS
                if is_told and (ours < SEVERAL or 2 * ours < most):
                    standing[label] -= GENERAL_LOSES * math.log(many[head])

    def _usual(self) -> Floats:
        """How much more usual than others of its kind each entity is, as a difference of logarithms."""
        found = np.log1p(np.array([usual(each) for each in self.labels.entities], np.float32))
        for segment in self.segments:
            part = slice(segment.entities.start, segment.entities.stop)
            found[part] -= found[part].mean()
        return found

    def headed(self, term: int) -> NDArray[np.int32]:
        """The owners of the labels whose head is a term, ascending, one for each label."""
        start, end = self._heads.searchsorted(np.array((term, term + 1), self._heads.dtype)).tolist()
        return self._headed[start:end]

    def entity(self, label: int) -> Entity:
        """What a label names."""
        return self.labels.entities[self.labels.owners[label]]

    def named(self, text: str, kind: Kind) -> int | None:
        """The label of a kind that has exactly these words, a name if there is one, else the first by slug.

        Outside English in any number and gender.
        """
        words = self._tongue.exactly(text)
        terms = [self.vocabulary.term_of(word) for word in self._tongue.of_label(text, self._equivalents)]
        if not terms or None in terms:
            return None
        labels = min((self.postings.of(term)[0] for term in terms if term is not None), key=len)
        among = next((each.labels for each in self.segments if each.kind is kind), range(0))
        start, end = np.searchsorted(labels, (among.start, among.stop))
        fitting = [
            each for each in labels[start:end].tolist() if self._tongue.exactly(self.labels.texts[each]) == words
        ]
        return min(fitting, key=lambda each: (not self.is_name[each], self.entity(each).slug), default=None)

    def _read(self, by_label: Pairs, by_entity: Pairs) -> None:
        counts: Counter[str] = Counter()
        number, equivalents, read = self.vocabulary.number, self._equivalents, self._tongue.of_label
        words, about_of = self._tongue.words, self._about_of
        for place, entity in enumerate(self.labels.entities):
            if place % OFTEN == 0:
                deadline.check()
            end = self.labels.first[place + 1] if place + 1 < len(self.labels.first) else len(self.labels.texts)
            bag: defaultdict[int, float] = defaultdict(float)
            for label in range(self.labels.first[place], end):
                said = read(self.labels.texts[label], equivalents)
                counts.update(said)
                terms = number(said)
                self._firsts.append(said[0] if said else "")
                if terms:
                    self.head[label] = terms[self._tongue.head_place(said)]
                    by_label.add(label, dict.fromkeys(terms, 1.0))
                    for term in terms:
                        bag[term] += IN_NAME if label == self.labels.first[place] else IN_ALIAS
            for term in number(equivalents.brought(words(" ".join(about_of(entity))[:LONGEST_ABOUT]))):
                bag[term] += IN_ABOUT
            by_entity.add(place, bag)
        self.vocabulary.seal(counts)

    def _label_postings(self, pairs: Pairs) -> tuple[Postings, Floats]:
        """The labels that have a term, with how much it tells there; and how much all terms of each label tell."""
        terms, labels, _ = pairs.arrays()
        weights = np.zeros(len(terms), np.float32)
        for segment in self.segments:
            part = slice(*np.searchsorted(labels, (segment.labels.start, segment.labels.stop)))
            weights[part] = self._telling(terms[part], len(segment.labels))
        whole = np.bincount(labels, weights, len(self.owner)).astype(np.float32)
        self.within = words_within(
            (terms, labels, weights),
            len(self.owner),
            self.vocabulary.words,
            self.vocabulary.terms,
            len(self.vocabulary),
            self.meanings,
            self.labels.first,
            [each.entities for each in self.segments],
            frozenset(np.flatnonzero(self.tells < 1).tolist()),
        )
        return Postings(terms, labels, weights, len(self.vocabulary)), whole

    def telling(self, term: int | None, having: int, count: int) -> float:
        """How much a word tells that so many of `count` labels have; one that none has tells less than the rarest."""
        if not having:
            return UNKNOWN_TELLS * math.log1p(count / 0.5)
        return math.log1p(count / (having + 0.5)) * (1.0 if term is None else float(self.tells[term]))

    def telling_each(self, having: NDArray[np.int64], count: int) -> Floats:
        """The same of every term, of which so many labels each have one."""
        known = np.log1p(count / (having + 0.5)) * self.tells
        return np.where(having > 0, known, UNKNOWN_TELLS * math.log1p(count / 0.5)).astype(np.float32)

    def _telling(self, terms: NDArray[np.int32], count: int) -> Floats:
        having = np.bincount(terms, minlength=len(self.vocabulary))
        telling: Floats = (self.tells * telling_of(having, count))[terms]
        return telling

    def _entity_postings(self, pairs: Pairs) -> Postings:
        """The entities of which a term is said anywhere, with its BM25 weight, 0 to 1 times how much it tells."""
        terms, entities, counts = pairs.arrays()
        lengths = np.bincount(entities, counts, len(self.first))
        weights = np.zeros(len(terms), np.float32)
        for segment in self.segments:
            part = slice(*np.searchsorted(entities, (segment.entities.start, segment.entities.stop)))
            mean = max(1e-6, float(lengths[segment.entities.start : segment.entities.stop].mean()))
            slow = K1 * (1 - B + B * lengths[entities[part]] / mean)
            weights[part] = self._telling(terms[part], len(segment.entities)) * counts[part] / (counts[part] + slow)
        return Postings(terms, entities, weights, len(self.vocabulary))

    def _vectors(self, texts: Sequence[str], vectors: Callable[[Sequence[str]], Floats]) -> Floats:
        rows = np.zeros((len(texts), self.meanings.dimensions), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            deadline.check()
            rows[start : start + AT_ONCE] = vectors(texts[start : start + AT_ONCE])
        return rows

    def _mean(self) -> None:
        """The vectors of labels, and for each entity of all its labels together, and of what is said of it."""
        rows = self._vectors(self.labels.texts, self.meanings.names)
        sums = np.add.reduceat(rows, self.first, axis=0) if len(self.first) else rows
        sums += rows[self.first]  # the name counts twice
        self.centroids = Rows(unit(sums))
        texts = [" ".join(self._about_of(each))[:LONGEST_ABOUT] for each in self.labels.entities]
        self.abouts = Rows(self._vectors(texts, self.meanings.vectors))
        self.cells = Cells(rows, [each.labels for each in self.segments])


def telling_of(having: NDArray[np.int64], count: int) -> Floats:
    """How much words tell that so many of `count` have: ln(1 + count / (having + ½))."""
    return np.log1p(count / (having + 0.5)).astype(np.float32)
