"""What a need calls for: roles that are named after it, and skills, tools, applications and tasks that are about it.

A label (a name, an alias, a task) fits a need by

    fit = kin × (0.4 + 0.6 × share) × (1 for a name, 0.95 for an alias)

where `kin` is the mean over the words of the need of how near kin the label's nearest word is (`knowledge.deeds`), and
`share` how much of what the label tells is about the need. Both are weighed by how much a word tells: ln(1 + all labels
/ labels that have kin of it). Words that are written as one or as two (child care, childcare) count 0.97.

Where no label has kin of every word, those do that have kin of half of what the need tells; the words that they miss
count 0, and the fit is squared, since they are near at best. Where a word has no kin at all, what search finds with
typing errors will do as well.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge import deadline
from knowledge.deeds import Form, kinship, root_of
from knowledge.entities import Entity
from knowledge.search import SearchIndex
from knowledge.vocabulary import Kind
from knowledge.words import UNSAID, words_of

CALLED = frozenset({Kind.ROLE, Kind.SKILL, Kind.TOOL, Kind.APPLICATION, Kind.RESPONSIBILITY})
LONGEST_NEED = 200  # characters
MOST_WORDS = 12
ALIAS = 0.95
DIVIDED = 0.97
LEAST_PART = 3  # letters of each part of a word that is divided
LEAST_SHARE = 0.4
HALF = 0.5  # how much of what a need tells has to be found where not all of it is
ROUNDING = 1e-9
SEARCHED = 0.75  # the least score at which what search finds is taken for what was meant


class Fit(NamedTuple):
    """Something that a need calls for. `fit` is 0 to 1, `label` what of it fits."""

    entity: Entity
    fit: float
    label: str


class CallIndex:
    """Finds what needs call for among the labels of a search index."""

    __slots__ = ("_deeds", "_index", "_kin", "_roots", "_told")

    def __init__(self, index: SearchIndex):
        self._index = index
        self._kin: dict[str, list[str]] = defaultdict(list)
        self._roots: dict[str, str] = {}
        self._deeds: set[str] = set()
        self._told: dict[str, float] = {}
        for word in index.vocabulary:
            root, form = root_of(word)
            self._kin[root].append(word)
            self._roots[word] = root
            if form is Form.DEED and word.endswith("ing"):
                self._deeds.add(root)

    def fits(self, need: str) -> list[Fit]:
        """What a need calls for, best first, ties by kind and slug."""
        said = words_of(need[:LONGEST_NEED])[:MOST_WORDS]
        words = tuple(dict.fromkeys(word for word in said if word not in UNSAID)) or said
        found = self._having(words, 1.0)
        for other in self._divided(words):
            for entity, each in self._having(other, 1.0).items():
                if entity not in found or found[entity].fit < DIVIDED * each.fit:
                    found[entity] = each._replace(fit=DIVIDED * each.fit)
        if not found:
            found = {entity: each._replace(fit=each.fit**2) for entity, each in self._having(words, HALF).items()}
            if not all(self._kin_of(word) for word in words):
                hits = (Fit(*hit) for hit in self._index.search(need, CALLED) if hit.score >= SEARCHED)
                found.update((hit.entity, hit) for hit in hits)
        return sorted(found.values(), key=lambda each: (-each.fit, each.entity.kind, each.entity.slug))

    def _having(self, words: Sequence[str], least: float) -> dict[Entity, Fit]:
        """The best label of each entity that has kin of so much of what the words tell, 0 to 1."""
        told = {word: self._tells(word) for word in words}
        everything = sum(told.values())
        if not everything:
            return {}
        rest, enough = everything, least * everything - ROUNDING
        kin: dict[int, float] = {}
        has: dict[int, float] = {}  # how much the words tell that a label has kin of
        for word in sorted(words, key=told.__getitem__, reverse=True):  # the rarest first
            deadline.check()
            for label, near in self._near(word).items() if rest >= enough else self._near_among(word, kin):
                kin[label] = kin.get(label, 0.0) + told[word] * near
                has[label] = has.get(label, 0.0) + told[word]
            rest -= told[word]
        wanted = frozenset(root_of(word)[0] for word in words)
        found: dict[Entity, Fit] = {}
        for label, near in kin.items():
            if has[label] < enough:
                continue
            entity, text, is_name = self._index.label(label)
            if entity.kind not in CALLED:
                continue
            all_roots = {self._roots[word] for word in words_of(text) if word not in UNSAID}
            share = sum(self._root_tells(root) for root in all_roots & wanted) / sum(map(self._root_tells, all_roots))
            fit = near / everything * (LEAST_SHARE + (1 - LEAST_SHARE) * share) * (1.0 if is_name else ALIAS)
            if entity not in found or found[entity].fit < fit:
                found[entity] = Fit(entity, fit, text)
        return found

    def _near(self, word: str) -> Mapping[int, float]:
        """The labels that have kin of a word, with how near it is."""
        nearest: dict[int, float] = {}
        for kin, near in self._kin_of(word):
            for label in self._index.labels_with(kin):
                if nearest.get(label, 0.0) < near:
                    nearest[label] = near
        return nearest

    def _near_among(self, word: str, labels: Collection[int]) -> list[tuple[int, float]]:
        """The same of some labels only: those that have the words before."""
        nearest = self._near(word)
        return [(label, nearest[label]) for label in labels if label in nearest]

    def _kin_of(self, word: str) -> list[tuple[str, float]]:
        near = ((kin, kinship(word, kin, self._deeds)) for kin in self._kin.get(root_of(word)[0], ()))
        return [(kin, how) for kin, how in near if how]

    def _divided(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The words with two joined, or one in two, where that makes known words."""
        for place, word in enumerate(words):
            if place + 1 < len(words) and self._kin_of(word + words[place + 1]):
                yield (*words[:place], word + words[place + 1], *words[place + 2 :])
            for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
                one, other = word[:cut], word[cut:]
                if self._index.labels_with(one) and self._kin_of(other):
                    yield (*words[:place], one, other, *words[place + 1 :])

    def _tells(self, word: str) -> float:
        return self._root_tells(root_of(word)[0])

    def _root_tells(self, root: str) -> float:
        """How much a word of this root tells: the fewer labels have one, the more."""
        told = self._told.get(root)
        if told is None:
            labels = sum(len(self._index.labels_with(word)) for word in self._kin.get(root, ()))
            told = self._told[root] = math.log(1 + self._index.size / (1 + labels))
        return told
