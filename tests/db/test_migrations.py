"""The migrations make exactly the tables that the models describe, and take them away again."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from db.base import Base
from db.engine import MIGRATIONS, check_migrated, check_readable, migrate, newest_migration, open_engine
from db.errors import DatabaseProblem
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.loading import load
from tests.databases import older_dataset


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


def test_what_is_there_stays_through_migrations_down_and_up(empty: Engine, tmp_path: Path) -> None:
    """On SQLite, tables that others refer to are made anew."""
    (tmp_path / "groups.yaml").write_text(GROUPS)
    migrate(empty)
    with older_dataset() as folder:
        load(Store(empty), [folder], "anna")
    load(Store(empty), [tmp_path / "groups.yaml"], "anna")
    before = held(empty)
    migrate(empty, "0001")
    with empty.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM role_group_member")).scalar_one() == 1
    migrate(empty)
    assert held(empty) == before
    assert list(Store(empty).differences()) == []
    nobody = text("INSERT INTO role_group_member (role_id, group_id, position) VALUES (1, 999999, 0)")
    with pytest.raises(IntegrityError), empty.begin() as connection:  # foreign keys hold again
        connection.execute(nobody)


def test_migrations_of_sqlite_that_would_empty_tables_are_refused(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(DatabaseProblem, match=r"run in `db\.engine\.migrating`"):
            command.upgrade(config, "head")
    engine.dispose()


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
    for check, message in (
        (check_migrated, r"is at migration 9999, which is newer than this program's \d+: use the newer rolegraph that"),
        (
            check_readable,
            r"is at migration 9999, this program reads up to \d+: use the newer rolegraph that migrated it",
        ),
        (migrate, r"is at migration 9999, which is newer than this program's \d+: nothing is to be done, or use the"),
    ):
        with pytest.raises(DatabaseProblem, match=message):
            check(store.engine)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    with pytest.raises(DatabaseProblem, match=r"is at migration 0003, this program needs \d+: run `rolegraph migrate`"):
        check_migrated(store.engine)
    with pytest.raises(
        DatabaseProblem, match=r"is at migration 0003, this program reads \d+ and later: run `rolegraph"
    ):
        check_readable(store.engine)


def test_suppressed_figures_come_and_go_without_touching_what_is_there(older: Store) -> None:
    """On a database with fields of study, which hang on the rows of the table that changes."""
    with older.reading() as reader:
        before = reader.current_records()
    migrate(older.engine, "0002")
    columns = {each["name"] for each in inspect(older.engine).get_columns("role_qualification")}
    assert "share" in columns
    assert "suppressed" not in columns
    migrate(older.engine)
    with older.reading() as reader:
        assert reader.current_records() == before
    links = before[Key(Kind.ROLE, "ai-engineer")]["qualifications"]
    assert any(link.get("fields") for link in links)
    assert not any("suppressed" in link for link in links)


def test_descriptors_stay_where_they_are_known(empty: Engine, tmp_path: Path) -> None:
    """Programs of before know no such kind; a database without descriptors goes back and forth."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("dataset: {slug: work, title: Work}\n")
    migrate(empty)
    migrate(empty, "0013")
    assert "descriptor" not in inspect(empty).get_table_names()
    migrate(empty)
    (folder / "all.yaml").write_text(
        "descriptors: [{slug: heat, name: Heat, domain: WORK_CONTEXT, basis: INFERRED}]\n"
        "roles: [{slug: baker, name: Baker, basis: INFERRED,\n"
        "  descriptors: [{descriptor: heat, value: 4.5, shares: [0.5, 0.5]}]}]\n"
    )
    load(Store(empty), [folder], "anna")
    with pytest.raises(DatabaseProblem, match="there are descriptors, which programs of before do not know"):
        migrate(empty, "0013")
    assert list(Store(empty).differences()) == []
    with empty.connect() as connection:
        shares = connection.execute(text("SELECT share FROM role_descriptor_share ORDER BY position"))
        assert shares.scalars().all() == [0.5, 0.5]


def test_learning_resources_stay_where_they_are_known(empty: Engine, tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: work, title: Work}\n")
    migrate(empty)
    migrate(empty, "0019")
    assert "learning_resource" not in inspect(empty).get_table_names()
    migrate(empty)
    (tmp_path / "all.yaml").write_text(
        "learning_resources: [{slug: ovens, name: Ovens, resource_kind: BOOK, basis: INFERRED}]\n"
    )
    load(Store(empty), [tmp_path], "anna")
    with pytest.raises(DatabaseProblem, match="1 learning resources are in the history, which programs of before"):
        migrate(empty, "0019")
    assert list(Store(empty).differences()) == []
