"""Who may ask, and what: API keys and trusted documents. They are no knowledge, so no revision has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ForeignKey,
    LargeBinary,
    String,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.audit import Action, note
from db.base import Base, name, slug, text
from db.errors import DatabaseProblem
from db.lock import write_transaction
from db.revisions import UtcDateTime

DIGEST_BYTES = 32  # of SHA-256
LONGEST_RATE = 100


class ApiKey(Base):
    """A key by its hash; the key itself is nowhere. Revoked ones stay, so that their names stay taken."""

    __tablename__ = "api_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = name(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(DIGEST_BYTES), unique=True)
    rate: Mapped[str | None] = mapped_column(String(LONGEST_RATE))
    budget: Mapped[str | None] = mapped_column(String(LONGEST_RATE))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LoadRight(Base):
    """That a key may load a dataset, which need not be there yet."""

    __tablename__ = "load_right"

    key_id: Mapped[int] = mapped_column(ForeignKey("api_key.id"), primary_key=True, autoincrement=False)
    dataset: Mapped[str] = slug(primary_key=True)


class TrustedDocument(Base):
    """A registered GraphQL document by the SHA-256 of its text."""

    __tablename__ = "trusted_document"

    digest: Mapped[bytes] = mapped_column(LargeBinary(DIGEST_BYTES), primary_key=True)
    body: Mapped[str] = text()
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DocumentName(Base):
    """That a trusted document has an address, which ends with this name."""

    __tablename__ = "document_name"

    name: Mapped[str] = name(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(DIGEST_BYTES), ForeignKey("trusted_document.digest"))
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key. `rate` and `budget` are such as `600/minute`; None is without limit.

    `may_load` are the slugs of datasets that its holder may load.
    """

    id: int
    name: str
    rate: str | None
    budget: str | None
    created_at: datetime
    revoked_at: datetime | None
    may_load: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """Keys in force by the SHA-256 of the key, the texts of trusted documents by theirs, and of some by their name."""

    keys: Mapping[bytes, Key]
    documents: Mapping[bytes, str]
    names: Mapping[str, str]


def hashed(secret: str) -> bytes:
    """What is kept of a key. Keys are random and long, so that a plain hash cannot be searched backwards."""
    return sha256(secret.encode()).digest()


def create_key(
    engine: Engine,
    author: str,
    name: str,
    secret: str,
    rate: str | None,
    budget: str | None,
    may_load: Sequence[str] = (),
) -> None:
    """Keep a new key. Raises `DatabaseProblem` if the name is taken."""
    with write_transaction(engine, author) as connection:
        if connection.execute(select(ApiKey.id).where(ApiKey.name == name)).first():
            raise DatabaseProblem(f"there is, or was, a key with the name {name!r}: choose another name")
        row: dict[str, Any] = {"name": name, "digest": hashed(secret), "rate": rate, "budget": budget}
        made = connection.execute(insert(ApiKey).values(created_at=datetime.now(UTC), **row).returning(ApiKey.id))
        key = made.scalar_one()
        for dataset in dict.fromkeys(may_load):
            connection.execute(insert(LoadRight).values(key_id=key, dataset=dataset))
            note(connection, author, Action.RIGHT_GIVEN, f"{name} may load {dataset}")
        note(connection, author, Action.KEY_CREATED, name)


def revoke_key(engine: Engine, author: str, name: str) -> bool:
    """Revoke a key; False if it had been revoked before. Raises `DatabaseProblem` if there is none with the name."""
    with write_transaction(engine, author) as connection:
        found = connection.execute(select(ApiKey.id, ApiKey.revoked_at).where(ApiKey.name == name)).first()
        if found is None:
            raise DatabaseProblem(f"there is no key with the name {name!r}: `rolegraph keys list` shows them")
        if found.revoked_at is None:
            connection.execute(update(ApiKey).where(ApiKey.id == found.id).values(revoked_at=datetime.now(UTC)))
            note(connection, author, Action.KEY_REVOKED, name)
        return found.revoked_at is None


