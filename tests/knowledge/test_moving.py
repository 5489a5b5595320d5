"""Moves and routes: preparation, groups, filters, and what is answered where there is little to go on."""

import math
from typing import Any

import pytest

from knowledge.errors import BadInput
from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.feasibility import ANY_TWO
from knowledge.model.record import Key
from knowledge.model.vocabulary import Basis, Kind
from knowledge.questions.adjacency import Reason, adjacent
from knowledge.questions.moves import MoveFilter, MoveOrder, Training, transitions
from knowledge.questions.pathway import career_paths
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug} | more


def role(slug: str, *skills: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return record(Kind.ROLE, slug, skills=[{"skill": each, "importance": "ESSENTIAL"} for each in skills], **more)


def zone(number: int) -> tuple[Key, dict[str, Any]]:
    ids = [{"scheme": "onet-job-zone", "identifier": str(number)}]
    slug = f"zone-{number}"
    return record(Kind.QUALIFICATION, slug, qualification_kind="EXPERIENCE", external_ids=ids)


def in_zone(number: int) -> list[dict[str, Any]]:
    return [{"qualification": f"zone-{number}", "requirement": "TYPICAL"}]


def isco(code: str) -> tuple[Key, dict[str, Any]]:
    broader = {"broader": f"isco-{code[:-1]}"} if len(code) > 1 else {}
    return record(Kind.ROLE_GROUP, f"isco-{code}", scheme="ISCO", code=code, **broader)


def chain() -> list[str]:
    """Skills of five roles, each of which shares half with the next."""
    return [f"s{number}" for number in range(12)]


@pytest.fixture(scope="module")
def firm() -> Snapshot:
    skills = chain()
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in skills),
        *(isco(code) for code in ("2", "25", "251", "2512", "5", "52", "522", "5223")),
        *(zone(number) for number in range(1, 6)),
        *(role(f"r{place}", *skills[2 * place : 2 * place + 4]) for place in range(5)),
        role("detour", *skills[2:6]),
        role("old", *skills[2:6], status="DEPRECATED"),
        role("empty"),
        role("engineer", "s0", groups=["isco-2512"], moves=[{"to": "architect", "move_kind": "PROGRESS"}]),
        role("architect", "s0", groups=["isco-2512"], qualifications=in_zone(5)),
        role("assistant", "s0", groups=["isco-5223"], qualifications=in_zone(2)),
    )


def test_down_the_job_zones_is_easier_than_up(firm: Snapshot) -> None:
    down, up = transition(firm, "architect", "assistant"), transition(firm, "assistant", "architect")
    assert down.feasibility > up.feasibility
    assert not down.qualification_gaps, "who had more preparation has enough"
    assert [each.slug for each in up.qualification_gaps] == ["zone-5"]


def test_groups_and_preparation_are_factors_in_words_and_numbers(firm: Snapshot) -> None:
    factors = {each.kind.value: each for each in transition(firm, "engineer", "architect").factors}
    assert factors["GROUPS"].score > 0.8
    assert factors["GROUPS"].explanation == "Both belong to “isco-2512” (ISCO 2512)."
    apart = {each.kind.value: each for each in transition(firm, "engineer", "assistant").factors}
    assert apart["GROUPS"].score < ANY_TWO
    assert "different parts" in apart["GROUPS"].explanation
    assert "PREPARATION" not in apart, "down is no barrier"
    up = {each.kind.value: each for each in transition(firm, "assistant", "engineer").factors}["PREPARATION"]
    assert (up.score, up.contribution) == (0, 0)
    assert up.weight > 0


def test_a_barrier_says_what_is_needed_and_held_and_takes_its_share(firm: Snapshot) -> None:
    move = transition(firm, "assistant", "architect")
    (barrier,) = move.barriers
    assert barrier.kind is BarrierKind.PREPARATION
    assert (barrier.needed, barrier.held) == ("job zone 5, zone-5", "job zone 2, zone-2")
    assert barrier.steps == 3
    assert barrier.share == pytest.approx(1 - math.exp(-0.1 * 3 - 0.08 * 9))
    before = sum(each.contribution for each in move.factors) / (1 - barrier.share)
    assert move.feasibility == pytest.approx(before * math.exp(-0.1 * 3 - 0.08 * 9))
    assert not transition(firm, "architect", "assistant").barriers


def test_what_nobody_was_asked_is_expected_to_be_as_in_the_group() -> None:
    def people(place: int) -> list[dict[str, Any]]:
        return [{"qualification": f"education-{place}", "requirement": "TYPICAL", "share": 1.0}]

    def educated(place: int) -> tuple[Key, dict[str, Any]]:
        ids = [{"scheme": "onet-education", "identifier": str(place)}]
        return record(Kind.QUALIFICATION, f"education-{place}", qualification_kind="DEGREE", external_ids=ids)

    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        educated(2),
        educated(12),
        *(isco(code) for code in ("2", "22", "221", "2211", "2212", "5", "53", "532", "5321")),
        role("aide", groups=["isco-5321"], qualifications=people(2)),
        role("surgeon", groups=["isco-2212"], qualifications=people(12)),
        role("physician", groups=["isco-2211"]),
    )
    asked, expected = (
        next(each for each in transition(snapshot, "aide", target).barriers if each.kind is BarrierKind.EDUCATION)
        for target in ("surgeon", "physician")
    )
    assert asked.steps == expected.steps == 5
    assert "nobody was asked" in expected.needed
    assert transition(snapshot, "aide", "physician").qualification_gaps == (), "what is expected is no requirement"


