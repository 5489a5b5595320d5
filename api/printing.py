"""Puts what a page says of itself into the HTML that the build made."""

import re
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from mako.lookup import TemplateLookup
from markupsafe import escape

from api.audience import Audience, reading
from api.endpoint import is_known
from api.prefix import in_page
from api.readable import Readable
from knowledge.sentences import message

HERE = Path(__file__).parent
STATIC = HERE / "static"
NOT_BUILT = """<!doctype html><title>Rolegraph</title><p>The web page has not been built: run <code>make web</code>.
The API answers POST requests at <code>/graphql</code> all the same."""
TOLD = re.compile(r'<meta name="description"[^>]*>\s*<title>.*?</title>')
OF_PAGE = '<html lang="en">'
KEPT = 200  # printed pages; the largest have some 100 kB
PLACE = '<div id="page"></div>'
WITHOUT_SCRIPT = message(
    "Searching, comparing and moving need JavaScript. The API itself does not: send GraphQL to /graphql."
)

Printed = tuple[int, str]  # status and HTML


class Printer:
    """Prints pages below a path prefix. The templates escape all that they are given."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._kept: OrderedDict[tuple[str, ...], Printed] = OrderedDict()
        self._templates = TemplateLookup([str(HERE / "templates")], default_filters=["h"])

    def built(self, name: str) -> str:
        """An HTML file of the build, as it stands there now."""
        file = STATIC / name
        return file.read_text(encoding="utf-8") if file.exists() else NOT_BUILT

    def reply(
        self, request: Request, revision: str, page: Callable[[Audience], Readable], to: Audience, site: str
    ) -> Response:
        """The page with its status, or 304 where the caller has just this. Within a revision it stays what it is."""
        kept = self.kept(revision, request.url.path, to, site)
        if kept is None:
            kept = self.keep(revision, request.url.path, to, site, page(to))
        return self.sent(request, *kept, to)

    def kept(self, revision: str, path: str, to: Audience, site: str) -> Printed | None:
        """The page that was made for this address."""
        return self._kept.get(_key(revision, path, to, site))

    def keep(self, revision: str, path: str, to: Audience, site: str, page: Readable) -> Printed:
        """Print a page, and keep it for who asks next."""
        made = self._kept[_key(revision, path, to, site)] = page.status, self._html(page, to, site)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made

    def sent(self, request: Request, status: int, html: str, to: Audience) -> Response:
        """A printed page, or 304 where the caller has it."""
        tag = f'"{sha256(html.encode()).hexdigest()[:32]}"'
        headers = {
            "cache-control": "no-cache",
            "content-language": to.language,
            "etag": f"W/{tag}",
            "vary": "accept-language",
        }
        if status == 200 and is_known(tag, request.headers.get("if-none-match", "").encode()):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(html, status, headers)

    def _html(self, page: Readable, to: Audience, site: str) -> str:
        given = {"page": page, "site": site, "prefix": self._prefix, "to": to, "marked": reading(to)}
        head = str(self._templates.get_template("head.mako").render(**given)).strip()
        built = self.built("index.html").replace(WITHOUT_SCRIPT, str(escape(to.say(WITHOUT_SCRIPT))), 1)
        built = in_page(self._prefix, built)
        html = TOLD.sub(lambda _: head, built, count=1)
        html = html.replace(OF_PAGE, f'<html lang="{to.language}" dir="{to.direction}">', 1)
        if not (page.facts or page.lead):
            return html
        body = str(self._templates.get_template("body.mako").render(**given))
        return html.replace(PLACE, PLACE.replace("></", f">{body}</"), 1)


def _key(revision: str, path: str, to: Audience, site: str) -> tuple[str, ...]:
    return revision, path, site, to.language, to.chosen or "", *to.languages
