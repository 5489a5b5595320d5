"""The tools about moves: what one takes, which are best, and the routes in several."""

from typing import Annotated, Any

from pydantic import AliasPath, Field

from api.assistants.arguments import After, Arguments, Dataset, RoleGiven
from api.assistants.asking import Asking, Data
from api.assistants.naming import notes, role_meant, roles_meant
from api.assistants.parts import (
    Answer,
    Barrier,
    DocumentedMove,
    Figure,
    Named,
    Page,
    Part,
    RoleName,
    StepDown,
    following,
    offset,
    paging,
    sources,
)
from knowledge.likeness.feasibility import MoveBand

FEASIBILITY = "How likely somebody in the one role could do the other soon, 0 to 1; any two have about 0.3."
BAND = "The feasibility in a word: EASY, WITHIN_REACH, HARD or OUT_OF_REACH."
LIKENESS = "How related the two are, 0 to 1, whichever way one goes."
STEP_DOWN = "Whether the target takes less, so that one would give up what one has; absent where it does not."
SKILLS_KNOWN = (
    "Of how much of the skills of the target it is known whether they are held, 0 to 1. Where it is 0, what is missing "
    "is unknown: no gaps do not mean that nothing is missing."
)
MOST_GAPS = 5  # of a move that is one of several


class ExplainMove(Arguments):
    from_role: RoleGiven
    to_role: RoleGiven
    dataset: Dataset = None
    first: Annotated[int, Field(ge=1, le=100, description="How many of each list.")] = 10
    after: After = None


class Learning(Part):
    """A course, a book or the like."""

    name: str = Field(validation_alias=AliasPath("node", "name"))
    kind: str = Field(validation_alias=AliasPath("node", "kind"), description="COURSE, BOOK, TUTORIAL and so on.")
    url: str | None = Field(None, validation_alias=AliasPath("node", "url"))
    provider: str | None = Field(None, validation_alias=AliasPath("node", "provider"))
    licence: str | None = Field(None, validation_alias=AliasPath("node", "licence"))


class Gap(Part):
    slug: str = Field(validation_alias=AliasPath("skill", "slug"), description="Names it in other tools.")
    name: str = Field(validation_alias=AliasPath("skill", "name"))
    importance: str = Field(description="ESSENTIAL or OPTIONAL.")
    missing: Figure = Field(description="How much of it is missing, 0 to 1.")
    closest: Named | None = Field(None, description="What the role that is left has nearest to it.")
    closeness: Figure | None = None
    learn: Learning | None = Field(
        None, validation_alias=AliasPath("resources", 0), description="Where it can be learned, best for beginners."
    )


class ToolGap(Part):
    slug: str = Field(validation_alias=AliasPath("tool", "slug"), description="Names it in other tools.")
    name: str = Field(validation_alias=AliasPath("tool", "name"))
    closest: Named | None = None


class Brought(Part):
    slug: str = Field(validation_alias=AliasPath("skill", "slug"), description="Names it in other tools.")
    name: str = Field(validation_alias=AliasPath("skill", "name"))
    coverage: Figure = Field(description="How much of what is needed is there, 0 to 1.")


class Factor(Part):
    kind: str
    contribution: Figure = Field(description="All contributions sum to the feasibility.")
    explanation: str


class NotKnown(Part):
    kind: str
    explanation: str


class Move(Answer):
    from_role: RoleName = Field(validation_alias="from")
    to_role: RoleName = Field(validation_alias="to")
    feasibility: Figure = Field(description=FEASIBILITY)
    band: str = Field(description=BAND)
    likeness: Figure = Field(description=LIKENESS)
    barriers: list[Barrier] = Field(description="What stands in the way, what counts most first.")
    step_down: StepDown | None = Field(None, description=STEP_DOWN)
    skills_known: Figure | None = Field(None, description=SKILLS_KNOWN)
    documented_moves: list[DocumentedMove] = Field(description="What sources say of people who make this move.")
    skill_gaps: list[Gap] = Field(description="Skills to learn or to raise, first where most is missing.")
    skill_gaps_in_all: int
    transferable_skills: list[Brought] = Field(description="Skills to bring.")
    transferable_skills_in_all: int
    unknown_skills: list[Named] = Field(description="Of these no source says whether they are held.")
    tool_gaps: list[ToolGap] = Field(description="Tools to learn.")
    tool_gaps_in_all: int
    transferable_tools: list[Named]
    qualification_gaps: list[Named] = Field(description="Typical of the target, and rarer where one comes from.")
    factors: list[Factor] = Field(description="The feasibility taken apart.")
    not_known: list[NotKnown] = Field(validation_alias="unknown", description="What no source says of both.")
    next: str | None = Field(None, description="Give it as `after` for the next items of all lists; absent at the end.")


