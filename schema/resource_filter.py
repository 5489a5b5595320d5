"""Which learning resources are wanted, in GraphQL: of a list, of a gap, for a plan."""

import math
from collections.abc import Sequence
from typing import Annotated

import strawberry

from knowledge.errors import BadInput
from knowledge.model.entities import Skill, Tool
from knowledge.model.learning import LearningResource
from knowledge.model.vocabulary import LearningLevel, ResourceKind
from knowledge.questions.resources import ANY, Choice, check_provider, tags, teaching
from knowledge.snapshot.snapshot import Snapshot
from schema import learning_enums as learning_enums  # registers the enumerations
from schema.directives import Cost
from schema.filters import Accepts, EntityFilter, find


@strawberry.input(
    description="Which learning resources are wanted. What is left out, or null, asks for nothing; what a source does "
    "not tell of a resource is not what is asked for."
)
class ResourceChoice:
    kinds: list[ResourceKind] | None = strawberry.field(default=None, description="Only resources of these kinds.")
    languages: list[str] | None = strawberry.field(
        default=None,
        description="Only resources in one of these languages, as BCP 47 tags: `de` accepts `de-AT`, too.",
    )
    levels: list[LearningLevel] | None = strawberry.field(
        default=None, description="Only resources for these; what nobody says is left out."
    )
    free: bool | None = strawberry.field(
        default=None,
        description="True: only what a source says is free; false: only what it says is paid for. Null: all, also "
        "where nobody says.",
    )
    provider: str | None = strawberry.field(
        default=None, description="Only what this provider offers, whatever the case of its name."
    )
    most_hours: float | None = strawberry.field(
        default=None, description="Only what takes at most so many hours, by its source."
    )

    def chosen(self, argument: Sequence[str | int]) -> Choice:
        """What is asked for. Raises `BadInput` for what is no language, or no number of hours."""
        hours = self.most_hours
        if hours is not None and not (math.isfinite(hours) and hours >= 0):
            raise BadInput(f"mostHours is 0 or more, not {hours:g}.", [*argument, "mostHours"])
        return Choice(
            kinds=None if self.kinds is None else frozenset(self.kinds),
            languages=None if self.languages is None else tags(self.languages, [*argument, "languages"]),
            levels=None if self.levels is None else frozenset(self.levels),
            free=self.free,
            provider=self.provider,
            most_hours=hours,
        )


@strawberry.input(description="Which learning resources are wanted.")
class LearningResourceFilter(EntityFilter, ResourceChoice):
    skill: str | None = strawberry.field(
        default=None, description="Only what teaches the skill with this slug, or an exact match of it."
    )
    tool: str | None = strawberry.field(
        default=None, description="Only what teaches the tool with this slug, or an exact match of it."
    )

    def acceptors(self, snapshot: Snapshot) -> list[Accepts]:
        wanted = EntityFilter.acceptors(self, snapshot)
        choice = self.chosen(["filter"])
        check_provider(snapshot, choice.provider, ["filter", "provider"])
        if choice != ANY:
            wanted.append(choice.accepts)
        if self.skill is not None:
            of_skill = _teachers(snapshot, find(snapshot.skills, self.skill, ["filter", "skill"]))
            wanted.append(lambda resource: resource in of_skill)
        if self.tool is not None:
            of_tool = _teachers(snapshot, find(snapshot.tools, self.tool, ["filter", "tool"]))
            wanted.append(lambda resource: resource in of_tool)
        return wanted


def _teachers(snapshot: Snapshot, what: Skill | Tool) -> set[LearningResource]:
    return {link.resource for link in teaching(snapshot, what)}


Wanted = Annotated[
    ResourceChoice | None,
    strawberry.argument(
        description="Which resources are wanted. Default: all active ones.", directives=[Cost(weight=20)]
    ),
]


def choice_of(snapshot: Snapshot, wanted: ResourceChoice | None, argument: str) -> Choice:
    """What an argument asks for. Raises as `ResourceChoice.chosen`, and `NotFound` for a provider of nothing."""
    if wanted is None:
        return ANY
    choice = wanted.chosen([argument])
    check_provider(snapshot, choice.provider, [argument, "provider"])
    return choice
