"""Roles by what somebody likes to do: an interest profile compared with those that a publisher rates roles on.

Both are six figures, one for each of Holland's types (RIASEC). What counts is their shape: the Pearson correlation of
the six, the figure by which O*NET links profiles of people to those of occupations (Rounds, Su, Lewis and Rivkin 2010,
"O*NET Interest Profiler Short Form Psychometric Characteristics"; Rounds, Smith, Hubert, Lewis and Rivkin 1999). It is
1 where what somebody likes more is what the role is more of, in the same proportions, whatever scales were used; -1
where it is the contrary. Of equal ones, the role first whose strongest types come nearer to the profile's (the C-index
of Brown and Gore 1994 on the three highest types).
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BadInput
from knowledge.model.entities import Role
from knowledge.model.vocabulary import DescriptorDomain, Kind
from knowledge.snapshot.finding import named
from knowledge.snapshot.snapshot import Snapshot

Floats = NDArray[np.float64]

DIGITS = 6  # to which correlations are told
LEAST_SPREAD = 1e-9  # below which a profile likes everything alike


class Interest(StrEnum):
    """Holland's types, in their order around the hexagon: neighbours are alike, opposites differ most."""

    REALISTIC = "REALISTIC"
    INVESTIGATIVE = "INVESTIGATIVE"
    ARTISTIC = "ARTISTIC"
    SOCIAL = "SOCIAL"
    ENTERPRISING = "ENTERPRISING"
    CONVENTIONAL = "CONVENTIONAL"


AROUND = list(Interest)
NEARNESS = (3, 2, 1, 0)  # of two types by the steps between them on the hexagon
PLACES = (3, 2, 1)  # how much each place of a three-letter code counts
CODE = len(PLACES)


class InterestMatch(NamedTuple):
    """A role, and how its interest profile goes with somebody's: `correlation` -1 to 1, `congruence` 0 to 18.

    `profile` has the role's figures on the publisher's scale, `code` its three highest types, highest first.
    """

    role: Role
    correlation: float
    congruence: int
    profile: Mapping[Interest, float]
    code: tuple[Interest, ...]


def highest(profile: Mapping[Interest, float]) -> tuple[Interest, ...]:
    """The three highest types of a profile, highest first, equal ones in the order of the hexagon."""
    return tuple(sorted(profile, key=lambda each: (-profile[each], AROUND.index(each)))[:CODE])


def congruence(one: Sequence[Interest], other: Sequence[Interest]) -> int:
    """The C-index of two codes of three types: 0 (opposite) to 18 (the same in the same order)."""
    return sum(
        weight * NEARNESS[min((steps := abs(AROUND.index(left) - AROUND.index(right))), len(AROUND) - steps)]
        for weight, left, right in zip(PLACES, one, other, strict=True)
    )


def roles_by_interests(
    snapshot: Snapshot, profile: Mapping[Interest, float], dataset: str | None = None
) -> list[InterestMatch]:
    """The active roles that a publisher rates on all six types, best first, ties by name.

    `profile` has a figure of 0 to 1 for each type. Raises `BadInput` for figures outside, and where all are the same: a
    profile without a shape goes with everything and nothing; `NotFound` for an unknown dataset.
    """
    for interest, figure in profile.items():
        if not (math.isfinite(figure) and 0 <= figure <= 1):
            raise BadInput(f"An interest is 0 to 1, not {figure:g}.", ["profile", interest.lower()])
    if dataset is not None:
        named(snapshot.datasets, dataset, "dataset", ["dataset"])
    wanted = _shape(np.array([profile[each] for each in AROUND]))
    if wanted is None:
        raise BadInput("All six interests are the same: rate what is liked more higher than the rest.", ["profile"])
    code = highest(profile)
    rated = _rated(snapshot)
    figures = np.clip(rated.shapes @ wanted, -1.0, 1.0)
    found = [
        InterestMatch(role, round(float(figure), DIGITS), congruence(code, own), told, own)
        for role, figure, told, own in zip(rated.roles, figures, rated.profiles, rated.codes, strict=True)
        if dataset is None or role.dataset.slug == dataset
    ]
    found.sort(key=lambda each: (-each.correlation, -each.congruence, each.role.name.casefold(), each.role.slug))
    return found


class _Rated(NamedTuple):
    """The roles that are rated, by row of `shapes`: their profiles without mean, of length 1."""

    roles: list[Role]
    profiles: list[Mapping[Interest, float]]
    codes: list[tuple[Interest, ...]]
    shapes: Floats


def _rated(snapshot: Snapshot) -> _Rated:
    memory = snapshot.memories.of("interests")
    found: _Rated | None = memory.get(snapshot.number)
    if found is None:
        found = _gathered(snapshot)
        snapshot.memories.keep("interests", snapshot.number, found, 800 * len(found.roles))
    return found


def _gathered(snapshot: Snapshot) -> _Rated:
    types = {
        each: Interest[each.name.upper()]
        for each in snapshot.descriptors.values()
        if each.domain is DescriptorDomain.INTEREST and each.name.upper() in Interest.__members__
    }
    roles: list[Role] = []
    profiles: list[Mapping[Interest, float]] = []
    codes: list[tuple[Interest, ...]] = []
    shapes: list[Floats] = []
    for role in snapshot.active(Kind.ROLE) if types else ():
        assert isinstance(role, Role)
        told = {
            types[link.descriptor]: link.value
            for link in role.descriptors
            if link.descriptor in types and link.value is not None and not link.suppressed
        }
        shape = _shape(np.array([told[each] for each in AROUND])) if len(told) == len(AROUND) else None
        if shape is not None:
            roles.append(role)
            profiles.append(told)
            codes.append(highest(told))
            shapes.append(shape)
    return _Rated(roles, profiles, codes, np.array(shapes).reshape(len(roles), len(AROUND)))


def _shape(figures: Floats) -> Floats | None:
    """Figures without their mean, of length 1; None where they are all the same."""
    off = figures - figures.mean()
    length = float(np.sqrt(off @ off))
    return off / length if length > LEAST_SPREAD else None
