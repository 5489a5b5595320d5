"""Runs the quick part of the suite on the other Pythons that are here: `python -m tests.pythons`.

Looks for 3.12 to 3.14 on the PATH and among those of pyenv. Each has an environment of its own, with what the lock
pins. What is not here is told, and is no failure: no registry has interpreters.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.12", "3.13", "3.14")
LOCK = ROOT / "requirements-dev.lock"
QUICK = (
    *("tests/knowledge/test_algebra.py", "tests/knowledge/test_by_hand.py", "tests/knowledge/test_hierarchy.py"),
    *("tests/knowledge/test_spelling.py", "tests/knowledge/test_memories.py", "tests/knowledge/test_model.py"),
    *("tests/schema/test_sdl.py", "tests/schema/test_limits.py", "tests/schema/test_errors.py"),
    *("tests/schema/test_questions.py", "tests/schema/test_pages.py"),
    *("tests/seeds/test_bad_input.py", "tests/seeds/test_formats.py"),
)
"""Unit tests of knowledge, schema and seeds; a minute."""


def interpreter(version: str) -> str | None:
    """Where a Python of this version is."""
    found = shutil.which(f"python{version}")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return found  # and not one that pyenv names and does not have chosen
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next((str(each) for each in sorted(kept.glob(f"{version}.*/bin/python{version}"), reverse=True)), None)


def prepared(version: str, program: str) -> Path:
    """Its environment, made once for each lock."""
    folder = ROOT / ".venv/pythons" / version
    ready = folder / "ready"
    if not (ready.exists() and ready.stat().st_mtime > LOCK.stat().st_mtime):
        subprocess.run([program, "-m", "venv", "--clear", folder], check=True)
        pip: list[str | Path] = [
            folder / "bin/python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-compile",  # most of it is never imported
        ]
        subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], cwd=ROOT, check=True)
        ready.touch()
    return folder / "bin/python"


def main() -> int:
    codes = []
    for version in VERSIONS:
        program = interpreter(version)
        if program is None:
            sys.stdout.write(f"Python {version} is not here: nothing is tried on it.\n")
            continue
        sys.stdout.write(f"Python {version}, the quick part:\n")
        sys.stdout.flush()
        python = prepared(version, program)
        codes.append(subprocess.run([python, "-m", "pytest", "-q", *QUICK], cwd=ROOT, check=False).returncode)
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
