"""What is taken whole: a dataset as JSON Lines or RDF, streamed in pieces, and the schema.

Each piece of a dataset is read, and compressed, in a thread, when the client has taken the one before: neither a large
dataset nor a slow client holds up anybody or fills the memory. A thread holds nothing between two pieces.
"""

import asyncio
import gzip
import re
import zlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

from starlette.types import Receive, Scope

from api.answering import Answering
from api.callers import Caller, Callers
from api.cors import Cors, Pairs
from api.current import CurrentKnowledge
from api.encodings import IDENTITY, preferred
from api.endpoint import IMMUTABLE, NO_SNIFFING, Reply, is_known
from api.linked.dumps import FORMATS as RDF
from api.linked.dumps import in_rdf
from api.linked.program import program
from api.linked.site import site_of
from api.pins import STATUS, Pins
from api.problems import error_of, of_question, refusal
from api.protocol import BadRequest
from api.rates import Rates, Standing, rate_headers
from api.settings import Settings
from db.editions import Edition, edition, piece
from db.store import Store
from knowledge.errors import NotFound, QuestionError
from knowledge.model.history import Identity
from knowledge.model.record import Key
from knowledge.snapshot.finding import nearest
from knowledge.snapshot.snapshot import Snapshot
from schema.document import Refused
from schema.printing import printed

DATASET = re.compile(r"(?:/revisions/([^/]+))?/datasets/(.+?)\.(jsonl|ttl|nt)(\.gz)?", re.DOTALL)
MEDIA_TYPES = {
    "jsonl": "application/jsonl; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
}
PACKED = "application/gzip"
SCHEMA = "/schema.graphql"
PRICE = 1_000  # points of an export; what it has beyond is charged as far as the caller's budget reaches
MOST_EDITIONS = 200  # of which it is remembered what they are
CODINGS = ("gzip",)
GZIP = 16 + zlib.MAX_WBITS
LABEL = "(export)"  # in metrics and logs, where GraphQL has the names of operations
GRAPHQL_TYPE = "application/graphql"
NOTHING: Pairs = []


class Sent(NamedTuple):
    """A reply, and the pieces of its body where it has no body of its own."""

    reply: Reply
    pieces: AsyncGenerator[bytes, None] | None = None


