"""The first and the last that a request meets: which way it goes, its id, what is counted, logged and traced of it."""

import logging
import re
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.cors import ASKED, CALLED, TAKEN, Pairs
from api.endpoint import NO_STORE, ClientGone, Endpoint, Reply
from api.exports import LABEL as EXPORT
from api.exports import Exports
from api.heads import joined, without_wrong_range
from api.linked.door import LinkedData
from api.linked.forms import Form
from api.logs import REQUEST_ID, request_id
from api.prefix import without
from api.problems import error_of, of_failure, refusal
from api.protocol import BAD_REQUEST, BadRequest
from api.rest.door import RestDoor
from api.settings import Settings
from knowledge.errors import QuestionError
from schema.errors import INTERNAL

if TYPE_CHECKING:  # it takes a third of a second, and few need it
    from api.assistants.streamable import Assistants
    from api.loads import Loads
    from api.tracing import Tracing

GRAPHQL, MCP, FEEDS = "/graphql", "/mcp", "/feeds/"
PINNED = re.compile(r"/revisions/([^/]+)/graphql")
ASKS, TAKES, PREFLIGHT = ("GET", "POST", "HEAD"), ("GET", "HEAD"), "OPTIONS"
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # the editor of GraphiQL makes its styles as it runs
        "img-src 'self' data:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
SECURITY: Pairs = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]

logger = logging.getLogger("rolegraph.requests")


