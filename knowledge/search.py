"""Finding things by what people type: names, aliases, beginnings of words, words in any order, and typing errors."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
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


class _Label(NamedTuple):
    entity: Entity
    text: str
    words: tuple[str, ...]
    is_name: bool


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation; `c++`, `c#` and `.net` stay what they are."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return tuple(re.findall(r"\.?[a-z0-9]+[+#]*", plain) or re.findall(r"\w+", plain))


class SearchIndex:
    """An index of entities by the words of their names, aliases and other labels."""

    __slots__ = ("_exact", "_labels", "_vocabulary", "_with_word")

    def __init__(self, entities: Iterable[Entity]):
        self._labels: list[_Label] = []
        self._exact: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for entity in entities:
            more = getattr(entity, "examples", ()) if entity.kind is Kind.HIRING_NEED else ()
            for text, is_name in ((entity.name, True), *((alias, False) for alias in (*entity.aliases, *more))):
                words = words_of(text)
                if words:
                    self._exact[words].append(len(self._labels))
                    for word in set(words):
                        self._with_word[word].append(len(self._labels))
                    self._labels.append(_Label(entity, text, words, is_name))
        self._vocabulary = sorted(self._with_word)

    def named(self, text: str, kind: Kind) -> Entity | None:
        """The entity of `kind` that has exactly this name, or else this alias, whatever its case and accents."""
        labels = [self._labels[place] for place in self._exact.get(words_of(text), ())]
        fitting = [label for label in labels if label.entity.kind is kind]
        best = min(fitting, key=lambda label: (not label.is_name, label.entity.slug), default=None)
        return None if best is None else best.entity

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
        hits: dict[Entity, Hit] = {}
        for place, total in found.items():
            label = self._labels[place]
            if (wanted is not None and label.entity.kind not in wanted) or (
                dataset is not None and label.entity.dataset.slug != dataset
            ):
                continue
            covered = min(1.0, len(set(words)) / len(set(label.words)))
            score = total / len(words) * (0.7 + 0.3 * covered) * (1.0 if label.is_name else ALIAS)
            before = hits.get(label.entity)
            if score >= GOOD_ENOUGH and (before is None or before.score < score):
                hits[label.entity] = Hit(label.entity, score, label.text)
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
