"""What is wrong with seed files: every problem says where it is and what was expected, and how bad it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
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


class Level(StrEnum):
    """How bad a problem is: an error refuses the load, a warning is shown and counted, a note is only counted."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, or to look at. `field` is the path within the file, such as `roles.0.skills.2.importance`.

    `about` names what warnings and notes of one sort have in common: they are counted together.
    """

    place: Place
    field: str
    message: str
    level: Level = Level.ERROR
    about: str = ""

    def __str__(self) -> str:
        marked = self.message if self.level is Level.ERROR else f"{self.level}: {self.message}"
        return f"{self.place}: {self.field}: {marked}" if self.field else f"{self.place}: {marked}"


def as_json(problems: Iterable[Problem]) -> dict[str, object]:
    """Every error and warning with its place, and how many notes there are of each sort."""

    def listed(level: Level) -> list[dict[str, object]]:
        return [
            {
                "place": str(each.place),
                "file": str(each.place.file),
                "line": each.place.line,
                "field": each.field,
                "message": each.message,
                "about": each.about,
            }
            for each in of_level(problems, level)
        ]

    problems = list(problems)
    return {"errors": listed(Level.ERROR), "warnings": listed(Level.WARNING), "notes": counted(problems)}


class Refused(Exception):
    """Nothing was loaded, because of `problems`: errors, or warnings where they count as errors."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of files and lines."""
    return sorted(problems, key=lambda p: (str(p.place.file), p.place.line or 0, p.field, p.message))


def refuse_errors(problems: Sequence[Problem], *, strict: bool = False) -> list[Problem]:
    """Raise `Refused` if there is an error among `problems`, or a warning and `strict` makes it one.

    Returns what refuses nothing: the warnings and the notes.
    """
    refusing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if wrong := [problem for problem in problems if problem.level in refusing]:
        raise Refused(wrong)
    return list(problems)


def of_level(problems: Iterable[Problem], level: Level) -> list[Problem]:
    return [problem for problem in problems if problem.level is level]


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """How many notes there are of each sort."""
    return dict(Counter(problem.about or problem.message for problem in of_level(problems, Level.NOTE)))
