"""What was worked out about objects of a snapshot, kept as long as the snapshot: for those who ask the same again."""

from collections import defaultdict
from typing import Any

MOST_BYTES = 48_000_000  # of all memories of a snapshot together; beyond, all of them begin anew
OVERHEAD = 150  # bytes that a result takes beside its content, about


class Memories:
    """Results by object, in memories by name."""

    __slots__ = ("_by_name", "_bytes", "_most")

    def __init__(self, most_bytes: int = MOST_BYTES):
        self._by_name: dict[str, dict[object, Any]] = defaultdict(dict)
        self._bytes = 0
        self._most = most_bytes

    def of(self, name: str) -> dict[object, Any]:
        """The memory with this name, to look into; only `keep` adds to it."""
        return self._by_name[name]

    def keep(self, name: str, about: object, result: Any, size: int) -> None:
        """Keep a result, the content of which takes so many bytes."""
        self._bytes += size + OVERHEAD
        if self._bytes > self._most:
            self._by_name.clear()  # whoever is looking into one looks on
            self._bytes = size + OVERHEAD
        self._by_name[name][about] = result
