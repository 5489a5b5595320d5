"""Which of many are the highest, the best label of each thing, and hits in one order."""

import math

import numpy as np
import pytest

from knowledge.model.vocabulary import Kind
from knowledge.words.highest import highest, keys_of, told
from knowledge.words.meaning import unit
from knowledge.words.nearness import PROBED, Cells
from knowledge.words.pooling import POOLED, pooled
from tests.conftest import world
from tests.knowledge.test_search import DATASET, role, skill

MOST = 3


def _numbers(*numbers: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(numbers, np.float32)


def test_the_highest_come_with_what_has_them_and_of_equal_ones_those_of_the_lowest_numbers() -> None:
    numbers = _numbers(0.5, -0.25, 0.5, 0.75, 0.5, 0.0)
    having, cosines = told(highest(keys_of(numbers, np.array([9, 1, 7, 3, 8, 2], np.int32)), MOST))
    assert sorted(zip(having.tolist(), cosines.tolist(), strict=True)) == [(3, 0.75), (7, 0.5), (8, 0.5)]


def test_what_is_below_zero_counts_as_zero_and_comes_last() -> None:
    having, cosines = told(keys_of(_numbers(-1.0, 1e-30), np.array([0, 4], np.int32)))
    assert having.tolist() == [0, 4]
    assert cosines.tolist() == _numbers(0.0, 1e-30).tolist()


def test_equally_near_rows_are_the_first_ones_for_one_vector_and_for_several_at_once() -> None:
    rows = np.tile(np.eye(4, dtype=np.float32), (8, 1))  # each four rows the same again
    cells = Cells(rows, [range(len(rows))])
    together = cells.nearest(0, np.eye(4, dtype=np.float32), MOST)
    for place, vector in enumerate(np.eye(4, dtype=np.float32)):
        ((members, cosines),) = cells.nearest_of_each([0], [vector], MOST)
        assert sorted(members.tolist()) == sorted(together[0][place].tolist()) == [place, place + 4, place + 8]
        assert cosines.tolist() == together[1][place].tolist() == [1.0] * MOST


def test_several_parts_are_looked_through_at_once_and_share_nothing() -> None:
    rows = unit(np.random.default_rng(5).normal(size=(800, 6)).astype(np.float32))
    parts = [range(8), range(8, 795), range(795, 800)]  # the middle one in many cells
    cells = Cells(rows, parts)
    vectors = np.eye(6, dtype=np.float32)
    for place, vector in enumerate(vectors):
        for number, (members, cosines) in enumerate(cells.nearest_of_each([0, 1, 2], [vector] * 3, MOST)):
            many, as_near = cells.nearest(number, vectors, MOST)
            near = sorted(zip(as_near[place].tolist(), many[place].tolist(), strict=True))
            found = sorted(zip(cosines.tolist(), members.tolist(), strict=True))
            assert [cosine for cosine, _ in found] == pytest.approx([cosine for cosine, _ in near], abs=1e-6)
            assert {member for cosine, member in found if cosine} <= set(parts[number])
            assert {member for cosine, member in found if cosine} == {member for cosine, member in near if cosine}


def test_a_part_with_fewer_rows_than_are_wanted_is_filled_up_with_cosines_of_zero() -> None:
    cells = Cells(np.eye(PROBED, dtype=np.float32)[:2], [range(2)])
    _, cosines = cells.nearest(0, np.eye(PROBED, dtype=np.float32)[:2], MOST)
    assert [sorted(each) for each in cosines.tolist()] == [[0.0, 0.0, 1.0]] * 2


def test_a_thing_is_as_good_as_its_best_label_and_better_for_others_near_it() -> None:
    scores, owners = np.array([1.0, 2.0, 2.0, 1.5]), np.array([0, 0, 1, 1], np.int32)
    best = pooled(scores, owners, np.zeros(4, np.int64), 1)
    assert best.rows.tolist() == [2, 1]
    assert best.scores == pytest.approx(
        [2 + POOLED * math.log1p(math.exp(-0.5 / POOLED)), 2 + POOLED * math.log1p(math.exp(-1 / POOLED))], abs=1e-5
    )
    assert best.starts.tolist() == [0, 2]


def test_things_of_several_lists_are_never_mixed_and_equal_ones_keep_their_order() -> None:
    scores, owners = np.array([3.0, 3.0, 1.0, 3.0]), np.array([5, 6, 5, 5], np.int32)
    best = pooled(scores, owners, np.array([0, 0, 2, 2]), 3)
    assert best.rows.tolist() == [0, 1, 3]
    assert best.starts.tolist() == [0, 2, 2, 3]


def test_nothing_is_the_best_of_no_label() -> None:
    best = pooled(np.zeros(0), np.zeros(0, np.int32), np.zeros(0, np.int64), 1)
    assert (best.rows.tolist(), best.scores.tolist(), best.starts.tolist()) == ([], [], [0, 0])


def test_hits_that_are_alike_stand_in_order_of_kind_and_then_of_slug() -> None:
    office = world(DATASET, role("b", "Welding"), role("a", "Welding"), skill("c", "Welding"))
    index = office.search_index
    assert [hit.entity.slug for hit in index.search("welding", [Kind.ROLE])] == ["a", "b"]
    found = index.search("welding")
    assert {hit.entity.slug for hit in found} == {"a", "b", "c"}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_no_more_hits_are_given_than_are_asked_for_and_these_are_the_first_of_all() -> None:
    office = world(DATASET, *(role(f"r{number}", f"Welder {number}") for number in range(6)))
    every = office.search_index.normalize(["welder"], [Kind.ROLE], first=6)[0].hits
    for first in (1, 2):
        assert office.search_index.normalize(["welder"], [Kind.ROLE], first=first)[0].hits == every[:first]
    assert len(every) > 2
