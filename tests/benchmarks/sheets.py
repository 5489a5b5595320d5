"""Times the reading and loading of large CSV sheets: seconds, and memory, as the rows grow.

    .venv/bin/python -m tests.benchmarks.sheets [ROWS …]

Run by hand; prints a line for each size. A tenth of the rows are skills, the others say which role needs which.
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.loading import command

SIZES = (10_000, 100_000, 1_000_000)
LINKS_OF_A_ROLE = 100
DATASET = "dataset: {slug: bench, title: A benchmark}\nbasis: INFERRED\n"
READ = """\
import resource, sys, time
from pathlib import Path
from seeds.loading import parse
began = time.perf_counter()
parse([Path(sys.argv[1])])
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def write(folder: Path, rows: int) -> None:
    skills = max(rows // 10, 1)
    links = rows - skills - rows // LINKS_OF_A_ROLE
    (folder / "dataset.yaml").write_text(DATASET)
    with (folder / "skills.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["slug", "name", "skill_kind", "aliases", "description"])
        for n in range(skills):
            text = f"What skill {n} is, in a sentence that is as long as sentences are."
            writer.writerow([f"bench/s{n}", f"Skill {n}", "SKILL", f"Craft {n} | Art {n}", text])
    with (folder / "roles.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["slug", "name"])
        writer.writerows([f"bench/r{n}", f"Role {n}"] for n in range(rows // LINKS_OF_A_ROLE))
    with (folder / "role_skills.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["role", "skill", "importance", "level", "emphasis"])
        for n in range(links):
            role, skill = n // LINKS_OF_A_ROLE % max(rows // LINKS_OF_A_ROLE, 1), n * 7919 % skills
            writer.writerow([f"bench/r{role}", f"bench/s{skill}", "ESSENTIAL", 0.5, f"For the {n}th time."])


def main() -> None:
    for rows in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "seeds"
            folder.mkdir()
            write(folder, rows)
            done = subprocess.run([sys.executable, "-c", READ, folder], capture_output=True, text=True, check=True)
            reading, memory = map(float, done.stdout.split())
            database = f"sqlite:///{name}/bench.db"
            command("migrate", database=database)
            began = time.perf_counter()
            command("load", folder, database=database)
            took = time.perf_counter() - began
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            read = f"read in {reading:5.1f} s, {memory:5.0f} MB"
            print(f"{rows:9,} rows: {read}; loaded in {took:5.1f} s, {most:5.0f} MB")


if __name__ == "__main__":
    main()
