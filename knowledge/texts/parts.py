"""Texts taken apart: passages, their sentences, and the phrases of these that may name something.

Places are code points of the text as it was given. A **passage** is a line or a paragraph; a **sentence** ends with a
full stop, a semicolon or its passage; a **phrase** is what stands between commas, brackets and `and`, or `in`, `with`
and the like. Lists share what stands at their ends: of `preparing sauces and desserts` the second phrase is read as
`preparing desserts`, of `loading and unloading lorries` the first as `loading lorries`. What goes on without
punctuation is looked through in runs of words that overlap, so that nothing of it is passed over.
"""

from collections.abc import Container, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from knowledge.words.little_words import LITTLE_WORDS
from knowledge.words.stems import DEFAULT

LINE = regex.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
SENTENCE_END = regex.compile(r"(?<=[.!?。！？]['\")\]]?)\s+(?=\S)|[;•·●▪◦‣|\t]+|(?<=[。！？])|\s[–—*]\s|\s-\s|\s{3,}")
ABBREVIATED = regex.compile(r"(?:^|[\s(])(?:e\.g|i\.e|etc|incl|esp|approx|no|dr|mr|mrs|ms|st|sr|jr|\p{L})\.$", regex.I)
LOOSE = regex.compile(
    r"\s*(?:(?<!\d),|,(?!\d)|[:()\[\]{}\"“”„«»、，：（）<>]|\s[/&+]\s|(?<=\p{L})/(?=\p{L})|"
    r"(?<=\p{L}{2})[+&](?=\p{L}{2})|(?<=\s)\d{1,2}[.)]\s|"
    r"\b(?:and|or|as well as|und|et|y|e|og|och)\b)\s*",
    regex.I,
)
"""What divides a sentence into phrases."""
TIGHT = regex.compile(
    r"\s+(?:with|for|in|at|on|to|using|from|by|within|across|under|including|such as|as|of|via|into|who|which|that|"
    r"when|while|because|through|against|between|near|around|beside|behind|"
    r"opposite|outside|inside|during|towards|before|since|until|per|e\.g\.|i\.e\.)\s+",
    regex.I,
)
"""What divides a phrase into smaller ones, which are looked at beside it."""
OF = frozenset(
    ("de", "des", "du", "d", "del", "della", "dei", "di", "do", "da", "dos", "das", "van", "von", "der",
     "y", "et", "e", "o", "und")
)  # fmt: skip
"""Little words that stand within names (`employé de bureau`)."""
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
SPACED = regex.compile(r"\S+")
LEADING = regex.compile(
    r"(?:(?:\d+\+? (?:years?|yrs?|months?)(?: (?:of|in|as|with))?|"
    r"(?:\w+ )?(?:skills?|strengths|tools|languages|technolog(?:y|ies)|competenc(?:es|ies)|qualifications|stack) "
    r"(?:are|is|includes?|used)|(?:work(?:s|ed|ing)?|employed|trained|qualified|started) as|"
    r"i|we|you|they|he|she|it|who|to|do|does|did|know|knows|knew|also|then|will|would|can|could|should|must|have|has|had|been|be|am|are|is|"
    r"was|were|able|ideally|the|a|an|my|our|your|their|his|her|some|any|very|highly)\b['’]?(?:ll|ve|re|m|d|s)?\s+)+",
    regex.I,
)
"""Words at the beginning of a phrase that name nothing."""
WHOLE, PART = 1.0, 0.95  # how much of its confidence what a phrase, and a part of one, may name has
RUN = 0.0  # the same of words that are no phrase: nothing is named by them, but may be within them
LONGEST_SENTENCE = 1_500  # code points; what goes on without an end is divided there
LONGEST_PHRASE = 160
MOST_WORDS = 12
RUN_STEP = 6  # words after which the next run of so many begins, of what goes on without an end: a name has no more
MOST_SHARING = 12  # phrases after a verb that stands alone, among which is what it is done to
GERUND = "ing"
EDGES = " \t.,:;!?-–—*•'\"’`_~|"
LEADING_EDGES = EDGES + "#"  # `#python`, but `C#`


