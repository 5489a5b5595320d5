"""The files that words are found with: indexes that are kept between runs, and word vectors of more languages."""

import logging
import os
import sys
from pathlib import Path

from api.settings import Settings
from knowledge.words.added_tables import add_tables
from knowledge.words.keeping import keep_in

logger = logging.getLogger("rolegraph.words")

CACHE, NONE = "cache", "none"
"""What the setting says for the platform's folder of caches, and for nowhere."""


def use_word_files(settings: Settings) -> None:
    """Keeps indexes, and takes word vectors, where the settings say from now on. Raises `WrongTable`."""
    keep_in(folder_of(settings.word_indexes))
    languages = add_tables(settings.word_vectors)
    if languages:
        logger.info("words mean something in these languages, too: %s", ", ".join(languages))


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
