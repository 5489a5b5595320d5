"""The moves that lead from a role, best first: ranked all at once, and explained one by one when they are looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from knowledge.deadline import check
from knowledge.documented import documented_moves, grounds, strongest
from knowledge.entities import CareerMove, Qualification, Role, RoleGroup, Tool
from knowledge.errors import BadInput, NotFound
from knowledge.preparation import LEAST_ZONE, MOST_ZONES, job_zone
from knowledge.snapshot import Snapshot, nearest
from knowledge.transition import Factor, SkillGap, ToolGap, TransferableSkill, Transition, between
from knowledge.vocabulary import Basis

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
        return strongest(self.source, self.target)

    @property
    def documented_moves(self) -> Sequence[CareerMove]:
        return documented_moves(self.source, self.target)

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
    """Which targets are wanted; None means any.

    A group means the roles in it and in the groups under it. `basis` has the grounds on which moves are believed: those
    that a source states or a curator infers are documented, all others are computed only. A move that is documented on
    several grounds is wanted if any of them is.
    """

    dataset: str | None = None
    group: str | None = None
    documented: bool | None = None
    basis: frozenset[Basis] | None = None
    job_zones: frozenset[int] | None = None
    minimum_feasibility: float | None = None
    outside_own_groups: bool = False


def transitions(snapshot: Snapshot, from_slug: str, wanted: MoveFilter | None = None) -> Moves:
    """The moves from a role to every other active one, most feasible first, ties by slug.

    Roles that match it exactly in other datasets are the same role, and left out. Raises `NotFound` for an unknown
    slug of a role, dataset or group, `BadInput` for a minimum feasibility outside 0 to 1 or a job zone outside 1 to 5.
    """
    source = snapshot.role(from_slug, ["from"])
    ranking = snapshot.ranking
    feasibilities = np.round(ranking.feasibilities(source), DIGITS)
    among = ranking.others(source)
    if wanted is not None and wanted != MoveFilter():
        among = among & _accepted(snapshot, source, wanted, feasibilities)
    return Moves(snapshot, source, ranking.best(feasibilities, among), feasibilities)


def _accepted(
    snapshot: Snapshot, source: Role, wanted: MoveFilter, feasibilities: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """By row, whether a role is wanted as a target."""
    least = wanted.minimum_feasibility
    if least is not None and not 0 <= least <= 1:
        raise BadInput(f"A feasibility is 0 to 1, not {least:g}.", ["filter", "minimumFeasibility"])
    for zone in wanted.job_zones or ():
        if not LEAST_ZONE <= zone <= MOST_ZONES:
            raise BadInput(f"A job zone is {LEAST_ZONE} to {MOST_ZONES}, not {zone}.", ["filter", "jobZones"])
    if wanted.dataset is not None and wanted.dataset not in snapshot.datasets:
        near = nearest(wanted.dataset, list(snapshot.datasets))
        raise NotFound("dataset", wanted.dataset, ["filter", "dataset"], near)
    groups = None if wanted.group is None else _with_narrower(snapshot, wanted.group)
    documented, computed = grounds(source), {Basis.COMPUTED}
    own = set(source.groups)

    def accepts(target: Role) -> bool:
        return (
            (wanted.dataset is None or target.dataset.slug == wanted.dataset)
            and (groups is None or not groups.isdisjoint(target.groups))
            and (wanted.documented is None or (target in documented) == wanted.documented)
            and (wanted.basis is None or not wanted.basis.isdisjoint(documented.get(target, computed)))
            and (wanted.job_zones is None or job_zone(target) in wanted.job_zones)
            and not (wanted.outside_own_groups and not own.isdisjoint(target.groups))
        )

    enough = feasibilities >= (0.0 if least is None else least)
    if wanted == MoveFilter(minimum_feasibility=least):
        return enough
    return enough & np.fromiter(map(accepts, snapshot.ranking.roles), dtype=np.bool_, count=len(enough))


def _with_narrower(snapshot: Snapshot, slug: str) -> set[RoleGroup]:
    """A group and all groups under it."""
    group = snapshot.role_groups.get(slug)
    if group is None:
        raise NotFound("role group", slug, ["filter", "group"], nearest(slug, list(snapshot.role_groups)))
    return {group} | {each for each in snapshot.role_groups.values() if group in _wholes(each)}


def _wholes(group: RoleGroup) -> Iterator[RoleGroup]:
    """The groups that a group is part of, deprecated ones among them, which no list of parts has."""
    while group.broader is not None:
        group = group.broader
        yield group
