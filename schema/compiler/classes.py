"""Which Python classes the objects of GraphQL types have, as far as they were met."""

import sys
from collections.abc import Mapping
from typing import Any

from graphql import FieldNode, GraphQLObjectType
from graphql.pyutils import is_awaitable, is_iterable

from schema.compiler.leaves import Trouble
from schema.compiler.places import Failed, located
from schema.compiler.units import Compiling, Unit
from schema.compiler.variables import Values


class Classes(set[type]):
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


class Units(dict[type, Unit]):
    """The units for the objects of an interface or union, by Python class; each is compiled when it is first needed."""

    def __init__(self, compiler: Compiling, type_: Any, nodes: list[FieldNode], conditions: Mapping[str, bool]):
        super().__init__()
        self._compiler = compiler
        self._type = type_
        self._nodes = nodes
        self._conditions = conditions

    def __missing__(self, class_: type) -> Unit:
        if issubclass(class_, Exception):
            return self._failed

        def first(value: Any, info: Any, values: Values) -> dict[str, Any]:
            unit = self._unit_for(value)
            if self._compiler.fetching.types_hang_on_classes:
                self[class_] = unit
            if self._compiler.needs_whole and values.whole is None:
                raise Trouble  # the next execution brings them
            return unit(value, info, values)

        return first

    def _failed(self, value: Any, info: Any, values: Values) -> dict[str, Any]:  # noqa: ARG002 - a unit
        """What stands for an object that could not be had: an error is raised for it, as by a function."""
        raise Failed(located(value, self._nodes, sys._getframe(1)))

    def _unit_for(self, value: Any) -> Unit:
        schema = self._compiler.schema
        if value is None or is_awaitable(value):
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
        Classes(found, remembers=False).meet(value)
        selections = [node.selection_set for node in self._nodes if node.selection_set]
        return self._compiler.unit(found, selections, self._conditions)


def listed(value: Any) -> list[Any]:
    """The items of something that is no list or tuple. Raises `Trouble` if it has none."""
    if value is None or isinstance(value, Exception) or not is_iterable(value):
        raise Trouble
    return list(value)
