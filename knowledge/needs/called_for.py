"""What a need calls for: roles that are named after it, and skills, tools, applications and tasks that are about it.

A label (a name, an alias, a task) fits a need by

    fit = kin × (0.4 + 0.6 × share) × (1 for a name, 0.95 for an alias) × (0.9 for a role whose head is another, 0.45
          for one whose head leads those who do it, as a manager does)

where `kin` is the mean over the words of the need of how near kin the label's nearest word is (`needs.deeds`), and
`share` how much of what the label tells is about the need. Both are weighed by how much a word tells: ln(1 + all labels
/ labels that have kin of it). Words that are written as one or as two (child care, childcare) count 0.97. The head of a
role's name says what the role is: in English the last word, or the last before a comma or a preposition. A specialist
nurse is closer to nursing than a nurse assistant.

Where no role fits by 0.5, part of a need will do: labels of other things that have kin of half of what the need tells,
and roles whose head is a doer of one word of it (house painter, for painting walls). Words that they miss count 0, and
the fit is squared, since they are near at best. Where nothing at all fits by 0.5, what search finds for the need,
typing errors and all, will do as well.
"""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from knowledge import deadline
from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.needs.deeds import DOERS, Form, kinship, root_of, singular
from knowledge.needs.label_words import LabelWords
from knowledge.words.spelling import UNSAID, words_of

CALLED = frozenset({Kind.ROLE, Kind.SKILL, Kind.TOOL, Kind.APPLICATION, Kind.RESPONSIBILITY})
LONGEST_NEED = 200  # characters
MOST_WORDS = 12
ALIAS = 0.95
DIVIDED = 0.97
LEAST_PART = 3  # letters of each part of a word that is divided
LEAST_SHARE = 0.4
HALF = 0.5  # how much of what a need tells has to be found where not all of it is
ROUNDING = 1e-9
PARTS = re.compile(r"[,;:/()–]|\s-\s|\b(?:and|or|of|for|in|at|on|with|to|responsible|except|including|all)\b")
"""Where a name is divided into parts with a head each."""
GOOD = 0.5  # the fit of a role from which nothing else is looked for
OTHER_HEAD = 0.9
LEADING = 0.45  # instead, for a role whose head leads those who do it: so that these are looked for as well
LEADERS = frozenset(
    {"manager", "supervisor", "director", "head", "chief", "coordinator", "superintendent", "principal", "inspector"}
)
"""Heads of roles that lead or check others: who asks for a deed wants somebody who does it."""
OF_WHO_ASKS = frozenset(
    {
        "i", "me", "my", "we", "us", "our", "ours", "you", "your", "somebody", "someone", "anybody", "anyone", "who",
        "whom", "need", "needs", "needed", "want", "wants", "wanted", "please", "hire", "help", "can", "could",
        "should", "would", "must", "will", "do", "does", "make", "makes", "sure", "there", "they", "them", "he", "she",
        "his", "her", "some", "every", "each", "so", "up", "out", "over",
    }
)  # fmt: skip
"""Words of somebody who tells a need, which say nothing of the work."""
LIGHT = frozenset(
    {
        "add", "bring", "build", "change", "check", "develop", "fix", "get", "give", "handle", "hold", "improve",
        "increase", "keep", "move", "post", "put", "run", "send", "set", "start", "take", "turn", "use", "write",
    }
)  # fmt: skip
"""Verbs that say next to nothing of the work without what it is done to: a builder of walls builds no dashboard."""
LIGHT_ROOTS = frozenset(root_of(word)[0] for word in LIGHT)
LONGEST_TITLE = 3  # words of a role that is called for by a part of a need
SEARCHED = 0.7  # the least fit at which what search finds is taken for what was meant


class Fit(NamedTuple):
    """Something that a need calls for. `fit` is 0 to 1, `label` what of it fits."""

    entity: Entity
    fit: float
    label: str


def _keep(found: dict[Entity, Fit], more: Iterable[tuple[Fit, float]]) -> None:
    """Add what fits, each times a factor, where nothing fits the entity better."""
    for each, factor in more:
        fit = factor * each.fit
        if each.entity not in found or found[each.entity].fit < fit:
            found[each.entity] = each._replace(fit=fit)


def heads(text: str) -> Iterator[str]:
    """The words of the name of a role that say what the role is."""
    for part in PARTS.split(text.casefold()):
        words = words_of(part)
        if words:
            yield words[-1]


