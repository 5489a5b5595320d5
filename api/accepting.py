"""Accepting connections, as many as there are files for: further ones are told so, before the system resets them.

The loop's own server accepts all that wait at once, and those for which no file is left are reset, without a word to
them or in the log. Here each is accepted by itself. Where no more fit, a few are accepted to be refused with 503, one
after the other, and all others wait with the system until it is their turn.
"""

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

import orjson

from api import descriptors, metrics
from api.problems import of_errors

OWN_FILES = 20  # that are opened now and then: the database, its log, the storage of rates
REFUSING = 6  # connections that are refused at once
LEAST = 4  # that are served, however few files there may be
AT_ONCE = 32  # accepted, until the loop comes to something else
ASKING_SECONDS = 0.25  # that who is refused may take to ask; others wait meanwhile
READING_SECONDS = 1.0  # and then to read the answer and to end the connection
LONGEST_HEAD = 64 * 1024  # bytes of who is refused, until it is answered in any case
TELL_SECONDS = 10.0  # between lines in the log
REASON, OVERLOADED = "connections", "OVERLOADED"
_SAID = {"message": "Too many connections are open here: try again.", "extensions": {"code": OVERLOADED}}
_BODY = orjson.dumps(of_errors(503, [_SAID]))  # for whatever door: nobody has read which it was to be
REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json; charset=utf-8\r\nretry-after: 1\r\n"
    b"cache-control: no-store\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%b" % (len(_BODY), _BODY)
)

logger = logging.getLogger("rolegraph.connections")


def most_connections() -> int:
    """How many can be served beside all that is open now."""
    return max(LEAST, descriptors.limit() - descriptors.in_use() - OWN_FILES - REFUSING)


class Acceptor:
    """Takes connections from a listening socket, and gives each that fits a protocol of its own.

    It has what uvicorn needs of a server: `close` and `wait_closed`.
    """

    def __init__(self, listening: socket.socket, served: Callable[[], asyncio.Protocol], most: int):
        """`most` are served at once. Begins at once, on the running loop."""
        listening.setblocking(False)
        self._listening = listening
        self._served_by = served
        self._most = most
        self._served = self._refused = 0
        self._beginning: set[asyncio.Task[Any]] = set()
        self._loop = asyncio.get_running_loop()
        self._is_closed = False
        self._listens = False
        self._refused_since_told = 0
        self._told_at = -TELL_SECONDS
        self._listen()

    def close(self) -> None:
        """Accept no more. Those that were accepted go on."""
        self._is_closed = True
        self._rest()

    async def wait_closed(self) -> None:
        """Wait for those that were just being accepted."""
        if self._beginning:
            await asyncio.wait(self._beginning)

    def _listen(self) -> None:
        if not (self._listens or self._is_closed):
            self._listens = True
            self._loop.add_reader(self._listening, self._accept)

    def _rest(self) -> None:
        if self._listens:
            self._listens = False
            self._loop.remove_reader(self._listening)

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            if self._served >= self._most and self._refused >= REFUSING:
                self._rest()  # the next one that ends makes room
                return
            try:
                connection, _ = self._listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return  # another process had it, or it has gone
            except OSError as error:  # no file is left all the same: others have them
                self._rest()
                self._loop.call_later(ASKING_SECONDS, self._listen)
                self._tell(f"no connection can be accepted: {error.strerror}")
                return
            connection.setblocking(False)
            if self._served < self._most:
                self._served += 1
                self._begin(connection, self._served_by(), self._left)
            else:
                self._refused += 1
                self._refused_since_told += 1
                metrics.REFUSALS.labels(REASON).inc()
                self._tell(f"{self._served} connections are open, and no more fit: {self._refused_since_told} refused")
                self._begin(connection, Refusal(self._loop), self._turned_away)

    def _begin(self, connection: socket.socket, protocol: asyncio.Protocol, left: Callable[[], None]) -> None:
        task = self._loop.create_task(self._connect(connection, _leaving(protocol, left), left))
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    async def _connect(self, connection: socket.socket, protocol: asyncio.Protocol, left: Callable[[], None]) -> None:
        try:
            await self._loop.connect_accepted_socket(lambda: protocol, connection)
        except OSError:  # it has gone already
            connection.close()
            left()

    def _left(self) -> None:
        self._served -= 1
        self._listen()

    def _turned_away(self) -> None:
        self._refused -= 1
        self._listen()

    def _tell(self, what: str) -> None:
        now = time.monotonic()
        if now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        self._refused_since_told = 0
        logger.warning("%s; %d files may be open: raise the limit (ulimit -n, LimitNOFILE)", what, descriptors.limit())


class Refusal(asyncio.Protocol):
    """Answers whatever is asked with 503.

    The answer comes after the question, and the connection ends after the other side has ended it: a system that is to
    close what was not read resets it, and nobody reads the answer then.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop):
        self._loop = loop
        self._head = b""
        self._is_answered = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._patience = self._loop.call_later(ASKING_SECONDS, self._end)

    def data_received(self, data: bytes) -> None:
        if self._is_answered:
            return
        self._head += data
        if b"\r\n\r\n" in self._head or len(self._head) > LONGEST_HEAD:
            self._answer()

    def eof_received(self) -> bool:
        return False  # close it, too

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - given
        self._patience.cancel()

    def _answer(self) -> None:
        self._is_answered = True
        self._head = b""
        self._transport.write(REFUSAL)
        self._transport.write_eof()
        self._patience.cancel()
        self._patience = self._loop.call_later(READING_SECONDS, self._transport.close)

    def _end(self) -> None:
        self._answer()
        self._transport.close()


def _leaving(protocol: asyncio.Protocol, left: Callable[[], None]) -> asyncio.Protocol:
    """The protocol, which tells when its connection has ended."""
    end = protocol.connection_lost

    def ended(exc: Exception | None) -> None:
        left()
        end(exc)

    protocol.connection_lost = ended  # type: ignore[method-assign]  # of this one object
    return protocol
