"""The web files that `make web` builds from `api/web`: the page and its views, GraphiQL, and what sites embed."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import orjson
from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from api.prefix import in_page, in_script

STATIC = Path(__file__).parent / "static"
VIEWS = ("find", "role", "skill", "tool", "compare", "move", "hire", "data")
"""The first parts of the addresses of the page's views. What follows, and the query string, is read in the browser."""
NOT_BUILT = """<!doctype html><title>Rolegraph</title><p>The web page has not been built: run <code>make web</code>.
The API answers POST requests at <code>/graphql</code> all the same."""
FOREVER = "public, max-age=31536000, immutable"


def add_pages(app: FastAPI, prefix: str) -> None:
    """Add their routes to the application; `prefix` stands before all addresses that they name."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/graphql")
    @routes.get("/revisions/{number}/graphql")
    async def graphiql() -> HTMLResponse:
        """GraphiQL. A link may bring it a query, which it shows and does not run."""
        return _page("graphiql.html", prefix, {"vary": "Accept"})

    @routes.get("/")
    async def home() -> HTMLResponse:
        return _page("index.html", prefix)

    for view in VIEWS:
        routes.add_api_route(f"/{view}", home, methods=["GET", "HEAD"])
        routes.add_api_route(f"/{view}/{{rest:path}}", home, methods=["GET", "HEAD"])

    @routes.get("/embed.js")
    async def embed() -> Response:
        """The custom elements, for pages of all origins."""
        headers = {
            "access-control-allow-origin": "*",
            "cross-origin-resource-policy": "cross-origin",
            "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
        }
        script = STATIC / "embed.js"
        if not script.exists():
            return Response("// not built: run `make web`\n", 404, headers, "text/javascript")
        if prefix:
            return Response(in_script(prefix, script.read_text(encoding="utf-8")), 200, headers, "text/javascript")
        return FileResponse(script, headers=headers, media_type="text/javascript")

    app.include_router(routes)
    if STATIC.exists():
        app.mount("/static", _BuiltFiles(directory=STATIC), name="static")


def own_documents() -> Mapping[bytes, str]:
    """The GraphQL documents of the page and of the embedded parts, by the bytes of their SHA-256: always trusted."""
    manifest = STATIC / "documents.json"
    texts: list[str] = orjson.loads(manifest.read_bytes()) if manifest.exists() else []
    return {sha256(text.encode()).digest(): text for text in texts}


class _BuiltFiles(StaticFiles):
    """Files with a hash of their content in the name never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith("assets/") and response.status_code == 200:
            response.headers["cache-control"] = FOREVER
        return response


def _page(name: str, prefix: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    file = STATIC / name
    text = file.read_text(encoding="utf-8") if file.exists() else NOT_BUILT
    return HTMLResponse(in_page(prefix, text), headers={"cache-control": "no-cache", **(headers or {})})
