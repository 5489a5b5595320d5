"""Connections and the fields that lead to them: what all of them have in common, written once."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import zip_longest
from operator import attrgetter
from typing import Annotated, Any
from zlib import crc32

import strawberry

from knowledge.model import kinds as model
from knowledge.model.vocabulary import Basis, Importance, Kind
from knowledge.snapshot.snapshot import Snapshot
from schema.additions import WithExtensions, with_or_without
from schema.alphabet import by_name, order_for
from schema.connections import After, Before, First, Last, Paged, cursor, edges, nodes, paginate
from schema.context import Info
from schema.entity import key_of, place_by_name
from schema.facets import facets_of

NEAR = 3  # neighbours on each side that a cursor knows

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


def marking(whole: str, key: Callable[[Any], str]) -> Callable[[Any], str]:
    """What the cursor of a link holds that stands in the list `whole` of its own record: its key, and its neighbours.

    When the link has left, the nearest neighbour that has not tells where it was.
    """
    read = attrgetter(whole)

    def mark(link: Any) -> str:
        all_ = read(link)
        place = all_.index(link)
        before, after = all_[max(0, place - NEAR) : place][::-1], all_[place + 1 : place + 1 + NEAR]
        around = (" ".join(_hashed(key(each)) for each in side) for side in (before, after))
        return "\n".join((key(link), *around))

    return mark


def place_by_neighbours(whole: Sequence[Any], key: Callable[[Any], str], mark: str) -> int | None:
    """How many of the whole come before the place of a link that has left it; None if all its neighbours have, too."""
    _, *around = mark.split("\n")
    if len(around) != 2:
        return None
    places = {_hashed(key(link)): place for place, link in enumerate(whole)}
    for before, after in zip_longest(*(side.split(" ") for side in around)):
        if before in places:
            return places[before] + 1
        if after in places:
            return places[after]
    return None if any(around) else 0  # it was the only one


def _hashed(key: str) -> str:
    return f"{crc32(key.encode()):x}"


Wanted = Callable[[Sequence[Any]], Sequence[Any]]
Sizes = tuple[int | None, str | None, int | None, str | None]  # first, after, last, before


def links(attribute: str, end: str, leads: Any, description: str, mark: Callable[[Any], str] | None = None) -> Any:
    """A page of the links in `attribute`, each of which leads to its `end`.

    `mark` is what their cursors hold where they are said by the record itself, see `marking`.
    """
    page = _pages(attribute, end, mark)

    def resolve(
        root: Any,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        extensions: WithExtensions = True,
    ) -> Any:
        return page(root, info, (first, after, last, before), lambda whole: with_or_without(whole, extensions))

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def believed_links(
    attribute: str, end: str, leads: Any, description: str, mark: Callable[[Any], str] | None = None
) -> Any:
    """The same, of those links that are believed on certain grounds."""
    page = _pages(attribute, end, mark)

    def resolve(
        root: Any,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
        extensions: WithExtensions = True,
    ) -> Any:
        def wanted(whole: Sequence[Any]) -> Sequence[Any]:
            return believed(with_or_without(whole, extensions), basis)

        return page(root, info, (first, after, last, before), wanted)

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def weighed_links(
    attribute: str, end: str, leads: Any, description: str, mark: Callable[[Any], str] | None = None
) -> Any:
    """The same, of those links that are also of certain degrees of importance."""
    page = _pages(attribute, end, mark)

    def resolve(
        root: Any,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        importance: ImportanceFilter = None,
        basis: BasisFilter = None,
        extensions: WithExtensions = True,
    ) -> Any:
        def wanted(whole: Sequence[Any]) -> Sequence[Any]:
            chosen = believed(with_or_without(whole, extensions), basis)
            return chosen if importance is None else [link for link in chosen if link.importance in importance]

        return page(root, info, (first, after, last, before), wanted)

    return strawberry.field(resolver=resolve, description=description, graphql_type=leads)


def _pages(attribute: str, end: str, mark: Callable[[Any], str] | None) -> Callable[[Any, Info, Sizes, Wanted], Any]:
    """What makes a page of those links of an object that are wanted."""
    read, node = attrgetter(attribute), attrgetter(end)

    def page(root: Any, info: Info, sizes: Sizes, wanted: Wanted) -> Any:
        whole, order = read(root), None
        if _leads_back(root.kind, attribute):
            whole, order = by_name(info.context, whole, node, of=(root, attribute)), order_for(info.context)
        chosen = wanted(whole)
        gone = partial(place_of_link, info.context.snapshot, root, attribute, end, whole, chosen, order=order)
        return paginate(chosen, lambda link: key_of(node(link)), node, *sizes, gone, mark=mark)

    return page


def believed(facts: Sequence[Any], basis: list[Basis] | None) -> Sequence[Any]:
    """Those of some facts that are believed on these grounds; all for None."""
    return facts if basis is None else [fact for fact in facts if fact.basis in basis]


def place_of_link(
    snapshot: Snapshot,
    root: Any,
    attribute: str,
    end: str,
    whole: Sequence[Any],
    chosen: Sequence[Any],
    key: str,
    order: Callable[[Any], Any] | None = None,
) -> int | None:
    """How many of the chosen links of `root` come before the place of one that is not among them any more.

    Its place is known if it is among the whole still, or if the list is in order of name, as all lists are that lead
    back (`order` is that of the names that are told, None for the datasets' own). What a record has stopped to say of
    others stood beside something that it may say still.
    """
    node = attrgetter(end)
    if _leads_back(root.kind, attribute):
        elsewhere = partial(place_by_name, snapshot, whole, kind=Kind[end.upper()], node=node, order=order)
    else:
        elsewhere = partial(place_by_neighbours, whole, lambda link: key_of(node(link)))
    return place_among(whole, chosen, lambda link: key_of(node(link)), elsewhere, key)


def place_among(
    whole: Sequence[Any],
    chosen: Sequence[Any],
    key: Callable[[Any], str],
    elsewhere: Callable[[str], int | None],
    mark: str,
) -> int | None:
    """How many of the chosen come before what a cursor marks: where it stands in the whole, or else has stood."""
    wanted = mark.partition("\n")[0]
    place = next((place for place, link in enumerate(whole) if key(link) == wanted), None)
    if place is None:
        place = elsewhere(mark)
    if place is None:
        return None
    left = {id(link) for link in whole[:place]}
    return sum(id(link) in left for link in chosen)


@cache
def _leads_back(kind: Kind, attribute: str) -> bool:
    return any(each.name == attribute for each in model.KINDS[kind].mirrors)
