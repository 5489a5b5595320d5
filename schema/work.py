"""What work is made of, in GraphQL: applications, responsibilities, and groups of roles."""

from functools import partial
from typing import Any

import strawberry

from knowledge.model import entities
from knowledge.model.vocabulary import GroupScheme, Importance, Kind
from schema.additions import WithExtensions, extensible
from schema.alphabet import by_name, itself, order_for
from schema.connections import After, Before, First, Last, Most, Page, cursor, only, paginate, reading, told
from schema.context import Info
from schema.directives import NARROWER
from schema.entity import Concept, Entity, key_of, place_by_name
from schema.facets import EntityFacets, RoleFacets
from schema.facts import Facts, LinkEnd, ends
from schema.later import EXAMPLE, RESPONSIBILITIES, RESPONSIBILITY, ROLE, ROLE_GROUP, ROLE_GROUPS, ROLES
from schema.links import connection, links, listed
from schema.observing import observed
from schema.trees import InHierarchy, ancestors, descendants


@strawberry.type(description="A role whose work is applied so, and how.")
class ApplicationRoleEdge(Facts):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))
    emphasis: str | None = told(entities.RoleApplication.emphasis)


ApplicationRoleConnection = connection(
    ApplicationRoleEdge, ROLE, "Roles whose work is applied to something.", RoleFacets
)


@strawberry.type(description="What the work of a role is applied to.")
class Application(Concept, Entity):
    industries: Any = extensible(entities.Application.industries, list[str])
    roles: Any = links("roles", "role", ApplicationRoleConnection, "Roles whose work is applied to it.")
    examples: Any = strawberry.field(description="Illustrative projects of this kind.", graphql_type=list[EXAMPLE])


ApplicationEdge, ApplicationConnection = listed(
    Application, "application", "A list of applications.", facets=EntityFacets
)


@strawberry.type
class CarriedResponsibility(Facts):
    """How a role carries a responsibility."""

    importance: Importance | None = told(entities.RoleResponsibility.importance)
    emphasis: str | None = told(entities.RoleResponsibility.emphasis)
    example: str | None = told(entities.RoleResponsibility.example)
    importance_rating: float | None = told(entities.RoleResponsibility.importance_rating)
    relevance: float | None = told(entities.RoleResponsibility.relevance)
    frequencies: list[float] = told(entities.RoleResponsibility.frequencies)
    suppressed: bool = told(entities.RoleResponsibility.suppressed)
    emerging: bool = told(entities.RoleResponsibility.emerging)


@strawberry.type(description="A role that carries a responsibility, and how.")
class ResponsibilityRoleEdge(CarriedResponsibility):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))


ResponsibilityRoleConnection = connection(
    ResponsibilityRoleEdge, ROLE, "Roles that carry a responsibility.", RoleFacets
)


@strawberry.type(description="The place of a responsibility in the hierarchy.")
class ResponsibilityRelation(Facts):
    responsibility: "Responsibility" = reading("end", "The responsibility at the other end.")


@strawberry.type(description="A task that roles answer for.")
class Responsibility(Concept, InHierarchy, Entity):
    @strawberry.field(
        description="Responsibilities that this one is a special case of.", graphql_type=list[ResponsibilityRelation]
    )
    def broader(parent: strawberry.Parent[entities.Responsibility]) -> list[LinkEnd]:
        return [LinkEnd(link.broader, link) for link in parent.broader]

    @strawberry.field(
        description="Responsibilities that are a special case of this one.",
        graphql_type=list[ResponsibilityRelation],
        directives=[NARROWER],
    )
    def narrower(parent: strawberry.Parent[entities.Responsibility], info: Info, first: Most = None) -> list[LinkEnd]:
        return only(first, ends(info.context, parent.narrower, "responsibility"))

    revises: "Responsibility | None" = told(entities.Responsibility.revises)
    ancestors: Any = ancestors(RESPONSIBILITY)
    descendants: Any = descendants(RESPONSIBILITIES)

    roles: Any = links("roles", "role", ResponsibilityRoleConnection, "Roles that carry it.")


ResponsibilityEdge, ResponsibilityConnection = listed(
    Responsibility, "responsibility", "A list of responsibilities.", facets=EntityFacets
)


@strawberry.type(description="A group of roles in a classification.")
class RoleGroup(Concept, InHierarchy, Entity):
    scheme: GroupScheme = told(entities.RoleGroup.scheme)
    code: str = told(entities.RoleGroup.code)
    broader: "RoleGroup | None" = told(entities.RoleGroup.broader)

    @strawberry.field(
        description="The groups that it consists of, by code.", graphql_type=list["RoleGroup"], directives=[NARROWER]
    )
    def narrower(parent: strawberry.Parent[entities.RoleGroup], first: Most = None) -> list[entities.RoleGroup]:
        return only(first, sorted(parent.narrower, key=lambda group: group.code))

    ancestors: Any = ancestors(ROLE_GROUP)
    descendants: Any = descendants(ROLE_GROUPS)

    @strawberry.field(description="Roles that are in the group itself.", graphql_type=ROLES)
    def roles(
        parent: strawberry.Parent[entities.RoleGroup],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        extensions: WithExtensions = True,
    ) -> Page[Any]:
        own = info.context.snapshot.additions.own
        whole = by_name(info.context, parent.roles, of=(parent, "roles"))
        roles = whole if extensions else [each for each in whole if parent in own(each, "groups")]
        order = order_for(info.context)
        gone = partial(place_by_name, info.context.snapshot, roles, kind=Kind.ROLE, node=itself, order=order)
        return paginate(roles, key_of, itself, first, after, last, before, gone)

    observations: Any = observed(
        "What is observed of it, newest first: pay, employment, outlook, exposure; and of what mappings join to it."
    )


RoleGroupEdge, RoleGroupConnection = listed(RoleGroup, "role group", "A list of role groups.", facets=EntityFacets)
