"""Titles that people who have a role reported as theirs

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role_reported_title",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reported_title", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_reported_title_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "reported_title", name=op.f("pk_role_reported_title")),
    )


def downgrade() -> None:
    op.drop_table("role_reported_title")
