"""Reading revisions and records, within one transaction."""

import operator
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    select,
    type_coerce,
)

from db.base import Base
from db.bulk import fetch_rows
from db.codec import Decoder
from db.pruning import first_kept
from db.revisions import Record as RecordRow
from db.revisions import Revision as RevisionRow
from db.revisions import messages_of
from db.tables import CITATION, DATASET, ENTITY, EVIDENCE, FORMS, SOURCE, Shape
from knowledge.errors import Path, Pruned
from knowledge.model.history import NOTHING, Change, Identity, Place, Revision, Span
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Status

MANY = 500  # records from which reading them all is faster than one by one
KINDS = {kind.value: kind for kind in Kind}
RECORDS = Base.metadata.tables["record"]
DATASETS, ENTITIES = DATASET.table, ENTITY.table


class Reader:
    """Reads within one transaction."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self._first_kept: int | None = None  # as far as it was asked for

    def revisions(self, until: int | None = None) -> list[Revision]:
        """All revisions up to `until`, oldest first."""
        query = (
            select(RevisionRow.__table__, DATASETS.c.slug)
            .join(DATASETS, DATASETS.c.id == RevisionRow.dataset_id)
            .order_by(RevisionRow.number)
        )
        if until is not None:
            query = query.where(RevisionRow.number <= until)
        messages = messages_of(self.connection)
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
                digest=row.digest.hex(),
                message=messages.get(row.number),
            )
            for row in self.connection.execute(query)
        ]

    def has(self, revision: Identity) -> bool:
        """Whether that revision is in the history, and not another one with its number."""
        query = select(RevisionRow.digest).where(RevisionRow.number == revision.number)
        found = self.connection.execute(query).scalar_one_or_none()
        return revision == NOTHING or (found is not None and found.hex() == revision.digest)

    def check_kept(self, revision: int, argument: Path = ("number",)) -> None:
        """Raise `Pruned` if what was before the end of a revision is not kept any more."""
        if self._first_kept is None:
            self._first_kept = first_kept(self.connection)
        if revision < self._first_kept > 1:
            raise Pruned(revision, self._first_kept, argument)

    def current_records(self) -> dict[Key, dict[str, Any]]:
        """All records as the tables hold them now."""
        slugs: dict[Kind | None, dict[int, str]] = {
            Kind.DATASET: self._slugs(DATASETS),
            Kind.SOURCE: self._slugs(SOURCE.table),
        }
        entities = self._slugs(ENTITIES)
        evidence = self._evidence(slugs[Kind.SOURCE])

        def rows(shape: Shape) -> Iterator[Mapping[str, Any]]:
            query = select(shape.table)
            if shape.position:
                query = query.order_by(*(column for column, _ in shape.owners), shape.table.c.position)
            for row in self.connection.execute(query).mappings():
                yield dict(row)

        def slug_of(kind: Kind | None, identifier: int) -> str:
            return slugs.get(kind, entities)[identifier]

        return Decoder(rows, slug_of, evidence.__getitem__).decode_all()

    def records_at(self, revision: int | None = None) -> dict[Key, dict[str, Any]]:
        """All records as `revision` left them (default: the newest), from the history. Raises as `check_kept` does."""
        if revision is not None:
            self.check_kept(revision)
        rows = fetch_rows(self.connection, *_bodies(revision))
        found = {Key(KINDS[kind], slug): orjson.loads(body) for kind, slug, body in rows}
        order = {kind: place for place, kind in enumerate(FORMS)}
        return {key: found[key] for key in sorted(found, key=lambda key: (order[key.kind], key.slug))}

    def records_of_kind(self, kind: Kind, revision: int | None = None) -> list[dict[str, Any]]:
        """The records of one kind as `revision` left them (default: the newest), from the history.

        Raises as `check_kept` does.
        """
        if revision is not None:
            self.check_kept(revision)
        rows = fetch_rows(self.connection, *_bodies(revision, kind))
        return [orjson.loads(body) for _, _, body in rows]

    def slugs_by_identifier(self, dataset: str | None = None) -> dict[Kind, dict[str, str]]:
        """The slugs of the entities of a dataset, or of all, by kind and external identifier, whatever its scheme.

        Groups are also found by their codes. What is active goes before what is deprecated.
        """
        (identifiers,) = [each.table for each in ENTITY.parts if each.field == "external_ids"]
        query = (
            select(type_coerce(ENTITIES.c.kind, String).label("kind"), ENTITIES.c.slug, identifiers.c.identifier)
            .join(DATASETS, DATASETS.c.id == ENTITIES.c.dataset_id)
            .join(identifiers, identifiers.c.entity_id == ENTITIES.c.id)
        )
        groups = FORMS[Kind.ROLE_GROUP].heads[1].table
        codes = (
            select(type_coerce(ENTITIES.c.kind, String).label("kind"), ENTITIES.c.slug, groups.c.code)
            .join(DATASETS, DATASETS.c.id == ENTITIES.c.dataset_id)
            .join(groups, groups.c.id == ENTITIES.c.id)
        )
        if dataset is not None:
            query, codes = query.where(DATASETS.c.slug == dataset), codes.where(DATASETS.c.slug == dataset)
        slugs: dict[Kind, dict[str, str]] = defaultdict(dict)
        for each in (codes, query):
            for kind, slug, identifier in self.connection.execute(each.order_by(ENTITIES.c.status.desc())):
                slugs[KINDS[kind]][identifier] = slug
        return slugs

    def names(self, keys: Collection[Key]) -> dict[Key, str]:
        """The names of those of the entities that are stored, as they are now."""
        query = select(type_coerce(ENTITIES.c.kind, String), ENTITIES.c.slug, ENTITIES.c.name)
        if len(keys) <= MANY:
            query = query.where(ENTITIES.c.slug.in_({key.slug for key in keys}))
        found = {Key(KINDS[kind], slug): name for kind, slug, name in self.connection.execute(query)}
        return {key: found[key] for key in keys if key in found}

    def deprecated(self) -> set[Key]:
        """The entities that are deprecated."""
        query = select(type_coerce(ENTITIES.c.kind, String), ENTITIES.c.slug)
        retired = type_coerce(ENTITIES.c.status, String) == Status.DEPRECATED.value
        return {Key(KINDS[kind], slug) for kind, slug in self.connection.execute(query.where(retired))}

    def active_names(self, dataset: str) -> dict[Key, str]:
        """The names of the active entities of a dataset."""
        query = (
            select(type_coerce(ENTITIES.c.kind, String), ENTITIES.c.slug, ENTITIES.c.name)
            .join(DATASETS, DATASETS.c.id == ENTITIES.c.dataset_id)
            .where(DATASETS.c.slug == dataset, type_coerce(ENTITIES.c.status, String) == Status.ACTIVE.value)
        )
        return {Key(KINDS[kind], slug): name for kind, slug, name in self.connection.execute(query)}

    def digests(self) -> dict[Key, bytes]:
        """The content hash of every record as it is now."""
        rows = fetch_rows(self.connection, newest_of_each(RecordRow.digest))
        return {Key(KINDS[kind], slug): found for kind, slug, found in rows}

    def bodies(self, keys: Collection[Key]) -> dict[Key, bytes]:
        """The canonical JSON of those of the records that are stored, as they are now."""
        if len(keys) > MANY:
            wanted = set(keys)
            rows = fetch_rows(self.connection, newest_of_each(RecordRow.body))
            found = ((Key(KINDS[kind], slug), body) for kind, slug, body in rows)
            return {key: body for key, body in found if key in wanted}
        bodies = {}
        for key in keys:
            body = self._body_before(None, key)
            if body is not None:
                bodies[key] = body
        return bodies

    def changes(
        self, span: Span, limit: int, after: Place | None = None, before: Place | None = None, descends: bool = False
    ) -> list[Change]:
        """What `knowledge.model.history.History.changes` says. Raises as `check_kept` does."""
        self._check_span(span)
        earlier = RECORDS.alias("earlier")
        body_before = (
            select(earlier.c.body)
            .where(
                earlier.c.kind == RECORDS.c.kind,
                earlier.c.slug == RECORDS.c.slug,
                earlier.c.revision < RECORDS.c.revision,
            )
            .order_by(earlier.c.revision.desc())
            .limit(1)
            .scalar_subquery()
        )
        order = (RECORDS.c.revision, RECORDS.c.kind, RECORDS.c.slug)
        query = (
            _within(select(RECORDS, body_before.label("body_before")), span)
            .order_by(*((each.desc() for each in order) if descends else order))
            .limit(limit)
        )
        if after is not None:
            query = query.where(_lies(after, operator.gt))
        if before is not None:
            query = query.where(_lies(before, operator.lt))
        return [
            Change(
                revision=row.revision,
                key=Key(row.kind, row.slug),
                operation=row.operation,
                before=None if row.body_before is None else orjson.loads(row.body_before),
                after=orjson.loads(row.body),
            )
            for row in self.connection.execute(query)
        ]

    def count_changes(self, span: Span) -> int:
        self._check_span(span)
        query = _within(select(func.count()).select_from(RECORDS), span)
        return int(self.connection.execute(query).scalar_one())

    def _check_span(self, span: Span) -> None:
        """What is left of one record's own history is told as it is; a client that catches up has to have it all."""
        if not span.partial:
            self.check_kept(span.since, ["since"])

    def _body_before(self, revision: int | None, key: Key) -> bytes | None:
        """The canonical JSON of a record before `revision` (None: as it is now), None if there was none."""
        query = select(RecordRow.body).where(RecordRow.kind == key.kind, RecordRow.slug == key.slug)
        if revision is not None:
            query = query.where(RecordRow.revision < revision)
        body = self.connection.execute(query.order_by(RecordRow.revision.desc()).limit(1)).scalar_one_or_none()
        return None if body is None else bytes(body)

    def _slugs(self, table: Any) -> dict[int, str]:
        return {row.id: row.slug for row in self.connection.execute(select(table.c.id, table.c.slug))}

    def _evidence(self, sources: Mapping[int, str]) -> dict[int, dict[str, Any]]:
        citations: dict[int, list[dict[str, str]]] = defaultdict(list)
        query = select(CITATION).order_by(CITATION.c.evidence_id, CITATION.c.position)
        for row in self.connection.execute(query):
            citation = {"source": sources[row.source_id]}
            if row.section is not None:
                citation["section"] = row.section
            citations[row.evidence_id].append(citation)
        result: dict[int, dict[str, Any]] = {}
        for found in self.connection.execute(select(EVIDENCE.c.id, EVIDENCE.c.basis)):
            result[found.id] = {"basis": found.basis}
            if found.id in citations:
                result[found.id]["citations"] = citations[found.id]
        return result


