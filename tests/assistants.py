"""Real clients of the Model Context Protocol, those of the library itself."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from api.assistants.standard import of_database
from api.settings import Settings
from db.store import Store
from tests.asking_in_process import in_a_loop
from tests.servers import READY_SECONDS

T = TypeVar("T")
VERSIONS = ("legacy", "auto")  # the protocol with a handshake, as until 2025-11-25, and that without, of 2026-07-28


@asynccontextmanager
async def connected(url: str, mode: str = "auto", **headers: str) -> AsyncIterator[Client]:
    """A client of the server at an address, over HTTP."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        httpx2.AsyncClient(headers=named, timeout=READY_SECONDS) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http), mode=mode) as client,
    ):
        yield client


@asynccontextmanager
async def beside(store: Store, **settings: Any) -> AsyncIterator[Client]:
    """A client of a server in this process that answers from a database."""
    address = store.engine.url.render_as_string(hide_password=False)
    server = of_database(store, Settings(database_url=address, word_indexes="none", **settings))
    async with Client(server, mode="2026-07-28") as client:
        yield client


def over_http(url: str, work: Callable[[Client], Awaitable[T]], mode: str = "auto", **headers: str) -> T:
    """What somebody learns over HTTP."""

    async def done() -> T:
        async with connected(url, mode, **headers) as client:
            return await work(client)

    return in_a_loop(done())


def call(url: str, tool: str, mode: str = "auto", headers: dict[str, str] | None = None, **arguments: Any) -> Any:
    """The structured answer of a tool, over HTTP; for an error what it says."""

    async def called(client: Client) -> Any:
        answer = await client.call_tool(tool, arguments)
        if not answer.is_error:
            return answer.structured_content
        (content,) = answer.content
        return content.text  # type: ignore[union-attr] # errors are told in words

    return over_http(url, called, mode, **(headers or {}))
