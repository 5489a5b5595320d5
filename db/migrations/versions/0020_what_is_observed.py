"""What is observed of roles, groups and skills

Tables are added, and the kinds of records that may be stored: measures, markets, observations. A program of before reads
on until one of them is loaded.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from db.errors import DatabaseProblem

revision = "0020"
down_revision = "0019"
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
    "DESCRIPTOR",
    "ROLE_GROUP",
    "COMMON_GROUND",
    "HIRING_NEED",
    "HIRING_CHANNEL",
    "OUTLOOK",
    "EXAMPLE",
    "CONCEPT_MAPPING",
    "IDENTIFIER_SCHEME",
    "ROLE_EXTENSION",
    "SKILL_EXTENSION",
    "TOOL_EXTENSION",
    "APPLICATION_EXTENSION",
    "RESPONSIBILITY_EXTENSION",
    "QUALIFICATION_EXTENSION",
    "ROLE_GROUP_EXTENSION",
    "TRANSLATION",
)
NEW = ("MEASURE", "MARKET", "OBSERVATION")
KINDS = (*BEFORE, *NEW)
TRANSLATED_BEFORE = (
    "ROLE",
    "SKILL",
    "TOOL",
    "APPLICATION",
    "RESPONSIBILITY",
    "QUALIFICATION",
    "ROLE_GROUP",
    "DESCRIPTOR",
    "COMMON_GROUND",
    "HIRING_NEED",
    "HIRING_CHANNEL",
    "OUTLOOK",
    "EXAMPLE",
)
TRANSLATABLE = (*TRANSLATED_BEFORE, "MEASURE", "MARKET")
STATISTICS = ("VALUE", "MINIMUM", "MAXIMUM", "MEAN", "P10", "P25", "P75", "P90", "RELATIVE_ERROR")
COLUMNS = {"entity": "kind", "concept_mapping": "subject_kind", "record": "kind", "translation": "subject_kind"}


def _allow(kinds: tuple[str, ...], translatable: tuple[str, ...]) -> None:
    """Say which kinds of records there are, wherever that is checked, and which may be translated."""
    for name, column in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_{column}"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_{column}"), f"{column} IN {kinds!r}")
            if name == "translation":
                table.drop_constraint(op.f("ck_translation_subject_kind_in_range"), type_="check")
                table.create_check_constraint(
                    op.f("ck_translation_subject_kind_in_range"), f"subject_kind IN {translatable!r}"
                )


def upgrade() -> None:
    op.create_table(
        "market",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind = 'MARKET'", name=op.f("ck_market_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_market_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["within_id"], ["market.id"], name=op.f("fk_market_within_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market")),
    )
    with op.batch_alter_table("market") as table:
        table.create_index(table.f("ix_market_code"), ["code"], unique=False)

    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "quantity",
            sa.Enum(
                "PAY",
                "EMPLOYMENT",
                "PROJECTED_EMPLOYMENT",
                "EMPLOYMENT_CHANGE",
                "OPENINGS",
                "CONCENTRATION",
                "ENTRY_EDUCATION",
                "EXPOSURE",
                "OTHER",
                name="quantity",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "unit",
            sa.Enum(
                "MONEY",
                "PEOPLE",
                "SHARE",
                "PERCENT",
                "PER_THOUSAND",
                "RATIO",
                "INDEX",
                "CATEGORY",
                name="unit",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column(
            "per",
            sa.Enum(
                "HOUR", "DAY", "MONTH", "YEAR", name="payperiod", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.CheckConstraint("currency IS NULL OR unit = 'MONEY'", name=op.f("ck_measure_only_money_has_a_currency")),
        sa.CheckConstraint("kind = 'MEASURE'", name=op.f("ck_measure_kind")),
        sa.CheckConstraint("per IS NULL OR unit = 'MONEY'", name=op.f("ck_measure_only_money_is_paid")),
        sa.CheckConstraint("minimum <= maximum", name=op.f("ck_measure_minimum_below_maximum")),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_measure_currency_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_measure_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure") as table:
        table.create_index(table.f("ix_measure_quantity"), ["quantity"], unique=False)

    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum(*KINDS, name="subject_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=21), nullable=False),
        sa.Column("measured", sa.String(length=500), nullable=True),
        sa.CheckConstraint("kind = 'OBSERVATION'", name=op.f("ck_observation_kind")),
        sa.CheckConstraint(
            "subject_kind IN ('ROLE', 'ROLE_GROUP', 'SKILL')", name=op.f("ck_observation_subject_kind_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_observation_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_observation_measure_id")),
        sa.ForeignKeyConstraint(
            ["subject_id", "subject_kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_observation_subject_id_subject_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation") as table:
        table.create_index(table.f("ix_observation_measure_id"), ["measure_id"], unique=False)
        table.create_index(table.f("ix_observation_period"), ["period"], unique=False)
        table.create_index(table.f("ix_observation_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "observation_figure",
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("market_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.Column("mean", sa.Double(), nullable=True),
        sa.Column("p10", sa.Double(), nullable=True),
        sa.Column("p25", sa.Double(), nullable=True),
        sa.Column("p75", sa.Double(), nullable=True),
        sa.Column("p90", sa.Double(), nullable=True),
        sa.Column("relative_error", sa.Double(), nullable=True),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=500), nullable=True),
        sa.CheckConstraint("minimum <= maximum", name=op.f("ck_observation_figure_minimum_below_maximum")),
        sa.CheckConstraint("relative_error >= 0", name=op.f("ck_observation_figure_relative_error_in_range")),
        sa.CheckConstraint("sample >= 0", name=op.f("ck_observation_figure_sample_in_range")),
        sa.ForeignKeyConstraint(["market_id"], ["market.id"], name=op.f("fk_observation_figure_market_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"],
            ["observation.id"],
            name=op.f("fk_observation_figure_observation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation_id", "market_id", name=op.f("pk_observation_figure")),
    )
    with op.batch_alter_table("observation_figure") as table:
        table.create_index(table.f("ix_observation_figure_market_id"), ["market_id"], unique=False)

    op.create_table(
        "observation_top_coded",
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("market_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "statistic",
            sa.Enum(*STATISTICS, name="statistic", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id", "market_id"],
            ["observation_figure.observation_id", "observation_figure.market_id"],
            name=op.f("fk_observation_top_coded_observation_id_market_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation_id", "market_id", "statistic", name=op.f("pk_observation_top_coded")),
    )
    op.create_table(
        "observation_unpublished",
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("market_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "statistic",
            sa.Enum(*STATISTICS, name="statistic", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id", "market_id"],
            ["observation_figure.observation_id", "observation_figure.market_id"],
            name=op.f("fk_observation_unpublished_observation_id_market_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation_id", "market_id", "statistic", name=op.f("pk_observation_unpublished")),
    )
    op.create_table(
        "observation_withheld",
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("market_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "statistic",
            sa.Enum(*STATISTICS, name="statistic", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id", "market_id"],
            ["observation_figure.observation_id", "observation_figure.market_id"],
            name=op.f("fk_observation_withheld_observation_id_market_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation_id", "market_id", "statistic", name=op.f("pk_observation_withheld")),
    )
    _allow(KINDS, TRANSLATABLE)


def downgrade() -> None:
    if not op.get_context().as_sql:
        count = op.get_bind().execute(sa.text(f"SELECT COUNT(*) FROM record WHERE kind IN {NEW!r}")).scalar()
        if count:
            said = f"{count} records of measures, markets and observations are in the history: stay at 0020"
            raise DatabaseProblem(said)
    _allow(BEFORE, TRANSLATED_BEFORE)
    op.drop_table("observation_withheld")
    op.drop_table("observation_unpublished")
    op.drop_table("observation_top_coded")
    with op.batch_alter_table("observation_figure") as table:
        table.drop_index(table.f("ix_observation_figure_market_id"))

    op.drop_table("observation_figure")
    with op.batch_alter_table("observation") as table:
        table.drop_index(table.f("ix_observation_subject_id"))
        table.drop_index(table.f("ix_observation_period"))
        table.drop_index(table.f("ix_observation_measure_id"))

    op.drop_table("observation")
    with op.batch_alter_table("measure") as table:
        table.drop_index(table.f("ix_measure_quantity"))

    op.drop_table("measure")
    with op.batch_alter_table("market") as table:
        table.drop_index(table.f("ix_market_code"))

    op.drop_table("market")
