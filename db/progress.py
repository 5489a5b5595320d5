"""How long work tells how far it is: to a terminal, a log, or nobody."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

Advance = Callable[[int], None]


class Progress(Protocol):
    """Somebody who wants to know."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Advance]:
        """A stage of the work with `total` units, None if unknown. What it gives is called with units done."""
        ...


class _Silent:
    @contextmanager
    def stage(self, _name: str, _total: int | None) -> Iterator[Advance]:
        yield lambda _: None


SILENT: Progress = _Silent()
