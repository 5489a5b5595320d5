"""Compiled operations of which a field fails: what is null then, and the errors, are those of graphql-core."""

from typing import Any

import orjson
import pytest
from graphql import GraphQLError, execute_sync, parse

from tests.schema.compiler.beings import SCHEMA, Info, World, compiled, greet, wage, wished


def failing(text: str, world: World, **variables: Any) -> tuple[Any, list[dict[str, Any]]]:
    """The data and the errors, which are those of graphql-core."""
    info = Info()
    data = orjson.loads(compiled(text).answer(world, info, variables))["data"]
    errors: list[Any] = [error.formatted for error in info.errors]
    resolvers(world)
    ordinary = execute_sync(SCHEMA, parse(text), world, variable_values=variables)
    assert data == ordinary.data
    assert errors == [error.formatted for error in ordinary.errors or ()]
    return data, errors


def resolvers(_: World) -> None:
    """Have graphql-core call what compiled operations call."""
    types: Any = SCHEMA.type_map
    types["Query"].fields["greet"].resolve = lambda world, _, **given: greet(world, **given)
    types["Human"].fields["wage"].resolve = lambda human, _, **given: wage(human, **given)


def test_a_field_that_fails_is_null_and_the_others_are_answered(world: World) -> None:
    data, errors = failing('{ a: greet(name: "X") b: greet(name: "nobody") human { name } }', world)
    assert data == {"a": "Ada greets X", "b": None, "human": {"name": "Ada"}}
    assert [(error["message"], error["path"]) for error in errors] == [("there is nobody", ["b"])]


def test_a_field_that_must_not_be_null_takes_what_is_around_it_with_it(world: World) -> None:
    eve = world.human.boss
    eve.pay = None
    data, (error,) = failing("{ human { name boss { name wage(months: 2) } } }", world)
    assert data == {"human": {"name": "Ada", "boss": None}}
    assert error["path"] == ["human", "boss", "wage"]
    world.human.pay = None
    data, errors = failing("{ human { wage(months: 1) boss { wage(months: 2) } } }", world)
    assert data is None
    assert [each["path"] for each in errors] == [["human", "wage"]], "what comes after it is not looked at"


def test_the_paths_of_what_fails_in_lists_and_units_have_indexes(world: World) -> None:
    bob = world.human.friends[1]
    bob.pay = None
    text = "{ beings { name ... on Human { friends { name ... on Human { wage(months: 3) } } } } human { code } }"
    data, (error,) = failing(text, world)
    assert error["path"] == ["beings", 1, "friends", 1, "wage"]
    assert data["beings"] == [{"name": "R2"}, None, None]
    assert data["human"] == {"code": "h1"}
    bob.boss = bob
    nested = "{ human { friends { ... on Human " + "{ boss " * 40 + "{ wage(months: 3) }" + " }" * 40 + " } } }"
    data, (error,) = failing(nested, world)
    assert error["path"] == ["human", "friends", 1, *["boss"] * 40, "wage"]


def test_an_error_in_place_of_an_object_is_raised_for_it(world: World) -> None:
    world.beings[0] = GraphQLError("it is lost", extensions={"code": "LOST"})
    data, (error,) = failing("{ beings { name } }", world)
    assert data == {"beings": [None, {"name": "Ada"}, None]}
    assert (error["path"], error["extensions"]) == (["beings", 0], {"code": "LOST"})


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ('query($n: String = "x") { greet(name: $n) human { name } }', {"n": None}),
        ("query($m: Int = 2) { human { name boss { wage(months: $m) } } }", {"m": None}),
        ("query($c: Colour = RED) { human { name } wished(colours: [$c]) }", {"c": None}),
    ],
)
def test_a_null_where_there_must_be_none_is_told_by_graphql_core(
    world: World, text: str, variables: dict[str, Any]
) -> None:
    types: Any = SCHEMA.type_map
    types["Query"].fields["wished"].resolve = lambda _, __, **given: wished(given)
    data, (error,) = failing(text, world, **variables)
    assert data["human"]["name"] == "Ada"
    assert "null" in error["message"]
