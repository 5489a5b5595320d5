"""Compiled operations over a small schema: what they answer, and what they leave to the ordinary executor."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import orjson
import pytest
from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    execute_sync,
    parse,
)

from schema.compiler import Attribute, Call, Compiled, Fetch, Trouble, Uncovered, compile_operation
from schema.compiler.operation import MOST_VARIANTS, OFTEN

SCHEMA = build_schema("""
  interface Being { name: String! }
  type Human implements Being { name: String! age: Int colour: Colour friends: [Being!]! boss: Human pay: Float
    code: ID! }
  type Robot implements Being { name: String! parts: [String!] }
  enum Colour { RED GREEN }
  input Wish { name: String = "nobody" most: Int }
  type Query {
    human: Human!
    beings: [Being]
    greet(name: String!, times: Int = 1, loud: Boolean): String
    wished(wish: Wish, colours: [Colour!] = [RED]): String
    broken: String
    nothing: String!
    later: String
    numbers: [Int!]
  }
""")


class Colour(Enum):
    RED = "r"
    GREEN = "g"


class Being:
    pass


@dataclass(eq=False)
class Human(Being):
    name: Any
    age: Any = 40
    colour: Any = Colour.RED
    friends: Any = ()
    boss: Any = None
    pay: Any = 1.5
    code: Any = "h1"


@dataclass(eq=False)
class Robot(Being):
    name: Any
    parts: Any = field(default_factory=list)


class Info:
    """What an execution brings: a memory, for those who keep something."""

    def __init__(self) -> None:
        self.memories: dict[str, dict[object, Any]] = {}

    def memory(self, name: str) -> Mapping[object, Any]:
        return self.memories.setdefault(name, {})

    def keep(self, name: str, about: object, result: Any, size: int) -> None:
        assert size > 0
        self.memories.setdefault(name, {})[about] = result


@dataclass
class World:
    human: Any
    beings: Any = None
    numbers: Any = None

    def later(self) -> "Later":
        return Later()


class Later:
    """Something to wait for."""

    def __await__(self) -> Iterator[None]:
        yield


class Fetching:
    """Fields are attributes; those of the root are functions of the world, as far as they are known."""

    types_hang_on_classes = True

    def __init__(self, shared: tuple[str, ...] = ()):
        self._shared = shared
        self.checks = 0
        self._names = {
            id(each): name
            for type_ in SCHEMA.type_map.values()
            if isinstance(type_, GraphQLObjectType)
            for name, each in type_.fields.items()
        }

    def of(self, definition: GraphQLField) -> Fetch | None:
        name = self._names.get(id(definition), "?")
        if name == "greet":
            return Call(_greet, source="world", names={each: each for each in ("name", "times", "loud")})
        if name == "wished":
            return Call(_wished, convert=lambda coerced: {"given": coerced})
        if name == "broken":
            return Call(_broken, takes_source_first=True)
        if name == "later":
            return Call(World.later, takes_source_first=True)
        return None if name == "?" else Attribute((name,))

    def members(self, enumeration: GraphQLEnumType) -> tuple[type[Enum], Mapping[Any, str]] | None:
        return (Colour, {each: each.name for each in Colour}) if enumeration.name == "Colour" else None

    def is_shared(self, type_: GraphQLObjectType) -> bool:
        return type_.name in self._shared

    def check(self) -> None:
        self.checks += 1


def _greet(world: World, name: str, times: int, loud: bool | None = None) -> str:
    return " ".join([f"{world.human.name} greets {name}"] * times) + ("!" if loud else "")


def _wished(given: dict[str, Any]) -> str:
    return orjson.dumps(given, default=str, option=orjson.OPT_SORT_KEYS).decode()


def _broken(_: World) -> str:
    raise ValueError("it is broken")


SCHEMA.get_type("Being").resolve_type = lambda value, *_: type(value).__name__  # type: ignore[union-attr]  # it is there


def compiled(text: str, fetching: Fetching | None = None) -> Compiled:
    document = parse(text)
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return compile_operation(SCHEMA, operation, fragments, fetching or Fetching())


def answer(text: str, world: World, fetching: Fetching | None = None, **variables: Any) -> Any:
    return orjson.loads(compiled(text, fetching).answer(world, Info(), variables))["data"]


@pytest.fixture
def world() -> World:
    ada, robbie = Human("Ada", friends=[Robot("R1", parts=["arm"]), Human("Bob", colour=Colour.GREEN)]), Robot("R2")
    ada.boss = Human("Eve", age=None)
    return World(ada, beings=[robbie, ada, None])


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
    type_.fields["wished"].resolve = lambda _, __, **given: _wished(given)
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
        ('query($n: String = "x") { greet(name: $n) }', {}, {"n": None}),
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


def test_what_hangs_on_variables_is_not_remembered(world: World) -> None:
    text = "query($s: Boolean!) { human { boss { name code @include(if: $s) } } }"
    operation, info = compiled(text, Fetching(shared=("Human",))), Info()
    answers = (orjson.loads(operation.answer(world, info, {"s": each})) for each in (True, False) * OFTEN)
    shown = [each["data"]["human"]["boss"] for each in answers]
    assert shown == [{"name": "Eve", "code": "h1"}, {"name": "Eve"}] * OFTEN


def test_more_variants_than_are_kept_are_left_to_the_ordinary_executor(world: World) -> None:
    names = [f"v{place}" for place in range(5)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: name @include(if: ${name})" for name in names)
    operation = compiled(f"query({declared}) {{ human {{ {fields} code }} }}")
    kept = set()
    for number in [0] * OFTEN + list(range(2 ** len(names))):
        given = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        try:
            found = orjson.loads(operation.answer(world, Info(), given))["data"]["human"]
        except Trouble:
            continue
        kept.add(number)
        assert set(found) == {"code", *(name for name, shown in given.items() if shown)}
    assert len(kept) == MOST_VARIANTS


def test_whoever_takes_arguments_is_checked_before(world: World) -> None:
    fetching = Fetching()
    answer('{ a: greet(name: "X") b: greet(name: "Y") human { name } }', world, fetching)
    assert fetching.checks == 2
