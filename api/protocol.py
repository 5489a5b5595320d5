"""GraphQL over HTTP, as the specification of the GraphQL Foundation has it: media types, and what a request asks for.

https://graphql.github.io/graphql-over-http/draft/ is the source of every rule here, of the appendix on persisted
documents too; automatic persisted queries are Apollo's.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from api.json_errors import why_no_json
from knowledge.snapshot.finding import nearest

RESPONSE_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
BAD_REQUEST = "BAD_REQUEST"
LONGEST_BODY = 1_000_000  # bytes
SHORT_QUERY_STRING = 8_000  # bytes; what longer ones ask for is not remembered
MOST_PARAMETERS = 20
PARAMETERS = ("query", "operationName", "documentId", "variables", "extensions")
DOCUMENT_ID = re.compile(r"sha256:([0-9a-f]{64})")
HASH = re.compile(r"[0-9a-f]{64}")


class BadRequest(Exception):
    """A request that is no well-formed GraphQL request, or comes from somebody who may not ask.

    `status` is the HTTP status that says so, `headers` go with it, `more` is added to the error's extensions.
    """

    def __init__(
        self,
        message: str,
        status: int = 400,
        code: str = BAD_REQUEST,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ):
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.more = more


class Operation(NamedTuple):
    """What a request asks for: a document as `text`, by its SHA-256 as `document`, or both to register it."""

    text: str | None
    document: str | None  # 64 hexadecimal digits
    is_automatic: bool  # whether the hash came the way of automatic persisted queries
    variables: dict[str, Any] | None
    name: str | None
    shows_cost: bool
    canonical: bytes  # the variables as JSON with sorted keys


@lru_cache(maxsize=256)
def negotiated(accept: str) -> str:
    """The media type to answer with. Raises `BadRequest` with 406 if the client takes neither that there are.

    Where both are welcome, or anything is, it is the older `application/json`, which every client understands, unless
    the newer one is named and not less welcome.
    """
    if not accept.strip():
        return JSON_TYPE
    welcome: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            welcome[name] = max(welcome.get(name, 0.0), float(quality))
        except ValueError:
            continue
    new = welcome.get(RESPONSE_TYPE, 0.0)
    old = welcome.get(JSON_TYPE, max(welcome.get("application/*", 0.0), welcome.get("*/*", 0.0)))
    if new <= 0 and old <= 0:
        raise BadRequest(f"This API answers with {RESPONSE_TYPE} or {JSON_TYPE}.", 406)
    return RESPONSE_TYPE if new >= old else JSON_TYPE


def from_query_string(query_string: bytes) -> Operation:
    """What a GET request asks for. Raises `BadRequest`."""
    return _remembered(query_string) if len(query_string) < SHORT_QUERY_STRING else _from_query_string(query_string)


def _from_query_string(query_string: bytes) -> Operation:
    try:
        pairs = parse_qsl(query_string.decode("ascii"), max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError as error:
        said = f"The query string is not readable: at most {MOST_PARAMETERS} parameters, as percent-encoded UTF-8."
        raise BadRequest(said) from error
    given = dict(pairs)
    if len(given) < len(pairs):
        names = [name for name, _ in pairs if name in PARAMETERS]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise BadRequest(f"The parameter {twice} stands there more than once.")
    content: dict[str, Any] = {**given, **{name: given.get(name) for name in ("query", "operationName", "documentId")}}
    for name in ("variables", "extensions"):
        if given.get(name):
            content[name] = _json(given[name], f"the parameter {name}")
    return _operation(content)


_remembered = lru_cache(maxsize=512)(_from_query_string)


def check_encoding(content_encoding: str) -> None:
    """Raises `BadRequest` for a body that is compressed."""
    if content_encoding.strip().lower() not in ("", "identity"):
        said = f"A request is sent as it is, without Content-Encoding {content_encoding[:100]!r}."
        raise BadRequest(said, 415, headers={"accept-encoding": "identity"})


@lru_cache(maxsize=64)
def check_content_type(content_type: str) -> None:
    """Raises `BadRequest` unless it is that of JSON in UTF-8. Pages cannot send that elsewhere without being asked."""
    kind, *parameters = (each.strip().lower() for each in content_type.split(";"))
    charset = next((each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")), "")
    if kind != JSON_TYPE:
        raise BadRequest(f"A POST request has the Content-Type {JSON_TYPE}.", 415)
    if charset not in ("", "utf-8", "utf8"):
        raise BadRequest("JSON is sent as UTF-8.", 415)


def from_body(body: bytes) -> Operation:
    """What a POST request asks for. Raises `BadRequest`."""
    content = _json(body, "the body")
    if not isinstance(content, dict):
        raise BadRequest("The body is a JSON object with a query; several in a list are not answered.")
    return _operation(content)


def _json(text: str | bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"{what[0].upper()}{what[1:]} is not JSON: {why_no_json(text, error)}.") from error


def _operation(content: Mapping[str, Any]) -> Operation:
    text, name, identifier = content.get("query"), content.get("operationName"), content.get("documentId")
    variables, extensions = content.get("variables"), content.get("extensions")
    for field, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise BadRequest(f"{field} is an object or null.")
    automatic = _automatic((extensions or {}).get("persistedQuery"))
    if text is not None and not isinstance(text, str):
        raise BadRequest("query is the text of a GraphQL document.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("operationName is a text or null.")
    if identifier is not None and (text or automatic):
        raise BadRequest("Send a documentId or a query, not both.")
    if identifier is None and not automatic and not (text and text.strip()):
        raise BadRequest("query is the text of a GraphQL document." + _meant(content))
    shows_cost = bool((extensions or {}).get("cost"))
    document = automatic if identifier is None else _document(identifier)
    canonical = _canonical(variables) if variables else b""
    return Operation(text or None, document, automatic is not None, variables, name or None, shows_cost, canonical)


def _meant(content: Mapping[str, Any]) -> str:
    """Which name may have been meant by another one that stands there: foreign ones are borne, as caches add them."""
    for name in list(content)[:MOST_PARAMETERS]:
        if name not in PARAMETERS and (near := nearest(name, PARAMETERS)):
            return f" There is {name[:50]}: did you mean {near[0]}?"
    return ""


def of_ours(text: str, variables: dict[str, Any]) -> Operation:
    """What a part of this program asks for. Raises `BadRequest` for variables that cannot be written as JSON."""
    return Operation(text, None, False, variables, None, False, _canonical(variables) if variables else b"")


def _canonical(variables: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(variables, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:  # what was read can be written, but not at any depth
        raise BadRequest("variables are nested too deeply.") from error


def _document(identifier: object) -> str:
    found = DOCUMENT_ID.fullmatch(identifier) if isinstance(identifier, str) else None
    if not found:
        raise BadRequest("documentId is sha256: and the 64 hexadecimal digits (in lower case) of the document's hash.")
    return found[1]


def _automatic(persisted: object) -> str | None:
    """The hash of an automatic persisted query."""
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise BadRequest("extensions.persistedQuery is an object with version 1 and sha256Hash.")
    digest = persisted.get("sha256Hash")
    if not isinstance(digest, str) or not HASH.fullmatch(digest):
        raise BadRequest("sha256Hash is the 64 hexadecimal digits (in lower case) of the document's hash.")
    return digest
