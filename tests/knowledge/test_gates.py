"""What one cannot begin without makes no move easy, what is unknown makes none, and a step down is told."""

from typing import Any

import pytest

from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.feasibility import FactorKind, MoveBand
from knowledge.likeness.gates import MOST
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.moves import MoveOrder, transitions
from knowledge.questions.pathway import career_paths
from knowledge.questions.transition import Barrier, Transition, transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

GROUPS = {
    "1": "Managers",
    "13": "Production managers",
    "132": "Managers of works",
    "1323": "Construction managers",
    "2": "Professionals",
    "22": "Health professionals",
    "226": "Other health professionals",
    "2264": "Physiotherapists",
    "2265": "Dietitians",
    "26": "Legal and social professionals",
    "261": "Legal professionals",
    "2611": "Lawyers",
    "263": "Social professionals",
    "2631": "Economists",
    "3": "Associates",
    "31": "Technicians",
    "312": "Supervisors",
    "3123": "Construction supervisors",
    "34": "Legal associates",
    "341": "Legal associate professionals",
    "3411": "Paralegals",
    "4": "Clerks",
    "41": "Typists",
    "413": "Keyboard clerks",
    "4131": "Word processors",
}
EDUCATION = {"school": 2, "associate": 5, "bachelor": 6, "master": 8, "doctor": 11}


def record(kind: Kind, slug: str, dataset: str = "d", **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {"dataset": dataset, "basis": "STATED", "slug": slug, "name": slug.capitalize()} | more


def role(slug: str, skills: str, code: str | None = None, **more: Any) -> tuple[Key, dict[str, Any]]:
    held = [{"skill": each, "importance": "ESSENTIAL"} for each in skills]
    return record(Kind.ROLE, slug, skills=held, groups=[f"isco-{code}"] if code else [], **more)


def educated(most: str) -> dict[str, Any]:
    """The figures of a role in which nine of ten people have one degree, the others the one beside it."""
    other = "bachelor" if most != "bachelor" else "associate"
    shares, said = {most: 0.9, other: 0.1}, {most: "TYPICAL", other: "HELPFUL"}
    found = [{"qualification": f"has-{each}", "requirement": said[each], "share": shares[each]} for each in shares]
    return {"qualifications": found}


def degrees() -> list[tuple[Key, dict[str, Any]]]:
    """What people have learned, a qualification for each category of O*NET's question."""
    return [
        record(
            Kind.QUALIFICATION,
            f"has-{name}",
            qualification_kind="DEGREE",
            external_ids=[{"scheme": "onet-education", "identifier": str(place)}],
        )
        for name, place in EDUCATION.items()
    ]


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(
        *((Key(Kind.DATASET, each), {"slug": each, "title": each.upper()}) for each in ("d", "elsewhere")),
        *(
            record(
                Kind.ROLE_GROUP,
                f"isco-{code}",
                name=name,
                scheme="ISCO",
                code=code,
                **({"broader": f"isco-{code[:-1]}"} if len(code) > 1 else {}),
            )
            for code, name in GROUPS.items()
        ),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in "abcdefgh"),
        *(record(Kind.SKILL, f"other-{each}", "elsewhere", skill_kind="SKILL") for each in "ab"),
        *degrees(),
        role("lawyer", "abcd", "2611"),
        role("prosecutor", "abcd", "2611"),
        role("economist", "abcd", "2631"),
        role("paralegal", "abcd", "3411"),
        role("typist", "abce", "4131"),
        role("builder", "gh", "3123"),
        role("physiotherapist", "gh", "2264"),
        role("dietitian", "gh", "2265"),
        role("manager", "gh", "1323"),
        role("aide", "ef", **educated("school")),
        role("nurse", "ef", **educated("bachelor")),
        role("specialist", "ef", **educated("master")),
        role("scholar", "ef", **educated("doctor")),
        record(Kind.ROLE, "pipes", name="Pipeline work", description="Work on the pipeline."),
        record(
            Kind.ROLE,
            "data",
            "elsewhere",
            name="Pipeline work",
            description="Work on the pipeline.",
            skills=[{"skill": f"other-{each}", "importance": "ESSENTIAL"} for each in "ab"],
        ),
    )


