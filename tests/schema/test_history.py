"""What happened: to one record, and to all of a kind, of a dataset, or by a slug; forwards and backwards."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from seeds.loading import load
from tests.conftest import Ask, asking, new_store

FIRST = """citations: [test-source]
roles: [{slug: baker, name: Baker, skills: [{skill: kneading, importance: ESSENTIAL}]}]
skills: [{slug: kneading, name: Kneading, skill_kind: SKILL}]
hiring_needs: [{slug: bread, name: Bread, roles: [{role: baker}]}]
"""
SECOND = FIRST.replace("name: Baker,", "name: Master baker,")
THIRD = SECOND.replace("importance: ESSENTIAL", "importance: OPTIONAL").replace(
    "name: Kneading", "name: Kneading dough"
)
OTHER = """citations: [other-source]
skills:
  - {slug: kneading-machines, name: Kneading machines, skill_kind: SKILL}
  - {slug: bread, name: Bread, skill_kind: SKILL}
"""


def load_all(store: Store, folder: Path) -> Ask:
    """Four revisions: three of the dataset `test`, and one of `other` between."""
    loads = (("test", FIRST, "anna"), ("test", SECOND, "bert"), ("other", OTHER, "anna"), ("test", THIRD, "carla"))
    for dataset, text, author in loads:
        place = folder / dataset
        place.mkdir(exist_ok=True)
        (place / "dataset.yaml").write_text(
            f"dataset: {{slug: {dataset}, title: {dataset}}}\nsources: [{{slug: {dataset}-source, title: S}}]\n"
        )
        (place / "roles.yaml").write_text(text)
        load(store, [place], author)
    snapshot = newest_snapshot(store)
    return asking(snapshot, store, lambda number: snapshot_at(store, number))


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Ask]]:
    folder = tmp_path_factory.mktemp("past")
    with new_store(f"sqlite:///{folder / 'rolegraph.db'}") as store:
        yield store, load_all(store, folder)


@pytest.fixture
def ask(past: tuple[Store, Ask]) -> Ask:
    return past[1]


def test_the_history_of_a_record_says_who_when_and_what_by_field(ask: Ask) -> None:
    answer = ask(
        """{ role(slug: "baker") { history { totalCount nodes { revision operation kind slug
            committedIn { number author loaded committedAt dataset { slug } } fields { field before after } } } } }"""
    )
    history = answer["data"]["role"]["history"]
    assert history["totalCount"] == 3
    third, second, first = history["nodes"]
    assert [each["committedIn"]["author"] for each in (third, second, first)] == ["carla", "bert", "anna"]
    assert [each["revision"] for each in (third, second, first)] == [4, 2, 1]
    assert third["committedIn"]["dataset"] == {"slug": "test"}
    assert third["committedIn"]["committedAt"] > second["committedIn"]["committedAt"]
    assert second["fields"] == [{"field": "name", "before": "Baker", "after": "Master baker"}]
    (skills,) = third["fields"]
    assert (skills["before"], skills["after"]) == (
        [{"skill": "kneading", "importance": "ESSENTIAL"}],
        [{"skill": "kneading", "importance": "OPTIONAL"}],
    )
    assert first["operation"] == "CREATED"
    assert {each["before"] for each in first["fields"]} == {None}


@pytest.mark.parametrize(
    ("field", "revisions"),
    [
        ('skill(slug: "kneading")', [4, 1]),
        ('skill(slug: "bread")', [3]),
        ('dataset(slug: "test")', [1]),
        ('source(slug: "other-source")', [3]),
        ("hiringNeeds", [1]),
    ],
)
def test_everything_that_has_a_record_has_a_history(ask: Ask, field: str, revisions: list[int]) -> None:
    found = ask(f"{{ one: {field} {{ history {{ nodes {{ revision }} }} }} }}")["data"]["one"]
    (one,) = found if isinstance(found, list) else [found]
    assert [each["revision"] for each in one["history"]["nodes"]] == revisions


def test_a_pinned_revision_knows_nothing_of_what_came_after(past: tuple[Store, Ask]) -> None:
    store, _ = past
    old: Snapshot = snapshot_at(store, 2)
    answer = asking(old, store, lambda _: old)('{ role(slug: "baker") { history { totalCount nodes { revision } } } }')
    assert answer["data"]["role"]["history"] == {"totalCount": 2, "nodes": [{"revision": 2}, {"revision": 1}]}


HISTORY = """query ($first: Int, $after: String, $last: Int, $before: String) { role(slug: "baker") {
    list: history(first: $first, after: $after, last: $last, before: $before) { PAGE } } }"""
CHANGES = """query ($first: Int, $after: String, $last: Int, $before: String) {
    list: changes(since: 0, first: $first, after: $after, last: $last, before: $before) { PAGE } }"""
FILTERED = CHANGES.replace("since: 0,", 'since: 0, filter: {kinds: [SKILL, ROLE], dataset: "test"},')
REVISIONS = CHANGES.replace("changes(since: 0, ", "revisions(")
PAGED = [HISTORY, CHANGES, FILTERED, REVISIONS]
PAGE = "edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"


@pytest.mark.parametrize("query", PAGED, ids=["history", "changes", "filtered", "revisions"])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_forwards_and_backwards_make_the_whole_list(ask: Ask, query: str, size: int) -> None:
    def page(**arguments: Any) -> Any:
        data = ask(query.replace("PAGE", PAGE), **arguments)["data"]
        return data["list"] if "list" in data else data["role"]["list"]

    def cursors(found: Any) -> list[str]:
        return [edge["cursor"] for edge in found["edges"]]

    whole = cursors(page(first=500))
    assert len(whole) == len(set(whole)) == page()["totalCount"] > 2
    found = page(first=size)
    forwards = cursors(found)
    assert not found["pageInfo"]["hasPreviousPage"]
    while found["pageInfo"]["hasNextPage"]:
        found = page(first=size, after=found["pageInfo"]["endCursor"])
        assert found["pageInfo"]["hasPreviousPage"]
        forwards += cursors(found)
    assert forwards == whole
    found = page(last=size)
    backwards = cursors(found)
    assert not found["pageInfo"]["hasNextPage"]
    while found["pageInfo"]["hasPreviousPage"]:
        found = page(last=size, before=found["pageInfo"]["startCursor"])
        assert found["pageInfo"]["hasNextPage"]
        backwards = cursors(found) + backwards
    assert backwards == whole
    assert cursors(page(first=5, after=whole[0], before=whole[2])) == whole[1:2]


def test_changes_of_a_kind_of_a_dataset_and_by_a_slug(ask: Ask) -> None:
    def found(filter_: str, since: int = 0) -> list[tuple[int, str, str]]:
        changes = ask(
            f"{{ changes(since: {since}, filter: {filter_}) {{ totalCount nodes {{ revision kind slug }} }} }}"
        )
        changes = changes["data"]["changes"]
        assert changes["totalCount"] == len(changes["nodes"])
        return [(each["revision"], each["kind"], each["slug"]) for each in changes["nodes"]]

    assert found("{kinds: [ROLE]}") == [(1, "ROLE", "baker"), (2, "ROLE", "baker"), (4, "ROLE", "baker")]
    assert found("{kinds: [SKILL]}", since=1) == [
        (3, "SKILL", "bread"), (3, "SKILL", "kneading-machines"), (4, "SKILL", "kneading"),
    ]  # fmt: skip
    assert found('{dataset: "other"}') == [
        (3, "DATASET", "other"), (3, "SKILL", "bread"), (3, "SKILL", "kneading-machines"),
        (3, "SOURCE", "other-source"),
    ]  # fmt: skip
    assert found('{slug: "bread"}') == [(1, "HIRING_NEED", "bread"), (3, "SKILL", "bread")]
    assert found('{slug: "bread", dataset: "test"}') == [(1, "HIRING_NEED", "bread")]
    assert found('{kinds: [SKILL], slug: "bread"}') == [(3, "SKILL", "bread")]
    assert len(found("{}")) == len(found("{kinds: null, dataset: null, slug: null}")) == 12


@pytest.mark.parametrize(
    ("query", "code", "argument"),
    [
        ('changes(since: 0, filter: {dataset: "tets"})', "NOT_FOUND", ["filter", "dataset"]),
        ('changes(since: 0, filter: {slug: "kneadin"})', "NOT_FOUND", ["filter", "slug"]),
        ('changes(since: 0, filter: {kinds: [ROLE], slug: "kneading"})', "NOT_FOUND", ["filter", "slug"]),
        ("changes(since: 9)", "NOT_FOUND", ["since"]),
        ("changes(since: -1)", "BAD_USER_INPUT", ["since"]),
        ("changes(since: 0, first: 1, last: 1)", "BAD_USER_INPUT", ["last"]),
        ("changes(since: 0, last: 501)", "BAD_USER_INPUT", ["last"]),
        ('changes(since: 0, before: "eA")', "BAD_USER_INPUT", ["before"]),
    ],
)
def test_what_is_wrong_with_the_question_is_said_where_it_is(
    ask: Ask, query: str, code: str, argument: list[str]
) -> None:
    answer = ask(f"{{ {query} {{ totalCount }} }}")
    assert answer["data"] == {"changes": None}
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == (code, argument)


def test_a_cursor_of_another_record_is_none_of_this_history(ask: Ask) -> None:
    cursor = ask('{ skill(slug: "kneading") { history { pageInfo { endCursor } } } }')
    cursor = cursor["data"]["skill"]["history"]["pageInfo"]["endCursor"]
    answer = ask(f'{{ role(slug: "baker") {{ name history(after: "{cursor}") {{ totalCount }} }} }}')
    assert answer["data"] == {"role": {"name": "Master baker", "history": None}}
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["after"]}


def test_a_history_takes_as_many_questions_to_the_database_however_long_it_is(past: tuple[Store, Ask]) -> None:
    store, ask = past
    told: list[str] = []

    def note(*said: Any) -> None:
        told.append(said[2])

    engine: Engine = store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert ask("{ changes(since: 0) { nodes { fields { before } } } }")["data"]["changes"]["nodes"]
    finally:
        event.remove(engine, "before_cursor_execute", note)
    selects = [each for each in told if each.lstrip().startswith("SELECT")]
    assert len(selects) == 6, "two, and each time whether it is the history meant, and kept"


def test_without_the_database_the_rest_is_answered(past: tuple[Store, Ask], monkeypatch: pytest.MonkeyPatch) -> None:
    store, ask = past
    monkeypatch.setattr(store, "engine", new_engine(Path("/nowhere/rolegraph.db")))
    answer = ask('{ role(slug: "baker") { name history { totalCount } } changes(since: 0) { totalCount } }')
    assert answer["data"] == {"role": {"name": "Master baker", "history": None}, "changes": None}
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["UNAVAILABLE", "UNAVAILABLE"]


def new_engine(file: Path) -> Engine:
    from sqlalchemy import create_engine

    return create_engine(f"sqlite:///{file}")


def test_both_databases_tell_the_same(store: Store, tmp_path: Path, past: tuple[Store, Ask]) -> None:
    here, there = load_all(store, tmp_path), past[1]
    questions: list[Callable[[Ask], Any]] = [
        lambda ask: ask("{ changes(since: 0) { totalCount nodes { revision kind slug operation fields { after } } } }"),
        lambda ask: ask('{ changes(since: 0, last: 3, filter: {dataset: "test"}) { totalCount nodes { kind slug } } }'),
        lambda ask: ask('{ changes(since: 0, filter: {slug: "bread"}) { totalCount nodes { revision kind } } }'),
        lambda ask: ask('{ role(slug: "baker") { history(last: 2) { nodes { revision fields { before } } } } }'),
    ]
    for question in questions:
        assert question(here) == question(there)
        assert "errors" not in question(here)
