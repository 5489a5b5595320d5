"""Engines for PostgreSQL, whose waiting is bounded: a database that hangs is one that does not answer.

The server's own limits end what it works at too long. They do not help where the server itself is stopped, or the
network is silent: so a connection that was asked something and hears nothing is given up here, too.
"""

import math
import time
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, Connection, Engine, create_engine, event

from db.errors import DatabaseProblem
from db.waiting import Waiting

NAME = "rolegraph"  # as which the database knows connections
LOOK_SECONDS = 0.1  # between looks at the clock
READY_NONE = 0  # of psycopg's protocol of waiting: nothing came


class Bounded(psycopg.Connection[Any]):
    """A connection that is closed when the database says nothing for `silence` seconds to what it was asked."""

    silence = math.inf

    def wait(self, gen: PQGen[RV], interval: float = LOOK_SECONDS, timeout: float | None = None) -> RV:
        return super().wait(self._heard(gen), interval, timeout)

    def _heard(self, gen: PQGen[RV]) -> PQGen[RV]:
        until = time.monotonic() + self.silence
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready != READY_NONE:
                    until = time.monotonic() + self.silence
                elif time.monotonic() > until:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(f"the database said nothing for {self.silence:g} seconds")
                wanted = gen.send(ready)
        except StopIteration as done:
            result: RV = done.value
            return result


def open_postgresql(url: str, waiting: Waiting) -> Engine:
    """An engine for an address as libpq takes it: with several hosts, a socket, or parameters of its own."""
    try:
        asked: dict[str, Any] = conninfo_to_dict(url)
    except psycopg.Error as error:
        raise DatabaseProblem(
            f"this is no address of a PostgreSQL ({str(error).strip()}): use postgresql://USER@HOST/NAME"
        ) from error
    milliseconds = round(waiting.tcp * 1000)
    given: dict[str, Any] = {
        "application_name": NAME,
        "connect_timeout": max(1, math.ceil(waiting.connect)),
        "keepalives_idle": max(1, round(waiting.tcp / 2)),
        "keepalives_interval": max(1, round(waiting.tcp / 6)),
        "keepalives_count": 3,
        "tcp_user_timeout": milliseconds,
        **asked,
    }
    engine = create_engine(_shown(asked), pool_pre_ping=True, pool_timeout=waiting.pool)
    limits = {"lock_timeout": waiting.lock, "statement_timeout": waiting.statement}
    settings = ", ".join(
        f"set_config('{name}', '{round(seconds * 1000)}', true)" for name, seconds in limits.items() if seconds
    )

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _arguments: Any, _parameters: Any) -> Bounded:
        connection = Bounded.connect(**given)
        connection.silence = waiting.silence
        return connection

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """For this transaction only: poolers between give connections to others, too."""
        connection.exec_driver_sql(f"SELECT {settings}")

    return engine


def _shown(asked: dict[str, Any]) -> URL:
    """The address as SQLAlchemy writes it: for messages, and for others that open the same database."""
    plain = {name: value for name, value in asked.items() if name != "sslpassword"}
    user, password, name = (plain.pop(key, None) for key in ("user", "password", "dbname"))
    host, port = plain.get("host"), plain.get("port")
    if host and not host.startswith("/") and "," not in host and (port is None or port.isdecimal()):
        del plain["host"]
        plain.pop("port", None)
        return URL.create("postgresql+psycopg", user, password, host, int(port) if port else None, name, plain)
    return URL.create("postgresql+psycopg", user, password, None, None, name, plain)
