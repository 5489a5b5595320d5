"""Reads the tables of ESCO into records: concepts first, then what lies between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.progress import Progress
from knowledge.model.record import Key
from knowledge.model.vocabulary import GroupScheme, Importance, Kind, ReuseLevel, SkillKind, Status
from seeds.importing.esco.coverage import Coverage
from seeds.importing.esco.identity import Identity
from seeds.importing.esco.isco import LOST_ZEROS, IscoCodes
from seeds.importing.esco.package import Package
from seeds.importing.imported import Imported
from seeds.importing.schemes import Scheme, declared
from seeds.problems import Line
from seeds.seed import Seed
from seeds.slugs import assign
from seeds.tables import Row

DATASET = "esco"
SOURCE = "esco/classification"
URI = "esco"  # the scheme of ESCO's own identifiers
CODE = "esco-code"
SCHEMES = {URI: Scheme("URIs of ESCO"), CODE: Scheme("Codes of ESCO")}
LABELS = ("altLabels", "hiddenLabels")
NOTES = ("status", "scopeNote", "definition", "description")
COLLECTIONS = {
    "digComp": "DigComp",
    "digital": "digital",
    "green": "green",
    "ict": "ICT",
    "language": "languages",
    "research": "research",
    "transversal": "transversal",
}
REUSE = {
    "transversal": ReuseLevel.TRANSVERSAL,
    "cross-sector": ReuseLevel.CROSS_SECTOR,
    "cross-sectoral": ReuseLevel.CROSS_SECTOR,
    "sector-specific": ReuseLevel.SECTOR_SPECIFIC,
    "occupation-specific": ReuseLevel.OCCUPATION_SPECIFIC,
}
IMPORTANCE = {"essential": Importance.ESSENTIAL, "optional": Importance.OPTIONAL}
REGULATED = {"regulated": True, "unregulated": False}


class EscoReader:
    """Reads a release, given the slugs that identifiers have already, by kind."""

    def __init__(self, package: Package, known: Mapping[Kind, Mapping[str, str]], progress: Progress):
        self._package = package
        self._release = package.release
        self._version = package.version
        self._known = known
        self._progress = progress
        self._doubts = [*package.doubts]
        self._identities: dict[Kind, Identity] = {}
        self._marked: dict[str, int] = {}
        self._coverage = Coverage(package)
        self._slugs: dict[Kind, dict[str, str]] = {}
        self._records: dict[Key, dict[str, Any]] = {}
        self._origins: dict[Key, Line] = {}

    def read(self) -> Imported:
        self._add_dataset()
        self._add_skills()
        self._add_groups()
        self._add_occupations()
        if self._isco.lost:
            self._marked[LOST_ZEROS] = self._isco.lost
        self._link_skills()
        self._link_occupations()
        seeds = [Seed(key, record, self._origins[key]) for key, record in self._records.items()]
        seeds += declared(SCHEMES, DATASET, SOURCE, Line(self._release.path, 1))
        self._coverage.check(self._records)
        return Imported(seeds, self._release.notes, self._marked, self._doubts, self._release.unread())

    def _rows(self, stem: str, columns: Iterable[str], optional: Iterable[str] = ()) -> list[Row]:
        name = self._package.name(stem)
        with self._progress.stage(f"reading {name}", None) as advance:
            rows = list(self._release.rows(name, tuple(columns), tuple(optional)))
            advance(len(rows))
        return rows

    def _add(self, kind: Kind, uri: str, table: str, row: Row, section: str, **fields: Any) -> dict[str, Any]:
        slug = self._slugs[kind][uri]
        key = Key(kind, slug)
        record = {name: value for name, value in fields.items() if value not in (None, "", [], Status.ACTIVE)}
        record |= {
            "slug": slug,
            "dataset": DATASET,
            "basis": "STATED",
            "citations": [{"source": SOURCE, "section": section}],
        }
        self._records[key] = record
        self._origins[key] = Line(self._release.tables[self._package.name(table)].shown, row.line)
        return record

    def _add_dataset(self) -> None:
        line = Line(self._release.path, 1)
        records: dict[Key, dict[str, Any]] = {
            Key(Kind.DATASET, DATASET): {
                "slug": DATASET,
                "title": "ESCO: European Skills, Competences, Qualifications and Occupations",
                "description": "Occupations and skills of the European labour market, and how they belong together.",
                "publisher": "European Commission",
                "url": "https://esco.ec.europa.eu",
                "licence": "Reuse with attribution (Commission Decision 2011/833/EU)",
            },
            Key(Kind.SOURCE, SOURCE): {
                "slug": SOURCE,
                "dataset": DATASET,
                "title": "ESCO classification",
                "publisher": "European Commission",
                "url": "https://esco.ec.europa.eu",
                "licence": "Reuse with attribution (Commission Decision 2011/833/EU)",
            },
        }
        if self._version:
            records[Key(Kind.DATASET, DATASET)]["version"] = self._version
            records[Key(Kind.SOURCE, SOURCE)]["title"] = f"ESCO classification v{self._version}"
        self._records.update(records)
        self._origins.update(dict.fromkeys(records, line))

    def _add_skills(self) -> None:
        collections = self._collections()
        skills = self._rows("skills", ("conceptUri", "preferredLabel", "skillType"), (*LABELS, *NOTES, "reuseLevel"))
        groups = self._rows("skillGroups", ("conceptUri", "preferredLabel"), (*LABELS, *NOTES, "code"))
        coded: list[tuple[str, str, str | None]] = [(row.values[0], "", None) for row in skills]
        coded += [(row.values[0], row.values[-1], None) for row in groups]
        known = self._identify(Kind.SKILL, coded).slugs
        labels = [(row.values[0], row.values[1]) for row in skills]
        tails = [(row.values[0], " ".join(row.values[0].split("/")[-2:])) for row in groups]
        self._slugs[Kind.SKILL] = {**assign(DATASET, labels, known), **assign(DATASET, tails, known)}
        for row in skills:
            uri, label, kind, alternative, hidden, *notes, reuse = row.values
            if self._is_new(Kind.SKILL, uri):
                self._add(
                    Kind.SKILL,
                    uri,
                    "skills",
                    row,
                    "Skills and competences",
                    name=label.strip(),
                    aliases=separated(label, alternative, hidden),
                    skill_kind=_skill_kind(kind, collections.get(uri, [])).value,
                    reuse_level=_value(REUSE.get(reuse)),
                    collections=collections.get(uri, []),
                    external_ids=self._identifiers(Kind.SKILL, uri),
                    **_notes(notes),
                )
        for row in groups:
            uri, label, alternative, hidden, *notes, code = row.values
            if self._is_new(Kind.SKILL, uri):
                self._add(
                    Kind.SKILL,
                    uri,
                    "skillGroups",
                    row,
                    "Skills hierarchy",
                    name=label.strip(),
                    aliases=separated(label, alternative, hidden),
                    skill_kind=SkillKind.GROUP.value,
                    external_ids=self._identifiers(Kind.SKILL, uri, code),
                    **_notes(notes),
                )

    def _identify(self, kind: Kind, concepts: Sequence[tuple[str, str, str | None]]) -> Identity:
        found = self._identities[kind] = Identity(self._known.get(kind, {}), concepts)
        if found.by_code:
            what = kind.lower().replace("_", " ")
            self._marked[f"{what}s with a new URI, known by their code"] = found.by_code
        return found

    def _identifiers(self, kind: Kind, uri: str, code: str = "") -> list[dict[str, str]]:
        """Its URI and its code, then the URIs that it had in other releases: whoever knows these finds it still."""
        older = self._identities[kind].older(self._slugs[kind][uri])
        named = [(URI, uri), (CODE, code), *((URI, each) for each in older)]
        return [{"scheme": scheme, "identifier": identifier} for scheme, identifier in named if identifier]

    def _is_new(self, kind: Kind, uri: str) -> bool:
        """Whether the concept was not read yet; a repeated row is left out and counted."""
        if Key(kind, self._slugs[kind][uri]) in self._records:
            self._release.note("concepts that a table lists twice")
            return False
        return True

    def _collections(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for prefix, collection in COLLECTIONS.items():
            stem = f"{prefix}SkillsCollection"
            if self._package.has(stem):
                for row in self._rows(stem, ("conceptUri",)):
                    if collection not in found[row.values[0]]:
                        found[row.values[0]].append(collection)
        return found

    def _add_groups(self) -> None:
        rows = self._rows("ISCOGroups", ("conceptUri", "code", "preferredLabel"), (*LABELS, *NOTES))
        self._isco = IscoCodes((row.values[0], row.values[1]) for row in rows)
        codes = self._isco.codes
        labels = [(uri, f"isco {code}") for uri, code in codes.items()]
        known = self._identify(Kind.ROLE_GROUP, [(uri, code.lower(), None) for uri, code in codes.items()]).slugs
        self._slugs[Kind.ROLE_GROUP] = assign(DATASET, labels, known)
        for row in rows:
            uri, _, label, alternative, hidden, *notes = row.values
            code = codes[uri]
            if self._is_new(Kind.ROLE_GROUP, uri):
                self._add(
                    Kind.ROLE_GROUP,
                    uri,
                    "ISCOGroups",
                    row,
                    "ISCO-08 groups",
                    name=label.strip(),
                    aliases=separated(label, alternative, hidden),
                    scheme=GroupScheme.ISCO.value,
                    code=code.lower(),
                    external_ids=self._identifiers(Kind.ROLE_GROUP, uri),
                    **_notes(notes),
                )

    def _add_occupations(self) -> None:
        rows = self._rows(
            "occupations",
            ("conceptUri", "preferredLabel", "iscoGroup"),
            (*LABELS, *NOTES, "regulatedProfessionNote", "code"),
        )
        labels = [(row.values[0], row.values[1]) for row in rows]
        known = self._identify(Kind.ROLE, [(row.values[0], row.values[-1], row.values[1]) for row in rows]).slugs
        self._slugs[Kind.ROLE] = assign(DATASET, labels, known)
        for row in rows:
            uri, label, isco, alternative, hidden, *notes, regulation, code = row.values
            if not self._is_new(Kind.ROLE, uri):
                continue
            group = self._isco.group_of(isco)
            if group is None:
                self._release.note("ISCO groups that the release does not have")
            self._add(
                Kind.ROLE,
                uri,
                "occupations",
                row,
                "Occupations",
                name=label.strip(),
                aliases=separated(label, alternative, hidden),
                regulated=REGULATED.get(regulation.rpartition("/")[2]),
                groups=[self._slugs[Kind.ROLE_GROUP][group]] if group else [],
                external_ids=self._identifiers(Kind.ROLE, uri, code),
                **_notes(notes),
            )

    def _link_skills(self) -> None:
        seen: set[tuple[str, str]] = set()
        for row in self._rows("broaderRelationsSkillPillar", ("conceptUri", "broaderUri")):
            ends = self._ends("broaderRelationsSkillPillar", row, Kind.SKILL, seen)
            if ends:
                narrower, broader = ends
                narrower.setdefault("broader", []).append({"skill": broader["slug"]})
                if broader["skill_kind"] == SkillKind.GROUP and narrower["skill_kind"] != SkillKind.GROUP:
                    narrower.setdefault("category", broader["name"])
        seen = set()
        for row in self._rows("skillSkillRelations", ("originalSkillUri", "relatedSkillUri", "relationType")):
            ends = self._ends("skillSkillRelations", row, Kind.SKILL, seen)
            if ends:
                importance = self._importance(row.values[2])
                ends[0].setdefault("related", []).append({"skill": ends[1]["slug"], "importance": importance})

    def _link_occupations(self) -> None:
        seen: set[tuple[str, str]] = set()
        relations = self._rows("broaderRelationsOccPillar", ("conceptUri", "broaderUri", "conceptType", "broaderType"))
        table = "broaderRelationsOccPillar"
        for row in relations:
            types = row.values[2:]
            if types == ("Occupation", "Occupation"):
                if ends := self._ends(table, row, Kind.ROLE, seen):
                    ends[0].setdefault("broader", []).append({"role": ends[1]["slug"]})
            elif types == ("ISCOGroup", "ISCOGroup") and (ends := self._ends(table, row, Kind.ROLE_GROUP, seen)):
                ends[0]["broader"] = ends[1]["slug"]
        roles, skills = self._slugs[Kind.ROLE], self._slugs[Kind.SKILL]
        for row in self._rows("occupationSkillRelations", ("occupationUri", "skillUri", "relationType")):
            occupation, skill, relation = row.values
            if not self._coverage.has("occupationSkillRelations", occupation in roles and skill in skills):
                self._release.note("relations to concepts that the release does not have")
            elif (occupation, skill) in seen:
                self._release.note("relations that a table lists twice")
            else:
                seen.add((occupation, skill))
                record = self._records[Key(Kind.ROLE, roles[occupation])]
                link = {"skill": skills[skill], "importance": self._importance(relation)}
                record.setdefault("skills", []).append(link)

    def _ends(
        self, table: str, row: Row, kind: Kind, seen: set[tuple[str, str]]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The records at both ends of a relation, None if it is to be left out."""
        one, other = row.values[:2]
        slugs = self._slugs[kind]
        if not self._coverage.has(table, one in slugs and other in slugs):
            self._release.note("relations to concepts that the release does not have")
        elif one == other:
            self._release.note("relations of a concept to itself")
        elif (one, other) in seen:
            self._release.note("relations that a table lists twice")
        else:
            seen.add((one, other))
            return self._records[Key(kind, slugs[one])], self._records[Key(kind, slugs[other])]
        return None

    def _importance(self, relation: str) -> str:
        found = IMPORTANCE.get(relation)
        if found is None:
            self._release.note(f"relations of the unknown type {relation[:40]!r}, taken as optional")
        return (found or Importance.OPTIONAL).value


def _skill_kind(kind: str, collections: Iterable[str]) -> SkillKind:
    if COLLECTIONS["language"] in collections:
        return SkillKind.LANGUAGE
    if COLLECTIONS["transversal"] in collections:
        return SkillKind.TRANSVERSAL
    return SkillKind.KNOWLEDGE if kind == "knowledge" else SkillKind.SKILL


def separated(name: str, *texts: str) -> list[str]:
    """Labels in order, each once, without the name; tables separate them by line breaks or bars."""
    found: dict[str, None] = {}
    for text in texts:
        for label in text.replace(" | ", "\n").split("\n"):
            if label.strip() and label.strip() != name.strip():
                found[label.strip()] = None
    return list(found)


def _notes(values: list[str]) -> dict[str, str]:
    status, scope_note, definition, description = (value.strip() for value in values)
    fields = {"scope_note": scope_note, "definition": definition, "description": description}
    if status not in ("", "released"):
        fields["status"] = Status.DEPRECATED.value
    return fields


def _value(choice: ReuseLevel | None) -> str | None:
    return None if choice is None else choice.value
