"""What records are called in other languages

Tables are added, the language of datasets, and the kind of records that may be stored. A program of before reads on
until a translation is loaded.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BEFORE = (
    "'DATASET', 'SOURCE', 'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', "
    "'DESCRIPTOR', 'ROLE_GROUP', 'COMMON_GROUND', 'HIRING_NEED', 'HIRING_CHANNEL', 'OUTLOOK', 'EXAMPLE', "
    "'CONCEPT_MAPPING', 'IDENTIFIER_SCHEME', 'ROLE_EXTENSION', 'SKILL_EXTENSION', 'TOOL_EXTENSION', "
    "'APPLICATION_EXTENSION', 'RESPONSIBILITY_EXTENSION', 'QUALIFICATION_EXTENSION', 'ROLE_GROUP_EXTENSION'"
)
NOW = f"{BEFORE}, 'TRANSLATION'"
TRANSLATABLE = (
    "'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP', 'DESCRIPTOR', "
    "'COMMON_GROUND', 'HIRING_NEED', 'HIRING_CHANNEL', 'OUTLOOK', 'EXAMPLE'"
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
        "translation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.CheckConstraint("kind = 'TRANSLATION'", name=op.f("ck_translation_kind")),
        sa.CheckConstraint(f"subject_kind IN ({NOW})", name=op.f("ck_translation_subject_kind")),
        sa.CheckConstraint(f"subject_kind IN ({TRANSLATABLE})", name=op.f("ck_translation_subject_kind_in_range")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_translation_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id", "subject_kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_translation_subject_id_subject_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    with op.batch_alter_table("translation") as table:
        table.create_index(table.f("ix_translation_language"), ["language"], unique=False)
        table.create_index(table.f("ix_translation_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "translation_hidden_alias",
        sa.Column("translation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hidden_alias", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["translation_id"],
            ["translation.id"],
            name=op.f("fk_translation_hidden_alias_translation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("translation_id", "hidden_alias", name=op.f("pk_translation_hidden_alias")),
    )
    with op.batch_alter_table("dataset") as table:
        table.add_column(sa.Column("language", sa.String(length=35), nullable=True))
    _allow(NOW)


def downgrade() -> None:
    if not op.get_context().as_sql:
        count = op.get_bind().execute(sa.text("SELECT COUNT(*) FROM record WHERE kind = 'TRANSLATION'")).scalar()
        if count:
            said = f"{count} translations are in the history, which programs of before cannot read: stay at 0019"
            raise DatabaseProblem(said)
    _allow(BEFORE)
    with op.batch_alter_table("dataset") as table:
        table.drop_column("language")
    op.drop_table("translation_hidden_alias")
    with op.batch_alter_table("translation") as table:
        table.drop_index(table.f("ix_translation_subject_id"))
        table.drop_index(table.f("ix_translation_language"))
    op.drop_table("translation")
