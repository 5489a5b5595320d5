"""The revision store: consistent views of a database for reading, and one writer at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import (
    Engine,
    func,
    select,
)

from db.errors import UNREACHABLE
from db.lock import write_transaction
from db.reader import Reader
from db.revisions import Revision as RevisionRow
from db.verifying import differences
from db.writer import Writer
from knowledge.errors import Replaced, Unavailable
from knowledge.model.history import NOTHING, Change, Identity, Place, Span


class Store:
    """Reads and writes revisions in one database."""

    def __init__(self, engine: Engine):
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A consistent view of the database, for reading."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield Reader(connection)

    @contextmanager
    def writing(self, author: str) -> Iterator[Writer]:
        """A transaction that holds the writers' lock. It commits at the end, or leaves nothing behind.

        Raises `db.engine.DatabaseProblem` if another writer holds the lock for long, or the database fails.
        """
        with write_transaction(self.engine, author) as connection:
            yield Writer(connection)

    def differences(self, advance: Callable[[int], None] = lambda _: None) -> Sequence[str]:
        """What is wrong with the database, each with its place (`db.verifying`); empty if it is whole."""
        with self.reading() as reader:
            return list(differences(reader, advance))

    def newest_revision(self) -> int:
        """The number of the newest revision, 0 if nothing was ever loaded."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.coalesce(func.max(RevisionRow.number), 0))).scalar_one()

    def newest(self) -> Identity:
        """Which revision is the newest; `NOTHING` if nothing was ever loaded."""
        query = select(RevisionRow.number, RevisionRow.digest).order_by(RevisionRow.number.desc()).limit(1)
        with self.engine.connect() as connection:
            found = connection.execute(query).one_or_none()
        return Identity(found.number, found.digest.hex()) if found else NOTHING

    def changes(
        self, span: Span, limit: int, after: Place | None = None, before: Place | None = None, descends: bool = False
    ) -> Sequence[Change]:
        with _told(), self.reading() as reader:
            _check(reader, span.served)
            return reader.changes(span, limit, after, before, descends)

    def count_changes(self, span: Span) -> int:
        with _told(), self.reading() as reader:
            _check(reader, span.served)
            return reader.count_changes(span)


@contextmanager
def _told() -> Iterator[None]:
    """Say it in the words of questions if the database does not answer."""
    try:
        yield
    except UNREACHABLE as error:
        raise Unavailable("the history cannot be read now: the database does not answer", []) from error


def _check(reader: Reader, served: Identity | None) -> None:
    if served is not None and not reader.has(served):
        raise Replaced(served, [])
