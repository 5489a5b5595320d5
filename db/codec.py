"""Translation between records and table rows, by the shapes of `db.tables`.

Each kind of record has a head row in one or two tables (`entity` and the table of its kind) and parts: tables
that hold the lists of the record, one row an item.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table

from db.tables import FORMS, Shape
from knowledge.model.kinds import Reference, Scalar
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind

Row = tuple[Any, ...]
"""The values of a row, in the order of the table's columns."""

Rows = dict[Table, list[Row]]


class _Context(NamedTuple):
    """What a row takes from around its item: the record's kind and id, the owner's key, evidence, place in the list."""

    kind: Kind
    identifier: int
    owners: tuple[int, ...]
    evidence: int | None
    place: int


_ColumnReader = Callable[[Record, _Context], Any]
_RowWriter = list[_ColumnReader]


class Encoder:
    """Turns records into rows.

    `id_of` gives the id of a record by its key, `evidence_id` that of a basis with its citations.
    """

    def __init__(
        self,
        id_of: Callable[[Key], int],
        evidence_id: Callable[[str, tuple[tuple[str, str | None], ...]], int],
    ):
        self._id_of = id_of
        self._evidence_id = evidence_id
        self._writers: dict[Table, _RowWriter] = {}

    def encode_heads(self, key: Key, record: Record, rows: Rows) -> None:
        """Append the head rows of a record, by table: those that the rows of other records refer to."""
        context = self._context(key, record)
        for shape in FORMS[key.kind].heads:
            rows[shape.table].append(self._row(shape, record, context))

    def encode_parts(self, key: Key, record: Record, rows: Rows) -> None:
        """Append the part rows of a record, by table."""
        context = self._context(key, record)
        for shape in FORMS[key.kind].heads:
            for part in shape.parts:
                if part.field in record:
                    self._encode_part(part, record[part.field], context, rows)

    def _context(self, key: Key, record: Record) -> _Context:
        identifier = self._id_of(key)
        evidence = self._evidence_of(record) if "basis" in record else None
        return _Context(key.kind, identifier, (identifier,), evidence, 0)

    def _encode_part(self, shape: Shape, items: Iterable[Any], parent: _Context, rows: Rows) -> None:
        only = shape.bare.key if shape.bare else None
        into = rows[shape.table]
        for place, value in enumerate(items):
            item: Record = value if only is None else {only: value}
            evidence = self._evidence_of(item) if "basis" in item else parent.evidence
            row = self._row(shape, item, _Context(parent.kind, parent.identifier, parent.owners, evidence, place))
            into.append(row)
            for part in shape.parts:
                if part.field in item:
                    names = shape.table.columns.keys()
                    owners = tuple(row[names.index(column)] for _, column in part.owners)
                    self._encode_part(part, item[part.field], parent._replace(owners=owners, evidence=evidence), rows)

    def _evidence_of(self, item: Record) -> int:
        citations = tuple((c["source"], c.get("section")) for c in item.get("citations", ()))
        return self._evidence_id(item["basis"], citations)

    def _row(self, shape: Shape, item: Record, context: _Context) -> Row:
        writer = self._writers.get(shape.table)
        if writer is None:
            writer = self._writers[shape.table] = self._writer(shape)
        return tuple([column(item, context) for column in writer])

    def _writer(self, shape: Shape) -> _RowWriter:
        """A function for each column of the table, which reads its value from an item and its context."""
        readers: dict[str, _ColumnReader] = {
            "id": lambda _, context: context.identifier,
            "kind": lambda _, context: context.kind.value,
            "evidence_id": lambda _, context: context.evidence,
        }
        for place, (name, _) in enumerate(shape.owners):
            readers[name] = _owner_reader(place)
        if shape.position:
            readers[shape.position] = lambda _, context: context.place
        for scalar in shape.scalars:
            readers[scalar.key] = _scalar_reader(scalar)
        for reference in shape.references:
            readers[reference.column] = self._reference_reader(reference)
        return [readers[column.name] for column in shape.table.columns]

    def _reference_reader(self, reference: Reference) -> _ColumnReader:
        named = reference.said.kind_from

        def read(item: Record, context: _Context) -> int | None:
            slug = item.get(reference.key)
            if slug is None:
                return None
            return self._id_of(Key(reference.kind or (Kind(item[named]) if named else context.kind), slug))

        return read


