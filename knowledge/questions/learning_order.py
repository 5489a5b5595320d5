"""In which order gaps are learned: what waits for what, and why, and an order that keeps to it.

1. What is broader comes before what is a part or special case of it.
2. What a source calls essential for something comes before it.
3. A skill comes before the tools that serve it.
4. What the suggested resource of a gap takes for granted comes before it: the skills that it requires, and the first of
   the gaps for which the plan suggests a resource that comes before it, since that is when it is taken.

Where the rules contradict each other in a circle, the first to be given up are those of the gap that waits for the
fewest others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model.entities import Entity, Skill, Tool
from knowledge.model.learning import LearningResource
from knowledge.model.vocabulary import Importance
from knowledge.questions.learning_gaps import Gap
from knowledge.questions.learning_phases import PhaseKind
from knowledge.questions.resources import Teaching
from knowledge.snapshot.snapshot import Snapshot

DIGITS = 9  # to which weights are compared


class OrderReason(StrEnum):
    """Why one thing is learned before another."""

    BROADER = "BROADER"
    ESSENTIAL = "ESSENTIAL"
    SERVED = "SERVED"
    RESOURCE = "RESOURCE"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What comes before a step, and why."""

    what: Skill | Tool
    reason: OrderReason


@dataclass(frozen=True, slots=True)
class Waits:
    """What a gap waits for among the others: all of `firm`, each for a reason, and one of each of the `courses`.

    A course is that of all gaps for which the resource is suggested that comes before the own one.
    """

    firm: dict[Entity, OrderReason] = field(default_factory=dict)
    courses: list[frozenset[Entity]] = field(default_factory=list)

    @property
    def all(self) -> set[Entity]:
        return {*self.firm, *(key for course in self.courses for key in course)}

    def unmet(self, left: Mapping[Entity, Gap]) -> int:
        """How much there is to wait for while these are left."""
        return sum(key in left for key in self.firm) + sum(all(key in left for key in each) for each in self.courses)

    def met_by(self, placed: Sequence[Gap]) -> tuple[Earlier, ...]:
        """What of those that were placed was waited for, in their order; of each course the first."""
        firsts = {next((gap.key for gap in placed if gap.key in course), None) for course in self.courses}
        return tuple(
            Earlier(gap.what, self.firm.get(gap.key, OrderReason.RESOURCE))
            for gap in placed
            if gap.key in self.firm or gap.key in firsts
        )


def waits_of(
    snapshot: Snapshot, gaps: Sequence[Gap], suggested: Mapping[Entity, Teaching | None]
) -> dict[Entity, Waits]:
    """What each gap waits for, with the first reason that there is."""
    keys = {each.key for each in gaps}
    teaches: dict[LearningResource, set[Entity]] = {}
    for key, best in suggested.items():
        if best is not None:
            teaches.setdefault(best.resource, set()).add(key)
    return {gap.key: _waits(snapshot, gap, suggested[gap.key], keys - {gap.key}, teaches) for gap in gaps}


def _waits(
    snapshot: Snapshot,
    gap: Gap,
    suggested: Teaching | None,
    others: set[Entity],
    teaches: Mapping[LearningResource, set[Entity]],
) -> Waits:
    found: dict[Entity, OrderReason] = {}
    for same in snapshot.profiles.same_as(gap.key):
        if isinstance(same, Skill):
            found |= dict.fromkeys(_above(same), OrderReason.BROADER)
    for same in snapshot.profiles.same_as(gap.key):
        for link in same.related if isinstance(same, Skill) else ():
            if link.importance is Importance.ESSENTIAL:
                found.setdefault(link.related, OrderReason.ESSENTIAL)
        for served in same.skills if isinstance(same, Tool) else ():
            found.setdefault(served.skill, OrderReason.SERVED)
    resource = None if suggested is None else suggested.resource
    for skill in resource.required_skills if resource else ():
        found.setdefault(skill, OrderReason.RESOURCE)
    firm: dict[Entity, OrderReason] = {}
    for each, reason in found.items():
        key = snapshot.profiles.representative(each)
        if key in others:
            firm.setdefault(key, reason)
    before = [teaches.get(link.prerequisite, set()) for link in resource.prerequisites] if resource else []
    return Waits(firm, [frozenset(each) for each in before if each and gap.key not in each])


def _above(skill: Skill) -> dict[Skill, None]:
    """All that a skill is a part or special case of, nearest first."""
    found: dict[Skill, None] = {}
    open_ = [skill]
    while open_:
        for link in open_.pop(0).broader:
            if link.broader not in found:
                found[link.broader] = None
                open_.append(link.broader)
    return found


def by_weight(gaps: Sequence[Gap], weights: Mapping[Entity, float], phases: Mapping[Entity, PhaseKind]) -> list[Gap]:
    """The gaps by phase, and in each by what they matter: by weight; tools that employers seldom ask for last, in the
    order in which they are told (`Transition.tool_gaps`), for what few roles use weighs most and is wanted least."""
    order_of = {kind: place for place, kind in enumerate(PhaseKind)}
    told = {each.key: place for place, each in enumerate(gaps)}

    def order(gap: Gap) -> tuple[bool, int, float, str, str]:
        weight = float(told[gap.key]) if gap.seldom_asked else -round(weights[gap.key], DIGITS)
        return gap.seldom_asked, order_of[phases[gap.key]], weight, gap.what.kind, gap.what.slug

    return sorted(gaps, key=order)


def in_order(gaps: Sequence[Gap], waits: Mapping[Entity, Waits]) -> list[Gap]:
    """The gaps, which come by what they matter, so that each stands after what it waits for, the most urgent first.

    One is as urgent as the first of it and all that wait for it.
    """
    order = {each.key: place for place, each in enumerate(gaps)}
    waiting: dict[Entity, list[Entity]] = {}
    pressing: dict[Entity, list[Entity]] = {}  # those who make it more urgent: of a course, the first is enough
    for key, each in waits.items():
        for other in each.all:
            waiting.setdefault(other, []).append(key)
        for other in {*each.firm, *(min(course, key=order.__getitem__) for course in each.courses)}:
            pressing.setdefault(other, []).append(key)
    urgency = {each.key: min(order[key] for key in _with_waiting(each.key, pressing)) for each in gaps}
    left = {each.key: each for each in gaps}
    unmet = {key: waits[key].unmet(left) for key in left}
    found: list[Gap] = []
    while left:
        best = min(left, key=lambda key: (unmet[key], urgency[key], order[key]))
        found.append(left.pop(best))
        for key in waiting.get(best, ()):
            unmet[key] = waits[key].unmet(left)
    return found


def _with_waiting(key: Entity, waiting: Mapping[Entity, Sequence[Entity]]) -> set[Entity]:
    """A gap, and all that wait for it, or for what waits for it."""
    found, open_ = {key}, [key]
    while open_:
        for other in waiting.get(open_.pop(), ()):
            if other not in found:
                found.add(other)
                open_.append(other)
    return found
