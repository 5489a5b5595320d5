"""What clients read of a server in a soak, and what happened to it meanwhile: what is judged in the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is read."""

    CACHED = "the same again"
    UNCACHED = "one of many documents"
    SEARCH = "a search"
    TRANSITIONS = "transitions"
    PINNED = "a pinned revision"
    CHANGES = "changes"


NEED_THE_DATABASE = (Kind.PINNED, Kind.CHANGES)
"""A pinned revision does only where it is not in memory, which who asks cannot know."""


class Span(NamedTuple):
    """Times are those of `time.monotonic`, in seconds."""

    began: float
    ended: float

    def meets(self, other: "Span", before: float = 0.0, after: float = 0.0) -> bool:
        """Whether they have a moment in common, if this one began so much earlier and ended so much later."""
        return self.began - before <= other.ended and other.began <= self.ended + after


@dataclass(frozen=True, slots=True)
class Reading:
    """One request. `said` is what came of it: `200` and codes of errors, `broken` and how, or `refused`."""

    span: Span
    kind: Kind
    said: str
    revision: str = ""  # that was asked for, or that the answer says it is about: its number and digest
    marks: frozenset[str] = frozenset()  # what the parts of the answer have as the mark of their revision
    etag: str = ""
    body: bytes = b""  # a hash of it


class Event(NamedTuple):
    span: Span
    what: str


@dataclass
class Diary:
    """What happened, written down as it did."""

    began: float = field(default_factory=time.monotonic)
    readings: list[Reading] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    replacements: list[Span] = field(default_factory=list)  # of the history
    quiet: list[Span] = field(default_factory=list)  # nothing else was done
    hangs: list[Span] = field(default_factory=list)  # of the database
    silences: list[Span] = field(default_factory=list)  # of the database: hangs, and what else takes it away
    served: list[tuple[float, str]] = field(default_factory=list)  # from when on which revision is the newest
    marks: dict[str, str] = field(default_factory=dict)  # of each revision
    keys_lived: list[tuple[str, float]] = field(default_factory=list)  # after they were revoked, and what went on
    resident: dict[int, int] = field(default_factory=dict)  # bytes of the worker that is never killed, by revisions
    revisions: int = 0
    told_to_stop: float | None = None
    seconds_to_end: float = 0.0

    def committed(self, revision: str, mark: str) -> None:
        self.marks[revision] = mark
        self.newest_is(revision)
        self.revisions += 1

    def newest_is(self, revision: str) -> None:
        self.served.append((time.monotonic(), revision))

    def write(self, began: float, what: str) -> Span:
        span = Span(began, time.monotonic())
        self.events.append(Event(span, what))
        return span

    @contextmanager
    def quietly(self) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.quiet.append(Span(began, time.monotonic()))
