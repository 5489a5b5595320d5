"""Observations in GraphQL: pay, employment, outlook, exposure, of roles, groups and skills, by market and time."""

from typing import Annotated, Any

import strawberry

from knowledge.model import observation as model
from knowledge.model.vocabulary import Basis, MappingRelation, PayPeriod, Quantity, Statistic, Unit
from knowledge.questions import readings
from knowledge.questions.observing import Wanted, observations
from schema import observing_enums as observing_enums  # registers the enumerations
from schema.connections import After, Before, First, Last, Page, paginate, reading, told
from schema.context import Info
from schema.directives import FEW, Cost, ListSize
from schema.entity import Citation, Concept, ConceptMapping, Dataset, Entity
from schema.links import listed

STATISTICS = ListSize(assumed_size=len(Statistic))
MarketArgument = Annotated[
    str | None,
    strawberry.argument(description="Only in this market: its code in ISO 3166, as US or US-CA, or its slug."),
]


@strawberry.type(description="What is measured of roles, groups and skills: annual pay, employment, an index.")
class Measure(Concept, Entity):
    quantity: Quantity = told(model.Measure.quantity)
    unit: Unit = told(model.Measure.unit)
    currency: str | None = told(model.Measure.currency)
    per: PayPeriod | None = told(model.Measure.per)
    minimum: float | None = told(model.Measure.minimum)
    maximum: float | None = told(model.Measure.maximum)

    @strawberry.field(description="The periods of which anything is observed by it, newest first.")
    def periods(parent: strawberry.Parent[model.Measure], info: Info) -> list[str]:
        return info.context.snapshot.observations.periods(parent)


@strawberry.type(description="A country or a region in which something is observed.")
class Market(Concept, Entity):
    code: str = told(model.Market.code)
    within: "Market | None" = told(model.Market.within)

    @strawberry.field(
        description="The measures by which anything is observed in it.",
        graphql_type=list[Measure],
        directives=[ListSize(assumed_size=10)],
    )
    def measures(parent: strawberry.Parent[model.Market], info: Info) -> list[model.Measure]:
        return sorted(info.context.snapshot.observations.measured_in(parent), key=lambda measure: measure.slug)


MeasureEdge, MeasureConnection = listed(Measure, "measure", "A list of measures.")
MarketEdge, MarketConnection = listed(Market, "market", "A list of markets.")


@strawberry.type(description="That a figure is of a class of several roles, and stands for each of them.")
class Spread:
    from_: str = reading("code", "The code of the class, as 31-1120 of the SOC.", name="from")
    name: str | None = strawberry.field(description="The name of the class, null if nobody says.")
    over: int = strawberry.field(description="How many roles it is spread over.")


@strawberry.type(
    description="What a measure is of something, in a market and at a time. What a publisher does not tell is null, "
    "and one of `topCoded`, `withheld` and `unpublished` says why."
)
class Observation:
    measure: Measure | None = strawberry.field(description="What is measured, null for a pay range that a role states.")
    quantity: Quantity = strawberry.field(description="What it tells.")
    unit: Unit = strawberry.field(description="What its numbers count.")
    currency: str | None = strawberry.field(description="The currency, an ISO 4217 code; null for what is no money.")
    per: PayPeriod | None = strawberry.field(description="What amounts of pay cover; null for what is no pay.")
    market: Market | None = strawberry.field(
        description="The market, null for a pay range, which names it in words only."
    )
    market_name: str | None = strawberry.field(description="What the market is called, null if nobody says.")
    period: str | None = strawberry.field(
        description="When it was or will be so, as in ISO 8601: 2025-05, or 2024/2034; null if nobody says."
    )
    value: float | None = told(model.Figure.value)
    minimum: float | None = told(model.Figure.minimum)
    maximum: float | None = told(model.Figure.maximum)
    mean: float | None = told(model.Figure.mean)
    p10: float | None = told(model.Figure.p10)
    p25: float | None = told(model.Figure.p25)
    p75: float | None = told(model.Figure.p75)
    p90: float | None = told(model.Figure.p90)
    relative_error: float | None = told(model.Figure.relative_error)
    sample: int | None = told(model.Figure.sample)
    category: str | None = told(model.Figure.category)
    top_coded: list[Statistic] = told(model.Figure.top_coded, STATISTICS)
    withheld: list[Statistic] = told(model.Figure.withheld, STATISTICS)
    unpublished: list[Statistic] = told(model.Figure.unpublished, STATISTICS)
    subject: Entity = strawberry.field(
        description="What it is observed of: itself, a group that it is in, or what a mapping joins to it."
    )
    measured: str | None = told(model.Observation.measured)
    spread: Spread | None = strawberry.field(
        description="Over which roles the figure is spread, where it is of a class of several; else null."
    )
    relation: MappingRelation | None = strawberry.field(
        description="How `subject` relates to what it was asked of, where a mapping leads there; else null."
    )
    mapping: ConceptMapping | None = strawberry.field(
        description="The mapping that leads there, null if none is needed."
    )
    dataset: Dataset = strawberry.field(description="The dataset that tells it.")
    basis: Basis = strawberry.field(description="Why it is believed.")
    citations: list[Citation] = strawberry.field(description="Its sources.", directives=[FEW])


def observation_key(each: readings.Told) -> str:
    return each.key


ObservationEdge, ObservationConnection = listed(
    Observation, "observation", "What is observed of something, newest first.", observation_key
)


def observed(description: str) -> Any:
    """The field that leads to what is observed of a role, a group or a skill."""

    def resolve(
        root: Any,
        info: Info,
        measure: Annotated[
            str | None, strawberry.argument(description="Only by the measure with this slug; null for all.")
        ] = None,
        quantity: Annotated[
            list[Quantity] | None, strawberry.argument(description="Only of these quantities; null for all.")
        ] = None,
        market: MarketArgument = None,
        at: Annotated[
            str | None, strawberry.argument(description="Only of this period, or of periods that begin in it, as 2025.")
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        wanted = Wanted(measure, None if quantity is None else frozenset(quantity), market, at)
        found = observations(info.context.snapshot, root, wanted)
        return paginate(found, observation_key, lambda each: each, first, after, last, before)

    return strawberry.field(
        resolver=resolve, description=description, graphql_type=ObservationConnection, directives=[Cost(weight=50)]
    )
