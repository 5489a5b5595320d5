"""What is observed of the labour market, as a data cube (RDF Data Cube, SDMX): a measure is a data set, a figure an
observation in it, by subject, market and period. Pay is in the words of schema.org beside that.

A figure that is not told has no value; why it has none is said of it by our own words.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from knowledge.model.observation import MARKS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Quantity
from seeds.rdf import terms
from seeds.rdf.literals import DURATIONS, number, period
from seeds.rdf.naming import Naming, own_name
from seeds.rdf.paid import ESTIMATED, word
from seeds.rdf.saying import TYPE, Saying, own_word

AREA, PERIOD = (NamedNode(f"{terms.SDMX}dimension#{name}") for name in ("refArea", "refPeriod"))
VALUE = NamedNode(f"{terms.SDMX}measure#obsValue")
UNIT, CURRENCY = (NamedNode(f"{terms.SDMX}attribute#{name}") for name in ("unitMeasure", "currency"))
SUBJECT, MEASURED = own_word("subject"), own_word("measuredClass")
STRUCTURE = f"{terms.OWN}observations"
NUMBERS: Mapping[str, NamedNode] = {
    "value": VALUE,
    "minimum": word("minValue"),
    "maximum": word("maxValue"),
    "mean": own_word("mean"),
    "p10": word("percentile10"),
    "p25": word("percentile25"),
    "p75": word("percentile75"),
    "p90": word("percentile90"),
    "relative_error": own_word("relative_standard_error"),
}
"""The numbers of a figure, and what each is called."""


def _cube(name: str) -> NamedNode:
    return NamedNode(terms.CUBE + name)


class Observed:
    """Makes the statements of measures, markets and observations, about things that `naming` names."""

    def __init__(self, naming: Naming):
        self._naming = naming
        self._saying = Saying(naming)

    def measure(self, key: Key, record: Record, language: str) -> Iterator[Triple]:
        """A measure as a data set, with what all of its figures have in common."""
        node = self._naming.node(key)
        yield Triple(node, TYPE, _cube("DataSet"))
        yield Triple(node, NamedNode(f"{terms.RDFS}label"), Literal(record["name"], language=language))
        yield Triple(node, _cube("structure"), NamedNode(STRUCTURE))
        yield self._part_of(node, record)
        yield Triple(node, own_word("quantity"), Literal(record["quantity"]))
        yield Triple(node, UNIT, Literal(record["unit"]))
        if "currency" in record:
            yield Triple(node, CURRENCY, Literal(record["currency"]))
        if "per" in record:
            yield _duration(node, record)
        for name in ("minimum", "maximum"):
            if name in record:
                yield Triple(node, NUMBERS[name], number(record[name]))
        yield from _structure()

    def market(self, key: Key, record: Record, language: str) -> Iterator[Triple]:
        """A country or a region."""
        node = self._naming.node(key)
        yield Triple(node, TYPE, word("AdministrativeArea"))
        yield Triple(node, word("name"), Literal(record["name"], language=language))
        yield Triple(node, NamedNode(f"{terms.DCTERMS}identifier"), Literal(record["code"]))
        yield self._part_of(node, record)
        if "within" in record:
            yield Triple(node, word("containedInPlace"), self._naming.node(Key(Kind.MARKET, record["within"])))

    def of(self, key: Key, record: Record, _: str = "") -> Iterator[Triple]:
        """One measure of a subject at a time, with a figure for each market.

        All that tells a figure stands with it, so that it is found without its series, which has the grounds.
        """
        node = own_name(key)
        measure = Key(Kind.MEASURE, record["measure"])
        subject = self._naming.node(Key(Kind(record["subject_kind"]), record["subject"]))
        yield Triple(node, TYPE, _cube("Slice"))
        yield self._part_of(node, record)
        common: list[tuple[NamedNode, NamedNode | Literal]] = [
            (_cube("dataSet"), self._naming.node(measure)),
            (SUBJECT, subject),
            (PERIOD, period(record["period"])),
        ]
        if "measured" in record:
            common.append((MEASURED, Literal(record["measured"])))
        yield from (Triple(node, by, said) for by, said in common[1:])
        yield from self._saying.evidence(node, record)
        for figure in record["figures"]:
            market = Key(Kind.MARKET, figure["market"])
            own = NamedNode(f"{node.value}#{market.slug}")
            yield Triple(node, _cube("observation"), own)
            yield Triple(own, TYPE, _cube("Observation"))
            yield from (Triple(own, by, said) for by, said in common)
            yield Triple(own, AREA, self._naming.node(market))
            yield from _numbers(own, figure)
            yield from self._paid(own, subject, figure, self._naming.told(measure))

    def _paid(self, own: NamedNode, subject: NamedNode, figure: Mapping[str, Any], measure: Record) -> Iterator[Triple]:
        """What is earned, as schema.org has it: the figure of a subject is its estimated salary."""
        if measure.get("quantity") != Quantity.PAY or "currency" not in measure:
            return
        yield Triple(subject, ESTIMATED, own)
        yield Triple(own, TYPE, word("MonetaryAmountDistribution"))
        yield Triple(own, word("currency"), Literal(measure["currency"]))
        if "per" in measure:
            yield _duration(own, measure)
        if "value" in figure:
            yield Triple(own, word("median"), number(figure["value"]))

    def _part_of(self, node: NamedNode, record: Record) -> Triple:
        return Triple(node, NamedNode(terms.PART_OF), self._naming.node(Key(Kind.DATASET, record["dataset"])))


def _duration(node: NamedNode, measure: Record) -> Triple:
    return Triple(node, word("duration"), Literal(DURATIONS[measure["per"]]))


def _numbers(node: NamedNode, figure: Mapping[str, Any]) -> Iterator[Triple]:
    for name, predicate in NUMBERS.items():
        if name in figure:
            yield Triple(node, predicate, number(figure[name]))
    if "category" in figure:
        yield Triple(node, VALUE, Literal(figure["category"]))
    if "sample" in figure:
        yield Triple(node, own_word("sample"), Literal(int(figure["sample"])))
    for reason in MARKS:
        for statistic in figure.get(reason, ()):
            yield Triple(node, own_word(reason), Literal(statistic))


def _structure() -> Iterator[Triple]:
    """By what figures are told apart, and what is said of each: the same for all measures."""
    node = NamedNode(STRUCTURE)
    yield Triple(node, TYPE, _cube("DataStructureDefinition"))
    yield Triple(SUBJECT, TYPE, _cube("DimensionProperty"))
    parts = {"area": AREA, "period": PERIOD, "subject": SUBJECT}
    told = [*(("dimension", *each) for each in parts.items()), ("measure", "value", VALUE), ("attribute", "unit", UNIT)]
    for role, name, predicate in told:
        part = NamedNode(f"{STRUCTURE}#{name}")
        yield Triple(node, _cube("component"), part)
        yield Triple(part, _cube(role), predicate)
    yield Triple(NamedNode(f"{STRUCTURE}#unit"), _cube("componentAttachment"), _cube("DataSet"))
