"""Translation between records and table rows, derived from the tables themselves.

Each kind of record has a head row in one or two tables (`entity` and the table of its kind) and parts: tables
that hold the lists of the record, one row an item. What a column means in a record stands in its `info`
(`db.base`), so a new field is one column here and one field in the seed format.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Table

import db.entities
import db.links  # noqa: F401 - registers the tables
from db.base import Base
from knowledge.record import Key, Record
from knowledge.vocabulary import Kind

Row = tuple[Any, ...]
"""The values of a row, in the order of the table's columns."""

Rows = dict[Table, list[Row]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that points to a record: `kind` is fixed, or read from `kind_column`, or the record's own."""

    column: str
    key: str
    kind: Kind | None
    kind_column: str | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A column that holds a value of the record as it is. Values equal to `default` are left out of records."""

    column: str
    default: Any
    is_date: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How one table takes part in a record."""

    table: Table
    field: str
    owners: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    scalars: tuple[Scalar, ...]
    constants: tuple[tuple[str, Any], ...]
    position: str | None
    has_evidence: bool
    parts: tuple["Shape", ...]

    @property
    def bare(self) -> bool:
        """Whether an item of the list is a plain value, not an object."""
        return not self.has_evidence and not self.parts and len(self.references) + len(self.scalars) == 1


class _Context(NamedTuple):
    """What a row takes from around its item: the record's kind and id, the owner's key, evidence, place in the list."""

    kind: Kind
    identifier: int
    owners: tuple[int, ...]
    evidence: int | None
    place: int


_ColumnReader = Callable[[Record, _Context], Any]
_RowWriter = list[_ColumnReader]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of record is stored: head tables in order of insertion, and parts."""

    kind: Kind
    heads: tuple[Shape, ...]
    parts: tuple[Shape, ...]


def _shape(table: Table) -> Shape:
    owners: list[tuple[str, str]] = []
    references: list[Reference] = []
    scalars: list[Scalar] = []
    constants: list[tuple[str, Any]] = []
    position, has_evidence = None, False
    for column in table.columns:
        info = column.info
        if "owner" in info:
            owners.append((column.name, info["owner"]))
        elif "reference" in info:
            kind = info["reference"]
            key = info["key"] or column.name.removesuffix("_id")
            fixed = kind if isinstance(kind, Kind) else None
            references.append(Reference(column.name, key, fixed, None if fixed else kind))
        elif "constant" in info:
            constants.append((column.name, info["constant"]))
        elif "position" in info:
            position = column.name
        elif "evidence" in info:
            has_evidence = True
        elif column.name not in ("id", "kind"):
            scalars.append(Scalar(column.name, info.get("default"), column.type.python_type is date))
    return Shape(
        table=table,
        field=table.info.get("field", ""),
        owners=tuple(owners),
        references=tuple(references),
        scalars=tuple(scalars),
        constants=tuple(constants),
        position=position,
        has_evidence=has_evidence,
        parts=tuple(_shape(each) for each in _parts_of(table)),
    )


def _parts_of(table: Table) -> list[Table]:
    """The tables whose rows belong to rows of `table`."""
    return [
        each
        for each in Base.metadata.sorted_tables
        if "field" in each.info
        and any("owner" in c.info and fk.column.table is table for c in each.columns for fk in c.foreign_keys)
    ]


@cache
def forms() -> dict[Kind, Form]:
    """The form of every kind, in an order in which heads can be inserted."""
    entity = Base.metadata.tables["entity"]
    shapes = {table: _shape(table) for table in Base.metadata.sorted_tables}
    result = {}
    for table in Base.metadata.sorted_tables:
        kind = table.info.get("kind")
        if kind is None:
            continue
        heads = (shapes[table],) if "dataset_id" in table.c or kind is Kind.DATASET else (shapes[entity], shapes[table])
        result[kind] = Form(kind, heads, tuple(part for head in heads for part in head.parts))
    return result


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

    def encode(self, key: Key, record: Record, heads: Rows, parts: Rows) -> None:
        """Append the head rows and the part rows of a record, by table."""
        form = forms()[key.kind]
        identifier = self._id_of(key)
        evidence = self._evidence_of(record) if "basis" in record else None
        for shape in form.heads:
            context = _Context(key.kind, identifier, (identifier,), evidence, 0)
            heads[shape.table].append(self._row(shape, record, context))
            for part in shape.parts:
                if part.field in record:
                    self._encode_part(part, record[part.field], context, parts)

    def _encode_part(self, shape: Shape, items: Iterable[Any], parent: _Context, rows: Rows) -> None:
        only = _only_key(shape) if shape.bare else None
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
        for name, value in shape.constants:
            readers[name] = _constant_reader(value)
        for place, (name, _) in enumerate(shape.owners):
            readers[name] = _owner_reader(place)
        if shape.position:
            readers[shape.position] = lambda _, context: context.place
        for scalar in shape.scalars:
            readers[scalar.column] = _scalar_reader(scalar)
        for reference in shape.references:
            readers[reference.column] = self._reference_reader(reference)
        return [readers[column.name] for column in shape.table.columns]

    def _reference_reader(self, reference: Reference) -> _ColumnReader:
        def read(item: Record, context: _Context) -> int | None:
            slug = item.get(reference.key)
            if slug is None:
                return None
            named = reference.kind_column
            return self._id_of(Key(reference.kind or (Kind(item[named]) if named else context.kind), slug))

        return read


def _constant_reader(value: Any) -> _ColumnReader:
    return lambda _item, _context: value


def _owner_reader(place: int) -> _ColumnReader:
    return lambda _, context: context.owners[place]


def _scalar_reader(scalar: Scalar) -> _ColumnReader:
    name, default = scalar.column, scalar.default
    if scalar.is_date:
        return lambda item, _: date.fromisoformat(item[name]) if name in item else None
    return lambda item, _: item.get(name, default)


def _only_key(shape: Shape) -> str:
    return shape.references[0].key if shape.references else shape.scalars[0].column


class Decoder:
    """Turns rows back into canonical records.

    `rows` gives all rows of a table, in order of position; `slug_of` the key of an id in a table's kind.
    """

    def __init__(
        self,
        rows: Callable[[Table], Iterable[Mapping[str, Any]]],
        slug_of: Callable[[Kind | None, int], str],
        evidence: Callable[[int], Record],
    ):
        self._rows = rows
        self._slug_of = slug_of
        self._evidence = evidence

    def decode_all(self) -> dict[Key, dict[str, Any]]:
        """All records by key, kinds in the order of `forms`, then in order of id."""
        grouped: dict[Table, dict[tuple[Any, ...], list[Mapping[str, Any]]]] = {}
        heads: dict[Table, dict[int, Mapping[str, Any]]] = {}
        for form in forms().values():
            for shape in form.heads:
                if shape.table not in heads:
                    heads[shape.table] = {row["id"]: row for row in self._rows(shape.table)}
                for part in shape.parts:
                    self._group(part, grouped)
        records: dict[Key, dict[str, Any]] = {}
        for kind, form in forms().items():
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
        for row in self._rows(shape.table):
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
            if shape.has_evidence and row["evidence_id"] != record_evidence:
                item.update(self._evidence(row["evidence_id"]))
            for part in shape.parts:
                self._list(part, row, record_evidence, grouped, item)
            items.append(item[_only_key(shape)] if shape.bare else item)
        into[shape.field] = items

    def _item(self, shape: Shape, row: Mapping[str, Any], into: dict[str, Any]) -> None:
        for scalar in shape.scalars:
            value = row[scalar.column]
            if value is not None and value != scalar.default:
                into[scalar.column] = value.isoformat() if scalar.is_date else value
        for reference in shape.references:
            value = row[reference.column]
            if value is not None:
                kind = reference.kind or (row[reference.kind_column] if reference.kind_column else None)
                into[reference.key] = self._slug_of(kind, value)


def references(key: Key, record: Record) -> Iterable[tuple[tuple[str | int, ...], Key]]:
    """All records that a record refers to, each with the path to the reference within the record."""
    for place, citation in enumerate(record.get("citations", ())):
        yield ("citations", place), Key(Kind.SOURCE, citation["source"])
    form = forms()[key.kind]
    for shape in form.heads:
        yield from _references_of(shape, key.kind, record, ())
        for part in shape.parts:
            yield from _references_in(part, key.kind, record, ())


def _references_in(
    shape: Shape, kind: Kind, parent: Record, path: tuple[str | int, ...]
) -> Iterable[tuple[tuple[str | int, ...], Key]]:
    for place, value in enumerate(parent.get(shape.field, ())):
        here = (*path, shape.field, place)
        if shape.bare:
            for reference in shape.references:
                yield here, Key(reference.kind or kind, value)
            continue
        yield from _references_of(shape, kind, value, here)
        for number, citation in enumerate(value.get("citations", ())):
            yield (*here, "citations", number), Key(Kind.SOURCE, citation["source"])
        for part in shape.parts:
            yield from _references_in(part, kind, value, here)


def _references_of(
    shape: Shape, kind: Kind, item: Record, path: tuple[str | int, ...]
) -> Iterable[tuple[tuple[str | int, ...], Key]]:
    for reference in shape.references:
        slug = item.get(reference.key)
        if slug is not None:
            target = reference.kind or (Kind(item[reference.kind_column]) if reference.kind_column else kind)
            yield (*path, reference.key), Key(target, slug)


def identities(key: Key, record: Record) -> Iterable[tuple[tuple[str | int, ...], tuple[object, ...]]]:
    """What must be unique within each list of a record, with the path to each item."""
    for part in forms()[key.kind].parts:
        names = {reference.column: reference.key for reference in part.references}
        keys = [names.get(c.name, c.name) for c in part.table.primary_key if "owner" not in c.info]
        if part.position in keys:
            continue
        for place, value in enumerate(record.get(part.field, ())):
            path = (part.field, place)
            yield path, (part.field, value) if part.bare else (part.field, *(value[name] for name in keys))
