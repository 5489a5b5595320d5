"""What befalls the machines of a soak, one thing after the other, while clients ask and revisions are loaded."""

import os
import random
import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from db.access import create_key, revoke_key
from seeds.loading import load
from tests.api.test_supervising import serving_workers
from tests.servers import Server, until
from tests.soak.clients import SEED
from tests.soak.machines import WORKERS, Machines
from tests.soak.readings import Diary, Span
from tests.soak.timetable import Timetable
from tests.stopping import stopped

QUIET_SECONDS = 4.0  # in which clients ask some two hundred times
HANG_SECONDS = 12.0  # more than a server waits until it says that the database does not answer
RATES_SECONDS = 4.0
KEY_SECONDS = 3.0  # that a revoked key is tried on


class Revisions(threading.Thread):
    """Loads one after the other by a timetable, but not while it is held up."""

    def __init__(self, machines: Machines, diary: Diary, folder: Path, timetable: Timetable):
        super().__init__(name="revisions", daemon=True)
        self._machines, self._diary = machines, diary
        self._file = folder / "soak.yaml"
        self.timetable = timetable
        self._loading = threading.Lock()
        self._done = threading.Event()

    def run(self) -> None:
        began, before = time.monotonic(), self._diary.revisions
        while not self._done.wait(self.timetable.pause(self._diary.revisions - before, time.monotonic() - began)):
            with self._loading:
                self.load()

    def load(self) -> None:
        mark = str(len(self._diary.marks) + 1)
        self._file.write_text(SEED.format(mark))
        loaded = load(self._machines.store, [self._file], "soak")
        assert loaded.revision is not None, "each is another one"
        self._diary.committed(address(self._machines), mark)

    @contextmanager
    def held_up(self) -> Iterator[None]:
        with self._loading:
            yield

    def stop(self) -> None:
        self._done.set()
        self.join()


def address(machines: Machines) -> str:
    """The newest revision as addresses name it."""
    newest = machines.store.newest()
    return f"{newest.number}-{newest.digest}"


class Troubles:
    """Each method is one thing that happens, and is told in the diary."""

    def __init__(self, machines: Machines, server: Server, revisions: Revisions, diary: Diary, folder: Path):
        self._machines, self._server, self._revisions, self._diary = machines, server, revisions, diary
        self._backup = folder / "soak.backup"
        self._random = random.Random(16)
        self.elder = min(serving_workers(server))  # who is never killed, and whose memory is looked at
        self.restarts: list[float] = []  # how long it took until another one served

    def database_hangs(self) -> None:
        """After a while in which nothing else happens, to compare with."""
        with self._revisions.held_up():
            time.sleep(1)  # until what the last one needs is prepared
            with self._diary.quietly():
                time.sleep(QUIET_SECONDS)
            began = time.monotonic()
            with self._machines.database_hanging():
                time.sleep(HANG_SECONDS)
            span = self._diary.write(began, "the database hung")
            self._diary.hangs.append(span)
            self._diary.silences.append(span)
        self.key_is_revoked("just after the database hung")

    def worker_is_killed(self) -> None:
        victim = self._random.choice(sorted(serving_workers(self._server) - {self.elder}))
        began = time.monotonic()
        self._diary.kills.append(began)
        os.kill(victim, signal.SIGKILL)
        until(lambda: f"worker {victim} ended: SIGKILL" in self._server.log())
        self.key_is_revoked("just after a worker was killed")
        until(lambda: len(serving_workers(self._server)) == WORKERS)
        self.restarts.append(time.monotonic() - began)
        self._diary.write(began, "a worker was killed, and replaced")

    def storage_of_rates_hangs(self) -> None:
        if self._machines.redis is None:
            return
        began = time.monotonic()
        with stopped([self._machines.redis.process.pid]):
            self.key_is_revoked("while the storage of rates hung")
            time.sleep(RATES_SECONDS)
        self._diary.write(began, "the storage of rates hung")

    def storage_of_rates_ends(self) -> None:
        if self._machines.redis is None:
            return
        began = time.monotonic()
        self._machines.stop_redis()
        time.sleep(RATES_SECONDS)
        self._machines.start_redis()
        self._diary.write(began, "the storage of rates was gone, and came back empty")

    def key_is_revoked(self, when: str = "while revisions were loaded") -> None:
        secret, name = f"rg_{secrets.token_hex(8)}", f"soak {len(self._diary.keys_lived)}"
        engine = self._machines.store.engine
        began = time.monotonic()
        create_key(engine, "soak", name, secret, "1000000/minute", None)
        until(lambda: self._is_known(secret))
        revoke_key(engine, "soak", name)
        revoked = last = time.monotonic()
        while (now := time.monotonic()) < revoked + KEY_SECONDS or last > now - KEY_SECONDS / 2:
            if self._is_known(secret):
                last = now
            time.sleep(0.01)
        self._diary.keys_lived.append((when, last - revoked))
        self._diary.write(began, f"a key was made and revoked, {when}")

    def _is_known(self, secret: str) -> bool:
        """Asks on a connection of its own, so that each worker is asked sooner or later."""
        try:
            answer = httpx.post(
                f"{self._server.url}/graphql", json={"query": "{ __typename }"}, headers={"x-api-key": secret}
            )
        except httpx.TransportError:  # the worker that it came to was killed
            return False
        return answer.status_code == httpx.codes.OK

    def back_up(self) -> None:
        began = time.monotonic()
        self._machines.back_up(self._backup)
        self._diary.write(began, "a backup was made")

    def backup_is_restored(self) -> None:
        """So the history goes back, and the next revisions have numbers that others had."""
        with self._revisions.held_up():
            began = time.monotonic()
            self._machines.restore(self._backup)
            self._diary.newest_is(address(self._machines))
            self._diary.replacements.append(self._diary.write(began, "the backup was restored"))

    def standby_takes_over(self) -> None:
        """It lacks the last revisions: those who served them have to go back."""
        self._machines.cut_off_standby()
        time.sleep(5)  # in which revisions are loaded that it never hears of
        with self._revisions.held_up():
            began = time.monotonic()
            self._machines.fail_over()
            self._diary.newest_is(address(self._machines))
            span = self._diary.write(began, "the primary was gone, and the standby took over")
            self._diary.silences.append(span)
            self._diary.replacements.append(span)

    def told_to_stop(self, seconds_to_end: Callable[[Server], float]) -> None:
        """SIGTERM, while clients ask and the database hangs."""
        with self._revisions.held_up():
            began = time.monotonic()
            with self._machines.database_hanging():
                time.sleep(2)
                self._diary.told_to_stop = time.monotonic()
                self._diary.seconds_to_end = seconds_to_end(self._server)
            self._diary.silences.append(Span(began, time.monotonic()))
            self._diary.write(began, "SIGTERM, while the database hung")
