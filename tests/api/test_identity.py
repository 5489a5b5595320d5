"""The same number is not taken for the same data: a history that was replaced is noticed and answered as what it is."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.current import CurrentKnowledge
from db.engine import migrate
from db.store import Store
from knowledge.errors import NotFound, Replaced
from seeds.loading import load
from tests.api.test_operating import metric, ready
from tests.conftest import DATASET, new_store
from tests.servers import FRESH, Server, serving, until

Write = Callable[..., Path]
NAME = '{ role(slug: "cook") { name } }'


def cook(name: str) -> str:
    return f"citations: [test-source]\nroles: [{{slug: cook, name: {name}}}]\n"


def fill(store: Store, write: Write, *names: str) -> None:
    for name in names:
        load(store, [write(cook(name))], "anna")


def replace(store: Store, write: Write, *names: str) -> None:
    """Another history in the place of the one that is there."""
    migrate(store.engine, "base")
    migrate(store.engine)
    fill(store, write, *names)


def get(server: Server, path: str = "/graphql", query: str = NAME, **headers: str) -> httpx.Response:
    return httpx.get(server.url + path, params={"query": query}, headers=headers)


def look_now(server: Server) -> None:
    """Whoever asks for a revision to come has the server look for it."""
    assert get(server, "/revisions/999/graphql").status_code == 404


def name(server: Server, path: str = "/graphql") -> str:
    answer: str = get(server, path).json()["data"]["role"]["name"]
    return answer


def code(response: httpx.Response) -> str:
    found: str = response.json()["errors"][0]["extensions"]["code"]
    return found


def test_another_history_with_the_same_numbers_is_served_and_told(
    store: Store, database_url: str, write: Write
) -> None:
    fill(store, write, "Cook", "Chef")
    before = store.newest()
    with store.reading() as reader:
        first = reader.revisions()[0].identity
    with serving(database_url, POLL_SECONDS="60") as server:
        assert (name(server), name(server, "/revisions/1/graphql")) == ("Chef", "Cook")
        assert ready(server)["digest"] == before.digest
        tag = get(server).headers["etag"]
        pinned = f"/revisions/1-{first.digest[:12]}/graphql"
        assert name(server, pinned) == "Cook"
        assert get(server, pinned).headers["cache-control"].endswith("immutable")
        assert metric(server, "rolegraph_history_replacements_total") == 0

        replace(store, write, "Baker", "Miller")
        assert store.newest().number == before.number
        look_now(server)

        assert ready(server)["digest"] == store.newest().digest
        assert (name(server), name(server, "/revisions/1/graphql")) == ("Miller", "Baker")
        changed = get(server, if_none_match=tag)
        assert (changed.status_code, changed.headers["etag"] != tag) == (200, True)
        gone = get(server, pinned)
        assert (gone.status_code, code(gone), gone.headers["cache-control"]) == (410, "HISTORY_REPLACED", "no-store")
        assert f"There is no revision {first} any more" in gone.json()["errors"][0]["message"]
        assert get(server, f"/revisions/2-{store.newest().digest}/graphql").status_code == 200
        told = f"the history was replaced: revision {first} and 1 after it is gone, and {store.newest()} is served"
        assert metric(server, "rolegraph_history_replacements_total") == 1
        assert told in server.log()


def test_what_changed_since_a_revision_that_is_no_more_is_an_error(store: Store, write: Write, tmp_path: Path) -> None:
    fill(store, write, "Cook", "Chef")
    with new_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        fill(other, write, "Baker")
        elsewhere = other.newest().digest
    with store.reading() as reader:
        digest = reader.revisions()[0].digest
    with serving(store.engine.url.render_as_string(hide_password=False)) as server:

        def changes(since: int, digest: str) -> httpx.Response:
            return get(
                server, query=f'{{ changes(since: {since}, sinceDigest: "{digest}") {{ nodes {{ revision }} }} }}'
            )

        for known in (digest, digest[:12]):
            assert changes(1, known).json() == {"data": {"changes": {"nodes": [{"revision": 2}]}}}
        replaced = changes(1, elsewhere)
        assert (code(replaced), replaced.headers["cache-control"]) == ("HISTORY_REPLACED", "no-store")
        assert replaced.json()["errors"][0]["extensions"]["argument"] == ["sinceDigest"]
        assert code(changes(1, digest[:11])) == code(changes(1, "x" * 12)) == "BAD_USER_INPUT"
        assert len(changes(0, "").json()["data"]["changes"]["nodes"]) == 4
        answer = server.ask("{ revision(number: 1) { digest } }")
        assert answer == {"data": {"revision": {"digest": digest}}}


def test_changes_of_a_history_that_was_replaced_unnoticed_are_no_mixture(store: Store, write: Write) -> None:
    """Between two looks at the database, an answer about the old history finds the new one there."""
    fill(store, write, "Cook", "Chef")
    with serving(store.engine.url.render_as_string(hide_password=False), POLL_SECONDS="60") as server:
        old = store.newest()
        replace(store, write, "Baker", "Miller")
        answer = get(server, query="{ changes(since: 0) { nodes { slug } } revision { number } }")
        assert answer.json()["data"] == {"changes": None, "revision": {"number": 2}}
        assert (code(answer), answer.headers["cache-control"]) == ("HISTORY_REPLACED", "no-store")
        assert f"There is no revision {old} any more" in answer.json()["errors"][0]["message"]
        assert code(get(server, "/revisions/1/graphql")) == "HISTORY_REPLACED", "it is not what was meant"
        assert (name(server, "/revisions/1/graphql"), name(server)) == ("Baker", "Miller"), "now it is known"


def test_a_database_that_goes_back_is_followed_and_told(
    store: Store, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    fill(store, write, "Cook", "Chef", "Baker")
    current = CurrentKnowledge(store, 1, most_records=100)
    with store.reading() as reader:
        first, second, third = (each.identity for each in reader.revisions())
    old = current.at(1)
    back_to_second(store)
    assert current.refresh()
    assert current.snapshot.identity == second
    assert f"revision {third} is gone, and {second} is served" in caplog.text
    assert current.replaced == 1
    assert current.held(1) is old, "that part of the history is the same"
    with pytest.raises(NotFound):
        current.at(3)
    fill(store, write, "Miller")
    assert current.refresh()
    assert current.replaced == 1, "it only grew"
    assert current.at(3).roles["cook"].name == "Miller"
    with pytest.raises(Replaced):
        current.at(3, third.digest)
    assert current.at(1, first.digest) is old


def back_to_second(store: Store) -> None:
    """As a backup or a standby that is behind has it."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM record WHERE revision = 3")
        connection.exec_driver_sql("DELETE FROM revision WHERE number = 3")


