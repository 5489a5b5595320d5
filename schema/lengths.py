"""How long texts and lists in arguments may be, and that numbers are numbers, held before anything is executed.

`@length` says how long in the schema. A list that narrows something down and has nothing in it is refused: half of
those who send one want nothing, the others everything, and neither shall get the other's answer.

Literals are looked at once for a document, by a rule of validation; variables each time, by what the rule noted of
them: where they are used, and so how long they may be.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    ArgumentNode,
    FloatValueNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    StringValueNode,
    ValidationContext,
    ValidationRule,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    get_nullable_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from schema.directives import Length, Private
from schema.errors import BAD_USER_INPUT

NO_NUMBER = "is a number, and none has more than 308 digits."
LETTERS, ITEMS = 500, 500  # of texts and lists of which the schema says nothing else


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a variable is used: how long it may be, of which type it is there, and where that is."""

    length: Length
    type: GraphQLInputType
    path: tuple[str | int, ...]
    private: bool = False


def length_of(definition: GraphQLArgument | GraphQLInputField) -> Length:
    """How long an argument may be, and each text in it."""
    declared = (definition.extensions or {}).get(GraphQLCoreConverter.DEFINITION_BACKREF)
    told = next((each for each in getattr(declared, "directives", None) or () if isinstance(each, Length)), Length())
    may_be_left_out = isinstance(definition.type, GraphQLList)
    least = told.least if isinstance(told.least, int) else int(may_be_left_out)
    return Length(letters=told.letters or LETTERS, items=told.items or ITEMS, least=least)


def is_private(definition: GraphQLArgument | GraphQLInputField) -> bool:
    """Whether an argument has what somebody says of themselves."""
    declared = (definition.extensions or {}).get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return any(isinstance(each, Private) for each in getattr(declared, "directives", None) or ())


class LengthRule(ValidationRule):
    """Refuses literals that are too long, empty or no numbers, and notes where variables are used, and what is private.

    The variables in `uses`, with each place, and in `private` the arguments that are so themselves.
    """

    uses: dict[str, list[Use]]
    private: list[str]

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        argument = self.context.get_argument()
        if argument is not None:
            self._look(node.value, Use(length_of(argument), argument.type, (node.name.value,), is_private(argument)))

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> None:
        """What is given where nobody gives a variable is looked at with it, but for what cannot even be read."""
        if node.default_value is not None and any(map(_is_no_number, _values(node.default_value))):
            said = f"The default of ${node.variable.name.value} {NO_NUMBER}"
            self.report_error(GraphQLError(said, node, extensions={"code": BAD_USER_INPUT}))

    def _look(self, node: ValueNode, use: Use) -> None:
        if isinstance(node, VariableNode):
            self.uses.setdefault(node.name.value, []).append(use)
        elif isinstance(node, FloatValueNode | IntValueNode):
            self._report(node, _number(float(node.value), use))
        elif isinstance(node, StringValueNode):
            self._report(node, _text(node.value, use))
            if use.private:
                self.private.append(".".join(map(str, use.path)))
        elif isinstance(node, ListValueNode):
            self._report(node, _items(node.values, use))
            for item, place in _items_of(node.values[: use.length.items], use):
                self._look(item, place)
        elif isinstance(node, ObjectValueNode):
            for field in node.fields:
                if (below := _field(use, field.name.value)) is not None:
                    self._look(field.value, below)

    def _report(self, node: ValueNode, error: GraphQLError | None) -> None:
        if error is not None:
            self.report_error(GraphQLError(error.message, node, extensions=error.extensions))


def length_rule(uses: dict[str, list[Use]], private: list[str]) -> type[LengthRule]:
    """The rule, noting the variables of a document in `uses`, and in `private` where it has private texts itself."""

    class Noting(LengthRule):
        def __init__(self, context: ValidationContext):
            super().__init__(context)
            self.uses = uses
            self.private = private

    return Noting


