"""Keeping what takes long to make of a dataset's index: where, and under which hash.

`keep_in` says where, once for the process; before that nothing is kept. The hash is of all that an index is made of:
the labels of the entities and what is said of them, and the program that makes it, with its tables and libraries.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from knowledge.words.labels import AboutOf, Labels, about
from knowledge.words.meaning import SHIPPED
from knowledge.words.shelf import FORMAT, Arrays, Shelf

ROOM = Path(__file__).parent
PROGRAM = (".py", ".txt", ".npy")
LIBRARIES = ("numpy", "pystemmer", "regex")
WORTH_IT = 20_000  # labels, of which an index takes a second to make


class _Place(NamedTuple):
    shelf: Shelf
    least: int


_places: list[_Place] = []


def keep_in(folder: Path | None, least: int = WORTH_IT) -> None:
    """Where indexes of so many labels and more are kept from now on; None: nowhere."""
    _places[:] = [] if folder is None else [_Place(Shelf(folder), least)]


def kept(key: str) -> Arrays | None:
    """The arrays of an index that are kept and fit to be used."""
    return _places[0].shelf.find(key) if _places else None


def keep(key: str, arrays: Arrays) -> Arrays | None:
    """Keeps the arrays of an index; what was kept, the pages of which are everybody's, or None where it cannot."""
    return kept(key) if _places and _places[0].shelf.put(key, arrays) else None


def is_kept(labels: Labels) -> bool:
    """Whether an index of some labels is kept anywhere."""
    return bool(_places) and len(labels.texts) >= _places[0].least


def key_of(labels: Labels, language: str, about_of: AboutOf = about, mark: str = SHIPPED) -> str:
    """The hash of what an index is made of. `mark` is that of its meanings."""
    found = hashlib.sha256(f"{FORMAT} {_program()} {language} {mark}\n".encode())
    for each in labels.segments:
        found.update(f"{each.dataset} {each.kind.value} {each.entities} {each.labels}\n".encode())
    said = [tuple(about_of(entity)) for entity in labels.entities]
    for texts in (labels.texts, list(chain.from_iterable(said))):
        found.update(np.fromiter(map(len, texts), np.int64, len(texts)).tobytes())
        found.update("".join(texts).encode("utf-8", "surrogatepass"))
    for counts in (labels.first, list(map(len, said))):
        found.update(np.array(counts, np.int64).tobytes())
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
