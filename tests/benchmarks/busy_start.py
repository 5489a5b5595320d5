"""Measures how long four workers take to serve the shipped dataset beside so many busy loops.

    .venv/bin/python -m tests.benchmarks.busy_start [LOOPS]

Ends with 1 if one of them did not, or was replaced meanwhile. Run by hand.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.loading import command
from tests.conftest import DATASET
from tests.servers import FRESH, serving
from tests.stress import BUSY

WORKERS, LOOPS, LONGEST_SECONDS = 4, 20, 300


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'rolegraph.db'}"
        command("migrate", database=database)
        command("load", DATASET, database=database)
        with ExitStack() as stack:
            for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else LOOPS):
                stack.callback(stack.enter_context(subprocess.Popen([sys.executable, "-c", BUSY])).kill)
            began = time.monotonic()
            server = stack.enter_context(serving(database, FRESH, WORKERS=str(WORKERS), SHUTDOWN_SECONDS="5"))
            while time.monotonic() - began < LONGEST_SECONDS:
                ready = re.findall(r"worker \d+ serves, after ([\d.]+) seconds", server.log())
                if len(ready) == WORKERS:
                    break
                time.sleep(0.2)
            took = time.monotonic() - began
            deaths = len(re.findall(r"worker \d+ (?:ended|said nothing)", server.log()))
            load = os.getloadavg()[0]
    print(
        f"At a load of {load:.0f}: {len(ready)} of {WORKERS} workers serve after {took:.0f} s, each after "
        f"{', '.join(ready)}; {deaths} ended."
    )
    return 0 if len(ready) == WORKERS and not deaths else 1


if __name__ == "__main__":
    sys.exit(main())
