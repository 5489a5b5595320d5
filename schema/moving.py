"""Moves between roles in GraphQL: what one takes, which there are, and routes of several."""

from typing import Any

import strawberry

from knowledge.likeness import barriers, feasibility
from knowledge.likeness.feasibility import MoveBand
from knowledge.model.vocabulary import Basis, Importance
from knowledge.questions import explanations, moves
from knowledge.questions.pathway import MOST_MOVES
from schema.comparing import SPECIFICITY
from schema.connections import reading
from schema.directives import LONG, MANY, RATED, SOME, Cost, ListSize
from schema.entity import key_of
from schema.facets import RoleFacets
from schema.learning import SkillResourceEdge, ToolResourceEdge
from schema.links import listed
from schema.paying import pay_change
from schema.qualification import Qualification
from schema.role import CareerMove, Role, RoleSkillEdge
from schema.sentences import sentence
from schema.skill import Skill
from schema.teaching import taught_by
from schema.tool import Tool

BARRIERS = ListSize(assumed_size=len(barriers.BarrierKind))  # as many as there can be, like these
FACTORS = ListSize(assumed_size=len(feasibility.FIT_WEIGHTS) + 1 + len(barriers.BarrierKind))  # 1 for what is unknown
LIKENESS_FACTORS = ListSize(assumed_size=len(feasibility.LIKENESS_WEIGHTS) + 1)
UNKNOWN = ListSize(assumed_size=len(explanations.UNKNOWN))


@strawberry.type(description="A skill that the target needs and the source brings.")
class TransferableSkill:
    skill: Skill = strawberry.field(description="The skill.")
    weight: float = strawberry.field(description="Its share of all skills that the target needs, 0 to 1.")
    coverage: float = strawberry.field(description="How much of the need the source meets, 0 to 1.")
    source: RoleSkillEdge = strawberry.field(description="How the source holds it.")
    target: RoleSkillEdge = strawberry.field(description="How the target needs it.")
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A skill that the target needs and the source lacks.")
class SkillGap:
    skill: Skill = strawberry.field(description="The skill.")
    importance: Importance = strawberry.field(description="How much the target depends on it.")
    weight: float = strawberry.field(description="Its share of all skills that the target needs, 0 to 1.")
    missing: float = strawberry.field(
        description="How much of it is missing: 1 where the source does not hold it, else by how much its level stays "
        "below the target's, 0 to 1."
    )
    target: RoleSkillEdge = strawberry.field(description="How the target needs it.")
    source: RoleSkillEdge | None = strawberry.field(
        description="How the source holds it, at a lower level; null where it does not hold it."
    )
    closest: Skill | None = strawberry.field(
        description="The nearest other skill that the source has: by hierarchy, tools and meaning. Null if none is "
        "near, or if the source holds the skill itself."
    )
    closeness: float | None = strawberry.field(description="How near that is, 0 to 1; null if none is near.")
    resources: Any = taught_by("skill", SkillResourceEdge)


@strawberry.type(description="A tool that the target uses and the source does not.")
class ToolGap:
    tool: Tool = strawberry.field(description="The tool.")
    weight: float = strawberry.field(description="Its share of all tools that the target uses, 0 to 1.")
    closest: Tool | None = strawberry.field(description="The nearest tool that the source uses, null if none is near.")
    closeness: float | None = strawberry.field(description="How near that is, 0 to 1; null if none is near.")
    resources: Any = taught_by("tool", ToolResourceEdge)


@strawberry.type(description="One reason for a figure.")
class Factor:
    kind: feasibility.FactorKind = strawberry.field(description="What it looks at.")
    score: float = strawberry.field(description="How well the source does here, 0 to 1.")
    weight: float = strawberry.field(description="How much it counts, 0 to 1; all weights sum to 1.")
    contribution: float = strawberry.field(
        description="Score times weight; all contributions sum to the figure that they explain."
    )
    explanation: Any = sentence("explanation", "The score in words.", LONG)


@strawberry.type(description="What stands in the way of a move.")
class Barrier:
    kind: barriers.BarrierKind = strawberry.field(description="What it is about.")
    needed: Any = sentence("needed", "What the target takes, in words.")
    held: Any = sentence("held", "What the source has, in words; null for nothing.", type_=str | None)
    steps: float = strawberry.field(description="How far that is, in steps of about one job zone; 1 for a licence.")
    share: float = strawberry.field(description="How much of the feasibility it takes away, 0 to 1.")
    explanation: Any = sentence("explanation", "The barrier in a sentence.", LONG)
    is_gate: bool = strawberry.field(
        description="Whether one cannot begin without it, so that no likeness makes the move EASY: a licence, a "
        "degree, or preparation for a profession for which one studies."
    )
    is_expected: bool = strawberry.field(
        description="Whether no source says this of the target: it is expected, because the group of occupations that "
        "it is in takes it. Of a licence: of its profession, by law or in many countries. False where a source "
        "says it."
    )


