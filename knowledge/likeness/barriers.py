"""What stands between somebody in one role and another role: preparation, education, levels, experience, licences.

A barrier is measured in **steps**, each about as much as one job zone: a target that takes no more than the source has
is no step away. Where nobody was asked what a role takes, what is expected of it is what the roles of the narrowest
group take that has figures. Barriers of which the two roles say nothing are left out, and the others stand for them. A
licence stands alone: a regulated profession is open to those who hold its licence, whatever else they know
(`likeness.licences`).

A barrier that one cannot do without, whatever else there is, is a **gate** (`likeness.gates`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.classes import Class, classes
from knowledge.likeness.licences import licences
from knowledge.likeness.preparation import preparation, skill_level
from knowledge.likeness.scales import EntryRequirement, Scale, degree_share, entry, place
from knowledge.model.entities import Role
from knowledge.model.vocabulary import GroupScheme

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEP, STEEPER = 0.1, 0.08  # of n steps, exp(-0.1 n - 0.08 n²) of the way is left open: far is more than twice near
PERHAPS = 0.5  # of a licence of which nobody says whether it is held
EXPECTED = 0.25  # of a licence that no source states: most of what it takes is told as education and preparation
LICENSED = 0.4  # exp(-0.4) is left where a licence is missing
SAME_FIELD = 3  # digits of ISCO on which two roles agree for which the same degree prepares
HEALTH = ("22", "2634")  # health professions and psychologists, each of which has a training of its own
SAME_HEALTH_FIELD = 4
OTHER_FIELD = 0.5  # steps to a role that takes a degree in another field than the source
DEGREE_LEVEL = 4  # the ISCO skill level from which preparation is for a field


class BarrierKind(StrEnum):
    """What stands in the way."""

    PREPARATION = "PREPARATION"
    EDUCATION = "EDUCATION"
    LEVELS = "LEVELS"
    EXPERIENCE = "EXPERIENCE"
    TRAINING = "TRAINING"
    LICENCE = "LICENCE"


WEIGHTS = {
    BarrierKind.PREPARATION: 1.0,
    BarrierKind.EDUCATION: 1.0,
    BarrierKind.LEVELS: 1.0,
    BarrierKind.EXPERIENCE: 0.25,
    BarrierKind.TRAINING: 0.25,
}
"""How much each counts for the steps of a move."""
ZONES = 4.0  # steps from the least preparation to the most
LEVEL_STEPS = 3.5  # steps that a mean shortfall over the whole scale of levels would be
PLACES = {Scale.EDUCATION: 0.5, Scale.EXPERIENCE: 0.4, Scale.ON_SITE_TRAINING: 0.5, Scale.ON_THE_JOB_TRAINING: 0.5}
"""Steps that one place on a scale is: twelve of education, eleven of experience, nine of each training."""
LEAST_STEP = 0.25  # from which a barrier is named


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a role stands on each scale: preparation 0 to 1, the others by place; None where nobody says.

    `places` are means, `most` what most people say, or else what is typical. `licences` are the professions whose
    licence it takes, of which nobody can tell where it is neither said to be regulated or not, nor `classified` in ISCO
    or SOC. `codes` are those of ISCO, `fields` the groups of it for which the same degree prepares, if it takes one.
    `degrees` is the share of people who have a degree.
    """

    preparation: float | None
    places: dict[Scale, float]
    most: dict[Scale, int]
    licences: frozenset[str]
    classified: bool
    codes: frozenset[str]
    fields: frozenset[str]
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
    return code[: SAME_HEALTH_FIELD if code.startswith(HEALTH) else SAME_FIELD]


def standing(role: Role) -> Standing:
    """Where a role stands: the mean place of all figures on a scale, or else that of its typical qualification."""
    required = entry(role)
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
        licences(role),
        role.regulated is not None or bool(classes(role)),
        frozenset(codes),
        frozenset(map(field, codes)) if skill_level(role) == DEGREE_LEVEL else frozenset(),
        degree_share(role),
        required,
    )


