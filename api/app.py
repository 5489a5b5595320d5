"""The HTTP application: GraphQL at /graphql and /revisions/N/graphql, assistants at /mcp, exports, pages, health."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp
from starlette_compress import CompressMiddleware

import db
import knowledge
import schema
from api import allocating, logs, metrics
from api.answering import Answering
from api.assistants.asking import Here
from api.assistants.documents import own_documents as assistants_documents
from api.assistants.streamable import Assistants
from api.callers import Callers
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.door import Door
from api.endpoint import Endpoint
from api.exports import Exports
from api.feeds import Feeds
from api.health import routes as health_routes
from api.health import tell
from api.lettering import Lettering
from api.linked.door import LinkedData
from api.pages import add_pages, own_documents, site_at
from api.paid import Paid
from api.pictures import Pictures
from api.printing import STATIC
from api.pulse import Pulse, measure_lag
from api.rates import Rates
from api.rest.door import RestDoor
from api.rest.named import NamedDocuments, shipped
from api.settings import Settings
from api.word_indexes import use_word_files
from db.access import access_state, read_access
from db.engine import check_readable, open_engine
from db.errors import UNREACHABLE, reason
from db.store import Store

logger = logging.getLogger("rolegraph.serve")

SWITCH_SECONDS = (
    0.0005  # after which a thread that builds a snapshot lets requests go on; Python's own is ten times that
)


LIBRARIES = ("graphql-core", "strawberry-graphql", "orjson", "numpy", "rapidfuzz")  # that answers hang on, too
YOUNG = 20_000  # objects that come to be before garbage is looked for: an answer of a few thousand is none


def create_app(settings: Settings, parent: int | None = None) -> ASGIApp:
    """The application, with the newest snapshot loaded; `parent` is the process that looks after it, if one does.

    Raises `db.errors.DatabaseProblem` and `WrongTable`.
    """
    use_word_files(settings)
    engine = open_engine(settings.database_url, waiting=settings.waiting())
    check_readable(engine)
    callers = Callers(settings.anonymous_rate, settings.anonymous_budget, settings.trusted_proxies)
    persisted = PersistedDocuments(trusted_only=settings.trusted_documents_only)
    named = NamedDocuments()
    shipped_ones = {sha256(text.encode()).digest(): text for text in shipped().values()}
    own = {**own_documents(), **assistants_documents(), **shipped_ones}
    seen: tuple[object, ...] | None = None

    def look_at_access() -> None:
        nonlocal seen
        if (state := access_state(engine)) != seen:
            access = read_access(engine)
            callers.know(access.keys)
            persisted.trust({**own, **access.documents})
            named.know(access.names)
            if seen is not None:
                logger.info("%d keys and %d trusted documents are in force", len(access.keys), len(access.documents))
            seen = state

    look_at_access()
    current = CurrentKnowledge(
        Store(engine),
        settings.poll_seconds,
        settings.old_snapshot_records,
        look_at_access,
        most_older=settings.old_snapshots,
        silent_after=settings.poll_seconds + settings.database_connect_seconds,
    )
    rates = Rates(settings.rate_storage, settings.rate_storage_seconds)
    answering = Answering(current, settings, persisted, rates)
    current.tell = partial(tell, current, answering)
    current.tell()
    pulse = Pulse(current, current.tell, parent)
    endpoint = Endpoint(current, answering, callers, rates, settings, _code())
    tracing = None
    if settings.tracing:
        from api.tracing import Tracing  # here, because it takes a third of a second, and few need it

        tracing = Tracing()

    loads = None
    if settings.loading:
        from api.loads import Loads  # here, because few need it

        loads = Loads(current, callers, rates, settings)

    assistants = None
    if settings.assistants:
        assistants = Assistants(Here(current, answering), callers, rates, endpoint.cors, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        current.start()
        pulse.start()
        lag = asyncio.create_task(measure_lag())
        logger.info("serving revision %s with %d records", current.snapshot.identity, current.snapshot.records)
        try:
            yield
        finally:
            logger.info("told to stop, and no request is under way any more")
            lag.cancel()
            if assistants:
                await assistants.close()
            await rates.close()
            answering.close()
            if loads:
                loads.close()
            pulse.stop()
            current.stop()
            if tracing:
                tracing.close()
            metrics.leave()

    app = FastAPI(title="Rolegraph", openapi_url=None, lifespan=lifespan, redirect_slashes=False)
    app.add_middleware(CompressMiddleware)
    app.include_router(health_routes(current, answering, rates))

    paid = Paid(callers, rates)
    site_of = site_at(settings.site_url, settings.path_prefix)
    pictures = Pictures(current, answering, paid, Lettering(STATIC / "fonts", settings.picture_fonts))
    app.include_router(pictures.routes())
    app.include_router(Feeds(current, answering, paid, settings, endpoint.cors, site_of).routes())
    add_pages(app, settings.path_prefix, site_of, lambda: current.snapshot, answering, paid, settings.assistants)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(YOUNG, 20, 50)
    exports = Exports(current, answering, callers, rates, settings, endpoint.cors, endpoint.pins)
    questions = RestDoor(current, endpoint, answering, named, settings)
    linked = LinkedData(current, answering, callers, rates, settings, endpoint.cors, endpoint.pins)
    return Door(endpoint, exports, questions, linked, loads, assistants, app, tracing, settings)


def from_environment() -> ASGIApp:
    """The application of one of several worker processes."""
    allocating.share_places()
    settings = Settings()
    logs.configure(settings.log_format)
    try:
        return create_app(settings, os.getppid())
    except UNREACHABLE as error:
        logger.error("cannot start: %s", reason(error))
        raise SystemExit(1) from error


def _code() -> bytes:
    """Tells apart versions of the program that may answer differently: a hash of what answers are made by."""
    digest = sha256()
    for package in (knowledge, schema, db):
        folder = Path(package.__path__[0])
        for file in sorted(folder.rglob("*.py")):
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    for name in LIBRARIES:
        digest.update(version(name).encode())
    return digest.digest()
