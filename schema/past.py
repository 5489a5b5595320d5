"""Pages of what happened: of everything since a revision, and of one record."""

from knowledge.errors import BadInput, NotFound
from knowledge.model.history import Change, History, Place, Span
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from schema.connections import Page, check_sizes, decode

USUAL_CHANGES, USUAL_HISTORY = 50, 20  # on a page of which no size is named


def change_key(change: Change) -> str:
    return f"{change.revision} {change.key.kind} {change.key.slug}"


def changes_page(
    past: History, span: Span, newest: int, first: int | None, after: str | None, last: int | None, before: str | None
) -> Page[Change]:
    """A page of changes in order of revision.

    Raises `NotFound` for a revision to begin at that is not there yet: whoever knows it got it from another database,
    or from a server that is ahead; to say that nothing changed would leave them behind for ever. Raises `BadInput` and
    `Unavailable`.
    """
    if span.since < 0:
        raise BadInput(f"since is the number of a revision, 0 for all, not {span.since}.", ["since"])
    if span.since > newest:
        raise NotFound("revision", str(span.since), ["since"], [str(newest)] if newest else [])
    return _page(past, span, USUAL_CHANGES, first, after, last, before, newest_first=False)


def history_page(
    past: History, key: Key, newest: int, first: int | None, after: str | None, last: int | None, before: str | None
) -> Page[Change]:
    """A page of what happened to one record up to the revision `newest`, newest first. Raises the same."""
    for cursor, argument in ((after, "after"), (before, "before")):
        if cursor is not None and _place(cursor, argument)[1] != key:
            raise BadInput(f"The cursor in {argument} does not belong to this list.", [argument])
    span = Span(since=0, until=newest, kinds=(key.kind,), slug=key.slug)
    return _page(past, span, USUAL_HISTORY, first, after, last, before, newest_first=True)


def _page(
    past: History,
    span: Span,
    usual: int,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    *,
    newest_first: bool,
) -> Page[Change]:
    check_sizes(first, last)
    size = next((each for each in (first, last) if each is not None), usual)
    start = None if after is None else _place(after, "after")
    end = None if before is None else _place(before, "before")
    low, high = (end, start) if newest_first else (start, end)
    is_empty = span.until <= span.since
    descends = newest_first == (last is None)
    found = [] if is_empty else list(past.changes(span, size + 1, low, high, descends))
    there_is_more, chosen = len(found) > size, found[:size]
    if last is not None:
        chosen.reverse()
    has_next = there_is_more or end is not None if last is None else end is not None
    has_previous = start is not None if last is None else there_is_more or start is not None
    total = 0 if is_empty else past.count_changes(span)
    return Page(chosen, total, has_next, has_previous, change_key, lambda change: change)


def _place(cursor: str, argument: str) -> Place:
    number, _, rest = decode(cursor, argument).partition(" ")
    kind, _, slug = rest.partition(" ")
    if not number.isdecimal() or len(number) > 9 or kind not in Kind.__members__ or not slug:
        raise BadInput(f"The cursor in {argument} does not belong to this list.", [argument])
    return int(number), Key(Kind[kind], slug)
