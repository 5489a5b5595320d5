"""What two roles share and where they differ: in which order it is told, and when it says anything at all."""

from typing import Any

import pytest

from knowledge.errors import BadInput
from knowledge.likeness.profile import OPTIONAL_STRENGTH
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.difference import difference
from knowledge.questions.overlap import overlap
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

Entry = tuple[Key, dict[str, Any]]


def entry(kind: Kind, slug: str, dataset: str = "d", **more: Any) -> Entry:
    return Key(kind, slug), {"dataset": dataset, "basis": "INFERRED", "slug": slug, "name": slug} | more


def dataset(slug: str) -> Entry:
    return Key(Kind.DATASET, slug), {"slug": slug, "title": slug}


def skills(*slugs: str, dataset: str = "d") -> list[Entry]:
    return [entry(Kind.SKILL, slug, dataset, skill_kind="SKILL") for slug in slugs]


def rated(skill: str, level: float) -> dict[str, Any]:
    """As O*NET rates it: 5 is of the utmost importance, and 7 the highest level."""
    return held(skill, level=level, level_rating=7 * level, importance_rating=5)


def held(skill: str, **more: Any) -> dict[str, Any]:
    return {"skill": skill, "importance": "ESSENTIAL"} | more


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(
        dataset("d"),
        *skills("writing", "maths", "lifting", "knots", "whistling", "filing"),
        *(entry(Kind.TOOL, each) for each in ("pen", "crane")),
        entry(Kind.ROLE, "clerk", skills=[
            rated("lifting", 0.1), held("filing"), rated("maths", 0.6), rated("writing", 0.9),
            held("knots", level=0.9), held("whistling")],
            tools=[{"tool": "pen", "emphasis": "All day."}, {"tool": "crane", "emphasis": "Never."}]),
        entry(Kind.ROLE, "author", skills=[
            rated("writing", 0.9), rated("maths", 0.5), rated("lifting", 0.2), held("whistling"),
            held("knots", importance="OPTIONAL"), rated("filing", 0.5)],
            tools=[{"tool": "pen", "emphasis": "At times."}, {"tool": "crane", "emphasis": "Never."}]),
        *(entry(Kind.ROLE, f"porter-{place}", skills=[
            rated("writing", 0.1), rated("maths", 0.1), rated("lifting", 0.9)]) for place in range(4)),
        entry(Kind.ROLE, "idler"),
    )  # fmt: skip


def test_what_both_are_rated_on_comes_last_with_the_greatest_distinction_of_the_weaker_first(office: Snapshot) -> None:
    there, back = overlap(office, ["clerk", "author"]).skills, overlap(office, ["author", "clerk"]).skills
    assert [each.entity.slug for each in there] == ["filing", "knots", "whistling", "writing", "maths", "lifting"]
    assert [each.entity.slug for each in back] == ["whistling", "knots", "filing", "writing", "maths", "lifting"]
    assert [each.holdings[0].role.slug for each in there] == ["clerk"] * 6


def test_the_specificity_of_a_rated_skill_is_how_much_the_weaker_is_beyond_the_usual(office: Snapshot) -> None:
    """Maths: six roles have 0.6, 0.5 and four times 0.1: the mean is 0.25, two standard deviations are 0.428."""
    found = {each.entity.slug: each.specificity for each in overlap(office, ["clerk", "author"]).skills}
    deviations = 2 * ((0.35**2 + 0.25**2 + 4 * 0.15**2) / 6) ** 0.5
    assert found["maths"] == pytest.approx(0.25 / deviations)
    assert found["lifting"] == pytest.approx(0.1), "both are below the mean, and nothing tells less than 0.1"


def test_equally_telling_skills_come_in_order_of_their_slugs() -> None:
    found = world(
        dataset("d"),
        *skills("b", "a", "c"),
        *(entry(Kind.ROLE, role, skills=[rated(each, 0.5) for each in ("b", "a", "c")]) for role in ("one", "two")),
    )
    assert [each.entity.slug for each in overlap(found, ["one", "two"]).skills] == ["a", "b", "c"]


def test_a_shift_is_the_difference_of_levels_where_both_are_rated_and_else_of_strength(office: Snapshot) -> None:
    found = difference(office, "clerk", "author").emphasis
    shifts = [(each.feature.slug, each.shift, each.left, each.right) for each in found]
    weaker = OPTIONAL_STRENGTH - 0.9
    assert shifts == [
        ("knots", pytest.approx(weaker), None, None),
        ("lifting", pytest.approx(0.1), None, None),
        ("maths", pytest.approx(-0.1), None, None),
        ("pen", 0.0, "All day.", "At times."),
    ], "what is held alike is no shift, nor are tools whose emphasis is the same"


@pytest.mark.parametrize(
    ("pair", "comparable"),
    [
        (("one", "other"), True),  # of one dataset, whatever they hold
        (("one", "foreign"), False),
        (("one", "mapped"), True),  # one skill of both is in both vocabularies
        (("one", "nothing-known"), False),
    ],
)
def test_roles_are_comparable_where_one_vocabulary_has_what_they_hold(pair: tuple[str, str], comparable: bool) -> None:
    found = world(
        *map(dataset, ("d", "e", "f")),
        *skills("knots", "maths"),
        *skills("e/whistling", dataset="e"),
        *skills("f/knots", "f/stars", dataset="f"),
        entry(Kind.ROLE, "one", skills=[held("knots")]),
        entry(Kind.ROLE, "other", skills=[held("maths")]),
        entry(Kind.ROLE, "nothing-known"),
        entry(Kind.ROLE, "foreign", "e", skills=[held("e/whistling")]),
        entry(Kind.ROLE, "mapped", "f", skills=[held("f/stars"), held("f/knots")]),
        entry(Kind.CONCEPT_MAPPING, "knots-are-knots", subject_kind="SKILL", subject="knots", relation="EXACT_MATCH",
              object_slug="f/knots"),
    )  # fmt: skip
    assert overlap(found, pair).comparable is comparable
    assert overlap(found, pair[::-1]).comparable is comparable


@pytest.mark.parametrize("count", [1, 9])
def test_2_to_8_roles_are_compared(office: Snapshot, count: int) -> None:
    roles = [*office.roles][:count] if count < 2 else ["clerk"] * count
    with pytest.raises(BadInput, match=f"2 to 8 roles to compare, not {count}"):
        overlap(office, roles)
    assert len(overlap(office, [*office.roles][:2]).roles) == 2


def test_eight_roles_can_be_compared() -> None:
    roles = [f"r{place}" for place in range(8)]
    found = world(dataset("d"), *skills("s"), *(entry(Kind.ROLE, each, skills=[held("s")]) for each in roles))
    (shared,) = overlap(found, roles).skills
    assert [link.role.slug for link in shared.holdings] == roles
    with pytest.raises(BadInput, match='"r0" is named twice'):
        overlap(found, ["r0", "r1", "r0"])
