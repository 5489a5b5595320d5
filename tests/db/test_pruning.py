"""A history that was pruned begins later: what is kept is what it was, and what is not is told as that."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app
from db.audit import Action, kept_events
from db.backup import back_up
from db.backup_format import opened
from db.engine import migrate, migration_before
from db.errors import DatabaseProblem
from db.pruning import first_kept, prune
from db.restoring import restore
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import Pruned
from knowledge.model.history import Span
from knowledge.model.record import Record
from knowledge.snapshot.snapshot import Snapshot
from seeds.loading import load, rollback
from tests.asking_in_process import ask
from tests.conftest import new_store

Write = Callable[..., Path]


@pytest.fixture
def old(store: Store, write: Write) -> Store:
    """Four revisions: Cook, which goes on as Chef and Head, beside Baker, which is there from the second on."""
    roles = ("cook, name: Cook", "baker, name: Baker", "cook, name: Chef", "cook, name: Head")
    for role in roles:
        load(store, [write(f"citations: [test-source]\nroles: [{{slug: {role}}}]\n")], "anna")
    return store


def names(snapshot: Snapshot) -> dict[str, str]:
    return {slug: role.name for slug, role in snapshot.roles.items()}


def prune_to(store: Store, keep: int) -> tuple[int, int]:
    with store.writing("anna") as writer:
        return prune(writer.connection, keep)


def told(store: Store, since: int) -> list[tuple[int, str, object]]:
    found = store.changes(Span(since=since, until=4), 10)

    def name(record: Record | None) -> object:
        return record["name"] if record else None

    return [(each.revision, str(name(each.after)), name(each.before)) for each in found if each.key.kind == "ROLE"]


def test_what_is_kept_is_what_it_was_and_what_is_not_is_told(old: Store) -> None:
    before = {number: names(snapshot_at(old, number)) for number in (3, 4)}
    with old.reading() as reader:
        revisions = reader.revisions()
    assert prune_to(old, 2) == (3, 1), "Cook as it was before revision 3"
    assert {number: names(snapshot_at(old, number)) for number in (3, 4)} == before
    assert before[3] == {"cook": "Chef", "baker": "Baker"}
    assert told(old, 3) == [(4, "Head", "Chef")]
    for number in (1, 2):
        with pytest.raises(
            Pruned, match=f"revision {number} held is not kept .* before revision 3 was pruned"
        ) as error:
            snapshot_at(old, number)
        assert error.value.argument == ["number"]
    for since in (0, 2):
        with pytest.raises(Pruned) as error:
            old.changes(Span(since=since, until=4), 10)
        assert error.value.argument == ["since"]
        with pytest.raises(Pruned):
            old.count_changes(Span(since=since, until=4))
    with pytest.raises(Pruned):
        rollback(old, 2, "anna")
    with old.reading() as reader:
        assert reader.revisions() == revisions, "they stay listed, with their digests"
    assert list(old.differences()) == []


def test_nothing_is_pruned_unless_that_is_said_and_pruning_twice_changes_nothing(old: Store) -> None:
    with old.engine.connect() as connection:
        assert first_kept(connection) == 1
    assert prune_to(old, 4) == prune_to(old, 9) == (1, 0)
    assert told(old, 0)[0] == (1, "Cook", None)
    assert prune_to(old, 1) == (4, 2)
    assert prune_to(old, 1) == prune_to(old, 3) == (4, 0)
    with pytest.raises(DatabaseProblem, match="at least the newest revision is kept"):
        prune_to(old, 0)


def test_a_pruned_history_goes_on_and_its_chain_too(old: Store, write: Write) -> None:
    prune_to(old, 1)
    made = load(old, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "anna")
    assert made.revision is not None
    assert made.revision.number == 5
    assert rollback(old, 4, "anna").revision is not None
    assert names(newest_snapshot(old)) == {"cook": "Head", "baker": "Baker"}
    assert list(old.differences()) == []
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE revision SET author = 'nobody' WHERE number = 4"))
    assert "revision 4: its digest is not that of what it did after the revision before it" in old.differences()


def test_a_backup_of_a_pruned_history_begins_where_it_begins(old: Store, tmp_path: Path) -> None:
    prune_to(old, 2)
    back_up(old, tmp_path / "x.backup")
    with opened(tmp_path / "x.backup") as backup, new_store(f"sqlite:///{tmp_path / 'x.db'}") as other:
        assert restore(other, backup, "anna") == old.newest()
        assert list(other.differences()) == []
        assert told(other, 3) == [(4, "Head", "Chef")]
        with pytest.raises(Pruned):
            snapshot_at(other, 2)


def test_the_step_back_is_refused_to_a_program_that_would_take_the_history_for_whole(old: Store) -> None:
    prune_to(old, 2)
    with pytest.raises(DatabaseProblem, match="this history was pruned"):
        migrate(old.engine, migration_before())
    assert names(snapshot_at(old, 3)) == {"cook": "Chef", "baker": "Baker"}


def test_clients_are_told_what_the_oldest_is(old: Store) -> None:
    prune_to(old, 2)
    since, later, pinned, kept = ask(
        old,
        ("/graphql", "{ changes(since: 1) { totalCount } }"),
        ("/graphql", "{ changes(since: 3) { totalCount } }"),
        ("/revisions/2/graphql", "{ revision { number } }"),
        ("/revisions/3/graphql", "{ revision { number } }"),
    )
    (error,) = since.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("HISTORY_PRUNED", ["since"])
    assert error["message"].endswith("The oldest that can be asked for is 3.")
    assert later.json() == {"data": {"changes": {"totalCount": 1}}}
    assert (pinned.status_code, pinned.json()["errors"][0]["extensions"]["code"]) == (410, "HISTORY_PRUNED")
    assert kept.json() == {"data": {"revision": {"number": 3}}}


def test_the_command_says_what_went_and_who_had_it_go(
    old: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", database_url)
    done = CliRunner().invoke(app, ["prune-history", "--keep", "2", "--author", "zoë"])
    assert done.stdout == "The history begins with revision 3; 1 record of before is gone.\n"
    with old.reading() as reader:
        (event,) = kept_events(reader.connection)
    assert (event.author, event.action, event.subject) == ("zoë", Action.PRUNED, "before revision 3: 1 record")
    assert CliRunner().invoke(app, ["prune-history"]).exit_code == 2
    assert CliRunner().invoke(app, ["prune-history", "--keep", "0"]).exit_code == 2
