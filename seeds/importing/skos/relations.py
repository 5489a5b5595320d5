"""What the concepts of a scheme say of each other, and of concepts elsewhere."""

from typing import Any

from knowledge.model.declaring import NAME_LENGTH, SLUG_LENGTH
from knowledge.model.vocabulary import Basis, Importance, Kind, SkillKind, Status
from seeds.importing.skos.concepts import Concepts
from seeds.importing.skos.graph import texts, types
from seeds.rdf import terms

GONE = "relations to concepts that neither the file nor the database has"
BROADER_FIELDS = {Kind.SKILL: "skill", Kind.ROLE: "role"}


class Relations:
    """Adds to `records`, which are known by the addresses of concepts; `mappings` are records of their own."""

    def __init__(self, concepts: Concepts, records: dict[str, dict[str, Any]]):
        self._concepts = concepts
        self._graph = concepts.graph
        self._kinds = concepts.kinds
        self._notes = concepts.notes
        self._records = records
        self.mappings: dict[str, dict[str, Any]] = {}

    def add(self) -> None:
        for iri in self._kinds:
            self._broader(iri)
            self._links(iri)
            self._replaced(iri)
            self._map(iri)
        self._tell()
        self._collect()

    def _broader(self, iri: str) -> None:
        for each in self._graph.links(iri, terms.BROADER):
            self._add_broader(iri, each)
        for each in self._graph.links(iri, terms.NARROWER):
            if each in self._kinds:
                self._add_broader(each, iri)
            else:
                self._notes[GONE] += 1

    def _add_broader(self, iri: str, broader: str) -> None:
        kind, record = self._kinds[iri], self._records[iri]
        wanted = (Kind.ROLE, Kind.ROLE_GROUP) if kind is Kind.ROLE else (kind,)
        found = self._concepts.target(broader, *wanted)
        if found is None:
            self._notes["relations between different kinds" if broader in self._kinds else GONE] += 1
        elif found == (kind, record["slug"]):
            self._notes["relations of a concept to itself"] += 1
        elif found[0] is not kind:
            self._put(record, "groups", found[1])
        elif kind is Kind.ROLE_GROUP:
            if record.setdefault("broader", found[1]) != found[1]:
                self._notes["second broader groups: a role group has one"] += 1
        else:
            self._put(record, "broader", {BROADER_FIELDS[kind]: found[1]})
            group = self._records.get(broader, {})
            if group.get("skill_kind") == SkillKind.GROUP and record.get("skill_kind") != SkillKind.GROUP:
                record.setdefault("category", group["name"])  # as the importer of ESCO's tables has it

    @staticmethod
    def _put(record: dict[str, Any], field: str, item: Any) -> None:
        """Add an item unless it is there: relations are often said from both ends."""
        items = record.setdefault(field, [])
        if item not in items:
            items.append(item)

    def _links(self, iri: str) -> None:
        if self._kinds[iri] is Kind.ROLE:
            for each in self._graph.links(iri, terms.IN_GROUP, terms.IN_OTHER_GROUP):
                if found := self._concepts.target(each, Kind.ROLE_GROUP):
                    self._put(self._records[iri], "groups", found[1])
                else:
                    self._notes[GONE] += 1
        for predicate, importance in terms.NEEDS.items():
            for each in self._graph.links(iri, predicate):
                self._need(iri, each, importance)
        for predicate, importance in terms.NEEDED.items():
            for each in self._graph.links(iri, predicate):
                if each in self._kinds:
                    self._need(each, iri, importance)
                else:
                    self._notes[GONE] += 1

    def _need(self, iri: str, skill: str, importance: Importance) -> None:
        found, record = self._concepts.target(skill, Kind.SKILL), self._records[iri]
        if found is None:
            self._notes[GONE] += 1
        elif self._kinds[iri] is Kind.ROLE_GROUP or found == (self._kinds[iri], record["slug"]):
            self._notes["relations to skills that a concept of its kind, or the skill itself, cannot have"] += 1
        else:
            field = "skills" if self._kinds[iri] is Kind.ROLE else "related"
            items = record.setdefault(field, [])
            if all(each["skill"] != found[1] for each in items):
                items.append({"skill": found[1], "importance": importance.value})

    def _replaced(self, iri: str) -> None:
        pairs = [(iri, each) for each in self._graph.links(iri, terms.REPLACED_BY)]
        pairs += [(each, iri) for each in self._graph.links(iri, terms.REPLACES)]
        for old, new in pairs:
            found = self._concepts.target(new, self._kinds[old]) if old in self._kinds else None
            if found is None or found[1] == self._concepts.slugs[old]:
                self._notes[GONE] += 1
                continue
            record = self._records[old]
            if record.get("status") != Status.DEPRECATED:
                record["status"] = Status.DEPRECATED.value
                self._concepts.marked["replaced concepts that nothing says are deprecated"] += 1
            if record.setdefault("replaced_by", found[1]) != found[1]:
                self._notes["second successors of a concept"] += 1

    def _map(self, iri: str) -> None:
        kind = self._kinds[iri]
        for predicate, relation in terms.MAPPINGS.items():
            for each in self._graph.links(iri, predicate):
                found = self._concepts.target(each, kind)
                if found is None:
                    self._notes[f"{terms.short(predicate)} to concepts that are not loaded: load them first"] += 1
                    continue
                subject, target = self._concepts.slugs[iri], found[1]
                slug = "/".join((subject, relation.lower().replace("_", "-"), target))[:SLUG_LENGTH].rstrip("-/")
                self.mappings[slug] = {
                    "slug": slug,
                    "dataset": self._concepts.dataset,
                    "name": f"{subject} {relation} {target}"[:NAME_LENGTH],
                    "subject_kind": kind.value,
                    "subject": subject,
                    "relation": relation.value,
                    "object_slug": target,
                    "basis": "STATED",
                    "citations": [{"source": self._concepts.source}],
                }

    def _tell(self) -> None:
        """What is said of links beyond that they are there: of how a role holds a skill, and how sure a mapping is."""
        mapped = {(each["subject"], each["relation"], each["object_slug"]): each for each in self.mappings.values()}
        for node in [each for each in self._graph.statements if terms.RELATIONSHIP in types(self._graph, each)]:
            first, last, by = (
                next(iter(self._graph.links(node, each)), "")
                for each in (terms.FOR, terms.REFERS, terms.RELATIONSHIP_TYPE)
            )
            told: dict[str, Any] | None = None
            if by in terms.NEEDS and self._kinds.get(first) is Kind.ROLE:
                told = self._held(first, last)
            elif by in terms.MAPPINGS and first in self._kinds:
                end = self._concepts.target(last, self._kinds[first])
                told = mapped.get((self._concepts.slugs[first], terms.MAPPINGS[by].value, end[1])) if end else None
            if told is None:
                self._notes["facts on links that are not imported"] += 1
            else:
                self._put_facts(node, told, self._records[first])

    def _held(self, role: str, skill: str) -> dict[str, Any] | None:
        """The link of a role to a skill, None if there is none."""
        found = self._concepts.target(skill, Kind.SKILL)
        items = self._records[role].get("skills", ())
        return next((each for each in items if found and each["skill"] == found[1]), None)

    def _put_facts(self, node: str, told: dict[str, Any], owner: dict[str, Any]) -> None:
        is_mapping = "object_slug" in told
        fields = {"confidence": terms.CONFIDENCE} if is_mapping else terms.SAYING
        for field, predicate in fields.items():
            if field == "emphasis":
                said = self._concepts.chosen(list(texts(self._graph, node, predicate)), tell=False)
                value: Any = said[0].value.strip() if said else None
            else:
                value = self._concepts.number(node, predicate)
            if value is not None:
                told[field] = value
        basis = self._concepts.basis(node)
        if is_mapping:
            told["basis"] = basis
        elif self._graph.objects(node, terms.BASIS) and basis != owner["basis"]:
            told["basis"] = basis
            if basis == Basis.STATED:
                told["citations"] = owner["citations"]

    def _collect(self) -> None:
        """The collections that skills are in, by their labels."""
        for iri in self._graph.statements:
            if terms.COLLECTION in types(self._graph, iri):
                labels = self._concepts.chosen(list(texts(self._graph, iri, *terms.PREFERRED)), tell=False)
                for each in self._graph.links(iri, terms.MEMBER):
                    if labels and self._kinds.get(each) is Kind.SKILL:
                        self._put(self._records[each], "collections", labels[0].value.strip())
                    else:
                        self._notes["members of collections that are no skills, or of collections without a label"] += 1
