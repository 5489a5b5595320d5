"""The lines of standard input that a program sends: those that are no message are answered at once, as over HTTP.

The library drops them without a word, and whoever waits for an answer waits for ever.
"""

import sys
from collections.abc import AsyncIterator
from io import TextIOWrapper
from typing import Any

import anyio
from mcp.shared.message import SessionMessage
from mcp_types import ErrorData, JSONRPCError

from api.assistants.envelope import Malformed, check, check_params


class Lines:
    """What `mcp.server.stdio` reads its messages from. `answers` is where answers go, which it makes itself."""

    def __init__(self) -> None:
        self.answers: Any = None
        self._read: Any = anyio.wrap_file(TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))
        self._begun = anyio.Event()

    def answer_to(self, answers: Any) -> None:
        """Begin to give lines away, now that it is known where answers go."""
        self.answers = answers
        self._begun.set()

    async def __aiter__(self) -> AsyncIterator[str]:
        await self._begun.wait()
        async for line in self._read:
            if not line.strip():
                continue
            try:
                check(line.encode())
                check_params(line.encode())
            except Malformed as error:
                said = ErrorData(code=error.number, message=str(error))
                await self.answers.send(SessionMessage(JSONRPCError(jsonrpc="2.0", id=error.id, error=said)))
            else:
                yield line
