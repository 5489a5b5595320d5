"""Databases, snapshots and servers for the tests."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import Any, Protocol

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, settings

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.history import History
from knowledge.model.record import Key, Record
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import Documents, Refused, Way
from schema.limits import Limits
from seeds.importing.esco import read_esco
from seeds.importing.imported import Imported
from seeds.importing.onet import read_onet
from seeds.loading import parse
from tests.databases import (
    DATASET,
    Holding,
    begin,
    end,
    new_store,
    opened,
    postgresql_database,
    postgresql_server,
    run_folder,
    sqlite_database,
)
from tests.servers import READY_SECONDS, Server, rolegraph, serving
from tests.sharing_out import shared_out

__all__ = ["DATASET", "new_store"]  # which tests take from here
SHARED = Path(__file__).parents[2] / "shared"
ESCO, ONET = SHARED / "data/esco-v1.1.0", SHARED / "data/onet-29.3"
IN_CI = os.environ.get("NO_SKIPPED_TESTS") == "1"

settings.register_profile("rolegraph", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rolegraph")  # how fast this machine is now is no property of the program


def pytest_configure() -> None:
    begin()
    os.environ.pop("SSL_CERT_FILE", None)  # no test speaks TLS, and every client would read all certificates first
    os.environ["SSL_CERT_DIR"] = str(run_folder())
    waits = signature(httpx.Client).parameters["timeout"].default  # 5 seconds, if it were for httpx
    waits.connect = waits.read = waits.write = waits.pool = READY_SECONDS


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        shared_out(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    is_grouped = all("@" in item.nodeid for item in session.items)
    assert is_grouped or not getattr(session.config.option, "loadgroup", False), "pytest-xdist does not see the groups"


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # which pytest-xdist gives to each of its processes
        end()


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of a real PostgreSQL server."""
    return postgresql_server()


@contextmanager
def new_database(
    kind: str, folder: Path, request: pytest.FixtureRequest, holding: Holding = Holding.NOTHING
) -> Iterator[str]:
    """The address of a database, `sqlite` in `folder` or `postgresql`; it holds nothing unless `holding` says what."""
    if kind == "sqlite":
        with sqlite_database(folder, holding) as address:
            yield address
    else:
        with postgresql_database(request.getfixturevalue("postgresql"), holding) as address:
            yield address


@contextmanager
def new_loaded(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A database with the shipped dataset."""
    with new_database(kind, folder, request, Holding.SHIPPED) as address, opened(address) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database, once of each kind: empty, unless the test has the fixture `store` or `loaded` too."""
    asked = request.fixturenames
    holdings = {"loaded": Holding.SHIPPED, "older": Holding.OLDER, "store": Holding.TABLES}
    holding = next((each for name, each in holdings.items() if name in asked), Holding.NOTHING)
    with new_database(request.param, tmp_path, request, holding) as address:
        yield address


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated database of each kind, which is empty, unless the test has the fixture `loaded` too."""
    with opened(database_url) as store:
        yield store


@pytest.fixture
def loaded(store: Store) -> Store:
    """A database of each kind with the shipped dataset."""
    assert store.newest_revision() == 1, "database_url has seen to it"
    return store


@pytest.fixture
def older(store: Store) -> Store:
    """A database of each kind with what of the shipped dataset older programs know: one that can go steps back."""
    assert store.newest_revision() == 1, "database_url has seen to it"
    return store


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A SQLite database with the shipped dataset, for tests that only read."""
    with sqlite_database(tmp_path_factory.mktemp("db"), Holding.SHIPPED) as address, opened(address) as store:
        yield store


@pytest.fixture(scope="session")
def shipped(sqlite_store: Store) -> Snapshot:
    """The snapshot of the shipped dataset, as a server has it."""
    return newest_snapshot(sqlite_store)


@pytest.fixture(scope="session")
def shipped_records() -> dict[Key, Record]:
    """The records of the shipped dataset, as the seed files have them."""
    return {seed.key: seed.record for seed in parse([DATASET])}


def real(path: Path) -> Path:
    """A folder beside this checkout, where it is there."""
    if not path.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip(f"{path.name} is not beside this checkout")
    return path


@pytest.fixture(scope="session")
def esco_release() -> Imported:
    """All of ESCO, as it is read from its publisher's files. Mark tests that have it with the group `releases`."""
    return read_esco(real(ESCO), {})


@pytest.fixture(scope="session")
def onet_release() -> Imported:
    """All of O*NET, likewise."""
    return read_onet(real(ONET), {})


@pytest.fixture(scope="session")
def esco_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with all of ESCO, prepared for all questions. Mark tests that have it with the group `esco`."""
    address = f"sqlite:///{tmp_path_factory.mktemp('esco') / 'rolegraph.db'}"
    for command in (["migrate"], ["import", "esco", str(real(ESCO))]):
        done = rolegraph(*command, DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
    with serving(address) as server:
        server.wait_until_prepared()
        yield server


class Ask(Protocol):
    def __call__(self, query: str, **variables: Any) -> dict[str, Any]: ...


def asking(
    snapshot: Snapshot, history: History, at_revision: Callable[[int], Snapshot], languages: tuple[str, ...] = ()
) -> Ask:
    """A function that executes a query and returns the whole answer, errors included; for who reads some languages."""

    documents = Documents(Limits())

    def ask(query: str, **variables: Any) -> dict[str, Any]:
        try:
            document = documents.get(query)
            operation = document.operation(None)
        except Refused as refused:
            return {"data": None, "errors": [error.formatted for error in refused.errors]}
        try:
            context = Context(snapshot, history, at_revision, languages=languages)
            executed = document.execute(operation, variables, context)
        except Refused as refused:
            return {"errors": [error.formatted for error in refused.errors]}
        asks_schema = "__schema" in query or "__type(" in query
        assert executed.way is not Way.ORDINARY or asks_schema, "everything else is compiled"
        assert executed.way is not Way.AGAIN or executed.is_refusal, "errors of fields are compiled, too"
        answer: dict[str, Any] = {"data": None, **orjson.loads(executed.answer)}
        return answer

    return ask


@pytest.fixture(scope="session")
def ask(shipped: Snapshot, sqlite_store: Store) -> Ask:
    """Asks the shipped dataset, without HTTP."""
    return asking(shipped, sqlite_store, lambda _: shipped)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a seed file of a dataset named `test` and returns its path."""

    def write(content: str, name: str = "seeds/roles.yaml", dataset: str = "test") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        declared = path.parent / "dataset.yaml"
        if not declared.exists():
            declared.write_text(
                f"dataset: {{slug: {dataset}, title: A test}}\nsources: [{{slug: {dataset}-source, title: S}}]\n"
            )
        path.write_text(content)
        return path

    return write


def world(*records: tuple[Key, Record]) -> Snapshot:
    """A snapshot of a few records, without a database."""
    return build(dict(records), [])
