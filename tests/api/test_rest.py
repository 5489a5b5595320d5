"""Questions with an address: the REST door asks the same documents as GraphQL, and says what is wrong by status."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from api.rest.named import NamedDocument, NamedDocuments, Unnameable, check_name, shipped
from api.rest.parameters import from_address
from api.rest.problems import of_answer
from db.store import Store
from tests.databases import Holding, sqlite_database, with_tables
from tests.servers import Server, rolegraph, serving, until

PROBLEM = "application/problem+json; charset=utf-8"
QUESTIONS: dict[str, dict[str, Any]] = {
    "find": {"query": "machine lerning"},
    "describe-role": {"slug": "ai-engineer"},
    "compare-roles": {"left": "ai-engineer", "right": "ml-engineer"},
    "explain-move": {"from": "ai-engineer", "to": "ml-engineer"},
    "best-moves": {"from": "ai-engineer", "first": 3},
    "career-routes": {"from": "ai-engineer", "to": "data-scientist"},
    "match-profile": {"skills": ["python", "machine-learning"]},
    "understand-text": {"text": "We look for an engineer who knows Python and SQL."},
    "whom-to-hire": {"needs": ["build a chatbot", "forecast sales"]},
    "what-changed": {"since": 0, "first": 2},
}
PRIVATE = {"understand-text"}


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def server(address: str) -> Iterator[Server]:
    with serving(address, MAX_AGE="30", STALE_WHILE_REVALIDATE="90") as server:
        yield server


@pytest.fixture(scope="module")
def described(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{server.url}/api/openapi.json").json()
    return found


def get(server: Server, name: str, headers: dict[str, str] | None = None, **asked: Any) -> httpx.Response:
    return httpx.get(f"{server.url}/api/{name}", params=asked, headers=headers)


def schema_of(described: dict[str, Any], shape: dict[str, Any]) -> Draft202012Validator:
    """What checks a value against a schema of the description."""
    resource = Resource.from_contents(described, default_specification=DRAFT202012)
    within = {**shape, "$id": "urn:shape"}
    text = json.dumps(within).replace("#/components/", "urn:described#/components/")
    return Draft202012Validator(json.loads(text), registry=Registry().with_resource("urn:described", resource))


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_is_answered_as_graphql_answers_it_and_as_it_is_described(
    server: Server, described: dict[str, Any], name: str
) -> None:
    asked = QUESTIONS[name]
    response = httpx.post(f"{server.url}/api/{name}", json=asked) if name in PRIVATE else get(server, name, **asked)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json; charset=utf-8")
    answer = response.json()
    assert answer.keys() == {"data"}
    assert all(answer["data"].values())
    body = {"query": shipped()[name], "variables": asked}
    assert answer == httpx.post(f"{server.url}/graphql", json=body).json()
    operation = described["paths"][f"/api/{name}"]["post" if name in PRIVATE else "get"]
    told = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(schema_of(described, told).iter_errors(answer)) == []
    assert list(schema_of(described, told).iter_errors({"data": {}})) != []


def test_all_shipped_questions_are_tried_here() -> None:
    assert shipped().keys() == QUESTIONS.keys()
    assert all(NamedDocument(name, text).description for name, text in shipped().items())


def test_the_description_is_openapi_that_a_validator_accepts(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"] == "3.1.1"
    assert described["paths"].keys() == {f"/api/{name}" for name in QUESTIONS}
    moves = described["paths"]["/api/best-moves"]["get"]
    assert moves["operationId"] == "bestMoves"
    told = {each["name"]: each for each in moves["parameters"]}
    assert (told["from"]["required"], told["first"]["required"]) == (True, False)
    assert told["from"]["schema"] == {"type": "string", "maxLength": 500}
    assert told["from"]["description"] == "The slug of the role to leave."
    assert told["first"]["schema"] == {"type": "integer", "format": "int32", "default": 10}
    assert told["orderBy"]["schema"] == {"$ref": "#/components/schemas/TransitionOrder"}
    wanted = {"anyOf": [{"$ref": "#/components/schemas/TransitionFilter"}, {"type": "null"}]}
    assert told["filter"]["content"]["application/json"]["schema"] == wanted
    narrowing = described["components"]["schemas"]["TransitionFilter"]["properties"]["bands"]
    assert (narrowing["minItems"], narrowing["maxItems"]) == (1, 500)
    profile = described["paths"]["/api/match-profile"]
    assert [each["name"] for each in profile["get"]["parameters"]] == ["skills", "tools", "first", "after"]
    assert "text" in profile["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert profile["get"]["parameters"][0]["explode"] is True
    assert "minItems" not in profile["get"]["parameters"][0]["schema"], "who has nothing yet may say so"
    assert described["paths"]["/api/understand-text"].keys() == {"parameters", "post"}


def test_an_answer_has_the_tag_and_the_times_of_graphql(server: Server) -> None:
    first = get(server, "describe-role", slug="ai-engineer")
    assert first.headers["cache-control"] == "public, max-age=30, stale-while-revalidate=90"
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    tag = first.headers["etag"]
    again = get(server, "describe-role", {"if-none-match": tag}, slug="ai-engineer")
    assert (again.status_code, again.content) == (304, b"")
    other = get(server, "describe-role", {"if-none-match": tag}, slug="ml-engineer")
    assert (other.status_code, other.headers["etag"] == tag) == (200, False)
    head = httpx.head(f"{server.url}/api/describe-role", params={"slug": "ai-engineer"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_a_pinned_question_is_kept_for_ever(server: Server) -> None:
    pinned = httpx.get(f"{server.url}/revisions/1/api/describe-role", params={"slug": "ai-engineer"})
    assert pinned.json() == get(server, "describe-role", slug="ai-engineer").json()
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    gone = httpx.get(f"{server.url}/revisions/9/api/describe-role", params={"slug": "ai-engineer"})
    assert (gone.status_code, gone.json()["code"], gone.headers["content-type"]) == (404, "NOT_FOUND", PROBLEM)


@pytest.mark.parametrize(
    ("name", "query", "status", "code", "parameter"),
    [
        ("describe-role", "", 400, "BAD_USER_INPUT", "slug"),
        ("describe-role", "slug=ai-engineer&slug=ml-engineer", 400, "BAD_USER_INPUT", "slug"),
        ("describe-role", "slug=ai-engineer&frist=3", 400, "BAD_USER_INPUT", "frist"),
        ("describe-role", "slug=ai-engineer&first=ten", 400, "BAD_USER_INPUT", "first"),
        ("describe-role", "slug=ai-engineer&first=", 400, "BAD_USER_INPUT", "first"),
        ("describe-role", "slug=ai-engineer&first=1e3", 400, "BAD_USER_INPUT", "first"),
        ("describe-role", "slug=ai-engineer&first=9999999999", 400, "BAD_USER_INPUT", "first"),
        ("describe-role", "slug=ai-engineer&first=-1", 400, "BAD_USER_INPUT", "first"),
        ("describe-role", "slug=nobody", 404, "NOT_FOUND", "slug"),
        ("describe-role", "slug=a%00b", 404, "NOT_FOUND", "slug"),
        ("describe-role", "slug=%ff", 400, "BAD_REQUEST", None),
        ("describe-role", "slug=" + "x" * 501, 400, "BAD_USER_INPUT", "slug"),
        ("explain-move", "from=ai-engineer&to=nobody", 404, "NOT_FOUND", "to"),
        ("compare-roles", "left=ai-engineer&right=nobody", 404, "NOT_FOUND", "right"),
        ("best-moves", "from=ai-engineer&filter={", 400, "BAD_USER_INPUT", "filter"),
        ("best-moves", "from=ai-engineer&filter={%22no%22:1}", 400, "BAD_USER_INPUT", "filter"),
        ("best-moves", "from=ai-engineer&orderBy=NAME", 400, "BAD_USER_INPUT", "orderBy"),
        ("best-moves", "from=ai-engineer&diverse=yes", 400, "BAD_USER_INPUT", "diverse"),
        ("find", "query=python&types=ROLE&types=SKIL", 400, "BAD_USER_INPUT", "types"),
        ("match-profile", "text=I+know+Python", 405, "BAD_REQUEST", None),
        ("understand-text", "text=I+know+Python", 405, "BAD_REQUEST", None),
        ("career-routes", "from=ai-engineer&to=ml-engineer&maxMoves=7", 400, "BAD_USER_INPUT", "maxMoves"),
        ("nobody", "", 404, "NOT_FOUND", None),
        ("explain-moves", "", 404, "NOT_FOUND", None),
        ("what-changed", "since=99", 404, "NOT_FOUND", "since"),
    ],
)
def test_what_is_wrong_has_its_status_and_names_the_parameter(
    server: Server, name: str, query: str, status: int, code: str, parameter: str | None
) -> None:
    response = httpx.get(f"{server.url}/api/{name}?{query}")
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    problem = response.json()
    assert (problem["status"], problem["code"], problem.get("parameter")) == (status, code, parameter)
    assert problem["type"] == f"urn:rolegraph:error:{code}"
    assert problem["detail"]
    assert "$" not in problem["detail"], "variables are GraphQL's"
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
    assert response.headers["access-control-allow-origin"] == "*"


def test_problems_are_as_they_are_described(server: Server, described: dict[str, Any]) -> None:
    problem = get(server, "explain-move", **dict[str, Any]({"from": "ai-enginer", "to": "ml-engineer"})).json()
    assert (problem["parameter"], problem["nearest"][0]) == ("from", "ai-engineer")
    assert list(schema_of(described, described["components"]["schemas"]["Problem"]).iter_errors(problem)) == []
    unknown = get(server, "describe-role", slug="ai-enginer").json()
    assert (unknown["parameter"], unknown["nearest"][0]) == ("slug", "ai-engineer")
    close = httpx.get(f"{server.url}/api/explain-moves").json()
    assert close["nearest"][0] == "explain-move"


@pytest.mark.parametrize(
    ("told", "extensions", "status"),
    [
        (200, {"code": "NOT_FOUND"}, 404),
        (200, {"code": "UNAVAILABLE"}, 503),
        (200, {"code": "HISTORY_PRUNED"}, 410),
        (200, {"code": "LIMIT_EXCEEDED", "limit": "cost", "maximum": 1, "found": 2}, 400),
        (200, {"code": "LIMIT_EXCEEDED", "limit": "budget", "maximum": 1, "found": 2}, 403),
        (200, {"code": "GRAPHQL_VALIDATION_FAILED"}, 500),
        (400, {"code": "INTERNAL_SERVER_ERROR", "id": "abc"}, 500),
        (503, {"code": "TIMEOUT"}, 503),
        (503, {"code": "OVERLOADED"}, 503),
        (431, {"code": "BAD_REQUEST"}, 431),
    ],
)
def test_each_code_of_graphql_has_a_status_and_keeps_what_it_says(
    told: int, extensions: dict[str, Any], status: int
) -> None:
    error = {"message": "Why.", "extensions": extensions}
    found, problem = of_answer(None, told, json.dumps({"data": {"a": None, "b": 1}, "errors": [error]}).encode())
    assert (found, problem["status"], problem["detail"], problem["data"]) == (
        status,
        status,
        "Why.",
        {"a": None, "b": 1},
    )
    assert {name: problem[name] for name in extensions} == extensions


ODD = ("", "-1", "\0ä", "[]", '{"a":1}', "9" * 400)


def test_whatever_a_parameter_is_the_reply_is_an_answer_or_a_problem(server: Server, described: dict[str, Any]) -> None:
    problems = schema_of(described, described["components"]["schemas"]["Problem"])
    with httpx.Client(base_url=server.url) as client:
        for name in QUESTIONS.keys() - PRIVATE:
            for each in described["paths"][f"/api/{name}"]["get"]["parameters"]:
                for odd in ODD:
                    asked = {**QUESTIONS[name], each["name"]: odd}
                    response = client.get(f"/api/{name}", params=asked)
                    assert response.status_code in (200, 400, 404, 410), (name, asked, response.text)
                    if response.status_code != 200:
                        assert problems.is_valid(response.json()), (name, asked)


def test_several_errors_are_all_told(server: Server) -> None:
    problem = get(server, "compare-roles", left="ai-engineer", right="nobody").json()
    assert [each["path"] for each in problem["errors"]] == [["overlap"], ["difference"]]
    assert "data" not in problem


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        (b'{"slug": "ai-engineer"}', 200, None),
        (b'{"slug": 7}', 400, "slug"),
        (b'{"slug": "ai-engineer", "first": "x"}', 400, "first"),
        (b'{"slug": "ai-engineer", "more": 1}', 400, "more"),
        (b"{}", 400, "slug"),
        (b"", 400, "slug"),
        (b"[]", 400, None),
        (b"{", 400, None),
        (b'{"slug": ' + b"[" * 100_000, 400, None),
    ],
)
def test_a_body_has_all_parameters_as_json(server: Server, body: bytes, status: int, parameter: str | None) -> None:
    headers = {"content-type": "application/json"}
    response = httpx.post(f"{server.url}/api/describe-role", content=body, headers=headers)
    assert (response.status_code, response.json().get("parameter")) == (status, parameter)
    if status == 200:
        assert response.headers["cache-control"] == "no-store"


def test_other_methods_and_types_are_refused(server: Server) -> None:
    address = f"{server.url}/api/describe-role"
    refused = httpx.put(address)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert httpx.post(address, content=b"slug=ai-engineer").status_code == 415
    assert httpx.post(f"{address}?slug=ai-engineer", json={}).json()["parameter"] == "slug"
    assert get(server, "describe-role", {"accept": "text/csv"}, slug="ai-engineer").status_code == 406
    assert httpx.post(f"{server.url}/api/openapi.json").headers["allow"] == "GET, HEAD, OPTIONS"
    asked = {"origin": "https://a.example", "access-control-request-method": "GET"}
    assert httpx.options(address, headers=asked).headers["access-control-allow-origin"] == "*"


def test_the_description_has_a_tag(server: Server) -> None:
    first = httpx.get(f"{server.url}/api/openapi.json")
    assert first.headers["content-type"] == "application/json; charset=utf-8"
    again = httpx.get(f"{server.url}/api/openapi.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_keys_and_rates_hold_for_questions_too(address: str) -> None:
    with serving(address, ANONYMOUS_RATE="3/minute", PATH_PREFIX="/careers") as server:  # one went to see it is ready
        statuses = [get(server, "describe-role", slug="ai-engineer").status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        refused = get(server, "describe-role", slug="ai-engineer")
        assert refused.json()["code"] == "RATE_LIMITED"
        assert refused.json()["retryAfter"] == int(refused.headers["retry-after"])
        unknown = get(server, "describe-role", {"x-api-key": "rg_nobody"}, slug="ai-engineer")
        assert (unknown.status_code, unknown.json()["code"]) == (401, "UNAUTHENTICATED")
        described = httpx.get(f"{server.url}/careers/api/openapi.json").json()
        assert [each["url"] for each in described["servers"]] == ["/careers", "/careers/revisions/{revision}"]


OWN = 'query Own("Which." $s: String!, $of: [EntityType!] = [ROLE]) { search(query: $s, types: $of) { totalCount } }'


def test_a_document_with_a_name_gets_an_address_and_loses_it(tmp_path: Path) -> None:
    (tmp_path / "own.graphql").write_text(OWN)
    (tmp_path / "other.graphql").write_text("{ roles { totalCount } }")
    with sqlite_database(tmp_path, Holding.SHIPPED) as address, serving(address, POLL_SECONDS="0.05") as server:
        assert get(server, "own", s="engineer").status_code == 404

        def documents(*arguments: str | Path) -> Any:
            return rolegraph("documents", *arguments, DATABASE_URL=address)

        added = documents("add", tmp_path / "own.graphql", "--name", "own")
        assert (added.returncode, added.stdout) == (0, "/api/own?s=… answers this document.\n"), added.stderr
        until(lambda: get(server, "own", s="engineer").status_code == 200)
        assert get(server, "own", s="engineer").json()["data"]["search"]["totalCount"] > 0
        described = httpx.get(f"{server.url}/api/openapi.json").json()
        told = described["paths"]["/api/own"]["get"]["parameters"]
        assert (told[0]["description"], told[1]["schema"]["default"]) == ("Which.", ["ROLE"])
        OpenAPIV31SpecValidator(described).validate()
        assert "already" in documents("add", tmp_path / "own.graphql", "--name", "own").stdout
        taken = documents("add", tmp_path / "other.graphql", "--name", "own")
        assert (taken.returncode, "another document has the name 'own'" in taken.stderr) == (1, True)
        listed = documents("list").stdout
        assert "  /api/own  query Own(" in listed
        assert listed.count("sha256:") == 1, "what was refused is not trusted"
        for wrong in ("Own", "openapi.json", "find", "a/b", "x" * 101):
            assert documents("add", tmp_path / "own.graphql", "--name", wrong).returncode == 2, wrong
        assert documents("add", tmp_path, "--name", "both").returncode == 2
        assert documents("remove", "own").stdout == (
            "/api/own answers no more; the document is still trusted by its hash.\n"
        )
        until(lambda: get(server, "own", s="engineer").status_code == 404)
        assert documents("remove", "own").returncode == 1
        told_of = rolegraph("audit", DATABASE_URL=address).stdout
        assert re.findall(r"document (named|unnamed) +own", told_of) == ["named", "unnamed"]


def test_a_backup_carries_the_names_of_documents(tmp_path: Path) -> None:
    (tmp_path / "own.graphql").write_text(OWN)
    first, second = (with_tables(tmp_path / f"{name}.db") for name in ("a", "b"))
    rolegraph("documents", "add", tmp_path / "own.graphql", "--name", "own", DATABASE_URL=first)
    assert rolegraph("backup", tmp_path / "a.zip", DATABASE_URL=first).returncode == 0
    restored = rolegraph("restore", tmp_path / "a.zip", DATABASE_URL=second)
    assert restored.returncode == 0, restored.stderr
    assert "/api/own" in rolegraph("documents", "list", DATABASE_URL=second).stdout


@pytest.mark.parametrize("text", ["query A { __typename } query B { __typename }", "fragment F on Role { name }", "{"])
def test_what_is_no_single_query_has_no_address(text: str) -> None:
    with pytest.raises(Unnameable):
        NamedDocument("name", text)


@pytest.mark.parametrize("name", ["", "-a", "a-", "a--b", "ä", "A", "a.b", "find"])
def test_names_are_plain_and_not_those_that_are_shipped(name: str) -> None:
    with pytest.raises(Unnameable):
        check_name(name)


def test_a_document_of_the_database_goes_before_a_shipped_one_that_came_later() -> None:
    documents = NamedDocuments()
    documents.know({"find": "{ __typename }"})
    found = documents.get("find")
    assert found
    assert found.text == "{ __typename }"
    documents.know({})
    again = documents.get("find")
    assert again
    assert again.text == shipped()["find"]


def test_a_list_is_its_parameter_several_times_and_commas_belong_to_names() -> None:
    document = NamedDocument("match-profile", shipped()["match-profile"])
    read = from_address(document, b"skills=C%2C+C%2B%2B&skills=Python&first=3&language=de")
    assert read.variables == {"skills": ["C, C++", "Python"], "first": 3}
    assert from_address(document, b"").variables is None
