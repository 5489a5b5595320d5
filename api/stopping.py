"""A server process: how it begins to accept connections, and how it ends when it was told to, with exit code 0."""

import asyncio
import logging
import os
import signal
import socket
import sys
from types import FrameType
from typing import Any, NoReturn

import uvicorn

STARTUP_FAILURE = 3  # the exit code, as uvicorn has it
ENDING_SECONDS = 1.5  # of the time to stop, for what there is to do when the last request is answered


def seconds_for_requests(whole: float) -> float:
    """How long requests may go on, where the process has to have ended after `whole` seconds."""
    return max(whole / 2, whole - ENDING_SECONDS)


class Server(uvicorn.Server):
    """uvicorn's own ends by the signal that it got, which looks like having been killed."""

    was_told = False

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop, and then end the process: nothing comes after it."""
        await super().serve(sockets)
        if self.started and self.was_told:
            leave()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve connections of these sockets, which are ours to accept from."""
        from api.accepting import Acceptor, most_connections  # here, because it counts: the supervisor counts elsewhere

        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(STARTUP_FAILURE)
        most = most_connections()
        self.servers: list[Any] = [Acceptor(each, self._protocol, most) for each in sockets or []]
        self.started = True

    def _protocol(self) -> asyncio.Protocol:
        made: Any = self.config.http_protocol_class
        protocol: asyncio.Protocol = made(self.config, self.server_state, self.lifespan.state)
        return protocol

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - given
        self.was_told = True
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True

    @property
    def has_failed(self) -> bool:
        """Whether it ended without having served, and nobody told it to."""
        return not (self.started or self.was_told)


def leave() -> NoReturn:
    """End this process at once, with what it wrote written. Python would take a snapshot apart object by object first,
    which is seconds where the machine is busy, for memory that nobody will use again.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def end_if_told() -> None:
    """Until a server runs, let SIGTERM end this process as a server would end: with what it has open closed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
