"""Tables of the history: every revision, and every record as it was in each."""

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    TypeDecorator,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, choice, name, slug, text
from knowledge.model.vocabulary import Kind, Operation


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - given
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - given
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Revision(Base):
    """One load that changed something. Numbers run 1, 2, 3 … without gaps. `digest` is that of `db.chain`."""

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("created >= 0 AND changed >= 0 AND deprecated >= 0", name="counts_not_negative"),
        CheckConstraint("created + changed + deprecated > 0", name="changes_something"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    committed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    loaded: Mapped[str] = name()
    author: Mapped[str] = name()
    created: Mapped[int]
    changed: Mapped[int]
    deprecated: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class RevisionMessage(Base):
    """Why a revision was made, in its author's words. Most have none."""

    __tablename__ = "revision_message"

    revision: Mapped[int] = mapped_column(ForeignKey("revision.number"), primary_key=True, autoincrement=False)
    message: Mapped[str] = text()


class Record(Base):
    """A record as a revision left it. `body` is the canonical JSON, `digest` the SHA-256 of it."""

    __tablename__ = "record"
    __table_args__ = (Index(None, "kind", "slug", "revision"),)

    revision: Mapped[int] = mapped_column(ForeignKey("revision.number"), primary_key=True, autoincrement=False)
    kind: Mapped[Kind] = choice(Kind, primary_key=True)
    slug: Mapped[str] = slug(primary_key=True)
    operation: Mapped[Operation] = choice(Operation)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    body: Mapped[bytes] = mapped_column(LargeBinary)


def messages_of(connection: Connection) -> dict[int, str]:
    """The messages by the numbers of revisions; none from a database that has no such table yet."""
    if not inspect(connection).has_table(RevisionMessage.__tablename__):
        return {}
    rows = connection.execute(select(RevisionMessage.revision, RevisionMessage.message))
    return {row.revision: row.message for row in rows}
