"""What an importer gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from seeds.problems import Problem
from seeds.seed import Seed


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: seeds, and counts by reason of what was left out, and of what was kept with a mark.

    `unread` names every file, table and column that was not read. `doubts` are warnings and notes about the files.
    `languages` are those whose translations are all here, None for all of the dataset's; what is not `is_whole` claims
    to be no more than these.
    """

    seeds: list[Seed]
    notes: Mapping[str, int]
    marked: Mapping[str, int] = field(default_factory=dict)
    doubts: Sequence[Problem] = ()
    unread: Sequence[str] = ()
    languages: Sequence[str] | None = None
    is_whole: bool = True
