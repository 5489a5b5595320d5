"""An ordered plan of what to learn for a move: an estimate, computed from what sources tell.

    plan_move(snapshot, "software-engineer", "ml-engineer", hours_per_week=5)

Steps are the gaps of the move. What is broader comes before its parts, and what is needed for something before it
(`questions.learning_order`); what matters most comes first. A step matters as much as the most that it, or anything
that waits for it, would add to the coverage alone (`questions.learning_gaps`). docs/learning.md has an example by hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.model.entities import Entity, Role, Skill, Tool
from knowledge.model.learning import LearningResource
from knowledge.model.vocabulary import Basis
from knowledge.questions import transition as moves
from knowledge.questions.learning_gaps import Coverage, Gap, of_move, of_profile
from knowledge.questions.learning_order import Earlier, by_weight, in_order, waits_of
from knowledge.questions.learning_phases import OF_TRAINING, SAID, PhaseKind, is_gated, phase_of
from knowledge.questions.learning_prospects import Prospects
from knowledge.questions.plan_requirements import PlanRequirement, of_target, of_transition
from knowledge.questions.profile_names import ProfileNames, UnderstoodName, UnknownName
from knowledge.questions.resources import ANY, Choice, Teaching, teaching
from knowledge.sentences import say
from knowledge.snapshot.snapshot import Snapshot

HOURS_OF_A_WEEK = 168
LEAST_HOURS = 0.1  # of a week: six minutes, where less would make weeks without end


@dataclass(frozen=True, slots=True)
class Effort:
    """The hours of work that sources tell, and the weeks that makes; None where nobody says how many hours a week."""

    minimum_hours: float
    maximum_hours: float
    hours_per_week: float | None

    @property
    def minimum_weeks(self) -> float | None:
        return None if self.hours_per_week is None else self.minimum_hours / self.hours_per_week

    @property
    def maximum_weeks(self) -> float | None:
        return None if self.hours_per_week is None else self.maximum_hours / self.hours_per_week


@dataclass(frozen=True, slots=True)
class Step:
    """Something to learn. `place` counts from 1; `phase` is the part of the plan that it belongs to.

    `weight` is how much it would add to the coverage alone, from the start; `gain` how much it adds here, and
    `coverage` what there is after it, each 0 to 1, None where nothing is known of what the role asks for. `suggested`
    is one of the `resources`, None if there is none; `taken_in` the place of an earlier step that suggests the same
    one, which then takes no hours again. `effort` is None where the source of the suggested one does not tell its
    hours.
    """

    place: int
    phase: PhaseKind
    gap: Gap
    weight: float
    earlier: tuple[Earlier, ...]
    resources: tuple[Teaching, ...]
    suggested: Teaching | None
    taken_in: int | None
    effort: Effort | None
    gain: float | None
    coverage: float | None
    prospects: Prospects | None = None

    @property
    def feasibility(self) -> float | None:
        """How feasible the move is after this step, 0 to 1, with all that stands in the way; None for a profile."""
        return None if self.prospects is None else self.prospects.after(self.place)

    @property
    def skill(self) -> Skill | None:
        return self.gap.what if isinstance(self.gap.what, Skill) else None

    @property
    def tool(self) -> Tool | None:
        return self.gap.what if isinstance(self.gap.what, Tool) else None


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps that belong together, in the order of the plan. `requirements` are what the training is for, none in other
    phases; `gain` is how much all its steps add to the coverage, 0 to 1, None where that is."""

    kind: PhaseKind
    explanation: str
    requirements: tuple[PlanRequirement, ...]
    steps: tuple[Step, ...]

    @property
    def gain(self) -> float | None:
        gains = [each.gain for each in self.steps]
        return sum(each for each in gains if each is not None) if None not in gains else None


