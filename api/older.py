"""Snapshots of older revisions in memory, as many as fit: those that were used last."""

import threading
from collections import OrderedDict

from knowledge.model.history import Identity
from knowledge.snapshot.snapshot import Snapshot


class OlderSnapshots:
    """By number and digest, so that one of a history that was replaced is never taken for another."""

    def __init__(self, most_records: int):
        """`most_records` are how many they may have together."""
        self.most_records = most_records
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
            while len(self._kept) > at_least and sum(each.records for each in self._kept.values()) > self.most_records:
                self._kept.popitem(last=False)

    def keep_only(self, history: frozenset[Identity]) -> None:
        """Forget those that are not of this history."""
        with self._holding:
            for gone in self._kept.keys() - history:
                del self._kept[gone]

    def last_used_first(self) -> list[Snapshot]:
        with self._holding:
            return list(reversed(self._kept.values()))
