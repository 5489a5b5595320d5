"""Rated descriptors of roles, what levels mean, and figures on tasks

Revision ID: 0015
Revises: 0014
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = (
    "DATASET",
    "SOURCE",
    "ROLE",
    "SKILL",
    "TOOL",
    "APPLICATION",
    "RESPONSIBILITY",
    "QUALIFICATION",
    "ROLE_GROUP",
    "COMMON_GROUND",
    "HIRING_NEED",
    "HIRING_CHANNEL",
    "OUTLOOK",
    "EXAMPLE",
    "CONCEPT_MAPPING",
    "IDENTIFIER_SCHEME",
)
"""The kinds of records that there were."""


DESCRIPTORS = "SELECT COUNT(*) FROM record WHERE kind = 'DESCRIPTOR'"


def upgrade() -> None:
    op.create_table(
        "descriptor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "ABILITY",
                "WORK_ACTIVITY",
                "WORK_CONTEXT",
                "WORK_STYLE",
                "WORK_VALUE",
                "INTEREST",
                "INTEREST_AREA",
                name="descriptordomain",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("scale", sa.String(length=500), nullable=True),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.CheckConstraint("kind = 'DESCRIPTOR'", name=op.f("ck_descriptor_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_descriptor_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_descriptor")),
    )
    with op.batch_alter_table("descriptor") as batch_op:
        batch_op.create_index(batch_op.f("ix_descriptor_domain"), ["domain"], unique=False)

    op.create_table(
        "descriptor_anchor",
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["descriptor_id"], ["descriptor.id"], name=op.f("fk_descriptor_anchor_descriptor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("descriptor_id", "position", name=op.f("pk_descriptor_anchor")),
    )
    op.create_table(
        "descriptor_broader",
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("broader_id <> descriptor_id", name=op.f("ck_descriptor_broader_not_broader_than_itself")),
        sa.ForeignKeyConstraint(["broader_id"], ["descriptor.id"], name=op.f("fk_descriptor_broader_broader_id")),
        sa.ForeignKeyConstraint(
            ["descriptor_id"], ["descriptor.id"], name=op.f("fk_descriptor_broader_descriptor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_descriptor_broader_evidence_id")),
        sa.PrimaryKeyConstraint("descriptor_id", "broader_id", name=op.f("pk_descriptor_broader")),
    )
    with op.batch_alter_table("descriptor_broader") as batch_op:
        batch_op.create_index(batch_op.f("ix_descriptor_broader_broader_id"), ["broader_id"], unique=False)

    op.create_table(
        "descriptor_category",
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["descriptor_id"], ["descriptor.id"], name=op.f("fk_descriptor_category_descriptor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("descriptor_id", "position", name=op.f("pk_descriptor_category")),
    )
    op.create_table(
        "role_descriptor",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("descriptor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("importance_rating", sa.Double(), nullable=True),
        sa.Column("level_rating", sa.Double(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("distinctiveness", sa.Double(), nullable=True),
        sa.Column("suppressed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("level_suppressed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("not_relevant", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT level_suppressed OR level_rating IS NOT NULL",
            name=op.f("ck_role_descriptor_only_levels_are_suppressed"),
        ),
        sa.CheckConstraint(
            "NOT not_relevant OR level_rating IS NOT NULL", name=op.f("ck_role_descriptor_only_levels_are_not_relevant")
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_role_descriptor_rank_in_range")),
        sa.ForeignKeyConstraint(["descriptor_id"], ["descriptor.id"], name=op.f("fk_role_descriptor_descriptor_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_descriptor_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_descriptor_role_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "descriptor_id", name=op.f("pk_role_descriptor")),
    )
    with op.batch_alter_table("role_descriptor") as batch_op:
        batch_op.create_index(batch_op.f("ix_role_descriptor_descriptor_id"), ["descriptor_id"], unique=False)

    op.create_table(
        "skill_anchor",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_skill_anchor_skill_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("skill_id", "position", name=op.f("pk_skill_anchor")),
    )
    op.create_table(
        "role_descriptor_share",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.CheckConstraint("share >= 0 AND share <= 1", name=op.f("ck_role_descriptor_share_share_in_range")),
        sa.ForeignKeyConstraint(
            ["role_id", "descriptor_id"],
            ["role_descriptor.role_id", "role_descriptor.descriptor_id"],
            name=op.f("fk_role_descriptor_share_role_id_descriptor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_id", "descriptor_id", "position", name=op.f("pk_role_descriptor_share")),
    )
    op.create_table(
        "role_descriptor_suppressed_share",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("suppressed_share", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "suppressed_share >= 1", name=op.f("ck_role_descriptor_suppressed_share_suppressed_share_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["role_id", "descriptor_id"],
            ["role_descriptor.role_id", "role_descriptor.descriptor_id"],
            name=op.f("fk_role_descriptor_suppressed_share_role_id_descriptor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_id", "descriptor_id", "suppressed_share", name=op.f("pk_role_descriptor_suppressed_share")
        ),
    )
    op.create_table(
        "role_responsibility_frequency",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("responsibility_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frequency", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "frequency >= 0 AND frequency <= 1", name=op.f("ck_role_responsibility_frequency_frequency_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["role_id", "responsibility_id"],
            ["role_responsibility.role_id", "role_responsibility.responsibility_id"],
            name=op.f("fk_role_responsibility_frequency_role_id_responsibility_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_id", "responsibility_id", "position", name=op.f("pk_role_responsibility_frequency")
        ),
    )
    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.add_column(sa.Column("revises_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_responsibility_revises_id"),
            "responsibility",
            ["revises_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("role_responsibility") as batch_op:
        batch_op.add_column(sa.Column("importance_rating", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("relevance", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("suppressed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.add_column(sa.Column("emerging", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))

    place = BEFORE.index("ROLE_GROUP")
    _say_kinds((*BEFORE[:place], "DESCRIPTOR", *BEFORE[place:]))
    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_responsibility_revises_another"), "revises_id <> id")

    with op.batch_alter_table("role_responsibility") as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_role_responsibility_relevance_in_range"), "relevance >= 0 AND relevance <= 1"
        )


def _say_kinds(kinds: Sequence[str]) -> None:
    for table, column in (("entity", "kind"), ("concept_mapping", "subject_kind"), ("record", "kind")):
        name = op.f(f"ck_{table}_{column}")
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, f"{column} IN ({', '.join(map(repr, kinds))})")


def downgrade() -> None:
    if not op.get_context().as_sql and op.get_bind().execute(sa.text(DESCRIPTORS)).scalar():
        raise DatabaseProblem("there are descriptors, which programs of before do not know: stay at 0015")
    _say_kinds(BEFORE)
    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_responsibility_revises_another"), type_="check")

    with op.batch_alter_table("role_responsibility") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_role_responsibility_relevance_in_range"), type_="check")

    with op.batch_alter_table("role_responsibility") as batch_op:
        batch_op.drop_column("emerging")
        batch_op.drop_column("suppressed")
        batch_op.drop_column("relevance")
        batch_op.drop_column("importance_rating")

    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_responsibility_revises_id"), type_="foreignkey")
        batch_op.drop_column("revises_id")

    op.drop_table("role_responsibility_frequency")
    op.drop_table("role_descriptor_suppressed_share")
    op.drop_table("role_descriptor_share")
    op.drop_table("skill_anchor")
    with op.batch_alter_table("role_descriptor") as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_descriptor_descriptor_id"))

    op.drop_table("role_descriptor")
    op.drop_table("descriptor_category")
    with op.batch_alter_table("descriptor_broader") as batch_op:
        batch_op.drop_index(batch_op.f("ix_descriptor_broader_broader_id"))

    op.drop_table("descriptor_broader")
    op.drop_table("descriptor_anchor")
    with op.batch_alter_table("descriptor") as batch_op:
        batch_op.drop_index(batch_op.f("ix_descriptor_domain"))

    op.drop_table("descriptor")
