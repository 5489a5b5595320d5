"""What happens to a server is in its log, in either format, with the process that says so."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from db.access import create_key
from db.store import Store
from seeds.loading import load
from tests.api.test_operating import metric
from tests.conftest import new_store
from tests.servers import serving, until

Write = Callable[..., Path]


def cook(name: str) -> str:
    return f"citations: [test-source]\nroles: [{{slug: cook, name: {name}}}]\n"


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_life_of_a_server_is_told(tmp_path: Path, write: Write, form: str) -> None:
    address = f"sqlite:///{tmp_path / 'kb.db'}"
    with new_store(address) as store:
        load(store, [write(cook("Cook"))], "anna")
        first = store.newest()
        with serving(address, LOG_FORMAT=form, POLL_SECONDS="0.05") as server:
            server.wait_until_prepared()
            load(store, [write(cook("Chef"))], "anna")
            until(lambda: f"serving revision {store.newest()}" in server.log())
            until(lambda: "revision 2 is prepared" in server.log())
            create_key(store.engine, "anna", "A site", "rg_x", None, None)
            until(lambda: "1 keys and 0 trusted documents are in force" in server.log())
            assert metric(server, "rolegraph_revision_digest") == int(store.newest().digest[:12], 16)
            assert metric(server, "rolegraph_revision_prepared") == 1
            assert 0 <= metric(server, "rolegraph_revision_age_seconds") < 3600
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(30)
            log = server.log()
            pid = server.process.pid
    assert f"serving revision {first} with 3 records" in log, "the dataset, its source and the role"
    assert "told to stop, and no request is under way any more" in log
    events = [line for line in log.splitlines() if "rolegraph." in line]
    assert len(events) >= 5
    if form == "json":
        assert {json.loads(line)["pid"] for line in events} == {pid}
    else:
        assert all(f"pid={pid}" in line for line in events)


def test_nothing_is_told_of_a_server_to_which_nothing_happens(sqlite_store: Store) -> None:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), POLL_SECONDS="0.05") as server:
        server.wait_until_prepared()
        for _ in range(3):
            server.ask("{ roles { totalCount } }")
        events = [line for line in server.log().splitlines() if "rolegraph." in line]
    assert len(events) <= 2, events
