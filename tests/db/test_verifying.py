"""`rolegraph verify` says where a database is not what its history says, and nothing of one that is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from db.reader import Reader
from db.store import Store
from db.verifying import differences
from seeds.loading import load, rollback
from tests.conftest import DATASET, new_loaded, new_store
from tests.servers import rolegraph

ROLE = "(SELECT id FROM entity WHERE kind = 'ROLE' AND slug = 'ai-engineer')"
PYTHON = "(SELECT id FROM entity WHERE kind = 'SKILL' AND slug = 'python')"

CHANGED: dict[str, tuple[str, list[str]]] = {
    "a name": (
        "UPDATE entity SET name = 'Magician' WHERE kind = 'ROLE' AND slug = 'ai-engineer'",
        ['role ai-engineer: name: the tables say "Magician", the history "AI engineer"'],
    ),
    "a fact of a link": (
        f"UPDATE role_skill SET level = 0.01 WHERE role_id = {ROLE} AND skill_id = {PYTHON}",
        ["role ai-engineer: skills.1: the tables say"],
    ),
    "a link that is gone": (
        f"DELETE FROM role_skill WHERE role_id = {ROLE} AND skill_id = {PYTHON}",
        ["role ai-engineer: skills: the tables say"],
    ),
    "a count of a revision": (
        "UPDATE revision SET created = created + 1 WHERE number = 1",
        ["revision 1: says 393 created, its records are 392"],
    ),
    "the content of a record": (
        "UPDATE record SET body = (SELECT body FROM record WHERE slug = 'ml-engineer') WHERE slug = 'ai-engineer'",
        [
            "revision 1, role ai-engineer: its content does not have the hash that was written with it",
            "all records: tables and history are not compared before this is mended",
        ],
    ),
    "evidence of another basis": (
        "UPDATE evidence SET basis = 'COMPUTED' WHERE id = (SELECT evidence_id FROM entity WHERE slug = 'ai-engineer')",
        ["table evidence: row"],
    ),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with new_loaded(request.param, tmp_path_factory.mktemp("db"), request) as store:
        yield store


def test_a_database_that_is_whole_has_no_difference(whole: Store) -> None:
    assert list(whole.differences()) == []


@pytest.mark.parametrize(("statement", "wanted"), CHANGED.values(), ids=CHANGED.keys())
def test_what_was_changed_by_hand_is_found(whole: Store, statement: str, wanted: list[str]) -> None:
    with whole.engine.connect() as connection:
        before = connection.begin()
        done = connection.execute(text(statement))
        assert done.rowcount > 0
        found = list(differences(Reader(connection)))
        before.rollback()
    assert [one[: len(other)] for one, other in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted) or statement.startswith("UPDATE evidence"), "and nothing else"
    assert list(whole.differences()) == []


def test_a_restored_backup_is_compared_too(tmp_path: Path) -> None:
    """A copy of the file, as `.backup` makes one; rows that a tool without foreign keys deleted from it are found."""
    address = f"sqlite:///{tmp_path / 'first.db'}"
    with new_store(address) as store:
        load(store, [DATASET], "anna")
        rollback(store, 1, "anna")
    copy = tmp_path / "restored.db"
    shutil.copy(tmp_path / "first.db", copy)
    done = rolegraph("verify", DATABASE_URL=f"sqlite:///{copy}")
    assert (done.returncode, done.stdout) == (
        0,
        "The database is whole: its tables hold what its 1 revision says.\n",
    ), done.stderr
    engine = create_engine(f"sqlite:///{copy}")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM skill WHERE id = (SELECT id FROM entity WHERE slug = 'python')"))
    engine.dispose()
    done = rolegraph("verify", DATABASE_URL=f"sqlite:///{copy}")
    assert done.returncode == 1
    assert "table role_skill: " in done.stdout
    assert " rows refer by skill_id to nothing in skill\n" in done.stdout
    assert "the database is not whole" in done.stderr
