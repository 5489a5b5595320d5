"""Languages as BCP 47 tags: how one is written, and which stand in for another.

A tag names a language, perhaps a script, a region and variants: `fr`, `fr-CA`, `zh-Hant-HK`, `de-1996`. Its case means
nothing; tags are kept in the case that RFC 5646 recommends, so that equal ones are equal texts. Whether a code was ever
given to a language is for loads to say (`seeds.format`): here only its form counts.
"""

import re
from functools import lru_cache

TAG_LENGTH = 35
"""The most characters that RFC 5646 asks every program to take."""

USUAL = "en"
"""The language of a dataset that says nothing of it."""

FORM = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # the language, with extended ones
    r"(?:-[a-z]{4})?"  # script
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
)


@lru_cache(maxsize=1_000)
def canonical(tag: str) -> str:
    """A tag in canonical case: `FR-ca` and `fr_CA` are `fr-CA`. Raises `ValueError` for what is no tag."""
    plain = tag.strip().replace("_", "-").lower()
    if len(plain) > TAG_LENGTH or FORM.fullmatch(plain) is None:
        raise ValueError(f"{tag[:60]!r} is no language tag: expected one of BCP 47 such as en, fr-CA or zh-Hant")
    first, *others = plain.split("-")
    written, single = [first], False
    for part in others:
        single = single or len(part) == 1
        if not single and len(part) == 4 and part.isalpha():
            part = part.title()
        elif not single and len(part) == 2:
            part = part.upper()
        written.append(part)
    return "-".join(written)


@lru_cache(maxsize=1_000)
def chain(tag: str) -> tuple[str, ...]:
    """A canonical tag, then what it is a special case of, nearest first: zh-Hant-HK, zh-Hant, zh (RFC 4647, lookup)."""
    parts = tag.split("-")
    ends = [count for count in range(len(parts) - 1, 0, -1) if len(parts[count - 1]) > 1]  # no extension half told
    return (tag, *("-".join(parts[:count]) for count in ends))
