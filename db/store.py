"""The revision store: the only way in which records are written, and the ways in which they are read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Table, and_, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from db.base import Base
from db.codec import Decoder, Encoder, Row, forms
from db.engine import DatabaseProblem, reason, show
from db.entities import Dataset, Entity, Evidence, EvidenceCitation, Source
from db.revisions import Record as RecordRow
from db.revisions import Revision as RevisionRow
from knowledge.errors import Unavailable
from knowledge.history import Change, Revision
from knowledge.record import Key, Record, digest, to_bytes
from knowledge.vocabulary import Kind, Operation, Status

WRITERS_LOCK = 0x726F6C65  # "role": the advisory lock that writers on PostgreSQL hold
BATCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store knows of a record without reading it whole."""

    digest: bytes
    body: bytes


class Store:
    """Reads and writes revisions in one database."""

    def __init__(self, engine: Engine):
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator["Reader"]:
        """A consistent view of the database, for reading."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield Reader(connection)

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """A transaction that holds the writers' lock. It commits at the end, or leaves nothing behind."""
        try:
            with self.engine.execution_options(rolegraph_writing=True).begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})
                yield Writer(connection)
        except OperationalError as error:
            if "database is locked" in str(error.orig):
                raise DatabaseProblem(f"another load is writing to {show(self.engine)}: try again later") from error
            raise DatabaseProblem(f"the database {show(self.engine)} failed: {reason(error)}") from error

    def newest_revision(self) -> int:
        """The number of the newest revision, 0 if nothing was ever loaded."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.coalesce(func.max(RevisionRow.number), 0))).scalar_one()

    def changes(self, since: int, until: int, after: tuple[int, Key] | None, limit: int) -> Sequence[Change]:
        try:
            with self.reading() as reader:
                return reader.changes(since, until, after, limit)
        except DBAPIError as error:
            raise Unavailable("the history cannot be read now: the database does not answer", ["since"]) from error

    def count_changes(self, since: int, until: int) -> int:
        try:
            with self.reading() as reader:
                return reader.count_changes(since, until)
        except DBAPIError as error:
            raise Unavailable("the history cannot be read now: the database does not answer", ["since"]) from error


class Reader:
    """Reads within one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def revisions(self, until: int | None = None) -> list[Revision]:
        """All revisions up to `until`, oldest first."""
        query = (
            select(RevisionRow.__table__, Dataset.slug)
            .join(Dataset, Dataset.id == RevisionRow.dataset_id)
            .order_by(RevisionRow.number)
        )
        if until is not None:
            query = query.where(RevisionRow.number <= until)
        return [
            Revision(
                number=row.number,
                committed_at=row.committed_at,
                dataset=row.slug,
                loaded=row.loaded,
                author=row.author,
                created=row.created,
                changed=row.changed,
                deprecated=row.deprecated,
            )
            for row in self._connection.execute(query)
        ]

    def current_records(self) -> dict[Key, dict[str, Any]]:
        """All records as the tables hold them now."""
        slugs: dict[Kind | None, dict[int, str]] = {
            Kind.DATASET: self._slugs(Dataset.__table__),
            Kind.SOURCE: self._slugs(Source.__table__),
        }
        entities = self._slugs(Entity.__table__)
        evidence = self._evidence(slugs[Kind.SOURCE])

        def rows(table: Table) -> Iterator[Mapping[str, Any]]:
            query = select(table)
            if "position" in table.c:
                query = query.order_by(*(c for c in table.c if "owner" in c.info), table.c.position)
            for row in self._connection.execute(query).mappings():
                yield dict(row)

        def slug_of(kind: Kind | None, identifier: int) -> str:
            return slugs.get(kind, entities)[identifier]

        return Decoder(rows, slug_of, evidence.__getitem__).decode_all()

    def records_at(self, revision: int) -> dict[Key, dict[str, Any]]:
        """All records as `revision` left them, from the history."""
        latest = (
            select(RecordRow.kind, RecordRow.slug, func.max(RecordRow.revision).label("revision"))
            .where(RecordRow.revision <= revision)
            .group_by(RecordRow.kind, RecordRow.slug)
            .subquery()
        )
        query = select(RecordRow.kind, RecordRow.slug, RecordRow.body).join(
            latest,
            and_(
                RecordRow.kind == latest.c.kind,
                RecordRow.slug == latest.c.slug,
                RecordRow.revision == latest.c.revision,
            ),
        )
        found = {Key(row.kind, row.slug): orjson.loads(row.body) for row in self._connection.execute(query)}
        order = {kind: place for place, kind in enumerate(forms())}
        return {key: found[key] for key in sorted(found, key=lambda key: (order[key.kind], key.slug))}

    def stored(self) -> dict[Key, Stored]:
        """The newest digest and body of every record."""
        latest = (
            select(RecordRow.kind, RecordRow.slug, func.max(RecordRow.revision).label("revision"))
            .group_by(RecordRow.kind, RecordRow.slug)
            .subquery()
        )
        query = select(RecordRow.kind, RecordRow.slug, RecordRow.digest, RecordRow.body).join(
            latest,
            and_(
                RecordRow.kind == latest.c.kind,
                RecordRow.slug == latest.c.slug,
                RecordRow.revision == latest.c.revision,
            ),
        )
        return {
            Key(row.kind, row.slug): Stored(bytes(row.digest), bytes(row.body))
            for row in self._connection.execute(query)
        }

    def changes(self, since: int, until: int, after: tuple[int, Key] | None, limit: int) -> list[Change]:
        query = (
            select(RecordRow)
            .where(RecordRow.revision > since, RecordRow.revision <= until)
            .order_by(RecordRow.revision, RecordRow.kind, RecordRow.slug)
            .limit(limit)
        )
        if after is not None:
            number, key = after
            query = query.where(
                (RecordRow.revision > number)
                | ((RecordRow.revision == number) & (RecordRow.kind > key.kind))
                | ((RecordRow.revision == number) & (RecordRow.kind == key.kind) & (RecordRow.slug > key.slug))
            )
        rows = self._connection.execute(query.with_only_columns(*RecordRow.__table__.c)).all()
        return [
            Change(
                revision=row.revision,
                key=Key(row.kind, row.slug),
                operation=row.operation,
                before=self._before(row.revision, row.kind, row.slug),
                after=orjson.loads(row.body),
            )
            for row in rows
        ]

    def count_changes(self, since: int, until: int) -> int:
        query = select(func.count()).where(RecordRow.revision > since, RecordRow.revision <= until)
        return self._connection.execute(query).scalar_one()

    def _before(self, revision: int, kind: Kind, slug: str) -> Record | None:
        query = (
            select(RecordRow.body)
            .where(RecordRow.kind == kind, RecordRow.slug == slug, RecordRow.revision < revision)
            .order_by(RecordRow.revision.desc())
            .limit(1)
        )
        body = self._connection.execute(query).scalar_one_or_none()
        return None if body is None else orjson.loads(body)

    def _slugs(self, table: Any) -> dict[int, str]:
        return {row.id: row.slug for row in self._connection.execute(select(table.c.id, table.c.slug))}

    def _evidence(self, sources: Mapping[int, str]) -> dict[int, dict[str, Any]]:
        citations: dict[int, list[dict[str, str]]] = defaultdict(list)
        table = EvidenceCitation
        query = select(table.evidence_id, table.source_id, table.section).order_by(table.evidence_id, table.position)
        for row in self._connection.execute(query):
            citation = {"source": sources[row.source_id]}
            if row.section is not None:
                citation["section"] = row.section
            citations[row.evidence_id].append(citation)
        result: dict[int, dict[str, Any]] = {}
        for found in self._connection.execute(select(Evidence.id, Evidence.basis)):
            result[found.id] = {"basis": found.basis}
            if found.id in citations:
                result[found.id]["citations"] = citations[found.id]
        return result


