"""How much of an answer an object takes, about, without what its lists hold: what lists count by."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from schema.compiler.fetching import Fetching

AROUND = 4  # bytes: quotation marks, colon and comma
MOST = 10**9  # no extent is told beyond


class Extent(NamedTuple):
    """Objects, one and those that it leads to without a list; and the bytes of their keys and leaves, about."""

    objects: int
    size: int


def extent(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    fetching: Fetching,
    type_: Any,
    selections: Iterable[SelectionSetNode],
) -> Extent:
    """The extent of an object of a type; of a leaf, nothing but its bytes. The fragments of all types count."""
    named = get_named_type(type_)
    if not is_composite_type(named):
        return Extent(0, fetching.size(named.name))
    known: dict[tuple[str, str], Extent] = {}

    def of(parent: Any, selection_set: SelectionSetNode) -> Extent:
        objects = size = 0
        for each in selection_set.selections:
            if isinstance(each, FieldNode):
                below = field(parent, each)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                below = of(schema.type_map[condition.name.value] if condition else parent, each.selection_set)
            else:
                assert isinstance(each, FragmentSpreadNode), "there are no other selections"
                key = each.name.value, parent.name
                if key not in known:
                    fragment = fragments[each.name.value]
                    known[key] = of(schema.type_map[fragment.type_condition.name.value], fragment.selection_set)
                below = known[key]
            objects, size = min(MOST, objects + below.objects), min(MOST, size + below.size)
        return Extent(objects, size)

    def field(parent: Any, node: FieldNode) -> Extent:
        definition = schema.get_field(parent, node.name.value)
        assert definition is not None, "validation refuses unknown fields"
        key = len((node.alias or node.name).value) + AROUND
        target = get_named_type(definition.type)
        if not is_composite_type(target):
            return Extent(0, key + fetching.size(target.name, definition))
        if is_list_type(get_nullable_type(definition.type)) or node.selection_set is None:
            return Extent(0, key)  # its list counts itself
        objects, size = of(target, node.selection_set)
        return Extent(objects + 1, size + key)

    found = [of(named, each) for each in selections]
    return Extent(1 + sum(each.objects for each in found), sum(each.size for each in found))
