"""Which licences are expected of whom, what stands for them, and that what is expected is told as expected."""

from math import exp
from typing import Any

import pytest

from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.feasibility import MoveBand
from knowledge.likeness.licences import Licence, licences, missing, training
from knowledge.likeness.professions import PROFESSIONS
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.learning_plan import plan_profile
from knowledge.questions.match import understood
from knowledge.questions.moves import MoveOrder, transitions
from knowledge.questions.transition import Transition, transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.test_gates import record

ISCO = ("0110", "0210", "0310", "2142", "2145", "2211", "2221", "2222", "2269", "3153", "3221", "5414", "7411", "7412")
SOC = ("29-1126", "29-1141", "29-1161", "29-2043", "29-1299")
WORK = {
    "officer": "isco-0110",
    "sergeant": "isco-0210",
    "infantry-soldier": "isco-0310",
    "air-force-pilot": "isco-0310",
    "civil-engineer": "isco-2142",
    "chemical-engineer": "isco-2145",
    "doctor": "isco-2211",
    "nurse": "isco-2221",
    "midwife": "isco-2222",
    "podiatrist": "isco-2269",
    "music-therapist": "isco-2269",
    "art-therapist": "isco-2269",
    "co-pilot": "isco-3153",
    "drone-engineer": "isco-3153",
    "practical-nurse": "isco-3221",
    "security-guard": "isco-5414",
    "electrician": "isco-7411",
    "meter-fitter": "isco-7411",
    "electrical-fitter": "isco-7412",
    "respiratory-therapist": "soc-29-1126",
    "registered-nurse": "soc-29-1141",
    "nurse-midwife": "soc-29-1161",
    "paramedic": "soc-29-2043",
}


@pytest.fixture(scope="module")
def people() -> Snapshot:
    """Roles that hold all the same skills, which few others hold: nothing but what they are classified as tells them
    apart."""

    def role(slug: str, group: str, **more: Any) -> tuple[Key, dict[str, Any]]:
        held = [{"skill": each, "importance": "ESSENTIAL"} for each in ("a", "b", "c")]
        return record(Kind.ROLE, slug, name=slug.replace("-", " "), skills=held, groups=[group], **more)

    codes = {code[:digits] for code in ISCO for digits in range(1, 5)}
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in "abcdef"),
        *(
            record(
                Kind.ROLE_GROUP,
                f"isco-{code}",
                name=code,
                scheme="ISCO",
                code=code,
                **({"broader": f"isco-{code[:-1]}"} if len(code) > 1 else {}),
            )
            for code in codes
        ),
        *(record(Kind.ROLE_GROUP, f"soc-{code}", name=code, scheme="SOC", code=code) for code in SOC),
        record(
            Kind.QUALIFICATION,
            "zone-3",
            qualification_kind="EXPERIENCE",
            external_ids=[{"scheme": "onet-job-zone", "identifier": "3"}],
        ),
        record(
            Kind.QUALIFICATION,
            "zone-4",
            qualification_kind="EXPERIENCE",
            external_ids=[{"scheme": "onet-job-zone", "identifier": "4"}],
        ),
        *(role(slug, group) for slug, group in WORK.items()),
        *(
            record(Kind.ROLE, f"other-{each}", skills=[{"skill": "d", "importance": "ESSENTIAL"}])
            for each in range(200)
        ),
        role("ward-nurse", "soc-29-1141", qualifications=[{"qualification": "zone-4", "requirement": "TYPICAL"}]),
        role("acute-care-nurse", "soc-29-1141", qualifications=[{"qualification": "zone-3", "requirement": "TYPICAL"}]),
        role("orthoptist", "soc-29-1299", qualifications=[{"qualification": "zone-3", "requirement": "TYPICAL"}]),
    )


def gates(move: Transition) -> list[tuple[BarrierKind, bool]]:
    return [(each.kind, each.is_expected) for each in move.barriers if each.is_gate]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("paramedic", "respiratory-therapist"),
        ("electrical-fitter", "electrician"),
        ("music-therapist", "podiatrist"),
        ("security-guard", "practical-nurse"),
    ],
)
def test_what_many_countries_ask_for_is_an_expected_gate_that_makes_nothing_easy(
    people: Snapshot, source: str, target: str
) -> None:
    move = transition(people, source, target)
    assert gates(move)[0] == (BarrierKind.LICENCE, True)
    assert move.band is not MoveBand.EASY
    (said,) = [each for each in move.barriers if each.kind is BarrierKind.LICENCE]
    assert said.explanation.startswith("No source says whether ")
    assert said.needed.endswith(", in many countries")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("nurse", "practical-nurse"),
        ("electrician", "electrical-fitter"),
        ("electrician", "meter-fitter"),
        ("registered-nurse", "acute-care-nurse"),
        ("nurse-midwife", "registered-nurse"),
        ("co-pilot", "drone-engineer"),
    ],
)
def test_no_licence_is_expected_where_none_is_asked_for_or_one_stands_for_it(
    people: Snapshot, source: str, target: str
) -> None:
    move = transition(people, source, target)
    assert BarrierKind.LICENCE not in {each.kind for each in move.barriers}


