"""A record as RDF, in the words of SKOS and of ESCO's vocabulary, and of our own where these have none.

What a record says stands for itself, so that a dataset can be written record by record; statements about one thing may
come from several, as RDF has no order.
"""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from knowledge.model.entity import CONCEPTS
from knowledge.model.kinds import KINDS
from knowledge.model.language import USUAL
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import GroupScheme, Importance, Kind, MappingRelation, SkillKind, Status
from seeds.rdf import terms
from seeds.rdf.naming import Naming, iri

DESCRIBED = (*CONCEPTS, Kind.DESCRIPTOR)
"""The kinds of which RDF tells; mappings, translations and extensions are told with what they are about."""
NEEDS = {importance: predicate for predicate, importance in terms.NEEDS.items()}
RELATIONS = {relation: predicate for predicate, relation in terms.MAPPINGS.items()}
HIDDEN = terms.OTHERS[2]
LINKS: Mapping[str, tuple[str, Kind, str]] = {
    "tools": ("tool", Kind.TOOL, f"{terms.MODEL}tool"),
    "applications": ("application", Kind.APPLICATION, f"{terms.MODEL}application"),
    "responsibilities": ("responsibility", Kind.RESPONSIBILITY, f"{terms.MODEL}responsibility"),
    "qualifications": ("qualification", Kind.QUALIFICATION, f"{terms.MODEL}qualification"),
    "descriptors": ("descriptor", Kind.DESCRIPTOR, f"{terms.MODEL}descriptor"),
    "moves": ("to", Kind.ROLE, f"{terms.MODEL}leadsTo"),
}
"""Lists of links: what each leads to, and what that is called here."""
TOLD = {
    "slug",
    "dataset",
    "name",
    "aliases",
    "hidden_aliases",
    "description",
    "definition",
    "scope_note",
    "external_ids",
    "status",
    "replaced_by",
    "revises",
    "skill_kind",
    "reuse_level",
    "collections",
    "broader",
    "related",
    "skills",
    "groups",
    "code",
    "scheme",
    *LINKS,
}
"""The fields of concepts of which RDF tells."""
SERVES, REVISES = f"{terms.MODEL}serves", f"{terms.PROV}wasRevisionOf"


