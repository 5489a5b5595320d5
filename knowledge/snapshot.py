"""The whole knowledge as of one revision: immutable, linked, and ready for analysis."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge import deadline
from knowledge.entities import (
    Application,
    CommonGround,
    ConceptMapping,
    Entity,
    Example,
    HiringChannel,
    HiringNeed,
    Outlook,
    Qualification,
    Responsibility,
    Role,
    RoleGroup,
    Skill,
    Tool,
)
from knowledge.errors import NotFound, Path
from knowledge.evidence import Dataset, Source
from knowledge.history import Revision
from knowledge.memories import Memories
from knowledge.naming import Names
from knowledge.network import Network
from knowledge.profile import Profiles
from knowledge.ranking import Ranking
from knowledge.search import SearchIndex
from knowledge.vocabulary import Kind, MappingRelation

E = TypeVar("E", bound=Entity)
SIMILAR_ENOUGH = 70  # of 100: two thirds of the letters of both, and more
SUGGESTIONS = 3
MOST_ROLES = 10_000  # up to which the moves among all roles are worked out before anybody asks for routes


class Snapshot:
    """One revision of the knowledge. Entities are held by slug, in order of name; `records` counts them.

    `matches` has the active mappings of each concept, in which it is the subject or the object.
    """

    __slots__ = (
        "__weakref__",
        "_active",
        "_indexing",
        "_is_prepared",
        "_names",
        "_network",
        "_ranking",
        "_ranking_lock",
        "_search_index",
        "applications",
        "by_kind",
        "common_ground",
        "datasets",
        "examples",
        "hiring_channels",
        "hiring_needs",
        "mappings",
        "matches",
        "memories",
        "number",
        "outlooks",
        "profiles",
        "qualifications",
        "records",
        "responsibilities",
        "revisions",
        "role_groups",
        "roles",
        "skills",
        "sources",
        "tools",
    )

    def __init__(
        self,
        *,
        revisions: tuple[Revision, ...],
        datasets: Mapping[str, Dataset],
        sources: Mapping[str, Source],
        roles: Mapping[str, Role],
        skills: Mapping[str, Skill],
        tools: Mapping[str, Tool],
        applications: Mapping[str, Application],
        responsibilities: Mapping[str, Responsibility],
        qualifications: Mapping[str, Qualification],
        role_groups: Mapping[str, RoleGroup],
        common_ground: Mapping[str, CommonGround],
        hiring_needs: Mapping[str, HiringNeed],
        hiring_channels: Mapping[str, HiringChannel],
        outlooks: Mapping[str, Outlook],
        examples: Mapping[str, Example],
        mappings: Mapping[str, ConceptMapping],
    ):
        self.revisions = revisions
        self.number = revisions[-1].number if revisions else 0
        self.datasets = MappingProxyType(dict(datasets))
        self.sources = MappingProxyType(dict(sources))
        self.roles = MappingProxyType(dict(roles))
        self.skills = MappingProxyType(dict(skills))
        self.tools = MappingProxyType(dict(tools))
        self.applications = MappingProxyType(dict(applications))
        self.responsibilities = MappingProxyType(dict(responsibilities))
        self.qualifications = MappingProxyType(dict(qualifications))
        self.role_groups = MappingProxyType(dict(role_groups))
        self.common_ground = MappingProxyType(dict(common_ground))
        self.hiring_needs = MappingProxyType(dict(hiring_needs))
        self.hiring_channels = MappingProxyType(dict(hiring_channels))
        self.outlooks = MappingProxyType(dict(outlooks))
        self.examples = MappingProxyType(dict(examples))
        self.mappings = MappingProxyType(dict(mappings))
        self.by_kind: Mapping[Kind, Mapping[str, Entity]] = MappingProxyType(
            {
                Kind.ROLE: self.roles,
                Kind.SKILL: self.skills,
                Kind.TOOL: self.tools,
                Kind.APPLICATION: self.applications,
                Kind.RESPONSIBILITY: self.responsibilities,
                Kind.QUALIFICATION: self.qualifications,
                Kind.ROLE_GROUP: self.role_groups,
                Kind.COMMON_GROUND: self.common_ground,
                Kind.HIRING_NEED: self.hiring_needs,
                Kind.HIRING_CHANNEL: self.hiring_channels,
                Kind.OUTLOOK: self.outlooks,
                Kind.EXAMPLE: self.examples,
                Kind.CONCEPT_MAPPING: self.mappings,
            }
        )
        self.records = sum(map(len, self.by_kind.values()))
        self.matches: dict[Entity, list[ConceptMapping]] = defaultdict(list)
        for mapping in self.mappings.values():
            for concept in filter(None, (mapping.subject, mapping.object) if mapping.active else ()):
                self.matches[concept].append(mapping)
        exact = [
            (mapping.subject, mapping.object)
            for mapping in self.mappings.values()
            if mapping.active and mapping.relation is MappingRelation.EXACT_MATCH and mapping.object is not None
        ]
        self.profiles = Profiles(self.roles.values(), exact)
        self.memories = Memories()
        self._active: dict[Kind, tuple[Entity, ...]] = {}
        self._names: dict[Kind, Names[Entity]] = {}
        self._is_prepared = False
        self._search_index: SearchIndex | None = None
        self._indexing = threading.Lock()
        self._ranking: Ranking | None = None
        self._network: Network | None = None
        self._ranking_lock = threading.Lock()

    def active(self, kind: Kind) -> tuple[Entity, ...]:
        """The active entities of a kind, in order of name."""
        found = self._active.get(kind)
        if found is None:
            found = self._active[kind] = tuple(each for each in self.by_kind[kind].values() if each.active)
        return found

    def names(self, kind: Kind) -> Names[Entity]:
        """The names of all entities of a kind. They are made when they are first asked for."""
        found = self._names.get(kind)
        if found is None:
            found = self._names[kind] = Names(self.by_kind[kind].values())
        return found

    @property
    def prepared(self) -> bool:
        """Whether everything is made that a question may otherwise have to wait for."""
        return self._is_prepared

    @property
    def indexed(self) -> bool:
        """Whether everything is made but the moves that routes are made of."""
        return self._search_index is not None and self._ranking is not None

    def preparing(self, *, routes: bool = True) -> Iterator[None]:
        """Make what questions need, step by step, so that others can go on between and it can be ended at any step.

        It goes on where it was left. Without `routes`, the moves that they are made of are left to who asks for them.
        """
        for kind in CONCEPTS:
            _ = self.active(kind), self.names(kind)
            yield
        _ = self.search_index
        yield
        count = len(self.ranking.roles)
        yield
        if routes and count <= MOST_ROLES:
            yield from self.network.steps()
        self._is_prepared = routes

    @property
    def search_index(self) -> SearchIndex:
        """The index of all active entities. It is made when it is first asked for, which takes a moment."""
        if self._search_index is None:
            with deadline.held(self._indexing):
                if self._search_index is None:
                    self._search_index = SearchIndex(
                        entity for kind in CONCEPTS for entity in self.by_kind[kind].values() if entity.active
                    )
        return self._search_index

    @property
    def ranking(self) -> Ranking:
        """What all roles hold, as arrays. It is made when it is first asked for, which takes a moment."""
        if self._ranking is None:
            with deadline.held(self._ranking_lock):
                if self._ranking is None:
                    self._ranking = Ranking(self.roles.values(), self.profiles)
        return self._ranking

    @property
    def network(self) -> Network:
        """The moves between all roles. Its edges are made when they are first asked for, which takes seconds."""
        ranking = self.ranking
        if self._network is None:
            with deadline.held(self._ranking_lock):
                if self._network is None:
                    self._network = Network(ranking)
        return self._network

    def role(self, slug: str, argument: Path) -> Role:
        """The role with this slug. Raises `NotFound` at `argument`, with the nearest slugs."""
        return self._find(self.roles, slug, "role", argument)

    def _find(self, among: Mapping[str, E], slug: str, what: str, argument: Path) -> E:
        found = among.get(slug)
        if found is None:
            raise NotFound(what, slug, argument, nearest(slug, list(among)))
        return found


CONCEPTS = (
    Kind.ROLE,
    Kind.SKILL,
    Kind.TOOL,
    Kind.APPLICATION,
    Kind.RESPONSIBILITY,
    Kind.QUALIFICATION,
    Kind.ROLE_GROUP,
)


def nearest(slug: str, slugs: Sequence[str]) -> list[str]:
    """Up to three of `slugs` that may be meant, best first: alike as a whole, or without the name of the dataset."""
    wanted = slug[:200].lower()
    found: dict[str, float] = {}
    for known in (slugs, [each.rpartition("/")[2] for each in slugs]):
        alike = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH, limit=SUGGESTIONS)
        for _, score, place in alike:
            found[slugs[place]] = max(score, found.get(slugs[place], 0.0))
    return sorted(found, key=lambda each: (-found[each], each))[:SUGGESTIONS]
