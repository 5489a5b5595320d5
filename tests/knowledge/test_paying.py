"""Pay is compared by medians of one measure, currency, market and time, or not at all, with the reason."""

from typing import Any

import pytest

from knowledge.errors import BadInput, NotFound
from knowledge.model.vocabulary import Kind
from knowledge.questions.moves import MoveFilter, MoveOrder, transitions
from knowledge.questions.paying import PayStatistic, PayUnknown, pay, pay_change
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.observed import RECORDS, observation, record, us


@pytest.fixture(scope="module")
def market() -> Snapshot:
    return world(*RECORDS)


def change(snapshot: Snapshot, source: str, target: str, market: str | None = None) -> Any:
    return pay_change(snapshot, snapshot.roles[source], snapshot.roles[target], market)


def test_the_change_is_between_the_newest_medians_that_both_have(market: Snapshot) -> None:
    found = change(market, "cook", "coder")
    assert (found.from_amount, found.to_amount, found.difference, found.change) == (40_000.0, 100_000.0, 60_000.0, 1.5)
    assert (found.currency, found.per, found.period, found.market.code) == ("USD", "YEAR", "2025-05", "US")
    assert (found.statistic, found.reason) == (PayStatistic.MEDIAN, None)
    assert change(market, "coder", "cook").change == -0.6
    assert change(market, "chef", "coder").change == 1.5, "over the mapping"


def test_a_market_is_looked_at_alone(market: Snapshot) -> None:
    found = change(market, "cook", "coder", "US-CA")
    assert (found.change, found.reason) == (None, PayUnknown.FROM_UNKNOWN)
    assert change(market, "coder", "tester", "US-CA").change == 0.0
    with pytest.raises(NotFound):
        change(market, "cook", "coder", "FR")


def other(*figures: tuple[str, str, str, dict[str, Any]]) -> Snapshot:
    """The world with other observations: of (measure, group, period) a figure each."""
    made = [observation(measure, subject, period, figure) for measure, subject, period, figure in figures]
    return world(*(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"), *made)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ((("annual", "2025", us(1.0)), ("euro", "2025", us(1.0))), PayUnknown.OTHER_CURRENCY),
        ((("annual", "2025", us(1.0)), ("hourly", "2025", us(1.0))), PayUnknown.OTHER_PERIOD),
        ((("annual", "2025", us(1.0)), ("annual", "2024", us(1.0))), PayUnknown.OTHER_TIME),
        ((("annual", "2025", us(top_coded=["VALUE"])), ("annual", "2025", us(1.0))), PayUnknown.FROM_TOP_CODED),
        ((("annual", "2025", us(1.0)), ("annual", "2025", us(top_coded=["VALUE"]))), PayUnknown.TO_TOP_CODED),
        ((("annual", "2025", us(1.0)), ("annual", "2025", us(withheld=["VALUE"]))), PayUnknown.TO_UNKNOWN),
    ],
)
def test_what_cannot_be_compared_is_not_and_says_why(figures: Any, reason: PayUnknown) -> None:
    (before, after) = figures
    snapshot = other((f"pay/{before[0]}", "computing", *before[1:]), (f"pay/{after[0]}", "cooking", *after[1:]))
    found = change(snapshot, "coder", "cook", "US")
    assert found.reason is reason
    assert (found.change, found.difference, found.currency, found.period) == (None, None, None, None)


def test_pay_in_two_countries_is_not_compared() -> None:
    snapshot = other(
        ("pay/annual", "computing", "2025", us(1.0)),
        ("pay/euro", "cooking", "2025", {"market": "pay/at", "value": 1.0}),
    )
    found = change(snapshot, "coder", "cook")
    assert (found.reason, found.change) == (PayUnknown.OTHER_MARKET, None)
    assert (found.from_observation.market.code, found.to_observation.market.code) == ("US", "AT")
    assert change(snapshot, "coder", "cook", "US").reason is PayUnknown.TO_UNKNOWN


def test_nobody_knows_the_pay_of_the_hermit(market: Snapshot) -> None:
    assert change(market, "coder", "hermit").reason is PayUnknown.TO_UNKNOWN
    assert change(market, "hermit", "hermit").reason is PayUnknown.BOTH_UNKNOWN


PAID = {"minimum": 30_000.0, "maximum": 50_000.0, "currency": "EUR", "period": "YEAR", "market": "Austria"}


def stated(slug: str, **more: Any) -> Any:
    return record(Kind.ROLE, slug, pay=[{**PAID, **more}])


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"currency": "USD"}, PayUnknown.OTHER_CURRENCY),
        ({"period": "MONTH"}, PayUnknown.OTHER_PERIOD),
        ({"market": "Bavaria"}, PayUnknown.OTHER_MARKET),
        ({"as_of": "2024-01-01"}, PayUnknown.OTHER_TIME),
    ],
)
def test_stated_ranges_are_compared_by_their_middles_and_never_mixed(more: Any, reason: PayUnknown) -> None:
    snapshot = world(
        *RECORDS, stated("baker"), stated("waiter", minimum=40_000.0, maximum=48_000.0), stated("x", **more)
    )
    found = change(snapshot, "baker", "waiter")
    assert (found.from_amount, found.to_amount, found.change) == (40_000.0, 44_000.0, 0.1)
    assert (found.statistic, found.currency, found.market_name) == (PayStatistic.MIDPOINT, "EUR", "Austria")
    assert change(snapshot, "baker", "x").reason is reason
    assert change(snapshot, "baker", "x").change is None