def only_gate(move: Transition) -> Barrier:
    (gate,) = [each for each in move.barriers if each.is_gate]
    return gate


def kept(move: Transition) -> float:
    return sum(each.contribution for each in move.factors)


def test_a_licence_makes_no_move_easy_however_alike_the_two_are(office: Snapshot) -> None:
    move = transition(office, "economist", "lawyer")
    assert move.band is MoveBand.WITHIN_REACH
    gate = only_gate(move)
    assert (gate.kind, gate.needed, gate.held) == (BarrierKind.LICENCE, "a licence for Lawyer", None)
    assert "Directive 98/5/EC" in gate.explanation
    assert move.to_role.regulated is None, "that stays what the source says: nothing"
    assert FactorKind.LICENCE not in {each.kind for each in move.unknown}
    back = transition(office, "lawyer", "economist")
    assert back.band is MoveBand.EASY
    assert not any(each.is_gate for each in back.barriers)


def test_who_has_the_licence_needs_no_other(office: Snapshot) -> None:
    move = transition(office, "lawyer", "prosecutor")
    assert (move.band, move.barriers) == (MoveBand.EASY, ())


def test_a_degree_that_most_people_have_there_and_none_here_is_a_gate(office: Snapshot) -> None:
    up, down = transition(office, "aide", "nurse"), transition(office, "nurse", "aide")
    assert only_gate(up).kind is BarrierKind.EDUCATION
    assert up.band is MoveBand.WITHIN_REACH
    assert not any(each.is_gate for each in down.barriers)
    assert down.band is MoveBand.EASY
    higher = transition(office, "nurse", "specialist")
    assert {each.kind for each in higher.barriers} == {BarrierKind.EDUCATION}
    assert not any(each.is_gate for each in higher.barriers), "who has one degree can have another"


def test_a_step_up_to_a_profession_is_a_gate_and_one_to_a_manager_is_none(office: Snapshot) -> None:
    assert only_gate(transition(office, "paralegal", "economist")).kind is BarrierKind.PREPARATION
    promoted = transition(office, "builder", "manager")
    assert {each.kind for each in promoted.barriers} == {BarrierKind.PREPARATION}
    assert not any(each.is_gate for each in promoted.barriers)


def test_each_health_profession_has_a_training_of_its_own(office: Snapshot) -> None:
    move = transition(office, "physiotherapist", "dietitian")
    gate, licence = (each for each in move.barriers if each.is_gate)
    assert (gate.kind, gate.needed) == (BarrierKind.PREPARATION, "preparation for “Dietitians” (ISCO 2265)")
    assert (licence.kind, licence.is_expected) == (BarrierKind.LICENCE, True)
    assert licence.share == 0, "nobody begins without it, though it is had with the training"
    assert move.band is MoveBand.WITHIN_REACH
    assert not any(each.is_gate for each in transition(office, "dietitian", "economist").barriers)


def test_what_a_gate_takes_is_told_by_its_barrier(office: Snapshot) -> None:
    for pair in (("economist", "lawyer"), ("aide", "nurse"), ("paralegal", "economist"), ("typist", "lawyer")):
        move = transition(office, *pair)
        assert move.feasibility <= MOST
        assert kept(move) == pytest.approx(office.ranking.feasibility(move.from_role, move.to_role), abs=1e-9)
        assert sum(each.weight for each in move.factors) == pytest.approx(1)


def test_gates_keep_the_order_of_moves(office: Snapshot) -> None:
    near, far = (transition(office, each, "lawyer").feasibility for each in ("paralegal", "typist"))
    assert near > far


def test_preparation_for_another_field_names_both_fields_and_no_level_twice(office: Snapshot) -> None:
    (barrier,) = transition(office, "lawyer", "economist").barriers
    assert barrier.kind is BarrierKind.PREPARATION
    assert barrier.needed == "preparation for “Social professionals” (ISCO 263)"
    assert barrier.held == "preparation for “Legal professionals” (ISCO 261)"
    assert barrier.explanation == (
        "It takes no more preparation, but for another field: Economist for “Social professionals” (ISCO 263), "
        "Lawyer for “Legal professionals” (ISCO 261)."
    )


