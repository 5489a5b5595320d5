"""Facets in GraphQL: how many items of a whole list are of each sort, for those who narrow it down.

They count what the list has, all pages of it, as filtered.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import strawberry

from knowledge import deadline
from knowledge.likeness.preparation import job_zone, skill_level
from knowledge.model.entities import Skill
from knowledge.model.vocabulary import DescriptorDomain, PayPeriod, ReuseLevel, SkillKind
from knowledge.questions import pay_steps
from knowledge.questions.groups import part_under, skills_under
from schema.connections import Page, check_size
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost, ListSize
from schema.entity import Dataset
from schema.enums import EntityType
from schema.filters import find
from schema.later import DESCRIPTOR, ROLE_GROUP, SKILL, TOOL

COUNTING = Cost(weight=200)  # to look at every item once
COUNTING_LINKS = Cost(weight=2_000)  # to look at what each of them holds
OFTEN = 500  # items, between looks at the clock


class Count:
    """Something and how many items of a list have it: what all types of counts stand for."""

    __slots__ = ("count", "node")

    def __init__(self, node: Any, count: int):
        self.node = node
        self.count = count


def counted(node: Any, name: str, description: str, field: str = "node") -> Any:
    """A list of counts of `node`, told in `field`."""

    def resolve(root: Any) -> Any:
        return root.node

    resolve.reads_attribute = "node"  # type: ignore[attr-defined]  # for `schema.resolvers`
    told = {
        field: strawberry.field(resolver=resolve, description="What they have in common.", graphql_type=node),
        "count": strawberry.field(description="How many items of the list have it."),
        "__annotations__": {"count": int},
    }
    return list[strawberry.type(type(name, (), told), description=description)]  # type: ignore[misc]  # it is made here


DatasetCounts = counted(Dataset, "DatasetCount", "How many items are of a dataset.")
RoleGroupCounts = counted(ROLE_GROUP, "RoleGroupCount", "How many roles are in a group or under it.")
SkillCounts = counted(SKILL, "SkillCount", "How many items have to do with a skill.")
ToolCounts = counted(TOOL, "ToolCount", "How many items have to do with a tool.")
DescriptorCounts = counted(DESCRIPTOR, "DescriptorCount", "In how many roles a descriptor stands out.")
TextCounts = counted(str, "TextCount", "How many items are listed under a heading.", "value")
IntCounts = counted(int, "IntCount", "How many items have a number.", "value")
BooleanCounts = counted(bool, "BooleanCount", "How many items are so, or not.", "value")
SkillKindCounts = counted(SkillKind, "SkillKindCount", "How many skills are of a kind.", "value")
EntityTypeCounts = counted(EntityType, "EntityTypeCount", "How many entities are of a type.", "value")
ReuseLevelCounts = counted(ReuseLevel, "ReuseLevelCount", "How many skills can be used so widely.", "value")

FirstCounts = Annotated[int, strawberry.argument(description="How many, the most frequent first, 0 to 500.")]


@strawberry.type(description="How many roles of a list earn so much: their pay goes up to it, or beyond.")
class PayStep:
    at_least: float = strawberry.field(description="The amount.")
    count: int = strawberry.field(description="How many of the roles.")


@strawberry.type(description="How many roles of a list have pay in a currency for a period.")
class PayCount:
    currency: str = strawberry.field(description="The currency, an ISO 4217 code.")
    period: PayPeriod = strawberry.field(description="What the pay is for.")
    count: int = strawberry.field(description="How many roles of the list have it.")
    steps: list[PayStep] = strawberry.field(
        description="Round amounts that divide these roles into parts of about one size, the least first."
    )


class Items:
    """The items of a whole list, ready to be counted: what all types of facets stand for."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[Any]):
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def by(self, of: Callable[[Any], Iterable[Any]], key: Callable[[Any], Any] | None = None) -> list[Count]:
        """How many items have each value that `of` tells of them, the most frequent first unless by `key`."""
        found: Counter[Any] = Counter()
        for place, item in enumerate(self._items):
            if place % OFTEN == 0:
                deadline.check()
            found.update(of(item))
        by = key or (lambda value: (-found[value], getattr(value, "slug", None) or str(value)))
        return [Count(value, found[value]) for value in sorted(found, key=by)]

    def one(self, of: Callable[[Any], Any], key: Callable[[Any], Any] | None = None) -> list[Count]:
        """The same of one value of each item; None is none."""
        return self.by(lambda item: () if (value := of(item)) is None else (value,), key)


