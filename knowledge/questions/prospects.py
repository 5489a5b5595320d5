"""What is observed of all roles in a market, as arrays by row of the ranking: by this, moves are chosen and ranked.

It is made once for each market that is asked for, and kept. NaN is unknown.
"""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.errors import BadInput, Path
from knowledge.model.entities import Role
from knowledge.model.observation import Market
from knowledge.model.period import newest_first
from knowledge.model.vocabulary import Quantity, Unit
from knowledge.questions.observing import readings
from knowledge.questions.paying import DEMAND, DIGITS, PayKey, choices, medians
from knowledge.snapshot.snapshot import Snapshot

Floats = NDArray[np.float64]

OFTEN = 200  # roles, between looks at the clock

LOWEST = {
    "PAY_CHANGE": ("minimumPayChange", -1.0, "a share, -1 (no pay at all) or more"),
    "OUTLOOK": ("minimumOutlook", -100.0, "per cent, -100 (nobody is left) or more"),
    "OPENINGS": ("minimumOpenings", 0.0, "0 or more"),
    "EMPLOYMENT": ("minimumEmployment", 0.0, "0 or more"),
}
"""What moves may be asked for at least, by the order: the field that says it, the lowest there can be, and in words."""


class Prospects(NamedTuple):
    """What is observed of all roles in `markets`, which have one code.

    `pay` has the medians by what makes them comparable, in the order in which they are chosen; `newest` has the newest
    value of other quantities, of the change of employment that in per cent.
    """

    markets: Collection[Market]
    pay: dict[PayKey, Floats]
    newest: dict[Quantity, Floats]


def prospects(snapshot: Snapshot, market: str | None, argument: Path) -> Prospects:
    """What is observed in a market, by its code or slug; without one in the first country by code.

    Raises `NotFound` for a market that nothing is known of.
    """
    markets = next(choices(snapshot, market, argument), ())
    name = markets[0].code if markets else ""
    memory = snapshot.memories.of("prospects")
    found: Prospects | None = memory.get(name)
    if found is None:
        found = _gathered(snapshot, markets)
        size = sum(each.nbytes for table in (found.pay, found.newest) for each in table.values())
        snapshot.memories.keep("prospects", name, found, size)
    return found


def check_minimum(order: str, minimum: float) -> None:
    """Raises `BadInput` for a minimum that is lower than anything can be: who asks for it means something else."""
    name, lowest, says = LOWEST[order]
    if not minimum >= lowest:
        raise BadInput(f"{name} is {says}, not {minimum:g}.", ["filter", name])


def _gathered(snapshot: Snapshot, markets: Collection[Market]) -> Prospects:
    roles = snapshot.ranking.roles
    pay: dict[PayKey, Floats] = {}
    newest = {quantity: np.full(len(roles), np.nan) for quantity in DEMAND}
    when: dict[tuple[Quantity, int], tuple[int, ...]] = {}
    for row, role in enumerate(roles if markets else ()):
        if row % OFTEN == 0:
            deadline.check()
        for each in readings(snapshot, role, markets):
            value, quantity = each.value, each.quantity
            if value is None or (quantity is Quantity.EMPLOYMENT_CHANGE and each.unit is not Unit.PERCENT):
                continue
            if quantity in newest:
                order = newest_first(each.period)
                before = when.get((quantity, row))
                if before is None or order < before:
                    when[quantity, row] = order
                    newest[quantity][row] = value
            elif quantity is Quantity.PAY:
                column = pay.setdefault(PayKey(each.measure, each.period), np.full(len(roles), np.nan))
                if np.isnan(column[row]):
                    column[row] = value
    return Prospects(markets, dict(sorted(pay.items(), key=lambda each: each[0].order)), newest)


def changes_of_pay(snapshot: Snapshot, known: Prospects, source: Role) -> Floats:
    """By row, by which share the pay of a role differs from that of `source`, as `paying.pay_change` says it."""
    found: Floats = np.full(len(snapshot.ranking.roles), np.nan)
    own = medians(snapshot, source, known.markets) if known.markets else {}
    for key, column in known.pay.items():
        value = own[key].value if key in own else None
        if value:
            found = np.where(np.isnan(found), np.round(column / value - 1, DIGITS), found)
    return found
