"""What somebody brings of what a role asks for, and what is missing: skills with their levels, and tools.

Where both roles are rated on a skill, what is missing is the **shortfall**: by how much the level of the source stays
below that of the target, as a share of the scale. It is a gap from half a point of O*NET's seven on, if the skill is
essential for the target or its level there above the usual. Elsewhere a skill that is not held is missing as a whole.
What the source's dataset has no word for is neither, nor what is rated where the source is not: nobody says whether it
is held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.likeness.closeness import Closest, closest_by_meaning, related_skills, related_tools
from knowledge.likeness.holdings import LEAST_COVER
from knowledge.likeness.profile import LEAST_SPECIFICITY, Feature, Profile, Profiles, is_rated, levels
from knowledge.model.entities import Entity, Role, RoleSkill, Skill, Tool
from knowledge.model.vocabulary import Importance, Kind

LEAST_SHORTFALL = 0.07  # of the scale of levels: half a point of seven, about what a rating may be wrong by


@dataclass(frozen=True, slots=True)
class TransferableSkill:
    """A skill that the target asks for and the source brings.

    `weight` is its share of all that the target asks for in skills, `coverage` how much of the need the source
    meets (0 to 1), `specificity` 0.1 (it tells nothing of the role) to 1 (very much).
    """

    skill: Skill
    source: RoleSkill
    target: RoleSkill
    weight: float
    coverage: float
    specificity: float


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill that the target asks for and the source lacks, or has at a lower level.

    `weight` is as in `TransferableSkill`. `missing` is how much of it: 1 for all, the shortfall in levels, 0 to 1,
    where both roles are rated. `source` is how the source holds it, None if it does not. `closest` is the nearest
    skill that the source has instead, `closeness` how near it is, 0 to 1; both None if none is near, or if it is the
    level alone that is missing.
    """

    skill: Skill
    importance: Importance
    weight: float
    missing: float
    target: RoleSkill
    source: RoleSkill | None
    closest: Skill | None
    closeness: float | None


@dataclass(frozen=True, slots=True)
class ToolGap:
    """A tool that the target uses and the source does not; `closest` and `closeness` as in `SkillGap`."""

    tool: Tool
    weight: float
    closest: Tool | None
    closeness: float | None


@dataclass(frozen=True, slots=True)
class Skills:
    """Skills that are brought, those that say most of the target first; that are missing, the greatest lack first; and
    those of which nothing is known. `near` counts the missing ones to which one held is near; `known` is the share of
    all, by weight, of which anything is known, 0 to 1, None if there are none."""

    brought: tuple[TransferableSkill, ...]
    missing: tuple[SkillGap, ...]
    unknown: tuple[Skill, ...]
    near: int
    known: float | None


@dataclass(frozen=True, slots=True)
class Tools:
    """Tools that both use, and that are missing: those first that employers ask for, then what most roles use."""

    brought: tuple[Tool, ...]
    missing: tuple[ToolGap, ...]


def skills(profiles: Profiles, source: Role, target: Role) -> Skills:
    """What the source brings of the skills that the target asks for, and what not."""
    ours, theirs = profiles[source], profiles[target]
    needs = _needs(profiles, ours, theirs, Kind.SKILL)
    total = sum(feature.weight for feature in needs.values()) or 1.0
    source_links = {profiles.representative(link.skill): link for link in reversed(profiles.links(source, "skills"))}
    target_links = {profiles.representative(link.skill): link for link in reversed(profiles.links(target, "skills"))}
    vocabulary = profiles.population(source)
    unrated = not any(is_rated(link) for link in profiles.links(source, "skills"))
    brought, missing = [], []
    absent: list[Entity] = []
    unknown: list[Entity] = []
    for key, need in needs.items():
        link, held = target_links[key], source_links.get(key)
        weight = need.weight / total
        if held is None:
            told = vocabulary.knows(key) and not (need.rated and unrated)
            (absent if told or (not need.rated and vocabulary is profiles.population(target)) else unknown).append(key)
            continue
        lacking = _shortfall(held, link, need)
        if lacking:
            missing.append(SkillGap(link.skill, link.importance, weight, lacking, link, held, None, None))
        else:
            telling = need.weight / need.strength if need.strength else LEAST_SPECIFICITY
            coverage = _cover(held, link, ours.of(Kind.SKILL)[key], need)
            brought.append(TransferableSkill(link.skill, held, link, weight, coverage, telling))
    near = _closest(ours, {key: needs[key] for key in absent}, Kind.SKILL)
    for key in absent:
        link, found = target_links[key], near.get(key)
        closest = found.entity if found is not None and isinstance(found.entity, Skill) else None
        closeness = None if found is None else found.closeness
        weight = needs[key].weight / total
        missing.append(SkillGap(link.skill, link.importance, weight, 1.0, link, None, closest, closeness))
    return Skills(
        tuple(sorted(brought, key=lambda each: (-each.weight * each.coverage, each.skill.slug))),
        tuple(sorted(missing, key=lambda each: (-each.weight * each.missing, each.skill.slug))),
        tuple(target_links[key].skill for key in unknown),
        len(near),
        1 - sum(needs[key].weight for key in unknown) / total if needs else None,
    )


