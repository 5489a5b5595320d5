"""What a career counsellor would sign: the answers around the rankings, over the real ESCO and O*NET."""

import csv
from collections import Counter

import numpy as np
import pytest

from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.feasibility import FactorKind, MoveBand, band
from knowledge.model.entities import Role
from knowledge.model.record import Key, Record
from knowledge.questions.difference import difference
from knowledge.questions.match import match_roles
from knowledge.questions.moves import MoveFilter, MoveOrder, transitions
from knowledge.questions.overlap import overlap
from knowledge.questions.pathway import career_paths
from knowledge.questions.profile_names import Having
from knowledge.questions.transition import Transition, transition
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.imported import Imported
from tests.conftest import IN_CI, SHARED

pytestmark = pytest.mark.xdist_group("releases")

NURSE, PILOT = "onet/registered-nurses", "onet/airline-pilots-copilots-and-flight-engineers"
OBSTETRICIAN = "onet/obstetricians-and-gynecologists"


def kinds(move: Transition) -> set[BarrierKind]:
    return {each.kind for each in move.barriers}


def test_a_dishwasher_lacks_what_a_pilot_needs_at_a_higher_level(onet: Snapshot) -> None:
    move = transition(onet, "onet/dishwashers", PILOT)
    first = move.skill_gaps[0]
    assert first.skill.name == "Transportation"
    assert first.source is not None
    assert (first.source.level_rating, first.target.level_rating) == (2.34, 6.04)
    assert first.missing == pytest.approx(3.7 / 7, abs=1e-3)
    assert first.closest is None, "it is held, at a lower level"
    assert len(move.skill_gaps) > 40
    assert move.band is MoveBand.OUT_OF_REACH
    assert {BarrierKind.PREPARATION, BarrierKind.EDUCATION, BarrierKind.LEVELS} <= kinds(move)


def test_a_nurse_lacks_medicine_and_biology_to_be_an_obstetrician(onet: Snapshot) -> None:
    move = transition(onet, NURSE, OBSTETRICIAN)
    gaps = {
        gap.skill.name: (gap.source and gap.source.level_rating, gap.target.level_rating) for gap in move.skill_gaps
    }
    assert gaps["Medicine and Dentistry"] == (4.47, 6.64)
    assert gaps["Biology"] == (2.58, 5.22)
    assert [gap.skill.name for gap in move.skill_gaps[:2]] == ["Biology", "Medicine and Dentistry"]
    levels = next(each for each in move.barriers if each.kind is BarrierKind.LEVELS)
    assert "Medicine and Dentistry 6.64" in levels.needed
    assert levels.held is not None
    assert "Medicine and Dentistry 4.47" in levels.held


def test_what_is_missing_is_ranked_by_how_much_of_it_and_how_much_it_is_needed(onet: Snapshot) -> None:
    for gaps in (transition(onet, *pair).skill_gaps for pair in ((NURSE, OBSTETRICIAN), ("onet/dishwashers", PILOT))):
        worth = [gap.weight * gap.missing for gap in gaps]
        assert worth == sorted(worth, reverse=True)
        assert all(0.07 <= gap.missing <= 1 for gap in gaps)


def test_a_step_down_lacks_no_qualification(onet: Snapshot) -> None:
    move = transition(onet, NURSE, "onet/licensed-practical-and-licensed-vocational-nurses")
    assert move.qualification_gaps == ()
    assert not move.barriers
    assert move.band is MoveBand.EASY
    up = transition(onet, "onet/licensed-practical-and-licensed-vocational-nurses", NURSE)
    assert up.feasibility < move.feasibility


def test_a_qualification_gap_is_one_line_for_each_scale(onet: Snapshot) -> None:
    for target in ("onet/carpet-installers", "onet/physicists", PILOT):
        gaps = transition(onet, "onet/janitors-and-cleaners-except-maids-and-housekeeping-cleaners", target)
        assert len(gaps.qualification_gaps) <= 3, target


