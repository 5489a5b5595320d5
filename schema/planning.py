"""Plans of what to learn in GraphQL."""

from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput
from knowledge.likeness.barriers import BarrierKind
from knowledge.model.vocabulary import Basis, Importance
from knowledge.questions import learning_plan as plans
from knowledge.questions import match
from knowledge.questions.learning_order import OrderReason
from knowledge.questions.learning_phases import PhaseKind
from knowledge.questions.profile_names import Having
from schema.connections import Most, only, reading
from schema.context import Info
from schema.directives import FEW, LONG, MANY, RATED, UNLESS_WRONG, Cost, ListSize
from schema.entity import Entity
from schema.facts import Facts
from schema.learning import LearningResource
from schema.matching import ProfileInput, UnderstoodName, UnknownName
from schema.moving import Transition
from schema.resource_filter import Wanted, choice_of
from schema.role import Role
from schema.sentences import sentence
from schema.skill import Skill
from schema.tool import Tool


@strawberry.type(description="How much work something is, as far as sources tell.")
class LearningEffort:
    minimum_hours: float = strawberry.field(description="The hours that it takes at least.")
    maximum_hours: float = strawberry.field(description="The hours that it takes at most.")
    minimum_weeks: float | None = strawberry.field(
        description="The same in weeks of `hoursPerWeek`; null where nobody said how many."
    )
    maximum_weeks: float | None = strawberry.field(description="The hours that it takes at most, likewise.")


@strawberry.type(description="Something that is learned before a step, and why.")
class EarlierStep:
    what: Entity = strawberry.field(description="The skill or tool of an earlier step.")
    reason: OrderReason = strawberry.field(description="Why it comes before.")


@strawberry.type(description="A learning resource, and what it teaches of the thing that a step is about.")
class StepResource(Facts):
    resource: LearningResource = strawberry.field(description="The resource.")
    covers: str | None = strawberry.field(description="What of it the resource covers, null where nobody says.")
    level: float | None = strawberry.field(description="How far it takes who begins, 0 to 1; null if unknown.")


@strawberry.type(description="A step of a plan: a skill or a tool to learn.")
class LearningStep:
    place: int = strawberry.field(description="Its place among the steps, from 1.")
    phase: PhaseKind = strawberry.field(description="The part of the plan that it belongs to: one of its `phases`.")
    skill: Skill | None = strawberry.field(description="The skill to learn, null if it is a tool.")
    tool: Tool | None = strawberry.field(description="The tool to learn, null if it is a skill.")
    importance: Importance | None = reading(
        "gap.importance", "How much the target depends on the skill; null for tools."
    )
    level: float | None = reading("gap.level", "How well the target needs it, 0 to 1; null if unknown, and for tools.")
    missing: float = reading("gap.missing", "How much of it is missing, 0 to 1: less than 1 where a level is too low.")
    closest: Entity | None = reading(
        "gap.closest", "The nearest thing that the source has; null if none is near, and in plans for profiles."
    )
    closeness: float | None = reading("gap.closeness", "How near that is, 0 to 1; null if none is.")
    seldom_asked: bool = reading(
        "gap.seldom_asked",
        "Whether employers of the target do not often ask for the tool, though somebody counted what they ask for: "
        "such steps come last. False for skills.",
    )
    weight: float = strawberry.field(
        description="How much it would add to the coverage alone, from the start, 0 to 1: how much it matters."
    )
    gain: float | None = strawberry.field(
        description="How much it adds to the coverage here, 0 to 1, with what it brings near; null where that is null."
    )
    coverage: float | None = strawberry.field(
        description="How much of what the target asks for is held after this step, 0 to 1; null as in the plan."
    )
    feasibility: float | None = strawberry.field(
        description="How feasible the move is for somebody who has made the steps up to this one, 0 to 1: skills that "
        "are learned count, and what stands in the way stays, a licence or a degree. Null in a plan for a profile.",
        directives=[Cost(weight=100)],
    )
    earlier: list[EarlierStep] = strawberry.field(
        description="What has to come before it, and why: steps of this plan.", directives=[FEW]
    )

    @strawberry.field(
        description="What teaches it, of what is wanted: for beginners first. Empty where nothing is known.",
        graphql_type=list[StepResource],
        directives=[ListSize(slicing_arguments=["first"], assumed_size=5)],
    )
    def resources(parent: strawberry.Parent[plans.Step], first: Most = None) -> list[Any]:
        return only(first, parent.resources)

    suggested: StepResource | None = strawberry.field(
        description="One of the resources, on which the effort is counted: one that an earlier or weightier step "
        "suggests, too, else the first. Null if there is none."
    )
    taken_in: int | None = strawberry.field(
        description="The place of the earlier step that suggests the same resource, so that it takes no hours again; "
        "null if none does."
    )
    effort: LearningEffort | None = strawberry.field(
        description="The effort of the whole suggested resource; null if no source tells it, and where `takenIn` says "
        "that it is counted already."
    )


