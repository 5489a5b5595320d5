"""What sets two roles apart."""

from dataclasses import dataclass
from typing import Any

from knowledge.errors import BadInput
from knowledge.likeness.profile import Profiles, levels, strength
from knowledge.model.entities import (
    Entity,
    Role,
    RoleApplication,
    RoleContrast,
    RoleResponsibility,
    RoleSkill,
    RoleTool,
)
from knowledge.model.evidence import Citation, merged_citations
from knowledge.model.vocabulary import ContrastDimension
from knowledge.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FeatureSet:
    """What only one of two roles holds, in the order in which that role lists it."""

    skills: tuple[RoleSkill, ...]
    tools: tuple[RoleTool, ...]
    applications: tuple[RoleApplication, ...]
    responsibilities: tuple[RoleResponsibility, ...]


@dataclass(frozen=True, slots=True)
class EmphasisShift:
    """Something that both roles hold, but not in the same way.

    `left` and `right` say how each uses it, None where no source tells. `shift` is how much more strongly the right
    role holds it, -1 to 1, in levels where both are rated; it is 0 where only the words differ. The largest come first.
    """

    feature: Entity
    left: str | None
    right: str | None
    shift: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a source says of both roles along one dimension."""

    dimension: ContrastDimension
    left: str
    right: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    left: Role
    right: Role
    only_left: FeatureSet
    only_right: FeatureSet
    emphasis: tuple[EmphasisShift, ...]
    contrasts: tuple[Contrast, ...]


def difference(snapshot: Snapshot, left: str, right: str) -> Difference:
    """How two different roles differ: the complement of their overlap.

    Raises `BadInput` if both slugs are the same, `NotFound` for an unknown one.
    """
    first = snapshot.role(left, ["left"])
    second = snapshot.role(right, ["right"])
    if first is second:
        raise BadInput(f'A role does not differ from itself: give another one than "{right}".', ["right"])
    profiles = snapshot.profiles
    return Difference(
        left=first,
        right=second,
        only_left=_only(first, second, profiles),
        only_right=_only(second, first, profiles),
        emphasis=_emphasis(first, second, profiles),
        contrasts=_contrasts(first, second),
    )


def _only(role: Role, other: Role, profiles: Profiles) -> FeatureSet:
    def missing(links: str, end: str) -> tuple[Any, ...]:
        held = {profiles.representative(getattr(link, end)) for link in profiles.links(other, links)}
        return tuple(
            link for link in profiles.links(role, links) if profiles.representative(getattr(link, end)) not in held
        )

    return FeatureSet(
        skills=missing("skills", "skill"),
        tools=missing("tools", "tool"),
        applications=missing("applications", "application"),
        responsibilities=missing("responsibilities", "responsibility"),
    )


def _emphasis(left: Role, right: Role, profiles: Profiles) -> tuple[EmphasisShift, ...]:
    shifts = []
    for links, end in (
        ("skills", "skill"),
        ("tools", "tool"),
        ("applications", "application"),
        ("responsibilities", "responsibility"),
    ):
        held = {profiles.representative(getattr(link, end)): link for link in reversed(profiles.links(right, links))}
        for link in profiles.links(left, links):
            other = held.get(profiles.representative(getattr(link, end)))
            if other is None:
                continue
            shift = _shift(link, other) if links == "skills" else 0.0
            if shift or link.emphasis != other.emphasis:
                citations = merged_citations([link.evidence, other.evidence])
                shifts.append(EmphasisShift(getattr(link, end), link.emphasis, other.emphasis, shift, citations))
    return tuple(sorted(shifts, key=lambda each: (-abs(each.shift), each.feature.slug)))


def _shift(left: RoleSkill, right: RoleSkill) -> float:
    """How much more strongly the right role holds a skill: by its level where both are rated, -1 to 1."""
    both = levels(left, right)
    return strength(right) - strength(left) if both is None else both[1] - both[0]


def _contrasts(left: Role, right: Role) -> tuple[Contrast, ...]:
    """The dimensions on which something is said of both, in the order of the enumeration."""
    ours: dict[ContrastDimension, RoleContrast] = {each.dimension: each for each in left.contrasts}
    theirs = {each.dimension: each for each in right.contrasts}
    return tuple(
        Contrast(
            dimension=dimension,
            left=ours[dimension].statement,
            right=theirs[dimension].statement,
            citations=merged_citations([ours[dimension].evidence, theirs[dimension].evidence]),
        )
        for dimension in ContrastDimension
        if dimension in ours and dimension in theirs
    )
