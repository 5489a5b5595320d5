"""Heads of requests, as RFC 9110 has them read where they say a thing twice, or badly.

A header that is a list may come in several lines, which are one list (5.3). A range that cannot be read is as if it
were not there, and all of the file is sent (14.2).
"""

import re

from starlette.types import Scope

LISTS = frozenset((b"accept", b"accept-encoding", b"accept-language", b"if-none-match"))
ONE = re.compile(rb"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-[0-9]{1,18})")
"""A single range; who asks for several gets the whole, as a server may do."""


def joined(scope: Scope) -> Scope:
    """The request with each of its headers once: lists put together, of all else the last."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = b", ".join((found[name], value)) if name in found and name in LISTS else value
    return {**scope, "headers": list(found.items())}


def without_wrong_range(scope: Scope, asked: bytes) -> Scope:
    """The request, without its header Range if that has no range."""
    found = ONE.fullmatch(asked)
    if found and not (found[2] and int(found[2]) < int(found[1])):
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"range"]}
