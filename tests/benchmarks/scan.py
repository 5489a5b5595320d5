"""Has the scanner Schemathesis ask a server with the shipped dataset, and judges by what the server says of itself.

    make scan

Schemathesis counts every error in an answer as a failure, also those of what it asked: here only what the server did
not foresee is one (a status from 500, INTERNAL_SERVER_ERROR, a traceback in the log), or that it hangs or ends. The
attacks of the scanner graphql-cop, which no registry has, are in tests/api/test_safety.py and test_limits.py.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from seeds.loading import load
from tests.conftest import DATASET, new_store
from tests.servers import Server, serving

SECONDS = 600


def wrong(server: Server) -> list[str]:
    """What the server did not foresee."""
    found = [f"the server ended: {server.process.returncode}"] if server.process.poll() is not None else []
    metrics = httpx.get(f"{server.url}/metrics", timeout=30).text
    found += [line for line in metrics.splitlines() if re.search(r'rolegraph_requests_total\{.*status="5', line)]
    found += [line for line in metrics.splitlines() if "INTERNAL_SERVER_ERROR" in line]
    return found + [line for line in server.log().splitlines() if "unexpected error" in line or "Traceback" in line]


def main() -> None:
    scanner, examples = str(Path(sys.argv[1]).absolute()), sys.argv[2] if len(sys.argv) > 2 else "50"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"sqlite:///{folder / 'rolegraph.db'}"
        with new_store(address) as store:
            load(store, [DATASET], "scan")
        with serving(address) as server:
            asked = [scanner, "run", f"{server.url}/graphql", "--phases", "fuzzing", "--max-examples", examples]
            done = subprocess.run(
                [*asked, "--checks", "not_a_server_error", "--no-color"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            print(done.stdout.partition("= SUMMARY =")[2] or done.stdout + done.stderr)
            found = wrong(server)
    print("\n".join(["What the server did not foresee:", *found]) if found else "Everything was foreseen.")
    sys.exit(1 if found or "Test cases:" not in done.stdout else 0)


if __name__ == "__main__":
    main()
