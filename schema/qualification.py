"""Qualifications in GraphQL: how roles ask for them, and what it takes to get into a role on each scale."""

from typing import Any

import strawberry

from knowledge.likeness.scales import Scale
from knowledge.model import entities
from knowledge.model.vocabulary import DegreeLevel, QualificationKind, Requirement
from schema.additions import extensible
from schema.connections import cursor, reading, told
from schema.entity import Concept, Entity, key_of
from schema.facets import EntityFacets, RoleFacets
from schema.facts import Facts
from schema.later import ROLE
from schema.links import connection, links, listed, marking


@strawberry.type
class AskedQualification(Facts):
    """How a role asks for a qualification."""

    requirement: Requirement = told(entities.RoleQualification.requirement)
    share: float | None = told(entities.RoleQualification.share)
    suppressed: bool = told(entities.RoleQualification.suppressed)
    fields_of_study: list[str] = reading("fields", "The fields that the role wants it in.")
    emphasis: str | None = told(entities.RoleQualification.emphasis)


@strawberry.type(description="A role that asks for a qualification, and how.")
class QualificationRoleEdge(AskedQualification):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))


QualificationRoleConnection = connection(QualificationRoleEdge, ROLE, "Roles that ask for a qualification.", RoleFacets)


@strawberry.type(description="A degree, a certification, or practical experience.")
class Qualification(Concept, Entity):
    kind: QualificationKind = reading("qualification_kind", "How it is earned.")
    degree_level: DegreeLevel | None = told(entities.Qualification.degree_level)
    fields_of_study: Any = extensible(entities.Qualification.fields, list[str])
    roles: Any = links("roles", "role", QualificationRoleConnection, "Roles that ask for it.")


QualificationEdge, QualificationConnection = listed(
    Qualification, "qualification", "A list of qualifications.", facets=EntityFacets
)


QUALIFICATION_MARK = marking("role.qualifications", lambda link: key_of(link.qualification))


@strawberry.type(description="A qualification that a role asks for, and how.")
class RoleQualificationEdge(AskedQualification):
    node: Qualification = reading("qualification", "The qualification.")
    role: Any = strawberry.field(description="The role.", graphql_type=ROLE)
    cursor: str = cursor(QUALIFICATION_MARK)


RoleQualificationConnection = connection(
    RoleQualificationEdge, Qualification, "Qualifications that a role asks for.", EntityFacets
)


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
