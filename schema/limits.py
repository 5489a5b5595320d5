"""What a document may look like, checked before it is validated, since validating a monstrous one takes long itself."""

from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
DIRECTIVES_AT_ONCE = 4  # at one place; there are two for fields, neither of them twice


@dataclass(frozen=True, slots=True)
class Limits:
    """The greatest document that is answered, and the greatest answer. docs/integrators.md says what each counts."""

    characters: int = 50_000
    tokens: int = 5_000
    depth: int = 20
    aliases: int = 100
    root_fields: int = 50
    directives: int = 50
    fragments: int = 100
    repetitions: int = 20
    cost: int = 50_000
    objects: int = 50_000
    answer_bytes: int = 20_000_000
    introspection: bool = True


class LimitExceeded(GraphQLError):
    """A document goes beyond a limit. The extensions say which, how much it allows, and how much was found."""

    def __init__(self, limit: str, maximum: int, found: int | None, message: str) -> None:
        extensions = {"code": LIMIT_EXCEEDED, "limit": limit, "maximum": maximum}
        super().__init__(message, extensions=extensions | ({} if found is None else {"found": found}))


class TooLarge(BaseException):
    """An answer grew beyond a limit. No `Exception`, as with a deadline: it ends the whole, not a part of it."""

    def __init__(self, limit: str, maximum: int) -> None:
        super().__init__(limit)
        what = {"objects": "objects", "answerBytes": "bytes"}[limit]
        said = f"An answer has at most {maximum:,} {what}; this one would have more: ask for shorter lists."
        self.refusal = LimitExceeded(limit, maximum, None, said)


def check_length(text: str, limits: Limits) -> None:
    """Raises `LimitExceeded`."""
    if len(text) > limits.characters:
        _refuse("characters", limits.characters, len(text), "characters")


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """Raises `LimitExceeded` for the first limit that the document goes beyond."""
    shape = _Shape(document)
    for limit, maximum, found, what in (
        ("fragments", limits.fragments, shape.fragments, "fragments and uses of them"),
        ("aliases", limits.aliases, shape.aliases, "aliases"),
        ("directives", limits.directives, shape.directives, "directives"),
        ("repetitions", limits.repetitions, shape.repetitions, "repeated fields"),
        ("rootFields", limits.root_fields, shape.root_fields, "fields at the root"),
        ("depth", limits.depth, shape.depth, "levels"),
    ):
        if found > maximum:
            _refuse(limit, maximum, found, what)
    if shape.directives_at_once > DIRECTIVES_AT_ONCE:
        _refuse("directives", DIRECTIVES_AT_ONCE, shape.directives_at_once, "directives at one place")


def check_cost(cost: int, limits: Limits) -> None:
    """Raises `LimitExceeded`."""
    if cost > limits.cost:
        message = f"A request costs at most {limits.cost:,} points; this one may cost {cost:,}: ask for shorter pages."
        raise LimitExceeded("cost", limits.cost, cost, message)


def _refuse(limit: str, maximum: int, found: int, what: str) -> None:
    raise LimitExceeded(limit, maximum, found, f"A document has at most {maximum:,} {what}; this one has {found:,}.")


class _Shape:
    """Counts of a document."""

    def __init__(self, document: DocumentNode):
        self.aliases = self.directives = self.directives_at_once = self.repetitions = 0
        definitions = [
            each for each in document.definitions if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode)
        ]
        self._definitions = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        self._extents: dict[str, tuple[int, int]] = {}  # of fragments
        self.fragments = len(self._definitions)
        for definition in definitions:
            self._count(definition)
        operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        extents = [self._extent(each.selection_set) for each in operations]
        self.depth = max((levels for levels, _ in extents), default=0)
        self.root_fields = max((fields for _, fields in extents), default=0)

    def _count(self, definition: OperationDefinitionNode | FragmentDefinitionNode) -> None:
        self._directives(definition)
        for variable in getattr(definition, "variable_definitions", None) or ():
            self._directives(variable)
        waiting = [definition.selection_set]
        while waiting:
            names: dict[str, int] = {}
            for selection in waiting.pop().selections:
                self._directives(selection)
                if isinstance(selection, FieldNode):
                    self.aliases += selection.alias is not None
                    name = (selection.alias or selection.name).value
                    names[name] = names.get(name, 0) + 1
                else:
                    self.fragments += 1
                if isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
                    waiting.append(selection.selection_set)
            self.repetitions += sum(names.values()) - len(names)

    def _directives(self, node: Any) -> None:
        count = len(node.directives or ())
        self.directives += count
        self.directives_at_once = max(count, self.directives_at_once)

    def _extent(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """How many levels of fields there are below, and how many fields on the first, fragments included.

        A circle of fragments counts once; validation refuses it.
        """
        levels = fields = 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                below, width = 1 + self._extent(selection.selection_set)[0], 1
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                if name not in self._extents:
                    self._extents[name] = 0, 0
                    fragment = self._definitions.get(name)
                    self._extents[name] = self._extent(fragment.selection_set if fragment else None)
                below, width = self._extents[name]
            else:
                assert isinstance(selection, InlineFragmentNode), "there are no other selections"
                below, width = self._extent(selection.selection_set)
            levels, fields = max(levels, below), fields + width
        return levels, fields
