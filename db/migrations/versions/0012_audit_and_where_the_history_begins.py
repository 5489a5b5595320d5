"""Who did what is kept, and where the history begins if it was pruned

Only tables are added: programs of before read and write on.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(length=500), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "history_start",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history_start")),
    )


def downgrade() -> None:
    if not op.get_context().as_sql and op.get_bind().execute(sa.text("SELECT COUNT(*) FROM history_start")).scalar():
        raise DatabaseProblem("this history was pruned, which programs of before do not know: stay at 0012")
    op.drop_table("history_start")
    op.drop_table("audit_event")
