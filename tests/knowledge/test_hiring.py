"""Whom to hire: who is called after the need, and whose work is about it; what is documented counts most."""

import math
from typing import Any

import pytest

from knowledge.errors import BadInput
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.hiring import HiringAdvice, advise_hire
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug.replace("-", " "), **more}


def skills(*slugs: str) -> list[tuple[Key, dict[str, Any]]]:
    return [record(Kind.SKILL, slug, skill_kind="SKILL") for slug in slugs]


def role(slug: str, *essential: str, optional: tuple[str, ...] = (), **more: Any) -> tuple[Key, dict[str, Any]]:
    links = [{"skill": each, "importance": "ESSENTIAL"} for each in essential]
    links += [{"skill": each, "importance": "OPTIONAL"} for each in optional]
    return record(Kind.ROLE, slug, skills=links, **more)


def firm(*records: tuple[Key, dict[str, Any]]) -> Snapshot:
    return world((Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}), *records)


def advised(snapshot: Snapshot, *needs: str) -> list[str]:
    return [each.role.slug for each in advise_hire(snapshot, needs)]


def by_role(snapshot: Snapshot, *needs: str) -> dict[str, HiringAdvice]:
    return {each.role.slug: each for each in advise_hire(snapshot, needs)}


OTHERS = [f"thing-{number}" for number in range(12)]


@pytest.fixture(scope="module")
def yard() -> Snapshot:
    return firm(
        *skills("operate-welding-equipment", "paint-surfaces", *OTHERS),
        role("artist", optional=("operate-welding-equipment",)),
        role("blacksmith", "operate-welding-equipment", *OTHERS),
        role("boiler-maker", "operate-welding-equipment", *OTHERS[:2]),
        role("clerk", *OTHERS),
        role("house-painter", "paint-surfaces"),
        role("painting-teacher", OTHERS[0]),
        role("welder", "operate-welding-equipment", "thing-0"),
        role("welding-inspector", OTHERS[0]),
        role("zinc-worker", aliases=["arc welder"]),
        role("old-welder", "operate-welding-equipment", status="DEPRECATED", replaced_by="welder"),
    )


def test_who_is_called_after_a_need_goes_before_who_only_holds_what_it_is_about(yard: Snapshot) -> None:
    assert advised(yard, "welding")[:3] == ["welder", "zinc-worker", "welding-inspector"]


def test_the_more_of_a_role_is_about_the_need_the_better_and_optional_counts_least(yard: Snapshot) -> None:
    order = [slug for slug in advised(yard, "welding") if slug in ("artist", "blacksmith", "boiler-maker")]
    assert order == ["boiler-maker", "blacksmith", "artist"], "not by alphabet"
    scores = by_role(yard, "welding")
    assert scores["boiler-maker"].score > scores["blacksmith"].score > 2 * scores["artist"].score


def test_who_has_nothing_to_do_with_a_need_and_who_is_deprecated_is_not_advised(yard: Snapshot) -> None:
    assert not {"clerk", "house-painter", "old-welder"} & set(advised(yard, "welding"))


def test_part_of_a_need_calls_for_its_doer_and_for_nobody_who_is_something_else(yard: Snapshot) -> None:
    assert advised(yard, "painting walls")[0] == "house-painter"
    assert {each.role.slug for each in advise_hire(yard, ["painting walls"])[1:] if not each.is_guess} == set()


def test_who_leads_others_does_not_hide_who_does_what_is_needed() -> None:
    home = firm(
        *skills("provide-care-for-elderly-people", *OTHERS),
        role("elderly-home-manager", *OTHERS[:4], aliases=["care home for the elderly supervisor"]),
        role("home-carer", "provide-care-for-elderly-people"),
    )
    need = by_role(home, "Care for elderly people at home")
    assert need.keys() == {"elderly-home-manager", "home-carer"}
    assert need["elderly-home-manager"].confidence < 0.5
    assert by_role(home, "Manage a home for the elderly")["elderly-home-manager"].confidence > 0.5


