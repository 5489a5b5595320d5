"""A process keeps old revisions while they are used, within a bound."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.current import CurrentKnowledge
from db.store import Store
from knowledge.errors import NotFound
from seeds.loading import load

Write = Callable[..., Path]


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


def test_one_old_revision_is_kept_however_large(four_revisions: Store) -> None:
    current = CurrentKnowledge(four_revisions, 1, most_records=0)
    first = current.at(1)
    assert current.at(1) is first
    current.at(2)
    assert current.at(1) is not first


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
