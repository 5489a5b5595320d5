"""How long an answer may take. Work that can become long calls `check` now and then."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_until: ContextVar[float] = ContextVar("until", default=math.inf)


class OutOfTime(BaseException):
    """The time is over. No `Exception`, so that what handles the errors of a part does not go on with the next."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """What runs inside has so many seconds from now."""
    token = _until.set(monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def check() -> None:
    """Raises `OutOfTime` when the time is over."""
    if monotonic() > _until.get():
        raise OutOfTime
