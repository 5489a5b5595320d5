"""What datasets add to records of others

Tables are added, and the kinds of records that may be stored. A program of before reads on until an extension is loaded.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = (
    "'DATASET', 'SOURCE', 'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', "
    "'DESCRIPTOR', 'ROLE_GROUP', 'COMMON_GROUND', 'HIRING_NEED', 'HIRING_CHANNEL', 'OUTLOOK', 'EXAMPLE', "
    "'CONCEPT_MAPPING', 'IDENTIFIER_SCHEME'"
)
ADDED = (
    "'ROLE_EXTENSION', 'SKILL_EXTENSION', 'TOOL_EXTENSION', 'APPLICATION_EXTENSION', 'RESPONSIBILITY_EXTENSION', "
    "'QUALIFICATION_EXTENSION', 'ROLE_GROUP_EXTENSION'"
)
COLUMNS = {"entity": "kind", "concept_mapping": "subject_kind", "record": "kind"}


def _allow(kinds: str) -> None:
    """Say which kinds of records there are, wherever that is checked."""
    for name, column in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_{column}"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_{column}"), f"{column} IN ({kinds})")


def upgrade() -> None:
    op.create_table(
        "application_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'APPLICATION_EXTENSION'", name=op.f("ck_application_extension_kind")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_extension_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_application_extension_id_kind"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_extension")),
    )
    with op.batch_alter_table("application_extension") as table:
        table.create_index(table.f("ix_application_extension_application_id"), ["application_id"], unique=False)

    op.create_table(
        "qualification_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'QUALIFICATION_EXTENSION'", name=op.f("ck_qualification_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_qualification_extension_id_kind"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_qualification_extension_qualification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification_extension")),
    )
    with op.batch_alter_table("qualification_extension") as table:
        table.create_index(table.f("ix_qualification_extension_qualification_id"), ["qualification_id"], unique=False)

    op.create_table(
        "responsibility_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("responsibility_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'RESPONSIBILITY_EXTENSION'", name=op.f("ck_responsibility_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_responsibility_extension_id_kind"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_id"], ["responsibility.id"], name=op.f("fk_responsibility_extension_responsibility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility_extension")),
    )
    with op.batch_alter_table("responsibility_extension") as table:
        table.create_index(
            table.f("ix_responsibility_extension_responsibility_id"), ["responsibility_id"], unique=False
        )

    op.create_table(
        "role_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'ROLE_EXTENSION'", name=op.f("ck_role_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_role_extension_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_extension_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_extension")),
    )
    with op.batch_alter_table("role_extension") as table:
        table.create_index(table.f("ix_role_extension_role_id"), ["role_id"], unique=False)

    op.create_table(
        "role_group_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("role_group_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'ROLE_GROUP_EXTENSION'", name=op.f("ck_role_group_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_role_group_extension_id_kind"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["role_group_id"], ["role_group.id"], name=op.f("fk_role_group_extension_role_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_group_extension")),
    )
    with op.batch_alter_table("role_group_extension") as table:
        table.create_index(table.f("ix_role_group_extension_role_group_id"), ["role_group_id"], unique=False)

    op.create_table(
        "skill_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'SKILL_EXTENSION'", name=op.f("ck_skill_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_skill_extension_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_skill_extension_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_extension")),
    )
    with op.batch_alter_table("skill_extension") as table:
        table.create_index(table.f("ix_skill_extension_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "tool_extension",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("tool_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'TOOL_EXTENSION'", name=op.f("ck_tool_extension_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_tool_extension_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_tool_extension_tool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tool_extension")),
    )
    with op.batch_alter_table("tool_extension") as table:
        table.create_index(table.f("ix_tool_extension_tool_id"), ["tool_id"], unique=False)

    op.create_table(
        "application_extension_industry",
        sa.Column("application_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("industry", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_extension_id"],
            ["application_extension.id"],
            name=op.f("fk_application_extension_industry_application_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_extension_id", "industry", name=op.f("pk_application_extension_industry")),
    )
    with op.batch_alter_table("application_extension_industry") as table:
        table.create_index(table.f("ix_application_extension_industry_industry"), ["industry"], unique=False)

    op.create_table(
        "qualification_extension_field",
        sa.Column("qualification_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_extension_id"],
            ["qualification_extension.id"],
            name=op.f("fk_qualification_extension_field_qualification_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("qualification_extension_id", "field", name=op.f("pk_qualification_extension_field")),
    )
    op.create_table(
        "role_extension_application",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_role_extension_application_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_application_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_application_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "application_id", name=op.f("pk_role_extension_application")),
    )
    with op.batch_alter_table("role_extension_application") as table:
        table.create_index(table.f("ix_role_extension_application_application_id"), ["application_id"], unique=False)

    op.create_table(
        "role_extension_career_move",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column(
            "move_kind",
            sa.Enum(
                "SPECIALISE",
                "MOVE",
                "PROGRESS",
                "RELATED",
                name="movekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_role_extension_career_move_rank_in_range")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_career_move_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_career_move_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["to_id"], ["role.id"], name=op.f("fk_role_extension_career_move_to_id")),
        sa.PrimaryKeyConstraint("role_extension_id", "to_id", "move_kind", name=op.f("pk_role_extension_career_move")),
    )
    with op.batch_alter_table("role_extension_career_move") as table:
        table.create_index(table.f("ix_role_extension_career_move_to_id"), ["to_id"], unique=False)

    op.create_table(
        "role_extension_contrast",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "SCOPE_OF_WORK",
                "FOCUS_AREAS",
                "SKILL_SETS",
                "TOOLS_AND_TECHNOLOGIES",
                "DEPTH_OF_DATA_SCIENCE",
                "APPROACH_TO_PROBLEM_SOLVING",
                "APPLICATIONS",
                name="contrastdimension",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_contrast_evidence_id")),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_contrast_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "dimension", name=op.f("pk_role_extension_contrast")),
    )
    op.create_table(
        "role_extension_group_member",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["role_group.id"], name=op.f("fk_role_extension_group_member_group_id")),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_group_member_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "group_id", name=op.f("pk_role_extension_group_member")),
    )
    with op.batch_alter_table("role_extension_group_member") as table:
        table.create_index(table.f("ix_role_extension_group_member_group_id"), ["group_id"], unique=False)

    op.create_table(
        "role_extension_pay_range",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minimum", sa.Double(), nullable=False),
        sa.Column("maximum", sa.Double(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "period",
            sa.Enum(
                "HOUR", "DAY", "MONTH", "YEAR", name="payperiod", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("market", sa.String(length=500), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)",
            name=op.f("ck_role_extension_pay_range_currency_in_range"),
        ),
        sa.CheckConstraint("maximum >= 0", name=op.f("ck_role_extension_pay_range_maximum_in_range")),
        sa.CheckConstraint("minimum <= maximum", name=op.f("ck_role_extension_pay_range_minimum_below_maximum")),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_role_extension_pay_range_minimum_in_range")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_pay_range_evidence_id")),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_pay_range_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "position", name=op.f("pk_role_extension_pay_range")),
    )
    op.create_table(
        "role_extension_qualification",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "requirement",
            sa.Enum(
                "TYPICAL",
                "ADVANCED",
                "HELPFUL",
                name="requirement",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("suppressed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT suppressed OR share IS NOT NULL",
            name=op.f("ck_role_extension_qualification_only_shares_are_suppressed"),
        ),
        sa.CheckConstraint("share >= 0 AND share <= 1", name=op.f("ck_role_extension_qualification_share_in_range")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_qualification_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_role_extension_qualification_qualification_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_qualification_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "qualification_id", name=op.f("pk_role_extension_qualification")),
    )
    with op.batch_alter_table("role_extension_qualification") as table:
        table.create_index(
            table.f("ix_role_extension_qualification_qualification_id"), ["qualification_id"], unique=False
        )

    op.create_table(
        "role_extension_reported_title",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reported_title", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_reported_title_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "reported_title", name=op.f("pk_role_extension_reported_title")),
    )
    op.create_table(
        "role_extension_responsibility",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("responsibility_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("example", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_responsibility_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_id"],
            ["responsibility.id"],
            name=op.f("fk_role_extension_responsibility_responsibility_id"),
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_responsibility_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_extension_id", "responsibility_id", name=op.f("pk_role_extension_responsibility")
        ),
    )
    with op.batch_alter_table("role_extension_responsibility") as table:
        table.create_index(
            table.f("ix_role_extension_responsibility_responsibility_id"), ["responsibility_id"], unique=False
        )

    op.create_table(
        "role_extension_skill",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("level", sa.Double(), nullable=True),
        sa.Column("importance_rating", sa.Double(), nullable=True),
        sa.Column("level_rating", sa.Double(), nullable=True),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level >= 0 AND level <= 1", name=op.f("ck_role_extension_skill_level_in_range")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_skill_evidence_id")),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_skill_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_role_extension_skill_skill_id")),
        sa.PrimaryKeyConstraint("role_extension_id", "skill_id", name=op.f("pk_role_extension_skill")),
    )
    with op.batch_alter_table("role_extension_skill") as table:
        table.create_index(table.f("ix_role_extension_skill_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "role_extension_tool",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tool_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("in_demand", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_tool_evidence_id")),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_tool_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_role_extension_tool_tool_id")),
        sa.PrimaryKeyConstraint("role_extension_id", "tool_id", name=op.f("pk_role_extension_tool")),
    )
    with op.batch_alter_table("role_extension_tool") as table:
        table.create_index(table.f("ix_role_extension_tool_tool_id"), ["tool_id"], unique=False)

    op.create_table(
        "skill_extension_collection",
        sa.Column("skill_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("collection", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_extension_id"],
            ["skill_extension.id"],
            name=op.f("fk_skill_extension_collection_skill_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("skill_extension_id", "collection", name=op.f("pk_skill_extension_collection")),
    )
    with op.batch_alter_table("skill_extension_collection") as table:
        table.create_index(table.f("ix_skill_extension_collection_collection"), ["collection"], unique=False)

    op.create_table(
        "skill_extension_relation",
        sa.Column("skill_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_skill_extension_relation_evidence_id")),
        sa.ForeignKeyConstraint(["related_id"], ["skill.id"], name=op.f("fk_skill_extension_relation_related_id")),
        sa.ForeignKeyConstraint(
            ["skill_extension_id"],
            ["skill_extension.id"],
            name=op.f("fk_skill_extension_relation_skill_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("skill_extension_id", "related_id", name=op.f("pk_skill_extension_relation")),
    )
    with op.batch_alter_table("skill_extension_relation") as table:
        table.create_index(table.f("ix_skill_extension_relation_related_id"), ["related_id"], unique=False)

    op.create_table(
        "tool_extension_skill_tool",
        sa.Column("tool_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_tool_extension_skill_tool_evidence_id")
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_tool_extension_skill_tool_skill_id")),
        sa.ForeignKeyConstraint(
            ["tool_extension_id"],
            ["tool_extension.id"],
            name=op.f("fk_tool_extension_skill_tool_tool_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tool_extension_id", "skill_id", name=op.f("pk_tool_extension_skill_tool")),
    )
    with op.batch_alter_table("tool_extension_skill_tool") as table:
        table.create_index(table.f("ix_tool_extension_skill_tool_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "role_extension_qualification_field",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("qualification_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_extension_id", "qualification_id"],
            ["role_extension_qualification.role_extension_id", "role_extension_qualification.qualification_id"],
            name=op.f("fk_role_extension_qualification_field_role_extension_id_qualification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_extension_id", "qualification_id", "field", name=op.f("pk_role_extension_qualification_field")
        ),
    )
    _allow(f"{BEFORE}, {ADDED}")


def downgrade() -> None:
    if not op.get_context().as_sql:
        count = op.get_bind().execute(sa.text(f"SELECT COUNT(*) FROM record WHERE kind IN ({ADDED})")).scalar()
        if count:
            said = f"{count} extensions are in the history, which programs of before cannot read: stay at 0016"
            raise DatabaseProblem(said)
    _allow(BEFORE)
    op.drop_table("role_extension_qualification_field")
    with op.batch_alter_table("tool_extension_skill_tool") as table:
        table.drop_index(table.f("ix_tool_extension_skill_tool_skill_id"))

    op.drop_table("tool_extension_skill_tool")
    with op.batch_alter_table("skill_extension_relation") as table:
        table.drop_index(table.f("ix_skill_extension_relation_related_id"))

    op.drop_table("skill_extension_relation")
    with op.batch_alter_table("skill_extension_collection") as table:
        table.drop_index(table.f("ix_skill_extension_collection_collection"))

    op.drop_table("skill_extension_collection")
    with op.batch_alter_table("role_extension_tool") as table:
        table.drop_index(table.f("ix_role_extension_tool_tool_id"))

    op.drop_table("role_extension_tool")
    with op.batch_alter_table("role_extension_skill") as table:
        table.drop_index(table.f("ix_role_extension_skill_skill_id"))

    op.drop_table("role_extension_skill")
    with op.batch_alter_table("role_extension_responsibility") as table:
        table.drop_index(table.f("ix_role_extension_responsibility_responsibility_id"))

    op.drop_table("role_extension_responsibility")
    op.drop_table("role_extension_reported_title")
    with op.batch_alter_table("role_extension_qualification") as table:
        table.drop_index(table.f("ix_role_extension_qualification_qualification_id"))

    op.drop_table("role_extension_qualification")
    op.drop_table("role_extension_pay_range")
    with op.batch_alter_table("role_extension_group_member") as table:
        table.drop_index(table.f("ix_role_extension_group_member_group_id"))

    op.drop_table("role_extension_group_member")
    op.drop_table("role_extension_contrast")
    with op.batch_alter_table("role_extension_career_move") as table:
        table.drop_index(table.f("ix_role_extension_career_move_to_id"))

    op.drop_table("role_extension_career_move")
    with op.batch_alter_table("role_extension_application") as table:
        table.drop_index(table.f("ix_role_extension_application_application_id"))

    op.drop_table("role_extension_application")
    op.drop_table("qualification_extension_field")
    with op.batch_alter_table("application_extension_industry") as table:
        table.drop_index(table.f("ix_application_extension_industry_industry"))

    op.drop_table("application_extension_industry")
    with op.batch_alter_table("tool_extension") as table:
        table.drop_index(table.f("ix_tool_extension_tool_id"))

    op.drop_table("tool_extension")
    with op.batch_alter_table("skill_extension") as table:
        table.drop_index(table.f("ix_skill_extension_skill_id"))

    op.drop_table("skill_extension")
    with op.batch_alter_table("role_group_extension") as table:
        table.drop_index(table.f("ix_role_group_extension_role_group_id"))

    op.drop_table("role_group_extension")
    with op.batch_alter_table("role_extension") as table:
        table.drop_index(table.f("ix_role_extension_role_id"))

    op.drop_table("role_extension")
    with op.batch_alter_table("responsibility_extension") as table:
        table.drop_index(table.f("ix_responsibility_extension_responsibility_id"))

    op.drop_table("responsibility_extension")
    with op.batch_alter_table("qualification_extension") as table:
        table.drop_index(table.f("ix_qualification_extension_qualification_id"))

    op.drop_table("qualification_extension")
    with op.batch_alter_table("application_extension") as table:
        table.drop_index(table.f("ix_application_extension_application_id"))

    op.drop_table("application_extension")
