"""Lists in order of name, as the names stand that who asks is told: snapshots hold them by the datasets' own."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from schema.context import Context

REMEMBERED = "in order of name"  # lists by what they are of and the languages


def itself(item: Any) -> Any:
    return item


def order_for(context: Context) -> Callable[[Any], Any] | None:
    """By what entities are sorted for who asks; None where that is the order in which snapshots hold them."""
    languages = context.languages
    return partial(context.snapshot.translations.order, languages=languages) if languages else None


def by_name(
    context: Context, whole: Sequence[Any], node: Callable[[Any], Any] = itself, of: object = None
) -> Sequence[Any]:
    """A list that is in order of name, for who asks. `node` is what an item leads to.

    A list that belongs to `of`, an object of the snapshot and what else tells it apart, is sorted once.
    """
    order = order_for(context)
    if order is None or len(whole) < 2:
        return whole
    memories, about = context.snapshot.memories, (of, context.languages)
    found: Sequence[Any] | None = None if of is None else memories.of(REMEMBERED).get(about)
    if found is None:
        found = tuple(sorted(whole, key=lambda item: order(node(item))))
        if of is not None:
            memories.keep(REMEMBERED, about, found, 8 * len(found))
    return found
