"""Words of texts: without case, accents and punctuation, and without the endings of plurals and verbs."""

import re
import unicodedata
from functools import lru_cache

WORDS = re.compile(r"\.?[a-z0-9]+[+#]*")
OTHER_WORDS = re.compile(r"\w+")
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
    """The words of a text without case, accents and punctuation; `c++`, `c#` and `.net` stay what they are."""
    flat = text.casefold()
    if not flat.isascii():
        letters = unicodedata.normalize("NFKD", flat)
        flat = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(WORDS.findall(flat) or OTHER_WORDS.findall(flat))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without the endings of English plurals and verbs: a light stemmer, like Harman's of 1991."""
    return ENDINGS.sub("", word) if len(word) > SHORTEST_STEM else word
