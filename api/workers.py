"""Work that is kept off the event loop: a few threads for each kind, and a bound to what waits for them.

The threads are daemons: a server that ends does not wait for a database that hangs, or for an answer that nobody wants
any more. Those of `concurrent.futures` would be waited for.
"""

import asyncio
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class TooMuch(Exception):
    """As much waits already as may."""


class Workers:
    """Threads that do one thing after the other."""

    def __init__(self, name: str, threads: int, most: int):
        """At most `most` things are done and wait at once."""
        self._name = name
        self._most = most
        self._under_way = 0  # changed on the event loop only
        self._jobs: SimpleQueue[tuple[Context, Callable[[], Any], asyncio.Future[Any]] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        self._started = False

    async def do(self, work: Callable[[], T]) -> T:
        """What the work returns or raises. Raises `TooMuch`. Work that was given up before it began is not begun."""
        if self._under_way >= self._most:
            raise TooMuch(self._name)
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._under_way += 1
        self._jobs.put((copy_context(), work, future))
        return await future

    @property
    def name(self) -> str:
        return self._name

    @property
    def under_way(self) -> int:
        """How many things are done and wait now."""
        return self._under_way

    def close(self) -> None:
        """Let the threads end after what they are at."""
        for _ in self._threads:
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            context, work, future = job
            result: Any = None
            error: BaseException | None = None
            if not future.cancelled():
                try:
                    result = context.run(work)
                except BaseException as raised:  # noqa: BLE001 - it is raised where the work is waited for
                    error = raised
            loop = future.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._told, future, result, error)
            del job, context, work, future, result, error

    def _told(self, future: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:
        self._under_way -= 1
        if future.cancelled():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
