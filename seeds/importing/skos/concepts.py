"""The concepts of a scheme: what each is called, of which kind it is, and what it says of itself."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from knowledge.model.vocabulary import Basis, GroupScheme, Kind, SkillKind, Status
from seeds.importing.skos.graph import Graph, Text, texts, types
from seeds.problems import Place, Problem, Refused
from seeds.rdf import terms
from seeds.slugs import assign, slugify

Known = Mapping[Kind, Mapping[str, str]]
TRUE = ("true", "1")
"""How RDF writes it."""


class Concepts:
    """Knows the kinds and slugs of concepts, makes their records, and counts what is left out."""

    def __init__(
        self,
        path: Path,
        graph: Graph,
        dataset: str,
        kind: Kind,
        known: Known,
        elsewhere: Known,
        language: str,
        group_scheme: GroupScheme,
    ):
        self.graph = graph
        self.dataset = dataset
        self.source = f"{dataset}/skos"
        self._cited = f"{terms.OWN}source:{self.source}"
        self.notes: Counter[str] = Counter(graph.unread)
        self.marked: Counter[str] = Counter()
        self._path = path
        self._known = known
        self._elsewhere = elsewhere
        self._language = language.lower()
        self._group_scheme = group_scheme
        if graph.other_languages:
            self.notes["texts in other languages"] = graph.other_languages
        self.kinds = {each: self._kind_of(each, kind) for each in graph.statements if self._is_concept(each)}
        if not self.kinds:
            raise Refused([Problem(Place(path), "", "there is no skos:Concept in it")])
        self._has_skills = any(f"{terms.ESCO}Skill" in types(graph, each) for each in self.kinds)
        self._names = {each: self._name(each) for each in self.kinds}
        self.slugs = self._assigned()

    def _is_concept(self, iri: str) -> bool:
        found = types(self.graph, iri)
        if iri.startswith("_:"):
            return False
        for each in found:
            if each.startswith(terms.KIND) and each not in terms.KINDS:  # what a dataset has beside them
                self.notes[f"records of the kind {each.removeprefix(terms.KIND).lower().replace('_', ' ')}"] += 1
                return False
        return terms.CONCEPT in found or any(each in terms.KINDS for each in found)

    def _kind_of(self, iri: str, kind: Kind) -> Kind:
        for each in types(self.graph, iri):
            if each in terms.KINDS:
                return terms.KINDS[each]
        schemes = self.graph.links(iri, *terms.IN_SCHEME)
        return Kind.ROLE_GROUP if any(each.startswith(terms.ISCO) for each in (iri, *schemes)) else kind

    def _name(self, iri: str) -> str:
        found = self.chosen(list(texts(self.graph, iri, *terms.PREFERRED)))
        if found:
            return found[0].value.strip()
        self.marked["concepts without skos:prefLabel, named by their address"] += 1
        return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri

    def chosen(self, found: list[Text], *, tell: bool = True) -> list[Text]:
        """Those in the language that is asked for; or else in none, in English, or in the first of the others."""
        base = self._language.partition("-")[0]
        by_rank = [
            [each for each in found if each.language == self._language],
            [each for each in found if each.language.partition("-")[0] == base],
            [each for each in found if not each.language],
            [each for each in found if each.language.partition("-")[0] == "en"],
        ]
        for rank, each in enumerate(by_rank):
            if each:
                if rank == 3 and tell:
                    self.marked[f"texts in en, where there is none in {self._language}"] += 1
                return each
        if found and tell:
            first = min(each.language for each in found)
            self.marked[f"texts in {first}, where there is none in {self._language}"] += 1
            return [each for each in found if each.language == first]
        return []

    def _assigned(self) -> dict[str, str]:
        """A slug for each concept; those that this program wrote without an address have it in their name."""
        slugs: dict[str, str] = {}
        for kind in dict.fromkeys(self.kinds.values()):
            own = f"{terms.OWN}{kind.lower()}:"
            labels = {iri: self._names[iri] for iri, each in self.kinds.items() if each is kind}
            slugs.update({iri: iri.removeprefix(own) for iri in labels if self._is_own(iri, own)})
            new = [(iri, label) for iri, label in labels.items() if iri not in slugs]
            slugs.update(assign(self.dataset, new, self._known.get(kind, {})))
        return slugs

    def _is_own(self, iri: str, start: str = terms.OWN) -> bool:
        """Whether this dataset was written with it: the address is then made of the slug."""
        schemes = self.graph.links(iri, *terms.IN_SCHEME)
        return iri.startswith(start) and f"{terms.OWN}dataset:{self.dataset}" in schemes

    def record(self, iri: str) -> dict[str, Any]:
        """What a concept says of itself. Raises `Refused` for a group without a code."""
        name, kind = self._names[iri], self.kinds[iri]
        record: dict[str, Any] = {
            "slug": self.slugs[iri],
            "dataset": self.dataset,
            "name": name,
            "basis": self.basis(iri),
            "citations": [{"source": self.source}],
        }
        others = [
            each.value.strip()
            for predicate in terms.OTHERS
            for each in self.chosen(list(texts(self.graph, iri, predicate)), tell=False)
        ]
        if aliases := [each for each in dict.fromkeys(others) if each and each != name]:
            record["aliases"] = aliases
        for field, predicates in terms.TEXTS.items():
            found = self.chosen(list(texts(self.graph, iri, *predicates)))
            if text := "\n".join(dict.fromkeys(each.value.strip() for each in found)):
                record[field] = text
        if identifiers := self._identifiers(iri):
            record["external_ids"] = identifiers
        if self._is_retired(iri):
            record["status"] = Status.DEPRECATED.value
        if kind is Kind.SKILL:
            record |= self._of_skill(iri)
        elif kind is Kind.ROLE:
            record |= self._of_role(iri)
        elif kind is Kind.ROLE_GROUP:
            record |= self._of_group(iri)
        return record

    def _identifiers(self, iri: str) -> list[dict[str, str]]:
        found = []
        for each in texts(self.graph, iri, terms.NOTATION):
            if each.datatype.startswith(terms.GROUP_CODE):
                continue
            typed = each.datatype.startswith(terms.IDENTIFIER)
            scheme = unquote(each.datatype.removeprefix(terms.IDENTIFIER)) if typed else f"{self.dataset}-code"
            found.append({"scheme": scheme, "identifier": each.value})
        is_named = self._is_own(iri) or any(each["identifier"] == iri for each in found)
        named = [] if is_named else [{"scheme": self.dataset, "identifier": iri}]
        return list({(each["scheme"], each["identifier"]): each for each in (*named, *found)}.values())

    def _is_retired(self, iri: str) -> bool:
        said = [each.value.lower() for each in texts(self.graph, iri, terms.DEPRECATED)]
        states = [
            (each.value if isinstance(each, Text) else each).lower() for each in self.graph.objects(iri, *terms.STATUS)
        ]
        return any(each in said for each in TRUE) or any(each.endswith(terms.RETIRED) for each in states)

    def _of_skill(self, iri: str) -> dict[str, Any]:
        given = self.graph.links(iri, terms.SKILL_TYPE)
        kinds = [terms.SKILL_TYPES[each] for each in given if each in terms.SKILL_TYPES]
        is_group = self._has_skills and not any(each in terms.KINDS for each in types(self.graph, iri))
        made = {"skill_kind": (kinds[0] if kinds else SkillKind.GROUP if is_group else SkillKind.SKILL).value}
        for each in self.graph.links(iri, *terms.REUSE):
            level = terms.REUSE_LEVELS.get(each.rstrip("/").rpartition("/")[2])
            if level:
                made["reuse_level"] = level.value
        if heading := self.chosen(list(texts(self.graph, iri, terms.CATEGORY)), tell=False):
            made["category"] = heading[0].value.strip()
        return made

    def _of_role(self, iri: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if regulated := [each.value for each in texts(self.graph, iri, terms.REGULATED)]:
            made["regulated"] = regulated[0] in TRUE
        if reported := self.chosen(list(texts(self.graph, iri, terms.REPORTED)), tell=False):
            made["reported_titles"] = [each.value.strip() for each in reported]
        return made

    def basis(self, iri: str) -> str:
        """Why what is said is believed, as the file says; what it says nothing of, it states.

        Other sources are not taken over: the file is what an import cites.
        """
        told = [each.value for each in texts(self.graph, iri, terms.BASIS)]
        others = [each for each in self.graph.links(iri, terms.PRIMARY_SOURCE) if each != self._cited]
        if others:
            self.notes["sources of what is said: the file is cited instead"] += len(others)
        return told[0] if told and told[0] in set(Basis) else Basis.STATED.value

    def number(self, iri: str, predicate: str) -> float | None:
        """The number that something is said to be. Raises `Refused` for what is none."""
        for each in texts(self.graph, iri, predicate):
            try:
                return float(each.value)
            except ValueError as error:
                message = f"{each.value[:60]!r} is no number"
                raise Refused([Problem(Place(self._path / iri), terms.short(predicate), message)]) from error
        return None

    def _of_group(self, iri: str) -> dict[str, Any]:
        said = list(texts(self.graph, iri, terms.NOTATION))
        for each in said:
            if each.datatype.startswith(terms.GROUP_CODE):
                return {"scheme": each.datatype.removeprefix(terms.GROUP_CODE), "code": each.value}
        code = next((slugify(each.value) for each in said if not each.datatype.startswith(terms.IDENTIFIER)), "")
        if not code:
            raise Refused(
                [Problem(Place(self._path / iri), "code", "a role group has a code: give it a skos:notation")]
            )
        return {"scheme": self._group_scheme.value, "code": code}

    def target(self, iri: str, *kinds: Kind) -> tuple[Kind, str] | None:
        """What an address stands for, in the file or in the database."""
        if iri in self.kinds and self.kinds[iri] in kinds:
            return self.kinds[iri], self.slugs[iri]
        for kind in kinds:
            own = f"{terms.OWN}{kind.lower()}:"
            if slug := self._elsewhere.get(kind, {}).get(iri):
                return kind, slug
            if iri.startswith(own):
                return kind, iri.removeprefix(own)
        return None
