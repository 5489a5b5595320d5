"""Roles by interests in GraphQL."""

from typing import Annotated

import strawberry

from knowledge.questions import interests
from schema.connections import After, Before, FirstTen, Last, Page, paginate
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost, ListSize
from schema.entity import key_of
from schema.enums import describe
from schema.links import listed
from schema.role import Role

describe(
    interests.Interest,
    None,
    "Holland's types of interests (RIASEC).",
    REALISTIC="Hands-on: tools, machines, plants, animals, building and repairing.",
    INVESTIGATIVE="Ideas: research, analysis, finding out how things work.",
    ARTISTIC="Expression: forms, words, sound, design.",
    SOCIAL="People: helping, teaching, caring.",
    ENTERPRISING="Undertakings: leading, persuading, selling, deciding.",
    CONVENTIONAL="Order: data, records, rules and routines.",
)


@strawberry.input(
    description="How much somebody likes each of Holland's six types of activities, 0 (not at all) to 1. Only the "
    "shape counts: what is liked more than the rest, and by how much."
)
class InterestProfile:
    realistic: float = strawberry.field(description="Tools, machines, plants, animals, building and repairing.")
    investigative: float = strawberry.field(description="Research, analysis, finding out how things work.")
    artistic: float = strawberry.field(description="Forms, words, sound, design.")
    social: float = strawberry.field(description="Helping, teaching, caring.")
    enterprising: float = strawberry.field(description="Leading, persuading, selling, deciding.")
    conventional: float = strawberry.field(description="Data, records, rules and routines.")


@strawberry.type(description="How much of a role one of Holland's types is.")
class InterestRating:
    interest: interests.Interest = strawberry.field(description="The type.")
    value: float = strawberry.field(description="The figure on the publisher's scale (O*NET: 1 to 7).")


@strawberry.type(description="A role, and how its interests go with somebody's.")
class InterestMatch:
    role: Role = strawberry.field(description="The role.")
    correlation: float = strawberry.field(
        description="The Pearson correlation of the two profiles over the six types: 1 is the same shape, 0 nothing in "
        "common, -1 the contrary."
    )
    congruence: int = strawberry.field(
        description="The C-index of the three highest types of both, 0 (opposite) to 18 (the same in the same order). "
        "It decides between equal correlations."
    )
    code: list[interests.Interest] = strawberry.field(
        description="The three highest types of the role, highest first.", directives=[ListSize(assumed_size=3)]
    )

    @strawberry.field(
        description="The figures of the role, in the order of the types.",
        graphql_type=list[InterestRating],
        directives=[ListSize(assumed_size=6)],
    )
    def profile(parent: strawberry.Parent[interests.InterestMatch]) -> list["_Rating"]:
        return [_Rating(each, parent.profile[each]) for each in interests.AROUND]


class _Rating:
    """What an `InterestRating` stands for."""

    __slots__ = ("interest", "value")

    def __init__(self, interest: interests.Interest, value: float):
        self.interest = interest
        self.value = value


def _key(match: interests.InterestMatch) -> str:
    return key_of(match.role)


InterestMatchEdge, InterestMatchConnection = listed(
    InterestMatch, "match", "Roles by how their interests go with somebody's, best first.", _key
)


@strawberry.type
class InterestRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="The roles whose interests go best with somebody's, best first: of those that are rated on all six "
        "types, as O*NET's are.",
        graphql_type=InterestMatchConnection | None,
        directives=[UNLESS_WRONG, Cost(weight=500), ListSize(assumed_size=10)],
    )
    def roles_by_interests(
        self,
        info: Info,
        profile: Annotated[InterestProfile, strawberry.argument(description="What somebody likes.")],
        dataset: Annotated[
            str | None, strawberry.argument(description="Only roles of the dataset with this slug; null for all.")
        ] = None,
        first: FirstTen = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[interests.InterestMatch]:
        told = {each: getattr(profile, each.lower()) for each in interests.Interest}
        found = interests.roles_by_interests(info.context.snapshot, told, dataset)
        return paginate(found, _key, lambda match: match, first, after, last, before, usual=10)
