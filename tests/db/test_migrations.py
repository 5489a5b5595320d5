"""The migrations make exactly the tables that the models describe, and take them away again."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from db.base import Base
from db.engine import MIGRATIONS, DatabaseProblem, check_migrated, migrate, newest_migration, open_engine
from db.store import Store
from seeds.loading import load
from tests.conftest import DATASET


@pytest.fixture
def empty(database_url: str) -> Any:
    engine = open_engine(database_url, create=True)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_newest_migration_is_alembics_head() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [newest_migration()]


def test_up_down_and_up_again(empty: Engine) -> None:
    migrate(empty)
    assert tables(empty) == set(Base.metadata.tables)
    migrate(empty, "base")
    assert tables(empty) == set()
    migrate(empty)
    assert tables(empty) == set(Base.metadata.tables)


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    migrate(empty)
    migrate(empty)
    check_migrated(empty)


def test_tables_columns_keys_and_indexes_are_those_of_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_check_constraints_are_those_of_the_models(store: Store) -> None:
    """Alembic does not compare these, so their names and, for choices, their values are compared here."""
    found = inspect(store.engine)
    for table in Base.metadata.tables.values():
        wanted = {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
        actual = {each["name"]: each["sqltext"] for each in found.get_check_constraints(table.name)}
        assert set(actual) == wanted, table.name
        text = str(CreateTable(table).compile(store.engine))
        for name, condition in actual.items():
            for value in (part for part in condition.split("'")[1::2] if part):
                assert f"'{value}'" in text.split(str(name), 1)[1], (table.name, name, value)
        for column in table.columns:
            for value in getattr(column.type, "enums", ()):
                assert any(f"'{value}'" in condition for condition in actual.values()), (column, value)


def test_deferrable_foreign_keys_are_those_of_the_models(store: Store) -> None:
    found = inspect(store.engine)
    for table in Base.metadata.tables.values():
        wanted = {(tuple(key.column_keys), bool(key.deferrable), key.ondelete) for key in table.foreign_key_constraints}
        actual = {
            (
                tuple(key["constrained_columns"]),
                bool(key["options"].get("deferrable", False)),
                key["options"].get("ondelete"),
            )
            for key in found.get_foreign_keys(table.name)
        }
        assert actual == wanted, table.name


GROUPS = """\
dataset: {slug: test, title: A test}
basis: INFERRED
role_groups:
  - {slug: a, name: A, scheme: ISCO, code: "1"}
  - {slug: b, name: B, scheme: ISCO, code: "12", broader: a}
roles: [{slug: smith, name: Smith, groups: [b]}]
"""


def test_what_was_loaded_before_a_migration_is_there_after_it(empty: Engine, tmp_path: Path) -> None:
    """On SQLite, tables that others refer to are made anew."""
    (tmp_path / "groups.yaml").write_text(GROUPS)
    migrate(empty, "0002")
    load(Store(empty), [DATASET], "anna")
    load(Store(empty), [tmp_path / "groups.yaml"], "anna")
    before = held(empty)
    migrate(empty)
    assert held(empty) == before
    assert list(Store(empty).differences()) == []
    nobody = text("INSERT INTO role_group_member (role_id, group_id, position) VALUES (1, 999999, 0)")
    with pytest.raises(IntegrityError), empty.begin() as connection:  # foreign keys hold again
        connection.execute(nobody)


def held(engine: Engine) -> dict[str, list[str]]:
    """All rows of all tables of the model."""
    with engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


def test_a_database_without_tables_says_what_to_do(empty: Engine) -> None:
    with empty.connect():
        pass
    with pytest.raises(DatabaseProblem, match="has no tables yet: run `rolegraph migrate` first"):
        check_migrated(empty)


def test_a_database_of_another_version_says_what_to_do(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseProblem, match=r"is at migration 9999, this program needs \w+: run `rolegraph migrate`"):
        check_migrated(store.engine)
