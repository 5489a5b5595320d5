"""Tools in GraphQL."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from knowledge.model import entities
from schema.connections import After, Before, First, Last, Page, Paged, cursor, edges, nodes, paginate, reading, told
from schema.entity import Concept, Entity, Facts, key_of
from schema.skill import Skill

if TYPE_CHECKING:
    from schema.guidance import Example
    from schema.role import Role

RoleType = Annotated["Role", strawberry.lazy("schema.role")]
ExampleType = Annotated["Example", strawberry.lazy("schema.guidance")]


@strawberry.type(description="A skill that a tool serves.")
class ToolSkillEdge(Facts):
    node: Skill = reading("skill", "The skill.")
    cursor: str = cursor(lambda link: key_of(link.skill))


@strawberry.type(description="Skills that a tool serves.")
class ToolSkillConnection(Paged):
    edges: list[ToolSkillEdge] = edges()
    nodes: list[Skill] = nodes()


@strawberry.type(description="A role that uses the tool, and how.")
class ToolRoleEdge(Facts):
    node: RoleType = reading("role", "The role.")
    cursor: str = cursor(lambda link: key_of(link.role))
    in_demand: bool = told(entities.RoleTool.in_demand)
    emphasis: str | None = told(entities.RoleTool.emphasis)


@strawberry.type(description="Roles that use a tool.")
class ToolRoleConnection(Paged):
    edges: list[ToolRoleEdge] = edges()
    nodes: list[RoleType] = nodes()


@strawberry.type(description="A product that work is done with: a library, framework, platform or device.")
class Tool(Concept, Entity):
    category: str | None = told(entities.Tool.category)
    hot: bool = told(entities.Tool.hot)

    @strawberry.field(description="Skills that it serves.", graphql_type=ToolSkillConnection)
    def skills(
        parent: strawberry.Parent[entities.Tool],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.skills, lambda link: key_of(link.skill), lambda link: link.skill, first, after, last, before
        )

    @strawberry.field(description="Roles that use it.", graphql_type=ToolRoleConnection)
    def roles(
        parent: strawberry.Parent[entities.Tool],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.roles, lambda link: key_of(link.role), lambda link: link.role, first, after, last, before
        )

    examples: list[ExampleType] = strawberry.field(description="Illustrative projects that use it.")


@strawberry.type(description="A tool in a list.")
class ToolEdge:
    @strawberry.field(description="The tool.", graphql_type=Tool)
    def node(parent: strawberry.Parent[entities.Tool]) -> entities.Tool:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of tools.")
class ToolConnection(Paged):
    edges: list[ToolEdge] = edges()
    nodes: list[Tool] = nodes()
