"""The HTTP application: GraphQL at /graphql and /revisions/N/graphql, with GraphiQL for browsers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from strawberry.fastapi import BaseContext, GraphQLRouter
from strawberry.http.base import BaseRequestProtocol

from api.current import CurrentKnowledge
from api.settings import Settings
from db.engine import check_migrated, open_engine
from db.store import Store
from knowledge.errors import NotFound, QuestionError, Unavailable
from knowledge.snapshot import Snapshot
from schema.context import Context
from schema.query import schema

STATIC = Path(__file__).parent / "static"
NOT_BUILT = """<!doctype html><title>Rolegraph</title><p>The web page has not been built: run <code>make web</code>.
The API answers POST requests here all the same."""


class RequestContext(BaseContext, Context):
    """A snapshot and the ways to older ones, for the time of a request."""

    def __init__(self, snapshot: Snapshot, current: CurrentKnowledge):
        BaseContext.__init__(self)
        Context.__init__(self, snapshot, current.store, current.at)


class Endpoint(GraphQLRouter[Any, None]):
    """A GraphQL endpoint that shows our own build of GraphiQL to browsers."""

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Whether a browser opens the page; a link may bring it a query, which the page shows and does not run."""
        return request.method == "GET" and "text/html" in request.headers.get("accept", "")

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:  # noqa: ARG002 - asked for by the base
        page = STATIC / "index.html"
        return HTMLResponse(page.read_text() if page.exists() else NOT_BUILT)


def create_app(settings: Settings) -> FastAPI:
    """The application, with the newest snapshot loaded. Raises `db.engine.DatabaseProblem`."""
    engine = open_engine(settings.database_url)
    check_migrated(engine)
    current = CurrentKnowledge(Store(engine), settings.poll_seconds, settings.old_snapshot_records)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        current.start()
        try:
            yield
        finally:
            current.stop()

    async def newest() -> RequestContext:
        return RequestContext(current.snapshot, current)

    def pinned(number: int) -> RequestContext:  # not async: building an old snapshot must not hold up other requests
        return RequestContext(current.at(number), current)

    async def pinned_context(context: RequestContext = Depends(pinned)) -> RequestContext:
        return context

    app = FastAPI(title="Rolegraph", openapi_url=None, lifespan=lifespan)
    app.include_router(Endpoint(schema, context_getter=newest), prefix="/graphql")
    app.include_router(Endpoint(schema, context_getter=pinned_context), prefix="/revisions/{number}/graphql")

    @app.exception_handler(QuestionError)
    async def refuse(_: Request, error: QuestionError) -> JSONResponse:
        """Answers for what is wrong with a request before GraphQL sees it, in the form of GraphQL errors."""
        status = {NotFound.code: 404, Unavailable.code: 503}.get(error.code, 400)
        answer = {"message": str(error), "extensions": {"code": error.code, "argument": error.argument}}
        return JSONResponse({"errors": [answer]}, status)

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse("/graphql")

    if STATIC.exists():
        app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
