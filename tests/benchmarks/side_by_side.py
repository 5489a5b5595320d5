"""What words take here and in another checkout of the program, turn by turn: figures of a busy machine can be compared.

usage: python -m tests.benchmarks.side_by_side sqlite:////PATH OTHER_CHECKOUT [ROUNDS]

The database has some dataset, better ESCO and O*NET. Both checkouts are asked the same in turn, `ROUNDS` times (default
7), each in a process of its own. Prints the processor time of a suggestion and of a dirty string, in milliseconds: the
median there and here, and the median of what it takes here beside what it took there just then.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[2]
WORK = """
import gc, random, sys, time
from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.vocabulary import Kind
from tests.benchmarks.word_sets import SKILL_DECORATIONS, misspelt

snapshot = newest_snapshot(Store(open_engine(sys.argv[1])))
index, choose = snapshot.search_index, random.Random(7)
roles, skills = ([each.name for each in snapshot.active(kind)] for kind in (Kind.ROLE, Kind.SKILL))
names = choose.sample(roles, min(200, len(roles)))
typed = [name[:end] for name in names for end in range(1, len(name) + 1, 3)]
dirty = [choose.choice(SKILL_DECORATIONS).format(misspelt(each, choose)) for each in choose.choices(skills, k=4_000)]
asks = {
    "suggestion": (80, typed, lambda texts: [index.search(text)[:10] for text in texts]),
    "string among skills": (400, dirty, lambda texts: index.normalize(texts, [Kind.SKILL])),
    "string among all types": (200, dirty, lambda texts: index.normalize(texts)),
}
gc.collect()
gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    name, turn = line.rsplit(" ", 1)
    count, texts, ask = asks[name]
    start = int(turn) * count % max(1, len(texts) - count)
    began = time.thread_time()
    ask(texts[start : start + count])
    print(1000 * (time.thread_time() - began) / count, flush=True)
"""
ASKS = ("suggestion", "string among skills", "string among all types")


def started(checkout: Path, database: str) -> subprocess.Popen[str]:
    """A process of a checkout that answers when it is told to."""
    return subprocess.Popen(
        [sys.executable, "-c", WORK, database],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(process: subprocess.Popen[str], line: str = "") -> str:
    """The next line that a process prints, after it was sent one. Raises `RuntimeError` where it ended instead."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    if line:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    printed = process.stdout.readline()
    if not printed:
        raise RuntimeError(f"the process ended with {process.wait()}")
    return printed


def main(arguments: Sequence[str]) -> None:
    database, other, rounds = arguments[0], Path(arguments[1]).resolve(), int((*arguments, "7")[2])
    processes = [started(checkout, database) for checkout in (other, HERE)]
    try:
        for process in processes:
            answer(process)
        for name in ASKS:
            took: list[list[float]] = []
            for turn in range(rounds + 1):
                order = (0, 1) if turn % 2 else (1, 0)
                of_turn = {each: float(answer(processes[each], f"{name} {turn}")) for each in order}
                took += [[of_turn[0], of_turn[1]]] if turn else []  # the first one warms up
            there, here = (median(each) for each in zip(*took, strict=True))
            share = median(each[1] / each[0] for each in took)
            print(f"{name:24} there {there:6.2f} ms, here {here:6.2f} ms, beside it {share:.2f}")
    finally:
        for process in processes:
            process.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
