"""Words that labels of one thing exchange for each other mean much the same in that dataset."""

from typing import Any

import numpy as np
import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.candidates import MANY, candidates
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.exchanged import drawn_together, exchanges
from knowledge.words.features import FEATURES
from knowledge.words.meaning import MEANINGS, unit
from tests.conftest import world
from tests.knowledge.test_search import DATASET, skill

HANDLE, PROCESS, BOOKINGS, ORDERS, THE = range(5)
THINGS = ("orders", "claims", "payments", "requests", "deliveries", "complaints")


def test_what_differs_in_the_same_place_is_exchanged_both_ways_once_for_each_thing() -> None:
    things: list[list[tuple[int, ...]]] = [
        [(HANDLE, BOOKINGS), (PROCESS, BOOKINGS)],
        [(HANDLE, ORDERS), (PROCESS, ORDERS), (HANDLE, THE, ORDERS), (PROCESS, THE, ORDERS)],
    ]
    found = exchanges(things, frozenset({THE}))
    assert found == {(HANDLE, PROCESS): 2, (PROCESS, HANDLE): 2}


@pytest.mark.parametrize(
    "labels",
    [
        [(HANDLE, BOOKINGS)],
        [(HANDLE, BOOKINGS), (HANDLE, BOOKINGS)],
        [(HANDLE,), (PROCESS,)],
        [(HANDLE, BOOKINGS), (PROCESS, ORDERS)],
        [(HANDLE, BOOKINGS), (HANDLE, THE, BOOKINGS)],
        [(BOOKINGS, 11, 12, 13), (BOOKINGS, 14, 15, 16)],
        [],
    ],
)
def test_what_has_nothing_in_common_or_too_much_that_differs_is_not_exchanged(labels: list[tuple[int, ...]]) -> None:
    assert not exchanges([labels], frozenset({THE}))


def test_what_is_exchanged_more_often_is_drawn_nearer_and_what_never_is_stays() -> None:
    rows = unit(np.random.default_rng(1).normal(size=(4, 16)).astype(np.float32))
    pairs = exchanges([[(0, 3), (1, 3)]] * 8 + [[(0, 3), (2, 3)]], frozenset())
    found = drawn_together(rows, pairs)
    assert np.allclose(np.sqrt(np.square(found).sum(axis=1)), 1, atol=1e-5)
    assert np.array_equal(found[3], rows[3])
    assert found[0] @ found[1] > rows[0] @ rows[1]
    assert found[0] @ found[1] - rows[0] @ rows[1] > found[0] @ found[2] - rows[0] @ rows[2]
    assert np.array_equal(drawn_together(rows, exchanges([], frozenset())), rows)


@pytest.fixture(scope="module")
def desk() -> Snapshot:
    """Skills that are called `handle` and `process`, one of which is called one way only."""
    return world(
        DATASET,
        *(skill(each, f"handle {each}", f"process {each}") for each in THINGS),
        skill("reservations", "process reservations"),
        skill("swimming", "teach swimming"),
    )


def called(snapshot: Snapshot, query: str, **labels: Any) -> dict[str, dict[str, float]]:
    index = DatasetIndex(snapshot.active(Kind.SKILL), MEANINGS, **labels)
    (found,) = candidates(index, ask_for([query], MEANINGS), index.segments, MANY)[0]
    texts = [index.labels.texts[label] for label in found.labels.tolist()]
    return {
        text: dict(zip(FEATURES, map(float, row), strict=True)) for text, row in zip(texts, found.features, strict=True)
    }


def test_a_name_that_nobody_told_answers_by_the_words_that_others_exchange(desk: Snapshot) -> None:
    told = called(desk, "handle reservations")["process reservations"]
    alone = called(desk, "handle reservations", labels_of=lambda each: (each.name,))["process reservations"]
    assert told["answers"] > alone["answers"] + 0.05
    assert told["called"] > alone["called"] + 0.05
    assert desk.search_index.search("handle reservations", [Kind.SKILL])[0].entity.slug == "reservations"


def test_what_is_never_exchanged_answers_as_it_did(desk: Snapshot) -> None:
    told = called(desk, "teach diving")["teach swimming"]
    alone = called(desk, "teach diving", labels_of=lambda each: (each.name,))["teach swimming"]
    assert told["first"] == pytest.approx(alone["first"], abs=1e-3) == pytest.approx(1)


def test_the_same_index_comes_back_from_what_is_kept(desk: Snapshot) -> None:
    index = DatasetIndex(desk.active(Kind.SKILL), MEANINGS)
    again = type(index.within).of_arrays(index.within.arrays())
    vector = unit(np.ones((1, MEANINGS.dimensions), np.float32))
    for one, other in zip(index.within.things.nearest(0, vector, 3), again.things.nearest(0, vector, 3), strict=True):
        assert np.array_equal(one, other)
    assert index.within.bytes == again.bytes > 0
