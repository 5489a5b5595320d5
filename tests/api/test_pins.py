"""Old revisions are no free work for strangers: nothing is loaded for nothing, and loads count for who causes them."""

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from limits import parse

from api.answering import Answering
from api.callers import Caller
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.pins import MOST_EACH, POINTS_A_RECORD, REQUESTS, Pins
from api.protocol import BadRequest
from api.rates import Rates
from api.settings import Settings
from db.store import Store
from seeds.loading import load
from tests.api.test_operating import metric
from tests.conftest import new_store
from tests.servers import Server, serving

Write = Callable[..., Path]
NAME = '{ role(slug: "cook") { name } }'
REVISIONS = 6
NOBODY = Caller("anonymous", "", None, None)
ONE_KEPT = {"OLD_SNAPSHOT_RECORDS": "0"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six revisions of one record."""
    folder = tmp_path_factory.mktemp("kb")
    (folder / "dataset.yaml").write_text("dataset: {slug: test, title: A test}\nsources: [{slug: s, title: S}]\n")
    with new_store(f"sqlite:///{folder / 'kb.db'}") as store:
        for number in range(1, REVISIONS + 1):
            (folder / "roles.yaml").write_text(f"citations: [s]\nroles: [{{slug: cook, name: Cook {number}}}]\n")
            load(store, [folder], "anna")
        yield store


@pytest.fixture(scope="module")
def address(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def get(server: Server, number: int, query: str = NAME, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{server.url}/revisions/{number}/graphql", params={"query": query}, headers=named)


def test_nothing_is_loaded_for_what_is_known_unchanged_or_wrong(address: str) -> None:
    with serving(address, **ONE_KEPT) as server:
        first = get(server, 1)
        assert first.json()["data"]["role"]["name"] == "Cook 1"
        assert get(server, 2).json()["data"]["role"]["name"] == "Cook 2"
        loaded = metric(server, "rolegraph_old_revisions_loaded_total")
        assert loaded == 2
        assert get(server, 1).content == first.content, "the answer is kept, though the revision is not"
        assert get(server, 1, if_none_match=first.headers["etag"]).status_code == 304
        assert get(server, 3, "{ rolls }").json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert get(server, 3, "{").json()["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
        deep = "{ roles(first: 500) { nodes { skills(first: 500) { nodes { name } } } } }"
        assert get(server, 3, deep).json()["errors"][0]["extensions"]["limit"] == "cost"
        assert get(server, 99).status_code == 404
        assert metric(server, "rolegraph_old_revisions_loaded_total") == loaded


def test_a_load_counts_as_several_requests_and_as_its_records(address: str) -> None:
    with serving(address, ANONYMOUS_RATE=f"{2 * REQUESTS + 6}/minute", **ONE_KEPT) as server:  # one saw it is ready
        first = get(server, 1)
        assert first.status_code == 200
        assert get(server, 2).status_code == 200
        refused = get(server, 3)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
        assert get(server, 1).status_code == 200, "what is known costs one"
        (left,) = re.findall(
            r'"requests";r=(\d+);', httpx.post(f"{server.url}/graphql", json={"query": NAME}).headers["ratelimit"]
        )
        assert int(left) < REQUESTS
    with serving(address, ANONYMOUS_BUDGET="20/minute", **ONE_KEPT) as server:
        before = httpx.post(f"{server.url}/graphql", json={"query": "{ a: __typename }"}).headers["ratelimit"]
        after = httpx.post(f"{server.url}/revisions/1/graphql", json={"query": "{ a: __typename }"}).headers[
            "ratelimit"
        ]
        spent = [int(re.findall(r"r=(\d+)", each)[0]) for each in (before, after)]
        assert spent[0] - spent[1] >= POINTS_A_RECORD


def pins(store: Store, rates: Rates) -> tuple[Pins, CurrentKnowledge]:
    current = CurrentKnowledge(store, 60, 0)
    answering = Answering(current, Settings(), PersistedDocuments(trusted_only=False), rates)
    return Pins(current, answering, rates), current


def run(work: Callable[[], object]) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


def test_one_revision_is_loaded_once_for_all_who_ask_and_one_caller_has_few_loaded(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, numbers = threading.Event(), []

    async def ask() -> None:
        asked, current = pins(store, Rates("memory://"))
        at = current.at

        def waiting(number: int, digest: str = "") -> object:
            numbers.append(number)
            go.wait(10)
            return at(number, digest)

        monkeypatch.setattr(current, "at", waiting)
        identities = [await asked.identity(str(number)) for number in range(1, 5)]
        same = [asyncio.ensure_future(asked.load(identities[0], NOBODY, "192.0.2.1")) for _ in range(3)]
        others = [asyncio.ensure_future(asked.load(each, NOBODY, "192.0.2.1")) for each in identities[1:MOST_EACH]]
        await asyncio.sleep(0.05)
        with pytest.raises(BadRequest, match="old revisions are loaded for you already") as refused:
            await asked.load(identities[3], NOBODY, "192.0.2.1")
        assert (refused.value.status, refused.value.headers) == (429, {"retry-after": "1"})
        elsewhere = asyncio.ensure_future(asked.load(identities[3], NOBODY, "192.0.2.2"))
        go.set()
        snapshots = [snapshot for snapshot, _ in await asyncio.gather(*same)]
        assert [each.identity for each in snapshots] == [identities[0]] * 3
        await asyncio.gather(*others, elsewhere)
        assert sorted(numbers) == [1, *range(2, MOST_EACH + 1), 4]
        await asked.load(identities[2], NOBODY, "192.0.2.1")  # all have come: there is room again

    run(lambda: asyncio.run(ask()))


def test_whoever_may_spend_little_can_load_one_all_the_same(store: Store) -> None:
    async def ask() -> None:
        rates = Rates("memory://")
        asked, _ = pins(store, rates)
        poor = Caller("poor", "key:1", parse("3/minute"), parse("2/minute"))
        snapshot, standings = await asked.load(await asked.identity("1"), poor, "")
        assert snapshot.roles["cook"].name == "Cook 1"
        assert [(each.name, each.remaining) for each in standings] == [("requests", 0), ("points", 0)]
        with pytest.raises(BadRequest, match="try again in"):
            await asked.load(await asked.identity("2"), poor, "")

    run(lambda: asyncio.run(ask()))
