"""Finding things by what people type: names, aliases, beginnings of words, words in any order, and typing errors."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from knowledge.entities import Entity
from knowledge.vocabulary import Kind

EXACT, PREFIX, TYPO = 1.0, 0.9, 0.85  # how much a word counts that was found so; prefixes and typos by degree
ALIAS = 0.97  # an alias counts a little less than the name
GOOD_ENOUGH = 0.5  # the least score of a hit
SIMILAR_WORD = 75  # rapidfuzz ratio, 0 to 100
SHORTEST_TYPO = 4  # letters: shorter words have to be typed right
LONGEST_QUERY = 200
MOST_WORDS = 12


class Hit(NamedTuple):
    """Something found. `score` is 0 to 1; `matched` is the name or alias that was found."""

    entity: Entity
    score: float
    matched: str


WORDS = re.compile(r"\.?[a-z0-9]+[+#]*")
OTHER_WORDS = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation; `c++`, `c#` and `.net` stay what they are."""
    flat = text.casefold()
    if not flat.isascii():
        letters = unicodedata.normalize("NFKD", flat)
        flat = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(WORDS.findall(flat) or OTHER_WORDS.findall(flat))


class SearchIndex:
    """An index of entities by the words of their names, aliases and other labels.

    A label is a number: its text, entity and number of different words stand at that place of three arrays. For each
    word, `_with_word` has the numbers of the labels that contain it, in ascending order.
    """

    __slots__ = ("_entities", "_is_name", "_texts", "_vocabulary", "_with_word", "_words")

    def __init__(self, entities: Iterable[Entity]):
        self._texts: list[str] = []
        self._entities: list[Entity] = []
        self._is_name = bytearray()
        self._words = array("H")
        self._with_word: dict[str, array[int]] = {}
        for entity in entities:
            more = getattr(entity, "examples", ()) if entity.kind is Kind.HIRING_NEED else ()
            self._add(entity, entity.name, 1)
            for alias in (*entity.aliases, *more):
                self._add(entity, alias, 0)
        self._vocabulary = sorted(self._with_word)

    def _add(self, entity: Entity, text: str, is_name: int) -> None:
        words = set(words_of(text))
        if words:
            place = len(self._texts)
            for word in words:
                places = self._with_word.get(word)
                if places is None:
                    places = self._with_word[word] = array("I")
                places.append(place)
            self._texts.append(text)
            self._entities.append(entity)
            self._is_name.append(is_name)
            self._words.append(min(len(words), 65535))

    def named(self, text: str, kind: Kind) -> Entity | None:
        """The entity of `kind` that has exactly this name, or else this alias, whatever its case and accents."""
        words = words_of(text)
        if not words or any(word not in self._with_word for word in words):
            return None
        rarest = min((self._with_word[word] for word in words), key=len)
        fitting = [
            place for place in rarest if self._entities[place].kind is kind and words_of(self._texts[place]) == words
        ]
        best = min(fitting, key=lambda place: (not self._is_name[place], self._entities[place].slug), default=None)
        return None if best is None else self._entities[best]

    def search(self, query: str, kinds: Iterable[Kind] | None = None, dataset: str | None = None) -> list[Hit]:
        """What `query` may mean, best first; ties in order of kind and name.

        A label scores the mean over the words of the query of how well each was found in it, times 0.7 to 1 for the
        share of the label that the query covers. Every word has to be found.
        """
        words = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
        if not words:
            return []
        found = self._labels_with(words[0])
        for word in words[1:]:
            other = self._labels_with(word)
            found = {place: total + other[place] for place, total in found.items() if place in other}
        wanted = set(kinds) if kinds is not None else None
        distinct = len(set(words))
        hits: dict[Entity, Hit] = {}
        for place, total in found.items():
            entity = self._entities[place]
            if (wanted is not None and entity.kind not in wanted) or (
                dataset is not None and entity.dataset.slug != dataset
            ):
                continue
            covered = min(1.0, distinct / self._words[place])
            score = total / len(words) * (0.7 + 0.3 * covered) * (1.0 if self._is_name[place] else ALIAS)
            before = hits.get(entity)
            if score >= GOOD_ENOUGH and (before is None or before.score < score):
                hits[entity] = Hit(entity, score, self._texts[place])
        order = {kind: place for place, kind in enumerate(Kind)}
        return sorted(
            hits.values(),
            key=lambda hit: (-round(hit.score, 6), order[hit.entity.kind], hit.entity.name.casefold(), hit.entity.slug),
        )

    def _labels_with(self, word: str) -> dict[int, float]:
        """The labels that contain the word, something that begins with it, or something like it, with the quality."""
        found: dict[int, float] = {}
        for known, quality in self._similar_words(word):
            for place in self._with_word[known]:
                if found.get(place, 0.0) < quality:
                    found[place] = quality
        return found

    def _similar_words(self, word: str) -> Sequence[tuple[str, float]]:
        similar: list[tuple[str, float]] = []
        place = bisect_left(self._vocabulary, word)
        while place < len(self._vocabulary) and self._vocabulary[place].startswith(word):
            known = self._vocabulary[place]
            degree = len(word) / len(known)
            similar.append((known, EXACT if known == word else PREFIX * (0.8 + 0.2 * degree)))
            place += 1
        if len(word) >= SHORTEST_TYPO:
            for known, ratio, _ in process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SIMILAR_WORD, limit=20
            ):
                similar.append((known, TYPO * ratio / 100))
        return similar
