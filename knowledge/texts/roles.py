"""Which roles a text as a whole describes.

Four things speak for a role: that the text names it, its first sentences most; that it asks for what the text names,
each by how few roles do, against all that it asks for (a cosine); that what is said of it means what the text means;
and that it is said in the same words (BM25). Each is 0 to 1, and they are weighed together.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.profile import strength
from knowledge.model.entities import Entity, Role, Skill, Tool
from knowledge.model.links import RoleSkill
from knowledge.model.vocabulary import Kind
from knowledge.texts.mentions import Mention, Named, order
from knowledge.texts.stances import Stance
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.hits import Hit
from knowledge.words.meaning import Floats
from knowledge.words.spelling import UNSAID

TITLE, ASKED, MEANT, SAID = 0.5, 0.3, 0.4, 0.15  # how much each counts
MOST_WORDS = 400  # different ones of a text that are looked for in what is said of roles
FITTING = 0.35  # how much a role counts whose name is told in part by how the text begins, by how much
EARLY_COUNTS = 0.7
EARLY = 3  # sentences in which a role is most likely the one that the text is about
LATER = 0.4  # what a role counts that is named after them
WANTED = 0.8  # what something counts that is wished for; what is denied, or somebody else's, counts nothing
MIDDLE, STEEP = 0.73, 9.0  # the weighed sum at which a role is as likely as not, and how fast that changes
MOST_GUESSES = 50
CONTEXT = 5  # roles that a text may describe, of which what they ask for is likelier to be named
LIKELIER = 5.0  # how much, in log odds, for what the likeliest role has as essential
SUREST = 0.999
SURE_ROLE = 0.8  # the confidence from which a role is what its name says, whatever else it may be
LESS = 0.002  # than a name that comes first: more than the third digit, which decides
TINY = 1e-9

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]


class RoleGuess(NamedTuple):
    """A role that a text may describe, and how likely it does, 0 to 1."""

    role: Role
    confidence: float


class Demands:
    """What the roles of a dataset ask for, ready to be compared with what a text names."""

    def __init__(self, index: DatasetIndex):
        self.index = index
        segment = next((each for each in index.segments if each.kind is Kind.ROLE), None)
        self.part = slice(segment.entities.start, segment.entities.stop) if segment else slice(0, 0)
        self.roles = [each for each in index.labels.entities[self.part] if isinstance(each, Role)]
        self.rows = {role: row for row, role in enumerate(self.roles)}
        self.lengths = np.array([self._length(role) for role in self.roles])
        self._asked: dict[Entity, tuple[Integers, Doubles]] = {}

    def tells(self, thing: Skill | Tool) -> float:
        """How much a thing tells: the fewer roles ask for it, the more."""
        return math.log1p(len(self.roles) / max(1, len(thing.roles)))

    def _asking(self, thing: Skill | Tool) -> tuple[Integers, Doubles]:
        """The rows of the roles that ask for a thing, and how strongly each does; kept for who asks again."""
        known = self._asked.get(thing)
        if known is None:
            links = [link for link in thing.roles if link.role in self.rows]
            rows = np.array([self.rows[link.role] for link in links], np.int64)
            strengths = [strength(link) if isinstance(link, RoleSkill) else 1.0 for link in links]
            known = self._asked[thing] = rows, np.array(strengths, np.float64)
        return known

    def _length(self, role: Role) -> float:
        held = (self.tells(link.skill) * strength(link) for link in role.skills)
        return math.sqrt(sum(each * each for each in held)) + 1.0

    def met(self, things: Mapping[Entity, float]) -> Doubles:
        """By role, how much of what it asks for is among some things, against the role that is met best, 0 to 1."""
        met = np.zeros(len(self.roles))
        for thing, counts in things.items():
            if isinstance(thing, Skill | Tool) and counts:
                rows, strengths = self._asking(thing)
                np.add.at(met, rows, counts * self.tells(thing) ** 2 * strengths)
        met /= self.lengths
        return met / max(TINY, float(met.max(initial=0.0)))

    def said(self, words: Iterable[str]) -> Doubles:
        """By role, how much is said of it of what a text says, against the role of which most is, 0 to 1."""
        said = np.zeros(len(self.index.first))
        for word in islice(dict.fromkeys(words), MOST_WORDS):
            term = None if word in UNSAID else self.index.vocabulary.term_of(word)
            if term is not None:
                having, weights = self.index.about.of(term)
                said[having] += weights
        of_roles: Doubles = said[self.part]
        return of_roles / max(TINY, float(of_roles.max(initial=0.0)))


def guessed(
    demands: Demands,
    vector: Floats,
    said: Doubles,
    titles: Mapping[Entity, float],
    found: Iterable[Named],
    mentions: Iterable[Mention],
) -> list[RoleGuess]:
    """The roles of a dataset that a text may describe, likeliest first; ties by slug."""
    if not demands.roles:
        return []
    scores = ASKED * demands.met({each.entity: _counts(each) for each in mentions}) + SAID * said
    for role, how in _titles(titles, found).items():
        if role in demands.rows:
            scores[demands.rows[role]] += TITLE * how
    if vector.any():
        index = demands.index
        near = index.centroids.near(demands.part, vector) + index.abouts.near(demands.part, vector)
        usual, most = float(np.median(near)), float(near.max())
        scores += MEANT * np.maximum(0, near - usual) / max(most - usual, TINY) * min(1.0, max(0.0, most))
    best = np.argsort(-np.round(scores, 6), kind="stable")[:MOST_GUESSES]
    return [
        RoleGuess(demands.roles[row], 1 / (1 + math.exp(-STEEP * (float(scores[row]) - MIDDLE))))
        for row in best.tolist()
        if scores[row] > 0
    ]


def in_context(found: Sequence[Named], roles: Sequence[RoleGuess]) -> list[Named]:
    """What phrases may name, surest first, where roles are known that the text may describe: what these ask for is
    likelier to be meant. It hides no name within its phrase that was surer."""
    likely: dict[Entity, float] = {}
    for guess in roles[:CONTEXT]:
        for link in guess.role.skills:
            how = guess.confidence * strength(link)
            likely[link.skill] = max(how, likely.get(link.skill, 0.0))
    again = []
    surer: dict[int, list[Named]] = {}  # than what comes next, by sentence
    for each in found:
        more = LIKELIER * likely.get(each.entity, 0.0)
        others = surer.setdefault(each.phrase.sentence, [])
        if more:
            odds = each.confidence / (1 - min(each.confidence, SUREST)) * math.exp(more)
            most = min((name.confidence for name in others if _stays(name, each)), default=1.0)
            each_again = each._replace(confidence=max(each.confidence, min(odds / (1 + odds), most - LESS)))
        else:
            each_again = each
        others.append(each)
        again.append(each_again)
    again.sort(key=order)
    return again


def _stays(name: Named, other: Named) -> bool:
    """Whether a name of something else stands before another that comes to be surer: within its phrase, or as the very
    name of a role."""
    inner, outer = name.phrase, other.phrase
    is_within = outer.start <= inner.start and inner.end <= outer.end and name.entity is not other.entity
    is_shorter = inner.end - inner.start < outer.end - outer.start
    return is_within and (is_shorter or (name.entity.kind is Kind.ROLE and name.confidence >= SURE_ROLE))


def _titles(first: Mapping[Entity, float], found: Iterable[Named]) -> Mapping[Entity, float]:
    """How surely each role is the title: how the text begins counts most, what is named later as said of others."""
    titles = dict(first)
    for each in found:
        if each.entity.kind is Kind.ROLE:
            counts = each.confidence * (EARLY_COUNTS if each.phrase.sentence < EARLY else LATER)
            titles[each.entity] = max(counts, titles.get(each.entity, 0.0))
    return titles


def begun(hits: Iterable[Hit]) -> Mapping[Entity, float]:
    """How surely each role is the title of a text that begins with words for which these are found."""
    return {hit.entity: max(hit.confidence, FITTING * hit.fit) for hit in hits}


def _counts(mention: Mention) -> float:
    return {Stance.HAS: 1.0, Stance.WANTS: WANTED}.get(mention.stance, 0.0) * mention.confidence