class Exports:
    """Replies to GET and HEAD of datasets and of the schema."""

    def __init__(
        self,
        current: CurrentKnowledge,
        answering: Answering,
        callers: Callers,
        rates: Rates,
        settings: Settings,
        cors: Cors,
        pins: Pins,
    ):
        self._current = current
        self._answering = answering
        self._callers = callers
        self._rates = rates
        self._cors = cors
        self._pins = pins
        self._prefix = settings.path_prefix
        self._site = settings.site_url
        self._shows_schema = settings.introspection
        stale = settings.stale_while_revalidate
        self._fresh = f"public, max-age={settings.max_age}, stale-while-revalidate={stale}".encode()
        self._editions: OrderedDict[tuple[str, Identity], Edition] = OrderedDict()

    @staticmethod
    def has(path: str) -> bool:
        """Whether this is the address of something that is taken whole."""
        return path == SCHEMA or DATASET.fullmatch(path) is not None

    async def reply(self, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Sent:
        """The reply to a GET or HEAD request."""
        standings: list[Standing] = []
        try:
            caller = self._callers.who(headers, scope["client"][0] if scope["client"] else "")
            if caller.rate:
                standings = await self._rates.count_request(caller)
            if scope["path"] == SCHEMA:
                return Sent(await self._schema(headers))
            return await self._dataset(scope, receive, headers, caller)
        except Refused as error:
            return Sent(self._refusal(403, [each.formatted for each in error.errors], headers, standings))
        except BadRequest as error:
            own = [(name.encode(), value.encode()) for name, value in error.headers.items()]
            said = error_of(str(error), error.code, **error.more)
            return Sent(self._refusal(error.status, [said], headers, [] if own else standings, own))

    async def _dataset(self, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes], caller: Caller) -> Sent:
        found = DATASET.fullmatch(scope["path"])
        assert found, "the door asks for nothing else"
        number, slug, ending, is_packed = found[1], found[2], found[3], bool(found[4])
        try:
            revision = self._current.snapshot.identity if number is None else await self._pins.identity(number)
            wanted = await self._edition(slug, revision)
        except QuestionError as error:
            more = {name: each for name, each in of_question(error)["extensions"].items() if name != "code"}
            raise BadRequest(str(error), STATUS.get(error.code, 400), error.code, **more) from error
        coding = preferred(headers.get(b"accept-encoding", b"").decode("latin-1"), CODINGS)
        if is_packed:
            coding = IDENTITY
        site = site_of(scope, self._site, self._prefix) if ending in RDF else ""
        tag = _tag(wanted, revision, site, f"{ending}{found[4] or ''}", coding)
        told: Pairs = [
            (b"etag", tag.encode()),
            (b"cache-control", self._fresh if number is None else IMMUTABLE),
            (b"vary", b"Accept-Encoding" + (b", Origin" if self._cors.varies else b"")),
            (b"accept-ranges", b"none"),  # how long it gets is known when it is written
            (
                b"content-location",
                f"{self._prefix}/revisions/{revision}/datasets/{slug}.{ending}{found[4] or ''}".encode(),
            ),
            *self._shared(headers),
        ]
        if is_known(tag, headers.get(b"if-none-match", b"")):
            return Sent(Reply(304, told, b"", LABEL, "not_modified", is_shared=True))
        file = f"{slug.replace('/', '-')}.{ending}{found[4] or ''}"
        told += [
            (b"content-type", (PACKED if is_packed else MEDIA_TYPES[ending]).encode()),
            (b"content-disposition", f'attachment; filename="{file}"'.encode()),
            NO_SNIFFING,
        ]
        if coding != IDENTITY:
            told.append((b"content-encoding", coding.encode()))
        reply = Reply(200, told, b"", LABEL, "executed", is_shared=True)
        if scope["method"] == "HEAD":
            return Sent(reply)
        if caller.budget:
            await self._rates.spend(caller, PRICE)
            await self._rates.charge(caller, wanted.records - PRICE)
        form = (
            in_rdf(await self._snapshot(scope, headers, caller, revision), slug, site, ending)
            if ending in RDF
            else None
        )
        packed = None if coding == IDENTITY and not is_packed else zlib.compressobj(6, zlib.DEFLATED, GZIP)
        return Sent(reply, self._pieces(wanted, form, packed, receive))

    async def _snapshot(
        self, scope: Scope, headers: Mapping[bytes, bytes], caller: Caller, revision: Identity
    ) -> Snapshot:
        """The revision in memory: what things of other datasets are called stands there."""
        held = self._pins.held(revision)
        if held is None:
            address = self._callers.address(headers, scope["client"][0] if scope["client"] else "")
            held, _ = await self._pins.load(revision, caller, address)
        return held

    async def _edition(self, slug: str, revision: Identity) -> Edition:
        """What the dataset is then. Raises `NotFound` and `Unavailable`."""
        snapshot = self._current.snapshot
        if slug not in snapshot.datasets:  # nothing that was ever there is deleted
            raise NotFound(
                "dataset", slug, ["dataset"], nearest(slug, sorted(snapshot.datasets)), sorted(snapshot.datasets)
            )
        key = slug, revision
        known = self._editions.get(key)
        if known is None:
            known = await self._answering.export(partial(self._read, key))
        return known

    def _read(self, key: tuple[str, Identity]) -> Edition:
        """Remembered here, so that it is known when one who had to wait too long asks again."""
        found = self._editions[key] = edition(self._current.store, key[0], key[1].number)
        while len(self._editions) > MOST_EDITIONS:
            self._editions.popitem(last=False)
        return found

    async def _pieces(
        self, wanted: Edition, form: Callable[[bytes], bytes] | None, packed: Any, receive: Receive
    ) -> AsyncGenerator[bytes, None]:
        """The body, as long as the client is there."""
        leaving = asyncio.ensure_future(_gone(receive))
        after: Key | None = None
        try:
            while not leaving.done():
                work = partial(_packed_piece, self._current.store, wanted, after, form, packed)
                body, after = await self._answering.export(work)
                if body:
                    yield body
                if after is None:
                    return
        finally:
            leaving.cancel()

    async def _schema(self, headers: Mapping[bytes, bytes]) -> Reply:
        if not self._shows_schema:
            raise BadRequest("This server does not show its schema.", 404, NotFound.code)
        accepted = headers.get(b"accept", b"").decode("latin-1").lower().split(",")
        is_named = any(each.partition(";")[0].strip() == GRAPHQL_TYPE for each in accepted)
        kind = GRAPHQL_TYPE if is_named else "text/plain"
        coding = preferred(headers.get(b"accept-encoding", b"").decode("latin-1"), CODINGS)
        body, digest = await self._answering.read(partial(_sdl, coding))
        tag = f'"{digest}-{kind[0]}{coding[0]}"'
        told: Pairs = [
            (b"etag", tag.encode()),
            (b"cache-control", self._fresh),
            (b"vary", b"Accept, Accept-Encoding" + (b", Origin" if self._cors.varies else b"")),
            *self._shared(headers),
        ]
        if is_known(tag, headers.get(b"if-none-match", b"")):
            return Reply(304, told, b"", LABEL, "not_modified", is_shared=True)
        told += [
            (b"content-type", f"{kind}; charset=utf-8".encode()),
            (b"content-length", str(len(body)).encode()),
            NO_SNIFFING,
        ]
        if coding != IDENTITY:
            told.append((b"content-encoding", coding.encode()))
        return Reply(200, told, body, LABEL, "executed", is_shared=True)

    def _shared(self, headers: Mapping[bytes, bytes]) -> Pairs:
        """What tells pages of other origins that they may read it."""
        return self._cors.allowed(headers) if self._cors.varies else self._cors.cached

    def _refusal(
        self,
        status: int,
        errors: Sequence[Mapping[str, Any]],
        headers: Mapping[bytes, bytes],
        standings: list[Standing],
        own: Pairs = NOTHING,
    ) -> Reply:
        rates = [(name.encode(), value.encode()) for name, value in rate_headers(standings).items()]
        return refusal(status, errors, [*self._shared(headers), *own, *rates], LABEL, str(status))


