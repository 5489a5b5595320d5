"""Which language a text is in, by the little words that every sentence has, or by its script.

A guess for texts of some sentences: of languages that are near to each other (Danish, Norwegian) it may take one for
the other. The words are data (`words.little_words`).
"""

from collections import Counter

import regex

from knowledge.words.little_words import LITTLE_WORDS

WORD = regex.compile(r"(?<![+/&])\p{L}[\p{L}\p{M}']*(?![+/&])")  # `C+E` and `R&D` are no words of a language
LOOKED_AT = 8_000  # code points
LEAST_WORDS = 3  # little words of a language, from which a text may be in it
LEAST_SHARE = 0.06  # of all words
AHEAD = 1.15  # times as many little words as the next language has
SCRIPTS = tuple(
    (language, regex.compile(pattern))
    for language, pattern in (
        ("ja", r"[\p{Hiragana}\p{Katakana}]"),
        ("ko", r"\p{Hangul}"),
        ("zh", r"\p{Han}"),
        ("el", r"\p{Greek}"),
        ("he", r"\p{Hebrew}"),
        ("th", r"\p{Thai}"),
        ("hi", r"\p{Devanagari}"),
        ("ka", r"\p{Georgian}"),
        ("hy", r"\p{Armenian}"),
    )
)
"""Scripts that as a rule are one language's, in the order in which they are looked for."""
MOSTLY = 0.3  # of all letters


def language_of(text: str) -> str | None:
    """The language of a text as in BCP 47, None where too little tells."""
    part = text[:LOOKED_AT]
    letters = sum(map(str.isalpha, part))
    for language, script in SCRIPTS:
        if letters and len(script.findall(part)) > MOSTLY * letters:
            return language
    words = Counter(WORD.findall(part.casefold()))
    counts = [(sum(words[each] for each in little), language) for language, little in LITTLE_WORDS.items()]
    counts.sort(key=lambda each: (-each[0], each[1]))
    (most, language), (next_most, _) = counts[:2]
    if most < max(LEAST_WORDS, LEAST_SHARE * words.total()) or most < AHEAD * next_most:
        return None
    return language
