"""Figures on O*NET's scales: a number, within the bounds of its scale, or refused with its place."""

from collections.abc import Mapping
from typing import NamedTuple

from seeds.importing.onet.editions import OnetRelease, Row
from seeds.importing.onet.layouts import SCALES

PER_CENT = (0.0, 100.0)


class Scale(NamedTuple):
    """A scale by name, with the least and the most that it goes to."""

    name: str
    low: float
    high: float


USUAL = {
    "IM": Scale("Importance", 1, 5),
    "LV": Scale("Level", 0, 7),
    "CX": Scale("Context", 1, 5),
    "CXP": Scale("Context (Categories 1-5)", *PER_CENT),
    "CT": Scale("Context", 1, 3),
    "CTP": Scale("Context (Categories 1-3)", *PER_CENT),
    "OI": Scale("Occupational Interests", 1, 7),
    "IH": Scale("Occupational Interest High-Point", 0, 6),
    "EX": Scale("Extent", 1, 7),
    "VH": Scale("Work Value High-Point", 0, 6),
    "WI": Scale("Work Styles Impact", -3, 3),
    "DR": Scale("Distinctiveness Rank", 0, 100),
    "RT": Scale("Relevance of Task", *PER_CENT),
    "FT": Scale("Frequency of Task (Categories 1-7)", *PER_CENT),
    "RL": Scale("Required Level Of Education (Categories 1-12)", *PER_CENT),
    "RW": Scale("Related Work Experience (Categories 1-11)", *PER_CENT),
    "PT": Scale("On-Site Or In-Plant Training (Categories 1-9)", *PER_CENT),
    "OJ": Scale("On-The-Job Training (Categories 1-9)", *PER_CENT),
}
"""The scales of the data dictionary, for releases without a table of them."""

NO_HIGH_POINT = 0  # of work values: their scale begins at 1, and 0 says that there is no third


class Figures:
    """Reads figures, by the scales that a release declares."""

    def __init__(self, scales: Mapping[str, Scale]):
        self.scales = {**USUAL, **scales}
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, row: Row, scale: str, text: str) -> float:
        """The number that `text` says on a scale. Raises `Refused` if it is none, or outside the scale."""
        found = self._known.get((scale, text))
        if found is None:
            found = self._known[scale, text] = self._read(row, scale, text)
        return found

    def _read(self, row: Row, scale: str, text: str) -> float:
        _, low, high = self.scales[scale]
        if scale == "VH":
            low = min(low, NO_HIGH_POINT)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            share = (low, high) == PER_CENT
            wanted = (
                "a share of people is 0 to 100 per cent"
                if share
                else f"a figure on the scale {scale} is {low:g} to {high:g}"
            )
            raise row.refuse(f"{wanted}, found {text!r}")
        return value


def whole(row: Row, text: str, what: str, least: int = 1) -> int:
    """The whole number that `text` says of `what`. Raises `Refused` if it is none, or below `least`."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not value.is_integer() or value < least:
        raise row.refuse(f"{what} is a whole number from {least} on, found {text!r}")
    return int(value)


def read_figures(release: OnetRelease) -> Figures:
    """The scales of a release. Raises `Refused` on bounds that are none."""
    scales = {}
    for row in release.rows(SCALES):
        scale, name, low, high = row.values
        usual = USUAL.get(scale)
        try:
            found = Scale(name or (usual.name if usual else scale), float(low), float(high))
        except ValueError:
            raise row.refuse(f"the bounds of a scale are numbers, found {low!r} and {high!r}") from None
        if not found.low < found.high:
            raise row.refuse(f"the scale {scale} begins at {low} and ends at {high}")
        scales[scale] = found
    return Figures(scales)
