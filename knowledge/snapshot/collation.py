"""In which order names stand in lists: that of an international reader, the same for all languages.

By letters first, whatever their accents and case (`Ärztin` beside `Arzt`, `œnologue` as `oenologue`), then by accents,
then by case. Scripts stand in the order of Unicode. The order that one language has of its own is not kept (Swedish has
`å` at the end): that takes tables for each language, which clients have (`Intl.Collator`).
"""

import unicodedata

LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def place(name: str) -> tuple[str, str, str]:
    """By what a name is sorted."""
    folded = name.casefold()
    if folded.isascii():
        return folded, folded, name
    letters = unicodedata.normalize("NFKD", folded.translate(LETTERS))
    return "".join(each for each in letters if not unicodedata.combining(each)), folded, name
