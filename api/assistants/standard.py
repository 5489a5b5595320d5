"""The MCP server over standard input and output, as programs start it that run assistants."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from api.answering import Answering
from api.assistants.asking import Asking, AskingHere, Here, wanted
from api.assistants.elsewhere import AskingElsewhere, Elsewhere
from api.assistants.lines import Lines
from api.assistants.server import Context, build
from api.callers import Caller
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.rates import Rates
from api.settings import Settings
from api.word_indexes import use_word_files
from db.store import Store

PATIENCE = 120.0  # seconds; who has just begun waits for what a server makes before it is asked, such as word indexes
WHOEVER = Caller("standard input", "", None, None)  # has the database anyway


def of_database(store: Store, settings: Settings) -> Server[Any]:
    """A server that answers from a database, and follows it. Raises what the database raises."""
    use_word_files(settings)
    current = CurrentKnowledge(
        store, settings.poll_seconds, settings.old_snapshot_records, most_older=settings.old_snapshots
    )
    patient = settings.model_copy(update={"max_seconds": max(settings.max_seconds, PATIENCE)})
    answering = Answering(current, patient, PersistedDocuments(trusted_only=False), Rates("memory://"))
    here = Here(current, answering)

    def opening(_: Context, language: str | None) -> Asking:
        return AskingHere(here, current.snapshot, WHOEVER, wanted(language, ""), settings.site_url)

    @asynccontextmanager
    async def life(_: Server[Any]) -> AsyncIterator[None]:
        current.start()
        try:
            yield
        finally:
            answering.close()
            current.stop()

    return build(opening, life)


def of_address(address: str, key: str | None) -> Server[Any]:
    """A server that asks a running Rolegraph."""
    there = Elsewhere(address, key)

    def opening(_: Context, language: str | None) -> Asking:
        return AskingElsewhere(there, wanted(language, ""))

    @asynccontextmanager
    async def life(_: Server[Any]) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await there.close()

    return build(opening, life)


async def serve(server: Server[Any]) -> None:
    """Answer until standard input ends."""
    lines = Lines()
    async with stdio_server(stdin=lines) as (read, write):  # type: ignore[arg-type]  # it only iterates over it
        lines.answer_to(write)
        await server.run(read, write, server.create_initialization_options())
