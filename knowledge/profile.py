"""What each role asks for, in numbers: the features of a role, how strongly it holds them, how specific they are.

A feature is a skill, tool, application or responsibility. Its **strength** in a role is 0 to 1: 1 for an essential
skill at full or unknown level, 0.5 for an optional one, times the level where it is known; 1 for the other kinds of
feature. Its **specificity** is the share of information that holding it gives about the role, the inverse document
frequency scaled to 1 for a feature of a single role (Spärck Jones 1972):

    specificity(f) = max(0.1, ln((N + 1) / n(f)) / ln(N + 1))

with N active roles, n(f) of which hold f. The **weight** of a feature in a role is strength times specificity.
Entities joined by exact SKOS matches are one feature, represented by the first of them by slug.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.entities import Entity, Role, RoleSkill
from knowledge.vocabulary import Importance, Kind

FEATURE_KINDS = (Kind.SKILL, Kind.TOOL, Kind.APPLICATION, Kind.RESPONSIBILITY)
KIND_WEIGHTS = {Kind.SKILL: 1.0, Kind.TOOL: 0.6, Kind.APPLICATION: 0.4, Kind.RESPONSIBILITY: 0.6}
"""How much each kind of feature counts when two roles are compared as wholes."""

OPTIONAL_STRENGTH = 0.5
LEAST_SPECIFICITY = 0.1


class Feature(NamedTuple):
    """A feature as a role holds it. `strength` and `weight` are in 0 to 1."""

    entity: Entity
    strength: float
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The features of a role by kind, each kind by representative entity."""

    role: Role
    features: Mapping[Kind, Mapping[Entity, Feature]]

    def of(self, kind: Kind) -> Mapping[Entity, Feature]:
        return self.features[kind]


class Profiles:
    """The profiles of all roles of a snapshot. Each, and what they are weighed by, is made when first asked for."""

    __slots__ = ("_holders", "_profiles", "_representatives", "_roles", "_same")

    def __init__(self, roles: Iterable[Role], exact_matches: Iterable[tuple[Entity, Entity]]):
        self._roles = [role for role in roles if role.active]
        self._representatives = _join(exact_matches)
        self._same: dict[Entity, list[Entity]] = defaultdict(list)
        for entity, representative in self._representatives.items():
            self._same[representative].append(entity)
        self._holders: Counter[Entity] | None = None
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

    def representative(self, entity: Entity) -> Entity:
        """The entity that stands for `entity` and all that match it exactly."""
        return self._representatives.get(entity, entity)

    def specificity(self, entity: Entity) -> float:
        """How much holding this feature tells about a role: 0.1 (every role holds it) to 1 (one role, or none)."""
        return specificity(len(self._roles), self.holders(entity))

    def specificity_to_others(self, entity: Entity, role: Role) -> float:
        """The specificity among all roles but one, so that it does not hang on what this one holds."""
        counted = role.active
        held = counted and any(self.representative(entity) in features for features in self[role].features.values())
        return specificity(len(self._roles) - counted, self.holders(entity) - held)

    def holders(self, entity: Entity) -> int:
        """How many active roles hold this feature."""
        if self._holders is None:
            self._holders = Counter(feature for role in self._roles for feature in self._features(role))
        return self._holders[self.representative(entity)]

    def _features(self, role: Role) -> set[Entity]:
        return {self.representative(entity) for _, entity, _ in holdings(role)}

    def _profile(self, role: Role) -> Profile:
        features: dict[Kind, dict[Entity, Feature]] = {kind: {} for kind in FEATURE_KINDS}
        for kind, entity, strength in holdings(role):
            feature = self.representative(entity)
            before = features[kind].get(feature)
            if before is None or before.strength < strength:
                features[kind][feature] = Feature(entity, strength, strength * self.specificity(feature))
        return Profile(role, features)


def specificity(everyone: int, holders: int) -> float:
    """How much holding a feature tells, 0.1 to 1, where so many of everyone hold it."""
    everyone = max(1, everyone)
    return max(LEAST_SPECIFICITY, math.log((everyone + 1) / max(1, holders)) / math.log(everyone + 1))


def strength(link: RoleSkill) -> float:
    """How strongly a role holds a skill, 0 to 1."""
    level = 1.0 if link.level is None else link.level
    return level * (1.0 if link.importance is Importance.ESSENTIAL else OPTIONAL_STRENGTH)


def holdings(role: Role) -> Iterable[tuple[Kind, Entity, float]]:
    """All features of a role with their kind and strength; one that it lists twice comes twice."""
    for skill in role.skills:
        yield Kind.SKILL, skill.skill, strength(skill)
    for tool in role.tools:
        yield Kind.TOOL, tool.tool, 1.0
    for application in role.applications:
        yield Kind.APPLICATION, application.application, 1.0
    for responsibility in role.responsibilities:
        yield Kind.RESPONSIBILITY, responsibility.responsibility, 1.0


def _join(pairs: Iterable[tuple[Entity, Entity]]) -> dict[Entity, Entity]:
    """Maps every entity in `pairs` to the first by slug of all that it is joined with."""
    groups: dict[Entity, list[Entity]] = {}
    for left, right in pairs:
        one, other = groups.setdefault(left, [left]), groups.setdefault(right, [right])
        if one is not other:
            one.extend(other)
            for entity in other:
                groups[entity] = one
    return {entity: min(group, key=lambda each: each.slug) for entity, group in groups.items()}


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
