"""Restoring a backup: the history as it was, with its numbers and digests, and the tables made of it anew.

All or nothing, in one transaction: running servers go on with what was there, and then notice that the history is
another one.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from db.access import ApiKey, DocumentName, LoadRight, TrustedDocument
from db.audit import Action, AuditEvent, note
from db.backup_format import (
    AUDIT,
    DOCUMENTS,
    KEYS,
    RECORDS,
    REVISIONS,
    BackupFile,
    DocumentLine,
    EventLine,
    KeyLine,
    RecordLine,
    RevisionLine,
)
from db.base import Base
from db.bulk import insert_rows
from db.chain import Told, chained
from db.codec import Row
from db.errors import DatabaseProblem
from db.progress import SILENT, Progress
from db.pruning import set_first_kept
from db.revisions import Record, Revision, RevisionMessage
from db.store import Store
from db.verifying import STEPS, differences
from db.writer import Writer
from knowledge.model.history import NOTHING, Identity
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, digest, to_bytes
from knowledge.model.vocabulary import Kind

CHUNK = 2000
ORDER = {kind: place for place, kind in enumerate(KINDS)}


def restore(
    store: Store, backup: BackupFile, author: str, *, force: bool = False, progress: Progress = SILENT
) -> Identity:
    """Put what a backup has in the place of what the database has; the newest revision then.

    Raises `DatabaseProblem`, and writes nothing, if the database has anything already, unless with `force`, and if the
    backup is not whole: if a record has not the hash, a revision not the digest that was written with it.
    """
    with progress.stage("checking the backup", sum(each.lines for each in backup.manifest.members.values())) as advance:
        backup.check(advance)
    revisions = list(backup.lines(REVISIONS, RevisionLine))
    newest = _checked(backup, revisions, progress)
    with store.writing(author) as writer:
        connection = writer.connection
        if not force and (there := _what_is_there(connection)):
            raise DatabaseProblem(
                f"the database has {there} already: `rolegraph restore --force` puts the backup in their place, and a "
                "backup of it, made before, would have them; nothing was written"
            )
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(delete(table))
        writer.write_anew(newest, progress)
        _write_history(writer, backup, revisions, progress)
        _write_access(connection, backup)
        set_first_kept(connection, backup.manifest.first_kept)
        last = Identity(revisions[-1].number, revisions[-1].digest) if revisions else NOTHING
        made = backup.manifest.made_at
        what = f"revision {last} from {backup.path.name}, made {made:%Y-%m-%d %H:%M}"
        note(connection, author, Action.RESTORED, what)
        with progress.stage("verifying", STEPS) as advance:
            for difference in differences(writer, advance):
                raise backup.problem(difference)
    return last


def _what_is_there(connection: Connection) -> str:
    found = []
    for name, column in (("revisions", Revision.number), ("keys", ApiKey.id), ("documents", TrustedDocument.digest)):
        count = connection.execute(select(func.count(column))).scalar_one()
        if count:
            found.append(f"{count:,} {name if count > 1 else name[:-1]}")
    return ", ".join(found)


def _checked(backup: BackupFile, revisions: list[RevisionLine], progress: Progress) -> dict[Key, dict[str, Any]]:
    """The records as the newest revision left them. Raises `DatabaseProblem` unless all is what was written."""
    told: dict[int, list[Told]] = defaultdict(list)
    newest: dict[Key, dict[str, Any]] = {}
    with progress.stage("checking the history", backup.manifest.members[RECORDS].lines) as advance:
        count = 0
        for count, line in enumerate(backup.lines(RECORDS, RecordLine), 1):
            where = f"revision {line.revision}, {Key(line.kind, line.slug)}"
            if digest(to_bytes(line.body)).hex() != line.digest:
                raise backup.problem(f"{where}: its content does not have the hash that was written with it")
            told[line.revision].append((line.kind.value, line.slug, line.operation.value, bytes.fromhex(line.digest)))
            newest[Key(line.kind, line.slug)] = line.body  # they come by revision
            if count % CHUNK == 0:
                advance(CHUNK)
        advance(count % CHUNK)
    before = b""
    for number, each in enumerate(revisions, 1):
        if each.number != number:
            raise backup.problem(f"revision {number} is missing")
        made = chained(
            before,
            number,
            each.committed_at,
            each.dataset,
            each.loaded,
            each.author,
            told.get(number, ()),
            each.message,
        )
        if number >= backup.manifest.first_kept and made.hex() != each.digest:
            raise backup.problem(f"revision {number} does not have the digest of what it did")
        if Key(Kind.DATASET, each.dataset) not in newest:
            raise backup.problem(f"revision {number}: there is no dataset {each.dataset}")
        before = bytes.fromhex(each.digest)
    said = backup.manifest.newest
    if (said and (said.number, said.digest)) != ((revisions and (revisions[-1].number, revisions[-1].digest)) or None):
        raise backup.problem("its newest revision is not the one that it says")
    if any(number > len(revisions) for number in told):
        raise backup.problem("records are of revisions that are not in it")
    return {key: newest[key] for key in sorted(newest, key=lambda key: (ORDER[key.kind], key.slug))}


def _write_history(writer: Writer, backup: BackupFile, revisions: list[RevisionLine], progress: Progress) -> None:
    rows = [
        {
            **each.model_dump(exclude={"dataset", "digest", "message"}),
            "dataset_id": writer.id_of(Key(Kind.DATASET, each.dataset)),
            "digest": bytes.fromhex(each.digest),
        }
        for each in revisions
    ]
    if rows:
        writer.connection.execute(insert(Revision), rows)
    messages = [{"revision": each.number, "message": each.message} for each in revisions if each.message is not None]
    if messages:
        writer.connection.execute(insert(RevisionMessage), messages)
    table = Base.metadata.tables[Record.__tablename__]
    with progress.stage("writing the history", backup.manifest.members[RECORDS].lines) as advance:
        for chunk in _chunks(backup):
            insert_rows(writer.connection, table, chunk, advance)


def _chunks(backup: BackupFile) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for each in backup.lines(RECORDS, RecordLine):
        stored = bytes.fromhex(each.digest)
        chunk.append((each.revision, each.kind.value, each.slug, each.operation.value, stored, to_bytes(each.body)))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write_access(connection: Connection, backup: BackupFile) -> None:
    """Keys, documents and events. Their ids are new: nothing but the order of these rests on them."""
    keys = list(backup.lines(KEYS, KeyLine))
    documents = list(backup.lines(DOCUMENTS, DocumentLine))
    names = [{**named.model_dump(), "digest": bytes.fromhex(each.digest)} for each in documents for named in each.names]
    for table, rows in (
        (ApiKey, [_hashed(each) for each in keys]),
        (TrustedDocument, [_hashed(each) for each in documents]),
        (DocumentName, names),
        (AuditEvent, [each.model_dump() for each in backup.lines(AUDIT, EventLine)]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    ids = {name: key for key, name in connection.execute(select(ApiKey.id, ApiKey.name))}
    rights = [{"key_id": ids[each.name], "dataset": dataset} for each in keys for dataset in each.may_load]
    if rights:
        connection.execute(insert(LoadRight), rights)


def _hashed(line: KeyLine | DocumentLine) -> dict[str, Any]:
    return {**line.model_dump(exclude={"may_load", "names"}), "digest": bytes.fromhex(line.digest)}
