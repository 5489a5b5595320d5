"""The roots that lead to entities: by global id, by slug, in lists, and by what somebody types."""

from functools import partial
from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput, Path
from knowledge.model import entities, evidence
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from knowledge.words.index import LEAST, Hit
from schema.connections import After, Before, First, Last, Page, check_size, paginate
from schema.context import Info
from schema.directives import LISTING, UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import KINDS, Node, key_of, named_by
from schema.enums import EntityType
from schema.lookup import (
    EntityFilter,
    EntityOrder,
    RoleFilter,
    RoleOrder,
    SearchResultConnection,
    SkillFilter,
    ToolFilter,
    find,
    place_of,
    select,
)
from schema.qualification import Qualification, QualificationConnection
from schema.role import Role, RoleConnection
from schema.searching import sure_enough
from schema.skill import Skill, SkillConnection
from schema.tool import Tool, ToolConnection
from schema.work import (
    Application,
    ApplicationConnection,
    Responsibility,
    ResponsibilityConnection,
    RoleGroup,
    RoleGroupConnection,
)

Slug = Annotated[str, strawberry.argument(description="The slug.")]
Id = Annotated[strawberry.ID, strawberry.argument(description="A global id.", directives=[Length(letters=500)])]
Filter = Annotated[EntityFilter | None, strawberry.argument(description="Which are wanted. Default: all active ones.")]
Order = Annotated[EntityOrder | None, strawberry.argument(description="How to sort. Default: by name.")]


