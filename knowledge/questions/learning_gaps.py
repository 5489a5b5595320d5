"""What somebody has to learn for a role, and how much of what the role asks for they have: what plans are made of.

Coverage is that of `questions.match`: the share of what the role asks for that is held, each thing by strength times
weight, tools at 0.6 of a skill; what is near to something held counts in part. Of somebody who leaves a role, what the
role holds is held, at its levels; what its dataset has no word for counts neither way (`Transition.unknown_skills`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.likeness.profile import Feature, is_rated, rating
from knowledge.model.entities import Entity, Role, RoleSkill, Skill, Tool
from knowledge.model.vocabulary import Importance, Kind
from knowledge.questions.match import SCALES, HeldProfile
from knowledge.questions.profile_names import Held
from knowledge.questions.transition import Transition
from knowledge.snapshot.snapshot import Snapshot

ALL = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a role asks for and somebody lacks, or has at a lower level.

    `missing` is how much of it, 0 to 1; `level` how well the role needs it, 0 to 1, None if unknown; `importance` is
    that of a skill. `closest` is the nearest thing that is held, None if none is, or nobody looked. `seldom_asked`
    marks a tool that employers of the role do not often ask for, where somebody counted that.
    """

    key: Entity
    what: Skill | Tool
    importance: Importance | None
    level: float | None
    missing: float
    closest: Skill | Tool | None = None
    closeness: float | None = None
    seldom_asked: bool = False


class Coverage:
    """How much of what a role asks for somebody has, while they learn. It belongs to one plan, and changes."""

    __slots__ = ("_asked", "_held", "_met", "_whole")

    def __init__(self, held: HeldProfile, asked: Mapping[Entity, tuple[Feature, float]]):
        self._held = held
        self._asked = asked
        self._whole = sum(weight for _, weight in asked.values())
        self._met = {key: weight * held.covers(key, feature) for key, (feature, weight) in asked.items()}

    @property
    def now(self) -> float | None:
        """The share, 0 to 1; None where the role asks for nothing of which anything is known."""
        return sum(self._met.values()) / self._whole if self._whole else None

    def lacks(self, key: Entity) -> float:
        """How much something that is missing would add alone, 0 to 1."""
        return (self._asked[key][1] - self._met[key]) / self._whole if key in self._asked and self._whole else 0.0

    def learn(self, gap: Gap) -> None:
        """Close a gap, and what is near to it in part."""
        for key in self._held.learn(gap.what):
            if key in self._asked:
                feature, weight = self._asked[key]
                self._met[key] = weight * self._held.covers(key, feature)


def of_move(snapshot: Snapshot, move: Transition) -> tuple[list[Gap], Coverage]:
    """What somebody in the one role has to learn for the other."""
    profiles = snapshot.profiles
    gaps = [
        Gap(
            profiles.representative(each.skill),
            each.skill,
            each.importance,
            _level(each.target),
            each.missing,
            each.closest,
            each.closeness,
        )
        for each in move.skill_gaps
    ]
    seldom = _seldom_asked(snapshot, move.to_role)
    for tool in move.tool_gaps:
        key = profiles.representative(tool.tool)
        gaps.append(Gap(key, tool.tool, None, None, ALL, tool.closest, tool.closeness, key in seldom))
    source = profiles[move.from_role]
    links = {profiles.representative(link.skill): link for link in reversed(profiles.links(move.from_role, "skills"))}
    held = {
        key: Held(feature.entity, _level(links[key]) if key in links else None, None)
        for kind, _ in SCALES
        for key, feature in source.of(kind).items()
    }
    unknown = {profiles.representative(each) for each in move.unknown_skills}
    judged = {profiles.representative(each) for each in move.transferable_tools} | {each.key for each in gaps}
    asked = {
        key: value
        for key, value in _asked(snapshot, move.to_role, (Kind.SKILL, Kind.TOOL)).items()
        if key not in unknown and (key.kind is Kind.SKILL or key in judged)
    }
    return gaps, Coverage(HeldProfile(profiles, held), asked)


def of_profile(snapshot: Snapshot, held: Mapping[Entity, Held], target: Role) -> tuple[list[Gap], Coverage]:
    """What somebody with a profile has to learn for a role. Of tools, or skills, that a profile names none of, nothing
    is known, and nothing is missing."""
    profiles = snapshot.profiles
    profile = HeldProfile(profiles, dict(held))
    kinds = {each.kind for each in held}
    links = {profiles.representative(link.skill): link for link in reversed(profiles.links(target, "skills"))}
    asked = {
        key: (feature, weight)
        for key, (feature, weight) in _asked(snapshot, target, kinds).items()
        if profile.asks(key, feature)
    }
    gaps, seldom = [], _seldom_asked(snapshot, target)
    for key, (feature, _) in asked.items():
        covered = profile.covers(key, feature) if profile.has(key) else 0.0
        what, link = feature.entity, links.get(key)
        if covered < ALL and isinstance(what, Skill | Tool):
            importance = None if link is None else link.importance
            level = None if link is None else _level(link)
            gaps.append(Gap(key, what, importance, level, ALL - covered, seldom_asked=key in seldom))
    among = profiles.population(target)
    gaps.sort(key=lambda gap: (-among.holders(gap.key), gap.what.slug))
    return gaps, Coverage(profile, asked)


def _asked(snapshot: Snapshot, target: Role, kinds: Iterable[Kind]) -> dict[Entity, tuple[Feature, float]]:
    """What a role asks for, each with how much it counts."""
    profile, wanted = snapshot.profiles[target], set(kinds)
    return {
        key: (feature, scale * feature.weight * feature.strength)
        for kind, scale in SCALES
        if kind in wanted
        for key, feature in profile.of(kind).items()
    }


def _seldom_asked(snapshot: Snapshot, target: Role) -> set[Entity]:
    """The tools of a role that employers do not often ask for; none where nobody counted."""
    profiles = snapshot.profiles
    every = {profiles.representative(link.tool) for link in profiles.links(target, "tools")}
    wanted = {profiles.representative(link.tool) for link in profiles.links(target, "tools") if link.in_demand}
    return every - wanted if wanted else set()


def _level(link: RoleSkill) -> float | None:
    return rating(link) if is_rated(link) else link.level