class Writer(Reader):
    """Writes one revision within one transaction, under the writers' lock."""

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._ids: dict[Key, int] = {}
        self._evidence_ids: dict[str, int] = {}
        self._new_rows: dict[Table, list[Row]] = defaultdict(list)

    def commit(self, records: Mapping[Key, Record], *, dataset: str, loaded: str, author: str) -> Revision | None:
        """Store the records that differ from what is stored, as one revision.

        Returns None, and writes nothing, if none differs. Records must be canonical and refer only to records
        that are stored already or given here.
        """
        before = self.stored()
        bodies = {key: to_bytes(record) for key, record in records.items()}
        digests = {key: digest(body) for key, body in bodies.items()}
        changed = [key for key in records if key not in before or before[key].digest != digests[key]]
        if not changed:
            return None
        operations = {key: _operation(records[key], before.get(key)) for key in changed}
        counts = {each: sum(found is each for found in operations.values()) for each in Operation}
        self._write_rows({key: records[key] for key in changed}, {key for key in changed if key in before})
        number = self._connection.execute(select(func.coalesce(func.max(RevisionRow.number), 0) + 1)).scalar_one()
        revision = Revision(
            number=number,
            committed_at=datetime.now(UTC),
            dataset=dataset,
            loaded=loaded,
            author=author,
            created=counts[Operation.CREATED],
            changed=counts[Operation.CHANGED],
            deprecated=counts[Operation.DEPRECATED],
        )
        self._connection.execute(
            insert(RevisionRow),
            {
                "number": number,
                "committed_at": revision.committed_at,
                "dataset_id": self._ids[Key(Kind.DATASET, dataset)],
                "loaded": loaded,
                "author": author,
                "created": revision.created,
                "changed": revision.changed,
                "deprecated": revision.deprecated,
            },
        )
        self._connection.execute(
            insert(RecordRow),
            [
                {
                    "revision": number,
                    "kind": key.kind,
                    "slug": key.slug,
                    "operation": operations[key],
                    "digest": digests[key],
                    "body": bodies[key],
                }
                for key in changed
            ],
        )
        return revision

    def _write_rows(self, records: Mapping[Key, Record], existing: set[Key]) -> None:
        self._allocate_ids(records)
        encoder = Encoder(self._ids.__getitem__, self._intern_evidence)
        inserts: dict[Table, list[Row]] = self._new_rows
        updates: dict[Table, list[Row]] = defaultdict(list)
        for key, record in records.items():
            heads, parts = encoder.encode(key, record)
            for table, rows in heads.items():
                (updates if key in existing else inserts)[table].extend(rows)
            for table, rows in parts.items():
                inserts[table].extend(rows)
        for key in existing:
            self._delete_parts(key)
        for table in Base.metadata.sorted_tables:
            self._update(table, updates[table])
            if inserts[table]:
                self._connection.execute(insert(table), inserts[table])

    def _allocate_ids(self, records: Mapping[Key, Record]) -> None:
        """Load the ids of all records, and give new ones to those that have none."""
        nexts: dict[Table, int] = {}
        spaces: dict[Kind, Any] = {Kind.DATASET: Dataset.__table__, Kind.SOURCE: Source.__table__}
        for kind, table in spaces.items():
            for row in self._connection.execute(select(table.c.id, table.c.slug)):
                self._ids[Key(kind, row.slug)] = row.id
        for row in self._connection.execute(select(Entity.id, Entity.kind, Entity.slug)):
            self._ids[Key(row.kind, row.slug)] = row.id
        for key in records:
            if key not in self._ids:
                table = spaces.get(key.kind, Entity.__table__)
                if table not in nexts:
                    nexts[table] = self._next_id(table)
                self._ids[key] = nexts[table]
                nexts[table] += 1
        for row in self._connection.execute(select(Evidence.id, Evidence.digest)):
            self._evidence_ids[row.digest] = row.id
        self._next_evidence = self._next_id(Evidence.__table__)

    def _next_id(self, table: Any) -> int:
        return int(self._connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())

    def _intern_evidence(self, basis: str, citations: tuple[tuple[str, str | None], ...]) -> int:
        name = digest(orjson.dumps([basis, citations])).hex()
        if name not in self._evidence_ids:
            self._evidence_ids[name] = identifier = self._next_evidence
            self._next_evidence += 1
            self._new_rows[Base.metadata.tables["evidence"]].append({"id": identifier, "digest": name, "basis": basis})
            self._new_rows[Base.metadata.tables["evidence_citation"]].extend(
                {
                    "evidence_id": identifier,
                    "position": place,
                    "source_id": self._ids[Key(Kind.SOURCE, source)],
                    "section": section,
                }
                for place, (source, section) in enumerate(citations)
            )
        return self._evidence_ids[name]

    def _delete_parts(self, key: Key) -> None:
        for part in forms()[key.kind].parts:
            column = part.table.c[part.owners[0][0]]
            self._connection.execute(delete(part.table).where(column == self._ids[key]))

    def _update(self, table: Table, rows: list[Row]) -> None:
        for row in rows:
            values = {column: value for column, value in row.items() if column not in ("id", "kind", "slug")}
            if values:
                self._connection.execute(update(table).where(table.c.id == row["id"]).values(values))


def _operation(record: Record, before: Stored | None) -> Operation:
    if before is None:
        return Operation.CREATED
    was_active = orjson.loads(before.body).get("status", Status.ACTIVE) == Status.ACTIVE
    if was_active and record.get("status", Status.ACTIVE) != Status.ACTIVE:
        return Operation.DEPRECATED
    return Operation.CHANGED
