"""What a search found, in GraphQL."""

from typing import Any

import strawberry

from schema.connections import Paged, cursor, edges, nodes, reading
from schema.entity import Entity, key_of
from schema.facets import SearchFacets, facets_of


@strawberry.type(description="Something found, and how well it fits.")
class SearchResultEdge:
    node: Entity = reading("entity", "What was found.")
    cursor: str = cursor(lambda hit: key_of(hit.entity))
    score: float = strawberry.field(description="How well it fits, 0 to 1.")
    matched: str = strawberry.field(description="The name or alias that was found.")


@strawberry.type(description="What a search found, best first.")
class SearchResultConnection(Paged):
    edges: list[SearchResultEdge] = edges()
    nodes: list[Entity] = nodes()
    facets: Any = facets_of(SearchFacets)
