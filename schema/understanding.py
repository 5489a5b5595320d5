"""What whole texts say, in GraphQL: what a CV or an advertisement names, and which roles it describes."""

from typing import Annotated

import strawberry

from knowledge.errors import BadInput
from knowledge.model.vocabulary import Kind
from knowledge.texts import reader
from knowledge.texts.mentions import Mention as Said
from knowledge.texts.phrase_search import NAMED
from knowledge.texts.roles import RoleGuess as Guess
from knowledge.texts.stances import Stance
from schema.connections import only, reading
from schema.context import Info
from schema.directives import LONG, UNLESS_WRONG, Cost, Length, ListSize, Private
from schema.entity import Entity
from schema.enums import EntityType, describe
from schema.filters import find
from schema.role import Role
from schema.searching import sure_enough

LONGEST_TEXT = 50_000  # letters
MOST_ROLES = 50

describe(
    Stance,
    None,
    "What a text says of something that it names.",
    HAS="It is said to be there or to have been there, or to be part of the work.",
    WANTS="It is wished for: somebody wants to have or to learn it, or an advertisement asks for it.",
    DENIES="It is said not to be there, or no more, or not to be needed; or it is disliked, feared, avoided or done "
    "badly.",
    OTHERS="It is said of somebody else: of a boss, a colleague, a relative of who tells it.",
)


@strawberry.type(description="Something that a text names.", directives=[Cost(weight=2)])
class Mention:
    text: str = strawberry.field(description="The part of the text, as it was given.")
    start: int = strawberry.field(description="Where the part begins, in Unicode code points from 0.")
    end: int = strawberry.field(description="Where the part ends: the place after its last code point.")
    sentence: str = strawberry.field(description="The sentence in which it stands.", directives=[LONG])
    entity: Entity = strawberry.field(description="What is named.")
    matched: str = strawberry.field(description="The name or alias that was found.")
    matched_language: str = reading("language", "The language of `matched`, as a BCP 47 tag.")
    confidence: float = strawberry.field(description="How likely it is what is meant, 0 to 1.")
    stance: Stance = strawberry.field(
        description="Whether it is said to be there, wished for, denied, or somebody else's."
    )


@strawberry.type(description="A role that a text may describe.")
class RoleGuess:
    role: Role = strawberry.field(description="The role.")
    confidence: float = strawberry.field(description="How likely the text describes it, 0 to 1.")


@strawberry.type(description="What was understood of a text.")
class Understanding:
    language: str | None = strawberry.field(
        description="The language of the text as a tag of BCP 47; null where too little tells."
    )
    is_language_loaded: bool | None = strawberry.field(
        description="Whether there are names in that language: where there are none, only names that are the same in "
        "many languages are understood. Null where the language is not known."
    )

    @strawberry.field(
        description="What the text names, from the left. Of one dataset no two overlap; what matches exactly in "
        "several is listed once.",
        graphql_type=list[Mention],
        directives=[ListSize(assumed_size=200)],
    )
    def mentions(parent: strawberry.Parent["Asked"]) -> list[Said]:
        return parent.reading.mentions(parent.kinds)

    @strawberry.field(
        description="The roles that the text as a whole may describe, likeliest first.",
        graphql_type=list[RoleGuess],
        directives=[ListSize(slicing_arguments=["first"])],
    )
    def roles(
        parent: strawberry.Parent["Asked"],
        first: Annotated[int, strawberry.argument(description="How many, 1 to 50.")] = 5,
    ) -> list[Guess]:
        if not 1 <= first <= MOST_ROLES:
            raise BadInput(f"first is 1 to {MOST_ROLES}, not {first}.", ["first"])
        return only(first, parent.reading.roles())


class Asked:
    """A text that was read, and of which kinds what it names shall be."""

    __slots__ = ("kinds", "reading")

    def __init__(self, read: reader.Reading, kinds: list[Kind]):
        self.reading = read
        self.kinds = kinds

    @property
    def language(self) -> str | None:
        return self.reading.language

    @property
    def is_language_loaded(self) -> bool | None:
        return self.reading.is_language_loaded


@strawberry.type
class UnderstandingRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What a text says: skills, tools, roles and qualifications in a CV, an advertisement or a "
        "description of work, and the roles that it describes as a whole. What says nothing of work (about us, "
        "benefits, addresses, legal text) is left out. The text is neither logged nor kept: send it with POST.",
        graphql_type=Understanding | None,
        directives=[UNLESS_WRONG, Cost(weight=500)],
    )
    def understand(
        self,
        info: Info,
        text: Annotated[
            str,
            strawberry.argument(
                description="At most 50,000 letters.",
                directives=[Length(letters=LONGEST_TEXT), Cost(weight=700), Private()],
            ),
        ],
        types: Annotated[
            list[EntityType] | None,
            strawberry.argument(
                description="Only entities of these types: ROLE, SKILL, TOOL, QUALIFICATION. Null for all of them."
            ),
        ] = None,
        dataset: Annotated[
            str | None, strawberry.argument(description="Only entities of the dataset with this slug.")
        ] = None,
        min_confidence: Annotated[
            float | None, strawberry.argument(description="How sure a mention has to be, 0 to 1. Default: 0.7.")
        ] = None,
    ) -> Asked:
        least = sure_enough(min_confidence, reader.SURE_ENOUGH)
        kinds = list(NAMED) if types is None else [Kind[each.name] for each in types]
        for place, kind in enumerate(kinds):
            if kind not in NAMED:
                raise BadInput(
                    f"Texts are read for roles, skills, tools and qualifications, not for {kind.name}.",
                    ["types", place],
                )
        if dataset is not None:
            find(info.context.snapshot.datasets, dataset, ["dataset"])
        return Asked(info.context.snapshot.reader.read(text, dataset, least), kinds)
