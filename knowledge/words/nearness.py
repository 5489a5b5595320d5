"""Which rows of vectors are near another one, without looking at all of them: an inverted file of cells.

Rows are gathered in cells around centres (k-means from evenly spaced rows, so that the same rows make the same cells),
and only those of the nearest cells are compared (Jégou et al. 2011). Rows are kept as bytes.
"""

import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.words.highest import LAST, highest, keys_of, told
from knowledge.words.meaning import Floats, unit

Integers = NDArray[np.int64]

FEW = 600  # rows that are compared one by one
ROUNDS = 4
SAMPLE = 32  # rows for each centre that it is made of
AT_ONCE = 4_096
PROBED = 8  # cells that are looked into
OF_ONE_THREAD = 44
"""Rows that are multiplied at once with a vector: for more, OpenBLAS wakes threads that take more time to wait than
there is to save."""
ROWS_AT_ONCE, VECTORS_AT_ONCE = 40, 32  # the same of rows and several vectors
OF_ONE = 256  # rows that are compared with one vector at once, so that their numbers stay in the processor's cache


class _Room(threading.local):
    """Where bytes become numbers, in each thread: memory that is asked for anew takes longer than all the rest."""

    def __init__(self) -> None:
        self._numbers = np.empty(0, np.float32)

    def numbers(self, rows: NDArray[np.int8]) -> Floats:
        """Rows as numbers, until the next ones are asked for."""
        if self._numbers.size < rows.size:
            self._numbers = np.empty(rows.size, np.float32)
        found = self._numbers[: rows.size].reshape(rows.shape)
        found[:] = rows
        return found


ROOM = _Room()


def products(vectors: Floats, rows: Floats) -> Floats:
    """The product of each vector with each row, (vectors, rows), by one thread."""
    found = np.empty((len(vectors), len(rows)), np.float32)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        for first in range(0, len(vectors), VECTORS_AT_ONCE):
            several = slice(first, first + VECTORS_AT_ONCE)
            found[several, part] = vectors[several] @ rows[part].T
    return found


class Rows:
    """Vectors of length 1, or of zeros, as bytes."""

    __slots__ = ("_bytes", "_scales")

    def __init__(self, rows: Floats):
        most = np.abs(rows).max(axis=1, initial=0.0) if len(rows) else np.zeros(0, np.float32)
        self._scales = np.where(most > 0, most / 127, 1).astype(np.float32)
        self._bytes = np.rint(rows / self._scales[:, None]).astype(np.int8)

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rows that were made before, from their `arrays`."""
        rows = cls.__new__(cls)
        rows._bytes, rows._scales = arrays["bytes"], arrays["scales"]
        return rows

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What they are, to be kept."""
        return {"bytes": self._bytes, "scales": self._scales}

    def near(self, places: NDArray[Any] | slice, vector: Floats) -> Floats:
        """The cosine of rows with a vector of length 1."""
        found: Floats = np.vecdot(ROOM.numbers(self._bytes[places]), vector) * self._scales[places]
        return found

    def near_each(self, places: NDArray[Any], vectors: Iterable[tuple[Floats, int]]) -> Floats:
        """The cosine of each row with the vector that comes with so many rows, one after the other."""
        found = np.empty(len(places), np.float32)
        start = 0
        for vector, count in vectors:
            end = start + count
            rows = ROOM.numbers(self._bytes.take(places[start:end], axis=0))
            for row in range(0, count, OF_ONE_THREAD):
                part = slice(start + row, min(end, start + row + OF_ONE_THREAD))
                np.dot(rows[row : row + OF_ONE_THREAD], vector, out=found[part])
            start = end
        found *= self._scales[places]
        return found

    def near_all(self, span: slice, vectors: Floats) -> Floats:
        """The cosines of the rows of a span with vectors of length 1, (vectors, rows)."""
        found = np.empty((len(vectors), span.stop - span.start), np.float32)
        for start in range(0, found.shape[1], OF_ONE):
            rows = self._bytes[span.start + start : min(span.stop, span.start + start + OF_ONE)]
            found[:, start : start + OF_ONE] = products(vectors, ROOM.numbers(rows))
        found *= self._scales[span]
        return found

    def near_spans(self, spans: Sequence[tuple[slice, Floats]]) -> Floats:
        """The cosines of the rows of several spans, one after the other, each with a vector of its own."""
        found = np.empty(sum(span.stop - span.start for span, _ in spans), np.float32)
        numbers, end = ROOM.numbers, 0
        for span, vector in spans:
            for start in range(span.start, span.stop, OF_ONE):
                rows = numbers(self._bytes[start : min(span.stop, start + OF_ONE)])
                begin, end = end, end + len(rows)
                np.vecdot(rows, vector, out=found[begin:end])
        found *= np.concatenate([self._scales[span] for span, _ in spans])
        return found

    def near_some(self, places: NDArray[Any], vectors: Floats) -> Floats:
        """The cosines of some rows with vectors of length 1, (vectors, rows)."""
        rows = ROOM.numbers(self._bytes.take(places, axis=0))
        found = np.empty((len(vectors), len(rows)), np.float32)
        for vector, row in zip(vectors, found, strict=True):
            np.vecdot(rows, vector, out=row)
        found *= self._scales[places]
        return found

    def rows(self, places: NDArray[Any]) -> Floats:
        """Some rows, as near to what they were made of as bytes are."""
        found: Floats = self._bytes[places].astype(np.float32) * self._scales[places][:, None]
        return found

    @property
    def bytes(self) -> int:
        """How much memory they take."""
        return int(self._bytes.nbytes + self._scales.nbytes)


