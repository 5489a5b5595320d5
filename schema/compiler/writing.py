"""The writer of units: straight-line Python that builds the answer.

Each unit is a function of an object, of what the execution brings, and of the values of the variables. Fields of
objects and lists are written out in place; a unit of its own has what depends on the type of an object, which is
compiled when the first object of that type turns up.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    SelectionSetNode,
    is_abstract_type,
    is_leaf_type,
)

from schema.compiler.arguments import Arguments
from schema.compiler.classes import Classes, Units, listed
from schema.compiler.extent import Extent, extent
from schema.compiler.fetching import Attribute, Call
from schema.compiler.leaves import write_leaf
from schema.compiler.places import Failed, Made, fail, propagate
from schema.compiler.selections import collect
from schema.compiler.source import Source
from schema.compiler.units import Compiling, Unit

MOST_BLOCKS = 14  # loops and handlers inside each other in one unit; Python itself has 20, an object adds up to 4
MOST_NESTED = 25  # objects inside each other in one unit; Python's indentation has 100
WIDE = 10_000  # bytes that an item of a list takes, about, from which on each is finished by itself


class Writer:
    """Writes one unit. A quiet one handles no errors: what it does not hold up, nothing in it can raise."""

    def __init__(self, compiler: Compiling, conditions: Mapping[str, bool], *, is_quiet: bool):
        self._compiler = compiler
        self._conditions = conditions
        self._is_quiet = is_quiet
        self._source = Source("def unit(source, info, values):")
        self._path: list[str] = []
        self.arguments = Arguments(self._source, compiler.schema, compiler.variables)
        self._memories: dict[str, str] = {}  # the variables that hold them, by name
        self._check = self._source.constant(compiler.fetching.check)

    def compiled(self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode]) -> Unit:
        shown = self._object(type_, selections, "source", blocks=0, nested=0)
        self._source.line(f"return {shown}")
        unit: Unit = self._source.compiled("unit")
        return unit

    def _fields(self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        return collect(self._compiler.schema, self._compiler.fragments, self._conditions, type_, selections)

    def _object(
        self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode], value: str, *, blocks: int, nested: int
    ) -> str:
        """Write what fetches the fields of an object; the text of what stands for it in the answer."""
        shown = []
        for key, nodes in self._fields(type_, selections).items():
            name = nodes[0].name.value
            if name == "__typename":
                shown.append(f"{key!r}: {type_.name!r}")
                continue
            definition, fetch = self._compiler.field(type_, nodes[0])
            held = self._source.name()
            self._path.append(key)
            if isinstance(fetch, Attribute):
                self._source.line(f"{held} = {'.'.join((value, *fetch.names))}")
            else:
                self._call(fetch, definition, nodes, value, held)
            self._complete(definition.type, held, nodes, blocks=blocks, nested=nested)
            self._path.pop()
            shown.append(f"{key!r}: {held}")
        return "{" + ", ".join(shown) + "}"

    def _call(self, fetch: Call, definition: GraphQLField, nodes: list[FieldNode], value: str, held: str) -> None:
        """Write a call, and what happens where it raises: only those that are asked for something may."""
        source = self._source
        function = source.constant(fetch.function, "F")
        if not fetch.is_asked(definition):
            call = f"{held} = {function}({self.arguments.passed(fetch, definition, nodes[0], value)})"
            if fetch.memory is not None:
                keep = f"info.keep({fetch.memory!r}, {value}, {held}, len({held}))"
                self._remember(fetch.memory, value, held, call, keep)
            else:
                source.line(call)
            return
        source.line(f"{self._check}()")
        with nullcontext() if self._is_quiet else source.block("try:"):
            passed = self.arguments.passed(fetch, definition, nodes[0], value)
            source.line(f"{held} = {function}({passed})")
        if not self._is_quiet:
            handled = propagate if isinstance(definition.type, GraphQLNonNull) else fail
            with source.block("except Exception as error:"):
                call = f"{source.constant(handled)}(error, {source.constant(nodes)}, info)"
                source.line(f"{held} = {call}", self._path)

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
        self, type_: GraphQLOutputType, value: str, nodes: list[FieldNode], *, blocks: int, nested: int
    ) -> None:
        """Write what turns the variable `value` into what stands for it in the answer."""
        is_null_fine = not isinstance(type_, GraphQLNonNull)
        named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if is_null_fine and not self._is_quiet and self._path and isinstance(self._path[-1], Made):
            with self._source.block(f"if isinstance({value}, Exception):"):  # in place of an item
                call = f"{self._source.constant(fail)}({value}, {self._source.constant(nodes)}, info)"
                self._source.line(f"{value} = {call}", self._path)
        if is_leaf_type(named):
            write_leaf(self._source, self._compiler.fetching, named, value, is_null_fine=is_null_fine)
        elif not is_null_fine:
            self._complete_there(named, value, nodes, blocks=blocks, nested=nested)
        elif self._is_quiet or not self._may_fail(named, nodes):
            with self._source.block(f"if {value} is not None:"):
                self._complete_there(named, value, nodes, blocks=blocks, nested=nested + 1)
        else:
            with self._source.block(f"if {value} is not None:"):
                with self._source.block("try:"):
                    self._complete_there(named, value, nodes, blocks=blocks + 1, nested=nested + 2)
                with self._source.block(f"except {self._source.constant(Failed)} as failed:"):
                    self._source.line("info.errors.append(failed.error)")
                    self._source.line(f"{value} = None")

    def _may_fail(self, type_: Any, nodes: list[FieldNode]) -> bool:
        """Whether something that must not be null may fail below, with nothing between that may be null."""
        if isinstance(type_, GraphQLNonNull):
            return self._may_fail(type_.of_type, nodes)
        if isinstance(type_, GraphQLList):
            return isinstance(type_.of_type, GraphQLNonNull) and self._may_fail(type_.of_type, nodes)
        if is_leaf_type(type_):
            return False
        if is_abstract_type(type_):
            return True
        selections = [node.selection_set for node in nodes if node.selection_set]
        for below in self._fields(type_, selections).values():
            name = below[0].name.value
            if name == "__typename":
                continue
            definition, fetch = self._compiler.field(type_, below[0])
            if not isinstance(definition.type, GraphQLNonNull):
                continue
            if (isinstance(fetch, Call) and fetch.is_asked(definition)) or self._may_fail(definition.type, below):
                return True
        return False

    def _complete_there(self, type_: Any, value: str, nodes: list[FieldNode], *, blocks: int, nested: int) -> None:
        source = self._source
        if isinstance(type_, GraphQLList):
            self._list(type_, value, nodes, blocks=blocks, nested=nested)
            return
        if is_abstract_type(type_):
            units = source.constant(Units(self._compiler, type_, nodes, self._conditions), "U")
            source.line(f"{value} = {units}[type({value})]({value}, info, values)", self._path)
            return
        selections = [node.selection_set for node in nodes if node.selection_set]
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
            known = Classes(type_, remembers=self._compiler.fetching.types_hang_on_classes)
            source.line(f"{class_} = {source.constant(known, 'K')}.meet({value})")
        if blocks >= MOST_BLOCKS or nested >= MOST_NESTED:
            unit = source.constant(self._compiler.unit(type_, selections, self._conditions), "U")
            source.line(f"{value} = {unit}({value}, info, values)", self._path)
        else:
            shown = self._object(type_, selections, value, blocks=blocks, nested=nested + 1)
            source.line(f"{value} = {shown}")

    def _list(self, type_: GraphQLList[Any], value: str, nodes: list[FieldNode], *, blocks: int, nested: int) -> None:
        source = self._source
        with source.block(f"if type({value}) is not list and type({value}) is not tuple:"):
            source.line(f"{value} = {source.constant(listed)}({value})")
        found, item = source.name("l"), source.name("x")
        self._path.append(Made(found))
        each = self._extent(type_.of_type, nodes)
        before = source.name("b")
        source.line(f"{found}, {before} = [], info.bytes")
        with source.block(f"for {item} in {value}:"):
            self._complete(type_.of_type, item, nodes, blocks=blocks + 1, nested=nested + 1)
            if each.size >= WIDE:
                source.line(f"{item} = info.finished({item}, info.bytes)")
            source.line(f"{found}.append({item})")
        self._path.pop()
        source.line(f"info.objects += {each.objects} * len({found})")
        source.line(f"info.pending += {each.size} * len({found})")
        with source.block("if info.pending > info.most_pending or info.objects > info.most_objects:"):
            source.line(f"{found} = info.finished({found}, {before})")
        source.line(f"{value} = {found}")

    def _extent(self, type_: Any, nodes: list[FieldNode]) -> Extent:
        selections = [node.selection_set for node in nodes if node.selection_set]
        return extent(self._compiler.schema, self._compiler.fragments, self._compiler.fetching, type_, selections)
