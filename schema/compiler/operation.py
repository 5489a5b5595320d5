"""A compiled operation: straight-line Python that builds the answer, and compiles what it meets on the way.

Each unit of source is a function of an object, of what the execution brings, and of the values of the variables. Fields
of objects and lists are written out in place; a unit of its own has what depends on the type of an object, which is
compiled when the first object of that type turns up.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.pyutils import is_awaitable, is_iterable

from schema.compiler.arguments import Arguments
from schema.compiler.fetching import Attribute, Call, Fetching, Info
from schema.compiler.leaves import Trouble, write_leaf
from schema.compiler.selections import collect, condition_variables
from schema.compiler.source import Source
from schema.compiler.variables import Inputs, Values, coercer

MOST_VARIANTS = 16  # of an operation, by the values of the variables in its conditions
OFTEN = 3  # executions, from which on it pays to remember the JSON of shared objects
MOST_LOOPS = 8  # inside each other in one unit; Python itself has 20
MOST_NESTED = 25  # objects inside each other in one unit; Python's indentation has 100

Unit = Callable[[Any, Info, Values], dict[str, Any]]


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
        self._compiler = _Compiler(schema, fragments, fetching, remembers=False)
        self._executions = 0
        self._variants: dict[tuple[Any, ...], Unit] = {}
        self._schema = schema
        self._coerce = coercer(schema, self._definitions, needs_whole=False)
        if not self._conditions:
            self._unit(())

    def answer(self, root: Any, info: Info, inputs: Inputs | None) -> bytes:
        """The answer as JSON. Raises `Trouble` or any other exception where it has an error."""
        self._executions += 1
        if self._executions == OFTEN:
            self._compiler, self._variants = self._compiler.remembering(), {}
        values = self._coerce(inputs or {})
        conditions = tuple([values.coerced[name] for name in self._conditions]) if self._conditions else ()
        unit = self._variants.get(conditions)
        if unit is None:
            unit = self._unit(conditions)
        if self._compiler.needs_whole and values.whole is None:
            self._coerce = coercer(self._schema, self._definitions, needs_whole=True)
            values = self._coerce(inputs or {})
        return orjson.dumps({"data": unit(root, info, values)})

    def _unit(self, conditions: tuple[Any, ...]) -> Unit:
        if len(self._variants) >= MOST_VARIANTS:
            raise Trouble
        if any(each.__class__ is not bool for each in conditions):
            raise Trouble  # null
        known = dict(zip(self._conditions, conditions, strict=True))
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


class _Compiler:
    """Compiles the units of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        fetching: Fetching,
        *,
        remembers: bool,
    ):
        self.schema = schema
        self.fragments = fragments
        self.fetching = fetching
        self.remembers = remembers
        self.needs_whole = False

    def remembering(self) -> "_Compiler":
        """One that writes units which remember the JSON of shared objects."""
        return _Compiler(self.schema, self.fragments, self.fetching, remembers=True)

    def unit(
        self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode], conditions: Mapping[str, bool]
    ) -> Unit:
        writer = _Writer(self, conditions)
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
        selections: Iterable[SelectionSetNode],
        conditions: Mapping[str, bool],
    ) -> Callable[[Any, Info, Values], orjson.Fragment]:
        """A function that makes the finished JSON of an object, and keeps it.

        Its unit is compiled when it is first needed: another document may have left the JSON there already.
        """
        unit: Unit | None = None
        known = _Classes(type_, remembers=True)

        def make(value: Any, info: Info, values: Values) -> orjson.Fragment:
            nonlocal unit
            known.meet(value)
            if unit is None:
                unit = self.unit(type_, selections, conditions)
            json = orjson.dumps(unit(value, info, values))
            found = orjson.Fragment(json)
            info.keep(memory, value, found, len(json))
            return found

        return make

    def signature(
        self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode], conditions: Mapping[str, bool]
    ) -> str | None:
        """What is asked for of an object, as a text, if the answer hangs on the object alone; else None."""
        parts = [type_.name]
        for key, nodes in collect(self.schema, self.fragments, conditions, type_, selections).items():
            name = nodes[0].name.value
            parts.append(f"{key}:{name}")
            if name == "__typename":
                continue
            definition = type_.fields.get(name)
            fetch = None if definition is None else self.fetching.of(definition)
            if definition is None or fetch is None or definition.args:
                return None
            if isinstance(fetch, Call) and fetch.info is not None:
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


