"""The fields that lead from skills, tools and gaps to what teaches them."""

from bisect import bisect_left
from typing import Annotated, Any

import strawberry

from knowledge.model.vocabulary import Kind
from knowledge.questions.resources import Teaching, place, teaching
from schema.connections import After, Before, First, Last, Page, check_size, paginate
from schema.context import Info
from schema.directives import Cost, ListSize
from schema.entity import KINDS, key_of
from schema.resource_filter import Wanted, choice_of

LOOKING_UP = Cost(weight=2)  # to look at what teaches one thing, and put it in order
ORDER = (
    "what teaches it, or an exact match of it; first what is for beginners, then of which nobody says for whom it is"
)

FirstFive = Annotated[int, strawberry.argument(description="How many from the start, 0 to 500.")]


def resources_of(
    root: Any,
    info: Info,
    filter: Wanted = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[Any]:
    """A page of what teaches a skill or a tool."""
    snapshot = info.context.snapshot
    chosen = teaching(snapshot, root, choice_of(snapshot, filter, "filter"))

    def gone(key: str) -> int | None:
        name, _, slug = key.partition(":")
        resource = snapshot.learning_resources.get(slug) if KINDS.get(name) is Kind.LEARNING_RESOURCE else None
        return None if resource is None else bisect_left(chosen, place(resource), key=lambda link: place(link.resource))

    return paginate(
        chosen, lambda link: key_of(link.resource), lambda link: link.resource, first, after, last, before, gone
    )


def all_resources(what: str, leads: Any) -> Any:
    """The connection `resources` of a skill or a tool."""
    return strawberry.field(
        resolver=resources_of,
        description=f"Where the {what} can be learned: {ORDER}.",
        graphql_type=leads,
        directives=[LOOKING_UP],
    )


def taught_by(what: str, edge: Any) -> Any:
    """The list `resources` of something that is about a skill or a tool, which is in its attribute `what`."""

    def resolve(root: Any, info: Info, first: FirstFive = 5, filter: Wanted = None) -> list[Teaching]:
        check_size(first, "first")
        snapshot = info.context.snapshot
        return [*teaching(snapshot, getattr(root, what), choice_of(snapshot, filter, "filter"))[:first]]

    return strawberry.field(
        resolver=resolve,
        description=f"Where the {what} can be learned: {ORDER}.",
        graphql_type=list[edge],
        directives=[LOOKING_UP, ListSize(slicing_arguments=["first"])],
    )
