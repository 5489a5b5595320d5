"""Builds a snapshot from canonical records, kind by kind: creates the objects of a kind, then links them.

The fields of objects have the names of the fields of records, so that most values are taken over as they are;
`CONVERT` has those that become something else, and `LINKS` the lists whose items become objects of their own.

What one record tells of another is listed at both. The list that leads **back** (a skill's roles, a role's moves in)
leaves out what a deprecated record tells, which is listed and counted nowhere but still answers in full itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from knowledge.entities import (
    Application,
    CareerMove,
    CommonGround,
    ConceptMapping,
    Entity,
    Example,
    ExternalId,
    HiringChannel,
    HiringNeed,
    Outlook,
    PayRange,
    Qualification,
    Responsibility,
    ResponsibilityBroader,
    Role,
    RoleApplication,
    RoleBroader,
    RoleContrast,
    RoleGroup,
    RoleQualification,
    RoleResponsibility,
    RoleSkill,
    RoleStatement,
    RoleTool,
    Skill,
    SkillBroader,
    SkillRelation,
    SkillTool,
    Tool,
)
from knowledge.evidence import Citation, Dataset, Evidence, Source
from knowledge.history import Revision
from knowledge.record import Key, Record
from knowledge.snapshot import Snapshot
from knowledge.vocabulary import (
    Basis,
    ChannelKind,
    ContrastDimension,
    DegreeLevel,
    GroupScheme,
    Importance,
    Kind,
    MappingRelation,
    MoveKind,
    OutlookKind,
    PayPeriod,
    QualificationKind,
    Requirement,
    ReuseLevel,
    SkillKind,
    Status,
)

RecordsOfKind = Callable[[Kind], Iterable[Record]]


def _choice(values: type[StrEnum]) -> Callable[[str], StrEnum]:
    return {each.value: each for each in values}.__getitem__


CONVERT: dict[str, Callable[[Any], Any]] = {
    "aliases": tuple,
    "as_of": date.fromisoformat,
    "channel_kind": _choice(ChannelKind),
    "collections": tuple,
    "degree_level": _choice(DegreeLevel),
    "dimension": _choice(ContrastDimension),
    "examples": tuple,
    "external_ids": lambda items: tuple(ExternalId(item["scheme"], item["identifier"]) for item in items),
    "fields": tuple,
    "importance": _choice(Importance),
    "industries": tuple,
    "move_kind": _choice(MoveKind),
    "outlook_kind": _choice(OutlookKind),
    "period": _choice(PayPeriod),
    "published_on": date.fromisoformat,
    "qualification_kind": _choice(QualificationKind),
    "relation": _choice(MappingRelation),
    "requirement": _choice(Requirement),
    "reuse_level": _choice(ReuseLevel),
    "scheme": _choice(GroupScheme),
    "skill_kind": _choice(SkillKind),
    "status": _choice(Status),
    "subject_kind": _choice(Kind),
}
EVIDENCE = frozenset(("basis", "citations"))

MAKE: dict[Kind, type[Entity]] = {
    Kind.ROLE_GROUP: RoleGroup,
    Kind.SKILL: Skill,
    Kind.TOOL: Tool,
    Kind.APPLICATION: Application,
    Kind.RESPONSIBILITY: Responsibility,
    Kind.QUALIFICATION: Qualification,
    Kind.ROLE: Role,
    Kind.COMMON_GROUND: CommonGround,
    Kind.HIRING_NEED: HiringNeed,
    Kind.HIRING_CHANNEL: HiringChannel,
    Kind.OUTLOOK: Outlook,
    Kind.EXAMPLE: Example,
    Kind.CONCEPT_MAPPING: ConceptMapping,
}
"""The class of each kind, kinds in an order in which each refers only to itself and those before it."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A list of a record whose items become objects that link its entity (`near`) to another (`far`).

    `key` is the item's field with the other's slug. The objects are listed at the other end too, under `back`.
    """

    field: str
    make: type[Any]
    near: str
    far: str = ""
    key: str = ""
    kind: Kind | None = None
    back: str = ""
    to: str = ""  # where the list is kept at the near end, if not under `field`


LINKS: dict[Kind, tuple[_Link, ...]] = {
    Kind.SKILL: (
        _Link("broader", SkillBroader, "skill", "broader", "skill", Kind.SKILL, "narrower"),
        _Link("related", SkillRelation, "skill", "related", "skill", Kind.SKILL, "related_by"),
    ),
    Kind.TOOL: (_Link("skills", SkillTool, "tool", "skill", "skill", Kind.SKILL, "tools"),),
    Kind.RESPONSIBILITY: (
        _Link(
            "broader",
            ResponsibilityBroader,
            "responsibility",
            "broader",
            "responsibility",
            Kind.RESPONSIBILITY,
            "narrower",
        ),
    ),
    Kind.ROLE: (
        _Link("broader", RoleBroader, "role", "broader", "role", Kind.ROLE, "narrower"),
        _Link("skills", RoleSkill, "role", "skill", "skill", Kind.SKILL, "roles"),
        _Link("tools", RoleTool, "role", "tool", "tool", Kind.TOOL, "roles"),
        _Link("applications", RoleApplication, "role", "application", "application", Kind.APPLICATION, "roles"),
        _Link(
            "responsibilities",
            RoleResponsibility,
            "role",
            "responsibility",
            "responsibility",
            Kind.RESPONSIBILITY,
            "roles",
        ),
        _Link(
            "qualifications", RoleQualification, "role", "qualification", "qualification", Kind.QUALIFICATION, "roles"
        ),
        _Link("moves", CareerMove, "from_role", "to_role", "to", Kind.ROLE, "moves_in", "moves_out"),
        _Link("contrasts", RoleContrast, "role"),
        _Link("pay", PayRange, "role"),
    ),
}

LISTS: dict[Kind, dict[str, tuple[Kind, str]]] = {
    Kind.ROLE: {"groups": (Kind.ROLE_GROUP, "roles")},
    Kind.EXAMPLE: {
        "skills": (Kind.SKILL, "examples"),
        "tools": (Kind.TOOL, "examples"),
        "applications": (Kind.APPLICATION, "examples"),
    },
}
"""Lists of plain slugs: the kind that they name, and where the other end lists the entity."""

STATEMENTS = {
    Kind.COMMON_GROUND: "common_ground",
    Kind.HIRING_NEED: "hiring_needs",
    Kind.HIRING_CHANNEL: "hiring_channels",
    Kind.OUTLOOK: "outlooks",
    Kind.EXAMPLE: "examples",
}
"""Kinds that say something of several roles, and where the roles list them."""


def build(records: Mapping[Key, Record], revisions: Sequence[Revision]) -> Snapshot:
    """The snapshot of `records`, which must be canonical and refer only to each other.

    `revisions` are all revisions up to the one that the records are of, oldest first.
    """
    by_kind: dict[Kind, list[Record]] = defaultdict(list)
    for key, record in records.items():
        by_kind[key.kind].append(record)
    return build_by_kind(lambda kind: by_kind[kind], revisions)


def build_by_kind(records: RecordsOfKind, revisions: Sequence[Revision]) -> Snapshot:
    """The same from records that are read kind by kind, so that only those of one kind are in memory at a time."""
    return _Builder(records).build(tuple(revisions))


class _Builder:
    def __init__(self, records: RecordsOfKind):
        self._records = records
        self._evidence: dict[tuple[str, tuple[tuple[str, str | None], ...]], Evidence] = {}
        self._entities: dict[Kind, dict[str, Any]] = {}
        self._back: dict[str, dict[Entity, list[Any]]] = defaultdict(lambda: defaultdict(list))

    def build(self, revisions: tuple[Revision, ...]) -> Snapshot:
        datasets = sorted(self._records(Kind.DATASET), key=lambda record: record["slug"])
        self._datasets = {record["slug"]: Dataset(**record) for record in datasets}
        self._sources = {
            record["slug"]: Source(**{name: _value(name, each) for name, each in record.items() if name != "dataset"})
            for record in self._records(Kind.SOURCE)
        }
        for kind, make in MAKE.items():
            self._add(kind, make)
        for field, lists in self._back.items():
            for entity, items in lists.items():
                _seal(entity, field, tuple(items))
        return Snapshot(
            revisions=revisions,
            datasets=self._datasets,
            sources=self._sources,
            roles=self._entities[Kind.ROLE],
            skills=self._entities[Kind.SKILL],
            tools=self._entities[Kind.TOOL],
            applications=self._entities[Kind.APPLICATION],
            responsibilities=self._entities[Kind.RESPONSIBILITY],
            qualifications=self._entities[Kind.QUALIFICATION],
            role_groups=self._entities[Kind.ROLE_GROUP],
            common_ground=self._entities[Kind.COMMON_GROUND],
            hiring_needs=self._entities[Kind.HIRING_NEED],
            hiring_channels=self._entities[Kind.HIRING_CHANNEL],
            outlooks=self._entities[Kind.OUTLOOK],
            examples=self._entities[Kind.EXAMPLE],
            mappings=self._entities[Kind.CONCEPT_MAPPING],
        )

    def _add(self, kind: Kind, make: type[Entity]) -> None:
        """Create the entities of a kind, by slug in order of name, then what they are linked to."""
        records = sorted(self._records(kind), key=lambda record: (record["name"].casefold(), record["slug"]))
        links, lists = LINKS.get(kind, ()), LISTS.get(kind, {})
        linked = {link.field for link in links} | lists.keys() | EVIDENCE | {"dataset", "replaced_by"}
        if kind in STATEMENTS:
            linked.add("roles")
        elif kind is Kind.ROLE_GROUP:
            linked.add("broader")
        elif kind is Kind.CONCEPT_MAPPING:
            linked.add("subject")
        entities: dict[str, Any] = {}
        self._entities[kind] = entities
        told = []
        for record in records:
            values = {name: _value(name, each) for name, each in record.items() if name not in linked}
            if kind is Kind.CONCEPT_MAPPING:
                values |= self._mapped(record)
            evidence = self._evidence_of(record)
            told.append(evidence)
            dataset = self._datasets[record["dataset"]]
            entities[record["slug"]] = make(**values, dataset=dataset, evidence=evidence)
        for record, evidence in zip(records, told, strict=True):
            entity = entities[record["slug"]]
            if "replaced_by" in record:
                _seal(entity, "replaced_by", entities[record["replaced_by"]])
            for link in links:
                if link.field in record:
                    self._link(entity, record[link.field], link, evidence)
            for field, (other, back) in lists.items():
                if field in record:
                    self._list(entity, field, [self._entities[other][slug] for slug in record[field]], back)
            if kind in STATEMENTS:
                self._state(entity, record, STATEMENTS[kind])
            elif kind is Kind.ROLE_GROUP and "broader" in record:
                broader = entities[record["broader"]]
                _seal(entity, "broader", broader)
                self._list_back("narrower", [broader], entity, entity)

    def _link(self, entity: Entity, items: Iterable[Record], link: _Link, evidence: Evidence) -> None:
        others = self._entities[link.kind] if link.kind else {}
        near, key = link.near, link.key
        made = []
        for item in items:
            values: dict[str, Any] = {near: entity, "evidence": evidence}
            for name, value in item.items():
                if name == key:
                    values[link.far] = others[value]
                elif name in CONVERT:
                    values[name] = CONVERT[name](value)
                elif name not in EVIDENCE:
                    values[name] = value
            if "basis" in item:
                values["evidence"] = self._evidence_of(item)
            each = link.make(**values)
            made.append(each)
            if link.back:
                self._list_back(link.back, [values[link.far]], each, entity)
        _seal(entity, link.to or link.field, tuple(made))

    def _list(self, entity: Entity, field: str, others: Sequence[Entity], back: str) -> None:
        _seal(entity, field, tuple(others))
        self._list_back(back, others, entity, entity)

    def _state(self, entity: Entity, record: Record, back: str) -> None:
        roles = self._entities[Kind.ROLE]
        said = [RoleStatement(role=roles[each["role"]], statement=each.get("statement")) for each in record["roles"]]
        _seal(entity, "roles", tuple(said))
        self._list_back(back, [each.role for each in said], entity, entity)

    def _list_back(self, field: str, ends: Iterable[Entity], item: object, teller: Entity) -> None:
        """List an item at ends that do not tell of it, unless what tells of it is deprecated."""
        for end in ends if teller.active else ():
            self._back[field][end].append(item)

    def _mapped(self, record: Record) -> dict[str, Any]:
        of_kind = self._entities[Kind(record["subject_kind"])]
        return {"subject": of_kind[record["subject"]], "object": of_kind.get(record["object_slug"])}

    def _evidence_of(self, told: Record) -> Evidence:
        citations = tuple((each["source"], each.get("section")) for each in told.get("citations", ()))
        key = (told["basis"], citations)
        found = self._evidence.get(key)
        if found is None:
            cited = tuple(Citation(self._sources[source], section) for source, section in citations)
            found = self._evidence[key] = Evidence(Basis(told["basis"]), cited)
        return found


def _value(name: str, value: Any) -> Any:
    return CONVERT[name](value) if name in CONVERT else value


def _seal(entity: Entity, field: str, value: object) -> None:
    """Set a field of an object that is frozen for everyone but its builder."""
    object.__setattr__(entity, field, value)
