"""Where the history begins: all of it is kept, unless somebody who wants that prunes it.

A pruned revision stays with its number, author and digest, so that the chain goes on. What goes is what records were
before: each as the first revision that is kept found or left it stays, under the number under which it was written.
"""

from sqlalchemy import Connection, delete, func, insert, inspect, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from db.base import Base
from db.errors import DatabaseProblem
from db.revisions import Record, Revision


class HistoryStart(Base):
    """The oldest revision that can still be read. At most one row; none if all can."""

    __tablename__ = "history_start"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def first_kept(connection: Connection) -> int:
    """The number of the oldest revision that can be read, 1 if all can."""
    if not inspect(connection).has_table(HistoryStart.__tablename__):
        return 1  # a database of before
    return connection.execute(select(func.coalesce(func.max(HistoryStart.number), 1))).scalar_one()


def set_first_kept(connection: Connection, number: int) -> None:
    connection.execute(delete(HistoryStart))
    if number > 1:
        connection.execute(insert(HistoryStart).values(number=number))


def prune(connection: Connection, keep: int) -> tuple[int, int]:
    """Keep the newest `keep` revisions, at least one; the first that is kept, and how many records went.

    Raises `DatabaseProblem` if that is none.
    """
    if keep < 1:
        raise DatabaseProblem("at least the newest revision is kept: --keep 1")
    newest = connection.execute(select(func.coalesce(func.max(Revision.number), 0))).scalar_one()
    first = max(1, newest - keep + 1)
    if first <= first_kept(connection):
        return first_kept(connection), 0
    later = aliased(Record)
    superseded = (
        select(later.revision)
        .where(
            later.kind == Record.kind,
            later.slug == Record.slug,
            later.revision > Record.revision,
            later.revision <= first,
        )
        .exists()
    )
    gone = connection.execute(delete(Record).where(Record.revision < first, superseded)).rowcount
    set_first_kept(connection, first)
    return first, gone
