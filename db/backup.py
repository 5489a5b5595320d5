"""Writing a backup while everything goes on: one consistent view of the database, streamed into one file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import orjson
from sqlalchemy import Connection, String, func, select, type_coerce

from db.access import ApiKey, TrustedDocument, document_names, load_rights
from db.audit import kept_events
from db.backup_format import AUDIT, DOCUMENTS, FORMAT, KEYS, MANIFEST, RECORDS, REVISIONS, VERSION
from db.engine import migrations_of
from db.errors import DatabaseProblem
from db.progress import SILENT, Progress
from db.pruning import first_kept
from db.reader import KINDS, Reader
from db.revisions import Record
from db.store import Store
from knowledge.model.history import NOTHING, Identity
from knowledge.model.record import Key, digest, to_bytes

LEVEL = 4  # of compression: a third longer than the best, in a third of the time
CHUNK = 2000  # rows that are fetched at once


def back_up(store: Store, path: Path, *, force: bool = False, progress: Progress = SILENT) -> tuple[Identity, int]:
    """Write a backup of all that the database has to `path`; its newest revision, and how many records it has.

    The file is there when it is whole. Raises `DatabaseProblem` if there is one already, unless with `force`, and if
    the history is not whole.
    """
    if store.engine.dialect.name == "sqlite" and path.exists() and path.samefile(str(store.engine.url.database)):
        raise DatabaseProblem(f"{path} is the database itself: a backup goes into another file")
    if path.exists() and not force:
        raise DatabaseProblem(f"there is a file {path} already: take another name, or --force to write over it")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it has what is nobody else's business
        with os.fdopen(descriptor, "wb") as file:
            with store.reading() as reader, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as zipped:
                done = _write(reader, zipped, progress)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return done


def _write(reader: Reader, zipped: ZipFile, progress: Progress) -> tuple[Identity, int]:
    connection = reader.connection
    revisions = reader.revisions()
    newest = revisions[-1].identity if revisions else NOTHING
    count = connection.execute(select(func.count()).select_from(Record)).scalar_one()
    told = {}
    told[REVISIONS] = _member(
        zipped,
        REVISIONS,
        (
            {
                "number": each.number,
                "committed_at": each.committed_at,
                "dataset": each.dataset,
                "loaded": each.loaded,
                "author": each.author,
                "created": each.created,
                "changed": each.changed,
                "deprecated": each.deprecated,
                "digest": each.digest,
                **({} if each.message is None else {"message": each.message}),
            }
            for each in revisions
        ),
    )
    with progress.stage("backing up records", count) as advance:
        told[RECORDS] = _member(zipped, RECORDS, _counted(_records(connection), advance))
    told[KEYS] = _member(zipped, KEYS, _keys(connection))
    told[DOCUMENTS] = _member(zipped, DOCUMENTS, _documents(connection))
    events = kept_events(connection)
    told[AUDIT] = _member(
        zipped,
        AUDIT,
        ({"at": each.at, "author": each.author, "action": each.action, "subject": each.subject} for each in events),
    )
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "program": version("rolegraph"),
        "migration": ", ".join(migrations_of(connection)),
        "database": connection.dialect.name,
        "made_at": datetime.now(UTC),
        "newest": {"number": newest.number, "digest": newest.digest} if revisions else None,
        "first_kept": first_kept(connection),
        "members": told,
    }
    zipped.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return newest, count


def _member(zipped: ZipFile, name: str, lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    seen, count = sha256(), 0
    with zipped.open(name, "w", force_zip64=True) as opened:
        for each in lines:
            line = orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE)
            opened.write(line)
            seen.update(line)
            count += 1
    return {"lines": count, "sha256": seen.hexdigest()}


def _counted(lines: Iterable[dict[str, Any]], advance: Any) -> Iterator[dict[str, Any]]:
    count = 0
    for count, each in enumerate(lines, 1):
        yield each
        if count % CHUNK == 0:
            advance(CHUNK)
    advance(count % CHUNK)


def _records(connection: Connection) -> Iterator[dict[str, Any]]:
    table = Record
    query = select(
        table.revision,
        type_coerce(table.kind, String),
        table.slug,
        type_coerce(table.operation, String),
        table.digest,
        table.body,
    ).order_by(table.revision, table.kind, table.slug)
    with connection.execution_options(yield_per=CHUNK).execute(query) as rows:
        for revision, kind, slug, operation, stored, body in rows:
            content = bytes(body)
            if digest(content) != bytes(stored) or to_bytes(orjson.loads(content)) != content:
                raise DatabaseProblem(
                    f"revision {revision}, {Key(KINDS[kind], slug)}: its content is not what was written. No backup of "
                    "that is made: `rolegraph verify` tells what else is wrong"
                )
            yield {
                "revision": revision,
                "kind": kind,
                "slug": slug,
                "operation": operation,
                "digest": bytes(stored).hex(),
                "body": orjson.Fragment(content),
            }


def _keys(connection: Connection) -> Iterator[dict[str, Any]]:
    table = ApiKey
    rights = load_rights(connection)
    query = select(table.id, table.name, table.digest, table.rate, table.budget, table.created_at, table.revoked_at)
    for key, name, stored, rate, budget, created_at, revoked_at in connection.execute(query.order_by(table.id)):
        yield {
            "name": name,
            "digest": bytes(stored).hex(),
            "rate": rate,
            "budget": budget,
            "created_at": created_at,
            "revoked_at": revoked_at,
            **({"may_load": list(rights[key])} if key in rights else {}),
        }


def _documents(connection: Connection) -> Iterator[dict[str, Any]]:
    table = TrustedDocument
    names: dict[bytes, list[dict[str, Any]]] = {}
    for name, named, at in document_names(connection):
        names.setdefault(named, []).append({"name": name, "named_at": at})
    query = select(table.digest, table.body, table.added_at).order_by(table.added_at, table.digest)
    for stored, body, added_at in connection.execute(query):
        known = {"names": names[bytes(stored)]} if bytes(stored) in names else {}
        yield {"digest": bytes(stored).hex(), "body": body, "added_at": added_at, **known}
