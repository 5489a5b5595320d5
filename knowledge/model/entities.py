"""The entities of the model, as immutable objects that link directly to each other.

Objects are created and linked by `snapshot.build` and never change afterwards. Equality is identity: a snapshot holds
exactly one object for each record. What a field says is declared here and nowhere else (`model.declaring`).
"""

from typing import Annotated, ClassVar, Self

from knowledge.model.declaring import (
    Among,
    Chars,
    Elsewhere,
    Name,
    OnlyIf,
    Share,
    Slug,
    Text,
    declared,
    mirror,
    resolved,
    said,
)
from knowledge.model.evidence import Dataset, Fact
from knowledge.model.links import (
    CareerMove,
    ExternalId,
    PayRange,
    RelatedSkill,
    ResponsibilityBroader,
    RoleApplication,
    RoleBroader,
    RoleContrast,
    RoleQualification,
    RoleResponsibility,
    RoleSkill,
    RoleStatement,
    RoleTool,
    SkillBroader,
    SkillTool,
)
from knowledge.model.vocabulary import (
    ChannelKind,
    DegreeLevel,
    GroupScheme,
    Kind,
    MappingRelation,
    OutlookKind,
    QualificationKind,
    ReuseLevel,
    SkillKind,
    Status,
)

__all__ = (
    "CONCEPTS",
    "Application",
    "CareerMove",
    "CommonGround",
    "ConceptMapping",
    "Entity",
    "Example",
    "ExternalId",
    "Fact",
    "HiringChannel",
    "HiringNeed",
    "IdentifierScheme",
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

CONCEPTS = (
    Kind.ROLE,
    Kind.SKILL,
    Kind.TOOL,
    Kind.APPLICATION,
    Kind.RESPONSIBILITY,
    Kind.QUALIFICATION,
    Kind.ROLE_GROUP,
)
"""Kinds that datasets describe each in its own way, so that mappings join them."""


@declared(
    rules=(
        OnlyIf(
            "replaced_only_if_deprecated",
            "replaced_by",
            "status",
            Status.DEPRECATED,
            "replaced_by is for records whose status is DEPRECATED",
        ),
        Elsewhere("not_replaced_by_itself", "replaced_by", "a record cannot be replaced by itself"),
    )
)
class Entity(Fact):
    """What all records of the model have in common."""

    kind: ClassVar[Kind]

    slug: Slug = said("Names the entity for ever among those of its type.")
    dataset: Dataset = said("The dataset that it belongs to.", of_file=True, indexed=True)
    name: Name = said("The preferred name.")
    aliases: tuple[Name, ...] = said("Other names in use.", default=(), each="alias")
    description: Text | None = said("What it is, in a sentence or two; null if nobody wrote that.", default=None)
    definition: Text | None = said("A formal definition (skos:definition), null if none.", default=None)
    scope_note: Text | None = said(
        "What is and is not meant by it (skos:scopeNote), null if nobody wrote that.", default=None
    )
    external_ids: tuple[ExternalId, ...] = said("Its identifiers in other schemes.", default=())
    status: Status = said("Whether it is still recommended for use.", default=Status.ACTIVE)
    replaced_by: Self | None = said(
        "What took the place of a deprecated entity, null if nothing did.", default=None, ends=True
    )

    @property
    def active(self) -> bool:
        return self.status is Status.ACTIVE

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.slug}>"


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
    narrower: tuple[SkillBroader, ...] = mirror("broader")
    related_by: tuple[RelatedSkill, ...] = mirror("related")
    roles: tuple[RoleSkill, ...] = mirror("skill")
    tools: tuple[SkillTool, ...] = mirror("skill")
    examples: tuple["Example", ...] = mirror("skills")


@declared(Kind.TOOL, meaning="A tool, with the skills that it serves.", section="tools")
class Tool(Entity):
    """A product that work is done with: a language runtime, library, framework, platform or device."""

    category: Name | None = said("The heading under which it is listed, null if none.", default=None, indexed=True)
    hot: bool = said("Whether employers ask for it often across all roles (O*NET's hot mark).", default=False)
    skills: tuple[SkillTool, ...] = said("Skills that it serves.", default=())
    roles: tuple[RoleTool, ...] = mirror("tool")
    examples: tuple["Example", ...] = mirror("tools")


@declared(Kind.APPLICATION, meaning="An application.", section="applications")
class Application(Entity):
    """What the work of a role is applied to."""

    industries: tuple[Name, ...] = said("Industries in which it is found.", default=(), each="industry", indexed=True)
    roles: tuple[RoleApplication, ...] = mirror("application")
    examples: tuple["Example", ...] = mirror("applications")


@declared(Kind.RESPONSIBILITY, meaning="A responsibility.", section="responsibilities")
class Responsibility(Entity):
    """A task that roles answer for."""

    broader: tuple[ResponsibilityBroader, ...] = said(
        "Responsibilities that this one is a special case of.", default=(), ends=True
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


@declared(Kind.IDENTIFIER_SCHEME, meaning="A scheme of identifiers.", section="identifier_schemes")
class IdentifierScheme(Entity):
    """A scheme that identifiers of entities belong to. Its slug is what `external_ids` call it, as `onet-soc`."""

    unique: bool = said(
        "Whether an identifier of the scheme names one thing: no two active records of a kind and dataset have the "
        "same. False for codes of classes, which many share.",
        default=True,
    )
    address: Annotated[str, Chars(2_000, r"^https?://[^\s]*\{identifier\}[^\s]*$")] | None = said(
        "Where it leads: an address of the web in which `{identifier}` stands for the identifier; null if nowhere.",
        default=None,
    )
