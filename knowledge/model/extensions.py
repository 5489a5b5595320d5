"""Extensions: what one dataset adds to the record of another, which stays as it is.

An extension has all the lists of what it extends (`model.kinds`), each in the words of the one declaration that there
is, but for those that make hierarchies: how the concepts of a dataset lie in each other is for the dataset itself to
say, and a mapping (`ConceptMapping`) says how those of another lie to them.

The objects hold what is said of the extension itself. What its lists add is held by the entity that it extends, among
all else that is said of it (`snapshot.build`).
"""

from knowledge.model.declaring import declared, said
from knowledge.model.entities import (
    Application,
    Entity,
    Qualification,
    Responsibility,
    Role,
    RoleGroup,
    Skill,
    Tool,
)
from knowledge.model.vocabulary import Kind

__all__ = (
    "ApplicationExtension",
    "Extension",
    "QualificationExtension",
    "ResponsibilityExtension",
    "RoleExtension",
    "RoleGroupExtension",
    "SkillExtension",
    "ToolExtension",
)


@declared()
class Extension(Entity):
    """What a dataset adds to the record of another: with evidence, names, identifiers and notes of its own."""

    extends: Entity = said("What it adds to.")


@declared(Kind.ROLE_EXTENSION, meaning="What a dataset adds to a role of another.", section="role_extensions")
class RoleExtension(Extension):
    """What a dataset adds to a role of another: names, skills, tools, moves, pay and the like."""

    extends: Role = said("The role of another dataset that it adds to.", key="role", indexed=True)


@declared(Kind.SKILL_EXTENSION, meaning="What a dataset adds to a skill of another.", section="skill_extensions")
class SkillExtension(Extension):
    """What a dataset adds to a skill of another: names, collections and related skills."""

    extends: Skill = said("The skill of another dataset that it adds to.", key="skill", indexed=True)


@declared(Kind.TOOL_EXTENSION, meaning="What a dataset adds to a tool of another.", section="tool_extensions")
class ToolExtension(Extension):
    """What a dataset adds to a tool of another: names, and skills that it serves."""

    extends: Tool = said("The tool of another dataset that it adds to.", key="tool", indexed=True)


@declared(
    Kind.APPLICATION_EXTENSION,
    meaning="What a dataset adds to an application of another.",
    section="application_extensions",
)
class ApplicationExtension(Extension):
    """What a dataset adds to an application of another: names and industries."""

    extends: Application = said("The application of another dataset that it adds to.", key="application", indexed=True)


@declared(
    Kind.RESPONSIBILITY_EXTENSION,
    meaning="What a dataset adds to a responsibility of another.",
    section="responsibility_extensions",
)
class ResponsibilityExtension(Extension):
    """What a dataset adds to a responsibility of another: names and identifiers."""

    extends: Responsibility = said(
        "The responsibility of another dataset that it adds to.", key="responsibility", indexed=True
    )


@declared(
    Kind.QUALIFICATION_EXTENSION,
    meaning="What a dataset adds to a qualification of another.",
    section="qualification_extensions",
)
class QualificationExtension(Extension):
    """What a dataset adds to a qualification of another: names and fields."""

    extends: Qualification = said(
        "The qualification of another dataset that it adds to.", key="qualification", indexed=True
    )


@declared(
    Kind.ROLE_GROUP_EXTENSION,
    meaning="What a dataset adds to a role group of another.",
    section="role_group_extensions",
)
class RoleGroupExtension(Extension):
    """What a dataset adds to a role group of another: names and identifiers."""

    extends: RoleGroup = said("The role group of another dataset that it adds to.", key="role_group", indexed=True)
