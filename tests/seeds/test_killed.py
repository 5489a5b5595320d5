"""Loads that are killed at many moments leave the last revision whole, and running them again works."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import to_bytes
from tests.conftest import DATASET, new_database
from tests.databases import Holding, opened, with_tables
from tests.servers import Program, environment, rolegraph

COPIES = 6  # of the shipped records, so that a load takes long enough to be killed in each of its phases
TIMES = 12


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A dataset of about a thousand records as JSON Lines."""
    from seeds.loading import parse

    file = tmp_path / "large.jsonl"
    with file.open("wb") as lines:
        lines.write(b'{"kind": "DATASET", "slug": "large", "title": "Large"}\n')
        for seed in parse([DATASET]):
            if seed.key.kind == "DATASET":
                continue
            body = to_bytes({"kind": seed.key.kind.value, **seed.record, "dataset": "large"})
            for copy in range(COPIES):
                lines.write(_renamed(body, f"copy-{copy}/") + b"\n")
    return file


def _renamed(body: bytes, prefix: str) -> bytes:
    """The record with another name space: every value that is a slug gets the prefix."""
    import orjson

    names = (
        "slug",
        "subject",
        "skill",
        "tool",
        "application",
        "responsibility",
        "qualification",
        "to",
        "role",
        "source",
    )
    lists = ("skills", "tools", "applications")

    def walk(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: walk(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [prefix + each if isinstance(each, str) and key in lists else walk(each, key) for each in value]
        return f"{prefix}{value}" if isinstance(value, str) and key in names else value

    return orjson.dumps(walk(orjson.loads(body)))


def whole(store: Store) -> int:
    """The number of the newest revision, whose records are exactly what the tables hold and what a snapshot needs."""
    with store.reading() as reader:
        tables = {key: to_bytes(record) for key, record in reader.current_records().items()}
        assert tables == reader.bodies(reader.digests())
        numbers = [each.number for each in reader.revisions()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert newest_snapshot(store).number == numbers[-1]
    return numbers[-1]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_at_many_points_and_run_again(
    loaded: Store, database_url: str, large: Path, how: signal.Signals
) -> None:
    store = loaded
    settings = environment({"DATABASE_URL": database_url})
    began = time.monotonic()
    rehearsal = rolegraph("validate", large)
    assert rehearsal.returncode == 0, rehearsal.stderr
    longest = 2 * (time.monotonic() - began)
    dice = random.Random(7)
    killed = 0
    for attempt in range(TIMES):
        with Path(os.devnull).open("w") as nowhere:
            process = Program(["load", str(large)], settings, nowhere, nowhere)
        try:
            process.wait(longest * (attempt + dice.random()) / TIMES)
        except subprocess.TimeoutExpired:
            process.send_signal(how)
            killed += process.wait() != 0
        if whole(store) == 2:
            break
        assert newest_snapshot(store).datasets.keys() == {"ai-careers"}
    assert killed
    done = rolegraph("load", large, DATABASE_URL=database_url)
    assert done.returncode == 0, done.stderr
    assert whole(store) == 2
    assert len(newest_snapshot(store).roles) == 13 * (1 + COPIES)


def test_a_full_disk_leaves_the_last_revision_whole(large: Path, tmp_path: Path) -> None:
    address = with_tables(tmp_path / "small.db")
    assert rolegraph("load", DATASET, DATABASE_URL=address).returncode == 0
    limit = (tmp_path / "small.db").stat().st_size // 1024 + 200  # kilobytes that any file may have from here on
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; ulimit -f {limit}; exec {sys.executable} -m api load {large}"],
        env=environment({"DATABASE_URL": address}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert "Traceback" not in done.stderr
    listing = rolegraph("revisions", DATABASE_URL=address)
    assert "ai-careers" in listing.stdout
    assert "large" not in listing.stdout
    assert rolegraph("load", large, DATABASE_URL=address).returncode == 0


def test_a_lost_connection_leaves_the_last_revision_whole(
    large: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with new_database("postgresql", tmp_path, request, Holding.SHIPPED) as address, opened(address) as store:
        with (tmp_path / "errors").open("w") as errors:
            process = Program(["load", str(large)], environment({"DATABASE_URL": address}), errors, errors)
        cut = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'rolegraph: %%'"""
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.exec_driver_sql(cut).all() and process.poll() is None:
                time.sleep(0.005)
        assert process.wait() == 1
        told = (tmp_path / "errors").read_text()
        assert "nothing was written" in told
        assert "Traceback" not in told
        assert whole(store) == 1
        assert rolegraph("load", large, DATABASE_URL=address).returncode == 0
        assert whole(store) == 2
