"""`make migration` writes what leads from the newest migration to the tables of the model, with check constraints."""

from pathlib import Path

from sqlalchemy import CheckConstraint, Column, Integer

from db.base import Base
from db.generating import generate


def written(tmp_path: Path) -> str:
    return generate("what changes", tmp_path).read_text()


def test_nothing_changes_where_the_tables_are_those_of_the_model(tmp_path: Path) -> None:
    assert written(tmp_path).count("    pass\n") == 2


def test_a_column_and_a_check_are_added(tmp_path: Path) -> None:
    table = Base.metadata.tables["role"]
    extra = Column("desks", Integer)
    check = CheckConstraint("desks >= 1", name="desks_in_range")
    table.append_column(extra)
    table.append_constraint(check)
    try:
        text = written(tmp_path)
    finally:
        table.constraints.discard(check)
        table._columns.remove(extra)
    up, down = text.split("def downgrade")
    assert "sa.Column('desks', sa.Integer(), nullable=True)" in up
    assert "create_check_constraint(batch_op.f('ck_role_desks_in_range'), 'desks >= 1')" in up
    assert "drop_column('desks')" in down
    assert "drop_constraint(batch_op.f('ck_role_desks_in_range'), type_='check')" in down
