"""Revisions and changes in GraphQL."""

import datetime
from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry.scalars import JSON

from knowledge.model import history
from knowledge.model.history import Span
from knowledge.model.vocabulary import Kind, Operation
from knowledge.questions import changed
from knowledge.questions.change_words import sentence
from knowledge.questions.groups import roles_within
from knowledge.snapshot.build import PACKED
from knowledge.snapshot.snapshot import Snapshot
from schema.connections import reading
from schema.context import Info
from schema.directives import LONG, ListSize
from schema.entity import Dataset, Entity
from schema.filters import find
from schema.links import listed
from schema.past import change_key


@strawberry.type(description="One load that changed something. Every revision stays readable for ever.")
class Revision:
    number: int = strawberry.field(description="1, 2, 3 … without gaps.")
    digest: str = strawberry.field(
        description="Stands for all that was done up to this revision, in 64 hexadecimal digits. The same number with "
        "another digest is of another history, as after a backup was restored."
    )
    committed_at: datetime.datetime = strawberry.field(description="When it was committed.")
    loaded: str = strawberry.field(description="What was loaded: the names of the files or folders.")
    author: str = strawberry.field(description="Who loaded it.")
    message: str | None = strawberry.field(description="Why, in the words of who loaded it; null if they gave none.")
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


@strawberry.type(
    description="One thing that became of a record, with names instead of slugs. The order of a list is no change."
)
class ChangeStatement:
    deed: changed.Deed = strawberry.field(description="What became of it.")
    field: str = strawberry.field(description="The name of the record's field in the seed format, as `skills`.")
    item: str | None = strawberry.field(
        description="What the item of the field's list is called, as `Python`; null where it is the record itself."
    )
    thing: Entity | None = strawberry.field(description="What the item leads to, null if nowhere.")
    quality: str | None = strawberry.field(
        description="The field of the item, as `level`; null where it is the whole item."
    )
    details: list[str] = strawberry.field(
        description="How an item that came is held, in words, as `essential`.", directives=[ListSize(assumed_size=1)]
    )
    before: str | None = strawberry.field(description="The value before, in words; null if there was none.")
    after: str | None = strawberry.field(description="The value since, in words; null if there is none.")


@strawberry.type(description="What a revision did to a record.")
class Change:
    revision: int = strawberry.field(description="The number of the revision.")
    kind: Kind = reading("key.kind", "What the record is about.")
    slug: str = reading("key.slug", "The slug of the record.")
    operation: Operation = strawberry.field(description="What was done.")

    @strawberry.field(description="What the record is called since.")
    def name(parent: strawberry.Parent[history.Change], info: Info) -> str:
        return changed.name_of(info.context.snapshot, parent)

    @strawberry.field(
        description="What became of the record, one thing after the other; empty for one that is new.",
        graphql_type=list[ChangeStatement],
        directives=[ListSize(assumed_size=20)],
    )
    def statements(parent: strawberry.Parent[history.Change], info: Info) -> list[changed.Statement]:
        return changed.statements(info.context.snapshot, parent)

    @strawberry.field(
        description="The same in sentences of English: `The level of Python for AI engineer rose from 0.6 to 0.7.`",
        directives=[ListSize(assumed_size=20)],
    )
    def sentences(parent: strawberry.Parent[history.Change], info: Info) -> list[str]:
        snapshot = info.context.snapshot
        name = changed.name_of(snapshot, parent)
        return [sentence(name, each) for each in changed.statements(snapshot, parent)]

    @strawberry.field(description="The revision: who loaded it, what, and when.", graphql_type=Revision)
    def committed_in(parent: strawberry.Parent[history.Change], info: Info) -> history.Revision:
        return info.context.snapshot.revisions[parent.revision - 1]

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


ChangeEdge, ChangeConnection = listed(Change, "change", "Changes with what they did.", change_key)


@strawberry.input(description="Which changes are wanted.")
class ChangeFilter:
    kinds: list[Kind] | None = strawberry.field(
        default=None, description="Only changes of records of these kinds; null for all."
    )
    dataset: str | None = strawberry.field(
        default=None, description="Only changes of records of the dataset with this slug; null for all."
    )
    slug: str | None = strawberry.field(
        default=None, description="Only changes of records with this slug, which those of several kinds may have."
    )

    group: str | None = strawberry.field(
        default=None,
        description="Only changes of roles in the group with this slug, and in the groups under it; null for all.",
    )

    def span(self, snapshot: Snapshot, since: int, until: int) -> Span:
        """The wanted ones after a revision. Raises `NotFound` for slugs that are unknown."""
        kinds = None if self.kinds is None else tuple(self.kinds)
        if self.dataset is not None:
            find(snapshot.datasets, self.dataset, ["filter", "dataset"])
        if self.slug is not None:
            asked = kinds or tuple(Kind)
            if not (
                (Kind.TRANSLATION in asked and snapshot.translations.has(self.slug))
                or (Kind.OBSERVATION in asked and snapshot.observations.has(self.slug))
            ):
                known = {slug: True for kind in asked for slug in _slugs(snapshot, kind)}
                find(known, self.slug, ["filter", "slug"], "record")
        slugs = None
        if self.group is not None:
            group = find(snapshot.role_groups, self.group, ["filter", "group"])
            kinds, slugs = tuple({Kind.ROLE}.intersection(kinds or Kind)), roles_within(snapshot, group)
        return Span(
            since=since,
            until=until,
            kinds=kinds,
            dataset=self.dataset,
            slug=self.slug,
            slugs=slugs,
            served=snapshot.identity,
        )


def _slugs(snapshot: Snapshot, kind: Kind) -> Iterable[str]:
    """The slugs of all records of a kind, but of what is packed, which is asked for one by one."""
    if kind in PACKED:
        return ()
    if kind is Kind.DATASET:
        return snapshot.datasets
    return snapshot.sources if kind is Kind.SOURCE else snapshot.by_kind[kind]
