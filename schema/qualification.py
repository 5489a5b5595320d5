"""Qualifications in GraphQL: how roles ask for them, and what it takes to get into a role on each scale."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from knowledge.likeness.scales import Scale
from knowledge.model import entities
from knowledge.model.vocabulary import DegreeLevel, QualificationKind, Requirement
from schema.connections import After, Before, First, Last, Page, Paged, cursor, edges, nodes, paginate, reading, told
from schema.entity import Concept, Entity, Facts, key_of

if TYPE_CHECKING:
    from schema.role import Role

RoleType = Annotated["Role", strawberry.lazy("schema.role")]


@strawberry.type(description="A role that asks for a qualification, and how.")
class QualificationRoleEdge(Facts):
    node: RoleType = reading("role", "The role.")
    cursor: str = cursor(lambda link: key_of(link.role))
    requirement: Requirement = told(entities.RoleQualification.requirement)
    share: float | None = told(entities.RoleQualification.share)
    suppressed: bool = told(entities.RoleQualification.suppressed)
    fields_of_study: list[str] = reading("fields", "The fields that the role wants it in.")
    emphasis: str | None = told(entities.RoleQualification.emphasis)


@strawberry.type(description="Roles that ask for a qualification.")
class QualificationRoleConnection(Paged):
    edges: list[QualificationRoleEdge] = edges()
    nodes: list[RoleType] = nodes()


@strawberry.type(description="A degree, a certification, or practical experience.")
class Qualification(Concept, Entity):
    kind: QualificationKind = reading("qualification_kind", "How it is earned.")
    degree_level: DegreeLevel | None = told(entities.Qualification.degree_level)
    fields_of_study: list[str] = reading("fields", "The fields that it is in.")

    @strawberry.field(description="Roles that ask for it.", graphql_type=QualificationRoleConnection)
    def roles(
        parent: strawberry.Parent[entities.Qualification],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.roles, lambda link: key_of(link.role), lambda link: link.role, first, after, last, before
        )


@strawberry.type(description="A qualification in a list.")
class QualificationEdge:
    @strawberry.field(description="The qualification.", graphql_type=Qualification)
    def node(parent: strawberry.Parent[entities.Qualification]) -> entities.Qualification:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of qualifications.")
class QualificationConnection(Paged):
    edges: list[QualificationEdge] = edges()
    nodes: list[Qualification] = nodes()


@strawberry.type(description="A qualification that a role asks for, and how.")
class RoleQualificationEdge(Facts):
    node: Qualification = reading("qualification", "The qualification.")
    role: RoleType = strawberry.field(description="The role.")
    cursor: str = cursor(lambda link: key_of(link.qualification))
    requirement: Requirement = told(entities.RoleQualification.requirement)
    share: float | None = told(entities.RoleQualification.share)
    suppressed: bool = told(entities.RoleQualification.suppressed)
    fields_of_study: list[str] = reading("fields", "The fields that the role wants it in.")
    emphasis: str | None = told(entities.RoleQualification.emphasis)


@strawberry.type(description="Qualifications that a role asks for.")
class RoleQualificationConnection(Paged):
    edges: list[RoleQualificationEdge] = edges()
    nodes: list[Qualification] = nodes()


@strawberry.type(description="What it takes to get into a role, on one scale.")
class EntryRequirement:
    scale: Scale = strawberry.field(description="The scale.")
    typical: Qualification | None = strawberry.field(
        description="What people in the role typically have; null where nothing is typical, or where the publisher "
        "recommends not to rely on the largest share. Where no shares are known, the lowest of what is typical."
    )
    most: Qualification | None = strawberry.field(
        description="What the largest share of people in the role says that it takes, the lower of equals; null where "
        "no shares are known."
    )
    share: float | None = strawberry.field(description="That largest share, 0 to 1; null where no shares are known.")
    suppressed: bool = strawberry.field(
        description="Whether the publisher recommends not to rely on that share: too few answered. False if there is "
        "none."
    )
    mean_place: float | None = reading(
        "mean",
        "The mean place on the scale, 1 being the lowest, of all that people in the role say, each weighted by its "
        "share, suppressed ones too; null where no shares are known.",
    )
