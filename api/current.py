"""The knowledge that a process serves: the newest snapshot, replaced in the background, and older ones on demand."""

import gc
import logging
import threading
from collections import OrderedDict

from sqlalchemy.exc import DBAPIError

from db.memory import uncollected
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import NotFound, Unavailable
from knowledge.snapshot import Snapshot

logger = logging.getLogger("rolegraph.current")


class CurrentKnowledge:
    """Holds the snapshot that is served. Reading `snapshot` is one reference; requests keep what they got.

    A thread looks for a new revision, builds its snapshot and swaps the reference. While the database is down the
    last snapshot goes on being served.
    """

    def __init__(self, store: Store, poll_seconds: float, most_records: int):
        self.store = store
        with uncollected():
            self.snapshot = newest_snapshot(store)
            gc.freeze()  # or the collector would walk the whole snapshot, again and again
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
                    self._older[number] = snapshot_at(self.store, number)
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
            with uncollected():
                fresh = newest_snapshot(self.store)
                self.snapshot = fresh
                _prepare(fresh)
                gc.unfreeze()
                gc.collect()  # the last snapshot goes
                gc.freeze()
            return True

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
        failing = False
        while not self._stopping.wait(self._poll_seconds):
            try:
                if self.refresh():
                    logger.info("serving revision %d", self.snapshot.number)
                failing = False
            except DBAPIError as error:
                if not failing:
                    logger.warning("cannot look for new revisions, serving %d on: %s", self.snapshot.number, error.orig)
                failing = True
            except Exception:  # whatever it is, the last snapshot goes on being served, and the next try may do better
                if not failing:
                    logger.exception("cannot build the newest revision, serving %d on", self.snapshot.number)
                failing = True


def _prepare(snapshot: Snapshot) -> None:
    """Make now what the first question would otherwise wait for."""
    _ = snapshot.search_index, snapshot.ranking
