"""What seeds say in several languages beside each other: `name: {en: Baker, fr: boulanger}`.

The words in the language of the dataset are the record's own. Those in others become translations, which are records of
their own. In sheets the languages have columns: `name`, `name_fr`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.model.language import USUAL
from knowledge.model.translation import TEXTS, TRANSLATABLE
from knowledge.model.vocabulary import Kind
from seeds.problems import Loc, Origin, Place
from seeds.tags import known_tag

SPOKEN = ("name", "aliases", "hidden_aliases", *TEXTS)
"""The fields that may be told in several languages."""

OWN = ""  # stands for the language of the dataset, where a sheet has a column without one


@dataclass(slots=True)
class Told:
    """What is told of a record in one language, and where each field of it stands within the record."""

    language: str
    content: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, Loc] = field(default_factory=dict)


@dataclass(slots=True)
class Divided:
    """A record's own words, what is told in other languages, and what is wrong, each with its path."""

    own: dict[str, Any]
    others: list[Told]
    faults: list[tuple[Loc, str]]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The origin of a translation that stands within a record: `paths` says where its fields do."""

    origin: Origin
    depth: int
    paths: Mapping[str, Loc]

    @property
    def file(self) -> Path:
        return self.origin.file

    def place(self, loc: Loc) -> Place:
        above, within = tuple(loc[: self.depth]), tuple(loc[self.depth :])
        if within and within[0] in self.paths:
            within = (*self.paths[str(within[0])], *within[1:])
        return self.origin.place((*above, *within))


@dataclass(frozen=True, slots=True)
class InColumns:
    """The origin of a row whose words by language stand in columns: `columns` has their keys, by field and language."""

    origin: Origin
    columns: Mapping[str, Mapping[str, str]]

    @property
    def file(self) -> Path:
        return self.origin.file

    def place(self, loc: Loc) -> Place:
        match tuple(loc):
            case (str(name), str(language), *rest) if column := self.columns.get(name, {}).get(language):
                return self.origin.place((column, *rest))
        return self.origin.place(loc)


def divided(kind: Kind, content: Mapping[str, Any], spoken: str | None) -> Divided:
    """The words of a record by language; `spoken` is that of its dataset, None where nothing says it.

    A translation has no words of its own: all that its fields say by language is told in others.
    """
    found = Divided(dict(content), [], [])
    if kind is not Kind.TRANSLATION and kind not in TRANSLATABLE:
        return found
    own = None if kind is Kind.TRANSLATION else spoken or USUAL
    others: dict[str, Told] = {}
    for name in SPOKEN:
        texts = content.get(name)
        if not isinstance(texts, dict):
            continue
        del found.own[name]
        for written, text in texts.items():
            language = _language(name, written, own, found)
            if language is None:
                continue
            told = others.setdefault(language, Told(language))
            if name in (found.own if language == own else told.content):
                found.faults.append(((name, written), f"{language} stands here twice"))
            elif language == own:
                found.own[name] = text
            else:
                told.content[name] = text
                told.paths[name] = (name, written)
        if name == "name" and own and name not in found.own:
            said = f"says no name in {own}, the language of the dataset: add it, or say `language` in the dataset"
            found.faults.append(((name,), said))
    others.pop(own or OWN, None)
    if others and kind is Kind.TRANSLATION and "language" in content:
        found.faults.append((("language",), "stands beside words by language: leave one of them out"))
    found.others = list(others.values())
    return found


def _language(name: str, written: Any, own: str | None, found: Divided) -> str | None:
    """The language that words by language name. What is wrong with it is added to the faults."""
    if written == OWN and own is not None:
        return own
    try:
        return known_tag(str(written))
    except ValueError as error:
        found.faults.append(((name, written), str(error)))
        return None


def of_subject(kind: Kind, content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A record in a file that is all in one language, as the translation that it is."""
    told = dict(content)
    subject = {"subject": told.pop("slug")} if "slug" in told else {}
    return {"subject_kind": kind.value, **subject, "language": language, **told}
