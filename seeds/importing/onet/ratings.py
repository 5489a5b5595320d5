"""How occupations are rated on the elements of the content model: one rating for each, of all its scales."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.model.vocabulary import DescriptorDomain
from seeds.importing.onet.editions import Row
from seeds.importing.onet.figures import whole
from seeds.importing.onet.reader import OnetReader

VALUES = ("CX", "CT", "OI", "EX", "WI")
SHARES = ("CXP", "CTP")
RANK, DISTINCTIVENESS = "DR", "DS"
HIGH_POINTS = ("IH", "VH")  # which of the six types is the first, the second, the third
TYPES = "abcdef"
MARKED = "figures on descriptors that O*NET recommends not to rely on"
TWICE = "ratings that a table lists twice"


@dataclass(slots=True)
class Rating:
    """What is found of an occupation and an element. `shares` has the share of people by the number of their answer."""

    importance: float | None = None
    level: float | None = None
    value: float | None = None
    rank: int | None = None
    distinctiveness: float | None = None
    shares: dict[int, float] = field(default_factory=dict)
    suppressed_shares: list[int] = field(default_factory=list)
    suppressed: bool = False
    level_suppressed: bool = False
    not_relevant: bool = False


class Ratings:
    """Collects ratings row by row: `found` by occupation and element, `elements` that anything is found of."""

    def __init__(self, reader: OnetReader):
        self._reader = reader
        self.found: dict[tuple[str, str], Rating] = defaultdict(Rating)
        self.elements: set[str] = set()
        self.marked: Counter[str] = Counter()

    def add(self, row: Row, domain: DescriptorDomain) -> bool:
        """Take a row in; whether it is about the value that the element has a scale of its own for.

        Raises `Refused` on a figure that is none, or is outside its scale.
        """
        code, element, _, scale, category, text, suppress, irrelevant = row.values
        figure = self._reader.figure
        if scale not in figure.scales:
            self._reader.release.note(f"{_named(domain)} on the scale {scale!r}, which the release does not explain")
            return False
        value = figure(row, scale, text)
        if scale in HIGH_POINTS:
            self._take_high_point(code, element, int(value))
            return False
        rating = self.found[code, element]
        self.elements.add(element)
        suppressed = suppress == "Y"
        self.marked[MARKED] += suppressed
        if scale in SHARES:
            self._take_share(rating, whole(row, category, "a category"), round(value / 100, 4), suppressed)
        elif scale == "IM":
            rating.importance = self._once(rating.importance, value)
            rating.suppressed |= suppressed
        elif scale == "LV":
            rating.level = self._once(rating.level, value)
            rating.level_suppressed |= suppressed
            rating.not_relevant |= irrelevant == "Y"
        elif scale in VALUES:
            rating.value = self._once(rating.value, value)
            rating.suppressed |= suppressed
            return True
        elif scale == RANK:
            rating.rank = int(value) or None  # 0 says that it is not among those that stand out
        elif scale == DISTINCTIVENESS:
            rating.distinctiveness = self._once(rating.distinctiveness, value)
        else:
            self._reader.release.note(f"{_named(domain)} on the scale {scale!r}, which is not read")
        return False

    def _once(self, known: float | None, value: float) -> float:
        if known is None:
            return value
        self._reader.release.note(TWICE)
        return known

    def _take_share(self, rating: Rating, number: int, share: float, suppressed: bool) -> None:
        if number in rating.shares:
            self._reader.release.note(TWICE)
            return
        rating.shares[number] = share
        if suppressed:
            rating.suppressed_shares.append(number)

    def _take_high_point(self, code: str, element: str, number: int) -> None:
        """That a type is the first, second or third: its element ends with g, h or i, its figure counts from a on."""
        above, _, last = element.rpartition(".")
        place = ord(last) - ord(TYPES[-1]) if len(last) == 1 else 0
        if number == 0:
            return
        if place < 1 or number > len(TYPES):
            self._reader.release.note("high points of types that the release does not have")
            return
        rating = self.found[code, f"{above}.{TYPES[number - 1]}"]
        if rating.rank is None:
            rating.rank = place


def in_order(shares: Mapping[int, float]) -> list[float]:
    """The shares of all answers in the order of their numbers, which begin with 1; none where one is missing."""
    return [shares[number] for number in sorted(shares)] if len(shares) == max(shares, default=0) else []


def _named(domain: DescriptorDomain) -> str:
    return f"ratings of the domain {domain.lower().replace('_', ' ')}"
