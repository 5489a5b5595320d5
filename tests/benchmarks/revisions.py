"""Measures the memory of a server while it serves one revision after the other of the shipped dataset.

    .venv/bin/python -m tests.benchmarks.revisions [REVISIONS]

After each it is asked a few questions, one of them about an older revision. Ends with 1 if it has a fifth more at last
than after the fifth. Run by hand; 500 take about two minutes.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import httpx

from db.engine import open_engine
from db.store import Store
from seeds.loading import load
from tests.benchmarks.loading import command
from tests.conftest import DATASET
from tests.servers import FRESH, Server, serving, until
from tests.soak.clients import MARKED, SEED
from tests.soak.machines import resident_bytes

FIRST, MOST = 5, 1.2
SHOWN = (1, 2, FIRST, 10, 20, 50, 100, 150, 200, 300, 400, 500)
QUESTIONS = (
    MARKED,
    '{ search(query: "engin") { nodes { slug name } } }',
    '{ transitions(from: "ai-engineer", first: 5) { nodes { to { slug } feasibility } } }',
    '{ matchRoles(profile: {skills: ["Python"]}) { nodes { role { name } score } } }',
    '{ careerPaths(from: "ai-engineer", to: "data-engineer") { difficulty } }',
)


def measured(server: Server, store: Store, file: Path, revisions: int) -> dict[int, int]:
    """Resident bytes after so many revisions, the one that was there first not counted."""
    found = {}
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for count in range(1, revisions + 1):
            file.write_text(SEED.format(count))
            load(store, [file], "bench")
            until(lambda: client.get("/readyz").json()["revision"] == store.newest().number)
            for question in QUESTIONS:
                asked = {"query": question}
                assert "errors" not in client.post("/graphql", json=asked).json()
            older = f"/revisions/{max(2, count - 3)}/graphql"
            assert client.post(older, json={"query": MARKED}).status_code == httpx.codes.OK
            if count in SHOWN or count == revisions:
                found[count] = resident_bytes(server.process.pid)
                print(f"{count:>5} revisions: {found[count] / 2**20:.1f} MiB", flush=True)
    return found


def main() -> int:
    revisions = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    folder = Path(tempfile.mkdtemp(prefix="rolegraph-revisions-"))
    try:
        database = f"sqlite:///{folder / 'rolegraph.db'}"
        command("migrate", database=database)
        command("load", DATASET, database=database)
        store = Store(open_engine(database))
        with serving(database, FRESH, POLL_SECONDS="0.05") as server:
            found = measured(server, store, folder / "soak.yaml", revisions)
        store.engine.dispose()
    finally:
        shutil.rmtree(folder)
    growth = found[revisions] / found[FIRST]
    print(f"After {revisions} it has {growth - 1:+.1%} of what it had after {FIRST}.")
    return 0 if growth <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
