"""A dataset as a revision left it, in pieces: whole ones may be too large to hold.

What a revision said stays for ever, so that pieces that are read one after the other, each by itself, belong together.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Table, collate, literal, select, type_coerce
from sqlalchemy.exc import DBAPIError

from db.reader import DATASETS, ENTITIES, RECORDS
from db.store import Store
from db.tables import FORMS, SOURCE
from knowledge.errors import Unavailable
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown

PIECE = 200  # records, some hundred kilobytes
WEIGHT = {Kind.ROLE: 10, Kind.OBSERVATION: 10}
"""As how many records one of a kind counts: a role has its links, an observation a figure for each of its markets."""
KINDS = tuple(FORMS)


@dataclass(frozen=True, slots=True)
class Edition:
    """A dataset at a revision. `digest` tells its content, in 64 hexadecimal digits."""

    dataset: str
    revision: int
    digest: str
    records: int


def edition(store: Store, dataset: str, revision: int) -> Edition:
    """The dataset as the revision left it. Raises `NotFound`, which names all that there were, and `Unavailable`."""
    content, records = sha256(), 0
    try:
        with store.reading() as reader:
            for kind in KINDS:
                for slug, digest in _records(reader.connection, dataset, revision, kind, "", None, RECORDS.c.digest):
                    content.update(f"{kind} {slug} ".encode() + bytes(digest))
                    records += 1
                if kind is Kind.DATASET and not records:
                    break
            known = [] if records else _datasets(reader.connection, revision)
    except DBAPIError as error:
        raise _unavailable() from error
    if not records:
        raise unknown("dataset", dataset, ["dataset"], known)
    return Edition(dataset, revision, content.hexdigest(), records)


def piece(store: Store, edition: Edition, after: Key | None = None) -> tuple[bytes, Key | None]:
    """The records after one as JSON Lines, about `PIECE` of them, and after which to go on; None at the end.

    Raises `Unavailable`.
    """
    kind, slug = after or (KINDS[0], "")
    lines: list[bytes] = []
    left = PIECE
    try:
        with store.reading() as reader:
            for each in KINDS[KINDS.index(kind) :]:
                start = slug if each is kind else ""
                weight = WEIGHT.get(each, 1)
                most = -(-left // weight)
                found = _records(
                    reader.connection, edition.dataset, edition.revision, each, start, most, RECORDS.c.body
                )
                lines += [line(each, bytes(body)) for _, body in found]
                left -= weight * len(found)
                if len(found) == most:
                    return b"".join(lines), Key(each, found[-1][0])
    except DBAPIError as error:
        raise _unavailable() from error
    return b"".join(lines), None


def line(kind: Kind, body: bytes) -> bytes:
    """A record as a line of JSON Lines: its kind, and its canonical JSON."""
    return b'{"kind":"' + kind.value.encode() + b'",' + body[1:] + b"\n"


def _records(
    connection: Connection,
    dataset: str,
    revision: int,
    kind: Kind,
    after: str,
    limit: int | None,
    column: ColumnElement[Any],
) -> list[tuple[str, Any]]:
    """The slugs of the records of a kind, in order of code points, each with a column of it as a revision left it."""
    table, belongs = _where(kind, dataset)
    slug = table.c.slug if connection.dialect.name == "sqlite" else collate(table.c.slug, "C")
    newest = (
        select(RECORDS.c.revision)
        .where(RECORDS.c.kind == kind, RECORDS.c.slug == table.c.slug, RECORDS.c.revision <= revision)
        .order_by(RECORDS.c.revision.desc())
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )
    query = (
        select(table.c.slug, column)
        .join(RECORDS, (RECORDS.c.kind == kind) & (RECORDS.c.slug == table.c.slug) & (RECORDS.c.revision == newest))
        .where(belongs, slug > after)
        .order_by(slug)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def _where(kind: Kind, dataset: str) -> tuple[Table, ColumnElement[bool]]:
    """The table that has the slugs of a kind, and which of them are of the dataset, whose own never changes."""
    if kind is Kind.DATASET:
        return DATASETS, DATASETS.c.slug == dataset
    number = select(DATASETS.c.id).where(DATASETS.c.slug == dataset).scalar_subquery()
    if kind is Kind.SOURCE:
        return SOURCE.table, SOURCE.table.c.dataset_id == number
    return ENTITIES, (ENTITIES.c.dataset_id == number) & (type_coerce(ENTITIES.c.kind, String) == literal(kind.value))


def _datasets(connection: Connection, revision: int) -> list[str]:
    query = select(RECORDS.c.slug).where(RECORDS.c.kind == Kind.DATASET, RECORDS.c.revision <= revision).distinct()
    return sorted(connection.execute(query).scalars())


def _unavailable() -> Unavailable:
    return Unavailable("the dataset cannot be read now: the database does not answer", ["dataset"])
