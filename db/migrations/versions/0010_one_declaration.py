"""What only active records must not share is checked by loads; ranges have one naming, defaults are the tables' too

A retired group keeps its code when another takes it over, and so does a retired mapping what it says. So the tables can
no longer hold these unique; they are searched by index instead.

Revision ID: 0010
Revises: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None

CONCEPTS = "'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP'"
MAPPED = ["subject_kind", "subject_id", "relation", "object_slug"]
DEFAULTS: dict[str, tuple[str, Any, Any]] = {
    "entity": ("status", sa.String(32), sa.text("'ACTIVE'")),
    "tool": ("hot", sa.Boolean(), sa.text("false")),
    "role_qualification": ("suppressed", sa.Boolean(), sa.text("false")),
    "role_tool": ("in_demand", sa.Boolean(), sa.text("false")),
}


def upgrade() -> None:
    for name, (column, kind, default) in DEFAULTS.items():
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=kind, existing_nullable=False, server_default=default)
    with op.batch_alter_table("role_group") as table:
        table.drop_constraint("uq_role_group_scheme_code", type_="unique")
        table.create_index("ix_role_group_scheme_code", ["scheme", "code"])
    with op.batch_alter_table("concept_mapping") as table:
        table.drop_constraint("uq_concept_mapping_subject_id_relation_object_slug", type_="unique")
        table.create_index("ix_concept_mapping_subject_kind_subject_id_relation_object_slug", MAPPED)
        table.drop_constraint(op.f("ck_concept_mapping_subject_is_a_concept"), type_="check")
        table.create_check_constraint(op.f("ck_concept_mapping_subject_kind_in_range"), f"subject_kind IN ({CONCEPTS})")
    with op.batch_alter_table("career_move") as table:
        table.drop_constraint(op.f("ck_career_move_rank_from_one"), type_="check")
        table.create_check_constraint(op.f("ck_career_move_rank_in_range"), "rank >= 1")
    with op.batch_alter_table("pay_range") as table:
        table.drop_constraint(op.f("ck_pay_range_minimum_below_maximum"), type_="check")
        table.drop_constraint(op.f("ck_pay_range_currency_is_iso_4217"), type_="check")
        table.create_check_constraint(op.f("ck_pay_range_minimum_below_maximum"), "minimum <= maximum")
        table.create_check_constraint(op.f("ck_pay_range_minimum_in_range"), "minimum >= 0")
        table.create_check_constraint(op.f("ck_pay_range_maximum_in_range"), "maximum >= 0")
        table.create_check_constraint(
            op.f("ck_pay_range_currency_in_range"), "length(currency) = 3 AND currency = upper(currency)"
        )


def downgrade() -> None:
    for name, (column, kind, _) in DEFAULTS.items():
        with op.batch_alter_table(name) as table:
            table.alter_column(
                column,
                existing_type=kind,
                existing_nullable=False,
                server_default=sa.false() if column == "suppressed" else None,
            )
    with op.batch_alter_table("pay_range") as table:
        for name in ("minimum_below_maximum", "minimum_in_range", "maximum_in_range", "currency_in_range"):
            table.drop_constraint(op.f(f"ck_pay_range_{name}"), type_="check")
        table.create_check_constraint(op.f("ck_pay_range_minimum_below_maximum"), "minimum >= 0 AND minimum <= maximum")
        table.create_check_constraint(
            op.f("ck_pay_range_currency_is_iso_4217"), "length(currency) = 3 AND currency = upper(currency)"
        )
    with op.batch_alter_table("career_move") as table:
        table.drop_constraint(op.f("ck_career_move_rank_in_range"), type_="check")
        table.create_check_constraint(op.f("ck_career_move_rank_from_one"), "rank >= 1")
    with op.batch_alter_table("concept_mapping") as table:
        table.drop_constraint(op.f("ck_concept_mapping_subject_kind_in_range"), type_="check")
        table.create_check_constraint(op.f("ck_concept_mapping_subject_is_a_concept"), f"subject_kind IN ({CONCEPTS})")
        table.drop_index("ix_concept_mapping_subject_kind_subject_id_relation_object_slug")
        table.create_unique_constraint(
            "uq_concept_mapping_subject_id_relation_object_slug", ["subject_id", "relation", "object_slug"]
        )
    with op.batch_alter_table("role_group") as table:
        table.drop_index("ix_role_group_scheme_code")
        table.create_unique_constraint("uq_role_group_scheme_code", ["scheme", "code"])
