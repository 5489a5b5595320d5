"""Finding things by what people type: names, aliases, beginnings of words, words in any order, and typing errors.

A word of the query is found as it is, as the beginning of a word, with other endings, as a numeronym (`k8s` is k, eight
letters, s), and, where it is no known word, as one that looks like it. `dev ops` is also looked for as `devops`, and
`frontend` as `front end`.
"""

import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from knowledge.model.entities import Entity, Skill, Tool
from knowledge.model.vocabulary import Kind
from knowledge.words.spelling import stem, words_of

EXACT, INFLECTED, PREFIX, TYPO = 1.0, 0.95, 0.9, 0.85  # how much a word counts that was found so; prefixes by degree
ALIAS = 0.97  # an alias counts a little less than the name
DIVIDED = 0.97  # words that were joined or split count a little less
PARTIAL = 0.7  # how much it counts when not all words were found, times their share of what the words tell
GOOD_ENOUGH = 0.5  # the least score of a hit that has all words
GOOD = 0.7  # where no hit scores so much, hits without all words are looked for too
SIMILAR_WORD = 75  # rapidfuzz ratio, 0 to 100
SHORTEST_TYPO = 4  # letters: shorter words have to be typed right
SHORT = 2  # letters: shorter beginnings fit too many words to look at them all
MOST_SHORT = 1_000  # labels that are looked at for a short beginning
LONGEST_QUERY = 200
MOST_WORDS = 12
FEW = 300  # labels whose words are compared one by one
LAST = 1.5  # how much more the last word tells, which in English names the thing
NUMERONYM = re.compile(r"([a-z])([0-9]{1,2})([a-z])")


class Hit(NamedTuple):
    """Something found. `score` is 0 to 1; `matched` is the name or alias that was found."""

    entity: Entity
    score: float
    matched: str