@pytest.fixture(scope="module")
def hospital() -> Snapshot:
    """Roles that people were asked about, and roles of which only the group is known."""

    def degree(place: int) -> tuple[Key, dict[str, Any]]:
        ids = [{"scheme": "onet-education", "identifier": str(place)}]
        return record(Kind.QUALIFICATION, f"education-{place}", qualification_kind="DEGREE", external_ids=ids)

    def answers(typical: int, share: float, *others: int) -> list[dict[str, Any]]:
        rest = [{"qualification": f"education-{each}", "requirement": "HELPFUL", "share": 0.1} for each in others]
        return [{"qualification": f"education-{typical}", "requirement": "TYPICAL", "share": share}, *rest]

    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *map(degree, (1, 2, 6, 12)),
        *(isco(code) for code in ("2", "22", "221", "2212", "9", "91", "911", "9112")),
        *map(zone, (1, 2, 5)),
        role("porter", qualifications=answers(2, 0.9, 6)),
        role("surgeon", qualifications=answers(12, 0.9, 6)),
        role("helper", qualifications=answers(1, 1.0)),
        role("unasked"),
        role("zone-5-role", qualifications=in_zone(5)),
        role("zone-2-role", qualifications=in_zone(2)),
        role("cleaner", groups=["isco-9112"]),
        role("doctor", groups=["isco-2212"]),
    )


@pytest.mark.parametrize(
    ("source", "target", "gaps"),
    [
        ("porter", "surgeon", ["education-12"]),  # and not education-6, which only some of the surgeons have
        ("surgeon", "porter", []),
        ("porter", "porter", []),
        ("porter", "helper", []),
        ("unasked", "surgeon", []),  # a scale on which nothing is said of the source asks for nothing
        ("unasked", "zone-5-role", []),
        ("cleaner", "zone-5-role", ["zone-5"]),  # what its group usually takes stands for it
        ("doctor", "zone-2-role", []),
    ],
)
def test_what_is_typical_of_the_target_is_missing_where_the_source_is_known_to_stand_lower(
    hospital: Snapshot, source: str, target: str, gaps: list[str]
) -> None:
    assert [each.slug for each in transition(hospital, source, target).qualification_gaps] == gaps


def test_a_role_is_itself_in_every_figure(firm: Snapshot) -> None:
    same = transition(firm, "r1", "r1")
    for (factor,) in (same.factors, same.likeness_factors):
        assert (factor.score, factor.weight, factor.contribution) == (1, 1, 1)
        assert factor.explanation == "It is the same role."
    assert (same.feasibility, same.barriers, same.unknown) == (1, (), ())


TOLD_OF_BOTH = [
    "barriers", "transferable_skills", "skill_gaps", "unknown_skills", "transferable_tools", "tool_gaps",
    "qualification_gaps", "factors", "likeness_factors", "unknown", "band", "from_role", "to_role", "documented_moves",
    "documented_move",
]  # fmt: skip


def test_a_move_in_a_ranking_tells_what_the_transition_alone_tells(firm: Snapshot) -> None:
    for move in transitions(firm, "engineer"):
        alone = transition(firm, "engineer", move.target.slug)
        assert {name: getattr(move, name) for name in TOLD_OF_BOTH} == {
            name: getattr(alone, name) for name in TOLD_OF_BOTH
        }
        assert (move.likeness, move.feasibility) == pytest.approx((alone.likeness, alone.feasibility))
        assert move.explained is move.explained, "it is worked out once"


def test_of_equal_moves_those_that_mean_something_else_come_first_where_they_are_to_be_diverse() -> None:
    names = {"a": "Software developer", "b": "Software engineer", "c": "Bricklayer"}
    asked = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        record(Kind.SKILL, "s", skill_kind="SKILL"),
        role("start", "s", name="Shop assistant"),
        *(role(slug, "s", name=name) for slug, name in names.items()),
    )
    best = transitions(asked, "start", order=MoveOrder.FEASIBILITY)
    assert sorted(move.target.slug for move in best) == ["a", "b", "c"]
    diverse = [move.target.slug for move in transitions(asked, "start", diverse=True)]
    assert diverse[0] == best[0].target.slug
    assert {diverse[0], diverse[1]} != {"a", "b"}, "developers and engineers of software mean nearly the same"


