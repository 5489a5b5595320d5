"""What roles are said to earn, in the words of schema.org: a `MonetaryAmount` from one amount to another."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from knowledge.model.record import Record
from seeds.rdf import terms
from seeds.rdf.literals import day, number
from seeds.rdf.saying import TYPE, Said, Saying, own_word

ESTIMATED = NamedNode(f"{terms.SCHEMA_ORG}estimatedSalary")


def word(name: str) -> NamedNode:
    """A word of schema.org."""
    return NamedNode(terms.SCHEMA_ORG + name)


def pay(saying: Saying, said: Said, record: Record) -> Iterator[Triple]:
    """The pay ranges of a role, each a thing of its own: they are told apart by their places alone."""
    for place, item in enumerate(record.get("pay", ()), start=1):
        node = saying.part(said, f"pay/{place}")
        yield Triple(said.node, ESTIMATED, node)
        yield from (Triple(node, TYPE, word(each)) for each in ("MonetaryAmount", "QuantitativeValue"))
        yield from _range(node, item, said.language)
        yield from saying.grounds(said, node, item)


def _range(node: NamedNode, item: Any, language: str) -> Iterator[Triple]:
    yield Triple(node, word("currency"), Literal(item["currency"]))
    yield Triple(node, word("minValue"), number(item["minimum"]))
    yield Triple(node, word("maxValue"), number(item["maximum"]))
    yield Triple(node, word("unitText"), Literal(item["period"]))
    if "market" in item:
        yield Triple(node, own_word("market"), Literal(item["market"], language=language))
    if "as_of" in item:
        yield Triple(node, NamedNode(f"{terms.DCTERMS}date"), day(str(item["as_of"])))
    if "note" in item:
        yield Triple(node, NamedNode(f"{terms.RDFS}comment"), Literal(item["note"], language=language))
