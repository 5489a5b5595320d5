"""Ranges of files (RFC 9110, 14.2): one that cannot be read is as if it were not there, and all of the file is sent."""

import re

from starlette.types import Scope

ONE = re.compile(rb"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-[0-9]{1,18})")
"""A single range; who asks for several gets the whole, as a server may do."""


def readable(scope: Scope, asked: bytes) -> Scope:
    """The request, without its header Range if that has no range."""
    found = ONE.fullmatch(asked)
    if found and not (found[2] and int(found[2]) < int(found[1])):
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"range"]}
