"""A compiled operation: its units, its variants by the conditions in it, and the JSON that it remembers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from schema.compiler.classes import Classes
from schema.compiler.fetching import Call, Fetch, Fetching, Info
from schema.compiler.leaves import Trouble, exact
from schema.compiler.places import Failed
from schema.compiler.selections import collect, condition_variables
from schema.compiler.units import Conditions, Selections, Unit
from schema.compiler.variables import Inputs, Values, coercer
from schema.compiler.writing import Writer

MOST_VARIANTS = 16  # of an operation, by the values of the variables in its conditions
OFTEN = 3  # executions, from which on it pays to remember the JSON of shared objects


class Uncovered(Exception):
    """An operation that cannot be compiled."""


class Compiled:
    """An operation that is ready to be executed as often as one likes."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        fetching: Fetching,
    ):
        root = schema.query_type
        if operation.operation is not OperationType.QUERY or root is None:
            raise Uncovered(f"{operation.operation.value} is not compiled")
        if any(each.variable_definitions for each in fragments.values()):
            raise Uncovered("fragments with variables of their own are not compiled")
        self._root = root
        self._selections = [operation.selection_set]
        self._conditions = sorted(condition_variables([operation, *fragments.values()]))
        self._definitions = operation.variable_definitions or ()
        self._compiler = Compiler(schema, fragments, self._definitions, fetching, remembers=False)
        self._executions = 0
        self._variants: dict[tuple[Any, ...], Unit] = {}
        self._schema = schema
        self._coerce = coercer(schema, self._definitions, needs_whole=False)
        if not self._conditions:
            self._unit(())

    def answer(self, root: Any, info: Info, inputs: Inputs | None, coerced: Values | None = None) -> bytes:
        """The data of the answer as JSON; its errors are in `info.errors`. `coerced` are the inputs, if they are known.

        Raises `Trouble` or any other exception where the ordinary executor has to answer.
        """
        self._executions += 1
        if self._executions == OFTEN:
            self._compiler, self._variants = self._compiler.remembering(), {}
        values = self._coerce(inputs or {}) if coerced is None else coerced
        conditions = tuple([values.coerced[name] for name in self._conditions]) if self._conditions else ()
        unit = self._variants.get(conditions)
        if unit is None:
            unit = self._unit(conditions)
        if self._compiler.needs_whole and values.whole is None:
            self._coerce = coercer(self._schema, self._definitions, needs_whole=True)
            values = self._coerce(inputs or {})
        try:
            data: dict[str, Any] | None = unit(root, info, values)
        except Failed as failed:
            info.errors.append(failed.error)
            data = None
        return orjson.dumps({"data": data})

    def _unit(self, conditions: tuple[Any, ...]) -> Unit:
        if any(each.__class__ is not bool for each in conditions):
            raise Trouble  # null
        known = dict(zip(self._conditions, conditions, strict=True))
        if len(self._variants) >= MOST_VARIANTS:
            self._variants.pop(next(iter(self._variants)), None)
        unit = self._variants[conditions] = self._compiler.unit(self._root, self._selections, known)
        return unit


def compile_operation(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    fetching: Fetching,
) -> Compiled:
    """Compile a valid operation. Raises `Uncovered` where a field cannot be fetched by what `fetching` says of it."""
    try:
        return Compiled(schema, operation, fragments, fetching)
    except RecursionError as error:
        raise Uncovered("it is nested too deeply") from error


class Compiler:
    """Compiles the units of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Sequence[VariableDefinitionNode],
        fetching: Fetching,
        *,
        remembers: bool,
    ):
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.fetching = fetching
        self.remembers = remembers
        self.needs_whole = False

    def field(self, type_: GraphQLObjectType, node: FieldNode) -> tuple[GraphQLField, Fetch]:
        """A field and how it is fetched. Raises `Uncovered` if that cannot be said."""
        definition = type_.fields.get(node.name.value)
        fetch = None if definition is None else self._fetch(definition, node)
        if definition is None or fetch is None:
            raise Uncovered(f"{type_.name}.{node.name.value} is not compiled")
        return definition, fetch

    def _fetch(self, definition: GraphQLField, node: FieldNode) -> Fetch | None:
        found = self.fetching.of(definition)
        return found.unasked if isinstance(found, Call) and found.unasked and not node.arguments else found

    def remembering(self) -> "Compiler":
        """One that writes units which remember the JSON of shared objects."""
        return Compiler(self.schema, self.fragments, self.variables, self.fetching, remembers=True)

    def unit(self, type_: GraphQLObjectType, selections: Selections, conditions: Conditions) -> Unit:
        return self._written(type_, selections, conditions, is_quiet=False)

    def _written(
        self,
        type_: GraphQLObjectType,
        selections: Selections,
        conditions: Conditions,
        *,
        is_quiet: bool,
    ) -> Unit:
        writer = Writer(self, conditions, is_quiet=is_quiet)
        try:
            unit = writer.compiled(type_, selections)
        except GraphQLError as error:  # an argument that is wrong as it stands in the document
            raise Uncovered(str(error)) from error
        self.needs_whole = self.needs_whole or writer.arguments.needs_whole
        return unit

    def finished(
        self,
        memory: str,
        type_: GraphQLObjectType,
        selections: Selections,
        conditions: Conditions,
    ) -> Callable[[Any, Info, Values], orjson.Fragment]:
        """A function that makes the finished JSON of an object, and keeps it.

        Its unit is compiled when it is first needed: another document may have left the JSON there already.
        """
        unit: Unit | None = None
        known = Classes(type_, remembers=True)

        def make(value: Any, info: Info, values: Values) -> orjson.Fragment:
            nonlocal unit
            known.meet(value)
            if unit is None:
                unit = self._written(type_, selections, conditions, is_quiet=True)
            json = exact(orjson.dumps(unit(value, info, values)))
            found = orjson.Fragment(json)
            info.keep(memory, value, found, len(json))
            return found

        return make

    def signature(self, type_: GraphQLObjectType, selections: Selections, conditions: Conditions) -> str | None:
        """What is asked for of an object, as a text, if the answer hangs on the object alone; else None."""
        parts = [type_.name]
        for key, nodes in collect(self.schema, self.fragments, conditions, type_, selections).items():
            name = nodes[0].name.value
            parts.append(f"{key}:{name}")
            if name == "__typename":
                continue
            definition = type_.fields.get(name)
            fetch = None if definition is None else self._fetch(definition, nodes[0])
            if definition is None or fetch is None or nodes[0].arguments:
                return None
            hangs_on_more = isinstance(fetch, Call) and (fetch.info is not None or not _is_plain(definition))
            if hangs_on_more and not (isinstance(fetch, Call) and fetch.spoken):
                return None
            named = get_named_type(definition.type)
            if isinstance(named, GraphQLObjectType):
                below = self.signature(named, [each.selection_set for each in nodes if each.selection_set], conditions)
                if below is None:
                    return None
                parts.append(below)
            elif not is_leaf_type(named):
                return None
        return f"{{{' '.join(parts)}}}"


def _is_plain(definition: GraphQLField) -> bool:
    """Whether a field may be asked for without arguments, and then has none to check."""
    return not definition.args or (
        is_list_type(get_nullable_type(definition.type))
        and all(each.default_value is None for each in definition.args.values())
    )
