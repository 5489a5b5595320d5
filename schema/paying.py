"""What roles earn in GraphQL, and by how much a move changes it."""

import datetime
from typing import Annotated, Any

import strawberry

from knowledge.model import entities
from knowledge.model.vocabulary import PayPeriod
from knowledge.questions import paying
from schema.additions import WithExtensions
from schema.connections import reading, told
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost
from schema.facts import Facts
from schema.observing import Market, MarketArgument, Observation


def _observed(name: str) -> Any:
    """What is told of a range that a publisher observed, and null of one that a record states."""

    def resolve(root: Any) -> Any:
        return getattr(root, name) if isinstance(root, paying.PaidRange) else None

    return resolve


@strawberry.type(description="What a role earns: a range that is stated of it, or that a publisher observed.")
class PayRange(Facts):
    min: float = reading("minimum", "The lower end, in `currency` for each `period`.")
    max: float = reading("maximum", "The upper end, in `currency` for each `period`.")
    currency: str = told(entities.PayRange.currency)
    period: PayPeriod = told(entities.PayRange.period)
    market: str | None = told(entities.PayRange.market)
    as_of: datetime.date | None = told(entities.PayRange.as_of)
    note: str | None = told(entities.PayRange.note)
    median: float | None = strawberry.field(
        resolver=_observed("median"), description="The median, null where the range is stated, or it is not told."
    )
    mean: float | None = strawberry.field(
        resolver=_observed("mean"), description="The mean, null where the range is stated, or it is not told."
    )
    lowest_percentile: int | None = strawberry.field(
        resolver=_observed("lowest"),
        description="Which percentile `min` is, the lowest that is told, usually 10; null where a range is stated.",
    )
    highest_percentile: int | None = strawberry.field(
        resolver=_observed("highest"),
        description="Which percentile `max` is, the highest that is told, usually 90: less where that is top-coded or "
        "withheld, as `observation` says. Null where a range is stated.",
    )
    observation: Observation | None = strawberry.field(
        resolver=_observed("reading"),
        description="The observation that the range is made of, null where the range is stated.",
    )


@strawberry.field(
    description="What it earns, newest first: in a market, by its code in ISO 3166 or its slug. Without one, all "
    "ranges that are stated of it, and what is observed in countries as a whole.",
    graphql_type=list[PayRange],
    directives=[Cost(weight=5)],
)
def pay_of_role(
    root: Any, info: Info, market: MarketArgument = None, extensions: WithExtensions = True
) -> list[entities.PayRange | paying.PaidRange]:
    snapshot = info.context.snapshot
    stated = root.pay if extensions else snapshot.additions.own(root, "pay")
    return paying.pay(snapshot, root, stated, market)


@strawberry.type(
    description="By how much pay changes with a move. Amounts are null where the two cannot be compared, and `reason` "
    "says why."
)
class PayChange:
    change: float | None = strawberry.field(description="By which share: 0.1 is a tenth more, -0.1 a tenth less.")
    difference: float | None = strawberry.field(description="By how much, in `currency` for each `per`.")
    from_amount: float | None = strawberry.field(description="The pay of the role that is left.")
    to_amount: float | None = strawberry.field(description="The pay of the role that is taken.")
    statistic: paying.PayStatistic | None = strawberry.field(description="What the amounts are.")
    currency: str | None = strawberry.field(description="The currency of the amounts, an ISO 4217 code.")
    per: PayPeriod | None = strawberry.field(description="The period that the amounts cover.")
    market: Market | None = strawberry.field(
        description="The market, null for pay ranges, which name it in words only."
    )
    market_name: str | None = strawberry.field(description="What the market is called.")
    period: str | None = strawberry.field(description="When it was so, as in ISO 8601.")
    reason: paying.PayUnknown | None = strawberry.field(description="Why there are no amounts, null where there are.")
    from_observation: Observation | None = strawberry.field(
        description="What is observed of the pay of the role that is left, the newest; null if nothing is."
    )
    to_observation: Observation | None = strawberry.field(
        description="What is observed of the pay of the role that is taken, the newest; null if nothing is."
    )


@strawberry.field(
    description="By how much pay changes: by the medians of one measure, currency, market and time, in a market by its "
    "code in ISO 3166 or its slug. Without one, in the country where the pay of both is observed, the first by code; "
    "where none is, by the middles of pay ranges that are stated.",
    graphql_type=PayChange | None,
    directives=[UNLESS_WRONG, Cost(weight=5)],
)
def pay_change(
    root: Any,
    info: Info,
    market: Annotated[
        str | None, strawberry.argument(description="The code or the slug of a market, as US or US-CA.")
    ] = None,
) -> paying.PayChange:
    return paying.pay_change(info.context.snapshot, root.from_role, root.to_role, market)
