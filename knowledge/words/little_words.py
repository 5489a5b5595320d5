"""Little words of languages, which nearly every sentence has: data, in `languages.txt`."""

from pathlib import Path

FILE = Path(__file__).with_name("languages.txt")


def _read() -> dict[str, frozenset[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {language.strip(): frozenset(words.split()) for language, words in pairs}


LITTLE_WORDS = _read()
"""By language, as in BCP 47."""
