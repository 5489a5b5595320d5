"""How well texts are understood: CVs and advertisements whose skills and roles are known.

usage: python -m tests.benchmarks.texts sqlite:////PATH [TEXTS.json [DATASET]]

Each text has the names of its skills, told by hand from a dataset (default: esco), and the roles that it describes.
Prints precision and recall of skills at several confidences, in how many texts a right role is among the first five,
how much of hits of such a confidence are right, and what a text of 2,000 words costs. The texts beside this file are those that
the figures of `knowledge.texts` were chosen with.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot

TEXTS = Path(__file__).with_name("texts.json")
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
WORDS = 2_000


def quality(reader: Any, texts: Sequence[dict[str, Any]], dataset: str, *, told: bool = False) -> None:
    """Prints how much was found, and how much of it is right."""
    sure: dict[int, list[bool]] = defaultdict(list)
    counts = {least: [0, 0, 0] for least in STEPS}  # right, found, asked for
    ranks = []
    for text in texts:
        wanted = set(text["skills"])
        for least in STEPS:
            read = reader.read(text["text"], dataset, least)
            found = {each.entity.name: each for each in read.mentions([Kind.SKILL])}
            right = wanted & found.keys()
            for place, count in enumerate((len(right), len(found), len(wanted))):
                counts[least][place] += count
            if least == STEPS[0]:
                for name, each in found.items():
                    sure[int(10 * each.confidence)].append(name in wanted)
                names = [each.role.name for each in read.roles()]
                slugs = [each.role.slug for each in read.roles()]
                best = [place for place, both in enumerate(zip(names, slugs)) if set(both) & set(text["roles"])]
                ranks.append(min(best, default=99))
            if told and least == 0.5:
                print("==", text["title"], ranks[-1], names[:5], [round(g.confidence, 2) for g in read.roles()[:5]])
                print("  right", {n: text["text"][found[n].start : found[n].end] for n in right})
                print(
                    "  wrong",
                    {
                        n: (text["text"][e.start : e.end], round(e.confidence, 2), e.stance.value)
                        for n, e in found.items()
                        if n not in right
                    },
                )
                print("  missed", wanted - found.keys())
    for least, (right, found, wanted) in counts.items():
        print(f"from {least}: precision {right / max(1, found):.3f}, recall {right / max(1, wanted):.3f}")
    print(
        f"right role first: {sum(each < 1 for each in ranks)}, among five: {sum(each < 5 for each in ranks)} of {len(ranks)}"
    )
    for step, hits in sorted(sure.items()):
        print(f"confidence {step / 10:.1f}: {sum(hits) / len(hits):.2f} right of {len(hits)}")


def speed(snapshot: Snapshot, texts: Sequence[dict[str, Any]]) -> None:
    """Prints what a long text costs."""
    words = " \n".join(each["text"] for each in texts).split(" ")
    long = " ".join((words * (WORDS // len(words) + 1))[:WORDS])
    for dataset in ("esco", None):
        began = time.process_time()
        read = snapshot.reader.read(long, dataset)
        named, roles = len(read.mentions()), len(read.roles())
        took = time.process_time() - began
        print(f"{WORDS:,} words, {dataset or 'all datasets'}: {named} mentions, {roles} roles, {1000 * took:.0f} ms")


def main(arguments: Sequence[str]) -> None:
    snapshot = newest_snapshot(Store(open_engine(arguments[0])))
    texts = json.loads(Path(arguments[1] if len(arguments) > 1 else TEXTS).read_text(encoding="utf-8"))
    quality(snapshot.reader, texts, arguments[2] if len(arguments) > 2 else "esco")
    speed(snapshot, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
