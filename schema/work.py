"""What work is made of, in GraphQL: applications, responsibilities, and groups of roles."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from knowledge.model import entities
from knowledge.model.vocabulary import GroupScheme, Importance
from schema.connections import (
    After,
    Before,
    First,
    Last,
    Most,
    Page,
    Paged,
    cursor,
    edges,
    nodes,
    only,
    paginate,
    reading,
    told,
)
from schema.directives import NARROWER
from schema.entity import Concept, Entity, Facts, LinkEnd, key_of

if TYPE_CHECKING:
    from schema.guidance import Example
    from schema.role import Role, RoleConnection

RoleType = Annotated["Role", strawberry.lazy("schema.role")]
RoleConnectionType = Annotated["RoleConnection", strawberry.lazy("schema.role")]
ExampleType = Annotated["Example", strawberry.lazy("schema.guidance")]


@strawberry.type(description="A role whose work is applied so, and how.")
class ApplicationRoleEdge(Facts):
    node: RoleType = reading("role", "The role.")
    cursor: str = cursor(lambda link: key_of(link.role))
    emphasis: str | None = told(entities.RoleApplication.emphasis)


@strawberry.type(description="Roles whose work is applied to something.")
class ApplicationRoleConnection(Paged):
    edges: list[ApplicationRoleEdge] = edges()
    nodes: list[RoleType] = nodes()


@strawberry.type(description="What the work of a role is applied to.")
class Application(Concept, Entity):
    industries: list[str] = told(entities.Application.industries)

    @strawberry.field(description="Roles whose work is applied to it.", graphql_type=ApplicationRoleConnection)
    def roles(
        parent: strawberry.Parent[entities.Application],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.roles, lambda link: key_of(link.role), lambda link: link.role, first, after, last, before
        )

    examples: list[ExampleType] = strawberry.field(description="Illustrative projects of this kind.")


@strawberry.type(description="An application in a list.")
class ApplicationEdge:
    @strawberry.field(description="The application.", graphql_type=Application)
    def node(parent: strawberry.Parent[entities.Application]) -> entities.Application:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of applications.")
class ApplicationConnection(Paged):
    edges: list[ApplicationEdge] = edges()
    nodes: list[Application] = nodes()


@strawberry.type(description="A role that carries a responsibility, and how.")
class ResponsibilityRoleEdge(Facts):
    node: RoleType = reading("role", "The role.")
    cursor: str = cursor(lambda link: key_of(link.role))
    importance: Importance | None = told(entities.RoleResponsibility.importance)
    emphasis: str | None = told(entities.RoleResponsibility.emphasis)
    example: str | None = told(entities.RoleResponsibility.example)


@strawberry.type(description="Roles that carry a responsibility.")
class ResponsibilityRoleConnection(Paged):
    edges: list[ResponsibilityRoleEdge] = edges()
    nodes: list[RoleType] = nodes()


@strawberry.type(description="The place of a responsibility in the hierarchy.")
class ResponsibilityRelation(Facts):
    responsibility: "Responsibility" = reading("end", "The responsibility at the other end.")


@strawberry.type(description="A task that roles answer for.")
class Responsibility(Concept, Entity):
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
    def narrower(parent: strawberry.Parent[entities.Responsibility], first: Most = None) -> list[LinkEnd]:
        return only(first, (LinkEnd(link.responsibility, link) for link in parent.narrower))

    @strawberry.field(description="Roles that carry it.", graphql_type=ResponsibilityRoleConnection)
    def roles(
        parent: strawberry.Parent[entities.Responsibility],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(
            parent.roles, lambda link: key_of(link.role), lambda link: link.role, first, after, last, before
        )


@strawberry.type(description="A responsibility in a list.")
class ResponsibilityEdge:
    @strawberry.field(description="The responsibility.", graphql_type=Responsibility)
    def node(parent: strawberry.Parent[entities.Responsibility]) -> entities.Responsibility:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of responsibilities.")
class ResponsibilityConnection(Paged):
    edges: list[ResponsibilityEdge] = edges()
    nodes: list[Responsibility] = nodes()


@strawberry.type(description="A group of roles in a classification.")
class RoleGroup(Concept, Entity):
    scheme: GroupScheme = told(entities.RoleGroup.scheme)
    code: str = told(entities.RoleGroup.code)
    broader: "RoleGroup | None" = told(entities.RoleGroup.broader)

    @strawberry.field(
        description="The groups that it consists of, by code.", graphql_type=list["RoleGroup"], directives=[NARROWER]
    )
    def narrower(parent: strawberry.Parent[entities.RoleGroup], first: Most = None) -> list[entities.RoleGroup]:
        return only(first, sorted(parent.narrower, key=lambda group: group.code))

    @strawberry.field(description="Roles that are in the group itself.", graphql_type=RoleConnectionType)
    def roles(
        parent: strawberry.Parent[entities.RoleGroup],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return paginate(parent.roles, key_of, lambda role: role, first, after, last, before)


@strawberry.type(description="A role group in a list.")
class RoleGroupEdge:
    @strawberry.field(description="The role group.", graphql_type=RoleGroup)
    def node(parent: strawberry.Parent[entities.RoleGroup]) -> entities.RoleGroup:
        return parent

    cursor: str = cursor(key_of)


@strawberry.type(description="A list of role groups.")
class RoleGroupConnection(Paged):
    edges: list[RoleGroupEdge] = edges()
    nodes: list[RoleGroup] = nodes()
