"""Plans in parts that a person can see: the training that a role takes, what is learned beside it, bearing, practice.

A plan to become a nurse has a hundred gaps. Nobody learns them one by one: who has to pass a gate learns most of them
in the training that leads through it. What publishers call work styles is essential for many roles, and no course
teaches it. Devices, and what is optional, one learns where they are used. So each step belongs to a phase:

- **`TRAINING`**, where something is a gate: essential skills and knowledge that no resource teaches by itself;
- **`LEARNING`**: other essential skills, and tools that serve a skill;
- **`BEARING`**: transversal skills that nothing teaches, as far as known;
- **`AT_WORK`**: what is optional, tools of which nobody says which skill they serve, and tools seldom asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge.likeness.barriers import BarrierKind
from knowledge.model.entities import Role, Tool
from knowledge.model.vocabulary import Importance, SkillKind
from knowledge.questions.learning_gaps import Gap
from knowledge.questions.plan_requirements import PlanRequirement
from knowledge.sentences import message, say

if TYPE_CHECKING:
    from knowledge.questions.learning_plan import Step


class PhaseKind(StrEnum):
    """A part of a plan, in the order in which they come."""

    TRAINING = "TRAINING"
    LEARNING = "LEARNING"
    BEARING = "BEARING"
    AT_WORK = "AT_WORK"


SAID = {
    PhaseKind.TRAINING: message(
        "The training for {role} comes first: what belongs to it is learned there, and takes no course of its own."
    ),
    PhaseKind.LEARNING: message("What is learned in courses or by oneself for {role}."),
    PhaseKind.BEARING: message(
        "How one goes about the work of {role}: no course is known for it, and it grows in practice."
    ),
    PhaseKind.AT_WORK: message("What is learned at work in {role}, by who has the rest."),
}
OF_TRAINING = (BarrierKind.LICENCE, BarrierKind.EDUCATION, BarrierKind.PREPARATION)


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps that belong together, in the order of the plan. `requirements` are what the training is for, none in other
    phases; `gain` is how much all its steps add to the coverage, 0 to 1, None where that is."""

    kind: PhaseKind
    explanation: str
    requirements: tuple[PlanRequirement, ...]
    steps: "tuple[Step, ...]"

    @property
    def gain(self) -> float | None:
        gains = [each.gain for each in self.steps]
        return sum(each for each in gains if each is not None) if None not in gains else None


def is_gated(requirements: Sequence[PlanRequirement]) -> bool:
    """Whether there is something that one cannot begin without, so that one is trained before all else."""
    return any(each.is_gate for each in requirements)


def phase_of(gap: Gap, *, gated: bool, taught: bool) -> PhaseKind:
    """The phase of a gap; `taught`: a resource is known that teaches it."""
    what = gap.what
    if isinstance(what, Tool):
        return PhaseKind.LEARNING if what.skills and not gap.seldom_asked else PhaseKind.AT_WORK
    if what.skill_kind is SkillKind.TRANSVERSAL and not taught:
        return PhaseKind.BEARING
    if gap.importance is not Importance.ESSENTIAL:
        return PhaseKind.AT_WORK
    return PhaseKind.TRAINING if gated and not taught else PhaseKind.LEARNING


def phases_of(target: Role, requirements: Sequence[PlanRequirement], steps: "Sequence[Step]") -> tuple[Phase, ...]:
    """The phases that a plan has, in their order: the training also where no gap of it is known."""
    found = []
    for kind in PhaseKind:
        own = tuple(each for each in steps if each.phase is kind)
        trains = kind is PhaseKind.TRAINING and is_gated(requirements)
        asked = tuple(each for each in requirements if trains and each.kind in OF_TRAINING)
        if own or trains:
            found.append(Phase(kind, say(SAID[kind], role=target), asked, own))
    return tuple(found)
