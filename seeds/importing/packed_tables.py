"""Tables as publishers pack them: a zip file with a workbook or a CSV file in it, and papers beside that.

What is wanted is unpacked beside, within limits, as long as it is read. Messages call it by its place in the zip file.
"""

import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from seeds.problems import Place, Problem, Refused

ZIP = ".zip"
LARGEST = 1_000_000_000  # bytes of all tables of a zip file, unpacked
MOST_SHOWN = 8  # files that a message names
ENCRYPTED = 0x1  # in the flags of a member
HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|~\$)")  # what programs put beside the files of people


class Table(NamedTuple):
    """A table: what it is called in messages, and where it lies to be read, which is the same unless it was packed."""

    file: Path
    at: Path


class Unpacked(NamedTuple):
    """The tables of a zip file that are wanted, and the names of what else is in it."""

    tables: Sequence[Table]
    others: Sequence[str]


@contextmanager
def unpacked(
    path: Path, suffixes: Sequence[str], is_wanted: Callable[[Path], bool] | None = None
) -> Iterator[Unpacked]:
    """The table at a path: itself, or those that are in the zip file.

    Of several tables in one, those are wanted of which `is_wanted` says so, by name. Raises `Refused` for what is no
    zip file, is locked, or larger than `LARGEST` unpacked; where no table is in it, and where several are and nothing
    says which.
    """
    if path.suffix.lower() != ZIP or not path.is_file():
        yield Unpacked([Table(path, path)], [])
        return
    with _opened(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not HIDDEN.search(each.filename)]
        chosen = _chosen(path, members, suffixes, is_wanted)
        _check(path, chosen)
        others = [each.filename for each in members if each not in chosen]
        with tempfile.TemporaryDirectory(prefix="rolegraph-table-") as place:
            tables = [_unpack(path, archive, each, Path(place) / str(number)) for number, each in enumerate(chosen)]
            yield Unpacked(tables, others)


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        archive = ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise _refused(path, f"is not a whole zip file ({error}): fetch it again") from error
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error
    with archive:
        yield archive


def _chosen(
    path: Path, members: Sequence[ZipInfo], suffixes: Sequence[str], is_wanted: Callable[[Path], bool] | None
) -> list[ZipInfo]:
    tables = [each for each in members if Path(each.filename).suffix.lower() in suffixes]
    if not tables:
        there = _shown([each.filename for each in members]) or "nothing"
        raise _refused(path, f"has no table in it ({', '.join(suffixes)}): there is {there}")
    if found := [each for each in tables if is_wanted is not None and is_wanted(Path(each.filename))]:
        return found
    if len(tables) > 1:
        message = f"has several tables in it: {_shown([each.filename for each in tables])}. Unpack it, and name one"
        raise _refused(path, message)
    return tables


def _check(path: Path, chosen: Sequence[ZipInfo]) -> None:
    """Raise `Refused` for what is locked, and for what would fill the disk."""
    for each in chosen:
        if each.flag_bits & ENCRYPTED:
            raise _refused(_place(path, each), "is locked by a password: unpack it with that, and name the table")
    size = sum(each.file_size for each in chosen)
    if size > LARGEST:
        raise _refused(path, f"its tables are {size:,} bytes unpacked, more than the {LARGEST:,} that are read")


def _unpack(path: Path, archive: ZipFile, member: ZipInfo, place: Path) -> Table:
    """Raises `Refused` for a member that is broken, or longer than it says."""
    at, called = place.with_suffix(Path(member.filename).suffix), _place(path, member)
    try:
        with archive.open(member) as packed, at.open("wb") as out:
            shutil.copyfileobj(packed, out)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refused(called, f"cannot be unpacked ({error}): fetch the zip file again") from error
    except OSError as error:
        raise _refused(called, f"cannot be unpacked into {at.parent}: {error.strerror}") from error
    return Table(called, at)


def _place(path: Path, member: ZipInfo) -> Path:
    """What a member is called: it is within the zip file, whatever its name says."""
    return path / member.filename.lstrip("/")


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
    return ", ".join(names[:MOST_SHOWN]) + more


def _refused(path: Path, message: str) -> Refused:
    return Refused([Problem(Place(path), "", message)])
