"""Tables of word vectors for languages that the shipped one has no words of: files that somebody adds.

A folder has a folder for each language, called by its tag without script and region (`fr`), with the four files of
`words.word_table`. The words are as `words.tongues` divides texts of the language, and the forms by which it
compares them, so that a word that is not there is met by its form (`infirmières`, `infirmier`). `words.table.language`
makes one.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from knowledge.errors import WrongTable
from knowledge.words.meaning import LANGUAGES, MEANINGS, NO_MEANINGS, Meanings
from knowledge.words.tongues import base_of, tongue
from knowledge.words.word_table import WordTable

FILES = {"words": "S", "vectors": "i", "scales": "f", "rarity": "f"}
"""The files of a table, and of what kind their numbers are, as numpy says it."""

_added: dict[str, Meanings] = {}


def meanings_of(language: str) -> Meanings:
    """What words of a language mean: of the shipped table, of one that was added, or nothing."""
    base = base_of(language)
    return MEANINGS if base in LANGUAGES else _added.get(base, NO_MEANINGS)


def add_tables(folder: Path | None) -> list[str]:
    """Use the tables of a folder from now on, and no others; None: none. The languages they are for, in order.

    Raises `WrongTable`, which names the file, for what is no table, and where there is none: then nothing changes.
    """
    found: dict[str, Meanings] = {}
    if folder is not None:
        if not folder.is_dir():
            raise WrongTable(f"{folder} is no folder: it is to have a folder for each language, with a table in it")
        for place in sorted(each for each in folder.iterdir() if each.is_dir()):
            found[place.name] = _read(place)
        if not found:
            raise WrongTable(f"{folder} has no table: it is to have a folder for each language, as {folder / 'fr'}")
    _added.clear()
    _added.update(found)
    return list(found)


def _read(folder: Path) -> Meanings:
    language = folder.name
    if language in LANGUAGES or base_of(language) != language or not language.isalpha():
        raise WrongTable(f"{folder} is for no language: call it by a tag such as fr, without script and region, not en")
    lengths = set()
    digest = hashlib.sha256()
    for name, kind in FILES.items():
        file = folder / f"{name}.npy"
        try:
            array = np.load(file, mmap_mode="r")
        except (OSError, ValueError) as error:
            raise WrongTable(f"{file} cannot be read: {error}") from error
        if array.dtype.kind != kind or array.ndim != (2 if name == "vectors" else 1):
            raise WrongTable(f"{file} has {array.dtype} in {array.ndim} dimensions, which is no part of a table")
        lengths.add(len(array))
        digest.update(file.read_bytes())
    if len(lengths) != 1 or lengths == {0}:
        raise WrongTable(f"The files of {folder} are of different tables: they have {sorted(lengths)} words")
    words = np.load(folder / "words.npy")
    if not bool((words[:-1] < words[1:]).all()):
        raise WrongTable(f"{folder / 'words.npy'} has words out of order, or twice: they are to ascend")
    of = tongue(language)

    def forms(word: str) -> Iterable[str]:
        return (of.form(word),)

    return Meanings(WordTable(folder, forms), of.words, digest.hexdigest())
