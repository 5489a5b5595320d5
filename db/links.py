"""Tables of the links between entities. Each row belongs to the record of the entity that owns it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, choice, evidence, name, owner, part, position, reference, text
from knowledge.vocabulary import ContrastDimension, Importance, MoveKind, PayPeriod, Requirement


class RoleGroupMember(Base):
    __tablename__ = "role_group_member"
    __table_args__ = (part("groups"),)

    role_id: Mapped[int] = owner("role")
    group_id: Mapped[int] = reference("role_group", primary_key=True, index=True)
    position: Mapped[int] = position()


class RoleSkill(Base):
    __tablename__ = "role_skill"
    __table_args__ = (CheckConstraint("level >= 0 AND level <= 1", name="level_in_range"), part("skills"))

    role_id: Mapped[int] = owner("role")
    skill_id: Mapped[int] = reference("skill", primary_key=True, index=True)
    position: Mapped[int] = position()
    importance: Mapped[Importance] = choice(Importance)
    level: Mapped[float | None]
    importance_rating: Mapped[float | None]
    level_rating: Mapped[float | None]
    emphasis: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleTool(Base):
    __tablename__ = "role_tool"
    __table_args__ = (part("tools"),)

    role_id: Mapped[int] = owner("role")
    tool_id: Mapped[int] = reference("tool", primary_key=True, index=True)
    position: Mapped[int] = position()
    in_demand: Mapped[bool] = mapped_column(info={"default": False})
    emphasis: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleApplication(Base):
    __tablename__ = "role_application"
    __table_args__ = (part("applications"),)

    role_id: Mapped[int] = owner("role")
    application_id: Mapped[int] = reference("application", primary_key=True, index=True)
    position: Mapped[int] = position()
    emphasis: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleResponsibility(Base):
    __tablename__ = "role_responsibility"
    __table_args__ = (part("responsibilities"),)

    role_id: Mapped[int] = owner("role")
    responsibility_id: Mapped[int] = reference("responsibility", primary_key=True, index=True)
    position: Mapped[int] = position()
    importance: Mapped[Importance | None] = choice(Importance)
    emphasis: Mapped[str | None] = text()
    example: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleQualification(Base):
    __tablename__ = "role_qualification"
    __table_args__ = (
        CheckConstraint("share >= 0 AND share <= 1", name="share_in_range"),
        CheckConstraint("NOT suppressed OR share IS NOT NULL", name="only_shares_are_suppressed"),
        part("qualifications"),
    )

    role_id: Mapped[int] = owner("role")
    qualification_id: Mapped[int] = reference("qualification", primary_key=True, index=True)
    position: Mapped[int] = position()
    requirement: Mapped[Requirement] = choice(Requirement)
    share: Mapped[float | None]
    suppressed: Mapped[bool] = mapped_column(server_default=false(), info={"default": False})
    emphasis: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleQualificationField(Base):
    """A field of study in which a role wants a qualification."""

    __tablename__ = "role_qualification_field"
    __table_args__ = (
        ForeignKeyConstraint(
            ["role_id", "qualification_id"],
            ["role_qualification.role_id", "role_qualification.qualification_id"],
            ondelete="CASCADE",
        ),
        part("fields"),
    )

    role_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info={"owner": "role_id"})
    qualification_id: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, info={"owner": "qualification_id"}
    )
    field: Mapped[str] = name(primary_key=True)
    position: Mapped[int] = position()


class CareerMove(Base):
    __tablename__ = "career_move"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="leads_elsewhere"),
        CheckConstraint("rank >= 1", name="rank_from_one"),
        part("moves"),
    )

    from_id: Mapped[int] = owner("role")
    to_id: Mapped[int] = reference("role", primary_key=True, index=True)
    move_kind: Mapped[MoveKind] = choice(MoveKind, primary_key=True)
    position: Mapped[int] = position()
    rank: Mapped[int | None]
    rationale: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class RoleContrast(Base):
    __tablename__ = "role_contrast"
    __table_args__ = (part("contrasts"),)

    role_id: Mapped[int] = owner("role")
    dimension: Mapped[ContrastDimension] = choice(ContrastDimension, primary_key=True)
    position: Mapped[int] = position()
    statement: Mapped[str] = text()
    evidence_id: Mapped[int] = evidence()


class PayRange(Base):
    __tablename__ = "pay_range"
    __table_args__ = (
        CheckConstraint("minimum >= 0 AND minimum <= maximum", name="minimum_below_maximum"),
        CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_is_iso_4217"),
        part("pay"),
    )

    role_id: Mapped[int] = owner("role")
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info={"position": True})
    minimum: Mapped[float]
    maximum: Mapped[float]
    currency: Mapped[str] = mapped_column(String(3))
    period: Mapped[PayPeriod] = choice(PayPeriod)
    market: Mapped[str | None] = name()
    as_of: Mapped[date | None]
    note: Mapped[str | None] = text()
    evidence_id: Mapped[int] = evidence()


class SkillBroader(Base):
    __tablename__ = "skill_broader"
    __table_args__ = (
        CheckConstraint("skill_id <> broader_id", name="not_broader_than_itself"),
        part("broader"),
    )

    skill_id: Mapped[int] = owner("skill")
    broader_id: Mapped[int] = reference("skill", key="skill", primary_key=True, index=True)
    position: Mapped[int] = position()
    evidence_id: Mapped[int] = evidence()


class SkillRelation(Base):
    """Another skill that helps with a skill (ESCO's skill-skill relations)."""

    __tablename__ = "skill_relation"
    __table_args__ = (CheckConstraint("skill_id <> related_id", name="not_to_itself"), part("related"))

    skill_id: Mapped[int] = owner("skill")
    related_id: Mapped[int] = reference("skill", key="skill", primary_key=True, index=True)
    position: Mapped[int] = position()
    importance: Mapped[Importance] = choice(Importance)
    evidence_id: Mapped[int] = evidence()


class RoleBroader(Base):
    __tablename__ = "role_broader"
    __table_args__ = (CheckConstraint("role_id <> broader_id", name="not_broader_than_itself"), part("broader"))

    role_id: Mapped[int] = owner("role")
    broader_id: Mapped[int] = reference("role", key="role", primary_key=True, index=True)
    position: Mapped[int] = position()
    evidence_id: Mapped[int] = evidence()


class ResponsibilityBroader(Base):
    __tablename__ = "responsibility_broader"
    __table_args__ = (
        CheckConstraint("responsibility_id <> broader_id", name="not_broader_than_itself"),
        part("broader"),
    )

    responsibility_id: Mapped[int] = owner("responsibility")
    broader_id: Mapped[int] = reference("responsibility", key="responsibility", primary_key=True, index=True)
    position: Mapped[int] = position()
    evidence_id: Mapped[int] = evidence()


class SkillTool(Base):
    __tablename__ = "skill_tool"
    __table_args__ = (part("skills"),)

    tool_id: Mapped[int] = owner("tool")
    skill_id: Mapped[int] = reference("skill", primary_key=True, index=True)
    position: Mapped[int] = position()
    evidence_id: Mapped[int] = evidence()


class CommonGroundRole(Base):
    __tablename__ = "common_ground_role"
    __table_args__ = (part("roles"),)

    common_ground_id: Mapped[int] = owner("common_ground")
    role_id: Mapped[int] = reference("role", primary_key=True, index=True)
    position: Mapped[int] = position()
    statement: Mapped[str | None] = text()


class HiringNeedRole(Base):
    __tablename__ = "hiring_need_role"
    __table_args__ = (part("roles"),)

    hiring_need_id: Mapped[int] = owner("hiring_need")
    role_id: Mapped[int] = reference("role", primary_key=True, index=True)
    position: Mapped[int] = position()
    statement: Mapped[str | None] = text()


class HiringChannelRole(Base):
    __tablename__ = "hiring_channel_role"
    __table_args__ = (part("roles"),)

    hiring_channel_id: Mapped[int] = owner("hiring_channel")
    role_id: Mapped[int] = reference("role", primary_key=True, index=True)
    position: Mapped[int] = position()
    statement: Mapped[str | None] = text()


class OutlookRole(Base):
    __tablename__ = "outlook_role"
    __table_args__ = (part("roles"),)

    outlook_id: Mapped[int] = owner("outlook")
    role_id: Mapped[int] = reference("role", primary_key=True, index=True)
    position: Mapped[int] = position()
    statement: Mapped[str | None] = text()


class ExampleRole(Base):
    __tablename__ = "example_role"
    __table_args__ = (part("roles"),)

    example_id: Mapped[int] = owner("example")
    role_id: Mapped[int] = reference("role", primary_key=True, index=True)
    position: Mapped[int] = position()
    statement: Mapped[str | None] = text()


class ExampleSkill(Base):
    __tablename__ = "example_skill"
    __table_args__ = (part("skills"),)

    example_id: Mapped[int] = owner("example")
    skill_id: Mapped[int] = reference("skill", primary_key=True, index=True)
    position: Mapped[int] = position()


class ExampleTool(Base):
    __tablename__ = "example_tool"
    __table_args__ = (part("tools"),)

    example_id: Mapped[int] = owner("example")
    tool_id: Mapped[int] = reference("tool", primary_key=True, index=True)
    position: Mapped[int] = position()


class ExampleApplication(Base):
    __tablename__ = "example_application"
    __table_args__ = (part("applications"),)

    example_id: Mapped[int] = owner("example")
    application_id: Mapped[int] = reference("application", primary_key=True, index=True)
    position: Mapped[int] = position()
