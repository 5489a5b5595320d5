"""The entities of the model, as immutable objects that link directly to each other.

Objects are created and linked by `snapshot.build` and never change afterwards. Equality is identity: a snapshot holds
exactly one object for each record. What a field says is declared here and nowhere else (`model.declaring`).
"""

from typing import Annotated

from knowledge.model.declaring import (
    Among,
    Elsewhere,
    Name,
    OnlyIf,
    Rating,
    Share,
    Slug,
    Text,
    declared,
    mirror,
    resolved,
    said,
)
from knowledge.model.entity import CONCEPTS, Entity
from knowledge.model.evidence import Fact
from knowledge.model.links import (
    CareerMove,
    DescriptorBroader,
    ExternalId,
    LevelAnchor,
    PayRange,
    RelatedSkill,
    ResourceSkill,
    ResourceTool,
    ResponsibilityBroader,
    RoleApplication,
    RoleBroader,
    RoleContrast,
    RoleDescriptor,
    RoleQualification,
    RoleResponsibility,
    RoleSkill,
    RoleStatement,
    RoleTool,
    SkillBroader,
    SkillTool,
)
from knowledge.model.scheme import IdentifierScheme
from knowledge.model.vocabulary import (
    ChannelKind,
    DegreeLevel,
    DescriptorDomain,
    GroupScheme,
    Kind,
    MappingRelation,
    OutlookKind,
    QualificationKind,
    ReuseLevel,
    SkillKind,
)

__all__ = (
    "CONCEPTS",
    "Application",
    "CareerMove",
    "CommonGround",
    "ConceptMapping",
    "Descriptor",
    "DescriptorBroader",
    "Entity",
    "Example",
    "ExternalId",
    "Fact",
    "HiringChannel",
    "HiringNeed",
    "IdentifierScheme",
    "LevelAnchor",
    "Outlook",
    "PayRange",
    "Qualification",
    "RelatedSkill",
    "Responsibility",
    "ResponsibilityBroader",
    "Role",
    "RoleApplication",
    "RoleBroader",
    "RoleContrast",
    "RoleDescriptor",
    "RoleGroup",
    "RoleQualification",
    "RoleResponsibility",
    "RoleSkill",
    "RoleStatement",
    "RoleTool",
    "Skill",
    "SkillBroader",
    "SkillTool",
    "Tool",
)


@declared(
    Kind.ROLE_GROUP,
    meaning="A role group.",
    section="role_groups",
    rules=(Elsewhere("not_broader_than_itself", "broader", "a group cannot be broader than itself"),),
    unique=("scheme", "code"),
)
class RoleGroup(Entity):
    """A group of roles in a classification: an ISCO-08 or SOC group."""

    scheme: GroupScheme = said("The classification.")
    code: Slug = said("The code of the group within the classification.")
    broader: "RoleGroup | None" = said(
        "The group that it is part of, null at the top.", default=None, indexed=True, ends=True
    )
    narrower: tuple["RoleGroup", ...] = mirror("broader")
    roles: tuple["Role", ...] = mirror("groups")


@declared(Kind.SKILL, meaning="A skill, with its broader skills.", section="skills")
class Skill(Entity):
    """A skill or a body of knowledge that roles need."""

    skill_kind: SkillKind = said("What sort of competence it is.")
    category: Name | None = said("The heading under which it is listed, null if none.", default=None, indexed=True)
    reuse_level: ReuseLevel | None = said("How widely it can be used, null if unknown.", default=None)
    collections: tuple[Name, ...] = said(
        "Collections of its publisher that it is in.", default=(), each="collection", indexed=True
    )
    broader: tuple[SkillBroader, ...] = said(
        "Skills that this one is a part or a special case of.", default=(), ends=True
    )
    related: tuple[RelatedSkill, ...] = said("Skills that help with this one.", default=(), table="skill_relation")
    anchors: tuple[LevelAnchor, ...] = said(
        "What levels of it mean, by examples, lowest first.", default=(), table="skill_anchor"
    )
    narrower: tuple[SkillBroader, ...] = mirror("broader")
    related_by: tuple[RelatedSkill, ...] = mirror("related")
    roles: tuple[RoleSkill, ...] = mirror("skill")
    tools: tuple[SkillTool, ...] = mirror("skill")
    resources: tuple[ResourceSkill, ...] = mirror("skill")
    examples: tuple["Example", ...] = mirror("skills")


