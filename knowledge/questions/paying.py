"""What roles are paid, and by how much two differ: medians of one measure, one currency, one market and one time.

Money of different currencies, periods or times is never compared: there is no figure then, and a reason.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from knowledge.errors import Path
from knowledge.model.entities import PayRange, Role
from knowledge.model.evidence import Citation, Dataset, Fact
from knowledge.model.observation import Market, Measure
from knowledge.model.period import day_of, newest_first
from knowledge.model.vocabulary import Basis, PayPeriod, Quantity, Statistic
from knowledge.questions.observing import in_market, markets_named, ranges, readings
from knowledge.questions.readings import Reading, StatedRange, Told
from knowledge.snapshot.snapshot import Snapshot

PERIODS = (PayPeriod.YEAR, PayPeriod.MONTH, PayPeriod.DAY, PayPeriod.HOUR)
"""Those that say most of what somebody has come first."""

DIGITS = 6  # to which shares of pay are told


class PayStatistic(StrEnum):
    """What of the pay of two roles is compared."""

    MEDIAN = "MEDIAN"
    MIDPOINT = "MIDPOINT"


class PayUnknown(StrEnum):
    """Why two roles cannot be compared by pay."""

    FROM_UNKNOWN = "FROM_UNKNOWN"
    TO_UNKNOWN = "TO_UNKNOWN"
    BOTH_UNKNOWN = "BOTH_UNKNOWN"
    FROM_TOP_CODED = "FROM_TOP_CODED"
    TO_TOP_CODED = "TO_TOP_CODED"
    OTHER_MARKET = "OTHER_MARKET"
    OTHER_CURRENCY = "OTHER_CURRENCY"
    OTHER_PERIOD = "OTHER_PERIOD"
    OTHER_TIME = "OTHER_TIME"


UNKNOWN = (PayUnknown.FROM_UNKNOWN, PayUnknown.TO_UNKNOWN, PayUnknown.BOTH_UNKNOWN)

ALIKE: Mapping[PayUnknown, Callable[[StatedRange], object]] = {
    PayUnknown.OTHER_MARKET: lambda stated: (stated.market_name or "").casefold(),
    PayUnknown.OTHER_CURRENCY: lambda stated: stated.currency,
    PayUnknown.OTHER_PERIOD: lambda stated: stated.per,
    PayUnknown.OTHER_TIME: lambda stated: stated.period,
}
"""What two pay ranges have to have in common to be compared, by the reason for which they are not."""


class PayKey(NamedTuple):
    """What two amounts have to have in common to be compared."""

    measure: Measure
    period: str

    @property
    def order(self) -> tuple[tuple[int, ...], int, str]:
        """By what keys are sorted that may be chosen: the newest first, then by `PERIODS`."""
        per = PERIODS.index(self.measure.per) if self.measure.per else len(PERIODS)
        return newest_first(self.period), per, self.measure.slug


@dataclass(frozen=True, slots=True)
class PayChange:
    """By how much the pay of two roles differs. Amounts and shares are None where there is a `reason`.

    `change` is a share: 0.1 is a tenth more, -0.1 a tenth less.
    """

    reason: PayUnknown | None
    market: Market | None = None
    statistic: PayStatistic | None = None
    from_observation: Told | None = None
    to_observation: Told | None = None
    from_amount: float | None = None
    to_amount: float | None = None

    @property
    def currency(self) -> str | None:
        return None if self.from_observation is None or self.reason else self.from_observation.currency

    @property
    def per(self) -> PayPeriod | None:
        return None if self.from_observation is None or self.reason else self.from_observation.per

    @property
    def period(self) -> str | None:
        return None if self.from_observation is None or self.reason else self.from_observation.period

    @property
    def market_name(self) -> str | None:
        return None if self.from_observation is None or self.reason else self.from_observation.market_name

    @property
    def difference(self) -> float | None:
        if self.from_amount is None or self.to_amount is None:
            return None
        return round(self.to_amount - self.from_amount, 2)

    @property
    def change(self) -> float | None:
        return None if self.from_amount is None or self.to_amount is None else share(self.from_amount, self.to_amount)


def share(before: float, after: float) -> float | None:
    return round(after / before - 1, DIGITS) if before else None


def medians(snapshot: Snapshot, role: Role, markets: Collection[Market]) -> dict[PayKey, Reading]:
    """The pay of a role in these markets, by what makes it comparable: of each the nearest, told or not."""
    found: dict[PayKey, Reading] = {}
    for each in readings(snapshot, role, markets):
        if each.quantity is Quantity.PAY:
            key = PayKey(each.measure, each.period)
            if key not in found or (found[key].value is None and each.value is not None):
                found[key] = each
    return found


def pay_change(snapshot: Snapshot, source: Role, target: Role, market: str | None = None) -> PayChange:
    """By how much the pay of `target` differs from that of `source`, in a market by its code or slug.

    Without one, in the country where the pay of both is observed, the first by code of several; where none is, by the
    middles of the pay ranges that both state. Raises `NotFound` for a market that nothing is known of.
    """
    first: PayChange | None = None
    left: Reading | None = None
    right: Reading | None = None
    for markets in choices(snapshot, market, ["market"]):
        found = _observed(medians(snapshot, source, markets), medians(snapshot, target, markets), markets)
        if found.reason is None:
            return found
        first = first or found
        left = left or _told(found.from_observation)
        right = right or _told(found.to_observation)
    if first is not None and first.reason in UNKNOWN and left is not None and right is not None:
        first = PayChange(PayUnknown.OTHER_MARKET, None, None, left, right)
    stated = _stated(snapshot, source, target, market)
    if stated is not None and (stated.reason is None or first is None or first.reason is PayUnknown.BOTH_UNKNOWN):
        return stated
    return first or PayChange(PayUnknown.BOTH_UNKNOWN)


def _told(observed: Told | None) -> Reading | None:
    """What is observed with a median."""
    return observed if isinstance(observed, Reading) and observed.value is not None else None


def choices(snapshot: Snapshot, market: str | None, argument: Path) -> Iterator[Sequence[Market]]:
    """The markets to look at, together those that have one code."""
    if market is not None:
        found = markets_named(snapshot, market, argument)
        if found:
            yield found
        return
    known = snapshot.observations
    for code in sorted({each.code for each in known.markets if each.within is None}):
        together = known.named(code)
        if any(measure.quantity in COMPARED for each in together for measure in known.measured_in(each)):
            yield together


def _observed(before: dict[PayKey, Reading], after: dict[PayKey, Reading], markets: Sequence[Market]) -> PayChange:
    common = sorted(before.keys() & after.keys(), key=lambda key: key.order)
    for key in common:
        left, right = before[key], after[key]
        if left.value is not None and right.value is not None:
            return PayChange(None, left.market, PayStatistic.MEDIAN, left, right, left.value, right.value)
    left_best, right_best = _newest(before), _newest(after)
    reason = _why(before, after)
    return PayChange(reason, markets[0], None, left_best, right_best)


def _newest(held: dict[PayKey, Reading]) -> Reading | None:
    known = [key for key in held if held[key].value is not None] or list(held)
    return held[min(known, key=lambda key: key.order)] if known else None


def _why(before: dict[PayKey, Reading], after: dict[PayKey, Reading]) -> PayUnknown:
    known = [{key for key, each in held.items() if each.value is not None} for held in (before, after)]
    top_coded = [any(Statistic.VALUE in each.top_coded for each in held.values()) for held in (before, after)]
    if not known[0] or not known[1]:
        if not known[0] and top_coded[0]:
            return PayUnknown.FROM_TOP_CODED
        if not known[1] and top_coded[1]:
            return PayUnknown.TO_TOP_CODED
        if not known[0] and not known[1]:
            return PayUnknown.BOTH_UNKNOWN
        return PayUnknown.TO_UNKNOWN if known[0] else PayUnknown.FROM_UNKNOWN
    currencies = [{key.measure.currency for key in each} for each in known]
    if currencies[0].isdisjoint(currencies[1]):
        return PayUnknown.OTHER_CURRENCY
    periods = [{(key.measure.currency, key.measure.per) for key in each} for each in known]
    return PayUnknown.OTHER_PERIOD if periods[0].isdisjoint(periods[1]) else PayUnknown.OTHER_TIME


def _stated(snapshot: Snapshot, source: Role, target: Role, market: str | None) -> PayChange | None:
    """The change by the middles of pay ranges; None where neither role states any in the market."""
    accepts = in_market(snapshot, market)
    before, after = ([each for each in ranges(role) if accepts(each.range)] for role in (source, target))
    if not before and not after:
        return None
    if not before or not after:
        return PayChange(PayUnknown.TO_UNKNOWN if before else PayUnknown.FROM_UNKNOWN, None, None)
    pairs = [(left, right) for left in before for right in after]
    for reason, alike in ALIKE.items():
        kept = [(left, right) for left, right in pairs if alike(left) == alike(right)]
        if not kept:
            return PayChange(reason, None, None, *pairs[0])
        pairs = kept
    left, right = min(pairs, key=lambda pair: (pair[0].period is None, newest_first(pair[0].period or "0001")))
    return PayChange(None, None, PayStatistic.MIDPOINT, left, right, _middle(left), _middle(right))


def _middle(stated: StatedRange) -> float:
    return (stated.minimum + stated.maximum) / 2


DEMAND = (Quantity.EMPLOYMENT_CHANGE, Quantity.OPENINGS, Quantity.EMPLOYMENT)
COMPARED = (Quantity.PAY, *DEMAND)


class PaidRange:
    """Pay that a publisher observed, as a range: that which it tells, or from the lowest to the highest percentile that
    it tells, which may be one alone. `lowest` and `highest` say which, None where a range is told.
    """

    __slots__ = ("highest", "link", "lowest", "maximum", "minimum", "reading")

    note: str | None = None
    added_by: Dataset | None = None

    def __init__(self, reading: Reading, ends: "Ends"):
        self.reading = reading
        self.minimum = ends.minimum
        self.maximum = ends.maximum
        self.lowest = ends.lowest
        self.highest = ends.highest
        self.link: Fact | None = None  # nobody confirms it by an extension

    @property
    def median(self) -> float | None:
        return self.reading.value

    @property
    def mean(self) -> float | None:
        return self.reading.mean

    @property
    def currency(self) -> str:
        return str(self.reading.currency)

    @property
    def period(self) -> PayPeriod | None:
        return self.reading.per

    @property
    def market(self) -> str:
        return self.reading.market_name

    @property
    def as_of(self) -> date:
        return day_of(self.reading.period)

    @property
    def basis(self) -> Basis:
        return self.reading.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.reading.citations


PERCENTILES: Mapping[int, str] = {10: "p10", 25: "p25", 50: "value", 75: "p75", 90: "p90"}


class Ends(NamedTuple):
    """The ends of a range, and which percentiles they are."""

    minimum: float
    maximum: float
    lowest: int | None = None
    highest: int | None = None


def ends(reading: Reading) -> Ends | None:
    """The ends of what is observed of pay; None where no number is told that is one."""
    if reading.minimum is not None and reading.maximum is not None:
        return Ends(reading.minimum, reading.maximum)
    told = {number: reading.observed.number(name) for number, name in PERCENTILES.items()}
    known = [(number, amount) for number, amount in told.items() if amount is not None]
    return Ends(known[0][1], known[-1][1], known[0][0], known[-1][0]) if known else None


def pay(snapshot: Snapshot, role: Role, stated: Sequence[PayRange], market: str | None) -> list[PayRange | PaidRange]:
    """What a role earns, the newest first: the ranges that are `stated` of it, and pay that is observed.

    In a market by its code or slug; without one in all that are stated, and observed in countries as a whole. Where no
    amount is told, or nobody says of which currency and period, it is among its observations only. Raises `NotFound`.
    """
    if market is None:
        markets = [each for each in snapshot.observations.markets if each.within is None]
    else:
        markets = markets_named(snapshot, market, ["market"])
    accepts = in_market(snapshot, market)
    found: list[PayRange | PaidRange] = [each for each in stated if accepts(each)]
    nearest: dict[tuple[str, PayKey], Reading] = {}
    for each in readings(snapshot, role, markets) if markets else ():
        if each.quantity is Quantity.PAY:
            nearest.setdefault((each.market.code, PayKey(each.measure, each.period)), each)
    for each in nearest.values():
        told = ends(each)
        if told is not None and each.per is not None and each.currency is not None:
            found.append(PaidRange(each, told))
    return sorted(found, key=_newest_range)


def _newest_range(each: PayRange | PaidRange) -> tuple[bool, int, bool, int]:
    day = each.as_of
    is_observed = isinstance(each, PaidRange)
    per = PERIODS.index(each.period) if is_observed and each.period else 0
    return day is None, -day.toordinal() if day else 0, is_observed, per
