"""`rolegraph doctor` finds what is wrong, and nothing where nothing is; `rolegraph audit` tells who did what."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app
from api.memory import available_bytes, needed_bytes
from api.settings import Settings
from db.access import add_documents, create_key, revoke_key
from db.engine import migrate, migration_before
from db.store import Store
from seeds.loading import load
from tests.conftest import DATASET

Found = dict[str, tuple[str, str]]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith("ROLEGRAPH_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", database_url)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "300"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def doctor() -> tuple[int, Found]:
    code, stdout, _ = run("doctor", "--format", "json")
    return code, {each["about"]: (each["state"], each["said"]) for each in json.loads(stdout)}


def test_nothing_is_wrong_with_a_database_that_is_whole(loaded: Store) -> None:
    code, found = doctor()
    assert (code, [each for each, (state, _) in found.items() if state == "wrong"]) == (0, [])
    assert found["history"] == ("ok", f"up to revision {loaded.newest()}, all digests are right")
    assert found["memory"][1].startswith("392 records in 1 process take about ")
    assert set(found) >= {"settings", "database", "migrations", "disk", "clock", "rates", "proxies", "files", "page"}
    code, stdout, stderr = run("doctor")
    assert (code, stderr) == (0, "")
    assert len(stdout.splitlines()) == len(found)


def test_what_is_wrong_ends_with_1_and_says_what_to_do(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_WOKERS", "4")
    monkeypatch.setenv("ROLEGRAPH_TRUSTED_PROXIES", "0.0.0.0/0")
    monkeypatch.setenv("ROLEGRAPH_RATE_STORAGE", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("ROLEGRAPH_WORKERS", "64")
    monkeypatch.setenv("ROLEGRAPH_RESPONSE_CACHE_BYTES", str(2**40))
    with loaded.engine.begin() as connection:
        connection.execute(text("UPDATE revision SET author = 'nobody'"))
    code, found = doctor()
    assert code == 1
    wrong = {about: said for about, (state, said) in found.items() if state == "wrong"}
    assert set(wrong) == {"settings", "history", "proxies", "rates", "memory"}
    assert wrong["settings"] == ("there is no setting ROLEGRAPH_WOKERS, it is ignored: did you mean ROLEGRAPH_WORKERS?")
    assert wrong["history"] == "revisions 1 are not what was written: run `rolegraph verify`"
    assert wrong["rates"].startswith("the storage of rates does not answer, nobody is limited: ")


def test_a_revision_of_the_future_tells_that_a_clock_is_wrong(loaded: Store) -> None:
    with loaded.engine.begin() as connection:
        connection.execute(text("UPDATE revision SET committed_at = '2199-01-01 00:00:00.000000'"))
    assert doctor()[1]["clock"][1].startswith("the newest revision is from the future")


def test_tables_of_the_step_before_are_a_note_and_no_tables_are_wrong(store: Store) -> None:
    migrate(store.engine, migration_before())
    code, found = doctor()
    assert code == 0
    assert found["migrations"] == (
        "note",
        f"{migration_before()}: run `rolegraph migrate`; until then it is read only",
    )
    assert found["history"][0] == "note"
    migrate(store.engine, "base")
    code, found = doctor()
    assert code == 1
    assert "has no tables yet: run `rolegraph migrate` first" in found["database"][1]
    assert "rates" in found, "and the rest is looked at all the same"


def test_a_database_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", "postgresql://anna:s3cret@127.0.0.1:1/x")
    code, stdout, _ = run("doctor")
    assert code == 1
    assert "wrong database" in " ".join(stdout.split())
    assert "s3cret" not in stdout


def test_the_audit_tells_who_loaded_what_and_who_made_and_revoked_keys(store: Store) -> None:
    load(store, [DATASET], "zoë")
    create_key(store.engine, "anna", "Site", "rg_one", None, None)
    revoke_key(store.engine, "bert", "Site")
    add_documents(store.engine, "carl", ["{ roles { totalCount } }"])
    add_documents(store.engine, "dora", ["{ roles { totalCount } }"])  # it was there already
    code, stdout, _ = run("audit", "--format", "json")
    assert code == 0
    found = [json.loads(line) for line in stdout.splitlines()]
    assert [(each["author"], each["action"], each["subject"].split(":")[0]) for each in found] == [
        ("zoë", "LOADED", "revision 1"),
        ("anna", "KEY_CREATED", "Site"),
        ("bert", "KEY_REVOKED", "Site"),
        ("carl", "DOCUMENTS_ADDED", "sha256"),
    ]
    code, stdout, _ = run("audit")
    assert code == 0
    assert [who for who in ("zoë", "anna", "bert", "carl", "dora") if who in stdout] == ["zoë", "anna", "bert", "carl"]


def test_keys_that_are_older_than_the_audit_have_no_known_author(store: Store) -> None:
    create_key(store.engine, "anna", "Site", "rg_one", None, None)
    revoke_key(store.engine, "bert", "Site")
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_event"))
    _, stdout, _ = run("audit", "--format", "json")
    assert [(json.loads(line)["author"], json.loads(line)["action"]) for line in stdout.splitlines()] == [
        ("unknown", "KEY_CREATED"),
        ("unknown", "KEY_REVOKED"),
    ]


def test_memory_is_that_of_the_machine_or_of_the_container_if_it_has_less(tmp_path: Path) -> None:
    meminfo, cgroup = tmp_path / "meminfo", tmp_path / "cgroup"
    assert available_bytes(meminfo, cgroup) is None
    meminfo.write_text("MemTotal: 9000 kB\nMemAvailable: 4000 kB\n")
    assert available_bytes(meminfo, cgroup) == 4000 * 1024
    cgroup.mkdir()
    (cgroup / "memory.max").write_text("max\n")
    (cgroup / "memory.current").write_text("1000\n")
    assert available_bytes(meminfo, cgroup) == 4000 * 1024
    (cgroup / "memory.max").write_text("3000\n")
    assert available_bytes(meminfo, cgroup) == 2000


def test_more_workers_and_records_take_more() -> None:
    one, two = (needed_bytes(1000, Settings(workers=workers)) for workers in (1, 2))
    assert two > 2 * one
    assert needed_bytes(2000, Settings()) - one == 12_900
