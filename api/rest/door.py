"""The REST door: `/api/<name>` asks the GraphQL endpoint for the document of that name, and nothing else.

So keys, rates, costs, limits, languages, pinned revisions, tags and caches are those of GraphQL, and an answer is the
same bytes. What is of its own are parameters for variables, and statuses for errors.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import orjson
from starlette.types import Receive, Scope

from api.answering import Answering
from api.cors import Pairs
from api.current import CurrentKnowledge
from api.encodings import IDENTITY, encoded, preferred
from api.endpoint import NO_SNIFFING, NO_STORE, Endpoint, Reply, is_known
from api.problems import PROBLEM, problem
from api.protocol import BAD_REQUEST, Operation
from api.rest.description import describe
from api.rest.named import NamedDocument, NamedDocuments
from api.rest.parameters import from_address, from_json
from api.rest.problems import is_empty, of_answer, of_nothing
from api.settings import Settings
from knowledge.errors import NotFound
from knowledge.snapshot.snapshot import nearest

ADDRESS = re.compile(r"(?:/revisions/([^/]+))?/api/([^/]+)", re.DOTALL)
DESCRIPTION = "openapi.json"
ASKS = ("GET", "HEAD", "POST")
LABEL = "(rest)"
OF_THE_BODY = {b"content-type", b"content-length", b"content-encoding", b"etag", b"cache-control", b"content-language"}


class RestDoor:
    """Replies to requests for named documents, and for the description of all of them."""

    def __init__(
        self,
        current: CurrentKnowledge,
        endpoint: Endpoint,
        answering: Answering,
        documents: NamedDocuments,
        settings: Settings,
    ):
        self._current = current
        self._endpoint = endpoint
        self._answering = answering
        self._documents = documents
        self._prefix = settings.path_prefix
        stale = settings.stale_while_revalidate
        self._fresh = f"public, max-age={settings.max_age}, stale-while-revalidate={stale}".encode()
        self._described: tuple[Mapping[str, str], bytes, str] | None = None

    @staticmethod
    def has(path: str) -> bool:
        """Whether this is an address of the door."""
        return ADDRESS.fullmatch(path) is not None

    async def reply(self, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Reply:
        """The reply to a request of any method but OPTIONS. Raises `api.endpoint.ClientGone`."""
        found = ADDRESS.fullmatch(scope["path"])
        assert found, "the door of doors asks for nothing else"
        pinned, name = found[1], found[2]
        document = self._documents.get(name)
        is_description = document is None and name == DESCRIPTION
        if scope["method"] not in (ASKS if not is_description else ASKS[:2]):
            allowed = "GET, HEAD, OPTIONS" + ("" if is_description else ", POST")
            said = {"message": f"This is asked with {allowed}.", "extensions": {"code": BAD_REQUEST}}
            return self._problem(405, said, headers, [(b"allow", allowed.encode())])
        if is_description and pinned is None:
            return await self._description(headers)
        if document is None:
            known = sorted(self._documents.texts)
            close = nearest(name, known) or known
            said = {
                "message": f'No question "{name[:100]}": there is {", ".join(close)}.',
                "extensions": {"code": NotFound.code, "nearest": close},
            }
            return self._problem(404, said, headers, [])
        operation: Operation | None = None

        async def read() -> Operation:
            nonlocal operation
            operation = await self._read(document, scope, receive, headers)
            return operation

        reply = await self._endpoint.reply(scope, receive, headers, pinned, read)
        if reply.status == 200 and reply.answer is not None and not reply.wrong and is_empty(reply.answer.content):
            variables = (operation and operation.variables) or {}
            said = await self._answering.read(partial(of_nothing, document, variables, self._current.snapshot))
            return self._refused(reply, 404, said)
        return self.told(document, reply)

    async def _read(
        self, document: NamedDocument, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]
    ) -> Operation:
        query = scope["query_string"]
        if scope["method"] != "POST":
            return from_address(document, query)
        return await self._endpoint.posted(headers, receive, partial(from_json, document, query))

    def told(self, document: NamedDocument | None, reply: Reply) -> Reply:
        """A reply of GraphQL as it is, or as a problem where something is wrong."""
        return self._refused(reply, *of_answer(document, reply.status, reply.wrong)) if reply.wrong else reply

    @staticmethod
    def _refused(reply: Reply, status: int, said: dict[str, Any]) -> Reply:
        """A problem, with all that the reply of GraphQL tells beside its body."""
        body = orjson.dumps(said)
        kept = [each for each in reply.headers if each[0] not in OF_THE_BODY]
        told = [*_heads(PROBLEM, body), NO_STORE, *kept]
        return Reply(status, told, body, reply.label, "refused", reply.reason or said["code"])

    async def _description(self, headers: Mapping[bytes, bytes]) -> Reply:
        body, digest = await self._described_now()
        coding = preferred(headers.get(b"accept-encoding", b"").decode("latin-1"))
        tag = f'"{digest}-{coding[0]}"'
        told: Pairs = [
            (b"etag", tag.encode()),
            (b"cache-control", self._fresh),
            (b"vary", b"Accept-Encoding" + (b", Origin" if self._endpoint.cors.varies else b"")),
            *self._shared(headers),
        ]
        if is_known(tag, headers.get(b"if-none-match", b"")):
            return Reply(304, told, b"", LABEL, "not_modified", is_shared=True)
        if coding != IDENTITY:
            body = encoded(body, coding)
            told.append((b"content-encoding", coding.encode()))
        return Reply(200, [*_heads("application/json", body), *told], body, LABEL, "executed", is_shared=True)

    async def _described_now(self) -> tuple[bytes, str]:
        """The description of the documents that there are, and a hash of it; made when it is first asked for."""
        texts = self._documents.texts
        if self._described is None or self._described[0] is not texts:
            made = await self._answering.read(partial(describe, self._documents, self._prefix))
            self._described = texts, *made
        return self._described[1:]

    def _problem(self, status: int, error: dict[str, Any], headers: Mapping[bytes, bytes], more: Pairs) -> Reply:
        body = orjson.dumps(problem(status, error))
        told = [*_heads(PROBLEM, body), NO_STORE, *self._shared(headers), *more]
        return Reply(status, told, body, LABEL, "refused", str(status))

    def _shared(self, headers: Mapping[bytes, bytes]) -> Pairs:
        cors = self._endpoint.cors
        return cors.allowed(headers) if cors.varies else cors.cached


def _heads(kind: str, body: bytes) -> Pairs:
    return [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(body)).encode()),
        NO_SNIFFING,
    ]
