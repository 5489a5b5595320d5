"""The table of word vectors that is shipped in `words/table`: which row a word has, and what stands in for others.

Four files, made once by `make vectors` and mapped into memory, so that processes share their pages and nothing is read
before it is asked for:

- `words.npy`: the words in ascending order, as bytes, and the pieces that go on within a word, with `##` before them;
- `vectors.npy`: a row of whole numbers from -127 to 127 for each word;
- `scales.npy`: what the numbers of a row are multiplied by;
- `rarity.npy`: how much a word counts in a text, from its document frequency in the texts the table was made of.

Plurals that mean what the singular means are not there. A word that is not there is met in this order: without the
marks of `c++`, `c#` or `.net`; as the form that its ending was added to (`-s`, `-es`, `-ies`, `-ing`, `-ed`); as a
compound of words and pieces, the longest first.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.bytes_]
Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

FOLDER = Path(__file__).parent / "table"
WITHIN = "##"
SHORTEST_BASE = 3
SHORTEST_PART = 4  # letters of a whole word that may go on within a compound
SHORTEST_TELLING = 3  # letters of the longest piece without which a word is unknown
NONE, FORGOTTEN = -1, -2
MOST_REMEMBERED = 20_000  # words whose rows are remembered
PLURALS = (("ies", ("y", "ie")), ("es", ("e", "")), ("s", ("",)))
ENDINGS = (
    *PLURALS,
    ("ied", ("y",)),
    ("ed", ("e", "")),
    ("ing", ("e", "")),
)
"""Endings of plurals and verbs, and what the form without them ends in."""
DOUBLING = ("ed", "ing")
"""Endings before which the last letter may have been doubled: `planned`, `tagging`."""


class WordTable:
    """The table of a folder. Raises FileNotFoundError, at the first question, where the folder has none."""

    def __init__(self, folder: Path = FOLDER, bases: Callable[[str], Iterable[str]] | None = None):
        """`bases` says as what a word may be met that is not there; None for what English words are made from."""
        self._folder = folder
        self._bases = bases or english_bases
        self._remembered: dict[str, int] = {}  # the rows of words that were asked for, or -1

    @cached_property
    def words(self) -> Bytes:
        """The words, ascending."""
        words: Bytes = self._mapped("words")
        return words

    @cached_property
    def vectors(self) -> NDArray[np.int8]:
        """One row for each word."""
        vectors: NDArray[np.int8] = self._mapped("vectors")
        return vectors

    @cached_property
    def scales(self) -> Floats:
        """What each row is multiplied by."""
        scales: Floats = self._mapped("scales")
        return scales

    @cached_property
    def rarity(self) -> Floats:
        """How much each word counts, above 0."""
        rarity: Floats = self._mapped("rarity")
        return rarity

    @cached_property
    def _rows(self) -> dict[str, int]:
        """The row of each word: some five megabytes, in which a word is found much faster than in the file."""
        return {word.decode(): row for row, word in enumerate(self.words.tolist())}

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self.vectors.shape[1])

    @cached_property
    def rarest(self) -> np.float32:
        """What a word counts that no text of those had: as much as the rarest that one had."""
        return np.float32(self.rarity.max())

    def rows(self, words: Sequence[str]) -> Integers:
        """The row of each word, or -1."""
        row_of = self._rows.get
        return np.fromiter((row_of(word, NONE) for word in words), np.int64, len(words))

    def known(self, words: Sequence[str]) -> list[bool]:
        """Of each word, whether it has a row, or the form that it was made from."""
        known: list[bool] = (self._with_stand_ins(words) != NONE).tolist() if words else []
        return known

    def weighted(self, words: Sequence[str]) -> Floats:
        """The vector of each word times its rarity, (n, dimensions); zeros where nothing is known."""
        rows = self._with_stand_ins(words)
        known = rows != NONE
        found = np.zeros((len(words), self.dimensions), np.float32)
        found[known] = self._read(rows[known]) * self.rarity[rows[known]][:, None]
        unknown = [place for place in np.flatnonzero(~known).tolist() if _has_letter(words[place])]
        apart = [self._taken_apart(words[place]) for place in unknown]
        most = max(map(len, apart), default=0)
        for count in range(1, most + 1):  # words of as many pieces at once, each piece added after those before it
            chosen = [number for number, pieces in enumerate(apart) if len(pieces) == count]
            if chosen:
                rows, letters = np.array([apart[number] for number in chosen], np.int64).transpose(2, 1, 0)
                shares = (letters / letters.sum(axis=0)).astype(np.float32)
                total = shares[0][:, None] * self._read(rows[0])
                for row, share in zip(rows[1:], shares[1:], strict=True):
                    total += share[:, None] * self._read(row)
                found[[unknown[number] for number in chosen]] = self.rarest * total
        return found

    def _read(self, rows: Integers) -> Floats:
        read: Floats = self.vectors[rows] * self.scales[rows][:, None]
        return read

    def _with_stand_ins(self, words: Sequence[str]) -> Integers:
        """The row of each word, or of the form that it was made from, or -1."""
        known = self._remembered
        new = [word for word in words if word not in known]
        found = dict(zip(new, self._looked_up(new).tolist(), strict=True)) if new else {}
        rows = np.array([found[word] if word in found else known.get(word, FORGOTTEN) for word in words], np.int64)
        if (rows == FORGOTTEN).any():  # meanwhile, by another thread
            return self._looked_up(words)
        if len(known) + len(found) > MOST_REMEMBERED:
            known.clear()
        known.update(found)
        return rows

    def _looked_up(self, words: Sequence[str]) -> Integers:
        rows = self.rows(words)
        waiting = [place for place in np.flatnonzero(rows == NONE).tolist() if _has_letter(words[place])]
        tried = [list(self._bases(words[place])) for place in waiting]
        found = iter(self.rows([base for each in tried for base in each]).tolist())
        for place, each in zip(waiting, tried, strict=True):
            rows[place] = next((row for row in [next(found) for _ in each] if row != NONE), NONE)
        return rows

    def _taken_apart(self, word: str) -> list[tuple[int, int]]:
        """The rows of the pieces of a word, from the left, the longest first, and how many letters each has.

        Nothing is said of a word without a piece of three letters, or with letters that no piece has.
        """
        row_of, longest = self._rows.get, self.words.dtype.itemsize
        plain = "".join(filter(str.isalnum, word))
        found: list[tuple[int, int]] = []
        begin = 0
        while begin < len(plain):
            for end in range(min(len(plain), begin + longest), begin, -1):
                letters = plain[begin:end]
                row = row_of(letters) if not begin or end - begin >= SHORTEST_PART else None
                if row is None and begin:
                    row = row_of(WITHIN + letters)
                if row is not None:
                    found.append((row, end - begin))
                    begin = end
                    break
            else:
                return []
        return found if max((letters for _, letters in found), default=0) >= SHORTEST_TELLING else []

    def _mapped(self, name: str) -> Any:
        # a plain array over the mapped file: slices of a np.memmap cost several times as much
        return np.load(self._folder / f"{name}.npy", mmap_mode="r").view(np.ndarray)


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


def english_bases(word: str, endings: Sequence[tuple[str, Sequence[str]]] = ENDINGS) -> Iterable[str]:
    """The forms that a word may have been made from, the likelier first; a word without letters has none."""
    bare = word.strip(".+#")
    if bare != word:
        yield bare
    for ending, instead in endings:
        stem = bare.removesuffix(ending)
        if stem == bare or len(stem) < SHORTEST_BASE or bare.endswith("ss"):
            continue
        if ending in DOUBLING and stem[-1] == stem[-2]:
            yield stem[:-1]
        yield from (stem + last for last in instead)


def as_parts(letters: str) -> list[str]:
    """How the table may spell letters that go on within a word: as a word of their own, if long enough, or a piece."""
    return [letters, WITHIN + letters] if len(letters) >= SHORTEST_PART else [WITHIN + letters]
