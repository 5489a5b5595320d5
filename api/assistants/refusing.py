"""What is wrong with arguments, in words: which argument, what was given, and what its schema allows.

The words come of the JSON Schema that an assistant has read, not of the validator's errors: those speak of types of
Python. Texts are told by their length alone, as they may be about people; names and numbers are repeated.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.snapshot.finding import nearest

MOST_TOLD = 10  # of what is wrong with arguments
MOST_REPEATED = 40  # letters of what was given
MISSING, UNKNOWN, OF_OURS, UNREADABLE = "missing", "extra_forbidden", "value_error", "json_invalid"
PLAIN = {"string": "a text", "boolean": "true or false", "object": "an object", "null": "null"}
WORDLESS = ("integer", "number", "boolean", "array", "object")
"""What is no text, so that a short one that stands there is a slip, and nothing about people."""

Schema = Mapping[str, Any]
Place = Sequence[str | int]


def wrong(error: ValidationError, model: type[BaseModel], of: str) -> str:
    """What is wrong with what was given as a `model`: arguments `of` something, as a tool."""
    schema = model.model_json_schema()
    found = error.errors(include_url=False)
    told = [_wrong(each["loc"], each["type"], each, schema, of) for each in found[:MOST_TOLD]]
    more = [f"and {len(found) - MOST_TOLD} more"] if len(found) > MOST_TOLD else []
    return "; ".join([*dict.fromkeys(told), *more])


def _wrong(place: Place, kind: str, error: Mapping[str, Any], root: Schema, of: str) -> str:
    name = ".".join(map(str, place))[:100] or "arguments"
    if kind == UNREADABLE:
        return "arguments hold what is no JSON, such as half of a pair of UTF-16"
    if kind == UNKNOWN:
        known = list(_at(root, place[:-1], root).get("properties", ()))
        hint = nearest(str(place[-1]), known)
        within = ".".join(map(str, place[:-1])) or of
        said = f"did you mean {hint[0]}?" if hint else f"there is {', '.join(known)}."
        return f"{name} is no argument of {within}: {said}".rstrip(".")
    schema = _at(root, place, root)
    if kind == MISSING:
        return f"{name} is missing: give {allowed(schema, root)}"
    if kind == OF_OURS:
        return f"{name}: {error['ctx']['error']}"
    return f"{name} is {allowed(schema, root)}, not {_given(error['input'], schema, root)}"


def _at(schema: Schema, place: Place, root: Schema) -> Schema:
    """The schema of what is at a place; an empty one where nothing is said of it. A step may choose one of several."""
    found = _plain(schema, root)
    for step in place:
        chosen = [each for each in found.get("anyOf", ()) if _name(each) == step]
        inner = found.get("items", {}) if isinstance(step, int) else found.get("properties", {}).get(step, {})
        found = _plain(chosen[0] if chosen else inner, root)
    return found


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _plain(schema: Schema, root: Schema) -> Schema:
    """A schema without references, and without null beside what is allowed."""
    if "$ref" in schema:
        return _plain(root["$defs"][_name(schema)], root)
    others = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return _plain(others[0], root) if len(others) == 1 else schema


def allowed(schema: Schema, root: Schema) -> str:
    """What a schema allows, as the end of a sentence."""
    plain = _plain(schema, root)
    if "const" in plain:
        return f'"{plain["const"]}"'
    if "anyOf" in plain:
        return " or ".join(dict.fromkeys(allowed(each, root) for each in plain["anyOf"]))
    if "enum" in plain:
        return f"one of {', '.join(map(str, plain['enum']))}"
    match plain.get("type"):
        case "integer":
            return "a whole number" + _between(plain, "minimum", "maximum")
        case "number":
            return "a number" + _between(plain, "minimum", "maximum")
        case "string":
            return PLAIN["string"] + _between(plain, "minLength", "maxLength", "character")
        case "array":
            return "a list" + _between(plain, "minItems", "maxItems", "item")
        case kind:
            return PLAIN.get(str(kind), "a value of another type")


def _between(schema: Schema, least: str, most: str, of: str = "") -> str:
    """The bounds of a number, or of how many characters or items there may be."""
    low, high = schema.get(least), schema.get(most)
    if low is not None and high is not None:
        return f" of {low:,} to {_counted(high, of)}" if of else f" from {low:,} to {high:,}"
    if high is not None:
        return f" of at most {_counted(high, of)}" if of else f" of at most {high:,}"
    if low is not None:
        return f" of at least {_counted(low, of)}" if of else f" of at least {low:,}"
    return ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _given(value: Any, schema: Schema, root: Schema) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)[:MOST_REPEATED]
        case str() if "enum" in _plain(schema, root):
            return f'"{value[:MOST_REPEATED]}"'
        case str() if not value.strip():
            return "a blank text"
        case str() if len(value) <= MOST_REPEATED and _plain(schema, root).get("type") in WORDLESS:
            return f'the text "{value}"'
        case str():
            return f"a text of {_counted(len(value), 'character')}"
        case list():
            return f"a list of {_counted(len(value), 'item')}"
        case _:
            return "an object"
