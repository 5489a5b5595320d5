"""What is asked badly, or in bad faith, is refused with a code; nothing fails, hangs, leaks or grows.

The attacks are those of the scanner graphql-cop, and what a fuzzer makes of the schema.
"""

import json
import random
import string
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import build_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from api.protocol import RESPONSE_TYPE
from db.store import Store
from schema.printing import printed
from tests.schema.compiler.documents import Asked, documents
from tests.servers import READY_SECONDS, Server, serving

SCHEMA = build_schema(printed())
CODES = {
    "BAD_REQUEST", "BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "LIMIT_EXCEEDED", "NOT_FOUND",
    "PERSISTED_DOCUMENT_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND",
}  # fmt: skip
MOST_GROWTH = 150_000  # kB that a server may grow by under attack: its caches fill
LONGEST_SECONDS = READY_SECONDS  # until a request counts as hanging


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        before = memory(server)
        yield server
        assert memory(server) - before < MOST_GROWTH
        assert server.process.poll() is None
        assert "Traceback" not in server.log()


def memory(server: Server) -> int:
    """What the process holds, in kB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def post(server: Server, query: str, **more: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/graphql", json={"query": query, **more}, timeout=LONGEST_SECONDS)


def codes(response: httpx.Response) -> set[str]:
    return {error["extensions"]["code"] for error in response.json().get("errors", [])}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ " + " ".join(f"a{n}: __typename" for n in range(10_000)) + " }", "LIMIT_EXCEEDED"),
        ("{ " + "__typename " * 10_000 + "}", "LIMIT_EXCEEDED"),
        ("{ __typename " + "@aa" * 10_000 + " }", "LIMIT_EXCEEDED"),
        ("{ __schema { types { " + "fields { type { " * 30 + "name" + " } }" * 30 + " } } }", "LIMIT_EXCEEDED"),
        ("{ __schema { types { " + "fields { type { " * 5 + "name" + " } }" * 5 + " } } }",
         "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
        ("{" * 40_000, "GRAPHQL_PARSE_FAILED"),
        ('{ search(query: "' + "a" * 40_000 + '") { totalCount } }', "BAD_USER_INPUT"),
        ('{ matchRoles(profile: { skills: ["' + "x" * 40_000 + '"] }) { totalCount } }', "BAD_USER_INPUT"),
        ('{ nodes(ids: [' + '"a" ' * 600 + "]) { id } }", "BAD_USER_INPUT"),
        ("{ roles(first: 99999999999999999999) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ roles(first: 500) { nodes { skills(first: 500) { nodes { roles(first: 500) { totalCount } } } } } }",
         "LIMIT_EXCEEDED"),
        ("{ " + " ".join(f'a{n}: careerPaths(from: "ai-engineer", to: "data-engineer") {{ difficulty }}'
                         for n in range(10)) + " }", "LIMIT_EXCEEDED"),
        ("mutation { load }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { load }", "GRAPHQL_VALIDATION_FAILED"),
        ("\x00\x01", "GRAPHQL_PARSE_FAILED"),
        ("{ roles @include(if: 1) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)  # fmt: skip
def test_attacks_by_document_are_refused(server: Server, query: str, code: str) -> None:
    response = post(server, query)
    assert response.status_code == 200
    assert codes(response) == ({code} if code else set())


@pytest.mark.parametrize("number", [500, 500.0])
def test_deep_pages_are_refused_whatever_form_their_length_has(server: Server, number: float) -> None:
    deep = "roles(first: $n) { nodes { skills(first: $n) { nodes { roles(first: $n) { nodes { name } } } } } }"
    (error,) = post(server, f"query Q($n: Int) {{ {deep} }}", variables={"n": number}).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT_EXCEEDED", "cost")


def test_several_operations_in_a_list_are_not_executed(server: Server) -> None:
    response = httpx.post(f"{server.url}/graphql", json=[{"query": "{ __typename }"}] * 10)
    assert (response.status_code, codes(response)) == (400, {"BAD_REQUEST"})


def test_get_never_changes_anything_and_nothing_is_traced_for_strangers(server: Server) -> None:
    response = httpx.get(f"{server.url}/graphql", params={"query": "mutation { load }"})
    assert codes(response) == {"GRAPHQL_VALIDATION_FAILED"}
    answer = post(server, "{ __typename }", extensions={"tracing": True}).json()
    assert answer == {"data": {"__typename": "Query"}}
    headers = httpx.get(f"{server.url}/healthz").headers
    assert "server" not in headers
    assert not any("python" in value.lower() for value in headers.values())


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_told_which_there_are(server: Server, method: str) -> None:
    response = httpx.request(method, f"{server.url}/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_head_is_get_without_its_body(server: Server) -> None:
    asked = {"query": "{ roles { totalCount } }"}
    head, get = (httpx.request(method, f"{server.url}/graphql", params=asked) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]


def test_a_body_that_says_it_is_small_and_is_not(server: Server) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 50_000

    headers = {"content-type": "application/json"}
    response = httpx.post(f"{server.url}/graphql", content=chunks(), headers=headers)
    assert response.status_code == 413


def test_the_page_allows_nothing_from_elsewhere(server: Server) -> None:
    headers = httpx.get(f"{server.url}/graphql", headers={"accept": "text/html"}).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


def test_what_takes_too_long_ends(sqlite_store: Store) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    slow = '{ careerPaths(from: "ai-engineer", to: "data-engineer", maxMoves: 6, first: 10) { difficulty } }'
    with serving(address, MAX_SECONDS="0.001") as server:
        response = post(server, slow)
        assert (response.status_code, codes(response)) == (503, {"TIMEOUT"})
        assert "longer than 0.001 seconds" in response.json()["errors"][0]["message"]
        assert 'reason="TIMEOUT"} 1.0' in httpx.get(f"{server.url}/metrics").text


def test_costly_questions_hold_up_nobody_and_the_same_one_is_worked_on_once(sqlite_store: Store) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address) as server:
        paths = " ".join(
            f'a{n}: careerPaths(from: "{one}", to: "{other}", maxMoves: 6, first: 10) {{ difficulty }}'
            for n, (one, other) in enumerate([("ai-engineer", "data-engineer"), ("ml-engineer", "data-engineer")])
        )
        found: list[httpx.Response] = []
        asking = [threading.Thread(target=lambda: found.append(post(server, f"{{ {paths} }}"))) for _ in range(8)]
        for thread in asking:
            thread.start()
        while any(thread.is_alive() for thread in asking):
            assert httpx.get(f"{server.url}/healthz", timeout=LONGEST_SECONDS).status_code == 200
        assert {response.content for response in found} == {found[0].content}
        assert codes(found[0]) == set()


def test_too_many_costly_questions_are_turned_away(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    from api import answering
    from api.callers import Caller
    from api.current import CurrentKnowledge
    from api.documents import PersistedDocuments
    from api.protocol import BadRequest, from_body
    from api.rates import Rates
    from api.settings import Settings

    monkeypatch.setattr(answering, "MOST_WAITING", 2)
    current = CurrentKnowledge(sqlite_store, 60, 0)
    whole = answering.Answering(
        current, Settings(max_seconds=READY_SECONDS), PersistedDocuments(trusted_only=False), Rates("memory://")
    )
    nobody = Caller("anonymous", "", None, None)

    async def ask(number: int) -> str:
        body = {"query": f"{{ a{number}: roles(first: 500) {{ nodes {{ name }} }} }}"}
        operation = from_body(json.dumps(body).encode())
        question = whole.question(current.snapshot, operation)
        try:
            answer, _ = await whole.answer(question, operation, current.snapshot, nobody, in_address=False)
        except BadRequest as error:
            return f"{error.status} {error.code}, again in {error.headers['retry-after']}"
        return "answered" if answer.lasts else "refused"

    async def ask_all() -> list[str]:
        return list(await asyncio.gather(*map(ask, range(5))))

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may run in this one
        outcomes = thread.submit(lambda: asyncio.run(ask_all())).result()
    assert sorted(outcomes) == ["503 OVERLOADED, again in 1"] * 3 + ["answered"] * 2
    whole.close()


def sound(response: httpx.Response) -> None:
    """Any answer is well formed; its errors have codes that are documented, and tell nothing of the inside."""
    assert response.status_code in (200, 400, 404, 405, 406, 413, 415), response.text
    content = response.json()
    assert set(content) <= {"data", "errors", "extensions"}
    for error in content.get("errors", []):
        assert error["extensions"]["code"] in CODES, error
        assert not any(word in error["message"] for word in ("Traceback", ".py", "object at 0x", "sqlalchemy"))


FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@FUZZ
@given(query=queries(SCHEMA))
def test_any_document_of_the_schema_is_answered(server: Server, query: str) -> None:
    sound(post(server, query))


@FUZZ
@given(asked=documents(SCHEMA), seed=st.integers(0, 2**32))
def test_any_broken_document_is_refused_or_answered(server: Server, asked: Asked, seed: int) -> None:
    chooser = random.Random(seed)
    letters = list(asked.text)
    for _ in range(chooser.randint(1, 8)):
        place = chooser.randrange(len(letters))
        letters[place : place + chooser.randint(0, 3)] = chooser.choices(string.printable + "{}()[]$@…\u0000", k=1)
    sound(post(server, "".join(letters)))


ASKING = (
    "query Q($v: String!) { role(slug: $v) { name } search(query: $v, after: $v) { totalCount } node(id: $v) { id } }",
    "query Q($v: Int) { roles(first: $v) { totalCount } skills(last: $v) { totalCount } }",
    "query Q($v: [String!]!) { overlap(roles: $v) { similarity } adviseHire(needs: $v) { score } }",
    "query Q($v: ProfileInput!) { matchRoles(profile: $v) { totalCount unknown { name argument nearest } } }",
    "query Q($v: [ID!]!) { nodes(ids: $v) { id } }",
    "query Q($v: RoleFilter) { roles(filter: $v) { nodes { slug } } }",
    'query Q($v: TransitionFilter) { transitions(from: "ai-engineer", filter: $v) { totalCount } }',
    "query Q($v: String!) { transition(from: $v, to: $v) { feasibility } changes(since: 0, after: $v) { totalCount } }",
    "query Q($v: Int!) { changes(since: $v, first: $v) { totalCount } revision(number: $v) { number } }",
)


@FUZZ
@given(query=st.sampled_from(ASKING), value=VALUES)
def test_any_variable_is_refused_or_used(server: Server, query: str, value: Any) -> None:
    sound(post(server, query, variables={"v": value}))


@FUZZ
@given(content=VALUES | st.fixed_dictionaries({}, optional={
    "query": VALUES | st.just("{ __typename }"), "variables": VALUES, "operationName": VALUES, "extensions": VALUES,
    "documentId": VALUES,
}))  # fmt: skip
def test_any_json_is_refused_or_answered(server: Server, content: Any) -> None:
    sound(httpx.post(f"{server.url}/graphql", json=content, timeout=LONGEST_SECONDS))


@FUZZ
@given(body=st.binary(max_size=300), query_string=st.text(max_size=60))
def test_any_bytes_are_refused(server: Server, body: bytes, query_string: str) -> None:
    headers = {"content-type": "application/json", "accept": RESPONSE_TYPE}
    sound(httpx.post(f"{server.url}/graphql", content=body, headers=headers, timeout=LONGEST_SECONDS))
    asked = {"query": query_string, "variables": query_string}
    sound(httpx.get(f"{server.url}/graphql", params=asked, headers=headers))


HEADERS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60).map(str.strip)


@FUZZ
@given(
    headers=st.dictionaries(
        st.sampled_from(
            ["accept", "accept-encoding", "content-type", "if-none-match", "x-forwarded-for", "x-request-id", "origin"]
        ),
        HEADERS,
    )
)
def test_any_headers_are_answered(server: Server, headers: dict[str, str]) -> None:
    address = f"{server.url}/graphql"
    for response in (
        httpx.get(address, params={"query": "{ __typename }"}, headers={"accept-encoding": "identity"} | headers),
        httpx.post(address, json={"query": "{ __typename }"}, headers={"accept-encoding": "identity"} | headers),
    ):
        if "text/html" not in headers.get("accept", ""):
            sound(response)
