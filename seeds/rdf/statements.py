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
from knowledge.model.vocabulary import GroupScheme, Kind, MappingRelation, SkillKind, Status
from seeds.rdf import terms
from seeds.rdf.learning import Learning
from seeds.rdf.literals import number
from seeds.rdf.naming import Naming, iri, own_name
from seeds.rdf.observed import Observed
from seeds.rdf.paid import pay
from seeds.rdf.saying import EVIDENCE, LINKS, Said, Saying, predicate_of

DESCRIBED = (*CONCEPTS, Kind.DESCRIPTOR)
"""The kinds that are concepts in RDF; mappings, translations and extensions are told with what they are about."""
NAMED = (*DESCRIBED, Kind.LEARNING_RESOURCE, Kind.MEASURE, Kind.MARKET)
"""The kinds whose things have a name and an address in RDF."""
RELATIONS = {relation: predicate for predicate, relation in terms.MAPPINGS.items()}
HIDDEN = terms.OTHERS[2]
WORDED = frozenset(
    (
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
        "groups",
        "code",
        "scheme",
        "pay",
    )
)
"""The fields of concepts for which a vocabulary has words of its own: the others are told as they are declared."""
REVISES = f"{terms.PROV}wasRevisionOf"


class Statements:
    """Makes the statements of records, about things that `naming` names."""

    def __init__(self, naming: Naming):
        self._naming = naming
        self._saying = Saying(naming)
        self._others: Mapping[Kind, Callable[[Key, Record, str], Iterator[Triple]]] = {
            Kind.LEARNING_RESOURCE: Learning(naming).of,
            Kind.MEASURE: (observed := Observed(naming)).measure,
            Kind.MARKET: observed.market,
            Kind.OBSERVATION: observed.of,
        }

    def of(self, key: Key, record: Record) -> Iterator[Triple]:
        """All that a record says, as far as RDF tells it: nothing of kinds for which it has no words."""
        if key.kind is Kind.DATASET:
            yield from self._of_scheme(key, record)
        elif key.kind is Kind.SOURCE:
            yield from self._of_source(key, record)
        elif record.get("status", Status.ACTIVE) == Status.ACTIVE or key.kind in NAMED:
            yield from self._of_entity(key, record)
        yield from self._naming.introduced()

    def _of_entity(self, key: Key, record: Record) -> Iterator[Triple]:
        language = self.language(record)
        if key.kind in NAMED:
            node = self._naming.node(key)
            yield Triple(node, NamedNode(terms.TYPE), NamedNode(f"{terms.KIND}{key.kind}"))
            yield Triple(node, NamedNode(terms.PREFERRED[0]), Literal(record["name"], language=language))
            yield from self._words(node, record, language)
            yield from self._identifiers(key, record, node)
            yield from self._status(key, record, node)
            if key.kind in DESCRIBED:
                yield from self._of_concept(key, record, node, language)
            yield from self._saying.evidence(node, record)
        elif extended := KINDS[key.kind].extends:
            assert extended.kind, "an extension knows what it extends"
            about = Key(extended.kind, record[extended.key])
            node = self._naming.node(about)
            yield from self._words(node, record, language)
            yield from self._identifiers(Key(extended.kind, ""), record, node)
            yield from self._links(extended.kind, record, node)
            grounds = {each: record[each] for each in EVIDENCE if each in record}
            said = Said(about, node, language, record["dataset"], grounds)
            yield from self._saying.fields(key.kind, said, record, WORDED | {extended.key})
            yield from pay(self._saying, said, record)
        elif key.kind is Kind.TRANSLATION and record["subject_kind"] in NAMED:
            yield from self.translation(self._naming.node(Key(Kind(record["subject_kind"]), record["subject"])), record)
        elif key.kind is Kind.CONCEPT_MAPPING:
            yield from self._mapping(key, record)
        if key.kind in self._others:
            yield from self._others[key.kind](key, record, language)

    def _of_concept(self, key: Key, record: Record, node: NamedNode, language: str) -> Iterator[Triple]:
        yield from self._kind(key, record, node)
        yield Triple(node, NamedNode(terms.IN_SCHEME[0]), self.scheme(record["dataset"]))
        yield from self._links(key.kind, record, node)
        said = Said(key, node, language)
        worded = WORDED | {"broader"} if key.kind is Kind.ROLE_GROUP else WORDED
        yield from self._saying.fields(key.kind, said, record, worded)
        yield from pay(self._saying, said, record)

    def _mapping(self, key: Key, record: Record) -> Iterator[Triple]:
        """A mapping in one statement, and what is said of it beside it."""
        kind, relation = Kind(record["subject_kind"]), NamedNode(RELATIONS[MappingRelation(record["relation"])])
        subject, end = (self._naming.node(Key(kind, record[each])) for each in ("subject", "object_slug"))
        yield Triple(subject, relation, end)
        yield from self.mapping_facts(key, record, subject, end)

    def mapping_facts(self, key: Key, record: Record, subject: NamedNode, end: NamedNode) -> Iterator[Triple]:
        """How sure a mapping is, and on what grounds."""
        node = own_name(key)
        yield Triple(node, NamedNode(terms.TYPE), NamedNode(terms.RELATIONSHIP))
        yield Triple(node, NamedNode(terms.FOR), subject)
        yield Triple(node, NamedNode(terms.REFERS), end)
        relation = RELATIONS[MappingRelation(record["relation"])]
        yield Triple(node, NamedNode(terms.RELATIONSHIP_TYPE), NamedNode(relation))
        if (confidence := record.get("confidence")) is not None:
            yield Triple(node, NamedNode(terms.CONFIDENCE), number(confidence))
        yield from self._saying.evidence(node, record)

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
        for field in ("skills", "related"):
            for each in record.get(field, ()):
                predicate = predicate_of(kind, field, each)
                assert predicate, "skills are links of all that has them"
                yield link(predicate, Kind.SKILL, each["skill"])
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