class Cells:
    """Rows gathered in cells, so that those of a cell lie together in memory.

    Rows are numbered from `first` on; `ends` says where parts end, which share no cell.
    """

    __slots__ = ("_centres", "_members", "_place", "_rows", "_starts")

    def __init__(self, rows: Floats, parts: Sequence[range]):
        self._centres: list[Floats] = []
        self._starts: list[Integers] = []
        order = np.zeros(len(rows), np.int64)
        for part in parts:
            of_part = rows[part.start : part.stop]
            count = max(1, int(math.sqrt(len(part)) * 1.5)) if len(part) > FEW and rows.shape[1] else 1
            centres = _centres(of_part, count)
            cells = _nearest(of_part, centres)
            by_cell = np.argsort(cells, kind="stable")
            order[part.start : part.stop] = by_cell + part.start
            self._centres.append(centres)
            self._starts.append(np.searchsorted(cells[by_cell], np.arange(count + 1)) + part.start)
        self._members = order.astype(np.int32)
        self._place = np.empty(len(rows), np.int32)
        self._place[order] = np.arange(len(rows), dtype=np.int32)
        self._rows = Rows(rows[order])

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Cells that were made before, from their `arrays`."""
        cells = cls.__new__(cls)
        counts = arrays["counts"].tolist()
        ends = np.cumsum([0, *counts]).tolist()
        cells._centres = [arrays["centres"][start:end] for start, end in pairwise(ends)]
        # of each part there is one more: where its last cell ends
        cells._starts = [
            arrays["starts"][start + place : end + place + 1] for place, (start, end) in enumerate(pairwise(ends))
        ]
        cells._members, cells._place = arrays["members"], arrays["place"]
        cells._rows = Rows.of_arrays(arrays)
        return cells

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What they are, to be kept."""
        return {
            "centres": np.concatenate([np.zeros((0, self._dimensions), np.float32), *self._centres]),
            "counts": np.array([len(each) for each in self._centres], np.int64),
            "starts": np.concatenate([np.zeros(0, np.int64), *self._starts]),
            "members": self._members,
            "place": self._place,
            **self._rows.arrays(),
        }

    @property
    def _dimensions(self) -> int:
        return int(self._rows.arrays()["bytes"].shape[1])

    def nearest(self, part: int, vectors: Floats, most: int) -> tuple[NDArray[np.int32], Floats]:
        """Of each vector up to `most` rows in the cells of a part that are nearest to it, in no order, and the cosines.

        Arrays are (vectors, `most`), where there are fewer rows filled up with cosines of 0; so are those below it. Of
        rows that are as near the first ones are taken. A cell is read once for all vectors that are near its centre.
        """
        centres, starts = self._centres[part], self._starts[part].tolist()
        probed = min(PROBED, len(centres))
        cells = np.zeros((len(vectors), probed), np.int64) + np.arange(probed)
        if len(centres) > probed:
            cells = np.argpartition(products(vectors, centres), -probed, axis=1)[:, -probed:]
        found = np.full((len(vectors), probed, most), LAST, np.int64)
        order = np.argsort(cells, axis=None, kind="stable")
        which, slots = np.divmod(order, probed)
        ordered = cells.ravel()[order]
        begins = [*np.flatnonzero(np.diff(ordered, prepend=-1)).tolist(), len(ordered)]
        for begin, end in pairwise(begins):
            cell = int(ordered[begin])
            span = slice(starts[cell], starts[cell + 1])
            looking = which[begin:end]
            keys = keys_of(self._rows.near_all(span, vectors[looking]), self._members[span])
            best = highest(keys, most)
            found[looking, slots[begin:end], : best.shape[1]] = best
        return told(highest(found.reshape(len(vectors), -1), most))

    def nearest_of_each(
        self, parts: Sequence[int], vectors: Sequence[Floats], most: int
    ) -> list[tuple[NDArray[np.int32], Floats]]:
        """The same of one vector in each of some parts, where there are fewer rows as many as there are."""
        spans: list[tuple[slice, Floats]] = []
        ends: list[int] = []
        for part, vector in zip(parts, vectors, strict=True):
            centres, starts = self._centres[part], self._starts[part]
            cells = np.arange(len(centres))
            if len(centres) > PROBED:
                cells = np.vecdot(centres, vector).argpartition(-PROBED)[-PROBED:]
            edges = list(zip(starts[cells].tolist(), starts[cells + 1].tolist(), strict=True))
            spans += [(slice(*each), vector) for each in edges]
            ends.append(sum(end - start for start, end in edges) + (ends[-1] if ends else 0))
        members = np.concatenate([self._members[span] for span, _ in spans])
        keys = keys_of(self._rows.near_spans(spans), members)
        return [told(highest(keys[start:end], most)) for start, end in pairwise((0, *ends))]

    def near_each(self, numbers: NDArray[Any], vectors: Iterable[tuple[Floats, int]]) -> Floats:
        """The cosine of each row with the vector of length 1 that comes with so many of them."""
        return self._rows.near_each(self._place[numbers], vectors)

    @property
    def bytes(self) -> int:
        """How much memory they take."""
        arrays: list[NDArray[Any]] = [self._members, self._place, *self._centres, *self._starts]
        return self._rows.bytes + sum(each.nbytes for each in arrays)


def _centres(rows: Floats, count: int) -> Floats:
    sample = rows[:: max(1, len(rows) // (count * SAMPLE))]
    centres = sample[:: max(1, len(sample) // count)][:count]
    for _ in range(ROUNDS if count > 1 else 0):
        deadline.check()
        cells = _nearest(sample, centres)
        order = np.argsort(cells, kind="stable")
        starts = np.searchsorted(cells[order], np.arange(len(centres)))
        taken = np.bincount(cells, minlength=len(centres)) > 0
        sums = centres.copy()
        sums[taken] = np.add.reduceat(sample[order], starts[taken], axis=0)
        centres = unit(sums)
    return centres


def _nearest(rows: Floats, centres: Floats) -> Integers:
    found = np.zeros(len(rows), np.int64)
    for start in range(0, len(rows) if len(centres) > 1 else 0, AT_ONCE):
        deadline.check()
        found[start : start + AT_ONCE] = (rows[start : start + AT_ONCE] @ centres.T).argmax(axis=1)
    return found
