"""The moves that lead from a role, best first: ranked all at once, and explained one by one when they are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BadInput
from knowledge.likeness.feasibility import MoveBand, band
from knowledge.likeness.preparation import check_zones, job_zone, preparation
from knowledge.likeness.ranking import Ranking
from knowledge.model.entities import Role
from knowledge.model.vocabulary import Basis, Quantity
from knowledge.questions.descent import counselled
from knowledge.questions.documented import grounds
from knowledge.questions.groups import with_narrower
from knowledge.questions.move import Move
from knowledge.questions.observing import markets_named
from knowledge.questions.prospects import changes_of_pay, check_minimum, prospects
from knowledge.snapshot.finding import named
from knowledge.snapshot.snapshot import Snapshot

Floats = NDArray[np.float64]

DIGITS = 9  # to which feasibilities are compared, so that the order does not hang on the rounding of sums

MOST_DIVERSE = 100  # of the best moves that are put in another order so that they differ
DIVERSITY = 0.3  # how much a move counts for less that means the same as one before it


class MoveOrder(StrEnum):
    """By which figure moves are ranked."""

    COUNSEL = "COUNSEL"
    FEASIBILITY = "FEASIBILITY"
    LIKENESS = "LIKENESS"
    PAY_CHANGE = "PAY_CHANGE"
    OUTLOOK = "OUTLOOK"
    OPENINGS = "OPENINGS"
    EMPLOYMENT = "EMPLOYMENT"


OF_THE_MOVE = frozenset({MoveOrder.COUNSEL, MoveOrder.FEASIBILITY, MoveOrder.LIKENESS})
"""The orders by figures that every move has."""
OF_QUANTITY = {
    MoveOrder.OUTLOOK: Quantity.EMPLOYMENT_CHANGE,
    MoveOrder.OPENINGS: Quantity.OPENINGS,
    MoveOrder.EMPLOYMENT: Quantity.EMPLOYMENT,
}
"""The orders by what is observed of the targets alone."""


class Training(StrEnum):
    """How the preparation that a target takes compares with that of the role that is left."""

    LESS = "LESS"
    SAME = "SAME"
    MORE = "MORE"


class Moves(Sequence[Move]):
    """Ranked moves from a role; each is made when it is looked at."""

    def __init__(self, snapshot: Snapshot, source: Role, rows: NDArray[np.int64], feasibilities: Floats):
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
    several grounds is wanted if any of them is. `training` compares preparations; targets of which nobody tells theirs
    are left out. What is observed is looked up in the `market`, by its code or slug, or in the first country; where it
    is unknown, no minimum of it is reached.
    """

    dataset: str | None = None
    group: str | None = None
    documented: bool | None = None
    basis: frozenset[Basis] | None = None
    job_zones: frozenset[int] | None = None
    training: frozenset[Training] | None = None
    minimum_feasibility: float | None = None
    bands: frozenset[MoveBand] | None = None
    outside_own_groups: bool = False
    market: str | None = None
    minimum_pay_change: float | None = None
    minimum_outlook: float | None = None
    minimum_openings: float | None = None
    minimum_employment: float | None = None

    @property
    def observed(self) -> dict[MoveOrder, float]:
        """The least that is wanted of what is observed."""
        told = {
            MoveOrder.PAY_CHANGE: self.minimum_pay_change,
            MoveOrder.OUTLOOK: self.minimum_outlook,
            MoveOrder.OPENINGS: self.minimum_openings,
            MoveOrder.EMPLOYMENT: self.minimum_employment,
        }
        return {order: least for order, least in told.items() if least is not None}

    @property
    def is_of_the_target(self) -> bool:
        """Whether more is asked of targets than how feasible they are, and what is observed of them."""
        return self != MoveFilter(**{name: getattr(self, name) for name in OF_FIGURES})


OF_FIGURES = (
    "market",
    "minimum_feasibility",
    "minimum_pay_change",
    "minimum_outlook",
    "minimum_openings",
    "minimum_employment",
)
"""The fields of a filter that are about figures of a move, which are compared for all targets at once."""


