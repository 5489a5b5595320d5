"""How the compiler fetches fields: read from what Strawberry knows of them, so that nothing is declared twice."""

import inspect
from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from typing import Any, TypeVar

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_nullable_type,
    is_list_type,
)
from graphql import GraphQLScalarType as Scalar
from strawberry import Schema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from knowledge import deadline
from schema.compiler import Attribute, Call, Fetch, exact
from schema.compiler.leaves import names_of
from schema.context import Context
from schema.directives import Cost
from schema.limits import TooLarge

DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
READS = "reads_attribute"  # what `schema.connections.reading` notes on the functions that it makes
F = TypeVar("F", bound=Callable[..., Any])

SPOKEN = "spoken"  # what `schema.languages` notes on the functions whose words hang on the languages of a request
MEMORY = "memory"  # what `remembered` notes
MOST_PENDING = 1_000_000  # bytes of an answer that may wait to be finished
TEXT, LONG_TEXT, LONG_LIST, OTHER = 60, 1_000, 5_000, 12  # bytes that leaves take, about
SHARED = {"Dataset", "Source", "Citation"}  # and all that has a global id, and links: objects that stay in the snapshot
TEXTS = {"String", "ID", "JSON"}
UNTOUCHED = {"String", "ID", "Int", "Float", "Boolean"}  # Strawberry passes these on as graphql-core coerced them


def remembered(resolver: F) -> F:
    """Marks a resolver that says the same of an object for ever, so that it is worth remembering."""
    setattr(resolver, MEMORY, f"{resolver.__module__}.{resolver.__qualname__}")
    return resolver


class Brought:
    """What an execution brings to resolvers that ask for `info`: they use the context and nothing else of it.

    It counts what the answer holds, as `schema.compiler.fetching.Info` says.
    """

    __slots__ = (
        "bytes",
        "context",
        "errors",
        "keep",
        "memory",
        "most_bytes",
        "most_objects",
        "most_pending",
        "objects",
        "pending",
    )

    def __init__(self, context: Context):
        self.context = context
        self.errors: list[GraphQLError] = []
        memories = context.snapshot.memories
        self.memory, self.keep = memories.of, memories.keep
        if context.languages:
            self.memory = partial(_remember, memories.of, context.languages)
            self.keep = partial(_remember, memories.keep, context.languages)
        self.objects = self.pending = self.bytes = 0
        self.most_objects, self.most_bytes = context.limits.objects, context.limits.answer_bytes
        self.most_pending = min(MOST_PENDING, self.most_bytes)

    def finished(self, made: Any, before: int) -> Any:
        """The finished JSON of a part, so that what it was made of can go, and its size is known."""
        if self.objects > self.most_objects:
            raise TooLarge("objects", self.most_objects)
        deadline.check()
        json = exact(orjson.dumps(made))
        self.bytes = before + len(json)
        self.pending = 0
        self.check_size(self.bytes)
        return orjson.Fragment(json)

    def check_size(self, size: int) -> None:
        """Raises `TooLarge` for an answer of so many bytes, if that is too many, or for so many objects."""
        if size > self.most_bytes:
            raise TooLarge("answerBytes", self.most_bytes)
        if self.objects > self.most_objects:
            raise TooLarge("objects", self.most_objects)

    def count(self, objects: int, size: int) -> None:
        """So many objects and bytes more, where nothing is finished before the end. Raises `TooLarge`."""
        self.objects += objects
        self.bytes += size
        self.check_size(self.bytes)


class StrawberryFetching:
    """Fetches by the resolvers of a Strawberry schema without its wrapping.

    Fields with extensions, permissions or asynchronous resolvers are not covered. Each object type stands for certain
    Python classes, whatever the object, as `Concept.is_type_of` and `Node.resolve_type` say.
    """

    types_hang_on_classes = True

    def __init__(self, schema: Schema, *, speaks: bool = False):
        """`speaks`: for requests with languages, whose words are asked for whether or not a field names one."""
        self._speaks = speaks
        self._config = schema.config
        self._scalars = schema.schema_converter.scalar_registry
        self._known: dict[int, Fetch | None] = {}

    def of(self, definition: GraphQLField) -> Fetch | None:
        key = id(definition)
        if key not in self._known:
            self._known[key] = self._fetch(definition)
        return self._known[key]

    def is_shared(self, type_: GraphQLObjectType) -> bool:
        is_link = type_.name.endswith("Edge") and "basis" in type_.fields
        return is_link or type_.name in SHARED or any(each.name == "Node" for each in type_.interfaces)

    def members(self, enumeration: GraphQLEnumType) -> tuple[type[Enum], Mapping[Any, str]] | None:
        found = (enumeration.extensions or {}).get(DEFINITION)
        if not isinstance(found, StrawberryEnumDefinition):
            return None
        names = {name: value.value for name, value in enumeration.values.items()}
        class_: Any = found.wrapped_cls  # which Strawberry calls an EnumMeta
        return class_, names_of(class_, names)

    def size(self, leaf: str, definition: GraphQLField | None = None) -> int:
        """Fields with a `@cost` are long texts, or lists of many."""
        if leaf not in TEXTS:
            return OTHER
        field = None if definition is None else (definition.extensions or {}).get(DEFINITION)
        weights = [each.weight for each in getattr(field, "directives", None) or () if isinstance(each, Cost)]
        is_list = definition is not None and is_list_type(get_nullable_type(definition.type))
        return TEXT + (LONG_LIST if is_list else LONG_TEXT) * sum(weights)

    @staticmethod
    def check() -> None:
        deadline.check()

    def _fetch(self, definition: GraphQLField) -> Fetch | None:
        field = (definition.extensions or {}).get(DEFINITION)
        if not isinstance(field, StrawberryField) or field.extensions or field.permission_classes:
            return None
        resolver = field.base_resolver
        if resolver is None:
            return Attribute((field.python_name,))
        function: Any = resolver.wrapped_func  # which is no static or class method here
        if inspect.iscoroutinefunction(function):
            return None
        reads = getattr(function, READS, None)
        attribute = Attribute(tuple(reads.split("."))) if reads else None
        spoken = getattr(function, SPOKEN, False)
        if spoken and self._speaks:
            attribute = None
        if attribute is not None and not field.arguments:
            return attribute
        source = resolver.parent_parameter or resolver.root_parameter
        info = resolver.info_parameter
        names = {
            self._config.name_converter.from_argument(argument): argument.python_name for argument in field.arguments
        }
        untouched = {name for name in names if _is_untouched(definition.args[name].type)}

        def convert(coerced: dict[str, Any]) -> dict[str, Any]:
            return convert_arguments(coerced, field.arguments, scalar_registry=self._scalars, config=self._config)

        return Call(
            function,
            source=source.name if source else None,
            takes_source_first=resolver.self_parameter is not None,
            info=info.name if info else None,
            names={name: python_name for name, python_name in names.items() if name in untouched},
            convert=None if untouched == set(names) else convert,
            memory=getattr(function, MEMORY, None),
            unasked=attribute,
            spoken=spoken,
        )


def _remember(do: Callable[..., Any], languages: tuple[str, ...], name: str, *rest: Any) -> Any:
    """Look into the memory for these languages, or keep something in it."""
    return do(f"{','.join(languages)} {name}", *rest)


def _is_untouched(type_: GraphQLInputType) -> bool:
    named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return isinstance(named, Scalar) and named.name in UNTOUCHED
