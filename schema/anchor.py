"""What levels mean, in GraphQL."""

import strawberry

from knowledge.model import links
from schema.connections import told
from schema.directives import LONG


@strawberry.type(description="An example of what a level means.")
class LevelAnchor:
    value: float = told(links.LevelAnchor.value)
    statement: str = told(links.LevelAnchor.statement, LONG)
