"""Programs and databases of one step apart read each other, so that servers are replaced one after the other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect
from typer.testing import CliRunner

from api.cli import app
from db.access import access_state, create_key, read_access
from db.backup import back_up
from db.backup_format import opened
from db.engine import (
    check_migrated,
    check_readable,
    current_migration,
    migrate,
    migration_after,
    migration_before,
    newest_migration,
    numbers,
)
from db.errors import DatabaseProblem
from db.restoring import restore
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from db.trail import events
from knowledge.model.history import Span
from seeds.loading import load
from tests.asking_in_process import ask
from tests.conftest import new_store

Write = Callable[..., Path]
NEXT = (  # as the next step would be: it adds, and takes nothing away
    "CREATE TABLE something_new (id INTEGER PRIMARY KEY)",
    "ALTER TABLE revision ADD COLUMN something_new INTEGER",
    "ALTER TABLE record ADD COLUMN something_new INTEGER",
    "ALTER TABLE entity ADD COLUMN something_new INTEGER DEFAULT 7 NOT NULL",
    "ALTER TABLE api_key ADD COLUMN something_new INTEGER",
)


def one_before(store: Store) -> str:
    migrate(store.engine, migration_before())
    return migration_before()


def one_after(store: Store) -> str:
    with store.engine.begin() as connection:
        for statement in NEXT:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{migration_after()}'")
    return migration_after()


def test_the_steps_are_those_of_the_files() -> None:
    assert migration_before() < newest_migration() < migration_after()
    assert int(migration_after()) == int(newest_migration()) + 1


@pytest.mark.parametrize("step", [one_before, one_after])
def test_everything_is_read_from_a_database_of_one_step_before_or_after(
    older: Store, write: Write, step: Callable[[Store], str]
) -> None:
    load(older, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "bert")
    create_key(older.engine, "anna", "Site", "rg_one", None, None)
    first, second = snapshot_at(older, 1).identity, newest_snapshot(older).identity
    state = access_state(older.engine)
    found = step(older)
    assert check_readable(older.engine) == found
    assert (snapshot_at(older, 1).identity, newest_snapshot(older).identity) == (first, second)
    assert [each.key.slug for each in older.changes(Span(since=1, until=2), 10)] == ["test", "cook", "test-source"]
    assert older.count_changes(Span(since=1, until=2)) == 3
    assert access_state(older.engine) == state
    assert [key.name for key in read_access(older.engine).keys.values()] == ["Site"]
    with older.reading() as reader:
        assert "cook" in {key.slug for key in reader.records_at()}
        assert [each.subject for each in events(reader.connection)] == [
            "revision 1: ai-careers from ai-careers",
            "revision 2: test from roles.yaml",
            "Site",
        ]
    query = '{ revision { number } role(slug: "cook") { name } changes(since: 1) { totalCount } }'
    (answer,) = ask(older, ("/graphql", query))
    assert answer.json() == {
        "data": {"revision": {"number": 2}, "role": {"name": "Cook"}, "changes": {"totalCount": 3}}
    }


@pytest.mark.parametrize("step", [one_before, one_after])
def test_nothing_is_written_to_a_database_of_another_step(older: Store, step: Callable[[Store], str]) -> None:
    found = step(older)
    said = "newer rolegraph" if step is one_after else "run `rolegraph migrate`"
    with pytest.raises(DatabaseProblem, match=f"is at migration {found}, .*{said}"):
        check_migrated(older.engine)


def test_a_backup_is_made_before_the_upgrade_by_the_new_program_and_not_by_one_that_does_not_know_all(
    older: Store, tmp_path: Path
) -> None:
    create_key(older.engine, "anna", "Site", "rg_one", None, None)
    migrate(older.engine, migration_before())
    assert check_readable(older.engine, newer=False) == migration_before()
    back_up(older, tmp_path / "x.backup")
    with opened(tmp_path / "x.backup") as backup, new_store(f"sqlite:///{tmp_path / 'x.db'}") as other:
        assert backup.manifest.migration == migration_before()
        assert restore(other, backup, "anna") == older.newest()
        assert list(other.differences()) == []
    migrate(older.engine)
    one_after(older)
    with pytest.raises(DatabaseProblem, match="use the newer rolegraph that migrated it"):
        check_readable(older.engine, newer=False)


def test_migrate_says_where_it_is_and_goes_back_where_it_can(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", database_url)

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["migrate", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.exit_code, " ".join(done.output.split())

    newest, before = newest_migration(), migration_before()
    code, said = run("--check")
    assert (code, said.endswith(f"is at migration {newest}, the newest.")) == (0, True)
    code, said = run("--to", before)
    assert (code, said.endswith(f"is at migration {before}; this program's is {newest}.")) == (0, True)
    assert not inspect(store.engine).has_table("audit_event")
    code, said = run("--check")
    assert code == 1
    assert said.endswith(
        f"is at migration {before}, this program at {newest}: servers of this program read it, nothing of it writes; "
        "`rolegraph migrate` brings it there."
    )
    assert current_migration(store.engine) == before, "it is only looked at"
    assert run("--to", "9998") == (1, f"rolegraph: there is no migration 9998; there are {', '.join(numbers())}")
    assert run("--to", "0001")[1].startswith(f"rolegraph: it goes back to {before} at most")
    assert run()[0] == 0
    one_after(store)
    code, said = run()
    assert code == 1
    assert "which is newer than this program's" in said
    code, said = run("--check")
    assert code == 1
    assert said.endswith("it was migrated by a newer rolegraph.")
