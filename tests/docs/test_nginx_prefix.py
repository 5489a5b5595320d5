"""Below a path of a site: the nginx of docs/nginx.conf with the changes that it names.

It leaves the prefix in what it passes on, or takes it away.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from db.store import Store
from tests.docs.test_compose import nginx
from tests.servers import serving

BELOW = [("location / {", "location /careers/ {"), ("location = /metrics {", "location = /careers/metrics {")]
CACHED = "\n            proxy_cache "
TAKEN = (f"proxy_pass http://rolegraph;{CACHED}", f"proxy_pass http://rolegraph/;{CACHED}")
QUERY = "{ roles { totalCount } }"
ANSWER = {"data": {"roles": {"totalCount": 13}}}
ADDRESS = re.compile(r"""(?:src|href)="([^"]+)"| (\S*/graphql)""")


@pytest.fixture(scope="module", params=["stays", "is taken away"])
def site(
    request: pytest.FixtureRequest, sqlite_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a site that has Rolegraph below /careers/."""
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    changes = BELOW if request.param == "stays" else [*BELOW, TAKEN]
    with ExitStack() as stack:
        api = stack.enter_context(serving(address, PATH_PREFIX="/careers"))
        folder = tmp_path_factory.mktemp("nginx")
        yield stack.enter_context(nginx([api.url.removeprefix("http://")], folder, changes))


@pytest.mark.parametrize(
    "path", ["/careers/", "/careers/role/ml-engineer", "/careers/graphql", "/careers/revisions/1/graphql"]
)
def test_all_that_a_page_names_is_below_the_prefix_and_there(site: str, path: str) -> None:
    page = httpx.get(site + path, headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    named = [one or other for one, other in ADDRESS.findall(page.text)]
    assert len(named) > 3
    below = ("/careers/", f"{site}/careers/")  # whole addresses are for search engines
    assert [each for each in named if not each.startswith(below)] == []
    files = [httpx.get(site + each) for each in named if "/static/" in each]
    assert {(each.status_code, each.headers["cache-control"]) for each in files} == {
        (200, "public, max-age=31536000, immutable")
    }


def test_questions_are_answered_and_kept_below_the_prefix(site: str) -> None:
    for path in ("/careers/graphql", "/careers/revisions/1/graphql"):
        assert httpx.post(site + path, json={"query": QUERY}).json() == ANSWER
        replies = [httpx.get(site + path, params={"query": QUERY}) for _ in range(2)]
        assert [each.json() for each in replies] == [ANSWER] * 2
        assert [each.headers["x-cache"] for each in replies] == ["MISS", "HIT"]
        again = httpx.get(site + path, params={"query": QUERY}, headers={"if-none-match": replies[0].headers["etag"]})
        assert again.status_code == 304
    assert httpx.options(f"{site}/careers/graphql", headers={"origin": "https://a.example"}).is_success


def test_what_is_taken_whole_names_an_address_below_the_prefix(site: str) -> None:
    newest = httpx.get(f"{site}/careers/datasets/ai-careers.jsonl")
    lasting = newest.headers["content-location"]
    assert re.fullmatch(r"/careers/revisions/1-[0-9a-f]+/datasets/ai-careers\.jsonl", lasting)
    assert httpx.get(site + lasting).content == newest.content
    assert httpx.get(f"{site}/careers/schema.graphql").text.count("type Query") == 1


def test_the_bare_prefix_leads_to_the_page_whatever_the_site_is_called(site: str) -> None:
    reply = httpx.get(f"{site}/careers", headers={"host": "site.example"})
    assert (reply.status_code, reply.headers["location"]) == (301, "/careers/")


def test_the_metrics_are_kept_from_strangers_and_the_rest_of_the_site_is_left_alone(site: str) -> None:
    paths = ("/careers/metrics", "/careers/careers/metrics", "/careers//metrics", "/careers/%6Detrics")
    assert [httpx.get(site + path).status_code for path in paths] == [403, 404, 403, 403]
    for path in ("/", "/graphql", "/static/x.js", "/careersandmore", "/metrics"):
        assert httpx.get(site + path).status_code == 404
