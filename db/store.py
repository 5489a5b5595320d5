"""The revision store: the only way in which records are written, and the ways in which they are read."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import (
    Connection,
    Engine,
    Select,
    String,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.exc import DBAPIError

from db.base import Base
from db.bulk import fetch_rows, insert_rows
from db.codec import Decoder, Encoder, Row, Rows, forms
from db.entities import Dataset, Entity, Evidence, EvidenceCitation, ExternalId, Source
from db.lock import write_transaction
from db.progress import SILENT, Progress
from db.revisions import Record as RecordRow
from db.revisions import Revision as RevisionRow
from knowledge.errors import Unavailable
from knowledge.history import Change, Revision
from knowledge.record import Key, Record, digest, to_bytes
from knowledge.vocabulary import Kind, Operation, Status

BATCH = 500
MANY = 500  # records from which reading them all is faster than one by one
KINDS = {kind.value: kind for kind in Kind}


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
    def writing(self, author: str) -> Iterator["Writer"]:
        """A transaction that holds the writers' lock. It commits at the end, or leaves nothing behind.

        Raises `db.engine.DatabaseProblem` if another writer holds the lock for long, or the database fails.
        """
        with write_transaction(self.engine, author) as connection:
            yield Writer(connection)

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

    def records_at(self, revision: int | None = None) -> dict[Key, dict[str, Any]]:
        """All records as `revision` left them (default: the newest), from the history."""
        rows = fetch_rows(self._connection, _newest(RecordRow.body, until=revision))
        found = {Key(KINDS[kind], slug): orjson.loads(body) for kind, slug, body in rows}
        order = {kind: place for place, kind in enumerate(forms())}
        return {key: found[key] for key in sorted(found, key=lambda key: (order[key.kind], key.slug))}

    def records_of_kind(self, kind: Kind, revision: int | None = None) -> list[dict[str, Any]]:
        """The records of one kind as `revision` left them (default: the newest), from the history."""
        rows = fetch_rows(self._connection, _newest(RecordRow.body, until=revision, kind=kind))
        return [orjson.loads(body) for _, _, body in rows]

    def slugs_by_identifier(self, dataset: str) -> dict[Kind, dict[str, str]]:
        """The slugs of the entities of a dataset by kind and external identifier, whatever its scheme."""
        query = (
            select(type_coerce(Entity.kind, String).label("kind"), Entity.slug, ExternalId.identifier)
            .join(Dataset, Dataset.id == Entity.dataset_id)
            .join(ExternalId, ExternalId.entity_id == Entity.id)
            .where(Dataset.slug == dataset)
        )
        slugs: dict[Kind, dict[str, str]] = defaultdict(dict)
        for row in self._connection.execute(query):
            slugs[KINDS[row.kind]][row.identifier] = row.slug
        return slugs

    def digests(self) -> dict[Key, bytes]:
        """The content hash of every record as it is now."""
        rows = fetch_rows(self._connection, _newest(RecordRow.digest))
        return {Key(KINDS[kind], slug): found for kind, slug, found in rows}

    def bodies(self, keys: Collection[Key]) -> dict[Key, bytes]:
        """The canonical JSON of those of the records that are stored, as they are now."""
        if len(keys) > MANY:
            wanted = set(keys)
            rows = fetch_rows(self._connection, _newest(RecordRow.body))
            found = ((Key(KINDS[kind], slug), body) for kind, slug, body in rows)
            return {key: body for key, body in found if key in wanted}
        bodies = {}
        for key in keys:
            body = self._body_before(None, key)
            if body is not None:
                bodies[key] = body
        return bodies

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
        changes = []
        for row in rows:
            key = Key(row.kind, row.slug)
            before = self._body_before(row.revision, key)
            changes.append(
                Change(
                    revision=row.revision,
                    key=key,
                    operation=row.operation,
                    before=None if before is None else orjson.loads(before),
                    after=orjson.loads(row.body),
                )
            )
        return changes

    def count_changes(self, since: int, until: int) -> int:
        query = select(func.count()).where(RecordRow.revision > since, RecordRow.revision <= until)
        return self._connection.execute(query).scalar_one()

    def _body_before(self, revision: int | None, key: Key) -> bytes | None:
        """The canonical JSON of a record before `revision` (None: as it is now), None if there was none."""
        query = select(RecordRow.body).where(RecordRow.kind == key.kind, RecordRow.slug == key.slug)
        if revision is not None:
            query = query.where(RecordRow.revision < revision)
        body = self._connection.execute(query.order_by(RecordRow.revision.desc()).limit(1)).scalar_one_or_none()
        return None if body is None else bytes(body)

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


def _newest(column: Any, until: int | None = None, kind: Kind | None = None) -> Select[Any]:
    """Kind, slug and `column` of every record (of one kind) as revision `until` left it (default: the newest)."""
    latest = select(RecordRow.kind, RecordRow.slug, func.max(RecordRow.revision).label("revision"))
    if until is not None:
        latest = latest.where(RecordRow.revision <= until)
    if kind is not None:
        latest = latest.where(RecordRow.kind == kind)
    newest = latest.group_by(RecordRow.kind, RecordRow.slug).subquery()
    same = and_(
        RecordRow.kind == newest.c.kind, RecordRow.slug == newest.c.slug, RecordRow.revision == newest.c.revision
    )
    return select(type_coerce(RecordRow.kind, String).label("kind"), RecordRow.slug, column).join(newest, same)


class Writer(Reader):
    """Writes one revision within one transaction, under the writers' lock."""

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._ids: dict[Key, int] = {}
        self._evidence_ids: dict[str, int] = {}
        self._told: dict[tuple[str, tuple[tuple[str, str | None], ...]], int] = {}
        self._new: Rows = defaultdict(list)

    def commit(
        self,
        changed: Mapping[Key, Record],
        *,
        dataset: str,
        loaded: str,
        author: str,
        progress: Progress = SILENT,
    ) -> Revision:
        """Store `changed` records, at least one, as one revision.

        Records must be canonical, differ from what is stored, and refer only to records that are stored already or
        given here.
        """
        before = self.bodies(changed.keys())
        operations = {key: _operation(record, before.get(key)) for key, record in changed.items()}
        counts = Counter(operations.values())
        self._write_rows(changed, before.keys(), progress)
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
        with progress.stage("writing the history", len(changed)) as advance:
            rows = []
            for key, record in changed.items():
                body = to_bytes(record)
                rows.append((number, key.kind.value, key.slug, operations[key].value, digest(body), body))
            insert_rows(self._connection, Base.metadata.tables["record"], rows, advance)
        return revision

    def _write_rows(self, records: Mapping[Key, Record], existing: Collection[Key], progress: Progress) -> None:
        self._allocate_ids(records)
        encoder = Encoder(self._ids.__getitem__, self._intern_evidence)
        inserts = self._new
        updates: Rows = defaultdict(list)
        for key, record in records.items():
            encoder.encode(key, record, updates if key in existing else inserts, inserts)
        self._delete_parts(existing)
        with progress.stage("writing the tables", sum(map(len, inserts.values()))) as advance:
            for table in Base.metadata.sorted_tables:
                self._update(table, updates[table])
                if inserts[table]:
                    insert_rows(self._connection, table, inserts[table], advance)

    def _allocate_ids(self, records: Mapping[Key, Record]) -> None:
        """Load the ids of all records, and give new ones to those that have none."""
        spaces: dict[Kind, Any] = {Kind.DATASET: Dataset.__table__, Kind.SOURCE: Source.__table__}
        for kind, table in spaces.items():
            for row in self._connection.execute(select(table.c.id, table.c.slug)):
                self._ids[Key(kind, row.slug)] = row.id
        entities = select(Entity.id, type_coerce(Entity.kind, String).label("kind"), Entity.slug)
        for row in self._connection.execute(entities):
            self._ids[Key(KINDS[row.kind], row.slug)] = row.id
        nexts: dict[Any, int] = {}
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
        told = (basis, citations)
        if told not in self._told:
            name = digest(orjson.dumps(told)).hex()
            if name not in self._evidence_ids:
                self._evidence_ids[name] = identifier = self._next_evidence
                self._next_evidence += 1
                self._new[Base.metadata.tables["evidence"]].append((identifier, name, basis))
                self._new[Base.metadata.tables["evidence_citation"]].extend(
                    (identifier, place, self._ids[Key(Kind.SOURCE, source)], section)
                    for place, (source, section) in enumerate(citations)
                )
            self._told[told] = self._evidence_ids[name]
        return self._told[told]

    def _delete_parts(self, keys: Collection[Key]) -> None:
        by_kind: dict[Kind, list[int]] = defaultdict(list)
        for key in keys:
            by_kind[key.kind].append(self._ids[key])
        for kind, identifiers in by_kind.items():
            for part in forms()[kind].parts:
                column = part.table.c[part.owners[0][0]]
                for start in range(0, len(identifiers), BATCH):
                    chosen = column.in_(identifiers[start : start + BATCH])
                    self._connection.execute(delete(part.table).where(chosen))

    def _update(self, table: Table, rows: Sequence[Row]) -> None:
        fixed = ("id", "kind", "slug")
        columns = [column.name for column in table.columns if column.name not in fixed]
        if rows and columns:
            statement = (
                update(table)
                .where(table.c.id == bindparam("row_id"))
                .values({name: bindparam(f"new_{name}") for name in columns})
            )
            names = table.columns.keys()
            values = [dict(zip(names, row, strict=True)) for row in rows]
            self._connection.execute(
                statement, [{"row_id": row["id"], **{f"new_{name}": row[name] for name in columns}} for row in values]
            )


def _operation(record: Record, before: bytes | None) -> Operation:
    if before is None:
        return Operation.CREATED
    was_active = orjson.loads(before).get("status", Status.ACTIVE) == Status.ACTIVE
    if was_active and record.get("status", Status.ACTIVE) != Status.ACTIVE:
        return Operation.DEPRECATED
    return Operation.CHANGED
