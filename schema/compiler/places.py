"""Where in the answer something failed: found when it fails, so that nothing is spent on it where nothing does.

Units are straight-line source, so a line of a unit is a place in the answer but for the indexes of lists, which are the
lengths of what was made of them so far. The units that are at work are the frames of the interpreter.
"""

import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Any

from graphql import FieldNode, GraphQLError, located_error

PLACES = "__places__"  # the name by which a unit knows its own


class Made(str):
    """The name of the variable that holds what was made of a list so far."""

    __slots__ = ()


Places = Mapping[int, Sequence[str]]
"""The places of lines, from the object of the unit on: keys, and for lists the names of variables (`Made`)."""


class Failed(Exception):
    """A field that must not be null failed; the nearest position around it that may be null becomes null."""

    def __init__(self, error: GraphQLError):
        super().__init__(error)
        self.error = error


def located(error: Exception, nodes: Sequence[FieldNode], frame: FrameType | None) -> GraphQLError:
    """The error as graphql-core tells it, with the path to where the unit in `frame` and those around it are."""
    parts: list[list[str | int]] = []
    while frame is not None:
        places = frame.f_globals.get(PLACES)
        if places is not None:
            variables = frame.f_locals
            parts.append([len(variables[each]) if isinstance(each, Made) else each for each in places[frame.f_lineno]])
        frame = frame.f_back
    return located_error(error, nodes, [each for part in reversed(parts) for each in part])


def fail(error: Exception, nodes: Sequence[FieldNode], info: Any) -> None:
    """Note what went wrong in a field that may be null. To be called by units."""
    info.errors.append(located(error, nodes, sys._getframe(1)))


def propagate(error: Exception, nodes: Sequence[FieldNode], info: Any) -> None:  # noqa: ARG001 - called like `fail`
    """Raise what went wrong in a field that must not be null. To be called by units."""
    raise Failed(located(error, nodes, sys._getframe(1))) from error
