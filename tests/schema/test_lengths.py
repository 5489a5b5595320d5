"""Texts and lists in arguments are bounded, as the schema says; what is longer is refused before it is executed."""

from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    get_nullable_type,
    is_required_input_field,
)

from schema.document import GRAPHQL
from schema.lengths import length_of
from schema.limits import Limits
from tests.conftest import Ask

Path = list[str | int]


def sample(type_: Any) -> Any:
    """A value of a type, as short as can be."""
    type_ = get_nullable_type(type_)
    if isinstance(type_, GraphQLList):
        return [sample(type_.of_type)]
    if isinstance(type_, GraphQLInputObjectType):
        return {name: sample(each.type) for name, each in type_.fields.items() if is_required_input_field(each)}
    if hasattr(type_, "values"):
        return next(iter(type_.values))
    return {"Int": 1, "Float": 0.5, "Boolean": True}.get(type_.name, "x")


def too_long(definition: GraphQLArgument | GraphQLInputField, path: Path) -> list[tuple[Path, Any]]:
    """Values of an argument that are too long somewhere, and where."""
    length, type_ = length_of(definition), get_nullable_type(definition.type)
    assert length.letters
    assert length.items
    found: list[tuple[Path, Any]] = []
    if isinstance(type_, GraphQLList):
        found.append((path, sample(type_) * (length.items + 1)))
        if getattr(get_nullable_type(type_.of_type), "name", "") in ("String", "ID"):
            found.append(([*path, 1], ["x", "x" * (length.letters + 1)]))
        if isinstance(get_nullable_type(type_.of_type), GraphQLInputObjectType):
            inner: Any = get_nullable_type(type_.of_type)
            for name, field in inner.fields.items():
                found += [
                    (where, [{**sample(inner), name: value}]) for where, value in too_long(field, [*path, 0, name])
                ]
    elif isinstance(type_, GraphQLInputObjectType):
        for name, field in type_.fields.items():
            found += [(where, {**sample(type_), name: value}) for where, value in too_long(field, [*path, name])]
    elif type_.name in ("String", "ID"):
        found.append((path, "x" * (length.letters + 1)))
    return found


assert GRAPHQL.query_type
CASES = [
    (field, name, argument, where, value)
    for field, definition in GRAPHQL.query_type.fields.items()
    for name, argument in definition.args.items()
    for where, value in too_long(argument, [name])
]


def literal(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str) and not (value.isupper() and value.replace("_", "").isalpha()):
        return orjson.dumps(value).decode()
    return value if isinstance(value, str) else orjson.dumps(value).decode()


@pytest.mark.parametrize(
    ("field", "name", "argument", "where", "value"), CASES, ids=[f"{each[0]}-{each[3]}" for each in CASES]
)
def test_what_is_too_long_is_refused_as_a_literal_and_in_a_variable(
    ask: Ask, field: str, name: str, argument: GraphQLArgument, where: Path, value: Any
) -> None:
    assert GRAPHQL.query_type
    required = "".join(
        f", {other}: {literal(sample(each.type))}"
        for other, each in GRAPHQL.query_type.fields[field].args.items()
        if other != name and str(each.type).endswith("!") and not isinstance(each.default_value, int)
    )
    for text, variables in (
        (f"{{ {field}({name}: {literal(value)}{required}) {{ __typename }} }}", {}),
        (f"query($v: {argument.type}) {{ {field}({name}: $v{required}) {{ __typename }} }}", {"v": value}),
    ):
        errors = ask(text, **variables)["errors"]
        if len(text) > Limits().characters:  # whole texts: a document is no longer than they are
            assert errors[0]["extensions"]["code"] == "LIMIT_EXCEEDED"
            continue
        assert errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": where}
        assert "at most" in errors[0]["message"]
        assert "path" not in errors[0], "nothing was executed"


def test_what_is_as_long_as_it_may_be_is_answered(ask: Ask) -> None:
    assert ask(f'{{ search(query: "{"x" * 500}") {{ totalCount }} }}') == {"data": {"search": {"totalCount": 0}}}
    ids = ["Um9sZTphaS1lbmdpbmVlcg"] * 500
    found = ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert len(found["data"]["nodes"]) == 500
    assert ask(f'{{ roles(filter: {{nameContains: "{"x" * 500}"}}) {{ totalCount }} }}')["data"]["roles"] == {
        "totalCount": 0
    }


def test_variables_within_lists_and_inputs_are_looked_at(ask: Ask) -> None:
    for text in (
        "query($v: String!) { adviseHire(needs: [$v]) { score } }",
        "query($v: String!) { matchRoles(profile: {skills: [$v]}) { totalCount } }",
        "query($v: String!) { ...F } fragment F on Query { roles(filter: {nameContains: $v}) { totalCount } }",
    ):
        assert ask(text, v="x" * 501)["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
