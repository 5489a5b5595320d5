"""The GraphQL documents that tools are made of, one a file, with the fragments that each of them uses."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "documents"
FRAGMENTS = "fragments"
SPREAD = re.compile(r"\.\.\.(\w+)")
FRAGMENT = re.compile(r"^fragment (\w+) on .*?^}\n", re.S | re.M)


@cache
def documents() -> Mapping[str, str]:
    """The documents by the names of their files."""
    shared = {found[1]: found[0] for found in FRAGMENT.finditer(_read(FRAGMENTS))}
    names = sorted(file.stem for file in FOLDER.glob("*.graphql"))
    return {name: _whole(_read(name), shared) for name in names if name != FRAGMENTS}


def own_documents() -> Mapping[bytes, str]:
    """The same by the bytes of their SHA-256: servers that answer trusted documents only answer these."""
    return {sha256(text.encode()).digest(): text for text in documents().values()}


def _read(name: str) -> str:
    return (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")


def _whole(text: str, shared: Mapping[str, str]) -> str:
    return "\n".join((text, *(shared[name] for name in sorted(set(_used(text, shared))))))


def _used(text: str, shared: Mapping[str, str]) -> Iterator[str]:
    """The names of the fragments that a text spreads, and of those that these do."""
    for name in SPREAD.findall(text):
        yield name
        yield from _used(shared[name], shared)
