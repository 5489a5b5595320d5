"""The MCP server over HTTP: Streamable HTTP at /mcp, without sessions, each request answered with JSON.

A request comes through the same door as GraphQL's: the same keys, rates, budgets and limits. Pages may ask whose origin
is named: what all may read at GraphQL's door, the protocol holds back from pages that nobody knows. The library is
loaded when somebody asks for the first time: it takes a while, and not all need it.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson
from starlette.types import Message, Receive, Scope

from api.assistants import envelope
from api.assistants.asking import AskingHere, Here, wanted
from api.assistants.envelope import INVALID
from api.callers import Caller, Callers
from api.cors import Cors, Pairs
from api.endpoint import NO_SNIFFING, NO_STORE, Reply, read_body
from api.protocol import BAD_REQUEST, BadRequest, check_content_type, check_encoding
from api.rates import Rates, Standing, rate_headers
from api.settings import Settings

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

LABEL = "(mcp)"
END_SECONDS = 0.5
CALL = "rolegraph.call"  # in the scope of a request
ACCEPT = (b"accept", b"application/json, text/event-stream")
LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")
"""Origins of pages of this machine, such as the inspector that people try servers with."""
UNABLE, FAILED = -32000, -32603
"""Errors of JSON-RPC: no request that is answered now, and what went wrong on our side."""
FORBIDDEN_ORIGIN = "FORBIDDEN"
ANY = "*"


@dataclass(slots=True)
class Call:
    """A request, and what is found out about it. `asking` is None until something is asked."""

    caller: Caller
    accepted: str
    site: str
    standings: list[Standing] = field(default_factory=list)
    tool: str = ""
    asking: AskingHere | None = None


class Assistants:
    """Replies to requests of assistants."""

    def __init__(self, here: Here, callers: Callers, rates: Rates, cors: Cors, settings: Settings):
        self._here = here
        self._callers = callers
        self._rates = rates
        self._cors = cors
        self._site = settings.site_url
        self._prefix = settings.path_prefix
        self._origins = frozenset(
            (*settings.assistant_origins, *(each for each in settings.cors_origins if each != ANY))
        )
        self._own = _origin(settings.site_url) if settings.site_url else None
        self._begun: asyncio.Task[StreamableHTTPSessionManager] | None = None
        self._life: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    async def close(self) -> None:
        """End what was begun. What does not end soon, as a library that is still loaded, ends with the process."""
        self._stopping.set()
        waiting = {each for each in (self._begun, self._life) if each}
        if waiting:
            await asyncio.wait(waiting, timeout=END_SECONDS)

    async def reply(self, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Reply:
        """The reply to a request. Raises `api.endpoint.ClientGone`."""
        standings: list[Standing] = []
        try:
            self._check_origin(headers)
            if scope["method"] != "POST":
                said = "Assistants ask with POST; there are no sessions to open or to end."
                raise BadRequest(said, 405, headers={"allow": "OPTIONS, POST"})
            caller = self._callers.who(headers, scope["client"][0] if scope["client"] else "")
            if caller.rate:
                standings = await self._rates.count_request(caller)
            check_content_type(headers.get(b"content-type", b"").decode("latin-1"))
            check_encoding(headers.get(b"content-encoding", b"").decode("latin-1"))
            body = await read_body(headers, receive)
            envelope.check(body)
        except BadRequest as error:
            return self._refusal(error, headers, standings)
        accepted = headers.get(b"accept-language", b"").decode("latin-1")
        call = Call(caller, accepted, self._site or self._site_of(scope, headers), standings)
        if not headers.get(b"accept", b"").strip():
            scope = {**scope, "headers": [*(each for each in scope["headers"] if each[0] != b"accept"), ACCEPT]}
        status, named, content = await _taken(await self._manager(), {**scope, CALL: call}, receive, body)
        return self._answer(status, named, _said(status, envelope.told(content, body)), call, headers)

    def _check_origin(self, headers: Mapping[bytes, bytes]) -> None:
        """Raises `BadRequest` for pages of origins that are not named: a name of theirs may lead to this host (DNS
        rebinding), so that what the header Host says counts for nothing. All browsers send Origin with POST.
        """
        given = headers.get(b"origin")
        if given is None or ANY in self._origins:
            return
        origin = given.decode("latin-1")
        if origin in self._origins or origin == self._own or LOCAL.fullmatch(origin):
            return
        raise BadRequest(
            f'Pages of the origin "{origin[:200]}" may not ask: ROLEGRAPH_ASSISTANT_ORIGINS and ROLEGRAPH_CORS_ORIGINS '
            "name those that may. Programs, which send no Origin, may.",
            403,
            FORBIDDEN_ORIGIN,
        )

    def _site_of(self, scope: Scope, headers: Mapping[bytes, bytes]) -> str:
        host = headers.get(b"host", b"").decode("latin-1")
        return f"{scope['scheme']}://{host}{self._prefix}" if host else ""

    async def _manager(self) -> "StreamableHTTPSessionManager":
        if self._begun is None:
            self._begun = asyncio.create_task(self._begin())
        return await asyncio.shield(self._begun)

    async def _begin(self) -> "StreamableHTTPSessionManager":
        manager = await asyncio.to_thread(self._made)
        running = asyncio.Event()

        async def live() -> None:
            async with manager.run():
                running.set()
                await self._stopping.wait()

        self._life = asyncio.create_task(live())
        await running.wait()
        return manager

    def _made(self) -> "StreamableHTTPSessionManager":
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager  # here, because it takes a while

        from api.assistants.server import Context, build  # likewise
        from api.assistants.tools import TOOLS

        def opening(context: Context, language: str | None) -> AskingHere:
            assert context.request, "a request over HTTP has one"
            call: Call = context.request.scope[CALL]
            name = (context.params or {}).get("name")
            call.tool = name if isinstance(name, str) and name in TOOLS else ""
            snapshot = self._here.current.snapshot
            call.asking = AskingHere(self._here, snapshot, call.caller, wanted(language, call.accepted), call.site)
            return call.asking

        return StreamableHTTPSessionManager(build(opening), json_response=True, stateless=True)

    def _answer(
        self, status: int, named: Mapping[bytes, bytes], content: bytes, call: Call, headers: Mapping[bytes, bytes]
    ) -> Reply:
        asking = call.asking
        reason = asking.reason if asking else ""
        if status >= 400:
            reason = reason or str(status)
        outcome = "refused" if reason else "hit" if asking and asking.was_kept else "executed"
        standings = call.standings + (asking.standings if asking else [])
        kept = [(name, named[name]) for name in (b"content-type", b"allow") if name in named]
        if b"content-type" not in named and content:
            kept.append((b"content-type", b"application/json"))
        label = f"{LABEL} {call.tool}".strip()
        return Reply(status, self._headers(kept, len(content), headers, standings), content, label, outcome, reason)

    def _refusal(self, error: BadRequest, headers: Mapping[bytes, bytes], standings: list[Standing]) -> Reply:
        """The reply to a request that is none, or may not be made: an error of JSON-RPC that belongs to no call."""
        code, identifier = UNABLE if error.status in (401, 403, 429, 503) else INVALID, None
        if isinstance(error, envelope.Malformed):
            code, identifier = error.number, error.id
        data = {"code": error.code, **error.more}
        body = orjson.dumps(
            {"jsonrpc": "2.0", "id": identifier, "error": {"code": code, "message": str(error), "data": data}}
        )
        own: Pairs = [(name.encode(), value.encode()) for name, value in error.headers.items()]
        more = [] if "ratelimit" in error.headers else standings
        kept = [(b"content-type", b"application/json"), *own]
        reason = error.code if error.code != "BAD_REQUEST" else str(error.status)
        return Reply(error.status, self._headers(kept, len(body), headers, more), body, LABEL, "refused", reason)

    @staticmethod
    def told(_: None, reply: Reply) -> Reply:
        """A reply that says in GraphQL's form what went wrong on our side, as an error of JSON-RPC."""
        wrong = orjson.loads(reply.body)["errors"][0]
        error = {"code": FAILED, "message": wrong["message"], "data": wrong["extensions"]}
        body = orjson.dumps({"jsonrpc": "2.0", "id": None, "error": error})
        length = b"%d" % len(body)
        headers = [(name, length if name == b"content-length" else value) for name, value in reply.headers]
        return reply._replace(headers=headers, body=body, label=LABEL)

    def _headers(self, own: Pairs, length: int, headers: Mapping[bytes, bytes], standings: list[Standing]) -> Pairs:
        rates = [(name.encode(), value.encode()) for name, value in rate_headers(standings).items()]
        return [
            *own,
            (b"content-length", b"%d" % length),
            NO_SNIFFING,
            NO_STORE,
            *rates,
            *self._cors.allowed(headers),
        ]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _said(status: int, content: bytes) -> bytes:
    """What the library says; what it refuses without a word, in ours."""
    if content or status < 400:
        return content
    said = "Answers are JSON: name application/json in Accept, or leave it out." if status == 406 else "No request."
    error = {"code": INVALID, "message": said, "data": {"code": BAD_REQUEST}}
    return orjson.dumps({"jsonrpc": "2.0", "id": None, "error": error})


async def _taken(
    manager: "StreamableHTTPSessionManager", scope: Scope, receive: Receive, body: bytes
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of the library's response to a request that is here whole."""
    told: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    async def send(message: Message) -> None:
        told.append(message)

    await manager.handle_request(scope, given, send)
    begin = next(each for each in told if each["type"] == "http.response.start")
    headers: dict[bytes, bytes] = dict(begin.get("headers", []))
    pieces = [each.get("body", b"") for each in told if each["type"] == "http.response.body"]
    return begin["status"], headers, b"".join(pieces)