@strawberry.type
class EntityRoots:
    """What `Query` has of these."""

    @strawberry.field(description="What this global id names, null if there is none.", graphql_type=Node | None)
    def node(self, info: Info, id: Id) -> Any:
        return _by_id(info, id, ["id"])

    @strawberry.field(
        description="What these global ids name, null where there is none; one that is no id is an error in its place.",
        graphql_type=list[Node | None],
        directives=[ListSize(slicing_arguments=["ids"])],
    )
    def nodes(
        self,
        info: Info,
        ids: Annotated[
            list[strawberry.ID],
            strawberry.argument(description="Global ids, at most 500.", directives=[Length(letters=500, items=500)]),
        ],
    ) -> list[Any]:
        check_size(len(ids), "ids")
        return [_by_id_or_error(info, id, place) for place, id in enumerate(ids)]

    @strawberry.field(description="The role with this slug, null if there is none.", graphql_type=Role | None)
    def role(self, info: Info, slug: Slug) -> entities.Role | None:
        return info.context.snapshot.roles.get(slug)

    @strawberry.field(description="The skill with this slug, null if there is none.", graphql_type=Skill | None)
    def skill(self, info: Info, slug: Slug) -> entities.Skill | None:
        return info.context.snapshot.skills.get(slug)

    @strawberry.field(description="The tool with this slug, null if there is none.", graphql_type=Tool | None)
    def tool(self, info: Info, slug: Slug) -> entities.Tool | None:
        return info.context.snapshot.tools.get(slug)

    @strawberry.field(
        description="The application with this slug, null if there is none.", graphql_type=Application | None
    )
    def application(self, info: Info, slug: Slug) -> entities.Application | None:
        return info.context.snapshot.applications.get(slug)

    @strawberry.field(
        description="The responsibility with this slug, null if there is none.", graphql_type=Responsibility | None
    )
    def responsibility(self, info: Info, slug: Slug) -> entities.Responsibility | None:
        return info.context.snapshot.responsibilities.get(slug)

    @strawberry.field(
        description="The qualification with this slug, null if there is none.", graphql_type=Qualification | None
    )
    def qualification(self, info: Info, slug: Slug) -> entities.Qualification | None:
        return info.context.snapshot.qualifications.get(slug)

    @strawberry.field(
        description="The role group with this slug, null if there is none.", graphql_type=RoleGroup | None
    )
    def role_group(self, info: Info, slug: Slug) -> entities.RoleGroup | None:
        return info.context.snapshot.role_groups.get(slug)

    @strawberry.field(description="Roles.", graphql_type=RoleConnection, directives=[LISTING])
    def roles(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            RoleFilter | None, strawberry.argument(description="Which are wanted. Default: all active ones.")
        ] = None,
        order_by: Annotated[RoleOrder | None, strawberry.argument(description="How to sort. Default: by name.")] = None,
    ) -> Page[Any]:
        return _page(info, Kind.ROLE, filter, order_by, first, after, last, before)

    @strawberry.field(description="Skills.", graphql_type=SkillConnection, directives=[LISTING])
    def skills(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            SkillFilter | None, strawberry.argument(description="Which are wanted. Default: all active ones.")
        ] = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.SKILL, filter, order_by, first, after, last, before)

    @strawberry.field(description="Tools.", graphql_type=ToolConnection, directives=[LISTING])
    def tools(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            ToolFilter | None, strawberry.argument(description="Which are wanted. Default: all active ones.")
        ] = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.TOOL, filter, order_by, first, after, last, before)

    @strawberry.field(description="Applications.", graphql_type=ApplicationConnection, directives=[LISTING])
    def applications(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.APPLICATION, filter, order_by, first, after, last, before)

    @strawberry.field(
        description="Responsibilities.",
        graphql_type=ResponsibilityConnection,
        directives=[LISTING],
    )
    def responsibilities(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.RESPONSIBILITY, filter, order_by, first, after, last, before)

    @strawberry.field(description="Qualifications.", graphql_type=QualificationConnection, directives=[LISTING])
    def qualifications(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.QUALIFICATION, filter, order_by, first, after, last, before)

    @strawberry.field(description="Role groups.", graphql_type=RoleGroupConnection, directives=[LISTING])
    def role_groups(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Order = None,
    ) -> Page[Any]:
        return _page(info, Kind.ROLE_GROUP, filter, order_by, first, after, last, before)

    @strawberry.field(
        description="Finds active entities by what people call them: beginnings of words, words in any order, typing "
        "errors, what is said around a name, codes, and other words for the same are understood. Surest first. Fit for "
        "suggestions while somebody types.",
        graphql_type=SearchResultConnection | None,
        directives=[UNLESS_WRONG, Cost(weight=500)],
    )
    def search(
        self,
        info: Info,
        query: Annotated[
            str,
            strawberry.argument(description="What to look for, at most 500 letters.", directives=[Length(letters=500)]),
        ],
        types: Annotated[
            list[EntityType] | None, strawberry.argument(description="Only entities of these types; null for all.")
        ] = None,
        dataset: Annotated[
            str | None, strawberry.argument(description="Only entities of the dataset with this slug.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 10,
        after: After = None,
        min_confidence: Annotated[
            float | None, strawberry.argument(description="How sure a hit has to be, 0 to 1. Default: 0.01.")
        ] = None,
    ) -> Page[Hit]:
        kinds = CONCEPTS if types is None else [Kind[each.name] for each in types]
        if dataset is not None:
            find(info.context.snapshot.datasets, dataset, ["dataset"])
        least = sure_enough(min_confidence, LEAST)
        hits = info.context.snapshot.search_index.search(query, kinds, dataset, least=least)
        return paginate(hits, lambda hit: key_of(hit.entity), lambda hit: hit.entity, first, after)


def _page(
    info: Info,
    kind: Kind,
    filter: EntityFilter | None,
    order_by: EntityOrder | RoleOrder | None,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Page[Any]:
    """A page of the entities of a kind."""
    snapshot = info.context.snapshot
    chosen = select(snapshot, kind, filter, order_by)
    gone = partial(place_of, snapshot, kind, order_by, chosen)
    return paginate(chosen, key_of, lambda entity: entity, first, after, last, before, gone)


def _by_id(info: Info, global_id: str, argument: Path) -> entities.Entity | evidence.Dataset | evidence.Source | None:
    name, slug = named_by(global_id, argument)
    snapshot = info.context.snapshot
    kind = KINDS.get(name)
    if kind is not None:
        return snapshot.by_kind[kind].get(slug)
    if name == "Dataset":
        return snapshot.datasets.get(slug)
    return snapshot.sources.get(slug) if name == "Source" else None


def _by_id_or_error(info: Info, global_id: str, place: int) -> Any:
    """What an id among others names; an error takes its place and leaves the others."""
    try:
        return _by_id(info, global_id, ["ids", place])
    except BadInput as error:
        return error
