"""What is wrong with seed files: every problem says where it is and what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Loc = Sequence[str | int]
"""The path to a value within a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a seed file. `line` counts from 1; None where the file as a whole is meant."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.file}" if self.line is None else f"{self.file}:{self.line}"


class Origin(Protocol):
    """Where a record was read: a document whose parts have places of their own, or one line of a table."""

    @property
    def file(self) -> Path: ...

    def place(self, loc: Loc) -> Place:
        """The place of the value at `loc`, or of the nearest thing around it that exists."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file in which everything of a record stands."""

    file: Path
    number: int

    def place(self, _: Loc) -> Place:
        return Place(self.file, self.number)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `field` is the path within the file, such as `roles.0.skills.2.importance`."""

    place: Place
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}" if self.field else f"{self.place}: {self.message}"


class Refused(Exception):
    """Nothing was loaded, because of `problems`."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = sorted(problems, key=lambda p: (str(p.place.file), p.place.line or 0, p.field, p.message))
        super().__init__("\n".join(map(str, self.problems)))
