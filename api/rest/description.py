"""All named documents as one OpenAPI 3.1 description, derived from their text, their types and what these say."""

import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import orjson
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    ListValueNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    visit,
)
from graphql.utilities import value_from_ast_untyped

from api.problems import PROBLEM
from api.rest.named import LANGUAGE, NamedDocument, NamedDocuments, Parameter, Unnameable
from api.rest.problems import STATUSES
from api.rest.shapes import Shape, Shapes, limited
from schema.document import GRAPHQL
from schema.lengths import is_private

ABOUT = """\
Questions about roles, skills and tools, each a GraphQL document at an address of its own. Answers are what GraphQL
answers, below `data`; what is wrong comes as problem details (RFC 9457). A list is written as its parameter several
times, an object as JSON. The same below `/revisions/N` is about that revision, for ever."""
JSON = "application/json"
TAG = "questions"
HEADERS: Mapping[str, Shape] = {
    "ETag": {"description": "Names these bytes: send it back as If-None-Match.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long it may be kept.", "schema": {"type": "string"}},
}
SAID = {
    304: "What the client has is what would be answered.",
    400: "A parameter is missing or wrong; `parameter` names it.",
    401: "The API key is not known, or was revoked.",
    404: "There is nothing by that slug, or no such revision; `nearest` has what is most alike.",
    405: "This belongs into the body of a POST request.",
    410: "That revision is of a history that is no more, or is not kept any more.",
    429: "Too much was asked; `retryAfter` is in seconds.",
    500: "A mistake of the server.",
    503: "It took too long, too much is asked at once, or the database does not answer.",
}

logger = logging.getLogger("rolegraph.rest")


def describe(documents: NamedDocuments, prefix: str) -> tuple[bytes, str]:
    """The description as JSON, and a hash of it. What stands below a path of a site names that as its server."""
    shapes = Shapes()
    paths = {}
    for name in sorted(documents.texts):
        try:
            found = documents.get(name)
        except Unnameable as error:
            logger.warning("the document %s has no address: %s", name, error)
            continue
        if found is not None:
            paths[f"/api/{name}"] = _of_document(found, shapes)
    described = {
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": {"title": "Rolegraph", "version": version("rolegraph"), "description": ABOUT},
        "servers": [
            {"url": prefix or "/", "description": "The newest revision."},
            {
                "url": f"{prefix}/revisions/{{revision}}",
                "description": "One revision, for ever.",
                "variables": {"revision": {"default": "1", "description": "Its number, or number-digest."}},
            },
        ],
        "tags": [{"name": TAG, "description": "One for each document."}],
        "security": [{}, {"key": []}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _problem(), **dict(sorted(shapes.components.items()))},
            "responses": {f"Problem{status}": _wrong(status) for status in SAID if status != 304},
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }
    body = orjson.dumps(described)
    return body, sha256(body).hexdigest()[:32]


def _of_document(document: NamedDocument, shapes: Shapes) -> Shape:
    uses = _uses(document)
    root = GRAPHQL.query_type
    assert root, "there is a query"
    answer = shapes.of_selection(document.operation.selection_set, root, document.fragments)
    answered: Shape = {
        "description": "The answer.",
        "content": {JSON: {"schema": {"type": "object", "properties": {"data": answer}, "required": ["data"]}}},
    }
    refusals: Shape = {
        str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in SAID if status != 304
    }
    words = document.description.split("\n\n")[0].replace("\n", " ")
    common = {"tags": [TAG], "summary": words.split(". ")[0].rstrip("."), "description": document.description}
    private = {name for name, found in uses.items() if any(map(is_private, found))}
    named = _camel(document.name)
    asked: Shape = {"parameters": [] if LANGUAGE in document.parameters else [_language()]}
    body = _body(document, uses, shapes)
    post = {
        **common,
        "operationId": f"{named}Post",
        "requestBody": {"required": bool(body.get("required")), "content": {JSON: {"schema": body}}},
        "responses": {"200": answered, **refusals},
    }
    if any(document.parameters[name].required for name in private):
        return {**asked, "post": post}
    told = [_parameter(each, uses[name], shapes) for name, each in document.parameters.items() if name not in private]
    unchanged: Shape = {"304": {"description": SAID[304]}}
    get: Shape = {
        **common,
        "operationId": named,
        "parameters": told,
        "responses": {"200": {**answered, "headers": HEADERS}, **unchanged, **refusals},
    }
    return {**asked, "get": get, "post": post}


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)


