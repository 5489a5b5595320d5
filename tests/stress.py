"""Runs a command while the machine does much else: `python -m tests.stress 20 COMMAND…` beside twenty busy loops.

The loops end with the command, or with this process, however that ends, and after `LONGEST_SECONDS` in any case.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

LONGEST_SECONDS = 3 * 60 * 60
BUSY = f"""
import os, time
parent, end = os.getppid(), time.monotonic() + {LONGEST_SECONDS}
while os.getppid() == parent and time.monotonic() < end:
    for _ in range(1_000_000):
        pass
"""


def main() -> int:
    count, *command = sys.argv[1:]
    with ExitStack() as stack:
        for _ in range(int(count)):
            loop = stack.enter_context(subprocess.Popen([sys.executable, "-c", BUSY]))
            stack.callback(loop.kill)
        code = subprocess.run(command, check=False).returncode
        sys.stderr.write(f"Ended with {code}, at a load of {os.getloadavg()[0]:.0f}.\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
