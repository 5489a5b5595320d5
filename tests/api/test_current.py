"""A process keeps old revisions while they are used, within a bound."""

import gc
import time
import weakref
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.current import CurrentKnowledge
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.entities import Role
from knowledge.questions import hierarchy
from knowledge.snapshot.dismantle import dismantle
from knowledge.snapshot.snapshot import Snapshot
from seeds.loading import load
from tests.conftest import asking

Write = Callable[..., Path]
STANDING_STILL = SimpleNamespace(monotonic=lambda: 0.0, thread_time=time.thread_time)
"""Time in which nothing passes but work, so that a rest is as long as the work makes it."""


@pytest.fixture
def four_revisions(store: Store, write: Write) -> Store:
    for number in range(1, 5):
        load(store, [write(f"citations: [test-source]\nroles: [{{slug: cook, name: Cook {number}}}]\n")], "anna")
    return store


def test_old_revisions_are_kept_while_their_records_fit(four_revisions: Store) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=2)
    assert current.at(4) is current.snapshot
    first, second = current.at(1), current.at(2)
    assert (first.roles["cook"].name, second.roles["cook"].name) == ("Cook 1", "Cook 2")
    assert current.at(1) is first
    third = current.at(3)
    assert current.at(1) is first, "it was used after the second"
    assert current.at(3) is third
    assert current.at(2) is not second


def test_no_more_old_revisions_are_kept_than_may_be_however_small(four_revisions: Store, write: Write) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=1000, most_older=2)
    first, second = current.at(1), current.at(2)
    assert (current.held(1), current.held(2)) == (first, second)
    for number in range(5, 9):
        load(
            four_revisions, [write(f"citations: [test-source]\nroles: [{{slug: cook, name: Cook {number}}}]\n")], "anna"
        )
        assert current.refresh()
    assert [number for number in range(1, 8) if current.held(number)] == [6, 7]


def test_one_old_revision_is_kept_however_large(four_revisions: Store) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=0)
    first = current.at(1)
    assert current.at(1) is first
    current.at(2)
    assert current.at(1) is not first


def test_looking_for_an_old_revision_counts_as_using_it(four_revisions: Store) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=2)
    first, second = current.at(1), current.at(2)
    assert current.held(1) is first
    current.at(3)
    assert current.held(1) is first, "it was looked for after the second"
    assert current.held(2) is None
    assert second.roles["cook"].name == "Cook 2", "whoever has it keeps it"


def test_the_snapshot_that_was_served_is_kept_for_those_who_pinned_it(four_revisions: Store, write: Write) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=4)
    before = current.snapshot
    load(four_revisions, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook 5}]\n")], "anna")
    assert current.refresh()
    assert current.held(4) is before
    small = CurrentKnowledge(four_revisions, 1, most_records=0)
    load(four_revisions, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook 6}]\n")], "anna")
    assert small.refresh()
    assert small.held(5) is None, "there is no room for it"


