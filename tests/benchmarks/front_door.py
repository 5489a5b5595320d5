"""Times hot answers, 304s and the cost check at ESCO's size, beside a bare ASGI callable that sends the same bytes.

    .venv/bin/python -m tests.benchmarks.front_door

Needs the real data in `../shared/data`, the load generator wrk, and two cores: the server runs on one, wrk on the
other. Run by hand; each pair of figures is measured in turns, and ratios are of medians.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from db.engine import open_engine
from db.store import Store
from schema.document import parsed
from schema.limits import Limits, check_cost, check_shape
from seeds.loading import load
from tests.benchmarks.loading import ESCO, command
from tests.conftest import DATASET
from tests.servers import Server, serving

QUERIES = {
    "q1": '{ role(slug: "esco/data-scientist") { id slug name skills(first: 30) { edges { importance'
    " node { id slug name category } } } } }",
    "q2": '{ roles(first: 50, filter: {dataset: "esco"}) { nodes { id slug name skills(first: 20) { edges { importance'
    " node { id slug name category } } } } } }",
}
ROUNDS, SECONDS, CONNECTIONS = 5, 4, 16
WRK = "wrk.method='{method}' wrk.headers['content-type']='application/json' {header} wrk.body=[==[{body}]==]"
COOK = "dataset: {{slug: bench, title: B}}\nbasis: INFERRED\nrole: {{slug: bench/cook, name: Cook {0}}}\n"


@contextmanager
def floor(body: bytes, folder: Path) -> Iterator[str]:
    """The bare callable, on the core of the server; its address."""
    (folder / "body").write_bytes(body)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["-m", "uvicorn", "tests.benchmarks.floor:app", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, *arguments], env=os.environ | {"FLOOR_BODY": str(folder / "body")})
    os.sched_setaffinity(process.pid, {0})
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def pinned(server: Server) -> None:
    """Keep all threads of a server on the first core."""
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {0})


def wrk(address: str, folder: Path, method: str = "POST", body: str = "", header: str = "") -> tuple[float, float]:
    """Requests per second, and the 99th percentile of latency in milliseconds."""
    script = folder / "load.lua"
    script.write_text(WRK.format(method=method, header=header, body=body))
    done = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", script, address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Non-2xx" not in done.stdout or header, done.stdout
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    slow = re.search(r"99% +([\d.]+)(us|ms|s)", done.stdout)
    assert rate
    assert slow
    return float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1, "s": 1000}[slow[2]]


def hot(server: Server, folder: Path) -> None:
    print(f"{'':<28}{'ours':>10}{'floor':>10}{'ratio':>8}   requests/s, medians of {ROUNDS}")
    for name, query in QUERIES.items():
        body = json.dumps({"query": query})
        content = httpx.post(
            f"{server.url}/graphql", content=body, headers={"content-type": "application/json"}
        ).content
        with floor(content, folder) as limit:
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(wrk(f"{server.url}/graphql", folder, body=body)[0])
                theirs.append(wrk(limit, folder, body=body)[0])
        show(f"{name} hot, {len(content):,} bytes", ours, theirs)
        with httpx.Client() as client:
            got = client.get(f"{server.url}/graphql", params={"query": query}, headers={"accept-encoding": "identity"})
        known = f"wrk.headers['if-none-match']='{got.headers['etag']}'"
        with floor(b"", folder) as limit:
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(wrk(str(got.request.url), folder, "GET", header=known)[0])
                theirs.append(wrk(limit + "/graphql", folder, "GET")[0])
        show(f"{name} not modified", ours, theirs)


def show(name: str, ours: list[float], theirs: list[float]) -> None:
    one, other = statistics.median(ours), statistics.median(theirs)
    print(f"{name:<28}{one:>10,.0f}{other:>10,.0f}{one / other:>8.0%}")


def while_revisions_change(server: Server, store: Store, folder: Path) -> None:
    """Throughput and the slowest of hundred answers, without and with a revision each second."""
    body = json.dumps({"query": QUERIES["q1"]})
    address = f"{server.url}/graphql"
    quiet = [wrk(address, folder, body=body) for _ in range(3)]
    done = threading.Event()
    count = 0

    def revise() -> None:
        nonlocal count
        file = folder / "cook.yaml"
        while not done.wait(1):
            count += 1
            file.write_text(COOK.format(count))
            load(store, [file], "bench")

    changing = threading.Thread(target=revise)
    changing.start()
    busy = [wrk(address, folder, body=body) for _ in range(3)]
    done.set()
    changing.join()
    for name, figures in (("quiet", quiet), (f"{count} revisions in {3 * SECONDS} s", busy)):
        rate, slow = (statistics.median(each) for each in zip(*figures, strict=True))
        print(f"{name:<28}{rate:>10,.0f} requests/s, p99 {slow:.1f} ms")


def cost_check() -> None:
    for name, text in QUERIES.items():
        document = parsed(text, Limits())

        def known(given: dict[str, Any], read: Any = document.read) -> None:
            check_cost(read(None, given).cost, Limits())

        def first(node: Any = document.node) -> None:
            check_shape(node, Limits())

        print(f"{name}: cost check {each(known, {}):.4f} ms, shape of a document seen first {each(first):.3f} ms")


def each(work: Any, *arguments: Any) -> float:
    """Milliseconds of one call."""
    times = 2000
    began = time.perf_counter()
    for _ in range(times):
        work(*arguments)
    return (time.perf_counter() - began) / times * 1000


def main() -> None:
    assert shutil.which("wrk"), "install wrk"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'rolegraph.db'}"
        command("migrate", database=database)
        command("load", DATASET, database=database)
        store = Store(open_engine(database))
        with serving(database) as server:
            pinned(server)
            print("With the shipped dataset:")
            while_revisions_change(server, store, folder)
        command("import", "esco", ESCO, database=database)
        with serving(database) as server:
            time.sleep(1)  # until it has prepared its indexes
            pinned(server)
            print("With ESCO:")
            while_revisions_change(server, store, folder)
            hot(server, folder)
    cost_check()


if __name__ == "__main__":
    main()
