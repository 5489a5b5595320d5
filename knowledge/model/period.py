"""Periods as ISO 8601 writes them: a year, a month or a day, or from one of these to another.

`2025`, `2025-05`, `2025-05-12`, `2024/2034`. They are kept as texts, because a survey of May is of no day, and a
projection of ten years has two ends.
"""

import re
from datetime import date

PERIOD_LENGTH = 21
MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
EXPECTED = "a year, month or day such as 2025, 2025-05 or 2025-05-12, or from one to another as 2024/2034"


def canonical(text: str) -> str:
    """The period without spaces around it and its parts. Raises `ValueError` for what is none."""
    ends = [each.strip() for each in text.split("/")]
    if len(ends) > 2 or not all(MOMENT.fullmatch(each) for each in ends):
        raise ValueError(f"{text[:60]!r} is no period: expected {EXPECTED}")
    try:
        first, last = day_of(ends[0]), day_of(ends[-1])
    except ValueError as error:
        raise ValueError(f"there is no such day: {text[:60]}") from error
    if last < first or (len(ends) == 2 and ends[0] == ends[1]):
        raise ValueError(f"{text[:60]!r} does not end after it begins: expected the earlier one first, as 2024/2034")
    return "/".join(ends)


def day_of(period: str) -> date:
    """The first day of a period."""
    year, month, day = (*map(int, period.partition("/")[0].split("-")), 1, 1)[:3]
    return date(year, month, day)


def newest_first(period: str) -> tuple[int, ...]:
    """By what periods are sorted, the newest first: by where they begin, then by where they end."""
    first, _, last = period.partition("/")
    return (*_backwards(first), *_backwards(last or first))


def lies_in(period: str, at: str) -> bool:
    """Whether a period is what `at` names, or begins in it: 2025-05 lies in 2025, 2024/2034 begins in 2024."""
    return period == at or period.startswith((f"{at}-", f"{at}/"))


def _backwards(moment: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, moment.split("-")), 0, 0)[:3]
    return -year, -month, -day
