"""The entities of the model and the links between them, as immutable objects that refer to each other.

Objects are created and linked by `knowledge.build` and never change afterwards. Equality is identity: a
snapshot holds exactly one object for each record.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from knowledge.evidence import Citation, Dataset, Evidence
from knowledge.vocabulary import (
    Basis,
    ChannelKind,
    ContrastDimension,
    DegreeLevel,
    GroupScheme,
    Importance,
    Kind,
    MappingRelation,
    MoveKind,
    OutlookKind,
    PayPeriod,
    QualificationKind,
    Requirement,
    ReuseLevel,
    SkillKind,
    Status,
)


@dataclass(frozen=True, slots=True)
class ExternalId:
    """The identifier of an entity in another scheme, such as an ESCO URI or an O*NET-SOC code."""

    scheme: str
    identifier: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Fact:
    """Anything that is believed for a reason: an entity or a link."""

    evidence: Evidence

    @property
    def basis(self) -> Basis:
        return self.evidence.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.evidence.citations

    def __repr__(self) -> str:  # without what it links to: that would be the whole snapshot
        ends = (getattr(self, name, None) for each in type(self).__mro__ for name in getattr(each, "__slots__", ()))
        return f"<{type(self).__name__} {' '.join(end.slug for end in ends if isinstance(end, Entity))}>"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Entity(Fact):
    """What all records of the model have in common."""

    kind: ClassVar[Kind]

    slug: str
    name: str
    dataset: Dataset
    description: str | None = None
    definition: str | None = None
    scope_note: str | None = None
    aliases: tuple[str, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    status: Status = Status.ACTIVE
    replaced_by: Self | None = None

    @property
    def active(self) -> bool:
        return self.status is Status.ACTIVE

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.slug}>"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleGroup(Entity):
    """A group of roles in a classification: an ISCO-08 or SOC group."""

    kind = Kind.ROLE_GROUP

    scheme: GroupScheme
    code: str
    broader: "RoleGroup | None" = None
    narrower: tuple["RoleGroup", ...] = ()
    roles: tuple["Role", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class SkillBroader(Fact):
    """One skill is a part or a special case of another (skos:broader)."""

    skill: "Skill"
    broader: "Skill"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class SkillRelation(Fact):
    """Another skill that helps with a skill: it is essential for it or optional."""

    skill: "Skill"
    related: "Skill"
    importance: Importance


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Skill(Entity):
    """A skill or a body of knowledge that roles need."""

    kind = Kind.SKILL

    skill_kind: SkillKind
    category: str | None = None
    reuse_level: ReuseLevel | None = None
    collections: tuple[str, ...] = ()
    broader: tuple[SkillBroader, ...] = ()
    narrower: tuple[SkillBroader, ...] = ()
    related: tuple[SkillRelation, ...] = ()
    related_by: tuple[SkillRelation, ...] = ()
    roles: tuple["RoleSkill", ...] = ()
    tools: tuple["SkillTool", ...] = ()
    examples: tuple["Example", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Tool(Entity):
    """A product that work is done with: a language runtime, library, framework, platform or device."""

    kind = Kind.TOOL

    category: str | None = None
    hot: bool = False
    skills: tuple["SkillTool", ...] = ()
    roles: tuple["RoleTool", ...] = ()
    examples: tuple["Example", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Application(Entity):
    """What the work of a role is applied to."""

    kind = Kind.APPLICATION

    industries: tuple[str, ...] = ()
    roles: tuple["RoleApplication", ...] = ()
    examples: tuple["Example", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class ResponsibilityBroader(Fact):
    """A responsibility is a special case of another, as an O*NET task is of a detailed work activity."""

    responsibility: "Responsibility"
    broader: "Responsibility"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Responsibility(Entity):
    """A task that roles answer for."""

    kind = Kind.RESPONSIBILITY

    broader: tuple[ResponsibilityBroader, ...] = ()
    narrower: tuple[ResponsibilityBroader, ...] = ()
    roles: tuple["RoleResponsibility", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Qualification(Entity):
    """A degree, a certification, or practical experience."""

    kind = Kind.QUALIFICATION

    qualification_kind: QualificationKind
    degree_level: DegreeLevel | None = None
    fields: tuple[str, ...] = ()
    roles: tuple["RoleQualification", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleBroader(Fact):
    """One role is a special case of another (skos:broader)."""

    role: "Role"
    broader: "Role"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Role(Entity):
    """An occupation, in ESCO's words. `regulated` is None where nobody says whether it is."""

    kind = Kind.ROLE

    regulated: bool | None = None
    groups: tuple[RoleGroup, ...] = ()
    broader: tuple[RoleBroader, ...] = ()
    narrower: tuple[RoleBroader, ...] = ()
    skills: tuple["RoleSkill", ...] = ()
    tools: tuple["RoleTool", ...] = ()
    applications: tuple["RoleApplication", ...] = ()
    responsibilities: tuple["RoleResponsibility", ...] = ()
    qualifications: tuple["RoleQualification", ...] = ()
    moves_out: tuple["CareerMove", ...] = ()
    moves_in: tuple["CareerMove", ...] = ()
    contrasts: tuple["RoleContrast", ...] = ()
    pay: tuple["PayRange", ...] = ()
    common_ground: tuple["CommonGround", ...] = ()
    hiring_needs: tuple["HiringNeed", ...] = ()
    hiring_channels: tuple["HiringChannel", ...] = ()
    outlooks: tuple["Outlook", ...] = ()
    examples: tuple["Example", ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleSkill(Fact):
    """How a role holds a skill. `level` is 0 (none) to 1 (mastery), None where no source tells.

    The ratings are what the publisher says, on its own scales: O*NET's importance is 1 to 5, its level 0 to 7.
    """

    role: Role
    skill: Skill
    importance: Importance
    level: float | None = None
    importance_rating: float | None = None
    level_rating: float | None = None
    emphasis: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleTool(Fact):
    """How a role uses a tool, and whether employers often ask for it there."""

    role: Role
    tool: Tool
    in_demand: bool = False
    emphasis: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class SkillTool(Fact):
    """A tool serves a skill."""

    skill: Skill
    tool: Tool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleApplication(Fact):
    """How a role contributes to an application."""

    role: Role
    application: Application
    emphasis: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleResponsibility(Fact):
    """How a role carries a responsibility, with an example of it."""

    role: Role
    responsibility: Responsibility
    importance: Importance | None = None
    emphasis: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleQualification(Fact):
    """How a qualification counts for a role, and in which fields of study.

    `share` is the share of people in the role, 0 to 1, who say that it takes this; None where nobody asked them.
    `suppressed` is true where the publisher recommends not to rely on that figure, because too few answered.
    """

    role: Role
    qualification: Qualification
    requirement: Requirement
    share: float | None = None
    suppressed: bool = False
    fields: tuple[str, ...] = ()
    emphasis: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class CareerMove(Fact):
    """A move between roles that a source documents or a curator infers; never a computed one.

    `rank` is its place, from 1, where the source ranks the moves from a role.
    """

    from_role: Role
    to_role: Role
    move_kind: MoveKind
    rank: int | None = None
    rationale: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleContrast(Fact):
    """What sets a role apart along one dimension."""

    role: Role
    dimension: ContrastDimension
    statement: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class PayRange(Fact):
    """What a role earns: `minimum` to `maximum` of `currency` (ISO 4217) in each `period`."""

    role: Role
    minimum: float
    maximum: float
    currency: str
    period: PayPeriod
    market: str | None = None
    as_of: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class RoleStatement:
    """What is said of one role within a record about several. `statement` is None where nothing is said."""

    role: Role
    statement: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class CommonGround(Entity):
    """A topic that several roles share, and how deep each goes."""

    kind = Kind.COMMON_GROUND

    roles: tuple[RoleStatement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class HiringNeed(Entity):
    """Something that a project needs, and the roles to hire for it."""

    kind = Kind.HIRING_NEED

    examples: tuple[str, ...] = ()
    roles: tuple[RoleStatement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class HiringChannel(Entity):
    """A platform, an agency or a region through which roles are hired."""

    kind = Kind.HIRING_CHANNEL

    channel_kind: ChannelKind
    roles: tuple[RoleStatement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Outlook(Entity):
    """A challenge that roles face now, or a trend that will shape them."""

    kind = Kind.OUTLOOK

    outlook_kind: OutlookKind
    roles: tuple[RoleStatement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Example(Entity):
    """An illustrative project or career: who takes part in it, with which skills and tools, for what."""

    kind = Kind.EXAMPLE

    roles: tuple[RoleStatement, ...] = ()
    skills: tuple[Skill, ...] = ()
    tools: tuple[Tool, ...] = ()
    applications: tuple[Application, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class ConceptMapping(Entity):
    """A SKOS mapping from a concept of one dataset to a concept of the same kind in another.

    The object may not be loaded: `object_slug` is what the mapping says, `object` the entity if there is one.
    """

    kind = Kind.CONCEPT_MAPPING

    relation: MappingRelation
    subject_kind: Kind
    subject: Entity
    object_slug: str
    object: Entity | None = None
