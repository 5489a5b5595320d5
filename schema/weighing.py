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

LETTERS = 1_000  # of a text in an argument, that cost its weight where `@cost` says nothing else


@dataclass(frozen=True, slots=True)
class Price:
    """What `@cost` says of an argument: a weight, for so many letters of each text if there are any."""

    weight: int = 0
    letters: int | None = None

    def of_text(self, value: object) -> int:
        """What stands alone: once for every `letters` of a text that it begins; what is no text counts once."""
        begun = -(-len(value) // (self.letters or LETTERS)) if isinstance(value, str) else 1
        return self.weight * max(1, begun)

    def of_item(self, value: object) -> int:
        """An item of a list: once, whatever it is, unless letters count."""
        return self.of_text(value) if self.letters else self.weight


FREE = Price()


@dataclass(frozen=True, slots=True)
class InVariable:
    """What a variable costs: it, or its items, and what its type says of the fields within."""

    name: str
    price: Price
    type: GraphQLInputType

    def of(self, given: Mapping[str, Any]) -> int:
        """In points, with coerced variables."""
        return _of_value(given.get(self.name), self.price, self.type)


def weigh(definition: GraphQLField, arguments: Mapping[str, ValueNode]) -> tuple[int, list[InVariable]]:
    """What the arguments of a field cost: points, and what hangs on variables."""
    points, waiting = 0, []
    for name, value in arguments.items():
        argument = definition.args[name]
        found, open_ = _of_node(value, price_of(argument), argument.type)
        points += found
        waiting += open_
    return points, waiting


def price_of(definition: GraphQLArgument | GraphQLInputField) -> Price:
    """What an item or a text costs."""
    declared = (definition.extensions or {}).get(GraphQLCoreConverter.DEFINITION_BACKREF)
    directives = getattr(declared, "directives", None) or ()
    told = next((each for each in directives if isinstance(each, Cost)), None)
    return FREE if told is None else Price(told.weight, told.letters or None)


def _of_node(node: ValueNode, price: Price, type_: GraphQLInputType) -> tuple[int, list[InVariable]]:
    if isinstance(node, VariableNode):
        matters = bool(price.weight) or isinstance(get_named_type(type_), GraphQLInputObjectType)
        return 0, [InVariable(node.name.value, price, type_)] if matters else []
    points, waiting = 0, []
    if isinstance(node, ListValueNode):
        parts = [_of_item(item, price, type_) for item in node.values]
    elif isinstance(node, ObjectValueNode):
        fields = getattr(get_named_type(type_), "fields", {})
        known = [(fields[each.name.value], each.value) for each in node.fields if each.name.value in fields]
        parts = [_of_node(value, price_of(field), field.type) for field, value in known]
        points = price.weight
    else:
        return price.of_text(node.value if isinstance(node, StringValueNode) else None), []
    for found, open_ in parts:
        points += found
        waiting += open_
    return points, waiting


def _of_item(node: ValueNode, price: Price, type_: GraphQLInputType) -> tuple[int, list[InVariable]]:
    if isinstance(node, StringValueNode):
        return price.of_item(node.value), []
    if isinstance(node, VariableNode) and price.letters:
        return _of_node(node, price, type_)
    found, open_ = _of_node(node, FREE, type_)
    return price.weight + found, open_


def _of_value(value: Any, price: Price, type_: GraphQLInputType) -> int:
    if value is None:
        return 0
    if isinstance(value, list):
        within = sum(_of_value(item, FREE, type_) for item in value if isinstance(item, dict))
        return sum(map(price.of_item, value)) + within
    if isinstance(value, dict):
        named = get_named_type(type_)
        fields = {each.out_name or name: each for name, each in getattr(named, "fields", {}).items()}
        known = ((fields[name], each) for name, each in value.items() if name in fields)
        return price.weight + sum(_of_value(each, price_of(field), field.type) for field, each in known)
    return price.of_text(value)
