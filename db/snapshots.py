"""Snapshots read from the history in the database."""

from db.memory import uncollected
from db.store import Store
from knowledge.snapshot.build import build_by_kind
from knowledge.snapshot.snapshot import Snapshot


def newest_snapshot(store: Store) -> Snapshot:
    """The snapshot of the newest revision; an empty one if nothing was ever loaded."""
    with store.reading() as reader, uncollected():
        return build_by_kind(reader.records_of_kind, reader.revisions())


def snapshot_at(store: Store, revision: int) -> Snapshot:
    """The snapshot of an older revision, which must exist."""
    with store.reading() as reader, uncollected():
        return build_by_kind(lambda kind: reader.records_of_kind(kind, revision), reader.revisions(until=revision))
