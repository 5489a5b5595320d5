"""Words for what is done, and for who does it: welding and welder, translation and translator, bookkeeping, roofs.

A need is told as a deed or as a thing, and the role that serves it is named after whoever does that. Both are made of
one **root** by endings that English has for doers (-er, -or, -ist, -ant, -ian), for deeds (-ing, -ion, -ment, -ance,
-y) and for what they are of (-al, -ic, plurals). Two words of one root are **kin**, and how near kin is 0 to 1:

- 1: the same word, singular or plural;
- 0.95: a deed and its doer (plumbing, plumber), a deed and the plain word for either (roofing, roof; cooking, cook), or
  a plain word and a doer by an ending that hardly anything else has (electrical, electrician);
- 0.9: a plain word and a doer in -er, -or or -ant, where a deed in -ing of the same root is known (drive, driver, by
  driving): this keeps offices from officers, customs from customers;
- 0.85: two deeds or two plain words of one root (translating, translation; electric, electrical).

Two doers of one root are kin at 0.85 too (advisor, adviser). Roots are no words, and nobody sees them.
"""

import re
from collections.abc import Set
from enum import Enum
from functools import lru_cache

SAME, NEAR, PLAIN_AND_DOER, OTHER_KIN = 1.0, 0.95, 0.9, 0.85


class Form(Enum):
    """What the ending of a word makes of its root."""

    PLAIN = "plain"
    DEED = "deed"
    DOER = "doer"
    SURE_DOER = "sure doer"  # by an ending that hardly anything but doers has


DOERS = frozenset({Form.DOER, Form.SURE_DOER})

PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=sh)e|(?<=ch)e|(?<=ss)e|(?<=x)e)?(?<![suiy])s$")
"""The ending of a plural; words in -ss, -us and -is are none."""

PEOPLE = re.compile(r"(?<=[a-z]{4})(?:person|people|woman|women|man|men)$")

ENDINGS: tuple[tuple[re.Pattern[str], str, Form], ...] = tuple(
    (re.compile(f"(?<=[a-z]{{{least}}})(?:{ending})$"), stands_for, form)
    for least, ending, stands_for, form in (
        (3, "ys[it]s", "ys", Form.DEED),
        (3, "yst", "ys", Form.SURE_DOER),
        (3, "ytics?|ytical|y[sz]ed?|y[sz]ing", "ys", Form.DEED),
        (1, "urgeon", "urg", Form.SURE_DOER),
        (1, "urgery", "urg", Form.DEED),
        (4, "icians?", "", Form.SURE_DOER),
        (4, "ator", "", Form.DOER),
        (4, "ation|ating|ate", "", Form.DEED),
        (4, "ical|ics?", "", Form.PLAIN),
        (4, "ian", "", Form.SURE_DOER),
        (4, "ist", "", Form.SURE_DOER),
        (4, "istry|ism", "", Form.DEED),
        (3, "ice", "is", Form.DEED),
        (3, "ement|ment", "", Form.DEED),
        (4, "ancy|ance|ency|ence", "", Form.DEED),
        (4, "ant", "", Form.DOER),
        (3, "ery|(?<!pl)(?<!st)oring", "", Form.DEED),
        (5, "(?<=[^aeiou])ry", "", Form.DEED),
        (5, "ion", "", Form.DEED),
        (3, "ing", "", Form.DEED),
        (3, "yer", "", Form.SURE_DOER),
        (3, "(?<!e)er|or", "", Form.DOER),
        (4, "al", "", Form.PLAIN),
        (5, "y", "", Form.DEED),
        (3, "e", "", Form.PLAIN),
    )
)
DOUBLE = re.compile(r"([bdglmnprt])\1$")
NO_DEEDS = frozenset(
    {"country", "industry", "ministry", "registry", "company", "century", "during", "nursery", "battery"}
)
"""Words that end like deeds and are none."""
NO_DOERS = frozenset({"contractor", "server", "computer", "trailer", "matter", "number", "paper", "water", "letter"})
"""Words that end like doers and are none of what they seem to do: a contractor does not write contracts."""


def singular(word: str) -> str:
    """A word without the ending of an English plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return PLURAL.sub("", word) if len(word) > 3 else word


@lru_cache(maxsize=20_000)
def root_of(word: str) -> tuple[str, Form]:
    """The root of a word, and what its ending makes of it."""
    one = singular(word)
    if one in NO_DEEDS or one in NO_DOERS:
        return one, Form.PLAIN
    if (people := PEOPLE.sub("", one)) != one:
        return _bare(root_of(people)[0]), Form.SURE_DOER
    for pattern, stands_for, form in ENDINGS:
        if pattern.search(one):
            return _bare(pattern.sub(stands_for, one)), form
    return _bare(one), Form.PLAIN


def kinship(one: str, other: str, deeds: Set[str]) -> float:
    """How near kin two words are, 0 to 1. `deeds` are the roots of which a deed in -ing is known."""
    if one == other or singular(one) == singular(other):
        return SAME
    (root, form), (other_root, other_form) = root_of(one), root_of(other)
    if root != other_root:
        return 0.0
    forms = {form, other_form}
    if forms == {Form.PLAIN, Form.DOER}:
        return PLAIN_AND_DOER if root in deeds else 0.0
    if len(forms) == 1 or forms == {Form.DOER, Form.SURE_DOER}:
        return OTHER_KIN
    return NEAR


def _bare(root: str) -> str:
    """A root without a doubled letter at its end, as in planning."""
    return DOUBLE.sub(r"\1", root)
