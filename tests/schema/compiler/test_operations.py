"""Compiled operations over a small schema: what they answer, and what they leave to the ordinary executor."""

import math
import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import orjson
import pytest
from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    execute_sync,
    parse,
)

from schema.compiler import Attribute, Call, Compiled, Fetch, Uncovered, compile_operation, exact
from schema.compiler.operation import MOST_VARIANTS, OFTEN

SCHEMA = build_schema("""
  interface Being { name: String! }
  type Human implements Being { name: String! age: Int colour: Colour friends: [Being!]! boss: Human pay: Float
    code: ID! wage(months: Int! = 1): Float! }
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
    """What an execution brings: a memory, for those who keep something, and counts."""

    def __init__(self, most_pending: int = 10**6, most_objects: int = 10**6) -> None:
        self.memories: dict[str, dict[object, Any]] = {}
        self.errors: list[GraphQLError] = []
        self.objects = self.pending = self.bytes = 0
        self.most_pending, self.most_objects = most_pending, most_objects
        self.parts: list[Any] = []

    def finished(self, made: Any, before: int) -> Any:
        if self.objects > self.most_objects:
            raise OverflowError
        json = orjson.dumps(made)
        self.parts.append(orjson.loads(json))
        self.bytes, self.pending = before + len(json), 0
        return orjson.Fragment(json)

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
        if name == "wage":
            return Call(_wage, source="human", names={"months": "months"})
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

    def size(self, leaf: str, definition: GraphQLField | None = None) -> int:  # noqa: ARG002 - a protocol
        return 50 if leaf in ("String", "ID") else 10

    def check(self) -> None:
        self.checks += 1


def _wage(human: Human, months: int) -> Any:
    if human.pay is None:
        raise ValueError("nobody pays")
    return human.pay * months


def _greet(world: World, name: str, times: int = 1, loud: bool | None = None) -> str:
    if name == "nobody":
        raise ValueError("there is nobody")
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
    types["Query"].fields["greet"].resolve = lambda world, _, **given: _greet(world, **given)
    types["Human"].fields["wage"].resolve = lambda human, _, **given: _wage(human, **given)


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
    types["Query"].fields["wished"].resolve = lambda _, __, **given: _wished(given)
    data, (error,) = failing(text, world, **variables)
    assert data["human"]["name"] == "Ada"
    assert "null" in error["message"]


def test_lists_are_finished_in_parts_as_they_grow(world: World) -> None:
    world.human.friends = [Human(f"H{place}", friends=[Robot("R")] * 3) for place in range(4)]
    text = "{ human { friends { name ... on Human { friends { name } } } } }"
    whole, info = answer(text, world), Info(most_pending=1)
    assert orjson.loads(compiled(text).answer(world, info, {}))["data"] == whole
    assert info.objects == 4 + 4 * 3
    assert [len(part) for part in info.parts] == [3, 3, 3, 3, 4]
    assert info.bytes == len(orjson.dumps(whole["human"]["friends"])), "what is within another part counts once"


def test_wide_items_are_finished_one_by_one(world: World) -> None:
    wide = " ".join(f"a{place}: name" for place in range(200))
    world.beings, info = [world.human] * 3, Info()
    found = orjson.loads(compiled(f"{{ beings {{ {wide} }} }}").answer(world, info, {}))["data"]["beings"]
    assert [len(part) for part in info.parts] == [200, 200, 200]
    assert found == [{f"a{place}": "Ada" for place in range(200)}] * 3


def test_whoever_has_enough_ends_the_execution(world: World) -> None:
    world.beings = [Robot("R")] * 11
    assert answer("{ beings { name } }", world)
    compiled("{ beings { name } }").answer(world, Info(most_objects=11), {})
    with pytest.raises(OverflowError):
        compiled("{ beings { name } }").answer(world, Info(most_objects=10), {})


def test_what_is_kept_takes_no_more_memory_than_it_needs() -> None:
    """orjson leaves kilobytes of room behind what it writes."""
    tracemalloc.start()
    try:
        kept = [exact(orjson.dumps({"name": "x" * 100})) for _ in range(100)]
        assert tracemalloc.get_traced_memory()[0] < 100 * 300
    finally:
        tracemalloc.stop()
    assert kept[0] == orjson.dumps({"name": "x" * 100})
