"""What misspelt words may be is found for many at once: exactly what a comparison of each with every word finds."""

import string
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from knowledge.words.misspellings import LONG_ENOUGH, LONGEST, SHORTEST_TYPO, SIMILAR, Alike, Misspellings

KNOWN = sorted(
    {
        "accountant", "accounting", "account", "nurse", "nursing", "engineer", "engineering", "engine", "energy",
        "programming", "programmer", "progress", "bookkeeper", "bookkeeping", "mississippi", "misses", "teacher",
        "teaching", "eeeeee", "eeeeeeee", "banana", "bananas", "überprüfung", "электрик", "электрика", "看護", "go",
        "electroencephalographically", "electroencephalograph", "a" * 60,
    }
)  # fmt: skip
WORDS = st.one_of(
    st.text(string.ascii_lowercase[:6], min_size=1, max_size=26),
    st.tuples(st.sampled_from(KNOWN), st.integers(0, 12), st.text("aeinrsgtкü", max_size=2)).map(
        lambda each: each[0][: each[1]] + each[2] + each[0][each[1] + 1 :]
    ),
)


def best(found: Alike) -> Alike:
    return sorted(found, key=lambda each: (-each[1], each[0]))[:SIMILAR]


def with_errors(known: list[str], word: str) -> Alike:
    """As few errors as its length allows, by comparing all; two of them only where each word is left without one."""
    most = 1 if len(word) < 8 else 2
    without = {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
    return best(
        [
            (place, fuzz.ratio(word, each) / 100)
            for place, each in enumerate(known)
            if SHORTEST_TYPO <= len(each) <= LONGEST
            and OSA.distance(word, each) <= most
            and not without.isdisjoint({each, *(each[:at] + each[at + 1 :] for at in range(len(each)))})
        ]
    )


def like(known: list[str], word: str) -> Alike:
    least = 75 if len(word) >= 8 else 82
    ratios = [(place, fuzz.ratio(word, each)) for place, each in enumerate(known) if each[0] == word[0]]
    return best([(place, ratio / 100) for place, ratio in ratios if ratio >= least])


@given(st.lists(WORDS, max_size=12, unique=True))
def test_many_words_are_looked_for_at_once_as_each_would_be_alone(typed: list[str]) -> None:
    of = Misspellings.of(KNOWN)
    few = [word for word in typed if SHORTEST_TYPO <= len(word) <= LONGEST]
    assert of.with_errors(typed) == {word: with_errors(KNOWN, word) for word in few}
    long = [word for word in few if len(word) >= LONG_ENOUGH]
    assert of.like(typed) == {word: like(KNOWN, word) for word in long}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acountant", ["accountant"]),  # a letter is missing
        ("egnineer", ["engineer"]),  # two are in the wrong order
        ("электрук", ["электрик"]),
        ("nurze", ["nurse"]),
        ("nuzze", []),  # two errors in five letters
        ("gi", []),  # too short to have one
    ],
)
def test_words_with_few_errors(typed: str, meant: list[str]) -> None:
    found = Misspellings.of(KNOWN).with_errors([typed]).get(typed, [])
    assert [KNOWN[place] for place, _ in found] == meant


def test_words_with_many_errors_are_those_that_begin_alike_and_have_most_letters() -> None:
    of = Misspellings.of(KNOWN)
    found = of.like(["bokkeepping", "xookkeeping", "programing"])
    assert {word: [KNOWN[place] for place, _ in alike] for word, alike in found.items()} == {
        "bokkeepping": ["bookkeeping"],
        "xookkeeping": [],  # it begins with another letter
        "programing": ["programming"],
    }


def test_letters_in_common_rule_out_no_word_that_is_like_one() -> None:
    choose = Random(8)
    known = sorted({"".join(choose.choices("abcdefg", k=choose.randint(4, 20))) for _ in range(2_000)})
    typed = ["".join(choose.choices("abcdefg", k=choose.randint(6, 20))) for _ in range(40)]
    found = Misspellings.of(known).like(typed)
    assert found == {word: like(known, word) for word in typed}
    assert any(found.values())


def test_what_is_kept_finds_the_same() -> None:
    made = Misspellings.of(KNOWN)
    kept = {name: np.array(array) for name, array in made.arrays().items()}
    again = Misspellings(KNOWN, kept["hashes"], kept["places"])
    assert again.with_errors(["acountant"]) == made.with_errors(["acountant"]) != {"acountant": []}


def test_where_no_label_has_a_word_none_is_found() -> None:
    nothing = Misspellings.of([])
    assert nothing.with_errors(["accountant"]) == nothing.like(["accountant"]) == {"accountant": []}
    assert nothing.with_errors([]) == nothing.like([]) == {}
