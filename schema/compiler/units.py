"""Units: the functions that an operation is compiled to, and what their writers need of the compiler."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import orjson
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    SelectionSetNode,
    VariableDefinitionNode,
)

from schema.compiler.fetching import Fetch, Fetching, Info
from schema.compiler.variables import Values

Unit = Callable[[Any, Info, Values], dict[str, Any]]
Selections = Iterable[SelectionSetNode]
Conditions = Mapping[str, bool]


class Compiling(Protocol):
    """The compiler of one operation, as writers see it; `schema.compiler.operation.Compiler` is one."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Sequence[VariableDefinitionNode]
    fetching: Fetching
    remembers: bool
    needs_whole: bool

    def field(self, type_: GraphQLObjectType, node: FieldNode) -> tuple[GraphQLField, Fetch]: ...

    def unit(self, type_: GraphQLObjectType, selections: Selections, conditions: Conditions) -> Unit: ...

    def finished(
        self, memory: str, type_: GraphQLObjectType, selections: Selections, conditions: Conditions
    ) -> Callable[[Any, Info, Values], orjson.Fragment]: ...

    def signature(self, type_: GraphQLObjectType, selections: Selections, conditions: Conditions) -> str | None: ...
