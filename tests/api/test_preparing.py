"""Preparing a snapshot holds up nothing: not a newer one, not the end, not the questions; and it can be ended."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.current import CurrentKnowledge
from api.preparing import Preparation
from db.store import Store
from knowledge import deadline
from knowledge.snapshot.snapshot import Snapshot
from seeds.loading import load
from tests.conftest import world
from tests.servers import READY_SECONDS, until

Write = Callable[..., Path]


class Slow(Snapshot):
    """A snapshot whose preparation goes on for as long as one lets it."""

    steps = 0
    broken = False

    def preparing(self, *, routes: bool = True) -> Iterator[None]:  # noqa: ARG002 - as it is called
        if self.broken:
            raise ValueError("it cannot be prepared")
        while not self._is_prepared:
            self.steps += 1
            yield


def slow(number: int, *, broken: bool = False) -> Slow:
    found = world()
    made = Slow.__new__(Slow)
    for name in Snapshot.__slots__:
        if name != "__weakref__":
            setattr(made, name, getattr(found, name))
    made.number, made.broken = number, broken
    return made


def test_a_newer_snapshot_goes_first_and_the_end_is_not_waited_for() -> None:
    first, second = slow(1), slow(2)
    there: list[Snapshot] = [first]
    preparation = Preparation(lambda: there)
    preparation.start()
    until(lambda: first.steps > 3)
    there.insert(0, second)
    preparation.look()
    until(lambda: second.steps > 3)
    was = first.steps
    until(lambda: second.steps > 20)
    assert first.steps == was
    with preparation.held_up():
        held = second.steps
        assert second.steps <= held + 1
    preparation.stop()
    preparation._thread.join(READY_SECONDS)
    assert not preparation._thread.is_alive()


def test_what_cannot_be_prepared_is_logged_and_keeps_nobody_from_others(caplog: pytest.LogCaptureFixture) -> None:
    there: list[Snapshot] = [slow(1, broken=True)]
    preparation = Preparation(lambda: there)
    preparation.start()
    until(lambda: "cannot prepare revision 1" in caplog.text)
    other = slow(2)
    there.insert(0, other)
    preparation.look()
    until(lambda: other.steps > 3)
    preparation.stop()


def test_whoever_waits_for_another_waits_no_longer_than_may_be() -> None:
    lock = threading.Lock()
    with lock, deadline.limited(0.01), pytest.raises(deadline.OutOfTime), deadline.held(lock):
        pass
    with deadline.limited(READY_SECONDS), deadline.held(lock):
        assert lock.locked()
    with deadline.held(lock):
        assert lock.locked()
    assert not lock.locked()


def test_questions_that_need_what_another_makes_end_in_time(shipped: Snapshot) -> None:
    fresh = world()
    for lock, part in ((fresh._indexing, "search_index"), (fresh._ranking_lock, "ranking")):
        with lock, deadline.limited(0.01), pytest.raises(deadline.OutOfTime):
            getattr(fresh, part)
    assert fresh.ranking.roles == ()
    assert shipped.search_index.search("python")


@pytest.fixture
def current(store: Store, write: Write) -> Iterator[CurrentKnowledge]:
    load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "anna")
    found = CurrentKnowledge(store, 0.01, 100)
    found.start()
    yield found
    found.stop()


def test_a_small_snapshot_is_ready_when_it_is_served(current: CurrentKnowledge) -> None:
    assert current.snapshot.prepared
    assert current.ready


def test_looking_goes_on_whatever_goes_wrong(store: Store, write: Write, caplog: pytest.LogCaptureFixture) -> None:
    looked: list[int] = []

    def look() -> None:
        looked.append(1)
        raise (ValueError if len(looked) % 2 else MemoryError)("something")

    load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "anna")
    current = CurrentKnowledge(store, 0.01, 100, look)
    told: list[Any] = []

    def tell() -> None:
        told.append(1)
        raise RuntimeError("nobody listens")

    current.tell = tell
    current.start()
    until(lambda: len(looked) > 5 and len(told) > 5)
    assert "cannot look for access" in caplog.text
    assert "cannot tell what is served" in caplog.text
    load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Chef}]\n")], "anna")
    until(lambda: current.snapshot.number == 2)
    assert not current.database_answers, "one of the two fails"
    current.stop()
    until(lambda: not any(thread.is_alive() for thread in current._threads))


def test_an_end_does_not_wait_for_a_database_that_hangs(store: Store, write: Write) -> None:
    load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "anna")
    never, began = threading.Event(), threading.Event()

    def hang() -> None:
        began.set()
        never.wait()

    current = CurrentKnowledge(store, 0.01, 100, hang)
    current.start()
    began.wait()
    current.stop()
    assert any(thread.is_alive() for thread in current._threads), "it hangs on, and the process ends without it"
    never.set()
