"""Addresses of databases that cannot be used are refused with a reason and a way out."""

from pathlib import Path

import pytest
from sqlalchemy import event, text

from db.engine import check_migrated, open_engine
from db.errors import DatabaseProblem


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nonsense", "'nonsense' is no database address: use sqlite:///FILE or postgresql://USER@HOST/NAME"),
        ("mysql://localhost/x", "mysql is not supported: use sqlite:///FILE"),
        ("sqlite://", "SQLite in memory would be gone with the process"),
        ("sqlite:////no/such/folder/x.db", "the folder /no/such/folder of the database does not exist"),
        ("postgresql+asyncpg://localhost/x", "PostgreSQL is reached with psycopg, not postgresql\\+asyncpg"),
    ],
)
def test_an_address_that_cannot_be_used(address: str, message: str) -> None:
    with pytest.raises(DatabaseProblem, match=message):
        open_engine(address, create=True)


def test_a_file_that_is_not_there_is_made_only_by_migrate(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'gone.db'}"
    with pytest.raises(DatabaseProblem, match=r"there is no database at .*gone\.db: run `rolegraph migrate` first"):
        open_engine(address)
    assert not (tmp_path / "gone.db").exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are not the tables you are looking for " * 50)
    with pytest.raises(DatabaseProblem, match="file is not a database"):
        check_migrated(open_engine(f"sqlite:///{tmp_path / 'notes.db'}"))


def test_a_file_that_others_write_all_the_time_is_read(tmp_path: Path) -> None:
    file = tmp_path / "busy.db"
    engine = open_engine(f"sqlite:///{file}", create=True)

    @event.listens_for(engine, "connect")
    def write(*_: object) -> None:
        with file.open("ab") as busy:
            busy.write(bytes(4096))

    for _ in range(2):
        with engine.connect() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_a_postgresql_that_is_not_there_hides_the_password() -> None:
    with pytest.raises(DatabaseProblem, match="cannot use the database") as problem:
        check_migrated(open_engine("postgresql://anna:secret@127.0.0.1:1/x"))
    assert "secret" not in str(problem.value)
    assert "127.0.0.1" in str(problem.value)
