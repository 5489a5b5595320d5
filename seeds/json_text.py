"""What a parser of JSON passes over in silence: a name that stands twice in an object, of which the last value wins."""

import json
from typing import Any

import orjson


def repeated_name(text: bytes, value: Any) -> str | None:
    """The first name that stands twice in one object of a text, None if none does; `value` is what the text means.

    Such a text has more quotation marks than what it means. Only where their numbers differ, which escapes do too, it
    is read again by a parser that tells.
    """
    if _quotes(text) == _quotes(orjson.dumps(value)):
        return None
    found: list[str] = []

    def pairs(given: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in given]
        found.extend(name for place, name in enumerate(names) if name in names[:place])

    json.loads(text, object_pairs_hook=pairs)
    return found[0] if found else None


def _quotes(text: bytes) -> int:
    return text.count(b'"') - text.count(b'\\"')
