"""Snapshots read from the history in the database."""

from collections.abc import Callable

from db.errors import DatabaseProblem
from db.memory import uncollected
from db.reader import Reader
from db.sqlite import file_state
from db.store import Store
from knowledge.snapshot.build import build_by_kind
from knowledge.snapshot.snapshot import Snapshot

TRIES = 5  # to read a file that is being written


def newest_snapshot(store: Store) -> Snapshot:
    """The snapshot of the newest revision; an empty one if nothing was ever loaded."""
    return _whole(store, lambda reader: build_by_kind(reader.records_of_kind, reader.revisions()))


def snapshot_at(store: Store, revision: int) -> Snapshot:
    """The snapshot of an older revision, which must exist."""
    return _whole(
        store,
        lambda reader: build_by_kind(
            lambda kind: reader.records_of_kind(kind, revision), reader.revisions(until=revision)
        ),
    )


def _whole(store: Store, read: Callable[[Reader], Snapshot]) -> Snapshot:
    """What is read, all of one database: a SQLite file that is copied over meanwhile is read again.

    Raises `DatabaseProblem` for one that is written all the time.
    """
    for _ in range(TRIES):
        before = file_state(store.engine)
        try:
            with store.reading() as reader, uncollected():
                found = read(reader)
        except Exception:  # half of one file and half of another may lead to anything
            if file_state(store.engine) == before:
                raise
            continue
        if file_state(store.engine) == before:
            return found
    raise DatabaseProblem("the file of the database is written all the time: it cannot be read")
