"""Times the ranking of moves at the size of ESCO and O*NET, and prints how it agrees with O*NET's related occupations.

    .venv/bin/python -m tests.benchmarks.transitions

Needs `../shared/data` and `../shared/eval`, and openpyxl for the judge. Run by hand.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from schema.context import Context
from schema.document import Documents
from schema.limits import Limits
from tests.benchmarks.loading import ESCO, ONET, command
from tests.conftest import SHARED

ASKED = 300
TYPED = (
    "ml eng", "machine lerning", "k8s", "javascript developer", "frontend dev", "dev ops", "nurse", "registered nurse",
    "data", "data scientst", "accountent", "manage staff", "truck drivr", "teacher primary", "c++", "da", "a", "welder",
    "natural language processing", "software developer",
)  # fmt: skip
QUERY = "query Q($from: String!) { transitions(from: $from, first: 20) { nodes { to { slug name } feasibility } } }"


def times(database: str) -> None:
    store = Store(open_engine(database))
    snapshot = newest_snapshot(store)
    began = time.perf_counter()
    _ = snapshot.search_index
    size = len(snapshot.ranking.roles)
    print(f"{size:,} roles: arrays and vectors made in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    moves = len(snapshot.network.edges.sources)
    print(f"network of routes: {moves:,} moves in {time.perf_counter() - began:.1f} s")
    document = Documents(Limits()).get(QUERY)
    context = Context(snapshot, store, lambda _: snapshot)
    chosen = random.Random(0).sample([role.slug for role in snapshot.ranking.roles], ASKED)
    taken = []
    for slug in chosen:
        began = time.perf_counter()
        answer = document.execute("Q", {"from": slug}, context)
        taken.append((time.perf_counter() - began) * 1000)
        assert not answer.errors
    cuts = statistics.quantiles(taken, n=100)
    print(f"transitions, best 20, each role asked for the first time: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms")
    searching = []
    for typed in TYPED:
        began = time.perf_counter()
        snapshot.search_index.search(typed)
        searching.append((time.perf_counter() - began) * 1000)
    print(
        f"search: median {statistics.median(searching):.1f} ms, slowest {max(searching):.1f} ms of {len(TYPED)} queries"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/rolegraph.db"
        command("migrate", database=database)
        command("import", "esco", ESCO, database=database)
        times(database)
        command("import", "onet", ONET, database=database)
        times(database)
        ranking = Path(folder) / "ranking.tsv"
        command("evaluate", "--output", ranking, database=database)
        subprocess.run([sys.executable, SHARED / "eval/onet_related.py", ranking], check=True)


if __name__ == "__main__":
    main()
