"""What the analysis answers on the shipped dataset."""

import pytest

from knowledge.errors import BadInput, NotFound
from knowledge.questions.hiring import advise_hire
from knowledge.questions.match import match_roles
from knowledge.questions.moves import MoveFilter, transitions
from knowledge.questions.overlap import overlap
from knowledge.questions.pathway import career_paths
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot


def test_three_roles_share_less_than_two(shipped: Snapshot) -> None:
    two = overlap(shipped, ["ai-engineer", "ml-engineer"])
    three = overlap(shipped, ["ai-engineer", "ml-engineer", "data-scientist"])
    assert {each.entity.slug for each in three.skills} < {each.entity.slug for each in two.skills}
    assert "python" in {each.entity.slug for each in three.skills}


def test_what_every_role_has_is_less_specific_than_what_one_has(shipped: Snapshot) -> None:
    specificity = shipped.profiles.specificity
    assert specificity(shipped.skills["python"]) < specificity(shipped.skills["linear-algebra"])
    assert specificity(shipped.skills["linear-algebra"]) < specificity(shipped.skills["fpgas"]) == 1


def test_transition_is_not_symmetric(shipped: Snapshot) -> None:
    there = transition(shipped, "ml-engineer", "ai-engineer")
    back = transition(shipped, "ai-engineer", "ml-engineer")
    assert there.feasibility != back.feasibility
    assert {"robotics", "gpus", "computer-vision"} <= {gap.skill.slug for gap in there.skill_gaps}
    assert {"feature-engineering", "time-series-analysis", "regression"} <= {gap.skill.slug for gap in back.skill_gaps}


def test_a_gap_names_the_closest_skill_that_is_held(shipped: Snapshot) -> None:
    gaps = {gap.skill.slug: gap for gap in transition(shipped, "ml-engineer", "ai-engineer").skill_gaps}
    closest = gaps["ci-cd"].closest
    assert closest is not None
    assert closest.slug == "mlops"
    assert gaps["fpgas"].closest is None


def test_a_documented_move_is_told_but_not_counted(shipped: Snapshot) -> None:
    documented = transition(shipped, "ml-engineer", "data-engineer")
    assert documented.documented_move is not None
    assert transition(shipped, "data-engineer", "ml-engineer").documented_move is None
    assert sum(factor.contribution for factor in documented.factors) == documented.feasibility


def test_transitions_can_be_narrowed_to_documented_moves(shipped: Snapshot) -> None:
    documented = transitions(shipped, "ai-engineer", MoveFilter(documented=True))
    others = transitions(shipped, "ai-engineer", MoveFilter(documented=False))
    moves = {move.to_role.slug for move in shipped.roles["ai-engineer"].moves_out}
    assert {each.target.slug for each in documented} == moves
    assert not {each.target.slug for each in others} & moves
    assert len(documented) + len(others) == len(shipped.roles) - 1


