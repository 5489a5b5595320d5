"""Word vectors of another language are files that one adds: then what words mean there is found."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import WrongTable
from knowledge.model.vocabulary import Kind
from knowledge.words.added_tables import add_tables, meanings_of
from knowledge.words.meaning import MEANINGS, NO_MEANINGS
from knowledge.words.tongues import tongue
from tests.knowledge.many_tongues import world

LIKE = {"infirmier": 0, "soignant": 0, "boulanger": 1, "mitron": 1, "gestion": 2}
"""French words, and in which direction their vector is: those of one direction mean the same."""


def write_table(folder: Path, language: str = "fr", words: dict[str, int] = LIKE) -> Path:
    """A table of words, as `words.word_table` reads it, in a folder for its language."""
    place = folder / language
    place.mkdir(parents=True)
    of = tongue(language)
    forms = {of.form(word): direction for word, direction in words.items()}
    ordered = sorted({**words, **forms}.items(), key=lambda each: each[0].encode())
    vectors = np.zeros((len(ordered), 3), np.int8)
    for row, (_, direction) in enumerate(ordered):
        vectors[row, direction] = 127
    np.save(place / "words.npy", np.array([word.encode() for word, _ in ordered]))
    np.save(place / "vectors.npy", vectors)
    np.save(place / "scales.npy", np.full(len(ordered), 1 / 127, np.float32))
    np.save(place / "rarity.npy", np.ones(len(ordered), np.float32))
    return folder


@pytest.fixture
def french(tmp_path: Path) -> Iterator[Path]:
    yield write_table(tmp_path / "vectors")
    add_tables(None)


def found(query: str) -> list[str]:
    """The roles that are found in French, as a server that starts now finds them."""
    index = world(("fr",)).search_index
    return [hit.entity.slug for hit in index.search(query, [Kind.ROLE], languages=["fr"])]


def test_a_word_that_no_name_has_finds_what_means_the_same(french: Path) -> None:
    assert "nurse" not in found("soignante")
    assert add_tables(french) == ["fr"]
    assert found("soignante")[0] == "nurse"
    assert found("mitron")[0] == "baker"


def test_words_are_met_in_any_form_and_gender(french: Path) -> None:
    add_tables(french)
    of = meanings_of("fr-CA")
    assert of is meanings_of("fr")
    one, other, third, nothing = of.vectors(["infirmier", "les infirmières", "Boulangère", "zzz"])
    assert np.allclose(one, other)
    assert one @ third == 0
    assert not nothing.any()


def test_what_is_added_changes_no_other_language(french: Path) -> None:
    before = [(hit.entity.slug, hit.score) for hit in world(()).search_index.search("nurse", [Kind.ROLE])]
    add_tables(french)
    assert meanings_of("en") is MEANINGS
    assert meanings_of("de") is NO_MEANINGS
    assert [(hit.entity.slug, hit.score) for hit in world(()).search_index.search("nurse", [Kind.ROLE])] == before
    assert add_tables(None) == []
    assert meanings_of("fr") is NO_MEANINGS


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "fr/rarity.npy").unlink(), "rarity.npy cannot be read: .*No such file"),
        (lambda folder: (folder / "fr/words.npy").write_bytes(b"no array"), "words.npy cannot be read"),
        (lambda folder: np.save(folder / "fr/scales.npy", np.ones(2, np.float32)), "of different tables"),
        (lambda folder: np.save(folder / "fr/vectors.npy", np.ones((8, 3), np.float32)), "has float32 in 2"),
        (lambda folder: np.save(folder / "fr/words.npy", np.array([b"b"] * 8)), "out of order, or twice"),
        (lambda folder: (folder / "fr").rename(folder / "en"), "is for no language"),
        (lambda folder: (folder / "fr").rename(folder / "fr-CA"), "is for no language"),
        (lambda folder: (folder / "fr").rename(folder.parent / "fr"), "has no table"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_name_and_nothing_changes(french: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    add_tables(french)
    of_before = meanings_of("fr")
    spoil(french)
    with pytest.raises(WrongTable, match=said):
        add_tables(french)
    assert meanings_of("fr") is of_before


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongTable, match="is no folder"):
        add_tables(tmp_path / "nowhere")
