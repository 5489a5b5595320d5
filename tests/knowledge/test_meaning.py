"""Vectors of texts: near where the meaning is, the same whatever else is asked, and cheap to have."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.words.meaning import MOST_REMEMBERED, Meanings
from knowledge.words.spelling import words_of
from knowledge.words.word_table import FOLDER, NONE, WordTable

MEGABYTE = 1_000_000
MEANINGS = Meanings()
TABLE = WordTable()


def likeness(one: str, other: str) -> float:
    left, right = MEANINGS.vectors([one, other])
    return float(left @ right)


@pytest.mark.parametrize(
    ("near", "one", "far"),
    [
        ("nurse", "midwife", "welder"),
        ("physician", "doctor", "roofer"),
        ("lawyer", "attorney", "plumber"),
        ("car mechanic", "automotive technician", "opera singer"),
        ("teacher", "educator", "driver"),
        ("film", "movie", "cement"),
        ("software engineer", "computer programmer", "railway engineer"),
        ("cook", "chef", "clerk"),
        ("janitor", "cleaner", "physicist"),
        ("bookkeeping", "accounting", "beekeeping"),
        ("serve beers", "serve beverages", "arrange tables"),
        ("fix ships", "repair vessels", "sing songs"),
        ("paediatrician", "pediatrician", "politician"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not_whatever_the_letters(near: str, one: str, far: str) -> None:
    assert likeness(near, one) > likeness(near, far) + 0.1


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("nurses", "nurse"),
        ("factories", "factory"),
        ("welders", "welder"),
        ("watches", "watch"),
        ("dishes", "dish"),
        ("tool makers", "tool maker"),
    ],
)
def test_plurals_have_the_vector_of_the_singular(plural: str, singular: str) -> None:
    assert np.array_equal(*MEANINGS.vectors([plural, singular]))


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("lens", "len"), ("paris", "pari"), ("glass", "glas")])
def test_words_that_only_look_like_a_plural_keep_a_vector_of_their_own(one: str, other: str) -> None:
    assert likeness(one, other) < 0.9


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("centrifuging", "centrifuge"),
        ("podcasted", "podcast"),
        ("upskilling", "upskill"),
        ("debugged", "debug"),
        ("kanbans", "kanban"),
        ("c+++", "c"),
    ],
)
def test_a_form_that_is_not_in_the_table_has_the_vector_of_what_it_was_made_from(inflected: str, base: str) -> None:
    assert TABLE.rows([inflected]).tolist() == [NONE]
    assert np.array_equal(*MEANINGS.vectors([inflected, base]))


@pytest.mark.parametrize(
    ("compound", "near", "far"),
    [
        ("robotwelder", "welding robot", "kindergarten teacher"),
        ("wheelchairbuilder", "builder of wheelchairs", "tax lawyer"),
        ("chocolatemaker", "confectioner", "electrician"),
        ("cybernurse", "nurse", "roofer"),
    ],
)
def test_a_made_up_compound_is_understood_by_its_pieces(compound: str, near: str, far: str) -> None:
    assert TABLE.rows([compound]).tolist() == [NONE]
    assert likeness(compound, near) > likeness(compound, far) + 0.1


@pytest.mark.parametrize("text", ["", " ", "…", "!?", "2024", "24/7 365", "+++", "##", "看護師"])
def test_a_text_without_a_word_that_is_known_has_zeros(text: str) -> None:
    nothing, something = MEANINGS.vectors([text, "nurse"])
    assert not nothing.any()
    assert something.any()


def test_letters_that_no_word_has_do_not_disturb_the_others() -> None:
    assert np.array_equal(*MEANINGS.vectors(["nurse 2024 看護師", "nurse 2024"]))


def test_marks_that_tell_words_apart_count() -> None:
    assert all((TABLE.rows(["c++", "c#", ".net"]) != NONE).tolist())
    assert likeness("c++", "programming language") > likeness("c", "programming language")


def test_case_and_accents_do_not_count() -> None:
    assert np.array_equal(*MEANINGS.vectors(["Café MANAGER", "cafe manager"]))


def test_common_words_count_less_than_rare_ones() -> None:
    of, nurse, anaesthesia = (TABLE.rarity[TABLE.rows([word])[0]] for word in ("of", "nurse", "anaesthesia"))
    assert 0 < of < nurse < anaesthesia
    assert likeness("the anaesthesia of", "anaesthesia") > 0.9


TEXTS = st.lists(st.text("abcdefgnurse weld+#.ing", max_size=40), min_size=1, max_size=12)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_text_has_the_same_vector_alone_and_among_others_in_any_order_to_the_last_bit(
    texts: list[str], random: Random
) -> None:
    together = MEANINGS.vectors(texts)
    assert np.array_equal(together, np.concatenate([MEANINGS.vectors([text]) for text in texts]))
    order = random.sample(range(len(texts)), len(texts))
    assert np.array_equal(MEANINGS.vectors([texts[place] for place in order]), together[order])


def test_many_and_long_texts_have_the_same_vectors_alone_to_the_last_bit() -> None:
    words = [word.decode() for word in TABLE.words[:: len(TABLE.words) // 900] if not word.startswith(b"##")]
    texts = [" ".join(words[start : start + length]) for start in range(700) for length in (1, 3, 40)]
    texts.append(" ".join(words))
    together = MEANINGS.vectors(texts)
    for place in (0, 1, 2, 255, 256, 257, 1000, len(texts) - 1):
        assert np.array_equal(together[place], MEANINGS.vectors([texts[place]])[0])


def test_a_word_that_nobody_knows_means_something_of_its_own_in_a_name() -> None:
    one, other, plain, again = MEANINGS.names(["XQ manager", "QZ manager", "manager", "manager, xq"])
    assert np.array_equal(*MEANINGS.vectors(["XQ manager", "manager"])), "of which a text says nothing"
    assert np.array_equal(one, again)
    assert one @ plain < 0.8
    assert one @ other < one @ plain
    assert np.array_equal(MEANINGS.names(["head nurse"]), MEANINGS.vectors(["head nurse"]))


def test_vectors_have_length_one() -> None:
    lengths = np.linalg.norm(MEANINGS.vectors(["nurse", "a nurse who welds ships", "robotwelder"]), axis=1)
    assert lengths == pytest.approx([1, 1, 1], abs=1e-6)


def test_a_word_of_any_length_is_taken_apart() -> None:
    assert likeness("welder" * 500, "welder") > 0.9


def test_a_word_of_single_letters_says_nothing() -> None:
    assert TABLE.rows(["xq"]).tolist() == [NONE]
    assert not MEANINGS.vectors(["xq"]).any()


def test_a_folder_without_a_table_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"words\.npy"):
        Meanings(WordTable(tmp_path)).vectors(["nurse"])


def test_no_texts_have_no_vectors() -> None:
    assert MEANINGS.vectors([]).shape == (0, MEANINGS.dimensions)
    assert MEANINGS.mean_vectors([]).shape == (0, MEANINGS.dimensions)


def test_a_thing_that_several_texts_tell_of_has_the_mean_of_their_vectors() -> None:
    things: Sequence[Sequence[str]] = [["nurse", "ward sister"], [], ["welder"], ["", "…"]]
    nurse, nothing, welder, silent = MEANINGS.mean_vectors(things)
    one, other, single = MEANINGS.vectors(["nurse", "ward sister", "welder"])
    mean = (one + other) / 2
    assert nurse == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert welder == pytest.approx(single, abs=1e-6)
    assert not nothing.any()
    assert not silent.any()


def test_texts_that_say_nothing_and_texts_said_twice_do_not_change_a_thing() -> None:
    once, again = MEANINGS.mean_vectors([["nurse", "welder"], ["nurse", "", "welder", "nurse"]])
    assert np.array_equal(once, again)


def test_a_thing_has_the_same_vector_alone_and_among_others_to_the_last_bit() -> None:
    things = [["nurse", "ward sister"], ["welder"], ["sister of the ward", "nurse", "head nurse"]]
    together = MEANINGS.mean_vectors(things)
    assert np.array_equal(together, np.concatenate([MEANINGS.mean_vectors([thing]) for thing in things]))


def test_the_table_is_mapped_into_memory_and_not_copied() -> None:
    for part in (TABLE.words, TABLE.vectors, TABLE.scales, TABLE.rarity):
        assert isinstance(part.base, np.memmap)
        assert np.shares_memory(part, part.base)
        assert not part.flags.writeable


def test_nothing_is_read_before_the_first_question() -> None:
    program = (
        "import sys, pathlib\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "from knowledge.words.meaning import Meanings\n"
        "meanings = Meanings()\n"
        "read = lambda: [path for path in opened if path.endswith('.npy')]\n"
        "assert read() == [], read()\n"
        "meanings.vectors(['nurse'])\n"
        "assert len(set(read())) == 4, read()\n"
    )
    root = FOLDER.parents[1]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_files_are_a_few_megabytes() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.npy")}
    assert set(sizes) == {"words.npy", "vectors.npy", "scales.npy", "rarity.npy"}
    assert 4 * MEGABYTE < sum(sizes.values()) <= 8.2 * MEGABYTE


def test_the_words_are_sorted_different_and_as_words_of_finds_them() -> None:
    words = TABLE.words
    assert (words[1:] > words[:-1]).all()
    assert len(words) == len(TABLE.vectors) == len(TABLE.scales) == len(TABLE.rarity)
    assert all(words_of(word.decode()) == (word.decode(),) for word in words if not word.startswith(b"##"))
    assert (TABLE.rarity > 0).all()
    assert (np.abs(TABLE.vectors).max(axis=1) == 127).all()


def test_what_single_words_mean_is_what_texts_of_them_alone_mean_and_what_is_unknown_is_left_out() -> None:
    meanings = Meanings()
    for _ in range(2):  # the second time as it was remembered
        found = meanings.of_words(["nurse", "welding", "xqzzyq", "nurse"])
        assert list(found) == ["nurse", "welding"]
        assert all(vector.tolist() == meanings.vectors([word])[0].tolist() for word, vector in found.items())


def test_no_more_words_are_remembered_than_are_worth_the_memory() -> None:
    meanings = Meanings()
    for start in range(0, MOST_REMEMBERED + 2, 3):
        meanings.of_words([f"xqzzyq{number}" for number in range(start, start + 3)])
        assert len(meanings._of_words) <= MOST_REMEMBERED
    assert list(meanings.of_words(["welding"])) == ["welding"]
