"""Descriptors in GraphQL: what roles are rated on beside skills, and how each role is rated."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import strawberry

from knowledge.model import entities, links
from knowledge.model.vocabulary import DescriptorDomain
from schema.additions import WithExtensions, with_or_without
from schema.anchor import LevelAnchor
from schema.connections import After, Before, First, Last, Most, Page, cursor, only, paginate, reading, told
from schema.context import Info
from schema.directives import NARROWER
from schema.entity import Concept, Entity, key_of
from schema.facets import EntityFacets, RoleFacets
from schema.facts import Facts, LinkEnd, ends
from schema.later import ROLE
from schema.links import BasisFilter, believed, connection, listed, marking, place_of_link
from schema.links import links as links_to

Domains = Annotated[
    list[DescriptorDomain] | None, strawberry.argument(description="Only descriptors of these domains; null for all.")
]


@strawberry.type
class RatedDescriptor(Facts):
    """How a role is rated on a descriptor."""

    importance_rating: float | None = told(links.RoleDescriptor.importance_rating)
    level_rating: float | None = told(links.RoleDescriptor.level_rating)
    value: float | None = told(links.RoleDescriptor.value)
    rank: int | None = told(links.RoleDescriptor.rank)
    distinctiveness: float | None = told(links.RoleDescriptor.distinctiveness)
    shares: list[float] = told(links.RoleDescriptor.shares)
    suppressed_shares: list[int] = told(links.RoleDescriptor.suppressed_shares)
    suppressed: bool = told(links.RoleDescriptor.suppressed)
    level_suppressed: bool = told(links.RoleDescriptor.level_suppressed)
    not_relevant: bool = told(links.RoleDescriptor.not_relevant)


@strawberry.type(description="A role that is rated on the descriptor, and how.")
class DescriptorRoleEdge(RatedDescriptor):
    node: Any = reading("role", "The role.", graphql_type=ROLE)
    cursor: str = cursor(lambda link: key_of(link.role))


DescriptorRoleConnection = connection(DescriptorRoleEdge, ROLE, "Roles that are rated on a descriptor.", RoleFacets)


@strawberry.type(description="The place of a descriptor in the hierarchy.")
class DescriptorRelation(Facts):
    descriptor: "Descriptor" = reading("end", "The descriptor at the other end.")


@strawberry.type(
    description="What work takes or is like, and roles are rated on: an ability, an activity, a circumstance, an "
    "interest, a value, a style."
)
class Descriptor(Concept, Entity):
    domain: DescriptorDomain = told(entities.Descriptor.domain)
    scale: str | None = told(entities.Descriptor.scale)
    minimum: float | None = told(entities.Descriptor.minimum)
    maximum: float | None = told(entities.Descriptor.maximum)
    categories: list[str] = told(entities.Descriptor.categories)
    anchors: list[LevelAnchor] = told(entities.Descriptor.anchors)

    @strawberry.field(
        description="Descriptors that this one is a part or a special case of.", graphql_type=list[DescriptorRelation]
    )
    def broader(parent: strawberry.Parent[entities.Descriptor]) -> list[LinkEnd]:
        return [LinkEnd(link.broader, link) for link in parent.broader]

    @strawberry.field(
        description="Descriptors that are a part or a special case of this one.",
        graphql_type=list[DescriptorRelation],
        directives=[NARROWER],
    )
    def narrower(parent: strawberry.Parent[entities.Descriptor], info: Info, first: Most = None) -> list[LinkEnd]:
        return only(first, ends(info.context, parent.narrower, "descriptor"))

    roles: Any = links_to("roles", "role", DescriptorRoleConnection, "Roles that are rated on it.")


DescriptorEdge, DescriptorConnection = listed(Descriptor, "descriptor", "A list of descriptors.", facets=EntityFacets)

DESCRIPTOR_MARK = marking("role.descriptors", lambda link: key_of(link.descriptor))


@strawberry.type(description="A descriptor that a role is rated on, and how.")
class RoleDescriptorEdge(RatedDescriptor):
    node: Descriptor = reading("descriptor", "The descriptor.")
    role: Any = strawberry.field(description="The role.", graphql_type=ROLE)
    cursor: str = cursor(DESCRIPTOR_MARK)


RoleDescriptorConnection = connection(
    RoleDescriptorEdge, Descriptor, "What a role is like, as a publisher rates it.", EntityFacets
)


def descriptors_of_role(
    root: Any,
    info: Info,
    domain: Domains = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    basis: BasisFilter = None,
    extensions: WithExtensions = True,
) -> Page[Any]:
    """A page of what a role is rated on, in the order of its publisher."""
    whole: Sequence[Any] = root.descriptors
    chosen = believed(with_or_without(whole, extensions), basis)
    if domain is not None:
        chosen = [link for link in chosen if link.descriptor.domain in domain]
    gone = partial(place_of_link, info.context.snapshot, root, "descriptors", "descriptor", whole, chosen)
    return paginate(
        chosen,
        lambda link: key_of(link.descriptor),
        lambda link: link.descriptor,
        first,
        after,
        last,
        before,
        gone,
        mark=DESCRIPTOR_MARK,
    )
