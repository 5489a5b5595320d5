"""All arguments of the schema, each with a document that asks with it: for tests of what is true of every one."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from schema.document import GRAPHQL
from schema.lengths import length_of

GIVEN = {
    "from": '"ai-engineer"',
    "to": '"ml-engineer"',
    "left": '"ai-engineer"',
    "right": '"ml-engineer"',
    "query": '"python"',
    "text": '"We look for somebody who knows Python."',
    "id": '"Um9sZTphaS1lbmdpbmVlcg"',
    "of": "ROLE_GROUP",
    "since": "0",
    "terms": '["python"]',
    "needs": '["a model"]',
    "roles": '["ai-engineer", "ml-engineer"]',
    "ids": "[]",
    "pairs": "[]",
    "profile": '{skills: ["python"]}',
    "identifier": '{value: "x"}',
    "identifiers": '["x"]',
    "slug": '"x"',
}
"""What is given for arguments that are required, where another one is looked at."""
OF_FIELDS = {
    "transitionsTo": {"to": '["ml-engineer"]'},
    "rolesByInterests": {
        "profile": "{realistic: 1, investigative: 0, artistic: 0, social: 0, enterprising: 0, conventional: 0}"
    },
    "role": {"slug": '"ai-engineer"'},
    "skill": {"slug": '"python"'},
    "tool": {"slug": '"pytorch"'},
    "dataset": {"slug": '"ai-careers"'},
    "learningPlan": {"from": '"ai-engineer"'},  # or a profile
}
"""What is given of single fields, whether it is required or not."""
EITHER = {("from", "profile")}
"""Arguments of which one is given, not both."""
SAMPLES = {"String": "EUR", "Float": 0.5}
LEVELS = 2  # of objects below the roots


class Place(NamedTuple):
    """An argument of a field, and what stands around the field in a document (`%s` is where)."""

    type: str
    field: str
    name: str
    definition: GraphQLArgument
    around: str
    others: str
    is_leaf: bool

    def __str__(self) -> str:
        return f"{self.type}.{self.field}.{self.name}"

    def asked(self, value: str, variable: str = "") -> str:
        """The document that asks with a literal, or with a variable of the type `variable` whose name `value` is."""
        given = ", ".join(filter(None, (self.others, f"{self.name}: {value}")))
        field = f"{self.field}({given})" + ("" if self.is_leaf else " { __typename }")
        return (f"query({value}: {variable}) " if variable else "") + self.around % field


def _required(field: str, arguments: dict[str, GraphQLArgument], but: str = "") -> str:
    own = {name: value for name, value in OF_FIELDS.get(field, {}).items() if name in arguments}
    given = {name: GIVEN[name] for name, each in arguments.items() if is_required_argument(each)} | own
    return ", ".join(f"{name}: {value}" for name, value in given.items() if name != but and (name, but) not in EITHER)


def _places(type_: GraphQLObjectType, around: str, levels: int) -> Iterator[Place]:
    for field, definition in type_.fields.items():
        is_leaf = is_leaf_type(get_named_type(definition.type))
        for name, argument in definition.args.items():
            others = _required(field, definition.args, name)
            yield Place(type_.name, field, name, argument, around, others, is_leaf)
        below = get_named_type(definition.type)
        if levels and isinstance(below, GraphQLObjectType):
            given = _required(field, definition.args)
            asked = f"{field}({given})" if given else field
            yield from _places(below, around % f"{asked} {{ %s }}", levels - 1)


def _all() -> list[Place]:
    assert GRAPHQL.query_type
    found: dict[str, Place] = {}
    for each in _places(GRAPHQL.query_type, "{ %s }", LEVELS):
        known = found.get(str(each))
        if known is None or len(each.around) < len(known.around):
            found[str(each)] = each
    return list(found.values())


PLACES = _all()
"""Of the roots and of what they lead to at once; of a field that is met in several ways, the shortest."""


class Leaf(NamedTuple):
    """A value within an argument that has no fields: where it is, and the inputs around it, with what these need."""

    place: Place
    path: tuple[str, ...]
    definition: GraphQLArgument | GraphQLInputField
    needed: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return ".".join((self.place.type, self.place.field, *self.path))

    @property
    def type(self) -> str:
        return str(get_named_type(self.definition.type))

    @property
    def is_list(self) -> bool:
        return isinstance(get_nullable_type(self.definition.type), GraphQLList)

    @property
    def narrows(self) -> bool:
        """Whether it is a list that has one item at least."""
        return bool(self.is_list and length_of(self.definition).least)

    def value(self, value: Any) -> Any:
        """The argument with this value."""
        for name, needed in zip(reversed(self.path[1:]), reversed(self.needed), strict=True):
            value = {**needed, name: value}
        return value

    def literal(self, text: str) -> str:
        """The same as text of GraphQL."""
        for name, needed in zip(reversed(self.path[1:]), reversed(self.needed), strict=True):
            given = [f"{other}: {json.dumps(each)}" for other, each in needed.items()]
            text = "{" + ", ".join([*given, f"{name}: {text}"]) + "}"
        return text


def _leaves(
    place: Place,
    path: tuple[str, ...],
    definition: GraphQLArgument | GraphQLInputField,
    needed: tuple[dict[str, Any], ...] = (),
) -> Iterator[Leaf]:
    type_ = get_nullable_type(definition.type)
    if not isinstance(type_, GraphQLInputObjectType):
        if not isinstance(get_named_type(type_), GraphQLInputObjectType):
            yield Leaf(place, path, definition, needed)
        return
    for name, field in type_.fields.items():
        others = {
            other: SAMPLES[get_named_type(each.type).name]
            for other, each in type_.fields.items()
            if other != name and is_required_input_field(each)
        }
        yield from _leaves(place, (*path, name), field, (*needed, others))


LEAVES = [leaf for place in PLACES for leaf in _leaves(place, (place.name,), place.definition)]
