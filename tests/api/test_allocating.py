"""Threads of a server take their memory from few places. Each case is a process of its own: places never go away."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREADS = 6
PLACES_OF_THREADS = f"""
import ctypes, re, sys, tempfile, threading
from api.allocating import share_places
told = share_places() if sys.argv[1] == "share" else None
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.fdopen.restype = ctypes.c_void_p
all_here = threading.Barrier({THREADS})
def take():
    all_here.wait()
    library.malloc(1000)
    all_here.wait()
threads = [threading.Thread(target=take) for _ in range({THREADS})]
for each in threads: each.start()
for each in threads: each.join()
with tempfile.TemporaryFile("w+") as file:
    stream = ctypes.c_void_p(library.fdopen(file.fileno(), b"w"))
    library.malloc_info(0, stream)
    library.fflush(stream)
    file.seek(0)
    print(told, len(re.findall("<heap nr", file.read())))
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "gnu_get_libc_version"),
    reason="only glibc gives threads places of their own",
)


def places(how: str, **variables: str) -> list[str]:
    """Whether the library was told, and in how many places the threads of a process take memory."""
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")
    }
    done = subprocess.run(
        [sys.executable, "-c", PLACES_OF_THREADS, how],
        env=inherited | {"OPENBLAS_NUM_THREADS": "1"} | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_threads_of_a_server_take_memory_from_two_places() -> None:
    assert places("share") == ["True", "2"]


def test_of_themselves_they_would_take_it_from_a_place_each() -> None:
    assert places("as ever") == ["None", str(THREADS + 1)]


@pytest.mark.parametrize(
    ("variable", "value"), [("MALLOC_ARENA_MAX", "4"), ("GLIBC_TUNABLES", "glibc.malloc.arena_max=4")]
)
def test_what_an_operator_said_stands(variable: str, value: str) -> None:
    assert places("share", **{variable: value}) == ["False", "4"]


def test_other_tunables_say_nothing_of_it() -> None:
    assert places("share", GLIBC_TUNABLES="glibc.malloc.check=0") == ["True", "2"]
