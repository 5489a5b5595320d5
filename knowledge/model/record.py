"""Records: what a seed file says about one thing, as plain data.

A record is a mapping of JSON values: `slug`, `dataset`, the fields of its kind, and lists of its own links. It is
canonical when fields that hold their default (null, an empty list, status ACTIVE) are left out, and a link
leaves out `basis` and `citations` where they equal the record's own. Two canonical records are equal if and
only if their bytes are.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from knowledge.model.vocabulary import Kind

Record = Mapping[str, Any]


class Key(NamedTuple):
    """What identifies a record for ever: its kind, and its slug among those of that kind."""

    kind: Kind
    slug: str

    def __str__(self) -> str:
        return f"{self.kind.lower().replace('_', ' ')} {self.slug}"


def to_bytes(record: Record) -> bytes:
    """The canonical JSON of a canonical record."""
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def digest(body: bytes) -> bytes:
    """The content hash of a record: SHA-256 of its canonical JSON, 32 bytes."""
    return hashlib.sha256(body).digest()


def shortened(slug: str, most: int) -> str:
    """The slug if it is not longer than this; else its beginning, and a digest that tells it from others."""
    if len(slug) <= most:
        return slug
    mark = hashlib.sha256(slug.encode()).hexdigest()[:16]
    return f"{slug[: most - len(mark) - 1].rstrip('/-')}-{mark}"
