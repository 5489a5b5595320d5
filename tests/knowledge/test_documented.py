"""Several documented moves between two roles: all count for filters, the strongest is told first."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Basis, Kind, MoveKind
from knowledge.questions.moves import MoveFilter, transitions
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def role(slug: str, *moves: dict[str, Any]) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.ROLE, slug), {**BASE, "slug": slug, "name": slug, "moves": list(moves)}


def move(to: str, kind: str, basis: str, **more: Any) -> dict[str, Any]:
    return {"to": to, "move_kind": kind, "basis": basis, **more}


@pytest.fixture(scope="module")
def firm() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        role(
            "clerk",
            move("chief", "RELATED", "INFERRED", rank=1),
            move("chief", "MOVE", "STATED"),
            move("chief", "PROGRESS", "STATED", rank=7),
            move("chief", "SPECIALISE", "STATED", rank=2),
            move("cook", "MOVE", "INFERRED"),
            move("cook", "PROGRESS", "INFERRED"),
        ),
        role("chief"),
        role("cook"),
        role("guard"),
    )


def found(firm: Snapshot, *basis: Basis) -> set[str]:
    return {each.target.slug for each in transitions(firm, "clerk", MoveFilter(basis=frozenset(basis)))}


def test_a_move_is_wanted_on_any_of_its_grounds_wherever_it_is_told(firm: Snapshot) -> None:
    assert found(firm, Basis.STATED) == {"chief"}
    assert found(firm, Basis.INFERRED) == {"chief", "cook"}
    assert found(firm, Basis.COMPUTED) == {"guard"}
    assert found(firm, Basis.INFERRED, Basis.COMPUTED) == {"chief", "cook", "guard"}


def test_the_strongest_is_stated_before_inferred_then_by_rank_then_as_told(firm: Snapshot) -> None:
    kinds = [each.move_kind for each in transition(firm, "clerk", "chief").documented_moves]
    assert kinds == [MoveKind.SPECIALISE, MoveKind.PROGRESS, MoveKind.MOVE, MoveKind.RELATED]
    assert [each.move_kind for each in transition(firm, "clerk", "cook").documented_moves] == ["MOVE", "PROGRESS"]


def test_lists_and_single_answers_tell_of_the_same_moves(firm: Snapshot) -> None:
    for each in transitions(firm, "clerk"):
        alone = transition(firm, "clerk", each.target.slug)
        assert list(each.documented_moves) == list(alone.documented_moves)
        assert each.documented_move is alone.documented_move


def test_where_nothing_is_documented_there_is_no_strongest(firm: Snapshot) -> None:
    assert transition(firm, "clerk", "guard").documented_move is None
    assert transition(firm, "chief", "clerk").documented_moves == (), "the way back is another move"
