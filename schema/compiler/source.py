"""Python source that is written line by line, with the constants that it names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from types import CodeType
from typing import Any

from schema.compiler.places import PLACES

LONG = 20_000  # characters of a source whose code is not kept for others: few are as long


def _compiled(text: str) -> CodeType:
    return compile(text, "<compiled>", "exec")


_kept = lru_cache(maxsize=300)(_compiled)


def _code(text: str) -> CodeType:
    """The code of a source. Documents of one shape have the same, whatever their constants."""
    return _kept(text) if len(text) <= LONG else _compiled(text)


class Source:
    """The source of one function: what is done once, at its beginning, and the rest."""

    def __init__(self, head: str):
        self._beginning = [head]
        self._lines: list[str] = []
        self._depth = 1
        self.constants: dict[str, Any] = {}
        self._by_identity: dict[int, str] = {}
        self._names = 0
        self._places: dict[int, Sequence[str]] = {}

    def name(self, prefix: str = "v") -> str:
        """A name that is not in use."""
        self._names += 1
        return f"{prefix}{self._names}"

    def constant(self, value: Any, prefix: str = "C") -> str:
        """A name that stands for a value; the same name for the same object."""
        known = self._by_identity.get(id(value))
        if known is None:
            known = self._by_identity[id(value)] = self.name(prefix)
            self.constants[known] = value
        return known

    def first(self, text: str) -> None:
        """A line at the beginning."""
        self._beginning.append("\t" + text)

    def line(self, text: str, place: Sequence[str] | None = None) -> None:
        """A line; `place` is where in the answer its failure would be."""
        if place is not None:
            self._places[len(self._lines)] = tuple(place)
        self._lines.append("\t" * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        self.line(head)
        self._depth += 1
        yield
        self._depth -= 1

    def compiled(self, name: str) -> Any:
        """The function of this name that the source defines."""
        first = len(self._beginning) + 1
        space = {**self.constants, PLACES: {first + line: place for line, place in self._places.items()}}
        exec(_code("\n".join([*self._beginning, *self._lines])), space)
        return space[name]
