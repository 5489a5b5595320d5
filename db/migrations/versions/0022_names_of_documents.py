"""Which trusted documents have an address of their own

Only a table is added: programs of before read and write on.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_name",
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["trusted_document.digest"], name=op.f("fk_document_name_digest")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_document_name")),
    )


def downgrade() -> None:
    if not op.get_context().as_sql and op.get_bind().execute(sa.text("SELECT COUNT(*) FROM document_name")).scalar():
        raise DatabaseProblem("documents have names, which programs of before do not know: stay at 0022")
    op.drop_table("document_name")
