"""How well word vectors alone tell which of O*NET's roles are related, and how quick they are.

    .venv/bin/python -m tests.benchmarks.meaning

Likeness by titles, by descriptions, by tasks, and by the sum of their z-scores, against O*NET's Related Occupations:
the measures of `../shared/eval/onet_related.py`. Choices in making the table were made on the roles of the first half
only; the second reports what they are worth. Needs `../shared/data`. Run by hand.
"""

import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from knowledge.words.meaning import Meanings
from tests.benchmarks.esco_agreement import rows

BEST = 10
LABELS = 40_000
Floats = NDArray[np.float64]
CODE = "O*NET-SOC Code"


def texts() -> tuple[list[str], dict[str, list[list[str]]]]:
    """The codes of the roles, and what each is told of by: titles, description, tasks."""
    roles = rows("Occupation Data", CODE, "Title", "Description")
    titles: dict[str, list[str]] = {code: [] for code, *_ in roles}
    tasks: dict[str, list[str]] = {code: [] for code, *_ in roles}
    for code, title, _ in roles:
        titles[code].append(title)
    for code, title in rows("Alternate Titles", CODE, "Alternate Title"):
        titles[code].append(title)
    for code, task in rows("Task Statements", CODE, "Task"):
        tasks[code].append(task)
    return [code for code, *_ in roles], {
        "titles": list(titles.values()),
        "descriptions": [[description] for *_, description in roles],
        "tasks": list(tasks.values()),
    }


def truth() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The related roles of each role, all of them and the primary ones."""
    every, primary = defaultdict(set), defaultdict(set)
    for code, other, tier in rows("Related Occupations", CODE, "Related O*NET-SOC Code", "Relatedness Tier"):
        every[code].add(other)
        if tier.startswith("Primary"):
            primary[code].add(other)
    return every, primary


def half(code: str) -> int:
    """The half that a role belongs to, by a hash of its code."""
    return zlib.crc32(code.encode()) & 1


def judge(codes: Sequence[str], scores: Floats) -> str:
    """R@10 (of the primary ones) and nDCG@10 (of all), over the first half, the second, and both."""
    every, primary = truth()
    scores = np.where([code in every for code in codes], scores, -np.inf)
    np.fill_diagonal(scores, -np.inf)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
    discounts = 1 / np.log2(np.arange(BEST) + 2)
    found: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    for code, places in zip(codes, best, strict=True):
        if code in every:
            targets = [codes[place] for place in places]
            hits = np.array([target in every[code] for target in targets])
            recall = sum(target in primary[code] for target in targets) / len(primary[code])
            found[half(code)].append((recall, hits @ discounts / discounts[: len(every[code])].sum()))
    parts = (*found.values(), found[0] + found[1])
    return "   ".join("{:.3f} / {:.3f}".format(*np.mean(part, axis=0)) for part in parts)


def z_scores(scores: Floats) -> Floats:
    others = scores[~np.eye(len(scores), dtype=bool)]
    normal: Floats = (scores - others.mean()) / others.std()
    return normal


def timed(what: str, ask: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    ask()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what}: {wall * 1000:.0f} ms ({processor * 1000:.0f} ms of processor)")


def main() -> None:
    timed("the first vector of a process", lambda: Meanings().vectors(["nurse"]))
    meanings = Meanings()
    codes, told = texts()
    print(f"{'R@10 / nDCG@10':14}{'first half':16}{'second half':16}both")
    together = np.zeros((len(codes), len(codes)))
    for name, things in told.items():
        vectors = meanings.mean_vectors(things).astype(np.float64)
        together += z_scores(vectors @ vectors.T)
        print(f"{name:14}{judge(codes, vectors @ vectors.T)}")
    print(f"{'all':14}{judge(codes, together)}")

    everything = [text for things in told.values() for each in things for text in each]
    labels = [text for each in told["titles"] for text in each][:LABELS]
    timed(f"{len(labels)} labels", lambda: meanings.vectors(labels))
    roles = [" ".join(text for part in parts for text in part) for parts in zip(*told.values(), strict=True)] * 4
    words = sum(len(text.split()) for text in roles)
    timed(f"{len(roles)} roles, {words} words, a text each", lambda: meanings.vectors(roles))
    print(f"{len(everything)} texts of {len(codes)} roles")
    for name, things in told.items():
        timed(f"{name} of {4 * len(things)} roles", partial(meanings.mean_vectors, things * 4))


if __name__ == "__main__":
    main()
