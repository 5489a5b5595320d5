"""The HTTP application: GraphQL at /graphql and /revisions/N/graphql, with GraphiQL for browsers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from api.current import CurrentKnowledge
from api.protocol import answer
from api.settings import Settings
from db.engine import check_migrated, open_engine
from db.store import Store
from knowledge.errors import NotFound, QuestionError, Unavailable
from knowledge.snapshot import Snapshot
from schema.context import Context

STATIC = Path(__file__).parent / "static"
NOT_BUILT = """<!doctype html><title>Rolegraph</title><p>The web page has not been built: run <code>make web</code>.
The API answers POST requests here all the same."""


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

    app = FastAPI(title="Rolegraph", openapi_url=None, lifespan=lifespan)

    def context_of(snapshot: Snapshot) -> Context:
        return Context(snapshot, current.store, current.at)

    def pinned(number: int) -> Snapshot:  # not async: building an old snapshot must not hold up other requests
        return current.at(number)

    @app.api_route("/graphql", methods=["GET", "POST"], response_model=None)
    async def newest(request: Request) -> Response:
        return page() if wants_page(request) else await answer(request, context_of(current.snapshot))

    @app.api_route("/revisions/{number}/graphql", methods=["GET", "POST"], response_model=None)
    async def at_revision(request: Request, snapshot: Snapshot = Depends(pinned)) -> Response:
        return page() if wants_page(request) else await answer(request, context_of(snapshot))

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


def wants_page(request: Request) -> bool:
    """Whether a browser opens the page; a link may bring it a query, which the page shows and does not run."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def page() -> HTMLResponse:
    """GraphiQL, as it was built from `api/web`."""
    index = STATIC / "index.html"
    return HTMLResponse(index.read_text() if index.exists() else NOT_BUILT, headers={"vary": "Accept"})