def test_moves_are_harder_up_than_down(onet: Snapshot) -> None:
    path = SHARED / "eval/directions.tsv"
    if not path.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("the directions are not beside this checkout")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            up, down = transition(onet, row["from"], row["to"]), transition(onet, row["to"], row["from"])
            assert up.feasibility + 0.05 <= down.feasibility, row
            assert up.likeness == pytest.approx(down.likeness, abs=1e-12), "how related two are has no direction"
            assert up.barriers, "and the answer says why"


def test_a_nurse_is_nearer_to_a_home_health_aide_than_to_a_physician(onet: Snapshot) -> None:
    def feasible(target: str) -> float:
        return transition(onet, NURSE, target).feasibility

    assert feasible("onet/home-health-aides") > feasible("onet/family-medicine-physicians")
    best = {move.target.slug for move in transitions(onet, NURSE)[:10]}
    assert not {slug for slug in best if "physician" in slug or slug in (OBSTETRICIAN, "onet/pediatricians-general")}


def test_what_a_source_does_not_rate_is_found_all_the_same(onet: Snapshot) -> None:
    likest = [move.target.slug for move in transitions(onet, "onet/computer-programmers", None, MoveOrder.LIKENESS)[:5]]
    assert "onet/software-developers" in likest
    near = [move.target.slug for move in transitions(onet, NURSE, None, MoveOrder.LIKENESS)[:60]]
    assert "onet/emergency-medical-technicians" in near
    unrated = transition(onet, "onet/statisticians", "onet/data-scientists")
    assert FactorKind.SKILLS in {each.kind for each in unrated.unknown}, "and the answer says what it does not know"
    assert not {FactorKind.RATINGS, FactorKind.LEVELS} & {each.kind for each in unrated.factors}


def test_datasets_that_no_vocabulary_joins_are_compared_by_what_does_compare(both: Snapshot) -> None:
    move = transition(both, NURSE, "esco/nurse-responsible-for-general-care")
    assert not move.skill_gaps, "what has no word there is not missing"
    assert len(move.unknown_skills) == len(move.to_role.skills)
    assert FactorKind.SKILLS in {each.kind for each in move.unknown}
    assert move.likeness > 0.6
    found = overlap(both, [NURSE, "esco/nurse-responsible-for-general-care"])
    assert not found.comparable
    assert found.likeness > 0.6
    assert overlap(both, [NURSE, "onet/critical-care-nurses"]).comparable


def test_two_rated_roles_differ_first_where_their_levels_do(onet: Snapshot) -> None:
    shifts = difference(onet, NURSE, OBSTETRICIAN).emphasis
    assert [abs(each.shift) for each in shifts] == sorted((abs(each.shift) for each in shifts), reverse=True)
    largest = {each.feature.name: round(each.shift, 3) for each in shifts[:5]}
    assert largest["Biology"] == round((5.22 - 2.58) / 7, 3)


def test_two_rated_roles_share_first_what_both_are_strong_in(onet: Snapshot) -> None:
    shared = [each.entity.name for each in overlap(onet, [NURSE, "onet/critical-care-nurses"]).skills]
    assert "Medicine and Dentistry" in shared[:4]
    assert "English Language" not in shared[:15], "everybody has that"


def own(role: Role) -> list[Having]:
    return [Having(link.skill.slug, link.level) for link in role.skills]


@pytest.mark.parametrize("dataset", ["onet", "esco"])
def test_a_role_is_the_first_that_fits_its_own_skills(both: Snapshot, dataset: str) -> None:
    roles = [role for role in both.roles.values() if role.dataset.slug == dataset and len(role.skills) > 5][::40]
    first = Counter(match_roles(both, [], [], own(role)).matches[0].role is role for role in roles)
    assert first[True] / len(roles) >= 0.95
    essential = 0
    for role in roles:
        needed = [link.skill.slug for link in role.skills if link.importance == "ESSENTIAL"]
        essential += not needed or match_roles(both, needed, []).matches[0].role is role
    assert essential / len(roles) >= 0.95


