"""What a document may cost, from the schema and the coerced variables, before anything is executed.

Each object that the answer may hold costs one point, for lists as many as they may have, and one more for each
thousand bytes of its keys and short texts; fields that compute something or are long texts cost their `@cost` beside,
and objects that take more work theirs. So GitHub and Shopify rate their queries; the directives are those of the
GraphQL cost directives specification. `@skip` and `@include` are not looked at, the fragments of an abstract type
count together, and a page costs what was asked for even if the list is shorter. Where lists and texts are longer than
the schema assumes, they are counted when the answer is made (`schema.resolvers.Brought`), and charged then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)
from graphql.pyutils import Undefined
from strawberry.schema.schema_converter import GraphQLCoreConverter

from schema.connections import DEFAULT_PAGE, LARGEST_PAGE
from schema.directives import HISTORY, LISTING, Cost, ListSize
from schema.weighing import InVariable, weigh

ASSUMED_LIST = 10
POINT_BYTES, SHORT_TEXT = 1_000, 64  # bytes of an object that cost a point, and of a field that is no long text
LOOKING = {"after", "before", "filter", "orderBy"}  # arguments for which whole lists are gone through
INTROSPECTED_TYPES, INTROSPECTED_LIST = 100, 2  # what lists of introspection are taken to have
MOST = 10**12  # no cost is told beyond

Variables = Mapping[str, Any]
Fragments = Mapping[str, FragmentDefinitionNode]


@dataclass(frozen=True, slots=True)
class _Size:
    """How many items a list may have: the greatest of numbers that are given or are in variables."""

    constant: int
    variables: tuple[tuple[str, Any], ...]  # with what the argument is where the variable is not given
    assumed: int  # where the argument is null
    most: int

    def of(self, given: Variables) -> int:
        amounts = [_amount(given.get(name, unset), self.assumed) for name, unset in self.variables]
        return min(self.most, max(self.constant, *amounts))


@dataclass(slots=True)
class _Plan:
    """The cost of a selection: points, and the parts whose sizes depend on variables."""

    points: int = 0
    parts: list[tuple["int | _Size | InVariable", "_Plan"]] = field(default_factory=list)

    def add(self, size: "int | _Size | InVariable", plan: "_Plan") -> None:
        if isinstance(size, int) and not plan.parts:
            self.points = min(MOST, self.points + size * plan.points)
        elif size:
            self.parts.append((size, plan))

    def of(self, given: Variables, known: dict[int, int]) -> int:
        """The cost with these variables. `known` remembers the plans that have been seen: fragments share theirs."""
        if not self.parts:
            return self.points
        if id(self) not in known:
            parts = (
                (size if isinstance(size, int) else size.of(given)) * plan.of(given, known) for size, plan in self.parts
            )
            known[id(self)] = min(MOST, self.points + sum(parts))
        return known[id(self)]


class OperationCost:
    """What an operation costs, as a function of its variables.

    `computes`: it asks for something that takes time whatever its price, and not only for objects that are there.
    `asks_history`: it asks for something that the snapshot does not have.
    """

    def __init__(self, plan: _Plan, *, computes: bool, asks_history: bool):
        self._plan = plan
        self.computes = computes
        self.asks_history = asks_history

    def of(self, coerced: Variables) -> int:
        """In points, with variables as they are executed: coerced, with their defaults."""
        return self._plan.of(coerced, {})


def cost_of(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments) -> OperationCost:
    """The cost of a valid operation."""
    root = schema.get_root_type(operation.operation)
    assert root is not None, "validation refuses operations without a root"
    planner = _Planner(schema, fragments)
    plan = planner.plan(operation.selection_set, root.name, 0)
    return OperationCost(plan, computes=planner.computes, asks_history=planner.asks_history)


class _Planner:
    def __init__(self, schema: GraphQLSchema, fragments: Fragments):
        self._schema = schema
        self._fragments = fragments
        self._plans: dict[tuple[str, str, int | _Size], _Plan] = {}  # of fragments
        self.computes = self.asks_history = False

    def plan(self, selections: SelectionSetNode | None, parent: str, page: int | _Size) -> _Plan:
        """The plan of selections on a type; `page` is how many items there are if the type is a connection."""
        plan, size = _Plan(), 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                size += len((selection.alias or selection.name).value) + SHORT_TEXT
                self._field(plan, selection, parent, page)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                plan.add(1, self.plan(selection.selection_set, condition.name.value if condition else parent, page))
            elif isinstance(selection, FragmentSpreadNode):
                plan.add(1, self._fragment(selection.name.value, page))
        plan.points += size // POINT_BYTES
        return plan

    def _fragment(self, name: str, page: int | _Size) -> _Plan:
        fragment = self._fragments[name]
        on = fragment.type_condition.name.value
        key = name, on, page
        if key not in self._plans:
            self._plans[key] = self.plan(fragment.selection_set, on, page)
        return self._plans[key]

    def _field(self, plan: _Plan, node: FieldNode, parent: str, page: int | _Size) -> None:
        found = _described(self._schema, parent, node.name.value)
        plan.points = min(MOST, plan.points + found.weight)
        if node.arguments:
            self._weigh(plan, node, parent)
        self.asks_history = self.asks_history or found.asks_history
        self.computes = self.computes or found.computes(node)
        if found.of is None:
            return
        size = found.size(node)
        if found.is_page:
            inner = self.plan(node.selection_set, found.of, size)
            size = 1
        else:
            inner = self.plan(node.selection_set, found.of, 0)
            if found.in_page:
                size = page
        inner.points += found.each
        plan.add(size, inner)

    def _weigh(self, plan: _Plan, node: FieldNode, parent: str) -> None:
        definition = self._schema.get_field(self._schema.type_map[parent], node.name.value)  # type: ignore[arg-type]  # valid
        assert definition is not None, "validation refuses unknown fields"
        points, waiting = weigh(definition, {each.name.value: each.value for each in node.arguments or ()})
        plan.points = min(MOST, plan.points + points)
        for each in waiting:
            plan.add(each, _Plan(1))


@dataclass(frozen=True, slots=True)
class _Described:
    """What the schema says of the cost of a field."""

    weight: int
    each: int  # what one of the objects costs that it leads to
    of: str | None  # the type of the objects that it leads to, None for a leaf
    is_page: bool  # whether that is a connection
    in_page: bool  # whether it is `edges` or `nodes` of one
    slicing: tuple[str, ...]
    assumed: int
    most: int  # items, beyond which nothing is answered
    defaults: Variables
    lists_all: bool  # whether it is a connection of all entities of a kind, in order if nothing else is asked for
    asks_history: bool

    def computes(self, node: FieldNode) -> bool:
        """Whether it takes time beyond that for the objects in the answer, such as to look for a place in a list."""
        if self.of is not None and self.of.startswith("__"):
            return True  # the ordinary executor answers that
        given = {each.name.value for each in node.arguments or ()}
        if self.lists_all or not (self.weight or self.each > 1):
            return not given.isdisjoint(LOOKING)
        return self.of is not None

    def size(self, node: FieldNode) -> int | _Size:
        """How many objects the field leads to, apart from pages."""
        if not self.slicing:
            return self.assumed
        values = [(each.name.value, each.value) for each in node.arguments or () if each.name.value in self.slicing]
        variables = tuple(
            (value.name.value, self.defaults.get(name)) for name, value in values if isinstance(value, VariableNode)
        )
        given = [_amount(_constant(value), self.assumed) for _, value in values if not isinstance(value, VariableNode)]
        unset = [_amount(self.defaults[name], 0) for name in self.slicing if name in self.defaults]
        constant = max(given) if given else 0 if variables else max(unset, default=self.assumed)
        return _Size(constant, variables, self.assumed, self.most) if variables else min(self.most, constant)


@cache
def _described(schema: GraphQLSchema, parent: str, name: str) -> _Described:
    type_ = schema.type_map[parent]
    definition = schema.get_field(type_, name) if is_composite_type(type_) else None
    assert definition is not None, "validation refuses unknown fields"
    named = get_named_type(definition.type)
    of = named.name if is_composite_type(named) else None
    directives = _directives(definition)
    sized = next((each for each in directives if isinstance(each, ListSize)), ListSize())
    sizing = sized.slicing_arguments or []
    is_list = is_list_type(get_nullable_type(definition.type))
    is_page = not is_list and bool(of and of.endswith("Connection"))
    pages = ("first", "last") if is_page else ()
    slicing = tuple(name for name in (*pages, *sizing) if name in definition.args)
    if is_page:
        assumed = sized.assumed_size or DEFAULT_PAGE
    elif not is_list:
        assumed = 1
    elif parent.startswith("__"):
        assumed = INTROSPECTED_TYPES if name == "types" else INTROSPECTED_LIST
    else:
        assumed = sized.assumed_size or ASSUMED_LIST
    defaults = {
        each: definition.args[each].default_value
        for each in slicing
        if definition.args[each].default_value not in (None, Undefined)
    }
    in_page = is_list and parent.endswith("Connection")
    each = _weight(_directives(named), 1)
    weight = _weight(directives, 0)
    lists_all, asks_history = (any(each is one for each in directives) for one in (LISTING, HISTORY))
    most = LARGEST_PAGE if is_page and "first" not in sizing else MOST  # others say how many they may have
    return _Described(weight, each, of, is_page, in_page, slicing, assumed, most, defaults, lists_all, asks_history)


def _weight(directives: Sequence[object], otherwise: int) -> int:
    return next((each.weight for each in directives if isinstance(each, Cost)), otherwise)


def _directives(definition: GraphQLField | GraphQLNamedType) -> Sequence[object]:
    declared = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return getattr(declared, "directives", None) or ()


def _amount(value: Any, default: int) -> int:
    """What an argument says of the length of a list: a number, or a list that is as long."""
    if value is None:
        return default
    if isinstance(value, list):
        return len(value)
    return max(0, value) if isinstance(value, int) else 1


def _constant(value: ValueNode) -> Any:
    """As much of a constant as tells an amount."""
    if isinstance(value, NullValueNode):
        return None
    if isinstance(value, ListValueNode):
        return [None] * len(value.values)
    return min(MOST, int(value.value)) if isinstance(value, IntValueNode) and len(value.value) < 20 else 1