@strawberry.type(description="Something that a role takes and no step of a plan gives.")
class PlanRequirement:
    kind: BarrierKind = strawberry.field(description="What it is about.")
    needed: Any = sentence("needed", "What the target takes, in words.")
    held: Any = sentence(
        "held",
        "What there is, in words; null for nothing, and in plans for profiles, of which nobody knows.",
        type_=str | None,
    )
    explanation: Any = sentence("explanation", "The same in a sentence.", LONG)
    is_gate: bool = strawberry.field(description="Whether one cannot begin without it, as `Barrier.isGate`.")
    is_expected: bool = strawberry.field(
        description="Whether no source says this of the target, as `Barrier.isExpected`."
    )


@strawberry.type(description="A part of a plan: steps that belong together.")
class LearningPhase:
    kind: PhaseKind = strawberry.field(description="Which part.")
    explanation: Any = sentence("explanation", "What it is, in a sentence.", LONG)
    requirements: list[PlanRequirement] = strawberry.field(
        description="What the training leads to, without which one cannot begin: a licence, a degree. Empty in other "
        "phases.",
        directives=[FEW],
    )
    gain: float | None = strawberry.field(
        description="How much its steps add to the coverage, 0 to 1; null where that is null."
    )

    @strawberry.field(description="How many steps it has.", graphql_type=int)
    def step_count(parent: strawberry.Parent[plans.Phase]) -> int:
        return len(parent.steps)

    @strawberry.field(
        description="Its steps, in the order of the plan.",
        graphql_type=list[LearningStep],
        directives=[ListSize(slicing_arguments=["first"], assumed_size=50)],
    )
    def steps(parent: strawberry.Parent[plans.Phase], first: Most = None) -> list[Any]:
        return only(first, parent.steps)


