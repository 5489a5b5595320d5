"""The move that docs/transitions.md works out by hand comes out so."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.transition import transition
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": "甲"} | more


def role(slug: str, *skills: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return record(Kind.ROLE, slug, skills=[{"skill": each, "importance": "ESSENTIAL"} for each in skills], **more)


def test_the_move_that_the_docs_work_out_by_hand() -> None:
    held = {"rare": 1, "one": 3, "other": 3}  # by others than the two
    others = [role(f"r{place}", *(each for each, count in held.items() if place < count)) for place in range(19)]
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in held),
        record(Kind.ROLE_GROUP, "isco-7512", scheme="ISCO", code="7512"),
        role("pastry-cook", "rare", "one", groups=["isco-7512"]),
        role("baker", "rare", "one", "other", groups=["isco-7512"]),
        *others,
    )
    move = transition(snapshot, "pastry-cook", "baker")
    factors = {factor.kind.value: factor for factor in move.factors}
    assert set(factors) == {"SKILLS", "GROUPS", "UNKNOWN"}
    assert factors["SKILLS"].score == factors["GROUPS"].score == 1
    assert factors["UNKNOWN"].weight == pytest.approx(0.5 * 0.725)
    assert move.feasibility == pytest.approx(0.746, abs=5e-4)
    (gap,) = move.skill_gaps
    assert gap.weight == pytest.approx(0.545 / (0.772 + 0.545 + 0.545), abs=1e-3)
    assert not move.barriers
