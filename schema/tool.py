"""Tools in GraphQL."""

from typing import Any

import strawberry

from knowledge.model import entities
from schema.connections import cursor, reading, told
from schema.entity import Concept, Entity, key_of
from schema.facets import RoleFacets, SkillFacets, ToolFacets
from schema.facts import Facts
from schema.later import EXAMPLE, ROLE, TOOL_RESOURCES
from schema.links import connection, links, listed, marking
from schema.skill import Skill
from schema.teaching import all_resources

SKILL_MARK = marking("tool.skills", lambda link: key_of(link.skill))


@strawberry.type(description="A skill that a tool serves.")
class ToolSkillEdge(Facts):
    node: Skill = reading("skill", "The skill.")
    cursor: str = cursor(SKILL_MARK)


@strawberry.type
class UsedTool(Facts):
    """How a role uses a tool."""

    in_demand: bool = told(entities.RoleTool.in_demand)
    emphasis: str | None = told(entities.RoleTool.emphasis)


@strawberry.type(description="A role that uses the tool, and how.")
class ToolRoleEdge(UsedTool):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))


ToolSkillConnection = connection(ToolSkillEdge, Skill, "Skills that a tool serves.", SkillFacets)
ToolRoleConnection = connection(ToolRoleEdge, ROLE, "Roles that use a tool.", RoleFacets)


@strawberry.type(description="A product that work is done with: a library, framework, platform or device.")
class Tool(Concept, Entity):
    category: str | None = told(entities.Tool.category)
    hot: bool = told(entities.Tool.hot)
    skills: Any = links("skills", "skill", ToolSkillConnection, "Skills that it serves.", SKILL_MARK)
    roles: Any = links("roles", "role", ToolRoleConnection, "Roles that use it.")
    resources: Any = all_resources("tool", TOOL_RESOURCES)
    examples: Any = strawberry.field(description="Illustrative projects that use it.", graphql_type=list[EXAMPLE])


ToolEdge, ToolConnection = listed(Tool, "tool", "A list of tools.", facets=ToolFacets)
