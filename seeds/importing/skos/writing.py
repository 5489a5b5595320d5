"""A dataset as a SKOS concept scheme, in Turtle, RDF/XML, JSON-LD or N-Triples, written as it is made."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from db.progress import SILENT, Advance, Progress
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Importance, Kind, SkillKind, Status
from seeds.importing.skos import terms
from seeds.importing.skos.graph import FORMATS
from seeds.problems import Place, Problem, Refused

CARRIED = (Kind.ROLE, Kind.SKILL, Kind.ROLE_GROUP)
FIELDS = {
    "slug",
    "dataset",
    "name",
    "aliases",
    "description",
    "definition",
    "scope_note",
    "external_ids",
    "status",
    "replaced_by",
    "skill_kind",
    "reuse_level",
    "collections",
    "broader",
    "related",
    "skills",
    "groups",
    "code",
    "scheme",
}
ADDRESS = ("http://", "https://", "urn:")
NEEDS = {importance: predicate for predicate, importance in terms.NEEDS.items()}
RELATIONS = {relation: predicate for predicate, relation in terms.MAPPINGS.items()}


def export_skos(
    store: Store, dataset: str, file: Path, progress: Progress = SILENT, language: str = "en"
) -> tuple[int, Mapping[str, int]]:
    """Write a dataset into `file`, whose ending says in which form; returns the records, and what is not in it.

    Texts are marked as being in `language`. Raises as `seeds.exporting.export_lines` does.
    """
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise Refused([Problem(Place(file), "", f"not a form of RDF: name a file that ends with {', '.join(FORMATS)}")])
    if file.exists():
        raise Refused([Problem(Place(file), "", "is there already: export into a new file")])
    with store.reading() as reader:
        everything = reader.records_at()
    key = Key(Kind.DATASET, dataset)
    if key not in everything:
        known = sorted(each.slug for each in everything if each.kind is Kind.DATASET)
        raise NotFound("dataset", dataset, ["dataset"], known)
    records = {each: record for each, record in everything.items() if dataset in (record.get("dataset"), each.slug)}
    writing = _Writing(everything, records, dataset, language)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as out, progress.stage("writing concepts", len(records)) as advance:
            prefixes = terms.PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
            pyoxigraph.serialize(writing.triples(advance), out, form, prefixes=prefixes)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return writing.count, dict(writing.left)


class _Writing:
    def __init__(self, everything: Mapping[Key, Record], records: Mapping[Key, Record], dataset: str, language: str):
        self._everything = everything
        self._records = records
        self._dataset = dataset
        self._language = language
        self._scheme = NamedNode(f"{terms.OWN}dataset:{dataset}")
        self._mappings: dict[Key, list[Record]] = defaultdict(list)
        self._collections: dict[str, list[NamedNode]] = defaultdict(list)
        self.left: Counter[str] = Counter()
        self.count = 0

    def triples(self, advance: Advance) -> Iterator[Triple]:
        """All statements, those of one subject together."""
        for key, record in self._records.items():
            if key.kind is Kind.CONCEPT_MAPPING and record.get("status", Status.ACTIVE) == Status.ACTIVE:
                self._mappings[Key(Kind(record["subject_kind"]), record["subject"])].append(record)
        yield from self._of_scheme(self._records[Key(Kind.DATASET, self._dataset)])
        for key, record in self._records.items():
            advance(1)
            if key.kind in CARRIED:
                self.count += 1
                yield from self._of_concept(key, record)
            elif key.kind not in (Kind.DATASET, Kind.SOURCE, Kind.CONCEPT_MAPPING):
                self.left[f"records of the kind {key.kind.lower().replace('_', ' ')}"] += 1
        for label, members in self._collections.items():
            node = NamedNode(f"{terms.OWN}collection:{self._dataset}:{len(label)}:{label.encode().hex()}")
            yield Triple(node, NamedNode(terms.TYPE), NamedNode(terms.COLLECTION))
            yield Triple(node, NamedNode(terms.PREFERRED[0]), self._text(label))
            yield from (Triple(node, NamedNode(terms.MEMBER), each) for each in members)

    def _of_scheme(self, record: Record) -> Iterator[Triple]:
        yield Triple(self._scheme, NamedNode(terms.TYPE), NamedNode(terms.SCHEME))
        yield Triple(self._scheme, NamedNode(terms.TITLES[0]), self._text(record["title"]))
        if description := record.get("description"):
            yield Triple(self._scheme, NamedNode(f"{terms.DCTERMS}description"), self._text(description))
        for name, predicate in (("publisher", terms.PUBLISHER), ("licence", terms.LICENCE), ("version", terms.VERSION)):
            if name in record:
                yield Triple(self._scheme, NamedNode(predicate), Literal(record[name]))
        if "url" in record:
            yield Triple(self._scheme, NamedNode(terms.HOME), NamedNode(record["url"]))

    def _of_concept(self, key: Key, record: Record) -> Iterator[Triple]:
        node = self._node(key)

        def link(predicate: str, target: NamedNode) -> Triple:
            return Triple(node, NamedNode(predicate), target)

        yield link(terms.TYPE, NamedNode(terms.CONCEPT))
        yield link(terms.TYPE, NamedNode(f"{terms.OWN}kind:{key.kind}"))
        if key.kind is Kind.ROLE:
            yield link(terms.TYPE, NamedNode(f"{terms.ESCO}Occupation"))
        elif record.get("skill_kind", SkillKind.GROUP) != SkillKind.GROUP:
            yield link(terms.TYPE, NamedNode(f"{terms.ESCO}Skill"))
        yield link(terms.IN_SCHEME[0], self._scheme)
        yield Triple(node, NamedNode(terms.PREFERRED[0]), self._text(record["name"]))
        for alias in record.get("aliases", ()):
            yield Triple(node, NamedNode(terms.OTHERS[0]), self._text(alias))
        for name, predicates in terms.TEXTS.items():
            if name in record:
                yield Triple(node, NamedNode(predicates[0]), self._text(record[name]))
        yield from self._identifiers(key, record, node)
        if record.get("status") == Status.DEPRECATED:
            yield Triple(node, NamedNode(terms.DEPRECATED), Literal(True))
        if "replaced_by" in record:
            yield link(terms.REPLACED_BY, self._node(Key(key.kind, record["replaced_by"])))
        if key.kind is Kind.SKILL:
            yield from self._of_skill(record, node)
        for slug in self._slugs(record, "broader", key.kind):
            yield link(terms.BROADER, self._node(Key(key.kind, slug)))
        for slug in record.get("groups", ()):
            yield link(terms.IN_GROUP, self._node(Key(Kind.ROLE_GROUP, slug)))
        for each in (*record.get("skills", ()), *record.get("related", ())):
            yield link(NEEDS[Importance(each["importance"])], self._node(Key(Kind.SKILL, each["skill"])))
            self._leave(name for name in each if name not in ("skill", "importance"))
        for mapping in self._mappings.get(key, ()):
            target = Key(key.kind, mapping["object_slug"])
            yield link(RELATIONS[mapping["relation"]], self._node(target))
        own = {name for name in record if name not in FIELDS and name not in ("basis", "citations")}
        if "category" in own and record["category"] in self._headings(record):
            own.remove("category")  # it follows from the group
        self._leave(f"{name} of {KINDS[key.kind].section}" for name in own)

    def _headings(self, record: Record) -> list[str]:
        """The names of the groups that a skill is in."""
        above = [self._everything.get(Key(Kind.SKILL, each["skill"]), {}) for each in record.get("broader", ())]
        return [str(each["name"]) for each in above if each.get("skill_kind") == SkillKind.GROUP]

    def _leave(self, names: Iterable[str]) -> None:
        self.left.update(names)

    def _identifiers(self, key: Key, record: Record, node: NamedNode) -> Iterator[Triple]:
        code = f"{self._dataset}-code"
        for each in record.get("external_ids", ()):
            scheme, identifier = each["scheme"], each["identifier"]
            if identifier == node.value and scheme == self._dataset:
                continue
            said = Literal(identifier) if scheme == code else Literal(identifier, datatype=_scheme(scheme))
            yield Triple(node, NamedNode(terms.NOTATION), said)
        if key.kind is Kind.ROLE_GROUP:
            classification = NamedNode(f"{terms.GROUP_CODE}{record['scheme']}")
            yield Triple(node, NamedNode(terms.NOTATION), Literal(record["code"], datatype=classification))

    def _of_skill(self, record: Record, node: NamedNode) -> Iterator[Triple]:
        kind = SkillKind(record["skill_kind"])
        published = {SkillKind.SKILL: "skill", SkillKind.KNOWLEDGE: "knowledge"}.get(kind)
        said = f"http://data.europa.eu/esco/skill-type/{published}" if published else f"{terms.OWN}skill-kind:{kind}"
        yield Triple(node, NamedNode(terms.SKILL_TYPE), NamedNode(said))
        if level := record.get("reuse_level"):
            place = f"{terms.REUSE_PLACE}{level.lower().replace('_', '-')}"
            yield Triple(node, NamedNode(terms.REUSE[0]), NamedNode(place))
        for each in record.get("collections", ()):
            self._collections[each].append(node)

    @staticmethod
    def _slugs(record: Record, field: str, kind: Kind) -> list[str]:
        value = record.get(field, ())
        return [value] if isinstance(value, str) else [each[kind.lower()] for each in value]

    def _node(self, key: Key) -> NamedNode:
        """The address of a concept: its publisher's, or one made of its slug."""
        record = self._everything.get(key, {})
        own = str(record.get("dataset", ""))
        found = [each for each in record.get("external_ids", ()) if each["identifier"].startswith(ADDRESS)]
        found.sort(key=lambda each: each["scheme"] != own)
        address = found[0]["identifier"] if found and " " not in found[0]["identifier"] else None
        return NamedNode(address or f"{terms.OWN}{key.kind.lower()}:{key.slug}")

    def _text(self, text: str) -> Literal:
        return Literal(text, language=self._language)


def _scheme(name: str) -> NamedNode:
    return NamedNode(f"{terms.IDENTIFIER}{quote(name)}")