@contextmanager
def other_file(tmp_path: Path, write: Write, *names: str) -> Iterator[Path]:
    path = tmp_path / "other.db"
    with new_store(f"sqlite:///{path}") as store:
        fill(store, write, *names)
    yield path


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("size", ["smaller", "larger"])
def test_a_sqlite_file_that_is_copied_over_in_place_is_answered_as_what_it_is(
    tmp_path: Path, write: Write, size: str, workers: str
) -> None:
    """As `cp` does it: the same file, written from its beginning, under whoever has it open."""
    path, small = tmp_path / "kb.db", tmp_path / "small.db"
    address, large = f"sqlite:///{path}", tmp_path / "large.db"
    with new_store(f"sqlite:///{large}") as store:
        load(store, [DATASET], "anna")
        fill(store, write, "Large")
    with new_store(f"sqlite:///{small}") as store:
        fill(store, write, "Cook", "Small")
    before, after = (large, small) if size == "smaller" else (small, large)
    shutil.copyfile(before, path)
    with serving(address, FRESH, POLL_SECONDS="0.05", WORKERS=workers) as server:
        until(lambda: server.log().count("serving revision 2-") == int(workers))
        assert name(server) == before.stem.capitalize()
        inode = path.stat().st_ino
        shutil.copyfile(after, path)
        assert path.stat().st_ino == inode
        expected = after.stem.capitalize()
        until(lambda: {name(server) for _ in range(20)} == {expected})
        count = 14 if after is large else 1
        assert {totals(server) for _ in range(20)} == {(expected, count)}
        until(lambda: server.log().count("the history was replaced") == int(workers))
        assert ready(server)["database"] == "answers"
        assert len(get(server, query="{ changes(since: 0) { nodes { slug } } }").json()["data"]["changes"]["nodes"]) > 1
        with new_store(address) as store:
            fill(store, write, "Later")
        until(lambda: {name(server) for _ in range(20)} == {"Later"})
        assert "Traceback" not in server.log()
    with new_store(address) as store:
        assert store.differences() == []


def totals(server: Server) -> tuple[str, int]:
    found = get(server, query='{ role(slug: "cook") { name } roles { totalCount } }').json()["data"]
    return found["role"]["name"], found["roles"]["totalCount"]


def test_a_second_sqlite_file_under_the_same_name_is_noticed(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "kb.db"
    address = f"sqlite:///{path}"
    with new_store(address) as store:
        fill(store, write, "Cook", "Chef")
    with other_file(tmp_path, write, "Baker", "Miller") as other, serving(address, POLL_SECONDS="0.05") as server:
        assert name(server) == "Chef"
        other.replace(path)
        until(lambda: name(server) == "Miller")
        path.unlink()
        until(lambda: ready(server)["database"] == "does not answer")
        assert name(server) == "Miller"
        assert not path.exists(), "looking for it does not make one"
