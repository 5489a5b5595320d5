"""Words in the language of who asks: that of an argument, else those of the request, else that of the dataset."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput
from knowledge.model import entities
from knowledge.model.declaring import description
from knowledge.model.language import TAG_LENGTH, canonical
from knowledge.model.translation import TEXTS
from schema.additions import WithExtensions
from schema.context import Context, Info
from schema.directives import Length
from schema.resolvers import READS, SPOKEN

InLanguage = Annotated[
    str | None,
    strawberry.argument(
        description="The language that is wanted, as a BCP 47 tag; null for that of the request (Accept-Language). "
        "Where it is not there, what it is a special case of (fr-CA, fr), then the language of the dataset.",
        directives=[Length(letters=TAG_LENGTH)],
    ),
]

TypedIn = Annotated[
    str | None,
    strawberry.argument(
        description="The language of who asks, as a BCP 47 tag; null for those of the request (Accept-Language), else "
        "those of the datasets. What is found in it comes first, and what is found in all others after it, unless "
        "these know the words and it does not.",
        directives=[Length(letters=TAG_LENGTH)],
    ),
]


def wanted(context: Context, language: str | None) -> Sequence[str]:
    """The languages for which a field answers, best first. Raises `BadInput` for what is no language tag."""
    if language is None:
        return context.languages
    try:
        return (canonical(language),)
    except ValueError as error:
        raise BadInput(f"{error}.".replace(f"{language[:60]!r}", f'"{language[:60]}"'), ["language"]) from error


def told_in(attribute: Any, *directives: object, type_: Any = None, says: str | None = None) -> Any:
    """A field with the name or a text of an entity, in the language that is wanted."""
    name = attribute.__name__

    def resolve(root: Any, info: Info, language: InLanguage = None) -> Any:
        languages = wanted(info.context, language)
        if not languages:
            return getattr(root, name)
        translations = info.context.snapshot.translations
        return translations.text(root, name, languages) if name in TEXTS else translations.name(root, languages)

    return _field(resolve, name, says or description(attribute), type_ or (str | None), directives)


def aliases_in(*directives: object, says: str | None = None) -> Any:
    """A field with the aliases of an entity, in the language in which its name is told."""
    name = "aliases"

    def resolve(root: Any, info: Info, extensions: WithExtensions = True, language: InLanguage = None) -> Any:
        languages = wanted(info.context, language)
        found = info.context.snapshot.translations.told(root, languages) if languages else None
        if found is not None:
            return found.aliases
        return root.aliases if extensions else info.context.snapshot.additions.own(root, name)

    return _field(resolve, name, says or description(entities.Entity.aliases), list[str], directives)


def _field(resolve: Any, reads: str, says: str, type_: Any, directives: Sequence[object]) -> Any:
    setattr(resolve, READS, reads)  # for `schema.resolvers`: as long as nobody asks otherwise
    setattr(resolve, SPOKEN, True)
    return strawberry.field(resolver=resolve, description=says, graphql_type=type_, directives=directives)


def language_of(entity: entities.Entity, context: Context, language: str | None) -> str:
    """The language in which the name of an entity is told."""
    languages = wanted(context, language)
    found = context.snapshot.translations.language(entity, languages) if languages else None
    return found or entity.dataset.spoken


def language_of_text(entity: entities.Entity, field: str, context: Context, language: str | None) -> str | None:
    """The language in which a text of an entity is told, None where there is none."""
    languages = wanted(context, language)
    translations = context.snapshot.translations
    found = translations.language_of_text(entity, field, languages) if languages else None
    return found or (None if getattr(entity, field) is None else entity.dataset.spoken)
