"""Tables of the entities: one shared table with what all have in common, one more for each kind."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import (
    Base,
    choice,
    entity_id,
    entity_kind,
    evidence,
    extends_entity,
    name,
    owner,
    part,
    position,
    reference,
    slug,
    text,
)
from knowledge.vocabulary import (
    Basis,
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


class Dataset(Base):
    __tablename__ = "dataset"
    __table_args__ = ({"info": {"kind": Kind.DATASET}},)

    id: Mapped[int] = entity_id()
    slug: Mapped[str] = slug(unique=True)
    title: Mapped[str] = name()
    description: Mapped[str | None] = text()
    publisher: Mapped[str | None] = name()
    url: Mapped[str | None] = text()
    licence: Mapped[str | None] = name()
    version: Mapped[str | None] = name()


class Source(Base):
    __tablename__ = "source"
    __table_args__ = ({"info": {"kind": Kind.SOURCE}},)

    id: Mapped[int] = entity_id()
    slug: Mapped[str] = slug(unique=True)
    dataset_id: Mapped[int] = reference("dataset")
    title: Mapped[str] = name()
    publisher: Mapped[str | None] = name()
    url: Mapped[str | None] = text()
    licence: Mapped[str | None] = name()
    published_on: Mapped[date | None]


class Evidence(Base):
    """A basis with its citations, shared by all facts that rest on it."""

    __tablename__ = "evidence"

    id: Mapped[int] = entity_id()
    digest: Mapped[str] = slug(unique=True)
    basis: Mapped[Basis] = choice(Basis)


class EvidenceCitation(Base):
    __tablename__ = "evidence_citation"
    __table_args__ = (UniqueConstraint("evidence_id", "source_id", "section"),)

    evidence_id: Mapped[int] = owner("evidence")
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = reference("source")
    section: Mapped[str | None] = name()


class Entity(Base):
    """What all entities have in common. A slug is unique among the entities of its kind."""

    __tablename__ = "entity"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        UniqueConstraint("id", "kind"),
        ForeignKeyConstraint(
            ["replaced_by_id", "kind"], ["entity.id", "entity.kind"], deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("slug <> '' AND name <> ''", name="named"),
        CheckConstraint("replaced_by_id IS NULL OR status = 'DEPRECATED'", name="replaced_only_if_deprecated"),
        CheckConstraint("replaced_by_id <> id", name="not_replaced_by_itself"),
    )

    id: Mapped[int] = entity_id()
    kind: Mapped[Kind] = choice(Kind, info={"skip": True})
    slug: Mapped[str] = slug()
    dataset_id: Mapped[int] = reference("dataset", index=True)
    name: Mapped[str] = name()
    description: Mapped[str | None] = text()
    definition: Mapped[str | None] = text()
    scope_note: Mapped[str | None] = text()
    status: Mapped[Status] = choice(Status, info={"default": Status.ACTIVE})
    replaced_by_id: Mapped[int | None] = mapped_column(info={"reference": None, "key": None})
    evidence_id: Mapped[int] = evidence()


class EntityAlias(Base):
    __tablename__ = "entity_alias"
    __table_args__ = (part("aliases"),)

    entity_id: Mapped[int] = owner("entity")
    alias: Mapped[str] = name(primary_key=True)
    position: Mapped[int] = position()


class ExternalId(Base):
    __tablename__ = "external_id"
    __table_args__ = (Index(None, "scheme", "identifier"), part("external_ids"))

    entity_id: Mapped[int] = owner("entity")
    scheme: Mapped[str] = slug(primary_key=True)
    identifier: Mapped[str] = name(primary_key=True)
    position: Mapped[int] = position()


class Role(Base):
    __tablename__ = "role"
    __table_args__ = extends_entity(Kind.ROLE)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.ROLE)
    regulated: Mapped[bool | None]


class Skill(Base):
    __tablename__ = "skill"
    __table_args__ = extends_entity(Kind.SKILL)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.SKILL)
    skill_kind: Mapped[SkillKind] = choice(SkillKind)
    category: Mapped[str | None] = name(index=True)
    reuse_level: Mapped[ReuseLevel | None] = choice(ReuseLevel)


class SkillCollection(Base):
    """A collection of its publisher that a skill is in, such as ESCO's green skills."""

    __tablename__ = "skill_collection"
    __table_args__ = (part("collections"),)

    skill_id: Mapped[int] = owner("skill")
    collection: Mapped[str] = name(primary_key=True, index=True)
    position: Mapped[int] = position()