class _Writer:
    """Writes one unit."""

    def __init__(self, compiler: _Compiler, conditions: Mapping[str, bool]):
        self._compiler = compiler
        self._conditions = conditions
        self._source = Source("def unit(source, info, values):")
        self.arguments = Arguments(self._source)
        self._memories: dict[str, str] = {}  # the variables that hold them, by name
        self._check = self._source.constant(compiler.fetching.check)

    def compiled(self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode]) -> Unit:
        shown = self._object(type_, selections, "source", loops=0, nested=0)
        self._source.line(f"return {shown}")
        unit: Unit = self._source.compiled("unit")
        return unit

    def _object(
        self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode], value: str, *, loops: int, nested: int
    ) -> str:
        """Write what fetches the fields of an object; the text of what stands for it in the answer."""
        compiler = self._compiler
        fields = collect(compiler.schema, compiler.fragments, self._conditions, type_, selections)
        shown = []
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name == "__typename":
                shown.append(f"{key!r}: {type_.name!r}")
                continue
            definition = type_.fields.get(name)
            fetch = None if definition is None else compiler.fetching.of(definition)
            if definition is None or fetch is None:
                raise Uncovered(f"{type_.name}.{name} is not compiled")
            held = self._source.name()
            if isinstance(fetch, Attribute):
                self._source.line(f"{held} = {'.'.join((value, *fetch.names))}")
            else:
                if fetch.info is not None or definition.args:
                    self._source.line(f"{self._check}()")
                passed = self.arguments.passed(fetch, definition, nodes[0], value)
                call = f"{held} = {self._source.constant(fetch.function, 'F')}({passed})"
                if fetch.memory is not None and not definition.args:
                    keep = f"info.keep({fetch.memory!r}, {value}, {held}, len({held}))"
                    self._remember(fetch.memory, value, held, call, keep)
                else:
                    self._source.line(call)
            self._complete(definition.type, held, nodes, loops=loops, nested=nested)
            shown.append(f"{key!r}: {held}")
        return "{" + ", ".join(shown) + "}"

    def _remember(self, memory: str, value: str, held: str, *make: str) -> None:
        """Write a look into a memory for the object in the variable `value`, and what makes what is missing."""
        known = self._memories.get(memory)
        if known is None:
            known = self._memories[memory] = self._source.name("m")
            self._source.first(f"{known} = info.memory({memory!r})")
        self._source.line(f"{held} = {known}.get({value})")
        with self._source.block(f"if {held} is None:"):
            for line in make:
                self._source.line(line)

    def _complete(
        self, type_: GraphQLOutputType, value: str, nodes: list[FieldNode], *, loops: int, nested: int
    ) -> None:
        """Write what turns the variable `value` into what stands for it in the answer."""
        is_null_fine = not isinstance(type_, GraphQLNonNull)
        named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if is_leaf_type(named):
            write_leaf(self._source, self._compiler.fetching, named, value, is_null_fine=is_null_fine)
        elif is_null_fine:
            with self._source.block(f"if {value} is not None:"):
                self._complete_there(named, value, nodes, loops=loops, nested=nested + 1)
        else:
            self._complete_there(named, value, nodes, loops=loops, nested=nested)

    def _complete_there(self, type_: Any, value: str, nodes: list[FieldNode], *, loops: int, nested: int) -> None:
        source = self._source
        if isinstance(type_, GraphQLList):
            self._list(type_, value, nodes, loops=loops, nested=nested)
            return
        selections = [node.selection_set for node in nodes if node.selection_set]
        if is_abstract_type(type_):
            units = source.constant(_Units(self._compiler, type_, selections, self._conditions), "U")
            source.line(f"{value} = {units}[type({value})]({value}, info, values)")
            return
        if self._compiler.remembers and self._compiler.fetching.is_shared(type_):
            signature = self._compiler.signature(type_, selections, self._conditions)
            if signature is not None:
                made = self._compiler.finished(signature, type_, selections, self._conditions)
                held = source.name()
                call = f"{held} = {source.constant(made, 'J')}({value}, info, values)"
                self._remember(signature, value, held, call)
                source.line(f"{value} = {held}")
                return
        class_ = source.name("k")  # of the last object here, which most have
        source.first(f"{class_} = None")
        with source.block(f"if type({value}) is not {class_}:"):
            known = _Classes(type_, remembers=self._compiler.fetching.types_hang_on_classes)
            source.line(f"{class_} = {source.constant(known, 'K')}.meet({value})")
        if loops >= MOST_LOOPS or nested >= MOST_NESTED:
            unit = source.constant(self._compiler.unit(type_, selections, self._conditions), "U")
            source.line(f"{value} = {unit}({value}, info, values)")
        else:
            shown = self._object(type_, selections, value, loops=loops, nested=nested + 1)
            source.line(f"{value} = {shown}")

    def _list(self, type_: GraphQLList[Any], value: str, nodes: list[FieldNode], *, loops: int, nested: int) -> None:
        source = self._source
        with source.block(f"if type({value}) is not list and type({value}) is not tuple:"):
            source.line(f"{value} = {source.constant(_listed)}({value})")
        found, item = source.name("l"), source.name("x")
        source.line(f"{found} = []")
        with source.block(f"for {item} in {value}:"):
            self._complete(type_.of_type, item, nodes, loops=loops + 1, nested=nested + 1)
            source.line(f"{found}.append({item})")
        source.line(f"{value} = {found}")


