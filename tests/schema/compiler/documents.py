"""Random valid documents over a schema: aliases, fragments, conditions, variables, and values that may be wrong."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

MOST_FIELDS, MOST_DEPTH = 4, 5
TEXTS = (
    *("ai-engineer", "ml-engineer", "data-scientist", "software-engineer", "nlp-engineer", "data-engineer"),
    *("python", "pytorch", "chatbots", "no such"),
)
SELDOM = {"after", "before", "last", "basis"}  # arguments that are mostly refused beside others
NUMBERS = (1, 2, 3, 1, 2, 3, 0, 4, -1)
WRONG: tuple[Any, ...] = (None, "wrong", 1.5, [], True, 2**40)


class Asked(NamedTuple):
    """A document with values for its variables."""

    text: str
    variables: dict[str, Any]


class Chooser(Protocol):
    """Makes the choices of which a document consists."""

    def number(self, least: int, most: int) -> int: ...

    def one_of(self, among: Sequence[Any]) -> Any: ...


class _Draft:
    def __init__(self, chooser: Chooser, schema: GraphQLSchema):
        self.number = chooser.number
        self.one_of = chooser.one_of
        self.schema = schema
        self.fragments: list[str] = []
        self.variables: dict[str, tuple[str, Any]] = {}

    def chance(self, one_in: int) -> bool:
        return self.number(1, one_in) == 1

    def selection(self, type_: Any, depth: int) -> str:
        names = [name for name, each in type_.fields.items() if depth or is_leaf_type(get_named_type(each.type))]
        chosen = [self.one_of(names) for _ in range(self.number(0, MOST_FIELDS))] if names else []
        parts = [self.field(name, type_.fields[name], depth) for name in chosen]
        if not parts or self.chance(5):
            parts.append("__typename")
        if isinstance(type_, GraphQLInterfaceType) and depth:
            wider: Any = self.one_of(self.schema.get_possible_types(type_))
            parts.append(f"... on {wider.name} {self.conditions()} {self.selection(wider, depth - 1)}")
        if self.chance(6):
            place = self.number(0, len(parts) - 1)
            parts[place] = f"... {self.conditions()} {{ {parts[place]} }}"
        if self.chance(6):
            name = f"F{len(self.fragments)}"
            self.fragments.append("")
            place = self.number(0, len(parts) - 1)
            self.fragments[int(name[1:])] = f"fragment {name} on {type_.name} {{ {parts[place]} }}"
            parts[place] = f"...{name} {self.conditions()}"
        return f"{{ {' '.join(parts)} }}"

    def field(self, name: str, definition: GraphQLField, depth: int) -> str:
        alias = f"{self.one_of('abc')}{self.number(0, 99)}: " if self.chance(3) else ""
        given = [
            f"{each}: {self.argument(argument)}"
            for each, argument in definition.args.items()
            if is_required_argument(argument) or self.chance(20 if each in SELDOM else 4)
        ]
        arguments = f"({', '.join(given)})" if given else ""
        type_ = get_named_type(definition.type)
        below = self.selection(type_, depth - 1) if is_composite_type(type_) and depth else ""
        return f"{alias}{name}{arguments} {self.conditions()} {below}"

    def conditions(self) -> str:
        if not self.chance(6):
            return ""
        value = self.one_of(["true", "false"])
        if self.chance(2):
            value = self.variable("Boolean!", self.one_of((True, False)), default=None)
        return f"@{self.one_of(['include', 'skip'])}(if: {value})"

    def variable(self, type_: str, value: Any, default: str | None) -> str:
        name = f"v{len(self.variables)}"
        declared = type_.removesuffix("!") + f" = {default}" if default else type_
        if self.chance(25):
            value = self.one_of(WRONG)
        self.variables[name] = (declared, value)
        return f"${name}"

    def argument(self, argument: GraphQLArgument) -> str:
        literal, value = self.value(argument.type)
        if self.chance(3):
            default = literal if self.chance(3) and literal != "null" else None
            return self.variable(str(argument.type), value, default)
        return literal

    def value(self, type_: Any) -> tuple[str, Any]:
        """A value as a literal, and as JSON."""
        if isinstance(type_, GraphQLNonNull):
            return self.value_there(type_.of_type)
        return ("null", None) if self.chance(6) else self.value_there(type_)

    def value_there(self, type_: Any) -> tuple[str, Any]:
        if isinstance(type_, GraphQLList):
            items = [self.value(type_.of_type) for _ in range(self.number(1, 3))]  # empty ones are refused before that
            return f"[{', '.join(literal for literal, _ in items)}]", [value for _, value in items]
        if isinstance(type_, GraphQLEnumType):
            name = self.one_of(sorted(type_.values))
            return name, name
        if isinstance(type_, GraphQLInputObjectType):
            fields = {
                name: self.value(each.type)
                for name, each in type_.fields.items()
                if isinstance(each.type, GraphQLNonNull) or self.chance(2)
            }
            literal = ", ".join(f"{name}: {text}" for name, (text, _) in fields.items())
            return f"{{{literal}}}", {name: value for name, (_, value) in fields.items()}
        if type_.name == "Boolean":
            truth = self.one_of((True, False))
            return str(truth).lower(), truth
        if type_.name in ("Int", "Float"):
            number = self.one_of(NUMBERS)
            return str(number), number
        text = self.one_of(TEXTS)
        return f'"{text}"', text


def document(chooser: Chooser, schema: GraphQLSchema) -> Asked:
    """A query, in most cases valid, with variables that now and then are wrong."""
    draft = _Draft(chooser, schema)
    assert schema.query_type
    body = draft.selection(schema.query_type, chooser.number(1, MOST_DEPTH))
    declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in draft.variables.items())
    text = "\n".join([f"query Q{f'({declared})' if declared else ''} {body}", *draft.fragments])
    given = {name: value for name, (_, value) in draft.variables.items() if not draft.chance(12)}
    return Asked(text, given)


class Dicing:
    """Choices by chance, the same for the same seed."""

    def __init__(self, seed: int):
        dice = random.Random(seed)
        self.number, self.one_of = dice.randint, dice.choice


def documents(schema: GraphQLSchema) -> st.SearchStrategy[Asked]:
    """Documents by chance: were each choice drawn by hypothesis, a third of the documents would come more than once."""
    return st.integers(0, 2**64 - 1).map(lambda seed: document(Dicing(seed), schema))
