"""The languages that a snapshot speaks: those of its datasets, and those into which something is translated."""

from typing import NamedTuple

from knowledge.snapshot.snapshot import Snapshot


class SpokenLanguage(NamedTuple):
    """A language, a tag of BCP 47: whether a dataset speaks it itself, and of how many records translations tell."""

    tag: str
    is_own: bool
    translated: int


def spoken_languages(snapshot: Snapshot) -> list[SpokenLanguage]:
    """Those of the datasets first, then those of translations, by tag. None where nothing is loaded."""
    own = sorted({each.spoken for each in snapshot.datasets.values()})
    tags = dict.fromkeys([*own, *snapshot.translations.languages])
    return [SpokenLanguage(each, each in own, len(snapshot.translations.subjects(each))) for each in tags]
