"""Revisions and changes in GraphQL."""

import datetime
from typing import Any

import strawberry
from strawberry.scalars import JSON

from knowledge.errors import BadInput, NotFound
from knowledge.model import history
from knowledge.model.history import History
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Operation
from schema.connections import Page, check_size, decode, reading
from schema.context import Info
from schema.directives import LONG, ListSize
from schema.entity import Dataset
from schema.links import listed


@strawberry.type(description="One load that changed something. Every revision stays readable for ever.")
class Revision:
    number: int = strawberry.field(description="1, 2, 3 … without gaps.")
    committed_at: datetime.datetime = strawberry.field(description="When it was committed.")
    loaded: str = strawberry.field(description="What was loaded: the names of the files or folders.")
    author: str = strawberry.field(description="Who loaded it.")
    created: int = strawberry.field(description="How many records it created.")
    changed: int = strawberry.field(description="How many records it changed.")
    deprecated: int = strawberry.field(description="How many records it deprecated.")

    @strawberry.field(description="The dataset that it belongs to.", graphql_type=Dataset)
    def dataset(parent: strawberry.Parent[history.Revision], info: Info) -> Any:
        return info.context.snapshot.datasets[parent.dataset]

    @strawberry.field(description="What it did, in a sentence.")
    def summary(parent: strawberry.Parent[history.Revision]) -> str:
        counts = ((parent.created, "created"), (parent.changed, "changed"), (parent.deprecated, "deprecated"))
        done = ", ".join(f"{count} {what}" for count, what in counts if count)
        return f"{parent.dataset}: {done} from {parent.loaded}."


def revision_key(revision: history.Revision) -> str:
    return str(revision.number)


RevisionEdge, RevisionConnection = listed(Revision, "revision", "Revisions, newest first.", revision_key)


@strawberry.type(
    description="What happened to one field of a record. Links count as part of the field that lists them."
)
class FieldChange:
    field: str = strawberry.field(description="The name of the field in the seed format.")
    before: JSON | None = strawberry.field(description="The value before, null if there was none.", directives=[LONG])
    after: JSON | None = strawberry.field(description="The value after, null if there is none.", directives=[LONG])


class _FieldChange:
    """What a `FieldChange` stands for."""

    __slots__ = ("after", "before", "field")

    def __init__(self, field: str, before: Any, after: Any):
        self.field = field
        self.before = before
        self.after = after


@strawberry.type(description="What a revision did to a record.")
class Change:
    revision: int = strawberry.field(description="The number of the revision.")
    kind: Kind = reading("key.kind", "What the record is about.")
    slug: str = reading("key.slug", "The slug of the record.")
    operation: Operation = strawberry.field(description="What was done.")

    @strawberry.field(
        description="The fields that differ, by name.",
        graphql_type=list[FieldChange],
        directives=[ListSize(assumed_size=20)],
    )
    def fields(parent: strawberry.Parent[history.Change]) -> list[_FieldChange]:
        before = parent.before or {}
        return [
            _FieldChange(name, before.get(name), parent.after.get(name))
            for name in sorted({*before, *parent.after})
            if before.get(name) != parent.after.get(name)
        ]


def change_key(change: history.Change) -> str:
    return f"{change.revision} {change.key.kind} {change.key.slug}"


ChangeEdge, ChangeConnection = listed(Change, "change", "Changes in order of revision.", change_key)


def changes_page(
    past: History, since: int, until: int | None, newest: int, first: int, after: str | None
) -> Page[history.Change]:
    """A page of the changes of revisions `since` + 1 to `until`, the newest if that is None.

    Raises `NotFound` for a `since` that is not there yet: whoever knows it got it from another database, or from a
    server that is ahead; to say that nothing changed would leave them behind for ever. Raises `BadInput` and
    `Unavailable`.
    """
    if since < 0:
        raise BadInput(f"since is the number of a revision, 0 for all, not {since}.", ["since"])
    if since > newest:
        raise NotFound("revision", str(since), ["since"], [str(newest)] if newest else [])
    until = newest if until is None else min(until, newest)
    check_size(first, "first")
    start = None if after is None else _place(after)
    found = list(past.changes(since, until, start, first + 1)) if until > since else []
    total = past.count_changes(since, until) if until > since else 0
    return Page(found[:first], total, len(found) > first, start is not None, change_key, lambda change: change)


def _place(after: str) -> tuple[int, Key]:
    number, _, rest = decode(after, "after").partition(" ")
    kind, _, slug = rest.partition(" ")
    if not number.isdecimal() or kind not in Kind.__members__ or not slug:
        raise BadInput("The cursor in after does not belong to this list.", ["after"])
    return int(number), Key(Kind[kind], slug)
