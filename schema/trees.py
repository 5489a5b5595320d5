"""Hierarchies in GraphQL: whole trees as lists in depth-first order, and what is above and below one entity.

A tree that were nested in its answer would need a level of the document for each of its own. In a list with depth and
parent, a menu of any depth is one request, and a page of it costs what it shows.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput
from knowledge.model import entities
from knowledge.model.vocabulary import GroupScheme, Kind
from knowledge.questions import hierarchy as hierarchies
from knowledge.questions.hierarchy import HierarchyKind, Wanted, hierarchy
from knowledge.questions.outline import Outline, Row, Window
from schema.alphabet import order_for
from schema.connections import (
    After,
    Before,
    First,
    Last,
    Most,
    Paged,
    cursor,
    decode,
    edges,
    encode,
    nodes,
    only,
    paginate,
)
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import KINDS, Entity, key_of
from schema.filters import find

USUAL_ROWS, MOST_ROWS = 1_000, 5_000
LONGEST_CURSOR = 20_000  # letters: that of a row has the slugs of all that is above it
USUAL_PATHS, MOST_PATHS = 5, 100
GREATEST_INT = 2**31 - 1  # that GraphQL has; a few levels with several parents each have more rows
HIERARCHY = Cost(weight=200)  # to have the hierarchy at hand, and go through a part of it
UPWARDS = Cost(weight=5)  # to look at what is above one entity

Rows = strawberry.argument(
    description=f"How many rows from the start, 0 to {MOST_ROWS:,}. Default {USUAL_ROWS:,}.",
)
LastRows = strawberry.argument(
    description=f"How many rows from the end, 0 to {MOST_ROWS:,}. Not together with `first`."
)
AfterRow = strawberry.argument(
    description="Only rows after the one with this cursor.", directives=[Length(letters=LONGEST_CURSOR)]
)
BeforeRow = strawberry.argument(
    description="Only rows before the one with this cursor.", directives=[Length(letters=LONGEST_CURSOR)]
)


def row_key(row: Row) -> str:
    return " ".join(row.path)


@strawberry.type(
    description="A row of a tree: an entity where it stands under one of its parents.", directives=[Cost(weight=2)]
)
class TreeEdge:
    node: Entity = strawberry.field(description="What stands there.")
    cursor: str = cursor(row_key)
    depth: int = strawberry.field(description="How many levels are above it in this tree, 0 for a root.")
    child_count: int = strawberry.field(
        description="How many stand right under it in its hierarchy, also where the tree ends before."
    )
    descendant_count: int = strawberry.field(
        description="How many stand under it in its hierarchy on all levels, each counted once, also where the tree "
        "ends before."
    )
    role_count: int = strawberry.field(
        description="How many active roles are in the group, need the skill or carry the responsibility, or one under "
        "it, each counted once. Of a role: how many it is itself and has under it."
    )

    @strawberry.field(description="The global id of the parent under which it stands here; null for a root.")
    def parent_id(parent: strawberry.Parent[Row]) -> strawberry.ID | None:
        above = parent.parent
        return None if above is None else strawberry.ID(encode(key_of(above)))


class TreePage:
    """What a `TreeConnection` stands for."""

    __slots__ = ("_outline", "has_next", "has_previous", "items")

    def __init__(self, outline: Outline, window: Window):
        self._outline = outline
        self.items = window.rows
        self.has_previous = window.has_previous
        self.has_next = window.has_next

    @property
    def total(self) -> int:
        return min(GREATEST_INT, self._outline.total)

    key = staticmethod(row_key)

    @staticmethod
    def node(row: Row) -> entities.Entity:
        return row.node


@strawberry.type(
    description="A hierarchy, or a part of it, in depth-first order: each row comes before those under it. Who has "
    "several parents stands under each of them, with all that is under it."
)
class TreeConnection(Paged):
    edges: list[TreeEdge] = edges("The rows.")
    nodes: list[Entity] = nodes()


@strawberry.type(description="A way down a hierarchy.")
class HierarchyPath:
    @strawberry.field(
        description="From the top down to the entity itself.",
        graphql_type=list[Entity],
        directives=[ListSize(assumed_size=6)],
    )
    def nodes(parent: strawberry.Parent[Any]) -> Any:
        return parent


@strawberry.type
class TreeRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="The hierarchy of all active entities of a kind in depth-first order, such as a menu shows it: "
        "groups in order of their code, all else in order of name.",
        graphql_type=TreeConnection | None,
        directives=[
            UNLESS_WRONG,
            Cost(weight=500),
            ListSize(slicing_arguments=["first", "last"], assumed_size=USUAL_ROWS),
        ],
    )
    def tree(
        self,
        info: Info,
        of: Annotated[HierarchyKind, strawberry.argument(description="Which entities.")],
        scheme: Annotated[
            GroupScheme | None, strawberry.argument(description="Only groups of this classification; null for all.")
        ] = None,
        dataset: Annotated[
            str | None, strawberry.argument(description="Only entities of the dataset with this slug; null for all.")
        ] = None,
        top: Annotated[
            str | None,
            strawberry.argument(
                name="root", description="Only the entity with this slug and what is under it; null for all."
            ),
        ] = None,
        depth: Annotated[
            int | None,
            strawberry.argument(description="How many levels below the roots, 0 for the roots alone; null for all."),
        ] = None,
        first: Annotated[int | None, Rows] = None,
        after: Annotated[str | None, AfterRow] = None,
        last: Annotated[int | None, LastRows] = None,
        before: Annotated[str | None, BeforeRow] = None,
    ) -> TreePage:
        snapshot = info.context.snapshot
        kind = Kind(of)
        if scheme is not None and kind is not Kind.ROLE_GROUP:
            raise BadInput("Only role groups have a scheme.", ["scheme"])
        _check_depth(depth)
        for size, name in ((first, "first"), (last, "last")):
            if size is not None and not 0 <= size <= MOST_ROWS:
                raise BadInput(f"{name} is 0 to {MOST_ROWS:,}, not {size}.", [name])
        if first is not None and last is not None:
            raise BadInput("Give first or last, not both.", ["last"])
        whose = None if dataset is None else find(snapshot.datasets, dataset, ["dataset"])
        found = None if top is None else find(snapshot.by_kind[kind], top, ["root"], kind.lower().replace("_", " "))
        outline = Outline(hierarchy(snapshot, Wanted(kind, scheme, whose)), found, depth)
        start = None if after is None else tuple(decode(after, "after").split(" "))
        end = None if before is None else tuple(decode(before, "before").split(" "))
        size = USUAL_ROWS if first is None and last is None else first
        return TreePage(outline, outline.window(start, end, first=size, last=last))


@strawberry.type
class InHierarchy:
    """What is above an entity in its hierarchy."""

    @strawberry.field(
        description="How many levels are above it, 0 at the top; by the shortest way where there are several.",
        directives=[UPWARDS],
    )
    def depth(parent: strawberry.Parent[Any]) -> int:
        return hierarchies.depth(parent)

    @strawberry.field(
        description="The ways down to it from the top, by the order of its parents: several where something has "
        "several parents.",
        graphql_type=list[HierarchyPath],
        directives=[UPWARDS, ListSize(slicing_arguments=["first"])],
    )
    def paths(
        parent: strawberry.Parent[Any],
        first: Annotated[int, strawberry.argument(description=f"How many, 0 to {MOST_PATHS}.")] = USUAL_PATHS,
    ) -> list[tuple[entities.Entity, ...]]:
        if not 0 <= first <= MOST_PATHS:
            raise BadInput(f"first is 0 to {MOST_PATHS}, not {first}.", ["first"])
        return hierarchies.paths(parent, first)


def ancestors(type_: Any) -> Any:
    """The field that lists what is above an entity of a type."""

    def resolve(root: Any, first: Most = None) -> Any:
        return only(first, hierarchies.ancestors(root))

    return strawberry.field(
        resolver=resolve,
        description="Everything active that is above it, nearest first, each once.",
        graphql_type=list[type_],
        directives=[UPWARDS, ListSize(slicing_arguments=["first"])],
    )


def descendants(connection: Any) -> Any:
    """The field that lists what is under an entity."""

    def resolve(
        root: Any,
        info: Info,
        depth: Annotated[
            int | None,
            strawberry.argument(description="Only those on so many levels under it, 0 or more; null for all."),
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        _check_depth(depth)
        whole = hierarchy(info.context.snapshot, Wanted(root.kind))
        place: Callable[[Any], Any] = whole.places.__getitem__
        if root.kind is not Kind.ROLE_GROUP:
            place = order_for(info.context) or place
        found = sorted(whole.descendants(root, depth), key=place)

        def gone(key: str) -> int | None:
            name, _, slug = key.partition(":")
            known = whole.known(slug) if KINDS.get(name) is root.kind else None
            return None if known is None else bisect_left(found, place(known), key=place)

        return paginate(found, key_of, lambda entity: entity, first, after, last, before, gone)

    return strawberry.field(
        resolver=resolve,
        description="Everything active that is under it, each once: groups in order of their code, all else in order "
        "of name.",
        graphql_type=connection,
        directives=[HIERARCHY],
    )


def _check_depth(depth: int | None) -> None:
    if depth is not None and depth < 0:
        raise BadInput(f"depth is 0 or more, not {depth}.", ["depth"])
