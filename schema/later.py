"""Types that lead back: GraphQL's types refer to each other in circles, modules do not.

A module that declares a type imports the types it is made of. Where one leads back, to a type whose module imports its
own, it is named here, and looked up when the schema is put together.
"""

from typing import Annotated, Any

import strawberry


def _later(name: str, module: str) -> Any:
    return Annotated[name, strawberry.lazy(module)]


ROLE = _later("Role", "schema.role")
ROLES = _later("RoleConnection", "schema.role")
SKILL = _later("Skill", "schema.skill")
SKILLS = _later("SkillConnection", "schema.skill")
RESPONSIBILITY = _later("Responsibility", "schema.work")
RESPONSIBILITIES = _later("ResponsibilityConnection", "schema.work")
ROLE_GROUP = _later("RoleGroup", "schema.work")
ROLE_GROUPS = _later("RoleGroupConnection", "schema.work")
TOOL = _later("Tool", "schema.tool")
DESCRIPTOR = _later("Descriptor", "schema.descriptor")
CHANGES = _later("ChangeConnection", "schema.history")
EXTENSION = _later("Extension", "schema.extensions")
EXTENSIONS = _later("ExtensionConnection", "schema.extensions")
EXAMPLE = _later("Example", "schema.guidance")
SKILL_RESOURCES = _later("SkillResourceConnection", "schema.learning")
TOOL_RESOURCES = _later("ToolResourceConnection", "schema.learning")
