"""What is wrong with a request is one shape at all doors but those of GraphQL, JSON-RPC and RDF: problem details."""

from typing import Any

import httpx
import pytest

from api.unrouted import WHOLE
from db.store import Store
from tests.asking_in_process import client, in_a_loop

PROBLEM = "application/problem+json; charset=utf-8"
MEMBERS = {"type", "title", "status", "detail", "code"}

REFUSED: dict[str, tuple[str, str, int, str, str]] = {
    "an address where nothing is": (
        "GET",
        "/nowhere",
        404,
        "NOT_FOUND",
        "There is nothing at /nowhere: /llms.txt tells",
    ),
    "one that is nearly one": ("GET", "/graphq", 404, "NOT_FOUND", "did you mean /graphql"),
    "a slash too many": ("POST", "/graphql/", 404, "NOT_FOUND", "did you mean /graphql"),
    "a file that there is not": (
        "GET",
        "/static/nothing.js",
        404,
        "NOT_FOUND",
        "There is nothing at /static/nothing.js",
    ),
    "a byte that no file has": ("GET", "/static/%00", 404, "NOT_FOUND", "There is nothing at /static/"),
    "a page that is sent something": ("POST", "/find", 405, "BAD_REQUEST", "POST is not answered here: ask with GET"),
    "a file that is sent something": ("PUT", "/static/embed.js", 405, "BAD_REQUEST", "ask with GET, HEAD"),
    "health that is deleted": ("DELETE", "/healthz", 405, "BAD_REQUEST", "ask with GET"),
    "a part of the sitemap that is none": (
        "GET",
        "/sitemap/x.xml",
        404,
        "NOT_FOUND",
        "There is nothing at /sitemap/x.xml",
    ),
    "one beyond all numbers": (
        "GET",
        f"/sitemap/{'9' * 5_000}.xml",
        404,
        "NOT_FOUND",
        "There is nothing at /sitemap/999",
    ),
    "a dataset that there is not": (
        "GET",
        "/datasets/esco.jsonl",
        404,
        "NOT_FOUND",
        'No dataset "esco": there is ai-careers.',
    ),
    "a dataset that is sent": ("POST", "/datasets/ai-careers.jsonl", 405, "BAD_REQUEST", "with GET or HEAD"),
    "a feed of nothing": ("GET", "/feeds/planet/x.atom", 404, "NOT_FOUND", "There is no such feed."),
    "a feed of nobody": ("GET", "/feeds/role/ai-enginer.atom", 404, "NOT_FOUND", 'Did you mean "ai-engineer"'),
    "a picture that there is not": (
        "GET",
        "/pictures/x.png",
        404,
        "NOT_FOUND",
        "there are site.png, compare.png, move.png",
    ),
    "a picture of another kind": ("GET", "/pictures/role/ai-engineer.gif", 404, "NOT_FOUND", "role/SLUG.png"),
    "a picture of nobody": ("GET", "/pictures/role/ai-enginer.png", 404, "NOT_FOUND", 'Did you mean "ai-engineer"'),
    "a picture of no comparison": ("GET", "/pictures/compare.png", 400, "BAD_USER_INPUT", "?roles=SLUG,SLUG"),
    "one of a role and itself": (
        "GET",
        "/pictures/compare.png?roles=ai-engineer,ai-engineer",
        400,
        "BAD_USER_INPUT",
        'The role "ai-engineer" is named twice',
    ),
    "one of too many": ("GET", "/pictures/compare.png?roles=a,b,c,d,e,f,g,h,i", 400, "BAD_USER_INPUT", "2 to 8 roles"),
    "one of somebody unknown": ("GET", "/pictures/move.png?from=ai-engineer&to=x", 404, "NOT_FOUND", 'No role "x"'),
    "moves from nowhere": ("GET", "/pictures/move.png?to=ai-engineer", 400, "BAD_USER_INPUT", "?from=SLUG"),
    "a question that there is not": ("GET", "/api/nothing", 404, "NOT_FOUND", 'No question "nothing"'),
    "a question of another method": ("PUT", "/api/find", 405, "BAD_REQUEST", "This is asked with GET"),
    "a form that there is not": ("GET", "/source/artiba-2025", 406, "BAD_REQUEST", "name one of them in Accept"),
}


