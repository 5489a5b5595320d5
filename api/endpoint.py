"""The GraphQL endpoint: from an HTTP request to its reply."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import orjson
from starlette.types import Receive, Scope

from api.answering import Answering
from api.answers import Answer, Question, fingerprint
from api.callers import Caller, Callers
from api.cors import Cors, Pairs
from api.current import CurrentKnowledge
from api.encodings import IDENTITY, preferred
from api.languages import PLAIN, Heard, Languages
from api.pins import Pins
from api.protocol import (
    BAD_REQUEST,
    JSON_TYPE,
    LONGEST_BODY,
    RESPONSE_TYPE,
    BadRequest,
    Operation,
    check_content_type,
    check_encoding,
    from_body,
    from_query_string,
    negotiated,
)
from api.rates import Rates, Standing, rate_headers
from api.settings import Settings
from knowledge.model.history import Identity
from knowledge.snapshot.snapshot import Snapshot
from schema.document import Refused

SMALL_BODY = 20_000  # bytes; larger ones are read in a thread
BODY_SECONDS = 30  # until a request has to have arrived
IMMUTABLE = b"public, max-age=31536000, immutable"
NO_STORE = (b"cache-control", b"no-store")
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
CONTENT_TYPES = {each: (b"content-type", f"{each}; charset=utf-8".encode()) for each in (JSON_TYPE, RESPONSE_TYPE)}


class Reply(NamedTuple):
    """What is sent back. `outcome` is `hit`, `executed`, `not_modified` or `refused`, the last with a `reason`.

    `is_shared`: caches may give it to others, so it has nothing about who asked. `answer` is what was answered, if
    anything was; `wrong` is the body as it is before any coding, where it has errors.
    """

    status: int
    headers: Pairs
    body: bytes
    label: str
    outcome: str
    reason: str = ""
    is_shared: bool = False
    answer: Answer | None = None
    wrong: bytes = b""


class ClientGone(Exception):
    """The client went away before its request was complete."""


@dataclass(slots=True)
class _Asked:
    """An HTTP request, and what is found out about it: `standings` are what is left of its caller's limits."""

    headers: Mapping[bytes, bytes]
    peer: str  # the address that it came from
    is_get: bool
    pinned: str | None
    coding: str
    media_type: str = JSON_TYPE
    heard: Heard = PLAIN
    standings: list[Standing] = field(default_factory=list)

    @property
    def form(self) -> tuple[bool, bool, str, str, Heard]:
        """What of it decides about the form of the reply."""
        return self.is_get, self.pinned is not None, self.media_type, self.coding, self.heard


class _Meant(NamedTuple):
    """What is asked, and of which revision; its snapshot is here if it is the newest."""

    question: Question
    operation: Operation
    revision: Identity
    snapshot: Snapshot | None