class Barriers:
    """The barriers to some roles, by row."""

    def __init__(self, roles: Sequence[Role]):
        self._standings = _expected(roles, [standing(role) for role in roles])
        self._rows = {role: row for row, role in enumerate(roles)}
        nothing = float("nan")
        prepared = [nothing if each.preparation is None else each.preparation for each in self._standings]
        self._preparation = np.array(prepared, dtype=np.float64)
        self._places = {
            scale: np.array([each.places.get(scale, nothing) for each in self._standings], dtype=np.float64)
            for scale in PLACES
        }
        self._most = {scale: np.array([each.most.get(scale, 0) for each in self._standings]) for scale in PLACES}
        self._fields = np.array([min(each.fields, default="") for each in self._standings], dtype=np.str_)
        self.regulated = np.array([bool(role.regulated) for role in roles], dtype=np.bool_)
        taking: dict[frozenset[str], list[int]] = defaultdict(list)
        for row, each in enumerate(self._standings):
            if each.licences:
                taking[each.licences].append(row)
        self._taking = {licence: np.array(rows, dtype=np.int64) for licence, rows in taking.items()}

    @property
    def standings(self) -> Sequence[Standing]:
        """Where the roles stand, by row."""
        return self._standings

    def standing(self, role: Role) -> Standing:
        row = self._rows.get(role)
        return standing(role) if row is None else self._standings[row]

    def steps(self, source: Role, shortfall: Floats | None) -> dict[BarrierKind, Floats]:
        """How many steps each role is away from a source, by barrier and row; NaN where nobody says.

        `shortfall` is by how much levels stay below, as `likeness.ratings` has it. A licence is 0 or 1, and between: a
        source in another dataset, which says nothing of licences, may have it or not.
        """
        ours = self.standing(source)
        found: dict[BarrierKind, Floats] = {}
        if ours.preparation is not None:
            steps = ZONES * np.maximum(0.0, self._preparation - ours.preparation)
            found[BarrierKind.PREPARATION] = np.maximum(steps, self._other_fields(ours))
        up = {
            scale: PLACES[scale] * np.maximum(0.0, self._places[scale] - ours.places[scale]) * self._higher(ours, scale)
            for scale in PLACES
            if scale in ours.places
        }
        for kind, scale in ((BarrierKind.EDUCATION, Scale.EDUCATION), (BarrierKind.EXPERIENCE, Scale.EXPERIENCE)):
            if scale in up:
                found[kind] = up[scale]
        training = [up[each] for each in (Scale.ON_SITE_TRAINING, Scale.ON_THE_JOB_TRAINING) if each in up]
        if training:
            found[BarrierKind.TRAINING] = np.fmax.reduce(training)
        if shortfall is not None:
            found[BarrierKind.LEVELS] = LEVEL_STEPS * shortfall
        unsaid = not ours.classified and source not in self._rows
        found[BarrierKind.LICENCE] = self._licences(ours) * (PERHAPS if unsaid else 1.0)
        return found

    def down(self, source: Role, surplus: Floats | None) -> dict[BarrierKind, Floats]:
        """How many steps each role stands below a source, by row, as the way back would have them; NaN where nobody
        says. `surplus` is by how much its levels stay below, as `likeness.ratings` has it."""
        ours = self.standing(source)
        found: dict[BarrierKind, Floats] = {}
        if ours.preparation is not None:
            found[BarrierKind.PREPARATION] = ZONES * np.maximum(0.0, ours.preparation - self._preparation)
        if Scale.EDUCATION in ours.places:
            below = ours.places[Scale.EDUCATION] - self._places[Scale.EDUCATION]
            held, asked = ours.most.get(Scale.EDUCATION), self._most[Scale.EDUCATION]
            lower = 1.0 if held is None else np.where(asked > 0, asked < held, 1.0)
            found[BarrierKind.EDUCATION] = PLACES[Scale.EDUCATION] * np.maximum(0.0, below) * lower
        if surplus is not None:
            found[BarrierKind.LEVELS] = LEVEL_STEPS * surplus
        return found

    def _higher(self, ours: Standing, scale: Scale) -> Floats:
        """Whether most people in a role say that it takes more: a mean alone is no barrier. 1 if nobody was asked."""
        held = ours.most.get(scale)
        asked = self._most[scale]
        if held is None:
            return np.ones(len(asked))
        return np.where(asked > 0, asked > held, 1.0).astype(np.float64)

    def _other_fields(self, ours: Standing) -> Floats:
        """The steps to a role that takes a degree in a field in which the source needs none, as ISCO tells."""
        if not ours.codes:
            return np.zeros(len(self._fields))
        steps: Floats = OTHER_FIELD * ((self._fields != "") & ~np.isin(self._fields, list(ours.fields)))
        return steps

    def _licences(self, ours: Standing) -> Floats:
        missing = np.zeros(len(self._standings))
        for licence, rows in self._taking.items():
            missing[rows] = ours.licences.isdisjoint(licence)
        return missing


def _expected(roles: Sequence[Role], stated: Sequence[Standing]) -> list[Standing]:
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


def far(steps: Mapping[BarrierKind, Floats], size: int) -> tuple[Floats, Floats]:
    """The steps of a move, by row, and the sum of their squares: the root of the weighted mean of the squares of those
    that are known. What is far off in one respect is far, however near the others are."""
    squares, counted = np.zeros(size), np.zeros(size)
    for kind, weight in WEIGHTS.items():
        if kind in steps:
            known = ~np.isnan(steps[kind])
            squares += weight * np.where(known, steps[kind], 0.0) ** 2
            counted += weight * known
    return np.sqrt(np.divide(squares, counted, out=np.zeros(size), where=counted > 0)), squares


def closed(steps: Mapping[BarrierKind, Floats], stated: Flags) -> tuple[dict[BarrierKind, Floats], Floats]:
    """How much each barrier closes, as its part of the exponent, and the share that all leave open, 0 to 1; by row.

    Each barrier has its share of the exponent by its share of the squares of all. A licence that is expected by the
    classification, and not `stated` by a source, closes a quarter of that.
    """
    size = len(steps[BarrierKind.LICENCE])
    off, squares = far(steps, size)
    each = np.divide(STEP * off + STEEPER * off**2, squares, out=np.zeros(size), where=squares > 0)
    exponents = {
        kind: each * WEIGHTS[kind] * np.nan_to_num(found) ** 2 for kind, found in steps.items() if kind in WEIGHTS
    }
    exponents[BarrierKind.LICENCE] = LICENSED * steps[BarrierKind.LICENCE] * np.where(stated, 1.0, EXPECTED)
    return exponents, np.exp(-sum(exponents.values(), start=np.zeros(size)))
