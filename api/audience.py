"""Whom a page is printed for: its own words in one language, and those of the records in the languages wanted.

The page's own words are keyed by the English text; what other languages say for them is in `words`, a file for each
language, called by its BCP 47 tag. A file that is added is a language more.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from api.languages import accepted, in_address
from api.protocol import BadRequest
from knowledge.model.entity import Entity
from knowledge.model.language import chain
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.translations import Translations, relevant

FOLDER = Path(__file__).with_name("words")
SPOKEN = "en"  # the language of the texts themselves
FROM_THE_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left."""
NO_TRANSLATIONS = Translations()


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    files = sorted(FOLDER.glob("*.json"))
    return MappingProxyType({file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files})


def language_for(wanted: Sequence[str]) -> str:
    """The first of these languages that pages have words for, or what it is a special case of; else English."""
    known = {SPOKEN, *_languages()}
    return next((each for tag in wanted for each in chain(tag) if each in known), SPOKEN)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a page. `languages` are those of records that matter to it, best first; none for the datasets' own.

    `chosen` is the language that the address names, which its links keep.
    """

    language: str = SPOKEN
    languages: tuple[str, ...] = ()
    translations: Translations = NO_TRANSLATIONS
    chosen: str | None = None

    @property
    def direction(self) -> str:
        """Which way the page is written: `ltr` or `rtl`."""
        return "rtl" if self.language.partition("-")[0] in FROM_THE_RIGHT else "ltr"

    @property
    def kept(self) -> str:
        """What links have after their path."""
        return f"?language={self.chosen}" if self.chosen else ""

    def say(self, text: str, **values: object) -> str:
        """A text of the page, with values in their places (`{name}`)."""
        return _languages().get(self.language, {}).get(text, text).format(**values)

    def name(self, entity: Entity) -> str:
        """What a record is called."""
        return self.translations.name(entity, self.languages) if self.languages else entity.name

    def aliases(self, entity: Entity) -> Sequence[str]:
        """What else it is called, in the language of its name."""
        told = self.translations.told(entity, self.languages) if self.languages else None
        return entity.aliases if told is None else told.aliases

    def text(self, entity: Entity, field: str) -> str | None:
        """A text of a record, as `description`."""
        found: str | None = (
            self.translations.text(entity, field, self.languages) if self.languages else getattr(entity, field)
        )
        return found

    def language_of(self, entity: Entity) -> str:
        """The language of its name."""
        told = self.translations.language(entity, self.languages) if self.languages else None
        return told or entity.dataset.spoken

    def language_of_text(self, entity: Entity, field: str) -> str:
        """The language of a text of it."""
        told = self.translations.language_of_text(entity, field, self.languages) if self.languages else None
        return told or entity.dataset.spoken


def audience(snapshot: Snapshot, query_string: bytes, accept_language: str) -> Audience:
    """Who asks for a page. An address that names no language is taken as one that names none: people type addresses."""
    try:
        chosen = in_address(query_string)
    except BadRequest:
        chosen = None
    wanted = (*(chosen or ()), *accepted(accept_language))
    spoken = tuple(sorted({each.spoken for each in snapshot.datasets.values()}))
    languages = relevant(wanted, snapshot.translations.languages, spoken) if snapshot.translations else ()
    return Audience(language_for(wanted), languages, snapshot.translations, chosen[0] if chosen else None)
