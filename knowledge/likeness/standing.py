"""Where a role stands on each scale of what it takes: preparation, education, experience, training, licences, fields.

Barriers are the distances between two standings (`likeness.barriers`). Where nobody was asked what a role takes, what
is expected of it is what the roles of the narrowest group take that has figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from knowledge.likeness.classes import Class, classes, specialism
from knowledge.likeness.licences import Licence, licences
from knowledge.likeness.preparation import RANKS, preparation, skill_level
from knowledge.likeness.scales import EntryRequirement, Scale, degree_share, entry, place
from knowledge.model.entities import Role
from knowledge.model.vocabulary import GroupScheme

SAME_FIELD = 3  # digits of ISCO on which two roles agree for which the same degree prepares
HEALTH = ("22", "2634")  # health professions and psychologists, each of which has a training of its own
SAME_HEALTH_FIELD = 4
DEGREE_LEVEL = 4  # the ISCO skill level from which preparation is for a field
TECHNICIANS = ("3211", "3212", "3213", "3214", "3222", "3240", "3254", "3255", "3258")
"""Health technicians and therapists, who are trained for one kind of equipment or treatment."""
FORCES = "0"  # the armed forces, which ISCO has by rank and not by what they are trained for


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a role stands on each scale: preparation 0 to 1, the others by place; None where nobody says.

    `places` are means, `most` what most people say, or else what is typical. `licences` are the professions whose
    licence it takes, of which nobody can tell where it is neither said to be regulated or not, nor `classified` in ISCO
    or SOC. `codes` are those of ISCO, `fields` the groups of it for which the same training prepares, if it takes one;
    each trade of the armed forces is a field of its own. `specialism` is the SOC occupation with a licence that it is a
    specialism of, empty where it is of none. `degrees` is the share of people who have a degree.
    """

    preparation: float | None
    places: dict[Scale, float]
    most: dict[Scale, int]
    licences: frozenset[Licence]
    classified: bool
    codes: frozenset[str]
    fields: frozenset[str]
    specialism: str
    degrees: float | None
    entry: tuple[EntryRequirement, ...]

    def above(self, other: "Standing", scale: Scale) -> float | None:
        """By how many places this stands above another: 0 unless most people say more, too; None if unknown."""
        if scale not in self.places or scale not in other.places:
            return None
        ours, theirs = self.most.get(scale), other.most.get(scale)
        if ours is not None and theirs is not None and ours <= theirs:
            return 0.0
        return max(0.0, self.places[scale] - other.places[scale])


def field(code: str) -> str:
    """The group of ISCO for which the same degree prepares, of the code of a role."""
    return code[: SAME_HEALTH_FIELD if code.startswith((*HEALTH, *TECHNICIANS)) else SAME_FIELD]


def _fields(role: Role, codes: Iterable[str]) -> frozenset[str]:
    """The fields for which a role takes preparation of its own, none where anybody is prepared."""
    taught = skill_level(role) == DEGREE_LEVEL
    return frozenset(
        role.slug if code.startswith(RANKS) else field(code)
        for code in codes
        if taught or code.startswith((FORCES, *TECHNICIANS))
    )


def standing(role: Role) -> Standing:
    """Where a role stands: the mean place of all figures on a scale, or else that of its typical qualification."""
    required, needed = entry(role), licences(role)
    places: dict[Scale, float] = {}
    for each in required:
        stands = place(each.typical) if each.typical is not None else None
        if each.mean is not None:
            places[each.scale] = each.mean
        elif stands is not None:
            places[each.scale] = float(stands[1])
    said = {each.scale: each.most or each.typical for each in required}
    most = {scale: stands[1] for scale, each in said.items() if each is not None and (stands := place(each))}
    codes = [group.code for group in role.groups if group.scheme is GroupScheme.ISCO]
    return Standing(
        preparation(role),
        places,
        most,
        needed,
        role.regulated is not None or bool(classes(role)),
        frozenset(codes),
        _fields(role, codes),
        specialism(role) if needed else "",
        degree_share(role),
        required,
    )


def with_expected(roles: Sequence[Role], stated: Sequence[Standing]) -> list[Standing]:
    """The standings, with what is expected on scales of which a role says nothing: the mean of its narrowest group."""
    sums: dict[tuple[Class, Scale], list[float]] = defaultdict(list)
    groups = [sorted(classes(role), key=lambda each: -each.depth) for role in roles]
    for role, found, own in zip(roles, stated, groups, strict=True):
        if role.active:
            for scale, number in found.places.items():
                for group in own:
                    sums[group, scale].append(number)
    scales = {scale for _, scale in sums}
    completed = []
    for found, own in zip(stated, groups, strict=True):
        expected = {
            scale: fmean(sums[near, scale])
            for scale in scales - found.places.keys()
            if (near := next((group for group in own if (group, scale) in sums), None)) is not None
        }
        completed.append(replace(found, places={**found.places, **expected}) if expected else found)
    return completed