class Endpoint:
    """Replies to GraphQL requests. `code` tells versions of the program apart whose answers may differ."""

    def __init__(
        self,
        current: CurrentKnowledge,
        answering: Answering,
        callers: Callers,
        rates: Rates,
        settings: Settings,
        code: bytes,
    ):
        self._current = current
        self._answering = answering
        self.pins = Pins(current, answering, rates)
        self._callers = callers
        self._rates = rates
        self._code = code
        self.cors = Cors(settings.cors_origins)
        stale = settings.stale_while_revalidate
        self._fresh = f"public, max-age={settings.max_age}, stale-while-revalidate={stale}".encode()
        vary = b"Accept, Accept-Encoding" + (b", Origin" if self.cors.varies else b"")
        self._cached: Pairs = [(b"vary", vary), *self.cors.cached]
        self._cached_by_language: Pairs = [(b"vary", vary + b", Accept-Language"), *self.cors.cached]
        self._languages = Languages()

    async def reply(
        self,
        scope: Scope,
        receive: Receive,
        headers: Mapping[bytes, bytes],
        pinned: str | None,
        read: Callable[[], Awaitable[Operation]] | None = None,
    ) -> Reply:
        """The reply to a GET or POST request, about the revision `pinned` or else the newest. Raises `ClientGone`.

        `read` tells what is asked, where that is not said as GraphQL over HTTP has it; it may raise `BadRequest`.
        """
        asked = _asked(scope, headers, pinned)
        try:
            asked.media_type = negotiated(headers.get(b"accept", b"").decode("latin-1"))
            caller = self._callers.who(headers, asked.peer)
            if caller.rate:
                asked.standings = await self._rates.count_request(caller)
            snapshot = self._current.snapshot if pinned is None else None
            revision = snapshot.identity if snapshot else await self.pins.identity(pinned or "")
            if snapshot:
                self._languages.meet(snapshot)
            query = scope["query_string"]
            asked.heard = self._languages.heard(revision.digest, query, headers)
            if read is not None:
                operation = await read()
            else:
                operation = from_query_string(query) if asked.is_get else await self.posted(headers, receive)
            question = self._answering.question_about(revision, operation, asked.heard.languages)
            answer = self._known(question, operation, asked)
            if b"if-none-match" in headers and (unchanged := self._unchanged(question, answer, asked)):
                return unchanged
            if answer:
                return await self._hit(answer, question, asked)
            meant = _Meant(question, operation, revision, snapshot)
            if snapshot is None:
                meant = await self._old(meant, caller, asked, query)
            return await self._executed(meant, caller, asked)
        except Refused as error:
            return self._refused(error, asked)
        except BadRequest as error:
            return self._refusal(error, asked)

    async def posted(
        self, headers: Mapping[bytes, bytes], receive: Receive, reading: Callable[[bytes], Operation] = from_body
    ) -> Operation:
        """The operation that `reading` finds in the body of a POST request. Raises `BadRequest` and `ClientGone`."""
        check_content_type(headers.get(b"content-type", b"").decode("latin-1"))
        check_encoding(headers.get(b"content-encoding", b"").decode("latin-1"))
        body = await read_body(headers, receive)
        if len(body) <= SMALL_BODY:
            return reading(body)
        return await self._answering.read(partial(reading, body))

    def _known(self, question: Question, operation: Operation, asked: _Asked) -> Answer | None:
        """The answer, if it is in the cache; with its fingerprint, if it is asked for with GET."""
        answer = self._answering.known(question, operation)
        if answer and asked.is_get and not answer.fingerprint:  # others are asked with POST, which needs no tag
            answer.fingerprint = fingerprint(question, self._code)
        return answer

    def _unchanged(self, question: Question, answer: Answer | None, asked: _Asked) -> Reply | None:
        """The reply to a GET request of somebody who has what would be answered, whether it is known here or not."""
        if not asked.is_get:
            return None
        tag = _tag(answer.fingerprint if answer else fingerprint(question, self._code), asked)
        return self._not_modified(tag, answer, asked) if is_among(tag, asked.headers[b"if-none-match"]) else None

    async def _hit(self, answer: Answer, question: Question, asked: _Asked) -> Reply:
        """The reply with an answer from the cache, which is counted anew if it grew."""
        await self._answering.encode(answer, asked.coding)
        reply = self._sent(answer, asked, "hit")
        if answer.grew:
            self._answering.cache.put(question, answer)
        return reply

    async def _executed(self, meant: _Meant, caller: Caller, asked: _Asked) -> Reply:
        """The reply with a new answer, which is kept if it lasts. Raises as `Answering.answer` and `Pins.load` do."""
        assert meant.snapshot, "an old one is loaded by now"
        answer, spent = await self._answering.answer(
            meant.question, meant.operation, meant.snapshot, caller, in_address=asked.is_get
        )
        await self._answering.encode(answer, asked.coding)
        asked.standings = asked.standings + spent
        if not answer.lasts:
            return self._sent(answer, asked, "executed")
        if asked.is_get:
            answer.fingerprint = fingerprint(meant.question, self._code)
        reply = self._sent(answer, asked, "executed")
        self._answering.cache.put(meant.question, answer)  # with the coding that was just made
        return reply

    async def _old(self, meant: _Meant, caller: Caller, asked: _Asked, query_string: bytes) -> _Meant:
        """What is meant, with the snapshot of a pinned revision: from memory, or else loaded for what can be answered
        for certain. Which languages matter to the answer is known with it.
        """
        snapshot = self.pins.held(meant.revision)
        if snapshot is None:
            await self._answering.check(meant.question, meant.operation)
            address = self._callers.address(asked.headers, asked.peer)
            snapshot, more = await self.pins.load(meant.revision, caller, address)
            asked.standings = [*asked.standings, *more]
        self._languages.meet(snapshot)
        asked.heard = self._languages.heard(meant.revision.digest, query_string, asked.headers)
        question = meant.question._replace(languages=asked.heard.languages)
        return meant._replace(snapshot=snapshot, question=question)

    def _refused(self, error: Refused, asked: _Asked) -> Reply:
        """The reply to a document that cannot be executed."""
        content = orjson.dumps({"errors": [each.formatted for each in error.errors]})
        extensions = error.errors[0].extensions or {}
        reason = str(extensions.get("limit") or extensions.get("code"))
        return self._sent(Answer(content, True, False, "", has_errors=True), asked, "refused", reason)

    def _sent(self, answer: Answer, asked: _Asked, outcome: str, reason: str = "") -> Reply:
        used, body = answer.body(asked.coding)
        prepared = answer.prepared.get(asked.form)
        if prepared is None:
            prepared = answer.prepared[asked.form] = self._headers(answer, asked, used, len(body))
        status = 400 if answer.is_refusal and asked.media_type == RESPONSE_TYPE else 200
        is_shared = asked.is_get and answer.lasts
        more = self._more(asked, [] if is_shared else asked.standings)
        told = prepared + more if more else prepared
        wrong = answer.content if answer.has_errors else b""
        return Reply(status, told, body, answer.label, outcome, reason, is_shared, answer, wrong)

    def _headers(self, answer: Answer, asked: _Asked, used: str, length: int) -> Pairs:
        headers = [CONTENT_TYPES[asked.media_type], (b"content-length", b"%d" % length), NO_SNIFFING]
        if used != IDENTITY:
            headers.append((b"content-encoding", used.encode()))
        if asked.heard.told is not None:
            headers.append((b"content-language", asked.heard.told.encode()))
        if not asked.is_get:
            return [*headers, NO_STORE]
        if not answer.lasts:
            return [*headers, *self._shared(asked), NO_STORE]
        return headers + self._shared(asked) + self._validators(_tag(answer.fingerprint, asked), asked)

    def _shared(self, asked: _Asked) -> Pairs:
        """What caches have to know of an answer."""
        return self._cached_by_language if asked.heard.by_header else self._cached

    def _validators(self, tag: str, asked: _Asked) -> Pairs:
        return [(b"etag", tag.encode()), (b"cache-control", self._fresh if asked.pinned is None else IMMUTABLE)]

    def _not_modified(self, tag: str, answer: Answer | None, asked: _Asked) -> Reply:
        headers = self._shared(asked) + self._validators(tag, asked) + self._more(asked, [])
        return Reply(304, headers, b"", answer.label if answer else "", "not_modified", is_shared=True)

    def _refusal(self, error: BadRequest, asked: _Asked) -> Reply:
        """The reply to a request that is none, may not be made, or cannot be answered now."""
        said = {"message": str(error), "extensions": {"code": error.code, **error.more}}
        body = orjson.dumps({"errors": [said]})
        own = [(name.encode(), value.encode()) for name, value in error.headers.items()]
        kept = [] if "ratelimit" in error.headers else self._more(asked, asked.standings)
        headers = [
            (b"content-type", f"{asked.media_type}; charset=utf-8".encode()),
            (b"content-length", str(len(body)).encode()),
            *(self._cached if asked.is_get else ()),
            NO_SNIFFING,
            NO_STORE,
        ]
        reason = error.code if error.code != BAD_REQUEST else str(error.status)
        return Reply(error.status, headers + own + kept, body, "", "refused", reason, wrong=body)

    def _more(self, asked: _Asked, standings: list[Standing]) -> Pairs:
        """What only this reply says, not those to others who ask the same."""
        cors = [] if asked.is_get and not self.cors.varies else self.cors.allowed(asked.headers)
        if not standings:
            return cors
        rates = [(name.encode(), value.encode()) for name, value in rate_headers(standings).items()]
        return rates + cors