def test_pay_is_what_is_stated_and_what_is_observed_in_countries_the_newest_first() -> None:
    snapshot = world(*RECORDS, record(Kind.ROLE, "baker", groups=["cooking"], pay=[{**PAID, "as_of": "2026-01-01"}]))
    role = snapshot.roles["baker"]
    found = pay(snapshot, role, role.pay, None)
    shown = [(each.as_of and each.as_of.isoformat(), each.minimum, each.maximum, each.currency) for each in found]
    assert shown == [
        ("2026-01-01", 30_000.0, 50_000.0, "EUR"),
        ("2025-05-01", 30_000.0, 45_000.0, "USD"),
        ("2025-05-01", 19.5, 19.5, "USD"),
    ], "the year before the hour"
    assert pay(snapshot, role, role.pay, "US")[0] is not role.pay[0]
    assert len(pay(snapshot, role, role.pay, "US")) == 2


def test_pay_without_a_market_is_that_of_each_country() -> None:
    austria = {"market": "pay/at", "value": 30_000.0}
    both = observation("pay/euro", "computing", "2025", us(100.0), austria, {"market": "pay/us-ca", "value": 1.0})
    snapshot = world(*(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"), both)
    found = pay(snapshot, snapshot.roles["coder"], (), None)
    assert [(each.market, each.minimum, each.maximum) for each in found] == [
        ("us", 100.0, 100.0),
        ("at", 30_000.0, 30_000.0),
    ], "and not of their regions"


def test_a_range_of_percentiles_ends_where_they_are_not_told(market: Snapshot) -> None:
    role = market.roles["coder"]
    (found,) = pay(market, role, role.pay, "US-CA")
    assert (found.minimum, found.maximum) == (70_000.0, 130_000.0)
    assert (found.lowest, found.highest, found.median) == (10, 50, 130_000.0)  # type: ignore[union-attr]


def targets(snapshot: Snapshot, order: MoveOrder, **wanted: Any) -> list[str]:
    return [move.target.slug for move in transitions(snapshot, "cook", MoveFilter(**wanted), order)]


def test_moves_are_ranked_by_pay_and_demand_and_the_unknown_comes_last(market: Snapshot) -> None:
    by_pay, by_outlook = targets(market, MoveOrder.PAY_CHANGE), targets(market, MoveOrder.OUTLOOK)
    assert (set(by_pay[:2]), by_pay[2:]) == ({"coder", "tester"}, ["chef", "hermit"])
    assert (set(by_outlook[:2]), by_outlook[2:]) == ({"coder", "tester"}, ["chef", "hermit"])
    assert set(targets(market, MoveOrder.EMPLOYMENT)) == set(targets(market, MoveOrder.FEASIBILITY))


def test_a_least_change_of_pay_leaves_out_what_is_less_and_what_is_unknown(market: Snapshot) -> None:
    assert set(targets(market, MoveOrder.FEASIBILITY, minimum_pay_change=0.1)) == {"coder", "tester"}
    assert set(targets(market, MoveOrder.FEASIBILITY, minimum_pay_change=0.0)) == {"coder", "tester", "chef"}
    assert targets(market, MoveOrder.FEASIBILITY, minimum_pay_change=0.1, market="US-CA") == []
    assert set(targets(market, MoveOrder.FEASIBILITY, minimum_outlook=0.0)) == {"coder", "tester"}
    assert targets(market, MoveOrder.FEASIBILITY, minimum_openings=1.0) == []
    assert set(targets(market, MoveOrder.FEASIBILITY, minimum_employment=1_500_000.0)) == {"coder", "tester"}


def test_wrong_markets_and_diverse_orders_are_errors(market: Snapshot) -> None:
    with pytest.raises(NotFound) as wrong:
        targets(market, MoveOrder.PAY_CHANGE, market="FR")
    assert wrong.value.argument == ["filter", "market"]
    with pytest.raises(BadInput):
        transitions(market, "cook", None, MoveOrder.PAY_CHANGE, diverse=True)


def test_observations_change_no_ranking(market: Snapshot) -> None:
    without = world(*(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"))
    for order in (MoveOrder.FEASIBILITY, MoveOrder.LIKENESS):
        found, expected = ([*transitions(each, "cook", None, order)] for each in (market, without))
        assert [(each.target.slug, each.feasibility) for each in found] == [
            (each.target.slug, each.feasibility) for each in expected
        ]
