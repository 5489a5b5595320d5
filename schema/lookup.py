"""What a search found, in GraphQL."""

from typing import Any

import strawberry

from schema.connections import Paged, cursor, edges, nodes, reading
from schema.directives import ListSize
from schema.entity import Entity, key_of
from schema.facets import SearchFacets, facets_of


@strawberry.type(description="Something found, and how well it fits.")
class SearchResultEdge:
    node: Entity = reading("entity", "What was found.")
    cursor: str = cursor(lambda hit: key_of(hit.entity))
    score: float = strawberry.field(description="How well it fits, 0 to 1: the same as `confidence`.")
    confidence: float = strawberry.field(
        description="How likely it is what was meant, 0 to 1, among things of its type in its dataset: of hits at 0.8, "
        "eight in ten are right, measured on names that the knowledge base was not told."
    )
    matched: str = strawberry.field(description="The name or alias that was found, in whatever language.")
    language: str = strawberry.field(description="The language of `matched`, as a BCP 47 tag.")
    stands_for: list[Entity] = strawberry.field(
        description="What else matches it exactly (skos:exactMatch), in other datasets, and is not listed again.",
        directives=[ListSize(assumed_size=2)],
    )


@strawberry.type(description="What a search found, best first.")
class SearchResultConnection(Paged):
    edges: list[SearchResultEdge] = edges()
    nodes: list[Entity] = nodes()
    facets: Any = facets_of(SearchFacets)
