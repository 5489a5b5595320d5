"""How many roles earn how much: for lists that are narrowed down by pay, and for those who do not know where to begin.

Amounts are compared within one currency and one period only, and each range counts by its upper end: who asks for sixty
thousand a year wants roles in which one can earn that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from knowledge.deadline import check
from knowledge.model.entities import PayRange, Role
from knowledge.model.vocabulary import PayPeriod
from knowledge.questions.paying import PERIODS, PaidRange, pay
from knowledge.snapshot.snapshot import Snapshot

MEMORY = "pay of all roles"
STEPS = 5  # thresholds that are told at most
OFTEN = 100  # roles, between looks at the clock
BYTES = 400  # of the ranges of a role, about


@dataclass(frozen=True, slots=True)
class PayStep:
    """How many roles earn up to so much or more."""

    at_least: float
    count: int


@dataclass(frozen=True, slots=True)
class PayCount:
    """The roles whose pay is told in a currency for a period."""

    currency: str
    period: PayPeriod
    count: int
    steps: Sequence[PayStep]


def paid(snapshot: Snapshot) -> Mapping[Role, Sequence[PayRange | PaidRange]]:
    """What each role earns, stated or observed in countries as a whole. Worked out once, and kept with the snapshot."""
    memory = snapshot.memories.of(MEMORY)
    found: dict[Role, Sequence[PayRange | PaidRange]] | None = memory.get(snapshot.number)
    if found is None:
        found = {}
        for place, role in enumerate(snapshot.roles.values()):
            if place % OFTEN == 0:
                check()
            found[role] = pay(snapshot, role, role.pay, None)
        snapshot.memories.keep(MEMORY, snapshot.number, found, BYTES * len(found))
    return found


def pay_counts(snapshot: Snapshot, roles: Iterable[Role]) -> list[PayCount]:
    """By currency and period, the most frequent first; each role counts once, by the range that goes highest."""
    ranges = paid(snapshot)
    ends: dict[tuple[str, PayPeriod], dict[Role, float]] = defaultdict(dict)
    for role in roles:
        for each in ranges[role]:
            if each.currency and each.period:
                highest = ends[each.currency, each.period]
                highest[role] = max(each.maximum, highest.get(role, each.maximum))
    counted = [PayCount(*key, len(of), _steps(sorted(of.values()))) for key, of in ends.items()]
    return sorted(counted, key=lambda each: (-each.count, PERIODS.index(each.period), each.currency))


def _steps(ends: Sequence[float]) -> list[PayStep]:
    """Thresholds of one significant digit and a half that divide the amounts into parts of about one size."""
    places = (len(ends) * step // (STEPS + 1) for step in range(1, STEPS + 1))
    thresholds = sorted({_round(ends[place]) for place in places})
    return [PayStep(each, sum(end >= each for end in ends)) for each in thresholds]


def _round(amount: float) -> float:
    """Down to a round figure, of which there are twenty from one power of ten to the next."""
    if amount <= 0:
        return 0.0
    unit = 10.0 ** floor(log10(amount)) / 2
    return floor(amount / unit) * unit
