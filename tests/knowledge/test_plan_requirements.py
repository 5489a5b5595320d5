"""A plan tells first what no step gives, and skills before the tools that serve them."""

from knowledge.likeness.barriers import BarrierKind
from knowledge.model.vocabulary import Kind
from knowledge.questions.learning_order import OrderReason
from knowledge.questions.learning_plan import plan_move, plan_profile
from knowledge.questions.match import understood
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
