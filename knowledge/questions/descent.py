"""Whether a move is a step down: the target takes less than one has, so that somebody would give it up.

A manager could be the helper of his trade tomorrow: that is feasible, and seldom what one asks for. How far a target
stands below is measured in the steps that the way back would take (`likeness.barriers`): by preparation, education and
levels of skills. Where moves are ranked for counsel, each step takes off of the feasibility as `DOWN` says; the figure
itself stays what it is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.barriers import LEAST_STEP, WEIGHTS, BarrierKind
from knowledge.likeness.ranking import Ranking
from knowledge.model.entities import Role
from knowledge.questions import explanations

Floats = NDArray[np.float64]

DOWN = 0.25  # of n steps down, exp(-0.25 n) of the feasibility counts where moves are ranked for counsel


@dataclass(frozen=True, slots=True)
class StepDown:
    """A target that takes less than the source: by how many steps of about one job zone, and in what most."""

    steps: float
    kind: BarrierKind
    explanation: str


def step_down(ranking: Ranking, source: Role, target: Role) -> StepDown | None:
    """How far a target stands below a source; None where it does not, or by less than a quarter of a step.

    Levels are no step down where some are lower, and others higher.
    """
    down = ranking.down(source, target)
    if BarrierKind.LEVELS in down and ranking.pair(source, target).exponents.get(BarrierKind.LEVELS, 0) > 0:
        del down[BarrierKind.LEVELS]
    counted = sum(WEIGHTS[kind] for kind in down)
    if source is target or not counted:
        return None
    steps = float(np.sqrt(sum(WEIGHTS[kind] * each**2 for kind, each in down.items()) / counted))
    if steps < LEAST_STEP:
        return None
    kind = max(down, key=lambda each: (WEIGHTS[each] * down[each] ** 2, each))
    return StepDown(steps, kind, explanations.step_down(kind, source, target))


def counselled(ranking: Ranking, source: Role) -> Floats:
    """What moves are ranked by for counsel, by row: how feasible they are, less for each step down. A licence that only
    some countries ask for is told, and makes no other move the better one."""
    found: Floats = ranking.advised(source) * np.exp(-DOWN * ranking.steps_down(source))
    return found
