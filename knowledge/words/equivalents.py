"""Words that stand for others, wherever they are met: `golang` is Go, in a name and in what people type.

They are data, in `equivalents.txt`, one group a line: `react.js, reactjs = react`. A text is brought to one form by
replacing the longest run of words that a group has, from the left; what was put in is not looked at again.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.words.spelling import words_of

FILE = Path(__file__).with_name("equivalents.txt")
SHORTEST_SINGULAR = 5  # letters of a word that has a plural of its own: abbreviations have none
PLURALS = (("man", "men"), ("ss", "sses"), ("ch", "ches"), ("s", "s"), ("y", "ies"), ("", "s"))
"""Endings of one thing, and of several."""


class Equivalents:
    """The groups of a text of lines. Raises `ValueError` for a line that is no group, with its number."""

    def __init__(self, lines: str):
        self._instead: dict[tuple[str, ...], tuple[str, ...]] = {}
        for number, line in enumerate(lines.splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            others, separator, meant = line.partition("=")
            words = words_of(meant)
            if not separator or not words:
                raise ValueError(f"Line {number} is no group of words that stand for another: {line!r}.")
            for other in others.split(","):
                said = words_of(other)
                if not said:
                    raise ValueError(f"Line {number} has a word without letters: {line!r}.")
                if self._instead.setdefault(said, words) != words:
                    raise ValueError(f"Line {number} says of {other.strip()!r} what an earlier line says otherwise.")
        for said, words in list(self._instead.items()):
            for many in _plurals(said):
                self._instead.setdefault(many, words)
        self._longest: dict[str, int] = {}  # by first word
        for said in self._instead:
            self._longest[said[0]] = max(len(said), self._longest.get(said[0], 0))

    def brought(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words with those replaced that stand for others."""
        if self._longest.keys().isdisjoint(words):
            return tuple(words)
        found: list[str] = []
        place = 0
        while place < len(words):
            for length in range(self._longest.get(words[place], 0), 0, -1):
                instead = self._instead.get(tuple(words[place : place + length]))
                if instead is not None:
                    found += instead
                    place += length
                    break
            else:
                found.append(words[place])
                place += 1
        return tuple(found)


def _plurals(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same words of several things, in English: firemen, waitresses."""
    *before, last = words
    if (before or len(last) >= SHORTEST_SINGULAR) and last.isalpha():
        for end, instead in PLURALS:
            if last.endswith(end):
                yield (*before, last.removesuffix(end) + instead)
                return


EQUIVALENTS = Equivalents(FILE.read_text(encoding="utf-8"))
"""Those that are shipped."""
