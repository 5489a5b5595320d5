"""How well suggested mappings agree with the shipped ones: `rolegraph mapping suggest`, told none of them.

    .venv/bin/python -m tests.benchmarks.correspondence DATABASE

`DATABASE` is the path of an SQLite file with ESCO and O*NET. The shipped dataset is loaded into a copy, and its 64
mappings are what is to be found: how many are suggested first, and among the first five, and how many of those that
are at least so sure are right. Run by hand.
"""

import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.questions.correspondence import Suggestion, suggest
from knowledge.snapshot.snapshot import Snapshot
from seeds.loading import SHIPPED, load

OURS = "ai-careers"
SURE = (0.9, 0.8, 0.7, 0.5, 0.3)


def truths(snapshot: Snapshot) -> dict[tuple[Kind, str], dict[Entity, set[Entity]]]:
    """What is mapped to what, by kind and dataset."""
    found: dict[tuple[Kind, str], dict[Entity, set[Entity]]] = defaultdict(lambda: defaultdict(set))
    for mapping in snapshot.mappings.values():
        if mapping.object is not None and mapping.subject.dataset.slug == OURS:
            found[mapping.subject.kind, mapping.object.dataset.slug][mapping.subject].add(mapping.object)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(sys.argv[1], Path(folder) / "copy.db")
        store = Store(open_engine(f"sqlite:///{copy}"))
        load(store, [SHIPPED / OURS], "benchmark")
        snapshot = newest_snapshot(store)
    wanted = truths(snapshot)
    snapshot.mappings = {}  # it is told none of them
    best: list[tuple[Suggestion, bool]] = []
    first = five = count = 0
    for (kind, dataset), truth in sorted(wanted.items()):
        told: dict[Entity, list[Suggestion]] = defaultdict(list)
        for each in suggest(snapshot, OURS, dataset, kind, first=5, least=0.0):
            if each is not None:
                told[each.subject].append(each)
        right = [[each.object in objects for each in told[subject]] for subject, objects in truth.items()]
        best += [(told[subject][0], told[subject][0].object in truth[subject]) for subject in truth if told[subject]]
        print(f"{kind.lower():8} {dataset:5} {len(truth):3}: first {sum(each[:1] == [True] for each in right)}")
        first += sum(each[:1] == [True] for each in right)
        five += sum(any(each) for each in right)
        count += len(truth)
    print(f"all {count}: first {first}, among five {five}")
    for least in SURE:
        sure = [right for each, right in best if each.confidence >= least]
        print(f"at {least} and above: {sum(sure)} of {len(sure)} right")


if __name__ == "__main__":
    main()
