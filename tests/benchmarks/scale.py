"""Times the best 20 moves among 1, 10 and 100 times as many roles as ESCO has, and tells what memory that takes.

    .venv/bin/python -m tests.benchmarks.scale [TIMES ...]

The roles are copies of ESCO's, with links of their own to the same skills: so that everything that is held by some is
held by as many times more, which is the worst case. Needs `../shared/data`. 100 times takes minutes and 10 GB. Run by
hand.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace

import numpy as np

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.likeness.profile import Profiles
from knowledge.likeness.ranking import Ranking
from knowledge.model.entities import Role
from knowledge.questions.moves import DIGITS
from knowledge.words.meaning import MEANINGS
from tests.benchmarks.loading import ESCO, command

ASKED, BEST = 200, 20


def copied(role: Role, copy: int) -> Role:
    clone = replace(role, slug=f"{role.slug}-{copy}", skills=())
    object.__setattr__(clone, "skills", tuple(replace(link, role=clone) for link in role.skills))
    return clone


def measure(database: str, times: int) -> None:
    snapshot = newest_snapshot(Store(open_engine(database)))
    roles = [copied(role, copy) for copy in range(times) for role in snapshot.roles.values()]
    held = sum(len(role.skills) for role in roles)
    before = resident()
    began = time.perf_counter()
    ranking = Ranking(roles, Profiles(roles, ()), MEANINGS)
    made = time.perf_counter() - began
    taken = []
    for role in random.Random(0).sample(roles, ASKED):
        began = time.perf_counter()
        feasibilities = np.round(ranking.feasibilities(role), DIGITS)
        best = ranking.best(feasibilities, ranking.others(role))[:BEST]
        taken.append((time.perf_counter() - began) * 1000)
        assert len(best) == BEST
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{times:4} x ESCO: {len(roles):9,} roles, {held:11,} links; arrays made in {made:5.1f} s, "
        f"{(resident() - before) / 2**20:6,.0f} MB; best {BEST}: p50 {cuts[49]:6.1f} ms, p99 {cuts[98]:6.1f} ms",
        flush=True,
    )


def resident() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] == "--measure":
        measure(sys.argv[2], int(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/rolegraph.db"
        command("migrate", database=database)
        command("import", "esco", ESCO, database=database)
        for times in map(int, sys.argv[1:] or ("1", "10", "100")):  # each in a process of its own
            subprocess.run([sys.executable, "-m", __spec__.name, "--measure", database, str(times)], check=True)


if __name__ == "__main__":
    main()
