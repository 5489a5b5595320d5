"""Learning resources in GraphQL, asked for by themselves and from what they teach."""

from typing import Any

import strawberry

from knowledge.model import learning
from knowledge.model.vocabulary import LearningLevel, ResourceCost, ResourceKind
from schema import learning_enums as learning_enums  # registers the enumerations
from schema.connections import cursor, reading, told
from schema.directives import FEW, ListSize
from schema.entity import Concept, Entity, key_of
from schema.facets import COUNTING, Count, EntityFacets, Items, SkillFacets, TextCounts, ToolFacets, counted
from schema.facts import Facts
from schema.links import connection, links, listed, marking
from schema.skill import Skill
from schema.tool import Tool

SKILL_MARK = marking("resource.skills", lambda link: key_of(link.skill))
TOOL_MARK = marking("resource.tools", lambda link: key_of(link.tool))

KindCounts = counted(ResourceKind, "ResourceKindCount", "How many resources are of a kind.", "value")
CostCounts = counted(ResourceCost, "ResourceCostCount", "How many resources are free, or paid for.", "value")
LevelCounts = counted(LearningLevel, "LearningLevelCount", "How many resources are for somebody.", "value")


@strawberry.type
class TeachesSkill(Facts):
    """That a resource teaches a skill."""

    covers: str | None = told(learning.ResourceSkill.covers)
    level: float | None = told(learning.ResourceSkill.level)


@strawberry.type
class TeachesTool(Facts):
    """That a resource teaches a tool."""

    covers: str | None = told(learning.ResourceTool.covers)
    level: float | None = told(learning.ResourceTool.level)


@strawberry.type(description="A skill that a learning resource teaches, and what of it.")
class LearningResourceSkillEdge(TeachesSkill):
    node: Skill = reading("skill", "The skill.")
    resource: "LearningResource" = strawberry.field(description="The resource.")
    cursor: str = cursor(SKILL_MARK)


@strawberry.type(description="A tool that a learning resource teaches, and what of it.")
class LearningResourceToolEdge(TeachesTool):
    node: Tool = reading("tool", "The tool.")
    resource: "LearningResource" = strawberry.field(description="The resource.")
    cursor: str = cursor(TOOL_MARK)


LearningResourceSkillConnection = connection(
    LearningResourceSkillEdge, Skill, "Skills that a learning resource teaches.", SkillFacets
)
LearningResourceToolConnection = connection(
    LearningResourceToolEdge, Tool, "Tools that a learning resource teaches.", ToolFacets
)


@strawberry.type(description="A resource that another one takes for granted.")
class ResourcePrerequisite(Facts):
    resource: "LearningResource" = reading("prerequisite", "The resource that comes before.")


@strawberry.type(
    description="Where something can be learned: a course, a book, a tutorial, exercises, a certification or "
    "documentation. `name` is its title."
)
class LearningResource(Concept, Entity):
    kind: ResourceKind = reading("resource_kind", "What it is.")
    url: str | None = told(learning.LearningResource.url)
    provider: str | None = told(learning.LearningResource.provider)
    language: str | None = told(learning.LearningResource.language)
    cost: ResourceCost | None = told(learning.LearningResource.cost)
    price: float | None = told(learning.LearningResource.price)
    currency: str | None = told(learning.LearningResource.currency)
    minimum_hours: float | None = told(learning.LearningResource.minimum_hours)
    maximum_hours: float | None = told(learning.LearningResource.maximum_hours)
    level: LearningLevel | None = told(learning.LearningResource.level)
    licence: str | None = told(learning.LearningResource.licence)
    skills: Any = links("skills", "skill", LearningResourceSkillConnection, "Skills that it teaches.", SKILL_MARK)
    tools: Any = links("tools", "tool", LearningResourceToolConnection, "Tools that it teaches.", TOOL_MARK)
    required_skills: list[Skill] = told(learning.LearningResource.required_skills, FEW)
    prerequisites: list[ResourcePrerequisite] = told(learning.LearningResource.prerequisites, FEW)


@strawberry.type(description="How many learning resources of a list are of each sort; all pages count.")
class LearningResourceFacets(EntityFacets):
    @strawberry.field(description="By kind.", graphql_type=KindCounts, directives=[COUNTING])
    def kind(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda resource: resource.resource_kind)

    @strawberry.field(
        description="By what they cost; resources of which nobody says are left out.",
        graphql_type=CostCounts,
        directives=[COUNTING],
    )
    def cost(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda resource: resource.cost)

    @strawberry.field(
        description="By whom they are for; resources of which nobody says are left out.",
        graphql_type=LevelCounts,
        directives=[COUNTING],
    )
    def level(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda resource: resource.level)

    @strawberry.field(description="By language, as BCP 47 tags.", graphql_type=TextCounts, directives=[COUNTING])
    def language(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda resource: resource.language)

    @strawberry.field(
        description="By provider.", graphql_type=TextCounts, directives=[COUNTING, ListSize(assumed_size=50)]
    )
    def provider(parent: strawberry.Parent[Items]) -> list[Count]:
        return parent.one(lambda resource: resource.provider)


LearningResourceEdge, LearningResourceConnection = listed(
    LearningResource, "learning resource", "A list of learning resources.", facets=LearningResourceFacets
)


@strawberry.type(description="A learning resource that teaches a skill, and what of it.")
class SkillResourceEdge(TeachesSkill):
    node: LearningResource = reading("resource", "The resource.")
    skill: Skill = strawberry.field(description="The skill, or an exact match of it, that it is said to teach.")
    cursor: str = cursor(lambda link: key_of(link.resource))


@strawberry.type(description="A learning resource that teaches a tool, and what of it.")
class ToolResourceEdge(TeachesTool):
    node: LearningResource = reading("resource", "The resource.")
    tool: Tool = strawberry.field(description="The tool, or an exact match of it, that it is said to teach.")
    cursor: str = cursor(lambda link: key_of(link.resource))


SkillResourceConnection = connection(
    SkillResourceEdge, LearningResource, "Where a skill can be learned.", LearningResourceFacets
)
ToolResourceConnection = connection(
    ToolResourceEdge, LearningResource, "Where a tool can be learned.", LearningResourceFacets
)
