"""How the value of a field is fetched from the object that its parent stands for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from graphql import GraphQLEnumType, GraphQLError, GraphQLField, GraphQLObjectType


@dataclass(frozen=True, slots=True)
class Attribute:
    """It is an attribute of the object, or of what its attributes lead to."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """It is what a function returns.

    The object is passed in first place, or by the name `source`, or not at all; `info` names the parameter that takes
    what the execution brings. `names` are the parameters by the names of the GraphQL arguments, for those that take
    their coerced values as they are; `convert` makes the parameters from all coerced arguments where one does not. A
    function with a `memory` says the same of an object for ever: its results, texts, are kept by object, see `Info`.
    Where no argument is given, it is what is read `unasked`, if there is that. What is `spoken` takes nothing of the
    execution but the languages of the request: without arguments it hangs on the object and on these, and never raises.
    """

    function: Callable[..., Any]
    source: str | None = None
    takes_source_first: bool = False
    info: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    convert: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    memory: str | None = None
    unasked: Attribute | None = None
    spoken: bool = False

    def is_asked(self, definition: GraphQLField) -> bool:
        """Whether it is asked for something: only then it may raise, and is looked at the clock."""
        return self.info is not None or bool(definition.args)


Fetch = Attribute | Call


class Info(Protocol):
    """What an execution brings. Functions that ask for it use what else it has.

    `errors` are those of fields. Lists count into `objects` and `pending`, bytes of what is not finished yet, about;
    what would be more than the most of either is given to `finished` before anything is added to it.
    """

    errors: list[GraphQLError]
    objects: int
    most_objects: int
    pending: int
    most_pending: int
    bytes: int

    def finished(self, made: Any, before: int) -> Any:
        """The finished JSON of a part of the answer, or it as it is. There were `before` bytes before it.

        It may raise to end the execution.
        """

    def memory(self, name: str) -> Mapping[object, Any]:
        """The results that were kept by this name for the languages of the request, by object.

        Memories live no longer than the objects.
        """

    def keep(self, name: str, about: object, result: Any, size: int) -> None:
        """Keep a result that takes so many bytes. All memories together are bounded, and may begin anew at any time."""


class Fetching(Protocol):
    """Tells how fields are fetched and what enumerations are made of.

    Where `types_hang_on_classes`, what `is_type_of` and `resolve_type` said of one object is taken to hold for all
    objects of its Python class, and they are not asked again.
    """

    types_hang_on_classes: bool

    def of(self, definition: GraphQLField) -> Fetch | None:
        """How the field is fetched, None if it cannot be said: the operation is then not compiled."""

    def members(self, enumeration: GraphQLEnumType) -> tuple[type[Enum], Mapping[Any, str]] | None:
        """The class of the values of an enumeration, and the names of its members; None if they have no such class."""

    def is_shared(self, type_: GraphQLObjectType) -> bool:
        """Whether answers have the same objects of a type again and again, so that their JSON is worth remembering."""

    def size(self, leaf: str, definition: GraphQLField | None = None) -> int:
        """How many bytes a leaf takes in an answer, about, by the name of its type and its field."""

    def check(self) -> None:
        """Called before each function that takes arguments. It may raise to end the execution."""
