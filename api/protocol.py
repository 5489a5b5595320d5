"""GraphQL over HTTP, as the specification of the GraphQL Foundation has it (GET and POST, media types, status codes).

https://graphql.github.io/graphql-over-http/draft/ is the source of every rule here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from graphql import GraphQLError, OperationDefinitionNode, parse
from starlette.requests import Request
from starlette.responses import Response

from schema.context import Context
from schema.errors import BAD_USER_INPUT
from schema.query import schema

RESPONSE_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
BAD_REQUEST = "BAD_REQUEST"
LONGEST_BODY = 1_000_000  # bytes


class BadRequest(Exception):
    """A request that is no well-formed GraphQL request. `status` is the HTTP status that says so."""

    def __init__(self, message: str, status: int = 400, headers: Mapping[str, str] | None = None):
        super().__init__(message)
        self.status = status
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for."""

    query: str
    variables: dict[str, Any] | None
    name: str | None


async def answer(request: Request, context: Context) -> Response:
    """The response to a GraphQL request over HTTP."""
    media_type = RESPONSE_TYPE
    try:
        media_type = negotiated(request.headers.get("accept"))
        operation = _from_get(request) if request.method == "GET" else await _from_post(request)
        problem = _unclear(operation)
    except BadRequest as error:
        refusal = {"errors": [{"message": str(error), "extensions": {"code": BAD_REQUEST}}]}
        return _response(refusal, error.status, media_type, error.headers)
    if problem:
        refusal = {"errors": [{"message": problem, "extensions": {"code": BAD_USER_INPUT}}]}
        return _response(refusal, 400 if media_type == RESPONSE_TYPE else 200, media_type)
    result = schema.execute_sync(
        operation.query, operation.variables, context_value=context, operation_name=operation.name
    )
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = [error.formatted for error in result.errors]
        if result.data is None and all(error.path is None for error in result.errors):
            del body["data"]  # nothing was executed
            return _response(body, 400 if media_type == RESPONSE_TYPE else 200, media_type)
    return _response(body, 200, media_type)


def _unclear(operation: Operation) -> str | None:
    """Why it is not clear which operation of the document is meant, None if it is."""
    names = _operations(operation.query)
    if names is None or operation.name in names or (operation.name is None and len(names) == 1):
        return None
    if operation.name is None:
        return "The document has several operations: name one in operationName." if names else None
    return f"The document has no operation {operation.name[:100]!r}."


@lru_cache(maxsize=1000)
def _operations(query: str) -> tuple[str | None, ...] | None:
    """The names of the operations in a document, None if it cannot be parsed, which its execution will say."""
    try:
        definitions = parse(query).definitions
    except GraphQLError:
        return None
    operations = (each for each in definitions if isinstance(each, OperationDefinitionNode))
    return tuple(each.name.value if each.name else None for each in operations)


def negotiated(accept: str | None) -> str:
    """The media type to answer with. Raises `BadRequest` with 406 if the client takes neither that there are.

    Where both are welcome, or anything is, it is the older `application/json`, which every client understands, unless
    the newer one is named and not less welcome.
    """
    if not accept or not accept.strip():
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


def _from_get(request: Request) -> Operation:
    given = request.query_params
    content: dict[str, Any] = {name: given[name] for name in ("query", "operationName") if name in given}
    for name in ("variables", "extensions"):
        if given.get(name):
            content[name] = _json(given[name], f"the parameter {name}")
    return _operation(content)


async def _from_post(request: Request) -> Operation:
    kind, *parameters = (each.strip().lower() for each in request.headers.get("content-type", "").split(";"))
    charset = next((each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")), "")
    if kind != JSON_TYPE:
        raise BadRequest(f"A POST request has the Content-Type {JSON_TYPE}.", 415)
    if charset not in ("", "utf-8", "utf8"):
        raise BadRequest("JSON is sent as UTF-8.", 415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise BadRequest(f"A request has at most {LONGEST_BODY:,} bytes.", 413)
    content = _json(body, "the body")
    if not isinstance(content, dict):
        raise BadRequest("The body is a JSON object with a query.")
    return _operation(content)


def _json(text: str | bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"{what[0].upper()}{what[1:]} is not JSON: {error.msg}.") from error


def _operation(content: Mapping[str, Any]) -> Operation:
    query, name = content.get("query"), content.get("operationName")
    variables, extensions = content.get("variables"), content.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest("query is the text of a GraphQL document.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("operationName is a text or null.")
    for field, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise BadRequest(f"{field} is an object or null.")
    return Operation(query, variables, name or None)


def _response(
    body: Mapping[str, Any], status: int, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    content_type = f"{media_type}; charset=utf-8"
    return Response(orjson.dumps(body), status, {**(headers or {}), "content-type": content_type, "vary": "Accept"})
