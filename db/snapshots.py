"""Snapshots read from the history in the database."""

from db.store import Store
from knowledge.build import build
from knowledge.snapshot import Snapshot


def newest_snapshot(store: Store) -> Snapshot:
    """The snapshot of the newest revision; an empty one if nothing was ever loaded."""
    with store.reading() as reader:
        return build(reader.records_at(), reader.revisions())


def snapshot_at(store: Store, revision: int) -> Snapshot:
    """The snapshot of an older revision, which must exist."""
    with store.reading() as reader:
        return build(reader.records_at(revision), reader.revisions(until=revision))
