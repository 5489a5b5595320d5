"""The whole knowledge as of one revision: immutable, linked, and ready for analysis."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any

from knowledge import deadline
from knowledge.errors import Path
from knowledge.likeness.network import Network
from knowledge.likeness.profile import Profiles
from knowledge.likeness.ranking import Ranking
from knowledge.model.entities import (
    CONCEPTS,
    Application,
    CommonGround,
    ConceptMapping,
    Descriptor,
    Entity,
    Example,
    HiringChannel,
    HiringNeed,
    IdentifierScheme,
    Outlook,
    Qualification,
    Responsibility,
    Role,
    RoleGroup,
    Skill,
    Tool,
)
from knowledge.model.evidence import Dataset, Source
from knowledge.model.history import NOTHING, Revision
from knowledge.model.learning import LearningResource
from knowledge.model.observation import Market, Measure
from knowledge.model.vocabulary import Kind, MappingRelation
from knowledge.needs.serving import Serving
from knowledge.snapshot.additions import Additions
from knowledge.snapshot.finding import named
from knowledge.snapshot.finding import nearest as nearest  # which stands beside what it is asked of
from knowledge.snapshot.identifiers import Identifiers
from knowledge.snapshot.memories import Memories
from knowledge.snapshot.observations import Observations
from knowledge.snapshot.told import tellings_of, told_in_languages
from knowledge.snapshot.translations import Translations
from knowledge.texts.reader import TextReader
from knowledge.words.index import WordIndex
from knowledge.words.meaning import MEANINGS
from knowledge.words.naming import Names

MOST_ORDERS = 30  # by name, for readers of some languages, that are remembered
MOST_ROLES = 10_000  # up to which the moves among all roles are worked out before anybody asks for routes


class Snapshot:
    """One revision of the knowledge. Entities are held by slug, in order of name; `records` counts them.

    `matches` has the active mappings of each concept, in which it is the subject, or the object of an active one.
    """

    __slots__ = (
        "__weakref__",
        "_active",
        "_identifiers",
        "_in_order",
        "_indexing",
        "_is_prepared",
        "_names",
        "_needs",
        "_network",
        "_ranking",
        "_ranking_lock",
        "_reader",
        "_resource_index",
        "_search_index",
        "_serving",
        "additions",
        "applications",
        "by_kind",
        "common_ground",
        "datasets",
        "descriptors",
        "entities",
        "examples",
        "hiring_channels",
        "hiring_needs",
        "identifier_schemes",
        "identity",
        "learning_resources",
        "mappings",
        "markets",
        "matches",
        "measures",
        "memories",
        "number",
        "observations",
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
        "translations",
    )

    def __init__(
        self,
        *,
        revisions: tuple[Revision, ...],
        records: int,
        datasets: Mapping[str, Dataset],
        sources: Mapping[str, Source],
        by_kind: Mapping[Kind, Mapping[str, Any]],
        additions: Additions,
        translations: Translations,
        observations: Observations,
    ):
        self.revisions = revisions
        self.identity = revisions[-1].identity if revisions else NOTHING
        self.number = self.identity.number
        self.datasets = MappingProxyType(dict(datasets))
        self.sources = MappingProxyType(dict(sources))
        held = {kind: MappingProxyType(dict(entities)) for kind, entities in by_kind.items()}
        self.by_kind: Mapping[Kind, Mapping[str, Entity]] = MappingProxyType(held)
        self.roles: Mapping[str, Role] = held[Kind.ROLE]
        self.skills: Mapping[str, Skill] = held[Kind.SKILL]
        self.tools: Mapping[str, Tool] = held[Kind.TOOL]
        self.applications: Mapping[str, Application] = held[Kind.APPLICATION]
        self.responsibilities: Mapping[str, Responsibility] = held[Kind.RESPONSIBILITY]
        self.qualifications: Mapping[str, Qualification] = held[Kind.QUALIFICATION]
        self.descriptors: Mapping[str, Descriptor] = held[Kind.DESCRIPTOR]
        self.role_groups: Mapping[str, RoleGroup] = held[Kind.ROLE_GROUP]
        self.common_ground: Mapping[str, CommonGround] = held[Kind.COMMON_GROUND]
        self.hiring_needs: Mapping[str, HiringNeed] = held[Kind.HIRING_NEED]
        self.hiring_channels: Mapping[str, HiringChannel] = held[Kind.HIRING_CHANNEL]
        self.outlooks: Mapping[str, Outlook] = held[Kind.OUTLOOK]
        self.examples: Mapping[str, Example] = held[Kind.EXAMPLE]
        self.learning_resources: Mapping[str, LearningResource] = held[Kind.LEARNING_RESOURCE]
        self.mappings: Mapping[str, ConceptMapping] = held[Kind.CONCEPT_MAPPING]
        self.identifier_schemes: Mapping[str, IdentifierScheme] = held[Kind.IDENTIFIER_SCHEME]
        self.additions = additions
        self.translations = translations
        self.observations = observations
        self.measures: Mapping[str, Measure] = held[Kind.MEASURE]
        self.markets: Mapping[str, Market] = held[Kind.MARKET]
        self.records = records  # of all kinds, as loads count them: datasets, sources and what is packed, too
        self.entities = sum(map(len, self.by_kind.values()))  # which are what takes memory and work
        gone = [each for kind in CONCEPTS for each in self.by_kind[kind].values() if not each.active]
        self.matches = _matches(self.mappings.values(), gone)
        exact = [
            (mapping.subject, mapping.object)
            for mapping in self.mappings.values()
            if mapping.active and mapping.relation is MappingRelation.EXACT_MATCH and mapping.object is not None
        ]
        exact += [(each, each.replaced_by) for each in gone if each.replaced_by is not None]
        self.profiles = Profiles(self.roles.values(), exact, gone)
        self.memories = Memories()
        self._active: dict[Kind, tuple[Entity, ...]] = {}
        self._in_order: dict[tuple[Kind, tuple[str, ...]], tuple[Entity, ...]] = {}
        self._names: dict[Kind, Names[Entity]] = {}
        self._identifiers: Identifiers | None = None
        self._is_prepared = False
        self._search_index: WordIndex | None = None
        self._resource_index: WordIndex | None = None
        self._needs: WordIndex | None = None
        self._serving: Serving | None = None
        self._reader: TextReader | None = None
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

    def in_order(self, kind: Kind, languages: tuple[str, ...]) -> tuple[Entity, ...]:
        """The active entities of a kind, in order of the names that they have for who reads these languages."""
        if not languages:
            return self.active(kind)
        found = self._in_order.get((kind, languages))
        if found is None:
            order = partial(self.translations.order, languages=languages)
            found = tuple(sorted(self.active(kind), key=order))
            if len(self._in_order) >= MOST_ORDERS:
                self._in_order.clear()
            self._in_order[kind, languages] = found
        return found

    def names(self, kind: Kind) -> Names[Entity]:
        """The names of all entities of a kind. They are made when they are first asked for."""
        found = self._names.get(kind)
        if found is None:
            found = self._names[kind] = Names(self.by_kind[kind].values())
        return found

    @property
    def identifiers(self) -> Identifiers:
        """What identifiers stand for, made when one is first asked for."""
        if self._identifiers is None:
            kinds = (*CONCEPTS, Kind.DESCRIPTOR, Kind.LEARNING_RESOURCE)
            self._identifiers = Identifiers(each for kind in kinds for each in self.by_kind[kind].values())
        return self._identifiers

    @property
    def prepared(self) -> bool:
        """Whether everything is made that a question may otherwise have to wait for."""
        return self._is_prepared

    @property
    def indexed(self) -> bool:
        """Whether everything is made but the moves that routes are made of."""
        made = (self._search_index, self._needs, self._serving, self._reader, self._ranking)
        return all(each is not None for each in made)

    def preparing(self, *, routes: bool = True) -> Iterator[None]:
        """Make what questions need, step by step, so that others can go on between and it can be ended at any step.

        It goes on where it was left. Without `routes`, the moves that they are made of are left to who asks for them.
        """
        for kind in CONCEPTS:
            _ = self.active(kind), self.names(kind)
            yield
        _ = self.identifiers
        yield
        _ = self.search_index, self.learning_resources and self.resource_index
        yield
        _ = self.needs, self.serving
        yield
        _ = self.reader
        yield
        count = len(self.ranking.roles)
        yield
        if routes and count <= MOST_ROLES:
            yield from self.network.steps()
        self._is_prepared = routes

    @property
    def search_index(self) -> WordIndex:
        """The index of all active entities. It is made when it is first asked for, which takes a moment."""
        if self._search_index is None:
            with deadline.held(self._indexing):
                if self._search_index is None:
                    everything = chain.from_iterable(map(self.active, CONCEPTS))
                    self._search_index = WordIndex(
                        everything, self.profiles.active_matches, translated=told_in_languages(self.translations)
                    )
        return self._search_index

    @property
    def resource_index(self) -> WordIndex:
        """The index of learning resources: what courses are called changes no answer about skills and roles."""
        with deadline.held(self._indexing):
            if self._resource_index is None:
                self._resource_index = WordIndex(self.active(Kind.LEARNING_RESOURCE))
            return self._resource_index

    @property
    def needs(self) -> WordIndex:
        """The index of documented hiring needs. It is made when it is first asked for."""
        if self._needs is None:
            with deadline.held(self._indexing):
                if self._needs is None:
                    self._needs = WordIndex(need for need in self.hiring_needs.values() if need.active)
        return self._needs

    @property
    def serving(self) -> Serving:
        """Which roles serve a need. It is made when it is first asked for, which takes a moment."""
        index = self.search_index
        if self._serving is None:
            with deadline.held(self._indexing):
                if self._serving is None:
                    self._serving = Serving(index, self.roles.values(), self.profiles)
        return self._serving

    @property
    def reader(self) -> TextReader:
        """What understands whole texts. It is made when it is first asked for, which takes a moment."""
        index = self.search_index
        if self._reader is None:
            with deadline.held(self._indexing):
                if self._reader is None:
                    self._reader = TextReader(index, self.profiles.active_matches)
        return self._reader

    @property
    def ranking(self) -> Ranking:
        """What all roles hold, as arrays. It is made when it is first asked for, which takes a moment."""
        if self._ranking is None:
            with deadline.held(self._ranking_lock):
                if self._ranking is None:
                    self._ranking = Ranking(
                        self.roles.values(), self.profiles, MEANINGS, tellings_of(self.translations)
                    )
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
        """The role with this slug. Raises `NotFound` at `argument`, with the nearest slugs, `BadInput` for a blank."""
        return named(self.roles, slug, "role", argument)


def _matches(mappings: Iterable[ConceptMapping], gone: Iterable[Entity]) -> Mapping[Entity, list[ConceptMapping]]:
    """The active mappings of each concept, each said once; of what was replaced those of what took its place."""
    found: dict[Entity, list[ConceptMapping]] = defaultdict(list)
    said = set()
    for mapping in mappings:
        what = (mapping.subject, mapping.relation, mapping.object_slug if mapping.object is None else mapping.object)
        if mapping.active and mapping.subject is not mapping.object and what not in said:
            said.add(what)
            found[mapping.subject].append(mapping)
            if mapping.object is not None and mapping.subject.active:
                found[mapping.object].append(mapping)
    for each in gone:
        last: Entity = each
        while last.replaced_by is not None:
            last = last.replaced_by
        if last is not each and last in found:
            found[each] = found[last]
    return found
