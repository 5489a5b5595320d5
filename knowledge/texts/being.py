"""Whether a text says of who tells it that they are, or have been, a role that it names: `I am a nurse`.

That a text names a role says no more than that: who reports to nurses is none. Patterns are data, `being.txt`, of all
languages together; one has to stand right before the name, but for a few words that say more of it (`an experienced`).
What a text begins with is its title.
"""

from functools import cache
from pathlib import Path

import regex

from knowledge.texts.mentions import Mention
from knowledge.texts.stances import Stance
from knowledge.words.markup import without_markup

FILE = Path(__file__).with_name("being.txt")
MOST_BETWEEN = 4  # words between a cue and the name
LONGEST_CUE = 120  # code points before a name that are looked at
LETTER = regex.compile(r"[\p{L}\p{N}]")
LEADING_ELSEWHERE = "to|for|with|by|of|from|in|at|under|about|on|not|than"
BETWEEN = rf"(?:[\s,]+(?!(?:{LEADING_ELSEWHERE})\b)[\p{{L}}\p{{N}}'’.-]+){{0,{MOST_BETWEEN}}}[\s,]*"
"""Words that say more of a role."""


@cache
def _cues() -> "regex.Pattern[str]":
    lines = FILE.read_text(encoding="utf-8").splitlines()
    cues = "|".join(f"(?:{line})" for line in lines if line and not line.startswith("#"))
    return regex.compile(rf"(?:{cues}){BETWEEN}", regex.IGNORECASE)


def beginning(text: str) -> int:
    """Where the first letter or number of a text stands that is no markup."""
    found = LETTER.search(without_markup(text))
    return found.start() if found else len(text)


def is_title(begins: int, mention: Mention) -> bool:
    """Whether a text that `begins` there begins with a role, so that it is about somebody who is that."""
    return mention.stance is Stance.HAS and mention.start <= begins


def is_own(text: str, mention: Mention) -> bool:
    """Whether who tells the text says that they are, or have been, what is mentioned."""
    if mention.stance is not Stance.HAS:
        return False
    begins = max(mention.start - mention.within, mention.start - LONGEST_CUE, 0)
    said = without_markup(text[begins : mention.end])  # a cue may end within what is mentioned: `used to` `be a nurse`
    return any(begins + cue.end() > mention.start for cue in _cues().finditer(said, overlapped=True))
