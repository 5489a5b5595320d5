"""Roles in GraphQL, with all that links lead to."""

import datetime
from typing import Annotated, Any

import numpy as np
import strawberry

from knowledge.likeness import preparation, profile, scales
from knowledge.model import entities
from knowledge.model.vocabulary import Basis, ContrastDimension, Importance, MoveKind, PayPeriod
from knowledge.questions.moves import DIGITS
from schema.connections import (
    After,
    Before,
    First,
    Last,
    Most,
    Page,
    Paged,
    check_size,
    cursor,
    edges,
    nodes,
    only,
    paginate,
    reading,
    told,
)
from schema.context import Info
from schema.directives import LONG, NARROWER, Cost, ListSize
from schema.entity import Concept, Entity, Facts, LinkEnd, key_of
from schema.enums import Direction
from schema.guidance import CommonGround, Example, HiringChannel, HiringNeed, Outlook
from schema.qualification import EntryRequirement, RoleQualificationConnection
from schema.skill import BasisFilter, ImportanceFilter, Skill
from schema.tool import Tool
from schema.work import Application, Responsibility, RoleGroup


@strawberry.type(description="A skill that a role needs, and how it holds it.")
class RoleSkillEdge(Facts):
    node: Skill = reading("skill", "The skill.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(lambda link: key_of(link.skill))
    importance: Importance = told(entities.RoleSkill.importance)
    level: float | None = told(entities.RoleSkill.level)
    importance_rating: float | None = told(entities.RoleSkill.importance_rating)
    level_rating: float | None = told(entities.RoleSkill.level_rating)
    emphasis: str | None = told(entities.RoleSkill.emphasis)


@strawberry.type(description="Skills that a role needs.")
class RoleSkillConnection(Paged):
    edges: list[RoleSkillEdge] = edges()
    nodes: list[Skill] = nodes()


@strawberry.type(description="A tool that a role uses, and how.")
class RoleToolEdge(Facts):
    node: Tool = reading("tool", "The tool.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(lambda link: key_of(link.tool))
    in_demand: bool = told(entities.RoleTool.in_demand)
    emphasis: str | None = told(entities.RoleTool.emphasis)


@strawberry.type(description="Tools that a role uses.")
class RoleToolConnection(Paged):
    edges: list[RoleToolEdge] = edges()
    nodes: list[Tool] = nodes()


@strawberry.type(description="What a role's work is applied to, and how.")
class RoleApplicationEdge(Facts):
    node: Application = reading("application", "The application.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(lambda link: key_of(link.application))
    emphasis: str | None = told(entities.RoleApplication.emphasis)


@strawberry.type(description="What a role's work is applied to.")
class RoleApplicationConnection(Paged):
    edges: list[RoleApplicationEdge] = edges()
    nodes: list[Application] = nodes()


@strawberry.type(description="A responsibility that a role carries, and how.")
class RoleResponsibilityEdge(Facts):
    node: Responsibility = reading("responsibility", "The responsibility.")
    role: "Role" = strawberry.field(description="The role.")
    cursor: str = cursor(lambda link: key_of(link.responsibility))
    importance: Importance | None = told(entities.RoleResponsibility.importance)
    emphasis: str | None = told(entities.RoleResponsibility.emphasis)
    example: str | None = told(entities.RoleResponsibility.example)


@strawberry.type(description="Responsibilities that a role carries.")
class RoleResponsibilityConnection(Paged):
    edges: list[RoleResponsibilityEdge] = edges()
    nodes: list[Responsibility] = nodes()


@strawberry.type(description="A move between roles that a source documents or a curator infers; never a computed one.")
class CareerMove(Facts):
    from_: "Role" = reading("from_role", "The role that people leave.", name="from")
    to: "Role" = reading("to_role", "The role that people take.")
    kind: MoveKind = reading("move_kind", "What the move is.")
    rank: int | None = told(entities.CareerMove.rank)
    rationale: str | None = told(entities.CareerMove.rationale)


def move_key(move: entities.CareerMove) -> str:
    return f"{move.from_role.slug} {move.to_role.slug} {move.move_kind}"


@strawberry.type(description="A career move in a list.")
class CareerMoveEdge:
    @strawberry.field(description="The move.", graphql_type=CareerMove)
    def node(parent: strawberry.Parent[entities.CareerMove]) -> entities.CareerMove:
        return parent

    cursor: str = cursor(move_key)


@strawberry.type(description="Documented moves of a role.")
class CareerMoveConnection(Paged):
    edges: list[CareerMoveEdge] = edges()
    nodes: list[CareerMove] = nodes()


@strawberry.type(description="What sets a role apart along one dimension.")
class RoleContrast(Facts):
    dimension: ContrastDimension = told(entities.RoleContrast.dimension)
    statement: str = told(entities.RoleContrast.statement)


@strawberry.type(description="What a role earns.")
class PayRange(Facts):
    min: float = reading("minimum", "The lower end, in `currency` for each `period`.")
    max: float = reading("maximum", "The upper end, in `currency` for each `period`.")
    currency: str = told(entities.PayRange.currency)
    period: PayPeriod = told(entities.PayRange.period)
    market: str | None = told(entities.PayRange.market)
    as_of: datetime.date | None = told(entities.PayRange.as_of)
    note: str | None = told(entities.PayRange.note)


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
class Role(Concept, Entity):
    groups: list[RoleGroup] = told(entities.Role.groups)
    regulated: bool | None = told(entities.Role.regulated)
    reported_titles: list[str] = told(entities.Role.reported_titles, LONG)

    @strawberry.field(description="The job zone, 1 (least preparation) to 5 (extensive), by O*NET; null if unknown.")
    def job_zone(parent: strawberry.Parent[entities.Role]) -> int | None:
        return preparation.job_zone(parent)

    @strawberry.field(description="Roles that this one is a special case of.", graphql_type=list[RoleRelation])
    def broader(parent: strawberry.Parent[entities.Role]) -> list[LinkEnd]:
        return [LinkEnd(link.broader, link) for link in parent.broader]

    @strawberry.field(
        description="Roles that are a special case of this one.", graphql_type=list[RoleRelation], directives=[NARROWER]
    )
    def narrower(parent: strawberry.Parent[entities.Role], first: Most = None) -> list[LinkEnd]:
        return only(first, (LinkEnd(link.role, link) for link in parent.narrower))

    @strawberry.field(description="Skills that it needs.", graphql_type=RoleSkillConnection)
    def skills(
        parent: strawberry.Parent[entities.Role],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        importance: ImportanceFilter = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = _believed(parent.skills, basis)
        if importance is not None:
            links = [link for link in links if link.importance in importance]
        return paginate(links, lambda link: key_of(link.skill), lambda link: link.skill, first, after, last, before)

    @strawberry.field(description="Tools that it uses.", graphql_type=RoleToolConnection)
    def tools(
        parent: strawberry.Parent[entities.Role],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = _believed(parent.tools, basis)
        return paginate(links, lambda link: key_of(link.tool), lambda link: link.tool, first, after, last, before)

    @strawberry.field(description="Responsibilities that it carries.", graphql_type=RoleResponsibilityConnection)
    def responsibilities(
        parent: strawberry.Parent[entities.Role],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = _believed(parent.responsibilities, basis)
        return paginate(
            links,
            lambda link: key_of(link.responsibility),
            lambda link: link.responsibility,
            first,
            after,
            last,
            before,
        )

    @strawberry.field(description="What its work is applied to.", graphql_type=RoleApplicationConnection)
    def applications(
        parent: strawberry.Parent[entities.Role],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = _believed(parent.applications, basis)
        return paginate(
            links, lambda link: key_of(link.application), lambda link: link.application, first, after, last, before
        )

    @strawberry.field(description="Qualifications that it asks for.", graphql_type=RoleQualificationConnection)
    def qualifications(
        parent: strawberry.Parent[entities.Role],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        links = _believed(parent.qualifications, basis)
        return paginate(
            links,
            lambda link: key_of(link.qualification),
            lambda link: link.qualification,
            first,
            after,
            last,
            before,
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
        direction: Annotated[
            Direction, strawberry.argument(description="Moves away from the role, or to it.")
        ] = Direction.OUT,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        basis: BasisFilter = None,
    ) -> Page[Any]:
        moves = _believed(parent.moves_out if direction is Direction.OUT else parent.moves_in, basis)
        return paginate(moves, move_key, lambda move: move, first, after, last, before)

    pay: list[PayRange] = told(entities.Role.pay)
    contrasts: list[RoleContrast] = told(entities.Role.contrasts)
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


def _believed(links: Any, basis: list[Basis] | None) -> Any:
    return links if basis is None else [link for link in links if link.basis in basis]


@strawberry.type(description="A role in a list.")
class RoleEdge:
    @strawberry.field(description="The role.", graphql_type=Role)
    def node(parent: strawberry.Parent[entities.Role]) -> entities.Role:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of roles.")
class RoleConnection(Paged):
    edges: list[RoleEdge] = edges()
    nodes: list[Role] = nodes()
