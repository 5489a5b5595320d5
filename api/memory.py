"""How much memory servers take, and how much there is. Figures are measured: `docs/operators.md` has them."""

from contextlib import suppress
from pathlib import Path

from api.settings import Settings

PROCESS_BYTES = 110 * 2**20  # of a process that serves nothing yet
PREPARED = 8.2  # bytes of a prepared snapshot for each byte of its records' JSON
FRESH = 4.7  # of the snapshot of a new revision, beside the one that is served
SUPERVISOR_BYTES = 80 * 2**20
CGROUP = Path("/sys/fs/cgroup")


def needed_bytes(content: int, settings: Settings) -> int:
    """What all processes take with records of so many bytes of JSON, caches full, when a new revision comes.

    Older revisions that somebody asks for come on top, as far as ROLEGRAPH_OLD_SNAPSHOT_RECORDS says.
    """
    process = PROCESS_BYTES + round(content * (PREPARED + FRESH)) + settings.response_cache_bytes
    return settings.workers * process + (SUPERVISOR_BYTES if settings.workers > 1 else 0)


def available_bytes(meminfo: Path = Path("/proc/meminfo"), cgroup: Path = CGROUP) -> int | None:
    """What is to be had: of the machine, or of the container if that has less. None if it cannot be found out."""
    found = []
    with suppress(OSError, ValueError, StopIteration):
        line = next(each for each in meminfo.read_text().splitlines() if each.startswith("MemAvailable:"))
        found.append(int(line.split()[1]) * 1024)
    for most, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        with suppress(OSError, ValueError):  # "max" is no number: then there is no limit
            found.append(max(0, int((cgroup / most).read_text()) - int((cgroup / used).read_text())))
    return min(found) if found else None
