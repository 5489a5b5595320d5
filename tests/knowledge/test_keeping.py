"""Word indexes are kept on disk, and what is there is used only where it is what was written."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.model.entities import CONCEPTS
from knowledge.texts.reader import TextReader
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.index import WordIndex
from knowledge.words.keeping import keep_in
from knowledge.words.shelf import LIST, Shelf
from tests.conftest import world
from tests.knowledge.test_search import DATASET, OFFICE

ARRAYS = {"numbers": np.arange(6, dtype=np.int32).reshape(2, 3), "none": np.zeros((0, 4), np.float32)}
QUERIES = ("engneer", "software eng", "account", "learning machines", "k8s", "nurse", "time managment", "go")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "words"
    keep_in(place, least=0)
    yield place
    keep_in(None)


def index() -> WordIndex:
    snapshot = world(DATASET, *OFFICE)
    return WordIndex(each for kind in CONCEPTS for each in snapshot.active(kind))


def answers(of: WordIndex) -> list[list[tuple[str, float, str]]]:
    return [[(hit.entity.slug, hit.confidence, hit.matched) for hit in of.search(query)] for query in QUERIES]


def is_mapped(index: DatasetIndex) -> bool:
    rows = index.cells.arrays()["bytes"]
    while isinstance(rows, np.ndarray):
        if isinstance(rows, np.memmap):
            return True
        rows = rows.base  # type: ignore[assignment]  # at last no array
    return False


def sets(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir())


def test_an_index_is_made_once_and_answers_as_before(folder: Path) -> None:
    keep_in(None)
    made = answers(index())
    keep_in(folder, least=0)
    first = index()
    (kept,) = sets(folder)
    written = {each.name: each.stat().st_mtime_ns for each in kept.iterdir()}
    second = index()
    assert answers(first) == answers(second) == made
    assert all(len(hits) for hits in made)
    assert all(map(is_mapped, (*first.datasets, *second.datasets)))
    assert {each.name: each.stat().st_mtime_ns for each in kept.iterdir()} == written
    assert not second.datasets[0].postings.of(0)[0].flags.writeable


def said_by(reader: TextReader) -> list[tuple[str, float, int]]:
    read = reader.read("Office work: time management, bookkeping and machine learning. Learn Python.", least=0.1)
    return [(each.entity.slug, each.confidence, each.start) for each in read.mentions()]


def test_what_skills_mean_is_kept_beside_the_index_for_texts(folder: Path) -> None:
    keep_in(None)
    made = said_by(TextReader(index(), lambda each: (each,)))
    keep_in(folder, least=0)
    first = said_by(TextReader(index(), lambda each: (each,)))
    of_index, of_skills = sets(folder)
    assert of_skills.name == f"{of_index.name}-skill"
    written = {each.name: each.stat().st_mtime_ns for each in of_skills.iterdir()}
    assert said_by(TextReader(index(), lambda each: (each,))) == first == made != []
    assert {each.name: each.stat().st_mtime_ns for each in of_skills.iterdir()} == written
    assert Shelf(folder).put(of_skills.name, ARRAYS)  # whole, but of something else
    assert said_by(TextReader(index(), lambda each: (each,))) == made
    assert {each.name for each in of_skills.iterdir()} == written.keys()


def test_nothing_is_kept_that_is_made_in_no_time(folder: Path) -> None:
    keep_in(folder)
    index()
    assert not folder.exists()


def test_other_names_are_another_index(folder: Path) -> None:
    index()
    (key, record), *others = OFFICE
    snapshot = world(DATASET, (key, {**record, "name": "Something else"}), *others)
    WordIndex(each for kind in CONCEPTS for each in snapshot.active(kind))
    assert len(sets(folder)) == 2


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 0x80
    path.write_bytes(content)


def linked(path: Path) -> None:
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))


def open_to_others(path: Path) -> None:
    path.chmod(0o666)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [truncated, empty, garbled, linked, open_to_others, gone])
@pytest.mark.parametrize("name", ["postings-owners.npy", "cells-bytes.npy", "vocabulary-words.npy", LIST])
def test_what_is_not_as_it_was_written_is_made_anew_and_told(
    folder: Path, caplog: pytest.LogCaptureFixture, name: str, harm: object
) -> None:
    made = answers(index())
    (kept,) = sets(folder)
    assert callable(harm)
    harm(kept / name)
    with caplog.at_level(logging.WARNING):
        again = index()
    assert answers(again) == made
    assert "made anew" in caplog.text
    caplog.clear()
    assert answers(index()) == made
    assert caplog.text == ""  # it was mended


@pytest.mark.parametrize("name", ["words", "set"])
def test_folders_of_others_and_links_to_folders_are_not_used(
    folder: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    made = answers(index())
    place = folder if name == "words" else sets(folder)[0]
    place.rename(place.with_name("elsewhere"))
    place.symlink_to(place.with_name("elsewhere"))
    with caplog.at_level(logging.WARNING):
        assert answers(index()) == made
    assert "is a link" in caplog.text


def test_a_whole_set_of_something_else_is_made_anew(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = answers(index())
    (kept,) = sets(folder)
    assert Shelf(folder).put(kept.name, ARRAYS)
    with caplog.at_level(logging.WARNING):
        assert answers(index()) == made
    assert "made anew" in caplog.text


def test_where_nothing_can_be_written_it_is_told_and_answers_are_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = answers(index())
    (tmp_path / "file").write_text("")
    keep_in(tmp_path / "file" / "words", least=0)
    with caplog.at_level(logging.WARNING):
        assert answers(index()) == made
    keep_in(None)
    assert "is not kept" in caplog.text


def test_a_shelf_gives_back_what_was_put_on_it_also_arrays_of_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.find("one") is None
    assert shelf.put("one", ARRAYS)
    found = shelf.find("one")
    assert found is not None
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)
    assert found["none"].shape == (0, 4)


def test_the_sets_that_were_not_used_for_longest_are_taken_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", most=2)
    for place, key in enumerate(("one", "two")):
        assert shelf.put(key, ARRAYS)
        os.utime(tmp_path / "shelf" / key, (place, place))
    assert shelf.find("one") is not None  # used again
    assert shelf.put("three", ARRAYS)
    assert [each.name for each in sets(tmp_path / "shelf")] == ["one", "three"]


def test_what_somebody_left_half_written_is_taken_away_and_what_is_being_written_stays(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for name, age in (("begun-old", 0), ("begun-new", None)):
        (tmp_path / name).mkdir()
        if age is not None:
            os.utime(tmp_path / name, (age, age))
    assert shelf.put("one", ARRAYS)
    assert [each.name for each in sets(tmp_path)] == ["begun-new", "one"]
