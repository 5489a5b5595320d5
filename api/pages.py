"""The web files that `make web` builds from `api/web`: the page and its views, GraphiQL, and what sites embed."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256

import orjson
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from api import readable, sitemaps
from api.answering import Answering
from api.audience import Audience, audience
from api.llms import ForModels
from api.paid import Paid
from api.prefix import in_page, in_script
from api.printing import STATIC, Printer
from api.protocol import BadRequest
from api.readable_answers import Asked, answer, asked, unanswerable
from api.unrouted import add_answers
from knowledge.errors import BadInput
from knowledge.snapshot.snapshot import Snapshot

VIEWS = ("find", "browse", "compare", "move", "hire", "data")
"""The first parts of the addresses of the page's views. What follows, and the query string, is read in the browser."""
RECORDS = ("role", "skill", "tool", "group")
"""The first parts of the addresses of pages about a record, whose slug follows."""
FOREVER = "public, max-age=31536000, immutable"
NUMBER = re.compile("[0-9]{1,9}")
PRICE = 1_000  # points of a comparison or a move that is worked out for a page
ICON = re.compile(r'href="/static/(assets/icon[^"]*\.svg)"')

SiteOf = Callable[[Request], str]


def site_at(site: str, prefix: str) -> SiteOf:
    """What tells where visitors find the page: `site`, or if that is empty, where each request says that it goes."""

    def site_of(request: Request) -> str:
        return site or f"{request.url.scheme}://{request.url.netloc}{prefix}"

    return site_of


def add_pages(
    app: FastAPI,
    prefix: str,
    site_of: SiteOf,
    snapshot: Callable[[], Snapshot],
    answering: Answering,
    paid: Paid,
    assistants: bool,
) -> None:
    """Add their routes to the application; `prefix` stands before all addresses that they name.

    `assistants` may ask: models are told so.
    """
    routes = APIRouter(include_in_schema=False)
    printer = Printer(prefix)
    for_models = ForModels(assistants=assistants)

    def reader(request: Request, served: Snapshot) -> Audience:
        return audience(served, request.scope["query_string"], request.headers.get("accept-language", ""))

    def printed(request: Request, page: Callable[[Snapshot, Audience], readable.Readable]) -> Response:
        served = snapshot()
        to = reader(request, served)
        return printer.reply(request, str(served.identity), partial(page, served), to, site_of(request))

    def unknown(request: Request) -> Response:
        return printed(request, lambda _, to: readable.nowhere(to))

    @routes.api_route("/graphql", methods=["GET", "HEAD"])
    @routes.api_route("/revisions/{number}/graphql", methods=["GET", "HEAD"])
    async def graphiql() -> HTMLResponse:
        """GraphiQL. A link may bring it a query, which it shows and does not run."""
        headers = {"cache-control": "no-cache", "vary": "Accept"}
        return HTMLResponse(in_page(prefix, printer.built("graphiql.html")), headers=headers)

    async def answered(request: Request, asked: Asked) -> Response:
        """The page of a comparison or a move. Who may not have it worked out now gets the page that asks by itself, and
        so does everybody until what comparisons need is made."""
        served, site = snapshot(), site_of(request)
        to = reader(request, served)
        revision = str(served.identity)
        kept = printer.kept(revision, asked.path, to, site)
        if kept is None and not served.indexed:
            return printed(request, lambda _, to: readable.view(asked.view, to))
        if kept is None:
            try:
                await paid.count(request)
                await paid.spend(request, PRICE)
                page = await answering.draw(partial(answer, served, asked, to))
            except BadRequest:
                return printed(request, lambda _, to: readable.view(asked.view, to))
            kept = printer.keep(revision, asked.path, to, site, page)
        return printer.sent(request, *kept, to)

    def refused(request: Request, name: str, error: BadInput) -> Response:
        served, site = snapshot(), site_of(request)
        to = reader(request, served)
        page = unanswerable(served, name, request.query_params, error, to)
        return printer.sent(request, *printer.keep(str(served.identity), str(request.url), to, site, page), to)

    def add_view(name: str) -> None:
        async def shown(request: Request) -> Response:
            try:
                wanted = asked(name, request.query_params)
            except BadInput as error:
                return refused(request, name, error)
            if wanted is not None:
                return await answered(request, wanted)
            return printed(request, lambda _, to: readable.view(name, to))

        routes.add_api_route(f"/{name}", shown, methods=["GET", "HEAD"])

    def add_record(kind: str) -> None:
        async def shown(request: Request, slug: str) -> Response:
            return printed(request, lambda served, to: readable.record(served, kind, slug, to))

        routes.add_api_route(f"/{kind}/{{slug:path}}", shown, methods=["GET", "HEAD"])

    @routes.api_route("/datasets", methods=["GET", "HEAD"])
    async def datasets() -> Response:
        """People find the datasets on the page; programs get them described (`api.linked`)."""
        return RedirectResponse(f"{prefix}/data", 303)

    for view in ("", *VIEWS):
        add_view(view)
    for kind in RECORDS:
        add_record(kind)

    @routes.api_route("/sitemap.xml", methods=["GET", "HEAD"])
    async def sitemap(request: Request) -> Response:
        return Response(sitemaps.index(snapshot(), site_of(request)), media_type="application/xml")

    @routes.api_route("/sitemap/{number}.xml", methods=["GET", "HEAD"])
    async def part_of_sitemap(request: Request, number: str) -> Response:
        file = sitemaps.file(snapshot(), site_of(request), int(number)) if NUMBER.fullmatch(number) else None
        if file is None:
            raise HTTPException(404)
        return Response(file, media_type="application/xml")

    @routes.api_route("/robots.txt", methods=["GET", "HEAD"])
    async def robots(request: Request) -> Response:
        return Response(sitemaps.robots(site_of(request), prefix), media_type="text/plain")

    @routes.api_route("/llms.txt", methods=["GET", "HEAD"])
    async def models(request: Request) -> Response:
        return Response(
            for_models.text(snapshot(), site_of(request)),
            media_type="text/plain",
            headers={"cache-control": "no-cache"},
        )

    @routes.api_route("/favicon.ico", methods=["GET", "HEAD"])
    async def favicon() -> Response:
        """For those who look for it here; the page names its own."""
        icon = ICON.search(printer.built("index.html"))
        if icon is None:
            raise HTTPException(404)
        return FileResponse(STATIC / icon[1], media_type="image/svg+xml")

    @routes.api_route("/embed.js", methods=["GET", "HEAD"])
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
    add_answers(app, prefix, unknown)
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
