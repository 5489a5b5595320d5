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
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.licences import Licence, is_law, missing, training
from knowledge.likeness.preparation import is_of_ranks
from knowledge.likeness.scales import Scale
from knowledge.likeness.standing import Standing, standing, with_expected
from knowledge.model.entities import Role

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEP, STEEPER = 0.1, 0.08  # of n steps, exp(-0.1 n - 0.08 n²) of the way is left open: far is more than twice near
PERHAPS = 0.5  # of a licence of which nobody says whether it is held
EXPECTED = 0.25  # of a licence that no source states: most of what it takes is told as education and preparation
LICENSED = 0.4  # exp(-0.4) is left where a licence is missing
OTHER_FIELD = 0.5  # steps to a role that takes a degree in another field than the source


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


class Lacking(NamedTuple):
    """By row: 1 where a licence is missing and 0 elsewhere, whether a law or a source says so, and how long the
    training for it is by law, in steps of about one job zone."""

    any: Floats
    by_law: Flags
    training: Floats


class Barriers:
    """The barriers to some roles, by row."""

    def __init__(self, roles: Sequence[Role]):
        self._standings = with_expected(roles, [standing(role) for role in roles])
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
        taking: dict[frozenset[Licence], list[int]] = defaultdict(list)
        for row, each in enumerate(self._standings):
            if each.licences:
                taking[each.licences].append(row)
        self._taking = {licence: np.array(rows, dtype=np.int64) for licence, rows in taking.items()}
        self._trades = np.array([is_of_ranks(role) for role in roles], dtype=np.bool_)
        self._specialisms = np.array([each.specialism for each in self._standings], dtype=np.str_)

    @property
    def standings(self) -> Sequence[Standing]:
        """Where the roles stand, by row."""
        return self._standings

    def standing(self, role: Role) -> Standing:
        row = self._rows.get(role)
        return standing(role) if row is None else self._standings[row]

    def steps(self, source: Role, shortfall: Floats | None, lacking: Lacking) -> dict[BarrierKind, Floats]:
        """How many steps each role is away from a source that is `lacking` licences, by barrier and row; NaN where
        nobody says.

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
        found[BarrierKind.LICENCE] = lacking.any * (PERHAPS if unsaid else 1.0)
        return found

    def down(self, source: Role, surplus: Floats | None) -> dict[BarrierKind, Floats]:
        """How many steps each role stands below a source, by row, as the way back would have them; NaN where nobody
        says. `surplus` is by how much its levels stay below, as `likeness.ratings` has it. One specialism of an
        occupation that takes a licence stands below none of the others: each takes what all of them take."""
        ours = self.standing(source)
        found: dict[BarrierKind, Floats] = {}
        if ours.preparation is not None:
            below = ZONES * np.maximum(0.0, ours.preparation - self._preparation)
            found[BarrierKind.PREPARATION] = np.where(self._trades, np.nan, below)
        if Scale.EDUCATION in ours.places:
            lower_by = ours.places[Scale.EDUCATION] - self._places[Scale.EDUCATION]
            held, asked = ours.most.get(Scale.EDUCATION), self._most[Scale.EDUCATION]
            lower = 1.0 if held is None else np.where(asked > 0, asked < held, 1.0)
            found[BarrierKind.EDUCATION] = PLACES[Scale.EDUCATION] * np.maximum(0.0, lower_by) * lower
        if surplus is not None:
            found[BarrierKind.LEVELS] = LEVEL_STEPS * surplus
        if ours.specialism:
            same = self._specialisms == ours.specialism
            found = {kind: np.where(same, 0.0, steps) for kind, steps in found.items()}
        return found

    def lacking(self, source: Role) -> Lacking:
        """The licences that each role takes and a source has not."""
        ours, count = self.standing(source), len(self._standings)
        found = Lacking(np.zeros(count), self.regulated.copy(), np.zeros(count))
        for needed, rows in self._taking.items():
            if left := missing(ours.licences, needed):
                found.any[rows], found.training[rows] = 1.0, training(ours.licences, left)
                found.by_law[rows] |= any(map(is_law, left))
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


def closed(
    steps: Mapping[BarrierKind, Floats], stated: Flags, lacking: Lacking
) -> tuple[dict[BarrierKind, Floats], Floats]:
    """How much each barrier closes, as its part of the exponent, and the share that all leave open, 0 to 1; by row.

    Each barrier has its share of the exponent by its share of the squares of all. A licence that is expected by the
    classification and a law, and not `stated` by a source, closes a quarter of that, and one that many countries ask
    for nothing: it is a gate. Where the law lays down how long the training for it is, all barriers together close no
    less than so many steps do, whatever else is known.
    """
    size = len(steps[BarrierKind.LICENCE])
    off, squares = far(steps, size)
    each = np.divide(_exponent(off), squares, out=np.zeros(size), where=squares > 0)
    exponents = {
        kind: each * WEIGHTS[kind] * np.nan_to_num(found) ** 2 for kind, found in steps.items() if kind in WEIGHTS
    }
    others = sum(exponents.values(), start=np.zeros(size))
    licence = LICENSED * np.where(stated, 1.0, EXPECTED * lacking.by_law)
    licence = np.maximum(licence, _exponent(lacking.training) - others)
    exponents[BarrierKind.LICENCE] = steps[BarrierKind.LICENCE] * licence
    return exponents, np.exp(-others - exponents[BarrierKind.LICENCE])


def _exponent(steps: Floats) -> Floats:
    """What so many steps close."""
    return STEP * steps + STEEPER * steps**2