def all_keys(engine: Engine) -> list[Key]:
    """All keys, revoked ones too, oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(ApiKey.__table__).order_by(ApiKey.id))
        return [key for key, _ in _keys(rows, load_rights(connection))]


def load_rights(connection: Connection) -> dict[int, tuple[str, ...]]:
    """The datasets that keys may load, by their ids; none from a database that has no such table yet."""
    if not inspect(connection).has_table(LoadRight.__tablename__):
        return {}
    rights: dict[int, tuple[str, ...]] = {}
    for key, dataset in connection.execute(select(LoadRight.key_id, LoadRight.dataset).order_by(LoadRight.dataset)):
        rights[key] = (*rights.get(key, ()), dataset)
    return rights


def add_documents(engine: Engine, author: str, texts: Iterable[str]) -> int:
    """Register documents, all or none; how many of them were new."""
    with write_transaction(engine, author) as connection:
        return _add_documents(connection, author, texts)


def _add_documents(connection: Connection, author: str, texts: Iterable[str]) -> int:
    by_digest = {sha256(text.encode()).digest(): text for text in texts}
    known = set(connection.execute(select(TrustedDocument.digest)).scalars())
    now = datetime.now(UTC)
    fresh = {digest: text for digest, text in by_digest.items() if digest not in known}
    new = [{"digest": digest, "body": text, "added_at": now} for digest, text in fresh.items()]
    if new:
        connection.execute(insert(TrustedDocument), new)
        note(connection, author, Action.DOCUMENTS_ADDED, ", ".join(f"sha256:{each.hex()}" for each in fresh))
    return len(new)


def name_document(engine: Engine, author: str, given: str, text: str) -> bool:
    """Register a document under a name; False if it has that name already.

    Raises `DatabaseProblem` if another document has it, and then registers nothing.
    """
    digest = sha256(text.encode()).digest()
    with write_transaction(engine, author) as connection:
        held = connection.execute(select(DocumentName.digest).where(DocumentName.name == given)).scalar()
        if held is not None and bytes(held) != digest:
            raise DatabaseProblem(
                f"another document has the name {given!r}: choose another name, or take it from that one first, with "
                f"`rolegraph documents remove {given}`"
            )
        if held is None:
            _add_documents(connection, author, [text])
            row = {"name": given, "digest": digest, "named_at": datetime.now(UTC)}
            connection.execute(insert(DocumentName).values(row))
            note(connection, author, Action.DOCUMENT_NAMED, f"{given}: sha256:{digest.hex()}")
        return held is None


def take_name(engine: Engine, author: str, given: str) -> None:
    """Take a name from its document, which stays trusted by its hash. Raises `DatabaseProblem` if nothing has it."""
    with write_transaction(engine, author) as connection:
        found = connection.execute(delete(DocumentName).where(DocumentName.name == given))
        if not found.rowcount:
            raise DatabaseProblem(f"no document has the name {given!r}: `rolegraph documents list` shows all of them")
        note(connection, author, Action.DOCUMENT_UNNAMED, given)


def document_names(connection: Connection) -> list[tuple[str, bytes, datetime]]:
    """The names of documents, with the digest of each and when it got it; none from a database without the table."""
    if not inspect(connection).has_table(DocumentName.__tablename__):
        return []
    query = select(DocumentName.name, DocumentName.digest, DocumentName.named_at).order_by(DocumentName.name)
    return [(row.name, bytes(row.digest), row.named_at) for row in connection.execute(query)]


def access_state(engine: Engine) -> tuple[object, ...]:
    """Changes whenever a key, a document or a name is added or taken, or a backup of others was restored."""
    keys = select(func.count(), func.max(ApiKey.created_at), func.count(ApiKey.revoked_at), func.max(ApiKey.revoked_at))
    documents = select(func.count(), func.max(TrustedDocument.added_at))
    with engine.connect() as connection:
        return (
            *connection.execute(keys.select_from(ApiKey)).one(),
            *connection.execute(documents.select_from(TrustedDocument)).one(),
            *document_names(connection),
        )


def read_access(engine: Engine) -> Access:
    with engine.connect() as connection:
        rows = connection.execute(select(ApiKey.__table__).where(ApiKey.revoked_at.is_(None)))
        keys = _keys(rows, load_rights(connection))
        found = connection.execute(select(TrustedDocument.digest, TrustedDocument.body))
        documents = {bytes(row.digest): row.body for row in found}
        names = {name: documents[digest] for name, digest, _ in document_names(connection)}
        return Access({digest: key for key, digest in keys}, documents, names)


def _keys(rows: Iterable[Any], rights: Mapping[int, tuple[str, ...]]) -> list[tuple[Key, bytes]]:
    return [
        (
            Key(row.id, row.name, row.rate, row.budget, row.created_at, row.revoked_at, rights.get(row.id, ())),
            bytes(row.digest),
        )
        for row in rows
    ]