def test_who_takes_two_licences_lacks_the_one_that_is_not_held(people: Snapshot) -> None:
    both = licences(people.roles["nurse-midwife"])
    assert {each.profession for each in both} == {"nurses", "midwives", "advanced practice nurses"}
    ours = licences(people.roles["registered-nurse"])
    assert ours == {Licence("nurses")}
    assert {each.profession for each in missing(ours, both)} == {"midwives", "advanced practice nurses"}
    assert gates(transition(people, "registered-nurse", "nurse-midwife")) == [(BarrierKind.LICENCE, True)]


def test_a_law_that_lays_down_years_of_training_is_no_less_far_than_these(people: Snapshot) -> None:
    needed = licences(people.roles["doctor"])
    assert training((), needed) == 2.5
    assert training((), licences(people.roles["midwife"])) == 1.5
    assert training(licences(people.roles["nurse"]), licences(people.roles["midwife"])) == 0.75
    closed = sum(each.share for each in transition(people, "nurse", "doctor").barriers)
    assert closed == pytest.approx(1 - exp(-0.1 * 2.5 - 0.08 * 2.5**2))
    assert transition(people, "nurse", "doctor").band is MoveBand.HARD
    assert transition(people, "nurse", "midwife").band is MoveBand.WITHIN_REACH


def test_licences_of_one_group_of_what_is_in_no_other_do_not_stand_for_each_other(people: Snapshot) -> None:
    one, other = (licences(people.roles[each]) for each in ("music-therapist", "art-therapist"))
    assert {each.profession for each in one | other} == {"creative arts and recreational therapists"}
    assert missing(one, other) == other


def test_a_trade_of_the_armed_forces_takes_their_training_and_rank_is_no_step_down(people: Snapshot) -> None:
    for source in ("infantry-soldier", "security-guard", "co-pilot"):
        move = transition(people, source, "air-force-pilot")
        assert gates(move) == [(BarrierKind.PREPARATION, True)]
        assert move.band is not MoveBand.EASY
        assert move.step_down is None
    (barrier,) = transition(people, "infantry-soldier", "air-force-pilot").barriers
    assert (barrier.needed, barrier.held) == ("the training of the armed forces for air force pilot", None)
    assert transition(people, "infantry-soldier", "security-guard").band is MoveBand.EASY
    assert transition(people, "sergeant", "officer").band is not MoveBand.EASY


def test_no_other_degree_is_one_in_engineering_but_one_in_science_or_engineering(people: Snapshot) -> None:
    assert gates(transition(people, "nurse", "civil-engineer")) == [(BarrierKind.PREPARATION, False)]
    assert gates(transition(people, "chemical-engineer", "civil-engineer")) == []


def test_a_specialism_of_the_same_occupation_is_no_step_down(people: Snapshot) -> None:
    assert transition(people, "ward-nurse", "acute-care-nurse").step_down is None
    down = transition(people, "ward-nurse", "orthoptist").step_down
    assert down is not None
    assert (down.kind, down.steps) == (BarrierKind.PREPARATION, 1.0)


def test_counsel_ranks_nothing_behind_for_a_licence_that_only_some_countries_want(people: Snapshot) -> None:
    first = [each.target.slug for each in transitions(people, "electrical-fitter", order=MoveOrder.COUNSEL)]
    by_figure = [each.target.slug for each in transitions(people, "electrical-fitter", order=MoveOrder.FEASIBILITY)]
    assert first.index("electrician") < first.index("security-guard")
    assert by_figure.index("security-guard") < by_figure.index("electrician")


def test_a_plan_says_of_a_licence_that_it_is_expected(people: Snapshot) -> None:
    plan = plan_profile(people, understood(people, ["a"], []), "electrician")
    assert [(each.kind, each.is_gate, each.is_expected) for each in plan.requirements] == [
        (BarrierKind.LICENCE, True, True)
    ]
    trade = plan_profile(people, understood(people, ["a"], []), "air-force-pilot")
    assert [each.needed for each in trade.requirements] == ["the training of the armed forces for air force pilot"]


def test_each_line_of_the_table_stands_on_groups_and_on_professions_that_there_are() -> None:
    for name, profession in PROFESSIONS.items():
        assert profession.isco or profession.soc, name
        for each in (*profession.isco, *profession.soc):
            assert each.partition(" ")[0].isdecimal(), (name, each)
        for other in (*profession.covered_by, *(each for each, _ in profession.after)):
            assert other in PROFESSIONS, (name, other)
        assert not profession.years or profession.law, f"{name}: who lays the years down?"
