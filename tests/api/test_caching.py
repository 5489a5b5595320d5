"""GET answers can be kept by any cache, and the server keeps finished answers itself."""

import gzip
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest

from api.answers import OVERHEAD, Answer, Question, ResponseCache, fingerprint
from api.encodings import IDENTITY, preferred
from db.store import Store
from seeds.loading import load
from tests.servers import FRESH, Server, serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONG = "{ roles { nodes { name description } } }"
SHORT = "{ roles { totalCount } }"
DECODERS = {"zstd": zstd.decompress, "br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(
        sqlite_store.engine.url.render_as_string(hide_password=False), MAX_AGE="30", STALE_WHILE_REVALIDATE="90"
    ) as server:
        yield server


def get(server: Server, query: str, path: str = "/graphql", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(server.url + path, params={"query": query}, headers={"accept-encoding": "identity"} | named)


def raw(server: Server, query: str, coding: str) -> tuple[httpx.Headers, bytes]:
    """Headers, and the body as it came over the wire."""
    address = f"{server.url}/graphql"
    with httpx.stream("GET", address, params={"query": query}, headers={"accept-encoding": coding}) as response:
        return response.headers, b"".join(response.iter_raw())


def counted(server: Server, outcome: str) -> float:
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    named = [line for line in lines if line.startswith("rolegraph_requests_total") and f'outcome="{outcome}"' in line]
    return sum(float(line.rsplit(" ", 1)[1]) for line in named)


def test_a_get_answer_says_how_long_it_may_be_kept(server: Server) -> None:
    response = get(server, SHORT)
    assert response.headers["cache-control"] == "public, max-age=30, stale-while-revalidate=90"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.headers["etag"].startswith('"')


def test_what_is_unchanged_is_not_sent_again(server: Server) -> None:
    first = get(server, LONG)
    before = counted(server, "executed")
    again = get(server, LONG, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary", "access-control-allow-origin"):
        assert again.headers[name] == first.headers[name]
    assert "content-type" not in again.headers
    tag = first.headers["etag"]
    for known in (f"W/{tag}", f'"other", {tag}', f'W/"other",W/{tag}'):
        assert get(server, LONG, if_none_match=known).status_code == 304
    for unknown in ('"other"', "", tag.strip('"')):
        assert get(server, LONG, if_none_match=unknown).status_code == 200
    assert counted(server, "executed") == before


def test_an_etag_is_recognised_without_executing_anything(sqlite_store: Store) -> None:
    """Also by a process that has never answered the question, so that caches may ask any of several."""
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address, FRESH) as one, serving(address, FRESH) as other:
        tag = get(one, LONG).headers["etag"]
        before = counted(other, "executed")
        assert get(other, LONG, if_none_match=tag).status_code == 304
        assert counted(other, "executed") == before
        assert get(other, LONG).headers["etag"] == tag


def test_other_questions_forms_and_codings_have_other_etags(server: Server) -> None:
    tags = [
        get(server, LONG).headers["etag"],
        get(server, LONG + " ").headers["etag"],
        get(server, LONG, accept="application/graphql-response+json").headers["etag"],
        *(raw(server, LONG, coding)[0]["etag"] for coding in DECODERS),
    ]
    assert len(set(tags)) == len(tags)


def test_errors_and_post_answers_are_not_kept(server: Server) -> None:
    wrong = get(server, "{ rolls }")
    assert wrong.headers["cache-control"] == "no-store"
    assert "etag" not in wrong.headers
    posted = httpx.post(f"{server.url}/graphql", json={"query": SHORT})
    assert posted.headers["cache-control"] == "no-store"
    assert "etag" not in posted.headers
    unknown = get(server, '{ role(slug: "nobody") { name } overlap(roles: ["nobody", "a"]) { similarity } }')
    assert unknown.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert "etag" in unknown.headers, "as long as the revision is served, it stays unknown"


def test_a_pinned_revision_never_changes(server: Server) -> None:
    response = get(server, SHORT, "/revisions/1/graphql")
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = get(server, SHORT, "/revisions/1/graphql", if_none_match=response.headers["etag"])
    assert again.status_code == 304
    missing = get(server, SHORT, "/revisions/99/graphql")
    assert (missing.status_code, missing.headers["cache-control"]) == (404, "no-store")


def test_a_new_revision_has_new_etags(store: Store, database_url: str, write: Callable[..., Path]) -> None:
    content = "citations: [test-source]\nroles: [{{slug: cook, name: {0}}}]\n"
    load(store, [write(content.format("Cook"))], "tester")
    with serving(database_url, POLL_SECONDS="0.05") as server:
        query = '{ role(slug: "cook") { name } }'
        first = get(server, query)
        assert first.json()["data"]["role"] == {"name": "Cook"}
        load(store, [write(content.format("Chef"))], "tester")
        while server.ask("{ revision { number } }")["data"]["revision"]["number"] == 1:
            pass
        second = get(server, query, if_none_match=first.headers["etag"])
        assert second.json()["data"]["role"] == {"name": "Chef"}
        assert second.headers["etag"] != first.headers["etag"]
        old = get(server, query, "/revisions/1/graphql")
        assert old.json() == first.json()


@pytest.mark.parametrize("coding", list(DECODERS))
def test_answers_are_compressed(server: Server, coding: str) -> None:
    plain = get(server, LONG).content
    for _ in range(2):  # executed or from the cache
        headers, body = raw(server, LONG, coding)
        assert headers["content-encoding"] == coding
        assert int(headers["content-length"]) == len(body) < len(plain) / 2
        assert DECODERS[coding](body) == plain
    headers, body = raw(server, SHORT, coding)
    assert "content-encoding" not in headers, "it is short"
    assert json.loads(body)["data"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", IDENTITY),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br;q=0.4", "gzip"),
        ("*", "zstd"),
        ("*;q=0, gzip", "gzip"),
        ("gzip;q=0", IDENTITY),
        ("gzip;q=0.5, identity", IDENTITY),
        ("deflate, compress", IDENTITY),
        ("gzip;q=nonsense", IDENTITY),
    ],
)
def test_the_best_coding_that_a_client_takes(accepted: str, chosen: str) -> None:
    assert preferred(accepted) == chosen


