"""Preparing snapshots: making what questions need of them, in a thread that nobody waits for and that can be ended."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from weakref import WeakSet

from db.memory import lasting, put_away
from knowledge.questions import hierarchy
from knowledge.snapshot.snapshot import Snapshot

YIELD_SECONDS = 0.001  # left to requests between steps

logger = logging.getLogger("rolegraph.preparing")


class Preparation:
    """Prepares the first snapshot that is not, of those in memory: the newest, then older ones that are in use.

    A newer one that comes meanwhile goes first. What was done of another stays done. For older ones, the moves between
    all roles are not worked out before anybody asks for routes: strangers choose which ones are loaded.
    """

    def __init__(self, in_memory: Callable[[], Sequence[Snapshot]]):
        self._in_memory = in_memory
        self._stopping = False
        self._failed: WeakSet[Snapshot] = WeakSet()  # their questions make what they need themselves
        self._wanted = threading.Event()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._thread = threading.Thread(target=self._work, name="preparation", daemon=True)

    def start(self) -> None:
        self._wanted.set()
        self._thread.start()

    def look(self) -> None:
        """There may be another snapshot to prepare."""
        self._wanted.set()

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """Nothing is prepared meanwhile: something more urgent is being made."""
        self._may_go_on.clear()
        try:
            yield
        finally:
            self._may_go_on.set()

    def stop(self) -> None:
        """End at the next step, without waiting for it."""
        self._stopping = True
        self._wanted.set()
        self._may_go_on.set()

    def _work(self) -> None:
        while self._wanted.wait() and not self._stopping:
            self._wanted.clear()
            snapshot = self._next()
            if snapshot is None:
                continue
            try:
                if self._prepare(snapshot):
                    logger.info("revision %d is prepared", snapshot.number)
            except Exception:  # what it needs is made when it is asked for; the next snapshot may do better
                self._failed.add(snapshot)
                logger.exception("cannot prepare revision %d", snapshot.number)
            del snapshot
            self._wanted.set()  # there may be another one

    def _next(self) -> Snapshot | None:
        return next((each for each in self._in_memory() if not each.prepared and each not in self._failed), None)

    def _prepare(self, snapshot: Snapshot) -> bool:
        """Whether it came to an end, and not to a newer snapshot before."""
        with lasting():
            for _ in chain(hierarchy.preparing(snapshot), snapshot.preparing()):
                if self._stopping or self._wanted.is_set():
                    return False
                time.sleep(YIELD_SECONDS)
                self._may_go_on.wait()
            put_away(snapshot.entities)
        return True
