"""What only says what many roles are is less of a name than a name, and says so by how sure it is."""

import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.dataset_index import GENERAL
from tests.conftest import world
from tests.knowledge.test_search import DATASET, role

TEACHERS = ("art", "history", "mathematics", "music", "physics", "primary school", "secondary school")


@pytest.fixture(scope="module")
def school() -> Snapshot:
    return world(
        DATASET,
        *(role(f"{each.replace(' ', '-')}-teacher", f"{each} teacher") for each in TEACHERS),
        role("politics-lecturer", "politics lecturer", "teacher", "politics academic"),
        role("cook", "cook"),
        *(role(f"{each}-cook", f"{each} cook") for each in ("grill", "diet", "fish", "school", "ship", "head")),
        role("hearse-driver", "hearse driver", "chauffeur"),
    )


def found(snapshot: Snapshot, query: str) -> list[tuple[str, float]]:
    hits = snapshot.search_index.normalize([query], [Kind.ROLE], first=3)[0].hits
    return [(hit.entity.slug, hit.confidence) for hit in hits]


def test_an_alias_that_is_the_word_for_many_roles_is_not_surely_one_of_them(school: Snapshot) -> None:
    assert len(TEACHERS) >= GENERAL
    assert all(confidence < 0.8 for _, confidence in found(school, "teacher"))
    assert found(school, "teacher")[0][0].endswith("-teacher")


def test_a_name_stays_what_it_is_however_many_end_with_it(school: Snapshot) -> None:
    (slug, confidence), *_ = found(school, "cook")
    assert slug == "cook"
    assert confidence > 0.8


def test_an_alias_that_no_other_role_has_for_its_last_word_is_as_sure_as_it_was(school: Snapshot) -> None:
    (slug, confidence), *_ = found(school, "chauffeur")
    assert slug == "hearse-driver"
    assert confidence > 0.8


def test_an_alias_of_more_words_is_no_general_one(school: Snapshot) -> None:
    (slug, confidence), *_ = found(school, "politics academic")
    assert slug == "politics-lecturer"
    assert confidence > 0.8


def test_what_is_called_so_in_most_ways_is_meant_by_the_word_alone_whoever_reports_it() -> None:
    wards = ("critical care", "school", "theatre", "night", "forensic", "flight")
    hospital = world(
        DATASET,
        role(
            "registered-nurse",
            "registered nurse",
            "nurse",
            *(f"{each} ward nurse" for each in wards),
            *(f"{each} {ward} nurse" for each in wards for ward in ("junior", "senior", "day")),
        ),
        role("intensive", "critical care attendant", "nurse", "ICU nurse", reported_titles=["nurse"]),
        *(role(f"{each.replace(' ', '-')}-nurse", f"{each} nurse") for each in wards),
    )
    assert found(hospital, "nurse")[0][0] == "registered-nurse"
    assert found(hospital, "ICU nurse")[0][0] == "intensive"
