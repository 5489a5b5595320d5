"""Roots that answer many questions of one sort at once: an answer, null or an error for each."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import strawberry

from knowledge.errors import QuestionError
from knowledge.model import entities as model
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from knowledge.questions import overlap, transition
from knowledge.snapshot.finding import check_known
from knowledge.snapshot.snapshot import Snapshot
from schema.comparing import Overlap
from schema.connections import check_size
from schema.context import Info
from schema.directives import Cost, Length, ListSize
from schema.entity import KINDS, Entity, named_by
from schema.enums import EntityType
from schema.moving import Transition

T = TypeVar("T")
MOST = 50  # questions of a batch that takes work
FIRST = (Kind.ROLE, Kind.ROLE_GROUP)
IDENTIFIED = (*FIRST, *(kind for kind in CONCEPTS if kind not in FIRST), Kind.DESCRIPTOR, Kind.LEARNING_RESOURCE)
"""What a bare code stands for first: a number is that of a group before it is that of a task."""


@strawberry.type
class BatchRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What each identifier names, in the order asked for, null where there is nothing: a global id, a "
        "URI or code of another scheme (as in `externalIds`, or the `code` of a role group), or a slug. What is active "
        "comes first where several answer to one, then the order of `types`.",
        graphql_type=list[Entity | None],
        directives=[Cost(weight=10), ListSize(slicing_arguments=["identifiers"])],
    )
    def entities(
        self,
        info: Info,
        identifiers: Annotated[
            list[str],
            strawberry.argument(
                description="At most 500.", directives=[Length(letters=1_000, items=500), Cost(weight=2)]
            ),
        ],
        types: Annotated[
            list[EntityType] | None, strawberry.argument(description="Only entities of these types; null for all.")
        ] = None,
        scheme: Annotated[
            str | None,
            strawberry.argument(
                description='Only identifiers of this scheme, such as "esco", "onet-soc" or "isco"; null for all, and '
                "for ids and slugs."
            ),
        ] = None,
    ) -> list[model.Entity | None]:
        check_size(len(identifiers), "identifiers")
        check_scheme(info.context.snapshot, scheme, ["scheme"])
        kinds = IDENTIFIED if types is None else [Kind[each.name] for each in types]
        return [_identified(info, each, kinds, scheme) for each in identifiers]

    @strawberry.field(
        description="What it takes to move from one role to each of several, in the order asked for. What is wrong "
        "with one is an error in its place and leaves the others.",
        graphql_type=list[Transition | None],
        directives=[ListSize(slicing_arguments=["to"])],
    )
    def transitions_to(
        self,
        info: Info,
        from_: Annotated[str, strawberry.argument(name="from", description="The slug of the role to leave.")],
        to: Annotated[
            list[str],
            strawberry.argument(
                description=f"The slugs of the roles to take, at most {MOST}.",
                directives=[Length(letters=500, items=MOST), Cost(weight=300)],
            ),
        ],
    ) -> list[Any]:
        snapshot = info.context.snapshot
        return [_or_error(transition.transition, ["to", place], snapshot, from_, each) for place, each in enumerate(to)]

    @strawberry.field(
        description="What the roles of each pair have in common, in the order asked for. What is wrong with one is an "
        "error in its place and leaves the others.",
        graphql_type=list[Overlap | None],
        directives=[ListSize(slicing_arguments=["pairs"])],
    )
    def overlaps(
        self,
        info: Info,
        pairs: Annotated[
            list[list[str]],
            strawberry.argument(
                description=f"At most {MOST} pairs of slugs of different roles; or more of them, up to 8.",
                directives=[Length(letters=500, items=MOST), Cost(weight=500)],
            ),
        ],
    ) -> list[Any]:
        snapshot = info.context.snapshot
        return [_or_error(overlap.overlap, ["pairs", place], snapshot, pair) for place, pair in enumerate(pairs)]


def _or_error(ask: Callable[..., T], argument: Sequence[str | int], *question: Any) -> T | QuestionError:
    """The answer to one question of several, or what is wrong with it, at its own place among the arguments."""
    try:
        return ask(*question)
    except QuestionError as error:
        if error.argument[0] != "from":  # which all of them share
            error.argument = [*argument, *error.argument[1:]]
        return error


def check_scheme(snapshot: Snapshot, scheme: str | None, argument: Sequence[str | int]) -> None:
    """Raises `NotFound` for a scheme that no identifier is in and nobody declares, and `BadInput` for a blank one."""
    if scheme is not None:
        check_known(scheme, {*snapshot.identifiers.schemes, *snapshot.identifier_schemes}, "scheme", argument)


def _identified(info: Info, identifier: str, kinds: Sequence[Kind], scheme: str | None) -> model.Entity | None:
    snapshot = info.context.snapshot
    if scheme is None:
        try:
            name, slug = named_by(identifier, ["identifiers"])
        except QuestionError:
            name, slug = "", ""
        kind = KINDS.get(name)
        if kind is not None and kind in kinds and slug in snapshot.by_kind[kind]:
            return snapshot.by_kind[kind][slug]
    found = snapshot.identifiers.find(identifier, kinds, scheme)
    if found is None and scheme is None:
        named = (snapshot.by_kind[kind].get(identifier) for kind in kinds)
        found = next((each for each in named if each is not None), None)
    return found
