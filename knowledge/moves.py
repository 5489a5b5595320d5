"""The moves that lead from a role, best first: ranked all at once, and explained one by one when they are looked at."""

from dataclasses import dataclass

import numpy as np

from knowledge.entities import Role
from knowledge.errors import BadInput
from knowledge.snapshot import Snapshot
from knowledge.transition import Transition, between

DIGITS = 9  # to which feasibilities are compared, so that the order does not hang on the rounding of sums


@dataclass(frozen=True, slots=True)
class Move:
    """A move in a ranking. `feasibility` is 0 to 1."""

    source: Role
    target: Role
    feasibility: float

    def explained(self, snapshot: Snapshot) -> Transition:
        """All there is to say about the move."""
        return between(snapshot, self.source, self.target)


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which targets are wanted; None means any."""

    dataset: str | None = None
    group: str | None = None
    documented: bool | None = None
    minimum_feasibility: float | None = None


def transitions(snapshot: Snapshot, from_slug: str, wanted: MoveFilter | None = None) -> list[Move]:
    """The moves from a role to every other active one, most feasible first, ties by slug.

    Roles that match it exactly in other datasets are the same role, and left out. Raises `NotFound` for an unknown
    slug, `BadInput` for a minimum feasibility outside 0 to 1.
    """
    source = snapshot.role(from_slug, ["from"])
    chosen = wanted or MoveFilter()
    least = chosen.minimum_feasibility
    if least is not None and not 0 <= least <= 1:
        raise BadInput(f"A feasibility is 0 to 1, not {least:g}.", ["filter", "minimumFeasibility"])
    documented = {move.to_role for move in source.moves_out}
    same = snapshot.profiles.representative(source)
    feasibilities = np.round(snapshot.ranking.feasibilities(source), DIGITS)
    moves = [
        Move(source, target, feasibility)
        for target, feasibility in zip(snapshot.ranking.roles, feasibilities.tolist(), strict=True)
        if snapshot.profiles.representative(target) is not same
        and (least is None or feasibility >= least)
        and (chosen.dataset is None or target.dataset.slug == chosen.dataset)
        and (chosen.group is None or any(group.slug == chosen.group for group in target.groups))
        and (chosen.documented is None or (target in documented) == chosen.documented)
    ]
    moves.sort(key=lambda move: (-move.feasibility, move.target.slug))
    return moves
