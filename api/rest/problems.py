"""What went wrong, as the REST door says it: problems, made of the errors that GraphQL has in its answers."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from graphql import FieldNode

from api.answering import OVERLOADED, TIMEOUT
from api.callers import UNAUTHENTICATED
from api.pins import STATUS
from api.problems import of_question, problem
from api.rates import RATE_LIMITED
from api.rest.named import NamedDocument
from knowledge.errors import NotFound
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown
from knowledge.snapshot.snapshot import Snapshot
from schema.errors import BAD_USER_INPUT, INTERNAL, PARSE_FAILED, VALIDATION_FAILED

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
VARIABLE = re.compile(r"^Variable ['\"]\$(\w+)['\"]")
ROOTS = {
    "role": Kind.ROLE,
    "skill": Kind.SKILL,
    "tool": Kind.TOOL,
    "application": Kind.APPLICATION,
    "responsibility": Kind.RESPONSIBILITY,
    "qualification": Kind.QUALIFICATION,
    "descriptor": Kind.DESCRIPTOR,
    "roleGroup": Kind.ROLE_GROUP,
}
"""Fields that find one thing by its `slug`, and are null if nothing has it."""
NOTHING = "There is nothing here: what was asked for is not known."


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
        {**first, "message": VARIABLE.sub(r"\1", first["message"])},
        parameter=extensions.get("parameter") or (document and _parameter(document, first)),
        errors=errors if len(errors) > 1 else None,
        data=data if data and any(each is not None for each in data.values()) else None,
    )


def of_nothing(document: NamedDocument, variables: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    """The problem where nothing was found of all that was asked for: which slug is unknown, and what is most alike."""
    said = {"message": NOTHING, "extensions": {"code": NotFound.code}}
    for each in document.operation.selection_set.selections:
        kind = ROOTS.get(each.name.value) if isinstance(each, FieldNode) else None
        if kind is None or not isinstance(each, FieldNode):
            continue
        name = document.parameter_at(((each.alias or each.name).value,), ("slug",))
        slug, known = variables.get(name or ""), snapshot.by_kind[kind]
        if isinstance(slug, str):
            what = kind.lower().replace("_", " ")
            error = NotFound(what, slug, []) if slug in known else unknown(what, slug, [], known)
            said = of_question(error, parameter=name)
            break
    return problem(STATUSES[NotFound.code], said)


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
