"""Whom one would hire: everyday needs of firms, charities, hospitals, farms, schools and teams, and who serves them.

usage: python -m tests.benchmarks.needs sqlite:////PATH [NEEDS.json]

Each need has a pattern of the slugs of roles of ESCO or O*NET that a counsellor would accept. Prints for how many needs
one of them is first, among three, among five; how often the first is right by how surely it is advised, and for which
needs it is not. No weight was chosen by the needs beside this file; a few words for what the first eighty of them name
were added when they had been asked for the first time.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.errors import NotFound
from knowledge.questions.hiring import HiringAdvice, advise_hire
from knowledge.snapshot.snapshot import Snapshot

NEEDS = Path(__file__).with_name("needs.json")
PLACES = (1, 3, 5)


def advised(snapshot: Snapshot, need: str) -> Sequence[HiringAdvice]:
    """The advice for a need; none where nothing is known about it."""
    try:
        return advise_hire(snapshot, [need])
    except NotFound:
        return ()


def main(arguments: Sequence[str]) -> None:
    snapshot = newest_snapshot(Store(open_engine(arguments[0])))
    needs = json.loads(Path(arguments[1] if len(arguments) > 1 else NEEDS).read_text(encoding="utf-8"))
    places: list[int] = []
    sure: dict[int, list[bool]] = defaultdict(list)
    for need, accepted in needs.items():
        found = advised(snapshot, need)
        right = [re.search(accepted, each.role.slug) is not None for each in found]
        places.append(right.index(True) if True in right else len(right))
        if found:
            sure[min(9, int(10 * found[0].confidence))].append(right[0])
        if not right or not right[0]:
            print(f"{need}: {', '.join(each.role.slug for each in found[:3])}")
    for least in PLACES:
        print(f"right among the first {least}: {sum(place < least for place in places)} of {len(needs)}")
    for step, firsts in sorted(sure.items()):
        print(f"confidence {step / 10:.1f}: {sum(firsts)} right of {len(firsts)}")


if __name__ == "__main__":
    main(sys.argv[1:])
