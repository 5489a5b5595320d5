"""What strings mean, in GraphQL: many at once, each with its best entities."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from knowledge.errors import BadInput
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from knowledge.words.decorations import Decoration
from knowledge.words.hits import Normalized
from schema.connections import reading
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import Entity
from schema.enums import EntityType, describe
from schema.filters import find
from schema.languages import TypedIn, wanted

MOST_TERMS = 1_000
MOST_MATCHES = 20
SURE_ENOUGH = 0.3  # the confidence from which a match is given where nobody says how sure it has to be


describe(
    Decoration,
    None,
    "What a part of a string says beside the name.",
    SENIORITY="How far somebody has come: Senior, Jr., Lead, Trainee.",
    PLACE="Where the work is: a city, a country, remote.",
    CONTRACT="How it is employed: part time, freelance, night shift.",
    GENDER="That everybody may apply: (m/f/d).",
    LEVEL="How well something is known, or how high it stands: (advanced), good knowledge of, II.",
    YEARS="How long, or when: 5 years, 2019-2021.",
    CALL="That somebody looks for it: wanted, vacancy, job.",
)


@strawberry.type(description="A part of a string that was set aside: it decorates a name and does not belong to it.")
class SetAside:
    text: str = strawberry.field(description="The part, as it was given.")
    decoration: Decoration = strawberry.field(description="What it says.")


@strawberry.type(description="Something that a string may mean.")
class TermMatch:
    entity: Entity = strawberry.field(description="What is meant.")
    confidence: float = strawberry.field(
        description="How likely it is what was meant, 0 to 1: of matches at 0.8, eight in ten are right, measured on "
        "names that the knowledge base was not told."
    )
    matched: str = strawberry.field(description="The name or alias that was found, in whatever language.")
    language: str = strawberry.field(description="The language of `matched`, as a BCP 47 tag.")
    stands_for: list[Entity] = strawberry.field(
        description="What else matches it exactly (skos:exactMatch), in other datasets, and is not listed again.",
        directives=[ListSize(assumed_size=2)],
    )


@strawberry.type(description="A string, and what it may mean.")
class NormalizedTerm:
    term: str = strawberry.field(description="The string, as it was given.")
    matches: list[TermMatch] = reading(
        "hits",
        "What it may mean, surest first; empty where nothing is sure enough.",
        directives=[ListSize(assumed_size=1)],
    )
    set_aside: list[SetAside] = strawberry.field(
        description="Parts that were set aside, from the left.", directives=[ListSize(assumed_size=2)]
    )
    parts: list["NormalizedTerm"] = strawberry.field(
        description="Where the string is a list of several things (`python, java, sql`), each of them, understood by "
        "itself; empty where it is one thing. The first lists of a request are divided, up to 2,000 things in all.",
        directives=[ListSize(assumed_size=2)],
    )


@strawberry.type
class SearchingRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What each of up to 1,000 strings means: names of skills, tools, roles and more, in any form, with "
        "typing errors, levels, seniority and places around them. In the order of `terms`.",
        graphql_type=list[NormalizedTerm] | None,
        directives=[UNLESS_WRONG, ListSize(slicing_arguments=["terms"])],
    )
    def normalize(
        self,
        info: Info,
        terms: Annotated[
            list[str],
            strawberry.argument(
                description="1 to 1,000 strings of at most 500 letters.",
                directives=[Length(letters=500, items=MOST_TERMS), Cost(weight=40, letters=50)],
            ),
        ],
        types: Annotated[
            list[EntityType] | None, strawberry.argument(description="Only entities of these types; null for all.")
        ] = None,
        dataset: Annotated[
            str | None, strawberry.argument(description="Only entities of the dataset with this slug.")
        ] = None,
        min_confidence: Annotated[
            float | None, strawberry.argument(description="How sure a match has to be, 0 to 1. Default: 0.3.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="How many matches of each string, 1 to 20.")] = 1,
        language: TypedIn = None,
    ) -> Sequence[Normalized]:
        if not 1 <= first <= MOST_MATCHES:
            raise BadInput(f"first is 1 to {MOST_MATCHES}, not {first}.", ["first"])
        if not 1 <= len(terms) <= MOST_TERMS:
            raise BadInput(f"Name 1 to {MOST_TERMS:,} terms, not {len(terms):,}.", ["terms"])
        least = sure_enough(min_confidence, SURE_ENOUGH)
        if dataset is not None:
            find(info.context.snapshot.datasets, dataset, ["dataset"])
        kinds = CONCEPTS if types is None else [Kind[each.name] for each in types]
        if Kind.LEARNING_RESOURCE in kinds:
            said = "Strings are not taken for learning resources: `search` finds these."
            raise BadInput(said, ["types", kinds.index(Kind.LEARNING_RESOURCE)])
        languages = wanted(info.context, language)
        return info.context.snapshot.search_index.normalize(
            terms, kinds, dataset, least=least, first=first, languages=languages
        )


def sure_enough(given: float | None, otherwise: float) -> float:
    """How sure something has to be. Raises `BadInput` for what is not 0 to 1."""
    if given is not None and not 0 <= given <= 1:
        raise BadInput(f"A confidence is 0 to 1, not {given:g}.", ["minConfidence"])
    return otherwise if given is None else given
