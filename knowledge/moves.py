"""The moves that lead from a role, best first: ranked all at once, and explained one by one when they are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from knowledge.deadline import check
from knowledge.entities import CareerMove, Qualification, Role, Tool
from knowledge.errors import BadInput
from knowledge.snapshot import Snapshot
from knowledge.transition import Factor, SkillGap, ToolGap, TransferableSkill, Transition, between

DIGITS = 9  # to which feasibilities are compared, so that the order does not hang on the rounding of sums


class Move:
    """A move in a ranking; `feasibility` is 0 to 1. All else there is to say is worked out when asked for."""

    __slots__ = ("_explained", "_snapshot", "feasibility", "source", "target")

    def __init__(self, snapshot: Snapshot, source: Role, target: Role, feasibility: float):
        self.source = source
        self.target = target
        self.feasibility = feasibility
        self._snapshot = snapshot
        self._explained: Transition | None = None

    @property
    def explained(self) -> Transition:
        if self._explained is None:
            check()
            self._explained = between(self._snapshot, self.source, self.target)
        return self._explained

    @property
    def from_role(self) -> Role:
        return self.source

    @property
    def to_role(self) -> Role:
        return self.target

    @property
    def documented_move(self) -> CareerMove | None:
        return next((move for move in self.source.moves_out if move.to_role is self.target), None)

    @property
    def transferable_skills(self) -> Sequence[TransferableSkill]:
        return self.explained.transferable_skills

    @property
    def skill_gaps(self) -> Sequence[SkillGap]:
        return self.explained.skill_gaps

    @property
    def transferable_tools(self) -> Sequence[Tool]:
        return self.explained.transferable_tools

    @property
    def tool_gaps(self) -> Sequence[ToolGap]:
        return self.explained.tool_gaps

    @property
    def qualification_gaps(self) -> Sequence[Qualification]:
        return self.explained.qualification_gaps

    @property
    def factors(self) -> Sequence[Factor]:
        return self.explained.factors


class Moves(Sequence[Move]):
    """Ranked moves from a role; each is made when it is looked at."""

    def __init__(self, snapshot: Snapshot, source: Role, rows: NDArray[np.int64], feasibilities: NDArray[np.float64]):
        self._snapshot = snapshot
        self._source = source
        self._rows = rows
        self._feasibilities = feasibilities

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Move: ...

    @overload
    def __getitem__(self, place: slice) -> list[Move]: ...

    def __getitem__(self, place: int | slice) -> Move | list[Move]:
        if isinstance(place, slice):
            return [self._move(row) for row in self._rows[place].tolist()]
        return self._move(int(self._rows[place]))

    def _move(self, row: int) -> Move:
        target = self._snapshot.ranking.roles[row]
        return Move(self._snapshot, self._source, target, float(self._feasibilities[row]))


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which targets are wanted; None means any."""

    dataset: str | None = None
    group: str | None = None
    documented: bool | None = None
    minimum_feasibility: float | None = None
    outside_own_groups: bool = False


def transitions(snapshot: Snapshot, from_slug: str, wanted: MoveFilter | None = None) -> Moves:
    """The moves from a role to every other active one, most feasible first, ties by slug.

    Roles that match it exactly in other datasets are the same role, and left out. Raises `NotFound` for an unknown
    slug, `BadInput` for a minimum feasibility outside 0 to 1.
    """
    source = snapshot.role(from_slug, ["from"])
    chosen = wanted or MoveFilter()
    least = chosen.minimum_feasibility
    if least is not None and not 0 <= least <= 1:
        raise BadInput(f"A feasibility is 0 to 1, not {least:g}.", ["filter", "minimumFeasibility"])
    ranking = snapshot.ranking
    feasibilities = np.round(ranking.feasibilities(source), DIGITS)
    among = ranking.others(source)
    if least is not None:
        among = among & (feasibilities >= least)
    if chosen != MoveFilter(minimum_feasibility=least):
        documented = {move.to_role for move in source.moves_out}
        accepted = (_accepts(chosen, source, role, documented) for role in ranking.roles)
        among = among & np.fromiter(accepted, dtype=np.bool_)
    return Moves(snapshot, source, ranking.best(feasibilities, among), feasibilities)


def _accepts(wanted: MoveFilter, source: Role, target: Role, documented: set[Role]) -> bool:
    return (
        (wanted.dataset is None or target.dataset.slug == wanted.dataset)
        and (wanted.group is None or any(group.slug == wanted.group for group in target.groups))
        and (wanted.documented is None or (target in documented) == wanted.documented)
        and not (wanted.outside_own_groups and any(group in source.groups for group in target.groups))
    )
