"""Pages of what happened: of everything since a revision, and of one record."""

import re

from knowledge.errors import BadInput, NotFound, Replaced
from knowledge.model.history import NOTHING, Change, History, Identity, Place, Span
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from schema.connections import Page, check_sizes, decode

DIGEST = re.compile("[0-9a-f]{12,64}")
USUAL_CHANGES, USUAL_HISTORY = 50, 20  # on a page of which no size is named


def change_key(change: Change) -> str:
    return f"{change.revision} {change.key.kind} {change.key.slug}"


def changes_page(
    past: History,
    span: Span,
    since_digest: str | None,
    served: Snapshot,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Page[Change]:
    """A page of changes in order of revision.

    Raises `NotFound` for a revision to begin at that is not there yet: whoever knows it got it from another database,
    or from a server that is ahead; to say that nothing changed would leave them behind for ever. Raises `Replaced` if
    it is not the one with `since_digest`, or if the database has lost the revision that is served. Raises `BadInput`,
    also where `until` is before `since`, and `Unavailable`.
    """
    newest = served.number
    if span.since < 0:
        raise BadInput(f"since is the number of a revision, 0 for all, not {span.since}.", ["since"])
    if span.since > newest:
        raise NotFound("revision", str(span.since), ["since"], [str(newest)] if newest else [])
    if span.until < span.since:
        raise BadInput(f"until is since ({span.since}) or a later revision, not {span.until}.", ["until"])
    if since_digest is not None:
        _check_digest(served, span.since, since_digest)
    return _page(past, span, USUAL_CHANGES, first, after, last, before, newest_first=False)


def _check_digest(served: Snapshot, number: int, digest: str) -> None:
    if not number:
        if digest != NOTHING.digest:
            raise BadInput("There is no digest before the first revision: leave sinceDigest out.", ["sinceDigest"])
        return
    if not DIGEST.fullmatch(digest):
        raise BadInput(
            "sinceDigest is the digest of a revision, or at least its first 12 digits: 12 to 64 of 0 to 9 and a to f.",
            ["sinceDigest"],
        )
    meant = served.revisions[number - 1].identity
    if not meant.digest.startswith(digest):
        raise Replaced(Identity(number, digest), ["sinceDigest"])


def history_page(
    past: History,
    key: Key,
    served: Identity,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Page[Change]:
    """A page of what happened to one record up to the revision that is served, newest first. Raises the same."""
    for cursor, argument in ((after, "after"), (before, "before")):
        if cursor is not None and _place(cursor, argument)[1] != key:
            raise BadInput(f"The cursor in {argument} does not belong to this list.", [argument])
    span = Span(since=0, until=served.number, kinds=(key.kind,), slug=key.slug, served=served, partial=True)
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
