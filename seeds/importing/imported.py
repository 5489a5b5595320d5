"""What an importer gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from seeds.seed import Seed


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: seeds, and counts of what was left out, by reason."""

    seeds: list[Seed]
    notes: Mapping[str, int]
