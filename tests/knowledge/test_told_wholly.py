"""One string among many: where a label tells all of it and is surely meant, nothing else is looked for."""

from collections.abc import Sequence

import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import Asked, ask_for
from knowledge.words.candidates import FEW, MANY, Candidates, candidates
from tests.conftest import world
from tests.knowledge.test_search import DATASET, role, skill

TERMS = [
    "pipe welding",
    "pipe weldng",
    "pipe welder",
    "pipes",
    "wellding of pipes",
    "xqzzyq",
    "forklift",
    "truck driver",
]


@pytest.fixture(scope="module")
def yard() -> Snapshot:
    return world(
        DATASET,
        skill("pipe-welding", "pipe welding", "welding of pipes"),
        skill("forklift-driving", "drive forklift trucks"),
        role("welder", "welder", "welding operator"),
        role("pipe-fitter", "pipe fitter", "pipe layer"),
        role("driver", "truck driver", "forklift operator"),
    )


def _asked(snapshot: Snapshot, texts: Sequence[str]) -> list[Asked]:
    (index,) = snapshot.search_index.datasets
    return ask_for(texts, index.meanings, typing=False)


def test_what_tells_all_of_a_string_is_found_first_and_all_else_only_when_it_is_asked_for(yard: Snapshot) -> None:
    (index,) = yard.search_index.datasets
    looking = Candidates(index, _asked(yard, ["pipe welding", "forklift"]), index.segments, FEW)
    assert [(number, found.segment.kind) for number, found in looking.told()] == [(0, Kind.SKILL)]
    assert looking.others(frozenset()) == looking.likely(frozenset()) == []
    assert {number for number, _ in looking.likely()} == {1}
    assert [(number, found.segment.kind) for number, found in looking.others({0})] == [(0, Kind.ROLE)]


def test_what_has_all_words_is_likely_whatever_else_it_says_and_however_they_are_spelt(yard: Snapshot) -> None:
    (index,) = yard.search_index.datasets
    looking = Candidates(index, _asked(yard, ["fitter", "pipe weldng", "xqzzyq"]), index.segments, FEW)
    assert looking.told() == []
    assert [(number, found.segment.kind) for number, found in looking.likely()] == [(0, Kind.ROLE), (1, Kind.SKILL)]


def test_both_together_are_all_candidates_each_once(yard: Snapshot) -> None:
    (index,) = yard.search_index.datasets
    for asked in _asked(yard, TERMS):
        looking = Candidates(index, (asked,), index.segments, FEW)
        apart = [found for _, found in (*looking.told(), *looking.likely(), *looking.others())]
        (together,) = candidates(index, (asked,), index.segments, FEW)
        assert sorted(found.labels.tolist() for found in apart) == [found.labels.tolist() for found in together]


def test_where_somebody_looks_at_all_hits_everything_is_looked_for(yard: Snapshot) -> None:
    (index,) = yard.search_index.datasets
    looking = Candidates(index, _asked(yard, ["pipe welding"]), index.segments, MANY)
    assert looking.told() == looking.likely() == []
    assert {found.segment.kind for _, found in looking.others()} == {Kind.SKILL, Kind.ROLE}


@pytest.mark.parametrize("term", TERMS)
def test_the_surest_of_a_string_is_the_same_whether_one_is_asked_for_or_several(yard: Snapshot, term: str) -> None:
    (one,), (several,) = (yard.search_index.normalize([term], first=first) for first in (1, 3))
    assert one.hits == several.hits[:1]


def test_of_several_hits_those_of_other_types_are_not_left_out(yard: Snapshot) -> None:
    (found,) = yard.search_index.normalize(["pipe welding"], first=3)
    assert found.hits[0].entity.slug == "pipe-welding"
    assert Kind.ROLE in {hit.entity.kind for hit in found.hits}
