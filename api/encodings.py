"""Content codings: which one a client gets, and the compressed bytes."""

import gzip
import sys
from collections.abc import Callable
from functools import lru_cache

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDENTITY = "identity"
WORTHWHILE = 1000  # bytes; less is sent as it is
LARGE = 500_000  # bytes; more are compressed in less time, and not quite as well
ZSTD_LEVELS, BROTLI_QUALITIES, GZIP_LEVELS = (5, 1), (5, 1), (6, 1)  # for others, and for large ones

CODERS: dict[str, Callable[[bytes, int], bytes]] = {  # best first
    "zstd": lambda content, size: zstd.compress(content, ZSTD_LEVELS[size]),
    "br": lambda content, size: brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITIES[size]),
    "gzip": lambda content, size: gzip.compress(content, GZIP_LEVELS[size], mtime=0),
}


@lru_cache(maxsize=256)
def preferred(accept_encoding: str, among: tuple[str, ...] = tuple(CODERS)) -> str:
    """The best coding that an Accept-Encoding header welcomes (RFC 9110, 12.5.3), `identity` if it names none."""
    welcome: dict[str, float] = {}
    for part in accept_encoding[:1000].lower().split(","):
        name, _, parameter = (each.strip() for each in part.partition(";"))
        try:
            welcome[name] = float(parameter.removeprefix("q=")) if parameter else 1.0
        except ValueError:
            welcome[name] = 0.0
    others = welcome.get("*", 0.0)
    best = max(among, key=lambda name: welcome.get(name, others))
    quality = welcome.get(best, others)
    return best if quality > 0 and quality >= welcome.get(IDENTITY, 0.0) else IDENTITY


def encoded(content: bytes, coding: str) -> bytes:
    """The content in a coding of `CODERS`."""
    return CODERS[coding](content, len(content) > LARGE)
