"""Work beside the event loop is bounded, and nobody waits for what nobody wants."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import mul
from typing import Any

import pytest

from api.workers import TooMuch, Workers


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may run in this one
        thread.submit(asyncio.run, work).result()


def test_what_work_returns_and_raises_comes_back() -> None:
    async def ask() -> None:
        workers = Workers("test", 2, 10)
        assert await asyncio.gather(*(workers.do(partial(mul, each, 2)) for each in range(5))) == [0, 2, 4, 6, 8]
        with pytest.raises(ZeroDivisionError):
            await workers.do(lambda: 1 // 0)
        assert await workers.do(threading.current_thread) is not threading.current_thread()
        workers.close()

    run(ask())


def test_as_much_as_may_wait_waits_and_what_is_given_up_is_not_begun() -> None:
    async def ask() -> None:
        workers, go = Workers("test", 1, 3), threading.Event()
        done: list[int] = []
        first = asyncio.ensure_future(workers.do(go.wait))
        others = [asyncio.ensure_future(workers.do(partial(done.append, each))) for each in range(2)]
        await asyncio.sleep(0.01)
        with pytest.raises(TooMuch):
            await workers.do(lambda: None)
        others[0].cancel()
        go.set()
        assert await first
        await others[1]
        assert done == [1]
        await workers.do(lambda: None)
        workers.close()

    run(ask())


def test_what_was_asked_is_not_kept_when_it_was_given_up() -> None:
    class Asked:
        def __call__(self) -> None: ...

    async def ask() -> None:
        workers, go = Workers("test", 1, 2), threading.Event()
        stuck = asyncio.ensure_future(workers.do(go.wait))
        await asyncio.sleep(0)
        asked = Asked()
        gone = weakref.ref(asked)
        waiting = asyncio.ensure_future(workers.do(asked))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait({waiting})
        del asked, waiting
        gc.collect()
        assert gone() is None
        go.set()
        await stuck
        workers.close()

    run(ask())


def test_who_gave_up_waiting_leaves_room_for_others() -> None:
    """As when a database hangs: the thread is stuck, and each who asks waits in vain for a moment."""

    async def ask() -> None:
        workers, go = Workers("test", 1, 2), threading.Event()
        stuck = asyncio.ensure_future(workers.do(go.wait))
        await asyncio.sleep(0)
        for _ in range(5):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01):
                    await workers.do(lambda: None)
            assert workers.under_way == 1
        last = asyncio.ensure_future(workers.do(lambda: "done"))
        await asyncio.sleep(0)
        assert workers.under_way == 2
        with pytest.raises(TooMuch):
            await workers.do(lambda: None)
        go.set()
        assert await stuck
        assert await last == "done"
        assert workers.under_way == 0
        workers.close()

    run(ask())


def test_what_hangs_is_left_behind() -> None:
    never = threading.Event()

    async def ask() -> None:
        workers = Workers("test", 1, 3)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await workers.do(never.wait)
        workers.close()
        assert all(thread.daemon for thread in workers._threads)

    run(ask())
    never.set()
