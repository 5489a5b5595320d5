"""Which concepts of two datasets may be the same, for a curator to accept or refuse: by words, hierarchy and context.

**Words.** Each name of a concept is looked up among the concepts of the other dataset, and the other way round, as
anybody's words are (`words.index`), whose confidence is calibrated. An alias speaks half as loudly as a name; what both
directions say is averaged, so that a name that many concepts share with one is not sure of any of them.

**Hierarchy.** What is sure by words tells which parts of both hierarchies lie on each other: a pair whose parts are
joined by `n` sure pairs where chance would join `e` gains ln((n + 1) / (e + 1)) in log odds, at most `MOST_GAIN`, and
loses as much where they are not (pointwise mutual information, Church and Hanks 1990, smoothed by one).

**Context.** Roles that ask for the same, and skills that the same roles ask for, gain by the share of their mapped
neighbours that are mapped to each other.

The relation is exact where both concepts choose each other and are sure enough, broad or narrow where the name of one
says all that the other's says and more, and close else.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge import deadline
from knowledge.model.entities import Entity, Role, RoleGroup, Skill
from knowledge.model.vocabulary import Kind, MappingRelation, SkillKind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.spelling import UNSAID, stem, words_of

MOST_NAMES = 9  # of a concept that are looked up
CANDIDATES = 5  # for each name
LEAST_LOOKED = 0.03  # confidence of a candidate
ALIAS = 0.5  # of its confidence, what an alias adds
SURE = 0.7  # confidence by words, from which a pair tells about the hierarchies
MOST_GAIN = 1.5  # in log odds
CONTEXT_GAIN = 1.5
EXACT = 0.6  # confidence from which both choosing each other is an exact match
SUREST = 0.99
AT_ONCE = 200

Pair = tuple[Entity, Entity]


class Suggestion(NamedTuple):
    """A mapping that may be. `words`, `hierarchy` and `context` say what speaks for it: a confidence, and log odds."""

    subject: Entity
    object: Entity
    relation: MappingRelation
    confidence: float
    words: float
    hierarchy: float
    context: float


def suggest(
    snapshot: Snapshot, left: str, right: str, kind: Kind, *, first: int = 1, least: float = 0.3
) -> Iterator[Suggestion | None]:
    """For each concept of `left`, by slug, up to `first` of `right`, surest first; None after each step of the work.

    `left` and `right` are slugs of datasets. Concepts that are mapped exactly into `right` already are left out.
    """
    ours = [each for each in snapshot.active(kind) if each.dataset.slug == left]
    theirs = [each for each in snapshot.active(kind) if each.dataset.slug == right]
    forth: dict[Pair, float] = {}
    for part in _parts(ours):
        forth |= _looked_up(snapshot, part, kind, right)
        yield None
    back: dict[Pair, float] = {}
    for part in _parts(theirs):
        back |= {(one, other): how for (other, one), how in _looked_up(snapshot, part, kind, left).items()}
        yield None
    words = {pair: (forth.get(pair, 0.0) + back.get(pair, 0.0)) / 2 for pair in forth.keys() | back.keys()}
    sure = [pair for pair, how in words.items() if how >= SURE]
    known = _known(snapshot, left, right)
    lie = _Hierarchies(sure)
    near = _Context([*sure, *known])
    found: dict[Entity, list[Suggestion]] = defaultdict(list)
    for pair, how in words.items():
        hierarchy, context = lie.gain(pair), near.gain(pair)
        confidence = _probability(_odds(how) + hierarchy + context)
        found[pair[0]].append(Suggestion(*pair, MappingRelation.CLOSE_MATCH, confidence, how, hierarchy, context))
    best: dict[Entity, Suggestion] = {}
    for each in (each for every in found.values() for each in every):
        if each.object not in best or _first(each) < _first(best[each.object]):
            best[each.object] = each
    mapped = {one for one, _ in known}
    for one in sorted(found, key=lambda entity: entity.slug):
        chosen = [each for each in sorted(found[one], key=_first)[:first] if each.confidence >= least]
        for place, each in enumerate(chosen if one not in mapped else ()):
            yield each._replace(relation=_relation(each, mutual=place == 0 and best[each.object] is each))


def _first(each: Suggestion) -> tuple[float, str, str]:
    return -each.confidence, each.object.slug, each.subject.slug


def _parts(concepts: Sequence[Entity]) -> Iterator[Sequence[Entity]]:
    for start in range(0, len(concepts), AT_ONCE):
        deadline.check()
        yield concepts[start : start + AT_ONCE]


def _looked_up(snapshot: Snapshot, concepts: Iterable[Entity], kind: Kind, dataset: str) -> dict[Pair, float]:
    """How surely each concept is one of the other dataset, by what it is called, 0 to 1."""
    named = {each: [each.name, *each.aliases][:MOST_NAMES] for each in concepts}
    terms = list(dict.fromkeys(name for names in named.values() for name in names))
    index = snapshot.search_index
    hits = dict(zip(terms, index.normalize(terms, [kind], dataset, least=LEAST_LOOKED, first=CANDIDATES), strict=True))
    found: dict[Pair, float] = {}
    for concept, names in named.items():
        by_name = {hit.entity: hit.confidence for hit in hits[names[0]].hits}
        by_alias: dict[Entity, float] = {}
        for name in names[1:]:
            for hit in hits[name].hits:
                by_alias[hit.entity] = max(hit.confidence, by_alias.get(hit.entity, 0.0))
        for other in by_name.keys() | by_alias.keys():
            if _heads(concept) != _heads(other):
                continue
            told = 1 - (1 - by_name.get(other, 0.0)) * (1 - ALIAS * by_alias.get(other, 0.0))
            found[concept, other] = told
    return found


def _heads(concept: Entity) -> bool:
    """Whether a concept is a heading of others, which is the same as none of them."""
    return isinstance(concept, Skill) and concept.skill_kind is SkillKind.GROUP


def _known(snapshot: Snapshot, left: str, right: str) -> list[Pair]:
    """The pairs of concepts of both datasets that match exactly already."""
    found = []
    for mapping in snapshot.mappings.values():
        ends = (mapping.subject, mapping.object)
        if mapping.active and mapping.relation is MappingRelation.EXACT_MATCH and mapping.object is not None:
            for one, other in (ends, ends[::-1]):
                if one and other and (one.dataset.slug, other.dataset.slug) == (left, right):
                    found.append((one, other))
    return found


class _Hierarchies:
    """Which parts of both hierarchies lie on each other, by the pairs that are sure."""

    def __init__(self, sure: Sequence[Pair]):
        self._sure = len(sure)
        self._left: Counter[Entity] = Counter()
        self._right: Counter[Entity] = Counter()
        self._both: Counter[Pair] = Counter()
        self._above: dict[Entity, frozenset[Entity]] = {}
        for one, other in sure:
            ours, theirs = self._wholes(one), self._wholes(other)
            self._left.update(ours)
            self._right.update(theirs)
            self._both.update((each, whole) for each in ours for whole in theirs)

    def gain(self, pair: Pair) -> float:
        """What the places of both in their hierarchies add to the log odds: of all parts, the most telling."""
        gains = [
            math.log((self._both[each, whole] + 1) / (self._left[each] * self._right[whole] / self._sure + 1))
            for each in self._wholes(pair[0])
            for whole in self._wholes(pair[1])
            if self._sure and self._left[each] and self._right[whole]
        ]
        if not gains:
            return 0.0
        telling = max(gains) if max(gains) > 0 else min(gains)
        return max(-MOST_GAIN, min(MOST_GAIN, telling))

    def _wholes(self, entity: Entity) -> frozenset[Entity]:
        found = self._above.get(entity)
        if found is None:
            seen: set[Entity] = set()
            waiting = list(_broader(entity))
            while waiting:
                each = waiting.pop()
                if each not in seen:
                    seen.add(each)
                    waiting += _broader(each)
            found = self._above[entity] = frozenset(seen)
        return found


class _Context:
    """Whether what is beside two concepts is mapped to each other, by the pairs that are sure or known."""

    def __init__(self, pairs: Iterable[Pair]):
        self._other: Mapping[Entity, set[Entity]] = defaultdict(set)
        for one, other in pairs:
            self._other[one].add(other)

    def gain(self, pair: Pair) -> float:
        """Between 0 and `CONTEXT_GAIN`, by the share of our mapped neighbours that they have, too."""
        theirs = set(_beside(pair[1]))
        mapped = [self._other[each] for each in _beside(pair[0]) if each in self._other]
        if not mapped or not theirs:
            return 0.0
        return CONTEXT_GAIN * sum(bool(each & theirs) for each in mapped) / len(mapped)


def _broader(entity: Entity) -> Iterable[Entity]:
    if isinstance(entity, Role):
        return (*entity.groups, *(link.broader for link in entity.broader))
    if isinstance(entity, RoleGroup):
        return () if entity.broader is None else (entity.broader,)
    return [link.broader for link in getattr(entity, "broader", ())]


def _beside(entity: Entity) -> Iterable[Entity]:
    if isinstance(entity, Role):
        return (*(link.skill for link in entity.skills), *(link.tool for link in entity.tools))
    if isinstance(entity, Skill):
        return [link.role for link in entity.roles]
    return ()


def _relation(each: Suggestion, *, mutual: bool) -> MappingRelation:
    ours, theirs = _said(each.subject.name), _said(each.object.name)
    if ours == theirs or (mutual and each.confidence >= EXACT and not (ours < theirs or theirs < ours)):
        return MappingRelation.EXACT_MATCH
    if theirs < ours:
        return MappingRelation.BROAD_MATCH
    return MappingRelation.NARROW_MATCH if ours < theirs else MappingRelation.CLOSE_MATCH


def _said(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(name) if word not in UNSAID)


def _odds(share: float) -> float:
    held = min(SUREST, max(1 - SUREST, share))
    return math.log(held / (1 - held))


def _probability(odds: float) -> float:
    return min(SUREST, 1 / (1 + math.exp(-odds)))