def _within(query: Select[Any], span: Span) -> Select[Any]:
    """A query of records, of those changes only."""
    query = query.where(RECORDS.c.revision > span.since, RECORDS.c.revision <= span.until)
    if (span.kinds, span.slug, span.slugs) != (None, None, None):  # together, so that the index of kind and slug serves
        query = query.where(RECORDS.c.kind.in_(Kind if span.kinds is None else span.kinds))
    if span.slug is not None:
        query = query.where(RECORDS.c.slug == span.slug)
    if span.slugs is not None:
        query = query.where(RECORDS.c.slug.in_(span.slugs))
    if span.dataset is not None:
        dataset = select(DATASETS.c.id).where(DATASETS.c.slug == span.dataset).scalar_subquery()
        kind = type_coerce(RECORDS.c.kind, String)
        query = query.where(
            and_(kind == Kind.DATASET.value, RECORDS.c.slug == span.dataset)
            | and_(kind == Kind.SOURCE.value, _named(SOURCE.table, dataset))
            | _named(ENTITIES, dataset, type_coerce(ENTITIES.c.kind, String) == kind)
        )
    return query


def _named(table: Any, dataset: Any, *more: Any) -> Any:
    """That the table has something of a dataset that is called as a record, of which more is true."""
    return exists().where(table.c.slug == RECORDS.c.slug, table.c.dataset_id == dataset, *more)


