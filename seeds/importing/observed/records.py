"""Records of observations, gathered figure by figure, with the dataset, measures, markets and source that they need.

What is stored of the same series in other markets is kept: a file of the states does not take away the nation's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.reader import Reader
from knowledge.model.made import made_of
from knowledge.model.record import Key
from knowledge.model.vocabulary import Basis, Kind, Status
from seeds.importing.observed.subjects import Subject
from seeds.problems import Origin
from seeds.seed import Seed

Figure = dict[str, Any]
EVIDENCE = ("basis", "citations")


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a dataset of observations and of the source of one release; what is None stays as it was."""

    dataset: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    source: str = "table"
    source_title: str | None = None


@dataclass(frozen=True, slots=True)
class MarketOf:
    """A market as a record: its code, its name, and the code of the one that it is a part of."""

    code: str
    name: str
    within: str | None = None


@dataclass(slots=True)
class _Series:
    measure: str
    period: str
    subject: Subject
    origin: Origin
    figures: dict[str, Figure] = field(default_factory=dict)


class Gathered:
    """Figures by measure, period and subject. The slugs of measures and markets begin with that of the dataset."""

    def __init__(self, about: About, reader: Reader):
        self._about = about
        self._reader = reader
        self._told = self._evidence_of_stored()
        self._told_of: set[str] = set()  # markets that have figures here: what is stored of these is replaced
        self._series: dict[tuple[str, str, Subject], _Series] = {}
        self._markets: dict[str, tuple[MarketOf, Origin]] = {}
        self._measures: dict[str, tuple[Mapping[str, Any], Origin]] = {}

    def measure(self, slug: str, origin: Origin, **fields: Any) -> None:
        """Declare a measure under a slug within the dataset; what is None is not said."""
        self._measures[slug] = {name: value for name, value in fields.items() if value is not None}, origin

    def market(self, market: MarketOf, origin: Origin) -> None:
        """Declare a market."""
        self._markets.setdefault(market.code, (market, origin))

    def add(self, measure: str, period: str, subject: Subject, market: str, figure: Figure, origin: Origin) -> bool:
        """Take in the figure of a series in a market by its code; false if there is one of it already."""
        key = (measure, period, subject)
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = _Series(measure, period, subject, origin)
        if market in series.figures:
            return False
        slug = self._market_slug(market)
        self._told_of.add(slug)
        series.figures[market] = {"market": slug, **figure}
        return True

    def seeds(self, origin: Origin) -> list[Seed]:
        """All records, in an order in which none comes before what it names."""
        found = [*self._declared(origin)]
        found += [self._market_seed(*self._markets[code]) for code in self._in_order(self._markets)]
        found += [self._measure_seed(slug, *self._measures[slug]) for slug in sorted(self._measures)]
        stored = self._stored()
        ordered = sorted(self._series.values(), key=lambda each: (each.measure, each.period, each.subject[:2]))
        return found + [self._seed(each, stored) for each in ordered]

    def _in_order(self, codes: Mapping[str, Any]) -> list[str]:
        return sorted(codes, key=lambda code: (self._markets[code][0].within is not None, code))

    def _market_slug(self, code: str) -> str:
        return f"{self._about.dataset}/{code.lower()}"

    def _stored(self) -> dict[str, Mapping[str, Any]]:
        """The active observations of the dataset that are stored, by slug."""
        return {
            each["slug"]: each
            for each in self._reader.records_of_kind(Kind.OBSERVATION)
            if each["dataset"] == self._about.dataset and each.get("status", Status.ACTIVE) == Status.ACTIVE
        }

    def _seed(self, series: _Series, stored: Mapping[str, Mapping[str, Any]]) -> Seed:
        record: dict[str, Any] = {
            "dataset": self._about.dataset,
            "measure": f"{self._about.dataset}/{series.measure}",
            "period": series.period,
            "subject_kind": series.subject.kind.value,
            "subject": series.subject.slug,
            "basis": Basis.STATED.value,
            "citations": [{"source": f"{self._about.dataset}/{self._about.source}"}],
        }
        made = made_of(Kind.OBSERVATION, record)
        record |= {"slug": made.slug, "name": made.name}
        if series.subject.measured is not None:
            record["measured"] = series.subject.measured
        fresh = {each["market"]: each for each in series.figures.values()}
        before = stored.get(made.slug, {}).get("figures", ())
        kept = {each["market"]: each for each in before if each["market"] not in self._told_of}
        record["figures"] = [each for _, each in sorted({**kept, **fresh}.items())]
        return Seed(Key(Kind.OBSERVATION, made.slug), record, series.origin)

    def _market_seed(self, market: MarketOf, origin: Origin) -> Seed:
        record = self._of_dataset(self._market_slug(market.code), market.name, {"code": market.code})
        if market.within is not None:
            record["within"] = self._market_slug(market.within)
        return Seed(Key(Kind.MARKET, record["slug"]), record, origin)

    def _measure_seed(self, slug: str, fields: Mapping[str, Any], origin: Origin) -> Seed:
        record = self._of_dataset(f"{self._about.dataset}/{slug}", fields["name"], fields)
        return Seed(Key(Kind.MEASURE, record["slug"]), record, origin)

    def _evidence_of_stored(self) -> dict[str, dict[str, Any]]:
        """That of measures and markets by slug: another release says the same of them, and changes nothing."""
        stored = (each for kind in (Kind.MEASURE, Kind.MARKET) for each in self._reader.records_of_kind(kind))
        return {each["slug"]: {name: each[name] for name in EVIDENCE if name in each} for each in stored}

    def _of_dataset(self, slug: str, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        source = f"{self._about.dataset}/{self._about.source}"
        evidence = {"basis": Basis.STATED.value, "citations": [{"source": source}]}
        return {"slug": slug, "dataset": self._about.dataset, "name": name, **fields, **self._told.get(slug, evidence)}

    def _declared(self, origin: Origin) -> list[Seed]:
        about = self._about
        before = {each["slug"]: each for each in self._reader.records_of_kind(Kind.DATASET)}.get(about.dataset, {})
        told = {"title": about.title, "publisher": about.publisher, "url": about.url, "licence": about.licence}
        given = {name: value for name, value in told.items() if value}
        dataset = {"slug": about.dataset, "title": about.dataset, **before, **given}
        said = {name: dataset[name] for name in told if name in dataset}
        source = {"slug": f"{about.dataset}/{about.source}", "dataset": about.dataset, **said}
        if about.source_title:
            source["title"] = about.source_title
        return [
            Seed(Key(Kind.DATASET, about.dataset), dataset, origin),
            Seed(Key(Kind.SOURCE, source["slug"]), source, origin),
        ]
