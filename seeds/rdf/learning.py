"""Where something can be learned, in the words of schema.org: a `LearningResource`, more closely a `Course`, a `Book`.

Whether it costs something, how long it takes and for whom it is stands there where a source tells it, and nowhere else.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, ResourceCost
from seeds.rdf import terms
from seeds.rdf.literals import number
from seeds.rdf.naming import Naming, iri
from seeds.rdf.paid import word
from seeds.rdf.saying import REQUIRES, TEACHES, TYPE, Said, Saying

CLASSES = {
    "COURSE": "Course",
    "BOOK": "Book",
    "CERTIFICATION": "EducationalOccupationalCredential",
    "DOCUMENTATION": "TechArticle",
}
"""The classes of schema.org for kinds of resources that it has one for, beside `LearningResource`."""
TEXTS = {"resource_kind": "learningResourceType", "language": "inLanguage", "level": "educationalLevel"}
LINKED = {"skills", "tools", "prerequisites"}
"""Fields with links, whose facts are told as those of all others."""


class Learning:
    """Makes the statements of learning resources, about things that `naming` names."""

    def __init__(self, naming: Naming):
        self._naming = naming
        self._saying = Saying(naming)

    def of(self, key: Key, record: Record, language: str) -> Iterator[Triple]:
        """What a resource is, what it takes, and what it teaches."""
        node = self._naming.node(key)
        yield Triple(node, TYPE, word("LearningResource"))
        if closer := CLASSES.get(record["resource_kind"]):
            yield Triple(node, TYPE, word(closer))
        yield Triple(node, word("name"), Literal(record["name"], language=language))
        yield Triple(node, NamedNode(terms.PART_OF), self._naming.node(Key(Kind.DATASET, record["dataset"])))
        for field, name in TEXTS.items():
            if field in record:
                yield Triple(node, word(name), Literal(record[field]))
        if "url" in record:
            yield Triple(node, word("url"), iri(record["url"]) or Literal(record["url"]))
        yield from self._terms(key, record, node, language)
        yield from self._links(record, node)
        yield from self._saying.fields(key.kind, Said(key, node, language), record, frozenset(record.keys() - LINKED))

    def _terms(self, key: Key, record: Record, node: NamedNode, language: str) -> Iterator[Triple]:
        """Who offers it, for how much, and how long it takes."""
        if "licence" in record:
            yield Triple(node, word("license"), Literal(record["licence"]))
        if "cost" in record:
            yield Triple(node, word("isAccessibleForFree"), Literal(record["cost"] == ResourceCost.FREE))
        if "provider" in record:
            provider = self._naming.part(key, "provider")
            yield Triple(node, word("provider"), provider)
            yield Triple(provider, TYPE, word("Organization"))
            yield Triple(provider, word("name"), Literal(record["provider"], language=language))
        if "price" in record:
            offer = self._naming.part(key, "offer")
            yield Triple(node, word("offers"), offer)
            yield Triple(offer, TYPE, word("Offer"))
            yield Triple(offer, word("price"), number(record["price"]))
            yield Triple(offer, word("priceCurrency"), Literal(record["currency"]))
        if "minimum_hours" in record:
            least, most = record["minimum_hours"], record["maximum_hours"]
            if least == most:
                yield Triple(node, word("timeRequired"), _duration(least))
            yield Triple(node, NamedNode(f"{terms.MODEL}minimumHours"), number(least))
            yield Triple(node, NamedNode(f"{terms.MODEL}maximumHours"), number(most))

    def _links(self, record: Record, node: NamedNode) -> Iterator[Triple]:
        def link(predicate: str, kind: Kind, slug: str) -> Triple:
            return Triple(node, NamedNode(predicate), self._naming.node(Key(kind, slug)))

        for each in record.get("skills", ()):
            yield link(TEACHES, Kind.SKILL, each["skill"])
        for each in record.get("tools", ()):
            yield link(TEACHES, Kind.TOOL, each["tool"])
        for slug in record.get("required_skills", ()):
            yield link(word("competencyRequired").value, Kind.SKILL, slug)
        for each in record.get("prerequisites", ()):
            yield link(REQUIRES, Kind.LEARNING_RESOURCE, each["resource"])


def _duration(hours: float) -> Literal:
    """Hours as `xsd:duration`, which has fractions of seconds alone."""
    whole, minutes = divmod(round(hours * 60), 60)
    told = f"PT{whole}H" if not minutes else f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    return Literal(told, datatype=NamedNode(f"{terms.XSD}duration"))
