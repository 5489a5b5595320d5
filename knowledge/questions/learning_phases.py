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
from enum import StrEnum

from knowledge.likeness.barriers import BarrierKind
from knowledge.model.entities import Tool
from knowledge.model.vocabulary import Importance, SkillKind
from knowledge.questions.learning_gaps import Gap
from knowledge.questions.plan_requirements import PlanRequirement
from knowledge.sentences import message


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
