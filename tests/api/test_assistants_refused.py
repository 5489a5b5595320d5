"""What is refused at /mcp: who may not ask, who asks too often, pages of others, and what is no call."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.assistants.streamable import Assistants
from api.endpoint import Reply
from db.access import create_key
from tests.assistants import VERSIONS, call
from tests.databases import Holding, opened, sqlite_database
from tests.servers import READY_SECONDS, Server, serving

KEY, POOR = "rg_an_assistant", "rg_without_budget"
OLD = {"mcp-protocol-version": "2025-11-25"}
CALL = {"name": "find", "arguments": {"query": "python"}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that strangers may ask five times a day, and pages of one origin."""
    with sqlite_database(tmp_path_factory.mktemp("mcp"), Holding.SHIPPED) as address:
        with opened(address) as store:
            create_key(store.engine, "t", "An assistant", KEY, None, None)
            create_key(store.engine, "t", "Poor", POOR, None, "600/day")
        settings = {"ANONYMOUS_RATE": "5/day", "CORS_ORIGINS": "https://site.example"}
        with serving(address, SITE_URL="https://careers.example/x", MAX_COST="30000", **settings) as server:
            yield server


def post(server: Server, body: Any, key: str = KEY, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {"x-api-key": key, "content-type": "application/json", **OLD}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(f"{server.url}/mcp", content=content, headers={**named, **given}, timeout=READY_SECONDS)


def message(method: str = "tools/call", params: Any = CALL, **more: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params, **more}


def test_a_plain_client_without_a_library_is_answered(server: Server) -> None:
    reply = post(server, message())
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    assert "x-request-id" in reply.headers
    assert reply.json()["result"]["structuredContent"]["found"][0]["slug"] == "python"
    links = [each["link"] for each in reply.json()["result"]["structuredContent"]["found"] if "link" in each]
    assert all(each.startswith("https://careers.example/x/") for each in links)


@pytest.mark.parametrize("mode", VERSIONS)
def test_a_key_that_is_not_known_is_refused(server: Server, mode: str) -> None:
    reply = post(server, message(), key="rg_nobody")
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, 'Bearer realm="rolegraph"')
    assert reply.json()["error"]["data"]["code"] == "UNAUTHENTICATED"
    assert call(server.url, "find", mode, {"authorization": f"Bearer {KEY}"}, query="python")["total"]


def test_a_flood_is_answered_with_when_to_come_again(server: Server) -> None:
    body = json.dumps(message()).encode()
    headers = {"content-type": "application/json", **OLD}

    def send(_: int) -> httpx.Response:
        return client.post(f"{server.url}/mcp", content=body, headers=headers)

    with httpx.Client(timeout=READY_SECONDS) as client, ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(send, range(200)))
    assert sorted({each.status_code for each in replies}) == [200, 429]
    answered = sum(each.status_code == 200 for each in replies)
    assert 0 < answered < 5, "whoever waited until the server was there has asked, too"
    refused = next(each for each in replies if each.status_code == 429)
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["ratelimit-policy"] == '"requests";q=5;w=86400'
    assert refused.json()["id"] is None
    assert refused.json()["error"]["data"]["code"] == "RATE_LIMITED"
    assert post(server, message()).status_code == 200, "whoever has a key is somebody else"
    counted = f'rolegraph_refusals_total{{reason="RATE_LIMITED"}} {200 - answered}'
    assert counted in httpx.get(f"{server.url}/metrics").text


def test_a_budget_that_is_spent_is_told_to_the_assistant(server: Server) -> None:
    moves = message(params={"name": "best_moves", "arguments": {"from_role": "ml-engineer", "first": 2}})
    told = post(server, moves, key=POOR).json()["result"]
    assert told["isError"]
    assert "budget is 600 points" in told["content"][0]["text"]
    found = post(server, message(params={"name": "describe_role", "arguments": {"role": "zzz zzz"}}), key=POOR)
    assert found.headers["ratelimit-policy"] == '"points";q=600;w=86400'
    again = post(server, message(params={"name": "describe_role", "arguments": {"role": "yyy yyy"}}), key=POOR)
    assert again.json()["result"]["content"][0]["text"].startswith("RATE_LIMITED: ")


