"""Why revisions were made, and which keys may load what

Only tables are added: programs of before read and write on.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision_message",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.number"], name=op.f("fk_revision_message_revision")),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_revision_message")),
    )
    op.create_table(
        "load_right",
        sa.Column("key_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dataset", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_load_right_key_id")),
        sa.PrimaryKeyConstraint("key_id", "dataset", name=op.f("pk_load_right")),
    )


def downgrade() -> None:
    if not op.get_context().as_sql and op.get_bind().execute(sa.text("SELECT COUNT(*) FROM revision_message")).scalar():
        raise DatabaseProblem("revisions have messages, which programs of before do not know: stay at 0018")
    op.drop_table("load_right")
    op.drop_table("revision_message")
