"""An export is read in pieces, as the client takes them, and what happens on the way is told."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import pytest
from sqlalchemy.exc import OperationalError

from api import door, exports
from db import editions
from db.store import Store

PATH = "/datasets/ai-careers.jsonl"


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


class Client:
    """What the door sends to a client."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.leaves = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if not self.messages:
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.messages.append(message)


def run(work: Any) -> None:
    with ThreadPoolExecutor(1, thread_name_prefix="loop") as thread:  # Playwright's loop may run in this one
        thread.submit(asyncio.run, work).result()


async def _asked(app: Any, path: str, client: Client) -> None:
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000), "http_version": "1.1", "scheme": "http",
    }  # fmt: skip
    await app(scope, client.receive, client.send)


@pytest.fixture
def app(address: str) -> Any:
    from api.app import create_app
    from api.settings import Settings

    return create_app(Settings(database_url=address, max_seconds=0.2))


def test_an_export_whose_database_fails_on_the_way_is_seen_to_be_broken_off(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "PIECE", 20)
    read, client = editions.piece, Client()

    def failing(store: Store, wanted: Any, after: Any) -> Any:
        if after is None:
            return read(store, wanted, after)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "reading", lambda _: (_ for _ in ()).throw(OperationalError("", {}, Exception())))
            return read(store, wanted, after)

    monkeypatch.setattr(exports, "piece", failing)
    run(_asked(app, PATH, client))
    assert client.messages[0]["status"] == 200
    assert len(client.messages) == 2
    assert client.messages[-1]["more_body"], "the end never came"


def test_a_database_that_hangs_is_a_timeout_before_anything_is_sent(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    never, client = threading.Event(), Client()
    monkeypatch.setattr(exports, "edition", lambda *_: never.wait())
    run(_asked(app, PATH, client))
    never.set()
    assert client.messages[0]["status"] == 503
    assert orjson.loads(client.messages[1]["body"])["errors"][0]["extensions"]["code"] == "TIMEOUT"


def test_whoever_waited_too_long_is_answered_when_it_is_known(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go, calls, read = threading.Event(), [], editions.edition

    def slow(*arguments: Any) -> Any:
        calls.append(arguments)
        go.wait()
        return read(*arguments)

    monkeypatch.setattr(exports, "edition", slow)
    first, second = Client(), Client()

    async def ask() -> None:
        await _asked(app, PATH, first)
        go.set()
        while not app._exports._editions:
            await asyncio.sleep(0.01)
        await _asked(app, PATH, second)

    run(ask())
    assert [client.messages[0]["status"] for client in (first, second)] == [503, 200]
    assert len(calls) == 1


def test_a_database_that_is_down_is_said_to_be(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_: Store) -> Any:
        raise OperationalError("", {}, Exception())

    client = Client()
    monkeypatch.setattr(Store, "reading", down)
    run(_asked(app, PATH, client))
    assert client.messages[0]["status"] == 503
    assert orjson.loads(client.messages[1]["body"])["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


def test_pieces_are_read_and_compressed_in_threads_and_only_as_they_are_taken(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "PIECE", 20)
    threads: list[str] = []
    read = editions.piece

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread().name.rpartition("-")[0])
        return read(*arguments)

    monkeypatch.setattr(exports, "piece", noted)

    class Leaving(Client):
        async def send(self, message: Any) -> None:
            await super().send(message)
            if len(self.messages) == 4:
                self.leaves.set()
                await asyncio.sleep(0.01)

    client = Leaving()
    run(_asked(app, PATH, client))
    assert threads == ["exporting"] * 3, "nothing more is read for a client that has gone"
    assert door.TAKES == ("GET", "HEAD")
