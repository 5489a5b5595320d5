"""Writing a revision: the only way in which records are written."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

import orjson
from sqlalchemy import (
    Connection,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from db.base import Base
from db.bulk import insert_rows
from db.chain import chained
from db.codec import Encoder, Row, Rows
from db.progress import SILENT, Progress
from db.reader import KINDS, Reader
from db.revisions import Revision as RevisionRow
from db.revisions import RevisionMessage
from db.tables import CITATION, DATASET, ENTITY, EVIDENCE, FORMS, SOURCE
from knowledge.model.history import Revision
from knowledge.model.record import Key, Record, digest, to_bytes
from knowledge.model.vocabulary import Kind, Operation, Status

BATCH = 500
MOST_ROWS = 20_000  # of lists and links that are held at once, some megabytes


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
        message: str | None = None,
        progress: Progress = SILENT,
    ) -> Revision:
        """Store `changed` records, at least one, as one revision. `message` says why.

        Records must be canonical, differ from what is stored, and refer only to records that are stored already or
        given here.
        """
        before = self.bodies(changed.keys())
        existing = frozenset(before)
        operations = {key: _operation(record, before.pop(key, None)) for key, record in changed.items()}
        counts = Counter(operations.values())
        self._write_rows(changed, existing, progress)
        newest = select(RevisionRow.number, RevisionRow.digest).order_by(RevisionRow.number.desc()).limit(1)
        last = self.connection.execute(newest).one_or_none()
        number = last.number + 1 if last else 1
        committed_at = datetime.now(UTC)
        told = [
            (key.kind.value, key.slug, operations[key].value, digest(to_bytes(record)))
            for key, record in changed.items()
        ]
        made = chained(last.digest if last else b"", number, committed_at, dataset, loaded, author, told, message)
        revision = Revision(
            number=number,
            committed_at=committed_at,
            dataset=dataset,
            loaded=loaded,
            author=author,
            created=counts[Operation.CREATED],
            changed=counts[Operation.CHANGED],
            deprecated=counts[Operation.DEPRECATED],
            digest=made.hex(),
            message=message,
        )
        self.connection.execute(
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
                "digest": made,
            },
        )
        if message is not None:
            self.connection.execute(insert(RevisionMessage), {"revision": number, "message": message})
        rows = ((number, *each, to_bytes(record)) for each, record in zip(told, changed.values(), strict=True))
        with progress.stage("writing the history", len(changed)) as advance:
            insert_rows(self.connection, Base.metadata.tables["record"], rows, advance)
        return revision

    def write_anew(self, records: Mapping[Key, Record], progress: Progress = SILENT) -> None:
        """Write records to empty tables, without a revision: they are those of a history that is written beside."""
        self._write_rows(records, (), progress)

    def id_of(self, key: Key) -> int:
        """The id of a record that was written."""
        return self._ids[key]

    def _write_rows(self, records: Mapping[Key, Record], existing: Collection[Key], progress: Progress) -> None:
        """Write the rows of records: first what others refer to, then, some at a time, what refers to others."""
        self._allocate_ids(records)
        encoder = Encoder(self._ids.__getitem__, self._intern_evidence)
        updates: Rows = defaultdict(list)
        for key, record in records.items():
            encoder.encode_heads(key, record, updates if key in existing else self._new)
        self._delete_parts(existing)
        with progress.stage("writing the tables", len(records)) as advance:
            self._insert(updates)
            updates.clear()
            for count, (key, record) in enumerate(records.items(), start=1):
                encoder.encode_parts(key, record, self._new)
                if count % BATCH == 0:
                    advance(BATCH)
                    if sum(map(len, self._new.values())) > MOST_ROWS:
                        self._insert()
            advance(len(records) % BATCH)
            self._insert()

    def _insert(self, updates: Rows | None = None) -> None:
        """Write the rows that are gathered, tables that others refer to first."""
        for table in Base.metadata.sorted_tables:
            if updates is not None:
                self._update(table, updates[table])
            if rows := self._new.pop(table, None):
                insert_rows(self.connection, table, rows, lambda _: None)

    def _allocate_ids(self, records: Mapping[Key, Record]) -> None:
        """Load the ids of all records, and give new ones to those that have none."""
        spaces = {Kind.DATASET: DATASET.table, Kind.SOURCE: SOURCE.table}
        for kind, table in spaces.items():
            for row in self.connection.execute(select(table.c.id, table.c.slug)):
                self._ids[Key(kind, row.slug)] = row.id
        table = ENTITY.table
        entities = select(table.c.id, type_coerce(table.c.kind, String).label("kind"), table.c.slug)
        for row in self.connection.execute(entities):
            self._ids[Key(KINDS[row.kind], row.slug)] = row.id
        nexts: dict[Table, int] = {}
        for key in records:
            if key not in self._ids:
                table = spaces.get(key.kind, ENTITY.table)
                if table not in nexts:
                    nexts[table] = self._next_id(table)
                self._ids[key] = nexts[table]
                nexts[table] += 1
        for row in self.connection.execute(select(EVIDENCE.c.id, EVIDENCE.c.digest)):
            self._evidence_ids[row.digest] = row.id
        self._next_evidence = self._next_id(EVIDENCE)

    def _next_id(self, table: Table) -> int:
        return int(self.connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())

    def _intern_evidence(self, basis: str, citations: tuple[tuple[str, str | None], ...]) -> int:
        told = (basis, citations)
        if told not in self._told:
            name = evidence_digest(basis, citations)
            if name not in self._evidence_ids:
                self._evidence_ids[name] = identifier = self._next_evidence
                self._next_evidence += 1
                self._new[EVIDENCE].append((identifier, name, basis))
                self._new[CITATION].extend(
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
            for part in FORMS[kind].parts:
                column = part.table.c[part.owners[0][0]]
                for start in range(0, len(identifiers), BATCH):
                    chosen = column.in_(identifiers[start : start + BATCH])
                    self.connection.execute(delete(part.table).where(chosen))

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
            self.connection.execute(
                statement, [{"row_id": row["id"], **{f"new_{name}": row[name] for name in columns}} for row in values]
            )


def evidence_digest(basis: str, citations: tuple[tuple[str, str | None], ...]) -> str:
    """What a basis with its citations is found again by."""
    return digest(orjson.dumps((basis, citations))).hex()


def _operation(record: Record, before: bytes | None) -> Operation:
    if before is None:
        return Operation.CREATED
    was_active = orjson.loads(before).get("status", Status.ACTIVE) == Status.ACTIVE
    if was_active and record.get("status", Status.ACTIVE) != Status.ACTIVE:
        return Operation.DEPRECATED
    return Operation.CHANGED
