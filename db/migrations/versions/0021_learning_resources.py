"""Learning resources

Tables are added, and the kind of records that may be stored. A program of before reads on until a learning resource is
loaded.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NEW = "LEARNING_RESOURCE"
BEFORE = (
    "'DATASET', 'SOURCE', 'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', "
    "'DESCRIPTOR', 'ROLE_GROUP', 'COMMON_GROUND', 'HIRING_NEED', 'HIRING_CHANNEL', 'OUTLOOK', 'EXAMPLE', "
    "'CONCEPT_MAPPING', 'IDENTIFIER_SCHEME', 'ROLE_EXTENSION', 'SKILL_EXTENSION', 'TOOL_EXTENSION', "
    "'APPLICATION_EXTENSION', 'RESPONSIBILITY_EXTENSION', 'QUALIFICATION_EXTENSION', 'ROLE_GROUP_EXTENSION', "
    "'TRANSLATION', 'MEASURE', 'MARKET', 'OBSERVATION'"
)
TRANSLATABLE = (
    "'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP', 'DESCRIPTOR', "
    "'COMMON_GROUND', 'HIRING_NEED', 'HIRING_CHANNEL', 'OUTLOOK', 'EXAMPLE', 'MEASURE', 'MARKET'"
)
CHECKS = {
    "entity": (("kind", "kind", BEFORE),),
    "concept_mapping": (("subject_kind", "subject_kind", BEFORE),),
    "record": (("kind", "kind", BEFORE),),
    "observation": (("subject_kind", "subject_kind", BEFORE),),
    "translation": (
        ("subject_kind", "subject_kind", BEFORE),
        ("subject_kind_in_range", "subject_kind", TRANSLATABLE),
    ),
}
COUNT = "SELECT COUNT(*) FROM record WHERE kind = 'LEARNING_RESOURCE'"


def _allow(*more: str) -> None:
    """Say which kinds of records there are, wherever that is checked: those of before, and these."""
    for table, checks in CHECKS.items():
        with op.batch_alter_table(table) as batch_op:
            for name, column, kinds in checks:
                every = ", ".join((kinds, *map(repr, more)))
                if kinds is BEFORE:  # in the order of the vocabulary
                    every = BEFORE.replace("'CONCEPT_MAPPING'", ", ".join((*map(repr, more), "'CONCEPT_MAPPING'")))
                batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
                batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{column} IN ({every})")


def upgrade() -> None:
    op.create_table(
        "learning_resource",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("resource_kind", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("provider", sa.String(length=500), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("cost", sa.String(length=32), nullable=True),
        sa.Column("price", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("minimum_hours", sa.Double(), nullable=True),
        sa.Column("maximum_hours", sa.Double(), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("licence", sa.String(length=500), nullable=True),
        sa.CheckConstraint("kind = 'LEARNING_RESOURCE'", name=op.f("ck_learning_resource_kind")),
        sa.CheckConstraint(
            "resource_kind IN ('COURSE', 'BOOK', 'TUTORIAL', 'EXERCISE', 'CERTIFICATION', 'DOCUMENTATION')",
            name=op.f("ck_learning_resource_resourcekind"),
        ),
        sa.CheckConstraint("cost IN ('FREE', 'PAID')", name=op.f("ck_learning_resource_resourcecost")),
        sa.CheckConstraint(
            "level IN ('BEGINNER', 'INTERMEDIATE', 'ADVANCED')", name=op.f("ck_learning_resource_learninglevel")
        ),
        sa.CheckConstraint(
            "price IS NULL OR cost = 'PAID'", name=op.f("ck_learning_resource_only_what_is_paid_has_a_price")
        ),
        sa.CheckConstraint(
            "(price IS NULL) = (currency IS NULL)", name=op.f("ck_learning_resource_prices_have_currencies")
        ),
        sa.CheckConstraint(
            "(minimum_hours IS NULL) = (maximum_hours IS NULL)", name=op.f("ck_learning_resource_hours_are_a_range")
        ),
        sa.CheckConstraint(
            "minimum_hours <= maximum_hours", name=op.f("ck_learning_resource_minimum_hours_below_maximum")
        ),
        sa.CheckConstraint("price >= 0", name=op.f("ck_learning_resource_price_in_range")),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_learning_resource_currency_in_range")
        ),
        sa.CheckConstraint("minimum_hours >= 0", name=op.f("ck_learning_resource_minimum_hours_in_range")),
        sa.CheckConstraint("maximum_hours >= 0", name=op.f("ck_learning_resource_maximum_hours_in_range")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_learning_resource_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_resource")),
    )
    with op.batch_alter_table("learning_resource") as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_resource_provider"), ["provider"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_resource_resource_kind"), ["resource_kind"], unique=False)
    for what in ("skill", "tool"):
        _teaches(what)
    op.create_table(
        "learning_resource_required_skill",
        sa.Column("learning_resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("required_skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["learning_resource_id"],
            ["learning_resource.id"],
            name=op.f("fk_learning_resource_required_skill_learning_resource_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["required_skill_id"], ["skill.id"], name=op.f("fk_learning_resource_required_skill_required_skill_id")
        ),
        sa.PrimaryKeyConstraint(
            "learning_resource_id", "required_skill_id", name=op.f("pk_learning_resource_required_skill")
        ),
    )
    with op.batch_alter_table("learning_resource_required_skill") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_resource_required_skill_required_skill_id"), ["required_skill_id"], unique=False
        )
    op.create_table(
        "resource_prerequisite",
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prerequisite_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("prerequisite_id <> resource_id", name=op.f("ck_resource_prerequisite_not_before_itself")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_resource_prerequisite_evidence_id")),
        sa.ForeignKeyConstraint(
            ["prerequisite_id"], ["learning_resource.id"], name=op.f("fk_resource_prerequisite_prerequisite_id")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["learning_resource.id"],
            name=op.f("fk_resource_prerequisite_resource_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resource_id", "prerequisite_id", name=op.f("pk_resource_prerequisite")),
    )
    with op.batch_alter_table("resource_prerequisite") as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_prerequisite_prerequisite_id"), ["prerequisite_id"], unique=False)
    _allow(NEW)


def _teaches(what: str) -> None:
    table, end = f"resource_{what}", f"{what}_id"
    op.create_table(
        table,
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(end, sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("covers", sa.Text(), nullable=True),
        sa.Column("level", sa.Double(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level >= 0 AND level <= 1", name=op.f(f"ck_{table}_level_in_range")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f(f"fk_{table}_evidence_id")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["learning_resource.id"], name=op.f(f"fk_{table}_resource_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint([end], [f"{what}.id"], name=op.f(f"fk_{table}_{end}")),
        sa.PrimaryKeyConstraint("resource_id", end, name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{end}"), [end], unique=False)


def downgrade() -> None:
    if not op.get_context().as_sql:
        count = op.get_bind().execute(sa.text(COUNT)).scalar()
        if count:
            said = f"{count} learning resources are in the history, which programs of before cannot read: stay at 0020"
            raise DatabaseProblem(said)
    _allow()
    for table in ("resource_prerequisite", "learning_resource_required_skill", "resource_tool", "resource_skill"):
        op.drop_table(table)
    op.drop_table("learning_resource")
