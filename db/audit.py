"""Who did what beside loading: keys, trusted documents, restored backups, pruned history. Loads are revisions."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, String, insert, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import CHOICE_LENGTH, Base, name, text
from db.revisions import UtcDateTime


class Action(StrEnum):
    """What is kept. The column holds any text, so that an older program reads what a newer one wrote."""

    LOADED = "LOADED"  # of revisions, not of the table
    KEY_CREATED = "KEY_CREATED"
    KEY_REVOKED = "KEY_REVOKED"
    RIGHT_GIVEN = "RIGHT_GIVEN"
    DOCUMENTS_ADDED = "DOCUMENTS_ADDED"
    DOCUMENT_NAMED = "DOCUMENT_NAMED"
    DOCUMENT_UNNAMED = "DOCUMENT_UNNAMED"
    RESTORED = "RESTORED"
    PRUNED = "PRUNED"


class AuditEvent(Base):
    """One thing that somebody did. Events are never changed."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = name()
    action: Mapped[str] = mapped_column(String(CHOICE_LENGTH))
    subject: Mapped[str] = text()


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that was done: when, by whom, and to what."""

    at: datetime
    author: str
    action: str
    subject: str


def note(connection: Connection, author: str, action: Action, subject: str) -> None:
    """Keep that it was done, in the transaction in which it is done."""
    row: dict[str, Any] = {"author": author, "action": action.value, "subject": subject}
    connection.execute(insert(AuditEvent).values(at=datetime.now(UTC), **row))


def kept_events(connection: Connection) -> list[Event]:
    """The events of the table, oldest first; none from a database that has no such table yet."""
    if not inspect(connection).has_table(AuditEvent.__tablename__):
        return []
    table = AuditEvent
    rows = connection.execute(select(table.at, table.author, table.action, table.subject).order_by(table.id))
    return [Event(*row) for row in rows]
