"""Snapshots of older revisions in memory, as many as fit: those that were used last."""

import threading
from collections import OrderedDict

from knowledge.model.history import Identity
from knowledge.snapshot.snapshot import Snapshot


class OlderSnapshots:
    """By number and digest, so that one of a history that was replaced is never taken for another."""

    def __init__(self, most_records: int, most: int):
        """`most_records` are how many they may have together, `most` how many they may be.

        Small ones are counted, too: what questions need of each takes room that does not hang on records alone.
        """
        self.most_records = most_records
        self._most = most
        self._kept: OrderedDict[Identity, Snapshot] = OrderedDict()  # the least recently used first
        self._holding = threading.Lock()  # never for long

    def get(self, identity: Identity) -> Snapshot | None:
        """The snapshot, if it is kept. It counts as a use of it."""
        with self._holding:
            found = self._kept.get(identity)
            if found is not None:
                self._kept.move_to_end(identity)
            return found

    def keep(self, snapshot: Snapshot, at_least: int) -> None:
        """Keep a snapshot, and the others as far as they fit beside it, but `at_least` so many."""
        with self._holding:
            self._kept[snapshot.identity] = snapshot
            self._kept.move_to_end(snapshot.identity)
            while len(self._kept) > at_least and self._are_too_many():
                self._kept.popitem(last=False)

    def _are_too_many(self) -> bool:
        records = sum(each.entities for each in self._kept.values())
        return records > self.most_records or len(self._kept) > self._most

    def keep_only(self, history: frozenset[Identity]) -> None:
        """Forget those that are not of this history."""
        with self._holding:
            for gone in self._kept.keys() - history:
                del self._kept[gone]

    def last_used_first(self) -> list[Snapshot]:
        with self._holding:
            return list(reversed(self._kept.values()))
