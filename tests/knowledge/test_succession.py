"""What is said of a replaced record is said of its successor, and what is retired with none is no need."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.difference import difference
from knowledge.questions.match import match_roles
from knowledge.questions.overlap import overlap
from knowledge.questions.transition import transition
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
Record = tuple[Key, dict[str, Any]]


def record(kind: Kind, slug: str, **more: Any) -> Record:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


def skill(slug: str, **more: Any) -> Record:
    return record(Kind.SKILL, slug, skill_kind="SKILL", **more)


def role(slug: str, *skills: str, **more: Any) -> Record:
    links = [{"skill": each, "importance": "ESSENTIAL"} for each in skills]
    return record(Kind.ROLE, slug, skills=links, **more)


def bakery(*old: Record, baker: str = "baking") -> Snapshot:
    """A cook and a baker, who has `baker` beside kneading; and the records of `old` skills."""
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(skill(each) for each in ("baking", "kneading", "frying", "selling")),
        *old,
        role("cook", "baking", "frying"),
        role("baker", baker, "kneading"),
        role("clerk", "selling"),
        role("grocer", "selling", "frying"),
    )


def merged(slug: str, into: str) -> Record:
    return skill(slug, status="DEPRECATED", replaced_by=into)


@pytest.mark.parametrize(
    ("old", "baker"),
    [
        ([merged("bake-bread", "baking")], "bake-bread"),
        ([merged("bake-bread", "bread-making"), merged("bread-making", "baking")], "bake-bread"),
    ],
    ids=["once", "twice over"],
)
def test_a_merge_changes_no_answer(old: list[Record], baker: str) -> None:
    plain, after = bakery(), bakery(*old, baker=baker)

    def told(snapshot: Snapshot) -> Any:
        move = transition(snapshot, "cook", "baker")
        apart = difference(snapshot, "cook", "baker")
        common = overlap(snapshot, ["cook", "baker"])
        return (
            move.feasibility,
            [each.skill.slug for each in move.transferable_skills],
            [each.skill.slug for each in move.skill_gaps],
            [each.skill.slug for each in apart.only_right.skills],
            [(each.entity.slug, each.specificity) for each in common.skills],
            {link.role.slug for link in snapshot.skills["baking"].roles},
        )

    assert told(after) == told(plain)
    assert told(plain)[1:] == (
        ["baking"],
        ["kneading"],
        ["kneading"],
        [("baking", told(plain)[4][0][1])],
        {"cook", "baker"},
    )
    assert [link.skill.slug for link in after.roles["baker"].skills] == ["baking", "kneading"]


def test_what_is_asked_by_the_old_slug_is_what_took_its_place() -> None:
    snapshot = bakery(merged("bake-bread", "baking"))
    found = match_roles(snapshot, ["bake-bread"], []).matches
    assert {each.role.slug for each in found} == {"cook", "baker"}


def test_what_a_record_says_of_both_is_said_once_in_the_words_of_the_successor() -> None:
    links = [
        {"skill": "bake-bread", "importance": "ESSENTIAL", "emphasis": "old"},
        {"skill": "baking", "importance": "OPTIONAL", "emphasis": "new"},
    ]
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        skill("baking"),
        merged("bake-bread", "baking"),
        record(Kind.ROLE, "baker", skills=links),
    )
    (only,) = snapshot.roles["baker"].skills
    assert (only.skill.slug, only.emphasis) == ("baking", "new")
    assert snapshot.skills["baking"].roles == (only,)


def test_a_successor_is_not_broader_than_itself() -> None:
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        skill("crafts"),
        merged("cooking", "baking"),
        skill("baking", broader=[{"skill": "cooking"}, {"skill": "crafts"}]),
        record(Kind.ROLE_GROUP, "food", scheme="ISCO", code="7", broader="crafts-old"),
        record(Kind.ROLE_GROUP, "crafts-old", scheme="ISCO", code="70", status="DEPRECATED", replaced_by="food"),
    )
    assert [link.broader.slug for link in snapshot.skills["baking"].broader] == ["crafts"]
    assert snapshot.role_groups["food"].broader is None
    assert snapshot.role_groups["crafts-old"].replaced_by is snapshot.role_groups["food"]


def test_what_is_retired_without_a_successor_is_no_gap_and_no_common_ground_but_still_told() -> None:
    retired = skill("stoking", status="DEPRECATED")
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(skill(each) for each in ("baking", "kneading")),
        retired,
        role("cook", "baking", "stoking"),
        role("baker", "baking", "kneading", "stoking"),
    )
    move = transition(snapshot, "cook", "baker")
    assert [each.skill.slug for each in move.skill_gaps] == ["kneading"]
    assert [each.skill.slug for each in move.transferable_skills] == ["baking"]
    assert [each.entity.slug for each in overlap(snapshot, ["cook", "baker"]).skills] == ["baking"]
    assert {each.skill.slug for each in snapshot.roles["baker"].skills} == {"baking", "kneading", "stoking"}


def test_a_mapping_of_what_was_replaced_joins_its_successor() -> None:
    mapping = record(
        Kind.CONCEPT_MAPPING,
        "m",
        subject_kind="SKILL",
        subject="bake-bread",
        relation="EXACT_MATCH",
        object_slug="backen",
    )
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        (Key(Kind.DATASET, "e"), {"slug": "e", "title": "E"}),
        skill("baking"),
        merged("bake-bread", "baking"),
        skill("backen", dataset="e"),
        mapping,
    )
    assert [each.slug for each in snapshot.matches[snapshot.skills["baking"]]] == ["m"]
    assert snapshot.profiles.representative(snapshot.skills["backen"]).slug in ("baking", "backen")
    assert set(snapshot.profiles.active_matches(snapshot.skills["bake-bread"])) == {
        snapshot.skills["baking"],
        snapshot.skills["backen"],
    }
