"""How near rows are to vectors, pair by pair: for who has many queries at once, each with some rows of its own."""

import numpy as np
from numpy.typing import NDArray

from knowledge.words.meaning import Floats
from knowledge.words.nearness import ROOM, Cells, Rows

Integers = NDArray[np.int64]

AT_ONCE = 256  # pairs, so that their rows stay in the processor's cache


def near_rows(rows: Rows, places: Integers, vectors: Floats, which: Integers) -> Floats:
    """The cosine of each row with the vector that `which` names for it."""
    found = np.empty(len(places), np.float32)
    for start in range(0, len(places), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        row = ROOM.numbers(rows._bytes[places[part]])
        found[part] = np.einsum("ij,ij->i", row, vectors[which[part]]) * rows._scales[places[part]]
    return found


def near_labels(cells: Cells, labels: Integers, vectors: Floats, which: Integers) -> Floats:
    """The same of labels, by number, which are kept in cells."""
    return near_rows(cells._rows, cells._place[labels].astype(np.int64), vectors, which)
