"""Word vectors in fewer dimensions, as bytes, in the files that `words.word_table` reads."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Counts = NDArray[np.float64]

DIMENSIONS = 192
LEAST_RARITY = 0.1
STEPS = 127  # of whole numbers on either side of zero


def reduced(vectors: Floats, usual: Counts) -> Floats:
    """Vectors less the mean of the texts' words, turned to their principal directions, of which the first are kept."""
    centred = vectors - np.average(vectors, axis=0, weights=usual).astype(np.float32)
    _, directions = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    kept = directions[:, ::-1][:, :DIMENSIONS]
    kept = kept * np.sign(kept[np.abs(kept).argmax(0), np.arange(DIMENSIONS)])
    turned: Floats = (centred @ kept).astype(np.float32)
    return turned


def write(folder: Path, words: Sequence[str], vectors: Floats, shares: Floats) -> None:
    """The files of the table, as words.word_table reads them."""
    scales = (np.abs(vectors).max(1) / STEPS).astype(np.float32)
    files = {
        "words": np.array([word.encode() for word in words]),
        "vectors": np.rint(vectors / scales[:, None]).astype(np.int8),
        "scales": scales,
        "rarity": shares,
    }
    for name, values in files.items():
        np.save(folder / f"{name}.npy", values)
        print(f"{name}.npy: {values.shape}, {(folder / f'{name}.npy').stat().st_size:,} bytes")
