"""A process that has imported the program, and becomes `rolegraph` in a copy of itself as often as it is asked.

What a copy does is what a process of its own would do, from its arguments to its exit code; but it need not import
everything anew, which takes a second and a half. `tests.servers` asks for copies over a socket.
"""

import gc
import os
import select
import signal
import socket
import sys
from importlib import import_module
from typing import NamedTuple

import orjson

STREAMS = 3  # standard input, output and errors of a copy, which come with a question; then a pipe for its exit code

NEEDED = (
    *("alembic.config", "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite", "typer.rich_utils"),
    *("uvicorn.loops.uvloop", "uvicorn.protocols.http.httptools_impl"),
    *("api.cli", "api.app", "api.sending", "db.verifying", "db.views", "schema.printing"),
    *("seeds.importing.esco", "seeds.importing.onet"),
)
"""What commands import, some of it only when they need it."""


class Wanted(NamedTuple):
    """What a copy is to be."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    files: list[int]


def received(asked: socket.socket) -> Wanted | None:
    """The next question, or None where nobody is there any more to ask one."""
    begin, files, _, _ = socket.recv_fds(asked, 1, STREAMS + 1)
    if not begin:
        return None
    text = b""
    while not text.endswith(b"\n"):
        text += asked.recv(65_536)
    question = orjson.loads(text)
    return Wanted(question["arguments"], question["environment"], question["folder"], list(files))


def wait_for_work(asked: socket.socket) -> Wanted | None:
    """What this process is to be, if it is a copy; None in the original, at the end."""
    waking, woken = socket.socketpair()
    woken.setblocking(False)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    codes: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([asked, waking], [], [])
        if waking in ready:
            waking.recv(65_536)
            _tell_codes(codes)
        if asked in ready:
            wanted = received(asked)
            if wanted is None:
                return None
            process = os.fork()
            if not process:
                signal.set_wakeup_fd(-1)
                for each in (waking, woken, asked):
                    each.close()
                return wanted
            codes[process] = wanted.files.pop()
            for file in wanted.files:
                os.close(file)
            asked.sendall(f"{process}\n".encode())


def _tell_codes(codes: dict[int, int]) -> None:
    while codes:
        process, status = os.waitpid(-1, os.WNOHANG)
        if not process:
            return
        pipe = codes.pop(process)
        os.write(pipe, str(os.waitstatus_to_exitcode(status)).encode())
        os.close(pipe)


def become(wanted: Wanted) -> None:
    """Take the place of what was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream, file in enumerate(wanted.files[:STREAMS]):
        os.dup2(file, stream)
    for file in wanted.files:
        os.close(file)
    os.environ.clear()
    os.environ.update(wanted.environment)
    os.chdir(wanted.folder)
    sys.argv = ["rolegraph", *wanted.arguments]


if __name__ == "__main__":
    for name in NEEDED:
        import_module(name)
    gc.collect()
    gc.freeze()  # a copy that went through all this for garbage, or took it apart at its end, would make it its own
    found = wait_for_work(socket.socket(fileno=int(sys.argv[1])))
    if found is not None:
        become(found)
        import_module("api.cli").app(prog_name="rolegraph")
