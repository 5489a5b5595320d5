"""What people write around a name and does not belong to it: seniority, place, contract, gender marks, levels, years.

The patterns are data, in `decorations.txt`, `decorations.de.txt` and its like, and `places.txt`: what somebody asks in
German is looked through for what is written in German, and for English after it. Nothing is taken away: a word that
decorates counts little beside the others, so that `Lead software engineer` is a software engineer and `lead aprons`
still are lead aprons. Where all words would, they count as any other.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from knowledge.words.stems import DEFAULT

FOLDER = Path(__file__).parent


class Decoration(StrEnum):
    """What a part of a text says beside the name."""

    SENIORITY = "SENIORITY"
    PLACE = "PLACE"
    CONTRACT = "CONTRACT"
    GENDER = "GENDER"
    LEVEL = "LEVEL"
    YEARS = "YEARS"
    CALL = "CALL"


class Aside(NamedTuple):
    """A part of a text that was set aside: what it says, and where it stands."""

    text: str
    decoration: Decoration
    start: int
    end: int


def _patterns(lines: str) -> Iterator[tuple[Decoration, regex.Pattern[str]]]:
    """What is looked for, section by section."""
    for section in lines.strip().split("\n\n")[1:]:
        name, *patterns = section.replace("\n    ", "").splitlines()
        yield Decoration(name.strip("[]")), regex.compile("|".join(patterns), regex.IGNORECASE)


Patterns = tuple[tuple[Decoration, regex.Pattern[str]], ...]


def _read(file: Path) -> Patterns:
    return tuple(_patterns(file.read_text(encoding="utf-8")))


PATTERNS = _read(FOLDER / "decorations.txt")
"""Those of English, which stand in names of all languages."""
LANGUAGES = frozenset(file.name.split(".")[1] for file in FOLDER.glob("decorations.*.txt"))
"""The other languages that have some of their own."""


@cache
def _patterns_of(language: str) -> Patterns:
    """What is looked for in a language, a tag without script and region; its own comes first."""
    return _read(FOLDER / f"decorations.{language}.txt") + PATTERNS if language in LANGUAGES else PATTERNS


PLACES = frozenset(
    each.strip()
    for line in (FOLDER / "places.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for each in line.split(",")
)
WORD = regex.compile(r"\p{L}[\p{L}\p{M}.']*(?:-\p{L}+)?")


def asides(text: str, language: str = DEFAULT) -> list[Aside]:
    """The parts of a text that decorate what it names, from the left; none overlaps another.

    `language` is that in which it may be asked, without script and region.
    """
    found: list[Aside] = []
    for decoration, pattern in _patterns_of(language):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                _add(found, Aside(match.group().strip(), decoration, match.start(), match.end()))
    for start, end in _places(text):
        _add(found, Aside(text[start:end], Decoration.PLACE, start, end))
    return sorted(found, key=lambda each: each.start)


def _add(found: list[Aside], new: Aside) -> None:
    if all(new.end <= each.start or each.end <= new.start for each in found):
        found.append(new)


def _places(text: str) -> list[tuple[int, int]]:
    """Where a text names a city or a country, after its first word."""
    words = list(WORD.finditer(text))
    found = []
    place = 1
    while place < len(words):
        for length in (3, 2, 1):
            run = words[place : place + length]
            if len(run) == length and " ".join(each.group() for each in run).casefold() in PLACES:
                found.append((run[0].start(), run[-1].end()))
                place += length - 1
                break
        place += 1
    return found
