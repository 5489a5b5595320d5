"""What each role asks for, in numbers: the features of a role, how strongly it holds them, how much each tells of it.

A feature is a skill, tool, application or responsibility. Its **strength** in a role is 0 to 1: 1 for an essential
skill at full or unknown level, 0.5 for an optional one, times the level where it is known; 1 for the other kinds of
feature. Its **specificity** is the share of information that holding it gives about the role, the inverse document
frequency scaled to 1 for a feature of a single role (Spärck Jones 1972):

    specificity(f) = max(0.1, ln((N + 1) / n(f)) / ln(N + 1))

with N active roles of one dataset, n(f) of which hold f. The **weight** of a feature in a role is strength times
specificity. Entities joined by exact SKOS matches, or because one replaced the other, are one feature, represented by
the first active one of them by slug. What is deprecated and replaced by nothing is no feature of any role.

Where a publisher *rates* every role on a skill, as O*NET does, holding it says nothing. There strength is the rated
importance brought to 0 to 1, and in the place of specificity stands **distinction**: how far the role's level is above
the usual, 0.1 (at the mean of the rated roles or below) to 1 (two standard deviations above it, or more).

Everything is counted among the roles of one dataset, that of the role which asks: what one dataset says changes no
figure of another.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from knowledge.model.entities import Application, Entity, Qualification, Responsibility, Role, RoleSkill, Skill, Tool
from knowledge.model.vocabulary import Importance, Kind

ENDS = {
    "skills": "skill",
    "tools": "tool",
    "applications": "application",
    "responsibilities": "responsibility",
    "qualifications": "qualification",
}
"""What the links of a role lead to that are compared, by the name of their list."""

LinksOf = Callable[[Role, str], Sequence[Any]]
"""The links of a role that count, by the name of their list."""

FEATURE_KINDS = (Kind.SKILL, Kind.TOOL, Kind.APPLICATION, Kind.RESPONSIBILITY)
KIND_WEIGHTS = {Kind.SKILL: 1.0, Kind.TOOL: 0.6, Kind.APPLICATION: 0.4, Kind.RESPONSIBILITY: 0.6}
"""How much each kind of feature counts when two roles are compared as wholes."""

OPTIONAL_STRENGTH = 0.5
LEAST_SPECIFICITY = 0.1
LEAST_IMPORTANCE, MOST_IMPORTANCE = 1.0, 5.0  # of ratings: O*NET's scale IM
FAR_ABOVE = 2.0  # standard deviations above the mean, from which a level tells as much of a role as it can


class Feature(NamedTuple):
    """A feature as a role holds it. `strength` and `weight` are in 0 to 1.

    `rated` is whether a publisher rates the role on it; `rating` is the level then, 0 to 1, None where it is not known;
    `essential` is whether the role cannot do without it.
    """

    entity: Entity
    strength: float
    weight: float
    rating: float | None = None
    rated: bool = False
    essential: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The features of a role by kind, each kind by representative entity."""

    role: Role
    features: Mapping[Kind, Mapping[Entity, Feature]]

    def of(self, kind: Kind) -> Mapping[Entity, Feature]:
        return self.features[kind]


class Usual(NamedTuple):
    """How the roles of a dataset are rated on a skill: mean and standard deviation of the levels, 0 to 1."""

    mean: float
    deviation: float

    def distance(self, rating: float) -> float:
        """How far above the mean a level is, in standard deviations; negative below it."""
        return (rating - self.mean) / self.deviation if self.deviation > 0 else 0.0

    def distinction(self, rating: float) -> float:
        """How much a level tells of a role, 0.1 to 1."""
        return min(1.0, max(LEAST_SPECIFICITY, self.distance(rating) / FAR_ABOVE))


class Population:
    """The active roles of one dataset, and what is counted among them when it is first asked for."""

    __slots__ = ("_essential", "_holders", "_links", "_representative", "_usual", "roles")

    def __init__(self, roles: Sequence[Role], representative: Mapping[Entity, Entity], links: "LinksOf"):
        self.roles = roles
        self._links = links
        self._representative = representative
        self._holders: Counter[Entity] | None = None
        self._usual: dict[Entity, Usual] | None = None
        self._essential: Counter[Entity] | None = None

    def essential(self, feature: Entity) -> int:
        """For how many of the roles a skill is essential."""
        if self._essential is None:
            self._essential = Counter(
                each
                for role in self.roles
                for each in {
                    self._representative.get(link.skill, link.skill)
                    for link in self._links(role, "skills")
                    if link.importance is Importance.ESSENTIAL
                }
            )
        return self._essential[feature]

    def holders(self, feature: Entity) -> int:
        """How many of the roles hold a feature."""
        if self._holders is None:
            self._holders = Counter(
                each
                for role in self.roles
                for each in {self._representative.get(entity, entity) for _, entity, _ in holdings(role, self._links)}
            )
        return self._holders[feature]

    def knows(self, feature: Entity) -> bool:
        """Whether the vocabulary of the dataset has it: any of the roles holds it."""
        return self.holders(feature) > 0

    def usual(self, feature: Entity) -> Usual | None:
        """How the roles are rated on a skill; None where none is."""
        if self._usual is None:
            levels: dict[Entity, list[float]] = defaultdict(list)
            for role in self.roles:
                for link in self._links(role, "skills"):
                    key = self._representative.get(link.skill, link.skill)
                    level = rating(link)
                    if level is not None:
                        levels[key].append(level)
            self._usual = {each: _usual(found) for each, found in levels.items()}
        return self._usual.get(feature)


