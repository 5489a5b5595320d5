"""Builds a snapshot from canonical records: creates every object, then links them to each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

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

E = TypeVar("E", bound=Entity)


def build(records: Mapping[Key, Record], revisions: Sequence[Revision]) -> Snapshot:
    """The snapshot of `records`, which must be canonical and refer only to each other.

    `revisions` are all revisions up to the one that the records are of, oldest first.
    """
    return _Builder(records).build(tuple(revisions))


class _Builder:
    def __init__(self, records: Mapping[Key, Record]):
        self._records: dict[Kind, list[Record]] = defaultdict(list)
        for key, record in records.items():
            self._records[key.kind].append(record)
        self._evidence: dict[tuple[str, tuple[tuple[str, str | None], ...]], Evidence] = {}
        self._links: dict[tuple[Entity, str], list[Any]] = defaultdict(list)
        self._entities: dict[Key, Entity] = {}

    def build(self, revisions: tuple[Revision, ...]) -> Snapshot:
        self._datasets = {
            record["slug"]: Dataset(**record) for record in sorted(self._records[Kind.DATASET], key=_slug_of)
        }
        self._sources = {
            record["slug"]: Source(
                slug=record["slug"],
                title=record["title"],
                publisher=record.get("publisher"),
                url=record.get("url"),
                licence=record.get("licence"),
                published_on=_date(record.get("published_on")),
            )
            for record in self._records[Kind.SOURCE]
        }
        groups = self._create(
            Kind.ROLE_GROUP, RoleGroup, lambda r: {"scheme": GroupScheme(r["scheme"]), "code": r["code"]}
        )
        skills = self._create(
            Kind.SKILL,
            Skill,
            lambda r: {
                "skill_kind": SkillKind(r["skill_kind"]),
                "category": r.get("category"),
                "reuse_level": ReuseLevel(r["reuse_level"]) if "reuse_level" in r else None,
                "collections": tuple(r.get("collections", ())),
            },
        )
        tools = self._create(Kind.TOOL, Tool, lambda r: {"category": r.get("category"), "hot": r.get("hot", False)})
        applications = self._create(
            Kind.APPLICATION, Application, lambda r: {"industries": tuple(r.get("industries", ()))}
        )
        responsibilities = self._create(Kind.RESPONSIBILITY, Responsibility, lambda _: {})
        qualifications = self._create(
            Kind.QUALIFICATION,
            Qualification,
            lambda r: {
                "qualification_kind": QualificationKind(r["qualification_kind"]),
                "degree_level": DegreeLevel(r["degree_level"]) if "degree_level" in r else None,
                "fields": tuple(r.get("fields", ())),
            },
        )
        roles = self._create(Kind.ROLE, Role, lambda r: {"regulated": r.get("regulated")})
        self._link_groups()
        self._link_skills()
        self._link_responsibilities()
        self._link_tools()
        for record in self._records[Kind.ROLE]:
            self._link_role(roles[record["slug"]], record)
        common_ground = self._create(Kind.COMMON_GROUND, CommonGround, self._statements)
        needs = self._create(
            Kind.HIRING_NEED,
            HiringNeed,
            lambda r: {"examples": tuple(r.get("examples", ())), **self._statements(r)},
        )
        channels = self._create(
            Kind.HIRING_CHANNEL,
            HiringChannel,
            lambda r: {"channel_kind": ChannelKind(r["channel_kind"]), **self._statements(r)},
        )
        outlooks = self._create(
            Kind.OUTLOOK,
            Outlook,
            lambda r: {"outlook_kind": OutlookKind(r["outlook_kind"]), **self._statements(r)},
        )
        examples = self._create(Kind.EXAMPLE, Example, self._example)
        for field, entities in (
            ("common_ground", common_ground),
            ("hiring_needs", needs),
            ("hiring_channels", channels),
            ("outlooks", outlooks),
            ("examples", examples),
        ):
            for entity in filter(lambda each: each.active, entities.values()):
                for said in entity.roles:  # type: ignore[attr-defined]  # each of these five kinds has roles
                    self._links[said.role, field].append(entity)
        for example in filter(lambda each: each.active, examples.values()):
            for thing in (*example.skills, *example.tools, *example.applications):
                self._links[thing, "examples"].append(example)
        mappings = self._create(Kind.CONCEPT_MAPPING, ConceptMapping, self._mapping)
        self._link_replacements()
        for (entity, field), items in self._links.items():
            _seal(entity, field, tuple(items))
        return Snapshot(
            revisions=revisions,
            datasets=self._datasets,
            sources=self._sources,
            roles=roles,
            skills=skills,
            tools=tools,
            applications=applications,
            responsibilities=responsibilities,
            qualifications=qualifications,
            role_groups=groups,
            common_ground=common_ground,
            hiring_needs=needs,
            hiring_channels=channels,
            outlooks=outlooks,
            examples=examples,
            mappings=mappings,
        )

    def _create(self, kind: Kind, make: type[E], fields: Any) -> dict[str, E]:
        """The entities of a kind by slug, in order of name."""
        created: dict[str, E] = {}
        for record in sorted(self._records[kind], key=lambda r: (r["name"].casefold(), r["slug"])):
            slug = record["slug"]
            created[slug] = self._entities[Key(kind, slug)] = make(
                slug=slug,
                name=record["name"],
                dataset=self._datasets[record["dataset"]],
                description=record.get("description"),
                definition=record.get("definition"),
                scope_note=record.get("scope_note"),
                aliases=tuple(record.get("aliases", ())),
                external_ids=tuple(ExternalId(e["scheme"], e["identifier"]) for e in record.get("external_ids", ())),
                status=Status(record.get("status", Status.ACTIVE)),
                evidence=self._evidence_of(record, record),
                **fields(record),
            )
        return created

    def _get(self, kind: Kind, slug: str) -> Any:
        return self._entities[Key(kind, slug)]

    def _evidence_of(self, item: Record, record: Record) -> Evidence:
        told = item if "basis" in item else record
        citations = tuple((c["source"], c.get("section")) for c in told.get("citations", ()))
        key = (told["basis"], citations)
        found = self._evidence.get(key)
        if found is None:
            cited = tuple(Citation(self._sources[source], section) for source, section in citations)
            found = self._evidence[key] = Evidence(Basis(told["basis"]), cited)
        return found

    def _link_groups(self) -> None:
        for record in self._records[Kind.ROLE_GROUP]:
            if "broader" in record:
                group = self._get(Kind.ROLE_GROUP, record["slug"])
                broader = self._get(Kind.ROLE_GROUP, record["broader"])
                _seal(group, "broader", broader)
                self._links[broader, "narrower"].append(group)

    def _link_skills(self) -> None:
        for record in self._records[Kind.SKILL]:
            skill = self._get(Kind.SKILL, record["slug"])
            for item in record.get("broader", ()):
                broader = self._get(Kind.SKILL, item["skill"])
                self._both(
                    SkillBroader(skill=skill, broader=broader, evidence=self._evidence_of(item, record)),
                    (skill, "broader"),
                    (broader, "narrower"),
                )
            for item in record.get("related", ()):
                related = self._get(Kind.SKILL, item["skill"])
                importance = Importance(item["importance"])
                evidence = self._evidence_of(item, record)
                self._both(
                    SkillRelation(skill=skill, related=related, importance=importance, evidence=evidence),
                    (skill, "related"),
                    (related, "related_by"),
                )

    def _link_responsibilities(self) -> None:
        for record in self._records[Kind.RESPONSIBILITY]:
            for item in record.get("broader", ()):
                task = self._get(Kind.RESPONSIBILITY, record["slug"])
                broader = self._get(Kind.RESPONSIBILITY, item["responsibility"])
                self._both(
                    ResponsibilityBroader(
                        responsibility=task, broader=broader, evidence=self._evidence_of(item, record)
                    ),
                    (task, "broader"),
                    (broader, "narrower"),
                )

    def _link_tools(self) -> None:
        for record in self._records[Kind.TOOL]:
            tool = self._get(Kind.TOOL, record["slug"])
            for item in record.get("skills", ()):
                skill = self._get(Kind.SKILL, item["skill"])
                link = SkillTool(skill=skill, tool=tool, evidence=self._evidence_of(item, record))
                self._links[tool, "skills"].append(link)
                self._links[skill, "tools"].append(link)

    def _link_role(self, role: Role, record: Record) -> None:
        for slug in record.get("groups", ()):
            group = self._get(Kind.ROLE_GROUP, slug)
            self._links[role, "groups"].append(group)
            self._links[group, "roles"].append(role)
        for item in record.get("broader", ()):
            broader = self._get(Kind.ROLE, item["role"])
            self._both(
                RoleBroader(role=role, broader=broader, evidence=self._evidence_of(item, record)),
                (role, "broader"),
                (broader, "narrower"),
            )
        for item in record.get("skills", ()):
            skill = self._get(Kind.SKILL, item["skill"])
            self._both(
                RoleSkill(
                    role=role,
                    skill=skill,
                    importance=Importance(item["importance"]),
                    level=item.get("level"),
                    importance_rating=item.get("importance_rating"),
                    level_rating=item.get("level_rating"),
                    emphasis=item.get("emphasis"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "skills"),
                (skill, "roles"),
            )
        for item in record.get("tools", ()):
            tool = self._get(Kind.TOOL, item["tool"])
            self._both(
                RoleTool(
                    role=role,
                    tool=tool,
                    in_demand=item.get("in_demand", False),
                    emphasis=item.get("emphasis"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "tools"),
                (tool, "roles"),
            )
        for item in record.get("applications", ()):
            application = self._get(Kind.APPLICATION, item["application"])
            self._both(
                RoleApplication(
                    role=role,
                    application=application,
                    emphasis=item.get("emphasis"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "applications"),
                (application, "roles"),
            )
        for item in record.get("responsibilities", ()):
            responsibility = self._get(Kind.RESPONSIBILITY, item["responsibility"])
            self._both(
                RoleResponsibility(
                    role=role,
                    responsibility=responsibility,
                    importance=Importance(item["importance"]) if "importance" in item else None,
                    emphasis=item.get("emphasis"),
                    example=item.get("example"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "responsibilities"),
                (responsibility, "roles"),
            )
        for item in record.get("qualifications", ()):
            qualification = self._get(Kind.QUALIFICATION, item["qualification"])
            self._both(
                RoleQualification(
                    role=role,
                    qualification=qualification,
                    requirement=Requirement(item["requirement"]),
                    share=item.get("share"),
                    fields=tuple(item.get("fields", ())),
                    emphasis=item.get("emphasis"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "qualifications"),
                (qualification, "roles"),
            )
        for item in record.get("moves", ()):
            target = self._get(Kind.ROLE, item["to"])
            self._both(
                CareerMove(
                    from_role=role,
                    to_role=target,
                    move_kind=MoveKind(item["move_kind"]),
                    rank=item.get("rank"),
                    rationale=item.get("rationale"),
                    evidence=self._evidence_of(item, record),
                ),
                (role, "moves_out"),
                (target, "moves_in"),
            )
        for item in record.get("contrasts", ()):
            self._links[role, "contrasts"].append(
                RoleContrast(
                    role=role,
                    dimension=ContrastDimension(item["dimension"]),
                    statement=item["statement"],
                    evidence=self._evidence_of(item, record),
                )
            )
        for item in record.get("pay", ()):
            self._links[role, "pay"].append(
                PayRange(
                    role=role,
                    minimum=item["minimum"],
                    maximum=item["maximum"],
                    currency=item["currency"],
                    period=PayPeriod(item["period"]),
                    market=item.get("market"),
                    as_of=_date(item.get("as_of")),
                    note=item.get("note"),
                    evidence=self._evidence_of(item, record),
                )
            )

    def _both(self, link: Any, *ends: tuple[Entity, str]) -> None:
        for end in ends:
            self._links[end].append(link)

    def _statements(self, record: Record) -> dict[str, Any]:
        return {
            "roles": tuple(
                RoleStatement(role=self._get(Kind.ROLE, item["role"]), statement=item.get("statement"))
                for item in record["roles"]
            )
        }

    def _example(self, record: Record) -> dict[str, Any]:
        def all_of(kind: Kind, slugs: Iterable[str]) -> tuple[Any, ...]:
            return tuple(self._get(kind, slug) for slug in slugs)

        return {
            **self._statements(record),
            "skills": all_of(Kind.SKILL, record.get("skills", ())),
            "tools": all_of(Kind.TOOL, record.get("tools", ())),
            "applications": all_of(Kind.APPLICATION, record.get("applications", ())),
        }

    def _mapping(self, record: Record) -> dict[str, Any]:
        kind = Kind(record["subject_kind"])
        return {
            "relation": MappingRelation(record["relation"]),
            "subject_kind": kind,
            "subject": self._get(kind, record["subject"]),
            "object_slug": record["object_slug"],
            "object": self._entities.get(Key(kind, record["object_slug"])),
        }

    def _link_replacements(self) -> None:
        for kind, records in self._records.items():
            for record in records:
                if "replaced_by" in record:
                    _seal(self._get(kind, record["slug"]), "replaced_by", self._get(kind, record["replaced_by"]))


def _seal(entity: Entity, field: str, value: object) -> None:
    """Set a field of an object that is frozen for everyone but its builder."""
    object.__setattr__(entity, field, value)


def _slug_of(record: Record) -> str:
    return str(record["slug"])


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
