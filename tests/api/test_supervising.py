"""Several workers: whoever ends is followed by another, who is slow to start is left alone, and the log tells it."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from db.engine import open_engine
from seeds.loading import load
from tests.api.test_operating import metric
from tests.conftest import new_store
from tests.servers import FRESH, Server, rolegraph, serving, until
from tests.stopping import stopped

Write = Callable[..., Path]


def workers(server: Server) -> set[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return {int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def serving_workers(server: Server) -> set[int]:
    """Those that the log says are ready."""
    return {int(pid) for pid in re.findall(r"worker (\d+) serves", server.log())} & workers(server)


def cook(name: str) -> str:
    return f"citations: [test-source]\nroles: [{{slug: cook, name: {name}}}]\n"


@pytest.fixture
def address(tmp_path: Path, write: Write) -> str:
    address = f"sqlite:///{tmp_path / 'kb.db'}"
    with new_store(address) as store:
        load(store, [write(cook("Cook"))], "anna")
    return address


# All are FRESH: prometheus-client looks at the environment when it is imported.
def test_who_is_killed_or_hangs_is_followed_by_another_and_the_log_says_why(address: str) -> None:
    with serving(address, FRESH, WORKERS="2", WORKER_SECONDS="1") as server:
        until(lambda: len(serving_workers(server)) == 2)
        first, second = sorted(workers(server))
        assert {f"worker {pid} started" in server.log() for pid in (first, second)} == {True}
        os.kill(first, signal.SIGKILL)
        until(lambda: f"worker {first} ended: SIGKILL" in server.log())
        until(lambda: len(serving_workers(server)) == 2)
        assert first not in workers(server)
        assert second in workers(server), "nobody else is touched"
        with stopped([second]):
            until(lambda: f"worker {second} said nothing for long and was killed" in server.log())
        until(lambda: len(serving_workers(server)) == 2)
        assert not workers(server) & {first, second}
        assert metric(server, 'rolegraph_worker_deaths_total{reason="SIGKILL"}') == 1
        assert metric(server, 'rolegraph_worker_deaths_total{reason="silence"}') == 1
        assert metric(server, "rolegraph_worker_starts_total") == 4
        gone = workers(server)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
        assert "all workers have ended" in server.log()
        assert not any(Path(f"/proc/{pid}").exists() for pid in gone)


def follower(server: Server) -> int:
    """Who is started after a worker was killed."""
    until(lambda: len(serving_workers(server)) == 2)
    known = workers(server)
    os.kill(min(known), signal.SIGKILL)
    until(lambda: workers(server) - known)
    return min(workers(server) - known)


def caught_while_starting(server: Server) -> int:
    """A worker that is stopped before it serves: who was quicker than its being seen is followed by another."""
    while True:
        late = follower(server)
        os.kill(late, signal.SIGSTOP)
        if late not in serving_workers(server):
            return late
        os.kill(late, signal.SIGCONT)


def test_who_is_slow_to_start_is_left_alone(address: str) -> None:
    with serving(address, FRESH, WORKERS="2", WORKER_SECONDS="0.5") as server:
        with stopped([late := caught_while_starting(server)]):
            time.sleep(1.5)  # three times as long as a worker that serves may say nothing
        until(lambda: late in serving_workers(server))
        assert f"worker {late} said nothing" not in server.log()


def test_what_a_dead_worker_told_of_itself_is_no_longer_so(address: str, write: Write) -> None:
    with serving(address, FRESH, WORKERS="2", POLL_SECONDS="0.05") as server:
        until(lambda: len(serving_workers(server)) == 2)
        victim = min(workers(server))
        with new_store(address) as store, stopped([victim]):
            load(store, [write(cook("Chef"))], "anna")
            os.kill(victim, signal.SIGKILL)
        until(lambda: metric(server, "rolegraph_revision") == 2)


def test_workers_end_when_their_supervisor_is_gone(address: str) -> None:
    with serving(address, FRESH, WORKERS="2") as server:
        until(lambda: len(serving_workers(server)) == 2)
        orphans = workers(server)
        server.process.kill()
        server.process.wait(10)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans))
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.url}/healthz")


def test_a_server_none_of_whose_workers_can_start_gives_up(address: str) -> None:
    engine = open_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE trusted_document RENAME COLUMN body TO other")
    engine.dispose()
    done = rolegraph("serve", DATABASE_URL=address, WORKERS="1", PORT="0")
    assert done.returncode == 1
    assert "the database failed" in done.stderr
    done = rolegraph("serve", DATABASE_URL=address, WORKERS="2", PORT="0")
    assert done.returncode == 1
    assert "cannot start: " in done.stderr
    assert re.search(r"worker \d+ ended: exit code 1, .* another one is started in 1 seconds", done.stderr)
    assert "no worker could start: giving up" in done.stderr
    assert "Traceback" not in done.stderr
