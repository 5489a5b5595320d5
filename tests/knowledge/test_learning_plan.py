"""A plan has the gaps of a move in an order that can be followed, with what is known of where and how long."""

from itertools import permutations
from math import log
from typing import Any

import pytest
from hypothesis import given, settings

from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import Skill
from knowledge.model.record import Key
from knowledge.model.vocabulary import Basis, Kind, LearningLevel, ResourceCost, ResourceKind
from knowledge.questions.learning_order import OrderReason
from knowledge.questions.learning_plan import LearningPlan, plan_move, plan_profile
from knowledge.questions.match import understood
from knowledge.questions.resources import Choice, tags, teaching
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.worlds import worlds

BASE = {"dataset": "d", "basis": "INFERRED"}
TYPING = log(3 / 2) / log(3)  # what both of two roles need tells so much
WHOLE = TYPING + 1 + 1 + 0.25 + 0.6


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug.capitalize(), **more}


def skill(slug: str, *broader: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return record(Kind.SKILL, slug, skill_kind="SKILL", broader=[{"skill": each} for each in broader], **more)


def resource(slug: str, *skills: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    told = {"resource_kind": "COURSE", "skills": [{"skill": each} for each in skills], **more}
    return record(Kind.LEARNING_RESOURCE, slug, **told)


def needs(*skills: str, optional: tuple[str, ...] = ()) -> list[dict[str, str]]:
    essential = [{"skill": each, "importance": "ESSENTIAL"} for each in skills]
    return essential + [{"skill": each, "importance": "OPTIONAL"} for each in optional]


D = Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}
OFFICE = (
    D,
    skill("typing"),
    skill("statistics"),
    skill("regression", "statistics"),
    skill("python"),
    record(Kind.TOOL, "pandas"),
    record(Kind.ROLE, "clerk", skills=needs("typing")),
    record(
        Kind.ROLE,
        "analyst",
        skills=needs("typing", "statistics", "regression", optional=("python",)),
        tools=[{"tool": "pandas"}],
    ),
)
COURSES = (
    resource("basics", "statistics", "regression", minimum_hours=10.0, maximum_hours=20.0),
    resource("forms", "statistics", level="INTERMEDIATE", minimum_hours=1.0, maximum_hours=1.0),
    resource("snakes", "python"),
    resource("tables", tools=[{"tool": "pandas", "covers": "All of it."}], required_skills=["python"]),
)


def order(plan: LearningPlan) -> list[str]:
    return [each.gap.what.slug for each in plan.steps]


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(*OFFICE, *COURSES)


@pytest.fixture(scope="module")
def plan(office: Snapshot) -> LearningPlan:
    return plan_move(office, "clerk", "analyst", 5)


def test_the_broader_comes_first_then_what_adds_most_and_what_resources_ask_for_before_them(plan: LearningPlan) -> None:
    assert order(plan) == ["statistics", "regression", "python", "pandas"], "pandas adds more, and its course waits"
    reasons = [[(each.what.slug, each.reason) for each in step.earlier] for step in plan.steps]
    assert reasons == [[], [("statistics", OrderReason.BROADER)], [], [("python", OrderReason.RESOURCE)]]


def test_each_step_tells_what_it_adds_to_the_coverage(plan: LearningPlan) -> None:
    assert plan.basis is Basis.COMPUTED
    assert plan.coverage == pytest.approx(TYPING / WHOLE)
    assert [step.weight for step in plan.steps] == pytest.approx([1 / WHOLE, 1 / WHOLE, 0.25 / WHOLE, 0.6 / WHOLE])
    near = 0.6  # who knows the whole is near to its part
    gains = [(1 + near) / WHOLE, (1 - near) / WHOLE, 0.25 / WHOLE, 0.6 / WHOLE]
    assert [step.gain for step in plan.steps] == pytest.approx(gains)
    assert plan.steps[0].coverage == pytest.approx((TYPING + 1.6) / WHOLE)
    assert plan.coverage_after == pytest.approx(1.0)


def test_a_course_that_is_taken_already_takes_no_hours_again(plan: LearningPlan) -> None:
    first, second, third, last = plan.steps
    assert [each and each.resource.slug for each in (first.suggested, second.suggested)] == ["basics", "basics"]
    assert (first.taken_in, second.taken_in, third.taken_in, last.taken_in) == (None, 1, None, None)
    assert first.effort is not None
    assert (first.effort.minimum_hours, first.effort.maximum_hours) == (10, 20)
    assert (first.effort.minimum_weeks, first.effort.maximum_weeks) == (2, 4)
    assert second.effort is None
    assert third.effort is None, "nobody says how long it takes, which is not zero"
    assert plan.effort is not None
    assert (plan.effort.minimum_hours, plan.effort.maximum_hours) == (10, 20)
    assert (plan.unknown_effort, plan.without_resources) == (2, 0)
    assert (plan.known_effort, plan.effort_is_complete) == (2, False), "of two of the four steps nobody tells it"


def test_without_hours_a_week_there_are_no_weeks(office: Snapshot) -> None:
    effort = plan_move(office, "clerk", "analyst").effort
    assert effort is not None
    assert (effort.minimum_weeks, effort.maximum_weeks) == (None, None)


def test_what_nothing_teaches_is_a_step_all_the_same() -> None:
    plan = plan_move(world(*OFFICE), "clerk", "analyst", 5)
    assert order(plan) == ["statistics", "regression", "pandas", "python"]
    assert (plan.effort, plan.unknown_effort, plan.without_resources) == (None, 4, 4)
    assert all(each.suggested is None and each.resources == () for each in plan.steps)


def test_a_plan_to_oneself_has_no_step(office: Snapshot) -> None:
    plan = plan_move(office, "clerk", "clerk")
    assert (plan.steps, plan.coverage, plan.coverage_after, plan.effort) == ((), 1.0, 1.0, None)


def test_the_way_back_has_nothing_to_learn(office: Snapshot) -> None:
    assert plan_move(office, "analyst", "clerk").steps == ()


def test_what_a_source_calls_essential_comes_before() -> None:
    helps = {"related": [{"skill": "python", "importance": "ESSENTIAL"}]}
    optional = {"related": [{"skill": "typing", "importance": "OPTIONAL"}]}
    people = (
        D, skill("python"), skill("typing", **optional), skill("charts", **helps),
        record(Kind.ROLE, "a"),
        record(Kind.ROLE, "b", skills=needs("charts", optional=("python", "typing"))),
    )  # fmt: skip
    plan = plan_move(world(*people), "a", "b")
    assert order(plan) == ["python", "charts", "typing"]
    assert [each.reason for each in plan.steps[1].earlier] == [OrderReason.ESSENTIAL]
    assert plan.steps[2].earlier == ()


def test_tools_that_employers_seldom_ask_for_come_last_the_usual_ones_first() -> None:
    tools = [{"tool": "rare"}, {"tool": "usual"}, {"tool": "wanted", "in_demand": True}]
    people = (
        D, skill("x"), *(record(Kind.TOOL, each) for each in ("rare", "usual", "wanted")),
        record(Kind.ROLE, "a"), record(Kind.ROLE, "c", tools=[{"tool": "usual"}, {"tool": "wanted"}]),
        record(Kind.ROLE, "b", skills=needs(optional=("x",)), tools=tools),
    )  # fmt: skip
    snapshot = world(*people)
    assert order(plan_move(snapshot, "a", "b")) == ["wanted", "x", "usual", "rare"]
    names = understood(snapshot, [], ["rare"])
    assert order(plan_profile(snapshot, names, "b")) == ["wanted", "usual"]


def test_a_resource_that_takes_another_for_granted_comes_after_it() -> None:
    people = (
        D, skill("deep"), skill("shallow"),
        resource("first", "shallow"), resource("second", "deep", prerequisites=[{"resource": "first"}]),
        record(Kind.ROLE, "a"), record(Kind.ROLE, "b", skills=needs("deep", optional=("shallow",))),
    )  # fmt: skip
    plan = plan_move(world(*people), "a", "b")
    assert order(plan) == ["shallow", "deep"]
    assert [(each.what.slug, each.reason) for each in plan.steps[1].earlier] == [("shallow", OrderReason.RESOURCE)]


def test_a_course_that_comes_before_is_taken_with_the_first_of_what_it_teaches() -> None:
    """It is not waited for until all that it teaches was a step."""
    people = (
        D, *map(skill, ("deep", "wide", "early", "late")),
        resource("first", "early", "late"), resource("second", "deep", prerequisites=[{"resource": "first"}]),
        record(Kind.ROLE, "a"), record(Kind.ROLE, "b", skills=needs("deep", "wide", optional=("early", "late"))),
    )  # fmt: skip
    plan = plan_move(world(*people), "a", "b")
    assert order(plan) == ["early", "deep", "wide", "late"]
    assert [(each.what.slug, each.reason) for each in plan.steps[1].earlier] == [("early", OrderReason.RESOURCE)]
    assert [each.taken_in for each in plan.steps] == [None, None, None, 1]


def test_rules_that_contradict_each_other_end_in_an_order_with_every_step() -> None:
    def asks(other: str) -> dict[str, Any]:
        return {"related": [{"skill": other, "importance": "ESSENTIAL"}]}

    people = (
        D, skill("a", **asks("b")), skill("b", **asks("c")), skill("c", **asks("a")), skill("d", **asks("a")),
        record(Kind.ROLE, "from"), record(Kind.ROLE, "to", skills=needs("a", "b", "c", "d")),
    )  # fmt: skip
    plan = plan_move(world(*people), "from", "to")
    assert order(plan) == ["a", "c", "b", "d"], "one rule is given up, and all others hold"
    earlier = {step.gap.what.slug: [each.what.slug for each in step.earlier] for step in plan.steps}
    assert earlier == {"a": [], "c": ["a"], "b": ["c"], "d": ["a"]}, "what was given up is not told"


def test_a_skill_at_too_low_a_level_is_raised() -> None:
    def rated(level: float) -> list[dict[str, Any]]:
        figures = {"importance_rating": 4.0, "level_rating": level * 7, "level": level}
        return [{"skill": "reading", "importance": "ESSENTIAL", **figures}]

    people = D, skill("reading"), record(Kind.ROLE, "a", skills=rated(0.2)), record(Kind.ROLE, "b", skills=rated(0.8))
    (step,) = plan_move(world(*people), "a", "b").steps
    assert step.gap.missing == pytest.approx(0.6)
    assert (step.gap.level, step.coverage) == (0.8, 1.0)
    assert step.gain == pytest.approx(0.75), "a quarter of the level was there"


def test_what_the_dataset_has_no_word_for_is_in_no_step_and_counts_neither_way() -> None:
    other = {"dataset": "e", "basis": "INFERRED"}
    people = (
        D, (Key(Kind.DATASET, "e"), {"slug": "e", "title": "E"}),
        skill("typing"), skill("weaving"), record(Kind.ROLE, "a", skills=needs("typing")),
        (Key(Kind.ROLE, "b"), {**other, "slug": "b", "name": "B", "skills": needs("typing", "weaving")}),
    )  # fmt: skip
    plan = plan_move(world(*people), "a", "b")
    assert plan.steps == ()
    assert [each.slug for each in plan.unknown_skills] == ["weaving"]
    assert plan.coverage == 1.0


def test_a_role_of_which_nothing_is_known_has_no_coverage() -> None:
    plan = plan_move(world(D, record(Kind.ROLE, "a"), record(Kind.ROLE, "b")), "a", "b")
    assert (plan.coverage, plan.coverage_after, plan.steps) == (None, None, ())


def test_a_profile_has_a_plan_too(office: Snapshot) -> None:
    names = understood(office, ["Typing", "Statistics", "Nonsense"], ["Pandas"])
    plan = plan_profile(office, names, "analyst", 5)
    assert order(plan) == ["regression", "python"]
    assert [each.name for each in plan.unknown_names] == ["Nonsense"]
    assert (plan.from_role, plan.move) == (None, None)
    assert plan.coverage_after == pytest.approx(1.0)


def test_of_tools_that_a_profile_names_none_of_nothing_is_missing(office: Snapshot) -> None:
    assert order(plan_profile(office, understood(office, ["Typing"], []), "analyst")) == [
        "statistics",
        "regression",
        "python",
    ]


@pytest.mark.parametrize("hours", [0, -1, 5e-324, 169, 1e300])
def test_impossible_hours_are_refused(office: Snapshot, hours: float) -> None:
    with pytest.raises(BadInput, match=r"hoursPerWeek is 0\.1 to 168") as refused:
        plan_move(office, "clerk", "analyst", hours)
    assert refused.value.argument == ["hoursPerWeek"]


def test_unknown_roles_are_not_found(office: Snapshot) -> None:
    with pytest.raises(NotFound):
        plan_move(office, "clerk", "analist")


def test_resources_are_those_that_are_wanted(office: Snapshot) -> None:
    plan = plan_move(office, "clerk", "analyst", None, Choice(levels=frozenset([LearningLevel.INTERMEDIATE])))
    assert [each.suggested and each.suggested.resource.slug for each in plan.steps] == ["forms", None, None, None]
    assert order(plan)[-1] == "python", "the course for pandas is not wanted, and what it asks for neither"


WANTED = (
    D, skill("x"),
    resource("a", "x", cost="FREE", language="de-AT", provider="Uni  Wien", minimum_hours=2.0, maximum_hours=3.0),
    resource("b", "x", cost="PAID", resource_kind="BOOK", level="BEGINNER"),
    resource("c", "x"),
    resource("old", "x", status="DEPRECATED"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "slugs"),
    [
        (Choice(), ["b", "a", "c"]),
        (Choice(free=True), ["a"]),
        (Choice(free=False), ["b"]),
        (Choice(kinds=frozenset([ResourceKind.BOOK])), ["b"]),
        (Choice(languages=tags(["DE"], ["languages"])), ["a"]),
        (Choice(languages=tags(["de-CH"], ["languages"])), []),
        (Choice(provider="uni wien"), ["a"]),
        (Choice(most_hours=3), ["a"]),
        (Choice(most_hours=2.5), []),
    ],
)
def test_what_a_source_does_not_tell_is_not_what_is_asked_for(choice: Choice, slugs: list[str]) -> None:
    snapshot = world(*WANTED)
    found = teaching(snapshot, snapshot.skills["x"], choice)
    assert [each.resource.slug for each in found] == slugs
    assert snapshot.learning_resources["c"].cost is None is not ResourceCost.FREE


def test_what_teaches_an_exact_match_teaches_it_once() -> None:
    mapping = {
        "subject_kind": "SKILL", "subject": "x", "relation": "EXACT_MATCH", "object_slug": "y",
    }  # fmt: skip
    snapshot = world(
        D,
        skill("x"),
        skill("y"),
        record(Kind.CONCEPT_MAPPING, "x-y", **mapping),
        resource("a", "x", "y"),
        resource("b", "y"),
    )
    for slug in ("x", "y"):
        assert [each.resource.slug for each in teaching(snapshot, snapshot.skills[slug])] == ["a", "b"]


def test_what_teaches_a_replaced_skill_teaches_its_successor() -> None:
    old = skill("old", status="DEPRECATED", replaced_by="new")
    snapshot = world(D, old, skill("new"), resource("a", "old", "new"), resource("b", "old", required_skills=["old"]))
    for slug in ("old", "new"):
        assert [each.resource.slug for each in teaching(snapshot, snapshot.skills[slug])] == ["a", "b"]
    assert [each.slug for each in snapshot.learning_resources["b"].required_skills] == ["new"]
    assert [each.skill.slug for each in snapshot.learning_resources["a"].skills] == ["new"], "it is said once"


def test_tags_that_are_none_are_refused_at_their_place() -> None:
    with pytest.raises(BadInput, match="is no language tag") as refused:
        tags(["de", "!"], ["resources", "languages"])
    assert refused.value.argument == ["resources", "languages", 1]


@given(worlds(deprecated=False))
@settings(max_examples=25)
def test_every_gap_is_one_step_after_what_is_broader_and_coverage_only_grows(snapshot: Snapshot) -> None:
    for here, there in permutations(("role0", "role1", "role2"), 2):
        move = transition(snapshot, here, there)
        plan = plan_move(snapshot, here, there)
        gaps = [each.skill for each in move.skill_gaps] + [each.tool for each in move.tool_gaps]
        taken = [each.gap.what for each in plan.steps]
        assert sorted(each.slug for each in taken) == sorted(each.slug for each in gaps)
        places = {each: place for place, each in enumerate(taken)}
        for each in (what for what in taken if isinstance(what, Skill)):
            assert all(places[link.broader] < places[each] for link in each.broader if link.broader in places)
        known = [each for each in (plan.coverage, *(step.coverage for step in plan.steps)) if each is not None]
        assert known == pytest.approx(sorted(known))
        assert all(-1e-9 <= each <= 1 + 1e-9 for each in known)