def leads(name: str, wanted: Set[str]) -> bool:
    """Whether a role of this name leads those who do what is wanted, while no wanted root of a word asks for that."""
    return any(singular(word) in LEADERS and root_of(word)[0] not in wanted for word in heads(name))


class CallIndex:
    """Finds what needs call for among the labels of a search index."""

    __slots__ = ("_deeds", "_index", "_kin", "_roots", "_told", "_whole")

    def __init__(self, index: LabelWords):
        self._index = index
        self._kin: dict[str, list[str]] = defaultdict(list)
        self._roots: dict[str, str] = {}
        self._deeds: set[str] = set()
        self._told: dict[str, float] = {}
        self._whole = array("f", [ROUNDING]) * index.size  # how much all words of each label tell
        for word in index.vocabulary:
            root, form = root_of(word)
            self._kin[root].append(word)
            self._roots[word] = root
            if form is Form.DEED and word.endswith("ing"):
                self._deeds.add(root)

        whole = self._whole
        for root, kin in self._kin.items():
            tells = self._root_tells(root)
            with_kin = [index.labels_with(word) for word in kin if word not in UNSAID]
            for label in with_kin[0] if len(with_kin) == 1 else set().union(*with_kin):  # kin tell it together
                whole[label] += tells

    def fits(self, need: str) -> list[Fit]:
        """What a need calls for, best first, ties by kind and slug."""
        said = words_of(need[:LONGEST_NEED])[:MOST_WORDS]
        words = tuple(dict.fromkeys(word for word in said if word not in UNSAID | OF_WHO_ASKS)) or said
        found = self._having(words, 1.0)
        for other in self._divided(words):
            _keep(found, ((each, DIVIDED) for each in self._having(other, 1.0).values()))
        if all(fit.fit < GOOD for fit in found.values() if fit.entity.kind is Kind.ROLE):
            if all(fit.fit < GOOD for fit in found.values()):
                found_so = self._index.index.search(need, CALLED)
                hits = (Fit(hit.entity, hit.fit, hit.matched) for hit in found_so if hit.fit >= SEARCHED)
                _keep(found, ((hit, 1.0) for hit in hits))
            if len(words) > 1:
                part = (each for each in self._having(words, HALF).values() if each.entity.kind is not Kind.ROLE)
                _keep(found, ((each, each.fit) for each in (*part, *self._doers(words))))
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
            if has[label] >= enough:
                entity, text, is_name = self._index.label(label)
                fit = near / everything * self._share(label, has[label]) * (1.0 if is_name else ALIAS)
                if entity.kind in CALLED and (entity not in found or found[entity].fit < fit):
                    if entity.kind is Kind.ROLE:
                        fit *= self._by_head(text, wanted)
                    if entity not in found or found[entity].fit < fit:
                        found[entity] = Fit(entity, fit, text)
        return found

    def _by_head(self, name: str, wanted: Set[str]) -> float:
        """How much of its fit a role's name has for what the role is, of the roots of the words that are wanted."""
        if leads(name, wanted):
            return LEADING
        return OTHER_HEAD if wanted.isdisjoint(map(self._root, heads(name))) else 1.0

    def _share(self, label: int, told: float) -> float:
        """How much of a label the words are that tell so much: 0.4 (next to nothing) to 1."""
        return LEAST_SHARE + (1 - LEAST_SHARE) * min(1.0, told / self._whole[label])

    def _root(self, word: str) -> str:
        return self._roots.get(word) or root_of(word)[0]

    def _doers(self, words: Sequence[str]) -> Iterator[Fit]:
        """Roles whose head is a doer of one of several words."""
        everything = sum(self._tells(word) for word in words)
        for word in words:
            if root_of(word)[0] in LIGHT_ROOTS:
                continue
            doers = [(kin, near) for kin, near in self._kin_of(word) if root_of(kin)[1] in DOERS]
            for kin, near in doers:
                deadline.check()
                for number in self._index.labels_with(kin):
                    if self._index.words_in(number) <= LONGEST_TITLE:
                        entity, text, is_name = self._index.label(number)
                        if entity.kind is Kind.ROLE and kin in heads(text):
                            part = near * self._tells(word) / everything * self._share(number, self._tells(word))
                            yield Fit(entity, part * (1.0 if is_name else ALIAS), text)

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