@declared(Kind.TOOL, meaning="A tool, with the skills that it serves.", section="tools")
class Tool(Entity):
    """A product that work is done with: a language runtime, library, framework, platform or device."""

    category: Name | None = said("The heading under which it is listed, null if none.", default=None, indexed=True)
    hot: bool = said("Whether employers ask for it often across all roles (O*NET's hot mark).", default=False)
    skills: tuple[SkillTool, ...] = said("Skills that it serves.", default=())
    roles: tuple[RoleTool, ...] = mirror("tool")
    resources: tuple[ResourceTool, ...] = mirror("tool")
    examples: tuple["Example", ...] = mirror("tools")


@declared(Kind.APPLICATION, meaning="An application.", section="applications")
class Application(Entity):
    """What the work of a role is applied to."""

    industries: tuple[Name, ...] = said("Industries in which it is found.", default=(), each="industry", indexed=True)
    roles: tuple[RoleApplication, ...] = mirror("application")
    examples: tuple["Example", ...] = mirror("applications")


@declared(
    Kind.RESPONSIBILITY,
    meaning="A responsibility.",
    section="responsibilities",
    rules=(Elsewhere("revises_another", "revises", "a responsibility cannot revise itself"),),
)
class Responsibility(Entity):
    """A task that roles answer for."""

    broader: tuple[ResponsibilityBroader, ...] = said(
        "Responsibilities that this one is a special case of.", default=(), ends=True
    )
    revises: "Responsibility | None" = said(
        "The responsibility that it says in other words, as they are found lately; null if none.",
        default=None,
        ends=True,
    )
    narrower: tuple[ResponsibilityBroader, ...] = mirror("broader")
    roles: tuple[RoleResponsibility, ...] = mirror("responsibility")


@declared(
    Kind.QUALIFICATION,
    meaning="A qualification.",
    section="qualifications",
    rules=(
        OnlyIf(
            "only_degrees_have_levels",
            "degree_level",
            "qualification_kind",
            QualificationKind.DEGREE,
            "degree_level is for qualifications of kind DEGREE",
        ),
    ),
)
class Qualification(Entity):
    """A degree, a certification, or practical experience."""

    qualification_kind: QualificationKind = said("How it is earned.")
    degree_level: DegreeLevel | None = said(
        "The level of an academic degree, null for anything else, and for degrees that are none of these: an "
        "associate's, or a first professional one.",
        default=None,
    )
    fields: tuple[Name, ...] = said("The fields that it is in.", default=(), each="field")
    roles: tuple[RoleQualification, ...] = mirror("qualification")


@declared(Kind.DESCRIPTOR, meaning="A descriptor, with its broader ones.", section="descriptors")
class Descriptor(Entity):
    """What work takes or is like, and roles are rated on: an ability, an activity, a circumstance, an interest."""

    domain: DescriptorDomain = said("What it is about.", indexed=True)
    scale: Name | None = said("The publisher's name of the scale of `value`, null if there is none.", default=None)
    minimum: Rating | None = said("The least that `value` can be, null if it has no scale.", default=None)
    maximum: Rating | None = said("The most that `value` can be, null if it has no scale.", default=None)
    categories: tuple[Name, ...] = said(
        "The answers, in order, that `shares` of people are told for; empty if there are none.",
        default=(),
        each="category",
        repeats=True,
    )
    anchors: tuple[LevelAnchor, ...] = said(
        "What levels of it mean, by examples, lowest first.", default=(), table="descriptor_anchor"
    )
    broader: tuple[DescriptorBroader, ...] = said(
        "Descriptors that this one is a part or a special case of.", default=(), ends=True
    )
    narrower: tuple[DescriptorBroader, ...] = mirror("broader")
    roles: tuple[RoleDescriptor, ...] = mirror("descriptor")