@pytest.fixture(scope="module")
def replies(sqlite_store: Store) -> dict[str, httpx.Response]:
    """What each of these is answered with, by one application."""

    async def asked() -> dict[str, httpx.Response]:
        async with client(sqlite_store) as asking:
            return {
                name: await asking.request(method, path, headers={"accept": "image/png"} if status == 406 else {})
                for name, (method, path, status, _, _) in REFUSED.items()
            }

    return in_a_loop(asked())


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_a_problem_that_says_where_and_what_to_do(
    replies: dict[str, httpx.Response], name: str
) -> None:
    _, _, status, code, words = REFUSED[name]
    reply = replies[name]
    said: dict[str, Any] = reply.json()
    assert (reply.status_code, reply.headers["content-type"]) == (status, PROBLEM)
    assert set(said) >= MEMBERS
    assert (said["status"], said["code"], said["type"]) == (status, code, f"urn:rolegraph:error:{code}")
    assert words in said["detail"]
    assert reply.headers["cache-control"] == "no-store"
    assert "x-request-id" in reply.headers
    for error in said.get("errors", ()):
        assert (error["message"], error["extensions"]["code"]) == (said["detail"], code)
    if status == 405:
        assert "GET" in reply.headers["allow"]


ADDRESSES = (
    *("/", "/find", "/compare?roles=ai-engineer,ml-engineer", "/role/ai-engineer", "/datasets", "/sitemap.xml"),
    *("/llms.txt", "/robots.txt", "/healthz", "/metrics", "/graphql", "/embed.js", "/schema.graphql"),
    *("/datasets/ai-careers.jsonl", "/role/ai-engineer.ttl", "/api/find?query=python", "/api/openapi.json"),
    *("/feeds/changes.atom", "/pictures/site.png", "/static/nothing.js", "/nowhere"),
)
ODD: tuple[dict[str, Any], ...] = (
    {"accept": ";;,,q=2/*;q=x"},
    {"accept": "text/html;q=nan, */*;q=1e999"},
    {"accept": "x/y," * 9_000},
    {"accept": b"\xff\xfe"},
    {"accept-language": "x" * 60_000},
    {"accept-language": b"de;q=9,*;q=-1,,;;\xe9"},
    {"accept-encoding": "gzip;q=2,;q=,br;q=0,identity;q=0,*;q=0"},
    {"accept-encoding": "\x7f" * 5_000},
    {"if-none-match": '"'},
    {"if-none-match": 'W/"' + "x" * 50_000},
    {"if-none-match": b",,*,W/,\xff"},
    {"if-modified-since": "yesterday"},
    {"range": "bytes=9999999999-1,-"},
    {"host": "[::1"},
    {"host": "a b<c>"},
    {"origin": "http://["},
    {"content-type": b"application/json;charset=\xff"},
    {"content-length": "0", "content-encoding": "gzip, gzip"},
    {"x-request-id": "x" * 10_000},
    {"authorization": b"Bearer \xff\xfe"},
    {"x-forwarded-for": "999.999,::::"},
    {"cookie": "=" * 9_000},
)
PATHS = (
    "/%00",
    "/role/%00",
    "/role/%ff%fe",
    "/skill/..%2f..%2fetc",
    "/feeds/role/%0d%0a.atom",
    "/%2e%2e/x",
    "//",
    "/role//",
)
QUERIES = (
    "language=%00",
    "language=x%20y&language=de",
    "roles=%ff,%00",
    "from=%0a&from=b",
    "&&==;;%%%",
    "query=%00",
    "a=" + "b" * 50_000,
)


