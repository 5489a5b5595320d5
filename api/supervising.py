"""Several worker processes: they are started, looked after, started anew when they end, and told of in the log.

A worker that is starting is left alone however long it takes: on a busy machine that is minutes, and to begin anew
takes no less. One that has served and then says nothing for long is killed.
"""

import logging
import signal
import socket
import time
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.multiprocess import mark_process_dead
from uvicorn.config import Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from api import stopping

TICK_SECONDS = 0.2
PING_SECONDS = 1.0  # between an answer of a worker and the next question
SHORT_LIFE_SECONDS = 10.0  # a worker that lived no longer is followed by a rest
LONGEST_REST_SECONDS = 30.0
KILL_SECONDS = 5.0  # beyond the time to finish requests, until workers that do not end are killed
MOST_FAILURES = 2  # starts of each worker, if none has ever served

logger = logging.getLogger("rolegraph.workers")

registry = CollectorRegistry()  # the parent answers no requests: its counts are in the folder that the workers read
STARTS = Counter("rolegraph_worker_starts", "Worker processes that were started.", registry=registry)
DEATHS = Counter(
    "rolegraph_worker_deaths",
    "Worker processes that ended though nobody told them to, by reason: a signal, an exit code, or silence.",
    ("reason",),
    registry=registry,
)


class Worker(Process):
    """A process with a server of ours in it."""

    @property
    def server(self) -> stopping.Server:
        if self._server is None:
            self._server = stopping.Server(self.config)
        assert isinstance(self._server, stopping.Server)
        return self._server


@dataclass
class Watched:
    """What is known of one worker."""

    process: Process
    started_at: float = field(default_factory=time.monotonic)
    pinged_at: float | None = None  # the question that is not answered yet
    answered_at: float = 0.0
    is_ready: bool = False

    @property
    def pid(self) -> int | None:
        return self.process.pid

    @property
    def age(self) -> float:
        return time.monotonic() - self.started_at


class Supervisor(Multiprocess):
    """As many workers as settings say, until SIGTERM or SIGINT. SIGHUP replaces them one after the other."""

    def __init__(self, config: Config, sockets: list[socket.socket], *, silence: float, shutdown: float):
        """`silence` is how long a worker that has served may not answer, `shutdown` how long it may finish requests."""
        super().__init__(config, sockets)
        self._silence = silence
        self._shutdown = shutdown
        self._watched: dict[int, Watched] = {}  # by the place in `processes`
        self._next_start: dict[int, float] = {}  # of places that are empty, because a worker ended soon
        self._short_lives = 0  # one after the other
        self._has_served = False
        self.has_failed = False

    def init_processes(self) -> None:
        for place in range(self.processes_num):
            self.processes.append(self._begin(place))

    def run(self) -> None:
        """Returns when all workers have ended."""
        self.init_processes()
        while not self.should_exit.wait(TICK_SECONDS):
            self.handle_signals()
            self.keep_subprocess_alive()
        self._end()

    def restart_all(self) -> None:
        """Replace all workers one after the other: the one before ends when the next one serves."""
        for place, before in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            fresh = Worker(self.config, self.sockets)
            fresh.start()
            STARTS.inc()
            if not fresh.wait_until_ready(self.config.timeout_worker_healthcheck, self.should_exit):
                fresh.kill()
                fresh.join()
                logger.error("worker %s did not come to serve: worker %s stays", fresh.pid, before.pid)
                return
            self.processes[place] = fresh
            before.terminate()
            before.join()

    def keep_subprocess_alive(self) -> None:
        for place, process in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            if place in self._next_start:
                if time.monotonic() >= self._next_start[place]:
                    del self._next_start[place]
                    self.processes[place] = self._begin(place)
                continue
            watched = self._watched.get(place)
            if watched is None or watched.process is not process:  # SIGHUP put another one in its place
                if watched is not None and watched.pid is not None:
                    _forget(watched.pid)
                logger.info("worker %s started", process.pid, extra={"worker": process.pid})
                watched = self._watched[place] = Watched(process)
            reason = self._state(watched)
            if reason:
                self._replace(place, watched, reason)

    def _begin(self, place: int) -> Process:
        process = Worker(self.config, self.sockets)
        process.start()
        STARTS.inc()
        self._watched[place] = Watched(process)
        logger.info("worker %s started", process.pid, extra={"worker": process.pid})
        return process

    def _state(self, watched: Watched) -> str:
        """Why a worker is no more; empty as long as it is."""
        process, now = watched.process, time.monotonic()
        if not process.process.is_alive():
            return _reason(process.exitcode)
        try:
            if watched.pinged_at is None:
                if now - watched.answered_at >= PING_SECONDS:
                    process.parent_conn.send(b"ping")
                    watched.pinged_at = now
            elif process.parent_conn.poll(0):
                started: bool = process.parent_conn.recv()
                watched.pinged_at, watched.answered_at = None, now
                if started and not watched.is_ready:
                    watched.is_ready = self._has_served = True
                    self._short_lives = 0
                    logger.info("worker %s serves, after %.1f seconds", watched.pid, watched.age)
            elif watched.is_ready and now - watched.pinged_at > self._silence:
                process.process.kill()
                process.process.join()
                return "silence"
        except (OSError, EOFError):
            return ""  # it is about to end: the next look tells how
        return ""

    def _replace(self, place: int, watched: Watched, reason: str) -> None:
        pid = watched.pid
        DEATHS.labels(reason).inc()
        if pid is not None:
            _forget(pid)
        watched.process.parent_conn.close()
        watched.process.child_conn.close()
        rest = 0.0
        if watched.age < SHORT_LIFE_SECONDS or not watched.is_ready:
            self._short_lives += 1
            rest = min(LONGEST_REST_SECONDS, 2.0 ** min(self._short_lives - 1, 8))
        said = "said nothing for long and was killed" if reason == "silence" else f"ended: {reason}"
        logger.error(
            "worker %s %s, %.1f seconds after it started; another one is started%s",
            pid,
            said,
            watched.age,
            f" in {rest:g} seconds" if rest else "",
            extra={"worker": pid, "reason": reason},
        )
        if not self._has_served and self._short_lives >= MOST_FAILURES * self.processes_num:
            logger.error("no worker could start: giving up")
            self.has_failed = True
            self.should_exit.set()
            return
        self._next_start[place] = time.monotonic() + rest

    def _end(self) -> None:
        """Have all workers finish what they are at, and kill those that do not come to an end."""
        running = [each for each in self.processes if each.process.is_alive() and each.pid is not None]
        logger.info("telling %d workers to stop", len(running))
        for each in running:
            each.process.terminate()
        until = time.monotonic() + self._shutdown + KILL_SECONDS
        for each in running:
            each.process.join(max(0.0, until - time.monotonic()))
            if each.process.is_alive():
                logger.error("worker %s did not end and is killed", each.pid, extra={"worker": each.pid})
                each.process.kill()
                each.process.join()
        logger.info("all workers have ended")


def _forget(pid: int) -> None:
    """What a worker that is no more told of itself is no longer so."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call] # prometheus-client has no types here


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
