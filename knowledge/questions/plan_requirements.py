"""What a role takes that is no skill to learn: preparation, education, experience, a licence. A plan tells it first.

For who leaves a role these are the barriers of the move. A profile says nothing of them: there all that the role takes
is told, held or not.
"""

from dataclasses import dataclass

from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.gates import is_studied
from knowledge.likeness.scales import Scale
from knowledge.likeness.standing import Standing
from knowledge.model.entities import Role
from knowledge.questions import explanations
from knowledge.questions.transition import Transition
from knowledge.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PlanRequirement:
    """Something that no step of a plan gives.

    `needed` and `held` say in words what the role takes and what there is, None if nothing, or if nobody says;
    `is_gate`: one cannot begin without it; `is_expected` is as of `Barrier`.
    """

    kind: BarrierKind
    needed: str
    held: str | None
    explanation: str
    is_gate: bool
    is_expected: bool


def of_transition(move: Transition) -> tuple[PlanRequirement, ...]:
    """What somebody in one role lacks for another, gates first; levels of skills are steps."""
    found = [
        PlanRequirement(each.kind, each.needed, each.held, each.explanation, each.is_gate, each.is_expected)
        for each in move.barriers
        if each.kind is not BarrierKind.LEVELS
    ]
    return tuple(sorted(found, key=lambda each: not each.is_gate))


def of_target(snapshot: Snapshot, target: Role) -> tuple[PlanRequirement, ...]:
    """What a role takes of whoever wants it: a licence, and the education or preparation for which one studies."""
    stands = snapshot.ranking.standing(target)
    kinds = [BarrierKind.LICENCE] if stands.licences else []
    if is_studied(stands):
        kinds.append(BarrierKind.EDUCATION if _is_asked(stands) else BarrierKind.PREPARATION)
    return tuple(
        PlanRequirement(
            kind, words.needed, None, words.explanation, True, explanations.is_expected(kind, target, stands)
        )
        for kind in kinds
        for words in (explanations.taken(kind, target, stands),)
    )


def _is_asked(stands: Standing) -> bool:
    return any(each.scale is Scale.EDUCATION for each in stands.entry)
