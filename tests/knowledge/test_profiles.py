"""Profiles: levels, wishes, and what to learn next."""

from typing import Any

import pytest

from knowledge.errors import BadInput
from knowledge.likeness.holdings import LEAST_COVER
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.match import Matches, match_roles
from knowledge.questions.profile_names import Having, Wish
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.stances import Stance
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def skill(slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.SKILL, slug), {**BASE, "slug": slug, "name": slug, "skill_kind": "SKILL"} | more


def role(slug: str, *essential: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    links = [{"skill": each, "importance": "ESSENTIAL"} for each in essential]
    return Key(Kind.ROLE, slug), {**BASE, "slug": slug, "name": slug, "skills": links} | more


@pytest.fixture(scope="module")
def kitchen() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        skill("baking"),
        skill("icing", broader=[{"skill": "baking"}]),
        skill("selling"),
        skill("book-keeping"),
        skill("grilling"),
        role("baker", "baking", "icing"),
        role("shopkeeper", "selling", "book-keeping"),
        role("bakery-owner", "baking", "selling", "book-keeping"),
        role("grill-cook", "grilling", "selling"),
        role("retired-baker", "baking", status="DEPRECATED"),
        role("idle"),
    )


def scores(found: Matches) -> dict[str, float]:
    return {each.role.slug: each.score for each in found.matches}


def test_what_is_to_be_kept_lifts_the_roles_that_use_it(kitchen: Snapshot) -> None:
    plain = scores(match_roles(kitchen, ["baking", "selling"], []))
    keep = scores(match_roles(kitchen, ["selling"], [], [Having("baking", wish=Wish.KEEP)]))
    assert keep["baker"] > plain["baker"]
    assert keep["shopkeeper"] < plain["shopkeeper"]


def test_what_is_to_be_dropped_lowers_the_roles_that_ask_for_it(kitchen: Snapshot) -> None:
    plain = scores(match_roles(kitchen, ["baking", "selling"], []))
    drop = scores(match_roles(kitchen, ["selling"], [], [Having("baking", wish=Wish.DROP)]))
    assert drop.get("baker", 0.0) < plain["baker"]
    assert drop["bakery-owner"] < plain["bakery-owner"]
    assert drop["shopkeeper"] > plain["shopkeeper"]


def test_a_lower_level_fits_less(kitchen: Snapshot) -> None:
    full = scores(match_roles(kitchen, [], [], [Having("baking")]))
    part = scores(match_roles(kitchen, [], [], [Having("baking", level=0.8)]))
    none = match_roles(kitchen, ["selling"], [], [Having("baking", level=0.0)])
    assert part["baker"] < full["baker"]
    assert next(each for each in none.matches if each.role.slug == "bakery-owner").coverage < 0.5


def test_a_skill_that_is_near_counts_in_part(kitchen: Snapshot) -> None:
    found = {each.role.slug: each for each in match_roles(kitchen, ["baking"], []).matches}
    assert found["baker"].coverage > 0.5, "icing is a part of baking"
    assert [each.slug for each in found["baker"].missing_skills] == ["icing"]


def test_the_next_skill_is_the_one_that_opens_most(kitchen: Snapshot) -> None:
    found = match_roles(kitchen, ["selling"], [])
    best, *_ = found.next_skills(2)
    assert best.skill.slug == "book-keeping"
    assert best.role_count == 2
    assert best.best_roles[0].slug == "shopkeeper"
    learned = match_roles(kitchen, ["selling", "book-keeping"], [])
    before, after = ({each.role.slug: each.coverage for each in one.matches} for one in (found, learned))
    gains = [after[slug] - before[slug] for slug in ("shopkeeper", "bakery-owner")]
    assert best.gain == pytest.approx(sum(gains) / 2)
    assert best.opens == sum(before[slug] < 0.5 <= after[slug] for slug in ("shopkeeper", "bakery-owner"))


def test_a_skill_opens_the_roles_that_it_brings_to_a_half_and_neither_those_below_nor_those_above() -> None:
    """Nobody else holds what is special to a role, so it weighs more than what all of them hold."""
    special = [f"special-{number}" for number in range(9)]
    found = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *map(skill, ("known", "new", *special)),
        role("opened", "known", "new"),
        role("far", "known", "new", *special[:9]),
        role("open-already", "known", "new", skills=[
            {"skill": "known", "importance": "ESSENTIAL"}, {"skill": "new", "importance": "OPTIONAL"}]),
        *(role(f"other-{number}", special[number]) for number in range(9)),
    )  # fmt: skip
    before, after = (
        {each.role.slug: each.coverage for each in match_roles(found, names, []).matches}
        for names in (["known"], ["known", "new"])
    )
    assert before["far"] < after["far"] < 0.5 <= before["open-already"]
    (new,) = (each for each in match_roles(found, ["known"], []).next_skills(20) if each.skill.slug == "new")
    assert new.role_count == 3
    assert new.opens == (before["opened"] < 0.5 <= after["opened"])


def test_no_profile_is_told_to_learn_what_it_has_or_drops(kitchen: Snapshot) -> None:
    found = match_roles(kitchen, ["selling"], [], [Having("book-keeping", wish=Wish.DROP)])
    assert not {"selling", "book-keeping"} & {each.skill.slug for each in found.next_skills(20)}


