"""Sharing a long list of work with copies of this process, where there are processors for them.

What was read is not read again: a copy (fork) has it in the pages of this process. Each copy does every so many parts
of the list, sends what came of them, and ends when nobody reads it any more.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4  # copies, each of which comes to need some memory of its own


def processors() -> int:
    """How many copies there may be: one for each processor that this process may use; none where copies are no use."""
    if sys.platform != "linux":  # elsewhere a copy may not go on with the libraries that it has loaded
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def shared(work: Callable[[T], R], parts: Sequence[T], copies: int | None = None) -> Generator[R, None, None]:
    """What `work` makes of each part, in their order. It runs in several processes at once, and changes nothing here.

    A part whose copy ended before it was done, as one that took too much memory, is done in this process.
    """
    count = min(processors() if copies is None else copies, len(parts))
    if count < 2:
        yield from map(work, parts)
        return
    fork = get_context("fork")
    children = []
    readers: list[Connection] = []
    try:
        for number in range(count):
            reader, writer = fork.Pipe(duplex=False)
            child = fork.Process(target=_do, args=(work, parts[number::count], writer), daemon=True)
            child.start()
            writer.close()
            children.append(child)
            readers.append(reader)
        for place, part in enumerate(parts):
            try:
                found: R = readers[place % count].recv()
            except (EOFError, OSError):  # it ended, maybe while it told
                found = work(part)
            yield found
    finally:
        for child in children:
            child.terminate()
            child.join()
        for reader in readers:
            reader.close()


def _do(work: Callable[[T], R], parts: Sequence[T], writer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted ends its copies
    for part in parts:
        writer.send(work(part))
