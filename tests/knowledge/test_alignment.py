"""How the words of a query and of a label answer to each other, one by one, and who is called so in most ways."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.candidates import MANY, candidates
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import FEATURES
from knowledge.words.meaning import MEANINGS, NO_MEANINGS, Meanings
from tests.conftest import world

ROLES = {
    "footwear designer": (),
    "bag designer": (),
    "designer": (),
    "ward nurse": ("nurse", "staff nurse", "school nurse", "charge nurse", "district nurse"),
    "theatre assistant": ("nurse",),
    "librarian": (),
}


def role(name: str, aliases: tuple[str, ...]) -> tuple[Key, dict[str, Any]]:
    slug = name.replace(" ", "-")
    return Key(Kind.ROLE, slug), {
        "slug": slug, "name": name, "aliases": list(aliases), "dataset": "d", "basis": "STATED",
    }  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return world((Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}), *(role(*each) for each in ROLES.items()))


def signs(snapshot: Snapshot, query: str, name: str, meanings: Meanings = MEANINGS) -> dict[str, float]:
    """A feature of each label that may be meant by a query, by the label."""
    index = DatasetIndex(snapshot.active(Kind.ROLE), meanings)
    (found,) = candidates(index, ask_for([query], meanings), index.segments, MANY)[0]
    column = found.features[:, FEATURES.index(name)]
    return {index.labels.texts[label]: float(each) for label, each in zip(found.labels.tolist(), column, strict=True)}


def test_the_same_words_answer_to_each_other_wholly(shop: Snapshot) -> None:
    for name in ("answers", "answered", "first"):
        assert signs(shop, "footwear designer", name)["footwear designer"] == pytest.approx(1)


def test_a_word_of_a_like_meaning_answers_more_than_another(shop: Snapshot) -> None:
    found = signs(shop, "shoe designer", "answers")
    assert found["designer"] < found["footwear designer"] < 1
    assert found["bag designer"] < found["footwear designer"]


def test_what_of_a_label_nothing_of_a_query_answers_to_shows(shop: Snapshot) -> None:
    found = signs(shop, "designer", "answered")
    assert found["designer"] == pytest.approx(1)
    assert found["bag designer"] < 0.9


def test_a_misspelt_word_answers_as_the_one_that_is_meant(shop: Snapshot) -> None:
    assert signs(shop, "footware designer", "answers")["footwear designer"] > 0.8


def test_without_vectors_only_the_same_words_answer(shop: Snapshot) -> None:
    found = signs(shop, "shoe designer", "answers", NO_MEANINGS)
    assert found["designer"] == pytest.approx(found["footwear designer"])
    assert 0 < found["designer"] < 1


def test_who_is_called_so_in_most_ways_comes_first_of_those_who_are_called_so(shop: Snapshot) -> None:
    assert signs(shop, "nurse", "headed")["ward nurse"] > signs(shop, "nurse", "headed")["nurse"] / 2
    best, other, *_ = shop.search_index.search("nurse", [Kind.ROLE])
    assert (best.entity.slug, other.entity.slug) == ("ward-nurse", "theatre-assistant")
    assert best.confidence > other.confidence


def test_a_label_that_has_only_what_is_said_of_the_head_does_not_answer_to_the_head(shop: Snapshot) -> None:
    found = signs(shop, "bag designer", "head_answered")
    assert found["bag designer"] == pytest.approx(1)
    assert signs(shop, "ward librarian", "head_answered")["ward nurse"] < 0.7


def test_of_all_that_are_called_so_the_one_with_the_name_is_known_by_it() -> None:
    farm = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        role("farmers and ranchers", ("farmer",)),
        role("greenhouse labourers", ("farmer",)),
    )
    index = DatasetIndex(farm.active(Kind.ROLE), MEANINGS)
    (found,) = candidates(index, ask_for(["farmer"], MEANINGS), index.segments, MANY)[0]
    named = {
        (index.entity(label).slug, index.labels.texts[label]): row[FEATURES.index("named")]
        for label, row in zip(found.labels.tolist(), found.features, strict=True)
    }
    assert named["farmers-and-ranchers", "farmer"] == pytest.approx(1, abs=1e-5)
    assert named["greenhouse-labourers", "farmer"] == 0


@pytest.mark.parametrize("query", ["designer " * 60, "...", "x", "designer designer", "büro 図書館"])
def test_any_query_has_an_answer(shop: Snapshot, query: str) -> None:
    assert all(0 <= hit.confidence <= 1 for hit in shop.search_index.search(query))
