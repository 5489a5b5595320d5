"""Whether a database is whole: its references lead somewhere, its history adds up, and its tables hold what that says.

For a backup that was restored, a database that somebody changed by hand, or a disk that one no longer trusts.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, String, and_, func, select, type_coerce

from db.base import Base
from db.chain import recomputed
from db.pruning import first_kept
from db.reader import KINDS, Reader
from db.revisions import Record as RecordRow
from db.revisions import Revision as RevisionRow
from db.tables import CITATION, ENTITY, EVIDENCE, FORMS, SOURCE
from db.writer import evidence_digest
from knowledge.model.record import Key, Record, digest
from knowledge.model.vocabulary import Operation

LONGEST_VALUE = 80  # characters of a value that is shown


def differences(reader: Reader, advance: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Everything that is wrong, each with its place: a table, a revision, or a record and its field.

    Calls `advance` with 1 for each of `STEPS`. Tables and history are compared if both can be read.
    """
    connection = reader.connection
    astray = list(_astray(connection))
    yield from astray
    advance(1)
    spoilt = list(_contents(connection))
    yield from spoilt
    yield from _counts(connection)
    yield from _chain(connection)
    advance(1)
    if astray or spoilt:
        yield "all records: tables and history are not compared before this is mended"
    else:
        yield from _evidence(connection)
        yield from _tables(reader)
    advance(1)


STEPS = 3


def _astray(connection: Connection) -> Iterator[str]:
    """References to rows that are not there: SQLite keeps them out only of those who ask it to."""
    for table in Base.metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            there = constraint.referred_table.alias("there")
            pairs = [(each.parent, there.c[each.column.name]) for each in constraint.elements]
            joined = table.outerjoin(there, and_(*(own == other for own, other in pairs)))
            query = select(func.count()).select_from(joined).where(pairs[0][1].is_(None))
            count = connection.execute(query.where(*(own.is_not(None) for own, _ in pairs))).scalar_one()
            if count:
                names, other = ", ".join(constraint.column_keys), constraint.referred_table.name
                yield f"table {table.name}: {count} rows refer by {names} to nothing in {other}"


def _contents(connection: Connection) -> Iterator[str]:
    """Records of the history whose content is not what was written."""
    query = select(RecordRow.__table__).order_by(RecordRow.revision, RecordRow.kind, RecordRow.slug)
    for row in connection.execute(query):
        body, where = bytes(row.body), f"revision {row.revision}, {Key(row.kind, row.slug)}"
        if digest(body) != bytes(row.digest):
            yield f"{where}: its content does not have the hash that was written with it"
        elif orjson.loads(body)["slug"] != row.slug:
            yield f"{where}: its content is that of {orjson.loads(body)['slug']}"


def _counts(connection: Connection) -> Iterator[str]:
    """Revisions run without gaps, and each counts what it did."""
    revisions = connection.execute(select(RevisionRow.__table__).order_by(RevisionRow.number)).all()
    query = select(RecordRow.revision, RecordRow.operation, func.count().label("count"))
    grouped = connection.execute(query.group_by(RecordRow.revision, RecordRow.operation))
    did = {(row.revision, row.operation): row.count for row in grouped}
    first = first_kept(connection)
    for place, row in enumerate(revisions, 1):
        if row.number != place:
            yield f"revision {place}: is missing, the next there is {row.number}"
            break
        if row.number < first:
            continue  # what it did is not kept
        told = {Operation.CREATED: row.created, Operation.CHANGED: row.changed, Operation.DEPRECATED: row.deprecated}
        for operation, count in told.items():
            found = did.get((row.number, operation), 0)
            if found != count:
                yield f"revision {row.number}: says {count} {operation.lower()}, its records are {found}"


def _chain(connection: Connection) -> Iterator[str]:
    """The digest of each revision stands for what it did and for the one before it."""
    for number, stored, made in recomputed(connection):
        if stored != made:
            yield f"revision {number}: its digest is not that of what it did after the revision before it"


def _evidence(connection: Connection) -> Iterator[str]:
    """Evidence is found again by the hash of what it says."""
    cited: dict[int, list[tuple[str, str | None]]] = {}
    query = select(CITATION, SOURCE.table.c.slug).join(SOURCE.table, SOURCE.table.c.id == CITATION.c.source_id)
    for row in connection.execute(query.order_by(CITATION.c.evidence_id, CITATION.c.position)):
        cited.setdefault(row.evidence_id, []).append((row.slug, row.section))
    for row in connection.execute(select(EVIDENCE)):
        if row.digest != evidence_digest(row.basis, tuple(cited.get(row.id, ()))):
            yield f"table evidence: row {row.id} does not have the hash of its basis and citations"


def _tables(reader: Reader) -> Iterator[str]:
    """The records of the newest revision, in the tables and in the history."""
    told, held = reader.records_at(), reader.current_records()
    heads = select(type_coerce(ENTITY.table.c.kind, String).label("kind"), ENTITY.table.c.slug)
    for row in reader.connection.execute(heads.order_by("kind", ENTITY.table.c.slug)):
        key = Key(KINDS[row.kind], row.slug)
        if key not in held:
            yield f"{key}: is in the table entity and not in {FORMS[key.kind].heads[-1].table.name}"
    for key in sorted(told.keys() | held.keys()):
        if key not in held:
            yield f"{key}: is in the history and not in the tables"
        elif key not in told:
            yield f"{key}: is in the tables and not in the history"
        else:
            yield from _fields(key, held[key], told[key])


def _fields(key: Key, held: Record, told: Record) -> Iterator[str]:
    for name in sorted(held.keys() | told.keys()):
        one, other = held.get(name), told.get(name)
        if one == other:
            continue
        path = name
        if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            place = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
            path, one, other = f"{name}.{place}", one[place], other[place]
        yield f"{key}: {path}: the tables say {_shown(one)}, the history {_shown(other)}"


def _shown(value: Mapping[str, Any] | list[Any] | object) -> str:
    text = "nothing" if value is None else orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
