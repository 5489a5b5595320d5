"""Routes over several moves: which steps they take, when they are told, and that the easiest comes first."""

from itertools import pairwise, permutations

import pytest

from knowledge.errors import BadInput
from knowledge.likeness.feasibility import BANDS, MoveBand
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.pathway import CareerPath, career_paths
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.test_moving import record, role

WITHIN_REACH = {band: least for least, band in BANDS}[MoveBand.WITHIN_REACH]
SKILLS = [f"s{number}" for number in range(14)]


@pytest.fixture(scope="module")
def ladder() -> Snapshot:
    """Eight roles in a row, each of which shares skills with those next to it, and less with those beyond."""
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in SKILLS),
        *(role(f"r{place}", *SKILLS[place : place + 4 + place % 3]) for place in range(8)),
        role("island", "s0", moves=[{"to": "r7", "move_kind": "MOVE"}]),
    )


@pytest.fixture(scope="module")
def routes(ladder: Snapshot) -> dict[tuple[str, str], list[CareerPath]]:
    """The routes between all pairs."""
    return {pair: career_paths(ladder, *pair, max_moves=6, first=10) for pair in permutations(ladder.roles, 2)}


def difficulty(ladder: Snapshot, *stops: str) -> float:
    """The fourth root of the sum of the fourth powers of the gaps, as docs/transitions.md has it."""
    roles = [ladder.roles[each] for each in stops]
    gaps = [1 - ladder.ranking.feasibility(*step) for step in pairwise(roles)]
    return float(sum(gap**4 for gap in gaps) ** 0.25)


def test_the_direct_move_is_told_once_and_last(routes: dict[tuple[str, str], list[CareerPath]]) -> None:
    for *others, last in routes.values():
        assert last.direct
        assert last.easier == 0
        assert not any(path.direct for path in others)


def test_no_step_is_out_of_reach_but_the_direct_move_and_documented_ones(
    routes: dict[tuple[str, str], list[CareerPath]],
) -> None:
    steps = [move for paths in routes.values() for path in paths if not path.direct for move in path.moves]
    computed = [move.feasibility for move in steps if move.documented_move is None]
    assert min(computed) >= WITHIN_REACH
    easy = next(least for least, band in BANDS if band is MoveBand.EASY)
    assert min(computed) < easy, "a step need not be easy"
    assert any(move.documented_move for move in steps)
    for paths in routes.values():
        assert paths[-1].feasible == (
            paths[-1].moves[0].feasibility >= WITHIN_REACH or paths[-1].moves[0].documented_move is not None
        )


@pytest.mark.parametrize(("source", "target"), [("r0", "r5"), ("r7", "r2"), ("r1", "r6"), ("island", "r3")])
def test_the_first_route_is_the_easiest_of_all_with_its_difficulty_and_what_it_saves(
    ladder: Snapshot, routes: dict[tuple[str, str], list[CareerPath]], source: str, target: str
) -> None:
    def reachable(one: str, other: str) -> bool:
        here, there = ladder.roles[one], ladder.roles[other]
        told = any(move.to_role is there for move in here.moves_out)
        return told or ladder.ranking.feasibility(here, there) >= WITHIN_REACH

    between = [each for each in ladder.roles if each not in (source, target)]
    ways = [
        (source, *stops, target)
        for count in range(1, 4)
        for stops in permutations(between, count)
        if all(map(reachable, (source, *stops), (*stops, target)))
    ]
    expected = min(difficulty(ladder, *way) for way in ways)
    best = career_paths(ladder, source, target, max_moves=4, first=1)[0]
    assert best.difficulty == pytest.approx(expected)
    assert best.easier == pytest.approx(difficulty(ladder, source, target) - expected)
    assert difficulty(ladder, source, *(move.target.slug for move in best.moves)) == pytest.approx(expected)
    assert [path.difficulty for path in routes[source, target][:-1]] == sorted(
        path.difficulty for path in routes[source, target][:-1]
    )


@pytest.mark.parametrize(
    ("most", "first", "said"),
    [
        (0, 1, "maxMoves is 1 to 6, not 0"),
        (7, 1, "maxMoves is 1 to 6, not 7"),
        (1, 0, "first is 1 to 10, not 0"),
        (1, 11, "first is 1 to 10, not 11"),
    ],
)
def test_routes_have_1_to_6_moves_and_there_are_1_to_10(ladder: Snapshot, most: int, first: int, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        career_paths(ladder, "r0", "r1", max_moves=most, first=first)
    assert career_paths(ladder, "r0", "r1", max_moves=6, first=10)


def test_a_route_from_a_role_to_itself_is_the_move_that_takes_nothing(ladder: Snapshot) -> None:
    (route,) = career_paths(ladder, "r0", "r0", max_moves=4, first=3)
    assert [(each.source.slug, each.target.slug, each.feasibility) for each in route.moves] == [("r0", "r0", 1.0)]
    assert (route.difficulty, route.easier, route.direct, route.feasible) == (0.0, 0.0, True, True)
    assert route.reason == "It is the same role."
    with pytest.raises(BadInput, match="maxMoves is 1 to 6, not 0"):
        career_paths(ladder, "r0", "r0", max_moves=0, first=3)
