"""Engines for SQLite: a file, which may be replaced, and may be one that cannot be written."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from db.errors import DatabaseProblem
from db.waiting import Waiting
from db.write_ahead_log import check_log, log_of

FILE = "rolegraph_file"  # what is kept with a connection
UNUSED = "rolegraph_unused"  # that it was only just opened


def open_sqlite(url: URL, waiting: Waiting, *, create: bool) -> Engine:
    """An engine for the file that `url` names. Raises `DatabaseProblem` if it is not there, unless with `create`."""
    if not url.database or url.database == ":memory:":
        raise DatabaseProblem("SQLite in memory would be gone with the process: name a file, sqlite:///FILE")
    path = Path(url.database)
    if not path.parent.is_dir():
        raise DatabaseProblem(f"the folder {path.parent} of the database does not exist")
    if not create and not path.exists():
        raise DatabaseProblem(f"there is no database at {path}: run `rolegraph migrate` first")

    def connect() -> sqlite3.Connection:
        check_log(path)
        mode = "mode=rwc" if create else _mode(path)
        address = f"file:{quote(str(path))}?{mode}"
        return sqlite3.connect(address, uri=True, timeout=waiting.lock, check_same_thread=False)

    engine = create_engine(url, creator=connect, pool_timeout=waiting.pool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info[FILE] = _file(path)
        record.info[UNUSED] = True
        connection.isolation_level = None  # transactions begin where we say so, not where sqlite3 guesses
        connection.execute("PRAGMA foreign_keys = ON")
        if create:
            connection.execute("PRAGMA journal_mode = WAL")  # stays with the file: readers and a writer do not wait

    @event.listens_for(engine, "checkout")
    def check(_connection: Any, record: Any, _proxy: Any) -> None:
        """Another file may have taken the place of this one; SQLite would go on reading what it has open.

        What was only just opened has read nothing yet: where others write all the time, no connection would do.
        """
        if not record.info.pop(UNUSED, False) and record.info[FILE] != _file(path):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("rolegraph_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _mode(path: Path) -> str:
    """How to open a file that is there.

    On a mount that cannot be written, SQLite cannot make the files that it keeps beside one with a write-ahead log. It
    reads it without them if it is told that nobody changes it.
    """
    if can_be_written(path):
        return "mode=rw"
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        raise DatabaseProblem(
            f"{path} cannot be written, and what was written last is still in {log.name}: open it once where it can be "
            "(`rolegraph revisions` does), or copy it with `sqlite3 FILE '.backup COPY'`"
        )
    return "mode=ro&immutable=1"


def can_be_written(path: Path) -> bool:
    """Whether SQLite can write a file and those that it keeps beside it."""
    return os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)


def _file(path: Path) -> tuple[int, ...] | None:
    """Which file it is, and when it was written last; None if there is none.

    A connection keeps pages of the file in memory. SQLite notices what SQLite writes, and puts into the log first; it
    does not notice a file that is copied over this one, and would answer with pages of both. So whoever finds the file
    written begins anew, though mostly it was only what the log had.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def file_state(engine: Engine) -> tuple[int, ...] | None:
    """Changes whenever the file of a database is written or replaced; None for a database that is none."""
    return _file(Path(engine.url.database or "")) if engine.dialect.name == "sqlite" else None
