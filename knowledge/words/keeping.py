"""Keeping what takes long to make of a dataset's index: where, under which hash, and as which arrays.

`keep_in` says where, once for the process; before that nothing is kept. The hash is of all that an index is made of:
the labels of the entities and what is said of them, and the program that makes it, with its tables and libraries.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from numpy.typing import NDArray

from knowledge.words.labels import Labels, about
from knowledge.words.nearness import Cells, Rows
from knowledge.words.postings import Postings
from knowledge.words.shelf import FORMAT, Shelf

if TYPE_CHECKING:
    from knowledge.words.dataset_index import DatasetIndex

ROOM = Path(__file__).parent
PROGRAM = (".py", ".txt", ".npy")
LIBRARIES = ("numpy", "pystemmer", "regex")
PLAIN = ("head", "first_word", "tells", "whole")
"""Arrays of an index that are kept as they are."""

WORTH_IT = 20_000  # labels, of which an index takes a second to make

logger = logging.getLogger("rolegraph.words")


class _Place(NamedTuple):
    shelf: Shelf
    least: int


_places: list[_Place] = []


def keep_in(folder: Path | None, least: int = WORTH_IT) -> None:
    """Where indexes of so many labels and more are kept from now on; None: nowhere."""
    _places[:] = [] if folder is None else [_Place(Shelf(folder), least)]


def is_restored(index: "DatasetIndex", key: str) -> bool:
    """Whether what was kept of an index is fit to be used, and is now."""
    arrays = _places[0].shelf.find(key) if _places else None
    if arrays is None:
        return False
    try:
        _restore(index, arrays)
    except (KeyError, ValueError, IndexError) as error:  # whole, but of something else
        logger.warning("a word index that was kept is not used, and is made anew: %r", error)
        return False
    return True


def keep(index: "DatasetIndex", key: str) -> None:
    """Keeps an index that was made, and goes on with what was kept, the pages of which are everybody's."""
    if _places and _places[0].shelf.put(key, _arrays_of(index)):
        is_restored(index, key)


def is_kept(labels: Labels) -> bool:
    """Whether an index of some labels is kept anywhere."""
    return bool(_places) and len(labels.texts) >= _places[0].least


def key_of(labels: Labels, language: str) -> str:
    """The hash of what an index is made of."""
    found = hashlib.sha256(f"{FORMAT} {_program()} {language}\n".encode())
    for each in labels.segments:
        found.update(f"{each.dataset} {each.kind.value} {each.entities} {each.labels}\n".encode())
    ends = [*labels.first[1:], len(labels.texts)]
    for entity, start, end in zip(labels.entities, labels.first, ends, strict=True):
        told = [each.encode("utf-8", "surrogatepass") for each in (*labels.texts[start:end], *about(entity))]
        found.update(" ".join(map(str, (end - start, *map(len, told)))).encode() + b"\n" + b"".join(told))
    return found.hexdigest()[:32]


@cache
def _program() -> str:
    """The hash of what makes indexes."""
    found = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for path in _files():
        found.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return found.hexdigest()


def _files() -> Iterable[Path]:
    return sorted(each for each in ROOM.rglob("*") if each.suffix in PROGRAM and each.is_file())


def _arrays_of(index: "DatasetIndex") -> dict[str, NDArray[Any]]:
    parts: Mapping[str, Mapping[str, NDArray[Any]]] = {
        "index": {name: getattr(index, name) for name in PLAIN},
        "vocabulary": index.vocabulary.arrays(),
        "postings": index.postings.arrays(),
        "about": index.about.arrays(),
        "centroids": index.centroids.arrays(),
        "abouts": index.abouts.arrays(),
        "cells": index.cells.arrays(),
    }
    return {f"{part}-{name}": array for part, arrays in parts.items() for name, array in arrays.items()}


def _restore(index: "DatasetIndex", arrays: Mapping[str, NDArray[Any]]) -> None:
    def part(name: str) -> dict[str, NDArray[Any]]:
        return {key.removeprefix(f"{name}-"): each for key, each in arrays.items() if key.startswith(f"{name}-")}

    plain = part("index")
    if len(plain["head"]) != len(index.labels.texts) or len(plain["whole"]) != len(index.labels.texts):
        raise ValueError("an index of other labels")
    restored = (
        Postings.of_arrays(part("postings")),
        Postings.of_arrays(part("about")),
        Rows.of_arrays(part("centroids")),
        Rows.of_arrays(part("abouts")),
        Cells.of_arrays(part("cells")),
    )
    index.vocabulary.restore(part("vocabulary"))
    for name in PLAIN:
        setattr(index, name, plain[name])
    index.postings, index.about, index.centroids, index.abouts, index.cells = restored
