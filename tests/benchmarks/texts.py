"""How well texts are understood: CVs and advertisements whose skills and roles are known.

usage: python -m tests.benchmarks.texts sqlite:////PATH [TEXTS.json [DATASET]]

Each text has the names of its skills, told by hand from a dataset (default: esco), and the roles that it describes, by
name or slug. Prints precision and recall of skills from several confidences on, in how many texts a right role is first
or among the first five, how many of the mentions with such a confidence are right, and what 2,000 words cost. The
figures of `knowledge.texts` were chosen with the texts beside this file, whose skills are told in every way that ESCO
has for them: recall is of all these ways.
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
from knowledge.texts.reader import TextReader

TEXTS = Path(__file__).with_name("texts.json")
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
WORDS = 2_000


def skills(reader: TextReader, texts: Sequence[dict[str, Any]], dataset: str) -> None:
    """Prints how much of what is named is found, and how much of what is found is right."""
    sure: dict[int, list[bool]] = defaultdict(list)
    for least in STEPS:
        right = found = wanted = 0
        for text in texts:
            named = {
                each.entity.name: each.confidence
                for each in reader.read(text["text"], dataset, least).mentions([Kind.SKILL])
            }
            right += len(named.keys() & set(text["skills"]))
            found += len(named)
            wanted += len(text["skills"])
            if least == STEPS[0]:
                for name, confidence in named.items():
                    sure[int(10 * confidence)].append(name in text["skills"])
        print(f"from {least}: precision {right / max(1, found):.3f}, recall {right / max(1, wanted):.3f}")
    for step, hits in sorted(sure.items()):
        print(f"confidence {step / 10:.1f}: {sum(hits) / len(hits):.2f} right of {len(hits)}")


def roles(reader: TextReader, texts: Sequence[dict[str, Any]], dataset: str) -> None:
    """Prints in how many texts a right role is found."""
    places = []
    for text in texts:
        guesses = reader.read(text["text"], dataset).roles()
        right = (n for n, each in enumerate(guesses) if {each.role.name, each.role.slug} & set(text["roles"]))
        places.append(next(right, len(guesses)))
    first, five = (sum(place < least for place in places) for least in (1, 5))
    print(f"a right role first: {first}, among the first five: {five}, of {len(places)}")


def speed(snapshot: Snapshot, texts: Sequence[dict[str, Any]]) -> None:
    """Prints what a long text costs."""
    words = " \n".join(each["text"] for each in texts).split(" ")
    long = " ".join((words * (WORDS // len(words) + 1))[:WORDS])
    for dataset in ("esco", None):
        snapshot.reader.read(long, dataset)  # words that are met for the first time take longer
        began = time.process_time()
        read = snapshot.reader.read(long, dataset)
        named, guesses = len(read.mentions()), len(read.roles())
        took = 1000 * (time.process_time() - began)
        print(f"{WORDS:,} words, {dataset or 'all datasets'}: {named} mentions, {guesses} roles, {took:.0f} ms")


def main(arguments: Sequence[str]) -> None:
    snapshot = newest_snapshot(Store(open_engine(arguments[0])))
    texts = json.loads(Path(arguments[1] if len(arguments) > 1 else TEXTS).read_text(encoding="utf-8"))
    dataset = arguments[2] if len(arguments) > 2 else "esco"
    skills(snapshot.reader, texts, dataset)
    roles(snapshot.reader, texts, dataset)
    speed(snapshot, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