def test_a_band_holds_as_many_pairs_in_esco_as_in_onet(esco: Snapshot, onet: Snapshot) -> None:
    def shares(snapshot: Snapshot) -> dict[MoveBand, float]:
        found = [snapshot.ranking.feasibilities(role) for role in snapshot.ranking.roles[::20]]
        counts = Counter(map(band, np.concatenate(found).tolist()))
        return {each: counts[each] / sum(counts.values()) for each in MoveBand}

    ours, theirs = shares(esco), shares(onet)
    for each in MoveBand:
        assert 1 / 1.5 <= ours[each] / theirs[each] <= 1.5, each


def test_figures_of_a_dataset_do_not_hang_on_what_else_is_loaded(
    onet: Snapshot, esco: Snapshot, both: Snapshot
) -> None:
    for alone, slug in ((onet, NURSE), (esco, "esco/shop-assistant")):
        dataset = alone.roles[slug].dataset.slug
        one, other = (transitions(each, slug, MoveFilter(dataset=dataset)) for each in (alone, both))
        figures = [[(move.target.slug, move.feasibility, move.likeness) for move in each] for each in (one, other)]
        assert figures[0] == figures[1]


@pytest.fixture(scope="module")
def joined(shipped_records: dict[Key, Record], esco_release: Imported) -> Snapshot:
    return build(shipped_records | {seed.key: seed.record for seed in esco_release.seeds}, [])


def test_the_shipped_figures_are_the_same_with_esco_beside_them(
    shipped_records: dict[Key, Record], joined: Snapshot
) -> None:
    alone = build(shipped_records, [])
    own = MoveFilter(dataset="ai-careers")
    for source in alone.roles:
        one, other = (
            [(each.target.slug, each.feasibility, each.likeness) for each in transitions(world, source, own)]
            for world in (alone, joined)
        )
        assert one == other, source


def test_what_only_sounds_alike_is_not_easy_and_what_is_missing_is_unknown(joined: Snapshot) -> None:
    move = transition(joined, "data-engineer", "esco/pipeline-engineer")
    assert move.band is not MoveBand.EASY, "those are pipelines of oil and gas"
    assert move.skills_known is not None
    assert move.skills_known < 0.1
    easy = [each for each in transitions(joined, "data-engineer") if each.band is MoveBand.EASY]
    assert {each.target.dataset.slug for each in easy} == {"ai-careers"}


def test_no_barrier_names_one_thing_twice(onet: Snapshot, esco: Snapshot) -> None:
    for snapshot, kept in ((onet, 80), (esco, 220)):
        roles = [role for role in snapshot.roles.values() if role.active][::kept]
        for source in roles:
            for target in roles:
                for each in transition(snapshot, source.slug, target.slug).barriers:
                    assert each.needed != each.held, (source.slug, target.slug, each.explanation)


def test_a_nurse_is_no_physiotherapist_or_psychologist_without_studying(esco: Snapshot) -> None:
    for target in ("physiotherapist", "clinical-psychologist", "dietitian"):
        move = transition(esco, "esco/nurse-responsible-for-general-care", f"esco/{target}")
        assert any(each.is_gate for each in move.barriers), target
        assert move.band is not MoveBand.EASY
    assert transition(esco, "esco/nurse-responsible-for-general-care", "esco/specialist-nurse").band is MoveBand.EASY


def test_a_judge_takes_what_a_lawyer_has(esco: Snapshot) -> None:
    assert BarrierKind.LICENCE in kinds(transition(esco, "esco/legal-consultant", "esco/judge"))
    assert BarrierKind.LICENCE not in kinds(transition(esco, "esco/lawyer", "esco/judge"))


def test_counsel_offers_a_manager_no_helper_first(esco: Snapshot, onet: Snapshot) -> None:
    for snapshot, manager in ((esco, "esco/restaurant-manager"), (onet, "onet/construction-managers")):
        for move in transitions(snapshot, manager, order=MoveOrder.COUNSEL)[:5]:
            assert move.step_down is None, move.target.slug


