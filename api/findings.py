"""What `rolegraph doctor` looks at, one after the other. Each look finds what is in order, worth knowing or wrong."""

import resource
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from api.memory import available_bytes, needed_bytes
from api.settings import Settings, unknown_settings
from db.chain import recomputed
from db.condition import disk, is_standby, newest_size, seconds_ahead
from db.engine import check_readable, migration_after, newest_migration, open_engine, show
from db.errors import DatabaseProblem, reason
from db.store import Store

MOST_SECONDS_APART = 2.0  # of clocks
LEAST_FREE = 3  # times the size of the database: a backup, and what a load writes before it is done
FEW_FILES = 4096
REDIS_SECONDS = 2.0


class State(StrEnum):
    """How it is. Only what is `WRONG` makes `doctor` end with 1."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


class Finding(NamedTuple):
    """What was looked at, how it is, and what to do."""

    about: str
    state: State
    said: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything, in the order in which it is to be mended."""
    yield from _settings()
    engine = None
    try:
        engine = open_engine(settings.database_url, waiting=settings.waiting())
        began = time.monotonic()
        migration = check_readable(engine)
        took = time.monotonic() - began
        yield Finding("database", State.OK, f"{show(engine)} answers, in {took * 1000:.0f} ms")
        yield from _database(engine, migration)
        yield from _memory(engine, settings)
    except DatabaseProblem as error:
        yield Finding("database", State.WRONG, str(error))
    except DBAPIError as error:
        yield Finding("database", State.WRONG, f"it failed: {reason(error)}")
    finally:
        if engine is not None:
            engine.dispose()
    for look in OTHERS:
        yield look(settings)


def _settings() -> Iterator[Finding]:
    unknown = list(unknown_settings())
    for name, nearest in unknown:
        hint = f": did you mean {nearest}?" if nearest else ""
        yield Finding("settings", State.WRONG, f"there is no setting {name}, it is ignored{hint}")
    if not unknown:
        yield Finding("settings", State.OK, "all that are given are known, and can be what they are")


def _database(engine: Engine, migration: str) -> Iterator[Finding]:
    newest = newest_migration()
    if migration == newest:
        yield Finding("migrations", State.OK, f"{migration}, the newest")
    elif migration == migration_after():
        yield Finding(
            "migrations", State.NOTE, f"{migration}, of the next rolegraph: this one ({newest}) reads it only"
        )
    else:
        yield Finding("migrations", State.NOTE, f"{migration}: run `rolegraph migrate`; until then it is read only")
    if is_standby(engine):
        yield Finding("database", State.NOTE, "it is a standby: it serves, and loads go to the primary")
    revision = Store(engine).newest()
    with Store(engine).reading() as reader:
        spoilt = [number for number, stored, made in recomputed(reader.connection) if stored != made]
        revisions = reader.revisions()
    if not revisions:
        yield Finding("history", State.NOTE, "nothing was ever loaded: servers answer 503 at /readyz until then")
    elif spoilt:
        numbers = ", ".join(map(str, spoilt[:5])) + ("…" if len(spoilt) > 5 else "")
        yield Finding("history", State.WRONG, f"revisions {numbers} are not what was written: run `rolegraph verify`")
    else:
        yield Finding("history", State.OK, f"up to revision {revision}, all digests are right")
    space = disk(engine)
    size = f"the database has {_megabytes(space.used)}"
    if space.free is None:
        yield Finding("disk", State.OK, f"{size}; how much is free only its own machine knows")
    elif space.free < LEAST_FREE * space.used:
        yield Finding(
            "disk",
            State.WRONG,
            f"{size}, {_megabytes(space.free)} are free beside it: a large load and a backup want "
            f"{_megabytes(LEAST_FREE * space.used)}",
        )
    else:
        yield Finding("disk", State.OK, f"{size}, {_megabytes(space.free)} are free beside it")
    ahead = seconds_ahead(engine)
    future = revisions and (revisions[-1].committed_at - datetime.now(UTC)).total_seconds() > MOST_SECONDS_APART
    if abs(ahead) > MOST_SECONDS_APART:
        way = "ahead of" if ahead > 0 else "behind"
        yield Finding(
            "clock", State.WRONG, f"that of the database is {abs(ahead):.1f} s {way} this machine's: set both"
        )
    elif future:
        yield Finding(
            "clock", State.WRONG, "the newest revision is from the future: this or the writer's clock is wrong"
        )
    else:
        yield Finding("clock", State.OK, f"it and the database's are {abs(ahead):.1f} s apart")


