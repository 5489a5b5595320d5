"""Laws that the analysis obeys whatever the data."""

import json
import math
import re
from itertools import pairwise, permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.difference import difference
from knowledge.questions.match import match_roles
from knowledge.questions.moves import transitions
from knowledge.questions.overlap import overlap
from knowledge.questions.pathway import career_paths
from knowledge.questions.transition import between, transition
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from tests.knowledge.worlds import ROLES, records, slugs, worlds

pairs = st.permutations(slugs("role", ROLES)).map(lambda order: (order[0], order[1]))


@given(worlds(), st.permutations(slugs("role", ROLES)), st.integers(2, ROLES))
def test_overlap_does_not_depend_on_the_order_of_roles(world: Snapshot, order: list[str], count: int) -> None:
    chosen = order[:count]
    one, other = overlap(world, chosen), overlap(world, chosen[::-1])
    assert math.isclose(one.similarity, other.similarity, abs_tol=1e-12)
    assert {each.entity for each in one.skills} == {each.entity for each in other.skills}
    assert {each.entity for each in one.tools} == {each.entity for each in other.tools}


@given(worlds(), pairs)
def test_similarity_is_between_0_and_1_and_full_only_for_equal_profiles(world: Snapshot, pair: tuple[str, str]) -> None:
    similarity = overlap(world, pair).similarity
    assert 0 <= similarity <= 1
    left, right = (world.profiles[world.roles[slug]].features for slug in pair)
    if similarity == 1:
        assert left == right


@given(worlds(), st.permutations(slugs("role", ROLES)))
def test_more_roles_never_have_more_in_common(world: Snapshot, order: list[str]) -> None:
    fewer, more = overlap(world, order[:2]), overlap(world, order[:3])
    assert {each.entity for each in more.skills} <= {each.entity for each in fewer.skills}
    assert more.similarity <= fewer.similarity + 1e-12


@given(worlds(), pairs)
def test_overlap_and_difference_divide_all_skills_and_tools(world: Snapshot, pair: tuple[str, str]) -> None:
    shared, apart = overlap(world, pair), difference(world, *pair)
    left, right = (world.roles[slug] for slug in pair)
    for links, end in (("skills", "skill"), ("tools", "tool")):
        common = {each.entity for each in getattr(shared, links)}
        only_left = {getattr(link, end) for link in getattr(apart.only_left, links)}
        only_right = {getattr(link, end) for link in getattr(apart.only_right, links)}
        assert not common & only_left
        assert not only_left & only_right
        assert common | only_left == {getattr(link, end) for link in getattr(left, links)}
        assert common | only_right == {getattr(link, end) for link in getattr(right, links)}


@given(worlds(), pairs)
def test_difference_turned_round_is_its_mirror(world: Snapshot, pair: tuple[str, str]) -> None:
    there, back = difference(world, *pair), difference(world, *pair[::-1])
    assert there.only_left == back.only_right
    assert there.only_right == back.only_left
    assert {(shift.feature, shift.shift) for shift in there.emphasis} == {
        (shift.feature, -shift.shift) for shift in back.emphasis
    }


@given(worlds(), st.sampled_from(slugs("role", ROLES)))
def test_a_transition_to_oneself_is_certain_and_has_no_gap(world: Snapshot, slug: str) -> None:
    itself = transition(world, slug, slug)
    assert itself.feasibility == 1
    assert not itself.skill_gaps
    assert not itself.tool_gaps
    assert not itself.qualification_gaps


@given(worlds(), pairs)
def test_factors_sum_to_feasibility_and_weights_to_1(world: Snapshot, pair: tuple[str, str]) -> None:
    found = transition(world, *pair)
    assert 0 <= found.feasibility <= 1 + 1e-12
    assert math.isclose(sum(factor.contribution for factor in found.factors), found.feasibility, abs_tol=1e-12)
    assert math.isclose(sum(factor.weight for factor in found.factors), 1, abs_tol=1e-12)
    for factor in found.factors:
        assert 0 <= factor.score <= 1 + 1e-12
        assert math.isclose(factor.contribution, factor.score * factor.weight, abs_tol=1e-12)


@given(worlds(), pairs)
def test_what_the_target_needs_is_either_transferable_or_a_gap(world: Snapshot, pair: tuple[str, str]) -> None:
    found = transition(world, *pair)
    transferable = {each.skill for each in found.transferable_skills}
    gaps = {each.skill for each in found.skill_gaps}
    assert not transferable & gaps
    assert transferable | gaps == {link.skill for link in found.to_role.skills}
    weights = [each.weight for each in found.transferable_skills] + [gap.weight for gap in found.skill_gaps]
    assert not weights or math.isclose(sum(weights), 1, abs_tol=1e-9)
    for gap in found.skill_gaps:
        assert (gap.closest is None) == (gap.closeness is None)
        assert gap.closest is None or gap.closest in {link.skill for link in found.from_role.skills}


@given(worlds(), st.sampled_from(slugs("role", ROLES)))
def test_transitions_are_ranked_and_lead_only_to_active_roles(world: Snapshot, slug: str) -> None:
    found = transitions(world, slug)
    assert [(-each.feasibility, each.target.slug) for each in found] == sorted(
        (-each.feasibility, each.target.slug) for each in found
    )
    assert {each.target for each in found} == {
        role for role in world.roles.values() if role.active and role.slug != slug
    }


