"""Compiled operations over a small schema: what they answer, and what they leave to the ordinary executor."""

import math
from typing import Any

import orjson
import pytest
from graphql import execute_sync, parse

from schema.compiler import Uncovered
from schema.compiler.operation import MOST_VARIANTS, OFTEN
from tests.schema.compiler.beings import SCHEMA, Fetching, Info, World, answer, compiled, wished


def test_fields_aliases_and_type_names_come_in_the_order_of_the_document(world: World) -> None:
    found = answer("{ human { years: age __typename name } __typename me: human { code } }", world)
    assert found == {
        "human": {"years": 40, "__typename": "Human", "name": "Ada"},
        "__typename": "Query",
        "me": {"code": "h1"},
    }
    assert list(found) == ["human", "__typename", "me"]


def test_objects_of_an_interface_are_answered_by_their_type(world: World) -> None:
    text = "{ beings { __typename name ... on Robot { parts } ...H } } fragment H on Human { colour friends { name } }"
    assert answer(text, world)["beings"] == [
        {"__typename": "Robot", "name": "R2", "parts": []},
        {"__typename": "Human", "name": "Ada", "colour": "RED", "friends": [{"name": "R1"}, {"name": "Bob"}]},
        None,
    ]


def test_selections_of_the_same_field_are_merged(world: World) -> None:
    assert answer("{ human { boss { name } ... { boss { age } } boss { name code } } }", world) == {
        "human": {"boss": {"name": "Eve", "age": None, "code": "h1"}}
    }


@pytest.mark.parametrize("shown", [True, False])
def test_conditions_are_those_of_each_execution(world: World, shown: bool) -> None:
    text = "query($s: Boolean!) { human { name @include(if: $s) age @skip(if: $s) ... @include(if: $s) { code } } }"
    operation = compiled(text)
    for _ in range(2):
        found = orjson.loads(operation.answer(world, Info(), {"s": shown}))["data"]["human"]
        assert found == ({"name": "Ada", "code": "h1"} if shown else {"age": 40})


@pytest.mark.parametrize(
    ("text", "variables", "said"),
    [
        ('{ greet(name: "X") }', {}, "Ada greets X"),
        ('{ greet(name: "X", times: 2, loud: true) }', {}, "Ada greets X Ada greets X!"),
        ("query($n: String!) { greet(name: $n) }", {"n": "Y"}, "Ada greets Y"),
        ('query($n: String = "Z", $t: Int) { greet(name: $n, times: $t) }', {}, "Ada greets Z"),
        ("query($n: String!, $l: Boolean) { greet(name: $n, loud: $l) }", {"n": "Y", "l": True}, "Ada greets Y!"),
        ("query($n: String!, $l: Boolean) { greet(name: $n, loud: $l) }", {"n": "Y"}, "Ada greets Y"),
        ('query($l: Boolean) { greet(name: "X", loud: $l) }', {"l": True}, "Ada greets X!"),
        ('query($l: Boolean) { greet(name: "X", loud: $l) }', {}, "Ada greets X"),
    ],
)
def test_arguments_are_constants_variables_and_defaults(
    world: World, text: str, variables: dict[str, Any], said: str
) -> None:
    assert answer(text, world, **variables) == {"greet": said}


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("{ wished }", {}),
        ("{ wished(wish: {}) }", {}),
        ("{ wished(wish: {most: 3}, colours: [GREEN, RED]) }", {}),
        ("query($w: Wish) { wished(wish: $w) }", {"w": {"name": "n"}}),
        ("query($m: Int, $c: Colour!) { wished(wish: {most: $m}, colours: [$c]) }", {"m": 1, "c": "GREEN"}),
        ("query($m: Int, $c: Colour!) { wished(wish: {most: $m}, colours: [$c]) }", {"c": "GREEN"}),
    ],
)
def test_inputs_are_coerced_as_graphql_core_coerces_them(world: World, text: str, variables: dict[str, Any]) -> None:
    type_ = SCHEMA.query_type
    assert type_
    type_.fields["wished"].resolve = lambda _, __, **given: wished(given)
    expected = execute_sync(SCHEMA, parse(text), world, variable_values=variables)
    assert expected.errors is None
    assert answer(text, world, **variables) == expected.data


