"""What no route answers: in a page that leads on for people, as a problem (`api.problems`) for programs."""

import logging
import uuid
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.problems import error_of, response
from api.protocol import BAD_REQUEST
from api.rest.named import shipped
from knowledge.errors import NotFound
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import nearest
from schema.errors import INTERNAL
from seeds.rdf.naming import place
from seeds.rdf.statements import NAMED

QUESTIONS = [f"/api/{name}" for name in shipped()]
WITHIN = {f"/{place(kind)}": f"/{place(kind)}/SLUG" for kind in (*NAMED, Kind.SOURCE)} | {
    "/api": "/api/openapi.json, which tells what can be asked below",
    "/feeds": "/feeds/changes.atom, or of a record /feeds/role/SLUG.atom",
    "/pictures": "/pictures/site.png, or of a record /pictures/role/SLUG.png",
    "/revisions": "/revisions/NUMBER/graphql; GraphQL lists them: { revisions { nodes { number } } }",
    "/sitemap": "/sitemap.xml",
}
"""Addresses at which nothing is, but below them, and what to ask for."""
SHOWN = 200  # letters of an address that are repeated
WHOLE = (
    *("/find", "/browse", "/compare", "/move", "/hire", "/data", "/datasets", "/context.jsonld"),
    *("/graphql", "/mcp", "/schema.graphql", "/api/openapi.json", "/feeds/changes.atom", "/feeds/changes.json"),
    *("/sitemap.xml", "/robots.txt", "/llms.txt", "/embed.js", "/healthz", "/readyz", "/metrics"),
)
"""Addresses that may be meant by others; all have something with GET, or say how to ask."""

logger = logging.getLogger("rolegraph.requests")


def add_answers(app: FastAPI, prefix: str, page: Callable[[Request], Response]) -> None:
    """Answer so; `page` is what people get where nothing is, `prefix` stands before all addresses."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
                return page(request)
            return response(404, _nothing(request.scope["path"], prefix), {}, had_errors=False)
        headers = dict(error.headers or {})
        if error.status_code == 405:
            allowed = headers["Allow"] = ", ".join(sorted(headers.get("Allow", "").split(", ")))
            said = f"{request.method[:20]} is not answered here: ask with {allowed}."
        else:
            said = f"{error.detail}."
        return response(error.status_code, error_of(said, BAD_REQUEST), headers, had_errors=False)

    async def unreadable(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
        return response(400, error_of(f"The address is not readable: {told}.", BAD_REQUEST), {}, had_errors=False)

    async def failed(_: Request, error: Exception) -> Response:
        mask = uuid.uuid4().hex
        logger.error("unexpected error %s", mask, exc_info=error)
        said = error_of(f"Something went wrong here; the log knows it as {mask}.", INTERNAL, id=mask)
        return response(500, said, {}, had_errors=False)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(Exception, failed)


def _nothing(path: str, prefix: str) -> dict[str, object]:
    bare = path.rstrip("/")
    if example := WITHIN.get(bare):
        said = f"There is nothing at {prefix}{path[:SHOWN]} itself: ask for {prefix}{example}."
        return error_of(said, NotFound.code, nearest=[])
    close = [prefix + each for each in nearest(bare, (*WHOLE, *QUESTIONS), by_ends=False)]
    hint = f"did you mean {' or '.join(close)}?" if close else f"{prefix}/llms.txt tells what there is."
    return error_of(f"There is nothing at {prefix}{path[:SHOWN]}: {hint}", NotFound.code, nearest=close)
