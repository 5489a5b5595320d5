"""Words without their endings, by the Snowball algorithm of their language (Porter 2001), from PyStemmer.

A language is named as in BCP 47. Words of other scripts than the language's pass a Snowball stemmer unchanged, and
words with digits or signs (`k8s`, `c++`) are kept as they are.
"""

import threading
from collections.abc import Callable, Iterable
from functools import cache

import Stemmer

ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
    "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian",
    "nb": "norwegian", "nn": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
DEFAULT = "en"
SHORTEST = 4  # letters: what is shorter has no ending (`aws`, `sas`, `ios`)


@cache
def stemmer(language: str = DEFAULT) -> Callable[[Iterable[str]], list[str]]:
    """What brings words of a language to their stems, one by one; words of an unknown language stay as they are."""
    algorithm = ALGORITHMS.get(language.partition("-")[0].lower())
    if algorithm is None or algorithm not in Stemmer.algorithms():
        return list
    snowball = Stemmer.Stemmer(algorithm)
    lock = threading.Lock()  # one word at a time: it has a buffer

    def stems(words: Iterable[str]) -> list[str]:
        with lock:
            return [snowball.stemWord(each) if len(each) >= SHORTEST and each.isalpha() else each for each in words]

    return stems
