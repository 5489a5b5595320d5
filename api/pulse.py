"""Telling in what state the process is, though all else that works beside the requests may hang."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable

from api import descriptors, metrics
from api.current import CurrentKnowledge

BEAT_SECONDS = 0.5
END_SECONDS = 0.5  # that the thread has to end

logger = logging.getLogger("rolegraph.pulse")


class Pulse:
    """Logs when the database stops to answer and when it answers again, and has the metrics set.

    It asks nobody anything, so nothing holds it up.
    """

    def __init__(self, current: CurrentKnowledge, tell: Callable[[], None], parent: int | None = None):
        """`parent` is the process without which this one ends, as it would hold its port for nobody."""
        self._current = current
        self._parent = parent
        self._is_full = False
        self._tell = tell
        self._answered = True
        self._silent_since = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(END_SECONDS)

    def _beat(self) -> None:
        while not self._stopping.wait(BEAT_SECONDS):
            self.look()

    def look(self) -> None:
        """One beat."""
        answers = self._current.database_answers
        if answers != self._answered:
            self._answered = answers
            if answers:
                silent = time.monotonic() - self._silent_since
                logger.info("the database answers again, after %.1f seconds", silent)
            else:
                self._silent_since = self._current.looked_at
                logger.warning(
                    "the database does not answer: revision %s is served on, and what needs the database is refused",
                    self._current.snapshot.identity,
                )
        self._look_at_descriptors()
        if self._parent is not None and os.getppid() != self._parent:
            logger.error("the process that started this one is gone: it ends, too")
            self._parent = None
            os.kill(os.getpid(), signal.SIGTERM)
        self._tell()

    def _look_at_descriptors(self) -> None:
        used, most = descriptors.in_use(), descriptors.limit()
        metrics.OPEN_FILES.set(used)
        metrics.RESIDENT_BYTES.set(descriptors.resident_bytes())
        is_full = used >= descriptors.NEARLY * most
        if is_full and not self._is_full:
            logger.warning(
                "%d of %d files are open, and connections are among them: raise the limit (ulimit -n, LimitNOFILE), "
                "for connections beyond it are refused",
                used,
                most,
            )
        self._is_full = is_full


async def measure_lag() -> None:
    """Measure for ever how much later than it should the event loop comes to something."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + BEAT_SECONDS
        await asyncio.sleep(BEAT_SECONDS)
        metrics.LOOP_LAG.set(max(0.0, loop.time() - due))
