"""Scalars and enumerations: what stands in the answer for a value, written into the source or left to graphql-core."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from graphql import GraphQLEnumType, GraphQLLeafType, Undefined
from graphql.pyutils import is_awaitable

from schema.compiler.fetching import Fetching
from schema.compiler.source import Source

MOST, LEAST = 2**31 - 1, -(2**31)
PLAIN = {
    "String": "type({0}) is str",
    "ID": "type({0}) is str",
    "Boolean": "{0} is True or {0} is False",
    "Int": f"type({{0}}) is int and {LEAST} <= {{0}} <= {MOST}",
    "Float": "type({0}) is float and {0} - {0} == 0.0",
}
"""When a value stands for itself, by scalar; others go to graphql-core. Infinity minus itself is no number."""


class Trouble(Exception):
    """Something that the ordinary executor has to answer: an error, or a null where there must be none."""


def write_leaf(source: Source, fetching: Fetching, type_: GraphQLLeafType, value: str, *, is_null_fine: bool) -> None:
    """Write what turns the variable `value` into what stands for it in the answer."""
    other = source.constant(_serializer(type_), "S")
    unless_null = f"{value} is not None and " if is_null_fine else ""
    if isinstance(type_, GraphQLEnumType):
        members = fetching.members(type_)
        if members is not None:
            class_, names = (source.constant(each) for each in members)
            with source.block(f"if type({value}) is {class_}:"):
                source.line(f"{value} = {names}[{value}]")
            with source.block(f"elif {value} is not None:" if is_null_fine else "else:"):
                source.line(f"{value} = {other}({value})")
            return
    plain = PLAIN.get(type_.name)
    condition = f"{unless_null}not ({plain.format(value)})" if plain else f"{unless_null}True"
    with source.block(f"if {condition}:"):
        source.line(f"{value} = {other}({value})")


def _serializer(type_: GraphQLLeafType) -> Callable[[Any], Any]:
    serialize = type_.coerce_output_value

    def serialized(value: Any) -> Any:
        if value is None or isinstance(value, Exception) or is_awaitable(value):
            raise Trouble
        found = serialize(value)
        if found is None or found is Undefined:
            raise Trouble
        return found

    return serialized


def exact(json: bytes) -> bytes:
    """The same bytes without the room that orjson left behind them: four kilobytes behind short ones, and up to twelve
    times their length behind long ones.
    """
    return bytes(memoryview(json))


def names_of(class_: type[Enum], names: dict[str, Any]) -> dict[Any, str]:
    """The names of the members of a class, by member, from their values by name."""
    by_value = {value: name for name, value in names.items()}
    return {member: by_value[member.value] for member in class_ if member.value in by_value}
