"""How long an answer may take. Work that can become long calls `check` now and then."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_until: ContextVar[float] = ContextVar("until", default=math.inf)


class OutOfTime(BaseException):
    """The time is over. No `Exception`, so that what handles the errors of a part does not go on with the next."""


class limited:  # noqa: N801 - it is used like a function, and faster than one made by contextlib
    """What runs inside has so many seconds from now."""

    __slots__ = ("_seconds", "_token")

    def __init__(self, seconds: float):
        self._seconds = seconds

    def __enter__(self) -> None:
        self._token = _until.set(monotonic() + self._seconds)

    def __exit__(self, *_: object) -> None:
        _until.reset(self._token)


def check() -> None:
    """Raises `OutOfTime` when the time is over."""
    if monotonic() > _until.get():
        raise OutOfTime


def remaining() -> float:
    """How many seconds are left, infinity without a deadline."""
    return _until.get() - monotonic()


@contextmanager
def held(lock: threading.Lock) -> Iterator[None]:
    """The lock, if whoever holds it gives it back in time. Raises `OutOfTime`."""
    left = remaining()
    if not lock.acquire(timeout=-1 if math.isinf(left) else max(0.0, left)):
        raise OutOfTime
    try:
        yield
    finally:
        lock.release()