def test_transitions_can_be_narrowed_by_basis_zone_and_wider_group(firm: Snapshot) -> None:
    def found(**wanted: Any) -> set[str]:
        return {move.target.slug for move in transitions(firm, "engineer", MoveFilter(**wanted))}

    assert found(basis=frozenset({Basis.STATED})) == {"architect"}
    assert "architect" not in found(basis=frozenset({Basis.COMPUTED}))
    assert found(job_zones=frozenset({2})) == {"assistant"}
    assert found(group="isco-5") == {"assistant"}
    with pytest.raises(BadInput, match="1 to 5"):
        found(job_zones=frozenset({6}))


def test_moves_are_narrowed_by_how_much_training_they_take(firm: Snapshot) -> None:
    def found(slug: str, *training: Training) -> set[str]:
        return {move.target.slug for move in transitions(firm, slug, MoveFilter(training=frozenset(training)))}

    assert found("engineer", Training.LESS) == {"assistant"}
    assert found("engineer", Training.MORE) == {"architect"}
    assert found("engineer", Training.LESS, Training.MORE) == {"assistant", "architect"}
    assert found("assistant", Training.LESS) == set()
    with pytest.raises(BadInput, match="Nobody tells how much training"):
        found("r0", Training.LESS)


def test_a_route_leads_over_steps_where_the_jump_is_too_far(firm: Snapshot) -> None:
    best, *others = career_paths(firm, "r0", "r4", max_moves=4, first=3)
    assert [move.target.slug for move in best.moves][-1] == "r4"
    assert 1 < len(best.moves) <= 4
    assert others[-1].direct
    assert not others[-1].feasible, "nothing is in common"
    assert "old" not in {move.target.slug for path in (best, *others) for move in path.moves}


def test_the_direct_move_alone_is_said_to_be_the_best(firm: Snapshot) -> None:
    (only,) = career_paths(firm, "r1", "detour", max_moves=4, first=3)
    assert only.direct
    assert only.easier == 0
    (only,) = career_paths(firm, "r0", "r4", max_moves=1, first=3)
    assert only.direct
    assert not only.feasible


def test_paths_lead_from_a_deprecated_role_and_to_one(firm: Snapshot) -> None:
    assert career_paths(firm, "old", "r4", max_moves=4, first=1)[0].moves[-1].target.slug == "r4"
    assert career_paths(firm, "r0", "old", max_moves=4, first=3)[-1].direct


@pytest.mark.parametrize(("status", "stops"), [("ACTIVE", ["between"]), ("DEPRECATED", [])])
def test_a_documented_way_over_a_role_is_gone_when_the_role_is_deprecated(status: str, stops: list[str]) -> None:
    asked = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in chain()),
        role("start", "s0", "s1", moves=[{"to": "between", "move_kind": "MOVE"}]),
        role("between", "s1", "s2", moves=[{"to": "end", "move_kind": "MOVE"}], status=status),
        role("end", "s2", "s3"),
    )
    paths = career_paths(asked, "start", "end", max_moves=4, first=3)
    assert [move.target.slug for path in paths for move in path.moves] == [*stops, "end", *(["end"] if stops else [])]
    assert sorted(move.target.slug for move in transitions(asked, "start")) == sorted([*stops, "end"])


@pytest.mark.parametrize(("source", "target"), [("empty", "r0"), ("r0", "empty"), ("r0", "r4")])
def test_roles_with_nothing_in_common_get_a_whole_answer(firm: Snapshot, source: str, target: str) -> None:
    found = transition(firm, source, target)
    assert found.feasibility == sum(factor.contribution for factor in found.factors)
    assert not found.transferable_skills
    assert len(found.skill_gaps) == len(firm.roles[target].skills)


def test_the_ranking_puts_equal_moves_in_order_of_slug(firm: Snapshot) -> None:
    slugs = [(round(-move.feasibility, 9), move.target.slug) for move in transitions(firm, "r4")]
    assert slugs == sorted(slugs)


def test_skills_are_near_through_hierarchy_tools_sources_and_roles() -> None:
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        record(Kind.SKILL, "whole", skill_kind="SKILL"),
        record(Kind.SKILL, "a", skill_kind="SKILL", broader=[{"skill": "whole"}]),
        record(Kind.SKILL, "b", skill_kind="SKILL", broader=[{"skill": "whole"}]),
        record(Kind.SKILL, "c", skill_kind="SKILL"),
        record(Kind.SKILL, "d", skill_kind="SKILL"),
        record(Kind.SKILL, "e", skill_kind="SKILL"),
        record(Kind.TOOL, "t", skills=[{"skill": "a"}, {"skill": "c"}]),
        role("one", "a", "d", "b"),
        role("two", "a", "d"),
        role("three", "e"),
    )
    found = {each.skill.slug: each for each in adjacent(snapshot, snapshot.skills["a"])}
    assert set(found) == {"whole", "b", "c", "d"}
    assert found["whole"].reasons == (Reason.BROADER,)
    assert found["c"].reasons == (Reason.SAME_TOOL,)
    assert found["d"].reasons == (Reason.CO_USE,)
    assert found["d"].closeness == pytest.approx(0.6), "all roles that need the one need the other"
    assert found["b"].reasons == (Reason.SIBLING,), "one role that needs both is no evidence"
    assert all(each.basis is Basis.COMPUTED and not each.citations for each in found.values())
