"""The words of a dataset's labels, and which of them a typed word may stand for: whole, begun, or with an error."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from knowledge.words.compounds import Compounds
from knowledge.words.misspellings import LONGEST, SHORTEST_TYPO, Alike, Misspellings
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import tongue

INFLECTED, PREFIX, TYPO = 0.97, 0.9, 0.85  # how much a word counts that was found so; prefixes and typos by degree
SHORTEST_PREFIX = 3  # letters of a word that is looked for as the beginning of others anywhere in a label
MOST_BEGUN = 60  # words that a beginning is taken for, those that most labels have
MOST_KNOWN = 20_000  # words whose meaning is remembered
UNNAMED = 0.7  # how much a word counts that is said somewhere, but in no label, and looks like one that is
GUESSED = 0.5  # how much a word counts whose beginning is all that is known
BEGINS, BEGINS_MANY = 4, 5  # letters of a known word that another begins with, and of words that begin as it does
SHARE_OF_WORD, SHARE_OF_BEGINNING = 0.4, 0.33  # of the letters of the word that is guessed at
MOST_GUESSED = 8
UNSEEN = -1
NUMERONYM = regex.compile(r"([a-z])([0-9]{1,2})([a-z])")


class Meant(NamedTuple):
    """A term that a word may stand for, and how sure that is, 0 to 1."""

    term: int
    quality: float


class Vocabulary:
    """Terms are stems, numbered from 0. `words` are those of labels, ascending, `terms` the terms of these."""

    def __init__(self, language: str = DEFAULT):
        self._form = tongue(language).form
        self._compounds = Compounds() if tongue(language).is_compounding else None
        self._numbers: dict[str, int] = {}
        self._of_word: dict[str, int] = {}
        self._of_other: dict[str, int | None] = {}  # terms of words in forms that nothing has
        self._known: dict[tuple[str, bool, bool], tuple[Meant, ...]] = {}
        self._alike: dict[tuple[str, bool], Alike] = {}
        self.words: list[str] = []
        self.terms: list[int] = []

    def number(self, words: Iterable[str]) -> list[int]:
        """The term of each word; new words get one."""
        found = []
        for word in words:
            term = self._of_word.get(word)
            if term is None:
                term = self._of_word[word] = self._numbers.setdefault(self._form(word), len(self._numbers))
            found.append(term)
        return found

    def __len__(self) -> int:
        return len(self._numbers)

    def seal(self, label_words: Mapping[str, int]) -> None:
        """Nothing more comes: get ready for questions. Of all words, those of labels can be begun and misspelt.

        `label_words` says how often each stands in a label.
        """
        self.words = sorted(label_words)
        self._often = [label_words[word] for word in self.words]
        self.terms = [self._of_word[word] for word in self.words]
        self._labelled = frozenset(self.terms)
        self._misspellings = Misspellings.of(self.words)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What it is, to be kept."""
        return {
            "stems": _as_bytes(self._numbers),
            "known": _as_bytes(self._of_word),
            "known_terms": np.fromiter(self._of_word.values(), np.int32, len(self._of_word)),
            "words": _as_bytes(self.words),
            "often": np.array(self._often, np.int32),
            **self._misspellings.arrays(),
        }

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Makes it what it was when its `arrays` were kept."""
        known = dict(zip(_as_words(arrays["known"]), arrays["known_terms"].tolist(), strict=True))
        words = _as_words(arrays["words"])
        terms = [known[word] for word in words]
        self._misspellings = Misspellings(words, arrays["hashes"], arrays["places"])
        self._numbers = {stem: number for number, stem in enumerate(_as_words(arrays["stems"]))}
        self._of_word, self.words, self.terms = known, words, terms
        self._often = arrays["often"].tolist()
        self._labelled = frozenset(terms)
        self._of_other.clear()
        self._known.clear()
        self._alike.clear()

    def term_of(self, word: str) -> int | None:
        """The term of a word that somebody types, None if nothing has it."""
        term = self._of_word.get(word)
        if term is not None:
            return term
        other = self._of_other.get(word, UNSEEN)
        if other == UNSEEN:
            if len(self._of_other) >= MOST_KNOWN:
                self._of_other.clear()
            other = self._of_other[word] = self._numbers.get(self._form(word))
        return other

    def is_known(self, word: str) -> bool:
        """Whether a label has the word, in any form."""
        return self.term_of(word) in self._labelled

    def labelled(self, word: str) -> int | None:
        """The term of a word that a label has, or of a form of one that something has; None for any other."""
        term = self._of_word.get(word)
        return term if term in self._labelled else None

    def begun(self, letters: str) -> range:
        """The places of the words that begin with some letters."""
        end = bisect_left(self.words, letters + "\U0010ffff")
        return range(bisect_left(self.words, letters, hi=end), end)

    def meant(self, word: str, is_last: bool, compare: bool) -> tuple[Meant, ...]:
        """The terms that a word may stand for, surest first: `is_last` if it may be typed half.

        With `compare`, an unknown word with more than one error is looked for among all that begin with its letter.

        A known word is what it says, or if it is the last, the beginning of another. An unknown one may be the
        beginning of one, a numeronym, or misspelt.
        """
        key = word, is_last, compare
        known = self._known.get(key)
        if known is None:
            known = self._meant(*key)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = known
        return known

    def _meant(self, word: str, is_last: bool, compare: bool) -> tuple[Meant, ...]:
        found: dict[int, float] = {}
        term = self.term_of(word)
        if term is not None:
            found[term] = 1.0
        known = term in self._labelled
        if len(word) >= SHORTEST_PREFIX and (is_last or not known):
            for place in sorted(self.begun(word), key=lambda each: (-self._often[each], each))[:MOST_BEGUN]:
                quality = PREFIX * (0.8 + 0.2 * len(word) / len(self.words[place])) * (0.7 if known else 1.0)
                _keep(found, self.terms[place], quality)
        if not known:
            for place in self._numeronyms(word):
                _keep(found, self.terms[place], TYPO)
            if term is not None and any(self.words[each][0] == word[0] for each, _ in self._misspelt(word, False)):
                found[term] = UNNAMED
            for place, ratio in self._misspelt(word, compare):
                _keep(found, self.terms[place], TYPO * ratio)
        if is_last and not found:
            for guess in self._guessed(word):
                _keep(found, guess, GUESSED)
        if self._compounds is not None:
            for place, quality in self._compounds.having(self, word):
                _keep(found, self.terms[place], quality)
        return tuple(Meant(*each) for each in sorted(found.items(), key=lambda each: (-each[1], each[0])))

    def _guessed(self, word: str) -> Sequence[int]:
        """The terms by which a word is guessed that looks like none: what it begins with, or what begins as it does.

        A trainmaster has to do with trains, and a ballerina with ballet, more than with nothing at all.
        """
        for end in range(len(word) - 1, BEGINS - 1, -1):
            whole = self._of_word.get(word[:end])
            if whole is not None and end >= SHARE_OF_WORD * len(word):
                return [whole]
            begun = self.begun(word[:end])
            if len(begun) and end >= max(BEGINS_MANY, SHARE_OF_BEGINNING * len(word)):
                usual = sorted(begun, key=lambda each: (-self._often[each], each))
                return [self.terms[place] for place in usual[:MOST_GUESSED]]
        return []

    def parts_of(self, word: str) -> tuple[str, ...]:
        """The words of labels that a compound is made of, from the left; none for what is no compound."""
        return () if self._compounds is None else self._compounds.parts_of(self, word)

    def corrected(self, word: str, *, compare: bool = True) -> str | None:
        """The word of labels that an unknown one looks most like; None if none does, or it may begin one.

        With `compare`, also one with more errors than its length allows.
        """
        if not self.is_strange(word):
            return None
        alike = self._misspelt(word, compare)
        return self.words[alike[0][0]] if alike else None

    def is_strange(self, word: str) -> bool:
        """Whether no label has a word, and none that begins so, and it is no compound either."""
        unnamed = self._of_word.get(word) not in self._labelled
        return unnamed and not len(self.begun(word)) and not self.parts_of(word)

    def _numeronyms(self, word: str) -> Iterator[int]:
        if match := NUMERONYM.fullmatch(word):
            first, between, last = match.groups()
            for place in self.begun(first):
                if len(self.words[place]) == int(between) + 2 and self.words[place].endswith(last):
                    yield place

    def _misspelt(self, word: str, compare: bool) -> Alike:
        """The places of words that look like one, and how much alike they are, 0 to 1, the most alike first."""
        if not SHORTEST_TYPO <= len(word) <= LONGEST:
            return []
        alike = self._alike.get((word, compare))
        return self._looked_up((word,), compare)[word] if alike is None else alike

    def look_up(self, words: Iterable[str], *, compare: bool = True) -> None:
        """Looks at once for what many unknown words look like, which takes several times as long word by word."""
        lengths = range(SHORTEST_TYPO, LONGEST + 1)
        new = [word for word in dict.fromkeys(words) if len(word) in lengths and (word, compare) not in self._alike]
        if new:
            self._looked_up(new, compare)

    def _looked_up(self, words: Sequence[str], compare: bool) -> dict[str, Alike]:
        """What words look like: with few errors, or if there is none and `compare`, with most of their letters."""
        found = self._misspellings.with_errors(words)
        if len(self._alike) >= MOST_KNOWN:
            self._alike.clear()
        self._alike.update(((word, False), alike) for word, alike in found.items())
        if compare:
            found |= self._misspellings.like(word for word, alike in found.items() if not alike)
            self._alike.update(((word, True), alike) for word, alike in found.items())
        return found


def _as_bytes(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words, none of which has the end of a line in it."""
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def _as_words(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode("utf-8", "surrogatepass").split("\n") if len(text) else []


def _keep(found: dict[int, float], term: int, quality: float) -> None:
    if found.get(term, 0.0) < quality:
        found[term] = quality
