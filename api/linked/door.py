"""Answers in RDF at the addresses of pages, of all other things that have a slug, and of datasets."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

import orjson
import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from starlette.types import Scope

from api.answering import Answering
from api.callers import Caller, Callers
from api.cors import Cors, Pairs
from api.current import CurrentKnowledge
from api.encodings import IDENTITY, encoded, preferred
from api.endpoint import IMMUTABLE, NO_SNIFFING, NO_STORE, Reply, is_among
from api.linked.catalogue import catalogue, told_of
from api.linked.forms import FORMS, Form, by_suffix, wanted
from api.linked.graph import TYPE, Telling
from api.linked.occupations import IN_ITS_WORDS, in_its_words, occupation
from api.linked.program import program
from api.linked.records import thing, things
from api.linked.site import site_of
from api.linked.writing import context, written
from api.pins import Pins
from api.problems import error_of, refusal
from api.protocol import BadRequest
from api.rates import Rates, Standing, rate_headers
from api.readable import SCHEMA_ORG_WORDS
from api.settings import Settings
from knowledge.model.entity import Entity
from knowledge.model.evidence import Dataset
from knowledge.model.observation import Measure
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown
from knowledge.snapshot.snapshot import Snapshot
from schema.document import Refused
from schema.limits import LIMIT_EXCEEDED
from seeds.rdf.naming import place
from seeds.rdf.statements import NAMED

KINDS = {place(kind): kind for kind in (*NAMED, Kind.SOURCE, Kind.DATASET)}
WITH_PAGES = {Kind.ROLE, Kind.SKILL, Kind.TOOL, Kind.ROLE_GROUP}
CATALOGUE, CONTEXT = "datasets", "/context.jsonld"
ADDRESS = re.compile(rf"(?:/revisions/([^/]+))?/({'|'.join(KINDS)})(?:(/.+)|(\.ttl|\.jsonld)?)", re.DOTALL)
PRICE = 100  # points of an answer; what it has beyond, a statement a point, is charged as far as the budget reaches
LABEL = "(linked data)"  # in metrics and logs
HYDRA = "http://www.w3.org/ns/hydra/core#"
RDF_FORMS = (Form.JSON_LD, Form.TURTLE)
BARE = {Form.SCHEMA_JSON_LD: Form.JSON_LD, Form.SCHEMA_TURTLE: Form.TURTLE}


class Asked(NamedTuple):
    """What an address means: `slug` is empty for the catalogue. `pinned` is as the address has it."""

    pinned: str | None
    kind: Kind
    slug: str
    form: Form | None

    @property
    def has_page(self) -> bool:
        return self.pinned is None and (self.kind in WITH_PAGES or not self.slug)

    @property
    def path(self) -> str:
        """Its address without what is pinned, and without a suffix."""
        return f"/{place(self.kind)}" + (f"/{quote(self.slug, safe='/')}" if self.slug else "")


def asked(path: str) -> Asked | None:
    """What an address means, None if it is none of these."""
    found = ADDRESS.fullmatch(path)
    if found is None or (found[3] is None and found[2] != CATALOGUE):
        return None
    bare, form = by_suffix(found[3] or found[4] or "")
    return Asked(found[1], KINDS[found[2]], bare[1:], form)


class LinkedData:
    """Replies to GET and HEAD where RDF is wanted."""

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
        stale = settings.stale_while_revalidate
        self._fresh = f"public, max-age={settings.max_age}, stale-while-revalidate={stale}".encode()

    @staticmethod
    def has(path: str) -> bool:
        """Whether RDF is told here."""
        return path == CONTEXT or asked(path) is not None

    def form(self, scope: Scope, headers: Mapping[bytes, bytes]) -> Form | None:
        """The form that a request wants, None where nothing fits."""
        found = asked(scope["path"])
        if found is None or found.form is not None:
            return found.form if found else Form.JSON_LD
        offered = (Form.HTML, *RDF_FORMS) if found.has_page else RDF_FORMS
        return wanted(headers.get(b"accept", b""), scope["query_string"], offered)

    def alternates(self, scope: Scope) -> Pairs:
        """What the page at an address says of its other forms: that they hang on Accept, and where they are."""
        found = asked(scope["path"])
        if found is None:
            return []
        return [(b"vary", b"Accept"), (b"link", self._links(found, Form.HTML))]

    def _links(self, found: Asked, but: Form | None) -> bytes:
        pinned = f"/revisions/{quote(found.pinned, safe='')}" if found.pinned else ""
        address = f"{self._prefix}{pinned}{found.path}"
        forms = {Form.JSON_LD: f"{address}.jsonld", Form.TURTLE: f"{address}.ttl"}
        if found.has_page:
            forms[Form.HTML] = address if found.slug else f"{self._prefix}/data"
        if found.kind is Kind.DATASET and found.slug:  # what ends so is the dataset itself
            forms = dict.fromkeys(RDF_FORMS, address)
        told = [f'<{href}>; rel="alternate"; type="{form.media_type}"' for form, href in forms.items() if form != but]
        return ", ".join(told).encode()

    async def reply(self, scope: Scope, headers: Mapping[bytes, bytes]) -> Reply:
        """The reply to a GET or HEAD request that does not want a page."""
        standings: list[Standing] = []
        coding = preferred(headers.get(b"accept-encoding", b"").decode("latin-1"))
        form = self.form(scope, headers)
        try:
            caller = self._callers.who(headers, scope["client"][0] if scope["client"] else "")
            if caller.rate:
                standings = await self._rates.count_request(caller)
            if form is None:
                raise BadRequest(f"This is answered as {FORMS}: name one of them in Accept.", 406)
            wants = _Wants(form, site_of(scope, self._site, self._prefix), coding, headers)
            if scope["path"] == CONTEXT:
                return self._sent(_coded(context(), wants), self._tag(wants, CONTEXT), None, wants, [])
            return await self._told(scope, caller, wants)
        except Refused as error:
            return self._refusal(403, LIMIT_EXCEEDED, str(error.errors[0].message), form, headers, standings, [])
        except BadRequest as error:
            own = [(name.encode(), value.encode()) for name, value in error.headers.items()]
            return self._refusal(error.status, error.code, str(error), form, headers, [] if own else standings, own)

    async def _told(self, scope: Scope, caller: Caller, wants: "_Wants") -> Reply:
        found = asked(scope["path"])
        assert found, "the door asks for nothing else"
        snapshot: Snapshot | None = self._current.snapshot
        revision = self._current.snapshot.identity
        if found.pinned is not None:
            revision = await self._pins.identity(found.pinned)
            snapshot = self._pins.held(revision)
        tag = self._tag(wants, revision.digest, scope["path"])
        more: Pairs = [(b"link", self._links(found, wants.form))]
        if is_among(tag, wants.headers.get(b"if-none-match", b"")):
            return self._sent(None, tag, found.pinned, wants, more)
        if snapshot is None:
            address = self._callers.address(wants.headers, scope["client"][0] if scope["client"] else "")
            snapshot, _ = await self._pins.load(revision, caller, address)
        if caller.budget:
            await self._rates.spend(caller, PRICE)
        body, statements = await self._answering.export(partial(_made, snapshot, found, wants))
        await self._rates.charge(caller, statements - PRICE)
        return self._sent(body, tag, found.pinned, wants, more)

    @staticmethod
    def _tag(wants: "_Wants", *parts: str) -> str:
        """A strong ETag: other forms and codings are other bytes."""
        told = "\0".join((wants.site, wants.form.name, *parts)).encode("utf-8", "surrogatepass")
        return f'"{sha256(program() + told).hexdigest()[:32]}-{wants.coding[0]}"'

    def _sent(self, body: bytes | None, tag: str, pinned: str | None, wants: "_Wants", more: Pairs) -> Reply:
        """A body, which is in its coding, or that the client has it already."""
        told: Pairs = [
            (b"etag", tag.encode()),
            (b"cache-control", self._fresh if pinned is None else IMMUTABLE),
            (b"vary", b"Accept, Accept-Encoding" + (b", Origin" if self._cors.varies else b"")),
            *self._shared(wants.headers),
            *more,
        ]
        if body is None:
            return Reply(304, told, b"", LABEL, "not_modified", is_shared=True)
        told += [(b"content-type", f"{wants.form.value}; charset=utf-8".encode()), NO_SNIFFING]
        if wants.coding != IDENTITY:
            told.append((b"content-encoding", wants.coding.encode()))
        told.append((b"content-length", str(len(body)).encode()))
        return Reply(200, told, body, LABEL, "executed", is_shared=True)

    def _refusal(
        self,
        status: int,
        code: str,
        message: str,
        form: Form | None,
        headers: Mapping[bytes, bytes],
        standings: list[Standing],
        own: Pairs,
    ) -> Reply:
        """What is wrong, in the form that was asked for; as a problem where there is none."""
        rates = [(name.encode(), value.encode()) for name, value in rate_headers(standings).items()]
        if form is None:
            shared = [(b"vary", b"Accept"), *self._shared(headers), *own, *rates]
            return refusal(status, [error_of(message, code)], shared, LABEL, str(status))
        body = _wrong(status, message, form)
        told = [
            (b"content-type", f"{form.media_type}; charset=utf-8".encode()),
            (b"content-length", str(len(body)).encode()),
            (b"vary", b"Accept"),
            NO_SNIFFING,
            NO_STORE,
            *self._shared(headers),
        ]
        return Reply(status, [*told, *own, *rates], body, LABEL, "refused", str(status))

    def _shared(self, headers: Mapping[bytes, bytes]) -> Pairs:
        return self._cors.allowed(headers) if self._cors.varies else self._cors.cached


class _Wants(NamedTuple):
    """How a request wants its answer: in which form and coding, with addresses of which site."""

    form: Form
    site: str
    coding: str
    headers: Mapping[bytes, bytes]


def _made(snapshot: Snapshot, found: Asked, wants: _Wants) -> tuple[bytes, int]:
    """An answer, and how many statements it has. Raises `BadRequest` with 404 for what is not there."""
    pinned = f"/revisions/{snapshot.identity}" if found.pinned is not None else ""
    if not found.slug:
        return _written(catalogue(snapshot, wants.site, pinned), wants)
    key = Key(found.kind, found.slug)
    held = thing(snapshot, key)
    if held is None:
        what = place(found.kind).removesuffix("s")
        error = unknown(what, found.slug, [], things(snapshot, found.kind))
        hint = f". Did you mean {' or '.join(error.nearest)}?" if error.nearest else "."
        if error.known is not None:
            hint = f": there is {', '.join(error.known) or 'none'}."
        raise BadRequest(f'There is no {what} "{found.slug[:100]}"{hint}', 404, error.code) from error
    if isinstance(held, Dataset):
        return _written(told_of(snapshot, held, wants.site, pinned), wants)
    if wants.form.is_schema_org:
        if not isinstance(held, Entity) or isinstance(held, Measure):
            raise BadRequest("schema.org has words for roles, skills and the like: ask without its profile.", 406)
        if isinstance(held, IN_ITS_WORDS):
            return _written(in_its_words(Telling(snapshot, wants.site).of(key, held)), wants)
        return _in_schema_org(snapshot, held, wants)
    return _written(Telling(snapshot, wants.site).of(key, held), wants)


def _coded(body: bytes, wants: _Wants) -> bytes:
    return body if wants.coding == IDENTITY else encoded(body, wants.coding)


def _written(triples: Iterable[Triple], wants: _Wants) -> tuple[bytes, int]:
    told = dict.fromkeys(triples)
    return _coded(written(told, wants.form), wants), len(told)


def _in_schema_org(snapshot: Snapshot, entity: Entity, wants: _Wants) -> tuple[bytes, int]:
    body = orjson.dumps(occupation(snapshot, entity, wants.site))
    if wants.form is Form.SCHEMA_JSON_LD:
        return _coded(body, wants), PRICE
    parsed = (each.triple for each in pyoxigraph.parse(body, RdfFormat.JSON_LD))
    turtle = pyoxigraph.serialize(parsed, format=RdfFormat.TURTLE, prefixes={"schema": SCHEMA_ORG_WORDS})
    assert turtle is not None, "it is written nowhere else"
    return _coded(turtle, wants), PRICE


def _wrong(status: int, message: str, form: Form) -> bytes:
    """An error in the words of Hydra, which has some for it."""
    node = BlankNode("error")
    told = [
        Triple(node, TYPE, NamedNode(f"{HYDRA}Error")),
        Triple(node, NamedNode(f"{HYDRA}statusCode"), Literal(status)),
        Triple(node, NamedNode(f"{HYDRA}description"), Literal(message)),
    ]
    return written(told, BARE.get(form, form))
