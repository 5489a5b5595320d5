"""Letters as they are compared: without case and accents, in one form each, whatever the script.

A mark is taken away only where it is an accent: on a Latin, Greek or Cyrillic letter; or where it is a vowel that is
left out as a rule: on an Arabic or Hebrew one, the hamza of an alef with them. In other scripts marks are vowels that
everybody writes (`नर्स`) or make another sound (`パ`, `バ`), so that what is left without them is another word, or none.
Nor is it taken from letters of Cyrillic alphabets that only look like one with a mark (`й`, `ї`). What Unicode does not
take apart, though people type it without, stands in a table.
"""

import unicodedata

import regex

TABLE = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
        "ŧ": "t", "ə": "e", "ß": "ss", "ё": "е", "♯": "#", "＃": "#", "＋": "+", "’": "'", "ʼ": "'",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u0640": "",
        "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "״": "", "׳": "",
    }
)  # fmt: skip
"""Letters that stay whole under normalisation, and signs that are typed for others; what is not seen is left out."""

LETTERS = frozenset("йїґў")
"""Letters of their own, though Unicode makes them of another one and a mark."""

ACCENTED = regex.compile(r"([\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}])\p{Mn}+")


def folded(text: str) -> str:
    """A text as it is compared with others. Its length may differ from that of `text`."""
    flat = text.casefold()
    if flat.isascii():
        return flat
    flat = unicodedata.normalize("NFKC", flat).casefold().translate(TABLE)
    if flat.isascii():
        return flat
    if LETTERS.isdisjoint(flat):
        apart = unicodedata.normalize("NFD", flat)
    else:
        apart = "".join(each if each in LETTERS else unicodedata.normalize("NFD", each) for each in flat)
    return unicodedata.normalize("NFC", ACCENTED.sub(r"\1", apart))