class Tool(Base):
    __tablename__ = "tool"
    __table_args__ = extends_entity(Kind.TOOL)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.TOOL)
    category: Mapped[str | None] = name(index=True)
    hot: Mapped[bool] = mapped_column(info={"default": False})


class Application(Base):
    __tablename__ = "application"
    __table_args__ = extends_entity(Kind.APPLICATION)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.APPLICATION)


class ApplicationIndustry(Base):
    __tablename__ = "application_industry"
    __table_args__ = (part("industries"),)

    application_id: Mapped[int] = owner("application")
    industry: Mapped[str] = name(primary_key=True, index=True)
    position: Mapped[int] = position()


class Responsibility(Base):
    __tablename__ = "responsibility"
    __table_args__ = extends_entity(Kind.RESPONSIBILITY)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.RESPONSIBILITY)


class Qualification(Base):
    __tablename__ = "qualification"
    __table_args__ = extends_entity(
        Kind.QUALIFICATION,
        CheckConstraint("degree_level IS NULL OR qualification_kind = 'DEGREE'", name="only_degrees_have_levels"),
    )

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.QUALIFICATION)
    qualification_kind: Mapped[QualificationKind] = choice(QualificationKind)
    degree_level: Mapped[DegreeLevel | None] = choice(DegreeLevel)


class QualificationField(Base):
    """A field of study or practice that a qualification is in."""

    __tablename__ = "qualification_field"
    __table_args__ = (part("fields"),)

    qualification_id: Mapped[int] = owner("qualification")
    field: Mapped[str] = name(primary_key=True)
    position: Mapped[int] = position()


class RoleGroup(Base):
    __tablename__ = "role_group"
    __table_args__ = extends_entity(
        Kind.ROLE_GROUP,
        UniqueConstraint("scheme", "code"),
        CheckConstraint("broader_id <> id", name="not_broader_than_itself"),
    )

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.ROLE_GROUP)
    scheme: Mapped[GroupScheme] = choice(GroupScheme)
    code: Mapped[str] = slug()
    broader_id: Mapped[int | None] = reference("role_group", within=True, index=True)


class CommonGround(Base):
    __tablename__ = "common_ground"
    __table_args__ = extends_entity(Kind.COMMON_GROUND)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.COMMON_GROUND)


class HiringNeed(Base):
    __tablename__ = "hiring_need"
    __table_args__ = extends_entity(Kind.HIRING_NEED)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.HIRING_NEED)


class HiringNeedExample(Base):
    __tablename__ = "hiring_need_example"
    __table_args__ = (part("examples"),)

    hiring_need_id: Mapped[int] = owner("hiring_need")
    example: Mapped[str] = name(primary_key=True)
    position: Mapped[int] = position()


class HiringChannel(Base):
    __tablename__ = "hiring_channel"
    __table_args__ = extends_entity(Kind.HIRING_CHANNEL)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.HIRING_CHANNEL)
    channel_kind: Mapped[ChannelKind] = choice(ChannelKind)


class Outlook(Base):
    __tablename__ = "outlook"
    __table_args__ = extends_entity(Kind.OUTLOOK)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.OUTLOOK)
    outlook_kind: Mapped[OutlookKind] = choice(OutlookKind)


class Example(Base):
    __tablename__ = "example"
    __table_args__ = extends_entity(Kind.EXAMPLE)

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.EXAMPLE)


class ConceptMapping(Base):
    """A SKOS mapping. The object is a slug, not a key: a crosswalk may be loaded before the dataset it leads to."""

    __tablename__ = "concept_mapping"
    __table_args__ = extends_entity(
        Kind.CONCEPT_MAPPING,
        ForeignKeyConstraint(["subject_id", "subject_kind"], ["entity.id", "entity.kind"]),
        UniqueConstraint("subject_id", "relation", "object_slug"),
        CheckConstraint(
            "subject_kind IN ('ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP')",
            name="subject_is_a_concept",
        ),
    )

    id: Mapped[int] = entity_id()
    kind: Mapped[str] = entity_kind(Kind.CONCEPT_MAPPING)
    subject_kind: Mapped[Kind] = choice(Kind, name="subject_kind")
    subject_id: Mapped[int] = mapped_column(info={"reference": "subject_kind", "key": None})
    relation: Mapped[MappingRelation] = choice(MappingRelation)
    object_slug: Mapped[str] = slug(index=True)
