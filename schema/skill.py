"""Skills in GraphQL."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from knowledge.model import entities
from knowledge.model.vocabulary import Basis, Importance, ReuseLevel, SkillKind
from knowledge.questions import adjacency
from schema.connections import (
    After,
    Before,
    First,
    Last,
    Most,
    Page,
    Paged,
    check_size,
    cursor,
    edges,
    nodes,
    only,
    paginate,
    reading,
    told,
)
from schema.context import Info
from schema.directives import NARROWER, Cost, ListSize
from schema.entity import Concept, Entity, Facts, LinkEnd, key_of

if TYPE_CHECKING:
    from schema.guidance import Example
    from schema.role import Role
    from schema.tool import Tool

RoleType = Annotated["Role", strawberry.lazy("schema.role")]
ToolType = Annotated["Tool", strawberry.lazy("schema.tool")]
ExampleType = Annotated["Example", strawberry.lazy("schema.guidance")]

ImportanceFilter = Annotated[
    list[Importance] | None, strawberry.argument(description="Only links of these degrees of importance; null for all.")
]
BasisFilter = Annotated[
    list[Basis] | None, strawberry.argument(description="Only links that are believed on these grounds; null for all.")
]


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


@strawberry.type(description="A role that needs the skill, and how it holds it.")
class SkillRoleEdge(Facts):
    node: RoleType = reading("role", "The role.")
    cursor: str = cursor(lambda link: key_of(link.role))
    importance: Importance = told(entities.RoleSkill.importance)
    level: float | None = told(entities.RoleSkill.level)
    importance_rating: float | None = told(entities.RoleSkill.importance_rating)
    level_rating: float | None = told(entities.RoleSkill.level_rating)
    emphasis: str | None = told(entities.RoleSkill.emphasis)


@strawberry.type(description="Roles that need a skill.")
class SkillRoleConnection(Paged):
    edges: list[SkillRoleEdge] = edges()
    nodes: list[RoleType] = nodes()


@strawberry.type(description="A tool that serves the skill.")
class SkillToolEdge(Facts):
    node: ToolType = reading("tool", "The tool.")
    cursor: str = cursor(lambda link: key_of(link.tool))


@strawberry.type(description="Tools that serve a skill.")
class SkillToolConnection(Paged):
    edges: list[SkillToolEdge] = edges()
    nodes: list[ToolType] = nodes()


@strawberry.type(description="A skill or a body of knowledge that roles need.")
class Skill(Concept, Entity):
    kind: SkillKind = reading("skill_kind", "What sort of competence it is.")
    category: str | None = told(entities.Skill.category)
    reuse_level: ReuseLevel | None = told(entities.Skill.reuse_level)
    collections: list[str] = told(entities.Skill.collections)

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
    def related_by(parent: strawberry.Parent[entities.Skill], first: Most = None) -> list[adjacency.Adjacent]:
        return only(first, adjacency.helped(parent))

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
    def narrower(parent: strawberry.Parent[entities.Skill], first: Most = None) -> list[LinkEnd]:
        return only(first, (LinkEnd(link.skill, link) for link in parent.narrower))

    @strawberry.field(description="Roles that need it.", graphql_type=SkillRoleConnection)
    def roles(
        parent: strawberry.Parent[entities.Skill],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        importance: ImportanceFilter = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = [
            link
            for link in parent.roles
            if (importance is None or link.importance in importance) and (basis is None or link.basis in basis)
        ]
        return paginate(links, lambda link: key_of(link.role), lambda link: link.role, first, after, last, before)

    @strawberry.field(description="Tools that serve it.", graphql_type=SkillToolConnection)
    def tools(
        parent: strawberry.Parent[entities.Skill],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.tools, lambda link: key_of(link.tool), lambda link: link.tool, first, after, last, before
        )

    examples: list[ExampleType] = strawberry.field(description="Illustrative projects that use it.")


@strawberry.type(description="A skill in a list.")
class SkillEdge:
    @strawberry.field(description="The skill.", graphql_type=Skill)
    def node(parent: strawberry.Parent[entities.Skill]) -> entities.Skill:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of skills.")
class SkillConnection(Paged):
    edges: list[SkillEdge] = edges()
    nodes: list[Skill] = nodes()
