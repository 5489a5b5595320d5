"""Executes many random documents compiled and by graphql-core's executor, and ends at the first difference.

    .venv/bin/python -m tests.benchmarks.differences [HOW_MANY [SEED]]

100,000 by default, over the shipped dataset, which takes about a quarter of an hour. Run by hand; the suite has fewer.
"""

import sys
import tempfile
import time

from db.snapshots import newest_snapshot
from schema.context import Context
from schema.document import GRAPHQL, Refused, parsed
from seeds.loading import load
from tests.conftest import DATASET, new_store
from tests.schema.compiler.documents import Dicing, document
from tests.schema.compiler.test_differences import LIMITS, differences


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    executed = refused = failed = 0
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, new_store(f"sqlite:///{folder}/rolegraph.db") as store:
        load(store, [DATASET], "differences")
        snapshot = newest_snapshot(store)
        context = Context(snapshot, store, lambda _: snapshot)
        while executed < wanted:
            seed += 1
            asked = document(Dicing(seed), GRAPHQL)
            try:
                valid = parsed(asked.text, LIMITS)
            except Refused:
                refused += 1
                continue
            failed += differences(valid, asked.variables, context)
            executed += 1
            if executed % 10_000 == 0:
                print(f"{executed:,} documents alike, {failed:,} of them with errors", flush=True)
    print(
        f"{executed:,} documents answered alike both ways, {failed:,} of them with errors; {refused:,} more were "
        f"refused by validation; {time.perf_counter() - began:,.0f} s"
    )


if __name__ == "__main__":
    main()
