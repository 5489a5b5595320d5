"""The filters and orders of lists in GraphQL."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

import strawberry

from knowledge.errors import BadInput
from knowledge.likeness.preparation import check_levels, check_zones, job_zone, skill_level
from knowledge.model.entities import RoleGroup, Skill
from knowledge.model.vocabulary import PayPeriod, ReuseLevel, SkillKind, Status
from knowledge.questions.groups import headed, skills_under, with_narrower
from knowledge.questions.observing import in_market, markets_named
from knowledge.questions.pay_steps import paid
from knowledge.snapshot.finding import check_known, named
from knowledge.snapshot.snapshot import Snapshot
from schema.directives import Cost, Length

T = TypeVar("T")
WHAT = {
    "group": "role group",
    "groups": "role group",
    "skills": "skill",
    "tools": "tool",
    "datasets": "dataset",
    "descriptors": "descriptor",
    "under": "skill",
    "skillUnder": "skill",
}
Accepts = Callable[[Any], bool]
CURRENCY = re.compile("[A-Z]{3}")
SLUGS = [Length(letters=500, items=50), Cost(weight=20)]


def find(among: Mapping[str, T], slug: str, argument: Sequence[str | int], what: str | None = None) -> T:
    """What an argument names. Raises `NotFound` with the nearest slugs, and `BadInput` for a blank one."""
    return named(among, slug, what or WHAT.get(str(argument[-1]), str(argument[-1])), argument)


def find_all(
    among: Mapping[str, T], slugs: Iterable[str], argument: Sequence[str | int], what: str | None = None
) -> set[T]:
    """What the items of an argument name. Raises `NotFound`, as `find`, at the first that names nothing."""
    kind = what or WHAT[str(argument[-1])]
    return {find(among, slug, [*argument, place], kind) for place, slug in enumerate(slugs)}


@strawberry.input(description="A filter by several things at once. What is left out, or null, asks for nothing.")
class SlugsFilter:
    all: list[str] | None = strawberry.field(
        default=None, description="Only what has all of these, by slug.", directives=SLUGS
    )
    any: list[str] | None = strawberry.field(
        default=None, description="Only what has one or more of these, by slug.", directives=SLUGS
    )
    without: list[str] | None = strawberry.field(
        default=None, description="Only what has none of these, by slug.", directives=SLUGS
    )

    def acceptor(self, among: Mapping[str, Any], argument: Sequence[str]) -> Callable[[set[Any]], bool]:
        """Tells whether a set of what is held is as wanted: of a heading, one under it. Raises `NotFound`."""
        what = WHAT[argument[-1]]
        every, some, none = (
            None if slugs is None else [headed(each) for each in find_all(among, slugs, [*argument, name], what)]
            for name, slugs in (("all", self.all), ("any", self.any), ("without", self.without))
        )
        return lambda held: (
            (every is None or not any(each.isdisjoint(held) for each in every))
            and (some is None or not all(each.isdisjoint(held) for each in some))
            and (none is None or all(each.isdisjoint(held) for each in none))
        )


@strawberry.input(description="Which pay is wanted: ranges in one currency and for one period that reach into it.")
class PayFilter:
    currency: str = strawberry.field(description="The currency, as an ISO 4217 code.")
    period: PayPeriod = strawberry.field(default=PayPeriod.YEAR, description="What the pay is for.")
    at_least: float | None = strawberry.field(default=None, description="Only ranges that go up to so much or more.")
    at_most: float | None = strawberry.field(default=None, description="Only ranges that begin at so much or less.")
    market: str | None = strawberry.field(
        default=None,
        description="Only ranges of this market, by its code in ISO 3166, its slug, or what a range calls it; null for "
        "all.",
    )

    def check(self, argument: Sequence[str]) -> None:
        """Raises `BadInput` for what is no currency, and for amounts that no pay can have."""
        if not CURRENCY.fullmatch(self.currency):
            said = f'"{self.currency[:20]}" is no currency: give three capital letters, such as EUR.'
            raise BadInput(said, [*argument, "currency"])
        for amount, name in ((self.at_least, "atLeast"), (self.at_most, "atMost")):
            if amount is not None and amount < 0:
                raise BadInput(f"{name} is 0 or more, not {amount:g}.", [*argument, name])
        if self.at_least is not None and self.at_most is not None and self.at_most < self.at_least:
            said = f"atMost ({self.at_most:g}) is less than atLeast ({self.at_least:g}): no pay is both."
            raise BadInput(said, [*argument, "atMost"])

    def accepts(self, pay: Any) -> bool:
        return (
            pay.currency == self.currency
            and pay.period is self.period
            and (self.at_least is None or pay.maximum >= self.at_least)
            and (self.at_most is None or pay.minimum <= self.at_most)
        )


@strawberry.input(description="Which entities are wanted.")
class EntityFilter:
    dataset: str | None = strawberry.field(
        default=None, description="Only those of the dataset with this slug; null for all."
    )
    datasets: list[str] | None = strawberry.field(
        default=None, description="Only those of the datasets with these slugs; null for all.", directives=SLUGS
    )
    name_contains: str | None = strawberry.field(
        default=None,
        description="Only those whose name or an alias contains this text, whatever its case and accents; null: all.",
    )
    text: str | None = strawberry.field(
        default=None,
        description="Only those that `search` finds by this text and is sure of, and those with the text in a name; "
        "where there are none, all that it finds. Null for all. `RELEVANCE` sorts by how well.",
        directives=[Cost(weight=500)],
    )
    status: Status | None = strawberry.field(
        default=Status.ACTIVE, description="Only those of this status; null for both."
    )

    def acceptors(self, snapshot: Snapshot) -> list[Accepts]:
        """What an entity has to be, but for its name. Raises `NotFound` for slugs that are unknown."""
        wanted: list[Accepts] = []
        if self.dataset is not None:
            one = find(snapshot.datasets, self.dataset, ["filter", "dataset"])
            wanted.append(lambda entity: entity.dataset is one)
        if self.datasets is not None:
            several = find_all(snapshot.datasets, self.datasets, ["filter", "datasets"])
            wanted.append(lambda entity: entity.dataset in several)
        if self.status is not None:
            wanted.append(lambda entity: entity.status is self.status)
        return wanted


@strawberry.input(description="Which roles are wanted.")
class RoleFilter(EntityFilter):
    group: str | None = strawberry.field(
        default=None, description="Only roles of the role group with this slug, or of a group under it."
    )
    groups: list[str] | None = strawberry.field(
        default=None,
        description="Only roles of one of the role groups with these slugs, or of a group under one.",
        directives=SLUGS,
    )
    skill: str | None = strawberry.field(
        default=None,
        description="Only roles that need the skill with this slug; of a heading (kind GROUP), one under it.",
    )
    skills: SlugsFilter | None = strawberry.field(
        default=None, description="Only roles that need certain skills; of a heading (kind GROUP), one under it."
    )
    skill_under: list[str] | None = strawberry.field(
        default=None,
        description="Only roles that need a skill that is one of these, by slug, or a part or special case of one, "
        "however far below, such as the skill groups that a menu shows.",
        directives=SLUGS,
    )
    tool: str | None = strawberry.field(default=None, description="Only roles that use the tool with this slug.")
    tools: SlugsFilter | None = strawberry.field(default=None, description="Only roles that use certain tools.")
    job_zones: list[int] | None = strawberry.field(
        default=None, description="Only roles in these job zones, 1 (little preparation) to 5 (much); null for all."
    )
    skill_levels: list[int] | None = strawberry.field(
        default=None,
        description="Only roles of these ISCO-08 skill levels, 1 (simple, routine work) to 4 (a degree); null for all.",
    )
    regulated: bool | None = strawberry.field(
        default=None, description="True: only regulated professions; false: only others; null: all."
    )
    descriptors: list[str] | None = strawberry.field(
        default=None,
        description="Only roles in which each of these descriptors, by slug, stands out: their publisher ranks it "
        "there, as O*NET does with up to three interests. Null for all.",
        directives=SLUGS,
    )
    pay: PayFilter | None = strawberry.field(
        default=None,
        description="Only roles that earn so much, stated or observed in countries as a whole. Null for all.",
    )

    def acceptors(self, snapshot: Snapshot) -> list[Accepts]:
        wanted = EntityFilter.acceptors(self, snapshot)
        if self.group is not None:
            wanted.append(_in_groups(snapshot, {find(snapshot.role_groups, self.group, ["filter", "group"])}))
        if self.groups is not None:
            wanted.append(_in_groups(snapshot, find_all(snapshot.role_groups, self.groups, ["filter", "groups"])))
        if self.skill is not None:
            skill = find(snapshot.skills, self.skill, ["filter", "skill"])
            needed = headed(skill)
            wanted.append(lambda role: any(link.skill in needed for link in role.skills))
        if self.tool is not None:
            tool = find(snapshot.tools, self.tool, ["filter", "tool"])
            wanted.append(lambda role: any(link.tool is tool for link in role.tools))
        if self.skills is not None:
            holds_skills = self.skills.acceptor(snapshot.skills, ["filter", "skills"])
            wanted.append(lambda role: holds_skills({link.skill for link in role.skills}))
        if self.tools is not None:
            holds_tools = self.tools.acceptor(snapshot.tools, ["filter", "tools"])
            wanted.append(lambda role: holds_tools({link.tool for link in role.tools}))
        if self.skill_under is not None:
            below = _skills_below(snapshot, self.skill_under, "skillUnder")
            wanted.append(lambda role: any(link.skill in below for link in role.skills))
        if (zones := self.job_zones) is not None:
            check_zones(zones, ["filter", "jobZones"])
            wanted.append(lambda role: job_zone(role) in zones)
        if (levels := self.skill_levels) is not None:
            check_levels(levels, ["filter", "skillLevels"])
            wanted.append(lambda role: skill_level(role) in levels)
        if self.descriptors is not None:
            outstanding = find_all(snapshot.descriptors, self.descriptors, ["filter", "descriptors"])
            wanted.append(
                lambda role: outstanding <= {each.descriptor for each in role.descriptors if each.rank is not None}
            )
        if self.regulated is not None:
            wanted.append(lambda role: role.regulated is self.regulated)
        if (pay := self.pay) is not None:
            pay.check(["filter", "pay"])
            ranges, is_there = paid(snapshot), in_market(snapshot, pay.market)
            if pay.market is not None and not any(map(is_there, chain.from_iterable(ranges.values()))):
                markets_named(snapshot, pay.market, ["filter", "pay", "market"])
            wanted.append(lambda role: any(pay.accepts(each) and is_there(each) for each in ranges[role]))
        return wanted


def _in_groups(snapshot: Snapshot, groups: Iterable[RoleGroup]) -> Accepts:
    wanted = {each for group in groups for each in with_narrower(snapshot, group)}
    return lambda role: not wanted.isdisjoint(role.groups)


def _skills_below(snapshot: Snapshot, slugs: Iterable[str], argument: str) -> set[Skill]:
    tops = find_all(snapshot.skills, slugs, ["filter", argument])
    return {each for top in tops for each in skills_under(top)}


@strawberry.input(description="Which skills are wanted.")
class SkillFilter(EntityFilter):
    kind: SkillKind | None = strawberry.field(default=None, description="Only skills of this kind; null for all.")
    category: str | None = strawberry.field(default=None, description="Only skills of exactly this category.")
    reuse_levels: list[ReuseLevel] | None = strawberry.field(
        default=None, description="Only skills that can be used so widely; null for all."
    )
    collections: list[str] | None = strawberry.field(
        default=None, description="Only skills that are in one of these collections of their publisher; null for all."
    )
    under: list[str] | None = strawberry.field(
        default=None,
        description="Only skills that are one of these, by slug, or a part or special case of one, however far below: "
        "so ESCO groups its skills.",
        directives=SLUGS,
    )

    def acceptors(self, snapshot: Snapshot) -> list[Accepts]:
        wanted = EntityFilter.acceptors(self, snapshot)
        if self.kind is not None:
            wanted.append(lambda skill: skill.skill_kind is self.kind)
        if self.category is not None:
            known = (each.category for each in snapshot.skills.values() if each.category is not None)
            check_known(self.category, known, "category", ["filter", "category"])
            wanted.append(lambda skill: skill.category == self.category)
        if (levels := self.reuse_levels) is not None:
            wanted.append(lambda skill: skill.reuse_level in levels)
        if (collections := self.collections) is not None:
            there = {each for skill in snapshot.skills.values() for each in skill.collections}
            for place, each in enumerate(collections):
                check_known(each, there, "collection", ["filter", "collections", place])
            wanted.append(lambda skill: not set(collections).isdisjoint(skill.collections))
        if self.under is not None:
            below = _skills_below(snapshot, self.under, "under")
            wanted.append(lambda skill: skill in below)
        return wanted


@strawberry.input(description="Which tools are wanted.")
class ToolFilter(EntityFilter):
    category: str | None = strawberry.field(default=None, description="Only tools of exactly this category.")
    categories: list[str] | None = strawberry.field(
        default=None, description="Only tools of exactly one of these categories; null for all."
    )
    hot: bool | None = strawberry.field(
        default=None, description="True: only tools that employers ask for often; false: only others; null: all."
    )

    def acceptors(self, snapshot: Snapshot) -> list[Accepts]:
        wanted = EntityFilter.acceptors(self, snapshot)
        known = {each.category for each in snapshot.tools.values() if each.category is not None}
        if self.category is not None:
            check_known(self.category, known, "category", ["filter", "category"])
            wanted.append(lambda tool: tool.category == self.category)
        if (categories := self.categories) is not None:
            for place, each in enumerate(categories):
                check_known(each, known, "category", ["filter", "categories", place])
            wanted.append(lambda tool: tool.category in categories)
        if self.hot is not None:
            wanted.append(lambda tool: tool.hot is self.hot)
        return wanted