def test_old_revisions_are_loaded_one_at_a_time_with_rests(
    four_revisions: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    current = CurrentKnowledge(four_revisions, 1, most_records=2)
    monkeypatch.setattr(current._stopping, "wait", rests.append)
    monkeypatch.setattr("api.current.time", STANDING_STILL)
    current.at(1)
    current.at(1)
    current.at(2)
    current.at(1)
    assert len(rests) == 2
    assert rests[0] == 0
    assert rests[1] > 0


def test_to_wait_for_a_database_is_no_work_to_rest_from(four_revisions: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    current = CurrentKnowledge(four_revisions, 1, most_records=2)
    monkeypatch.setattr(current._stopping, "wait", rests.append)

    monkeypatch.setattr("api.current.time", STANDING_STILL)

    def hangs_first(store: Store, number: int) -> Snapshot:
        time.sleep(1)
        return snapshot_at(store, number)

    monkeypatch.setattr("api.current.snapshot_at", hangs_first)
    current.at(1)
    current.at(2)
    assert 0 < rests[1] < 1, "who asks after a database hung does not wait for as long again"


def linked(number: int) -> str:
    """A role and a skill, which refer to each other in a snapshot."""
    role = f"{{slug: cook, name: Cook {number}, skills: [{{skill: cooking, importance: ESSENTIAL}}]}}"
    return f"citations: [test-source]\nroles: [{role}]\nskills: [{{slug: cooking, name: Cooking, skill_kind: SKILL}}]\n"


def roles_in_memory() -> int:
    gc.unfreeze()
    return sum(isinstance(each, Role) for each in gc.get_objects())


def roles_that_stay() -> int:
    """Those of whatever ran before in this process, when all that is garbage was given back."""
    gc.unfreeze()
    gc.collect()
    gc.collect()  # a snapshot that goes leaves its entities behind
    return roles_in_memory()


def test_snapshots_that_nobody_holds_give_their_memory_back(four_revisions: Store, write: Write) -> None:
    before = roles_that_stay()
    current = CurrentKnowledge(four_revisions, 1, most_records=0)
    gc.disable()  # what goes now goes without it
    try:
        load(four_revisions, [write(linked(5))], "anna")
        assert current.refresh()
        held = current.snapshot
        for number in range(6, 9):
            load(four_revisions, [write(linked(number))], "anna")
            assert current.refresh()
        assert roles_in_memory() - before == 2, "the one that is served and the one that is held"
        assert held.roles["cook"].name == "Cook 5"
        assert held.roles["cook"].skills[0].skill.name == "Cooking"
        del held
        load(four_revisions, [write(linked(9))], "anna")
        assert current.refresh()
        assert roles_in_memory() - before == 1
        assert current.snapshot.roles["cook"].name == "Cook 9"
    finally:
        gc.enable()


class Ring:
    """As what requests leave behind: only the collector of garbage gives it back."""

    def __init__(self) -> None:
        self.itself = self


def test_a_revision_puts_nothing_away_that_requests_left_behind(four_revisions: Store, write: Write) -> None:
    """Or what they leave between two revisions would stay, and memory rise with each, until all is gone through."""
    current = CurrentKnowledge(four_revisions, 1, most_records=2)
    gc.disable()
    try:
        left = weakref.ref(Ring())
        load(four_revisions, [write(linked(5))], "anna")
        assert current.refresh()
        assert left() is None
        left = weakref.ref(Ring())
        assert current.at(2).number == 2
        assert left() is None
    finally:
        gc.unfreeze()
        gc.enable()


QUESTIONS = (
    '{ search(query: "engin") { nodes { name } } }',
    '{ transitions(from: "ai-engineer", first: 5) { nodes { feasibility skillGaps { weight } } } }',
    '{ matchRoles(profile: {skills: ["Python"]}) { nodes { score } } }',
    '{ careerPaths(from: "ai-engineer", to: "data-engineer") { difficulty } }',
    '{ adviseHire(needs: ["a chatbot"]) { score } }',
    '{ role(slug: "ai-engineer") { similar { similarity } skills { nodes { name } } } }',
)


def test_nothing_that_was_worked_out_about_a_snapshot_holds_it(loaded: Store) -> None:
    """Or each would stay until the collector of garbage comes, which is after many revisions."""
    before = roles_that_stay()
    snapshot = newest_snapshot(loaded)
    count = len(snapshot.roles)
    for _ in chain(hierarchy.preparing(snapshot), snapshot.preparing()):
        pass
    ask = asking(snapshot, loaded, lambda _: newest_snapshot(loaded))
    answers = [ask(question) for question in QUESTIONS]
    assert [answer["errors"] for answer in answers if "errors" in answer] == []
    gc.collect()
    gc.disable()
    try:
        held = weakref.ref(snapshot)
        entities = tuple(snapshot.by_kind.values())
        del snapshot, ask
        assert held() is None
        assert roles_in_memory() == before + count
        dismantle(entities)
        del entities
        assert roles_in_memory() == before, "nor does it hold what the snapshot was made of"
    finally:
        gc.enable()


def test_there_is_no_revision_to_come(four_revisions: Store) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=0)
    for number in (0, -1, 5):
        with pytest.raises(NotFound):
            current.at(number)


def test_a_revision_of_another_process_is_found_when_it_is_asked_for(four_revisions: Store, write: Write) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=0)
    load(four_revisions, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook 5}]\n")], "anna")
    assert current.snapshot.number == 4
    assert current.at(5).roles["cook"].name == "Cook 5"
    assert current.snapshot.number == 5
