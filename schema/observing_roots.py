"""The roots that lead to measures and markets: what of the labour market is loaded."""

from typing import Annotated, Any

import strawberry

from knowledge.model import observation as model
from knowledge.model.vocabulary import Kind, Quantity
from schema.connections import After, Before, First, Last, Page, paginate
from schema.context import Info
from schema.directives import ListSize
from schema.entity import key_of
from schema.filters import find
from schema.observing import Market, MarketConnection, Measure, MeasureConnection

OfDataset = Annotated[
    str | None, strawberry.argument(description="Only those of the dataset with this slug; null for all.")
]
Slug = Annotated[str, strawberry.argument(description="The slug.")]
FEW_HUNDRED = ListSize(slicing_arguments=["first", "last"], assumed_size=100)


def _active(info: Info, kind: Kind, dataset: str | None) -> list[Any]:
    """The active entities of a kind, in order of name. Raises `NotFound` for an unknown dataset."""
    snapshot = info.context.snapshot
    if dataset is not None:
        find(snapshot.datasets, dataset, ["dataset"])
    everything = snapshot.in_order(kind, info.context.languages)
    return [each for each in everything if dataset is None or each.dataset.slug == dataset]


@strawberry.type
class ObservingRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What is measured of roles, groups and skills, by name: pay, employment, outlook, exposure.",
        graphql_type=MeasureConnection,
        directives=[FEW_HUNDRED],
    )
    def measures(
        self,
        info: Info,
        quantity: Annotated[
            list[Quantity] | None, strawberry.argument(description="Only measures of these quantities; null for all.")
        ] = None,
        dataset: OfDataset = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        found = _active(info, Kind.MEASURE, dataset)
        chosen = found if quantity is None else [each for each in found if each.quantity in quantity]
        return paginate(chosen, key_of, lambda each: each, first, after, last, before)

    @strawberry.field(description="The measure with this slug, null if there is none.", graphql_type=Measure | None)
    def measure(self, info: Info, slug: Slug) -> model.Measure | None:
        return info.context.snapshot.measures.get(slug)

    @strawberry.field(
        description="The countries and regions in which something is observed, by name. Each dataset has its own: "
        "those of one `code` are one market wherever a code is asked for.",
        graphql_type=MarketConnection,
        directives=[FEW_HUNDRED],
    )
    def markets(
        self,
        info: Info,
        dataset: OfDataset = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(_active(info, Kind.MARKET, dataset), key_of, lambda each: each, first, after, last, before)

    @strawberry.field(description="The market with this slug, null if there is none.", graphql_type=Market | None)
    def market(self, info: Info, slug: Slug) -> model.Market | None:
        return info.context.snapshot.markets.get(slug)