def _language() -> Shape:
    return {
        "name": LANGUAGE,
        "in": "query",
        "description": "In which language to answer where that is known, as a BCP 47 tag; else Accept-Language says.",
        "schema": {"type": "string", "maxLength": 35},
    }


def _parameter(parameter: Parameter, uses: Sequence[GraphQLArgument | GraphQLInputField], shapes: Shapes) -> Shape:
    shape = _schema(parameter, uses, shapes)
    said = shape.pop("description", None)
    told: Shape = {"name": parameter.name, "in": "query", "required": parameter.required}
    if said:
        told["description"] = said
    if parameter.is_json:
        return {**told, "content": {JSON: {"schema": shape}}}
    if parameter.item is not None:
        told |= {"style": "form", "explode": True}
    return {**told, "schema": _without_null(shape)}


def _without_null(shape: Shape) -> Shape:
    """What is null in JSON is left out of an address."""
    if "anyOf" in shape:
        (only,) = [each for each in shape["anyOf"] if each != {"type": "null"}]
        return {**only, **{name: value for name, value in shape.items() if name != "anyOf"}}
    types = shape.get("type")
    return {**shape, "type": types[0]} if isinstance(types, list) else shape


def _body(
    document: NamedDocument, uses: Mapping[str, Sequence[GraphQLArgument | GraphQLInputField]], shapes: Shapes
) -> Shape:
    properties = {name: _schema(each, uses[name], shapes) for name, each in document.parameters.items()}
    needed = [name for name, each in document.parameters.items() if each.required]
    shape: Shape = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**shape, "required": needed} if needed else shape


def _schema(parameter: Parameter, uses: Sequence[GraphQLArgument | GraphQLInputField], shapes: Shapes) -> Shape:
    """What a variable may be, in the words of the document, or else of what it is used for."""
    shape = dict(shapes.of_input(parameter.type))
    for use in uses[:1]:
        shape = limited(shape, use)
    said = parameter.node.description.value if parameter.node.description else None
    said = said or next((each.description for each in uses if each.description), None)
    if said:
        shape["description"] = said
    if parameter.node.default_value is not None:
        shape["default"] = value_from_ast_untyped(parameter.node.default_value)
    return shape


def _uses(document: NamedDocument) -> Mapping[str, list[GraphQLArgument | GraphQLInputField]]:
    """What the variables of a document are used for: the arguments and fields of inputs that they are the values of."""
    found: dict[str, list[GraphQLArgument | GraphQLInputField]] = {name: [] for name in document.parameters}
    info = TypeInfo(GRAPHQL)

    class Noting(Visitor):
        def enter_argument(self, node: Any, *_: object) -> None:
            self._note(node.value, info.get_argument())

        def enter_object_field(self, node: Any, *_: object) -> None:
            within = get_named_type(info.get_parent_input_type())
            assert isinstance(within, GraphQLInputObjectType), "fields are of objects"
            self._note(node.value, within.fields.get(node.name.value))

        def _note(self, value: Any, definition: GraphQLArgument | GraphQLInputField | None) -> None:
            if isinstance(value, VariableNode) and definition is not None:
                found[value.name.value].append(definition)
            elif isinstance(value, ListValueNode):
                for item in value.values:
                    self._note(item, definition)

    visit(document.node, TypeInfoVisitor(info, Noting()))
    return found


def _wrong(status: int) -> Shape:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    shown: Shape = {"description": SAID[status], "content": content}
    if status == 429:
        shown["headers"] = {"Retry-After": {"description": "In seconds.", "schema": {"type": "integer"}}}
    return shown


def _problem() -> Shape:
    text: Shape = {"type": "string"}
    return {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": {**text, "format": "uri", "description": "urn:rolegraph:error: and the code."},
            "title": {**text, "description": "The status in words."},
            "status": {"type": "integer", "description": "The HTTP status."},
            "detail": {**text, "description": "What is wrong, and what to do about it."},
            "code": {**text, "description": f"What a program goes by, such as {', '.join(sorted(STATUSES))}."},
            "parameter": {**text, "description": "The parameter that is wrong."},
            "nearest": {"type": "array", "items": text, "description": "What is most alike, best first."},
            "retryAfter": {"type": "integer", "description": "In how many seconds to ask again."},
            "errors": {"type": "array", "items": {"type": "object"}, "description": "All errors, where several."},
            "data": {"type": "object", "description": "What was answered all the same."},
        },
        "required": ["type", "title", "status", "detail", "code"],
    }
