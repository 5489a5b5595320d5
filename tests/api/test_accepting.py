"""A server that may open few files serves as many connections as fit, and refuses the others in words."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

import httpx
import pytest

from api.accepting import LEAST
from db.store import Store
from tests.api.test_operating import metric
from tests.servers import READY_SECONDS, Server, serving, until

FILES = 64
WITH_FEW = ("bash", "-c", f"ulimit -n {FILES}; exec {sys.executable} -m api serve")
ASKED = b"GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: here\r\n\r\n"


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


@contextmanager
def connected(server: Server) -> Iterator[socket.socket]:
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=READY_SECONDS) as connection:
        yield connection


def whole(connection: socket.socket) -> bytes:
    """All that comes until the other side ends it. Raises `ConnectionResetError` if it is reset."""
    found = b""
    while read := connection.recv(65_536):
        found += read
    return found


def answered(connection: socket.socket) -> bytes:
    """What comes first."""
    connection.sendall(ASKED)
    return connection.recv(65_536)


class Crowd:
    """Clients that all come at once. Who is answered stays until the end; who is refused reads it and goes."""

    def __init__(self, server: Server, size: int):
        self._server = server
        self._may_go = threading.Event()
        self._all_here = threading.Barrier(size)
        self.served: list[bytes] = []
        self.refused: list[bytes] = []
        self.failed: list[OSError] = []
        self._threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(size)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        until(lambda: len(self.served) + len(self.refused) + len(self.failed) == len(self._threads))
        return self

    def __exit__(self, *_: object) -> None:
        self._may_go.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        try:
            with connected(self._server) as connection:
                self._all_here.wait()
                first = answered(connection)
                if first.startswith(b"HTTP/1.1 200 "):
                    self.served.append(first)
                    self._may_go.wait()
                else:
                    self.refused.append(first + whole(connection))
        except OSError as error:
            self.failed.append(error)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_connections_beyond_the_files_are_answered_with_503_and_none_is_reset(address: str, workers: str) -> None:
    with serving(address, WITH_FEW, WORKERS=workers) as server:
        with Crowd(server, 300) as crowd:
            assert crowd.failed == []
            assert len(crowd.served) >= LEAST
            assert len(crowd.refused) >= 100
            for answer in crowd.refused:
                head, _, body = answer.partition(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 503 ")
                assert b"retry-after: 1" in head
                assert b'"code":"OVERLOADED"' in body
            until(lambda: "connections are open, and no more fit" in server.log())
            assert f"{FILES} files may be open: raise the limit (ulimit -n, LimitNOFILE)" in server.log()
            assert "Traceback" not in server.log()
        until(lambda: httpx.get(f"{server.url}/healthz").status_code == httpx.codes.OK)
        assert server.ask("{ roles { totalCount } }")["data"]["roles"]["totalCount"]
        assert metric(server, 'rolegraph_refusals_total{reason="connections"}') >= len(crowd.refused)


def test_who_says_nothing_holds_up_nobody_for_long(address: str) -> None:
    with serving(address, WITH_FEW) as server, ExitStack() as stack:
        for _ in range(80):
            stack.enter_context(connected(server))
        with connected(server) as last:
            assert answered(last).startswith(b"HTTP/1.1 503 "), "behind all others"


def test_a_question_that_comes_with_a_body_is_refused_with_an_answer_that_can_be_read(address: str) -> None:
    with serving(address, WITH_FEW) as server, ExitStack() as stack:
        for _ in range(FILES):
            answered(stack.enter_context(connected(server)))
        for _ in range(20):
            refused = httpx.post(f"{server.url}/graphql", json={"query": "{ __typename }", "more": "x" * 200_000})
            assert refused.status_code == 503
            assert refused.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}


def test_with_files_enough_nobody_is_refused(address: str) -> None:
    with serving(address) as server, ExitStack() as stack:
        for _ in range(300):
            assert answered(stack.enter_context(connected(server))).startswith(b"HTTP/1.1 200 ")
        assert "no more fit" not in server.log()
