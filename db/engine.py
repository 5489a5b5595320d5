"""Engines for SQLite and PostgreSQL, and what can be wrong with a database before it is used."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from db.errors import DatabaseProblem, reason
from db.sqlite import can_be_written, open_sqlite
from db.waiting import PATIENT, Waiting
from db.write_ahead_log import settle

MIGRATIONS = Path(__file__).parent / "migrations"
BEFORE = "0011"  # the newest migration of the version before this one: a release sets it (CONTRIBUTING.md)


def open_engine(url: str, *, create: bool = False, waiting: Waiting = PATIENT) -> Engine:
    """An engine for `url`: `sqlite:///FILE`, or `postgresql://…` in any form that libpq takes.

    A SQLite file that does not exist is made only with `create`; otherwise that raises `DatabaseProblem`, as
    does an address of another kind of database.
    """
    scheme, found, rest = url.partition("://")
    match scheme if found else "":
        case "postgresql" | "postgres" | "postgresql+psycopg":
            from db.postgresql import open_postgresql  # here, because SQLite does without the driver

            return open_postgresql(f"postgresql://{rest}", waiting)
        case "sqlite" | "sqlite+pysqlite":
            return open_sqlite(make_url(url), waiting, create=create)
        case "":
            raise DatabaseProblem(f"{url!r} is no database address: use sqlite:///FILE or postgresql://USER@HOST/NAME")
        case other if other.startswith("postgresql+"):
            raise DatabaseProblem(f"PostgreSQL is reached with psycopg, not {other}: write postgresql://")
        case other:
            raise DatabaseProblem(f"{other} is not supported: use sqlite:///FILE or postgresql://USER@HOST/NAME")


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to the newest migration, or to a given one, or an older; `base` removes them. All or nothing.

    Raises `DatabaseProblem` if there is no such migration, or the database is at one that this program does not know.
    """
    from alembic import command  # here, because only this needs it, and it takes a tenth of a second
    from alembic.config import Config

    with migrating(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        known = numbers()
        if unknown := [found for found in migrations_of(connection) if found not in known]:
            raise DatabaseProblem(
                f"the database {show(engine)} is at migration {', '.join(unknown)}, which is newer than this program's "
                f"{known[-1]}: nothing is to be done, or use the newer rolegraph to go back (`rolegraph migrate --to "
                f"{known[-1]}`)"
            )
        if revision not in {"head", "base", *known}:
            raise DatabaseProblem(f"there is no migration {revision}; there are {', '.join(known)}")
        older = revision == "base" or any(found > revision for found in migrations_of(connection))
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
    check_file(engine)
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                check_primary(connection)
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
    settle(engine)


def check_file(engine: Engine) -> None:
    """Raise `DatabaseProblem` if the database is a file that is only read."""
    if engine.dialect.name == "sqlite" and not can_be_written(Path(engine.url.database or "")):
        raise DatabaseProblem(f"the database {show(engine)} is only read: its file, or the folder, cannot be written")


def check_primary(connection: Connection) -> None:
    """Raise `DatabaseProblem` if the database is a PostgreSQL that is only read."""
    shown = show(connection.engine)
    if connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one():
        raise DatabaseProblem(f"the database {shown} is a standby, which is only read: write to its primary")
    if connection.execute(text("SELECT current_setting('transaction_read_only')")).scalar_one() == "on":
        raise DatabaseProblem(f"the database {shown} is only read: its default_transaction_read_only is on")


def migrations_of(connection: Connection) -> Sequence[str]:
    there = inspect(connection).has_table("alembic_version")
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() if there else []


def check_migrated(engine: Engine) -> None:
    """Raise `DatabaseProblem` unless the database can be reached and has this program's own migration.

    For who writes: `check_readable` is for who only reads.
    """
    found, wanted = _migration_of(engine), newest_migration()
    if found > wanted:
        raise DatabaseProblem(
            f"the database {show(engine)} is at migration {found}, which is newer than this program's {wanted}: use "
            "the newer rolegraph that migrated it (servers of this one read it, if it is one step newer)"
        )
    if found < wanted:
        raise DatabaseProblem(
            f"the database {show(engine)} is at migration {found}, this program needs {wanted}: run `rolegraph migrate`"
        )


def check_readable(engine: Engine, *, newer: bool = True) -> str:
    """Raise `DatabaseProblem` unless the database can be read.

    It can from the newest migration of the version before this one to one step after this program's own.
    Without `newer`, not one step after it. Returns the migration.
    """
    found, oldest = _migration_of(engine), migration_before()
    newest = migration_after() if newer else newest_migration()
    if found < oldest:
        raise DatabaseProblem(
            f"the database {show(engine)} is at migration {found}, this program reads {oldest} and later: "
            "run `rolegraph migrate`"
        )
    if found > newest:
        raise DatabaseProblem(
            f"the database {show(engine)} is at migration {found}, this program reads up to {newest}: use the newer "
            "rolegraph that migrated it"
        )
    return found


def current_migration(engine: Engine) -> str:
    """The migration at which the tables are, empty if there are none. Raises `DatabaseProblem`."""
    try:
        with engine.connect() as connection:
            found = list(migrations_of(connection))
    except DBAPIError as error:
        raise DatabaseProblem(f"cannot use the database {show(engine)}: {reason(error)}") from error
    if len(found) > 1 or not all(each.isdecimal() for each in found):
        raise DatabaseProblem(f"the database {show(engine)} is at {', '.join(found)}, no migration of Rolegraph")
    return found[0] if found else ""


def _migration_of(engine: Engine) -> str:
    found = current_migration(engine)
    if not found:
        raise DatabaseProblem(f"the database {show(engine)} has no tables yet: run `rolegraph migrate` first")
    return found


def numbers() -> list[str]:
    """The numbers of all migrations, which the files' names begin with, oldest first."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest_migration() -> str:
    """The number of the newest migration."""
    return numbers()[-1]


def migration_before() -> str:
    """The number of the newest one of the version before, from which on this program reads."""
    return BEFORE


def migration_after() -> str:
    """The number that the next one will have: they run on by one (`db.generating`)."""
    return f"{int(newest_migration()) + 1:04}"


def show(engine: Engine) -> str:
    """The address of the database, without its password."""
    return engine.url.render_as_string(hide_password=True)
