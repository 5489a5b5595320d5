"""Pages of lists, as the Relay cursor connections specification has them.

A cursor is the key of an item, so it stays valid as long as the item is in the list, whatever revision is served, and
beyond that wherever it can be told where the item was.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Annotated, Any, Generic, TypeVar, overload

import strawberry

from knowledge.errors import BadInput
from knowledge.model.declaring import description
from schema.directives import Length

DEFAULT_PAGE, LARGEST_PAGE = 100, 500

T = TypeVar("T")
Value = TypeVar("Value", bound=str | bool | float | date | None)

First = Annotated[
    int | None,
    strawberry.argument(description=f"How many items from the start, 0 to {LARGEST_PAGE}. Default {DEFAULT_PAGE}."),
]
After = Annotated[
    str | None,
    strawberry.argument(description="Only items after the one with this cursor.", directives=[Length(letters=1_000)]),
]
FirstTen = Annotated[
    int | None, strawberry.argument(description=f"How many items from the start, 0 to {LARGEST_PAGE}. Default 10.")
]
Last = Annotated[
    int | None,
    strawberry.argument(description=f"How many items from the end, 0 to {LARGEST_PAGE}. Not together with `first`."),
]
Before = Annotated[
    str | None,
    strawberry.argument(description="Only items before the one with this cursor.", directives=[Length(letters=1_000)]),
]

Most = Annotated[
    int | None, strawberry.argument(description=f"How many from the start, 0 to {LARGEST_PAGE}; null for all.")
]


@dataclass(slots=True)  # not frozen: that makes it three times as slow to create, and answers are full of them
class Page(Generic[T]):
    """Some items of a list in order. `key` names an item within the list, `node` is what its edge leads to.

    `whole` is the list with all its pages, where facets are told of it.
    """

    items: Sequence[T]
    total: int
    has_next: bool
    has_previous: bool
    key: Callable[[T], str]
    node: Callable[[T], Any]
    whole: Sequence[T] = field(default=(), kw_only=True)


@strawberry.type(description="Where a page lies within its list.")
class PageInfo:
    @strawberry.field(description="Whether items follow after this page.")
    def has_next_page(parent: strawberry.Parent[Page[Any]]) -> bool:
        return parent.has_next

    @strawberry.field(description="Whether items come before this page.")
    def has_previous_page(parent: strawberry.Parent[Page[Any]]) -> bool:
        return parent.has_previous

    @strawberry.field(description="The cursor of the first item of the page, null if it is empty.")
    def start_cursor(parent: strawberry.Parent[Page[Any]]) -> str | None:
        return encode(parent.key(parent.items[0])) if parent.items else None

    @strawberry.field(description="The cursor of the last item of the page, null if it is empty.")
    def end_cursor(parent: strawberry.Parent[Page[Any]]) -> str | None:
        return encode(parent.key(parent.items[-1])) if parent.items else None


@strawberry.type
class Paged:
    """What all connections have besides `edges` and `nodes`."""

    @strawberry.field(description="Where the page lies within the list.", graphql_type=PageInfo)
    def page_info(parent: strawberry.Parent[Page[Any]]) -> Page[Any]:
        return parent

    @strawberry.field(description="How many items the whole list has.")
    def total_count(parent: strawberry.Parent[Page[Any]]) -> int:
        return parent.total


def edges(description: str = "The items with their cursors and what is said of the link.") -> Any:
    """The `edges` of a connection: the items of the page themselves."""
    return reading("items", description)


def nodes(description: str = "The items without what is said of the link.") -> Any:
    """The `nodes` of a connection."""

    def resolve(root: Any) -> Any:
        return [root.node(item) for item in root.items]

    return strawberry.field(resolver=resolve, description=description)


def reading(attribute: str, description: str, **options: Any) -> Any:
    """A field that is read from `attribute` (dots lead further) of the object that the type stands for."""
    read = attrgetter(attribute)

    def resolve(root: Any) -> Any:
        return read(root)

    resolve.reads_attribute = attribute  # type: ignore[attr-defined]  # for `schema.resolvers`, which reads it itself
    return strawberry.field(resolver=resolve, description=description, **options)


@overload
def told(attribute: Value, *directives: object) -> Value: ...
@overload
def told(attribute: object, *directives: object) -> Any: ...
def told(attribute: object, *directives: object) -> Any:
    """A field that is read from an attribute of the model with the same name, and described as it is there."""
    return strawberry.field(description=description(attribute), directives=directives)


def cursor(key: Callable[[Any], str]) -> Any:
    """The `cursor` of an edge whose item has this `key`."""

    def resolve(root: Any) -> str:
        return encode(key(root))

    return strawberry.field(resolver=resolve, description="Marks this place in the list, for `after` and `before`.")


def paginate(
    items: Sequence[T],
    key: Callable[[T], str],
    node: Callable[[T], Any],
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    gone: Callable[[str], int | None] = lambda _: None,
    usual: int = DEFAULT_PAGE,
    mark: Callable[[T], str] | None = None,
) -> Page[T]:
    """The page of `items` that the arguments of a connection ask for.

    `gone` says for a key that is not among them how many of them come before the place where it was, None if it never
    was there: so whoever goes through a list goes on where an item has left it. `usual` is how many there are if
    neither `first` nor `last` is given. `mark` is what the cursor of an item holds, if that is more than its key: its
    first line is the key, and `gone` is given the whole.

    Raises `BadInput` for a size outside 0 to 500, for `first` together with `last`, and for a cursor of another list.
    """
    check_sizes(first, last)
    start = 0 if after is None else _places(items, key, after, "after", gone)[1]
    end = len(items) if before is None else _places(items, key, before, "before", gone)[0]
    end = max(start, end)
    if last is not None:
        start = max(start, end - last)
    else:
        end = min(end, start + (usual if first is None else first))
    return Page(items[start:end], len(items), end < len(items), start > 0, mark or key, node, whole=items)


def only(first: int | None, items: Iterable[T]) -> list[T]:
    """The first items of a list, all of them for null. Raises `BadInput` for a number outside 0 to 500."""
    check_size(first, "first")
    return list(items if first is None else islice(items, first))


def check_sizes(first: int | None, last: int | None) -> None:
    """Raises `BadInput` for a size outside 0 to 500, and for both of them."""
    check_size(first, "first")
    check_size(last, "last")
    if first is not None and last is not None:
        raise BadInput("Give first or last, not both.", ["last"])


def check_size(size: int | None, argument: str) -> None:
    if size is not None and not 0 <= size <= LARGEST_PAGE:
        raise BadInput(f"{argument} is 0 to {LARGEST_PAGE}, not {size}.", [argument])


def encode(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode(cursor: str, argument: str) -> str:
    """The key in a cursor. Raises `BadInput` if it is none of ours."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise BadInput(
            f"{argument} is no cursor of this API: pass a cursor that a page gave you.", [argument]
        ) from error


def _places(
    items: Sequence[T], key: Callable[[T], str], cursor: str, argument: str, gone: Callable[[str], int | None]
) -> tuple[int, int]:
    """How many items come before the one with a cursor, and how many up to it."""
    wanted = decode(cursor, argument)
    first_line = wanted.partition("\n")[0]
    for place, item in enumerate(items):
        if key(item) == first_line:
            return place, place + 1
    place_ = gone(wanted)
    if place_ is None:
        raise BadInput(f"The cursor in {argument} does not belong to this list, or its item has gone.", [argument])
    return place_, place_
