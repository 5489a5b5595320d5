"""The checklists that packages carry (`checklist.chk`): a checksum for each file, in the formats of common tools."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.problems import Level, Place, Problem
from seeds.tables import BLOCK, Table, opened

SUFFIXES = (".chk", ".md5", ".sha1", ".sha256")
DIGESTS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}  # by how many hexadecimal digits they have
HEXADECIMAL = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{128}|[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?![0-9A-Za-z])"
)
NAME = re.compile(r"[^\s*()=;,|\"'][^*()=;|\"']*\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9])")
LONGEST = 1_000_000  # bytes


def check_list(listed: Table, tables: Sequence[Table]) -> Iterator[Problem]:
    """What of the tables beside a checklist differs from what it says, or is not there; a warning if it says nothing.

    A line has a checksum (MD5, SHA-1, SHA-256 or SHA-512, told by its length) and the name of a file, in either order.
    """
    with opened(listed) as file:
        text = file.read(LONGEST).decode("utf-8-sig", "replace")
    beside = {table.shown.name: table for table in tables if table.shown.parent == listed.shown.parent}
    understood = False
    for number, line in enumerate(text.splitlines(), start=1):
        found = HEXADECIMAL.search(line)
        named = NAME.search(f"{line[: found.start()]} {line[found.end() :]}") if found else None
        if found is None or named is None:
            continue
        understood = True
        name = Path(named.group().strip().replace("\\", "/")).name
        table = beside.get(name)
        if table is None:
            if name != listed.shown.name:
                yield Problem(Place(listed.shown, number), "", f"lists {name}, which is not there: download it again")
        elif _digest(table, DIGESTS[len(found.group())]) != found.group().lower():
            yield Problem(Place(table.shown), "", f"is not what {listed.shown.name} says: download it again")
    if not understood:
        message = "lists no checksum that is understood: the tables are not checked against it"
        yield Problem(Place(listed.shown), "", message, Level.WARNING, "checklists that are not understood")


def _digest(table: Table, algorithm: str) -> str:
    found = hashlib.new(algorithm, usedforsecurity=False)
    with opened(table) as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