def _usual(levels: Sequence[float]) -> Usual:
    mean = math.fsum(levels) / len(levels)
    return Usual(mean, math.sqrt(math.fsum((level - mean) ** 2 for level in levels) / len(levels)))


class Profiles:
    """The profiles of all roles of a snapshot. Each, and what they are weighed by, is made when first asked for."""

    __slots__ = ("_populations", "_profiles", "_representatives", "_same", "links")

    def __init__(
        self, roles: Iterable[Role], exact_matches: Iterable[tuple[Entity, Entity]], gone: Iterable[Entity] = ()
    ):
        """`gone` is what is deprecated of that which roles hold."""
        self._representatives = _join(exact_matches)
        with_gone = {
            link.role
            for each in gone
            if isinstance(each, Skill | Tool | Application | Responsibility | Qualification)
            for link in each.roles
        }
        self.links: LinksOf = partial(_active_links, with_gone)  # no method: populations hold it, and are held by this
        self._same: dict[Entity, list[Entity]] = defaultdict(list)
        for entity, representative in self._representatives.items():
            self._same[representative].append(entity)
        by_dataset: dict[str, list[Role]] = defaultdict(list)
        for role in roles:
            if role.active:
                by_dataset[role.dataset.slug].append(role)
        self._populations = {
            slug: Population(found, self._representatives, self.links) for slug, found in by_dataset.items()
        }
        self._profiles: dict[Role, Profile] = {}

    def __getitem__(self, role: Role) -> Profile:
        profile = self._profiles.get(role)
        if profile is None:
            profile = self._profiles[role] = self._profile(role)
        return profile

    def forget(self) -> None:
        """Give back the profiles that were made."""
        self._profiles = {}

    def same_as(self, representative: Entity) -> Sequence[Entity]:
        """All entities that `representative` stands for, itself among them."""
        return self._same.get(representative, (representative,))

    def active_matches(self, entity: Entity) -> Sequence[Entity]:
        """All active entities that match one exactly, itself among them if it is active."""
        return [each for each in self.same_as(self.representative(entity)) if each.active]

    def representative(self, entity: Entity) -> Entity:
        """The entity that stands for `entity` and all that match it exactly."""
        return self._representatives.get(entity, entity)

    def population(self, of: Entity) -> Population:
        """The active roles of the dataset that a role, or any other entity, belongs to."""
        slug = of.dataset.slug
        found = self._populations.get(slug)
        if found is None:
            found = self._populations[slug] = Population((), self._representatives, self.links)
        return found

    def specificity(self, entity: Entity, among: Population | None = None) -> float:
        """How much holding this feature tells about a role: 0.1 (every role holds it) to 1 (one role, or none).

        Where it is not said among which roles, it is among those of the dataset that the feature belongs to.
        """
        found = self.population(entity) if among is None else among
        return specificity(len(found.roles), found.holders(self.representative(entity)))

    def specificity_to_others(self, entity: Entity, among: Population, role: Role) -> float:
        """The specificity among all roles but one, so that it does not hang on what this one holds."""
        counted = role.active and self.population(role) is among
        held = counted and any(self.representative(entity) in features for features in self[role].features.values())
        holders = among.holders(self.representative(entity))
        return specificity(len(among.roles) - counted, holders - held)

    def holders(self, entity: Entity) -> int:
        """How many active roles hold this feature."""
        return sum(each.holders(self.representative(entity)) for each in self._populations.values())

    def _profile(self, role: Role) -> Profile:
        features: dict[Kind, dict[Entity, Feature]] = {kind: {} for kind in FEATURE_KINDS}
        population = self.population(role)
        rated = {self.representative(link.skill): link for link in self.links(role, "skills") if is_rated(link)}
        for kind, entity, how in holdings(role, self.links):
            key = self.representative(entity)
            link = rated.get(key)
            if link is None:
                found = Feature(entity, how, how * self.specificity(key, population))
            else:
                level, needed, usual = rating(link), strength(link), population.usual(key)
                telling = LEAST_SPECIFICITY if usual is None or level is None else usual.distinction(level)
                essential = link.importance is Importance.ESSENTIAL
                found = Feature(link.skill, needed, needed * telling, level, rated=True, essential=essential)
            before = features[kind].get(key)
            if before is None or before.strength < found.strength:
                features[kind][key] = found
        return Profile(role, features)