def tools(profiles: Profiles, source: Role, target: Role) -> Tools:
    """What the source brings of the tools that the target uses, and what not."""
    ours, among, vocabulary = profiles[source], profiles.population(target), profiles.population(source)
    wanted = {profiles.representative(link.tool) for link in profiles.links(target, "tools") if link.in_demand}
    needs = _needs(profiles, ours, profiles[target], Kind.TOOL)
    total = sum(feature.weight for feature in needs.values()) or 1.0
    held = ours.of(Kind.TOOL)
    near = _closest(ours, {key: need for key, need in needs.items() if key not in held}, Kind.TOOL)
    brought, missing = [], []

    def urgency(gap: ToolGap) -> tuple[bool, int, str]:
        key = profiles.representative(gap.tool)
        return key not in wanted, -among.holders(key), gap.tool.slug

    for key, need in needs.items():
        if not isinstance(need.entity, Tool):
            continue
        found = near.get(key)
        closest = found.entity if found is not None and isinstance(found.entity, Tool) else None
        if key in held:
            brought.append((need.weight, need.entity))
        elif vocabulary is among or vocabulary.knows(key):
            closeness = None if found is None else found.closeness
            missing.append(ToolGap(need.entity, need.weight / total, closest, closeness))
    return Tools(
        tuple(tool for _, tool in sorted(brought, key=lambda each: (-each[0], each[1].slug))),
        tuple(sorted(missing, key=urgency)),
    )


def _needs(profiles: Profiles, ours: Profile, theirs: Profile, kind: Kind) -> dict[Entity, Feature]:
    """What the target asks for, weighed by all roles but the source: so that what it holds changes no weight."""
    among = profiles.population(theirs.role)
    return {
        key: feature
        if feature.rating is not None
        else feature._replace(weight=feature.strength * profiles.specificity_to_others(key, among, ours.role))
        for key, feature in theirs.of(kind).items()
    }


def _shortfall(held: RoleSkill, wanted: RoleSkill, need: Feature) -> float:
    """By how much a level stays below what is asked for, 0 to 1; 0 if that is no gap, or nobody rates both."""
    both = levels(held, wanted)
    if both is None:
        return 0.0
    ours, theirs = both
    telling = need.weight > LEAST_SPECIFICITY * need.strength
    matters = wanted.importance is Importance.ESSENTIAL or telling
    return theirs - ours if matters and theirs - ours >= LEAST_SHORTFALL else 0.0


def _cover(held: RoleSkill, wanted: RoleSkill, ours: Feature, need: Feature) -> float:
    """How much of a need is met by something held, 0 to 1."""
    both = levels(held, wanted)
    if both is not None:
        return min(1.0, both[0] / both[1]) if both[1] else 1.0
    return max(LEAST_COVER, min(1.0, ours.strength / need.strength)) if need.strength else 1.0


def _closest(ours: Profile, absent: Mapping[Entity, Feature], kind: Kind) -> dict[Entity, Closest]:
    """The nearest thing held for each missing one that is near one: by what sources say of the two, and by meaning."""
    held = sorted({feature.entity for feature in ours.of(kind).values()}, key=lambda each: each.slug)
    if not held or not absent:
        return {}
    known = set(ours.of(kind)) | set(held)
    stated = np.zeros((len(absent), len(held)))
    places = {each: place for place, each in enumerate(held)}
    for row, feature in enumerate(absent.values()):
        for other, closeness in _related(feature.entity):
            if other in known and other in places:
                stated[row, places[other]] = closeness
    found = closest_by_meaning([feature.entity for feature in absent.values()], held, stated)
    return {key: closest for key, closest in zip(absent, found, strict=True) if closest is not None}


def _related(entity: Entity) -> Iterable[tuple[Entity, float]]:
    if isinstance(entity, Skill):
        return related_skills(entity).items()
    return related_tools(entity).items() if isinstance(entity, Tool) else ()
