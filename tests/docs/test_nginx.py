"""The nginx of docs/nginx.conf: what one client asks takes the site away from nobody else."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest

from db.store import Store
from tests.docs.test_compose import nginx
from tests.servers import Server, serving, until

QUERY = "{ __typename }"
ANSWER = b'{"data":{"__typename":"Query"}}'


def is_answered(api: Server) -> bool:
    """Whether it answers what others ask, which it then has in its cache."""
    return httpx.post(f"{api.url}/graphql", json={"query": QUERY}).status_code == 200


@pytest.fixture(scope="module")
def site(sqlite_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Server]]]:
    """nginx in front of two servers that work at a question for hardly any time."""
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        apis = [stack.enter_context(serving(address, MAX_SECONDS="0.000001")) for _ in range(2)]
        for api in apis:
            until(partial(is_answered, api))
        folder = tmp_path_factory.mktemp("nginx")
        yield stack.enter_context(nginx([api.url.removeprefix("http://") for api in apis], folder)), apis


def worked_on(api: Server) -> float:
    """How many of the questions named Slow reached a server."""
    lines = httpx.get(f"{api.url}/metrics").text.splitlines()
    return sum(
        float(line.rsplit(" ", 1)[1]) for line in lines if re.match(r'rolegraph_refusals_total\{reason="TIMEOUT"', line)
    )


def slow(number: int) -> str:
    """A question at every object of whose answer the clock is looked at."""
    return f"query Slow {{ a{number}: __schema {{ types {{ name }} }} }}"


def test_questions_that_take_too_long_take_nobody_the_site_and_are_worked_on_once(
    site: tuple[str, list[Server]],
) -> None:
    front, apis = site
    before = sum(map(worked_on, apis))

    def unfriendly(number: int) -> int:
        if number % 2:
            return httpx.get(f"{front}/graphql", params={"query": slow(number)}, timeout=30).status_code
        return httpx.post(f"{front}/graphql", json={"query": slow(number)}, timeout=30).status_code

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(unfriendly, number) for number in range(40)]
        others = [httpx.post(f"{front}/graphql", json={"query": QUERY}) for _ in range(40)]
        statuses = [each.result() for each in asked]
    assert [each.status_code for each in others] == [200] * 40
    assert {each.content for each in others} == {ANSWER}
    assert set(statuses) == {503}
    assert sum(map(worked_on, apis)) - before == 40, "none was passed on to the other server"
    after = [httpx.post(f"{front}/graphql", json={"query": QUERY}).content for _ in range(4)]
    assert after == [ANSWER] * 4


def test_nginx_gives_idle_connections_up_before_the_servers_do() -> None:
    text = (Path(__file__).parents[2] / "docs/nginx.conf").read_text()
    (seconds,) = re.findall(r"keepalive_timeout (\d+)s;", text)
    from uvicorn import Config

    assert int(seconds) < Config("x").timeout_keep_alive
