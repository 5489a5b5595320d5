"""Sentences of ours in the language of who asks: that of an argument, else those of the request, else English."""

from typing import Annotated, Any

import strawberry

from knowledge.model.language import TAG_LENGTH
from knowledge.sentences import told
from schema.context import Info
from schema.directives import Length
from schema.languages import wanted
from schema.resolvers import READS, SPOKEN

SaidIn = Annotated[
    str | None,
    strawberry.argument(
        description="The language in which it is said and names things, as a BCP 47 tag; null for that of the request "
        "(Accept-Language), if anything is translated into it. English where there are no words of it.",
        directives=[Length(letters=TAG_LENGTH)],
    ),
]


def sentence(reads: str, says: str, *directives: object, type_: Any = str) -> Any:
    """A field with the sentence that an attribute has, or null."""

    def resolve(root: Any, info: Info, language: SaidIn = None) -> Any:
        said = getattr(root, reads)
        languages = wanted(info.context, language)
        return told(said, info.context.speaker(languages)) if languages and said is not None else said

    setattr(resolve, READS, reads)  # for `schema.resolvers`: as long as nobody asks otherwise
    setattr(resolve, SPOKEN, True)
    return strawberry.field(resolver=resolve, description=says, graphql_type=type_, directives=directives)
