"""What everyday words of needs say in the words of names, tasks and descriptions. Data, in `otherwise.txt`."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import regex

FILLED = r"\1"  # where what stood in the first group goes
FILE = Path(__file__).with_name("otherwise.txt")


@cache
def _known() -> Sequence[tuple["regex.Pattern[str]", str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    told = (line.rpartition(" = ") for line in lines if line and not line.startswith("#"))
    return [(regex.compile(pattern, regex.IGNORECASE), reading) for pattern, _, reading in told]


def said_otherwise(need: str) -> str:
    """A need with its everyday words in those of work."""
    for pattern, reading in _known():
        need = pattern.sub(partial(_filled, reading), need)
    return need


def _filled(reading: str, found: "regex.Match[str]") -> str:
    return reading.replace(FILLED, found[1] or "") if FILLED in reading else reading
