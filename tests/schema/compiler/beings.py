"""A small schema of beings, its objects, and operations over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import orjson
from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    parse,
)

from schema.compiler import Attribute, Call, Compiled, Fetch, compile_operation

SCHEMA = build_schema("""
  interface Being { name: String! }
  type Human implements Being { name: String! age: Int colour: Colour friends: [Being!]! boss: Human pay: Float
    team: [Human!] motto: String emblem: String code: ID! wage(months: Int! = 1): Float!
    title(formal: Boolean! = true): String! }
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
    team: Any = ()
    title: Any = "Dr"


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
            return Call(greet, source="world", names={each: each for each in ("name", "times", "loud")})
        if name == "wage":
            return Call(wage, source="human", names={"months": "months"})
        if name == "title":
            return Call(title, source="human", names={"formal": "formal"}, unasked=Attribute(("title",)))
        if name == "motto":
            return Call(motto, takes_source_first=True)
        if name == "emblem":
            return Call(emblem, takes_source_first=True, memory="emblems")
        if name == "wished":
            return Call(wished, convert=lambda coerced: {"given": coerced})
        if name == "broken":
            return Call(broken, takes_source_first=True)
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


def wage(human: Human, months: int) -> Any:
    if human.pay is None:
        raise ValueError("nobody pays")
    return human.pay * months


def title(human: Human, formal: bool) -> str:
    return f"formal: {human.title}" if formal else "informal"


def motto(human: Human) -> str:
    return f"{human.name} is {human.age}"


def emblem(human: Human) -> str:
    """What is the same for ever, as far as the compiler is told."""
    return f"emblem of {human.name}"


def greet(world: World, name: str, times: int = 1, loud: bool | None = None) -> str:
    if name == "nobody":
        raise ValueError("there is nobody")
    return " ".join([f"{world.human.name} greets {name}"] * times) + ("!" if loud else "")


def wished(given: dict[str, Any]) -> str:
    return orjson.dumps(given, default=str, option=orjson.OPT_SORT_KEYS).decode()


def broken(_: World) -> str:
    raise ValueError("it is broken")


SCHEMA.get_type("Being").resolve_type = lambda value, *_: type(value).__name__  # type: ignore[union-attr]  # it is there


def compiled(text: str, fetching: Fetching | None = None) -> Compiled:
    document = parse(text)
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return compile_operation(SCHEMA, operation, fragments, fetching or Fetching())


def answer(text: str, world: World, fetching: Fetching | None = None, **variables: Any) -> Any:
    return orjson.loads(compiled(text, fetching).answer(world, Info(), variables))["data"]
