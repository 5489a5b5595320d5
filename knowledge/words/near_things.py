"""Which things mean something near to each of many phrases, all phrases at once.

Things are gathered in cells around centres (as `words.nearness` does for labels); the phrases that look into a cell are
compared with all that is in it at once, by one thread: those of OpenBLAS take more time to wait for each other, on
a machine that has other work, than there is to save.
"""

from collections.abc import Iterator
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.keeping import keep, kept
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats, unit
from knowledge.words.nearness import Rows, products
from knowledge.words.shelf import Arrays

Integers = NDArray[np.int64]

FEW = 1_000  # things that are compared one by one
IN_CELL = 120  # things in a cell, about
PROBED = 12  # cells that a phrase looks into
ROUNDS = 3
AT_ONCE = 4_096
ARRAYS = frozenset({"centres", "members", "starts", "bytes", "scales"})
"""What is kept of things."""


def things_of(index: DatasetIndex, segment: Segment | None) -> "NearThings":
    """The things of a segment, by what their names and all that they are called mean: kept where the index is."""
    if segment is None:
        return NearThings(np.zeros((0, index.meanings.dimensions), np.float32))
    key = None if index.key is None else f"{index.key}-{segment.kind.value.lower()}"
    arrays = None if key is None else kept(key)
    if arrays is not None and arrays.keys() >= ARRAYS and len(arrays["members"]) == len(segment.entities):
        return NearThings.of_arrays(arrays)
    texts, first = index.labels.texts, [*index.labels.first, len(index.labels.texts)]
    made = NearThings(index.meanings.mean_vectors([texts[first[each] : first[each + 1]] for each in segment.entities]))
    again = None if key is None else keep(key, made.arrays())
    return made if again is None else NearThings.of_arrays(again)


class NearThings:
    """The vectors of things, by number, in cells; vectors have length 1 or are zeros."""

    def __init__(self, rows: Floats):
        count = max(1, len(rows) // IN_CELL) if len(rows) > FEW else 1
        centres = rows[:: max(1, len(rows) // count)][:count]
        cells = _nearest(rows, centres)
        for _ in range(ROUNDS if count > 1 else 0):
            deadline.check()
            sums = centres.copy()
            np.add.at(sums, cells, rows)
            centres = unit(sums)
            cells = _nearest(rows, centres)
        self._centres = centres
        self._members = np.argsort(cells, kind="stable")
        self._starts = np.searchsorted(cells[self._members], np.arange(len(centres) + 1))
        self._rows = Rows(rows[self._members])

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> Self:
        """Things that were gathered before, from their `arrays`."""
        made = cls.__new__(cls)
        made._centres, made._members, made._starts = (arrays[name] for name in ("centres", "members", "starts"))
        made._rows = Rows.of_arrays(arrays)
        return made

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What they are, to be kept."""
        return {"centres": self._centres, "members": self._members, "starts": self._starts, **self._rows.arrays()}

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        return sum(each.nbytes for each in (self._centres, self._members, self._starts)) + self._rows.bytes

    def near(self, vectors: Floats, least: float, most: int) -> Iterator[tuple[int, Integers]]:
        """For each vector that has some, up to `most` things whose cosine with it is at least so high, ascending."""
        found: list[tuple[NDArray[Any], ...]] = [(np.zeros(0, np.int64),) * 3]
        for cell, looking in self._looking(vectors):
            deadline.check()
            span = slice(int(self._starts[cell]), int(self._starts[cell + 1]))
            cosines = self._rows.near_all(span, vectors[looking])
            which, thing = np.nonzero(cosines >= least)
            found.append((looking[which], self._members[span][thing], cosines[which, thing]))
        owners, things, cosines = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.lexsort((things, -cosines, owners))
        owners, things = owners[order], things[order]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(owners)], strict=False):
            yield int(owners[start]), np.sort(things[start : min(end, start + most)])

    def _looking(self, vectors: Floats) -> Iterator[tuple[int, Integers]]:
        """Which vectors look into each cell."""
        nearness = products(vectors, self._centres)
        count = min(PROBED, len(self._centres))
        cells = np.argpartition(-nearness, count - 1, axis=1)[:, :count].ravel()
        owners = np.repeat(np.arange(len(vectors)), count)
        order = np.argsort(cells, kind="stable")
        cells, owners = cells[order], owners[order]
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        for start, end in zip(starts, np.append(starts[1:], len(cells)), strict=True):
            yield int(cells[start]), owners[start:end]


def _nearest(rows: Floats, centres: Floats) -> Integers:
    found = np.zeros(len(rows), np.int64)
    for start in range(0, len(rows) if len(centres) > 1 else 0, AT_ONCE):
        found[start : start + AT_ONCE] = (rows[start : start + AT_ONCE] @ centres.T).argmax(axis=1)
    return found
