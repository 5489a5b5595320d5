"""The limit for any Python server: a bare ASGI callable that sends finished bytes, those of the file in FLOOR_BODY."""

import os
from pathlib import Path

from starlette.types import Receive, Scope, Send

BODY = Path(os.environ.get("FLOOR_BODY", os.devnull)).read_bytes()
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
