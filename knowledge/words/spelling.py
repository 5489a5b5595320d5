"""Words of texts in any script: without case, accents and punctuation, and without the endings of plurals and verbs."""

import re
from functools import lru_cache
from itertools import pairwise

import regex

from knowledge.words.folding import folded

ASCII_WORDS = re.compile(r"\.?[a-z0-9]+[+#]*")
WORDS = regex.compile(r"\.?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*[+#]*")
UNSPACED = regex.compile(r"(?:[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*)+")
"""What is written in scripts that put no spaces between words."""
LETTER = regex.compile(r".\p{M}*")
SHORTEST_STEM = 4
ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ies|ing|ed|es|e|s)$")
UNSAID = {
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "e", "etc", "for", "from", "g", "if", "in", "include",
    "includes", "including", "into", "is", "it", "its", "may", "more", "not", "of", "on", "or", "other", "such",
    "than", "that", "the", "their", "this", "through", "to", "under", "use", "using", "when", "with", "all",
    "related",
}  # fmt: skip
"""Words that say nothing about what a text is about."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation; `c++`, `c#` and `.net` stay what they are.

    What is written without spaces between words is divided into pairs of letters that overlap, as search engines do
    where they have no dictionary: 看護師 is 看護 and 護師. A single such letter is a word.
    """
    flat = folded(text)
    if flat.isascii():
        return tuple(ASCII_WORDS.findall(flat))
    found: list[str] = []
    for word in WORDS.findall(flat):
        if word.isascii() or UNSPACED.search(word) is None:
            found.append(word)
        else:
            found += _divided(word)
    return tuple(found)


def _divided(word: str) -> list[str]:
    """The pairs of letters of what is written without spaces, and what stands between as it is."""
    parts, end = [], 0
    for run in UNSPACED.finditer(word):
        parts += [word[end : run.start()]] if run.start() > end else []
        letters = LETTER.findall(run.group())
        parts += ["".join(pair) for pair in pairwise(letters)] or letters
        end = run.end()
    return parts + ([word[end:]] if end < len(word) else [])


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without the endings of English plurals and verbs: a light stemmer, like Harman's of 1991."""
    return ENDINGS.sub("", word) if len(word) > SHORTEST_STEM else word
