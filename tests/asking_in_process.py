"""The whole HTTP application in this process, for what needs no server of its own."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx
from httpx import ASGITransport

from api.app import create_app
from api.settings import Settings
from db.store import Store

T = TypeVar("T")


@asynccontextmanager
async def client(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """Asks an application that serves a database, from its start to its end."""
    application = create_app(Settings(database_url=store.engine.url.render_as_string(hide_password=False)))
    told: asyncio.Queue[Any] = asyncio.Queue()
    said: asyncio.Queue[Any] = asyncio.Queue()

    async def live() -> None:
        await application({"type": "lifespan", "asgi": {"version": "3.0"}}, told.get, said.put)

    life = asyncio.create_task(live())
    await told.put({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    try:
        async with httpx.AsyncClient(transport=ASGITransport(app=application), base_url="http://here") as asking:
            yield asking
    finally:
        await told.put({"type": "lifespan.shutdown"})
        await life


def in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """What it comes to, in a loop of its own: Playwright's may run in this thread."""
    with ThreadPoolExecutor(1, thread_name_prefix="loop") as thread:
        return thread.submit(asyncio.run, work).result()


def ask(store: Store, *asked: tuple[str, str]) -> list[httpx.Response]:
    """The responses to GraphQL documents, each at its path."""

    async def all_of_them() -> list[httpx.Response]:
        async with client(store) as asking:
            return [await asking.post(path, json={"query": query}) for path, query in asked]

    return in_a_loop(all_of_them())
