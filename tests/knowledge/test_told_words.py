"""What words tell is remembered of those that were typed: within bounds, for all threads, changing no hit."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.query_words import understood
from knowledge.words.telling import TellingWords
from knowledge.words.told_words import OWN, SUMS, ToldWord, ToldWords
from tests.conftest import world
from tests.knowledge.test_search import DATASET, OFFICE

TYPED = ["m", "mach", "machine le", "machine learning", "time manag", "accountnat", "learning machine", "software eng"]


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(DATASET, *OFFICE)


def _word(number: int, labels: int) -> ToldWord:
    return ToldWord(
        np.arange(labels, dtype=np.int32), np.ones(labels, np.float32), (labels,), (1.0,), (1.0,), ((), number)
    )


def test_words_are_remembered_until_there_is_no_room_and_then_all_begin_anew() -> None:
    words = ToldWords(10 + 4 * OWN)
    for number in range(3):
        words.keep_told(_word(number, 3))
    words.keep_said(_word(0, 0).key, [(np.zeros(1, np.int32), np.zeros(1, np.float32))])
    assert [words.told(_word(number, 0).key) is not None for number in range(4)] == [True, True, True, False]
    assert words.said(_word(0, 0).key) is not None
    words.keep_told(_word(3, 1))
    assert [words.told(_word(number, 0).key) is not None for number in range(4)] == [False, False, False, True]
    assert words.said(_word(0, 0).key) is None


def test_words_that_tell_nothing_take_room_too() -> None:
    words = ToldWords(10 * OWN)
    for number in range(100):
        words.keep_told(_word(number, 0))
    assert sum(words.told(_word(number, 0).key) is not None for number in range(100)) <= 10


def test_a_word_that_was_told_before_tells_the_same_and_is_not_worked_out_again(office: Snapshot) -> None:
    (index,) = office.search_index.datasets
    (asked,) = ask_for(["machine learning engineer"], index.meanings, typing=False)
    before = ToldWords(1_000)
    once, again = (
        [TellingWords(index, index.segments, before).told(each) for each in understood(index, asked)] for _ in "ab"
    )
    afresh = [TellingWords(index, index.segments).told(each) for each in understood(index, asked)]
    assert all(one is other for one, other in zip(once, again, strict=True))
    for one, other in zip(once, afresh, strict=True):
        assert one.labels.tolist() == other.labels.tolist()
        assert one.weights.tolist() == other.weights.tolist()
        assert one.most == other.most


def test_what_was_typed_before_and_by_others_at_once_changes_no_hit() -> None:
    alone = {text: list(world(DATASET, *OFFICE).search_index.search(text)) for text in TYPED[:3]}
    shared = world(DATASET, *OFFICE).search_index
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shared.search, TYPED * 12))
        roles = list(pool.map(lambda text: shared.search(text, [Kind.ROLE]), TYPED * 3))
    for place in range(len(TYPED)):
        assert all(each == found[place] for each in found[place :: len(TYPED)])
        assert all(each == roles[place] for each in roles[place :: len(TYPED)])
        assert {hit.entity.kind for hit in roles[place]} <= {Kind.ROLE}
    for text, hits in alone.items():
        told = [(hit.entity.slug, hit.score, hit.matched) for hit in hits]
        assert [(hit.entity.slug, hit.score, hit.matched) for hit in found[TYPED.index(text)]] == told


def test_sums_under_way_are_zero_when_a_question_is_answered(office: Snapshot) -> None:
    for text in TYPED:
        office.search_index.search(text)
        office.search_index.normalize([text])
    (index,) = office.search_index.datasets
    assert not SUMS.of(len(index.owner)).any()
