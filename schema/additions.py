"""Lists that extensions add to: fields that have what these add, or leave it out."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from knowledge.model.declaring import description
from schema.context import Info

WithExtensions = Annotated[
    bool, strawberry.argument(description="Whether what other datasets add by extensions is in it, too.")
]


def extensible(attribute: Any, type_: Any, *directives: object) -> Any:
    """A field that is read from a list of the model with the same name, which extensions add to."""
    name = attribute.__name__

    def resolve(root: Any, info: Info, extensions: WithExtensions = True) -> Any:
        return getattr(root, name) if extensions else info.context.snapshot.additions.own(root, name)

    resolve.reads_attribute = name  # type: ignore[attr-defined]  # for `schema.resolvers`: as long as nobody asks otherwise
    return strawberry.field(
        resolver=resolve, description=description(attribute), graphql_type=type_, directives=directives
    )


def with_or_without(facts: Sequence[Any], extensions: bool) -> Sequence[Any]:
    """Some facts: all of them, or without those that extensions add."""
    return facts if extensions else [fact for fact in facts if fact.added_by is None]