@declared(Kind.ROLE, meaning="A role, with its links.", section="roles")
class Role(Entity):
    """An occupation, in ESCO's words."""

    regulated: bool | None = said(
        "Whether the profession is regulated by law somewhere in the European Union; null if unknown.", default=None
    )
    reported_titles: tuple[Name, ...] = said(
        "Those of its names that people who have the role reported as their titles.", default=(), each="reported_title"
    )
    groups: tuple[RoleGroup, ...] = said(
        "The groups of classifications that it belongs to.", default=(), table="role_group_member", each="group"
    )
    broader: tuple[RoleBroader, ...] = said("Roles that this one is a special case of.", default=(), ends=True)
    skills: tuple[RoleSkill, ...] = said("Skills that it needs.", default=())
    tools: tuple[RoleTool, ...] = said("Tools that it uses.", default=())
    applications: tuple[RoleApplication, ...] = said("What its work is applied to.", default=())
    responsibilities: tuple[RoleResponsibility, ...] = said("What it answers for.", default=())
    qualifications: tuple[RoleQualification, ...] = said("What it asks for.", default=())
    descriptors: tuple[RoleDescriptor, ...] = said("What it is like, as a publisher rates it.", default=())
    moves_out: tuple[CareerMove, ...] = said("Moves that lead away from it.", default=(), key="moves")
    contrasts: tuple[RoleContrast, ...] = said("What sets it apart, by dimension.", default=())
    pay: tuple[PayRange, ...] = said("What it earns.", default=())
    narrower: tuple[RoleBroader, ...] = mirror("broader")
    moves_in: tuple[CareerMove, ...] = mirror("to_role")
    common_ground: tuple["CommonGround", ...] = mirror("roles")
    hiring_needs: tuple["HiringNeed", ...] = mirror("roles")
    hiring_channels: tuple["HiringChannel", ...] = mirror("roles")
    outlooks: tuple["Outlook", ...] = mirror("roles")
    examples: tuple["Example", ...] = mirror("roles")

    @property
    def established(self) -> tuple[RoleResponsibility, ...]:
        """What it answers for, without what only some have told of lately: what it is compared by."""
        return tuple(link for link in self.responsibilities if not link.emerging)

    @property
    def is_described(self) -> bool:
        """Whether it is said what people do in it, and not only what it is called, as of O*NET's "All Other"."""
        return bool(self.skills or self.responsibilities or self.tools)


@declared(Kind.COMMON_GROUND, meaning="A topic that roles share.", section="common_ground")
class CommonGround(Entity):
    """A topic that several roles share: `name` is the topic."""

    description: Text = said("What the roles share of it.")
    roles: tuple[RoleStatement, ...] = said("The roles, and how deep each goes into it.", default=(), least=2)


@declared(Kind.HIRING_NEED, meaning="A need and the roles to hire for it.", section="hiring_needs")
class HiringNeed(Entity):
    """Something that a project needs, and the roles to hire for it."""

    examples: tuple[Name, ...] = said("Examples of the need.", default=(), each="example")
    roles: tuple[RoleStatement, ...] = said("The roles, and what each brings to it.", default=(), least=1)


@declared(Kind.HIRING_CHANNEL, meaning="A platform, agency or region to hire through.", section="hiring_channels")
class HiringChannel(Entity):
    """A platform, an agency or a region through which roles are hired."""

    channel_kind: ChannelKind = said("What it is.")
    roles: tuple[RoleStatement, ...] = said("The roles that are found there.", default=(), least=1)


@declared(Kind.OUTLOOK, meaning="A challenge or a trend.", section="outlooks")
class Outlook(Entity):
    """A challenge that roles face now, or a trend that will shape them."""

    description: Text = said("The challenge or trend in a sentence.")
    outlook_kind: OutlookKind = said("Whether it is a challenge or a trend.")
    roles: tuple[RoleStatement, ...] = said("The roles that it concerns.", default=(), least=1)


@declared(Kind.EXAMPLE, meaning="An illustrative project or career.", section="examples")
class Example(Entity):
    """An illustrative project or career: who takes part in it, with which skills and tools, for what."""

    description: Text = said("What happens in it.")
    roles: tuple[RoleStatement, ...] = said("The roles, and what each does in it.", default=(), least=1)
    skills: tuple[Skill, ...] = said("Skills that it takes.", default=())
    tools: tuple[Tool, ...] = said("Tools that are used in it.", default=())
    applications: tuple[Application, ...] = said("What it is applied to.", default=())


@declared(
    Kind.CONCEPT_MAPPING,
    meaning="A mapping between concepts of different datasets.",
    section="concept_mappings",
    unique=("subject_kind", "subject", "relation", "object_slug"),
)
class ConceptMapping(Entity):
    """A SKOS mapping from a concept of one dataset to a concept of the same kind in another.

    The object is a slug: a crosswalk may be loaded before the dataset that it leads to.
    """

    subject_kind: Annotated[Kind, Among(CONCEPTS)] = said("What the subject and the object are.")
    subject: Entity = said("The concept that is mapped.", kind_from="subject_kind")
    relation: MappingRelation = said("How the object relates to the subject.")
    object_slug: Slug = said("The slug of the object, which need not be loaded.", indexed=True)
    object: Entity | None = resolved("object_slug", kind_from="subject_kind")
    confidence: Share | None = said(
        "How sure its source is of it, 0 to 1; null where the source does not say.", default=None
    )
