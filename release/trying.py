"""Tries a wheel where nothing else is: in an empty environment and an empty folder, as who installs it has it.

    python -m release.trying dist/rolegraph-….whl

Installs what `requirements.lock` pins, then the wheel; makes a database, loads the shipped dataset, serves, asks, and
stops. Raises at the first thing that is not as it should be.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
READY_SECONDS = 120
QUERY = json.dumps({"query": "{ roles { totalCount } revision { number } }"}).encode()
ANSWER = {"data": {"roles": {"totalCount": 13}, "revision": {"number": 1}}}


def try_out(wheel: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="rolegraph-release-") as name:
        folder = Path(name)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env/bin/python"
        pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        subprocess.run([*pip, "--no-deps", str(wheel.resolve())], check=True)
        _use(folder / "env/bin/rolegraph", folder)


def _use(program: Path, folder: Path) -> None:
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ROLEGRAPH_", "PYTHON"))}
    settings = {"ROLEGRAPH_DATABASE_URL": f"sqlite:///{folder / 'kb.db'}", "ROLEGRAPH_PORT": str(port)}
    given = kept | settings

    def run(*arguments: str) -> str:
        done = subprocess.run([program, *arguments], cwd=folder, env=given, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"rolegraph {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    print(run("--version").strip())
    run("migrate")
    print(run("load", "--shipped").strip())
    run("backup", "kb.backup")
    run("doctor")
    server = subprocess.Popen([program, "serve"], cwd=folder, env=given)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        request = urllib.request.Request(f"{address}/graphql", QUERY, {"Content-Type": "application/json"})
        answer = json.load(urllib.request.urlopen(request, timeout=30))
        if answer != ANSWER:
            raise RuntimeError(f"the answer is {answer}")
        page = urllib.request.urlopen(f"{address}/", timeout=30).read()
        if b"<script" not in page:
            raise RuntimeError("the page is not served")
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(READY_SECONDS)
    if code:
        raise RuntimeError(f"the server ended with {code}")


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server was not ready in time")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("say which: python -m release.trying WHEEL")
    try_out(Path(sys.argv[1]))
    print("It works where nothing else is.")
