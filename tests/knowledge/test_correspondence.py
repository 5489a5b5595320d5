"""What of one dataset may be what of another: by words, by where it lies, and by what is beside it."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, MappingRelation
from knowledge.questions.correspondence import Suggestion, suggest
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

Record = tuple[Key, dict[str, Any]]


def record(kind: Kind, dataset: str, slug: str, name: str, **more: Any) -> Record:
    base = {"slug": f"{dataset}/{slug}", "dataset": dataset, "name": name, "basis": "STATED"}
    return Key(kind, base["slug"]), {**base, **more}


def skill(dataset: str, slug: str, name: str, *broader: str, **more: Any) -> Record:
    links = [{"skill": f"{dataset}/{each}"} for each in broader]
    return record(Kind.SKILL, dataset, slug, name, skill_kind=more.pop("skill_kind", "SKILL"), broader=links, **more)


def found(snapshot: Snapshot, kind: Kind = Kind.SKILL, **how: Any) -> dict[str, Suggestion]:
    every = [each for each in suggest(snapshot, "a", "b", kind, **how) if each is not None]
    return {each.subject.slug.removeprefix("a/"): each for each in every}


DATASETS = [(Key(Kind.DATASET, each), {"slug": each, "title": each}) for each in "ab"]


@pytest.fixture(scope="module")
def vocabularies() -> Snapshot:
    return world(
        *DATASETS,
        skill("a", "crafts", "crafts", skill_kind="GROUP"),
        skill("b", "handicraft", "handicrafts", skill_kind="GROUP"),
        skill("a", "baking", "bake bread", "crafts"),
        skill("b", "bread", "baking of bread", "handicraft", aliases=["bake bread"]),
        skill("a", "welding", "weld metal", "crafts"),
        skill("b", "welding", "weld metals", "handicraft"),
        skill("a", "java", "Java programming"),
        skill("b", "programming", "programming"),
        skill("b", "gone", "weld metal", status="DEPRECATED"),
        skill("a", "alone", "xylophone repair"),
    )


def test_what_is_called_alike_is_suggested_surely_with_the_relation_that_the_words_tell(vocabularies: Snapshot) -> None:
    told = found(vocabularies)
    assert {slug: each.object.slug for slug, each in told.items() if slug != "crafts" and each.confidence > 0.5} == {
        "baking": "b/bread",
        "welding": "b/welding",
        "java": "b/programming",
    }
    assert told["baking"].relation is MappingRelation.EXACT_MATCH
    assert told["welding"].relation is MappingRelation.EXACT_MATCH
    assert told["java"].relation is MappingRelation.BROAD_MATCH


def test_a_heading_is_no_skill_under_it(vocabularies: Snapshot) -> None:
    told = found(vocabularies, least=0.0, first=5)
    for each in told.values():
        assert (each.subject.slug == "a/crafts") == (each.object.slug == "b/handicraft")


def test_what_nothing_is_like_has_no_suggestion(vocabularies: Snapshot) -> None:
    assert "alone" not in found(vocabularies)


def test_what_is_mapped_exactly_is_not_suggested_again() -> None:
    mapping = record(
        Kind.CONCEPT_MAPPING,
        "a",
        "m",
        "m",
        subject_kind="SKILL",
        subject="a/baking",
        relation="EXACT_MATCH",
        object_slug="b/bread",
    )
    both = [skill("a", "baking", "bake bread"), skill("b", "bread", "bake bread")]
    assert set(found(world(*DATASETS, *both))) == {"baking"}
    assert found(world(*DATASETS, *both, mapping)) == {}


def test_where_concepts_lie_tells_namesakes_apart() -> None:
    """A nurse of trees and a nurse of people: the groups that sure pairs join say which is which."""

    def group(dataset: str, slug: str, code: str) -> Record:
        return record(Kind.ROLE_GROUP, dataset, slug, slug, scheme="ISCO" if dataset == "a" else "SOC", code=code)

    def role(dataset: str, slug: str, name: str, of: str) -> Record:
        return record(Kind.ROLE, dataset, slug, name, groups=[f"{dataset}/{of}"])

    told = found(
        world(
            *DATASETS,
            *(group(dataset, *each) for dataset in "ab" for each in (("health", "1"), ("plants", "2"))),
            *(
                role(dataset, f"{slug}-{dataset}", name, of)
                for dataset in "ab"
                for slug, name, of in (
                    ("midwife", "midwife", "health"),
                    ("surgeon", "surgeon", "health"),
                    ("gardener", "gardener", "plants"),
                    ("forester", "forester", "plants"),
                )
            ),
            role("a", "nurse", "nurse", "plants"),
            role("b", "nurse-1", "nurse", "health"),
            role("b", "nurse-2", "nurse", "plants"),
        ),
        Kind.ROLE,
    )
    assert told["nurse"].object.slug == "b/nurse-2"
    assert told["nurse"].hierarchy > 0


def test_what_is_beside_concepts_speaks_for_them() -> None:
    def role(dataset: str, slug: str, name: str, *skills: str) -> Record:
        links = [{"skill": f"{dataset}/{each}", "importance": "ESSENTIAL"} for each in skills]
        return record(Kind.ROLE, dataset, slug, name, skills=links)

    skills = [skill(dataset, slug, slug) for dataset in "ab" for slug in ("midwifery", "botany")]
    told = found(
        world(
            *DATASETS,
            *skills,
            role("a", "nurse", "nurse", "botany"),
            role("b", "nurse-1", "nurse", "midwifery"),
            role("b", "nurse-2", "nurse", "botany"),
            *(
                record(
                    Kind.CONCEPT_MAPPING,
                    "a",
                    f"m-{slug}",
                    slug,
                    subject_kind="SKILL",
                    subject=f"a/{slug}",
                    relation="EXACT_MATCH",
                    object_slug=f"b/{slug}",
                )
                for slug in ("midwifery", "botany")
            ),
        ),
        Kind.ROLE,
    )
    assert told["nurse"].object.slug == "b/nurse-2"
    assert told["nurse"].context > 0
