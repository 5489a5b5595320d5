"""How many files, which connections are too, this process may have open: as many as the system lets it have."""

import os
import resource
from contextlib import suppress
from pathlib import Path

ENOUGH = 4096
NEARLY = 0.9  # of all: from there on, connections are soon refused by the system


def raise_limit() -> int:
    """Raise the limit to what is allowed, as far as it makes sense; what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 2**20 if hard == resource.RLIM_INFINITY else hard
    wanted = min(max(soft, 2**16), most)
    if soft != resource.RLIM_INFINITY and wanted > soft:
        with suppress(ValueError, OSError):  # some systems allow less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return limit()


def limit() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def in_use() -> int:
    """How many are open; all of them if not even that can be found out."""
    try:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a list is counted, and needs no objects
    except FileNotFoundError:
        return 0  # no Linux
    except OSError:
        return limit()


def resident_bytes() -> int:
    """The memory of this process that is in use, in bytes."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * resource.getpagesize()