def test_words_alone_make_no_move_easy_and_what_is_missing_is_told_as_unknown(office: Snapshot) -> None:
    move = transition(office, "pipes", "data")
    assert {each.kind for each in move.factors} == {FactorKind.MEANING, FactorKind.WORK, FactorKind.UNKNOWN}
    assert move.likeness > 0.45
    assert move.band is not MoveBand.EASY
    assert (move.skill_gaps, move.skills_known) == ((), 0.0)
    assert [each.slug for each in move.unknown_skills] == ["other-a", "other-b"]
    (said,) = [each.explanation for each in move.unknown if each.kind is FactorKind.SKILLS]
    assert said.startswith("No source tells which of the 2 skills of Pipeline work people in Pipeline work have")
    assert transition(office, "economist", "paralegal").skills_known == 1.0
    other = transition(office, "economist", "pipes")
    assert other.skills_known is None, "it asks for none"
    assert [each.explanation for each in other.unknown if each.kind is FactorKind.SKILLS] == [
        "No source tells which skills Pipeline work takes: what is missing is unknown."
    ]


def test_a_ladder_tells_what_its_end_takes_and_no_step_past_that_is_easy(office: Snapshot) -> None:
    found = career_paths(office, "typist", "lawyer", max_moves=4, first=5)
    for path in found:
        assert {each.kind for each in path.whole.barriers if each.is_gate} == {BarrierKind.LICENCE}
        for move in path.moves:
            if move.target.slug in ("lawyer", "prosecutor") and move.source.slug not in ("lawyer", "prosecutor"):
                assert move.band is not MoveBand.EASY


def test_a_step_down_is_told_in_steps_and_words_and_no_other_is_one(office: Snapshot) -> None:
    down = transition(office, "economist", "typist").step_down
    assert down is not None
    assert (down.steps, down.kind) == (2.0, BarrierKind.PREPARATION)
    assert down.explanation.startswith("It takes less preparation: Typist ISCO skill level 2,")
    studied = transition(office, "scholar", "nurse").step_down
    assert studied is not None
    assert studied.kind is BarrierKind.EDUCATION
    assert studied.steps == pytest.approx(0.5 * (0.9 * 11 + 0.1 * 6 - 0.9 * 6 - 0.1 * 5))
    for pair in (("typist", "economist"), ("economist", "lawyer"), ("economist", "economist"), ("pipes", "data")):
        assert transition(office, *pair).step_down is None


def test_counsel_names_a_step_down_after_what_is_as_feasible_and_changes_no_figure(office: Snapshot) -> None:
    by_feasibility, by_counsel = (
        [(each.target.slug, each.feasibility) for each in transitions(office, "economist", order=order)]
        for order in (MoveOrder.FEASIBILITY, MoveOrder.COUNSEL)
    )
    assert dict(by_feasibility) == dict(by_counsel)
    assert [slug for slug, _ in by_feasibility].index("paralegal") == 0
    assert [slug for slug, _ in by_counsel].index("lawyer") < [slug for slug, _ in by_counsel].index("typist")


def test_where_nobody_asked_who_has_a_degree_that_similar_roles_have_fewer_is_no_gate() -> None:
    group = {"slug": "soc-15-12", "name": "Computer work", "scheme": "SOC", "code": "15-1200"}
    other = {"slug": "soc-15-20", "name": "Mathematics", "scheme": "SOC", "code": "15-2000"}
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        record(Kind.SKILL, "a", skill_kind="SKILL"),
        *(record(Kind.ROLE_GROUP, **each) for each in (group, other)),
        *degrees(),
        record(Kind.ROLE, "technician", groups=["soc-15-12"], **educated("associate")),
        record(Kind.ROLE, "developer", groups=["soc-15-12"]),
        record(Kind.ROLE, "statistician", groups=["soc-15-20"], **educated("master")),
        record(Kind.ROLE, "data-scientist", groups=["soc-15-20"]),
    )
    move = transition(snapshot, "developer", "data-scientist")
    (barrier,) = move.barriers
    assert (barrier.kind, barrier.is_gate, barrier.is_expected) == (BarrierKind.EDUCATION, False, True)
    assert only_gate(transition(snapshot, "technician", "data-scientist")).is_expected
    assert not only_gate(transition(snapshot, "technician", "statistician")).is_expected
