"""What it takes to move from one role to another.

The feasibility of a move is 0 to 1: a weighted mean of **factors**, each of which scores how much of what the target
asks for the source brings. What the target does not ask for costs nothing, so a move and its way back differ. A
missing skill or tool counts by its closeness to the nearest one held (`knowledge.closeness`). Beside these, the two
roles are compared by the words of their work and of their names, by their activities, by ratings, by where they stand
in a classification and by the preparation that they take (`knowledge.vectors`, `ratings`, `classes`, `preparation`).

The specificity of what the target asks for is counted among all roles but the source, so that what somebody learns
changes no weight, and learning what is needed never lowers the feasibility. Factors about which the target says
nothing, or for a comparison either of the two, are left out and the weights of the others scaled up, so that
contributions always sum to the feasibility.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from knowledge.closeness import Closest, closest_skill, closest_tool
from knowledge.documented import documented_moves
from knowledge.entities import CareerMove, Entity, Qualification, Role, RoleQualification, RoleSkill, Skill, Tool
from knowledge.feasibility import LEAST_COVER, REQUIREMENT_WEIGHTS, WEIGHTS, FactorKind, stands_for
from knowledge.profile import Feature, Profile, Profiles
from knowledge.snapshot import Snapshot
from knowledge.vocabulary import Importance, Kind

LIKENESS = {
    FactorKind.WORK: "What is said of their work is {} alike, by its words.",
    FactorKind.NAMES: "What they are called is {} alike, by the words of names and aliases.",
    FactorKind.RESPONSIBILITIES: "Their responsibilities, and the activities that these belong to, are {} alike.",
    FactorKind.RATINGS: "Where they are rated above or below others is {} alike; 50% is no more than any two.",
    FactorKind.GROUPS: "On {} of the levels of their classification they are in the same group.",
    FactorKind.PREPARATION: "Its preparation carries {} of the way that the other takes; "
    "100% means that no more is needed.",
}


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for the feasibility. `score` and `weight` are 0 to 1, `contribution` is their product."""

    kind: FactorKind
    score: float
    weight: float
    contribution: float
    explanation: str


