"""What is wrong with a request, as each door says it that has no form of its own for that: problem details (RFC 9457).

GraphQL has `errors`, JSON-RPC has `error`, and who asks for RDF is told in RDF. All else is answered with a problem, so
that a client needs to know one form. Where a door said `errors` before, the problem has them still.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from starlette.responses import Response

from api.cors import Pairs
from api.endpoint import NO_SNIFFING, NO_STORE, Reply
from knowledge.errors import NotFound, QuestionError
from schema.errors import BAD_USER_INPUT

PROBLEM = "application/problem+json"
TYPE = "urn:rolegraph:error:"
HEADER = (b"content-type", f"{PROBLEM}; charset=utf-8".encode())


def problem(status: int, error: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A problem, from an error in the form of GraphQL; what is None of `more` is left out."""
    extensions = dict(error.get("extensions") or {})
    code = extensions.pop("code", BAD_USER_INPUT)
    said = {
        "type": f"{TYPE}{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error["message"],
        "code": code,
        **extensions,
    }
    return said | {name: value for name, value in more.items() if value is not None}


def of_errors(status: int, errors: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The problem that comes of errors in the form of GraphQL, of which the first decides; it has all of them, too."""
    return problem(status, errors[0], errors=list(errors))


def error_of(message: str, code: str, **more: Any) -> dict[str, Any]:
    """An error in the form of GraphQL."""
    return {"message": message, "extensions": {"code": code, **more}}


def of_question(error: QuestionError, **more: Any) -> dict[str, Any]:
    """The error in the form of GraphQL that a question ends in which cannot be answered, with what `more` is said."""
    near: dict[str, object] = {}
    if isinstance(error, NotFound):
        near["nearest"] = error.nearest
        if error.known is not None:
            near["known"] = error.known
    place = {"argument": error.argument} if error.argument else {}
    return error_of(str(error), error.code, **place, **near, **more)


def refusal(status: int, errors: Sequence[Mapping[str, Any]], headers: Pairs, label: str, reason: str) -> Reply:
    """The reply that says so, which nobody keeps."""
    body = orjson.dumps(of_errors(status, errors))
    length = (b"content-length", str(len(body)).encode())
    return Reply(status, [HEADER, length, NO_SNIFFING, NO_STORE, *headers], body, label, "refused", reason)


def response(status: int, error: Mapping[str, Any], headers: Mapping[str, str], *, had_errors: bool = True) -> Response:
    """The same as a response of Starlette; without `errors` where the door never `had_errors`."""
    said = of_errors(status, [error]) if had_errors else problem(status, error)
    return Response(orjson.dumps(said), status, {**headers, "cache-control": "no-store"}, f"{PROBLEM}; charset=utf-8")


def of_failure(_: None, reply: Reply) -> Reply:
    """A reply that says in GraphQL's form what went wrong on our side, as a problem."""
    errors = orjson.loads(reply.body)["errors"]
    body = orjson.dumps(of_errors(reply.status, errors))
    own = {b"content-type": HEADER[1], b"content-length": str(len(body)).encode()}
    headers = [(name, own.get(name, value)) for name, value in reply.headers]
    return reply._replace(headers=headers, body=body)
