"""Below a path prefix: every address answers with the prefix and without, and what is named has it."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from starlette.routing import Mount

from api.app import create_app
from api.door import Door
from api.linked.door import KINDS
from api.prefix import OWN
from api.printing import STATIC
from api.settings import Settings
from db.store import Store
from tests.servers import Server, rolegraph, serving

PREFIX = "/en/careers"
BODY = {"query": "{ roles { totalCount } }"}
PATHS = (
    "/",
    "/role/ml-engineer",
    "/embed.js",
    "/healthz",
    "/graphql?query={__typename}",
    "/revisions/1/graphql?query={__typename}",
    "/datasets/ai-careers.jsonl",
    "/datasets/ai-careers.ttl",
    "/role/ml-engineer.ttl",
    "/context.jsonld",
    "/api/describe-role?slug=ml-engineer",
    "/api/openapi.json",
    "/schema.graphql",
    "/static/documents.json",
)


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def server(address: str) -> Iterator[Server]:
    with serving(address, PATH_PREFIX=f"{PREFIX}/") as server:
        yield server


@pytest.mark.parametrize("path", PATHS)
def test_every_address_answers_with_the_prefix_and_without(server: Server, path: str) -> None:
    below, bare = httpx.get(server.url + PREFIX + path), httpx.get(server.url + path)
    assert (below.status_code, below.content) == (200, bare.content)
    assert below.headers["content-type"] == bare.headers["content-type"]
    assert below.headers.get("etag") == bare.headers.get("etag")


@pytest.mark.parametrize("path", ["/en/careersx/", "/en/", "/en/careers/en/careers/graphql", "/careers/graphql"])
def test_what_is_not_the_prefix_leads_nowhere(server: Server, path: str) -> None:
    assert httpx.get(server.url + path).status_code == 404


def test_the_metrics_are_not_below_the_prefix(server: Server) -> None:
    assert httpx.get(f"{server.url}{PREFIX}/metrics").status_code == 404
    assert "rolegraph_build_info" in httpx.get(f"{server.url}/metrics").text


def test_questions_below_the_prefix_are_asked_as_ever(server: Server) -> None:
    asked = httpx.post(f"{server.url}{PREFIX}/graphql", json=BODY)
    assert asked.json() == {"data": {"roles": {"totalCount": 13}}}
    refused = httpx.put(f"{server.url}{PREFIX}/graphql", json=BODY)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert "the prefix" not in refused.text
    assert f"/127.0.0.1:{httpx.URL(server.url).port}{PREFIX}/graphql" in server.log()


def test_the_bare_prefix_is_the_page(server: Server) -> None:
    assert httpx.get(server.url + PREFIX).content == httpx.get(f"{server.url}/").content


def test_what_is_named_has_the_prefix(server: Server) -> None:
    for path in ("/", f"{PREFIX}/hire", f"{PREFIX}/graphql"):
        page = httpx.get(server.url + path, headers={"accept": "text/html"}).text
        named = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert named
        own = [each for each in named if not each.startswith(f"{server.url}{PREFIX}")]  # what search engines are told
        assert all(each.startswith(f"{PREFIX}/static/") for each in own)
    assert f"send GraphQL to {PREFIX}/graphql." in httpx.get(f"{server.url}/").text
    lasting = httpx.get(f"{server.url}/datasets/ai-careers.jsonl").headers["content-location"]
    assert lasting.startswith(f"{PREFIX}/revisions/1-")
    script = httpx.get(f"{server.url}{PREFIX}/embed.js").text
    assert script == f'document.currentScript?.setAttribute("data-prefix","{PREFIX}");\n' + built("embed.js")


ADDRESSES = re.compile(r'(?:src|href)="(/assets/[^"]+)"')


def test_without_the_setting_everything_is_as_it_was_built(address: str) -> None:
    with serving(address) as server:
        page = httpx.get(f"{server.url}/").text  # with a title and texts of its own
        assert set(ADDRESSES.findall(built("index.html"))) <= set(ADDRESSES.findall(page))
        assert PREFIX not in page
        assert httpx.get(f"{server.url}/embed.js").text == built("embed.js")
        assert httpx.get(f"{server.url}/graphql", headers={"accept": "text/html"}).text == built("graphiql.html")
        lasting = httpx.get(f"{server.url}/datasets/ai-careers.jsonl").headers["content-location"]
        assert lasting.startswith("/revisions/1-")
        assert httpx.get(f"{server.url}{PREFIX}/graphql", params=BODY).status_code == 404


def built(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "prefix"),
    [
        ("", ""),
        ("/", ""),
        ("/careers", "/careers"),
        ("/careers/", "/careers"),
        ("/a/b-1.2_~/roles", "/a/b-1.2_~/roles"),
    ],
)
def test_a_prefix_is_parts_with_slashes_before_them(given: str, prefix: str) -> None:
    assert Settings(path_prefix=given).path_prefix == prefix


@pytest.mark.parametrize(
    "given",
    [
        "careers",
        "//careers",
        "/a//b",
        "/..",
        "/a/../b",
        "/.hidden",
        "/a b",
        "/a?b",
        "/a#b",
        "/%61",
        "/ä",
        '/"><script>',
        "/a\n",
        "https://site.example/careers",
    ],
)
def test_what_is_no_prefix_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match="a path prefix is like /careers"):
        Settings(path_prefix=given)


@pytest.mark.parametrize("given", ["/role", "/data/careers", "/graphql/", "/metrics", "/static"])
def test_a_prefix_does_not_begin_as_an_address_of_ours(given: str) -> None:
    with pytest.raises(ValidationError, match=f"{given.split('/')[1]} is an address of Rolegraph's own: choose a pre"):
        Settings(path_prefix=given)


def test_all_addresses_of_ours_are_known(address: str) -> None:
    door = create_app(Settings(database_url=address))
    assert isinstance(door, Door)
    assert isinstance(door._rest, FastAPI)
    mounted = {each.path for each in door._rest.routes if isinstance(each, Mount)}
    routers = [each.original_router for each in door._rest.routes if hasattr(each, "original_router")]
    paths = mounted | {each.path for router in routers for each in router.routes}
    own = {"mcp", "api", "context.jsonld", "schema.graphql", *KINDS}
    assert {path.split("/")[1] for path in paths} - {""} | own == OWN


def test_a_wrong_prefix_is_told_where_it_was_set() -> None:
    told = rolegraph("config", PATH_PREFIX="careers")
    assert told.returncode == 1
    assert "ROLEGRAPH_PATH_PREFIX" in told.stderr
    assert "a path prefix is like /careers" in told.stderr
