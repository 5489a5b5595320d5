"""Where word indexes are kept between runs of the program."""

import os
import sys
from pathlib import Path

from knowledge.words.keeping import keep_in

CACHE, NONE = "cache", "none"
"""What the setting says for the platform's folder of caches, and for nowhere."""


def keep_indexes(where: str) -> None:
    """Keeps them where the setting says from now on."""
    keep_in(folder_of(where))


def folder_of(where: str) -> Path | None:
    """The folder that a setting means, None for nowhere."""
    if where == NONE:
        return None
    if where != CACHE:
        return Path(where).expanduser()
    caches = _caches()
    return None if caches is None else caches / "rolegraph" / "words"


def _caches() -> Path | None:
    """The platform's folder for what can be made again: as XDG, Apple and Microsoft say; None without a home."""
    told = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if Path(told).is_absolute():
        return Path(told)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
