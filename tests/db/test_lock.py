"""One load at a time: the second is told who it waits for, and readers wait for nobody."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from db import lock
from db.errors import DatabaseProblem
from db.snapshots import newest_snapshot
from db.store import Store
from db.waiting import Waiting
from seeds.loading import load
from tests.conftest import new_loaded
from tests.databases import opened
from tests.servers import Server, serving, until

Write = Callable[..., Path]
Impatient = Callable[[Store], AbstractContextManager[Store]]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Impatient:
    """The same database, for somebody who does not wait long."""
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.3)
    return lambda store: opened(store.engine.url.render_as_string(hide_password=False), Waiting(lock=0.3))


def test_who_waits_too_long_is_told_for_whom(loaded: Store, impatient: Impatient, write: Write) -> None:
    path = write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n").parent
    who = r"another load is writing to .* \(.*bert, process \d+ on .*, since .* UTC\): try again when it is done"
    with impatient(loaded) as waiting, loaded.writing("bert"), pytest.raises(DatabaseProblem, match=who):
        load(waiting, [path], "anna")
    assert load(loaded, [path], "anna").revision is not None


def test_who_loads_into_another_database_of_the_server_is_not_meant(
    loaded: Store, impatient: Impatient, write: Write, tmp_path_factory: pytest.TempPathFactory, request: Any
) -> None:
    path = write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n").parent
    kind = loaded.engine.dialect.name
    with (
        new_loaded(kind, tmp_path_factory.mktemp("other"), request) as other,
        other.writing("carla"),
        loaded.writing("bert"),
    ):
        for store, who in ((loaded, "bert"), (other, "carla")):
            with impatient(store) as waiting, pytest.raises(DatabaseProblem, match=rf"\(.*{who}, process"):
                load(waiting, [path], "anna")


def test_readers_do_not_wait_for_a_load_and_see_nothing_of_it(loaded: Store, database_url: str) -> None:
    with loaded.writing("bert") as writer:
        records = {key: {**record, "description": "New."} for key, record in writer.records_at().items()}
        kept = {key: record for key, record in records.items() if key.kind == "ROLE"}
        writer.commit(kept, dataset="ai-careers", loaded="x", author="bert")
        assert newest_snapshot(loaded).number == 1
        assert newest_snapshot(loaded).roles["ai-engineer"].description != "New."
        with serving(database_url) as server:
            assert server.ask("{ revision { number } }")["data"]["revision"]["number"] == 1
    assert newest_snapshot(loaded).number == 2


def test_a_server_goes_on_answering_all_through_a_large_load(loaded: Store, database_url: str, tmp_path: Path) -> None:
    lines = "".join(
        f'{{"kind": "SKILL", "dataset": "large", "slug": "large/{n}", "name": "Skill {n}", "skill_kind": "SKILL", '
        f'"basis": "INFERRED"}}\n'
        for n in range(8000)
    )
    path = tmp_path / "large.jsonl"
    path.write_text('{"kind": "DATASET", "slug": "large", "title": "Large"}\n' + lines)
    with serving(database_url) as server:
        seen: list[int] = []
        done = threading.Event()
        thread = threading.Thread(target=_ask_on, args=(server, seen, done))
        thread.start()
        try:
            load(loaded, [path], "anna")
            until(lambda: 96 + 8000 in seen)
        finally:
            done.set()
            thread.join()
    assert set(seen) == {96, 96 + 8000}


def _ask_on(server: Server, seen: list[int], done: threading.Event) -> None:
    while not done.is_set():
        seen.append(server.ask("{ skills(first: 0) { totalCount } }")["data"]["skills"]["totalCount"])


@pytest.mark.parametrize("author", ["x" * 501, "an\0na"])
def test_an_author_whose_name_the_history_cannot_keep_is_refused_on_either_database(store: Store, author: str) -> None:
    with (
        pytest.raises(DatabaseProblem, match="the name of an author has at most 500 characters"),
        store.writing(author),
    ):
        pytest.fail("the transaction began")
    assert store.newest_revision() == 0