def _active_links(with_gone: Set[Role], role: Role, of: str) -> Sequence[Any]:
    """The links of a role to what is active, by the name in `ENDS`; `with_gone` are the roles that have others, too."""
    found: Sequence[Any] = getattr(role, of)
    if role in with_gone or not role.active:
        end = ENDS[of]
        return [link for link in found if getattr(link, end).active]
    return found


def specificity(everyone: int, holders: int) -> float:
    """How much holding a feature tells, 0.1 to 1, where so many of everyone hold it."""
    everyone = max(1, everyone)
    return max(LEAST_SPECIFICITY, math.log((everyone + 1) / max(1, holders)) / math.log(everyone + 1))


def is_rated(link: RoleSkill) -> bool:
    """Whether a publisher rates a role on a skill, by importance or level."""
    return link.level_rating is not None or link.importance_rating is not None


def rating(link: RoleSkill) -> float | None:
    """The level, 0 to 1, at which a publisher rates a role on a skill; None where nobody does.

    Where a level is missing, because it was left out as not relevant, or there is none, as of O*NET's work styles, the
    rated importance stands for it: the two go together. It is never told as a level.
    """
    if link.level_rating is not None and link.level is not None:
        return link.level
    return None if link.importance_rating is None else _importance(link.importance_rating)


def levels(one: RoleSkill, other: RoleSkill) -> tuple[float, float] | None:
    """How two roles are rated on a skill, 0 to 1 each; None where not both are."""
    ours, theirs = rating(one), rating(other)
    return None if ours is None or theirs is None else (ours, theirs)


def _importance(rated: float) -> float:
    share = (rated - LEAST_IMPORTANCE) / (MOST_IMPORTANCE - LEAST_IMPORTANCE)
    return min(1.0, max(0.0, share))


def strength(link: RoleSkill) -> float:
    """How strongly a role holds a skill, or needs it, 0 to 1."""
    if link.importance_rating is not None:
        return _importance(link.importance_rating)
    level = 1.0 if link.level is None else link.level
    return level * (1.0 if link.importance is Importance.ESSENTIAL else OPTIONAL_STRENGTH)


def holdings(role: Role, links: LinksOf) -> Iterable[tuple[Kind, Entity, float]]:
    """All features of a role with their kind and strength; one that it lists twice comes twice."""
    for skill in links(role, "skills"):
        yield Kind.SKILL, skill.skill, strength(skill)
    for tool in links(role, "tools"):
        yield Kind.TOOL, tool.tool, 1.0
    for application in links(role, "applications"):
        yield Kind.APPLICATION, application.application, 1.0
    for responsibility in links(role, "responsibilities"):
        if responsibility.emerging:
            continue
        yield Kind.RESPONSIBILITY, responsibility.responsibility, 1.0


def rated_skill(key: Entity, feature: Feature) -> bool:
    """Whether a feature is a skill that a publisher rates."""
    return feature.rated and isinstance(key, Skill)


def _join(pairs: Iterable[tuple[Entity, Entity]]) -> dict[Entity, Entity]:
    """Maps every entity in `pairs` to the first active one by slug of all that it is joined with, or the first."""
    groups: dict[Entity, list[Entity]] = {}
    for left, right in pairs:
        one, other = groups.setdefault(left, [left]), groups.setdefault(right, [right])
        if one is not other:
            one.extend(other)
            for entity in other:
                groups[entity] = one
    return {entity: min(group, key=lambda each: (not each.active, each.slug)) for entity, group in groups.items()}


def similarity(profiles: Iterable[Profile]) -> float:
    """How alike several profiles are, 0 (nothing in common) to 1 (the same): weighted Jaccard (Ružička 1958).

    The sum of the least weight of each feature over the sum of its greatest, over all kinds of feature, each kind
    counting by `KIND_WEIGHTS`. 0 if no profile has any feature. Symmetric.
    """
    sides = list(profiles)
    common = union = 0.0
    for kind, kind_weight in KIND_WEIGHTS.items():
        held = [side.of(kind) for side in sides]
        for feature in dict.fromkeys(feature for side in held for feature in side):
            weights = [side[feature].weight if feature in side else 0.0 for side in held]
            common += kind_weight * min(weights)
            union += kind_weight * max(weights)
    return common / union if union else 0.0
