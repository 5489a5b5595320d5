"""Whom needs ask for that name a product, a medium or an artefact of a trade: Instagram, a server, a leaking tap.

No role is called after these, and few datasets have them among skills and tasks. Which roles they ask for is known of
the world and kept as data, `readings.txt`, to which a curator adds. What a need is called itself counts more.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

FILE = Path(__file__).with_name("readings.txt")
MOST = 6  # names of roles that are looked for because of one need


class Reading(NamedTuple):
    """The name of a role that a need asks for, and the words of the need that do."""

    role: str
    because: str


@cache
def _known() -> Sequence[tuple["regex.Pattern[str]", tuple[str, ...]]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    told = (line.rpartition(" = ") for line in lines if line and not line.startswith("#"))
    return [
        (regex.compile(pattern, regex.IGNORECASE), tuple(name.strip() for name in names.split(";")))
        for pattern, _, names in told
    ]


def readings(need: str) -> list[Reading]:
    """The roles that a need asks for by other words, those first that its first words ask for."""
    found = [(match, names) for pattern, names in _known() if (match := pattern.search(need))]
    found.sort(key=lambda each: each[0].start())
    different = {name: match.group().strip() for match, names in reversed(found) for name in reversed(names)}
    return [Reading(*each) for each in reversed(different.items())][:MOST]
