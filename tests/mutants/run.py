"""Breaks our code on purpose, in small ways, and tells which of these *mutants* the tests of its place do not notice.

    make mutants
    make mutants ONLY="schema/cost.py db/chain.py" SHARE=1

What belongs together is in `modules.toml`, beside this file. The mutants are cosmic-ray's, in copies of the files that
git knows, one for each process: here nothing is changed. A module whose tests fail as it is, is told and left out, for
every mutant would seem to be noticed. The share is drawn with a seed (`sample.py`), so that two runs ask the same.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from shlex import join

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "modules.toml"
SAMPLE = Path(__file__).parent / "sample.py"
LEAST_SECONDS, AS_LONG = 120, 6  # a mutant that runs on is ended after 120 s, or six times what the tests take


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the mutants of a module."""

    module: str
    mutants: int = 0
    survivors: list[str] = field(default_factory=list)  # as diffs
    fault: str | None = None  # why there are none

    def __str__(self) -> str:
        return f"{self.module:36}" + (self.fault or f"{len(self.survivors):4} of {self.mutants:3} survive")


def copied(place: Path) -> Path:
    """The files of the working tree that git knows, and new ones, in an empty folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():  # and not deleted
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    return place


def results(dump: str) -> Iterator[tuple[str, str]]:
    """How each mutant that was tried ended, and its diff."""
    for line in dump.splitlines():
        _, result = json.loads(line)
        if result and result["worker_outcome"] != "skipped":
            yield result["test_outcome"], result["diff"]


def tried(module: str, tests: Sequence[str], place: Path, asked: Namespace, options: Sequence[str]) -> Outcome:
    """Tries mutants of one module in a copy."""
    command = [sys.executable, "-m", "pytest", *options, *tests]
    began = time.monotonic()
    baseline = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if baseline.returncode:
        return Outcome(module, fault=f"its tests fail as it is:\n{baseline.stdout[-2000:]}")
    limit = max(LEAST_SECONDS, AS_LONG * (time.monotonic() - began))
    with tempfile.TemporaryDirectory() as name:
        configuration, session = Path(name) / "cosmic-ray.toml", Path(name) / "session.sqlite"
        configuration.write_text(
            f"[cosmic-ray]\nmodule-path = {json.dumps(module)}\ntimeout = {limit:.1f}\nexcluded-modules = []\n"
            f'test-command = {json.dumps(join(command))}\n[cosmic-ray.distributor]\nname = "local"\n'
        )
        tester = Path(asked.environment)
        steps: list[list[str | Path]] = [
            [tester / "cosmic-ray", "init", configuration, session],
            [tester / "python", SAMPLE, session, asked.seed, str(asked.share)],
            [tester / "cosmic-ray", "exec", configuration, session],
        ]
        for step in steps:
            subprocess.run(step, cwd=place, check=True, capture_output=True)
        dump = subprocess.run(
            [tester / "cosmic-ray", "dump", session], cwd=place, check=True, capture_output=True, text=True
        )
    ended = list(results(dump.stdout))
    return Outcome(module, len(ended), [diff for outcome, diff in ended if outcome == "survived"])


def main() -> int:
    table = tomllib.loads(TABLE.read_text("utf-8"))
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("environment", type=Path, help="where cosmic-ray's programs are")
    parser.add_argument("only", nargs="*", help="modules; all if none is named")
    parser.add_argument("--share", type=float, default=table["share"], help="of the places that can be mutated, to 1")
    parser.add_argument("--processes", type=int, default=2)
    parser.set_defaults(seed=table["seed"])
    asked = parser.parse_args()
    asked.environment = asked.environment.absolute()
    modules: dict[str, list[str]] = table["modules"]
    if unknown := set(asked.only) - modules.keys():
        parser.error(f"{TABLE.name} says no tests for: {', '.join(sorted(unknown))}")

    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(asked.processes) as pool:
        places: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.processes):
            places.put(copied(Path(name) / str(number)))

        def one(module: str) -> Outcome:
            place = places.get()
            try:
                return tried(module, modules[module], place, asked, table["options"])
            finally:
                places.put(place)

        for outcome in pool.map(one, asked.only or modules):
            outcomes.append(outcome)
            print(outcome, *outcome.survivors, sep="\n", flush=True)

    print("", *outcomes, sep="\n")
    survivors, mutants = sum(len(each.survivors) for each in outcomes), sum(each.mutants for each in outcomes)
    print(f"\n{survivors} of {mutants} mutants survive, of {asked.share:.0%} of all places.")
    return 1 if any(each.fault for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