def test_what_costs_more_than_a_request_may_is_refused_as_with_graphql(server: Server) -> None:
    routes = {"from_role": "ml-engineer", "to_role": "data-engineer", "first": 10, "max_moves": 6}
    told = post(server, message(params={"name": "career_routes", "arguments": routes})).json()["result"]
    assert told["isError"]
    assert told["content"][0]["text"].startswith("LIMIT_EXCEEDED: A request costs at most 30,000 points")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost@evil.example", "http://[", ""],
)
def test_pages_of_others_may_not_ask_whatever_host_they_name(server: Server, origin: str) -> None:
    reply = post(server, message(), origin=origin, host="evil.example")
    assert reply.status_code == 403
    assert "ROLEGRAPH_CORS_ORIGINS" in reply.json()["error"]["message"]
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("origin", ["https://site.example", "https://careers.example", "http://localhost:6274"])
def test_pages_that_may_read_answers_may_ask(server: Server, origin: str) -> None:
    reply = post(server, message(), origin=origin)
    assert reply.status_code == 200
    allowed = origin if origin == "https://site.example" else None
    assert reply.headers.get("access-control-allow-origin") == allowed


def test_a_browser_is_told_that_it_may(server: Server) -> None:
    asked = {"origin": "https://site.example", "access-control-request-method": "POST"}
    named = {**asked, "access-control-request-headers": "content-type,mcp-protocol-version,x-api-key"}
    reply = httpx.options(f"{server.url}/mcp", headers=named)
    assert reply.status_code == 200
    assert "mcp-protocol-version" in reply.headers["access-control-allow-headers"]
    assert "POST" in reply.headers["access-control-allow-methods"]


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD"])
def test_there_is_no_stream_and_no_session(server: Server, method: str) -> None:
    reply = httpx.request(method, f"{server.url}/mcp", headers={"accept": "text/event-stream", "x-api-key": KEY})
    assert (reply.status_code, reply.headers["allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, -32700),
        (b"{", 400, -32700),
        (b"\xff", 400, -32700),
        (b'{"jsonrpc": "2.0", "id": NaN, "method": "ping"}', 400, -32700),
        (b"[" * 100_000, 400, -32700),
        (b'"text"', 400, -32600),
        (b"null", 400, -32600),
        ([message(), message()], 400, -32600),
        ([], 400, -32600),
        ({}, 400, -32600),
        ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, 400, -32600),
        ({"id": 1, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": 7}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": ""}, 400, -32600),
        ({"jsonrpc": "2.0", "method": None}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, 400, -32602),
        *((message(id=odd), 400, -32600) for odd in (None, True, 1.5, [1], {"a": 1}, 2**70)),
        (message("tools/destroy"), 200, -32601),
        (message(params={"name": "drop_tables"}), 200, -32602),
        (message(params=None), 200, -32602),
        (message(params={"name": "find", "arguments": [1]}), 200, -32602),
    ],
)
@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
def test_what_is_no_call_is_an_error_of_the_protocol(
    server: Server, body: Any, status: int, code: int, version: str
) -> None:
    reply = post(server, body, mcp_protocol_version=version)
    if status == 200 and version != "2025-11-25":
        assert reply.json()["error"]["code"] in (code, -32020, -32602), "it wants more in an envelope of its own"
        return
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, code)
    assert "pydantic" not in error["message"].lower()
    assert "\n" not in error["message"], "a plain sentence"
    if status == 400 and isinstance(body, dict) and code == -32602:
        assert reply.json()["id"] == 1


@pytest.mark.parametrize(
    ("method", "params", "said"),
    [
        ("tools/call", {"arguments": {}}, "The params of tools/call do not fit: name is missing: give a text."),
        ("tools/call", {"name": 5}, "The params of tools/call do not fit: name is a text, not 5."),
        ("resources/read", {}, "The params of resources/read do not fit: uri is missing: give a text."),
        ("prompts/get", {"name": []}, "The params of prompts/get do not fit: name is a text, not a list of 0 items."),
    ],
)
def test_params_that_do_not_fit_are_told_with_their_place(server: Server, method: str, params: Any, said: str) -> None:
    reply = post(server, message(method, params))
    assert (reply.json()["id"], reply.json()["error"]["code"], reply.json()["error"]["message"]) == (1, -32602, said)


def test_what_is_a_notification_or_a_response_is_taken_without_an_answer(server: Server) -> None:
    for body in (
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 1, "result": {}},
    ):
        reply = post(server, body)
        assert (reply.status_code, reply.content) == (202, b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_encoding": "gzip"}, 415),
        ({"accept": "text/html"}, 406),
        ({"mcp_protocol_version": "1999-01-01"}, 400),
        ({"accept": ""}, 200),
        ({"accept": "*/*"}, 200),
    ],
)
def test_headers_are_held_to_the_protocol(server: Server, headers: dict[str, str], status: int) -> None:
    assert post(server, message(), **headers).status_code == status


