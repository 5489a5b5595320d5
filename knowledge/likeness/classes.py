"""How near roles are in a classification of occupations: by the levels of their codes that agree.

ISCO codes have four levels, of one digit each; SOC codes have major, minor, broad and detailed groups (two, three,
five and six digits). Two roles are as near as the share of levels on which they are in one group, 0 to 1, for the
nearest of their groups. Roles of different classifications cannot be compared.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.model.entities import Role
from knowledge.model.vocabulary import GroupScheme

LEVELS = {GroupScheme.ISCO: (1, 2, 3, 4), GroupScheme.SOC: (2, 3, 5, 6)}
"""The number of digits of a code at each level."""
RESIDUAL = "9"  # the last digit of a group of what is in no other: its roles have nothing in common

Floats = NDArray[np.float64]


class Class(NamedTuple):
    """A group at a level of a classification; `depth` is 1 for the widest."""

    scheme: GroupScheme
    depth: int
    digits: str


def classes(role: Role) -> set[Class]:
    """The groups that a role is in, at every level."""
    found = set()
    for group in role.groups:
        digits = "".join(filter(str.isdigit, group.code.partition(".")[0]))
        for depth, length in enumerate(LEVELS[group.scheme], 1):
            if len(digits) >= length:
                found.add(Class(group.scheme, depth, digits[:length]))
    return found


def units(role: Role) -> list[str]:
    """The narrowest groups that a classification has for a role, by their digits: unit groups of ISCO, detailed
    occupations of SOC; in order."""
    return sorted(each.digits for each in classes(role) if each.depth == len(LEVELS[each.scheme]))


def specialism(role: Role) -> str:
    """The detailed occupation of SOC that a role is, or is a specialism of, by its digits; empty where it is in none,
    or in a residual one."""
    found = (
        each for each in classes(role) if each.scheme is GroupScheme.SOC and each.depth == len(LEVELS[each.scheme])
    )
    return min((each.digits for each in found if not each.digits.endswith(RESIDUAL)), default="")


def nearness(one: Role, other: Role) -> float | None:
    """The share of levels on which two roles agree, 0 to 1; None if no classification has both."""
    ours, theirs = classes(one), classes(other)
    if not {each.scheme for each in ours} & {each.scheme for each in theirs}:
        return None
    return max((each.depth / len(LEVELS[each.scheme]) for each in ours & theirs), default=0.0)


class Classes:
    """The classes of the active roles, by row."""

    def __init__(self, roles: Sequence[Role]):
        rows: dict[Hashable, list[int]] = {}
        for row, role in enumerate(roles):
            found = classes(role)
            for each in (*found, *{each.scheme for each in found}):
                rows.setdefault(each, []).append(row)
        self._count = len(roles)
        self._rows = {each: np.array(places, dtype=np.int64) for each, places in rows.items()}
        self._nobody = np.zeros(0, dtype=np.int64)

    def nearnesses(self, role: Role) -> tuple[Floats, NDArray[np.bool_]]:
        """How near each role is to `role`, 0 to 1, and whether the two can be compared; both by row."""
        near, known = np.zeros(self._count), np.zeros(self._count, dtype=np.bool_)
        found = sorted(classes(role), key=lambda each: each.depth / len(LEVELS[each.scheme]))
        for each in found:
            rows = self._rows.get(each, self._nobody)
            near[rows] = each.depth / len(LEVELS[each.scheme])
        for scheme in {each.scheme for each in found}:
            known[self._rows.get(scheme, self._nobody)] = True
        return near, known
