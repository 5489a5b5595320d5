"""What a record says beyond names and bare links: its other fields, the facts on its links, and on what grounds.

Everything here follows from the declarations of the model, so that a new field is told without a line of its own. A
link that says no more than that it is there is one statement. One with facts or grounds of its own is a thing beside
that, an `esco:Relationship`: from what, to what, by which property, and what is said of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from knowledge.model.kinds import KINDS, Many, Reference, Scalar
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Importance, Kind
from seeds.rdf import terms
from seeds.rdf.literals import literal
from seeds.rdf.naming import Naming

TYPE = NamedNode(terms.TYPE)
EVIDENCE = ("basis", "citations")
SERVES, TEACHES, REQUIRES = f"{terms.MODEL}serves", f"{terms.SCHEMA_ORG}teaches", f"{terms.DCTERMS}requires"
NEEDS = {importance: predicate for predicate, importance in terms.NEEDS.items()}
LINKS: Mapping[str, tuple[str, Kind, str]] = {
    "tools": ("tool", Kind.TOOL, f"{terms.MODEL}tool"),
    "applications": ("application", Kind.APPLICATION, f"{terms.MODEL}application"),
    "responsibilities": ("responsibility", Kind.RESPONSIBILITY, f"{terms.MODEL}responsibility"),
    "qualifications": ("qualification", Kind.QUALIFICATION, f"{terms.MODEL}qualification"),
    "descriptors": ("descriptor", Kind.DESCRIPTOR, f"{terms.MODEL}descriptor"),
    "moves": ("to", Kind.ROLE, f"{terms.MODEL}leadsTo"),
}
"""Lists of links: what each leads to, and what that is called here."""


class Said(NamedTuple):
    """Who says something, and of what: `node` stands for what has the key `about`.

    `by` is the dataset of an extension, which says it of a record of another; `evidence` what holds where nothing else
    is said.
    """

    about: Key
    node: NamedNode
    language: str
    by: str | None = None
    evidence: Mapping[str, Any] = {}


def own_word(field: str) -> NamedNode:
    """What a field is called that no vocabulary has a word for: `importance_rating` is `rolegraph:importanceRating`."""
    return NamedNode(terms.MODEL + re.sub("_([a-z])", lambda found: found[1].upper(), field))


def predicate_of(owner: Kind, field: str, item: Record) -> str | None:
    """By which property a link is said in one statement; None for what is no link in RDF."""
    if field == "broader":
        return terms.BROADER
    if owner is Kind.LEARNING_RESOURCE:
        return {"skills": TEACHES, "tools": TEACHES, "prerequisites": REQUIRES}.get(field)
    if field in ("skills", "related"):
        return SERVES if owner is Kind.TOOL else NEEDS[Importance(item["importance"])]
    return LINKS[field][2] if field in LINKS else None


class Saying:
    """Tells fields and links of records, about things that `naming` names."""

    def __init__(self, naming: Naming):
        self._naming = naming

    def evidence(self, node: NamedNode, given: Mapping[str, Any]) -> Iterator[Triple]:
        """On what grounds something is said: its basis, its sources, and the place in each."""
        if "basis" in given:
            yield Triple(node, NamedNode(terms.BASIS), Literal(given["basis"]))
        for each in given.get("citations", ()):
            key = Key(Kind.SOURCE, each["source"])
            yield Triple(node, NamedNode(terms.PRIMARY_SOURCE), self._naming.node(key))
            if section := each.get("section"):
                title = self._naming.told(key).get("title")
                place = Literal(f"{title}, {section}" if title else section)
                yield Triple(node, NamedNode(terms.CITATION), place)

    def fields(self, kind: Kind, said: Said, record: Record, but: frozenset[str]) -> Iterator[Triple]:
        """All that a record of a kind says of itself in fields other than these, its links among it."""
        for field in KINDS[kind].fields:
            value = record.get(field.key)
            if value is None or field.key in but:
                continue
            if isinstance(field, Many):
                yield from self.items(field, said, value)
            else:
                yield from self._field(field, said, said.node, record)

    def items(self, many: Many, said: Said, items: Any) -> Iterator[Triple]:
        """What a list says: plain values, the facts of links, or things without a name of their own."""
        if many.item.make is None:
            yield from self._plain(many, said, said.node, self.part(said, many.key), items)
            return
        for place, item in enumerate(items, start=1):
            predicate = predicate_of(said.about.kind, many.key, item)
            if predicate is None:
                yield from self._part(many, said, item, place)
            elif _is_more(many, said, item, predicate):
                yield from self._relationship(many, said, item, predicate)

    def _relationship(self, many: Many, said: Said, item: Record, predicate: str) -> Iterator[Triple]:
        end = many.item.reference
        assert end is not None, "a link leads somewhere"
        assert end.kind is not None, "and to things of one kind"
        ids = (str(item[each.key]) for each in many.item.identity)
        node = self.part(said, "/".join((many.key, *ids)))
        yield Triple(node, TYPE, NamedNode(terms.RELATIONSHIP))
        yield Triple(node, NamedNode(terms.FOR), said.node)
        yield Triple(node, NamedNode(terms.REFERS), self._naming.node(Key(end.kind, item[end.key])))
        yield Triple(node, NamedNode(terms.RELATIONSHIP_TYPE), NamedNode(predicate))
        yield from self._facts(many, said, node, item, {end.key})

    def _part(self, many: Many, said: Said, item: Record, place: int) -> Iterator[Triple]:
        """A thing that has no name, such as what sets a role apart: it is known by what tells it, or by its place."""
        ids = [str(item[each.key]) for each in many.item.identity] or [str(place)]
        node = self.part(said, "/".join((many.key, *ids)))
        yield Triple(said.node, own_word(many.key), node)
        yield from self._facts(many, said, node, item, set())

    def _facts(self, many: Many, said: Said, node: NamedNode, item: Record, but: set[str]) -> Iterator[Triple]:
        for field in many.item.fields:
            if field.key in but or item.get(field.key) is None:
                continue
            if isinstance(field, Many):
                place = NamedNode(f"{node.value}/{field.key}")
                yield from self._plain(field, said, node, place, item[field.key])
            else:
                yield from self._field(field, said, node, item)
        yield from self.grounds(said, node, item)

    def grounds(self, said: Said, node: NamedNode, item: Record) -> Iterator[Triple]:
        """The evidence of a part of a record where it has its own, and who says it where that is somebody else."""
        given = {name: item[name] for name in EVIDENCE if name in item}
        yield from self.evidence(node, given or said.evidence)
        if said.by is not None:
            yield Triple(node, NamedNode(terms.PART_OF), self._naming.node(Key(Kind.DATASET, said.by)))

    def _field(self, field: Scalar | Reference, said: Said, node: NamedNode, record: Record) -> Iterator[Triple]:
        predicate = NamedNode(terms.SAYING.get(field.key) or own_word(field.key).value)
        value = record[field.key]
        if isinstance(field, Scalar):
            yield Triple(node, predicate, literal(field, value, said.language))
        else:
            kind = field.kind or (said.about.kind if field.own_kind else Kind(record[str(field.said.kind_from)]))
            yield Triple(node, predicate, self._naming.node(Key(kind, value)))

    def _plain(self, many: Many, said: Said, node: NamedNode, place: NamedNode, values: Any) -> Iterator[Triple]:
        """Values that stand alone. Where only their places tell them apart, `place` is their `rdf:Seq`."""
        field, is_ordered = many.item.bare, many.said.repeats
        assert field is not None, "lists within links are of plain values"
        predicate = own_word(many.key if is_ordered else many.item.name)
        if is_ordered:
            yield Triple(node, predicate, place)
            yield Triple(place, TYPE, NamedNode(f"{terms.RDF}Seq"))
        for number, value in enumerate(values, start=1):
            subject, by = (place, NamedNode(f"{terms.RDF}_{number}")) if is_ordered else (node, predicate)
            if isinstance(field, Reference):
                assert field.kind is not None, "they are of one kind"
                yield Triple(subject, by, self._naming.node(Key(field.kind, value)))
            else:
                yield Triple(subject, by, literal(field, value, said.language))

    def part(self, said: Said, path: str) -> NamedNode:
        """What a part of a record is called: a place in the document that tells of what it is about."""
        by = f";by={said.by}" if said.by is not None else ""
        return self._naming.part(said.about, quote(path, safe="/") + by)


def _is_more(many: Many, said: Said, item: Record, predicate: str) -> bool:
    """Whether a link says more than what the one statement does."""
    end = many.item.reference
    told = {end.key if end else "", *(("importance",) if predicate in terms.NEEDS else ())}
    return said.by is not None or any(key not in told for key in item)
