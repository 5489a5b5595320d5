"""Arrays that are kept on disk by the hash of what they were made of, so that they are made once for all processes.

A `Shelf` is a folder of our own with a folder for each set of arrays: one `.npy` file for each array, and `kept.json`,
which says what each is. Sets are written beside and renamed when they are whole. They are mapped into memory and only
read, so that processes share their pages.

Nothing on it is trusted. Before a set is used, its files have to be ours alone to write to, no links, and to have the
shapes, types and digests that were written down with them; anything else is a set that is not there. What cannot be
kept is told in the log and made again by the next process.
"""

import hashlib
import json
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

FORMAT = 1
MOST = 16  # sets, the largest of which are some sixty megabytes: two releases, of four revisions, two sets of each
LEFT_SECONDS = 3600  # after which what somebody began to write is taken for left
LIST = "kept.json"
BEGUN = "begun-"
AT_ONCE = 1 << 24  # bytes that are hashed at once

logger = logging.getLogger("rolegraph.shelf")


class Unfit(Exception):
    """A set that is not used, and why."""


class Shelf:
    """The sets of a folder, which is made where it is not there."""

    def __init__(self, folder: Path, most: int = MOST):
        self._folder = folder
        self._most = most

    def find(self, key: str) -> dict[str, NDArray[Any]] | None:
        """The arrays of a set, to be read only; None if there is none that is fit to be used."""
        place = self._folder / key
        try:
            _check_folder(self._folder)
            if not place.exists() and not place.is_symlink():
                return None
            _check_folder(place)
            arrays = {name: _mapped(place, name, said) for name, said in _list(place).items()}
            os.utime(place)
        except (Unfit, OSError) as error:
            logger.warning("a word index that was kept is not used, and is made anew: %s", error)
            return None
        return arrays

    def put(self, key: str, arrays: Arrays) -> bool:
        """Keeps a set in place of any other with its key, and no more sets than are to be kept; False if it cannot."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _check_folder(self._folder)
            begun = Path(tempfile.mkdtemp(prefix=BEGUN, dir=self._folder))
            try:
                _write(begun, arrays)
                _removed(self._folder / key)
                begun.rename(self._folder / key)
            finally:
                shutil.rmtree(begun, ignore_errors=True)
            self._tidy()
        except (Unfit, OSError) as error:
            logger.warning("a word index is not kept: %s", error)
            return False
        return True

    def _tidy(self) -> None:
        """Takes away the sets that were not used for longest, and what somebody began to write and left."""
        sets: list[tuple[float, Path]] = []
        for each in self._folder.iterdir():
            used = each.lstat().st_mtime
            if each.name.startswith(BEGUN):
                if used < time.time() - LEFT_SECONDS:
                    _removed(each)
            elif (each / LIST).exists():
                sets.append((used, each))
        for _, each in sorted(sets, reverse=True)[self._most :]:
            _removed(each)


def _write(folder: Path, arrays: Arrays) -> None:
    said = {}
    for name, array in arrays.items():
        whole = np.ascontiguousarray(array)
        with (folder / f"{name}.npy").open("xb") as file:
            np.save(file, whole, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        said[name] = {"type": whole.dtype.str, "shape": list(whole.shape), "sha256": _digest(whole)}
    (folder / LIST).write_text(json.dumps({"format": FORMAT, "arrays": said}), encoding="utf-8")


def _list(folder: Path) -> dict[str, Mapping[str, Any]]:
    _check_file(folder / LIST)
    try:
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise Unfit(f"{folder / LIST} has another format")
        arrays: dict[str, Mapping[str, Any]] = dict(told["arrays"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unfit(f"{folder / LIST} is no list of arrays") from error
    return arrays


def _mapped(folder: Path, name: str, said: Mapping[str, Any]) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    if path.parent != folder:
        raise Unfit(f"{folder / LIST} names a file elsewhere")
    _check_file(path)
    try:
        # a plain array over the mapped file: slices of a np.memmap cost several times as much
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    except (ValueError, EOFError) as error:  # of no bytes, or not as many as it says
        if said.get("shape") and 0 in said["shape"]:
            return np.zeros(said["shape"], np.dtype(said["type"]))
        raise Unfit(f"{path} is no array") from error
    if [array.dtype.str, list(array.shape), _digest(array)] != [
        said.get("type"),
        said.get("shape"),
        said.get("sha256"),
    ]:
        raise Unfit(f"{path} is not what was written")
    return array


def _digest(array: NDArray[Any]) -> str:
    found = hashlib.sha256()
    whole = array.reshape(-1).view(np.uint8) if array.size else np.zeros(0, np.uint8)
    for start in range(0, len(whole), AT_ONCE):
        found.update(whole[start : start + AT_ONCE].data)
    return found.hexdigest()


def _check_folder(path: Path) -> None:
    told = path.lstat() if path.exists() or path.is_symlink() else None
    if told is not None:
        _check(path, told, stat.S_ISDIR(told.st_mode))


def _check_file(path: Path) -> None:
    told = path.lstat()
    _check(path, told, stat.S_ISREG(told.st_mode))


def _check(path: Path, told: os.stat_result, is_right: bool) -> None:
    if not is_right:
        raise Unfit(f"{path} is a link, or something else than was written")
    if hasattr(os, "getuid") and told.st_uid != os.getuid():
        raise Unfit(f"{path} belongs to somebody else")
    if os.name == "posix" and told.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unfit(f"others may write to {path}")


def _removed(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
