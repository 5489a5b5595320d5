"""Skills in GraphQL."""

from typing import Annotated, Any

import strawberry

from knowledge.model import entities
from knowledge.model.vocabulary import Importance, ReuseLevel, SkillKind
from knowledge.questions import adjacency
from schema.additions import WithExtensions, extensible, with_or_without
from schema.anchor import LevelAnchor
from schema.connections import Most, check_size, cursor, only, reading, told
from schema.context import Info
from schema.directives import NARROWER, Cost, ListSize
from schema.entity import Concept, Entity, key_of
from schema.facets import RoleFacets, SkillFacets, ToolFacets
from schema.facts import Facts, LinkEnd, ends
from schema.later import EXAMPLE, ROLE, SKILL, SKILL_RESOURCES, SKILLS, TOOL
from schema.links import BasisFilter, connection, links, listed, weighed_links
from schema.observing import observed
from schema.teaching import all_resources
from schema.trees import InHierarchy, ancestors, descendants


@strawberry.type(description="Another skill that helps with a skill, or is near it.")
class RelatedSkill(Facts):
    skill: "Skill" = strawberry.field(description="The other skill.")
    importance: Importance = strawberry.field(
        description="How much the one depends on the other; OPTIONAL where no source says, only computation."
    )
    closeness: float = strawberry.field(description="How near it is, 0 to 1, all reasons together.")
    reasons: list[adjacency.Reason] = strawberry.field(description="Why it is near.")


@strawberry.type(description="The place of a skill in the hierarchy (skos:broader).")
class SkillRelation(Facts):
    skill: "Skill" = reading("end", "The skill at the other end.")


@strawberry.type
class HeldSkill(Facts):
    """How a role holds a skill."""

    importance: Importance = told(entities.RoleSkill.importance)
    level: float | None = told(entities.RoleSkill.level)
    importance_rating: float | None = told(entities.RoleSkill.importance_rating)
    level_rating: float | None = told(entities.RoleSkill.level_rating)
    emphasis: str | None = told(entities.RoleSkill.emphasis)


@strawberry.type(description="A role that needs the skill, and how it holds it.")
class SkillRoleEdge(HeldSkill):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))


@strawberry.type(description="A tool that serves the skill.")
class SkillToolEdge(Facts):
    node: Any = reading("tool", "The tool.", graphql_type=TOOL)
    cursor: str = cursor(lambda link: key_of(link.tool))


SkillRoleConnection = connection(SkillRoleEdge, ROLE, "Roles that need a skill.", RoleFacets)
SkillToolConnection = connection(SkillToolEdge, TOOL, "Tools that serve a skill.", ToolFacets)


@strawberry.type(description="A skill or a body of knowledge that roles need.")
class Skill(Concept, InHierarchy, Entity):
    kind: SkillKind = reading("skill_kind", "What sort of competence it is.")
    category: str | None = told(entities.Skill.category)
    reuse_level: ReuseLevel | None = told(entities.Skill.reuse_level)
    collections: Any = extensible(entities.Skill.collections, list[str])

    anchors: Any = extensible(entities.Skill.anchors, list[LevelAnchor])

    @strawberry.field(
        description="Skills that help with this one or are near it, nearest first: by what sources say, by the "
        "hierarchy, by tools that serve both and by roles that need both.",
        graphql_type=list[RelatedSkill],
        directives=[Cost(weight=250), ListSize(slicing_arguments=["first"])],
    )
    def related(
        parent: strawberry.Parent[entities.Skill],
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 10,
        basis: BasisFilter = None,
    ) -> list[adjacency.Adjacent]:
        check_size(first, "first")
        found = adjacency.adjacent(info.context.snapshot, parent)
        return [each for each in found if basis is None or each.basis in basis][:first]

    @strawberry.field(
        description="Skills that this one helps with, as sources say.",
        graphql_type=list[RelatedSkill],
        directives=[ListSize(slicing_arguments=["first"], assumed_size=30)],
    )
    def related_by(
        parent: strawberry.Parent[entities.Skill], first: Most = None, extensions: WithExtensions = True
    ) -> list[adjacency.Adjacent]:
        return only(first, with_or_without(adjacency.helped(parent), extensions))

    @strawberry.field(
        description="Skills that this one is a part or a special case of.", graphql_type=list[SkillRelation]
    )
    def broader(parent: strawberry.Parent[entities.Skill]) -> list[LinkEnd]:
        return [LinkEnd(link.broader, link) for link in parent.broader]

    @strawberry.field(
        description="Skills that are a part or a special case of this one.",
        graphql_type=list[SkillRelation],
        directives=[NARROWER],
    )
    def narrower(parent: strawberry.Parent[entities.Skill], info: Info, first: Most = None) -> list[LinkEnd]:
        return only(first, ends(info.context, parent.narrower, "skill"))

    ancestors: Any = ancestors(SKILL)
    descendants: Any = descendants(SKILLS)

    roles: Any = weighed_links("roles", "role", SkillRoleConnection, "Roles that need it.")
    observations: Any = observed("What is observed of it, newest first, and of what mappings join to it.")
    tools: Any = links("tools", "tool", SkillToolConnection, "Tools that serve it.")
    resources: Any = all_resources("skill", SKILL_RESOURCES)
    examples: Any = strawberry.field(description="Illustrative projects that use it.", graphql_type=list[EXAMPLE])


SkillEdge, SkillConnection = listed(Skill, "skill", "A list of skills.", facets=SkillFacets)
