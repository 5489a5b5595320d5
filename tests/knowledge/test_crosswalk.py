"""Concepts of two datasets that match exactly count as one."""

from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.difference import difference
from knowledge.questions.overlap import overlap
from knowledge.questions.transition import transition
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot

BASE = {"basis": "INFERRED"}


def two_datasets(relation: str) -> Snapshot:
    records: dict[Key, dict[str, Any]] = {}
    for dataset, skill in (("ours", "python"), ("esco", "esco/python-programming")):
        records[Key(Kind.DATASET, dataset)] = {"slug": dataset, "title": dataset}
        records[Key(Kind.SKILL, skill)] = {
            **BASE,
            "dataset": dataset,
            "slug": skill,
            "name": skill,
            "skill_kind": "SKILL",
        }
        records[Key(Kind.ROLE, f"{dataset}-role")] = {
            **BASE,
            "dataset": dataset,
            "slug": f"{dataset}-role",
            "name": dataset,
            "skills": [{"skill": skill, "importance": "ESSENTIAL"}],
        }
    for target in ("esco/python-programming", "esco/not-loaded"):
        records[Key(Kind.CONCEPT_MAPPING, f"python-{target}")] = {
            **BASE,
            "dataset": "ours",
            "slug": f"python-{target}",
            "name": "python",
            "subject_kind": "SKILL",
            "subject": "python",
            "relation": relation,
            "object_slug": target,
        }
    return build(records, [])


def test_exact_matches_are_one_skill_in_every_analysis() -> None:
    world = two_datasets("EXACT_MATCH")
    shared = overlap(world, ["ours-role", "esco-role"])
    assert shared.similarity == 1
    assert [holding.skill.slug for holding in shared.skills[0].holdings] == ["python", "esco/python-programming"]
    assert not difference(world, "ours-role", "esco-role").only_right.skills
    assert not transition(world, "ours-role", "esco-role").skill_gaps


def test_close_matches_stay_two_skills() -> None:
    assert not overlap(two_datasets("CLOSE_MATCH"), ["ours-role", "esco-role"]).skills


def test_what_matches_exactly_over_others_is_one_thing_too() -> None:
    """`a` is `b` and `c` is `d`; once `a` is `c`, all four are one, though nobody says so of `b` and `d`."""
    datasets = ("a", "b", "c", "d")
    records: dict[Key, dict[str, Any]] = {}
    for each in datasets:
        records[Key(Kind.DATASET, each)] = {"slug": each, "title": each}
        records[Key(Kind.SKILL, each)] = {**BASE, "dataset": each, "slug": each, "name": each, "skill_kind": "SKILL"}
        link = {"skill": each, "importance": "ESSENTIAL"}
        role = {"slug": f"role-{each}", "name": each, "skills": [link]}
        records[Key(Kind.ROLE, f"role-{each}")] = {**BASE, "dataset": each, **role}
    for place, (left, right) in enumerate((("a", "b"), ("c", "d"), ("a", "c"))):
        mapping = {"subject_kind": "SKILL", "subject": left, "relation": "EXACT_MATCH", "object_slug": right}
        slug = f"match-{place}"
        records[Key(Kind.CONCEPT_MAPPING, slug)] = {**BASE, "dataset": left, "slug": slug, "name": slug, **mapping}
    world = build(records, [])
    for one, other in (("b", "d"), ("d", "a"), ("b", "c")):
        assert overlap(world, [f"role-{one}", f"role-{other}"]).similarity == 1