def check_variables(uses: Mapping[str, Sequence[Use]], coerced: Mapping[str, Any]) -> None:
    """Raises a `GraphQLError` for the first coerced variable that is too long or empty for a place where it is used."""
    for name, value in coerced.items():
        for use in uses.get(name, ()):
            error = _wrong(value, use)
            if error is not None:
                raise error


def has_private(uses: Mapping[str, Sequence[Use]], coerced: Mapping[str, Any]) -> bool:
    """Whether a variable has a private text."""
    return any(_is_private(value, use) for name, value in coerced.items() for use in uses.get(name, ()))


def _is_private(value: Any, use: Use) -> bool:
    if isinstance(value, str):
        return use.private
    if isinstance(value, list):
        return any(_is_private(item, place) for item, place in _items_of(value, use))
    if isinstance(value, dict):
        named = ((_field(use, name), each) for name, each in value.items())
        return any(_is_private(each, below) for below, each in named if below is not None)
    return False


def _wrong(value: Any, use: Use) -> GraphQLError | None:
    if isinstance(value, str):
        return _text(value, use)
    if isinstance(value, float):  # which a default may be, if not JSON
        return _number(value, use)
    if isinstance(value, list):
        found = _items(value, use)
        return found or next(filter(None, (_wrong(item, place) for item, place in _items_of(value, use))), None)
    if isinstance(value, dict):
        named = ((_field(use, name), each) for name, each in value.items())
        return next(filter(None, (_wrong(each, below) for below, each in named if below is not None)), None)
    return None


def _items_of(values: Sequence[Any], use: Use) -> Iterator[tuple[Any, Use]]:
    type_: Any = get_nullable_type(use.type)
    inner = type_.of_type if isinstance(type_, GraphQLList) else type_
    return ((item, replace(use, type=inner, path=(*use.path, place))) for place, item in enumerate(values))


def _field(use: Use, name: str) -> Use | None:
    type_: Any = get_nullable_type(use.type)
    if isinstance(type_, GraphQLList):  # one is a list of one
        type_ = get_nullable_type(type_.of_type)
    if not isinstance(type_, GraphQLInputObjectType):
        return None
    for known, field in type_.fields.items():
        if name in (known, field.out_name):
            return Use(length_of(field), field.type, (*use.path, known), is_private(field))
    return None


def _text(value: str, use: Use) -> GraphQLError | None:
    most = use.length.letters or LETTERS
    return _too_long(use, f"has at most {most:,} letters", len(value)) if len(value) > most else None


def _values(node: ValueNode) -> Iterator[ValueNode]:
    """A literal, or all that stand in it."""
    within: Sequence[ValueNode] = ()
    if isinstance(node, ListValueNode):
        within = node.values
    elif isinstance(node, ObjectValueNode):
        within = [each.value for each in node.fields]
    else:
        yield node
    for each in within:
        yield from _values(each)


def _is_no_number(node: ValueNode) -> bool:
    return isinstance(node, IntValueNode) and not math.isfinite(float(node.value))


def _number(value: float, use: Use) -> GraphQLError | None:
    return None if math.isfinite(value) else _wrong_at(use, NO_NUMBER)


def _items(values: Sequence[Any], use: Use) -> GraphQLError | None:
    most, least = use.length.items or ITEMS, use.length.least or 0
    if len(values) < least:
        return _wrong_at(use, "has nothing in it: name at least one, or leave it out for all.")
    return _too_long(use, f"has at most {most:,} items", len(values)) if len(values) > most else None


def _too_long(use: Use, said: str, found: int) -> GraphQLError:
    return _wrong_at(use, f"{said}, not {found:,}.")


def _wrong_at(use: Use, said: str) -> GraphQLError:
    extensions = {"code": BAD_USER_INPUT, "argument": list(use.path)}
    return GraphQLError(f"{'.'.join(map(str, use.path))} {said}", extensions=extensions)