def test_the_way_from_nursing_assistant_to_physician_leads_over_nurses(onet: Snapshot) -> None:
    found = career_paths(onet, "onet/nursing-assistants", "onet/family-medicine-physicians", max_moves=4, first=3)
    ladders = [path for path in found if not path.direct]
    assert ladders
    rungs = {move.target.name for path in ladders for move in path.moves}
    assert "Registered Nurses" in rungs
    assert not {name for name in rungs if "All Other" in name}, "residual roles are no rungs"
    for path in ladders:
        assert not path.feasible, "medicine is studied, whatever the rungs are"
        assert path.reason is not None
        assert "doctors of medicine" in path.gates[-1].explanation or path.moves[-1].band is MoveBand.EASY
        assert any("doctors of medicine" in each.explanation for each in path.gates)


@pytest.mark.parametrize("source", ["nurse-practitioners", "physician-assistants", "registered-nurses"])
def test_nobody_becomes_a_physician_without_studying_medicine(onet: Snapshot, source: str) -> None:
    move = transition(onet, f"onet/{source}", "onet/emergency-medicine-physicians")
    (gate,) = [each for each in move.barriers if each.is_gate]
    assert (gate.kind, gate.is_expected) == (BarrierKind.LICENCE, True)
    assert move.band is MoveBand.HARD
    best, *_ = career_paths(onet, f"onet/{source}", "onet/emergency-medicine-physicians", max_moves=4, first=3)
    assert not best.feasible
    assert best.reason is not None


def test_a_specialism_of_nursing_is_no_step_down_and_another_licence_is_no_easy_move(onet: Snapshot) -> None:
    assert transition(onet, NURSE, "onet/acute-care-nurses").step_down is None
    assert transition(onet, NURSE, "onet/licensed-practical-and-licensed-vocational-nurses").step_down is not None
    for source, target in (
        (NURSE, "nurse-midwives"),
        (NURSE, "midwives"),
        ("onet/paramedics", "respiratory-therapists"),
        ("onet/licensed-practical-and-licensed-vocational-nurses", "registered-nurses"),
    ):
        move = transition(onet, source, f"onet/{target}")
        assert BarrierKind.LICENCE in {each.kind for each in move.barriers if each.is_gate}, target
        assert move.band is not MoveBand.EASY, target


def test_a_soldier_is_no_pilot_and_may_guard_a_shop(esco: Snapshot) -> None:
    pilot = transition(esco, "esco/infantry-soldier", "esco/air-force-pilot")
    assert any(each.is_gate for each in pilot.barriers)
    assert pilot.band is not MoveBand.EASY
    assert transition(esco, "esco/infantry-soldier", "esco/security-guard").band is MoveBand.EASY


def test_a_step_down_without_a_barrier_is_not_out_of_reach(onet: Snapshot) -> None:
    for up, down in (("chief-executives", "cashiers"), ("lawyers", "waiters-and-waitresses")):
        move = transition(onet, f"onet/{up}", f"onet/{down}")
        assert {each.kind for each in move.barriers} <= {BarrierKind.LEVELS}
        assert move.band is not MoveBand.OUT_OF_REACH


def test_what_is_not_relevant_is_missing_where_it_is_needed(onet: Snapshot) -> None:
    move = transition(onet, "onet/dishwashers", "onet/physicists")
    physics = next(gap for gap in move.skill_gaps if gap.skill.name == "Physics")
    assert physics.source is not None
    assert physics.source.level_rating is None
    assert physics.missing > 0.5
    levels = next(each for each in move.barriers if each.kind is BarrierKind.LEVELS)
    assert levels.held is not None
    assert "Physics hardly any" in levels.held


def test_what_nobody_rated_is_not_told_as_missing(onet: Snapshot) -> None:
    move = transition(onet, "onet/software-developers", "onet/computer-programmers")
    if not any(link.level_rating is not None for link in move.from_role.skills):
        assert not move.skill_gaps
        assert len(move.unknown_skills) == len(move.to_role.skills)
    assert not overlap(onet, ["onet/data-scientists", "onet/statisticians"]).comparable


def test_one_licence_does_not_open_another_profession(esco: Snapshot) -> None:
    for one, other in (("pharmacist", "dental-practitioner"), ("nurse-responsible-for-general-care", "midwife")):
        assert BarrierKind.LICENCE in kinds(transition(esco, f"esco/{one}", f"esco/{other}"))