def test_the_page_is_compressed_too(server: Server) -> None:
    response = httpx.get(f"{server.url}/graphql", headers={"accept": "text/html", "accept-encoding": "gzip"})
    assert response.status_code == 200
    assert response.headers.get("content-encoding", "gzip") == "gzip"


def question(number: int, revision: str = "1") -> Question:
    return Question(revision, f"{{ a{number}: __typename }}", None, b"", False)


def answer(size: int) -> Answer:
    return Answer(b"x" * size, is_refusal=False, lasts=True, label="")


def test_the_cache_never_holds_more_than_it_may_and_forgets_the_oldest() -> None:
    cache = ResponseCache(10 * (OVERHEAD + 1100))
    for number in range(20):
        cache.put(question(number), answer(1000))
        assert cache.size <= cache.most_bytes
        cache.get(question(0))
    assert cache.get(question(19))
    assert cache.get(question(0)), "it was asked for again and again"
    assert cache.get(question(1)) is None
    cache.put(question(30), answer(cache.most_bytes))
    assert cache.get(question(30)) is None, "larger than the whole cache"
    assert cache.get(question(19))


def test_an_answer_that_got_another_coding_is_counted_anew() -> None:
    cache = ResponseCache(10**6)
    kept = Answer(bytes(range(256)) * 100, is_refusal=False, lasts=True, label="")
    cache.put(question(1), kept)
    before = cache.size
    _, body = kept.body("gzip")
    assert kept.grew
    cache.put(question(1), kept)
    assert (cache.size, len(cache)) == (before + len(body), 1)


def test_a_new_revision_empties_the_cache() -> None:
    cache = ResponseCache(10**6)
    cache.serve("1")
    cache.put(question(1), answer(10))
    cache.serve("1")
    assert len(cache) == 1
    cache.serve("2")
    assert (len(cache), cache.size) == (0, 0)


def test_a_cache_of_no_bytes_keeps_nothing(sqlite_store: Store) -> None:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), RESPONSE_CACHE_BYTES="0") as server:
        for _ in range(3):
            server.ask(SHORT)
        assert counted(server, "hit") == 0


def test_fingerprints_tell_all_parts_of_a_question_apart() -> None:
    questions = [
        Question("1", "a", "b", b"c", False),
        Question("2", "a", "b", b"c", False),
        Question("1", "ab", "", b"c", False),
        Question("1", "a", None, b"c", False),
        Question("1", "a", "b", b"d", False),
        Question("1", "a", "b", b"c", True),
    ]
    prints = {fingerprint(each, salt) for each in questions for salt in (b"salt", b"other")}
    assert len(prints) == 12


def test_the_answer_in_the_cache_is_the_one_that_was_executed(server: Server) -> None:
    asked: list[Any] = [{"query": LONG, "variables": None}, {"query": LONG, "variables": {}}, {"query": LONG}]
    bodies = {httpx.post(f"{server.url}/graphql", json=each).content for each in asked}
    assert len(bodies) == 1
    named = "query A { roles { totalCount } } query B { skills { totalCount } }"
    one, other = (
        httpx.post(f"{server.url}/graphql", json={"query": named, "operationName": name}).json() for name in "AB"
    )
    assert one != other


@pytest.mark.parametrize("changed", ["schema/compiler/leaves.py", "db/reader.py", "knowledge/words/spelling.py"])
def test_another_program_has_other_etags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    import db
    import knowledge
    import schema
    from api import app

    before = app._code()
    for package in (knowledge, schema, db):
        copied = shutil.copytree(package.__path__[0], tmp_path / package.__name__)
        monkeypatch.setattr(package, "__path__", [str(copied)])
    assert app._code() == before
    (tmp_path / changed).write_text("# another program")
    assert app._code() != before
