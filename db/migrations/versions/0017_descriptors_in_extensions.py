"""What extensions say of descriptors, what levels mean, and figures on tasks

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role_extension_descriptor",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
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
            name=op.f("ck_role_extension_descriptor_only_levels_are_suppressed"),
        ),
        sa.CheckConstraint(
            "NOT not_relevant OR level_rating IS NOT NULL",
            name=op.f("ck_role_extension_descriptor_only_levels_are_not_relevant"),
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_role_extension_descriptor_rank_in_range")),
        sa.ForeignKeyConstraint(
            ["descriptor_id"], ["descriptor.id"], name=op.f("fk_role_extension_descriptor_descriptor_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_role_extension_descriptor_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id"],
            ["role_extension.id"],
            name=op.f("fk_role_extension_descriptor_role_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_extension_id", "descriptor_id", name=op.f("pk_role_extension_descriptor")),
    )
    with op.batch_alter_table("role_extension_descriptor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_extension_descriptor_descriptor_id"), ["descriptor_id"], unique=False)

    op.create_table(
        "skill_extension_anchor",
        sa.Column("skill_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_extension_id"],
            ["skill_extension.id"],
            name=op.f("fk_skill_extension_anchor_skill_extension_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("skill_extension_id", "position", name=op.f("pk_skill_extension_anchor")),
    )
    op.create_table(
        "role_extension_descriptor_share",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.CheckConstraint("share >= 0 AND share <= 1", name=op.f("ck_role_extension_descriptor_share_share_in_range")),
        sa.ForeignKeyConstraint(
            ["role_extension_id", "descriptor_id"],
            ["role_extension_descriptor.role_extension_id", "role_extension_descriptor.descriptor_id"],
            name=op.f("fk_role_extension_descriptor_share_role_extension_id_d_840a107c"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_extension_id", "descriptor_id", "position", name=op.f("pk_role_extension_descriptor_share")
        ),
    )
    op.create_table(
        "role_extension_descriptor_suppressed_share",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("descriptor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("suppressed_share", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "suppressed_share >= 1", name=op.f("ck_role_extension_descriptor_suppressed_share_suppress_11037f61")
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id", "descriptor_id"],
            ["role_extension_descriptor.role_extension_id", "role_extension_descriptor.descriptor_id"],
            name=op.f("fk_role_extension_descriptor_suppressed_share_role_ext_90bb2297"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_extension_id",
            "descriptor_id",
            "suppressed_share",
            name=op.f("pk_role_extension_descriptor_suppressed_share"),
        ),
    )
    op.create_table(
        "role_extension_responsibility_frequency",
        sa.Column("role_extension_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("responsibility_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frequency", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "frequency >= 0 AND frequency <= 1",
            name=op.f("ck_role_extension_responsibility_frequency_frequency_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["role_extension_id", "responsibility_id"],
            ["role_extension_responsibility.role_extension_id", "role_extension_responsibility.responsibility_id"],
            name=op.f("fk_role_extension_responsibility_frequency_role_extens_8a1c36e3"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "role_extension_id",
            "responsibility_id",
            "position",
            name=op.f("pk_role_extension_responsibility_frequency"),
        ),
    )
    with op.batch_alter_table("role_extension_responsibility", schema=None) as batch_op:
        batch_op.add_column(sa.Column("importance_rating", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("relevance", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("suppressed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
        batch_op.add_column(sa.Column("emerging", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))

    with op.batch_alter_table("role_extension_responsibility", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_role_extension_responsibility_relevance_in_range"), "relevance >= 0 AND relevance <= 1"
        )


def downgrade() -> None:
    with op.batch_alter_table("role_extension_responsibility", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_role_extension_responsibility_relevance_in_range"), type_="check")

    with op.batch_alter_table("role_extension_responsibility", schema=None) as batch_op:
        batch_op.drop_column("emerging")
        batch_op.drop_column("suppressed")
        batch_op.drop_column("relevance")
        batch_op.drop_column("importance_rating")

    op.drop_table("role_extension_responsibility_frequency")
    op.drop_table("role_extension_descriptor_suppressed_share")
    op.drop_table("role_extension_descriptor_share")
    op.drop_table("skill_extension_anchor")
    with op.batch_alter_table("role_extension_descriptor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_extension_descriptor_descriptor_id"))

    op.drop_table("role_extension_descriptor")