def _memory(engine: Engine, settings: Settings) -> Iterator[Finding]:
    there = available_bytes()
    with engine.connect() as connection:
        size = newest_size(connection)
    needed = needed_bytes(size.content, settings)
    where = f"{settings.workers} process{'es' * (settings.workers > 1)}"
    said = f"{size.records:,} records in {where} take about {_megabytes(needed)}"
    if there is None:
        yield Finding("memory", State.NOTE, f"{said}; how much there is cannot be found out here")
    elif needed > there:
        yield Finding(
            "memory", State.WRONG, f"{said}, {_megabytes(there)} are to be had: fewer ROLEGRAPH_WORKERS, or more"
        )
    else:
        yield Finding("memory", State.OK, f"{said}, {_megabytes(there)} are to be had")


def _rates(settings: Settings) -> Finding:
    if settings.rate_storage.startswith("memory:"):
        if settings.workers > 1 and (settings.anonymous_rate or settings.anonymous_budget):
            said = f"each of {settings.workers} processes counts by itself: name a Redis in ROLEGRAPH_RATE_STORAGE"
            return Finding("rates", State.NOTE, said)
        return Finding("rates", State.OK, "requests are counted in the process")
    import redis

    address = settings.rate_storage.replace("valkey://", "redis://", 1)
    try:
        with redis.Redis.from_url(
            address, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        ) as connection:
            began = time.monotonic()
            seconds, microseconds = connection.time()
            took = time.monotonic() - began
    except (redis.RedisError, OSError, ValueError) as error:
        return Finding("rates", State.WRONG, f"the storage of rates does not answer, nobody is limited: {error}")
    ahead = seconds + microseconds / 1e6 - time.time()
    if abs(ahead) > MOST_SECONDS_APART:
        return Finding("rates", State.NOTE, f"the clock of the storage of rates is {abs(ahead):.1f} s apart from ours")
    return Finding("rates", State.OK, f"their storage answers, in {took * 1000:.0f} ms")


def _proxies(settings: Settings) -> Finding:
    limited = settings.anonymous_rate or settings.anonymous_budget
    everybody = [each for each in settings.trusted_proxies if each.prefixlen == 0]
    if everybody:
        said = "everybody is believed to be a proxy (ROLEGRAPH_TRUSTED_PROXIES), so anybody can say to be somebody else"
        return Finding("proxies", State.WRONG, said)
    if settings.trusted_proxies:
        return Finding("proxies", State.OK, f"{', '.join(map(str, settings.trusted_proxies))} are believed")
    if limited:
        said = "none is believed: behind one, all who ask count as one (ROLEGRAPH_TRUSTED_PROXIES)"
        return Finding("proxies", State.NOTE, said)
    if not _is_local(settings.host):
        said = "none is believed, and anybody may ask as often as they like: ROLEGRAPH_ANONYMOUS_RATE limits it"
        return Finding("proxies", State.NOTE, said)
    return Finding("proxies", State.OK, "none is believed, and it listens on this machine only")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _files(_settings: Settings) -> Finding:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FEW_FILES:
        said = f"{hard} at most, and each connection is one: raise it (ulimit -Hn, LimitNOFILE)"
        return Finding("files", State.WRONG if hard < FEW_FILES // 16 else State.NOTE, said)
    return Finding("files", State.OK, "as many connections as are needed may be open")


def _temporary(_settings: Settings) -> Finding:
    import tempfile

    folder = Path(tempfile.gettempdir())
    free = shutil.disk_usage(folder).free
    state = State.OK if free > 2**26 else State.WRONG
    return Finding("temporary files", state, f"{_megabytes(free)} are free in {folder}")


def _page(_settings: Settings) -> Finding:
    if (files("api") / "static" / "index.html").is_file():
        return Finding("page", State.OK, "it is there")
    return Finding("page", State.NOTE, "it was not built (`make web`): the API answers, the page does not")


OTHERS: tuple[Callable[[Settings], Finding], ...] = (_rates, _proxies, _files, _temporary, _page)


def _megabytes(count: int) -> str:
    return f"{count / 2**20:,.0f} MiB"
