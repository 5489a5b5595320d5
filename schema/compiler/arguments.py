"""The arguments of calls: constants where they can be, else made from the variables once for each execution."""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    get_argument_values,
    get_variable_values,
)
from graphql.execution.values import VariableValues

from schema.compiler.fetching import Call
from schema.compiler.leaves import PLAIN, Trouble
from schema.compiler.source import Source
from schema.compiler.variables import Values

NOTHING = VariableValues({}, {})


class Arguments:
    """What is passed to the functions of a unit of source. `needs_whole`: graphql-core's values are needed."""

    def __init__(self, source: Source, schema: GraphQLSchema, variables: Sequence[VariableDefinitionNode]):
        self._source = source
        self._schema = schema
        self._variables = variables
        self.needs_whole = False

    def passed(self, call: Call, definition: GraphQLField, node: FieldNode, value: str) -> str:
        """The text of the arguments of a call about the object in the variable `value`."""
        parts = [value] if call.takes_source_first else []
        if call.source is not None:
            parts.append(f"{call.source}={value}")
        if call.info is not None:
            parts.append(f"{call.info}=info")
        if definition.args:
            parts.append(self._given(call, definition, node))
        return ", ".join(parts)

    def _given(self, call: Call, definition: GraphQLField, node: FieldNode) -> str:
        if not any(_uses_variables(each.value) for each in node.arguments or ()):
            coerced = get_argument_values(definition, node, NOTHING)
            return f"**{self._source.constant(_converted(call, definition, coerced))}"
        single = self._one_by_one(call, definition, node)
        if single is not None:
            return single
        self.needs_whole = True
        make = self._source.constant(_maker(call, definition, node))
        made = self._source.name("a")
        self._source.first(f"{made} = {make}(values.whole)")
        return f"**{made}"

    def _one_by_one(self, call: Call, definition: GraphQLField, node: FieldNode) -> str | None:
        """The text where each argument is a constant or a variable of a built-in scalar, else None."""
        given = {each.name.value: each.value for each in node.arguments or ()}
        if call.convert is not None and not set(definition.args) <= set(call.names):
            return None
        constant = FieldNode(
            name=node.name,
            arguments=tuple(each for each in node.arguments or () if not isinstance(each.value, VariableNode)),
        )
        parts = []
        for name, argument in definition.args.items():
            value = given.get(name)
            if isinstance(value, VariableNode):
                text = self._variable(value.name.value, argument, definition, node)
                if text is None:
                    return None
                parts.append(f"{call.names[name]}={text}")
        others = GraphQLField(
            definition.type,
            {name: each for name, each in definition.args.items() if not isinstance(given.get(name), VariableNode)},
        )
        if any(_uses_variables(each.value) for each in constant.arguments or ()):
            return None
        coerced = _renamed(call, others, get_argument_values(others, constant, NOTHING))
        if coerced:
            parts.append(f"**{self._source.constant(coerced)}")
        return ", ".join(parts)

    def _variable(self, name: str, argument: GraphQLArgument, definition: GraphQLField, node: FieldNode) -> str | None:
        is_required = isinstance(argument.type, GraphQLNonNull)
        named = argument.type.of_type if isinstance(argument.type, GraphQLNonNull) else argument.type
        default = argument.default_value
        if getattr(named, "name", None) not in PLAIN or (default is Undefined and not is_required):
            return None
        held = self._source.name("a")
        if default is Undefined:
            self._source.first(f"{held} = values.coerced.get({name!r})")
        else:
            self._source.first(f"{held} = values.coerced.get({name!r}, {self._source.constant(default)})")
        if is_required:  # it may be null all the same, where the argument has a default
            refuse = self._source.constant(_refuser(self._schema, self._variables, definition, node))
            self._source.line(f"if {held} is None: {refuse}(values)")
        return held


def _renamed(call: Call, definition: GraphQLField, coerced: dict[str, Any]) -> dict[str, Any]:
    names = {argument.out_name or name: name for name, argument in definition.args.items()}
    return {call.names[names[name]]: value for name, value in coerced.items()}


def _converted(call: Call, definition: GraphQLField, coerced: dict[str, Any]) -> dict[str, Any]:
    return _renamed(call, definition, coerced) if call.convert is None else call.convert(coerced)


class _Wrong:
    """Arguments that are wrong: to pass them on raises what is wrong with them, where it belongs."""

    def __init__(self, error: GraphQLError):
        self._error = error

    def keys(self) -> NoReturn:
        raise self._error

    def __getitem__(self, name: str) -> NoReturn:
        raise self._error


def _maker(
    call: Call, definition: GraphQLField, node: FieldNode
) -> Callable[[VariableValues | None], dict[str, Any] | _Wrong]:
    def make(values: VariableValues | None) -> dict[str, Any] | _Wrong:
        if values is None:  # this execution began before it was known that they are needed
            raise Trouble
        try:
            return _converted(call, definition, get_argument_values(definition, node, values))
        except GraphQLError as error:
            return _Wrong(error)

    return make


def _refuser(
    schema: GraphQLSchema, variables: Sequence[VariableDefinitionNode], definition: GraphQLField, node: FieldNode
) -> Callable[[Values], NoReturn]:
    """What raises the error that graphql-core has for arguments of which one is null and must not be."""

    def refuse(values: Values) -> NoReturn:
        whole = values.whole or get_variable_values(schema, variables, values.coerced)
        if isinstance(whole, VariableValues):
            get_argument_values(definition, node, whole)
        raise Trouble

    return refuse


def _uses_variables(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(map(_uses_variables, value.values))
    if isinstance(value, ObjectValueNode):
        return any(_uses_variables(each.value) for each in value.fields)
    return isinstance(value, VariableNode)
