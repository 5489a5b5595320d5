"""What went wrong, as the REST door says it: problem details (RFC 9457), made of the errors that GraphQL has."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson

from api.answering import OVERLOADED, TIMEOUT
from api.callers import UNAUTHENTICATED
from api.pins import STATUS
from api.rates import RATE_LIMITED
from api.rest.named import NamedDocument
from schema.errors import BAD_USER_INPUT, INTERNAL, PARSE_FAILED, VALIDATION_FAILED

PROBLEM = "application/problem+json"
OK, REFUSED = 200, 400
STATUSES = {
    **STATUS,
    BAD_USER_INPUT: 400,
    UNAUTHENTICATED: 401,
    RATE_LIMITED: 429,
    TIMEOUT: 503,
    OVERLOADED: 503,
    INTERNAL: 500,
    PARSE_FAILED: 500,  # the document is ours, or was checked when it was added
    VALIDATION_FAILED: 500,
}
TYPE = "urn:rolegraph:error:"
VARIABLE = re.compile(r"Variable ['\"]\$(\w+)")
NOTHING = "There is nothing here: what was asked for is not known."


def problem(status: int, error: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A problem, from an error in the form of GraphQL."""
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


def of_answer(document: NamedDocument | None, status: int, content: bytes) -> tuple[int, dict[str, Any]]:
    """The status and the problem that come of an answer with errors, which had a status of its own.

    The first error decides; all of them are there, if they are several, and so is what was answered all the same.
    """
    answer = orjson.loads(content)
    errors = answer["errors"]
    first = errors[0]
    extensions = first.get("extensions") or {}
    if status in (OK, REFUSED):
        limited = 403 if extensions.get("limit") == "budget" else REFUSED
        status = STATUSES.get(extensions.get("code", ""), limited)
    data = answer.get("data")
    return status, problem(
        status,
        first,
        parameter=extensions.get("parameter") or (document and _parameter(document, first)),
        errors=errors if len(errors) > 1 else None,
        data=data if data and any(each is not None for each in data.values()) else None,
    )


def is_empty(content: bytes) -> bool:
    """Whether an answer has nothing of all that was asked for."""
    if len(content) > 1_000 or b":null" not in content:
        return False
    data = orjson.loads(content).get("data")
    return bool(data) and all(each is None for each in data.values())


def _parameter(document: NamedDocument, error: Mapping[str, Any]) -> str | None:
    """Which parameter an error is about."""
    if named := VARIABLE.match(error["message"]):
        return named[1]
    argument: Sequence[str | int] = (error.get("extensions") or {}).get("argument") or ()
    field = tuple(each for each in error.get("path") or () if isinstance(each, str))
    return document.parameter_at(field, tuple(map(str, argument))) if argument else None
