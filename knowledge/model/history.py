"""The history of the knowledge: revisions, and what each did to the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One load that changed something. `created`, `changed` and `deprecated` count records.

    `message` says why, None if nobody did. `digest` stands for all that was done up to it, in hexadecimal digits:
    another history has another.
    """

    number: int
    committed_at: datetime
    dataset: str
    loaded: str
    author: str
    created: int
    changed: int
    deprecated: int
    digest: str
    message: str | None = None

    @property
    def identity(self) -> "Identity":
        return Identity(self.number, self.digest)


class Identity(NamedTuple):
    """Which revision it is: the same number may stand for something else in another history."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}-{self.digest[:SHOWN]}"


NOTHING = Identity(0, "")
"""Before the first revision."""
SHOWN = 12  # hexadecimal digits of a digest, in logs and addresses


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
    """The changes of revisions `since` + 1 to `until`, of those records that are wanted; None is for all.

    `served` is the revision that the question is about, None where that does not matter. `partial` is whether what is
    kept of it is enough, where older history was pruned.
    """

    since: int
    until: int
    kinds: tuple[Kind, ...] | None = None
    dataset: str | None = None
    slug: str | None = None
    slugs: tuple[str, ...] | None = None
    served: Identity | None = None
    partial: bool = False


class History(Protocol):
    """Access to the past. Methods raise `knowledge.errors.Unavailable` when the database cannot be reached."""

    def changes(
        self, span: Span, limit: int, after: Place | None = None, before: Place | None = None, descends: bool = False
    ) -> Sequence[Change]:
        """Up to `limit` changes in order of their places, or against it, that lie between two places.

        Raises `knowledge.errors.Replaced` where the revision that is served is not in the history any more.
        """
        ...

    def count_changes(self, span: Span) -> int:
        """How many changes there are. Raises as `changes` does."""
        ...
