"""Which letters languages are written in, as far as a single script tells: to doubt what has none of them."""

from functools import cache

import regex

SCRIPTS = {
    "Arabic": "ar arz fa ps sd ug ur ckb",
    "Armenian": "hy",
    "Bengali": "as bn",
    "Cyrillic": "be bg kk ky mk mn ru tg uk",
    "Devanagari": "hi mr ne",
    "Georgian": "ka",
    "Greek": "el",
    "Hangul": "ko",
    "Han": "zh",
    "Hebrew": "he yi",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
}
"""Languages that as a rule are written in one script, which is not Latin."""
SCRIPT_OF = {language: script for script, languages in SCRIPTS.items() for language in languages.split()}
SCRIPT_OF |= dict.fromkeys(
    ("ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "id", "is", "it", "lb",
     "lt", "lv", "ms", "mt", "nb", "nl", "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr", "vi"),
    "Latin",
)  # fmt: skip
LETTER = regex.compile(r"\p{L}")


def is_written_in(text: str, language: str) -> bool:
    """Whether a text has a letter of the script of a language, or none at all; True where nobody can say.

    Names of products stand in Latin letters in all languages, so a text that has both is fine.
    """
    base, *others = language.split("-")
    if any(len(each) == 4 and each.isalpha() for each in others):
        return True
    script = SCRIPT_OF.get(base)
    return script is None or LETTER.search(text) is None or _of(script).search(text) is not None


@cache
def _of(script: str) -> "regex.Pattern[str]":
    return regex.compile(rf"\p{{{script}}}")
