"""Real servers for the tests: `rolegraph serve` in a process of its own, on 127.0.0.1."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

READY_SECONDS = 300  # that a server may take to start, or to prepare, on a machine that does much else


def rolegraph(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with settings such as `DATABASE_URL="…"`."""
    return subprocess.run(
        [sys.executable, "-m", "api", *map(str, arguments)],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ROLEGRAPH_")}
    return inherited | {"COLUMNS": "200"} | {f"ROLEGRAPH_{name}": value for name, value in settings.items()}


@dataclass(frozen=True)
class Server:
    """A server that answers at `url`."""

    url: str
    process: subprocess.Popen[str]
    log_file: Path

    def log(self) -> str:
        """What it has written so far."""
        return self.log_file.read_text()

    def wait_until_prepared(self) -> None:
        """Wait until nobody has to wait for what is made once, such as the moves that routes are made of."""
        until = time.monotonic() + READY_SECONDS
        while not httpx.get(f"{self.url}/readyz", timeout=30).json()["prepared"]:
            assert time.monotonic() < until, f"the server was not prepared in time: {self.log()}"
            time.sleep(0.2)

    def ask(self, query: str, path: str = "/graphql", **variables: Any) -> dict[str, Any]:
        """The answer to a query. Raises `httpx.HTTPStatusError` for a status that is no success."""
        response = httpx.post(self.url + path, json={"query": query, "variables": variables}, timeout=30)
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer


@contextmanager
def serving(database_url: str, program: Sequence[str] | None = None, **settings: str) -> Iterator[Server]:
    """A server on a free port, stopped at the end; `program` is what to run instead of `rolegraph serve`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.NamedTemporaryFile("w+") as log:
        process = subprocess.Popen(
            list(program or (sys.executable, "-m", "api", "serve")),
            env=environment({"DATABASE_URL": database_url, "PORT": str(port)} | settings),
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
        server = Server(f"http://127.0.0.1:{port}", process, Path(log.name))
        try:
            _wait_until_ready(server)
            yield server
        finally:
            process.terminate()
            process.wait(READY_SECONDS)


def _wait_until_ready(server: Server) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise AssertionError(f"the server ended: {server.log()}")
        try:
            server.ask("{ __typename }")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server was not ready in time")