class Door:
    """The ASGI application: GraphQL goes to the endpoint, and to each of the other doors what is theirs; all else goes
    to `rest`.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        exports: Exports,
        questions: RestDoor,
        linked: LinkedData,
        loads: "Loads | None",
        assistants: "Assistants | None",
        rest: ASGIApp,
        tracing: "Tracing | None",
        settings: Settings,
    ):
        self._endpoint = endpoint
        self._exports = exports
        self._questions = questions
        self._linked = linked
        self._loads = loads
        self._assistants = assistants
        self._rest = rest
        self._tracing = tracing
        self._logs_requests = settings.log_requests
        self._prefix = settings.path_prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._rest(scope, receive, send)
            return
        if self._prefix:
            scope = without(self._prefix, scope)
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if len(headers) < len(scope["headers"]):
            scope = joined(scope)
            headers = dict(scope["headers"])
        if b"range" in headers:
            scope = without_wrong_range(scope, headers[b"range"])
        identifier = request_id(headers.get(b"x-request-id"))
        REQUEST_ID.set(identifier.decode())
        path, method = scope["path"], scope["method"]
        if path != GRAPHQL and await self._elsewhere(scope, receive, send, headers, identifier):
            return
        pinned = PINNED.fullmatch(path) if path != GRAPHQL else None
        if (path != GRAPHQL and not pinned) or (method in TAKES and b"text/html" in headers.get(b"accept", b"")):
            await self._rest(scope, receive, _adding(send, [(b"x-request-id", identifier), *SECURITY]))
        elif method in ASKS:
            ask = partial(self._endpoint.reply, scope, receive, headers, pinned[1] if pinned else None)
            await self._ask(scope, send, headers, identifier, ask)
        elif method == PREFLIGHT:
            await self._preflight(scope, receive, send, identifier)
        else:
            said = {"message": "GraphQL is asked with GET or POST.", "extensions": {"code": "BAD_REQUEST"}}
            reply = self._plain(405, said, [(b"allow", b"GET, HEAD, OPTIONS, POST")], "refused", "405")
            await _reply(send, reply, identifier)

    async def _elsewhere(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], identifier: bytes
    ) -> bool:
        """Answer what belongs to another door than that of GraphQL; whether it does."""
        path, method = scope["path"], scope["method"]
        if self._exports.has(path):
            await self._export(scope, receive, send, headers, identifier)
        elif self._questions.has(path):
            if method == PREFLIGHT:
                await self._preflight(scope, receive, send, identifier)
            else:
                ask = partial(self._questions.reply, scope, receive, headers)
                await self._ask(scope, send, headers, identifier, ask, self._questions.told)
        elif method in TAKES and self._linked.has(path):
            await self._link(scope, receive, send, headers, identifier)
        elif self._loads and self._loads.has(path):
            ask = partial(self._loads.reply, scope, receive, headers)
            await self._ask(scope, send, headers, identifier, ask, of_failure)
        elif self._assistants and path == MCP and method != PREFLIGHT:
            ask = partial(self._assistants.reply, scope, receive, headers)
            await self._ask(scope, send, headers, identifier, ask, self._assistants.told)
        elif method == PREFLIGHT and (self._taken(path) or (self._assistants and path == MCP)):
            await self._preflight(scope, receive, send, identifier, CALLED if path == MCP else TAKEN)
        elif method not in TAKES and self._taken(path):
            said = error_of("This is taken with GET or HEAD.", BAD_REQUEST)
            told = [*self._endpoint.cors.cached, (b"allow", TAKEN.encode())]
            await _reply(send, refusal(405, [said], told, "", "405"), identifier)
        else:
            return False
        return True

    def _taken(self, path: str) -> bool:
        """Whether pages of other origins may take something here."""
        return self._linked.has(path) or path.startswith(FEEDS)

    async def _preflight(
        self, scope: Scope, receive: Receive, send: Send, identifier: bytes, answered: str = ASKED
    ) -> None:
        reply = self._endpoint.cors.preflight(scope, answered)
        await reply(scope, receive, _adding(send, [(b"x-request-id", identifier)]))

    async def _ask(
        self,
        scope: Scope,
        send: Send,
        headers: dict[bytes, bytes],
        identifier: bytes,
        ask: Callable[[], Awaitable[Reply]],
        told: Callable[[None, Reply], Reply] = lambda _, reply: reply,
    ) -> None:
        """Send what somebody replies; `told` says in their words what went wrong on our side."""
        began = perf_counter()
        tracing = self._tracing
        if tracing:
            with tracing.span(scope["method"], scope["path"], headers) as span:
                reply = await self._replied(send, identifier, ask, told)
                if reply:
                    tracing.tell(span, reply)
        else:
            reply = await self._replied(send, identifier, ask, told)
        if reply is None:
            return
        self._tell(scope, reply, perf_counter() - began)

    async def _link(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], identifier: bytes
    ) -> None:
        """In RDF where that is wanted, else as the page, which tells of its other forms."""
        if self._linked.form(scope, headers) is Form.HTML:
            told = [(b"x-request-id", identifier), *self._linked.alternates(scope), *SECURITY]
            await self._rest(scope, receive, _adding(send, told))
        else:
            ask = partial(self._linked.reply, scope, headers)
            await self._ask(scope, send, headers, identifier, ask, of_failure)

    async def _export(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], identifier: bytes
    ) -> None:
        method = scope["method"]
        if method == PREFLIGHT:
            await self._preflight(scope, receive, send, identifier, TAKEN)
            return
        began = perf_counter()
        pieces: AsyncGenerator[bytes, None] | None = None
        if method not in TAKES:
            said = error_of("This is taken with GET or HEAD.", BAD_REQUEST)
            told = [*self._endpoint.cors.cached, (b"allow", TAKEN.encode())]
            reply = refusal(405, [said], told, EXPORT, "405")
        else:
            try:
                reply, pieces = await self._exports.reply(scope, receive, headers)
            except Exception:  # as below
                mask = uuid.uuid4().hex
                logger.exception("unexpected error %s", mask)
                reply = of_failure(None, self._failed(mask))
        await send({"type": "http.response.start", "status": reply.status, "headers": _identified(reply, identifier)})
        is_whole = True
        if pieces is not None:
            is_whole = await _sent(pieces, send)
        if is_whole:
            await send({"type": "http.response.body", "body": reply.body})
        self._tell(scope, reply, perf_counter() - began)

    def _tell(self, scope: Scope, reply: Reply, took: float) -> None:
        """Count and log a reply."""
        metrics.observe(reply.label, reply.outcome, reply.status, took)
        if reply.reason:
            metrics.REFUSALS.labels(reply.reason).inc()
        if self._logs_requests:
            self._log(scope, reply, took)

    async def _replied(
        self,
        send: Send,
        identifier: bytes,
        ask: Callable[[], Awaitable[Reply]],
        told: Callable[[None, Reply], Reply],
    ) -> Reply | None:
        """The reply that was sent, None if the client has gone."""
        try:
            reply = await ask()
        except ClientGone:
            return None
        except Exception:  # whatever it is, the client gets a masked error and the log the whole of it
            mask = uuid.uuid4().hex
            logger.exception("unexpected error %s", mask)
            reply = told(None, self._failed(mask))
        await _reply(send, reply, identifier)
        return reply

    def _failed(self, mask: str) -> Reply:
        said = {
            "message": f"Something went wrong here; the log knows it as {mask}.",
            "extensions": {"code": INTERNAL, "id": mask},
        }
        return self._plain(500, said, [], "failed", INTERNAL)

    def _plain(self, status: int, error: dict[str, Any], more: Pairs, outcome: str, reason: str) -> Reply:
        body = orjson.dumps({"errors": [error]})
        length = (b"content-length", str(len(body)).encode())
        headers = [(b"content-type", b"application/json; charset=utf-8"), length, NO_STORE, *self._endpoint.cors.cached]
        return Reply(status, [*headers, *more], body, "", outcome, reason, wrong=body)

    def _log(self, scope: Scope, reply: Reply, took: float) -> None:
        logger.info(
            "request",
            extra={
                "method": scope["method"],
                "path": scope["path"],
                "status": reply.status,
                "operation": reply.label,
                "outcome": reply.outcome,
                "milliseconds": round(took * 1000, 3),
                "client": scope["client"][0] if scope["client"] else "",
                **({"reason": reply.reason} if reply.reason else {}),
            },
        )


async def _reply(send: Send, reply: Reply, identifier: bytes) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": _identified(reply, identifier)})
    await send({"type": "http.response.body", "body": reply.body})


async def _sent(pieces: AsyncGenerator[bytes, None], send: Send) -> bool:
    """Send a body in pieces; whether it is whole. One that breaks off gets no end, so that clients see it."""
    try:
        async with aclosing(pieces):
            async for body in pieces:
                await send({"type": "http.response.body", "body": body, "more_body": True})
    except (BadRequest, QuestionError) as error:
        logger.warning("a body broke off: %s", error)
        return False
    return True


def _identified(reply: Reply, identifier: bytes) -> Pairs:
    return reply.headers if reply.is_shared else [*reply.headers, (b"x-request-id", identifier)]


def _adding(send: Send, headers: Pairs) -> Callable[[Message], Awaitable[None]]:
    """A `send` that adds headers to a response."""

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *headers]
        await send(message)

    return adding