def _owner_reader(place: int) -> _ColumnReader:
    return lambda _, context: context.owners[place]


def _scalar_reader(scalar: Scalar) -> _ColumnReader:
    name, default = scalar.key, scalar.default
    if scalar.type is date:
        return lambda item, _: date.fromisoformat(item[name]) if name in item else None
    return lambda item, _: item.get(name, default)


class Decoder:
    """Turns rows back into canonical records.

    `rows` gives all rows of a shape's table, in order of position; `slug_of` the key of an id in a table's kind.
    """

    def __init__(
        self,
        rows: Callable[[Shape], Iterable[Mapping[str, Any]]],
        slug_of: Callable[[Kind | None, int], str],
        evidence: Callable[[int], Record],
    ):
        self._rows = rows
        self._slug_of = slug_of
        self._evidence = evidence

    def decode_all(self) -> dict[Key, dict[str, Any]]:
        """All records by key, kinds in the order of `FORMS`, then in order of id."""
        grouped: dict[Table, dict[tuple[Any, ...], list[Mapping[str, Any]]]] = {}
        heads: dict[Table, dict[int, Mapping[str, Any]]] = {}
        for form in FORMS.values():
            for shape in form.heads:
                if shape.table not in heads:
                    heads[shape.table] = {row["id"]: row for row in self._rows(shape)}
                for part in shape.parts:
                    self._group(part, grouped)
        records: dict[Key, dict[str, Any]] = {}
        for kind, form in FORMS.items():
            for identifier in sorted(heads[form.heads[-1].table]):
                record: dict[str, Any] = {}
                evidence: int | None = None
                for shape in form.heads:
                    row = heads[shape.table][identifier]
                    evidence = row.get("evidence_id", evidence)
                    self._item(shape, row, record)
                if evidence is not None:
                    record.update(self._evidence(evidence))
                for shape in form.heads:
                    for part in shape.parts:
                        self._list(part, heads[shape.table][identifier], evidence, grouped, record)
                records[Key(kind, record["slug"])] = record
        return records

    def _group(self, shape: Shape, grouped: dict[Table, dict[tuple[Any, ...], list[Mapping[str, Any]]]]) -> None:
        if shape.table in grouped:
            return
        columns = [column for column, _ in shape.owners]
        lists: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for row in self._rows(shape):
            lists[tuple([row[column] for column in columns])].append(row)
        grouped[shape.table] = lists
        for part in shape.parts:
            self._group(part, grouped)

    def _list(
        self,
        shape: Shape,
        parent: Mapping[str, Any],
        record_evidence: int | None,
        grouped: dict[Table, dict[tuple[Any, ...], list[Mapping[str, Any]]]],
        into: dict[str, Any],
    ) -> None:
        rows = grouped[shape.table].get(tuple([parent[column] for _, column in shape.owners]))
        if not rows:
            return
        items = []
        for row in rows:
            item: dict[str, Any] = {}
            self._item(shape, row, item)
            if shape.evident and row["evidence_id"] != record_evidence:
                item.update(self._evidence(row["evidence_id"]))
            for part in shape.parts:
                self._list(part, row, record_evidence, grouped, item)
            items.append(item[shape.bare.key] if shape.bare else item)
        into[shape.field] = items

    def _item(self, shape: Shape, row: Mapping[str, Any], into: dict[str, Any]) -> None:
        for scalar in shape.scalars:
            value = row[scalar.key]
            if value is not None and value != scalar.default:
                into[scalar.key] = value.isoformat() if scalar.type is date else value
        for reference in shape.references:
            value = row[reference.column]
            if value is not None:
                named = reference.said.kind_from
                into[reference.key] = self._slug_of(reference.kind or (row[named] if named else None), value)