@strawberry.type(description="That a move leads to a role that takes less than the one that is left.")
class StepDown:
    steps: float = strawberry.field(
        description="How far down, in steps of about one job zone: as many as the way back would take by preparation, "
        "education and levels of skills; 0.25 and more."
    )
    kind: barriers.BarrierKind = strawberry.field(description="In what most: PREPARATION, EDUCATION or LEVELS.")
    explanation: Any = sentence("explanation", "The same in a sentence.", LONG)


@strawberry.type(description="Something of which too little is known to compare two roles. It counts for nothing.")
class Unknown:
    kind: feasibility.FactorKind = strawberry.field(description="What is not known.")
    explanation: Any = sentence("explanation", "The same in a sentence.", LONG)


@strawberry.type(
    description="What it takes to move from one role to another. The way back is another transition.",
    directives=[Cost(weight=200)],
)
class Transition:
    from_: Role = reading("from_role", "The role to leave.", name="from")
    to: Role = reading("to_role", "The role to take.")
    feasibility: float = strawberry.field(
        description="How likely somebody in the one role could do the other soon, 0 to 1: computed, the sum of the "
        "contributions of `factors`. It has a direction, and means the same in all data: any two roles have about 0.3 "
        "before barriers."
    )
    likeness: float = strawberry.field(
        description="How related the two roles are, 0 to 1, whichever way one goes: the sum of the contributions of "
        "`likenessFactors`. Any two roles have about 0.3."
    )
    band: MoveBand = strawberry.field(description="The feasibility in a word.")
    barriers: list[Barrier] = strawberry.field(
        description="What stands in the way, what counts most first.", directives=[BARRIERS]
    )
    step_down: StepDown | None = strawberry.field(
        description="Whether the target takes less than the source, so that one would give up what one has; null where "
        "it does not, or where nobody says. It lowers no feasibility, but comes later in the order COUNSEL."
    )
    documented_move: CareerMove | None = strawberry.field(
        description="What a source says of people who make this move, null if none does. It does not enter "
        "feasibility. Where several moves are documented it is the strongest, the first of `documentedMoves`."
    )
    documented_moves: list[CareerMove] = strawberry.field(
        description="All that is documented of this move, strongest first: what a source states before what a curator "
        "infers, then by rank."
    )
    pay_change: Any = pay_change
    transferable_skills: list[TransferableSkill] = strawberry.field(
        description="Skills to bring, those first that tell most of the target.", directives=[MANY]
    )
    skill_gaps: list[SkillGap] = strawberry.field(
        description="Skills to learn, or to raise to a higher level: first where most is missing of what is needed "
        "most.",
        directives=[MANY],
    )
    unknown_skills: list[Skill] = strawberry.field(
        description="Skills of the target for which the source's dataset has no word: no source says whether they are "
        "held.",
        directives=[RATED],
    )
    skills_known: float | None = strawberry.field(
        description="The share of the skills that the target asks for, by weight, of which it is known whether they "
        "are held, 0 to 1. Where it is 0, there are no `skillGaps` because nobody knows of any: what is missing is "
        "unknown. Null where the target asks for no skills."
    )
    transferable_tools: list[Tool] = strawberry.field(description="Tools that both use.", directives=[SOME])
    tool_gaps: list[ToolGap] = strawberry.field(description="Tools to learn, heaviest first.", directives=[MANY])
    qualification_gaps: list[Qualification] = strawberry.field(
        description="Qualifications that are typical of the target and that people in the source have less often."
    )
    factors: list[Factor] = strawberry.field(
        description="The feasibility taken apart. Barriers have a weight and contribute nothing.",
        directives=[FACTORS],
    )
    likeness_factors: list[Factor] = strawberry.field(
        description="The likeness taken apart.",
        directives=[LIKENESS_FACTORS],
    )
    unknown: list[Unknown] = strawberry.field(
        description="What is not known of the two, and so counts for nothing.",
        directives=[UNKNOWN],
    )


TransitionEdge, TransitionConnection = listed(
    Transition,
    "transition",
    "Transitions from a role, best first.",
    lambda move: key_of(move.to_role),
    RoleFacets,
    lambda move: move.to_role,
)


