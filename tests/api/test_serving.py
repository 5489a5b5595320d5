"""A running server: new revisions appear by themselves, answers are never mixed, reads survive the database."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from db.store import Store
from seeds.loading import load
from tests.conftest import DATASET
from tests.servers import Server, serving, until

Write = Callable[..., Path]
QUERY = "{ revision { number } roles { totalCount } }"
CHANGES = "{ changes(since: 0) { totalCount } }"


def cook(number: int) -> str:
    return f"citations: [test-source]\nroles: [{{slug: cook-{number}, name: Cook {number}}}]\n"


@pytest.fixture
def server(loaded: Store, database_url: str) -> Iterator[Server]:  # noqa: ARG001 - loads what is served
    with serving(database_url, POLL_SECONDS="0.2") as server:
        yield server


def test_new_revisions_appear_by_themselves_and_no_answer_fails_or_mixes(
    server: Server, store: Store, write: Write
) -> None:
    answers: list[tuple[int, int]] = []
    failures: list[str] = []
    done = threading.Event()

    def keep_asking() -> None:
        while not done.is_set():
            try:
                data = server.ask(QUERY)["data"]
                answers.append((data["revision"]["number"], data["roles"]["totalCount"]))
            except (httpx.HTTPError, KeyError, TypeError) as error:
                failures.append(repr(error))

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in (2, 3):
            load(store, [write(cook(number), f"more-{number}/roles.yaml")], "tester")
            until(lambda number=number: (number, 12 + number) in answers[-20:])  # type: ignore[misc]  # mypy infers none
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert set(answers) == {(1, 13), (2, 14), (3, 15)}


def test_a_pinned_revision_is_served_for_ever(server: Server, store: Store, write: Write) -> None:
    load(store, [write(cook(2))], "tester")
    query = """{ revision { number } role(slug: "cook-2") { slug } }"""
    assert server.ask(query, "/revisions/1/graphql")["data"] == {"revision": {"number": 1}, "role": None}
    answer = server.ask(query, "/revisions/2/graphql")["data"]
    assert answer == {"revision": {"number": 2}, "role": {"slug": "cook-2"}}
    for number, status in (("99", 404), ("0", 404), ("x", 404)):
        response = httpx.post(f"{server.url}/revisions/{number}/graphql", json={"query": query})
        assert response.status_code == status
    found = httpx.post(f"{server.url}/revisions/99/graphql", json={"query": query}).json()["errors"][0]
    assert found["extensions"] == {"code": "NOT_FOUND", "argument": ["number"]}


@pytest.mark.parametrize(
    ("path", "holds"), [("/", 'id="page"'), ("/role/ml-engineer", 'id="page"'), ("/graphql", 'id="graphiql"')]
)
def test_browsers_get_the_page_and_graphiql(server: Server, path: str, holds: str) -> None:
    response = httpx.get(server.url + path, headers={"Accept": "text/html"})
    assert holds in response.text
    assert response.headers["content-type"].startswith("text/html")


def test_reads_go_on_while_the_database_is_down(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source = request.getfixturevalue("postgresql")
    admin = create_engine(make_url(source).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE going_down"))
    address = admin.url.set(database="going_down").render_as_string(hide_password=False)
    _fill(address, tmp_path)
    with serving(address, POLL_SECONDS="0.1") as server:
        before = server.ask(QUERY)
        with admin.connect() as connection:
            connection.execute(text("ALTER DATABASE going_down WITH ALLOW_CONNECTIONS false"))
            terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'going_down'"
            connection.execute(text(terminate))
        until(lambda: "errors" in server.ask(CHANGES))
        assert server.ask(QUERY) == before
        (error,) = server.ask(CHANGES)["errors"]
        assert error["extensions"]["code"] == "UNAVAILABLE"
        with admin.connect() as connection:
            connection.execute(text("ALTER DATABASE going_down WITH ALLOW_CONNECTIONS true"))
        until(lambda: "errors" not in server.ask(CHANGES))
        assert server.ask(CHANGES)["data"]["changes"]["totalCount"] > 200
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE going_down WITH (FORCE)"))
    admin.dispose()


def _fill(address: str, _: Any) -> None:
    from db.engine import migrate, open_engine

    engine = open_engine(address)
    migrate(engine)
    load(Store(engine), [DATASET], "tester")
    engine.dispose()
