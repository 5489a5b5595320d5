"""What a load would do, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Operation
from seeds.problems import Problem


@dataclass(frozen=True, slots=True)
class Planned:
    """What a load would do to one record. `before` is None for a record that it creates."""

    key: Key
    operation: Operation
    before: Record | None
    after: Record


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load would do: the records that differ from what is stored, and what is doubtful about them."""

    dataset: str
    records: int
    changes: tuple[Planned, ...]
    doubts: tuple[Problem, ...] = ()

    def count(self, operation: Operation) -> int:
        return sum(change.operation is operation for change in self.changes)


class Terms(TypedDict, total=False):
    """On which terms seeds are loaded, beside what is said for each load.

    `strict` makes warnings errors. `whole` says that the seeds claim to be all of their dataset, as a release does;
    then, or if what they leave out is pruned, a load is refused that would take away more than the share `allow_shrink`
    of the dataset, of a kind of record or of a kind of link. `doubts` are the warnings and notes of reading the seeds.
    """

    strict: bool
    whole: bool
    allow_shrink: float
    doubts: Sequence[Problem]
