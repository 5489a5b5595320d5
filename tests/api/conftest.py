"""A real Redis, for the tests of rates that several servers count together."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import IN_CI
from tests.servers import READY_SECONDS, until


class Redis(NamedTuple):
    address: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        assert not IN_CI, "CI has redis-server"
        pytest.skip("neither valkey-server nor redis-server is installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )

    def listens() -> bool:
        assert process.poll() is None
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    until(listens)
    yield Redis(f"redis://127.0.0.1:{port}", process)
    process.terminate()
    process.wait(READY_SECONDS)