class _Classes(set[type]):
    """The Python classes whose objects a GraphQL type stands for, as far as they were met."""

    def __init__(self, type_: GraphQLObjectType, *, remembers: bool):
        super().__init__()
        self._type = type_
        self._remembers = remembers

    def meet(self, value: Any) -> type | None:
        """The class of an object. Raises `Trouble` if the type does not stand for it, for null and for an error."""
        class_: type = type(value)
        if class_ in self:
            return class_
        if value is None or isinstance(value, Exception) or is_awaitable(value):
            raise Trouble
        if self._type.is_type_of is not None and not self._type.is_type_of(value, None):  # type: ignore[arg-type]  # no info
            raise Trouble
        if not self._remembers:
            return None
        self.add(class_)
        return class_


class _Units(dict[type, Unit]):
    """The units for the objects of an interface or union, by Python class; each is compiled when it is first needed."""

    def __init__(
        self, compiler: _Compiler, type_: Any, selections: list[SelectionSetNode], conditions: Mapping[str, bool]
    ):
        super().__init__()
        self._compiler = compiler
        self._type = type_
        self._selections = selections
        self._conditions = conditions

    def __missing__(self, class_: type) -> Unit:
        def first(value: Any, info: Any, values: Values) -> dict[str, Any]:
            unit = self._unit_for(value)
            if self._compiler.fetching.types_hang_on_classes:
                self[class_] = unit
            if self._compiler.needs_whole and values.whole is None:
                raise Trouble  # the next execution brings them
            return unit(value, info, values)

        return first

    def _unit_for(self, value: Any) -> Unit:
        schema = self._compiler.schema
        if value is None or isinstance(value, Exception) or is_awaitable(value):
            raise Trouble
        if self._type.resolve_type is not None:
            name = self._type.resolve_type(value, None, self._type)
        else:
            name = next(
                (
                    each.name
                    for each in schema.get_possible_types(self._type)
                    if each.is_type_of is not None and each.is_type_of(value, None)  # type: ignore[arg-type]  # no info
                ),
                None,
            )
        found = schema.get_type(name) if isinstance(name, str) else None
        if not isinstance(found, GraphQLObjectType) or not schema.is_sub_type(self._type, found):
            raise Trouble
        _Classes(found, remembers=False).meet(value)
        return self._compiler.unit(found, self._selections, self._conditions)


def _listed(value: Any) -> list[Any]:
    """The items of something that is no list or tuple. Raises `Trouble` if it has none."""
    if value is None or isinstance(value, Exception) or not is_iterable(value):
        raise Trouble
    return list(value)
