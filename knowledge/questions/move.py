"""A move of many: its figure is known, and all else there is to say is worked out when asked for."""

from collections.abc import Sequence

from knowledge.deadline import check
from knowledge.likeness.feasibility import MoveBand, band
from knowledge.model.entities import CareerMove, Qualification, Role, Skill, Tool
from knowledge.questions.descent import StepDown, step_down
from knowledge.questions.documented import documented_moves, strongest
from knowledge.questions.shortfalls import SkillGap, ToolGap, TransferableSkill
from knowledge.questions.transition import Barrier, Factor, Transition, Unknown, between
from knowledge.snapshot.snapshot import Snapshot


class Move:
    """A move in a ranking; its figures are 0 to 1."""

    __slots__ = ("_explained", "_snapshot", "feasibility", "source", "target")

    def __init__(self, snapshot: Snapshot, source: Role, target: Role, feasibility: float):
        self.source = source
        self.target = target
        self.feasibility = feasibility
        self._snapshot = snapshot
        self._explained: Transition | None = None

    @property
    def explained(self) -> Transition:
        if self._explained is None:
            check()
            self._explained = between(self._snapshot, self.source, self.target)
        return self._explained

    @property
    def from_role(self) -> Role:
        return self.source

    @property
    def to_role(self) -> Role:
        return self.target

    @property
    def likeness(self) -> float:
        return self._snapshot.ranking.likeness(self.source, self.target)

    @property
    def band(self) -> MoveBand:
        return band(self.feasibility)

    @property
    def documented_move(self) -> CareerMove | None:
        return strongest(self.source, self.target)

    @property
    def documented_moves(self) -> Sequence[CareerMove]:
        return documented_moves(self.source, self.target)

    @property
    def barriers(self) -> Sequence[Barrier]:
        return self.explained.barriers

    @property
    def step_down(self) -> StepDown | None:
        return step_down(self._snapshot.ranking, self.source, self.target)

    @property
    def transferable_skills(self) -> Sequence[TransferableSkill]:
        return self.explained.transferable_skills

    @property
    def skill_gaps(self) -> Sequence[SkillGap]:
        return self.explained.skill_gaps

    @property
    def unknown_skills(self) -> Sequence[Skill]:
        return self.explained.unknown_skills

    @property
    def skills_known(self) -> float | None:
        return self.explained.skills_known

    @property
    def transferable_tools(self) -> Sequence[Tool]:
        return self.explained.transferable_tools

    @property
    def tool_gaps(self) -> Sequence[ToolGap]:
        return self.explained.tool_gaps

    @property
    def qualification_gaps(self) -> Sequence[Qualification]:
        return self.explained.qualification_gaps

    @property
    def factors(self) -> Sequence[Factor]:
        return self.explained.factors

    @property
    def likeness_factors(self) -> Sequence[Factor]:
        return self.explained.likeness_factors

    @property
    def unknown(self) -> Sequence[Unknown]:
        return self.explained.unknown
