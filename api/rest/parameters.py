"""What the query string or the body of a request says of the variables of a named document.

Each variable is a parameter by its GraphQL type: texts, numbers, true and false, and names of enums as they are; a list
by as many parameters of its name as it has items, since commas belong to names; what is an object, as JSON.
"""

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from graphql import GraphQLEnumType, GraphQLInputType, get_nullable_type

from api.json_errors import why_no_json
from api.protocol import BadRequest, Operation
from api.rest.named import LANGUAGE, NamedDocument, Parameter
from knowledge.snapshot.snapshot import nearest
from schema.errors import BAD_USER_INPUT

MOST_PARAMETERS = 2_000  # of one request; lists have at most 500 items
WHOLE = re.compile(r"-?[0-9]{1,10}")
TRUTHS = {"true": True, "false": False}


def from_address(document: NamedDocument, query_string: bytes) -> Operation:
    """What a GET request asks for. Raises `BadRequest`, with the name of the parameter."""
    given = _given(query_string)
    if LANGUAGE not in document.parameters:
        given.pop(LANGUAGE, None)
    _check_names(document, given)
    read = {name: _value(document.parameters[name], values) for name, values in given.items()}
    return _operation(document, read)


def from_json(document: NamedDocument, query_string: bytes, body: bytes) -> Operation:
    """What a POST request asks for, whose body is a JSON object of the variables. Raises `BadRequest`."""
    for name in _given(query_string):
        if name != LANGUAGE:
            raise _wrong(name, "belongs into the body of a POST request, a JSON object with all parameters")
    try:
        read = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"The body is not JSON: {why_no_json(body, error)}.") from error
    if not isinstance(read, dict):
        raise BadRequest('The body is a JSON object with the parameters, such as {"first": 10}.')
    _check_names(document, read)
    return _operation(document, read)


def _given(query_string: bytes) -> dict[str, list[str]]:
    try:
        text = query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError as error:
        said = f"The query string is not readable: at most {MOST_PARAMETERS:,} parameters, as percent-encoded UTF-8."
        raise BadRequest(said) from error
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def _check_names(document: NamedDocument, given: Mapping[str, object]) -> None:
    """Raises `BadRequest` for a parameter that the document does not have, and for one that is missing."""
    for name in given:
        if name not in document.parameters:
            known = [*document.parameters, LANGUAGE]
            hint = nearest(name, known)
            said = f"did you mean {hint[0]}?" if hint else f"there are {', '.join(known)}"
            raise _wrong(name, f"is no parameter of {document.name}: {said}")
    for name, parameter in document.parameters.items():
        if parameter.required and given.get(name) is None:
            raise _wrong(name, f"is missing: {document.name} needs it, of the type {parameter.type}")


def _value(parameter: Parameter, given: list[str]) -> Any:
    if parameter.item is not None and not parameter.is_json:
        return [_scalar(parameter, parameter.item, each) for each in given]
    if len(given) > 1:
        raise _wrong(parameter.name, "stands there more than once, and is no list")
    if not parameter.is_json:
        return _scalar(parameter, parameter.type, given[0])
    try:
        return orjson.loads(given[0])
    except orjson.JSONDecodeError as error:
        raise _wrong(
            parameter.name, f"is written as JSON, of the type {parameter.type}: {why_no_json(given[0], error)}"
        ) from error


def _scalar(parameter: Parameter, type_: GraphQLInputType, text: str) -> Any:
    plain = get_nullable_type(type_)
    if isinstance(plain, GraphQLEnumType):
        if text not in plain.values:
            raise _wrong(parameter.name, f"is one of {', '.join(plain.values)}, not {text[:100]!r}")
        return text
    match str(plain):
        case "Int" if WHOLE.fullmatch(text):
            return int(text)
        case "Float" if (number := _number(text)) is not None:
            return number
        case "Boolean" if text in TRUTHS:
            return TRUTHS[text]
        case "Int" | "Float" | "Boolean" as name:
            what = {"Int": "a whole number", "Float": "a number", "Boolean": "true or false"}[name]
            if name == "Int" and text.lstrip("-").isdecimal():
                what = "a whole number of at most 32 bits"
            raise _wrong(parameter.name, f"is {what}, not {text[:100]!r}")
    return text


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _operation(document: NamedDocument, variables: dict[str, Any]) -> Operation:
    try:
        canonical = orjson.dumps(variables, option=orjson.OPT_SORT_KEYS) if variables else b""
    except (orjson.JSONEncodeError, TypeError) as error:  # what was read can be written, but not at any depth
        raise BadRequest("The parameters are nested too deeply.") from error
    return Operation(document.text, None, False, variables or None, None, False, canonical)


def _wrong(name: str, said: str) -> BadRequest:
    end = "" if said.endswith("?") else "."
    return BadRequest(f"{name[:100]} {said}{end}", 400, BAD_USER_INPUT, parameter=name[:100])
