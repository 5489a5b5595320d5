"""What is wrong with seed files: every problem says where it is and what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a seed file. `line` counts from 1; None where the file as a whole is meant."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.file}" if self.line is None else f"{self.file}:{self.line}"


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
