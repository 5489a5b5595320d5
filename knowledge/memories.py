"""What was worked out about objects of a snapshot, kept as long as the snapshot: for those who ask the same again."""

from collections import defaultdict
from typing import Any

MOST_RESULTS = 100_000  # in all memories of a snapshot together; beyond, all of them begin anew


class Memories:
    """Results by object, in memories by name."""

    __slots__ = ("_by_name", "_kept", "_most")

    def __init__(self, most: int = MOST_RESULTS):
        self._by_name: dict[str, dict[object, Any]] = defaultdict(dict)
        self._kept = 0
        self._most = most

    def of(self, name: str) -> dict[object, Any]:
        """The memory with this name, to look into; only `keep` adds to it."""
        return self._by_name[name]

    def keep(self, name: str, about: object, result: Any) -> None:
        self._kept += 1
        if self._kept > self._most:
            for memory in list(self._by_name.values()):  # other threads add to it
                memory.clear()
            self._kept = 1
            if len(self._by_name) > self._most // 1000:
                self._by_name.clear()
        self._by_name[name][about] = result