@dataclass(frozen=True, slots=True)
class TransferableSkill:
    """A skill that the target asks for and the source brings.

    `weight` is its share of all that the target asks for in skills, `coverage` how much of the need the source
    meets (0.75 to 1), `specificity` 0.1 (every role holds it) to 1 (few do).
    """

    skill: Skill
    source: RoleSkill
    target: RoleSkill
    weight: float
    coverage: float
    specificity: float


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill that the target asks for and the source lacks; `weight` as in `TransferableSkill`.

    `closest` is the nearest skill that the source has, `closeness` how near it is, 0 to 1; both None if none is near.
    """

    skill: Skill
    importance: Importance
    weight: float
    target: RoleSkill
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
class Transition:
    """A move, explained. Skills and gaps are ranked by weight, heaviest first."""

    from_role: Role
    to_role: Role
    feasibility: float
    documented_moves: tuple[CareerMove, ...]
    transferable_skills: tuple[TransferableSkill, ...]
    skill_gaps: tuple[SkillGap, ...]
    transferable_tools: tuple[Tool, ...]
    tool_gaps: tuple[ToolGap, ...]
    qualification_gaps: tuple[Qualification, ...]
    factors: tuple[Factor, ...]

    @property
    def documented_move(self) -> CareerMove | None:
        return next(iter(self.documented_moves), None)


def transition(snapshot: Snapshot, from_slug: str, to_slug: str) -> Transition:
    """The move between two roles. Raises `NotFound` for an unknown slug. A role to itself is 1 without gaps."""
    return between(snapshot, snapshot.role(from_slug, ["from"]), snapshot.role(to_slug, ["to"]))


def between(snapshot: Snapshot, source: Role, target: Role) -> Transition:
    """The move between two roles of the snapshot."""
    profiles = snapshot.profiles
    ours, theirs = profiles[source], profiles[target]
    skills = _needs(snapshot.profiles, ours, theirs, Kind.SKILL)
    total = sum(feature.weight for feature in skills.values()) or 1.0
    source_links = {profiles.representative(link.skill): link for link in reversed(source.skills)}
    target_links = {profiles.representative(link.skill): link for link in reversed(target.skills)}
    near_skills = _closest(ours, theirs, Kind.SKILL, closest_skill)
    near_tools = _closest(ours, theirs, Kind.TOOL, closest_tool)
    transferable = [
        TransferableSkill(
            skill=target_links[key].skill,
            source=source_links[key],
            target=target_links[key],
            weight=feature.weight / total,
            coverage=_cover(ours.of(Kind.SKILL)[key], feature),
            specificity=profiles.specificity_to_others(key, source),
        )
        for key, feature in skills.items()
        if key in source_links
    ]
    gaps = [
        SkillGap(
            skill=target_links[key].skill,
            importance=target_links[key].importance,
            weight=feature.weight / total,
            target=target_links[key],
            closest=_skill(near_skills.get(key)),
            closeness=near_skills[key].closeness if key in near_skills else None,
        )
        for key, feature in skills.items()
        if key not in source_links
    ]
    tools = _needs(snapshot.profiles, ours, theirs, Kind.TOOL)
    tool_total = sum(feature.weight for feature in tools.values()) or 1.0
    tool_gaps = [
        ToolGap(
            tool=_tool_of(feature.entity),
            weight=feature.weight / tool_total,
            closest=_tool(near_tools.get(key)),
            closeness=near_tools[key].closeness if key in near_tools else None,
        )
        for key, feature in tools.items()
        if key not in ours.of(Kind.TOOL)
    ]
    missing = _missing_qualifications(source, target)
    alike = snapshot.ranking.likenesses(source, target)
    needs = {
        Kind.SKILL: skills,
        Kind.TOOL: tools,
        Kind.APPLICATION: _needs(snapshot.profiles, ours, theirs, Kind.APPLICATION),
    }
    factors = _factors(ours, theirs.role, needs, near_skills, near_tools, missing, alike)
    return Transition(
        from_role=source,
        to_role=target,
        feasibility=sum(factor.contribution for factor in factors),
        documented_moves=documented_moves(source, target),
        transferable_skills=tuple(sorted(transferable, key=lambda each: (-each.weight, each.skill.slug))),
        skill_gaps=tuple(sorted(gaps, key=lambda each: (-each.weight, each.skill.slug))),
        transferable_tools=tuple(_tool_of(tools[key].entity) for key in tools if key in ours.of(Kind.TOOL)),
        tool_gaps=tuple(sorted(tool_gaps, key=lambda each: (-each.weight, each.tool.slug))),
        qualification_gaps=tuple(link.qualification for link in missing),
        factors=factors,
    )


def _needs(profiles: Profiles, ours: Profile, theirs: Profile, kind: Kind) -> dict[Entity, Feature]:
    """What the target asks for, weighed by all roles but the source: so that what it holds changes no weight."""
    return {
        key: feature._replace(weight=feature.strength * profiles.specificity_to_others(key, ours.role))
        for key, feature in theirs.of(kind).items()
    }


def _factors(
    ours: Profile,
    target: Role,
    needs: Mapping[Kind, Mapping[Entity, Feature]],
    near_skills: Mapping[Entity, Closest],
    near_tools: Mapping[Entity, Closest],
    missing: Collection[RoleQualification],
    likenesses: Mapping[FactorKind, tuple[float, float]],
) -> tuple[Factor, ...]:
    if ours.role is target:
        return (Factor(FactorKind.SIMILARITY, 1.0, 1.0, 1.0, "It is the same role."),)
    found: list[tuple[FactorKind, float, float, str]] = []
    for factor, kind, near, what in (
        (FactorKind.SKILLS, Kind.SKILL, near_skills, "skills"),
        (FactorKind.TOOLS, Kind.TOOL, near_tools, "tools"),
        (FactorKind.APPLICATIONS, Kind.APPLICATION, {}, "applications"),
    ):
        needed, held = needs[kind], ours.of(kind)
        total = sum(feature.weight for feature in needed.values())
        if total:
            met = sum(
                feature.weight * (_cover(held[key], feature) if key in held else _nearness(near.get(key)))
                for key, feature in needed.items()
            )
            shared = sum(key in held for key in needed)
            close = sum(key in near for key in needed)
            telling = total / sum(feature.strength for feature in needed.values())
            words = f"{shared} of the {len(needed)} {what} of {target.name} are held already"
            more = f", {close} more are close to one held" if close else ""
            found.append((factor, met / total, WEIGHTS[factor] * telling, f"{words}{more}."))
    if target.qualifications:
        weights = {link: REQUIREMENT_WEIGHTS[link.requirement] for link in target.qualifications}
        met = sum(weight for link, weight in weights.items() if link not in missing)
        words = f"{len(weights) - len(missing)} of {len(weights)} qualifications are usual for {ours.role.name} too."
        factor = FactorKind.QUALIFICATIONS
        found.append((factor, met / sum(weights.values()), WEIGHTS[factor], words))
    for factor, (score, telling) in likenesses.items():
        found.append((factor, score, WEIGHTS[factor] * telling, LIKENESS[factor].format(f"{score:.0%}")))
    scale = sum(weight for _, _, weight, _ in found)
    if not scale:
        return (Factor(FactorKind.SKILLS, 0.0, 1.0, 0.0, f"Nothing is said of what {target.name} takes."),)
    return tuple(
        Factor(kind, score, weight / scale, score * weight / scale, words)
        for kind, score, weight, words in found
        if weight
    )


def _cover(held: Feature, needed: Feature) -> float:
    """How much of a need is met by something held, `LEAST_COVER` to 1."""
    return max(LEAST_COVER, min(1.0, held.strength / needed.strength)) if needed.strength else 1.0


def _nearness(closest: Closest | None) -> float:
    return 0.0 if closest is None else closest.closeness


def _closest(
    ours: Profile,
    theirs: Profile,
    kind: Kind,
    find: Callable[..., Closest | None],
) -> dict[Entity, Closest]:
    """The nearest thing held for each missing feature that is near one."""
    held = {feature.entity for feature in ours.of(kind).values()} | set(ours.of(kind))
    missing: Iterable[tuple[Entity, Feature]] = (
        (key, feature) for key, feature in theirs.of(kind).items() if key not in ours.of(kind)
    )
    found = ((key, find(feature.entity, held)) for key, feature in missing)
    return {key: closest for key, closest in found if closest is not None}


def _missing_qualifications(source: Role, target: Role) -> list[RoleQualification]:
    """What the target asks for and is less usual for the source. A higher degree stands for a lower one."""

    def met(wanted: RoleQualification) -> bool:
        return any(
            stands_for(link.qualification, wanted.qualification)
            and REQUIREMENT_WEIGHTS[link.requirement] >= REQUIREMENT_WEIGHTS[wanted.requirement]
            for link in source.qualifications
        )

    return [link for link in target.qualifications if not met(link)]


def _skill(closest: Closest | None) -> Skill | None:
    return closest.entity if closest is not None and isinstance(closest.entity, Skill) else None


def _tool(closest: Closest | None) -> Tool | None:
    return closest.entity if closest is not None and isinstance(closest.entity, Tool) else None


def _tool_of(entity: Entity) -> Tool:
    if not isinstance(entity, Tool):
        raise TypeError(f"{entity.slug} is no tool")
    return entity
