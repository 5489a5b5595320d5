"""All that is known of one thing, as RDF: its own statements, those of others about it, and where they come from."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from api.linked.records import Thing, additions_to, observed_of, record_of, thing, told_in
from knowledge.model.entities import (
    Application,
    ConceptMapping,
    Descriptor,
    Qualification,
    Responsibility,
    Role,
    RoleGroup,
    Skill,
    Tool,
)
from knowledge.model.entity import Entity
from knowledge.model.evidence import Dataset, Source
from knowledge.model.record import Key
from knowledge.model.translation import TEXTS
from knowledge.model.vocabulary import Kind, MappingRelation
from knowledge.snapshot.snapshot import Snapshot
from seeds.rdf import terms
from seeds.rdf.naming import Naming, page
from seeds.rdf.saying import LINKS, NEEDS, SERVES, TEACHES
from seeds.rdf.statements import RELATIONS, Statements, member_of

FOAF = "http://xmlns.com/foaf/0.1/"
PREFIXES = {**terms.PREFIXES, "foaf": FOAF, "dcat": "http://www.w3.org/ns/dcat#", "xsd": terms.XSD}
TYPE, PREFERRED = NamedNode(terms.TYPE), NamedNode(terms.PREFERRED[0])
PAGE, TOPIC = NamedNode(f"{FOAF}page"), NamedNode(f"{FOAF}primaryTopic")
DERIVED, ENTITY = NamedNode(f"{terms.PROV}wasDerivedFrom"), NamedNode(f"{terms.PROV}Entity")
GENERATED, IDENTIFIER = NamedNode(f"{terms.PROV}generatedAtTime"), NamedNode(f"{terms.DCTERMS}identifier")
TURNED = {
    MappingRelation.EXACT_MATCH: MappingRelation.EXACT_MATCH,
    MappingRelation.CLOSE_MATCH: MappingRelation.CLOSE_MATCH,
    MappingRelation.BROAD_MATCH: MappingRelation.NARROW_MATCH,
    MappingRelation.NARROW_MATCH: MappingRelation.BROAD_MATCH,
}
"""What a mapping is from its other end."""


class Telling:
    """Makes the graph of one thing of a snapshot, for a server at `site`."""

    def __init__(self, snapshot: Snapshot, site: str):
        self._snapshot = snapshot
        self._site = site
        self._naming = Naming(told_in(snapshot), site)
        self._statements = Statements(self._naming)

    def of(self, key: Key, found: Thing) -> Iterator[Triple]:
        """All statements, those about the thing itself first. Those that were made twice come twice."""
        yield from self._statements.of(key, record_of(self._snapshot, key.kind, found))
        node = self._naming.node(key)
        if isinstance(found, Entity):
            yield from self._of_entity(found, node)
        elif isinstance(found, Source):
            yield Triple(node, NamedNode(f"{terms.DCTERMS}isPartOf"), self._statements.scheme(found.dataset.slug))
        yield from self._of_others(key)
        yield from self.provenance(key, node)

    def _of_entity(self, entity: Entity, node: NamedNode) -> Iterator[Triple]:
        for key, record in additions_to(self._snapshot, entity):
            yield from self._statements.of(key, record)
        for language, told in self._snapshot.translations.of(entity).items():
            texts = {name: text for name in TEXTS if (text := getattr(told, name)) is not None}
            names = {"name": told.name, "aliases": told.aliases, "hidden_aliases": told.hidden_aliases}
            yield from self._statements.translation(node, {"language": language, **names, **texts})
        for mapping in self._snapshot.matches.get(entity, ()):
            yield from self._mapping(mapping, entity, node)
        for key, record in observed_of(self._snapshot, entity):
            yield from self._statements.of(key, record)
        for predicate, other in _turned(entity):
            yield Triple(self._of(other), NamedNode(predicate), node)
        for each in getattr(entity, "narrower", ()):
            lower = each if isinstance(each, Entity) else next(iter(_owner(each)))
            yield Triple(node, NamedNode(terms.NARROWER), self._of(lower))

    def _of(self, entity: Entity) -> NamedNode:
        return self._naming.node(Key(entity.kind, entity.slug))

    def _mapping(self, mapping: ConceptMapping, entity: Entity, node: NamedNode) -> Iterator[Triple]:
        """A mapping, from its other end if that is told of, and what is said of it."""
        if mapping.object is entity:
            subject, end = self._of(mapping.subject), node
            yield Triple(node, NamedNode(RELATIONS[TURNED[mapping.relation]]), subject)
        else:
            subject, end = node, self._naming.node(Key(mapping.subject_kind, mapping.object_slug))
            yield Triple(node, NamedNode(RELATIONS[mapping.relation]), end)
        record = record_of(self._snapshot, Kind.CONCEPT_MAPPING, mapping)
        yield from self._statements.mapping_facts(Key(Kind.CONCEPT_MAPPING, mapping.slug), record, subject, end)

    def _of_others(self, about: Key) -> Iterator[Triple]:
        """What all else is called that was named, and where it is told of."""
        for key, node in list(self._naming.met.items()):
            found, address = thing(self._snapshot, key), self._site + page(key)
            if found is not None and node.value != address:
                yield Triple(node, PAGE, NamedNode(address))
            if key == about:
                continue
            if isinstance(found, Entity):
                yield Triple(node, PREFERRED, Literal(found.name, language=found.dataset.spoken))
            elif isinstance(found, Source | Dataset):
                yield from self._statements.of(key, record_of(self._snapshot, key.kind, found))
        yield from self._naming.introduced()

    def provenance(self, key: Key, node: NamedNode) -> Iterator[Triple]:
        """Which document of which revision says all this."""
        revision = NamedNode(f"{self._site}/revisions/{self._snapshot.identity}")
        document = NamedNode(revision.value + page(key))
        yield Triple(document, TYPE, ENTITY)
        yield Triple(document, TOPIC, node)
        yield Triple(document, DERIVED, revision)
        yield Triple(revision, TYPE, ENTITY)
        yield Triple(revision, IDENTIFIER, Literal(str(self._snapshot.identity)))
        at = self._snapshot.revisions[-1].committed_at.isoformat()
        yield Triple(revision, GENERATED, Literal(at, datatype=NamedNode(terms.TIME)))


def _owner(link: Any) -> Iterator[Entity]:
    """The entity that a link to a broader one belongs to."""
    for name in ("skill", "role", "responsibility", "descriptor"):
        found = getattr(link, name, None)
        if isinstance(found, Entity):
            yield found


def _turned(entity: Entity) -> Iterator[tuple[str, Entity]]:
    """What other things say of an entity: the relation, and who says it."""
    match entity:
        case Skill():
            yield from ((NEEDS[each.importance], each.role) for each in entity.roles)
            yield from ((NEEDS[each.importance], each.skill) for each in entity.related_by)
            yield from ((SERVES, each.tool) for each in entity.tools)
            yield from ((TEACHES, each.resource) for each in entity.resources)
        case Tool():
            yield from ((LINKS["tools"][2], each.role) for each in entity.roles)
            yield from ((TEACHES, each.resource) for each in entity.resources)
        case Application():
            yield from ((LINKS["applications"][2], each.role) for each in entity.roles)
        case Responsibility():
            yield from ((LINKS["responsibilities"][2], each.role) for each in entity.roles)
        case Qualification():
            yield from ((LINKS["qualifications"][2], each.role) for each in entity.roles)
        case Descriptor():
            yield from ((LINKS["descriptors"][2], each.role) for each in entity.roles)
        case Role():
            yield from ((LINKS["moves"][2], each.from_role) for each in entity.moves_in)
        case RoleGroup():
            yield from ((member_of({"scheme": entity.scheme}), each) for each in entity.roles)
