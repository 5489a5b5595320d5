"""Figures on qualifications that their publisher recommends not to rely on

The default stays with the column: rows that are there already were never marked, and SQLite then adds the column in
place, without making the table anew and so without touching the fields of study that hang on it.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    suppressed = sa.Column("suppressed", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("role_qualification", suppressed)


def downgrade() -> None:
    op.drop_column("role_qualification", "suppressed")
