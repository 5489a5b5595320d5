"""Tries a server for as long as you like, as an operator's years would, and says whether the promises were kept.

    .venv/bin/python -m tests.soak MINUTES [REVISIONS]

Loads so many revisions in that time, 25 a minute if nobody says. Prints a report in Markdown, and ends with 1 if one
was broken. Everything is real: a PostgreSQL with a streaming standby, a Redis where one is installed, several
workers, and clients that ask steadily. What happens is in `troubles`, what counts as a failed read in `judging`.
"""

import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.databases import begin, end
from tests.servers import Server, until
from tests.soak.clients import CLIENTS, Client
from tests.soak.machines import Machines, machines, resident_bytes, seconds_to_end, served
from tests.soak.readings import Diary
from tests.soak.report import Outcome, report
from tests.soak.timetable import Timetable
from tests.soak.troubles import Revisions, Troubles

A_MINUTE = 25  # revisions, if nobody says: 500 in 20 minutes
WARM_SECONDS = 30.0  # in which clients ask and nothing else happens: servers come to know their documents
FIRST_REVISIONS = 5  # after which memory is looked at for the first time
SLUGS = "{ roles(first: 100) { nodes { slug } } }"


def main() -> int:
    minutes = float(sys.argv[1])
    revisions = int(sys.argv[2]) if len(sys.argv) > 2 else round(A_MINUTE * minutes)
    begin()
    try:
        with tempfile.TemporaryDirectory(prefix="rolegraph-soak-") as folder:
            Path(folder).chmod(0o755)  # the database runs as somebody else, where this runs as root
            text, is_kept = report(soaked(Path(folder), minutes * 60, revisions))
    finally:
        end()
    sys.stdout.write(text)
    return 0 if is_kept else 1


def soaked(folder: Path, seconds: float, wanted: int) -> Outcome:
    """What became of it."""
    with machines(folder) as made:
        diary = Diary()
        timetable = Timetable(wanted, seconds - WARM_SECONDS)
        revisions = Revisions(made, diary, folder, timetable)
        revisions.load()
        with served(made) as server:
            diary.began = time.monotonic()
            return _tried(made, server, revisions, diary, folder, seconds)


def _tried(made: Machines, server: Server, revisions: Revisions, diary: Diary, folder: Path, seconds: float) -> Outcome:
    slugs = [each["slug"] for each in server.ask(SLUGS)["data"]["roles"]["nodes"]]
    done = threading.Event()
    clients = [Client(number, server.url, diary, slugs, done) for number in range(CLIENTS)]
    for each in clients:
        each.start()
    troubles = Troubles(made, server, revisions, diary, folder)
    try:
        time.sleep(WARM_SECONDS)
        revisions.start()
        until(lambda: diary.revisions >= FIRST_REVISIONS)
        diary.resident[diary.revisions] = resident_bytes(troubles.elder)
        for happen in during(troubles, diary.began + seconds):
            happen()
        diary.resident[diary.revisions] = resident_bytes(troubles.elder)
        troubles.told_to_stop(seconds_to_end)
    finally:
        if revisions.is_alive():
            revisions.stop()
        done.set()
        for each in clients:
            each.join()
    with made.store.reading() as reader:
        kept = {f"{each.identity.number}-{each.identity.digest}" for each in reader.revisions()}
    wanted = revisions.timetable.wanted
    return Outcome(
        diary, kept, server.log(), troubles.restarts, made.store.differences(), made.redis is not None, wanted
    )


def during(troubles: Troubles, end_at: float) -> Iterator[Callable[[], None]]:
    """What happens, again and again; some of it once, a backup first, then a failover and going back to the backup.

    While the database hangs, and before, nothing is loaded: so it hangs in every other round alone.
    """
    while_loading = (
        troubles.worker_is_killed,
        troubles.storage_of_rates_hangs,
        troubles.key_is_revoked,
        troubles.storage_of_rates_ends,
    )
    yield from (troubles.database_hangs, *while_loading)  # however little time there is
    again = itertools.cycle((*while_loading, troubles.database_hangs, *while_loading))
    began = time.monotonic()
    once = [(0.2, troubles.back_up), (0.4, troubles.standby_takes_over), (0.7, troubles.backup_is_restored)]
    while (now := time.monotonic()) < end_at:
        if once and now - began >= once[0][0] * (end_at - began):
            yield once.pop(0)[1]
        else:
            yield next(again)
    for _, happen in once:  # there was no time for them
        yield happen


if __name__ == "__main__":
    sys.exit(main())
