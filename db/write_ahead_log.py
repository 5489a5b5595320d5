"""The write-ahead log that SQLite keeps beside a file: it is put into the file soon, and taken for what it is.

SQLite applies a log to whatever file it lies beside. A file that was put in the place of another, beside the log that a
killed process left, would so be given back what it was to undo, or parts of it. Nothing in either says to which file a
log belongs; when both were written last does, and whether the file holds what the log would put there first.
"""

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from sqlalchemy import Engine

SETTLE_SECONDS = 0.2  # that readers are waited for; what they keep in the log, the next one puts into the file
LOOK_AGAIN_SECONDS = 0.2  # another process may be at it just now
HEADER = struct.Struct(">8I")  # of the log: magic, version, size of pages, sequence, two salts, two checksums
FRAME = struct.Struct(">6I")  # before each page: its number, size of the file after a commit or 0, the same salts
MAGIC = 0x377F0682  # or one more, where checksums are written the other way round


def log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def settle(engine: Engine) -> None:
    """Put what was written into the file and empty the log, as far as nobody reads what was before it.

    So a copy of the file has all of it, and a process that is killed leaves a log with nothing in it.
    """
    path = Path(str(engine.url.database))
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute(f"PRAGMA busy_timeout = {round(SETTLE_SECONDS * 1000)}")
        with suppress(sqlite3.OperationalError):  # somebody writes: who does, settles after that
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        driver.execute(f"PRAGMA busy_timeout = {patience}")
    log = log_of(path)
    with suppress(FileNotFoundError):
        if log.stat().st_size:
            log.touch()  # it still belongs to the file, a part of which it has been put into


def check_log(path: Path) -> None:
    """Raise `sqlite3.OperationalError` if the log beside a file is that of another file, which was there before."""
    if _is_of_another(path):
        time.sleep(LOOK_AGAIN_SECONDS)
        if _is_of_another(path):
            log = log_of(path)
            raise sqlite3.OperationalError(
                f"{path.name} was replaced, and {log.name} beside it is the log of the file that was there before: "
                f"remove {log} and {path}-shm if you put this file there, or, if nobody did, `touch {log}`"
            )


def _is_of_another(path: Path) -> bool:
    log = log_of(path)
    try:
        kept, own = log.stat(), path.stat()
    except FileNotFoundError:
        return False
    if kept.st_size <= HEADER.size or own.st_ctime_ns <= kept.st_ctime_ns:
        return False
    with log.open("rb") as read:
        first = _first_page(read)
    if first is None:
        return False
    with path.open("rb") as read:
        read.seek((first.number - 1) * len(first.content))
        return read.read(len(first.content)) != first.content


class _Page(NamedTuple):
    number: int
    content: bytes


def _first_page(log: BinaryIO) -> _Page | None:
    """The page with the lowest number that was committed to a log, as it is there last; None if none was.

    SQLite puts pages into the file in the order of their numbers, so that this is the first to be there.
    """
    header = log.read(HEADER.size)
    if len(header) < HEADER.size:  # who holds it has put it into the file since it was looked at
        return None
    magic, _, size, _, *salts, _, _ = HEADER.unpack(header)
    if magic & ~1 != MAGIC:
        return None
    committed: int | None = None
    number = 0
    waiting: list[tuple[int, int]] = []
    for page, is_commit, place in _frames(log, size, salts):
        waiting.append((page, place))
        if is_commit:
            lowest = min(each for each, _ in waiting)
            if committed is None or lowest <= number:
                number = lowest
                committed = max(place for each, place in waiting if each == lowest)
            waiting.clear()
    if committed is None:
        return None
    log.seek(committed)
    return _Page(number, log.read(size))


def _frames(log: BinaryIO, size: int, salts: list[int]) -> Iterator[tuple[int, bool, int]]:
    """The number of each page in the log, whether it ends a transaction, and where its content is."""
    place = HEADER.size
    while len(head := _at(log, place)) == FRAME.size:
        page, after, *own, _, _ = FRAME.unpack(head)
        if own != salts:
            return  # of an earlier round, not written over yet
        yield page, bool(after), place + FRAME.size
        place += FRAME.size + size


def _at(log: BinaryIO, place: int) -> bytes:
    log.seek(place)
    return log.read(FRAME.size)
