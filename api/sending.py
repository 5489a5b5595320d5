"""What uvicorn leaves to others: responses in one piece, and bounds to how long the heads of requests are and take.

uvicorn writes head and body one after the other, here they go out together. A write is a system call and a packet,
which for small answers is a good part of all the work that there is.
"""

import asyncio
from http import HTTPStatus
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.problems import PROBLEM, error_of, problem
from api.protocol import BAD_REQUEST

HEAD_SECONDS = 15  # that the head of a request may take
HEAD_BYTES = 256 * 1024  # of it; a document in an address may be long
LONGEST_ADDRESS = 65_535  # letters that the parser takes
UNREADABLE = (
    "This is no request of HTTP/1.1: it begins with a method, an address of at most 65,535 letters (all but ASCII is "
    "percent-encoded) and the version, has headers of printable letters, and a body as long as they announce."
)

NAMELESS = "A request of HTTP/1.1 names its host, once (RFC 9112, 3.2)."


class Together:
    """A transport that holds what is written until the loop has nothing else to do at once, and sends it together."""

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop):
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)

    def flush(self) -> None:
        if self._held:
            held, self._held = self._held, []
            self._transport.writelines(held)

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol over such a transport, with bounds to how long and how slow the head of a request may be."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(Together(transport, self.loop))  # type: ignore[arg-type]  # it does what transports do
        self._head = 0  # bytes of the head that is coming
        self._has_head = False  # of the message that is coming, and then its body
        self._wrong = UNREADABLE
        self._patience: asyncio.TimerHandle | None = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._be_patient()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._has_head or self.transport.is_closing():
            return
        if self._head > HEAD_BYTES:
            self._refuse(431, f"The head of a request has at most {HEAD_BYTES:,} bytes.")
        elif self._patience is None:
            self._patience = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def on_message_begin(self) -> None:
        self._has_head = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._has_head = True
        self._be_patient()
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts != 1 and self.parser.get_http_version() == "1.1" and len(self.url) <= LONGEST_ADDRESS:
            self._wrong = NAMELESS
            raise ValueError(NAMELESS)  # which the parser gives back, as it does what it cannot read
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._head = 0
        super().on_message_complete()

    def _be_patient(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _too_slow(self) -> None:
        self._patience = None
        if not self._has_head and not self.transport.is_closing():
            self._refuse(408, f"The head of a request arrives within {HEAD_SECONDS} seconds.")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - given; it says less
        self._refuse(400, self._wrong)

    def _refuse(self, status: int, said: str) -> None:
        self._be_patient()
        body = orjson.dumps(problem(status, error_of(said, BAD_REQUEST)))
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: {PROBLEM}; charset=utf-8\r\n"
        ends = f"content-length: {len(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
        self.transport.write((head + ends).encode() + body)
        self.transport.close()
