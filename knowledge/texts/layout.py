"""What only lays a text out: bullets, signs that nobody sees, words and lines that end because the paper did.

- Soft hyphens, and signs of no width within words of Latin, Greek or Cyrillic letters, are no part of them.
- A word is divided at the end of a line where both halves together are one that is known (`manage-` `ment`); else the
  hyphen is its own (`customer-` `facing`).
- A line goes on in the next one where that begins in lower case, or it ends with a word that ends nothing: in
  paragraphs of sentences, and where the first word of the next line did not fit. Items one a line do not go on.
- A sign that is no letter, number or punctuation of sentences, with space around it or at the beginning of a line, is
  a bullet, whichever it is.
- Letters with a space after each (`S K I L L S`) are one word.
"""

from collections.abc import Callable, Iterator
from itertools import islice

import regex

from knowledge.texts.plain import Edit
from knowledge.words.little_words import LITTLE_WORDS

BULLET = "•"
IsWord = Callable[[str], bool]
UNSEEN = regex.compile(
    r"[\u00ad\u2060\ufeff]+|(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])[\u200b-\u200d\u00ad\u2060\ufeff]+"
    r"(?=[\p{Latin}\p{Greek}\p{Cyrillic}])|[™®©]"
)
"""Signs that are no part of the word that they stand in. What stands in other scripts may be."""
BULLETS = regex.compile(
    r"(?:(?<=^|\s)|(?<=[\n\r]))(?:[\p{So}\p{Sm}\p{Co}\p{Cc}§¤¶※‣⁃→⇒»›](?<![\n\r\t+<>=~|°±])(?!\p{N})\ufe0f?[\u200d\p{So}\ufe0f]*)"
    r"|^[ \t]*[oO](?=[ \t]+\S{2})(?=\t|  )|\p{Co}|(?<=\S)[ \t]*[\p{So}](?<![°™®©])\ufe0f?(?=\s*\S)",
    regex.MULTILINE,
)
"""Signs that begin an item, whichever fonts have for it; letters of a private use stand for signs of a font."""
SPACED_OUT = regex.compile(r"(?<!\S)\p{L}(?:[ \u00a0\u2009\u202f]\p{L}){3,40}(?!\S)")
DIVIDED = regex.compile(r"(?<=\p{L}{2})[-\u2010\u00ad]([ \t]*\r?\n[ \t]*)(?=\p{Ll}{2})")
BEFORE, AFTER = regex.compile(r"\p{L}+$"), regex.compile(r"\p{L}+")
LONGEST_HALF = 30  # letters
BREAK = regex.compile(r"(?:\r\n|[\n\r])[ \t]*+")
PARAGRAPH = regex.compile(r"(?:\r\n|[\n\r])[ \t]*(?:\r\n|[\n\r])")
SHORTEST_LINE = 40  # code points of the longest line of a paragraph whose lines go on
ENDED = regex.compile(r"[.!?;:。！？…]['\")\]]?$")
SENTENCE = regex.compile(r"\p{L}\p{M}*[.!?]['\")\]]?(?:\s|$)")
GOING_ON = regex.compile(r"\p{Ll}|[(\"'“‘&]")
MOST_DIVIDED = 500  # words of a text that are put together again: each is looked up in all languages
UNENDING = frozenset(word for words in LITTLE_WORDS.values() for word in words)
"""Words that end no line of their own."""


def unseen(text: str) -> Iterator[Edit]:
    """Signs within words that nobody sees, and bullets of all kinds."""
    if not text.isascii():
        yield from (Edit(*each.span(), "") for each in UNSEEN.finditer(text))


def bullets(text: str) -> Iterator[Edit]:
    """Signs that begin an item, and words that are spaced out."""
    found = [Edit(*each.span(), BULLET) for each in BULLETS.finditer(text)]
    found += [Edit(*each.span(), "".join(each.group().split())) for each in SPACED_OUT.finditer(text)]
    end = 0
    for edit in sorted(found):
        if edit.start >= end:
            yield edit
            end = edit.end


def divided(text: str, is_word: IsWord) -> Iterator[Edit]:
    """Words that end on the next line."""
    for mark in islice(DIVIDED.finditer(text), MOST_DIVIDED):
        first = BEFORE.search(text, max(0, mark.start() - LONGEST_HALF), mark.start())
        last = AFTER.match(text, mark.end(), mark.end() + LONGEST_HALF)
        if first and last:
            is_one = is_word((first.group() + last.group()).casefold())
            yield Edit(mark.start() if is_one else mark.start(1), mark.end(), "")


def wrapped(text: str, *, is_marked_up: bool) -> Iterator[Edit]:
    """Ends of lines within a sentence. Where markup says what a line is, what begins in lower case goes on."""
    start = 0
    for end in [*(each.start() for each in PARAGRAPH.finditer(text)), len(text)]:
        yield from _wrapped(text, start, end, is_marked_up=is_marked_up)
        start = end


def _wrapped(text: str, start: int, end: int, *, is_marked_up: bool) -> Iterator[Edit]:
    """The same within a paragraph."""
    breaks = list(BREAK.finditer(text, start, end))
    starts, ends = [start, *(each.end() for each in breaks)], [*(each.start() for each in breaks), end]
    lines = [text[first:last].rstrip(" \t") for first, last in zip(starts, ends, strict=True)]
    longest = max(map(len, lines))
    is_prose = is_marked_up or (bool(SENTENCE.search(lines[-1])) and any(map(_has_little, lines)))
    if longest < SHORTEST_LINE and not is_prose:
        return
    for place, mark in enumerate(breaks):
        before, after = lines[place], lines[place + 1]
        if before and after.strip() and not ENDED.search(before):
            is_full = is_prose or len(before) + 1 + len(after.split(None, 1)[0]) > longest
            if is_full and (GOING_ON.match(after) or (_is_open(before) and after[0].isalnum())):
                yield Edit(starts[place] + len(before), mark.end(), " ")


def _has_little(line: str) -> bool:
    return any(word in UNENDING for word in line.casefold().split())


def _is_open(line: str) -> bool:
    """Whether a line ends with what nothing ends with."""
    last = BEFORE.search(line, max(0, len(line) - LONGEST_HALF))
    return line.endswith(",") or (last is not None and last.group().casefold() in UNENDING)
