"""What can be asked of a database about itself: its size, its clock, whether it is a standby."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select, text

from db.reader import newest_of_each
from db.revisions import Record
from db.write_ahead_log import log_of


class Disk(NamedTuple):
    """Space in bytes where a database is; `free` is None if it is on another machine."""

    used: int
    log: int
    free: int | None


def disk(engine: Engine) -> Disk:
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        log = log_of(path)
        return Disk(path.stat().st_size, log.stat().st_size if log.exists() else 0, shutil.disk_usage(path.parent).free)
    with engine.connect() as connection:
        return Disk(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one(), 0, None)


def is_standby(engine: Engine) -> bool:
    """Whether it follows another PostgreSQL, so that nothing can be written."""
    if engine.dialect.name == "sqlite":
        return False
    with engine.connect() as connection:
        return bool(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())


def seconds_ahead(engine: Engine) -> float:
    """How far the clock of the database is ahead of this machine's, negative if it is behind."""
    if engine.dialect.name == "sqlite":
        return 0.0  # it has none of its own
    with engine.connect() as connection:
        before = datetime.now(UTC)
        theirs: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        after = datetime.now(UTC)
    return (theirs - (before + (after - before) / 2)).total_seconds()


class Size(NamedTuple):
    """Records as the newest revision left them, and the bytes of their canonical JSON together."""

    records: int
    content: int


def newest_size(connection: Connection) -> Size:
    found = newest_of_each(func.length(Record.body).label("bytes")).subquery()
    query = select(func.count(), func.coalesce(func.sum(found.c.bytes), 0)).select_from(found)
    return Size(*map(int, connection.execute(query).one()))
