"""Translations: how a record is called and described in another language than that of its dataset.

Facts, links and identifiers belong to no language. A translation is a record of its own, of the dataset that it comes
from, which may be another than that of its subject: so that a release in one language touches that language alone, and
a correction is the change of one field.
"""

from typing import Annotated

from knowledge.model.declaring import SLUG_LENGTH, Among, Language, Name, declared, said
from knowledge.model.entity import CONCEPTS, Entity
from knowledge.model.record import shortened
from knowledge.model.vocabulary import Kind

TRANSLATABLE = (
    *CONCEPTS,
    Kind.DESCRIPTOR,
    Kind.COMMON_GROUND,
    Kind.HIRING_NEED,
    Kind.HIRING_CHANNEL,
    Kind.OUTLOOK,
    Kind.EXAMPLE,
    Kind.MEASURE,
    Kind.MARKET,
    Kind.LEARNING_RESOURCE,
)
"""Kinds whose records have a name that people read."""

TEXTS = ("description", "definition", "scope_note")
"""The longer texts of a record, which may be told in other languages."""


@declared(Kind.TRANSLATION, meaning="How a record is called in another language.", section="translations")
class Translation(Entity):
    """The names and texts of a record in another language. Its slug is made of its dataset, language and subject."""

    subject_kind: Annotated[Kind, Among(TRANSLATABLE)] = said("What the subject is.")
    subject: Entity = said("The record that is translated.", kind_from="subject_kind", indexed=True)
    language: Language = said("The language of the names and texts, as a BCP 47 tag.", indexed=True)
    hidden_aliases: tuple[Name, ...] = said(
        "Names that find it and are shown nowhere (skos:hiddenLabel).", default=(), each="hidden_alias"
    )


def slug_of(dataset: str, language: str, kind: str, subject: str) -> str:
    """The slug of the one translation of a record into a language that a dataset has."""
    return shortened("/".join((dataset, language.lower(), kind.lower().replace("_", "-"), subject)), SLUG_LENGTH)
