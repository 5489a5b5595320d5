"""What of a text says nothing about work: about us, benefits, legal text, addresses, markup.

Data, in `noises`, a file for each language. What is known of English counts in all of them: its headings stand in
advertisements everywhere.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from knowledge.texts.parts import Sentence
from knowledge.words.markup import without_markup
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import base_of

LONGEST_HEADING = 60  # code points
MOST_HEADING_WORDS = 7
FEW = 2  # words of a heading in which nothing else is named
LONGEST_NOISE = 1_500  # code points after a heading, beyond which what follows is taken for something else
SECTIONS = ("NOISY", "SAYING", "SENTENCE")
HEADS = regex.compile(r"[#*=\s\d.)_-]*(.*?)[\s:*#=_?!.…-]*")
LETTERS = regex.compile(r"\p{L}")


FOLDER = Path(__file__).with_name("noises")
LANGUAGES = frozenset(file.stem for file in FOLDER.glob("*.txt"))
"""The languages of which it is known what is noise."""


def _sections(language: str) -> dict[str, list[str]]:
    text = FOLDER.joinpath(f"{language}.txt").read_text(encoding="utf-8")
    parts = (part.splitlines() for part in text.strip().split("\n\n")[1:])
    return {lines[0].strip("[]"): [each for each in lines[1:] if each] for lines in parts}


class Noise(NamedTuple):
    """What is noise in texts of a language: the headings of noise and of what is none, and sentences."""

    noisy: "regex.Pattern[str]"
    saying: "regex.Pattern[str]"
    sentence: "regex.Pattern[str]"


def _any(patterns: list[str], flags: int = regex.IGNORECASE) -> "regex.Pattern[str]":
    return regex.compile("|".join(f"(?:{each})" for each in patterns), flags)


HIDDEN = _any(_sections(DEFAULT)["HIDDEN"], regex.IGNORECASE | regex.DOTALL)


@cache
def _noise_of(languages: frozenset[str]) -> Noise:
    read = [_sections(each) for each in sorted(languages)]
    return Noise(*(_any([each for sections in read for each in sections[name]]) for name in SECTIONS))


def noise_of(language: str | None) -> Noise:
    """What is noise in a language, a tag of BCP 47; in any that is known for None."""
    if language is None:
        return _noise_of(LANGUAGES)
    return _noise_of(frozenset((DEFAULT, base_of(language))) & LANGUAGES)


def without_hidden(text: str) -> str:
    """The text with markup, addresses and numbers blanked: all else stands where it stood."""
    blanked = HIDDEN.sub(lambda found: " " * len(found.group()), without_markup(text))
    return "".join(each if each.isprintable() or each in "\n\r\t\u2028" else " " for each in blanked)


def telling(text: str, sentences: list[Sentence], language: str | None = DEFAULT) -> list[Sentence]:
    """The sentences that are no noise, in their order; a heading is none of them where it begins noise.

    `language` is the text's, None where nobody can tell.
    """
    noise = noise_of(language)
    by_passage: dict[int, list[Sentence]] = {}
    for each in sentences:
        by_passage.setdefault(each.passage, []).append(each)
    found: list[Sentence] = []
    in_noise, began = False, 0
    for of_passage in by_passage.values():
        first, last = of_passage[0], of_passage[-1]
        heading = _heading(text, first.start, last.end)
        if heading is not None:
            if noise.noisy.fullmatch(heading):
                in_noise, began = True, last.end
                continue
            in_noise = in_noise and not _is_other(text, last.end, heading, noise)
        else:  # a heading may begin the line: `Benefits: company car`
            before, colon, _ = text[first.start : last.end].partition(":")
            said = HEADS.fullmatch(before) if colon else None
            if said is not None and len(before) <= LONGEST_HEADING:
                if noise.noisy.fullmatch(said[1]):
                    continue
                in_noise = in_noise and noise.saying.fullmatch(said[1]) is None
        in_noise = in_noise and last.end - began <= LONGEST_NOISE
        if not in_noise:
            found += [each for each in of_passage if not noise.sentence.search(text, each.start, each.end)]
    return found


def is_heading(text: str, sentence: Sentence, language: str | None = DEFAULT) -> bool:
    """Whether a sentence is but a known heading of what is no noise (`Skills`, `PROFILE:`), which names nothing."""
    said = _heading(text, sentence.start, sentence.end)
    return said is not None and len(said.split()) <= FEW and noise_of(language).saying.fullmatch(said) is not None


def _heading(text: str, start: int, end: int) -> str | None:
    """The words of a line that is a heading, None for one that is none."""
    line = text[start:end]
    if len(line) > LONGEST_HEADING or len(line.split()) > MOST_HEADING_WORDS or "," in line:
        return None
    said = HEADS.fullmatch(line)
    return said[1] if said is not None and LETTERS.search(said[1]) else None


def _is_other(text: str, end: int, heading: str, noise: Noise) -> bool:
    """Whether a heading ends noise: it is a known one, or stands with a colon or alone in capitals."""
    return noise.saying.fullmatch(heading) is not None or text[end : end + 1] == ":" or heading.isupper()
