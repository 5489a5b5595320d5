"""A revision keeps why it was made, wherever revisions are told, and its digest stands for that, too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from db.chain import recomputed
from db.engine import migrate
from db.errors import DatabaseProblem
from db.store import Store
from db.trail import events
from knowledge.model.declaring import TEXT_LENGTH
from seeds.loading import load, rollback
from seeds.problems import Refused
from tests.asking_in_process import ask
from tests.servers import rolegraph

Write = Callable[..., Path]
BAKER = "citations: [test-source]\nroles: [{slug: baker, name: Baker}]\n"


def test_messages_of_loads_and_rollbacks_are_kept(store: Store, write: Write) -> None:
    load(store, [write(BAKER)], "anna", message="The first one")
    load(store, [write(BAKER.replace("Baker", "Bread baker"))], "bert")
    rollback(store, 1, "anna", message="Too wordy")
    with store.reading() as reader:
        assert [each.message for each in reader.revisions()] == ["The first one", None, "Too wordy"]
        told = [each.subject for each in events(reader.connection)]
    assert told[0].endswith(": The first one")
    assert told[1] == "revision 2: test from roles.yaml"


def test_clients_are_told_why(store: Store, write: Write) -> None:
    load(store, [write(BAKER)], "anna", message="The first one")
    load(store, [write(BAKER.replace("Baker", "Bread baker"))], "bert")
    (asked,) = ask(store, ("/graphql", "{ a: revision(number: 1) { message } b: revision { message } }"))
    assert asked.json()["data"] == {"a": {"message": "The first one"}, "b": {"message": None}}


def test_a_message_that_was_changed_does_not_have_the_digest(store: Store, write: Write) -> None:
    load(store, [write(BAKER)], "anna", message="The first one")
    with store.reading() as reader:
        assert [stored == made for _, stored, made in recomputed(reader.connection)] == [True]
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE revision_message SET message = 'Another one'"))
    with store.reading() as reader:
        assert [stored == made for _, stored, made in recomputed(reader.connection)] == [False]


@pytest.mark.parametrize("message", ["x" * (TEXT_LENGTH + 1), "nothing\0"])
def test_a_message_that_cannot_be_kept_is_refused_and_nothing_is_written(
    store: Store, write: Write, message: str
) -> None:
    with pytest.raises(Refused, match="a message has at most 20,000 characters"):
        load(store, [write(BAKER)], "anna", message=message)
    assert store.newest_revision() == 0


def test_an_empty_message_is_none(store: Store, write: Write) -> None:
    revision = load(store, [write(BAKER)], "anna", message="").revision
    assert revision is not None
    assert revision.message is None


def test_messages_are_not_lost_to_programs_of_before(store: Store, write: Write) -> None:
    load(store, [write(BAKER)], "anna", message="The first one")
    with pytest.raises(DatabaseProblem, match="revisions have messages"):
        migrate(store.engine, "0013")


def test_the_command_line_keeps_and_shows_them(database_url: str, write: Write) -> None:
    file = write(BAKER)
    rolegraph("migrate", DATABASE_URL=database_url)
    assert "Message" not in rolegraph("revisions", DATABASE_URL=database_url).stdout
    done = rolegraph("load", file, "--message", "See [issue 7]", DATABASE_URL=database_url)
    assert done.returncode == 0, done.stderr
    assert "See [issue 7]" in rolegraph("revisions", DATABASE_URL=database_url).stdout
    assert "See [issue 7]" in rolegraph("audit", DATABASE_URL=database_url).stdout
