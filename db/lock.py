"""The writers' lock: one load at a time, and the next one is told who it waits for."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from db.engine import check_file, check_primary, show
from db.errors import DatabaseProblem, reason
from db.write_ahead_log import settle
from knowledge.model.declaring import NAME_LENGTH

KEY = 0x726F6C65  # "role": the advisory lock that writers on PostgreSQL hold
WAIT_SECONDS = 30
POLL_SECONDS = 0.2
LONGEST_NAME = 63  # bytes of PostgreSQL's application_name


@contextmanager
def write_transaction(engine: Engine, author: str) -> Iterator[Connection]:
    """A transaction that holds the writers' lock. It commits at the end, or leaves nothing behind.

    Waits up to half a minute for another writer. Raises `DatabaseProblem` if that is not enough, with who it is, if the
    database fails, and for an author whose name the history cannot keep.
    """
    if len(author) > NAME_LENGTH or "\0" in author:
        said = f"the name of an author has at most {NAME_LENGTH} characters, and none of them is U+0000"
        raise DatabaseProblem(f"{said}; nothing was written")
    check_file(engine)
    me = f"{author}, process {os.getpid()} on {socket.gethostname()}"
    try:
        with engine.execution_options(rolegraph_writing=True).begin() as connection, _held(connection, me):
            yield connection
    except OperationalError as error:
        if "database is locked" in str(error.orig):
            raise DatabaseProblem(_busy(engine, _read_note(engine))) from error
        raise DatabaseProblem(f"the database {show(engine)} failed: {reason(error)}; nothing was written") from error
    if engine.dialect.name == "sqlite":
        settle(engine)


@contextmanager
def _held(connection: Connection, me: str) -> Iterator[None]:
    if connection.dialect.name == "postgresql":
        check_primary(connection)
        _wait(connection)
        name = f"rolegraph: {me}".encode()[:LONGEST_NAME].decode(errors="ignore")
        connection.execute(text("SELECT set_config('application_name', :name, true)"), {"name": name})
        yield
        return
    note = _note(connection.engine)  # BEGIN IMMEDIATE holds the lock already
    note.write_text(f"{me}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def _wait(connection: Connection) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": KEY}).scalar_one():
        if time.monotonic() > until:
            raise DatabaseProblem(_busy(connection.engine, _holder(connection)))
        time.sleep(POLL_SECONDS)


def _holder(connection: Connection) -> str | None:
    query = """
        SELECT application_name
            || ', since ' || to_char(xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
        FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND objid = :key AND granted AND datname = current_database() LIMIT 1"""
    return connection.execute(text(query), {"key": KEY}).scalar_one_or_none()


def _note(engine: Engine) -> Path:
    return Path(f"{engine.url.database}.writer")


def _read_note(engine: Engine) -> str | None:
    with suppress(OSError):
        return _note(engine).read_text().strip()
    return None


def _busy(engine: Engine, who: str | None) -> str:
    return f"another load is writing to {show(engine)}{f' ({who})' if who else ''}: try again when it is done"
