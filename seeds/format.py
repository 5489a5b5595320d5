"""The seed format: what a file may say about each kind of record.

Fields have the names of the model. `basis` and `citations` may be left out of a link, which then rests on the same
evidence as its record, and out of a record, which then rests on that of its file.
"""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from db.base import NAME_LENGTH, SLUG_LENGTH
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

WORD = "[a-z0-9]+(?:-[a-z0-9]+)*"
Slug = Annotated[str, StringConstraints(pattern=f"^{WORD}(?:/{WORD})*$", max_length=SLUG_LENGTH)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Share = Annotated[float, Field(ge=0, le=1)]
Rating = Annotated[float, Field(allow_inf_nan=False)]
SECTION_MARK = " § "


class Part(BaseModel):
    """Something a seed file says. Unknown fields are errors, not ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, validate_default=False)


def _citation(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    source, mark, section = value.partition(SECTION_MARK)
    return {"source": source, "section": section} if mark else {"source": source}


class CitationPart(Part):
    source: Slug
    section: Name | None = None


CitationField = Annotated[CitationPart, BeforeValidator(_citation, json_schema_input_type=CitationPart | str)]


class Evident(Part):
    """What carries evidence of its own, or inherits it."""

    basis: Basis | None = None
    citations: list[CitationField] = Field(default=[], description="Sources, as `source § section` or in full.")


def _named(field: str, part: type[Part]) -> BeforeValidator:
    """Lets a link that says nothing but its target be written as the target's slug alone."""
    return BeforeValidator(
        lambda value: {field: value} if isinstance(value, str) else value, json_schema_input_type=part | Slug
    )


class RoleSkillPart(Evident):
    skill: Slug
    importance: Importance
    level: Share | None = None
    importance_rating: Rating | None = None
    level_rating: Rating | None = None
    emphasis: Text | None = None


class RoleToolPart(Evident):
    tool: Slug
    in_demand: bool = False
    emphasis: Text | None = None


class RoleApplicationPart(Evident):
    application: Slug
    emphasis: Text | None = None


class RoleResponsibilityPart(Evident):
    responsibility: Slug
    importance: Importance | None = None
    emphasis: Text | None = None
    example: Text | None = None


class RoleQualificationPart(Evident):
    qualification: Slug
    requirement: Requirement
    share: Share | None = None
    suppressed: bool = Field(
        default=False, description="Whether the publisher recommends not to rely on `share`: too few answered."
    )
    fields: list[Name] = []
    emphasis: Text | None = None

    @model_validator(mode="after")
    def _only_figures_are_suppressed(self) -> Self:
        if self.suppressed and self.share is None:
            raise ValueError("suppressed marks a figure not to rely on: give the share that it is said of")
        return self


class CareerMovePart(Evident):
    to: Slug
    move_kind: MoveKind
    rank: Annotated[int, Field(ge=1)] | None = None
    rationale: Text | None = None


class RoleContrastPart(Evident):
    dimension: ContrastDimension
    statement: Text


class PayRangePart(Evident):
    minimum: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    maximum: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    period: PayPeriod
    market: Name | None = None
    as_of: date | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum:g} is above maximum {self.maximum:g}")
        return self


class SkillBroaderPart(Evident):
    skill: Slug


class SkillRelationPart(Evident):
    skill: Slug
    importance: Importance


class RoleBroaderPart(Evident):
    role: Slug


class ResponsibilityBroaderPart(Evident):
    responsibility: Slug


class ToolSkillPart(Evident):
    skill: Slug


class RoleStatementPart(Part):
    role: Slug
    statement: Text | None = None


class ExternalIdPart(Part):
    scheme: Name
    identifier: Name


RoleStatements = Annotated[list[Annotated[RoleStatementPart, _named("role", RoleStatementPart)]], Field(min_length=1)]


class DatasetRecord(Part):
    slug: Slug
    title: Name
    description: Text | None = None
    publisher: Name | None = None
    url: Text | None = None
    licence: Name | None = None
    version: Name | None = None


class SourceRecord(Part):
    slug: Slug
    title: Name
    publisher: Name | None = None
    url: Text | None = None
    licence: Name | None = None
    published_on: date | None = None


class EntityRecord(Evident):
    """What all entities have in common."""

    slug: Slug
    name: Name
    aliases: list[Name] = []
    description: Text | None = None
    definition: Text | None = None
    scope_note: Text | None = None
    external_ids: list[ExternalIdPart] = []
    status: Status = Status.ACTIVE
    replaced_by: Slug | None = None

    @model_validator(mode="after")
    def _replacement_of_deprecated(self) -> Self:
        if self.replaced_by is not None and self.status is not Status.DEPRECATED:
            raise ValueError("replaced_by is for records whose status is DEPRECATED")
        if self.replaced_by == self.slug:
            raise ValueError("a record cannot be replaced by itself")
        return self


