"""A plan tells first what no step gives, and skills before the tools that serve them."""

import pytest

from knowledge.likeness.barriers import BarrierKind
from knowledge.model.vocabulary import Kind
from knowledge.questions.learning_order import OrderReason
from knowledge.questions.learning_phases import PhaseKind
from knowledge.questions.learning_plan import plan_move, plan_profile
from knowledge.questions.match import understood
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.test_learning_plan import D, needs, order, record, skill


def test_a_skill_comes_before_the_tools_that_serve_it_and_devices_after_what_is_essential() -> None:
    people = (
        D,
        *(skill(each) for each in ("a-first", "welding", "z-last")),
        record(Kind.TOOL, "torch", skills=[{"skill": "welding"}]),
        record(Kind.TOOL, "hammer"),
        record(Kind.ROLE, "helper"),
        record(
            Kind.ROLE,
            "welder",
            skills=[*needs("a-first", "z-last"), {"skill": "welding", "importance": "ESSENTIAL", "level": 0.4}],
            tools=[{"tool": "torch"}, {"tool": "hammer"}],
        ),
    )
    plan = plan_move(world(*people), "helper", "welder")
    assert order(plan) == ["a-first", "z-last", "welding", "torch", "hammer"]
    assert [(each.what.slug, each.reason) for each in plan.steps[3].earlier] == [("welding", OrderReason.SERVED)]


def test_a_plan_tells_first_what_no_step_gives() -> None:
    groups = ("1", "2", "22", "222", "2221", "5", "53", "532", "5321")
    people = (
        D,
        *(record(Kind.ROLE_GROUP, f"isco-{code}", scheme="ISCO", code=code) for code in groups),
        skill("caring"),
        skill("nursing"),
        record(Kind.ROLE, "aide", skills=needs("caring"), groups=["isco-5321"]),
        record(Kind.ROLE, "nurse", skills=needs("caring", "nursing"), groups=["isco-2221"]),
    )
    snapshot = world(*people)
    plan = plan_move(snapshot, "aide", "nurse")
    assert [(each.kind, each.is_gate) for each in plan.requirements] == [
        (BarrierKind.LICENCE, True),
        (BarrierKind.PREPARATION, False),
    ]
    assert (plan.requirements[0].needed, plan.requirements[0].held) == ("a licence for Nurse", None)
    assert not plan.effort_is_complete
    profile = plan_profile(snapshot, understood(snapshot, ["caring"], []), "nurse")
    assert [(each.kind, each.held) for each in profile.requirements] == [
        (BarrierKind.LICENCE, None),
        (BarrierKind.PREPARATION, None),
    ]
    assert plan_profile(snapshot, understood(snapshot, ["caring"], []), "aide").requirements == ()
    back = plan_move(snapshot, "nurse", "aide")
    assert (back.requirements, back.steps, back.effort_is_complete) == ((), (), True)


def test_a_plan_is_told_in_parts_training_first_and_traits_in_no_course() -> None:
    groups = ("1", "2", "22", "222", "2221", "5", "53", "532", "5321")
    nursing = needs("caring", "nursing", "anatomy", "calm")
    people = (
        D,
        *(record(Kind.ROLE_GROUP, f"isco-{code}", scheme="ISCO", code=code) for code in groups),
        skill("caring"),
        skill("nursing"),
        skill("charts"),
        record(Kind.SKILL, "anatomy", skill_kind="KNOWLEDGE"),
        record(Kind.SKILL, "calm", skill_kind="TRANSVERSAL"),
        record(Kind.TOOL, "records", skills=[{"skill": "charts"}]),
        record(Kind.TOOL, "catheter"),
        record(Kind.SKILL, "singing", skill_kind="SKILL"),
        record(Kind.ROLE, "aide", skills=needs("caring"), groups=["isco-5321"]),
        record(
            Kind.ROLE,
            "nurse",
            skills=[*nursing, *needs("charts"), {"skill": "singing", "importance": "OPTIONAL"}],
            tools=[{"tool": "records"}, {"tool": "catheter"}],
            groups=["isco-2221"],
        ),
        record(Kind.ROLE, "clerk", skills=[*needs("caring", "charts", "calm")], groups=["isco-5321"]),
        record(
            Kind.LEARNING_RESOURCE,
            "charts-at-home",
            resource_kind="COURSE",
            url="https://learn.nursing.education/charts",
            skills=[{"skill": "charts"}],
        ),
    )
    snapshot = world(*people)
    plan = plan_move(snapshot, "aide", "nurse")
    told = {each.kind: [step.gap.what.slug for step in each.steps] for each in plan.phases}
    assert told == {
        PhaseKind.TRAINING: ["anatomy", "nursing"],
        PhaseKind.LEARNING: ["charts", "records"],
        PhaseKind.BEARING: ["calm"],
        PhaseKind.AT_WORK: ["catheter", "singing"],
    }
    assert [step.place for each in plan.phases for step in each.steps] == [*range(1, 8)]
    training, *others = plan.phases
    assert [each.kind for each in training.requirements] == [BarrierKind.LICENCE, BarrierKind.PREPARATION]
    assert not any(each.requirements for each in others)
    assert "Nurse" in training.explanation
    assert plan.coverage is not None
    assert plan.coverage + sum(each.gain or 0.0 for each in plan.phases) == pytest.approx(plan.coverage_after)
    free = plan_move(snapshot, "aide", "clerk")
    assert [each.kind for each in free.phases] == [PhaseKind.LEARNING, PhaseKind.BEARING], "nothing is a gate"
    assert plan_move(snapshot, "nurse", "aide").phases == ()


def test_each_step_tells_how_feasible_the_move_is_by_then_and_a_gate_stays_one() -> None:
    groups = ("2", "22", "222", "2221", "5", "53", "532", "5321")
    people = (
        D,
        *(record(Kind.ROLE_GROUP, f"isco-{code}", scheme="ISCO", code=code) for code in groups),
        *(skill(each) for each in ("caring", "nursing", "dosing", "else")),
        *(record(Kind.ROLE, f"other-{each}", skills=needs("else")) for each in range(30)),
        record(Kind.ROLE, "aide", skills=needs("caring"), groups=["isco-5321"]),
        record(Kind.ROLE, "carer", skills=needs("caring", "nursing", "dosing"), groups=["isco-5321"]),
        record(Kind.ROLE, "nurse", skills=needs("caring", "nursing", "dosing"), groups=["isco-2221"]),
    )
    snapshot = world(*people)
    plan = plan_move(snapshot, "aide", "carer")
    assert plan.move is not None
    found = [plan.move.feasibility, *(each.feasibility or 0.0 for each in plan.steps)]
    assert found == sorted(found)
    assert found[-1] > found[0]
    assert plan.feasibility_after == found[-1]
    gated = plan_move(snapshot, "aide", "nurse")
    assert (gated.feasibility_after or 1.0) < 0.45, "nothing that one learns is the licence"
    profile = plan_profile(snapshot, understood(snapshot, ["caring"], []), "carer")
    assert profile.feasibility_after is None
    assert all(each.feasibility is None for each in profile.steps)


def test_before_the_first_step_the_feasibility_is_that_of_the_move(shipped: Snapshot) -> None:
    for source, target in (("data-engineer", "ml-engineer"), ("ai-engineer", "nlp-engineer")):
        plan = plan_move(shipped, source, target)
        assert plan.move is not None
        assert plan.steps[0].prospects is not None
        assert plan.steps[0].prospects.after(0) == pytest.approx(plan.move.feasibility, abs=1e-12)
        assert (plan.feasibility_after or 0.0) >= plan.move.feasibility