def _irregular() -> dict[str, str]:
    lines = Path(__file__).with_name("irregular.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] for pair in pairs}


IRREGULAR = _irregular()


class Sentence(NamedTuple):
    """Where a sentence stands, and the number of its passage."""

    start: int
    end: int
    passage: int


class Phrase(NamedTuple):
    """Where a phrase stands, how it is read, and the number of its sentence.

    `counts` is how much of its confidence what it may name has, 0 to 1: less for parts of a phrase, 0 for words that
    are looked through only. `is_listed`: it is one of a list of names.
    """

    start: int
    end: int
    read: str
    sentence: int
    counts: float
    is_listed: bool = False


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, from the left; what has no letter is none."""
    for passage, line in enumerate(LINE.finditer(text)):
        start = line.start()
        for mark in SENTENCE_END.finditer(text, line.start(), line.end()):
            if ABBREVIATED.search(text, max(start, mark.start() - 12), mark.start()) is None:
                yield from _cut(text, start, mark.start(), passage)
                start = mark.end()
        yield from _cut(text, start, line.end(), passage)


def _cut(text: str, start: int, end: int, passage: int) -> Iterator[Sentence]:
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        pause = text.rfind(",", start + LONGEST_SENTENCE // 2, limit)  # where there is one, so that no name is cut
        space = text.rfind(" ", start + 1, limit)
        cut = pause if pause > start else space if space > start else limit
        yield from _trimmed(text, start, cut, passage)
        start = cut
    yield from _trimmed(text, start, end, passage)


def _trimmed(text: str, start: int, end: int, passage: int) -> Iterator[Sentence]:
    start, end = trimmed(text, start, end)
    if WORD.search(text, start, end):
        yield Sentence(start, end, passage)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part without spaces and punctuation at its edges; what belongs to a name (`C++`, `.NET`) stays."""
    while (
        start < end
        and text[start] in LEADING_EDGES
        and not (text[start] == "." and text[start + 1 : start + 2].isalpha())
    ):
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


@cache
def dividing(language: str) -> "regex.Pattern[str]":
    """What divides phrases of a language into smaller ones: outside English its little words, if any are known."""
    little = LITTLE_WORDS.get(language, frozenset()) - OF
    if language == DEFAULT or not little:
        return TIGHT
    return regex.compile(rf"(?:^|\s+)(?:{'|'.join(sorted(little))})(?:\s+|$)", regex.I)


def phrases(
    text: str, sentence: Sentence, number: int, verbs: Container[str], tight: "regex.Pattern[str]" = TIGHT
) -> list[Phrase]:
    """The phrases of a sentence, from the left. `verbs` says which words, in lower case, may say what is done.

    `tight` is what divides phrases into smaller ones (`dividing`).
    """
    found: list[Phrase] = []
    wholes = [without_leading(text, *each) for each in _between(text, LOOSE, sentence.start, sentence.end)]
    verb = ""
    last_end = sentence.start
    for place, (start, end) in enumerate(wholes):
        words = [present(each.group()) for each in WORD.finditer(text, start, end)]
        if ":" in text[last_end:start] or "(" in text[last_end:start]:
            verb = ""
        last_end = end
        if end - start > LONGEST_PHRASE:
            found += _tight(text, start, end, number, tight)
            verb = ""
            continue
        is_deed = words[0] in verbs
        if is_deed and len(words) == 1:
            following = wholes[place + 1 : place + 1 + MOST_SHARING]
            shared = list(_shared_object(text, (start, end), following, number, verbs))
            if not shared or words[0].endswith(GERUND):  # which may be what is done by itself
                found.append(Phrase(start, end, text[start:end], number, PART if shared else WHOLE))
            found += shared
            verb = ""
            continue
        found.append(Phrase(start, end, _in_present(text[start:end]), number, WHOLE))
        if is_deed:
            verb = words[0]
        elif verb:
            found.append(Phrase(start, end, f"{verb} {text[start:end]}", number, WHOLE))
        found += _tight(text, start, end, number, tight)
    return found


def present(word: str) -> str:
    """A word in lower case, of an irregular past tense the present."""
    lower = word.casefold()
    return IRREGULAR.get(lower, lower)


def _in_present(text: str) -> str:
    first, space, rest = text.partition(" ")
    return f"{IRREGULAR[first.casefold()]}{space}{rest}" if first.casefold() in IRREGULAR else text


def _shared_object(
    text: str, alone: tuple[int, int], following: Sequence[tuple[int, int]], number: int, verbs: Container[str]
) -> Iterator[Phrase]:
    """A verb that stands alone, with what the next one in the list that does not does it to."""
    for start, end in following:
        words = list(WORD.finditer(text, start, end))
        if present(words[0].group()) not in verbs:
            return
        if len(words) > 1:
            read = f"{present(text[alone[0] : alone[1]])} {text[words[1].start() : end]}"
            yield Phrase(*alone, read, number, WHOLE)
            return


def _tight(text: str, start: int, end: int, number: int, tight: "regex.Pattern[str]") -> Iterator[Phrase]:
    """The parts of a phrase, where it has some; of what is too long to be a name itself, its runs of words."""
    parts = _between(text, tight, start, end)
    counts = WHOLE if _is_long(text, start, end) else PART  # then nothing else looks for names within them
    for each in parts:
        if _is_long(text, *each):
            yield from _runs(text, *each, number)
        elif len(parts) > 1:
            yield Phrase(*each, _in_present(text[each[0] : each[1]]), number, counts)


def _is_long(text: str, start: int, end: int) -> bool:
    return end - start > LONGEST_PHRASE or len(text[start:end].split()) > MOST_WORDS


def _runs(text: str, start: int, end: int, number: int) -> Iterator[Phrase]:
    """Runs of as many words as a phrase has at most, each beginning some words after the one before."""
    words = [each.span() for each in SPACED.finditer(text, start, end)]
    for first in range(0, max(1, len(words) - RUN_STEP), RUN_STEP):
        run = words[first : first + MOST_WORDS]
        begin, stop = trimmed(text, run[0][0], run[-1][1])
        if stop - begin <= LONGEST_PHRASE and WORD.search(text, begin, stop):
            yield Phrase(begin, stop, text[begin:stop], number, RUN)


def _between(text: str, divider: "regex.Pattern[str]", start: int, end: int) -> Sequence[tuple[int, int]]:
    parts = []
    for mark in divider.finditer(text, start, end):
        parts.append(trimmed(text, start, mark.start()))
        start = mark.end()
    parts.append(trimmed(text, start, end))
    return [each for each in parts if WORD.search(text, *each)]


def without_leading(text: str, start: int, end: int) -> tuple[int, int]:
    """A part without the words at its beginning that name nothing, where there are others."""
    leading = LEADING.match(text, start, end)
    return (leading.end(), end) if leading and WORD.search(text, leading.end(), end) else (start, end)
