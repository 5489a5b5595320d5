"""Which skills are near a skill: by what sources say, by the hierarchy, by tools in common, and by co-use.

Each reason gives a closeness, 0 to 1. A source that calls one skill essential for another gives 0.8, optional 0.6; the
hierarchy and tools as in `likeness.closeness`; co-use 0.6 times the cosine of the two sets of roles (Ochiai 1957:
roles that hold both over the root of the product of the numbers that hold each), if at least two roles hold both; of
what a publisher rates all roles on, it says nothing. All reasons together are one closeness: 1 minus the product of
what each leaves open.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.likeness.closeness import BROADER, NARROWER, SAME_TOOL, SIBLING
from knowledge.likeness.profile import rated_skill
from knowledge.model.entities import RelatedSkill, Skill
from knowledge.model.evidence import Citation, Dataset
from knowledge.model.vocabulary import Basis, Importance, Kind
from knowledge.snapshot.snapshot import Snapshot

DOCUMENTED = {Importance.ESSENTIAL: 0.8, Importance.OPTIONAL: 0.6}
CO_USE = 0.6
LEAST_CO_USE = 2  # roles


class Reason(StrEnum):
    """Why a skill is near another."""

    DOCUMENTED = "DOCUMENTED"
    NARROWER = "NARROWER"
    BROADER = "BROADER"
    SIBLING = "SIBLING"
    SAME_TOOL = "SAME_TOOL"
    CO_USE = "CO_USE"


@dataclass(frozen=True, slots=True)
class Adjacent:
    """A skill near another. `closeness` is 0 to 1; `link` is what a source says of the two, None if none does."""

    skill: Skill
    closeness: float
    reasons: tuple[Reason, ...]
    link: RelatedSkill | None

    @property
    def importance(self) -> Importance:
        return Importance.OPTIONAL if self.link is None else self.link.importance

    @property
    def basis(self) -> Basis:
        return Basis.COMPUTED if self.link is None else self.link.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return () if self.link is None else self.link.citations

    @property
    def added_by(self) -> Dataset | None:
        return None if self.link is None else self.link.added_by


def adjacent(snapshot: Snapshot, skill: Skill) -> list[Adjacent]:
    """All active skills near `skill`, nearest first, ties by slug. Exact matches of it are the same, and left out."""
    same = snapshot.profiles.representative(skill)
    reasons: dict[Skill, dict[Reason, float]] = defaultdict(dict)
    for other, reason, closeness in (*_stated(skill), *_co_used(snapshot, skill)):
        if other.active and snapshot.profiles.representative(other) is not same:
            reasons[other][reason] = max(closeness, reasons[other].get(reason, 0.0))
    documented = {link.related: link for link in skill.related}
    found = [
        Adjacent(
            other,
            1 - math.prod(1 - closeness for closeness in why.values()),
            tuple(reason for reason in Reason if reason in why),
            documented.get(other),
        )
        for other, why in reasons.items()
    ]
    return sorted(found, key=lambda each: (-round(each.closeness, 9), each.skill.slug))


def helped(skill: Skill) -> list[Adjacent]:
    """The skills that sources say `skill` helps with, in their order."""
    return [Adjacent(link.skill, DOCUMENTED[link.importance], (Reason.DOCUMENTED,), link) for link in skill.related_by]


def _stated(skill: Skill) -> Iterator[tuple[Skill, Reason, float]]:
    for relation in skill.related:
        yield relation.related, Reason.DOCUMENTED, DOCUMENTED[relation.importance]
    for link in skill.narrower:
        yield link.skill, Reason.NARROWER, NARROWER
    for up in skill.broader:
        yield up.broader, Reason.BROADER, BROADER
        for down in up.broader.narrower:
            yield down.skill, Reason.SIBLING, SIBLING
    for served in skill.tools:
        for other in served.tool.skills:
            yield other.skill, Reason.SAME_TOOL, SAME_TOOL


def _co_used(snapshot: Snapshot, skill: Skill) -> Iterator[tuple[Skill, Reason, float]]:
    profiles = snapshot.profiles
    key = profiles.representative(skill)
    same = (each for each in profiles.same_as(key) if isinstance(each, Skill))
    roles = {link.role for each in same for link in each.roles}
    together = Counter(
        other for role in roles for other, held in profiles[role].of(Kind.SKILL).items() if not rated_skill(other, held)
    )
    for other, count in together.items():
        if count >= LEAST_CO_USE and isinstance(other, Skill):
            yield other, Reason.CO_USE, CO_USE * count / math.sqrt(len(roles) * profiles.holders(other))
