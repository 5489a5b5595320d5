"""The values of variables: built-in scalars as they come are taken as they are, all else is left to graphql-core."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from graphql import (
    GraphQLNonNull,
    GraphQLSchema,
    NonNullTypeNode,
    VariableDefinitionNode,
    get_variable_values,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from schema.compiler.leaves import PLAIN, Trouble
from schema.compiler.source import Source

Inputs = dict[str, Any]


class Values(NamedTuple):
    """Coerced values by name; `whole` is what graphql-core calls them, where it has coerced them."""

    coerced: dict[str, Any]
    whole: VariableValues | None


Coerce = Callable[[Inputs], Values]


def coercer(schema: GraphQLSchema, definitions: Sequence[VariableDefinitionNode], *, needs_whole: bool) -> Coerce:
    """A function that coerces inputs. It raises `Trouble` for those that do not fit."""

    def ordinarily(inputs: Inputs) -> Values:
        whole = get_variable_values(schema, definitions, inputs)
        if not isinstance(whole, VariableValues):
            raise Trouble
        return Values(whole.coerced, whole)

    if not definitions:
        nothing = Values({}, VariableValues({}, {}))
        return lambda _: nothing
    if needs_whole:
        return ordinarily
    source = Source("def coerce(inputs):")
    fallback, missing = source.constant(ordinarily), source.constant(object())
    source.line("found = {}")
    for each in definitions:
        type_ = type_from_ast(schema, each.type)
        is_required = isinstance(each.type, NonNullTypeNode)
        named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        plain = PLAIN.get(getattr(named, "name", ""))
        if plain is None:
            return ordinarily
        value, name = source.name(), repr(each.variable.name.value)
        source.line(f"{value} = inputs.get({name}, {missing})")
        with source.block(f"if {plain.format(value)}:"):
            source.line(f"found[{name}] = {value}")
        if not is_required:
            with source.block(f"elif {value} is None:"):
                source.line(f"found[{name}] = None")
            if each.default_value is None:
                with source.block(f"elif {value} is {missing}:"):
                    source.line("pass")
        with source.block("else:"):  # a wrong value, one to convert, or a default
            source.line(f"return {fallback}(inputs)")
    source.line(f"return {source.constant(Values)}(found, None)")
    coerce: Coerce = source.compiled("coerce")
    return coerce
