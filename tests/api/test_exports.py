"""Datasets and the schema are taken whole over HTTP: streamed, compressed, with strong tags, by the callers' rules."""

import gzip
import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import orjson
import pytest

from db import editions
from db.editions import edition, piece
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.record import Key, Record
from schema.printing import printed
from seeds.exporting import export_lines
from seeds.loading import load, parse
from tests.conftest import new_store
from tests.servers import Server, serving

Write = Callable[..., Path]
PATH = "/datasets/ai-careers.jsonl"


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def server(address: str) -> Iterator[Server]:
    with serving(address, MAX_AGE="30", STALE_WHILE_REVALIDATE="90") as server:
        yield server


def get(server: Server, path: str = PATH, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(server.url + path, headers={"accept-encoding": "identity"} | named)


def raw(server: Server, path: str, coding: str) -> tuple[httpx.Headers, bytes]:
    """Headers, and the body as it came over the wire."""
    with httpx.stream("GET", server.url + path, headers={"accept-encoding": coding}) as response:
        return response.headers, b"".join(response.iter_raw())


def test_an_export_is_what_the_seed_files_say_and_is_loaded_again_as_it_is(
    server: Server, shipped_records: dict[Key, Record], tmp_path: Path, sqlite_store: Store
) -> None:
    response = get(server)
    assert response.headers["content-type"] == "application/jsonl; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="ai-careers.jsonl"'
    file = tmp_path / "taken.jsonl"
    file.write_bytes(response.content)
    assert {seed.key: seed.record for seed in parse([file])} == shipped_records
    assert load(sqlite_store, [file], "anna").revision is None
    export_lines(sqlite_store, "ai-careers", tmp_path / "written.jsonl")
    assert response.content == (tmp_path / "written.jsonl").read_bytes()
    with new_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        done = load(other, [file], "anna")
        assert done.revision
        assert done.records == len(shipped_records)


def test_gzip_is_for_those_who_take_it(server: Server) -> None:
    plain = get(server)
    headers, body = raw(server, PATH, "gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 3
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != headers["etag"], "other bytes have another strong tag"
    assert "content-encoding" not in raw(server, PATH, "br, gzip;q=0")[0]


def test_what_is_unchanged_is_not_sent_again(server: Server) -> None:
    first = get(server)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert first.headers["cache-control"] == "public, max-age=30, stale-while-revalidate=90"
    part = httpx.get(f"{server.url}{PATH}", headers={"range": "bytes=0-9"})
    assert (part.status_code, part.headers["accept-ranges"], len(part.content)) == (200, "none", len(first.content))
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = get(server, if_none_match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(server, if_none_match='"other"').status_code == 200


def test_head_tells_the_same_and_sends_nothing(server: Server) -> None:
    for path in (PATH, "/schema.graphql"):
        head = httpx.head(server.url + path, headers={"accept-encoding": "identity"})
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-type", "cache-control", "vary"):
            assert head.headers[name] == get(server, path).headers[name]


def test_a_pinned_export_is_kept_for_ever(server: Server) -> None:
    pinned = get(server, "/revisions/1" + PATH)
    newest = get(server)
    lasting = newest.headers["content-location"]
    assert re.fullmatch(rf"/revisions/1-[0-9a-f]{{12}}{PATH}", lasting)
    assert get(server, lasting).content == newest.content
    replaced = get(server, "/revisions/1-000000000000" + PATH)
    assert replaced.json()["errors"][0]["extensions"]["code"] == "HISTORY_REPLACED"
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (pinned.content, pinned.headers["etag"]) == (newest.content, newest.headers["etag"])


@pytest.mark.parametrize(
    ("path", "argument"),
    [
        ("/datasets/nobody.jsonl", "dataset"),
        ("/datasets/" + "x" * 3000 + ".jsonl", "dataset"),
        ("/datasets/ai%00careers.jsonl", "dataset"),
        ("/datasets/ai-careers%0d%0aX-A:%20b.jsonl", "dataset"),
        ("/revisions/1/datasets/nobody.jsonl", "dataset"),
        ("/revisions/9" + PATH, "number"),
        ("/revisions/0" + PATH, "number"),
        ("/revisions/x" + PATH, "number"),
        ("/revisions/" + "9" * 50 + PATH, "number"),
    ],
)
def test_what_there_is_not_is_not_found_and_it_is_said_what_there_is(server: Server, path: str, argument: str) -> None:
    response = get(server, path)
    assert response.status_code == 404
    (error,) = response.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("NOT_FOUND", [argument])
    assert response.headers["cache-control"] == "no-store"
    if argument == "dataset":
        assert error["extensions"]["known"] == ["ai-careers"]
        assert "ai-careers" in error["message"]


def test_only_get_and_head_take_something(server: Server) -> None:
    refused = httpx.post(server.url + PATH)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    asked = {"origin": "https://a.example", "access-control-request-method": "GET"}
    assert httpx.options(server.url + PATH, headers=asked).headers["access-control-allow-origin"] == "*"
    assert get(server, origin="https://a.example").headers["access-control-allow-origin"] == "*"


def test_each_revision_keeps_its_dataset_and_others_leave_its_tag_alone(store: Store, write: Write) -> None:
    """On each database, in pieces of one record."""

    def roles(text: str, dataset: str) -> None:
        load(store, [write(text, f"{dataset}/roles.yaml", dataset).parent], "anna")

    roles("citations: [one-source]\nroles: [{slug: baker, name: Baker}, {slug: b/cook, name: Cook}]\n", "one")
    roles("citations: [two-source]\nroles: [{slug: waiter, name: Waiter}]\n", "two")
    roles("citations: [one-source]\nroles: [{slug: baker, name: Master baker}, {slug: b-1, name: B}]\n", "one")
    first, same, changed = (edition(store, "one", number) for number in (1, 2, 3))
    assert first.digest == same.digest != changed.digest
    assert [each.records for each in (first, same, changed)] == [4, 4, 5]

    def slugs(dataset: str, number: int) -> list[str]:
        after, lines = None, b""
        while True:
            body, after = piece(store, edition(store, dataset, number), after)
            assert body.count(b"\n") <= editions.PIECE
            lines += body
            if after is None:
                return [f"{each['slug']}: {each.get('name')}" for each in map(orjson.loads, lines.splitlines())]

    for size in (1, 2, 3, 200):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(editions, "PIECE", size)
            assert slugs("one", 1) == ["one: None", "one-source: None", "b/cook: Cook", "baker: Baker"]
            assert slugs("one", 3) == [
                "one: None", "one-source: None", "b-1: B", "b/cook: Cook", "baker: Master baker",
            ]  # fmt: skip
            assert slugs("two", 2) == ["two: None", "two-source: None", "waiter: Waiter"]
    with pytest.raises(NotFound) as refused:
        edition(store, "two", 1)
    assert (refused.value.nearest, refused.value.known) == ([], ["one"])


def test_keys_and_rates_hold_for_exports_too(address: str) -> None:
    with serving(address, ANONYMOUS_RATE="3/minute") as server:  # one went to see whether it is ready
        assert [get(server).status_code for _ in range(3)] == [200, 200, 429]
        refused = get(server)
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert int(refused.headers["retry-after"]) >= 1
        wrong = get(server, x_api_key="rg_nobody")
        assert (wrong.status_code, wrong.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
        assert wrong.headers["www-authenticate"].startswith("Bearer")


def test_an_export_costs_points_and_one_that_is_known_none(address: str) -> None:
    with serving(address, ANONYMOUS_BUDGET="2500/minute") as server:
        tag = get(server).headers["etag"]
        assert [get(server, if_none_match=tag).status_code for _ in range(4)] == [304] * 4
        assert [get(server).status_code for _ in range(2)] == [200, 429]
    with serving(address, ANONYMOUS_BUDGET="900/minute") as server:
        refused = get(server)
        assert refused.status_code == 403
        assert refused.json()["errors"][0]["extensions"]["limit"] == "budget"


def test_the_schema_is_text_with_a_tag(server: Server) -> None:
    response = get(server, "/schema.graphql")
    assert response.text == printed()
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    named = get(server, "/schema.graphql", accept="application/graphql, */*;q=0.1")
    assert named.headers["content-type"] == "application/graphql; charset=utf-8"
    assert named.headers["etag"] != response.headers["etag"]
    assert get(server, "/schema.graphql", if_none_match=response.headers["etag"]).status_code == 304
    assert response.headers["cache-control"].startswith("public, max-age=30")
    headers, body = raw(server, "/schema.graphql", "gzip")
    assert gzip.decompress(body).decode() == printed()
    assert headers["vary"] == "Accept, Accept-Encoding"


def test_a_server_that_hides_its_schema_hides_the_text_too(address: str) -> None:
    with serving(address, INTROSPECTION="false") as server:
        response = get(server, "/schema.graphql")
        assert response.status_code == 404
        assert "type Query" not in response.text
        assert get(server).status_code == 200


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with a dataset of some megabytes."""
    folder = tmp_path_factory.mktemp("large")
    lines = [{"kind": "DATASET", "slug": "large", "title": "Large"}]
    lines += [
        {
            "kind": "SKILL", "slug": f"large/s{number:05}", "dataset": "large", "basis": "INFERRED",
            "name": f"S {number}", "skill_kind": "SKILL", "description": f"{number} " * 400,
        }
        for number in range(4000)
    ]  # fmt: skip
    (folder / "large.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    with new_store(f"sqlite:///{folder / 'rolegraph.db'}") as store:
        load(store, [folder / "large.jsonl"], "anna")
        yield store.engine.url.render_as_string(hide_password=False)


def test_a_client_that_reads_slowly_or_goes_away_holds_up_nobody(large: str) -> None:
    with serving(large) as server:
        host, port = server.url.removeprefix("http://").split(":")
        slow = [socket.create_connection((host, int(port))) for _ in range(6)]
        try:
            for each in slow:
                each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                each.sendall(b"GET /datasets/large.jsonl HTTP/1.1\r\nHost: x\r\n\r\n")
            assert all(each.recv(15).startswith(b"HTTP/1.1 200 OK") for each in slow)
            assert server.ask("{ skills(first: 1) { totalCount } }")["data"]["skills"]["totalCount"] == 4000
            whole = get(server, "/datasets/large.jsonl").content
            assert whole.count(b"\n") == 4001
        finally:
            for each in slow:
                each.close()
        assert get(server, "/datasets/large.jsonl").content == whole
