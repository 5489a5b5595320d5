"""Compounds of languages that write several words as one, divided by the words that labels have (Koehn 2003).

No dictionary: `Softwareentwickler` is Software and Entwickler where labels have both words, or one of these and a known
compound. Between parts there may be an element that only joins them (Anwendung-s-entwickler).
"""

from bisect import bisect_left
from typing import Protocol

JOINTS = ("", "s", "es", "n", "en", "er", "e", "-")
"""What may stand between the parts, of German, Dutch and the languages of Scandinavia."""
SHORTEST_PART = 4  # letters: shorter ones are in too many words by chance (Amt, tor)
LONGEST = 48  # letters of a word that is divided
MOST_PARTS = 4
PART_OF = 0.7  # how much a word counts for a compound of which it is a part; times how much of it that is
MOST_HAVING = 60  # compounds that a word is taken for, those of which it is most


class Words(Protocol):
    """The words of labels, ascending (`words.vocabulary`)."""

    words: list[str]

    def is_known(self, word: str) -> bool: ...

    def begun(self, letters: str) -> range: ...


class Compounds:
    """Divides words by the words of one vocabulary, and finds those of its words that have one as a part."""

    def __init__(self) -> None:
        self._backwards: tuple[list[str], list[int]] | None = None

    def parts_of(self, of: Words, word: str) -> tuple[str, ...]:
        """The fewest words of labels that make a word, from the left; none where it is no compound of such."""
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST:
            return ()
        for most in range(2, MOST_PARTS + 1):
            parts = self._divided(of, word, most)
            if parts:
                return parts
        return ()

    def _divided(self, of: Words, word: str, most: int) -> tuple[str, ...]:
        """At most so many parts of a word, the first as long as can be; a single one is no division."""
        known = of.is_known
        for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first, rest = word[:end], word[end:]
            if not known(first):
                continue
            for joint in JOINTS:
                left = rest.removeprefix(joint)
                if (joint and left == rest) or len(left) < SHORTEST_PART:
                    continue
                if known(left):
                    return first, left
                if most > 2 and (others := self._divided(of, left, most - 1)):
                    return first, *others
        return ()

    def having(self, of: Words, word: str) -> list[tuple[int, float]]:
        """The places of words that begin or end with one, and are made of it and other known words; how much it counts.

        The more of a compound it is, the more: 0 to 0.7.
        """
        if len(word) < SHORTEST_PART:
            return []
        words = of.words
        found = {}
        for place in (*of.begun(word), *self._ending(of, word)):
            whole = words[place]
            if len(whole) - len(word) >= SHORTEST_PART and len(whole) <= LONGEST and self._is_part(of, word, whole):
                found[place] = PART_OF * (0.5 + 0.5 * len(word) / len(whole))
        return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST_HAVING]

    def _is_part(self, of: Words, word: str, whole: str) -> bool:
        """Whether what is left of a word that begins or ends with another is made of known ones."""
        known = of.is_known
        if whole.endswith(word):
            rest = whole.removesuffix(word)
            lefts = {rest.removesuffix(joint) for joint in JOINTS}
        else:
            rest = whole.removeprefix(word)
            lefts = {rest.removeprefix(joint) for joint in JOINTS}
        return any(len(left) >= SHORTEST_PART and (known(left) or self.parts_of(of, left)) for left in lefts)

    def _ending(self, of: Words, letters: str) -> list[int]:
        """The places of the words that end with some letters."""
        if self._backwards is None:
            turned = sorted((word[::-1], place) for place, word in enumerate(of.words))
            self._backwards = [word for word, _ in turned], [place for _, place in turned]
        words, places = self._backwards
        begin = letters[::-1]
        start = bisect_left(words, begin)
        return places[start : bisect_left(words, begin + "\U0010ffff", lo=start)]
