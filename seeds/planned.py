"""What a load would do, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from knowledge.model.differences import Edit, edits
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

    def edits(self) -> list[Edit]:
        """How the record becomes what it would be; nothing for one that is created."""
        return [] if self.before is None else edits(self.key.kind, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load would do: the records that differ from what is stored, and what is doubtful about them.

    `names` are those of the records that the changes name, where they were asked for.
    """

    dataset: str
    records: int
    changes: tuple[Planned, ...]
    doubts: tuple[Problem, ...] = ()
    names: Mapping[Key, str] = field(default_factory=dict)

    def count(self, operation: Operation) -> int:
        return sum(change.operation is operation for change in self.changes)


class Terms(TypedDict, total=False):
    """On which terms seeds are loaded, beside what is said for each load.

    `strict` makes warnings errors. `whole` says that the seeds claim to be all of their dataset, as a release does;
    then, or if what they leave out is pruned, a load is refused that would take away more than the share `allow_shrink`
    of the dataset, of a kind of record or of a kind of link. `slugs_only` says that they name records by nothing but
    slugs, as what importers make does. `languages` are those of which the seeds claim to have all translations, None
    for every one: in others, nothing is missing. `doubts` are the warnings and notes of reading the seeds.
    """

    strict: bool
    whole: bool
    allow_shrink: float
    slugs_only: bool
    languages: Sequence[str] | None
    doubts: Sequence[Problem]
