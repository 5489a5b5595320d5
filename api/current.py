"""The knowledge that a process serves: the newest snapshot, replaced in the background, and older ones on demand."""

import gc
import logging
import threading
import time
import weakref
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping

from sqlalchemy.exc import DBAPIError

from db.memory import uncollected
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.dismantle import dismantle
from knowledge.entities import Entity
from knowledge.errors import NotFound, Unavailable
from knowledge.pathway import MOST_ROLES
from knowledge.snapshot import Snapshot

COLLECT_SECONDS = 600  # between searches for what else became garbage; they hold up everything

YIELD_SECONDS = 0.001  # left to requests between parts of what is made beside them

logger = logging.getLogger("rolegraph.current")


class CurrentKnowledge:
    """Holds the snapshot that is served. Reading `snapshot` is one reference; requests keep what they got.

    A thread looks for a new revision, builds its snapshot and swaps the reference. While the database is down the
    last snapshot goes on being served.
    """

    def __init__(
        self,
        store: Store,
        poll_seconds: float,
        most_records: int,
        look_too: Callable[[], None] = lambda: None,
    ):
        """`look_too` is called as often as the database is looked at, and may raise what the database raises.

        `tell` may be set to what is to be called whenever that is over, whatever came of it.
        """
        self.store = store
        self.database_answers = True
        self.tell: Callable[[], None] = lambda: None
        self._look_too = look_too
        self._retired: deque[tuple[Mapping[str, Entity], ...]] = deque()
        self._collected_at = time.monotonic()
        began = time.perf_counter()
        with uncollected():
            self.snapshot = self._retiring(newest_snapshot(store))
            gc.freeze()  # or the collector would walk the whole snapshot, again and again
        self.build_seconds = time.perf_counter() - began
        self.looked_at = self.served_since = time.monotonic()
        self._poll_seconds = poll_seconds
        self._most_records = most_records
        self._older: OrderedDict[int, Snapshot] = OrderedDict()
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="revisions", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        self.store.engine.dispose()

    def held(self, number: int) -> Snapshot | None:
        """The snapshot of a revision, if it is in memory."""
        newest = self.snapshot
        return newest if number == newest.number else self._older.get(number)

    def at(self, number: int) -> Snapshot:
        """The snapshot of a revision. Raises `NotFound` if there is none yet, `Unavailable` if it cannot be read."""
        if number > self.snapshot.number:
            self._look_again()
        newest = self.snapshot
        if number == newest.number:
            return newest
        if not 1 <= number <= newest.number:
            raise NotFound("revision", str(number), ["number"], [str(newest.number)] if newest.number else [])
        with self._lock:
            if number not in self._older:
                try:
                    self._older[number] = self._retiring(snapshot_at(self.store, number))
                except DBAPIError as error:
                    raise Unavailable("the database does not answer, and this revision is not in memory", []) from error
            self._older.move_to_end(number)
            found = self._older[number]
            while len(self._older) > 1 and sum(each.records for each in self._older.values()) > self._most_records:
                self._older.popitem(last=False)
            return found

    def refresh(self) -> bool:
        """Serve the newest revision if it is not served yet; whether anything changed."""
        with self._refreshing:
            if self.store.newest_revision() == self.snapshot.number:
                return False
            began = time.perf_counter()
            with uncollected():
                fresh = self._retiring(newest_snapshot(self.store))
                self.snapshot = fresh
                self.build_seconds = time.perf_counter() - began
                self.served_since = time.monotonic()
                _prepare(fresh)
                gc.freeze()
            self._tidy()
            return True

    def _retiring(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot, which will be taken apart some time after nobody holds it any more."""
        weakref.finalize(snapshot, self._retired.append, tuple(snapshot.by_kind.values())).atexit = False
        return snapshot

    def _tidy(self) -> None:
        """Give back the memory of snapshots that nobody holds, and now and then of whatever else became garbage."""
        while self._retired:
            dismantle(self._retired.popleft())
        if time.monotonic() - self._collected_at > COLLECT_SECONDS:
            self._collected_at = time.monotonic()
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _look_again(self) -> None:
        """A revision that this process has not noticed may be served by another one already."""
        try:
            self.refresh()
        except DBAPIError:
            logger.debug("the database does not answer", exc_info=True)

    def _watch(self) -> None:
        self._stopping.wait(self._poll_seconds)  # the first requests go first
        with uncollected():
            _prepare(self.snapshot)
            gc.freeze()
        while not self._stopping.wait(self._poll_seconds):
            try:
                if self.refresh():
                    logger.info("serving revision %d", self.snapshot.number)
                self._tidy()
                self._look_too()
                self.looked_at = time.monotonic()
                self.database_answers = True
            except DBAPIError as error:
                if self.database_answers:
                    logger.warning("cannot look for new revisions, serving %d on: %s", self.snapshot.number, error.orig)
                self.database_answers = False
            except Exception:  # whatever it is, the last snapshot goes on being served, and the next try may do better
                if self.database_answers:
                    logger.exception("cannot build the newest revision, serving %d on", self.snapshot.number)
                self.database_answers = False
            self.tell()


def _prepare(snapshot: Snapshot) -> None:
    """Make now what the first question would otherwise wait for."""
    _ = snapshot.serving
    if len(snapshot.ranking.roles) <= MOST_ROLES:
        for _ in snapshot.network.steps():
            time.sleep(YIELD_SECONDS)
