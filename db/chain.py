"""The chain of revisions: each has a digest of what it did and of the digest before it.

So a digest stands for the whole history up to its revision. Two databases that say the same number and the same digest
hold the same; one that was restored from a backup and loaded anew says another digest, though its numbers are the same.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import orjson
from sqlalchemy import Connection, String, select, type_coerce

from db.pruning import first_kept
from db.revisions import Record as RecordRow
from db.revisions import Revision as RevisionRow
from db.revisions import messages_of
from db.tables import DATASET

Told = tuple[str, str, str, bytes]
"""What a revision tells of a record: its kind, slug, operation and content hash."""


def chained(
    before: bytes,
    number: int,
    committed_at: datetime,
    dataset: str,
    loaded: str,
    author: str,
    records: Iterable[Told],
    message: str | None = None,
) -> bytes:
    """The digest of a revision that follows the one with the digest `before` (empty for the first).

    It is the SHA-256 of lines of JSON: one about the revision, and one for each record, by kind and slug. What is
    stored and pinned rests on it, and migration 0011 computes it, so it never changes: a message, which came later, is
    part of it where there is one. Counts are not, as they follow from the operations.
    """
    moment = committed_at.replace(tzinfo=UTC) if committed_at.tzinfo is None else committed_at.astimezone(UTC)
    head = [before.hex(), number, moment.isoformat(timespec="microseconds"), dataset, loaded, author]
    if message is not None:
        head.append(message)
    found = hashlib.sha256(orjson.dumps(head) + b"\n")
    for kind, slug, operation, digest in sorted(records):
        found.update(orjson.dumps([kind, slug, operation, digest.hex()]) + b"\n")
    return found.digest()


def recomputed(connection: Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """Every revision whose records are all kept, oldest first: its number, and its digest as stored and as made."""
    query = select(RevisionRow.__table__, DATASET.table.c.slug).join(
        DATASET.table, DATASET.table.c.id == RevisionRow.dataset_id
    )
    before, first, messages = b"", first_kept(connection), messages_of(connection)
    for row in connection.execute(query.order_by(RevisionRow.number)).all():
        told = select(
            type_coerce(RecordRow.kind, String),
            RecordRow.slug,
            type_coerce(RecordRow.operation, String),
            RecordRow.digest,
        ).where(RecordRow.revision == row.number)
        records = ((kind, slug, operation, bytes(digest)) for kind, slug, operation, digest in connection.execute(told))
        said = messages.get(row.number)
        made = chained(before, row.number, row.committed_at, row.slug, row.loaded, row.author, records, said)
        if row.number >= first:  # what one that was pruned did is not there to be hashed
            yield row.number, bytes(row.digest), made
        before = bytes(row.digest)