class Statements:
    """Makes the statements of records, about things that `naming` names."""

    def __init__(self, naming: Naming):
        self._naming = naming

    def of(self, key: Key, record: Record) -> Iterator[Triple]:
        """All that a record says, as far as RDF tells it: nothing of kinds for which it has no words."""
        if key.kind is Kind.DATASET:
            yield from self._of_scheme(key, record)
        elif key.kind is Kind.SOURCE:
            yield from self._of_source(key, record)
        elif record.get("status", Status.ACTIVE) == Status.ACTIVE or key.kind in DESCRIBED:
            yield from self._of_entity(key, record)
        yield from self._naming.introduced()

    def _of_entity(self, key: Key, record: Record) -> Iterator[Triple]:
        language = self.language(record)
        if key.kind in DESCRIBED:
            node = self._naming.node(key)
            yield from self._kind(key, record, node)
            yield Triple(node, NamedNode(terms.IN_SCHEME[0]), self.scheme(record["dataset"]))
            yield Triple(node, NamedNode(terms.PREFERRED[0]), Literal(record["name"], language=language))
            yield from self._words(node, record, language)
            yield from self._identifiers(key, record, node)
            yield from self._status(key, record, node)
            yield from self._links(key.kind, record, node)
        elif extended := KINDS[key.kind].extends:
            assert extended.kind, "an extension knows what it extends"
            node = self._naming.node(Key(extended.kind, record[extended.key]))
            yield from self._words(node, record, language)
            yield from self._identifiers(Key(extended.kind, ""), record, node)
            yield from self._links(extended.kind, record, node)
        elif key.kind is Kind.TRANSLATION and record["subject_kind"] in DESCRIBED:
            yield from self.translation(self._naming.node(Key(Kind(record["subject_kind"]), record["subject"])), record)
        elif key.kind is Kind.CONCEPT_MAPPING:
            kind = Kind(record["subject_kind"])
            subject, end = (self._naming.node(Key(kind, record[each])) for each in ("subject", "object_slug"))
            yield Triple(subject, NamedNode(RELATIONS[MappingRelation(record["relation"])]), end)

    def language(self, record: Record) -> str:
        """The language of a record's own words."""
        dataset = record.get("dataset", "")
        return str(self._naming.told(Key(Kind.DATASET, dataset)).get("language") or USUAL)

    def scheme(self, dataset: str) -> NamedNode:
        """What a dataset is called."""
        return self._naming.node(Key(Kind.DATASET, dataset))

    def translation(self, node: NamedNode, record: Record) -> Iterator[Triple]:
        """What something is called in another language."""
        yield Triple(node, NamedNode(terms.PREFERRED[0]), Literal(record["name"], language=record["language"]))
        yield from self._words(node, record, record["language"])

    def _words(self, node: NamedNode, record: Record, language: str) -> Iterator[Triple]:
        for alias in record.get("aliases", ()):
            yield Triple(node, NamedNode(terms.OTHERS[0]), Literal(alias, language=language))
        for alias in record.get("hidden_aliases", ()):
            yield Triple(node, NamedNode(HIDDEN), Literal(alias, language=language))
        for name, predicates in terms.TEXTS.items():
            if name in record:
                yield Triple(node, NamedNode(predicates[0]), Literal(record[name], language=language))

    def _kind(self, key: Key, record: Record, node: NamedNode) -> Iterator[Triple]:
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(terms.CONCEPT))
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(f"{terms.KIND}{key.kind}"))
        if key.kind is Kind.ROLE:
            yield Triple(node, NamedNode(terms.TYPE), NamedNode(f"{terms.ESCO}Occupation"))
        elif record.get("skill_kind", SkillKind.GROUP) != SkillKind.GROUP:
            yield Triple(node, NamedNode(terms.TYPE), NamedNode(f"{terms.ESCO}Skill"))
        if key.kind is Kind.SKILL:
            yield from self._of_skill(record, node)

    def _status(self, key: Key, record: Record, node: NamedNode) -> Iterator[Triple]:
        if record.get("status") == Status.DEPRECATED:
            yield Triple(node, NamedNode(terms.DEPRECATED), Literal(True))
        if "replaced_by" in record:
            successor = self._naming.node(Key(key.kind, record["replaced_by"]))
            yield Triple(node, NamedNode(terms.REPLACED_BY), successor)

    def _identifiers(self, key: Key, record: Record, node: NamedNode) -> Iterator[Triple]:
        code = f"{record['dataset']}-code"
        for each in record.get("external_ids", ()):
            scheme, identifier = each["scheme"], each["identifier"]
            if identifier == node.value and scheme == record["dataset"]:
                continue
            typed = NamedNode(f"{terms.IDENTIFIER}{quote(scheme)}")
            said = Literal(identifier) if scheme == code else Literal(identifier, datatype=typed)
            yield Triple(node, NamedNode(terms.NOTATION), said)
        if key.kind is Kind.ROLE_GROUP and "code" in record:
            classification = NamedNode(f"{terms.GROUP_CODE}{record['scheme']}")
            yield Triple(node, NamedNode(terms.NOTATION), Literal(record["code"], datatype=classification))

    def _of_skill(self, record: Record, node: NamedNode) -> Iterator[Triple]:
        kind = SkillKind(record["skill_kind"])
        published = {SkillKind.SKILL: "skill", SkillKind.KNOWLEDGE: "knowledge"}.get(kind)
        said = f"{terms.SKILL_TYPE_PLACE}{published}" if published else f"{terms.OWN}skill-kind:{kind}"
        yield Triple(node, NamedNode(terms.SKILL_TYPE), NamedNode(said))
        if level := record.get("reuse_level"):
            place = f"{terms.REUSE_PLACE}{level.lower().replace('_', '-')}"
            yield Triple(node, NamedNode(terms.REUSE[0]), NamedNode(place))

    def _links(self, kind: Kind, record: Record, node: NamedNode) -> Iterator[Triple]:
        def link(predicate: str, kind: Kind, slug: str) -> Triple:
            return Triple(node, NamedNode(predicate), self._naming.node(Key(kind, slug)))

        for slug in _broader(kind, record):
            yield link(terms.BROADER, kind, slug)
        for slug in record.get("groups", ()):
            yield link(member_of(self._naming.told(Key(Kind.ROLE_GROUP, slug))), Kind.ROLE_GROUP, slug)
        for each in (*record.get("skills", ()), *record.get("related", ())):
            if kind is Kind.TOOL:
                yield link(SERVES, Kind.SKILL, each["skill"])
            else:
                yield link(NEEDS[Importance(each["importance"])], Kind.SKILL, each["skill"])
        for field, (key, ends, predicate) in LINKS.items():
            for slug in dict.fromkeys(each[key] for each in record.get(field, ())):
                yield link(predicate, ends, slug)
        if "revises" in record:
            yield link(REVISES, kind, record["revises"])
        for label in record.get("collections", ()):
            yield from self._collection(record, label, node)

    def _collection(self, record: Record, label: str, member: NamedNode) -> Iterator[Triple]:
        node = NamedNode(f"{terms.OWN}collection:{record['dataset']}:{len(label)}:{label.encode().hex()}")
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(terms.COLLECTION))
        yield Triple(node, NamedNode(terms.PREFERRED[0]), Literal(label, language=self.language(record)))
        yield Triple(node, NamedNode(terms.MEMBER), member)

    def _of_scheme(self, key: Key, record: Record) -> Iterator[Triple]:
        node, language = self._naming.node(key), str(record.get("language") or USUAL)
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(terms.SCHEME))
        yield Triple(node, NamedNode(terms.TITLES[0]), Literal(record["title"], language=language))
        if description := record.get("description"):
            yield Triple(node, NamedNode(f"{terms.DCTERMS}description"), Literal(description, language=language))
        for name, predicate in (("publisher", terms.PUBLISHER), ("licence", terms.LICENCE), ("version", terms.VERSION)):
            if name in record:
                yield Triple(node, NamedNode(predicate), Literal(record[name]))
        if "url" in record:
            yield Triple(node, NamedNode(terms.HOME), iri(record["url"]) or Literal(record["url"]))

    def _of_source(self, key: Key, record: Record) -> Iterator[Triple]:
        node = self._naming.node(key)
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(f"{terms.PROV}Entity"))
        yield Triple(node, NamedNode(terms.TITLES[0]), Literal(record["title"]))
        for name, predicate in (("publisher", terms.PUBLISHER), ("licence", terms.LICENCE)):
            if name in record:
                yield Triple(node, NamedNode(predicate), Literal(record[name]))
        if "published_on" in record:
            on = Literal(str(record["published_on"]), datatype=NamedNode(terms.DATE))
            yield Triple(node, NamedNode(f"{terms.DCTERMS}issued"), on)
        if "url" in record:
            yield Triple(node, NamedNode(terms.HOME), iri(record["url"]) or Literal(record["url"]))


def told_by(records: Mapping[Key, Record]) -> Callable[[Key], Record]:
    """What is known of things by their records; nothing of those that have none."""
    return lambda key: records.get(key, {})


def member_of(group: Record) -> str:
    """What it is called that an occupation belongs to a group: ESCO has a word for groups of ISCO-08 alone."""
    return terms.IN_GROUP if group.get("scheme", GroupScheme.ISCO) == GroupScheme.ISCO else terms.IN_OTHER_GROUP


def _broader(kind: Kind, record: Record) -> list[str]:
    value = record.get("broader", ())
    return [value] if isinstance(value, str) else [each[kind.lower()] for each in value]
