"""Which fields of an object are asked for: selection sets with fragments, type conditions, @include and @skip."""

from collections.abc import Iterable, Mapping

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

Fields = dict[str, list[FieldNode]]
"""The nodes of each field by its key in the answer, in the order of the answer."""

CONDITIONS = {"skip": False, "include": True}


def collect(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    conditions: Mapping[str, bool],
    type_: GraphQLObjectType,
    selections: Iterable[SelectionSetNode],
) -> Fields:
    """The fields that are asked for of an object of a type (GraphQL specification, 6.3.2 CollectFields).

    `conditions` has the values of all variables that @include and @skip use.
    """
    found: Fields = {}
    visited: set[str] = set()

    def applies(condition: str) -> bool:
        if condition == type_.name:
            return True
        wider = schema.get_type(condition)
        return wider is not None and is_abstract_type(wider) and schema.is_sub_type(wider, type_)

    def walk(selection_set: SelectionSetNode) -> None:
        for each in selection_set.selections:
            if not _wanted(each, conditions):
                continue
            if isinstance(each, FieldNode):
                found.setdefault(each.alias.value if each.alias else each.name.value, []).append(each)
            elif isinstance(each, InlineFragmentNode):
                if each.type_condition is None or applies(each.type_condition.name.value):
                    walk(each.selection_set)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in visited:
                visited.add(each.name.value)
                fragment = fragments[each.name.value]
                if applies(fragment.type_condition.name.value):
                    walk(fragment.selection_set)

    for selection_set in selections:
        walk(selection_set)
    return found


def _wanted(node: Node, conditions: Mapping[str, bool]) -> bool:
    for directive in getattr(node, "directives", None) or ():
        asked = CONDITIONS.get(directive.name.value)
        if asked is not None:
            value = directive.arguments[0].value
            given = value.value if isinstance(value, BooleanValueNode) else conditions[value.name.value]
            if given is not asked:
                return False
    return True


def condition_variables(definitions: Iterable[OperationDefinitionNode | FragmentDefinitionNode]) -> frozenset[str]:
    """The names of the variables that @include and @skip use anywhere in some definitions."""
    found: set[str] = set()

    def look(selection_set: SelectionSetNode) -> None:
        for each in selection_set.selections:
            for directive in each.directives or ():
                if directive.name.value in CONDITIONS and directive.arguments:
                    value = directive.arguments[0].value
                    if isinstance(value, VariableNode):
                        found.add(value.name.value)
            below = getattr(each, "selection_set", None)
            if below is not None:
                look(below)

    for definition in definitions:
        look(definition.selection_set)
    return frozenset(found)
