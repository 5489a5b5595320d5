"""GraphQL types as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it): of inputs, and of what is selected.

Enums and input objects are named once, as GraphQL names them; what a document selects is written out, as each document
selects something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    is_composite_type,
)

from schema.document import GRAPHQL
from schema.lengths import length_of

Shape = dict[str, Any]
SCALARS: Mapping[str, Shape] = {
    "ID": {"type": "string"},
    "String": {"type": "string"},
    "Int": {"type": "integer", "format": "int32"},
    "Float": {"type": "number"},
    "Boolean": {"type": "boolean"},
    "Date": {"type": "string", "format": "date"},
    "DateTime": {"type": "string", "format": "date-time"},
    "JSON": {},
}
CONDITIONS = {"include", "skip"}
TYPENAME = "__typename"


class Shapes:
    """Makes schemas, and gathers in `components` those that are referred to by name."""

    def __init__(self) -> None:
        self.components: dict[str, Shape] = {}

    def of_input(self, type_: Any) -> Shape:
        """What a variable, or a field of an input object, may be."""
        if isinstance(type_, GraphQLNonNull):
            return self._of_input(type_.of_type)
        return _or_null(self._of_input(type_))

    def _of_input(self, type_: Any) -> Shape:
        if isinstance(type_, GraphQLList):
            return {"type": "array", "items": self.of_input(type_.of_type)}
        if isinstance(type_, GraphQLInputObjectType):
            return self._input_object(type_)
        return self._leaf(type_)

    def _input_object(self, type_: GraphQLInputObjectType) -> Shape:
        if type_.name not in self.components:
            shape = self.components[type_.name] = {"type": "object", "additionalProperties": False}
            if type_.description:
                shape["description"] = type_.description
            shape["properties"] = {name: self._input_field(field) for name, field in type_.fields.items()}
            if needed := [name for name, each in type_.fields.items() if _is_needed(each)]:
                shape["required"] = needed
        return _reference(type_.name)

    def _input_field(self, field: Any) -> Shape:
        shape = limited(self.of_input(field.type), field)
        if field.description:
            shape = {**shape, "description": field.description}
        default = field.default_value
        return shape if default is Undefined or default is None else {**shape, "default": default}

    def _leaf(self, type_: GraphQLNamedType) -> Shape:
        if not isinstance(type_, GraphQLEnumType):
            return dict(SCALARS.get(type_.name, {}))
        if type_.name not in self.components:
            told = [f"{name}: {each.description}" for name, each in type_.values.items() if each.description]
            said = "\n".join([*([type_.description] if type_.description else []), *told])
            self.components[type_.name] = {"type": "string", "enum": list(type_.values), "description": said}
        return _reference(type_.name)

    def of_selection(
        self, selections: SelectionSetNode, type_: Any, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Shape:
        """What a selection on an object type, an interface or a union answers."""
        if isinstance(type_, GraphQLObjectType):
            return self._object(selections, type_, fragments)
        possible = sorted(GRAPHQL.get_possible_types(type_), key=lambda each: each.name)
        found: list[Shape] = []
        for each in possible:
            if (shape := self._object(selections, each, fragments)) not in found:
                found.append(shape)
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _object(
        self, selections: SelectionSetNode, type_: GraphQLObjectType, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Shape:
        merged: dict[str, list[FieldNode]] = {}
        certain: set[str] = set()
        for node, is_certain in _fields(selections.selections, type_, fragments):
            key = (node.alias or node.name).value
            merged.setdefault(key, []).append(node)
            if is_certain:
                certain.add(key)
        properties = {key: self._field(nodes, type_, fragments) for key, nodes in merged.items()}
        required = [key for key in merged if key in certain]
        return {"type": "object", "properties": properties, **({"required": required} if required else {})}

    def _field(
        self, nodes: Sequence[FieldNode], type_: GraphQLObjectType, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Shape:
        name = nodes[0].name.value
        if name == TYPENAME:
            return {"type": "string", "description": "The GraphQL type that it is of."}
        field: GraphQLField = type_.fields[name]
        selected = [each for node in nodes if node.selection_set for each in node.selection_set.selections]
        shape = self._of_output(field.type, SelectionSetNode(selections=tuple(selected)), fragments)
        return {**shape, "description": field.description} if field.description else shape

    def _of_output(
        self, type_: Any, selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Shape:
        if isinstance(type_, GraphQLNonNull):
            return self._known_output(type_.of_type, selections, fragments)
        return _or_null(self._known_output(type_, selections, fragments))

    def _known_output(
        self, type_: Any, selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Shape:
        if isinstance(type_, GraphQLList):
            return {"type": "array", "items": self._of_output(type_.of_type, selections, fragments)}
        if is_composite_type(type_):
            return self.of_selection(selections, type_, fragments)
        return self._leaf(type_)


def limited(shape: Shape, definition: Any) -> Shape:
    """A schema of texts or lists, with how long they may be."""
    if "array" in _types(shape):
        length = length_of(definition)
        return {**shape, **({"minItems": length.least} if length.least else {}), "maxItems": length.items}
    return {**shape, "maxLength": length_of(definition).letters} if "string" in _types(shape) else shape


def _types(shape: Shape) -> Sequence[str]:
    found = shape.get("type", ())
    return (found,) if isinstance(found, str) else found


def _is_needed(field: Any) -> bool:
    return isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined


def _reference(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(shape: Shape) -> Shape:
    if isinstance(shape.get("type"), str):
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [*shape["anyOf"], {"type": "null"}]} if set(shape) == {"anyOf"} else _reference_or_null(shape)


def _reference_or_null(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]} if shape else shape  # anything is null, too


def _fields(
    selections: Sequence[SelectionNode],
    type_: GraphQLObjectType,
    fragments: Mapping[str, FragmentDefinitionNode],
    is_certain: bool = True,
) -> Iterator[tuple[FieldNode, bool]]:
    """The fields that are selected of an object of a type, and whether they are there whatever the variables say."""
    for node in selections:
        always = is_certain and not any(each.name.value in CONDITIONS for each in node.directives or ())
        if isinstance(node, FieldNode):
            yield node, always
            continue
        found = fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        if isinstance(found, FragmentDefinitionNode | InlineFragmentNode) and _fits(found, type_):
            yield from _fields(found.selection_set.selections, type_, fragments, always)


def _fits(fragment: FragmentDefinitionNode | InlineFragmentNode, type_: GraphQLObjectType) -> bool:
    """Whether a fragment is for objects of a type."""
    if fragment.type_condition is None:
        return True
    on = GRAPHQL.type_map[fragment.type_condition.name.value]
    if isinstance(on, GraphQLInterfaceType | GraphQLUnionType):
        return GRAPHQL.is_sub_type(on, type_)
    return on is type_