def _tag(wanted: Edition, revision: Identity, site: str, ending: str, coding: str) -> str:
    """A strong ETag. RDF names things of other datasets, too, so that it hangs on all of the revision."""
    if ending == "jsonl":
        return f'"{wanted.digest[:32]}-{coding[0]}"'
    hung = (revision.digest, site) if ending.removesuffix(".gz") in RDF else ()
    told = "\0".join((wanted.digest, ending, *hung)).encode()
    return f'"{sha256(program() + told).hexdigest()[:32]}-{coding[0]}"'


def _packed_piece(
    store: Store, wanted: Edition, after: Key | None, form: Callable[[bytes], bytes] | None, packed: Any
) -> tuple[bytes, Key | None]:
    """A piece, in another form and compressed if there is something to do it, and after which record to go on."""
    lines, following = piece(store, wanted, after)
    if form is not None:
        lines = form(lines)
    if packed is None:
        return lines, following
    return packed.compress(lines) + (packed.flush() if following is None else b""), following


async def _gone(receive: Receive) -> None:
    """Wait until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass


@cache
def _sdl(coding: str) -> tuple[bytes, str]:
    """The schema, and a hash of it."""
    text = printed().encode()
    body = text if coding == IDENTITY else gzip.compress(text, mtime=0)
    return body, sha256(text).hexdigest()[:32]