class SearchIndex:
    """An index of entities by the words of their names, aliases and other labels.

    A label is a number: its text, entity and number of different words stand at that place of three arrays. For each
    word, `_with_word` has the numbers of the labels that contain it, and `_beginning` of those that begin with it, in
    ascending order.
    """

    __slots__ = ("_beginning", "_entities", "_is_name", "_stems", "_texts", "_vocabulary", "_with_word", "_words")

    def __init__(self, entities: Iterable[Entity]):
        self._texts: list[str] = []
        self._entities: list[Entity] = []
        self._is_name = bytearray()
        self._words = array("H")
        self._with_word: dict[str, array[int]] = {}
        self._beginning: dict[str, array[int]] = {}
        for entity in entities:
            more = getattr(entity, "examples", ()) if entity.kind is Kind.HIRING_NEED else ()
            self._add(entity, entity.name, 1)
            for alias in (*entity.aliases, *more):
                self._add(entity, alias, 0)
        self._vocabulary = sorted(self._with_word)
        self._stems: dict[str, list[str]] = {}
        for word in self._vocabulary:
            self._stems.setdefault(stem(word), []).append(word)

    def _add(self, entity: Entity, text: str, is_name: int) -> None:
        words = words_of(text)
        if words:
            place = len(self._texts)
            for word in set(words):
                _places(self._with_word, word).append(place)
            _places(self._beginning, words[0]).append(place)
            self._texts.append(text)
            self._entities.append(entity)
            self._is_name.append(is_name)
            self._words.append(min(len(set(words)), 65535))

    def named(self, text: str, kind: Kind) -> Entity | None:
        """The entity of `kind` that has exactly this name, or else this alias, whatever its case and accents."""
        return next(iter(self.all_named(text, kind)), None)

    def all_named(self, text: str, kind: Kind) -> list[Entity]:
        """What has exactly this name, or else this alias, in each dataset: one entity of each, names before aliases."""
        found: dict[str, Entity] = {}
        for place in self._named(text, kind):
            entity = self._entities[place]
            found.setdefault(entity.dataset.slug, entity)
        return list(found.values())

    def _named(self, text: str, kind: Kind) -> list[int]:
        words = words_of(text)
        if not words or any(word not in self._with_word for word in words):
            return []
        rarest = min((self._with_word[word] for word in words), key=len)
        fitting = [
            place for place in rarest if self._entities[place].kind is kind and words_of(self._texts[place]) == words
        ]
        return sorted(fitting, key=lambda place: (not self._is_name[place], self._entities[place].slug))

    @property
    def size(self) -> int:
        """How many labels there are."""
        return len(self._texts)

    @property
    def vocabulary(self) -> Sequence[str]:
        """All words of labels, in order."""
        return self._vocabulary

    def labels_with(self, word: str) -> Sequence[int]:
        """The numbers of the labels that have exactly this word, in order."""
        return self._with_word.get(word, ())

    def words_in(self, number: int) -> int:
        """How many different words a label has."""
        return self._words[number]

    def label(self, number: int) -> tuple[Entity, str, bool]:
        """What a label names, its text, and whether it is the name and no other word for it."""
        return self._entities[number], self._texts[number], bool(self._is_name[number])

    def search(self, query: str, kinds: Iterable[Kind] | None = None, dataset: str | None = None) -> list[Hit]:
        """What `query` may mean, best first; ties in order of kind, of how many roles have it, and of name.

        A label scores the mean over the words of the query of how well each was found in it, times 0.7 to 1 for the
        share of the label that the query covers. Only where nothing good has every word, what has some of them is
        found too: times their share of what the words tell (the rarer, the more).
        """
        words = tuple(dict.fromkeys(words_of(query[:LONGEST_QUERY])))[:MOST_WORDS]
        if not words:
            return []
        scores = self._scores(words)
        for other in self._divided(words):
            for place, score in self._scores(other).items():
                scores[place] = max(scores.get(place, 0.0), DIVIDED * score)
        if len(words) > 1 and max(scores.values(), default=0.0) < GOOD:
            for place, score in self._partial(words).items():
                scores[place] = max(scores.get(place, 0.0), score)
        return self._hits(scores, None if kinds is None else set(kinds), dataset)

    def _hits(self, scores: Mapping[int, float], kinds: set[Kind] | None, dataset: str | None) -> list[Hit]:
        best: dict[Entity, tuple[float, int]] = {}
        for place, score in scores.items():
            entity = self._entities[place]
            if (
                (kinds is None or entity.kind in kinds)
                and (dataset is None or entity.dataset.slug == dataset)
                and (entity not in best or best[entity][0] < score)
            ):
                best[entity] = score, place
        order = {kind: place for place, kind in enumerate(Kind)}
        ranked = [
            (-round(score, 6), order[entity.kind], -_users(entity), entity.name.casefold(), entity.slug, place)
            for entity, (score, place) in best.items()
        ]
        ranked.sort()
        return [Hit(self._entities[place], -score, self._texts[place]) for score, *_, place in ranked]

    def _scores(self, words: Sequence[str]) -> dict[int, float]:
        """The labels that have every word and score well, with their scores."""
        meant = [(word, self._similar_words(word)) for word in words]
        meant.sort(key=lambda each: self._spread(each[1]))  # what few labels have goes first
        found: dict[int, float] | None = None
        for word, similar in meant:
            found = self._labels_with(word, similar) if found is None else self._among(found, word, similar)
            if not found:
                return {}
        distinct = len(set(words))
        scores = {place: self._score(place, total / len(words), distinct) for place, total in (found or {}).items()}
        return {place: score for place, score in scores.items() if score >= GOOD_ENOUGH}

    def _spread(self, similar: Iterable[tuple[str, float]]) -> int:
        return sum(len(self._with_word[known]) for known, _ in similar)

    def _score(self, place: int, quality: float, distinct: int) -> float:
        covered = min(1.0, distinct / self._words[place])
        return quality * (0.7 + 0.3 * covered) * (1.0 if self._is_name[place] else ALIAS)

    def _among(self, found: Mapping[int, float], word: str, similar: Sequence[tuple[str, float]]) -> dict[int, float]:
        """What was found and has the word too, with the sum of the qualities."""
        if len(found) > FEW and len(word) > SHORT:
            other = self._labels_with(word, similar)
            return {place: total + other[place] for place, total in found.items() if place in other}
        quality_of = dict(similar)
        both = {}
        for place, total in found.items():
            best = max(quality_of.get(known, 0.0) for known in words_of(self._texts[place]))
            if best:
                both[place] = total + best
        return both

    def _partial(self, words: Sequence[str]) -> dict[int, float]:
        """The labels that have some of the words, by their share of what all the words tell."""
        meant = [(word, self._similar_words(word)) for word in dict.fromkeys(words) if len(word) > SHORT]
        labels = [(word, self._labels_with(word, similar)) for word, similar in meant]
        telling = {word: math.log(1 + len(self._texts) / (1 + len(found))) for word, found in labels}
        if words[-1] in telling:
            telling[words[-1]] *= LAST
        everything = sum(telling.values())
        told: dict[int, float] = {}
        for word, found in labels:
            if found and len(found) <= MOST_SHORT:
                share = telling[word] / everything
                for place, quality in found.items():
                    told[place] = told.get(place, 0.0) + share * quality
        return {place: self._score(place, PARTIAL * share, 1) for place, share in told.items() if share >= PARTIAL / 2}

    def _divided(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """The query with two words joined, or one split in two, where that makes known words."""
        for place, word in enumerate(words):
            if place + 1 < len(words) and word + words[place + 1] in self._with_word:
                yield (*words[:place], word + words[place + 1], *words[place + 2 :])
            for cut in range(3, len(word) - 2) if len(word) <= 20 and word not in self._with_word else ():
                one, other = word[:cut], word[cut:]
                if not set(self._with_word.get(one, ())).isdisjoint(self._with_word.get(other, ())):
                    yield (*words[:place], one, other, *words[place + 1 :])

    def _labels_with(self, word: str, similar: Iterable[tuple[str, float]]) -> dict[int, float]:
        """The labels that contain a word, or one of those that are similar to it, with the quality."""
        found: dict[int, float] = {}
        places = self._with_word
        if len(word) <= SHORT:  # whole words anywhere, beginnings of words only at the beginning
            places = self._beginning
            found = dict.fromkeys(self._with_word.get(word, ())[:MOST_SHORT], EXACT)
        for known, quality in similar:
            for place in places.get(known, ()):
                if found.get(place, 0.0) < quality:
                    found[place] = quality
            if len(word) <= SHORT and len(found) > MOST_SHORT:
                break
        return found

    def _similar_words(self, word: str) -> list[tuple[str, float]]:
        """Words that may be meant, and how sure that is, surest first."""
        similar = dict.fromkeys(self._stems.get(stem(word), ()), INFLECTED)
        place = bisect_left(self._vocabulary, word)
        while place < len(self._vocabulary) and self._vocabulary[place].startswith(word):
            known = self._vocabulary[place]
            similar[known] = max(similar.get(known, 0.0), _beginning(word, known))
            place += 1
        if numeronym := NUMERONYM.fullmatch(word):
            first, between, last = numeronym.groups()
            length = int(between) + 2
            for known in self._vocabulary[bisect_left(self._vocabulary, first) :]:
                if not known.startswith(first):
                    break
                if len(known) == length and known.endswith(last):
                    similar[known] = TYPO
        if len(word) >= SHORTEST_TYPO and word not in self._with_word:
            for known, ratio, _ in process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SIMILAR_WORD, limit=20
            ):
                similar[known] = max(similar.get(known, 0.0), TYPO * ratio / 100)
        return sorted(similar.items(), key=lambda each: -each[1])


def _users(entity: Entity) -> int:
    """How many roles have a skill or tool."""
    return len(entity.roles) if isinstance(entity, Skill | Tool) else 0


def _places(index: dict[str, "array[int]"], word: str) -> "array[int]":
    places = index.get(word)
    if places is None:
        places = index[word] = array("I")
    return places


def _beginning(word: str, known: str) -> float:
    return EXACT if known == word else PREFIX * (0.8 + 0.2 * len(word) / len(known))
