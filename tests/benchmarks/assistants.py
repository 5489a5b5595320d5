"""Times tools of assistants beside the same GraphQL over HTTP, cold (no answer is kept) and warm (all are).

    .venv/bin/python -m tests.benchmarks.assistants sqlite:////path/to/rolegraph.db

The database is one with ESCO and O*NET, and is only read. Prints medians in milliseconds, and how busy the machine was.
Run by hand; the two are asked in turns, and a difference is of medians.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx
import orjson

from api.assistants.documents import documents
from tests.servers import serving

ROUNDS = 60
MOVE = {"from": "esco/data-scientist", "to": "esco/statistician"}
QUESTIONS: dict[str, tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]] = {
    "find": (
        "find",
        {"query": "data scientist"},
        [("find", {"query": "data scientist", "types": None, "dataset": None, "first": 10, "after": None})],
    ),
    "describe_role": (
        "describe_role",
        {"role": "esco/data-scientist"},
        [
            ("role_by_slug", {"slug": "esco/data-scientist"}),
            ("describe_role", {"role": "esco/data-scientist", "first": 20, "after": None}),
        ],
    ),
    "explain_move": (
        "explain_move",
        {"from_role": MOVE["from"], "to_role": MOVE["to"]},
        [
            ("role_by_slug", {"slug": MOVE["from"]}),
            ("role_by_slug", {"slug": MOVE["to"]}),
            ("explain_move", MOVE),
        ],
    ),
    "best_moves": (
        "best_moves",
        {"from_role": MOVE["from"]},
        [
            ("role_by_slug", {"slug": MOVE["from"]}),
            ("best_moves", {"from": MOVE["from"], "first": 10, "after": None, "filter": {}, "diverse": False}),
        ],
    ),
    "whom_to_hire": (
        "whom_to_hire",
        {"needs": ["somebody who builds dashboards", "data cleaning"]},
        [("whom_to_hire", {"needs": ["somebody who builds dashboards", "data cleaning"], "first": 5})],
    ),
}
"""What an assistant asks, and the same in GraphQL: the documents of the tool, one after the other."""
PROTOCOL = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25"}


def timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def measured(client: httpx.Client, url: str) -> dict[str, tuple[float, float]]:
    """The medians of each tool and of its GraphQL."""
    found = {}
    for name, (tool, arguments, asked) in QUESTIONS.items():
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}

        def call(body: dict[str, Any] = body) -> None:
            reply = client.post(f"{url}/mcp", content=orjson.dumps(body), headers=PROTOCOL)
            assert not reply.json()["result"].get("isError"), reply.text

        def ask(asked: list[tuple[str, dict[str, Any]]] = asked) -> None:
            for document, variables in asked:
                content = orjson.dumps({"query": documents()[document], "variables": variables})
                assert "errors" not in client.post(f"{url}/graphql", content=content).json(), document

        for work in (call, ask) * 3:
            work()
        pairs = [(timed(call), timed(ask)) for _ in range(ROUNDS)]
        found[name] = statistics.median(each[0] for each in pairs), statistics.median(each[1] for each in pairs)
    return found


def main(database: str) -> None:
    for state, size in (("cold", "0"), ("warm", str(64 * 2**20))):
        with (
            serving(database, RESPONSE_CACHE_BYTES=size) as server,
            httpx.Client(headers={"content-type": "application/json"}, timeout=600) as client,
        ):
            server.wait_until_prepared()
            for name, (tool, graphql) in measured(client, server.url).items():
                print(f"{state} {name}: {tool:.1f} ms, GraphQL {graphql:.1f} ms, {tool - graphql:+.1f} ms")
    print(f"load: {' '.join(f'{each:.1f}' for each in os.getloadavg())}")


if __name__ == "__main__":
    main(sys.argv[1])
