"""Roles side by side in GraphQL: what they have in common, and how two of them differ."""

import strawberry

from knowledge.model.vocabulary import ContrastDimension
from knowledge.questions import overlap
from schema.connections import reading
from schema.context import Info
from schema.directives import FEW, FOUR, MANY, RATED, Cost, ListSize
from schema.entity import Citation, Entity
from schema.guidance import CommonGround
from schema.qualification import Qualification, RoleQualificationEdge
from schema.role import Role, RoleApplicationEdge, RoleResponsibilityEdge, RoleSkillEdge, RoleToolEdge
from schema.skill import Skill
from schema.tool import Tool
from schema.work import Application, Responsibility

SPECIFICITY = "How much it tells about a role: 0.1 (every role has it) to 1 (few do)."
SOME_HOLDINGS = "How each role holds it, in the order in which the roles were asked for; null where one does not."
HOLDINGS = "How each role holds it, in the order in which the roles were asked for."


@strawberry.type(description="A skill that all the roles need.")
class SharedSkill:
    skill: Skill = reading("entity", "The skill.")
    holdings: list[RoleSkillEdge] = strawberry.field(description=HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A tool that all the roles use.")
class SharedTool:
    tool: Tool = reading("entity", "The tool.")
    holdings: list[RoleToolEdge] = strawberry.field(description=HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="An application that the work of all the roles has.")
class SharedApplication:
    application: Application = reading("entity", "The application.")
    holdings: list[RoleApplicationEdge] = strawberry.field(description=HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A responsibility that all the roles carry.")
class SharedResponsibility:
    responsibility: Responsibility = reading("entity", "The responsibility.")
    holdings: list[RoleResponsibilityEdge] = strawberry.field(description=HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A qualification that all the roles ask for.")
class SharedQualification:
    qualification: Qualification = reading("entity", "The qualification.")
    holdings: list[RoleQualificationEdge] = strawberry.field(description=HOLDINGS, directives=[FOUR])


@strawberry.type(description="A skill that one or more of the roles need.")
class ComparedSkill:
    skill: Skill = reading("entity", "The skill.")
    holdings: list[RoleSkillEdge | None] = strawberry.field(description=SOME_HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A tool that one or more of the roles use.")
class ComparedTool:
    tool: Tool = reading("entity", "The tool.")
    holdings: list[RoleToolEdge | None] = strawberry.field(description=SOME_HOLDINGS, directives=[FOUR])
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="What several roles have in common.")
class Overlap:
    roles: list[Role] = strawberry.field(description="The roles, in the order in which they were asked for.")
    similarity: float = strawberry.field(
        description="How alike the roles are, 0 (nothing in common) to 1 (the same): the weight of what all have over "
        "the weight of what any has (weighted Jaccard). The order of the roles makes no difference."
    )
    likeness: float = strawberry.field(
        description="How related the roles are, 0 to 1: the least likeness of any two of them. Any two roles have "
        "about 0.3."
    )
    comparable: bool = strawberry.field(
        description="Whether one vocabulary has what all of them hold. If false, `similarity` and the lists below say "
        "nothing: it is not known what they share."
    )
    skills: list[SharedSkill] = strawberry.field(
        description="Skills that all need; of those that a publisher rates for all, first where all are strong beyond "
        "what is usual.",
        directives=[MANY],
    )
    tools: list[SharedTool] = strawberry.field(description="Tools that all use.", directives=[MANY])
    applications: list[SharedApplication] = strawberry.field(
        description="What the work of all is applied to.", directives=[MANY]
    )
    responsibilities: list[SharedResponsibility] = strawberry.field(
        description="Responsibilities that all carry.", directives=[MANY]
    )
    qualifications: list[SharedQualification] = strawberry.field(
        description="Qualifications that all ask for.", directives=[MANY]
    )
    common_ground: list[CommonGround] = strawberry.field(description="What sources say that all of them share.")

    @strawberry.field(
        description="Skills that any of the roles need, those of most roles first: for tables and diagrams.",
        graphql_type=list[ComparedSkill],
        directives=[Cost(weight=100), ListSize(assumed_size=150)],
    )
    def any_skills(parent: strawberry.Parent[overlap.Overlap], info: Info) -> list[overlap.Shared]:
        return overlap.held_by_any(info.context.snapshot.profiles, parent.roles, "skills", "skill")

    @strawberry.field(
        description="Tools that any of the roles use, those of most roles first.",
        graphql_type=list[ComparedTool],
        directives=[Cost(weight=100), ListSize(assumed_size=150)],
    )
    def any_tools(parent: strawberry.Parent[overlap.Overlap], info: Info) -> list[overlap.Shared]:
        return overlap.held_by_any(info.context.snapshot.profiles, parent.roles, "tools", "tool")

    citations: list[Citation] = strawberry.field(description="All sources of the overlap, each section once.")


@strawberry.type(description="What only one of two roles has.")
class FeatureSet:
    skills: list[RoleSkillEdge] = strawberry.field(description="Skills that only it needs.", directives=[MANY])
    tools: list[RoleToolEdge] = strawberry.field(description="Tools that only it uses.", directives=[MANY])
    applications: list[RoleApplicationEdge] = strawberry.field(
        description="What only its work is applied to.", directives=[MANY]
    )
    responsibilities: list[RoleResponsibilityEdge] = strawberry.field(
        description="Responsibilities that only it has.", directives=[MANY]
    )


@strawberry.type(description="Something that both roles have, but not in the same way.")
class EmphasisShift:
    feature: Entity = strawberry.field(description="The skill, tool, application or responsibility.")
    left: str | None = strawberry.field(description="How the left role uses it, null where no source tells.")
    right: str | None = strawberry.field(description="How the right role uses it, null where no source tells.")
    shift: float = strawberry.field(
        description="How much more strongly the right role holds it, -1 to 1: the difference of levels where both are "
        "rated; "
        "0 where only the words differ."
    )
    citations: list[Citation] = strawberry.field(description="The sources of both.", directives=[FEW])


@strawberry.type(description="What sources say of both roles along one dimension.")
class Contrast:
    dimension: ContrastDimension = strawberry.field(description="The dimension.")
    left: str = strawberry.field(description="What is said of the left role.")
    right: str = strawberry.field(description="What is said of the right role.")
    citations: list[Citation] = strawberry.field(description="The sources of both.", directives=[FEW])


@strawberry.type(description="How two roles differ: the complement of their overlap.")
class Difference:
    left: Role = strawberry.field(description="The left role.")
    right: Role = strawberry.field(description="The right role.")
    only_left: FeatureSet = strawberry.field(description="What only the left role has.")
    only_right: FeatureSet = strawberry.field(description="What only the right role has.")
    emphasis: list[EmphasisShift] = strawberry.field(
        description="What both have, but not in the same way, the largest shift first.", directives=[RATED]
    )
    contrasts: list[Contrast] = strawberry.field(description="What sources say of both, dimension by dimension.")