def test_nothing_that_comes_with_a_request_makes_any_door_fail(sqlite_store: Store) -> None:
    """It would raise here: the application is in this process."""

    asked: list[tuple[str, str, dict[str, Any]]] = [
        *((method, each, {}) for each in ADDRESSES for method in ("GET", "HEAD", "OPTIONS", "POST", "TRACE")),
        *(("GET", each, headers) for each in ADDRESSES for headers in ODD),
        *(("GET", f"{each.partition('?')[0]}?{query}", {}) for each in ADDRESSES for query in QUERIES),
        *(("GET", each, {"accept": kind}) for each in PATHS for kind in ("text/html", "text/turtle")),
    ]

    async def statuses() -> list[int]:
        async with client(sqlite_store) as asking:
            asking.base_url = httpx.URL("http://here:8000")  # servers have a port
            return [(await asking.request(way, path, headers=each)).status_code for way, path, each in asked]

    found = zip(in_a_loop(statuses()), asked, strict=True)
    assert [(status, str(each)[:300]) for status, each in found if status == 500] == []


RANGES = {
    "bytes=0-4": 206,
    "bytes=-5": 206,
    "bytes=999999999-": 416,
    "bytes=5-1": 200,
    "bytes=a-b": 200,
    "bytes=": 200,
    "lines=1-2": 200,
    "bytes=0-1,3-4": 200,
    f"bytes={'9' * 5_000}-": 200,
}


def test_a_range_that_is_none_is_as_if_it_were_not_there(sqlite_store: Store) -> None:
    async def got() -> dict[str, tuple[int, int]]:
        async with client(sqlite_store) as asking:
            replies = {each: await asking.get("/embed.js", headers={"range": each}) for each in RANGES}
            return {each: (reply.status_code, len(reply.content)) for each, reply in replies.items()}

    found = in_a_loop(got())
    assert {each: status for each, (status, _) in found.items()} == RANGES
    assert {length for status, length in found.values() if status == 206} == {5}
    assert len({length for status, length in found.values() if status == 200}) == 1, "all of the file"


def test_a_list_in_several_lines_is_one_list(sqlite_store: Store) -> None:
    accepted = [("accept", "image/png"), ("accept", "text/turtle;q=0.9")]

    async def got() -> list[httpx.Response]:
        async with client(sqlite_store) as asking:
            told = await asking.get("/role/ai-engineer", headers=accepted)
            known = [("if-none-match", told.headers["etag"]), ("if-none-match", '"x"')]
            spoken = [("accept", "text/html"), ("accept-language", "de;q=0.5"), ("accept-language", "xx")]
            return [
                told,
                await asking.get("/role/ai-engineer", headers=accepted[::-1]),
                await asking.get("/role/ai-engineer", headers=[*accepted, *known]),
                await asking.get("/role/ai-engineer", headers=spoken),
            ]

    told, turned, known, spoken = in_a_loop(got())
    assert told.headers["content-type"] == turned.headers["content-type"] == "text/turtle; charset=utf-8"
    assert known.status_code == 304
    assert spoken.headers["content-language"] == "de"


def test_addresses_that_are_proposed_are_there(sqlite_store: Store) -> None:
    async def got() -> dict[str, int]:
        async with client(sqlite_store) as asking:
            return {each: (await asking.get(each)).status_code for each in WHOLE}

    assert [each for each, status in in_a_loop(got()).items() if status == 404] == []


def test_head_says_what_get_says(sqlite_store: Store) -> None:
    async def asked() -> list[tuple[str, int, int, str | None, str | None]]:
        async with client(sqlite_store) as asking:
            told = []
            for address in ADDRESSES:
                headers = {"accept": "text/html"} if address == "/graphql" else {}
                get, head = [await asking.request(each, address, headers=headers) for each in ("GET", "HEAD")]
                told.append(
                    (
                        address,
                        get.status_code,
                        head.status_code,
                        get.headers.get("content-type"),
                        head.headers.get("content-type"),
                    )
                )
            return told

    for address, got, headed, kind, same in in_a_loop(asked()):
        assert (address, got, kind) == (address, headed, same)
