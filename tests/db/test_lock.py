"""One load at a time: the second is told who it waits for, and readers wait for nobody."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db import lock
from db.errors import DatabaseProblem
from db.snapshots import newest_snapshot
from db.store import Store
from seeds.loading import load
from tests.servers import Server, serving

Write = Callable[..., Path]


def test_who_waits_too_long_is_told_for_whom(
    loaded: Store, write: Write, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n").parent
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.3)
    if database_url.startswith("sqlite"):
        with loaded.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 300")
    who = r"another load is writing to .* \(.*bert, process \d+ on .*, since .* UTC\): try again when it is done"
    with loaded.writing("bert"), pytest.raises(DatabaseProblem, match=who):
        load(loaded, [path], "anna")
    assert load(loaded, [path], "anna").revision is not None


def test_readers_do_not_wait_for_a_load_and_see_nothing_of_it(loaded: Store, database_url: str) -> None:
    with loaded.writing("bert") as writer:
        records = {key: {**record, "description": "New."} for key, record in writer.records_at().items()}
        kept = {key: record for key, record in records.items() if key.kind == "ROLE"}
        writer.commit(kept, dataset="ai-careers", loaded="x", author="bert")
        began = time.monotonic()
        assert newest_snapshot(loaded).number == 1
        assert newest_snapshot(loaded).roles["ai-engineer"].description != "New."
        with serving(database_url) as server:
            assert server.ask("{ revision { number } }")["data"]["revision"]["number"] == 1
        assert time.monotonic() - began < lock.WAIT_SECONDS
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
            until = time.monotonic() + 20
            while 96 + 8000 not in seen and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            done.set()
            thread.join()
    assert set(seen) == {96, 96 + 8000}


def _ask_on(server: Server, seen: list[int], done: threading.Event) -> None:
    while not done.is_set():
        seen.append(server.ask("{ skills(first: 0) { totalCount } }")["data"]["skills"]["totalCount"])