async def explain_move(asking: Asking, asked: ExplainMove) -> Move:
    meant = await roles_meant(asking, [asked.from_role, asked.to_role], asked.dataset)
    data = await asking.ask("explain_move", **{"from": meant[0].slug, "to": meant[1].slug})
    move: Data = data["transition"]
    begin = offset(asked.after)
    long = ("skillGaps", "transferableSkills", "unknownSkills", "toolGaps", "transferableTools", "qualificationGaps")
    made: dict[str, Any] = {
        **move,
        **{name: move[name][begin : begin + asked.first] for name in long},
        "skill_gaps_in_all": len(move["skillGaps"]),
        "transferable_skills_in_all": len(move["transferableSkills"]),
        "tool_gaps_in_all": len(move["toolGaps"]),
        "next": following(asked.first, begin, *(move[name] for name in long)),
        "sources": sources(move),
        "revision": data["revision"]["number"],
        "notes": notes(*meant),
    }
    return Move.model_validate(made, context=asking.site)


class BestMoves(Arguments):
    from_role: RoleGiven
    dataset: Annotated[
        str | None, Field(max_length=200, description="Only to roles of the dataset with this slug (esco, onet, …).")
    ] = None
    bands: Annotated[
        list[MoveBand] | None, Field(min_length=1, max_length=4, description=f"Only moves in these bands. {BAND}")
    ] = None
    documented: Annotated[
        bool | None, Field(description="True: only moves that a source documents; false: only others; null: all.")
    ] = None
    group: Annotated[
        str | None, Field(max_length=200, description="Only to roles of the role group with this slug, or under it.")
    ] = None
    outside_own_groups: Annotated[bool, Field(description="True: only to another kind of work.")] = False
    diverse: Annotated[bool, Field(description="True: no list of variants of one role.")] = False
    first: Annotated[int, Field(ge=1, le=25, description="How many moves.")] = 10
    after: After = None


class Step(Part):
    """A move that is one of several."""

    to: RoleName
    feasibility: Figure = Field(description=FEASIBILITY)
    band: str = Field(description=BAND)
    likeness: Figure = Field(description=LIKENESS)
    barriers: list[Barrier]
    step_down: StepDown | None = Field(None, description=STEP_DOWN)
    skills_known: Figure | None = Field(None, description=SKILLS_KNOWN)
    documented: DocumentedMove | None = Field(None, validation_alias="documentedMove")
    skill_gaps: list[Named] = Field(description="The first skills to learn or to raise.")
    skill_gaps_in_all: int


class Moves(Page):
    from_role: RoleName
    moves: list[Step] = Field(description="Best first.")


async def best_moves(asking: Asking, asked: BestMoves) -> Moves:
    meant = await role_meant(asking, asked.from_role)
    wanted = {
        "dataset": asked.dataset,
        "group": asked.group,
        "bands": [each.name for each in asked.bands] if asked.bands else None,
        "documented": asked.documented,
        "outsideOwnGroups": asked.outside_own_groups,
    }
    variables = {"from": meant.slug, "first": asked.first, "after": asked.after, "diverse": asked.diverse}
    data = await asking.ask("best_moves", filter=wanted, **variables)
    found = data["transitions"]
    made = {
        **paging(found),
        "from_role": data["role"],
        "moves": [_step(each) for each in found["nodes"]],
        "sources": sources(data),
        "revision": data["revision"]["number"],
        "notes": notes(meant),
    }
    return Moves.model_validate(made, context=asking.site)


class CareerRoutes(Arguments):
    from_role: RoleGiven
    to_role: RoleGiven
    dataset: Dataset = None
    max_moves: Annotated[int, Field(ge=1, le=6, description="The greatest number of moves of a route.")] = 4
    first: Annotated[int, Field(ge=1, le=10, description="How many routes.")] = 3


class Route(Part):
    moves: list[Step] = Field(description="In order; each starts where the last one ended.")
    difficulty: Figure = Field(description="0: no gap anywhere. Of one move: 1 minus its feasibility.")
    direct: bool = Field(description="Whether it is the direct move.")
    easier: Figure = Field(description="How much less difficult it is than the direct move.")
    feasible: bool = Field(description="Whether each move is within reach on its own.")
    reason: str | None = Field(None, description="Why there is no route but the direct move, or it is not feasible.")
    gates: list[Barrier] = Field(description="What one cannot begin without on the way, move by move. Say all of them.")
    barriers: list[Barrier] = Field(description="What the end of the route takes, whatever the moves in between are.")
    qualification_gaps: list[Named] = Field(description="Typical of the end, and rarer where one comes from.")


class Routes(Answer):
    from_role: RoleName = Field(validation_alias="from")
    to_role: RoleName = Field(validation_alias="to")
    routes: list[Route] = Field(description="Easiest first.")


async def career_routes(asking: Asking, asked: CareerRoutes) -> Routes:
    meant = await roles_meant(asking, [asked.from_role, asked.to_role], asked.dataset)
    ends = {"from": meant[0].slug, "to": meant[1].slug}
    data = await asking.ask("career_routes", maxMoves=asked.max_moves, first=asked.first, **ends)
    made = {
        "from": data["from"],
        "to": data["to"],
        "routes": [{**each, "moves": [_step(move) for move in each["moves"]]} for each in data["careerPaths"]],
        "sources": sources(data),
        "revision": data["revision"]["number"],
        "notes": notes(*meant),
    }
    return Routes.model_validate(made, context=asking.site)


def _step(move: Data) -> Data:
    gaps = [each["skill"] for each in move["skillGaps"]]
    return {**move, "skillGaps": gaps[:MOST_GAPS], "skill_gaps_in_all": len(gaps)}
