"""How long a database is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """In seconds. The defaults are those of commands, whose loads may take minutes; servers wait for less.

    `connect`: for a connection. `pool`: for one of those that are in use. `lock`: for what another transaction holds.
    `silence`: for a sign of life from a database that was asked something. `statement`: for the whole of one question,
    None without limit. `tcp`: for a host that acknowledges nothing.
    """

    connect: float = 10
    pool: float = 30
    lock: float = 30
    silence: float = 600
    statement: float | None = None
    tcp: float = 30


PATIENT = Waiting()