@pytest.mark.parametrize(
    ("text", "change", "variables"),
    [
        ("{ broken }", {}, {}),
        ("{ nothing }", {}, {}),
        ("{ human { name } }", {"name": None}, {}),
        ("{ human { name } }", {"name": ValueError("no name")}, {}),
        ("{ human { age } }", {"age": 2**31}, {}),
        ("{ human { age } }", {"age": "old"}, {}),
        ("{ human { pay } }", {"pay": math.nan}, {}),
        ("{ human { colour } }", {"colour": "BLUE"}, {}),
        ("{ human { friends { name } } }", {"friends": None}, {}),
        ("{ human { friends { name } } }", {"friends": 5}, {}),
        ("{ human { friends { name } } }", {"friends": [None]}, {}),
        ("{ human { friends { name } } }", {"friends": [object()]}, {}),
        ("{ human { boss { name } } }", {"boss": ValueError("fired")}, {}),
        ("query($n: String!) { greet(name: $n) }", {}, {}),
        ("query($n: String!) { greet(name: $n) }", {}, {"n": 3}),
        ("query($s: Boolean!) { human { name @skip(if: $s) } }", {}, {"s": "yes"}),
    ],
)
def test_whatever_is_an_error_is_left_to_the_ordinary_executor(
    world: World, text: str, change: dict[str, Any], variables: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(world.human, name, value)
    with pytest.raises(Exception):  # noqa: B017, PT011 - any will do: who sees it executes again
        answer(text, world, **variables)


def test_awaitables_are_left_to_the_ordinary_executor(world: World) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - as above
        answer("{ later }", world)


def test_values_that_graphql_core_converts_are_converted(world: World) -> None:
    world.human.name, world.human.age, world.human.pay, world.human.code = 7, 3.0, 2, 12
    assert answer("{ human { name age pay code } }", world) == {
        "human": {"name": "7", "age": 3, "pay": 2.0, "code": "12"}
    }


@pytest.mark.parametrize("items", [[1, 2], (1, 2), {1: "a", 2: "b"}.keys(), range(1, 3)])
def test_every_iterable_is_a_list(world: World, items: Any) -> None:
    world.numbers = items
    assert answer("{ numbers }", world) == {"numbers": [1, 2]}


@pytest.mark.parametrize(
    "text",
    ["mutation { x }", "subscription { x }", "{ __schema { types { name } } }", '{ __type(name: "Human") { name } }'],
)
def test_what_is_not_compiled_is_said_so(text: str) -> None:
    with pytest.raises(Uncovered):
        compiled(text)


def test_deep_documents_are_compiled_in_several_units(world: World) -> None:
    world.human.boss = world.human
    depth = 60
    found = answer("{ human " + "{ boss " * depth + "{ name }" + " }" * depth + " }", world)["human"]
    for _ in range(depth):
        found = found["boss"]
    assert found == {"name": "Ada"}
    world.human.friends = [world.human]
    depth = 24
    nested = "{ friends " + "{ ... on Human { friends " * depth + "{ name }" + " } }" * depth + " }"
    assert answer("{ human " + nested + " }", world)


def test_lists_inside_lists_are_compiled_in_several_units_since_python_nests_no_more_than_twenty(world: World) -> None:
    world.human.team = [world.human]
    depth = 30
    nested = "{ team " * depth + "{ name wage }" + " }" * depth
    found = answer("{ human " + nested + " }", world)["human"]
    for _ in range(depth):
        (found,) = found["team"]
    assert found == {"name": "Ada", "wage": 1.5}


def test_a_function_that_is_asked_for_nothing_is_called_each_time_unless_its_results_are_kept(world: World) -> None:
    operation, info = compiled("{ human { motto emblem } }"), Info()
    first = orjson.loads(operation.answer(world, info, {}))["data"]["human"]
    assert first == {"motto": "Ada is 40", "emblem": "emblem of Ada"}
    assert info.memories == {"emblems": {world.human: "emblem of Ada"}}
    world.human.age, info.memories["emblems"][world.human] = 41, "kept"
    second = orjson.loads(operation.answer(world, info, {}))["data"]["human"]
    assert second == {"motto": "Ada is 41", "emblem": "kept"}
    assert orjson.loads(operation.answer(world, Info(), {}))["data"]["human"]["emblem"] == "emblem of Ada"


def test_a_document_of_five_thousand_fields_is_answered_in_full(world: World) -> None:
    found = answer("{ human { " + " ".join(f"a{place}: name" for place in range(5_000)) + " } }", world)["human"]
    assert len(found) == 5_000
    assert set(found.values()) == {"Ada"}


def test_json_of_shared_objects_is_made_once_for_what_is_asked_often(world: World) -> None:
    info = Info()
    operation = compiled("{ human { age boss { name } } }", Fetching(shared=("Human",)))
    first = [operation.answer(world, info, {}) for _ in range(OFTEN)]
    assert len(set(first)) == 1
    world.human.boss.name = "changed, which objects of a snapshot never are"
    assert operation.answer(world, info, {}) == first[0]
    assert operation.answer(world, Info(), {}) != first[0], "another memory"


def test_what_is_an_attribute_as_long_as_nothing_is_asked_is_read_and_remembered_as_one(world: World) -> None:
    fetching, info = Fetching(shared=("Human",)), Info()
    text = "{ human { boss { title } } }"
    operation = compiled(text, fetching)
    assert [orjson.loads(operation.answer(world, info, {}))["data"] for _ in range(OFTEN)] == [
        {"human": {"boss": {"title": "Dr"}}}
    ] * OFTEN
    assert fetching.checks == 0
    remembered = {about for memory in info.memories.values() for about in memory}
    assert remembered == {world.human, world.human.boss}
    asked = "query($f: Boolean!) { human { title a: title(formal: true) b: title(formal: $f) } }"
    assert answer(asked, world, fetching, f=False)["human"] == {"title": "Dr", "a": "formal: Dr", "b": "informal"}
    assert fetching.checks == 2


def test_what_hangs_on_variables_is_not_remembered(world: World) -> None:
    text = "query($s: Boolean!) { human { boss { name code @include(if: $s) } } }"
    operation, info = compiled(text, Fetching(shared=("Human",))), Info()
    answers = (orjson.loads(operation.answer(world, info, {"s": each})) for each in (True, False) * OFTEN)
    shown = [each["data"]["human"]["boss"] for each in answers]
    assert shown == [{"name": "Eve", "code": "h1"}, {"name": "Eve"}] * OFTEN


def test_variants_beyond_those_that_are_kept_are_made_again(world: World) -> None:
    names = [f"v{place}" for place in range(5)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: name @include(if: ${name})" for name in names)
    operation = compiled(f"query({declared}) {{ human {{ {fields} code }} }}")
    assert 2 ** len(names) > MOST_VARIANTS
    for number in [0] * OFTEN + list(range(2 ** len(names))) * 2:
        given = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        found = orjson.loads(operation.answer(world, Info(), given))["data"]["human"]
        assert set(found) == {"code", *(name for name, shown in given.items() if shown)}
        assert len(operation._variants) <= MOST_VARIANTS


def test_whoever_takes_arguments_is_checked_before(world: World) -> None:
    fetching = Fetching()
    answer('{ a: greet(name: "X") b: greet(name: "Y") human { name } }', world, fetching)
    assert fetching.checks == 2
