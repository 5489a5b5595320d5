"""Comparisons of roles in GraphQL: overlap, difference, transition, paths, matches, hiring advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import strawberry

from knowledge import barriers, feasibility, match, moves, overlap
from knowledge.feasibility import MoveBand
from knowledge.vocabulary import Basis, ContrastDimension, Importance
from schema.connections import Page, Paged, cursor, edges, nodes, reading
from schema.context import Info
from schema.directives import LONG, MANY, NAMES, SOME, Cost, Length, ListSize
from schema.entity import Citation, Entity, key_of
from schema.guidance import CommonGround, HiringChannel, HiringNeed
from schema.qualification import Qualification, RoleQualificationEdge
from schema.role import (
    CareerMove,
    Role,
    RoleApplicationEdge,
    RoleResponsibilityEdge,
    RoleSkillEdge,
    RoleToolEdge,
)
from schema.skill import Skill
from schema.tool import Tool
from schema.work import Application, Responsibility

SPECIFICITY = "How much it tells about a role: 0.1 (every role has it) to 1 (few do)."
SOME_HOLDINGS = "How each role holds it, in the order in which the roles were asked for; null where one does not."
HOLDINGS = "How each role holds it, in the order in which the roles were asked for."


@strawberry.type(description="A skill that all the roles need.")
class SharedSkill:
    skill: Skill = reading("entity", "The skill.")
    holdings: list[RoleSkillEdge] = strawberry.field(description=HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A tool that all the roles use.")
class SharedTool:
    tool: Tool = reading("entity", "The tool.")
    holdings: list[RoleToolEdge] = strawberry.field(description=HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="An application that the work of all the roles has.")
class SharedApplication:
    application: Application = reading("entity", "The application.")
    holdings: list[RoleApplicationEdge] = strawberry.field(description=HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A responsibility that all the roles carry.")
class SharedResponsibility:
    responsibility: Responsibility = reading("entity", "The responsibility.")
    holdings: list[RoleResponsibilityEdge] = strawberry.field(description=HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A qualification that all the roles ask for.")
class SharedQualification:
    qualification: Qualification = reading("entity", "The qualification.")
    holdings: list[RoleQualificationEdge] = strawberry.field(description=HOLDINGS)


@strawberry.type(description="A skill that one or more of the roles need.")
class ComparedSkill:
    skill: Skill = reading("entity", "The skill.")
    holdings: list[RoleSkillEdge | None] = strawberry.field(description=SOME_HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="A tool that one or more of the roles use.")
class ComparedTool:
    tool: Tool = reading("entity", "The tool.")
    holdings: list[RoleToolEdge | None] = strawberry.field(description=SOME_HOLDINGS)
    specificity: float = strawberry.field(description=SPECIFICITY)


@strawberry.type(description="What several roles have in common.")
class Overlap:
    roles: list[Role] = strawberry.field(description="The roles, in the order in which they were asked for.")
    similarity: float = strawberry.field(
        description="How alike the roles are, 0 (nothing in common) to 1 (the same): the weight of what all have over "
        "the weight of what any has (weighted Jaccard). The order of the roles makes no difference."
    )
    likeness: float = strawberry.field(
        description="How related the roles are, 0 to 1: the least likeness of any two of them. Any two roles have "
        "about 0.3."
    )
    comparable: bool = strawberry.field(
        description="Whether one vocabulary has what all of them hold. If false, `similarity` and the lists below say "
        "nothing: it is not known what they share."
    )
    skills: list[SharedSkill] = strawberry.field(
        description="Skills that all need; of those that a publisher rates for all, first where all are strong beyond "
        "what is usual.",
        directives=[MANY],
    )
    tools: list[SharedTool] = strawberry.field(description="Tools that all use.", directives=[MANY])
    applications: list[SharedApplication] = strawberry.field(
        description="What the work of all is applied to.", directives=[MANY]
    )
    responsibilities: list[SharedResponsibility] = strawberry.field(
        description="Responsibilities that all carry.", directives=[MANY]
    )
    qualifications: list[SharedQualification] = strawberry.field(
        description="Qualifications that all ask for.", directives=[MANY]
    )
    common_ground: list[CommonGround] = strawberry.field(description="What sources say that all of them share.")

    @strawberry.field(
        description="Skills that any of the roles need, those of most roles first: for tables and diagrams.",
        graphql_type=list[ComparedSkill],
        directives=[Cost(weight=100), ListSize(assumed_size=300)],
    )
    def any_skills(parent: strawberry.Parent[overlap.Overlap], info: Info) -> list[overlap.Shared]:
        return overlap.held_by_any(info.context.snapshot.profiles, parent.roles, "skills", "skill")

    @strawberry.field(
        description="Tools that any of the roles use, those of most roles first.",
        graphql_type=list[ComparedTool],
        directives=[Cost(weight=100), ListSize(assumed_size=300)],
    )
    def any_tools(parent: strawberry.Parent[overlap.Overlap], info: Info) -> list[overlap.Shared]:
        return overlap.held_by_any(info.context.snapshot.profiles, parent.roles, "tools", "tool")

    citations: list[Citation] = strawberry.field(description="All sources of the overlap, each section once.")


@strawberry.type(description="What only one of two roles has.")
class FeatureSet:
    skills: list[RoleSkillEdge] = strawberry.field(description="Skills that only it needs.", directives=[MANY])
    tools: list[RoleToolEdge] = strawberry.field(description="Tools that only it uses.", directives=[MANY])
    applications: list[RoleApplicationEdge] = strawberry.field(
        description="What only its work is applied to.", directives=[MANY]
    )
    responsibilities: list[RoleResponsibilityEdge] = strawberry.field(
        description="Responsibilities that only it has.", directives=[MANY]
    )


@strawberry.type(description="Something that both roles have, but not in the same way.")
class EmphasisShift:
    feature: Entity = strawberry.field(description="The skill, tool, application or responsibility.")
    left: str | None = strawberry.field(description="How the left role uses it, null where no source tells.")
    right: str | None = strawberry.field(description="How the right role uses it, null where no source tells.")
    shift: float = strawberry.field(
        description="How much more strongly the right role holds it, -1 to 1: the difference of levels where both are "
        "rated; "
        "0 where only the words differ."
    )
    citations: list[Citation] = strawberry.field(description="The sources of both.")


@strawberry.type(description="What sources say of both roles along one dimension.")
class Contrast:
    dimension: ContrastDimension = strawberry.field(description="The dimension.")
    left: str = strawberry.field(description="What is said of the left role.")
    right: str = strawberry.field(description="What is said of the right role.")
    citations: list[Citation] = strawberry.field(description="The sources of both.")


@strawberry.type(description="How two roles differ: the complement of their overlap.")
class Difference:
    left: Role = strawberry.field(description="The left role.")
    right: Role = strawberry.field(description="The right role.")
    only_left: FeatureSet = strawberry.field(description="What only the left role has.")
    only_right: FeatureSet = strawberry.field(description="What only the right role has.")
    emphasis: list[EmphasisShift] = strawberry.field(
        description="What both have, but not in the same way, the largest shift first.", directives=[MANY]
    )
    contrasts: list[Contrast] = strawberry.field(description="What sources say of both, dimension by dimension.")


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
        "near, or "
        "if the source holds the skill itself."
    )
    closeness: float | None = strawberry.field(description="How near that is, 0 to 1; null if none is near.")


@strawberry.type(description="A tool that the target uses and the source does not.")
class ToolGap:
    tool: Tool = strawberry.field(description="The tool.")
    weight: float = strawberry.field(description="Its share of all tools that the target uses, 0 to 1.")
    closest: Tool | None = strawberry.field(description="The nearest tool that the source uses, null if none is near.")
    closeness: float | None = strawberry.field(description="How near that is, 0 to 1; null if none is near.")


@strawberry.type(description="One reason for a figure.")
class Factor:
    kind: feasibility.FactorKind = strawberry.field(description="What it looks at.")
    score: float = strawberry.field(description="How well the source does here, 0 to 1.")
    weight: float = strawberry.field(description="How much it counts, 0 to 1; all weights sum to 1.")
    contribution: float = strawberry.field(
        description="Score times weight; all contributions sum to the figure that they explain."
    )
    explanation: str = strawberry.field(description="The score in words.")


@strawberry.type(description="What stands in the way of a move.")
class Barrier:
    kind: barriers.BarrierKind = strawberry.field(description="What it is about.")
    needed: str = strawberry.field(description="What the target takes, in words.")
    held: str | None = strawberry.field(description="What the source has, in words; null for nothing.")
    steps: float = strawberry.field(description="How far that is, in steps of about one job zone; 1 for a licence.")
    share: float = strawberry.field(description="How much of the feasibility it takes away, 0 to 1.")
    explanation: str = strawberry.field(description="The barrier in a sentence.")


@strawberry.type(description="Something of which too little is known to compare two roles. It counts for nothing.")
class Unknown:
    kind: feasibility.FactorKind = strawberry.field(description="What is not known.")
    explanation: str = strawberry.field(description="The same in a sentence.")


@strawberry.type(
    description="What it takes to move from one role to another. The way back is another transition.",
    directives=[Cost(weight=100)],
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
    barriers: list[Barrier] = strawberry.field(description="What stands in the way, what counts most first.")
    documented_move: CareerMove | None = strawberry.field(
        description="What a source says of people who make this move, null if none does. It does not enter "
        "feasibility. Where several moves are documented it is the strongest, the first of `documentedMoves`."
    )
    documented_moves: list[CareerMove] = strawberry.field(
        description="All that is documented of this move, strongest first: what a source states before what a curator "
        "infers, then by rank."
    )
    transferable_skills: list[TransferableSkill] = strawberry.field(
        description="Skills to bring, those first that tell most of the target.", directives=[SOME]
    )
    skill_gaps: list[SkillGap] = strawberry.field(
        description="Skills to learn, or to raise to a higher level: first where most is missing of what is needed "
        "most.",
        directives=[MANY],
    )
    unknown_skills: list[Skill] = strawberry.field(
        description="Skills of the target for which the source's dataset has no word: no source says whether they are "
        "held.",
        directives=[MANY],
    )
    transferable_tools: list[Tool] = strawberry.field(description="Tools that both use.", directives=[SOME])
    tool_gaps: list[ToolGap] = strawberry.field(description="Tools to learn, heaviest first.", directives=[MANY])
    qualification_gaps: list[Qualification] = strawberry.field(
        description="Qualifications that are typical of the target and that people in the source have less often."
    )
    factors: list[Factor] = strawberry.field(
        description="The feasibility taken apart. Barriers have a weight and contribute nothing."
    )
    likeness_factors: list[Factor] = strawberry.field(description="The likeness taken apart.")
    unknown: list[Unknown] = strawberry.field(description="What is not known of the two, and so counts for nothing.")


@strawberry.type(description="A transition in a list.")
class TransitionEdge:
    @strawberry.field(description="The transition.", graphql_type=Transition)
    def node(parent: strawberry.Parent[moves.Move]) -> moves.Move:
        return parent

    cursor: str = cursor(lambda each: key_of(each.to_role))


@strawberry.type(description="Transitions from a role, best first.")
class TransitionConnection(Paged):
    edges: list[TransitionEdge] = edges()
    nodes: list[Transition] = nodes()


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

    def wanted(self) -> moves.MoveFilter:
        return moves.MoveFilter(
            dataset=self.dataset,
            group=self.group,
            documented=self.documented,
            basis=None if self.basis is None else frozenset(self.basis),
            job_zones=None if self.job_zones is None else frozenset(self.job_zones),
            bands=None if self.bands is None else frozenset(self.bands),
            minimum_feasibility=self.minimum_feasibility,
            outside_own_groups=bool(self.outside_own_groups),
        )


@strawberry.type(description="A route from one role to another.")
class CareerPath:
    moves: list[Transition] = strawberry.field(description="The moves in order; each starts where the last one ended.")
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
        description="Whether each move is within reach on its own: a feasibility of at least 0.35, or documented. "
        "Only a "
        "direct move may not be."
    )
    reason: str | None = strawberry.field(
        description="Why there is no route but the direct move, where that is the only answer; null otherwise."
    )


@strawberry.input(description="A skill or tool that somebody has, with what they say of it.")
class HavingInput:
    name: str = strawberry.field(description="The slug, name or alias of a skill or tool.")
    level: float | None = strawberry.field(
        default=None, description="How well, 0 (not at all) to 1 (mastery); null for as well as anybody asks for."
    )
    wish: match.Wish | None = strawberry.field(
        default=None, description="Whether it shall be part of the next role; null if they do not mind."
    )


@strawberry.input(
    description="What somebody has: 1 to 500 skills and tools in all, by slug, name or alias. The same thing may be "
    "named twice, but not with different levels or wishes."
)
class ProfileInput:
    skills: list[str] = strawberry.field(default_factory=list, description="Skills.", directives=NAMES)
    tools: list[str] = strawberry.field(default_factory=list, description="Tools.", directives=NAMES)
    held: list[HavingInput] = strawberry.field(
        default_factory=list,
        description="Skills and tools of which there is more to say: how well, and a wish.",
        directives=NAMES,
    )


@strawberry.type(description="How well a role fits a profile.")
class RoleMatch:
    role: Role = strawberry.field(description="The role.")
    score: float = strawberry.field(
        description="0 to 1: the geometric mean of `coverage` and `use`, times the share of what the role asks for "
        "that is not to be dropped."
    )
    coverage: float = strawberry.field(
        description="How much of what the role asks for the profile has, 0 to 1, by weight. A skill that is near to "
        "one held, or held at a lower level, counts in part."
    )
    use: float = strawberry.field(
        description="How much of the profile the role can use, 0 to 1, by specificity. What is to be kept counts "
        "twice, what is to be dropped does not count."
    )
    matched_skills: list[Skill] = strawberry.field(
        description="Skills of the profile that the role needs.", directives=[SOME]
    )
    missing_skills: list[Skill] = strawberry.field(
        description="Other skills that the role needs, heaviest first.", directives=[MANY]
    )
    matched_tools: list[Tool] = strawberry.field(
        description="Tools of the profile that the role uses.", directives=[SOME]
    )
    missing_tools: list[Tool] = strawberry.field(
        description="Other tools that the role uses, heaviest first.", directives=[MANY]
    )


@strawberry.type(description="A skill that is worth learning for somebody with the profile.")
class NextSkill:
    skill: Skill = strawberry.field(description="The skill.")
    role_count: int = strawberry.field(description="How many of the 100 best fitting roles ask for it.")
    gain: float = strawberry.field(description="How much it adds to the coverage of these roles, the mean, 0 to 1.")
    opens: int = strawberry.field(description="How many of these roles it brings to a coverage of at least a half.")
    best_roles: list[Role] = strawberry.field(description="Up to three of these roles for which it does most.")


@strawberry.type(description="A role match in a list.")
class RoleMatchEdge:
    @strawberry.field(description="The match.", graphql_type=RoleMatch)
    def node(parent: strawberry.Parent[match.RoleMatch]) -> match.RoleMatch:
        return parent

    cursor: str = cursor(lambda each: key_of(each.role))


@strawberry.type(description="A name in a profile that nothing answers to. The rest of the profile was answered.")
class UnknownName:
    name: str = strawberry.field(description="The name as it was given.")
    argument: list[str] = strawberry.field(description="Where it was given: a path into the arguments.")
    nearest: list[str] = strawberry.field(description="Known slugs that look like it, best first.")


@dataclass(slots=True)
class MatchPage(Page[match.RoleMatch]):
    """A page of matches, and all that was found."""

    found: match.Matches

    @property
    def unknown(self) -> Sequence[match.UnknownName]:
        return self.found.unknown


@strawberry.type(description="Roles that share anything with a profile, best fit first.")
class RoleMatchConnection(Paged):
    edges: list[RoleMatchEdge] = edges()
    nodes: list[RoleMatch] = nodes()
    unknown: list[UnknownName] = strawberry.field(
        description="Names that were not understood and were left out.", directives=[MANY]
    )

    @strawberry.field(
        description="Skills to learn next: those that open most, best first.",
        graphql_type=list[NextSkill],
        directives=[Cost(weight=500), ListSize(slicing_arguments=["first"])],
    )
    def next_skills(
        parent: strawberry.Parent["MatchPage"],
        first: Annotated[int, strawberry.argument(description="How many, 1 to 20.")] = 2,
    ) -> list[match.NextSkill]:
        return parent.found.next_skills(first)


@strawberry.type(description="A role to hire.")
class HiringAdvice:
    role: Role = strawberry.field(description="The role.")
    score: float = strawberry.field(description="0 to 1: the mean over the needs of how well the role serves each.")
    reason: str = strawberry.field(description="What speaks for it, in words.", directives=[LONG])
    matched_needs: list[HiringNeed] = strawberry.field(description="The documented needs that it is hired for.")
    together: list[Role] = strawberry.field(description="Roles to hire beside it, for needs that want several.")
    unmatched_needs: list[str] = strawberry.field(description="Needs about which nothing is known.")
    channels: list[HiringChannel] = reading("role.hiring_channels", "Where people who have the role are found.")


Needs = Annotated[
    list[str],
    strawberry.argument(
        description="What the project needs: 1 to 20 short texts, one for each need, of at most 500 letters.",
        directives=[Length(letters=500, items=20), Cost(weight=200)],
    ),
]
