"""Schemes of identifiers, and how sure a source is of a mapping

Revision ID: 0014
Revises: 0013
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0014"
down_revision = "0013"
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
)
"""The kinds of records that there were."""

SCHEMES = "SELECT COUNT(*) FROM record WHERE kind = 'IDENTIFIER_SCHEME'"


def upgrade() -> None:
    op.create_table(
        "identifier_scheme",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unique", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.CheckConstraint("kind = 'IDENTIFIER_SCHEME'", name=op.f("ck_identifier_scheme_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_identifier_scheme_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier_scheme")),
    )
    with op.batch_alter_table("concept_mapping") as batch:
        batch.add_column(sa.Column("confidence", sa.Double(), nullable=True))
        batch.create_check_constraint(
            batch.f("ck_concept_mapping_confidence_in_range"), "confidence >= 0 AND confidence <= 1"
        )
    _say_kinds((*BEFORE, "IDENTIFIER_SCHEME"))


def _say_kinds(kinds: Sequence[str]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    for table, column in (("entity", "kind"), ("record", "kind"), ("concept_mapping", "subject_kind")):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(batch.f(f"ck_{table}_{column}"), type_="check")
            batch.create_check_constraint(batch.f(f"ck_{table}_{column}"), f"{column} IN ({listed})")


def downgrade() -> None:
    if not op.get_context().as_sql and op.get_bind().execute(sa.text(SCHEMES)).scalar():
        message = "There are schemes of identifiers, in the history too: there is no way back without losing them."
        raise DatabaseProblem(message)
    _say_kinds(BEFORE)
    with op.batch_alter_table("concept_mapping") as batch:
        batch.drop_constraint(batch.f("ck_concept_mapping_confidence_in_range"), type_="check")
        batch.drop_column("confidence")
    op.drop_table("identifier_scheme")
