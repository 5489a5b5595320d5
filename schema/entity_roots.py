"""The roots that lead to entities: by global id, by slug, in lists, and by what somebody types."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput, Path
from knowledge.model import entities, evidence
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from knowledge.questions.search import search as find_words
from knowledge.words.hits import Hit
from knowledge.words.index import LEAST
from schema.connections import After, Before, First, FirstTen, Last, Page, check_size, paginate
from schema.context import Info
from schema.descriptor import Descriptor, DescriptorConnection, Domains
from schema.directives import LISTING, UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import KINDS, Node, key_of, named_by
from schema.enums import EntityType
from schema.filters import EntityFilter, RoleFilter, SkillFilter, ToolFilter, find
from schema.identifying import IdentifierInput, slugs_of
from schema.languages import TypedIn, wanted
from schema.learning import LearningResource, LearningResourceConnection
from schema.listing import EntityOrder, LearningResourceOrder, RoleOrder, place_of, select
from schema.lookup import SearchResultConnection
from schema.qualification import Qualification, QualificationConnection
from schema.resource_filter import LearningResourceFilter
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

Slugs = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Only those with these slugs, at most 500, in this order unless another is asked for. All of "
        "them unless `first` or `last` is given; deprecated ones too, unless a filter is given, which says. Unknown "
        "ones are left out: `entities` says null for them.",
        directives=[Length(letters=500, items=500, least=0)],
    ),
]

Identified = Annotated[
    list[IdentifierInput] | None,
    strawberry.argument(
        description="Instead of `slugs`: only those that these identifiers of other schemes name, at most 500.",
        directives=[Length(letters=500, items=500, least=0), Cost(weight=2)],
    ),
]


def _one(kind: Kind, type_: Any, what: str) -> Any:
    """The root that leads to an entity of a kind by its slug."""

    def resolve(info: Info, slug: Slug) -> Any:
        return info.context.snapshot.by_kind[kind].get(slug)

    return strawberry.field(
        resolver=resolve, description=f"The {what} with this slug, null if there is none.", graphql_type=type_ | None
    )


def _chosen(info: Info, kind: Kind, filter: Any, order_by: Any, slugs: Slugs, identifiers: Identified) -> Sequence[Any]:
    """The entities that a list is asked for, in its order."""
    snapshot = info.context.snapshot
    if identifiers is not None:
        check_size(len(identifiers), "identifiers")
        slugs = slugs_of(snapshot, kind, identifiers, slugs)
    return select(snapshot, kind, filter, order_by, slugs, info.context.languages)


def _all_descriptors(
    info: Info,
    domain: Domains = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: Annotated[
        EntityFilter | None, strawberry.argument(description="Which are wanted. Default: all active ones.")
    ] = None,
    order_by: Annotated[EntityOrder | None, strawberry.argument(description="How to sort. Default: by name.")] = None,
    slugs: Slugs = None,
    identifiers: Identified = None,
) -> Page[Any]:
    """A page of all descriptors."""
    chosen = _chosen(info, Kind.DESCRIPTOR, filter, order_by, slugs, identifiers)
    if domain is not None:
        chosen = [each for each in chosen if each.domain in domain]
    if (slugs is not None or identifiers is not None) and first is None and last is None:
        first = len(chosen)
    gone = partial(place_of, info.context.snapshot, Kind.DESCRIPTOR, order_by, chosen, info.context.languages)
    return paginate(chosen, key_of, lambda each: each, first, after, last, before, gone)


def _several(
    kind: Kind, connection: Any, description: str, filter_type: Any = EntityFilter, order_type: Any = EntityOrder
) -> Any:
    """The root that lists the entities of a kind."""

    def resolve(
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Any = None,
        order_by: Any = None,
        slugs: Slugs = None,
        identifiers: Identified = None,
    ) -> Any:
        chosen = _chosen(info, kind, filter, order_by, slugs, identifiers)
        if (slugs is not None or identifiers is not None) and first is None and last is None:
            first = len(chosen)
        gone = partial(place_of, info.context.snapshot, kind, order_by, chosen, info.context.languages)
        return paginate(chosen, key_of, lambda entity: entity, first, after, last, before, gone)

    wanted = strawberry.argument(description="Which are wanted. Default: all active ones.")
    order = strawberry.argument(description="How to sort. Default: by name.")
    resolve.__annotations__["filter"] = Annotated[filter_type | None, wanted]
    resolve.__annotations__["order_by"] = Annotated[order_type | None, order]
    return strawberry.field(
        resolver=resolve,
        description=description,
        graphql_type=connection,
        directives=[LISTING, ListSize(slicing_arguments=["slugs", "identifiers"])],
    )


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

    role: Any = _one(Kind.ROLE, Role, "role")
    skill: Any = _one(Kind.SKILL, Skill, "skill")
    tool: Any = _one(Kind.TOOL, Tool, "tool")
    application: Any = _one(Kind.APPLICATION, Application, "application")
    responsibility: Any = _one(Kind.RESPONSIBILITY, Responsibility, "responsibility")
    qualification: Any = _one(Kind.QUALIFICATION, Qualification, "qualification")
    descriptor: Any = _one(Kind.DESCRIPTOR, Descriptor, "descriptor")
    role_group: Any = _one(Kind.ROLE_GROUP, RoleGroup, "role group")
    learning_resource: Any = _one(Kind.LEARNING_RESOURCE, LearningResource, "learning resource")

    roles: Any = _several(Kind.ROLE, RoleConnection, "Roles.", RoleFilter, RoleOrder)
    skills: Any = _several(Kind.SKILL, SkillConnection, "Skills.", SkillFilter)
    tools: Any = _several(Kind.TOOL, ToolConnection, "Tools.", ToolFilter)
    applications: Any = _several(Kind.APPLICATION, ApplicationConnection, "Applications.")
    responsibilities: Any = _several(Kind.RESPONSIBILITY, ResponsibilityConnection, "Responsibilities.")
    qualifications: Any = _several(Kind.QUALIFICATION, QualificationConnection, "Qualifications.")
    descriptors: Any = strawberry.field(
        resolver=_all_descriptors,
        description="Descriptors: what roles are rated on beside skills.",
        graphql_type=DescriptorConnection,
        directives=[LISTING, ListSize(slicing_arguments=["slugs", "identifiers"])],
    )
    role_groups: Any = _several(Kind.ROLE_GROUP, RoleGroupConnection, "Role groups.")
    learning_resources: Any = _several(
        Kind.LEARNING_RESOURCE,
        LearningResourceConnection,
        "Learning resources: where skills and tools can be learned.",
        LearningResourceFilter,
        LearningResourceOrder,
    )

    @strawberry.field(
        description="Finds active entities by what people call them: beginnings of words, words in any order, typing "
        "errors, what is said around a name, codes, and other words for the same are understood. Surest first. Fit for "
        "suggestions while somebody types.",
        graphql_type=SearchResultConnection | None,
        directives=[UNLESS_WRONG, Cost(weight=500), ListSize(assumed_size=10)],
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
        first: FirstTen = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        min_confidence: Annotated[
            float | None, strawberry.argument(description="How sure a hit has to be, 0 to 1. Default: 0.003.")
        ] = None,
        language: TypedIn = None,
    ) -> Page[Hit]:
        languages = wanted(info.context, language)
        kinds = CONCEPTS if types is None else [Kind[each.name] for each in types]
        if dataset is not None:
            find(info.context.snapshot.datasets, dataset, ["dataset"])
        least = sure_enough(min_confidence, LEAST)
        hits = find_words(info.context.snapshot, query, kinds, dataset, least=least, languages=languages)
        return paginate(
            hits, lambda hit: key_of(hit.entity), lambda hit: hit.entity, first, after, last, before, usual=10
        )


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
