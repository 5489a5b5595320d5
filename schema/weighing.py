"""What the items of lists in arguments cost: by the `@cost` of arguments and of the fields of inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    ListValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from schema.directives import Cost

LETTERS = 1_000  # of a text in an argument, that cost its weight


@dataclass(frozen=True, slots=True)
class InVariable:
    """What the items in a variable cost: `weight` each, and what its type says of the fields within."""

    name: str
    weight: int
    type: GraphQLInputType

    def of(self, given: Mapping[str, Any]) -> int:
        """In points, with coerced variables."""
        return _of_value(given.get(self.name), self.weight, self.type)


def weigh(definition: GraphQLField, arguments: Mapping[str, ValueNode]) -> tuple[int, list[InVariable]]:
    """What the arguments of a field cost: points, and what hangs on variables."""
    points, waiting = 0, []
    for name, value in arguments.items():
        argument = definition.args[name]
        found, open_ = _of_node(value, weight_of(argument), argument.type)
        points += found
        waiting += open_
    return points, waiting


def weight_of(definition: GraphQLArgument | GraphQLInputField) -> int:
    """What an item costs."""
    declared = (definition.extensions or {}).get(GraphQLCoreConverter.DEFINITION_BACKREF)
    directives = getattr(declared, "directives", None) or ()
    return next((each.weight for each in directives if isinstance(each, Cost)), 0)


def _of_node(node: ValueNode, weight: int, type_: GraphQLInputType) -> tuple[int, list[InVariable]]:
    if isinstance(node, VariableNode):
        named = get_named_type(type_)
        matters = bool(weight) or isinstance(named, GraphQLInputObjectType)
        return 0, [InVariable(node.name.value, weight, type_)] if matters else []
    points, waiting = 0, []
    if isinstance(node, ListValueNode):
        points = weight * len(node.values)
        parts = [_of_node(item, 0, type_) for item in node.values]
    elif isinstance(node, ObjectValueNode):
        fields = getattr(get_named_type(type_), "fields", {})
        known = [(fields[each.name.value], each.value) for each in node.fields if each.name.value in fields]
        parts = [_of_node(value, weight_of(field), field.type) for field, value in known]
        points = weight
    else:
        return weight * _thousands(node.value if isinstance(node, StringValueNode) else ""), []
    for found, open_ in parts:
        points += found
        waiting += open_
    return points, waiting


def _of_value(value: Any, weight: int, type_: GraphQLInputType) -> int:
    if value is None:
        return 0
    if isinstance(value, list):
        return weight * len(value) + sum(_of_value(item, 0, type_) for item in value if isinstance(item, dict))
    if isinstance(value, dict):
        named = get_named_type(type_)
        fields = {each.out_name or name: each for name, each in getattr(named, "fields", {}).items()}
        known = ((fields[name], each) for name, each in value.items() if name in fields)
        return weight + sum(_of_value(each, weight_of(field), field.type) for field, each in known)
    return weight * _thousands(value)


def _thousands(value: object) -> int:
    """How many thousand letters a text begins; what is no text counts once."""
    return max(1, -(-len(value) // LETTERS)) if isinstance(value, str) else 1
