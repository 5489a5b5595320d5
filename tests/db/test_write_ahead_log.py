"""A SQLite file has all that was written, and a log that is not its own is noticed before anything of it is shown."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engine import check_migrated, open_engine
from db.errors import DatabaseProblem
from db.store import Store
from seeds.loading import load
from tests.conftest import DATASET, new_store
from tests.servers import rolegraph, serving, until

Write = Callable[..., Path]
COOK = "citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n"
LEAVE = "import sqlite3, os, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA wal_autocheckpoint = 0'); "
KILLED = f"{LEAVE}c.execute(sys.argv[2]); c.commit(); os.kill(os.getpid(), 9)"
RENAMED = "UPDATE entity SET name = 'Undone' WHERE slug = 'ai-engineer'"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kb.db"
    with new_store(f"sqlite:///{path}") as store:
        load(store, [DATASET], "anna")
    return path


def log(file: Path) -> Path:
    return Path(f"{file}-wal")


def name_in(file: Path) -> str:
    engine = open_engine(f"sqlite:///{file}")
    try:
        check_migrated(engine)
        with engine.connect() as connection:
            query = "SELECT name FROM entity WHERE slug = 'ai-engineer'"
            return str(connection.exec_driver_sql(query).scalar_one())
    finally:
        engine.dispose()


def killed_after_writing(file: Path) -> None:
    """A process writes, which only the log has then, and is killed."""
    done = subprocess.run([sys.executable, "-c", KILLED, file, RENAMED], check=False)
    assert done.returncode == -signal.SIGKILL
    assert log(file).stat().st_size > 4096


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_server_that_is_told_to_stop_ends_with_0_and_leaves_one_file(file: Path, write: Write, workers: str) -> None:
    address = f"sqlite:///{file}"
    with serving(address, WORKERS=workers) as server:
        done = rolegraph("load", write(COOK), DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
        assert log(file).stat().st_size == 0, "the file has all of it, though the server has it open"
        copy = file.with_name("copy.db")
        shutil.copy(file, copy)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0, server.log()
    assert [each.name for each in sorted(file.parent.glob("kb.db*"))] == ["kb.db"]
    for each in (file, copy):
        engine = open_engine(f"sqlite:///{each}")
        assert Store(engine).newest().number == 2
        engine.dispose()


def test_a_server_that_is_killed_leaves_nothing_in_its_log(file: Path, write: Write) -> None:
    with serving(f"sqlite:///{file}") as server:
        assert rolegraph("load", write(COOK), DATABASE_URL=f"sqlite:///{file}").returncode == 0
        server.process.kill()
        server.process.wait(60)
    assert log(file).stat().st_size == 0


def test_what_only_the_log_of_a_killed_process_has_is_not_lost(file: Path) -> None:
    killed_after_writing(file)
    assert name_in(file) == "Undone"


@pytest.mark.parametrize("how", ["copied over it", "put in its place"])
def test_a_restored_file_beside_the_log_of_the_one_before_is_refused_and_nothing_of_the_log_is_shown(
    file: Path, how: str
) -> None:
    backup = file.with_name("backup")
    shutil.copy(file, backup)
    killed_after_writing(file)
    before = log(file).read_bytes()
    if how == "copied over it":
        shutil.copy(backup, file)
    else:
        shutil.copy(backup, file.with_name("new"))
        file.with_name("new").replace(file)
    with pytest.raises(DatabaseProblem, match=r"kb\.db was replaced, and kb\.db-wal beside it is the log of the file"):
        name_in(file)
    done = rolegraph("serve" if how == "copied over it" else "migrate", DATABASE_URL=f"sqlite:///{file}")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"remove {log(file)} and {file}-shm if you put this file there" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == backup.read_bytes(), "it is not touched"
    assert log(file).read_bytes() == before
    for each in (log(file), Path(f"{file}-shm")):
        each.unlink()
    assert name_in(file) == "AI engineer"


def _changed_after_its_log(file: Path) -> bool:
    """Change the file itself, and see whether the clock of the file system has gone on since its log was written."""
    os.utime(file, (0, 0))
    return file.stat().st_ctime_ns > log(file).stat().st_ctime_ns


def test_an_older_backup_is_refused_too_and_a_touched_log_is_taken_for_the_files_own(file: Path) -> None:
    killed_after_writing(file)
    until(lambda: _changed_after_its_log(file))
    with pytest.raises(DatabaseProblem, match="was replaced"):
        name_in(file)
    log(file).touch()
    assert name_in(file) == "Undone"


def test_a_file_and_its_log_that_are_copied_together_belong_together(file: Path, tmp_path: Path) -> None:
    killed_after_writing(file)
    other = tmp_path / "elsewhere" / "kb.db"
    other.parent.mkdir()
    shutil.copy2(file, other)
    shutil.copy2(log(file), log(other))
    assert name_in(other) == "Undone"


def test_a_log_that_was_put_into_its_file_though_not_emptied_is_its_own(file: Path) -> None:
    """As SQLite itself leaves it after a large load: the file was written last."""
    statement = [KILLED.replace("c.commit();", "c.commit(); c.execute('PRAGMA wal_checkpoint(PASSIVE)').fetchall();")]
    subprocess.run([sys.executable, "-c", *statement, file, RENAMED], check=False)
    assert file.stat().st_ctime_ns >= log(file).stat().st_ctime_ns
    assert log(file).stat().st_size > 4096
    assert name_in(file) == "Undone"


def test_what_a_reader_keeps_in_the_log_is_put_into_the_file_later(file: Path, write: Write) -> None:
    engine = open_engine(f"sqlite:///{file}")
    store = Store(engine)
    with store.reading() as reader:
        assert len(reader.revisions()) == 1
        load(store, [write(COOK)], "anna")
        assert len(reader.revisions()) == 1
        assert log(file).stat().st_size > 0
        assert log(file).stat().st_ctime_ns >= file.stat().st_ctime_ns
    load(store, [write(COOK.replace("Cook", "Chef"))], "anna")
    assert log(file).stat().st_size == 0
    engine.dispose()
    with sqlite3.connect(f"file:{file}?immutable=1", uri=True) as alone:
        assert alone.execute("SELECT MAX(number) FROM revision").fetchone() == (3,)
    alone.close()