def _asked(scope: Scope, headers: Mapping[bytes, bytes], pinned: str | None) -> _Asked:
    coding = preferred(headers.get(b"accept-encoding", b"").decode("latin-1"))
    return _Asked(headers, scope["client"][0] if scope["client"] else "", scope["method"] != "POST", pinned, coding)


async def read_body(headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
    """The body of a request. Raises `BadRequest` for one that is too large or comes too slowly, and `ClientGone`."""
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and int(announced) > LONGEST_BODY:
        raise BadRequest(f"A request has at most {LONGEST_BODY:,} bytes.", 413)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            body: bytes = message.get("body", b"")
            return await _rest(body, receive) if message.get("more_body") else body
    except TimeoutError as error:
        raise BadRequest(f"The body did not arrive within {BODY_SECONDS} seconds.", 408) from error


async def _rest(body: bytes, receive: Receive) -> bytes:
    chunks, length = [body], len(body)
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunks.append(message.get("body", b""))
        length += len(chunks[-1])
        if length > LONGEST_BODY:
            raise BadRequest(f"A request has at most {LONGEST_BODY:,} bytes.", 413)
        if not message.get("more_body"):
            return b"".join(chunks)


def _tag(print_: str, asked: _Asked) -> str:
    """A strong ETag: other media types and codings are other bytes."""
    return f'"{print_}-{"r" if asked.media_type == RESPONSE_TYPE else "j"}{asked.coding[0]}"'


def is_known(tag: str, if_none_match: bytes) -> bool:
    """Whether who sends it has what is there: this version, or any (`*`). Something has to be there, of course."""
    return if_none_match.strip() == b"*" or is_among(tag, if_none_match)


def is_among(tag: str, if_none_match: bytes) -> bool:
    """Whether If-None-Match has the tag, by weak comparison (RFC 9110, 13.1.2): caches on the way may weaken it."""
    given = if_none_match.decode("latin-1")
    return any(each.strip().removeprefix("W/") == tag for each in given.split(","))
