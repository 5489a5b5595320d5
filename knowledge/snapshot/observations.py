"""What is observed of roles, groups and skills, packed.

A release of pay by state is 190,000 figures of which a request reads a few. So a series, which is what one record says,
is an object without its figures; these stand one after the other in arrays, and become objects when somebody asks.
Of a figure only the numbers that are told take a place: a mask says which these are.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.model.entity import Entity
from knowledge.model.evidence import Citation, Dataset, Evidence
from knowledge.model.observation import MARKS, NUMBERS, Market, Measure
from knowledge.model.period import newest_first
from knowledge.model.record import Record
from knowledge.model.vocabulary import Basis, Kind, Statistic, Status

HELD = (*NUMBERS, "sample")
BITS = {name: 1 << place for place, name in enumerate(HELD)}
BELOW = {name: bit - 1 for name, bit in BITS.items()}
Marks = tuple[tuple[Statistic, ...], ...]
"""The numbers that are not told, for each reason of `MARKS`."""

NO_MARKS: Marks = ((),) * len(MARKS)


class Series:
    """What one record says, without its figures: these are at the places from `first` on, up to `end`."""

    __slots__ = ("dataset", "end", "evidence", "first", "measure", "measured", "period", "slug", "subject")

    def __init__(
        self,
        *,
        slug: str,
        dataset: Dataset,
        evidence: Evidence,
        measure: Measure,
        subject: Entity,
        period: str,
        measured: str | None,
    ):
        self.slug = slug
        self.dataset = dataset
        self.evidence = evidence
        self.measure = measure
        self.subject = subject
        self.period = period
        self.measured = measured
        self.first = self.end = 0

    @property
    def basis(self) -> Basis:
        return self.evidence.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.evidence.citations


class Observed:
    """The figure of a series in one market. Its numbers are read when they are asked for."""

    __slots__ = ("_all", "_place", "series")

    def __init__(self, everything: "Observations", series: Series, place: int):
        self._all = everything
        self._place = place
        self.series = series

    @property
    def market(self) -> Market:
        return self._all.market_at(self._place)

    def number(self, name: str) -> float | None:
        """One of the numbers of a figure (`knowledge.model.observation.Figure`) by its name; None if it is not told."""
        return self._all.number(self._place, name)

    @property
    def value(self) -> float | None:
        return self._all.number(self._place, "value")

    @property
    def category(self) -> str | None:
        return self._all.categories.get(self._place)

    def marked(self, reason: str) -> tuple[Statistic, ...]:
        """The numbers that are not told for a reason, which is one of `MARKS`."""
        return self._all.marks.get(self._place, NO_MARKS)[MARKS.index(reason)]

    def why_not(self, statistic: Statistic) -> str | None:
        """Why a number is not told; None if it is, or nobody says why."""
        return next((reason for reason in MARKS if statistic in self.marked(reason)), None)


class Observations:
    """The active observations of a snapshot."""

    __slots__ = (
        "_by_measure",
        "_by_subject",
        "_codes",
        "_gone",
        "_markets",
        "_masks",
        "_measured_in",
        "_numbers",
        "_places",
        "_same_marks",
        "_slugs",
        "_starts",
        "_wider",
        "categories",
        "markets",
        "marks",
    )

    def __init__(self) -> None:
        self._by_subject: dict[Entity, list[Series]] = {}
        self._by_measure: dict[Measure, list[Series]] = {}
        self._wider: dict[tuple[Dataset, str], dict[Entity, None]] = {}
        self._places: dict[Market, int] = {}
        self._codes: dict[str, list[Market]] = {}
        self._markets = array("I")  # by figure, the place of its market among `markets`
        self._masks = array("H")
        self._starts = array("I")
        self._numbers = array("d")
        self._measured_in: dict[Market, dict[Measure, None]] = {}
        self._same_marks: dict[Marks, Marks] = {}  # equal ones are one object: there are a few
        self._slugs: set[str] = set()
        self._gone: set[str] = set()
        self.markets: list[Market] = []
        """The markets in which anything is observed, in order of first mention."""
        self.categories: dict[int, str] = {}
        self.marks: dict[int, Marks] = {}

    def __bool__(self) -> bool:
        return bool(self._by_subject)

    def __contains__(self, subject: object) -> bool:
        return subject in self._by_subject

    @property
    def subjects(self) -> Collection[Entity]:
        return self._by_subject.keys()

    @property
    def measures(self) -> Collection[Measure]:
        """The measures by which anything is observed."""
        return self._by_measure.keys()

    @property
    def size(self) -> tuple[int, int]:
        """How many series there are, and how many figures they have."""
        return sum(map(len, self._by_subject.values())), len(self._masks)

    @property
    def bytes(self) -> int:
        """The memory that the arrays take, beside the objects of the series."""
        arrays: tuple[array[Any], ...] = (self._markets, self._masks, self._starts, self._numbers)
        return sum(each.itemsize * len(each) for each in arrays)

    def of(self, subject: Entity) -> Sequence[Series]:
        """What is observed of a subject itself, newest first, then by measure."""
        return self._by_subject.get(subject, ())

    def by(self, measure: Measure) -> Sequence[Series]:
        """All that is observed by a measure."""
        return self._by_measure.get(measure, ())

    def measured_in(self, market: Market) -> Collection[Measure]:
        """The measures by which anything is observed in a market."""
        return self._measured_in.get(market, {}).keys()

    def periods(self, measure: Measure) -> list[str]:
        """The periods of which anything is observed by a measure, newest first."""
        return sorted({each.period for each in self.by(measure)}, key=newest_first)

    def has(self, slug: str) -> bool:
        """Whether there is an observation with this slug, or was one that is deprecated."""
        return slug in self._slugs or slug in self._gone

    def named(self, market: str) -> list[Market]:
        """The markets in which anything is observed and that have this code, or this slug."""
        return self._codes.get(market.upper()) or [each for each in self.markets if each.slug == market]

    def figures(self, series: Series, markets: Collection[Market] | None = None) -> Iterator[Observed]:
        """The figures of a series, in these markets or all, in the order of its record."""
        places = range(series.first, series.end)
        if markets is None:
            yield from (Observed(self, series, place) for place in places)
        else:
            wanted = {self._places[each] for each in markets}
            yield from (Observed(self, series, place) for place in places if self._markets[place] in wanted)

    def sharing(self, series: Series) -> Collection[Entity]:
        """The subjects for which the figures stand that a series has of a wider class; its own if they are its own."""
        if series.measured is None:
            return (series.subject,)
        return self._wider[series.dataset, series.measured].keys()

    def market_at(self, place: int) -> Market:
        return self.markets[self._markets[place]]

    def number(self, place: int, name: str) -> float | None:
        mask = self._masks[place]
        if not mask & BITS[name]:
            return None
        return self._numbers[self._starts[place] + (mask & BELOW[name]).bit_count()]

    def gone(self, slug: str) -> None:
        self._gone.add(slug)

    def add(self, series: Series, figures: Sequence[Record], market_of: Mapping[str, Market]) -> None:
        """Take in what a record says. The figures get the next places, which the series is told."""
        series.first = len(self._masks)
        for figure in figures:
            market = market_of[figure["market"]]
            self._add_figure(figure, market)
            self._measured_in[market][series.measure] = None
        series.end = len(self._masks)
        self._slugs.add(series.slug)
        self._by_subject.setdefault(series.subject, []).append(series)
        self._by_measure.setdefault(series.measure, []).append(series)
        if series.measured is not None:
            self._wider.setdefault((series.dataset, series.measured), {})[series.subject] = None

    def _add_figure(self, figure: Record, market: Market) -> None:
        place = self._places.get(market)
        if place is None:
            place = self._places[market] = len(self.markets)
            self.markets.append(market)
            self._measured_in[market] = {}
            self._codes.setdefault(market.code, []).append(market)
        at, mask = len(self._masks), 0
        self._starts.append(len(self._numbers))
        for name, bit in BITS.items():
            number = figure.get(name)
            if number is not None:
                mask |= bit
                self._numbers.append(number)
        self._masks.append(mask)
        self._markets.append(place)
        if "category" in figure:
            self.categories[at] = figure["category"]
        if any(reason in figure for reason in MARKS):
            told = tuple(tuple(Statistic(each) for each in figure.get(reason, ())) for reason in MARKS)
            self.marks[at] = self._same_marks.setdefault(told, told)

    def seal(self) -> None:
        """Put what was taken in into its order."""
        for held in self._by_subject.values():
            held.sort(key=_order)


def _order(series: Series) -> tuple[tuple[int, ...], str, bool, str]:
    replaced = not series.slug.endswith(series.subject.slug)
    return newest_first(series.period), series.measure.slug, replaced, series.slug


def gathered(
    records: Iterable[Record],
    living: Mapping[Kind, Mapping[str, Any]],
    dataset_of: Mapping[str, Dataset],
    evidence_of: Callable[[Record], Evidence],
) -> Observations:
    """The observations that records tell. What is said of a replaced record is said of what took its place."""
    found = Observations()
    for record in records:
        if record.get("status", Status.ACTIVE) != Status.ACTIVE:
            found.gone(record["slug"])
            continue
        series = Series(
            slug=record["slug"],
            dataset=dataset_of[record["dataset"]],
            evidence=evidence_of(record),
            measure=living[Kind.MEASURE][record["measure"]],
            subject=living[Kind(record["subject_kind"])][record["subject"]],
            period=record["period"],
            measured=record.get("measured"),
        )
        found.add(series, record["figures"], living[Kind.MARKET])
    found.seal()
    return found