@given(worlds(mapped=True), st.sampled_from(slugs("role", ROLES)))
def test_the_ranking_of_all_moves_has_the_numbers_of_each_move(world: Snapshot, slug: str) -> None:
    source = world.roles[slug]
    feasibilities = world.ranking.feasibilities(source)
    likenesses = world.ranking.likenesses(source)
    for row, target in enumerate(world.ranking.roles):
        move = between(world, source, target)
        assert math.isclose(feasibilities[row], move.feasibility, abs_tol=1e-9)
        assert math.isclose(likenesses[row], move.likeness, abs_tol=1e-9)
        assert math.isclose(sum(each.contribution for each in move.likeness_factors), move.likeness, abs_tol=1e-9)


@given(worlds(), pairs, st.integers(1, 4))
@settings(deadline=None)
def test_paths_are_connected_short_enough_simple_and_ranked(
    world: Snapshot, pair: tuple[str, str], max_moves: int
) -> None:
    paths = career_paths(world, *pair, max_moves=max_moves, first=5)
    direct = 1 - transition(world, *pair).feasibility
    ways = [path.difficulty for path in paths if not path.direct]
    assert ways == sorted(ways)
    assert paths[-1].direct, "there is room for it, last of all"
    assert (paths[-1].reason is None) == (len(paths) > 1 or max_moves == 1)
    on_the_way = [move.to_role for path in paths for move in path.moves[:-1]]
    assert len(set(on_the_way)) == len(on_the_way), "no two share a stop"
    for path in paths:
        assert 1 <= len(path.moves) <= max_moves
        stops = [path.moves[0].from_role, *(move.to_role for move in path.moves)]
        assert (stops[0].slug, stops[-1].slug) == pair
        assert len(set(stops)) == len(stops)
        assert all(role.active for role in stops[1:-1])
        assert all(move.from_role is stop for move, stop in zip(path.moves, stops, strict=False))
        assert math.isclose(path.difficulty, sum((1 - move.feasibility) ** 4 for move in path.moves) ** (1 / 4))
        assert math.isclose(path.easier, direct - path.difficulty, abs_tol=1e-12)
        if not path.direct:
            assert path.feasible
            assert all(move.feasibility >= 0.33 for move in path.moves)
            assert path.easier > 0 or direct > 0.67, (
                "a ladder that is no easier is told where the direct move is too far"
            )


@given(worlds(deprecated=False), pairs, st.integers(2, 4))
@settings(deadline=None)
def test_the_first_path_is_the_easiest_of_all_that_there_are(
    world: Snapshot, pair: tuple[str, str], max_moves: int
) -> None:
    source, target = (world.roles[slug] for slug in pair)
    others = [role for role in world.roles.values() if role not in (source, target)]
    gaps = [
        [1 - between(world, here, there).feasibility for here, there in pairwise((source, *stops, target))]
        for count in range(max_moves)
        for stops in permutations(others, count)
    ]
    direct, *ladders = gaps
    allowed = [each for each in ladders if max(each) <= 0.67]
    if not allowed or direct[0] <= 0.67:
        allowed.append(direct)
    easiest = min(sum(gap**4 for gap in each) ** (1 / 4) for each in allowed)
    found = career_paths(world, *pair, max_moves=max_moves, first=1)[0].difficulty
    assert math.isclose(found, easiest, abs_tol=1e-8)


@given(records(), pairs, st.sampled_from(["ESSENTIAL", "OPTIONAL"]), st.data())
def test_learning_what_the_target_needs_never_lowers_feasibility(
    found: dict[Key, dict[str, Any]], pair: tuple[str, str], importance: str, data: st.DataObject
) -> None:
    source, target = (found[Key(Kind.ROLE, slug)] for slug in pair)
    held = {link["skill"] for link in source["skills"]}
    missing = [link["skill"] for link in target["skills"] if link["skill"] not in held]
    if missing:
        learned = {"skill": data.draw(st.sampled_from(missing)), "importance": importance}
        better = found | {Key(Kind.ROLE, pair[0]): source | {"skills": [*source["skills"], learned]}}
        before, after = (transition(build(each, []), *pair).feasibility for each in (found, better))
        assert after >= before - 1e-12


@given(records(), pairs)
def test_what_things_are_called_changes_nothing_but_ties(
    found: dict[Key, dict[str, Any]], pair: tuple[str, str]
) -> None:
    text = json.dumps([(*key, record) for key, record in found.items()])
    renamed = json.loads(re.sub(r'"(skill|tool)(\d)"', r'"\1-\2"', text))
    other = build({Key(Kind(kind), slug): record for kind, slug, record in renamed}, [])
    one = build(found, [])
    assert math.isclose(transition(one, *pair).feasibility, transition(other, *pair).feasibility, abs_tol=1e-12)


@given(worlds(), st.lists(st.sampled_from(slugs("skill", 8)), min_size=1, unique=True))
def test_matches_divide_what_a_role_needs_and_score_between_0_and_1(world: Snapshot, skills: list[str]) -> None:
    held = {world.skills[slug] for slug in skills}
    for match in match_roles(world, skills, []).matches:
        assert 0 < match.score <= 1 + 1e-12
        assert set(match.matched_skills) | set(match.missing_skills) == {link.skill for link in match.role.skills}
        assert set(match.matched_skills) <= held
        assert not set(match.missing_skills) & held


@given(records(), pairs)
def test_the_order_of_records_changes_nothing(found: dict[Key, dict[str, Any]], pair: tuple[str, str]) -> None:
    one, other = build(found, []), build(dict(reversed(found.items())), [])
    assert math.isclose(transition(one, *pair).feasibility, transition(other, *pair).feasibility, abs_tol=1e-12)
    assert [each.target.slug for each in transitions(one, pair[0])] == [
        each.target.slug for each in transitions(other, pair[0])
    ]
