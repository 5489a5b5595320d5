"""Roles in GraphQL, with all that links lead to."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import numpy as np
import strawberry

from knowledge.likeness import preparation, profile, scales
from knowledge.model import entities
from knowledge.model.vocabulary import ContrastDimension, Kind, MoveKind
from knowledge.questions.moves import DIGITS
from schema.additions import WithExtensions, extensible, with_or_without
from schema.alphabet import by_name, order_for
from schema.connections import After, Before, First, Last, Most, Page, check_size, cursor, only, paginate, reading, told
from schema.context import Info
from schema.descriptor import RoleDescriptorConnection, descriptors_of_role
from schema.directives import LONG, NARROWER, Cost, ListSize
from schema.entity import Concept, Entity, key_of, place_by_name
from schema.enums import Direction
from schema.facets import EntityFacets, RoleFacets, SkillFacets, ToolFacets
from schema.facts import Facts, LinkEnd, ends
from schema.guidance import CommonGround, Example, HiringChannel, HiringNeed, Outlook
from schema.later import ROLE, ROLES
from schema.links import (
    BasisFilter,
    believed,
    believed_links,
    connection,
    listed,
    marking,
    place_among,
    place_by_neighbours,
    weighed_links,
)
from schema.observing import observed
from schema.paying import pay_of_role
from schema.qualification import QUALIFICATION_MARK, EntryRequirement, RoleQualificationConnection
from schema.skill import HeldSkill, Skill
from schema.tool import Tool, UsedTool
from schema.trees import InHierarchy, ancestors, descendants
from schema.work import Application, CarriedResponsibility, Responsibility, RoleGroup

MARKS = {
    "skills": marking("role.skills", lambda link: key_of(link.skill)),
    "tools": marking("role.tools", lambda link: key_of(link.tool)),
    "applications": marking("role.applications", lambda link: key_of(link.application)),
    "responsibilities": marking("role.responsibilities", lambda link: key_of(link.responsibility)),
}


@strawberry.type(description="A skill that a role needs, and how it holds it.")
class RoleSkillEdge(HeldSkill):
    node: Skill = reading("skill", "The skill.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(MARKS["skills"])


@strawberry.type(description="A tool that a role uses, and how.")
class RoleToolEdge(UsedTool):
    node: Tool = reading("tool", "The tool.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(MARKS["tools"])


@strawberry.type(description="What a role's work is applied to, and how.")
class RoleApplicationEdge(Facts):
    node: Application = reading("application", "The application.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(MARKS["applications"])
    emphasis: str | None = told(entities.RoleApplication.emphasis)


@strawberry.type(description="A responsibility that a role carries, and how.")
class RoleResponsibilityEdge(CarriedResponsibility):
    node: Responsibility = reading("responsibility", "The responsibility.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(MARKS["responsibilities"])


RoleSkillConnection = connection(RoleSkillEdge, Skill, "Skills that a role needs.", SkillFacets)
RoleToolConnection = connection(RoleToolEdge, Tool, "Tools that a role uses.", ToolFacets)
RoleApplicationConnection = connection(
    RoleApplicationEdge, Application, "What a role's work is applied to.", EntityFacets
)
RoleResponsibilityConnection = connection(
    RoleResponsibilityEdge, Responsibility, "Responsibilities that a role carries.", EntityFacets
)


@strawberry.type(description="A move between roles that a source documents or a curator infers; never a computed one.")
class CareerMove(Facts):
    from_: "Role" = reading("from_role", "The role that people leave.", name="from")
    to: "Role" = reading("to_role", "The role that people take.")
    kind: MoveKind = reading("move_kind", "What the move is.")
    rank: int | None = told(entities.CareerMove.rank)
    rationale: str | None = told(entities.CareerMove.rationale)


def move_key(move: entities.CareerMove) -> str:
    return f"{move.from_role.slug} {move.to_role.slug} {move.move_kind}"


def _from(move: entities.CareerMove) -> entities.Role:
    return move.from_role


MOVE_MARK = marking("from_role.moves_out", move_key)
CareerMoveEdge, CareerMoveConnection = listed(CareerMove, "career move", "Documented moves of a role.", MOVE_MARK)


@strawberry.type(description="What sets a role apart along one dimension.")
class RoleContrast(Facts):
    dimension: ContrastDimension = told(entities.RoleContrast.dimension)
    statement: str = told(entities.RoleContrast.statement)


@strawberry.type(description="How alike another role is.", directives=[Cost(weight=5)])
class RoleSimilarity:
    role: "Role" = strawberry.field(description="The other role.")
    likeness: float = strawberry.field(
        description="How related the two are, 0 to 1; see `Transition.likeness`. Any two roles have about 0.3."
    )

    @strawberry.field(
        description="How much of what both hold is the same, 0 to 1; see `Overlap.similarity`. It says nothing of "
        "roles whose datasets share no vocabulary."
    )
    def similarity(parent: strawberry.Parent["_Similar"], info: Info) -> float:
        profiles = info.context.snapshot.profiles
        return profile.similarity(profiles[each] for each in (parent.source, parent.role))


class _Similar:
    """What a `RoleSimilarity` stands for."""

    __slots__ = ("likeness", "role", "source")

    def __init__(self, source: entities.Role, role: entities.Role, likeness: float):
        self.source = source
        self.role = role
        self.likeness = likeness


@strawberry.type(description="The place of a role in the hierarchy (skos:broader).")
class RoleRelation(Facts):
    role: "Role" = reading("end", "The role at the other end.")


@strawberry.type(description="An occupation: what people are hired as.")
class Role(Concept, InHierarchy, Entity):
    groups: Any = extensible(entities.Role.groups, list[RoleGroup])
    regulated: bool | None = told(entities.Role.regulated)
    reported_titles: Any = extensible(entities.Role.reported_titles, list[str], LONG)

    @strawberry.field(description="The job zone, 1 (least preparation) to 5 (extensive), by O*NET; null if unknown.")
    def job_zone(parent: strawberry.Parent[entities.Role]) -> int | None:
        return preparation.job_zone(parent)

    @strawberry.field(
        description="The ISCO-08 skill level by its ISCO group, 1 (simple, routine work) to 4 (work that takes a "
        "degree); null if it is in none."
    )
    def skill_level(parent: strawberry.Parent[entities.Role]) -> int | None:
        return preparation.skill_level(parent)

    @strawberry.field(description="Roles that this one is a special case of.", graphql_type=list[RoleRelation])
    def broader(parent: strawberry.Parent[entities.Role]) -> list[LinkEnd]:
        return [LinkEnd(link.broader, link) for link in parent.broader]

    @strawberry.field(
        description="Roles that are a special case of this one.", graphql_type=list[RoleRelation], directives=[NARROWER]
    )
    def narrower(parent: strawberry.Parent[entities.Role], info: Info, first: Most = None) -> list[LinkEnd]:
        return only(first, ends(info.context, parent.narrower, "role"))

    ancestors: Any = ancestors(ROLE)
    descendants: Any = descendants(ROLES)

    skills: Any = weighed_links("skills", "skill", RoleSkillConnection, "Skills that it needs.", MARKS["skills"])
    tools: Any = believed_links("tools", "tool", RoleToolConnection, "Tools that it uses.", MARKS["tools"])
    responsibilities: Any = believed_links(
        "responsibilities",
        "responsibility",
        RoleResponsibilityConnection,
        "Responsibilities that it carries.",
        MARKS["responsibilities"],
    )
    applications: Any = believed_links(
        "applications",
        "application",
        RoleApplicationConnection,
        "What its work is applied to.",
        MARKS["applications"],
    )
    qualifications: Any = believed_links(
        "qualifications",
        "qualification",
        RoleQualificationConnection,
        "Qualifications that it asks for.",
        QUALIFICATION_MARK,
    )

    descriptors: Any = strawberry.field(
        resolver=descriptors_of_role,
        description="What it is like, as a publisher rates it: abilities, activities, circumstances, interests.",
        graphql_type=RoleDescriptorConnection,
    )

    @strawberry.field(
        description="What it takes to get in, one line for each scale that anything is said on.",
        graphql_type=list[EntryRequirement],
        directives=[Cost(weight=1)],
    )
    def entry(parent: strawberry.Parent[entities.Role]) -> tuple[scales.EntryRequirement, ...]:
        return scales.entry(parent)

    @strawberry.field(
        description="Career moves that a source documents or a curator infers.", graphql_type=CareerMoveConnection
    )
    def moves(
        parent: strawberry.Parent[entities.Role],
        info: Info,
        direction: Annotated[
            Direction, strawberry.argument(description="Moves away from the role, or to it.")
        ] = Direction.OUT,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
        extensions: WithExtensions = True,
    ) -> Page[Any]:
        whole: Sequence[Any] = parent.moves_out
        if direction is Direction.IN:
            whole = by_name(info.context, parent.moves_in, _from, of=(parent, "moves_in"))
        moves = believed(with_or_without(whole, extensions), basis)

        def elsewhere(mark: str) -> int | None:
            if direction is Direction.OUT:
                return place_by_neighbours(whole, move_key, mark)
            from_, _, rest = mark.partition(" ")
            if not rest.startswith(f"{parent.slug} "):
                return None
            snapshot = info.context.snapshot
            return place_by_name(snapshot, whole, f"Role:{from_}", Kind.ROLE, _from, order_for(info.context))

        gone = partial(place_among, whole, moves, move_key, elsewhere)
        return paginate(moves, move_key, lambda move: move, first, after, last, before, gone, mark=MOVE_MARK)

    pay: Any = pay_of_role
    observations: Any = observed(
        "What is observed of it, newest first: pay, employment, outlook, exposure. Where publishers count by groups, "
        "that of its groups; where mappings lead to roles and groups of other datasets, that of these."
    )
    contrasts: Any = extensible(entities.Role.contrasts, list[RoleContrast])
    common_ground: list[CommonGround] = strawberry.field(description="Topics that it shares with other roles.")
    hiring_needs: list[HiringNeed] = strawberry.field(description="Needs that it is hired for.")
    hiring_channels: list[HiringChannel] = strawberry.field(description="Where people who have it are found.")
    outlooks: list[Outlook] = strawberry.field(description="Challenges and trends that concern it.")
    examples: list[Example] = strawberry.field(description="Illustrative projects and careers that it takes part in.")

    @strawberry.field(
        description="The active roles most like this one, most alike first.",
        graphql_type=list[RoleSimilarity],
        directives=[Cost(weight=700), ListSize(slicing_arguments=["first"])],
    )
    def similar(
        parent: strawberry.Parent[entities.Role],
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 10,
    ) -> list[_Similar]:
        check_size(first, "first")
        snapshot = info.context.snapshot
        ranking = snapshot.ranking
        likenesses = np.round(ranking.likenesses(parent), DIGITS)
        best = ranking.best(likenesses, ranking.others(parent))[:first].tolist()
        return [_Similar(parent, ranking.roles[row], float(likenesses[row])) for row in best]


RoleEdge, RoleConnection = listed(Role, "role", "A list of roles.", facets=RoleFacets)
