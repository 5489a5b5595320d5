"""Pictures for previews of links, drawn on the server from the data of a page (Open Graph: 1200 by 630 pixels, PNG).

A picture is an SVG document of our own (`templates/pictures`), which resvg draws with the fonts of `api.lettering` and
no others. It takes a tenth of a second of a processor: it is done in a thread of its own, for a price, and kept as long
as there is room.
"""

from collections import OrderedDict
from functools import partial
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from mako.lookup import TemplateLookup

from api.answering import OVERLOADED, Answering
from api.current import CurrentKnowledge
from api.endpoint import is_known
from api.lettering import Lettering
from api.paid import Paid
from api.picture_contents import Drawn, drawn
from api.pins import STATUS
from api.problems import error_of, of_question, response
from api.protocol import BadRequest
from knowledge.errors import QuestionError

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1200, 630
PRICE = 2_000  # points
KEPT_BYTES = 16 * 2**20
FRESH = "public, max-age=3600, stale-while-revalidate=86400"


class Pictures:
    """Replies to GET and HEAD of `/pictures/…png`."""

    def __init__(self, current: CurrentKnowledge, answering: Answering, paid: Paid, lettering: Lettering):
        self._current = current
        self._answering = answering
        self._paid = paid
        self._lettering = lettering
        self._templates = TemplateLookup([str(HERE / "templates/pictures")], default_filters=["h"])
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._bytes = 0

    def routes(self) -> APIRouter:
        routes = APIRouter(include_in_schema=False)
        routes.add_api_route("/pictures/{path:path}", self.reply, methods=["GET", "HEAD"])
        return routes

    async def reply(self, request: Request, path: str) -> Response:
        """The picture, 304 where the caller has it already, or an error that says what is wrong with the address."""
        snapshot = self._current.snapshot
        try:
            await self._paid.count(request)
            content = drawn(snapshot, path, request.query_params)
            key = str(snapshot.identity), content.address
            if (picture := self._kept.get(key)) is None:
                if content.compares and not snapshot.indexed:
                    raise BadRequest("This server has just begun: try again.", 503, OVERLOADED, {"retry-after": "10"})
                await self._paid.spend(request, PRICE)
                picture = await self._answering.draw(partial(self._draw, content))
                self._keep(key, picture)
        except QuestionError as error:
            return response(STATUS.get(error.code, 400), of_question(error), {})
        except BadRequest as error:
            return response(error.status, error_of(str(error), error.code, **error.more), error.headers)
        tag = sha256(picture).hexdigest()[:32]
        told = {"etag": f'"{tag}"', "cache-control": FRESH, "cross-origin-resource-policy": "cross-origin"}
        if is_known(f'"{tag}"', request.headers.get("if-none-match", "").encode()):
            return Response(status_code=304, headers=told)
        return Response(picture, 200, told, "image/png")

    def _draw(self, content: Drawn) -> bytes:
        template = self._templates.get_template("card.mako")
        given = {"card": content.make(), "letters": self._lettering, "width": WIDTH, "height": HEIGHT}
        return self._lettering.drawn(str(template.render(**given)).strip())

    def _keep(self, key: tuple[str, str], picture: bytes) -> None:
        self._kept[key] = picture
        self._bytes += len(picture)
        while self._bytes > KEPT_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