class RoleRecord(EntityRecord):
    regulated: bool | None = None
    groups: list[Slug] = []
    broader: list[Annotated[RoleBroaderPart, _named("role", RoleBroaderPart)]] = []
    skills: list[RoleSkillPart] = []
    tools: list[Annotated[RoleToolPart, _named("tool", RoleToolPart)]] = []
    applications: list[Annotated[RoleApplicationPart, _named("application", RoleApplicationPart)]] = []
    responsibilities: list[Annotated[RoleResponsibilityPart, _named("responsibility", RoleResponsibilityPart)]] = []
    qualifications: list[RoleQualificationPart] = []
    moves: list[CareerMovePart] = []
    contrasts: list[RoleContrastPart] = []
    pay: list[PayRangePart] = []

    @model_validator(mode="after")
    def _moves_elsewhere(self) -> Self:
        if any(move.to == self.slug for move in self.moves):
            raise ValueError("a move leads to another role")
        return self


class SkillRecord(EntityRecord):
    skill_kind: SkillKind
    category: Name | None = None
    reuse_level: ReuseLevel | None = None
    collections: list[Name] = []
    broader: list[Annotated[SkillBroaderPart, _named("skill", SkillBroaderPart)]] = []
    related: list[SkillRelationPart] = []


class ToolRecord(EntityRecord):
    category: Name | None = None
    hot: bool = False
    skills: list[Annotated[ToolSkillPart, _named("skill", ToolSkillPart)]] = []


class ApplicationRecord(EntityRecord):
    industries: list[Name] = []


class ResponsibilityRecord(EntityRecord):
    broader: list[Annotated[ResponsibilityBroaderPart, _named("responsibility", ResponsibilityBroaderPart)]] = []


class QualificationRecord(EntityRecord):
    qualification_kind: QualificationKind
    degree_level: DegreeLevel | None = None
    fields: list[Name] = []

    @model_validator(mode="after")
    def _only_degrees_have_levels(self) -> Self:
        if self.degree_level is not None and self.qualification_kind is not QualificationKind.DEGREE:
            raise ValueError("degree_level is for qualifications of kind DEGREE")
        return self


class RoleGroupRecord(EntityRecord):
    scheme: GroupScheme
    code: Slug
    broader: Slug | None = None


class CommonGroundRecord(EntityRecord):
    """`name` is the topic, `description` what the roles share of it, each statement how deep a role goes."""

    description: Text
    roles: Annotated[list[Annotated[RoleStatementPart, _named("role", RoleStatementPart)]], Field(min_length=2)]


class HiringNeedRecord(EntityRecord):
    """`name` is what a project needs, each statement what a role brings to it."""

    examples: list[Name] = []
    roles: RoleStatements


class HiringChannelRecord(EntityRecord):
    channel_kind: ChannelKind
    roles: RoleStatements


class OutlookRecord(EntityRecord):
    description: Text
    outlook_kind: OutlookKind
    roles: RoleStatements


class ExampleRecord(EntityRecord):
    description: Text
    roles: RoleStatements
    skills: list[Slug] = []
    tools: list[Slug] = []
    applications: list[Slug] = []


class ConceptMappingRecord(EntityRecord):
    """`subject` is a record of `subject_kind`; `object_slug` one of the same kind, which need not be loaded yet."""

    subject_kind: Kind
    subject: Slug
    relation: MappingRelation
    object_slug: Slug


RECORDS: dict[Kind, type[Part]] = {
    Kind.DATASET: DatasetRecord,
    Kind.SOURCE: SourceRecord,
    Kind.ROLE: RoleRecord,
    Kind.SKILL: SkillRecord,
    Kind.TOOL: ToolRecord,
    Kind.APPLICATION: ApplicationRecord,
    Kind.RESPONSIBILITY: ResponsibilityRecord,
    Kind.QUALIFICATION: QualificationRecord,
    Kind.ROLE_GROUP: RoleGroupRecord,
    Kind.COMMON_GROUND: CommonGroundRecord,
    Kind.HIRING_NEED: HiringNeedRecord,
    Kind.HIRING_CHANNEL: HiringChannelRecord,
    Kind.OUTLOOK: OutlookRecord,
    Kind.EXAMPLE: ExampleRecord,
    Kind.CONCEPT_MAPPING: ConceptMappingRecord,
}

SECTIONS: dict[str, Kind] = {
    "sources": Kind.SOURCE,
    "roles": Kind.ROLE,
    "skills": Kind.SKILL,
    "tools": Kind.TOOL,
    "applications": Kind.APPLICATION,
    "responsibilities": Kind.RESPONSIBILITY,
    "qualifications": Kind.QUALIFICATION,
    "role_groups": Kind.ROLE_GROUP,
    "common_ground": Kind.COMMON_GROUND,
    "hiring_needs": Kind.HIRING_NEED,
    "hiring_channels": Kind.HIRING_CHANNEL,
    "outlooks": Kind.OUTLOOK,
    "examples": Kind.EXAMPLE,
    "concept_mappings": Kind.CONCEPT_MAPPING,
}
