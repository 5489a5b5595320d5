"""The history of the knowledge: revisions, and what each did to the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Operation


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


class History(Protocol):
    """Access to the past. Methods raise `knowledge.errors.Unavailable` when the database cannot be reached."""

    def changes(self, since: int, until: int, after: tuple[int, Key] | None, limit: int) -> Sequence[Change]:
        """Up to `limit` changes of revisions `since` + 1 to `until`, by revision, kind and slug, past `after`."""
        ...

    def count_changes(self, since: int, until: int) -> int:
        """How many changes revisions `since` + 1 to `until` made."""
        ...
