"""Names for women and men of one occupation, brought to one form: `boulangère`, `boulanger`; `Kauffrau`, `Kaufmann`.

Two ways in which texts name both. Words of their own are compared by one ending (`genders.txt`): in labels as in
queries, so that either form finds the other, and a pair (`Bäcker/Bäckerin`) says each word once. Where only an ending
is added (`Lehrer/-in`, `Lehrer*innen`, `infirmier(ère)`, `enfermero/a`), it is left out before words are divided.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

FILE = Path(__file__).with_name("genders.txt")
LETTERS_BEFORE = 3
ADDED = {
    "de": r"(?<=\p{L}{3})(?:(?:[/*:_·|]-?|\(-?)(?:innen|in|frau)\b\)?|(?<=\p{Ll})In(?:nen)?\b)",
    "fr": r"(?<=\p{L}{3})(?:[/·•.]-?|\(-?)"
    r"(?:[eè]re|euse|rice|trice|ne|enne|ienne|onne|le|ve|ive|e)(?:[·•.]?s)?\b\)?",
    "es": r"(?<=\p{L}{3})(?:[/@]-?|\(-?)(?:ras?|as?|es|triz|esa|ora)\b\)?",
    "it": r"(?<=\p{L}{3})(?:[/*]-?|\(-?)(?:a|e|ice|trice|essa|ra)\b\)?",
    "pt": r"(?<=\p{L}{3})(?:/-?|\(-?)(?:as?|ra|eira|triz)\b\)?",
}
"""Endings that are added to a word after a sign, by language."""


class Ending(NamedTuple):
    """An ending that is compared as another one, where so many letters stand before it."""

    text: str
    instead: str
    least: int


def _read() -> dict[str, Sequence[Ending]]:
    found: dict[str, Sequence[Ending]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            language, endings = line.split(":", 1)
            found[language.strip()] = tuple(map(_ending, endings.split(",")))
    return found


def _ending(text: str) -> Ending:
    said, instead = (each.strip() for each in text.split("="))
    least, _, ending = said.rpartition(" ")
    return Ending(ending, instead, int(least or LETTERS_BEFORE))


ENDINGS = _read()


@cache
def one_form(language: str) -> Callable[[str], str]:
    """What brings a word of a language, without accents, to the form in which both genders are compared."""
    endings = ENDINGS.get(language, ())

    def form(word: str) -> str:
        for ending in endings:
            if word.endswith(ending.text) and len(word) - len(ending.text) >= ending.least:
                return word[: len(word) - len(ending.text)] + ending.instead
        return word

    return form


@cache
def _added(language: str) -> "regex.Pattern[str] | None":
    return regex.compile(ADDED[language]) if language in ADDED else None


def without_endings(text: str, language: str) -> str:
    """A text without the endings that are added to words for the other gender (`Lehrer/-in`)."""
    pattern = _added(language)
    return text if pattern is None else pattern.sub("", text)
