"""Roles as vectors: words, activities and ratings say how alike two roles are."""

import math
from typing import Any

import numpy as np
import pytest

from knowledge.likeness.feasibility import ANY_TWO, FactorKind
from knowledge.likeness.vectors import ranges
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.moves import MoveFilter, transitions
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.spelling import stem
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def role(slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.ROLE, slug), {**BASE, "slug": slug, "name": slug} | more


def skill(slug: str, kind: str = "KNOWLEDGE") -> tuple[Key, dict[str, Any]]:
    return Key(Kind.SKILL, slug), {**BASE, "slug": slug, "name": slug, "skill_kind": kind}


def rated(**ratings: float) -> list[dict[str, Any]]:
    return [
        {"skill": slug, "importance": "ESSENTIAL", "level": 1.0, "importance_rating": value, "level_rating": value}
        for slug, value in ratings.items()
    ]


def small(*records: tuple[Key, dict[str, Any]]) -> Snapshot:
    return world((Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}), *records)


def scores(snapshot: Snapshot, one: str, other: str) -> dict[str, float]:
    return {factor.kind.value: factor.score for factor in transition(snapshot, one, other).likeness_factors}


def test_the_same_words_in_another_form_are_the_same() -> None:
    assert stem("engineers") == stem("engineer")
    assert stem("testing") == stem("tested") == stem("tests") == "test"
    assert stem("bus") == "bus"
    assert stem("analyses") == stem("analyse")


def test_what_roles_are_called_and_do_says_how_alike_they_are() -> None:
    snapshot = small(
        role("a", name="Pastry baker", aliases=["Cake maker"], description="Bakes cakes and pastries by hand."),
        role("b", name="Cake baker", description="Baking cakes to order."),
        role("c", name="Welder", description="Joins metal parts by heat."),
    )
    near, far = scores(snapshot, "a", "b"), scores(snapshot, "a", "c")
    assert ANY_TWO < near["NAMES"] <= 1
    assert ANY_TWO < near["WORK"] <= 1
    assert far["NAMES"] < ANY_TWO
    assert far["WORK"] < ANY_TWO
    assert near["MEANING"] > far["MEANING"]
    back = scores(snapshot, "b", "a")
    assert math.isclose(near["NAMES"], back["NAMES"])
    assert math.isclose(near["WORK"], back["WORK"])


def test_a_comparison_is_left_out_where_one_side_says_nothing() -> None:
    snapshot = small(role("a", description="Bakes bread."), role("b"))
    assert "WORK" not in scores(snapshot, "a", "b")
    assert "WORK" not in scores(snapshot, "b", "a")
    assert "RATINGS" not in scores(snapshot, "a", "b")


def test_ratings_tell_roles_apart_that_list_the_same_skills() -> None:
    snapshot = small(
        skill("physics"),
        skill("law"),
        skill("music"),
        role("physicist", skills=rated(physics=5, law=1, music=2)),
        role("engineer", skills=rated(physics=4, law=2, music=2)),
        role("judge", skills=rated(physics=1, law=5, music=2)),
    )
    near, far = scores(snapshot, "physicist", "engineer"), scores(snapshot, "physicist", "judge")
    assert not {"SKILLS"} & near.keys() & far.keys(), "all list the same"
    assert near["RATINGS"] > ANY_TWO > far["RATINGS"]


def test_what_everybody_has_counts_for_less_than_what_few_have() -> None:
    common = [{"skill": "reading", "importance": "ESSENTIAL"}]
    rare = [{"skill": "welding", "importance": "ESSENTIAL"}]
    snapshot = small(
        skill("reading", "SKILL"),
        skill("welding", "SKILL"),
        *(role(f"r{number}", skills=common) for number in range(20)),
        role("welder", skills=rare),
        role("pipe-welder", skills=rare),
    )
    common_ones, rare_ones = scores(snapshot, "r0", "r1"), scores(snapshot, "welder", "pipe-welder")
    assert ANY_TWO < common_ones["SKILLS"] < rare_ones["SKILLS"]
    here, there = (
        {factor.kind: factor.score for factor in transition(snapshot, *pair).factors}
        for pair in (("r0", "r1"), ("welder", "pipe-welder"))
    )
    assert ANY_TWO < here[FactorKind.SKILLS] < there[FactorKind.SKILLS]


def test_responsibilities_are_alike_through_the_activities_that_they_belong_to() -> None:
    def duty(slug: str, *broader: str) -> tuple[Key, dict[str, Any]]:
        record = {**BASE, "slug": slug, "name": slug, "broader": [{"responsibility": each} for each in broader]}
        return Key(Kind.RESPONSIBILITY, slug), record

    snapshot = small(
        duty("record"),
        duty("file-reports", "record"),
        duty("keep-minutes", "record"),
        duty("weld-pipes"),
        role("a", responsibilities=[{"responsibility": "file-reports"}]),
        role("b", responsibilities=[{"responsibility": "keep-minutes"}]),
        role("c", responsibilities=[{"responsibility": "weld-pipes"}]),
    )
    assert scores(snapshot, "a", "b")["RESPONSIBILITIES"] > ANY_TWO
    assert scores(snapshot, "a", "c")["RESPONSIBILITIES"] < ANY_TWO


@pytest.mark.parametrize("numbers", [[], [0], [2, 0], [1, 1, 2]])
def test_ranges_are_the_places_of_each_number(numbers: list[int]) -> None:
    starts = np.array([0, 3, 3, 5])
    places, lengths = ranges(starts, np.array(numbers, dtype=np.int64))
    assert places.tolist() == [place for number in numbers for place in range(starts[number], starts[number + 1])]
    assert lengths.tolist() == [starts[number + 1] - starts[number] for number in numbers]


def test_moves_can_be_asked_for_that_leave_the_own_group() -> None:
    group = {**BASE, "name": "G", "scheme": "ISCO"}
    snapshot = small(
        (Key(Kind.ROLE_GROUP, "g1"), group | {"slug": "g1", "code": "1"}),
        (Key(Kind.ROLE_GROUP, "g2"), group | {"slug": "g2", "code": "2"}),
        role("a", groups=["g1"]),
        role("b", groups=["g1", "g2"]),
        role("c", groups=["g2"]),
        role("d"),
    )
    assert {move.target.slug for move in transitions(snapshot, "a")} == {"b", "c", "d"}
    outside = transitions(snapshot, "a", MoveFilter(outside_own_groups=True))
    assert {move.target.slug for move in outside} == {"c", "d"}
