"""What suggestions take over HTTP: names of a server's own roles and skills, as they are typed, by three letters.

usage: python -m tests.benchmarks.suggestions URL [SEED]

Ask with another seed each time, or with the response cache off. Prints the median and the 99th percentile, in
milliseconds, of answers with the first ten of everything, and how busy the machine was, which they hang on.
"""

import os
import random
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import orjson

NAMES = "query($n: Int!) { roles(first: $n) { nodes { name } } skills(first: $n) { nodes { name } } }"
SUGGEST = "query($q: String!) { search(query: $q, first: 10) { edges { matched node { __typename slug name } } } }"
MOST, ASKED, WARMING = 500, 80, 50  # names that are chosen from, names that are typed, answers that are not counted


def asked(to: HTTPConnection, query: str, **variables: object) -> dict[str, Any]:
    """The data of an answer. Raises `RuntimeError` for one with errors."""
    body = orjson.dumps({"query": query, "variables": variables})
    to.request("POST", "/graphql", body, {"content-type": "application/json"})
    answer = orjson.loads(to.getresponse().read())
    if "errors" in answer:
        raise RuntimeError(answer["errors"][0]["message"])
    data: dict[str, Any] = answer["data"]
    return data


def main(arguments: Sequence[str]) -> None:
    address = urlsplit(arguments[0])
    to = HTTPConnection(address.hostname or "127.0.0.1", address.port)
    choose = random.Random(int(arguments[1]) if len(arguments) > 1 else 5)
    known = asked(to, NAMES, n=MOST)
    names = sorted({node["name"] for kind in ("roles", "skills") for node in known[kind]["nodes"]})
    typed = [name[:end] for name in choose.sample(names, min(ASKED, len(names))) for end in range(1, len(name) + 1, 3)]
    took = []
    for text in typed:
        began = time.perf_counter()
        asked(to, SUGGEST, q=text)
        took.append(1000 * (time.perf_counter() - began))
    took = sorted(took[WARMING:])
    median, most = took[len(took) // 2], took[len(took) * 99 // 100]
    print(f"{len(took)} suggestions: median {median:.1f} ms, 99% within {most:.1f} ms, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