@strawberry.input(description="Which targets of transitions are wanted.")
class TransitionFilter:
    dataset: str | None = strawberry.field(default=None, description="Only roles of the dataset with this slug.")
    group: str | None = strawberry.field(
        default=None, description="Only roles of the role group with this slug, or of a group under it."
    )
    basis: list[Basis] | None = strawberry.field(
        default=None,
        description="Only moves that are believed on these grounds: STATED and INFERRED ones are documented, all "
        "others are COMPUTED. A move that is documented on several grounds is taken if any of them is wanted. "
        "Null: all.",
    )
    job_zones: list[int] | None = strawberry.field(
        default=None, description="Only roles in these job zones, 1 (little preparation) to 5 (much). Null: all."
    )
    training: list[moves.Training] | None = strawberry.field(
        default=None,
        description="Only roles that take less training than the one that is left, as much, or more: by job zones, and "
        "by ISCO-08 skill levels where a role has none. Roles of which neither is known are left out. Null: all.",
    )
    documented: bool | None = strawberry.field(
        default=None, description="True: only moves that a source documents; false: only others; null: all."
    )
    bands: list[MoveBand] | None = strawberry.field(
        default=None, description="Only moves in these bands of feasibility. Null: all."
    )
    minimum_feasibility: float | None = strawberry.field(
        default=None, description="Only moves that are at least so feasible, 0 to 1."
    )
    outside_own_groups: bool | None = strawberry.field(
        default=False, description="True: only roles that share no role group with the one that is left."
    )

    market: str | None = strawberry.field(
        default=None,
        description="Where pay and demand are looked at, for the fields below and for `orderBy`: the code of a market "
        "in ISO 3166, as US or US-CA, or its slug. Null: the first country by code.",
        directives=[Cost(weight=500)],
    )
    minimum_pay_change: float | None = strawberry.field(
        default=None,
        description="Only moves that change pay by at least this share, as `payChange` tells it: 0.1 for a tenth more. "
        "Where it is unknown, they are left out. Null: all.",
        directives=[Cost(weight=500)],
    )
    minimum_outlook: float | None = strawberry.field(
        default=None,
        description="Only roles whose employment is expected to change by at least so many per cent. Null: all.",
        directives=[Cost(weight=500)],
    )
    minimum_openings: float | None = strawberry.field(
        default=None,
        description="Only roles with at least so many openings a year expected. Null: all.",
        directives=[Cost(weight=500)],
    )
    minimum_employment: float | None = strawberry.field(
        default=None,
        description="Only roles that at least so many people have. Null: all.",
        directives=[Cost(weight=500)],
    )

    def wanted(self) -> moves.MoveFilter:
        return moves.MoveFilter(
            dataset=self.dataset,
            group=self.group,
            documented=self.documented,
            basis=None if self.basis is None else frozenset(self.basis),
            job_zones=None if self.job_zones is None else frozenset(self.job_zones),
            training=None if self.training is None else frozenset(self.training),
            bands=None if self.bands is None else frozenset(self.bands),
            minimum_feasibility=self.minimum_feasibility,
            outside_own_groups=bool(self.outside_own_groups),
            market=self.market,
            minimum_pay_change=self.minimum_pay_change,
            minimum_outlook=self.minimum_outlook,
            minimum_openings=self.minimum_openings,
            minimum_employment=self.minimum_employment,
        )


@strawberry.type(description="A route from one role to another.")
class CareerPath:
    moves: list[Transition] = strawberry.field(
        description="The moves in order; each starts where the last one ended.",
        directives=[ListSize(assumed_size=MOST_MOVES)],
    )
    barriers: list[Barrier] = reading(
        "whole.barriers",
        "What stands between the beginning of the route and its end, as `barriers` of that move: it is to be had on "
        "the way, whatever the moves in between are. What counts most first.",
        directives=[BARRIERS],
    )
    qualification_gaps: list[Qualification] = reading(
        "whole.qualification_gaps",
        "Qualifications that are typical of the end of the route and that people at its beginning have less often.",
    )
    gates: list[Barrier] = strawberry.field(
        description="What one cannot begin without on the way, move by move: `barriers` of moves that are gates.",
        directives=[ListSize(assumed_size=MOST_MOVES)],
    )
    difficulty: float = strawberry.field(
        description="0 (no gap anywhere) to the fourth root of the number of moves: the fourth root of the sum of the "
        "fourth powers of the gaps, a gap being 1 minus feasibility. A route of one move is as difficult as its gap."
    )
    direct: bool = strawberry.field(
        description="Whether it is the direct move. It comes after all routes that are easier; alone, it is the best."
    )
    easier: float = strawberry.field(
        description="How much less difficult it is than the direct move; 0 for the direct move itself, below 0 for a "
        "ladder where the direct move is out of reach."
    )
    feasible: bool = strawberry.field(
        description="Whether each move is within reach on its own: a feasibility of at least 0.33, or documented. "
        "A direct move may not be, nor a ladder that leads through a training of some years that a law lays down: "
        "`reason` and `gates` tell of it."
    )
    reason: Any = sentence(
        "reason",
        "Why there is no route but the direct move, where that is the only answer, or why a ladder is not feasible; "
        "null otherwise.",
        LONG,
        type_=str | None,
    )
