"""Gates: what somebody has to have before they may begin, whatever else they can do.

A barrier is a gate where nothing stands for what is missing:

- a **licence**, by law or as a source says; one that many countries ask for, where nothing else is a gate;
- a **degree**, where most people in the target have one and most in the source have none, as is known of these or
  likely by a step of preparation: where nobody asked them, that similar roles have fewer says too little;
- **preparation**, where it is not known of both who has a degree: a step or more up to a role for which one studies, or
  any to a health profession or in the armed forces, each of which has a training of its own, and to a science or to
  engineering from elsewhere.

Whoever has not passed through may be as near as can be: the move is never easy. A degree closes `CLOSED` beside
the steps that it is. What is above `FROM` even so is brought between that and `MOST`, in its order.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness.barriers import OTHER_FIELD, PLACES, BarrierKind
from knowledge.likeness.scales import DEGREES, Scale
from knowledge.likeness.standing import FORCES, HEALTH, TECHNICIANS, Standing
from knowledge.model.vocabulary import DegreeLevel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FROM, MOST = 0.448, 0.449  # feasibilities through a gate that are brought together: below that of an easy move
CLOSED = 0.1  # the exponent of a gate, as much as of a step of a barrier
MOST_PEOPLE = 0.5
A_PLACE = PLACES[Scale.EDUCATION]  # steps of education, on the average
A_STEP = 1.0  # of preparation
PROFESSIONS = "2"  # the major group of ISCO for which one studies
SCIENCE, SCIENCES = "21", ("211", "213", "214", "215")  # of which no other degree is one: natural sciences, engineering


class Gates:
    """The gates to some roles, by row."""

    def __init__(self, standings: Sequence[Standing]):
        self._degrees = np.array([has_degree(each) for each in standings], dtype=np.bool_)
        self._own = np.array([has_own_training(each) for each in standings], dtype=np.bool_)
        self._science = np.array(
            [any(code.startswith(SCIENCES) for code in one.codes) for one in standings], dtype=np.bool_
        )
        self._studied = np.array([is_studied(each) for each in standings], dtype=np.bool_)

    def to(self, ours: Standing, steps: Mapping[BarrierKind, Floats], by_law: Flags) -> dict[BarrierKind, Flags]:
        """Which barriers are gates for somebody who stands so, by row: one for each row at most, a licence first that
        is missing `by_law`, and last one that is not."""
        lacking = steps[BarrierKind.LICENCE] >= 1
        licence = lacking & by_law
        education = steps.get(BarrierKind.EDUCATION, np.full(len(licence), np.nan))
        preparation = steps.get(BarrierKind.PREPARATION, np.zeros(len(licence)))
        told = ours.degrees is not None or np.nan_to_num(preparation) >= A_STEP
        higher = ~licence & self._degrees & (not has_degree(ours)) & (np.nan_to_num(education) >= A_PLACE) & told
        own = self._own
        if not any(code.startswith(SCIENCE) for code in ours.codes):
            own = own | self._science
        enough = np.where(own, OTHER_FIELD, A_STEP)
        prepared = ~licence & np.isnan(education) & (self._studied | own) & (np.nan_to_num(preparation) >= enough)
        licence = lacking & ~(higher | prepared)
        return {BarrierKind.LICENCE: licence, BarrierKind.EDUCATION: higher, BarrierKind.PREPARATION: prepared}


def has_degree(standing: Standing) -> bool:
    """Whether most people have a degree, or else those of similar roles on the average; not, where nobody says."""
    if standing.degrees is not None:
        return standing.degrees > MOST_PEOPLE
    return standing.places.get(Scale.EDUCATION, 0) >= DEGREES[DegreeLevel.BACHELOR]


def is_studied(standing: Standing) -> bool:
    """Whether a role is one for which one studies: most people have a degree, or ISCO has it among professionals. The
    armed forces have schools of their own."""
    return has_degree(standing) or any(code.startswith((PROFESSIONS, FORCES)) for code in standing.codes)


def has_own_training(standing: Standing) -> bool:
    """Whether no other training stands for that of a role: health professions, and the trades of the armed forces."""
    own = (*HEALTH, *TECHNICIANS)
    return any(each.startswith(own) for each in standing.fields) or any(
        each.startswith(FORCES) for each in standing.codes
    )


def through(
    feasibility: Floats, exponents: Mapping[BarrierKind, Floats], gates: Mapping[BarrierKind, Flags]
) -> tuple[Floats, dict[BarrierKind, Floats]]:
    """What of a feasibility gates leave, and the exponents of barriers with what gates close beside them."""
    found = dict(exponents)
    for kind, flags in gates.items():
        if kind is BarrierKind.EDUCATION and flags.any():
            found[kind] = found[kind] + np.where(flags, CLOSED, 0.0)
            feasibility = np.where(flags, feasibility * math.exp(-CLOSED), feasibility)
    kept = FROM + (feasibility - FROM) * (MOST - FROM) / (1 - FROM)
    near = feasibility > FROM
    for kind, flags in gates.items():
        closing = flags & near
        if closing.any():
            more = np.zeros(len(feasibility))
            more[closing] = np.log(feasibility[closing] / kept[closing])
            found[kind] = found[kind] + more
            feasibility = np.where(closing, kept, feasibility)
    return feasibility, found
