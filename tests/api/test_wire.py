"""What comes over the wire slowly, endlessly or in odd forms is refused, and holds nothing."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from api import endpoint, sending
from api.protocol import BadRequest, from_body
from db.store import Store
from tests.servers import READY_SECONDS, Server, serving


async def nothing(scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    assert scope["type"] == "http"
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@contextmanager
def listening() -> Iterator[int]:
    """The port of a server that says ok to everything."""
    bound = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(nothing, http="api.sending:Protocol", log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # it is in a thread
    thread = threading.Thread(target=lambda: server.run(sockets=[bound]))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield bound.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(READY_SECONDS)


def told(port: int, *parts: bytes) -> bytes:
    """All that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=READY_SECONDS) as connection:
        found = b""
        try:
            for part in parts:
                connection.sendall(part)
            while piece := connection.recv(65_536):
                found += piece
        except ConnectionError:  # what it had to say may be lost on the way
            return found or b"(closed)"
        return found


def test_a_head_that_does_not_end_is_refused() -> None:
    with listening() as port:
        refused = told(port, b"GET / HTTP/1.1\r\nhost: a\r\nx: ", *[b"y" * 100_000] * 100)
        assert refused == b"(closed)" or refused.startswith(b"HTTP/1.1 431")
        whole = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx: " + b"y" * 100_000 + b"\r\n\r\n"
        assert told(port, whole).startswith(b"HTTP/1.1 200")


def test_a_head_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "HEAD_SECONDS", 0.1)
    with listening() as port:
        for parts in ((), (b"G",), (b"GET / HTTP/1.1\r\nhost: a\r\n",)):
            assert told(port, *parts).startswith(b"HTTP/1.1 408")
        monkeypatch.setattr(sending, "HEAD_SECONDS", 1)
        twice = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n", b"GET / HT"
        answers = told(port, *twice)
        assert answers.startswith(b"HTTP/1.1 200")
        assert b"HTTP/1.1 408" in answers


@pytest.mark.parametrize(
    "unread",
    [
        b"FOO / HTTP/1.1\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/3.7\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\x00b\r\n\r\n",
    ],
    ids=lambda unread: str(unread[:40]),
)
def test_what_cannot_be_read_is_told_as_a_problem(unread: bytes) -> None:
    with listening() as port:
        head, _, body = told(port, unread).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"content-type: application/problem+json" in head
    said = json.loads(body)
    assert (said["status"], said["code"]) == (400, "BAD_REQUEST")
    assert said["detail"].startswith("This is no request of HTTP/1.1")


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "BODY_SECONDS", 0.05)
    parts = [{"type": "http.request", "body": b"{", "more_body": True}]

    async def receive() -> Any:
        if parts:
            return parts.pop()
        await asyncio.sleep(60)
        return None

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may run in this one
        for _ in ("a part has come", "nothing has"):
            with pytest.raises(BadRequest) as refused:
                thread.submit(lambda: asyncio.run(endpoint.read_body({b"content-length": b"10"}, receive))).result()
            assert refused.value.status == 408


def test_variables_of_any_depth_are_read_or_refused() -> None:
    def body(depth: int) -> bytes:
        return b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * depth + b"]" * depth + b"}}"

    assert from_body(body(100)).variables
    for depth in (255, 300, 900, 100_000):
        with pytest.raises(BadRequest):
            from_body(body(depth))


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), ANONYMOUS_RATE="1000/day") as server:
        yield server


def test_variables_nested_deeply_are_a_mistake_of_the_client(server: Server) -> None:
    deep = json.loads("[" * 300 + "]" * 300)
    response = httpx.post(f"{server.url}/graphql", json={"query": "{ __typename }", "variables": {"a": deep}})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_a_compressed_body_is_told_that_it_must_not_be(server: Server) -> None:
    headers = {"content-encoding": "gzip", "content-type": "application/json"}
    response = httpx.post(f"{server.url}/graphql", content=b"\x1f\x8b\x08", headers=headers)
    assert (response.status_code, response.headers["accept-encoding"]) == (415, "identity")
    assert "Content-Encoding" in response.json()["errors"][0]["message"]


def test_no_address_leads_to_another_host(server: Server) -> None:
    for path in ("/graphql/", "/find/", "/healthz/", "/static"):
        response = httpx.get(server.url + path, headers={"host": "evil.example", "accept": "text/html"})
        assert "location" not in response.headers, path


def test_answers_that_caches_share_say_nothing_of_who_asked(server: Server) -> None:
    asked = {"query": "{ roles { totalCount } }"}
    shared = httpx.get(f"{server.url}/graphql", params=asked, headers={"x-request-id": "mine"})
    again = httpx.get(f"{server.url}/graphql", params=asked, headers={"if-none-match": shared.headers["etag"]})
    assert (shared.status_code, again.status_code) == (200, 304)
    for response in (shared, again):
        assert not {"x-request-id", "ratelimit", "ratelimit-policy"} & set(response.headers)
    mine = httpx.post(f"{server.url}/graphql", json=asked, headers={"x-request-id": "mine"})
    assert mine.headers["x-request-id"] == "mine"
    assert mine.headers["ratelimit"]
    wrong = httpx.get(f"{server.url}/graphql", params={"query": "{ rolls }"})
    assert wrong.headers["cache-control"] == "no-store"
    assert wrong.headers["ratelimit"]


@pytest.mark.parametrize("header", ["baggage", "x-apollo-operation-name", "authorization, content-type, x-new"])
def test_pages_may_send_what_headers_they_like(server: Server, header: str) -> None:
    asked = {"origin": "https://a.example", "access-control-request-method": "POST"}
    response = httpx.options(f"{server.url}/graphql", headers={**asked, "access-control-request-headers": header})
    assert response.status_code == 200
    assert response.headers["access-control-allow-headers"] == header


def test_a_request_names_its_host_once(sqlite_store: Store) -> None:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        port = int(server.url.rpartition(":")[2])
        asked = b"GET /graphql?query={__typename} HTTP/1."
        for unnamed in (b"1\r\n", b"1\r\nhost: a\r\nhost: b\r\n"):
            head, _, body = told(port, asked + unnamed + b"connection: close\r\n\r\n").partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 400 Bad Request")
            assert json.loads(body)["detail"] == "A request of HTTP/1.1 names its host, once (RFC 9112, 3.2)."
        for named in (b"0\r\n", b"1\r\nhost: a\r\nconnection: close\r\n"):
            assert told(port, asked + named + b"\r\n").startswith(b"HTTP/1.1 200")
