"""Whom words are for: those of ours in one language, and those of the records in the languages wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from api.languages import accepted, in_address
from api.protocol import BadRequest
from api.tongues import SPOKEN, Tongue, language_for, tongue
from knowledge.model.entity import Entity
from knowledge.sentences import Part, whole
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.translations import Translations, relevant

FROM_THE_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left."""
NO_TRANSLATIONS = Translations()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads. `languages` are those of records that matter to it, best first; none for the datasets' own.

    `chosen` is the language that the address names, which its links keep. It is a `knowledge.sentences.Speaker`.
    """

    language: str = SPOKEN
    languages: tuple[str, ...] = ()
    translations: Translations = NO_TRANSLATIONS
    chosen: str | None = None

    @property
    def direction(self) -> str:
        """Which way the page is written: `ltr` or `rtl`."""
        return "rtl" if self.language.partition("-")[0] in FROM_THE_RIGHT else "ltr"

    def kept(self, address: str) -> str:
        """An address of the page with the language that was chosen, which links keep."""
        if not self.chosen:
            return address
        return f"{address}{'&' if '?' in address else '?'}language={self.chosen}"

    @property
    def _tongue(self) -> Tongue:
        return tongue(self.language)

    def say(self, text: str, **values: str) -> str:
        """A text of ours, with values in their places (`{name}`)."""
        return self._tongue.text(text).format(**values)

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        """A text about a number of things, which is its value `count`."""
        return self._tongue.form(count, one, other).format(count=self.number(count), **values)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return self._tongue.number(value)

    def share(self, value: float) -> str:
        """A share, 0 to 1, in whole per cent."""
        return self._tongue.share(value)

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        return self._tongue.listed(parts)

    def joined(self, parts: Sequence[str], between: str) -> str:
        """Several, one after the other, with `between` between them."""
        return between.join(parts)

    def name(self, entity: Entity, part: Part = whole) -> str:
        """What a record is called, or a part of that."""
        return part(self.translations.name(entity, self.languages) if self.languages else entity.name)

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


class Reading(Audience):
    """The same for HTML: what it says is markup in which names of another language than the page's say so."""

    __slots__ = ()

    def say(self, text: str, **values: str) -> str:
        return Markup(escape(self._tongue.text(text))).format(**values)

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        return Markup(escape(self._tongue.form(count, one, other))).format(count=self.number(count), **values)

    def listed(self, parts: Sequence[str]) -> str:
        return Markup(super().listed([escape(each) for each in parts]))

    def joined(self, parts: Sequence[str], between: str) -> str:
        return Markup(escape(between)).join(parts)

    def name(self, entity: Entity, part: Part = whole) -> str:
        return self.words(super().name(entity, part), self.language_of(entity))

    def words(self, text: str, language: str) -> Markup:
        """Words of the data, which are in this language."""
        if language == self.language:
            return escape(text)
        return Markup('<span lang="{}" dir="auto">{}</span>').format(language, text)


def reading(to: Audience) -> Reading:
    """An audience that reads HTML."""
    return Reading(to.language, to.languages, to.translations, to.chosen)


def speaking(languages: Sequence[str], translations: Translations) -> Audience:
    """Who says sentences to readers of these languages, best first."""
    return Audience(language_for(languages), tuple(languages), translations)


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
