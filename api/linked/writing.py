"""Graphs as Turtle, and as JSON-LD that reads like JSON: with names for the words that are used, and texts by language.

The context stands in each document, so that nobody has to fetch anything to read it; it is served by itself, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from api.linked.forms import Form
from api.linked.graph import PREFIXES
from seeds.rdf import terms

LANGUAGE_MAPS = {
    "prefLabel": f"{terms.SKOS}prefLabel",
    "altLabel": f"{terms.SKOS}altLabel",
    "hiddenLabel": f"{terms.SKOS}hiddenLabel",
    "definition": f"{terms.SKOS}definition",
    "scopeNote": f"{terms.SKOS}scopeNote",
    "description": f"{terms.DCTERMS}description",
}
LINKS = {
    "broader": f"{terms.SKOS}broader",
    "narrower": f"{terms.SKOS}narrower",
    "inScheme": f"{terms.SKOS}inScheme",
    "exactMatch": f"{terms.SKOS}exactMatch",
    "closeMatch": f"{terms.SKOS}closeMatch",
    "broadMatch": f"{terms.SKOS}broadMatch",
    "narrowMatch": f"{terms.SKOS}narrowMatch",
    "hasEssentialSkill": f"{terms.ESCO}relatedEssentialSkill",
    "hasOptionalSkill": f"{terms.ESCO}relatedOptionalSkill",
    "skillType": terms.SKILL_TYPE,
    "reuseLevel": terms.REUSE[0],
    "memberOfISCOGroup": terms.IN_GROUP,
    "memberOf": terms.IN_OTHER_GROUP,
    "isReplacedBy": terms.REPLACED_BY,
    "sameAs": terms.SAME,
    "page": f"{PREFIXES['foaf']}page",
    "primaryTopic": f"{PREFIXES['foaf']}primaryTopic",
    "wasDerivedFrom": f"{terms.PROV}wasDerivedFrom",
    "hadPrimarySource": f"{terms.PROV}hadPrimarySource",
    "tool": f"{terms.MODEL}tool",
    "application": f"{terms.MODEL}application",
    "responsibility": f"{terms.MODEL}responsibility",
    "qualification": f"{terms.MODEL}qualification",
    "descriptor": f"{terms.MODEL}descriptor",
    "leadsTo": f"{terms.MODEL}leadsTo",
    "serves": f"{terms.MODEL}serves",
    "isRelationshipFor": terms.FOR,
    "refersConcept": terms.REFERS,
    "hasRelationshipType": terms.RELATIONSHIP_TYPE,
    "isPartOf": terms.PART_OF,
    "teaches": f"{terms.SCHEMA_ORG}teaches",
    "estimatedSalary": f"{terms.SCHEMA_ORG}estimatedSalary",
    "dataSet": f"{terms.CUBE}dataSet",
    "observation": f"{terms.CUBE}observation",
    "refArea": f"{terms.SDMX}dimension#refArea",
    "subject": f"{terms.MODEL}subject",
}
CONTEXT: Mapping[str, Any] = {
    **PREFIXES,
    "id": "@id",
    "type": "@type",
    **{name: {"@id": iri, "@container": "@language"} for name, iri in LANGUAGE_MAPS.items()},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in LINKS.items()},
}
MAPPED = {iri: name for name, iri in LANGUAGE_MAPS.items()}
LINKED = {iri: name for name, iri in LINKS.items()}
STRING = f"{PREFIXES['xsd']}string"


def written(triples: Iterable[Triple], form: Form) -> bytes:
    """A graph in a form; what was said first stands first."""
    by_subject: dict[Any, dict[Triple, None]] = defaultdict(dict)
    for each in triples:
        by_subject[each.subject][each] = None
    if form.media_type == Form.TURTLE.media_type:
        ordered = (each for own in by_subject.values() for each in own)
        made = pyoxigraph.serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES)
        assert made is not None, "it is written nowhere else"
        return made
    nodes = [_node(subject, own) for subject, own in by_subject.items()]
    return orjson.dumps({"@context": CONTEXT, "@graph": nodes})


def context() -> bytes:
    """The context by itself, for who refers to it."""
    return orjson.dumps({"@context": CONTEXT})


def _node(subject: Any, own: Iterable[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": str(subject) if isinstance(subject, BlankNode) else subject.value}
    for each in own:
        predicate, said = each.predicate.value, each.object
        if predicate == terms.TYPE and isinstance(said, NamedNode):
            node.setdefault("type", []).append(_short(said.value))
        elif predicate in MAPPED and isinstance(said, Literal) and said.language:
            _put(node.setdefault(MAPPED[predicate], {}), said.language, said.value)
        elif isinstance(said, NamedNode):
            name = LINKED.get(predicate)
            _put(node, name or _short(predicate), said.value if name else {"@id": said.value})
        elif isinstance(said, Literal):
            _put(node, predicate if predicate in LINKED or predicate in MAPPED else _short(predicate), _literal(said))
    return node


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    """One value as it is, several in a list."""
    before = into.get(name)
    if before is None:
        into[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        into[name] = [before, value]


def _literal(said: Literal) -> Any:
    if said.language:
        return {"@value": said.value, "@language": said.language}
    return said.value if said.datatype.value == STRING else {"@value": said.value, "@type": said.datatype.value}


def _short(iri: str) -> str:
    """An address with a prefix, where what follows is a plain name."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].isidentifier():
            return f"{prefix}:{iri[len(start) :]}"
    return iri
