"""Figures on qualifications that their publisher recommends not to rely on

The default stays with the column, for the rows that are there already: none of them was marked. SQLite adds the column
together with its check, in place; making the table anew would empty the fields of study that hang on its rows.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE, CHECK, CONDITION = (
    "role_qualification",
    "ck_role_qualification_only_shares_are_suppressed",
    "NOT suppressed OR share IS NOT NULL",
)


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        column = f"suppressed BOOLEAN DEFAULT 0 NOT NULL CONSTRAINT {CHECK} CHECK ({CONDITION})"
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN {column}")
    else:
        op.add_column(TABLE, sa.Column("suppressed", sa.Boolean(), server_default=sa.false(), nullable=False))
        op.create_check_constraint(op.f(CHECK), TABLE, CONDITION)


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f(CHECK), type_="check")
        table.drop_column("suppressed")
