"""What several roles have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from knowledge.errors import BadInput, Path
from knowledge.likeness.profile import FEATURE_KINDS, LEAST_SPECIFICITY, Profiles, similarity
from knowledge.model.entities import CommonGround, Entity, Role
from knowledge.model.evidence import Citation, merged_citations
from knowledge.model.vocabulary import Kind, Requirement
from knowledge.snapshot.snapshot import Snapshot

FEWEST, MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that all the roles hold, or any of them: one link of each role or None, in the order asked.

    `specificity` is 0.1 (every role holds it) to 1 (few do).
    """

    entity: Entity
    holdings: tuple[Any, ...]
    specificity: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """What `roles` have in common.

    `similarity` is 0 to 1 (`likeness.profile.similarity`), `likeness` how related they are, the least of any two of
    them, 0 to 1. `comparable` is whether one vocabulary has what all of them hold: if not, `similarity` says nothing.
    Skills that all are rated on are those first in which all are strong beyond what is usual.
    """

    roles: tuple[Role, ...]
    similarity: float
    likeness: float
    comparable: bool
    skills: tuple[Shared, ...]
    tools: tuple[Shared, ...]
    applications: tuple[Shared, ...]
    responsibilities: tuple[Shared, ...]
    qualifications: tuple[Shared, ...]
    common_ground: tuple[CommonGround, ...]
    citations: tuple[Citation, ...]


def overlap(snapshot: Snapshot, slugs: Sequence[str], argument: str = "roles") -> Overlap:
    """The overlap of 2 to 8 different roles. Features are in the order in which the first role lists them,
    but for skills on which all are rated.

    Raises `BadInput` if there are too few or too many roles or one is named twice, `NotFound` for an unknown slug.
    """
    roles = different_roles(snapshot, slugs, [argument])
    profiles = snapshot.profiles
    shared = {
        Kind.SKILL: _strongest(roles, profiles, _shared(roles, profiles, "skills", "skill")),
        Kind.TOOL: _shared(roles, profiles, "tools", "tool"),
        Kind.APPLICATION: _shared(roles, profiles, "applications", "application"),
        Kind.RESPONSIBILITY: _shared(roles, profiles, "responsibilities", "responsibility"),
        Kind.QUALIFICATION: _asked(_shared(roles, profiles, "qualifications", "qualification")),
    }
    wanted = set(roles)
    ground = tuple(each for each in roles[0].common_ground if wanted <= {said.role for said in each.roles})
    evidence = [link.evidence for features in shared.values() for feature in features for link in feature.holdings]
    return Overlap(
        roles=roles,
        similarity=similarity(profiles[role] for role in roles),
        likeness=min(snapshot.ranking.likeness(*sorted(pair, key=_by_slug)) for pair in combinations(roles, 2)),
        comparable=_comparable(roles, profiles),
        skills=shared[Kind.SKILL],
        tools=shared[Kind.TOOL],
        applications=shared[Kind.APPLICATION],
        responsibilities=shared[Kind.RESPONSIBILITY],
        qualifications=shared[Kind.QUALIFICATION],
        common_ground=ground,
        citations=merged_citations([*(each.evidence for each in ground), *evidence]),
    )


def _asked(shared: Sequence[Shared]) -> tuple[Shared, ...]:
    """What all ask for: of the answers of a survey, those that are typical of each."""
    return tuple(
        each
        for each in shared
        if all(link.share is None or link.requirement is Requirement.TYPICAL for link in each.holdings)
    )


def _by_slug(role: Role) -> str:
    return role.slug


def _comparable(roles: Sequence[Role], profiles: Profiles) -> bool:
    """Whether it is known of all roles what they hold, and the vocabularies of all others have any of it."""
    if any(role.skills for role in roles) and not all(role.skills for role in roles):
        return False
    vocabularies = {id(each): each for each in map(profiles.population, roles)}.values()
    held = (key for role in roles for kind in FEATURE_KINDS for key in profiles[role].of(kind))
    return len(vocabularies) == 1 or any(all(each.knows(key) for each in vocabularies) for key in held)


def _strongest(roles: Sequence[Role], profiles: Profiles, shared: Sequence[Shared]) -> tuple[Shared, ...]:
    """What all are rated on by the least distinction of any, greatest first, after what none is rated on."""

    def telling(each: Shared) -> float | None:
        key = profiles.representative(each.entity)
        features = [profiles[role].of(Kind.SKILL)[key] for role in roles]
        return None if not all(each.rated for each in features) else min(each.weight for each in features)

    rated = [(worth, each) for each in shared if (worth := telling(each)) is not None]
    plain = [each for each in shared if telling(each) is None]
    rated.sort(key=lambda each: (-each[0], each[1].entity.slug))
    return (*plain, *(Shared(each.entity, each.holdings, max(LEAST_SPECIFICITY, worth)) for worth, each in rated))


def held_by_any(profiles: Profiles, roles: Sequence[Role], links: str, end: str) -> list[Shared]:
    """What any of the roles hold, what most do first, then by specificity; None in `holdings` where one does not.

    `links` and `end` name the links of a role and what they lead to, as `skills` and `skill`.
    """
    held = [
        {profiles.representative(getattr(link, end)): link for link in reversed(profiles.links(role, links))}
        for role in roles
    ]
    features = dict.fromkeys(feature for side in held for feature in side)
    among = profiles.population(roles[0])
    found = [
        Shared(
            feature,
            tuple(side.get(feature) for side in held),
            profiles.specificity(feature, among),
        )
        for feature in features
    ]
    return sorted(found, key=lambda each: (each.holdings.count(None), -each.specificity, each.entity.slug))


def different_roles(snapshot: Snapshot, slugs: Sequence[str], argument: Path) -> tuple[Role, ...]:
    if not FEWEST <= len(slugs) <= MOST:
        raise BadInput(f"Give {FEWEST} to {MOST} roles to compare, not {len(slugs)}.", argument)
    roles = tuple(snapshot.role(slug, [*argument, place]) for place, slug in enumerate(slugs))
    for place, role in enumerate(roles):
        if role in roles[:place]:
            raise BadInput(f'The role "{role.slug}" is named twice: compare different roles.', [*argument, place])
    return roles


def _shared(roles: Sequence[Role], profiles: Profiles, links: str, end: str) -> tuple[Shared, ...]:
    held = [
        {profiles.representative(getattr(link, end)): link for link in reversed(profiles.links(role, links))}
        for role in roles
    ]
    common = [
        profiles.representative(getattr(link, end))
        for link in profiles.links(roles[0], links)
        if all(profiles.representative(getattr(link, end)) in side for side in held[1:])
    ]
    among = profiles.population(roles[0])
    return tuple(
        Shared(feature, tuple(side[feature] for side in held), profiles.specificity(feature, among))
        for feature in dict.fromkeys(common)
    )
