"""Feeds of what changed, at `/feeds/changes.atom` and `/feeds/KIND/SLUG.atom`, and the same as JSON Feed (`.json`).

A feed is made once for each revision, in the threads that ask the database, and then kept: whoever looks every minute
costs no more than a comparison of two tags. Making one costs as many points as an export.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from email.utils import format_datetime
from functools import partial
from hashlib import sha256

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.answering import Answering
from api.cors import Cors
from api.current import CurrentKnowledge
from api.endpoint import is_known
from api.feed_contents import Contents
from api.feed_formats import FORMATS, Feed
from api.paid import Paid
from api.pins import STATUS
from api.problems import error_of, of_question, response
from api.protocol import BadRequest
from api.settings import Settings
from knowledge.errors import QuestionError
from knowledge.snapshot.snapshot import Snapshot

PATH = re.compile(r"(?:(changes)|(dataset|group|role|skill|tool)/(.+))\.(atom|json)", re.DOTALL)
PRICE = 1_000  # points
KEPT = 500  # feeds, some kilobytes each

Key = tuple[str, str, str]


class Feeds:
    """Replies to GET and HEAD of feeds; `site_of` tells where the site is that a request came to."""

    def __init__(
        self,
        current: CurrentKnowledge,
        answering: Answering,
        paid: Paid,
        settings: Settings,
        cors: Cors,
        site_of: Callable[[Request], str],
    ):
        self._current = current
        self._answering = answering
        self._paid = paid
        self._cors = cors
        self._site_of = site_of
        stale = settings.stale_while_revalidate
        self._fresh = f"public, max-age={settings.max_age}, stale-while-revalidate={stale}"
        self._kept: OrderedDict[Key, Feed] = OrderedDict()

    def routes(self) -> APIRouter:
        routes = APIRouter(include_in_schema=False)
        routes.add_api_route("/feeds/{path:path}", self.reply, methods=["GET", "HEAD"])
        return routes

    async def reply(self, request: Request, path: str) -> Response:
        """The feed, 304 where the caller has it already, or an error that says what is wrong with the address."""
        found = PATH.fullmatch(path)
        headers = dict(request.headers.raw)
        shared = {name.decode(): value.decode() for name, value in self._cors.allowed(headers) or self._cors.cached}
        if self._cors.varies:
            shared["vary"] = "Origin"
        try:
            await self._paid.count(request)
            if found is None:
                known = (
                    "/feeds/changes.atom, /feeds/dataset/SLUG.atom, and likewise group, role, skill and tool; or .json"
                )
                raise BadRequest(f"There is no such feed. There are {known}.", 404, "NOT_FOUND")
            snapshot, site = self._current.snapshot, self._site_of(request)
            what, slug, ending = found[1] or found[2], found[3] or "", found[4]
            key = str(snapshot.identity), site, path
            if (feed := self._kept.get(key)) is None:
                await self._paid.spend(request, PRICE)
                feed = await self._answering.ask(partial(self._make, snapshot, what, slug, site, f"/feeds/{path}"))
                self._keep(key, feed)
        except QuestionError as error:
            return response(STATUS.get(error.code, 400), of_question(error), shared)
        except BadRequest as error:
            return response(error.status, error_of(str(error), error.code, **error.more), {**shared, **error.headers})
        media_type, write = FORMATS[ending]
        body = write(feed)
        tag = sha256(body).hexdigest()[:32]
        told = {
            "etag": f'W/"{tag}"',
            "last-modified": format_datetime(feed.at, usegmt=True),
            "cache-control": self._fresh,
            **shared,
        }
        if is_known(f'"{tag}"', headers.get(b"if-none-match", b"")):
            return Response(status_code=304, headers=told)
        return Response(body, 200, told, f"{media_type}; charset=utf-8")

    def _make(self, snapshot: Snapshot, what: str, slug: str, site: str, path: str) -> Feed:
        return Contents(snapshot, self._current, site).feed(what, slug, path)

    def _keep(self, key: Key, feed: Feed) -> None:
        self._kept[key] = feed
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
