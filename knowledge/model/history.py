"""The history of the knowledge: revisions, and what each did to the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One load that changed something. `created`, `changed` and `deprecated` count records."""

    number: int
    committed_at: datetime
    dataset: str
    loaded: str
    author: str
    created: int
    changed: int
    deprecated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a revision did to a record. `before` is None for a record that it created."""

    revision: int
    key: Key
    operation: Operation
    before: Record | None
    after: Record


Place = tuple[int, Key]
"""Where a change stands among all: by its revision, and in that by kind and slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The changes of revisions `since` + 1 to `until`, of those records that are wanted; None is for all."""

    since: int
    until: int
    kinds: tuple[Kind, ...] | None = None
    dataset: str | None = None
    slug: str | None = None


class History(Protocol):
    """Access to the past. Methods raise `knowledge.errors.Unavailable` when the database cannot be reached."""

    def changes(
        self, span: Span, limit: int, after: Place | None = None, before: Place | None = None, descends: bool = False
    ) -> Sequence[Change]:
        """Up to `limit` changes in order of their places, or against it, that lie between two places."""
        ...

    def count_changes(self, span: Span) -> int:
        """How many changes there are."""
        ...
