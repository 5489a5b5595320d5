"""Strings that name several things: `python, java; sql`.

What stands between commas, semicolons, bars and the like may be a list, or a name with a comma in it (`electricians,
heavy vehicles`), or a name and what decorates it (`nurse, London`). It is a list where no label tells the whole, and
at least two different things are named in it surely.
"""

from collections.abc import Sequence

import regex

from knowledge.words.spelling import words_of

BETWEEN = regex.compile(r"\s*(?:[;|\n\r\t•·●▪◦]|(?<!\d),|,(?!\d)|\s/\s)\s*")
MOST_PARTS = 12  # of a string; what has more is no list that somebody typed
WHOLE = 0.75  # of what a string says, what a label tells that is what is meant
SURE = 0.5  # the confidence from which on a part is a thing of its own
LEAST_NAMED = 2


def parts_of(text: str) -> list[str]:
    """What stands between the marks of a list, each once; nothing where it is no list, or too long a one."""
    parts = [each for each in dict.fromkeys(BETWEEN.split(text.strip())) if words_of(each)]
    return parts if LEAST_NAMED <= len(parts) <= MOST_PARTS else []


def is_list(fit: float, whole: float, named: Sequence[tuple[str, float]]) -> bool:
    """Whether a string is a list.

    `fit` is how much of it its best label tells, and `whole` how sure that is; `named` says what each part names best,
    and how surely.
    """
    sure = [(name, confidence) for name, confidence in named if confidence >= SURE]
    if fit >= WHOLE or len({name for name, _ in sure}) < LEAST_NAMED:
        return False
    return sum(confidence for _, confidence in sure) / len(sure) > whole
