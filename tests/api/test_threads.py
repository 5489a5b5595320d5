"""One thread multiplies what a request needs, unless somebody says otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import api.cli, os, numpy
rows = numpy.ones((800, 800), numpy.float32)
rows @ rows
print(os.environ["OPENBLAS_NUM_THREADS"], len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted by /proc, which Linux has")
@pytest.mark.parametrize("said", [None, "1"])
def test_what_is_multiplied_is_multiplied_by_one_thread(said: str | None) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    environment |= {} if said is None else {"OPENBLAS_NUM_THREADS": said}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1"]


def test_who_says_otherwise_is_heard() -> None:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", "import api, os; print(os.environ['OPENBLAS_NUM_THREADS'])"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "2"