def test_a_name_that_denies_is_understood_and_is_not_had(kitchen: Snapshot) -> None:
    found = match_roles(kitchen, ["baking", "no selling"], [])
    assert [(each.entity.slug, each.stance) for each in found.understood] == [
        ("baking", Stance.HAS),
        ("selling", Stance.DENIES),
    ]
    assert scores(found) == scores(match_roles(kitchen, ["baking"], []))


def test_deprecated_roles_are_never_matched(kitchen: Snapshot) -> None:
    assert "retired-baker" not in scores(match_roles(kitchen, ["baking"], []))


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ([Having("baking", wish=Wish.KEEP), Having("Baking", wish=Wish.DROP)], "contradicts"),
        ([Having("baking", level=0.2), Having("baking", level=0.3)], "contradicts"),
        ([Having("baking", level=1.1)], "0 to 1"),
    ],
)
def test_contradictions_are_refused_where_they_are(kitchen: Snapshot, held: list[Having], message: str) -> None:
    with pytest.raises(BadInput, match=message) as refused:
        match_roles(kitchen, [], [], held)
    assert refused.value.argument[:3] == ["profile", "held", len(held) - 1]


def test_the_same_thing_may_be_named_twice(kitchen: Snapshot) -> None:
    once = scores(match_roles(kitchen, [], [], [Having("baking", level=0.9)]))
    twice = scores(match_roles(kitchen, ["Baking", "baking"], [], [Having("baking", level=0.9)]))
    assert once == twice


def test_five_hundred_skills_are_matched_and_unknown_ones_named(kitchen: Snapshot) -> None:
    names = ["baking", *(f"unknown {number}" for number in range(499))]
    found = match_roles(kitchen, names, [])
    assert len(found.unknown) == 499
    assert scores(found)["baker"] == scores(match_roles(kitchen, ["baking"], []))["baker"]


@pytest.mark.parametrize("first", [0, 21])
def test_next_skills_are_1_to_20(kitchen: Snapshot, first: int) -> None:
    with pytest.raises(BadInput, match="1 to 20"):
        match_roles(kitchen, ["baking"], []).next_skills(first)


@pytest.fixture(scope="module")
def rated_roles() -> Snapshot:
    """Roles that a publisher rates, as O*NET does, and one of which it is only said what it takes."""

    def rated(level: float | None, rating: float | None, importance: float | None = None) -> dict[str, Any]:
        link = {"skill": "maths", "importance": "ESSENTIAL", "level": level, "level_rating": rating}
        link["importance_rating"] = importance
        return {name: value for name, value in link.items() if value is not None}

    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        skill("maths"),
        role("actuary", skills=[rated(0.8, 5.6, 5)]),
        role("clerk", skills=[rated(0.4, 2.8, 3)]),
        role("guard", skills=[rated(0.0, 0, 2)]),
        role("unclear", skills=[rated(None, 0)]),
        role("by-importance", skills=[rated(None, None, 3)]),
        role("unrated", "maths"),
    )


@pytest.mark.parametrize(
    ("level", "actuary", "clerk", "by_importance", "unrated"),
    [
        (None, 1, 1, 1, 1),
        (0.8, 1, 1, 1, 0.8),
        (0.4, 0.5, 1, 0.8, LEAST_COVER),
        (0.1, 0.125, 0.25, 0.2, LEAST_COVER),
    ],
)
def test_a_need_is_met_by_as_much_of_its_level_as_is_held(
    rated_roles: Snapshot, level: float | None, actuary: float, clerk: float, by_importance: float, unrated: float
) -> None:
    found = match_roles(rated_roles, [], [], [Having("maths", level=level)]).matches
    assert {each.role.slug: each.coverage for each in found} == pytest.approx(
        {
            "actuary": actuary,
            "clerk": clerk,
            "unclear": 1,
            "by-importance": by_importance,
            "unrated": unrated,
            **({"guard": 1} if level is None else {}),
        }
    ), "of one it is not known which level is needed; the guard needs none, and has no use for any"


def test_what_is_held_beyond_what_a_role_needs_is_of_no_use_to_it(rated_roles: Snapshot) -> None:
    used = {each.role.slug: each.use for each in match_roles(rated_roles, [], [], [Having("maths", level=0.8)]).matches}
    assert used["clerk"] == pytest.approx(0.5)
    assert (used["actuary"], used["unrated"]) == (1, 1)
    assert {each.use for each in match_roles(rated_roles, ["maths"], []).matches} == {1}


def test_where_all_that_is_held_is_to_be_dropped_nothing_is_left_unused(kitchen: Snapshot) -> None:
    found = match_roles(kitchen, [], [], [Having("baking", wish=Wish.DROP)])
    assert {each.use for each in found.matches} <= {1.0}


def test_a_wish_that_contradicts_is_refused_though_the_levels_agree_and_the_other_way_round(kitchen: Snapshot) -> None:
    same_level = [Having("baking", level=0.5, wish=Wish.KEEP), Having("baking", level=0.5, wish=Wish.DROP)]
    same_wish = [Having("baking", level=0.5, wish=Wish.KEEP), Having("baking", level=0.6, wish=Wish.KEEP)]
    for held in (same_level, same_wish):
        with pytest.raises(BadInput, match="contradicts"):
            match_roles(kitchen, [], [], held)


def test_twenty_unknown_names_get_suggestions_and_the_others_are_named(kitchen: Snapshot) -> None:
    found = match_roles(kitchen, [f"bakxng{number}" for number in range(25)], [])
    assert [bool(each.nearest) for each in found.unknown] == [True] * 20 + [False] * 5
