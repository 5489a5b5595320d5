"""Connections and the fields that lead to them: what all of them have in common, written once."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Annotated, Any

import strawberry

from knowledge.model.vocabulary import Basis, Importance
from schema.connections import After, Before, First, Last, Paged, cursor, edges, nodes, paginate
from schema.entity import key_of
from schema.facets import facets_of

ImportanceFilter = Annotated[
    list[Importance] | None, strawberry.argument(description="Only links of these degrees of importance; null for all.")
]
BasisFilter = Annotated[
    list[Basis] | None, strawberry.argument(description="Only links that are believed on these grounds; null for all.")
]


def connection(
    edge: Any, node: Any, description: str, facets: Any = None, about: Callable[[Any], Any] | None = None
) -> Any:
    """The connection with these edges and nodes, named after the edge.

    Where it has `facets`, they count what each item is `about`: its node, or what that function says.
    """
    fields = {"edges": edges(), "nodes": nodes(), "__annotations__": {"edges": list[edge], "nodes": list[node]}}
    if facets is not None:
        fields["facets"] = facets_of(facets, about)
    made = type(edge.__name__.removesuffix("Edge") + "Connection", (Paged,), fields)
    return strawberry.type(made, description=description)


def listed(
    node: Any,
    one: str,
    many: str,
    key: Callable[[Any], str] = key_of,
    facets: Any = None,
    about: Callable[[Any], Any] | None = None,
) -> tuple[Any, Any]:
    """The edge and the connection of a plain list, whose items are what its nodes are.

    `one` is what stands in it, without an article, `many` describes the whole.
    """

    def itself(root: Any) -> Any:
        return root

    leads = strawberry.field(resolver=itself, description=f"The {one}.", graphql_type=node)
    fields = {"node": leads, "cursor": cursor(key), "__annotations__": {"cursor": str}}
    article = "An" if one[0] in "aeiou" else "A"
    edge = strawberry.type(type(f"{node.__name__}Edge", (), fields), description=f"{article} {one} in a list.")
    return edge, connection(edge, node, many, facets, about)


def links(attribute: str, end: str, leads: Any, description: str) -> Any:
    """A page of the links in `attribute`, each of which leads to its `end`."""
    read, node = attrgetter(attribute), attrgetter(end)

    def resolve(root: Any, first: First = None, after: After = None, last: Last = None, before: Before = None) -> Any:
        return paginate(read(root), lambda link: key_of(node(link)), node, first, after, last, before)

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def believed_links(attribute: str, end: str, leads: Any, description: str) -> Any:
    """The same, of those links that are believed on certain grounds."""
    read, node = attrgetter(attribute), attrgetter(end)

    def resolve(
        root: Any,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Any:
        chosen = believed(read(root), basis)
        return paginate(chosen, lambda link: key_of(node(link)), node, first, after, last, before)

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def weighed_links(attribute: str, end: str, leads: Any, description: str) -> Any:
    """The same, of those links that are also of certain degrees of importance."""
    read, node = attrgetter(attribute), attrgetter(end)

    def resolve(
        root: Any,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        importance: ImportanceFilter = None,
        basis: BasisFilter = None,
    ) -> Any:
        chosen = believed(read(root), basis)
        if importance is not None:
            chosen = [link for link in chosen if link.importance in importance]
        return paginate(chosen, lambda link: key_of(node(link)), node, first, after, last, before)

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def believed(facts: Sequence[Any], basis: list[Basis] | None) -> Sequence[Any]:
    """Those of some facts that are believed on these grounds; all for None."""
    return facts if basis is None else [fact for fact in facts if fact.basis in basis]
