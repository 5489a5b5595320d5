"""Keeps a seeded share of the mutants of a session of cosmic-ray: `python sample.py SESSION SEED SHARE`.

Runs in the environment of the mutation tester, and imports nothing of ours. A *place* is a stretch of code that can be
mutated, mostly in several ways (`==` in seven): a share of the places is drawn, and one mutant of each, so that no
place counts more for having many. Types are left out, nothing that runs hangs on them. The draw depends on the seed,
the module and its code alone.
"""

import ast
import random
import sys
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkItem, WorkResult

Place = tuple[tuple[int, int], tuple[int, int]]
SKIPPED = WorkResult(worker_outcome=WorkerOutcome.SKIPPED)


def types_in(source: str) -> list[Place]:
    """Where annotations are: lines from 1, columns from 0, as cosmic-ray counts them."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
    return [
        ((each.lineno, each.col_offset), (each.end_lineno or each.lineno, each.end_col_offset or each.col_offset))
        for each in found
        if each is not None
    ]


def place_of(item: WorkItem) -> Place:
    mutation = item.mutations[0]
    return mutation.start_pos, mutation.end_pos


def sampled(items: list[WorkItem], source: str, draw: random.Random, share: float) -> set[str]:
    """The jobs to do."""
    types = types_in(source)
    places: dict[Place, list[WorkItem]] = {}
    for item in items:
        start, end = place_of(item)
        if not any(first <= start and end <= last for first, last in types):
            places.setdefault((start, end), []).append(item)
    drawn = draw.sample(sorted(places), min(len(places), max(1, round(share * len(places)))))
    in_order = {place: sorted(places[place], key=lambda item: item.mutations[0].operator_name) for place in drawn}
    return {draw.choice(in_order[place]).job_id for place in drawn}


def keep_a_share(session: WorkDB, seed: str, share: float) -> None:
    items = list(session.work_items)
    module = items[0].mutations[0].module_path
    kept = sampled(items, module.read_text("utf-8"), random.Random(f"{seed} {module}"), share)
    session.set_multiple_results([item.job_id for item in items if item.job_id not in kept], SKIPPED)


if __name__ == "__main__":
    with use_db(Path(sys.argv[1]), WorkDB.Mode.open) as opened:
        keep_a_share(opened, sys.argv[2], float(sys.argv[3]))