def test_transitions_can_be_narrowed_by_feasibility_and_dataset(shipped: Snapshot) -> None:
    everything = [each.feasibility for each in transitions(shipped, "ai-engineer")]
    middle = sorted(everything)[len(everything) // 2]
    easy = [each.feasibility for each in transitions(shipped, "ai-engineer", MoveFilter(minimum_feasibility=middle))]
    assert easy == [each for each in everything if each >= middle]
    assert 0 < len(easy) < len(everything)
    for unknown in (MoveFilter(dataset="another"), MoveFilter(group="another")):
        with pytest.raises(NotFound, match="another"):
            transitions(shipped, "ai-engineer", unknown)
    with pytest.raises(BadInput, match=r"0 to 1"):
        transitions(shipped, "ai-engineer", MoveFilter(minimum_feasibility=2))


def test_a_higher_degree_stands_for_a_lower_one(shipped: Snapshot) -> None:
    gaps = transition(shipped, "ai-research-scientist", "ai-engineer").qualification_gaps
    assert "bachelors-degree" not in {gap.slug for gap in gaps}
    assert "ai-certification" in {gap.slug for gap in gaps}
    towards = transition(shipped, "ai-engineer", "ai-research-scientist").qualification_gaps
    assert [gap.slug for gap in towards] == ["doctorate"]


def test_paths_find_a_way_round_that_is_easier_than_the_direct_one(shipped: Snapshot) -> None:
    best = career_paths(shipped, "robotics-engineer", "data-engineer", max_moves=4, first=3)[0]
    direct = 1 - transition(shipped, "robotics-engineer", "data-engineer").feasibility
    stops = [move.to_role.slug for move in best.moves]
    assert len(stops) > 1
    assert best.difficulty < direct


def test_a_profile_is_understood_by_slug_name_and_alias(shipped: Snapshot) -> None:
    matches = match_roles(shipped, ["python", "Data Visualisation", "svm"], ["sklearn"])
    assert not matches.unknown
    best = next(match for match in matches.matches if match.role.slug == "ml-engineer")
    assert {skill.slug for skill in best.matched_skills} == {"python", "data-visualisation", "support-vector-machines"}
    assert [tool.slug for tool in best.matched_tools] == ["scikit-learn"]


def test_unknown_names_in_a_profile_are_reported_and_the_rest_is_answered(shipped: Snapshot) -> None:
    matches = match_roles(shipped, ["python", "pyton", "beekeeping"], ["no such tool"])
    assert [(each.name, each.argument) for each in matches.unknown] == [
        ("beekeeping", ("profile", "skills", 2)),
        ("no such tool", ("profile", "tools", 0)),
    ]
    exact, misspelt = matches.understood
    assert (exact.entity.slug, exact.confidence) == (misspelt.entity.slug, 1.0) == ("python", 1.0)
    assert 0.5 <= misspelt.confidence < 1
    assert misspelt.argument == ("profile", "skills", 1)
    assert matches.matches


@pytest.mark.parametrize(("skills", "message"), [([], "empty"), (["python"] * 501, "at most 500")])
def test_a_profile_has_1_to_500_entries(shipped: Snapshot, skills: list[str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        match_roles(shipped, skills, [])


@pytest.mark.parametrize(
    ("need", "role", "beside"),
    [
        ("self-driving cars", "ai-engineer", set()),
        ("chatbots", "ai-engineer", set()),
        ("recommendation systems", "ml-engineer", set()),
        ("churn prediction", "ml-engineer", set()),
        ("risk assessment", "ml-engineer", set()),
        ("voice assistant", "ml-engineer", {"ai-engineer"}),
    ],
)
def test_hiring_advice_follows_the_article(shipped: Snapshot, need: str, role: str, beside: set[str]) -> None:
    advice = {each.role.slug: each for each in advise_hire(shipped, [need])}
    assert advice[role].matched_needs
    assert advice[role].score == max(each.score for each in advice.values())
    assert beside <= {other.slug for other in advice[role].together}
    assert advice[role].reason


def test_fraud_detection_is_advised_to_both(shipped: Snapshot) -> None:
    advised = [each.role.slug for each in advise_hire(shipped, ["fraud detection"]) if each.matched_needs]
    assert set(advised) == {"ai-engineer", "ml-engineer"}


def test_needs_that_nothing_is_known_of_are_named(shipped: Snapshot) -> None:
    advice = advise_hire(shipped, ["chatbots", "xylophone tuning"])
    assert advice[0].unmatched_needs == ("xylophone tuning",)
    guessed = advise_hire(shipped, ["xylophone tuning"])
    assert all(each.is_guess and each.unmatched_needs == ("xylophone tuning",) for each in guessed)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("ml eng", "ml-engineer"),
        ("machine lerning", "machine-learning"),
        ("engineer ai", "ai-engineer"),
        ("pyth", "python"),
        ("c++", "c-plus-plus"),
        ("sklearn", "scikit-learn"),
        ("robot operating system", "ros"),
        ("PHD", "doctorate"),
        ("computer vison engineer", "computer-vision-engineer"),
        ("self driving", "autonomous-vehicles"),
    ],
)
def test_search_finds_what_is_meant(shipped: Snapshot, query: str, slug: str) -> None:
    assert shipped.search_index.search(query)[0].entity.slug == slug


@pytest.mark.parametrize("query", ["", "   ", "???", "zzzzqqq"])
def test_search_for_nothing_finds_nothing(shipped: Snapshot, query: str) -> None:
    assert shipped.search_index.search(query) == []
