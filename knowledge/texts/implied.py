"""What texts say in words that no name has: how they are read beside. Data, in `implied.txt`."""

from collections.abc import Iterator
from pathlib import Path

import regex

from knowledge.texts.parts import Phrase, Sentence

COUNTS = 0.92  # how much of its confidence has what is read so


def _readings() -> list[tuple["regex.Pattern[str]", str]]:
    lines = Path(__file__).with_name("implied.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit(" = ", 1) for line in lines if line and not line.startswith("#"))
    return [(regex.compile(pattern, regex.IGNORECASE), reading) for pattern, reading in pairs]


READINGS = _readings()


def implied(text: str, sentences: list[Sentence]) -> Iterator[Phrase]:
    """The parts of a text that are read otherwise, as they are read."""
    for pattern, reading in READINGS:
        for number, sentence in enumerate(sentences):
            for found in pattern.finditer(text, sentence.start, sentence.end):
                yield Phrase(*found.span(), reading, number, COUNTS)