def test_a_body_that_is_too_large_is_not_read(server: Server) -> None:
    reply = post(server, message(params={"name": "find", "arguments": {"query": "x" * 1_000_001}}))
    assert reply.status_code == 413


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "query is missing: give a text of at most 500 characters"),
        ({"query": 5}, "query is a text of at most 500 characters, not 5"),
        ({"query": "x" * 501}, "query is a text of at most 500 characters, not a text of 501 characters"),
        ({"query": "x", "first": 0}, "first is a whole number from 1 to 50, not 0"),
        ({"query": "x", "first": 51}, "first is a whole number from 1 to 50, not 51"),
        ({"query": "x", "first": True}, "first is a whole number from 1 to 50, not true"),
        ({"query": "x", "first": "3"}, 'first is a whole number from 1 to 50, not the text "3"'),
        ({"query": "x", "first": 2.5}, "first is a whole number from 1 to 50, not 2.5"),
        ({"query": "x", "first": None}, "first is a whole number from 1 to 50, not null"),
        ({"query": "x", "first": 2**70}, f"first is a whole number from 1 to 50, not {2**70}"),
        ({"query": "x", "first": 1e400}, "first is a whole number from 1 to 50, not "),
        ({"query": "x", "types": ["PLANET"]}, "types.0 is one of ROLE, SKILL, TOOL, "),
        ({"query": "x", "types": ["PLANET"]}, ', not "PLANET"'),
        ({"query": "x", "types": []}, "types is a list of 1 to 8 items, not a list of 0 items"),
        ({"query": "x", "types": "ROLE"}, 'types is a list of 1 to 8 items, not the text "ROLE"'),
        ({"query": "x", "frist": 3}, "frist is no argument of find: did you mean first?"),
        ({"query": "x", "dataset": "nowhere"}, 'No dataset "nowhere"'),
        ({"query": "x", "after": "*"}, "BAD_USER_INPUT: "),
        ({"query": "x", "sql": "DROP"}, "sql is no argument of find: there is language, query, types, "),
        ({"query": "\ud800"}, "arguments hold what is no JSON"),
    ],
)
def test_wrong_arguments_are_told_to_the_assistant_and_where(server: Server, arguments: Any, said: str) -> None:
    reply = post(server, message(params={"name": "find", "arguments": arguments}))
    told = reply.json().get("result")
    if told is None:  # what is no JSON at all
        assert reply.json()["error"]["code"] in (-32700, -32602)
        return
    assert told["isError"]
    assert said in told["content"][0]["text"]
    assert "structuredContent" not in told


def test_a_number_is_whole_however_it_is_written_and_a_blank_query_finds_nothing(server: Server) -> None:
    def answered(**arguments: Any) -> Any:
        reply = post(server, message(params={"name": "find", "arguments": arguments}))
        return reply.json()["result"]["structuredContent"]

    assert len(answered(query="python", first=2.0)["found"]) == 2
    for blank in ("", "  "):
        found = answered(query=blank)
        assert (found["total"], found["found"]) == (0, [])
        assert found["notes"] == ["The query is blank, so that nothing was looked for: say what it is called, roughly."]


def test_what_is_wrong_repeats_nothing_of_texts_that_may_be_about_people(server: Server) -> None:
    private = {"skills": ["I am Ada, 36, of London" * 30], "text": ["Ada"], "first": 0}
    reply = post(server, message(params={"name": "match_profile", "arguments": private}))
    told = reply.json()["result"]["content"][0]["text"]
    assert "Ada" not in told
    assert "skills.0 is a text of 1 to 500 characters, not a text of 690 characters" in told


def test_many_wrong_arguments_are_a_short_answer(server: Server) -> None:
    wrong = {"needs": [""] * 20_000}
    text = post(server, message(params={"name": "whom_to_hire", "arguments": wrong})).json()["result"]["content"][0][
        "text"
    ]
    assert len(text) < 2_000


def test_what_goes_wrong_on_our_side_is_told_in_the_form_of_the_protocol() -> None:
    wrong = {"message": "The log knows it as x1.", "extensions": {"code": "INTERNAL_SERVER_ERROR", "id": "x1"}}
    failed = Reply(500, [(b"content-length", b"9")], json.dumps({"errors": [wrong]}).encode(), "", "failed")
    told = Assistants.told(None, failed)
    error = {"code": -32603, "message": wrong["message"], "data": wrong["extensions"]}
    assert json.loads(told.body) == {"jsonrpc": "2.0", "id": None, "error": error}
    assert told.headers == [(b"content-length", str(len(told.body)).encode())]
    assert (told.status, told.label, told.outcome) == (500, "(mcp)", "failed")


def test_who_switches_it_off_has_no_such_address(tmp_path: Path) -> None:
    with (
        sqlite_database(tmp_path, Holding.SHIPPED) as address,
        serving(address, ASSISTANTS="false") as server,
    ):
        assert post(server, message()).status_code in (404, 405)
        assert "MCP" not in httpx.get(f"{server.url}/llms.txt").text