def test_a_barrier_of_figures_is_higher_than_what_most_people_have(onet: Snapshot) -> None:
    asked = {BarrierKind.EDUCATION, BarrierKind.TRAINING, BarrierKind.EXPERIENCE}
    for source in ("onet/family-medicine-physicians", "onet/cashiers", "onet/electricians"):
        for target in (NURSE, "onet/retail-salespersons", "onet/nursing-assistants"):
            for barrier in transition(onet, source, target).barriers:
                assert barrier.kind not in asked or barrier.needed.split(" (")[0] != (barrier.held or "").split(" (")[0]


def test_a_name_in_a_profile_stands_for_what_each_dataset_calls_so(both: Snapshot) -> None:
    found = match_roles(both, ["Psychology", "Therapy and Counseling"], [])
    onet_role = next(each for each in found.matches if each.role.dataset.slug == "onet")
    assert {skill.slug for skill in onet_role.matched_skills} == {"onet/psychology", "onet/therapy-and-counseling"}


def test_every_pair_gets_a_ladder_or_a_reason(onet: Snapshot) -> None:
    """So it is in ESCO, whose network takes long to make: tests/api/test_at_scale.py."""
    for one, other in (("onet/nursing-assistants", "onet/family-medicine-physicians"), ("onet/dishwashers", PILOT)):
        best, *_ = career_paths(onet, one, other, max_moves=4, first=3)
        assert best.direct == (len(best.moves) == 1)
        assert best.feasible == all(move.feasibility >= 0.33 for move in best.moves)
        assert (best.reason is None) == (best.feasible and not best.direct)


def test_the_closest_skill_is_the_one_that_means_the_most_alike(esco: Snapshot) -> None:
    gaps = {gap.skill.name: gap for gap in transition(esco, "esco/waiter-waitress", "esco/bartender").skill_gaps}
    closest = gaps["serve beers"].closest
    assert closest is not None
    assert closest.name == "serve beverages"


def test_names_alone_make_no_minister(esco: Snapshot) -> None:
    for one, other in (("minister-of-religion", "government-minister"), ("data-entry-clerk", "chief-data-officer")):
        best = {move.target.slug for move in transitions(esco, f"esco/{one}")[:10]}
        assert f"esco/{other}" not in best


def test_a_regulated_profession_takes_a_licence_from_all_but_its_own(esco: Snapshot) -> None:
    assert BarrierKind.LICENCE in kinds(
        transition(esco, "esco/nurse-assistant", "esco/nurse-responsible-for-general-care")
    )
    assert BarrierKind.LICENCE not in kinds(transition(esco, "esco/hospital-pharmacist", "esco/industrial-pharmacist"))
    assert BarrierKind.LICENCE in kinds(transition(esco, "esco/hospital-pharmacist", "esco/architect"))


def test_diverse_moves_are_no_list_of_one_role(esco: Snapshot) -> None:
    def sellers(diverse: bool) -> int:
        moves = transitions(esco, "esco/shop-assistant", diverse=diverse)[:10]
        return sum("specialised-seller" in move.target.slug for move in moves)

    assert sellers(True) < sellers(False)
    plain, mixed = (transitions(esco, "esco/shop-assistant", diverse=each) for each in (False, True))
    assert {move.target for move in plain} == {move.target for move in mixed}, "none is lost"


@pytest.mark.parametrize("source", ["onet/cashiers", "onet/accountants-and-auditors"])
def test_nobody_begins_without_a_licence_whatever_else_they_have_to_have_before(onet: Snapshot, source: str) -> None:
    move = transition(onet, source, "onet/elementary-school-teachers-except-special-education")
    assert BarrierKind.LICENCE in {each.kind for each in move.barriers if each.is_gate}


def test_levels_of_which_some_are_higher_are_no_step_down(onet: Snapshot) -> None:
    move = transition(onet, NURSE, "onet/lawyers")
    assert BarrierKind.LEVELS in {each.kind for each in move.barriers}
    assert move.step_down is None or move.step_down.kind is not BarrierKind.LEVELS
