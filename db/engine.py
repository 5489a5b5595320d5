"""Engines for SQLite and PostgreSQL, and what can be wrong with a database before it is used."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_SECONDS = 30
FILE = "rolegraph_file"  # what is kept with a connection to SQLite


class DatabaseProblem(Exception):
    """The database cannot be used. The message says why and what to do."""


def open_engine(url: str, *, create: bool = False) -> Engine:
    """An engine for `url` (`sqlite:///FILE` or `postgresql://…`).

    A SQLite file that does not exist is made only with `create`; otherwise that raises `DatabaseProblem`, as
    does an address of another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseProblem(
            f"{url!r} is no database address: use sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed, create)
        case "postgresql":
            if parsed.drivername == "postgresql":
                parsed = parsed.set(drivername="postgresql+psycopg")
            try:
                return create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": 10})
            except (NoSuchModuleError, ImportError) as error:
                raise DatabaseProblem(f"PostgreSQL is reached with psycopg, not {parsed.drivername}") from error
        case other:
            raise DatabaseProblem(f"{other} is not supported: use sqlite:///FILE or postgresql://USER@HOST/NAME")


def _sqlite(url: URL, create: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        raise DatabaseProblem("SQLite in memory would be gone with the process: name a file, sqlite:///FILE")
    path = Path(url.database)
    if not path.parent.is_dir():
        raise DatabaseProblem(f"the folder {path.parent} of the database does not exist")
    if not create and not path.exists():
        raise DatabaseProblem(f"there is no database at {path}: run `rolegraph migrate` first")
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info[FILE] = _file(path)
        connection.isolation_level = None  # transactions begin where we say so, not where sqlite3 guesses
        connection.execute("PRAGMA foreign_keys = ON")
        if create:
            connection.execute("PRAGMA journal_mode = WAL")  # stays with the file: readers and a writer do not wait

    @event.listens_for(engine, "checkout")
    def check(_connection: Any, record: Any, _proxy: Any) -> None:
        """Another file may have taken the place of this one; SQLite would go on reading what it has open."""
        if record.info[FILE] != _file(path):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("rolegraph_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _file(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever is written to it; None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to the newest migration, or to a given one, or an older; `base` removes them. All or nothing."""
    from alembic import command  # here, because only this needs it, and it takes a tenth of a second
    from alembic.config import Config

    with migrating(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        older = revision == "base" or any(found > revision for found in _migrations_of(connection))
        if older and revision != "head":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be changed.

    SQLite changes a table by making another and dropping the old one, with which all that refers to it would go: so its
    foreign keys are off meanwhile, and checked at the end. Raises `DatabaseProblem` if one leads nowhere then.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # it has no effect within a transaction
        try:
            with connection.begin():
                yield connection
                astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if astray:
                    raise DatabaseProblem(f"{len(astray)} references lead nowhere, the first in table {astray[0][0]}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _migrations_of(connection: Connection) -> Sequence[str]:
    there = inspect(connection).has_table("alembic_version")
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() if there else []


def check_migrated(engine: Engine) -> None:
    """Raise `DatabaseProblem` unless the database can be reached and has the newest migration."""
    try:
        with engine.connect() as connection:
            found = list(_migrations_of(connection))
    except DBAPIError as error:
        raise DatabaseProblem(f"cannot use the database {show(engine)}: {reason(error)}") from error
    wanted = newest_migration()
    if not found:
        raise DatabaseProblem(f"the database {show(engine)} has no tables yet: run `rolegraph migrate` first")
    if found != [wanted]:
        raise DatabaseProblem(
            f"the database {show(engine)} is at migration {', '.join(found)}, this program needs {wanted}: "
            "run `rolegraph migrate` (or a newer rolegraph)"
        )


def newest_migration() -> str:
    """The number of the newest migration, which the files' names begin with."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def show(engine: Engine) -> str:
    """The address of the database, without its password."""
    return engine.url.render_as_string(hide_password=True)


def reason(error: DBAPIError) -> str:
    """The driver's own first line about what went wrong."""
    return str(error.orig).strip().splitlines()[0]