def transitions(
    snapshot: Snapshot,
    from_slug: str,
    wanted: MoveFilter | None = None,
    order: MoveOrder = MoveOrder.FEASIBILITY,
    *,
    diverse: bool = False,
) -> Moves:
    """The moves from a role to every other active one, best first, ties by slug.

    If `diverse`, the best hundred are put in another order: each counts for less by as much as it means the same as one
    before it (maximal marginal relevance, Carbonell and Goldstein 1998). Roles that match the source exactly in other
    datasets are the same role, and left out. Where what is observed decides, those of which it is unknown come last,
    the most feasible first. Raises `NotFound` for an unknown slug of a role, dataset or group, and an unknown market;
    `BadInput` for a minimum feasibility outside 0 to 1, a job zone outside 1 to 5, minima that are lower than anything
    can be, for `diverse` by what is observed,
    and for a comparison of training where nobody tells how much the source takes.
    """
    source = snapshot.role(from_slug, ["from"])
    ranking = snapshot.ranking
    feasibilities = np.round(ranking.feasibilities(source), DIGITS)
    among = ranking.others(source)
    if wanted is not None and wanted != MoveFilter():
        among = among & _accepted(snapshot, source, wanted, feasibilities)
    if order not in OF_THE_MOVE:
        if diverse:
            raise BadInput(
                "Moves differ by COUNSEL, FEASIBILITY or LIKENESS: leave diverse out, or order by these.", ["diverse"]
            )
        values = _observed(snapshot, source, order, None if wanted is None else wanted.market)
        rows = ranking.best(feasibilities, among)
        unknown_last = np.where(np.isnan(values), np.inf, -values)[rows]
        return Moves(snapshot, source, rows[np.argsort(unknown_last, kind="stable")], feasibilities)
    values = feasibilities
    if order is MoveOrder.LIKENESS:
        values = np.round(ranking.likenesses(source), DIGITS)
    elif order is MoveOrder.COUNSEL:
        values = np.round(counselled(ranking, source), DIGITS)
    rows = ranking.best(values, among)
    if diverse:
        rows = np.concatenate((_diverse(ranking, rows[:MOST_DIVERSE], values), rows[MOST_DIVERSE:]))
    return Moves(snapshot, source, rows, feasibilities)


def _observed(snapshot: Snapshot, source: Role, order: MoveOrder, market: str | None) -> Floats:
    """By row, what is observed of a role in a market, NaN where it is unknown."""
    known = prospects(snapshot, market, ["filter", "market"])
    if order is MoveOrder.PAY_CHANGE:
        return changes_of_pay(snapshot, known, source)
    return known.newest[OF_QUANTITY[order]]


def _diverse(ranking: Ranking, rows: NDArray[np.int64], values: Floats) -> NDArray[np.int64]:
    """The rows in an order in which what comes first differs."""
    alike = ranking.meanings(rows)
    left, chosen = list(range(len(rows))), []
    nearest = np.zeros(len(rows))
    while left:
        best = max(left, key=lambda place: float(values[rows[place]]) - DIVERSITY * float(nearest[place]))
        left.remove(best)
        chosen.append(best)
        nearest = np.maximum(nearest, alike[best])
    return rows[np.array(chosen, dtype=np.int64)]


def _accepted(
    snapshot: Snapshot, source: Role, wanted: MoveFilter, feasibilities: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """By row, whether a role is wanted as a target."""
    least = wanted.minimum_feasibility
    if least is not None and not 0 <= least <= 1:
        raise BadInput(f"A feasibility is 0 to 1, not {least:g}.", ["filter", "minimumFeasibility"])
    check_zones(sorted(wanted.job_zones or ()), ["filter", "jobZones"])
    if wanted.dataset is not None:
        named(snapshot.datasets, wanted.dataset, "dataset", ["filter", "dataset"])
    if wanted.market is not None:
        markets_named(snapshot, wanted.market, ["filter", "market"])
    groups = None
    if wanted.group is not None:
        group = named(snapshot.role_groups, wanted.group, "role group", ["filter", "group"])
        groups = with_narrower(snapshot, group)
    prepared = preparation(source)
    if wanted.training is not None and prepared is None:
        said = f"Nobody tells how much training {source.name} takes, so none can be told to take less, as much or more."
        raise BadInput(said, ["filter", "training"])
    documented, computed = grounds(source), {Basis.COMPUTED}
    own = set(source.groups)

    def accepts(target: Role, feasibility: float) -> bool:
        return (
            (wanted.dataset is None or target.dataset.slug == wanted.dataset)
            and (groups is None or not groups.isdisjoint(target.groups))
            and (wanted.documented is None or (target in documented) == wanted.documented)
            and (wanted.basis is None or not wanted.basis.isdisjoint(documented.get(target, computed)))
            and (wanted.bands is None or band(feasibility) in wanted.bands)
            and (wanted.job_zones is None or job_zone(target) in wanted.job_zones)
            and (wanted.training is None or _compared(prepared, preparation(target)) in wanted.training)
            and not (wanted.outside_own_groups and not own.isdisjoint(target.groups))
        )

    enough = feasibilities >= (0.0 if least is None else least)
    for order, minimum in wanted.observed.items():
        check_minimum(order.value, minimum)
        enough = enough & (_observed(snapshot, source, order, wanted.market) >= minimum)  # which no NaN is
    if not wanted.is_of_the_target:
        return enough
    return enough & np.fromiter(
        map(accepts, snapshot.ranking.roles, feasibilities.tolist()), dtype=np.bool_, count=len(enough)
    )


def _compared(before: float | None, after: float | None) -> Training | None:
    """Whether a preparation is less, as much or more than the one before; None where one is not known."""
    if before is None or after is None:
        return None
    if before == after:
        return Training.SAME
    return Training.LESS if after < before else Training.MORE
