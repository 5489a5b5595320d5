"""Search results and the filters and orders of lists, in GraphQL."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import strawberry

from knowledge import deadline
from knowledge.errors import NotFound
from knowledge.model.vocabulary import Kind, SkillKind, Status
from knowledge.questions.groups import with_narrower
from knowledge.snapshot.snapshot import Snapshot, nearest
from schema.connections import Paged, cursor, edges, nodes, reading
from schema.directives import ListSize
from schema.entity import KINDS, Entity, key_of
from schema.enums import EntityOrderField, OrderDirection, RoleOrderField


@strawberry.type(description="Something found, and how well it fits.")
class SearchResultEdge:
    node: Entity = reading("entity", "What was found.")
    cursor: str = cursor(lambda hit: key_of(hit.entity))
    score: float = strawberry.field(description="How well it fits, 0 to 1: the same as `confidence`.")
    confidence: float = strawberry.field(
        description="How likely it is what was meant, 0 to 1, among things of its type in its dataset: of hits at 0.8, "
        "eight in ten are right, measured on names that the knowledge base was not told."
    )
    matched: str = strawberry.field(description="The name or alias that was found.")
    stands_for: list[Entity] = strawberry.field(
        description="What else matches it exactly (skos:exactMatch), in other datasets, and is not listed again.",
        directives=[ListSize(assumed_size=2)],
    )


@strawberry.type(description="What a search found, best first.")
class SearchResultConnection(Paged):
    edges: list[SearchResultEdge] = edges()
    nodes: list[Entity] = nodes()


T = TypeVar("T")
WHAT = {"group": "role group"}
DATASET = "Only those of the dataset with this slug; null for all."
NAME_CONTAINS = "Only those whose name or an alias contains this text, whatever its case and accents; null for all."
STATUS = "Only those of this status; null for both."


@strawberry.input(description="Which entities are wanted.")
class EntityFilter:
    dataset: str | None = strawberry.field(default=None, description=DATASET)
    name_contains: str | None = strawberry.field(default=None, description=NAME_CONTAINS)
    status: Status | None = strawberry.field(default=Status.ACTIVE, description=STATUS)

    def acceptor(self, snapshot: Snapshot) -> Callable[[Any], bool]:
        """Tells whether an entity is wanted, but for its name. Raises `NotFound` for slugs that are unknown."""
        dataset = None if self.dataset is None else find(snapshot.datasets, self.dataset, ["filter", "dataset"])
        status = self.status
        return lambda entity: (
            (dataset is None or entity.dataset is dataset) and (status is None or entity.status is status)
        )


@strawberry.input(description="Which roles are wanted.")
class RoleFilter(EntityFilter):
    group: str | None = strawberry.field(
        default=None, description="Only roles of the role group with this slug, or of a group under it."
    )
    skill: str | None = strawberry.field(default=None, description="Only roles that need the skill with this slug.")
    tool: str | None = strawberry.field(default=None, description="Only roles that use the tool with this slug.")

    def acceptor(self, snapshot: Snapshot) -> Callable[[Any], bool]:
        accepts = EntityFilter.acceptor(self, snapshot)
        groups = (
            None
            if self.group is None
            else with_narrower(snapshot, find(snapshot.role_groups, self.group, ["filter", "group"]))
        )
        skill = None if self.skill is None else find(snapshot.skills, self.skill, ["filter", "skill"])
        tool = None if self.tool is None else find(snapshot.tools, self.tool, ["filter", "tool"])
        return lambda role: (
            accepts(role)
            and (groups is None or not groups.isdisjoint(role.groups))
            and (skill is None or any(link.skill is skill for link in role.skills))
            and (tool is None or any(link.tool is tool for link in role.tools))
        )


@strawberry.input(description="Which skills are wanted.")
class SkillFilter(EntityFilter):
    kind: SkillKind | None = strawberry.field(default=None, description="Only skills of this kind; null for all.")
    category: str | None = strawberry.field(default=None, description="Only skills of exactly this category.")

    def acceptor(self, snapshot: Snapshot) -> Callable[[Any], bool]:
        accepts = EntityFilter.acceptor(self, snapshot)
        return lambda skill: (
            accepts(skill)
            and (self.kind is None or skill.skill_kind is self.kind)
            and (self.category is None or skill.category == self.category)
        )


@strawberry.input(description="Which tools are wanted.")
class ToolFilter(EntityFilter):
    category: str | None = strawberry.field(default=None, description="Only tools of exactly this category.")

    def acceptor(self, snapshot: Snapshot) -> Callable[[Any], bool]:
        accepts = EntityFilter.acceptor(self, snapshot)
        return lambda tool: accepts(tool) and (self.category is None or tool.category == self.category)


def find(among: Mapping[str, T], slug: str, argument: Sequence[str]) -> T:
    """What an argument names. Raises `NotFound` with the nearest slugs."""
    found = among.get(slug)
    if found is None:
        raise NotFound(WHAT.get(argument[-1], argument[-1]), slug, argument, nearest(slug, list(among)))
    return found


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
    accepts = (wanted or EntityFilter()).acceptor(snapshot)
    text = None if wanted is None else wanted.name_contains
    named = snapshot.by_kind[kind].values() if text is None else snapshot.names(kind).containing(text)
    deadline.check()
    chosen = [entity for entity in named if accepts(entity)]
    if order is not None:
        chosen.sort(key=lambda entity: entity.slug)
        chosen.sort(key=KEYS[order.field.value], reverse=order.direction is OrderDirection.DESC)
    return chosen


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "NAME": lambda entity: entity.name.casefold(),
    "SLUG": lambda entity: entity.slug,
    "DATASET": lambda entity: entity.dataset.slug,
    "SKILLS": lambda entity: len(entity.skills),
}


def place_of(
    snapshot: Snapshot, kind: Kind, order: EntityOrder | RoleOrder | None, chosen: Sequence[Any], key: str
) -> int | None:
    """How many of the chosen come before an entity that has left them, None if there never was one with this key."""
    name, _, slug = key.partition(":")
    gone: Any = snapshot.by_kind[kind].get(slug) if KINDS.get(name) is kind else None
    if gone is None:
        return None
    by = KEYS["NAME" if order is None else order.field.value]
    descends = order is not None and order.direction is OrderDirection.DESC
    where = by(gone)

    def is_before(entity: Any) -> bool:
        here = by(entity)
        return bool(entity.slug < slug if here == where else (here > where) == descends)

    return sum(map(is_before, chosen))
