"""The languages that the server speaks: what each says for the English texts, and how it writes numbers and lists.

What a language says is in `words`, a file for each, called by its BCP 47 tag, by the English text. A file that is added
is a language more. A text about a number of things has one for each form that the language has, as CLDR names them:
`one`, `few`, `many`, `other`. How numbers and lists are written is known of all languages (Babel, from CLDR).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from knowledge.model.language import chain
from knowledge.sentences import ENGLISH

FOLDER = Path(__file__).with_name("words")
SPOKEN = "en"  # the language of the texts themselves
DIGITS = "#,##0.######"

Words = Mapping[str, str | Mapping[str, str]]


class Tongue:
    """A language. English says the texts as they are."""

    def __init__(self, language: str, words: Words):
        self.language = language
        self._words = words
        self._locale = Locale.parse(language, sep="-")

    def text(self, english: str) -> str:
        """What it says for a text, which is the text itself where it has none."""
        found = self._words.get(english, english)
        return found if isinstance(found, str) else english

    def form(self, count: int, one: str, other: str) -> str:
        """What it says for a text about so many things."""
        found = self._words.get(other)
        if found is None or isinstance(found, str):
            return one if count == 1 else other
        return found.get(self._locale.plural_form(count)) or found["other"]

    def number(self, value: float) -> str:
        """As `knowledge.sentences.Speaker` says."""
        if self.language == SPOKEN:
            return ENGLISH.number(value)
        return str(format_decimal(value, DIGITS, self._locale))

    def share(self, value: float) -> str:
        """A share, 0 to 1, in whole per cent."""
        return ENGLISH.share(value) if self.language == SPOKEN else str(format_percent(value, locale=self._locale))

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        return ENGLISH.listed(parts) if self.language == SPOKEN else format_list(parts, locale=self._locale)


def language_for(wanted: Sequence[str]) -> str:
    """The first of these languages that there are words for, or what it is a special case of; else English."""
    known = {SPOKEN, *_files()}
    return next((each for tag in wanted for each in chain(tag) if each in known), SPOKEN)


@cache
def tongue(language: str) -> Tongue:
    """A language that there are words for; any other says English texts."""
    file = _files().get(language)
    if file is None:
        return Tongue(SPOKEN, MappingProxyType({}))
    return Tongue(language, MappingProxyType(json.loads(file.read_text(encoding="utf-8"))))


@cache
def _files() -> Mapping[str, Path]:
    return MappingProxyType({file.stem: file for file in sorted(FOLDER.glob("*.json"))})