@strawberry.type(
    description="What to learn for a role, in order: an estimate, computed from what sources tell.",
    directives=[Cost(weight=200)],
)
class LearningPlan:
    from_: Role | None = reading("from_role", "The role to leave, null in a plan for a profile.", name="from")
    to: Role = reading("to_role", "The role to take.")
    basis: Basis = strawberry.field(description="Always COMPUTED: no source states the plan as a whole.")
    coverage: float | None = strawberry.field(
        description="How much of what the target asks for in skills and tools is held before the first step, 0 to 1, "
        "by weight, as `RoleMatch.coverage`. What no source says of counts neither way; null if that is all."
    )
    coverage_after: float | None = strawberry.field(description="The same after the last step.")
    feasibility_after: float | None = strawberry.field(
        description="How feasible the move is after the last step, 0 to 1, while `requirements` still stand in the "
        "way: `transition.feasibility` is what it is before the first. Null in a plan for a profile.",
        directives=[Cost(weight=100)],
    )
    effort: LearningEffort | None = strawberry.field(
        description="The sum of the efforts that are known; null if none is. It is too little by what "
        "`unknownEffort` steps take."
    )
    known_effort: int = strawberry.field(
        description="How many steps `effort` is the sum of, those among them that an earlier step takes in."
    )
    effort_is_complete: bool = strawberry.field(
        description="Whether `effort` is that of all there is to learn: sources tell it of each step, and no skill of "
        "the target is unknown. Where it is false, learning takes longer than `effort` says, nobody knows by how much."
    )
    unknown_effort: int = strawberry.field(description="How many steps there are whose effort no source tells.")
    without_resources: int = strawberry.field(
        description="How many steps there are that nothing teaches, as far as known."
    )
    requirements: list[PlanRequirement] = strawberry.field(
        description="What the target takes beside skills, and no step gives: preparation, education, experience, a "
        "licence. Gates first, without which one cannot begin. In a plan for a move what is missing, its `barriers`; "
        "in one for a profile, which does not tell of these, all that one studies for.",
        directives=[FEW],
    )
    phases: list[LearningPhase] = strawberry.field(
        description="The steps in parts: the training, where there is something that one cannot begin without, with "
        "what is learned in it; what is learned in courses or by oneself; bearing, which no course is known for; what "
        "is learned at work. Only those that there are.",
        directives=[ListSize(assumed_size=len(PhaseKind))],
    )
    unknown_skills: list[Skill] = strawberry.field(
        description="Skills of the target that are in no step, because no source says whether they are held.",
        directives=[RATED],
    )
    transition: Transition | None = reading(
        "move", "The move whose gaps these are, with barriers and qualifications; null in a plan for a profile."
    )
    understood: list[UnderstoodName] = strawberry.field(
        description="What the names and the text of a profile were taken for; empty in a plan for a move.",
        directives=[MANY],
    )
    unknown: list[UnknownName] = reading(
        "unknown_names", "Names of a profile that were not understood and were left out.", directives=[MANY]
    )

    @strawberry.field(
        description="The steps: broader skills before what is a part of them, what sources call essential before what "
        "needs it, skills before the tools that serve them, what resources take for granted before them; and what adds "
        "most first. Optional skills, and tools of which nobody says which skill they serve, come after essential "
        "ones, tools that employers seldom ask for last.",
        graphql_type=list[LearningStep],
        directives=[ListSize(slicing_arguments=["first"], assumed_size=50)],
    )
    def steps(parent: strawberry.Parent[plans.LearningPlan], first: Most = None) -> list[Any]:
        return only(first, parent.steps)


@strawberry.type
class PlanningRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What to learn for a role, in order, with where to learn it: for somebody in another role, or "
        "with a profile. Give one of both.",
        graphql_type=LearningPlan | None,
        directives=[UNLESS_WRONG, Cost(weight=3_000)],
    )
    def learning_plan(
        self,
        info: Info,
        to: Annotated[str, strawberry.argument(description="The slug of the role to take.")],
        from_: Annotated[
            str | None, strawberry.argument(name="from", description="The slug of the role to leave.")
        ] = None,
        profile: Annotated[ProfileInput | None, strawberry.argument(description="What somebody has.")] = None,
        hours_per_week: Annotated[
            float | None,
            strawberry.argument(description="The hours for learning in a week, up to 168: for the effort in weeks."),
        ] = None,
        resources: Wanted = None,
    ) -> plans.LearningPlan:
        snapshot, choice = info.context.snapshot, choice_of(info.context.snapshot, resources, "resources")
        if from_ is not None and profile is None:
            return plans.plan_move(snapshot, from_, to, hours_per_week, choice)
        if profile is None or from_ is not None:
            raise BadInput("Give a role that is left (from) or a profile: one of both.", ["from"])
        held = [Having(each.name, each.level, each.wish) for each in profile.held]
        names = match.understood(snapshot, profile.skills, profile.tools, held, profile.text)
        return plans.plan_profile(snapshot, names, to, hours_per_week, choice)