def test_words_of_who_asks_say_nothing_of_the_work(yard: Snapshot) -> None:
    plain, polite = by_role(yard, "welding"), by_role(yard, "We need somebody to do our welding, please")
    assert {slug: each.score for slug, each in polite.items()} == {slug: each.score for slug, each in plain.items()}


def test_a_need_with_a_typing_error_is_understood(yard: Snapshot) -> None:
    assert "welder" in advised(yard, "weldr")


def test_reasons_say_what_a_person_would_say(yard: Snapshot) -> None:
    reasons = {slug: each.reason for slug, each in by_role(yard, "welding").items()}
    held = "“operate welding equipment” (essential) is one of the"
    assert reasons["welder"] == f"Its name says so. {held} 2 skills that it needs."
    assert reasons["zinc-worker"] == "It is also called “arc welder”."
    assert reasons["blacksmith"] == f"{held} 13 skills that it needs."
    assert reasons["artist"] == "“operate welding equipment” (optional) is all of the skills that it needs."


def test_of_several_needs_each_reason_says_which_and_the_score_is_their_mean(yard: Snapshot) -> None:
    alone, both = by_role(yard, "welding")["welder"], by_role(yard, "welding", "painting")["welder"]
    assert both.score == pytest.approx(alone.score / 2)
    assert both.reason == f"For “welding”: {alone.reason}"


def test_the_score_is_what_the_formula_says() -> None:
    """One role of three holds the one skill that the need is, one of two of full weight; another is named after it."""
    snapshot = firm(*skills("zumba", "tea"), role("a", "zumba", "tea"), role("b", "tea"), role("zumba", "tea"))
    scores = {slug: each.score for slug, each in by_role(snapshot, "zumba").items()}
    assert scores["zumba"] == pytest.approx(0.6)
    tea = max(0.1, math.log(4 / 3) / math.log(4))
    core = 0.3 + 0.7 * math.sqrt(1 / (1 + tea + 3))
    assert scores["a"] == pytest.approx(0.6 * 0.6 * core)
    assert "b" not in scores


def test_an_alias_says_a_little_less_than_a_name() -> None:
    snapshot = firm(*skills("tea"), role("zumba", "tea"), role("dancer", "tea", aliases=["zumba"]))
    scores = {slug: each.score for slug, each in by_role(snapshot, "zumba").items()}
    assert scores == {"zumba": pytest.approx(0.6), "dancer": pytest.approx(0.6 * 0.95)}


def test_where_levels_are_rated_who_needs_most_goes_first() -> None:
    def rated(slug: str, level: float) -> tuple[Key, dict[str, Any]]:
        return record(Kind.ROLE, slug, skills=[{"skill": "sales", "importance": "ESSENTIAL", "level": level}])

    snapshot = firm(*skills("sales"), rated("a", 0.3), rated("b", 0.5), rated("c", 0.9))
    assert advised(snapshot, "sales") == ["c", "b", "a"]
    assert "(rated among the highest)" in by_role(snapshot, "sales")["c"].reason
    assert "(essential)" in by_role(snapshot, "sales")["a"].reason


def test_tasks_and_their_activities_and_tools_in_demand_speak_for_a_role() -> None:
    snapshot = firm(
        record(Kind.RESPONSIBILITY, "operate-cranes"),
        record(Kind.RESPONSIBILITY, "lift-loads", broader=[{"responsibility": "operate-cranes"}]),
        record(Kind.TOOL, "tower-crane"),
        record(Kind.ROLE, "a", tools=[{"tool": "tower-crane"}]),
        record(Kind.ROLE, "b", tools=[{"tool": "tower-crane", "in_demand": True}]),
        record(Kind.ROLE, "c", responsibilities=[{"responsibility": "lift-loads", "importance": "ESSENTIAL"}]),
        record(Kind.ROLE, "d", responsibilities=[{"responsibility": "lift-loads", "importance": "OPTIONAL"}]),
    )
    order = advised(snapshot, "cranes")
    assert order.index("b") < order.index("a")
    assert order.index("c") < order.index("d")
    assert (
        by_role(snapshot, "cranes")["c"].reason == "“lift loads” (essential) is all of the tasks that it answers for."
    )


