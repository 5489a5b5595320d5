"""Which roles fit somebody who has certain skills and tools."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from knowledge import deadline
from knowledge.entities import Entity, Role, Skill, Tool
from knowledge.errors import BadInput
from knowledge.profile import Feature
from knowledge.snapshot import Snapshot, nearest
from knowledge.vocabulary import Kind

MOST_FEATURES = 500
TOOL_WEIGHT = 0.6  # a tool counts this much of a skill

T = TypeVar("T", Skill, Tool)


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """How well a role fits. `score` is 0 to 1; missing skills and tools are ranked by weight, heaviest first."""

    role: Role
    score: float
    matched_skills: tuple[Skill, ...]
    missing_skills: tuple[Skill, ...]
    matched_tools: tuple[Tool, ...]
    missing_tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in a profile that nothing answers to; `argument` is where it was given, `nearest` known slugs like it."""

    name: str
    argument: tuple[str | int, ...]
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The roles that fit, best first, and the names that were not understood."""

    matches: tuple[RoleMatch, ...]
    unknown: tuple[UnknownName, ...]


def match_roles(snapshot: Snapshot, skills: Sequence[str], tools: Sequence[str]) -> Matches:
    """The active roles that share anything with a profile of skills and tools, given by slug, name or alias.

    The score is the harmonic mean of two shares by weight: how much of what the role asks for the profile has, and
    how much of the profile the role can use. Names that nothing answers to are reported and left out. Raises
    `BadInput` for an empty profile or one of more than 500 entries.
    """
    if not skills and not tools:
        raise BadInput("The profile is empty: name at least one skill or tool.", ["profile"])
    if len(skills) + len(tools) > MOST_FEATURES:
        raise BadInput(f"A profile has at most {MOST_FEATURES} skills and tools.", ["profile"])
    unknown: list[UnknownName] = []
    held_skills = _resolve(snapshot, skills, Kind.SKILL, "skills", unknown)
    held_tools = _resolve(snapshot, tools, Kind.TOOL, "tools", unknown)
    found = [_match(snapshot, role, held_skills, held_tools) for role in _holders(snapshot, held_skills, held_tools)]
    found.sort(key=lambda each: (-each.score, each.role.slug))
    return Matches(tuple(found), tuple(unknown))


def _resolve(
    snapshot: Snapshot, names: Iterable[str], kind: Kind, argument: str, unknown: list[UnknownName]
) -> dict[Entity, Entity]:
    """The named entities, by representative."""
    known = snapshot.by_kind[kind]
    held: dict[Entity, Entity] = {}
    for place, name in enumerate(names):
        deadline.check()
        entity = known.get(name.strip()) or snapshot.search_index.named(name, kind)
        if entity is None:
            path = ("profile", argument, place)
            unknown.append(UnknownName(name[:100], path, tuple(nearest(name, list(known)))))
        else:
            held.setdefault(snapshot.profiles.representative(entity), entity)
    return held


def _holders(snapshot: Snapshot, *held: Iterable[Entity]) -> list[Role]:
    """The active roles that hold any of some features, given by representative."""
    roles: dict[Role, None] = {}
    for entity in (each for features in held for key in features for each in snapshot.profiles.same_as(key)):
        if isinstance(entity, Skill | Tool):
            roles.update(dict.fromkeys(link.role for link in entity.roles if link.role.active))
    return list(roles)


def _match(snapshot: Snapshot, role: Role, skills: dict[Entity, Entity], tools: dict[Entity, Entity]) -> RoleMatch:
    profile = snapshot.profiles[role]
    needed = met = useful = had = 0.0
    for kind, held, scale in ((Kind.SKILL, skills, 1.0), (Kind.TOOL, tools, TOOL_WEIGHT)):
        for key, feature in profile.of(kind).items():
            needed += scale * feature.weight
            met += scale * feature.weight * (key in held)
        for key in held:
            specificity = scale * snapshot.profiles.specificity(key)
            had += specificity
            useful += specificity * (key in profile.of(kind))
    recall, precision = (met / needed if needed else 0.0), (useful / had if had else 0.0)
    return RoleMatch(
        role=role,
        score=2 * recall * precision / (recall + precision) if recall + precision else 0.0,
        matched_skills=_features(profile.of(Kind.SKILL), Skill, lambda key: key in skills),
        missing_skills=_features(profile.of(Kind.SKILL), Skill, lambda key: key not in skills),
        matched_tools=_features(profile.of(Kind.TOOL), Tool, lambda key: key in tools),
        missing_tools=_features(profile.of(Kind.TOOL), Tool, lambda key: key not in tools),
    )


def _features(features: Mapping[Entity, Feature], kind: type[T], wanted: Callable[[Entity], bool]) -> tuple[T, ...]:
    chosen = [(feature.weight, feature.entity) for key, feature in features.items() if wanted(key)]
    chosen.sort(key=lambda each: (-each[0], each[1].slug))
    return tuple(entity for _, entity in chosen if isinstance(entity, kind))
