"""What an operator mistypes is told, and what a machine does not allow."""

import socket
import sys
from contextlib import ExitStack
from importlib.metadata import version

import httpx
import pytest

from db.store import Store
from tests.api.test_operating import metric
from tests.servers import Server, rolegraph, serving, until


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


def test_the_version_is_told() -> None:
    done = rolegraph("--version")
    assert (done.returncode, done.stdout) == (0, f"rolegraph {version('rolegraph')}\n")


@pytest.mark.parametrize(
    ("mistyped", "nearest"),
    [
        ("WOKERS", ": did you mean ROLEGRAPH_WORKERS?"),
        ("DATABASE_URI", ": did you mean ROLEGRAPH_DATABASE_URL?"),
        ("MAXAGE", ": did you mean ROLEGRAPH_MAX_AGE?"),
        ("XQJ", ""),
    ],
)
def test_a_variable_that_is_no_setting_is_told_with_the_nearest(address: str, mistyped: str, nearest: str) -> None:
    done = rolegraph("revisions", DATABASE_URL=address, **{mistyped: "4"})
    assert done.returncode == 0
    assert done.stderr == f"rolegraph: there is no setting ROLEGRAPH_{mistyped}, it is ignored{nearest}\n"


def test_what_kubernetes_tells_every_container_is_no_mistake(address: str) -> None:
    links = {
        "SERVICE_HOST": "10.0.0.1",
        "SERVICE_PORT": "80",
        "SERVICE_PORT_HTTP": "80",
        "API_SERVICE_HOST": "10.0.0.1",
        "PORT_80_TCP": "tcp://10.0.0.1:80",
        "PORT_80_TCP_ADDR": "10.0.0.1",
    }
    done = rolegraph("revisions", DATABASE_URL=address, **links)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_process_that_may_hardly_open_files_says_so_before_the_system_turns_connections_away(address: str) -> None:
    program = ("bash", "-c", f"ulimit -n 64; exec {sys.executable} -m api serve")
    with serving(address, program) as server, ExitStack() as stack:
        assert metric(server, "rolegraph_process_max_fds") == 64
        port = int(server.url.rpartition(":")[2])
        for _ in range(60):
            stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        until(lambda: "64 files may be open: raise the limit (ulimit -n, LimitNOFILE)" in server.log())
        stack.close()
        until(lambda: _open_files(server) < 64)


def _open_files(server: Server) -> float:
    """How many there are; as many as can be, as long as the system turns connections away."""
    try:
        return metric(server, "rolegraph_process_open_fds")
    except httpx.TransportError:
        return 64


def test_a_process_may_open_as_many_files_as_the_system_lets_it(address: str) -> None:
    program = ("bash", "-c", f"ulimit -Sn 100; ulimit -Hn 500; exec {sys.executable} -m api serve")
    with serving(address, program) as server:
        assert metric(server, "rolegraph_process_max_fds") == 500