def mapped(kind: str, subject: str, target: str) -> tuple[Key, dict[str, Any]]:
    more = {"subject_kind": kind, "subject": subject, "relation": "EXACT_MATCH", "object_slug": target}
    return record(Kind.CONCEPT_MAPPING, f"{subject}-{target}", **more)


def test_what_matches_exactly_is_one_thing_and_one_role() -> None:
    snapshot = firm(
        *skills("welding", "metal-joining", "tea"),
        mapped("SKILL", "metal-joining", "welding"),
        role("a", "metal-joining", "tea"),
        role("b", "welding", "tea"),
        role("c", "welding", "metal-joining", "tea"),
    )
    scores = {slug: each.score for slug, each in by_role(snapshot, "welding").items()}
    assert scores["a"] == scores["b"] == scores["c"] > 0
    roles = firm(role("smith"), role("welder"), mapped("ROLE", "smith", "welder"))
    assert by_role(roles, "welding")["smith"].score == by_role(roles, "welding")["welder"].score


def need(slug: str, *roles: str) -> tuple[Key, dict[str, Any]]:
    return record(Kind.HIRING_NEED, slug, roles=[{"role": each} for each in roles])


def test_a_documented_need_counts_most_and_ties_go_by_what_else_speaks_for_a_role() -> None:
    snapshot = firm(
        *skills("welding"),
        role("a"),
        role("b", "welding"),
        role("gone", status="DEPRECATED"),
        role("welder", "welding"),
        need("welding", "a", "b", "gone"),
    )
    assert advised(snapshot, "welding") == ["b", "a", "welder"]
    found = by_role(snapshot, "welding")
    assert found["b"].score == found["a"].score == 1
    assert found["welder"].score < 0.6
    assert [each.slug for each in found["a"].together] == ["b"], "nobody is hired beside a deprecated role"


def test_a_need_that_is_documented_only_for_deprecated_roles_is_not_matched() -> None:
    snapshot = firm(role("welder"), role("gone", status="DEPRECATED"), need("xylophones", "gone"))
    assert advise_hire(snapshot, ["welding", "xylophones"])[0].unmatched_needs == ("xylophones",)


@pytest.mark.parametrize("count", [0, 21])
def test_1_to_20_needs_are_advised_on(yard: Snapshot, count: int) -> None:
    with pytest.raises(BadInput, match=f"Name 1 to 20 needs, not {count}"):
        advise_hire(yard, ["welding"] * count)
    assert advised(yard, *["welding"] * 20)[0] == advised(yard, "welding")[0]


def test_every_score_is_a_share(shipped: Snapshot) -> None:
    for text in ("chatbots", "python", "machine learning", "data", "risk assessment in finance"):
        found = advise_hire(shipped, [text])
        assert all(0 < each.score <= 1 for each in found)
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_a_residual_role_is_guessed_only_where_no_other_is() -> None:
    """Of O*NET's "All Other" nothing is told but hundreds of names, one of which is near to anything."""
    workers = firm(
        *skills("collect-blood-samples", "drawing-wire"),
        role("all-other-workers", aliases=["tobacco drawer"]),
        role("phlebotomist", "collect-blood-samples"),
        role("wire-drawer", "drawing-wire"),
    )
    assert advised(workers, "drawing blood samples") == ["phlebotomist", "wire-drawer"]
    assert advised(workers, "tobacco drawer")[0] == "all-other-workers", "whoever names it gets it"


def test_who_serves_a_need_less_than_half_as_well_as_another_hardly_fits(yard: Snapshot) -> None:
    found = advise_hire(yard, ["welding", "painter"])
    scores = {each.role.slug: each for each in found}
    assert not scores["welder"].hardly_fits
    assert not scores["house-painter"].hardly_fits, "it serves the other need best"
    alone = advise_hire(yard, ["welding"])
    for each in alone:
        assert each.hardly_fits == (each.score < alone[0].score / 2), each.role.slug
    assert any(each.hardly_fits for each in alone)
