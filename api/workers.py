"""Work that is kept off the event loop: a few threads for each kind, and a bound to what waits for them.

The threads are daemons: a server that ends does not wait for a database that hangs, or for an answer that nobody wants
any more. Those of `concurrent.futures` would be waited for.
"""

import asyncio
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class TooMuch(Exception):
    """As much waits already as may."""


@dataclass(eq=False, slots=True)
class _Job:
    context: Context | None
    work: Callable[[], Any]
    future: "asyncio.Future[Any]"
    is_begun: bool = False  # set by the thread, before it looks whether anybody wants it still
    is_counted: bool = True  # among what is under way


def _nothing() -> None:
    """The work of who gave up."""


class Workers:
    """Threads that do one thing after the other."""

    def __init__(self, name: str, threads: int, most: int):
        """At most `most` things are done and wait at once."""
        self._name = name
        self._most = most
        self._under_way = 0  # changed on the event loop only
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        self._started = False

    async def do(self, work: Callable[[], T]) -> T:
        """What the work returns or raises. Raises `TooMuch`.

        Work that was given up before it began is not begun, and no longer waits: what hangs before it shuts nobody out.
        """
        if self._under_way >= self._most:
            raise TooMuch(self._name)
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._under_way += 1
        job = _Job(copy_context(), work, future)
        future.add_done_callback(partial(self._given_up, job))
        self._jobs.put(job)
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
            result: Any = None
            error: BaseException | None = None
            job.is_begun = True
            if not job.future.cancelled():
                assert job.context is not None, "nobody gave it up"
                try:
                    result = job.context.run(job.work)
                except BaseException as raised:  # noqa: BLE001 - it is raised where the work is waited for
                    error = raised
            loop = job.future.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._told, job, result, error)
            del job, result, error

    def _given_up(self, job: "_Job", future: "asyncio.Future[Any]") -> None:
        if future.cancelled() and not job.is_begun:
            job.is_counted = False
            job.work, job.context = _nothing, None  # what was asked is not kept as long as something hangs
            self._under_way -= 1

    def _told(self, job: "_Job", result: Any, error: BaseException | None) -> None:
        future = job.future
        self._under_way -= job.is_counted
        if future.cancelled():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