def _phases(target: Role, requirements: Sequence[PlanRequirement], steps: Sequence[Step]) -> tuple[Phase, ...]:
    """The phases that a plan has, in their order: the training also where no gap of it is known."""
    found = []
    for kind in PhaseKind:
        own = tuple(each for each in steps if each.phase is kind)
        trains = kind is PhaseKind.TRAINING and is_gated(requirements)
        asked = tuple(each for each in requirements if trains and each.kind in OF_TRAINING)
        if own or trains:
            found.append(Phase(kind, say(SAID[kind], role=target), asked, own))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """Steps in order. `effort` is the sum of what is known, None if nothing is; `unknown_effort` counts the steps of
    which nobody tells how long they take, and `without_resources` those for which nothing is known that teaches them.

    `move` is the transition whose gaps these are, None for a profile, of which `understood` and `unknown_names` tell
    what was made of its names. `coverage` is what there is before the first step. `requirements` are what
    no step gives, and one has to see to first.
    """

    to_role: Role
    move: moves.Transition | None
    steps: tuple[Step, ...]
    coverage: float | None
    effort: Effort | None
    requirements: tuple[PlanRequirement, ...]
    understood: tuple[UnderstoodName, ...] = ()
    unknown_names: tuple[UnknownName, ...] = ()
    basis: Basis = Basis.COMPUTED

    @property
    def from_role(self) -> Role | None:
        return None if self.move is None else self.move.from_role

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The same steps in parts, each once."""
        return _phases(self.to_role, self.requirements, self.steps)

    @property
    def coverage_after(self) -> float | None:
        return self.steps[-1].coverage if self.steps else self.coverage

    @property
    def feasibility_after(self) -> float | None:
        """How feasible the move is after the last step, 0 to 1; None for a profile."""
        if self.move is None:
            return None
        return self.steps[-1].feasibility if self.steps else self.move.feasibility

    @property
    def unknown_skills(self) -> tuple[Skill, ...]:
        """Skills of the role of which no source says whether they are held."""
        return () if self.move is None else self.move.unknown_skills

    @property
    def known_effort(self) -> int:
        """How many steps the effort is the sum of, those among them that an earlier one takes in."""
        return sum(each.effort is not None for each in self._counting)

    @property
    def _counting(self) -> Iterator[Step]:
        """For each step the one whose effort counts for it."""
        return (each if each.taken_in is None else self.steps[each.taken_in - 1] for each in self.steps)

    @property
    def effort_is_complete(self) -> bool:
        """Whether the effort is that of all there is to learn: of each step it is told, and no skill is unknown.

        Not where nothing was understood of a profile, so that nobody knows what there is to learn.
        """
        return self.coverage is not None and self.known_effort == len(self.steps) and not self.unknown_skills

    @property
    def unknown_effort(self) -> int:
        return sum(each.effort is None and each.taken_in is None for each in self.steps)

    @property
    def without_resources(self) -> int:
        return sum(not each.resources for each in self.steps)


def plan_move(
    snapshot: Snapshot, from_slug: str, to_slug: str, hours_per_week: float | None = None, choice: Choice = ANY
) -> LearningPlan:
    """The plan of a move between two roles. Raises `NotFound` for an unknown slug, `BadInput` for impossible hours."""
    _check(hours_per_week)
    move = moves.transition(snapshot, from_slug, to_slug)
    gaps, coverage = of_move(snapshot, move)
    before = coverage.now
    takes = of_transition(move)
    steps = _steps(snapshot, gaps, coverage, hours_per_week, choice, takes)
    effort = _sum(steps, hours_per_week)
    prospects = Prospects(snapshot, move.from_role, move.to_role, [each.gap.key for each in steps])
    steps = tuple(replace(each, prospects=prospects) for each in steps)
    return LearningPlan(move.to_role, move, steps, before, effort, takes)


def plan_profile(
    snapshot: Snapshot,
    names: ProfileNames,
    to_slug: str,
    hours_per_week: float | None = None,
    choice: Choice = ANY,
) -> LearningPlan:
    """The plan for somebody with a profile, of which `names` are what was understood. Raises as `plan_move`."""
    _check(hours_per_week)
    target = snapshot.role(to_slug, ["to"])
    gaps, coverage = of_profile(snapshot, names.held, target)
    before = coverage.now
    takes = of_target(snapshot, target)
    steps = _steps(snapshot, gaps, coverage, hours_per_week, choice, takes)
    effort = _sum(steps, hours_per_week)
    return LearningPlan(target, None, steps, before, effort, takes, tuple(names.understood), tuple(names.unknown))


def _check(hours: float | None) -> None:
    if hours is not None and not LEAST_HOURS <= hours <= HOURS_OF_A_WEEK:
        raise BadInput(f"hoursPerWeek is {LEAST_HOURS} to {HOURS_OF_A_WEEK}, not {hours:g}.", ["hoursPerWeek"])


def _steps(
    snapshot: Snapshot,
    gaps: Sequence[Gap],
    coverage: Coverage,
    hours_per_week: float | None,
    choice: Choice,
    requirements: Sequence[PlanRequirement],
) -> tuple[Step, ...]:
    weights = {each.key: coverage.lacks(each.key) for each in gaps}
    taught = {each.key: tuple(teaching(snapshot, each.what, choice)) for each in gaps}
    gated = is_gated(requirements)
    phases = {each.key: phase_of(each, gated=gated, taught=bool(taught[each.key])) for each in gaps}
    first = by_weight(gaps, weights, phases)
    resources = {each.key: taught[each.key] for each in first}
    suggested = _suggested(resources)
    waits = waits_of(snapshot, first, suggested)
    found: list[Step] = []
    placed: list[Gap] = []
    places: dict[LearningResource, int] = {}
    now = coverage.now
    for place, gap in enumerate(in_order(first, waits), 1):
        deadline.check()
        coverage.learn(gap)
        before, now = now, coverage.now
        best = suggested[gap.key]
        taken_in = None if best is None else places.get(best.resource)
        if best is not None:
            places.setdefault(best.resource, place)
        found.append(
            Step(
                place=place,
                phase=phases[gap.key],
                gap=gap,
                weight=weights[gap.key],
                earlier=waits[gap.key].met_by(placed),
                resources=resources[gap.key],
                suggested=best,
                taken_in=taken_in,
                effort=None if best is None or taken_in else _effort(best.resource, hours_per_week),
                gain=None if now is None or before is None else now - before,
                coverage=now,
            )
        )
        placed.append(gap)
    return tuple(found)


def _suggested(resources: Mapping[Entity, Sequence[Teaching]]) -> dict[Entity, Teaching | None]:
    """For each gap, what matters most first, one of its resources: one that is suggested already, or else its first."""
    chosen: set[LearningResource] = set()
    found: dict[Entity, Teaching | None] = {}
    for key, every in resources.items():
        best = next((each for each in every if each.resource in chosen), every[0] if every else None)
        found[key] = best
        if best is not None:
            chosen.add(best.resource)
    return found


def _effort(resource: LearningResource, hours_per_week: float | None) -> Effort | None:
    if resource.minimum_hours is None or resource.maximum_hours is None:
        return None
    return Effort(resource.minimum_hours, resource.maximum_hours, hours_per_week)


def _sum(steps: Sequence[Step], hours_per_week: float | None) -> Effort | None:
    known = [each.effort for each in steps if each.effort is not None]
    if not known:
        return None
    return Effort(sum(each.minimum_hours for each in known), sum(each.maximum_hours for each in known), hours_per_week)
