"""Real processes for the tests: `rolegraph` with its arguments, and servers on 127.0.0.1."""

import atexit
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import httpx
import orjson

READY_SECONDS = 600  # that anything may take, on a machine that does much else: who waits longer waits for ever
PATIENT = f"socket_timeout={READY_SECONDS}&socket_connect_timeout={READY_SECONDS}"  # in the address of a Redis
FRESH = (sys.executable, "-m", "api", "serve")  # a server that shares nothing with others, not even the order of sets
PROGRESS = re.compile(r"[\w ]+: ([\d,]+ in )?[\d.]+ s")  # of a stage that takes more than a second


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + READY_SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come to be so"
        time.sleep(0.02)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    ours = (
        "ROLEGRAPH_",
        "PYTEST_CURRENT_TEST",
    )  # which may be longer than a program may be given
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | {"COLUMNS": "200"} | {f"ROLEGRAPH_{name}": value for name, value in settings.items()}


class Program:
    """A process of `rolegraph`, with what of `subprocess.Popen` the tests use. It is a copy of `tests.nursery`."""

    def __init__(self, arguments: Sequence[str], settings: Mapping[str, str], stdout: IO[str], stderr: IO[str]) -> None:
        self.arguments = arguments
        self.returncode: int | None = None
        self._code, told = os.pipe()
        question = {"arguments": arguments, "environment": settings, "folder": str(Path.cwd())}
        with Path(os.devnull).open() as stdin:
            asked = _nursery()
            socket.send_fds(asked, [b"?"], [stdin.fileno(), stdout.fileno(), stderr.fileno(), told])
            asked.sendall(orjson.dumps(question) + b"\n")
            os.close(told)
        self.pid = int(asked.makefile("r").readline())

    def poll(self) -> int | None:
        """The exit code, None as long as it runs."""
        return self._ended(0)

    def wait(self, timeout: float = READY_SECONDS) -> int:
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(list(self.arguments), timeout)
        return code

    def _ended(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._code], [], [], seconds)[0]:
            self.returncode = int(os.read(self._code, 10))
            os.close(self._code)
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


COMMAND = """#!{python} -IS
import json, os, socket, sys
asked = socket.socket(fileno={nursery})
code, told = os.pipe()
socket.send_fds(asked, [b"?"], [0, 1, 2, told])
question = {{"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}}
asked.sendall(json.dumps(question).encode() + b"\\n")
os.close(told)
asked.recv(100)
sys.exit(int(os.read(code, 10)))
"""


def command_in(folder: Path) -> int:
    """Put a command `rolegraph` there that asks for a copy, and return the file that its process has to inherit."""
    nursery = _nursery().fileno()
    (folder / "rolegraph").write_text(COMMAND.format(python=sys.executable, nursery=nursery))
    (folder / "rolegraph").chmod(0o755)
    return nursery


@cache
def _nursery() -> socket.socket:
    """Where copies are asked for."""
    ours, its = socket.socketpair()
    inherited = {name: value for name, value in environment({}).items() if name not in ("COLUMNS", "LINES")}
    with its:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", str(its.fileno())],
            env=inherited,
            cwd=Path(__file__).parents[1],
            pass_fds=[its.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def without_progress(text: str) -> str:
    return "".join(line for line in text.splitlines(True) if not PROGRESS.fullmatch(line.strip()))


def rolegraph(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with settings such as `DATABASE_URL="…"`.

    What it says of stages that take long is left out: that hangs on how much else the machine does.
    """
    given = list(map(str, arguments))
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        program = Program(given, environment(settings), out, err)
        try:
            code = program.wait()
        finally:
            program.kill()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(given, code, out.read(), without_progress(err.read()))


@dataclass(frozen=True)
class Server:
    """A server that answers at `url`."""

    url: str
    process: "Program | subprocess.Popen[str]"
    log_file: Path

    def log(self) -> str:
        """What it has written so far."""
        return self.log_file.read_text()

    def wait_until_prepared(self) -> None:
        """Wait until nobody has to wait for what is made once, such as the moves that routes are made of."""
        until(lambda: httpx.get(f"{self.url}/readyz", timeout=READY_SECONDS).json()["prepared"])

    def ask(self, query: str, path: str = "/graphql", **variables: Any) -> dict[str, Any]:
        """The answer to a query. Raises `httpx.HTTPStatusError` for a status that is no success."""
        response = httpx.post(self.url + path, json={"query": query, "variables": variables}, timeout=READY_SECONDS)
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer


@contextmanager
def serving(database_url: str, program: Sequence[str] | None = None, **settings: str) -> Iterator[Server]:
    """A server on a free port, stopped at the end; `program` is what to run instead of `rolegraph serve`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    patient = {"MAX_SECONDS": str(READY_SECONDS), "SHUTDOWN_SECONDS": str(READY_SECONDS)}
    given = environment({"DATABASE_URL": database_url, "PORT": str(port)} | patient | settings)
    process: Program | subprocess.Popen[str]
    with tempfile.NamedTemporaryFile("w+") as log:
        if program is None:
            process = Program(["serve"], given, log.file, log.file)
        else:
            process = subprocess.Popen(list(program), env=given, stdout=log, stderr=subprocess.STDOUT, text=True)
        server = Server(f"http://127.0.0.1:{port}", process, Path(log.name))
        try:
            _wait_until_ready(server)
            yield server
        finally:
            process.terminate()
            process.wait(READY_SECONDS)


def _wait_until_ready(server: Server) -> None:
    def answers() -> bool:
        if server.process.poll() is not None:
            raise AssertionError(f"the server ended: {server.log()}")
        try:
            server.ask("{ __typename }")
        except httpx.TransportError:
            return False
        return True

    until(answers)