def _lies(place: Place, than: Callable[[Any, Any], Any]) -> Any:
    """That a record lies after (`gt`) or before (`lt`) a place."""
    number, key = place
    return than(RECORDS.c.revision, number) | and_(
        RECORDS.c.revision == number,
        than(RECORDS.c.kind, key.kind) | and_(RECORDS.c.kind == key.kind, than(RECORDS.c.slug, key.slug)),
    )


def _bodies(until: int | None, kind: Kind | None = None) -> tuple[Select[Any], dict[str, object]]:
    """The query for the content of every record, and its parameters."""
    given: dict[str, object] = {"until": until, "kind": kind}
    values = {name: value for name, value in given.items() if value is not None}
    return _query_for_bodies("until" in values, "kind" in values), values


@cache  # made anew for each kind of each revision, its parts would be garbage that only the collector finds
def _query_for_bodies(until: bool, of_kind: bool) -> Select[Any]:
    return newest_of_each(
        RecordRow.body,
        until=bindparam("until", type_=Integer) if until else None,
        kind=bindparam("kind", type_=RecordRow.kind.type) if of_kind else None,
    )


def newest_of_each(
    column: Any, until: ColumnElement[int] | None = None, kind: ColumnElement[Kind] | None = None
) -> Select[Any]:
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
