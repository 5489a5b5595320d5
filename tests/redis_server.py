"""A real Redis or Valkey, in which several servers count rates together."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.servers import READY_SECONDS, until


class Redis(NamedTuple):
    address: str
    process: subprocess.Popen[bytes]


def redis_program() -> str | None:
    """What is installed of it."""
    return shutil.which("valkey-server") or shutil.which("redis-server")


@contextmanager
def redis_server(program: str, folder: Path, port: int = 0) -> Iterator[Redis]:
    """One that listens on a port of 127.0.0.1, a free one unless it is given, stopped at the end."""
    with socket.socket() as probe:
        if not port:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--dir", str(folder)], stdout=subprocess.DEVNULL
    )

    def listens() -> bool:
        assert process.poll() is None
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    until(listens)
    try:
        yield Redis(f"redis://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(READY_SECONDS)
