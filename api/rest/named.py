"""Named documents: GraphQL operations that have an address, and what of their variables a request may say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_input_type,
    parse,
    type_from_ast,
)

from schema.document import GRAPHQL

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 100
LANGUAGE = "language"
"""The parameter that says in which language to answer, wherever GraphQL is asked, too."""

Path = tuple[str, ...]


class Unnameable(Exception):
    """A document that cannot have an address, and why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a document, as a parameter of its address. `default` is as GraphQL writes it."""

    name: str
    type: GraphQLInputType
    node: VariableDefinitionNode

    @property
    def required(self) -> bool:
        return get_nullable_type(self.type) is not self.type and self.node.default_value is None

    @property
    def item(self) -> GraphQLInputType | None:
        """What a list is of; None for what is no list."""
        plain = get_nullable_type(self.type)
        return plain.of_type if isinstance(plain, GraphQLList) else None

    @property
    def is_json(self) -> bool:
        """Whether its value is written as JSON: an input object, a list of them, and a list of lists."""
        inner = self.item and get_nullable_type(self.item)
        return isinstance(get_named_type(self.type), GraphQLInputObjectType) or isinstance(inner, GraphQLList)


class NamedDocument:
    """A trusted document at the address `/api/<name>`. Its text is valid: it was checked before it was trusted."""

    def __init__(self, name: str, text: str):
        """Raises `Unnameable` for what is no single query."""
        self.name = name
        self.text = text
        self.digest = sha256(text.encode()).hexdigest()
        try:
            self.node: DocumentNode = parse(text)
        except GraphQLError as error:
            raise Unnameable(error.message) from error
        found = [each for each in self.node.definitions if isinstance(each, OperationDefinitionNode)]
        if len(found) != 1 or found[0].operation is not OperationType.QUERY:
            raise Unnameable(f"a document with an address has one query, and this has {len(found)} operations")
        self.operation = found[0]
        self.fragments = {
            each.name.value: each for each in self.node.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.parameters: Mapping[str, Parameter] = MappingProxyType(
            {each.name: each for each in map(_parameter, self.operation.variable_definitions or ())}
        )
        self._places = dict(self._found(self.operation.selection_set, ()))

    @property
    def description(self) -> str:
        """What it says of itself, empty if nothing."""
        return self.operation.description.value.strip() if self.operation.description else ""

    def parameter_at(self, field: Path, argument: Path) -> str | None:
        """The parameter that an argument of a field comes from, None if it stands in the document."""
        for length in range(len(argument), 0, -1):
            if found := self._places.get((field, argument[:length])):
                return found
        ends = {name for (_, place), name in self._places.items() if place == argument[: len(place)]}
        return ends.pop() if len(ends) == 1 else None

    def _found(self, selections: SelectionSetNode | None, path: Path) -> Iterator[tuple[tuple[Path, Path], str]]:
        """The variables of a selection, each by the field that it is for and its place in the arguments of that."""
        for each in selections.selections if selections else ():
            if isinstance(each, FieldNode):
                within = (*path, (each.alias or each.name).value)
                for argument in each.arguments or ():
                    for place, name in _variables(argument.value, (argument.name.value,)):
                        yield (within, place), name
                yield from self._found(each.selection_set, within)
            elif isinstance(each, InlineFragmentNode):
                yield from self._found(each.selection_set, path)
            elif isinstance(each, FragmentSpreadNode) and each.name.value in self.fragments:
                yield from self._found(self.fragments[each.name.value].selection_set, path)


class NamedDocuments:
    """The documents that have an address now: those that are shipped, and those of the database."""

    def __init__(self) -> None:
        self._texts: Mapping[str, str] = shipped()
        self._read: dict[str, NamedDocument] = {}

    def know(self, own: Mapping[str, str]) -> None:
        """These, by name, and the shipped ones are all there are from now on. Of one name, these go before."""
        self._texts, self._read = MappingProxyType({**shipped(), **own}), {}

    @property
    def texts(self) -> Mapping[str, str]:
        """Changes as a whole, so that it tells one state from another."""
        return self._texts

    def get(self, name: str) -> NamedDocument | None:
        """The document with a name, read when it is first asked for."""
        read = self._read
        found = read.get(name)
        if found is None and (text := self._texts.get(name)) is not None:
            found = read[name] = NamedDocument(name, text)
        return found


def check_name(name: str) -> str:
    """The name. Raises `Unnameable` for one that is none, or is Rolegraph's own."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise Unnameable(f"{name[:100]!r} is no name: one is like best-moves, of at most {LONGEST_NAME} characters")
    if name in shipped():
        raise Unnameable(f"{name!r} is a question that Rolegraph brings with it: choose another name")
    return name


@cache
def shipped() -> Mapping[str, str]:
    """The texts of the documents that every server has, by name."""
    folder = files(__package__) / "questions"
    found = sorted(each.name for each in folder.iterdir() if each.name.endswith(".graphql"))
    return MappingProxyType(
        {name.removesuffix(".graphql"): (folder / name).read_text(encoding="utf-8") for name in found}
    )


def _parameter(node: VariableDefinitionNode) -> Parameter:
    found = type_from_ast(GRAPHQL, node.type)
    if not is_input_type(found):
        raise Unnameable(f"the variable ${node.variable.name.value} is of a type that the schema does not have")
    return Parameter(node.variable.name.value, found, node)


def _variables(value: ValueNode, place: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, VariableNode):
        yield place, value.name.value
    elif isinstance(value, ObjectValueNode):
        for each in value.fields:
            yield from _variables(each.value, (*place, each.name.value))
    elif isinstance(value, ListValueNode):
        for number, item in enumerate(value.values):
            yield from _variables(item, (*place, str(number)))
