"""Feeds of what changed, as Atom and as JSON Feed: read by a parser, asked for like by a reader of feeds."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import feedparser
import httpx
import jsonschema
import pytest

from seeds.loading import load
from tests.databases import Holding, opened, sqlite_database
from tests.schema.test_told_changes import FIRST, SECOND, THIRD
from tests.servers import Server, serving

SITE = "https://site.example/careers"
FORMAT: dict[str, Any] = {  # of JSON Feed 1.1, as far as we write it
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **{name: {"type": "string", "minLength": 1} for name in ("title", "description", "language")},
        **{name: {"type": "string", "format": "uri"} for name in ("home_page_url", "feed_url")},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    **{name: {"type": "string"} for name in ("id", "title", "content_html", "content_text")},
                    "url": {"type": "string", "format": "uri"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose history has three loads, below a prefix of another site."""
    folder = tmp_path_factory.mktemp("bakery")
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            for text, why in ((FIRST, None), (SECOND, "Skills & <levels>"), (THIRD, None)):
                (folder / "bakery.yaml").write_text(text)
                load(store, [folder / "bakery.yaml"], "anna", message=why)
        with serving(address, SITE_URL=SITE, PATH_PREFIX="/careers", ANONYMOUS_BUDGET="200000/hour") as server:
            yield server


def got(server: Server, path: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{server.url}/careers/feeds/{path}", headers=headers)


def parsed(server: Server, path: str) -> Any:
    answer = got(server, path)
    assert answer.status_code == 200, answer.text
    found = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not found.bozo, found.bozo_exception
    return found


def test_the_feed_of_a_role_tells_each_of_its_changes(bakery: Server) -> None:
    found = parsed(bakery, "role/baker.atom")
    assert found.version == "atom10"
    assert found.feed.title == "Baker: what changed"
    assert [each.title for each in found.entries] == ["Baker: 2 changes", "Baker: 4 changes", "Baker: new"]
    assert "The level of Kneading for Baker rose from 0.6 to 0.7." in found.entries[1].content[0].value
    assert {each.author for each in found.entries} == {"anna"}
    assert {each.link for each in found.entries} == {f"{SITE}/role/baker"}
    assert len({each.id for each in found.entries}) == 3
    assert found.feed.updated == found.entries[0].updated


def test_the_feed_of_a_group_tells_of_its_roles_by_load_and_of_no_others(bakery: Server) -> None:
    found = parsed(bakery, "group/food.atom")
    assert [each.title for each in found.entries] == [
        "Food trades: Baker, Miller",
        "Food trades: Baker",
        "Food trades: Baker, Miller",
    ]
    assert not any("Clerk" in str(each.content) for each in found.entries)
    assert found.entries[0].link == f"{SITE}/data?since=2&until=3"


@pytest.mark.parametrize("path", ["dataset/bakery", "changes"])
def test_the_feed_of_a_dataset_tells_each_load_with_what_it_did(bakery: Server, path: str) -> None:
    found = parsed(bakery, f"{path}.atom")
    assert [each.title for each in found.entries] == [
        "The bakery: 1 changed, 1 no longer in use",
        "The bakery: 2 changed",
        "The bakery: 10 new",
    ]
    assert "Skills &amp; &lt;levels&gt;" in got(bakery, f"{path}.json").json()["items"][1]["content_html"]


@pytest.mark.parametrize("path", ["changes", "dataset/bakery", "group/food", "role/baker", "skill/sums"])
def test_a_json_feed_says_the_same_as_the_atom_feed(bakery: Server, path: str) -> None:
    atom, answer = parsed(bakery, f"{path}.atom"), got(bakery, f"{path}.json")
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    said = answer.json()
    jsonschema.validate(said, FORMAT, format_checker=jsonschema.FormatChecker())
    assert [(each["id"], each["title"], each["url"]) for each in said["items"]] == [
        (each.id, each.title, each.link) for each in atom.entries
    ]
    assert said["feed_url"] == f"{SITE}/feeds/{path}.json"


def test_a_feed_that_one_has_is_not_sent_again(bakery: Server) -> None:
    first = got(bakery, "role/baker.atom")
    again = got(bakery, "role/baker.atom", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert got(bakery, "role/clerk.atom", **{"if-none-match": first.headers["etag"]}).status_code == 200
    head = httpx.head(f"{bakery.url}/careers/feeds/role/baker.atom")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert "max-age=60" in first.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("role/bakr.atom", 'No role "bakr". Did you mean "baker"?'),
        ("group/foods.json", 'No role group "foods".'),
        ("dataset/none.atom", 'No dataset "none": there is bakery.'),
        ("role/baker.rss", "There is no such feed."),
        ("planet/earth.atom", "There is no such feed."),
        ("role/%00.atom", "No role"),
    ],
)
def test_what_there_is_no_feed_of_is_404_in_words(bakery: Server, path: str, said: str) -> None:
    answer = got(bakery, path)
    assert answer.status_code == 404
    (error,) = answer.json()["errors"]
    assert error["message"].startswith(said)
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert answer.headers["cache-control"] == "no-store"


def test_pages_lead_to_the_feeds_of_what_they_are_about(bakery: Server) -> None:
    for page, feed in (("/role/baker", "role/baker"), ("/group/food", "group/food"), ("/data", "changes")):
        html = httpx.get(f"{bakery.url}/careers{page}", headers={"accept": "text/html"}).text
        for ending, kind in (("atom", "application/atom+xml"), ("json", "application/feed+json")):
            address = f"{SITE}/feeds/{feed}.{ending}"
            assert f'<link rel="alternate" type="{kind}" title="What changed" href="{address}" />' in html
            assert got(bakery, urlsplit(address).path.removeprefix("/careers/feeds/")).status_code == 200
