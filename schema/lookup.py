"""Search results and the filters and orders of lists, in GraphQL."""

from collections.abc import Callable, Sequence
from typing import Any

import strawberry

from knowledge import deadline, entities
from knowledge.snapshot import Snapshot
from knowledge.vocabulary import Kind, SkillKind, Status
from schema.connections import Paged, cursor, edges, nodes, reading
from schema.entity import Entity, key_of
from schema.enums import EntityOrderField, OrderDirection, RoleOrderField


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


DATASET = "Only those of the dataset with this slug; null for all."
NAME_CONTAINS = "Only those whose name or an alias contains this text, whatever its case and accents; null for all."
STATUS = "Only those of this status; null for both."


@strawberry.input(description="Which entities are wanted.")
class EntityFilter:
    dataset: str | None = strawberry.field(default=None, description=DATASET)
    name_contains: str | None = strawberry.field(default=None, description=NAME_CONTAINS)
    status: Status | None = strawberry.field(default=Status.ACTIVE, description=STATUS)

    def accepts(self, entity: Any) -> bool:
        """Whether it is wanted, but for its name."""
        return (self.dataset is None or entity.dataset.slug == self.dataset) and (
            self.status is None or entity.status is self.status
        )


@strawberry.input(description="Which roles are wanted.")
class RoleFilter(EntityFilter):
    group: str | None = strawberry.field(default=None, description="Only roles of the role group with this slug.")
    skill: str | None = strawberry.field(default=None, description="Only roles that need the skill with this slug.")
    tool: str | None = strawberry.field(default=None, description="Only roles that use the tool with this slug.")

    def accepts(self, entity: entities.Role) -> bool:
        return (
            EntityFilter.accepts(self, entity)
            and (self.group is None or any(group.slug == self.group for group in entity.groups))
            and (self.skill is None or any(link.skill.slug == self.skill for link in entity.skills))
            and (self.tool is None or any(link.tool.slug == self.tool for link in entity.tools))
        )


@strawberry.input(description="Which skills are wanted.")
class SkillFilter(EntityFilter):
    kind: SkillKind | None = strawberry.field(default=None, description="Only skills of this kind; null for all.")
    category: str | None = strawberry.field(default=None, description="Only skills of exactly this category.")

    def accepts(self, entity: entities.Skill) -> bool:
        return (
            EntityFilter.accepts(self, entity)
            and (self.kind is None or entity.skill_kind is self.kind)
            and (self.category is None or entity.category == self.category)
        )


@strawberry.input(description="Which tools are wanted.")
class ToolFilter(EntityFilter):
    category: str | None = strawberry.field(default=None, description="Only tools of exactly this category.")

    def accepts(self, entity: entities.Tool) -> bool:
        return EntityFilter.accepts(self, entity) and (self.category is None or entity.category == self.category)


@strawberry.input(description="How a list of entities is sorted.")
class EntityOrder:
    field: EntityOrderField = strawberry.field(default=EntityOrderField.NAME, description="What to sort by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="In which direction.")


@strawberry.input(description="How a list of roles is sorted.")
class RoleOrder:
    field: RoleOrderField = strawberry.field(default=RoleOrderField.NAME, description="What to sort by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="In which direction.")


def select(
    snapshot: Snapshot, kind: Kind, wanted: EntityFilter | None, order: EntityOrder | RoleOrder | None
) -> Sequence[Any]:
    """The entities of a kind that a filter accepts, in order; snapshots hold them by name already."""
    if wanted is None and order is None:
        return snapshot.active(kind)
    accepts = (wanted or EntityFilter()).accepts
    text = None if wanted is None else wanted.name_contains
    named = snapshot.by_kind[kind].values() if text is None else snapshot.names(kind).containing(text)
    deadline.check()
    chosen = [entity for entity in named if accepts(entity)]
    if order is None:
        return chosen
    keys: dict[str, Callable[[Any], Any]] = {
        "NAME": lambda entity: entity.name.casefold(),
        "SLUG": lambda entity: entity.slug,
        "DATASET": lambda entity: entity.dataset.slug,
        "SKILLS": lambda entity: len(entity.skills),
    }
    chosen.sort(key=lambda entity: entity.slug)
    chosen.sort(key=keys[order.field.value], reverse=order.direction is OrderDirection.DESC)
    return chosen