def _dataset(item: Any) -> Any:
    return item.dataset


@strawberry.type(description="How many entities of a list are of each sort; all pages count.")
class EntityFacets:
    @strawberry.field(description="By dataset.", graphql_type=DatasetCounts, directives=[COUNTING])
    def dataset(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(_dataset)


@strawberry.type(description="How many roles of a list are of each sort; all pages count.")
class RoleFacets(EntityFacets):
    @strawberry.field(
        description="By role group, with the groups under each: the topmost groups of each classification, or those "
        "right under one, by code. Groups without any of the roles are left out.",
        graphql_type=RoleGroupCounts | None,
        directives=[UNLESS_WRONG, Cost(weight=500), ListSize(assumed_size=50)],
    )
    def group(
        parent: strawberry.Parent[Items],
        info: Info,
        under: Annotated[
            str | None, strawberry.argument(description="The slug of a role group; null for the topmost.")
        ] = None,
    ) -> list[Count]:
        snapshot = info.context.snapshot
        top = None if under is None else find(snapshot.role_groups, under, ["under"], "role group")
        parts = {each: part_under(top, each) for each in snapshot.role_groups.values()}
        return parent.by(
            lambda role: {part for group in role.groups if (part := parts[group])},
            lambda group: (group.scheme, group.code),
        )

    @strawberry.field(
        description="By job zone, 1 to 5; roles of which nobody knows it are left out.",
        graphql_type=IntCounts,
        directives=[COUNTING],
    )
    def job_zone(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(job_zone, lambda zone: zone)

    @strawberry.field(
        description="By ISCO-08 skill level, 1 to 4; roles that are in no group of ISCO are left out.",
        graphql_type=IntCounts,
        directives=[COUNTING],
    )
    def skill_level(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(skill_level, lambda level: level)

    @strawberry.field(
        description="By whether they are regulated professions; roles of which nobody says are left out.",
        graphql_type=BooleanCounts,
        directives=[COUNTING],
    )
    def regulated(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda role: role.regulated)

    @strawberry.field(
        description="By skill that they need.",
        graphql_type=SkillCounts,
        directives=[COUNTING_LINKS, ListSize(slicing_arguments=["first"])],
    )
    def skill(parent: strawberry.Parent[Items], first: FirstCounts = 10) -> list[Count]:
        check_size(first, "first")
        return parent.by(lambda role: {link.skill for link in role.skills})[:first]

    @strawberry.field(
        description="By tool that they use.",
        graphql_type=ToolCounts,
        directives=[COUNTING_LINKS, ListSize(slicing_arguments=["first"])],
    )
    def tool(parent: strawberry.Parent[Items], first: FirstCounts = 10) -> list[Count]:
        check_size(first, "first")
        return parent.by(lambda role: {link.tool for link in role.tools})[:first]

    @strawberry.field(
        description="By the currency and period of their pay, stated or observed in countries as a whole, the most "
        "frequent first.",
        graphql_type=list[PayCount],
        directives=[COUNTING_LINKS, ListSize(assumed_size=10)],
    )
    def pay(parent: strawberry.Parent[Items], info: Info) -> list[pay_steps.PayCount]:
        return pay_steps.pay_counts(info.context.snapshot, parent)

    @strawberry.field(
        description="By descriptor that stands out in them, as its publisher ranks those of its domain: by interest, "
        "that is by what people like to do, or by work value.",
        graphql_type=DescriptorCounts,
        directives=[COUNTING_LINKS, ListSize(assumed_size=50)],
    )
    def descriptor(
        parent: strawberry.Parent[Items],
        domain: Annotated[
            list[DescriptorDomain] | None, strawberry.argument(description="Only those of these domains; null for all.")
        ] = None,
    ) -> list[Count]:
        return parent.by(
            lambda role: {
                link.descriptor
                for link in role.descriptors
                if link.rank is not None and (domain is None or link.descriptor.domain in domain)
            }
        )


@strawberry.type(description="How many skills of a list are of each sort; all pages count.")
class SkillFacets(EntityFacets):
    @strawberry.field(
        description="By the skills that they are a part or special case of: the topmost, or those right under one, by "
        "name. Skills count under each that they belong to, and what has none of the list is left out.",
        graphql_type=SkillCounts | None,
        directives=[UNLESS_WRONG, Cost(weight=2_500), ListSize(assumed_size=50)],
    )
    def group(
        parent: strawberry.Parent[Items],
        info: Info,
        under: Annotated[
            str | None, strawberry.argument(description="The slug of a skill; null for the topmost.")
        ] = None,
    ) -> list[Count]:
        snapshot = info.context.snapshot
        if under is None:
            parts = [each for each in snapshot.skills.values() if each.active and each.narrower and not each.broader]
        else:
            parts = [link.skill for link in find(snapshot.skills, under, ["under"], "skill").narrower]
        belongs: dict[Skill, list[Skill]] = defaultdict(list)
        for part in parts:
            for each in skills_under(part):
                belongs[each].append(part)
        return parent.by(lambda skill: belongs.get(skill, ()), lambda part: (part.name.casefold(), part.slug))

    @strawberry.field(description="By kind.", graphql_type=SkillKindCounts, directives=[COUNTING])
    def kind(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda skill: skill.skill_kind)

    @strawberry.field(
        description="By how widely they can be used; skills of which nobody says are left out.",
        graphql_type=ReuseLevelCounts,
        directives=[COUNTING],
    )
    def reuse_level(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda skill: skill.reuse_level)

    @strawberry.field(
        description="By collection of their publisher.",
        graphql_type=TextCounts,
        directives=[COUNTING, ListSize(assumed_size=20)],
    )
    def collection(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.by(lambda skill: skill.collections)

    @strawberry.field(
        description="By category.",
        graphql_type=TextCounts,
        directives=[COUNTING, ListSize(slicing_arguments=["first"])],
    )
    def category(parent: strawberry.Parent[Items], first: FirstCounts = 100) -> list[Count]:
        check_size(first, "first")
        return parent.one(lambda skill: skill.category)[:first]


@strawberry.type(description="How many tools of a list are of each sort; all pages count.")
class ToolFacets(EntityFacets):
    @strawberry.field(
        description="By category.",
        graphql_type=TextCounts,
        directives=[COUNTING, ListSize(slicing_arguments=["first"])],
    )
    def category(parent: strawberry.Parent[Items], first: FirstCounts = 100) -> list[Count]:
        check_size(first, "first")
        return parent.one(lambda tool: tool.category)[:first]

    @strawberry.field(
        description="By whether employers ask for them often.", graphql_type=BooleanCounts, directives=[COUNTING]
    )
    def hot(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda tool: tool.hot)


@strawberry.type(description="How many entities that were found are of each sort; all pages count.")
class SearchFacets(EntityFacets):
    @strawberry.field(description="By what they are.", graphql_type=EntityTypeCounts, directives=[COUNTING])
    def type(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda entity: EntityType[entity.kind.name])


def facets_of(type_: Any, of: Callable[[Any], Any] | None = None) -> Any:
    """The `facets` of a connection. `of` says which entity an item of the list is about; None: its node."""

    def resolve(root: Page[Any]) -> Any:
        return Items([*map(of or root.node, root.whole)])

    return strawberry.field(
        resolver=resolve, description="How many items of the whole list are of each sort.", graphql_type=type_
    )
