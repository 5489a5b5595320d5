"""The knowledge that a process serves: the newest snapshot, replaced in the background, and older ones on demand.

Three threads work beside the requests, and none waits for another: one looks for new revisions and serves them, one
looks at keys and documents, and one prepares snapshots (`api.preparing`).
"""

import gc
import logging
import math
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from api import metrics
from api.older import OlderSnapshots
from api.preparing import Preparation
from db.errors import UNREACHABLE, reason
from db.memory import lasting, put_away, uncollected
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import NotFound, Replaced, Unavailable
from knowledge.model.entities import Entity
from knowledge.model.history import Change, Identity, Place, Span
from knowledge.snapshot.dismantle import dismantle
from knowledge.snapshot.snapshot import Snapshot

COLLECT_SECONDS = 600  # between searches for what else became garbage; they hold up everything
COLLECT_REVISIONS = 50  # after which there is one all the same
END_SECONDS = 0.5  # that threads have to end by themselves; what they were at is left
RESTS = 1.0  # times the processor time that a load of an old revision took, until the next one may begin
READY_AT_ONCE = 3_000  # records, up to which a snapshot is prepared before it is served for the first time

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
        silent_after: float = math.inf,
        most_older: int = 10,
    ):
        """`look_too` is called as often as the database is looked at, and may raise what the database raises.

        A database from which nothing was heard for `silent_after` seconds is taken for one that does not answer.

        `tell` may be set to what is to be called whenever that is over, whatever came of it.
        """
        self.store = store
        self._failing: set[str] = set()  # threads
        self.tell: Callable[[], None] = lambda: None
        self._look_too = look_too
        self._silent_after = silent_after
        self._retired: deque[tuple[Mapping[str, Entity], ...]] = deque()
        self._collected_at = time.monotonic()
        self._since_collected = 0  # revisions
        began = time.perf_counter()
        with uncollected():
            self.snapshot = self._retiring(newest_snapshot(store))
            if self.snapshot.entities <= READY_AT_ONCE:
                for _ in self.snapshot.preparing():
                    pass
            gc.freeze()  # or the collector would walk the whole snapshot, again and again
        self.build_seconds = time.perf_counter() - began
        self.looked_at = self.served_since = time.monotonic()
        self._was_ready = False
        self.replaced = 0  # times that the history was
        self._poll_seconds = poll_seconds
        self._older = OlderSnapshots(most_records, most_older)
        self._loading = threading.Lock()
        self._may_load_at = 0.0
        self._refreshing = threading.Lock()
        self._stopping = threading.Event()
        self._preparation = Preparation(self._in_memory)
        self._threads = [
            threading.Thread(target=self._watch, args=(look,), name=name, daemon=True)
            for name, look in (("revisions", self._look_for_revisions), ("access", self._look_too))
        ]

    @property
    def database_answers(self) -> bool:
        """Whether it does, as far as is known: it did when it was last looked at, and that is not long ago."""
        return not self._failing and time.monotonic() - self.looked_at < self._silent_after

    def changes(
        self, span: Span, limit: int, after: Place | None = None, before: Place | None = None, descends: bool = False
    ) -> Sequence[Change]:
        """What the store says, or at once that it says nothing now."""
        self.check_database("the history cannot be read now", [])
        return self.store.changes(span, limit, after, before, descends)

    def count_changes(self, span: Span) -> int:
        self.check_database("the history cannot be read now", [])
        return self.store.count_changes(span)

    def check_database(self, so: str, argument: list[str | int]) -> None:
        """Raises `Unavailable` if it does not answer; `so` is what follows."""
        if not self.database_answers:
            raise Unavailable(f"{so}: the database does not answer", argument)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()
        self._preparation.start()

    def stop(self) -> None:
        """End what goes on beside requests. What does not end at once is left behind: nothing of it is written."""
        self._stopping.set()
        self._preparation.stop()
        until = time.monotonic() + END_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self.store.engine.dispose()

    @property
    def ready(self) -> bool:
        """Whether every question can be answered without waiting; once it was so, a new revision changes nothing."""
        self._was_ready = self._was_ready or bool(self.snapshot.number and self.snapshot.prepared)
        return self._was_ready

    def held(self, number: int, digest: str = "") -> Snapshot | None:
        """The snapshot of a revision, if it is in memory. It counts as a use of it. Raises as `identity` does."""
        newest = self.snapshot
        if not 1 <= number <= newest.number:
            return None
        wanted = _identity(newest, number, digest)
        return newest if wanted == newest.identity else self._older.get(wanted)

    def identity(self, number: int, digest: str = "") -> Identity:
        """Which revision a number stands for, in the history that is served; `digest` is what it has to begin with.

        Raises `NotFound` if there is none with the number yet, `Replaced` if it has another digest.
        """
        return _identity(self.snapshot, number, digest)

    def at(self, number: int, digest: str = "") -> Snapshot:
        """The snapshot of a revision. Raises as `identity` does, and `Unavailable` if it cannot be read.

        One is loaded at a time, with rests between, so that whoever asks for many of them takes no more than half a
        processor.
        """
        if number > self.snapshot.number and self.database_answers:
            self.look_again()
        found = self.held(number, digest)
        if found is not None:
            return found
        with self._loading:
            found = self.held(number, digest)
            if found is None:
                self.check_database("this revision is not in memory", ["number"])
                found = self._loaded(self.identity(number, digest))
            return found

    def _loaded(self, wanted: Identity) -> Snapshot:
        self._stopping.wait(max(0.0, self._may_load_at - time.monotonic()))
        began = time.thread_time()  # to wait for a database is no work that there has to be a rest after
        try:
            with lasting():
                found = self._retiring(snapshot_at(self.store, wanted.number))
                put_away(found.entities)
        except UNREACHABLE as error:
            raise Unavailable("the database does not answer, and this revision is not in memory", []) from error
        finally:
            self._may_load_at = time.monotonic() + RESTS * (time.thread_time() - began)
        if found.identity != wanted:  # the database was replaced since it was looked at
            self.look_again()
            raise Replaced(wanted, ["number"])
        metrics.OLD_LOADS.inc()
        self._keep(found, at_least=1)
        return found

    def _keep(self, snapshot: Snapshot, at_least: int) -> None:
        self._older.keep(snapshot, at_least)
        self._preparation.look()

    def _in_memory(self) -> list[Snapshot]:
        return [self.snapshot, *self._older.last_used_first()]

    def refresh(self) -> bool:
        """Serve the newest revision if it is not served yet; whether anything changed."""
        with self._refreshing:
            if self.store.newest() == self.snapshot.identity:
                return False
            began = time.perf_counter()
            before = self.snapshot
            with lasting(), self._preparation.held_up():
                fresh = self._retiring(newest_snapshot(self.store))
                self.snapshot = fresh
                self.build_seconds = time.perf_counter() - began
                self.served_since = time.monotonic()
                put_away(fresh.entities)
            self._since_collected += 1
            self._compare(before, fresh)
            if before.identity in _history(fresh) and before.entities <= self._older.most_records:
                self._keep(before, at_least=0)  # those who pinned it begin to need it now
            del before
            self._preparation.look()
            self._tidy()
            return True

    def _compare(self, before: Snapshot, fresh: Snapshot) -> None:
        """Tell if the history that was served is not the beginning of the one that is."""
        served, found = _history(before), _history(fresh)
        undone = sorted(served - found)
        if not undone:
            return
        self._older.keep_only(found)
        self.replaced += 1
        metrics.REPLACEMENTS.inc()
        logger.warning(
            "the history was replaced: revision %s is gone, and %s is served; a backup was restored, another database "
            "took the place of this one, or a standby is behind",
            undone[0] if len(undone) == 1 else f"{undone[0]} and {len(undone) - 1} after it",
            fresh.identity if fresh.number else "none",
        )

    def _retiring(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot, which will be taken apart some time after nobody holds it any more."""
        weakref.finalize(snapshot, self._retired.append, tuple(snapshot.by_kind.values())).atexit = False
        return snapshot

    def _tidy(self) -> None:
        """Give back the memory of snapshots that nobody holds, and now and then of whatever else became garbage."""
        while self._retired:
            dismantle(self._retired.popleft())
        if time.monotonic() - self._collected_at > COLLECT_SECONDS or self._since_collected >= COLLECT_REVISIONS:
            self._collected_at = time.monotonic()
            self._since_collected = 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def look_again(self) -> None:
        """A revision that this process has not noticed may be served by another one already."""
        try:
            self.refresh()
        except UNREACHABLE:
            logger.debug("the database does not answer", exc_info=True)

    def _look_for_revisions(self) -> None:
        if self.refresh():
            logger.info("serving revision %s", self.snapshot.identity)
        self._tidy()

    def _watch(self, look: Callable[[], object]) -> None:
        """Look again and again. Whatever goes wrong is logged, and the next look may do better."""
        name = threading.current_thread().name
        while not self._stopping.wait(self._poll_seconds):
            try:
                look()
                self.looked_at = time.monotonic()
                self._failing.discard(name)
            except UNREACHABLE as error:
                if name not in self._failing:
                    logger.warning("cannot look for %s, serving %d on: %s", name, self.snapshot.number, reason(error))
                self._failing.add(name)
                self.store.engine.dispose()  # what is open may belong to a file or a server that is no more
            except Exception:  # whatever it is, the last snapshot goes on being served, and the next try may do better
                if name not in self._failing:
                    logger.exception("cannot look for %s, serving %d on", name, self.snapshot.number)
                self._failing.add(name)
            try:
                self.tell()
            except Exception:  # metrics are no reason to look no more
                logger.exception("cannot tell what is served")


def _history(snapshot: Snapshot) -> frozenset[Identity]:
    return frozenset(each.identity for each in snapshot.revisions)


def _identity(served: Snapshot, number: int, digest: str) -> Identity:
    if not 1 <= number <= served.number:
        raise NotFound("revision", str(number), ["number"], [str(served.number)] if served.number else [])
    found = served.revisions[number - 1].identity
    if not found.digest.startswith(digest):
        raise Replaced(Identity(number, digest), ["number"])
    return found
