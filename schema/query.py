"""The roots of all queries, and the schema."""

from functools import partial
from typing import Annotated, Any

import strawberry

from knowledge import difference as differences
from knowledge import entities, evidence, hiring, match, pathway
from knowledge import history as past
from knowledge import overlap as overlaps
from knowledge import transition as moves
from knowledge.entities import CONCEPTS
from knowledge.errors import BadInput, NotFound, Path
from knowledge.moves import Move, MoveOrder
from knowledge.moves import transitions as ranked
from knowledge.search import Hit
from knowledge.vocabulary import Kind, OutlookKind
from schema.analysis import (
    CareerPath,
    Difference,
    HiringAdvice,
    MatchPage,
    Needs,
    Overlap,
    ProfileInput,
    RoleMatchConnection,
    Transition,
    TransitionConnection,
    TransitionFilter,
)
from schema.connections import After, Before, First, Last, Most, Page, check_size, only, paginate
from schema.context import Info
from schema.directives import HISTORY, LISTING, UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import KINDS, Dataset, Entity, Node, Source, key_of, named_by
from schema.enums import EntityType
from schema.guidance import Example, HiringChannel, HiringNeed, Outlook
from schema.history import ChangeConnection, Revision, RevisionConnection, changes_page, revision_key
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


SOME_DOZENS = ListSize(slicing_arguments=["first"], assumed_size=50)


@strawberry.type(description="Questions to the knowledge base. Every answer comes from one revision.")
class Query:
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
        description="Finds active entities by name or alias: beginnings of words, words in any order, and typing "
        "errors are understood. Fit for suggestions while somebody types.",
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
    ) -> Page[Hit]:
        kinds = CONCEPTS if types is None else [Kind[each.name] for each in types]
        if dataset is not None:
            find(info.context.snapshot.datasets, dataset, ["dataset"])
        hits = info.context.snapshot.search_index.search(query, kinds, dataset)
        return paginate(hits, lambda hit: key_of(hit.entity), lambda hit: hit.entity, first, after)

    @strawberry.field(
        description="What 2 to 8 different roles have in common.",
        graphql_type=Overlap | None,
        directives=[UNLESS_WRONG, Cost(weight=100)],
    )
    def overlap(
        self,
        info: Info,
        roles: Annotated[
            list[str],
            strawberry.argument(description="The slugs of 2 to 8 different roles.", directives=[Length(letters=500)]),
        ],
    ) -> overlaps.Overlap:
        return overlaps.overlap(info.context.snapshot, roles)

    @strawberry.field(
        description="How two different roles differ.",
        graphql_type=Difference | None,
        directives=[UNLESS_WRONG, Cost(weight=100)],
    )
    def difference(
        self,
        info: Info,
        left: Annotated[str, strawberry.argument(description="The slug of a role.")],
        right: Annotated[str, strawberry.argument(description="The slug of another role.")],
    ) -> differences.Difference:
        return differences.difference(info.context.snapshot, left, right)

    @strawberry.field(
        description="What it takes to move from one role to another.",
        graphql_type=Transition | None,
        directives=[UNLESS_WRONG],
    )
    def transition(
        self,
        info: Info,
        from_: Annotated[str, strawberry.argument(name="from", description="The slug of the role to leave.")],
        to: Annotated[str, strawberry.argument(description="The slug of the role to take.")],
    ) -> moves.Transition:
        return moves.transition(info.context.snapshot, from_, to)

    @strawberry.field(
        description="Moves from a role, best first.",
        graphql_type=TransitionConnection | None,
        directives=[UNLESS_WRONG, Cost(weight=1000)],
    )
    def transitions(
        self,
        info: Info,
        from_: Annotated[str, strawberry.argument(name="from", description="The slug of the role to leave.")],
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 10,
        after: After = None,
        filter: Annotated[
            TransitionFilter | None, strawberry.argument(description="Which targets are wanted. Default: all.")
        ] = None,
        order_by: Annotated[
            MoveOrder | None,
            strawberry.argument(description="By which figure they are ranked. Default: feasibility."),
        ] = None,
        diverse: Annotated[
            bool,
            strawberry.argument(description="True: what comes first differs, and is no list of variants of one role."),
        ] = False,
    ) -> Page[Move]:
        wanted = None if filter is None else filter.wanted()
        order = MoveOrder.FEASIBILITY if order_by is None else order_by
        ranking = ranked(info.context.snapshot, from_, wanted, order, diverse=diverse)
        return paginate(ranking, _key_of_target, lambda move: move, first, after)

    @strawberry.field(
        description="The easiest routes from one role to another, easiest first.",
        graphql_type=list[CareerPath] | None,
        directives=[UNLESS_WRONG, Cost(weight=20_000), ListSize(slicing_arguments=["first"])],
    )
    def career_paths(
        self,
        info: Info,
        from_: Annotated[str, strawberry.argument(name="from", description="The slug of the role to leave.")],
        to: Annotated[str, strawberry.argument(description="The slug of the role to reach.")],
        max_moves: Annotated[int, strawberry.argument(description="The greatest number of moves, 1 to 6.")] = 4,
        first: Annotated[int, strawberry.argument(description="How many routes, 1 to 10.")] = 3,
    ) -> list[pathway.CareerPath]:
        return pathway.career_paths(info.context.snapshot, from_, to, max_moves, first)

    @strawberry.field(
        description="Roles that fit a profile, best first.",
        graphql_type=RoleMatchConnection | None,
        directives=[UNLESS_WRONG, Cost(weight=1000)],
    )
    def match_roles(
        self,
        info: Info,
        profile: Annotated[ProfileInput, strawberry.argument(description="What somebody has.")],
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 10,
        after: After = None,
    ) -> MatchPage:
        held = [match.Having(each.name, each.level, each.wish) for each in profile.held]
        found = match.match_roles(info.context.snapshot, profile.skills, profile.tools, held)
        page = paginate(found.matches, lambda each: key_of(each.role), lambda each: each, first, after)
        return MatchPage(page.items, page.total, page.has_next, page.has_previous, page.key, page.node, found)

    @strawberry.field(
        description="Whom to hire for a project, best first: who is documented for the needs, then who is called after "
        "them and whose work is about them. Needs are short texts: what is to be done, or names of roles, skills, "
        "tools, applications and tasks.",
        graphql_type=list[HiringAdvice] | None,
        directives=[UNLESS_WRONG, Cost(weight=1000), ListSize(slicing_arguments=["first"], assumed_size=500)],
    )
    def advise_hire(self, info: Info, needs: Needs, first: Most = None) -> list[hiring.HiringAdvice]:
        return only(first, hiring.advise_hire(info.context.snapshot, needs))

    @strawberry.field(
        description="Documented needs and the roles to hire for them.",
        graphql_type=list[HiringNeed],
        directives=[SOME_DOZENS],
    )
    def hiring_needs(self, info: Info, first: Most = None) -> list[entities.HiringNeed]:
        return only(first, (each for each in info.context.snapshot.hiring_needs.values() if each.active))

    @strawberry.field(
        description="Where talent is found.",
        graphql_type=list[HiringChannel],
        directives=[SOME_DOZENS],
    )
    def hiring_channels(self, info: Info, first: Most = None) -> list[entities.HiringChannel]:
        return only(first, (each for each in info.context.snapshot.hiring_channels.values() if each.active))

    @strawberry.field(
        description="Illustrative projects and careers.",
        graphql_type=list[Example],
        directives=[SOME_DOZENS],
    )
    def examples(self, info: Info, first: Most = None) -> list[entities.Example]:
        return only(first, (each for each in info.context.snapshot.examples.values() if each.active))

    @strawberry.field(
        description="Challenges and trends, by name.",
        graphql_type=list[Outlook] | None,
        directives=[UNLESS_WRONG, SOME_DOZENS],
    )
    def outlook(
        self,
        info: Info,
        kind: Annotated[OutlookKind | None, strawberry.argument(description="Only these; null for both.")] = None,
        role: Annotated[str | None, strawberry.argument(description="Only those of the role with this slug.")] = None,
        first: Most = None,
    ) -> list[entities.Outlook]:
        snapshot = info.context.snapshot
        concerned = None if role is None else snapshot.role(role, ["role"])
        chosen = (
            each
            for each in snapshot.outlooks.values()
            if each.active
            and (kind is None or each.outlook_kind is kind)
            and (concerned is None or any(said.role is concerned for said in each.roles))
        )
        return only(first, chosen)

    @strawberry.field(description="All datasets, by slug.", graphql_type=list[Dataset])
    def datasets(self, info: Info) -> list[evidence.Dataset]:
        return list(info.context.snapshot.datasets.values())

    @strawberry.field(
        description="All sources that facts are cited from, by slug.",
        graphql_type=list[Source],
        directives=[SOME_DOZENS],
    )
    def sources(self, info: Info, first: Most = None) -> list[evidence.Source]:
        return only(first, sorted(info.context.snapshot.sources.values(), key=lambda source: source.slug))

    @strawberry.field(
        description="The revision that is being served, or an older one. An error if nothing was ever loaded.",
        graphql_type=Revision | None,
        directives=[UNLESS_WRONG],
    )
    def revision(
        self,
        info: Info,
        number: Annotated[
            int | None, strawberry.argument(description="The number of the revision; null for the one being served.")
        ] = None,
    ) -> past.Revision:
        revisions = info.context.snapshot.revisions
        wanted = len(revisions) if number is None else number
        if not 1 <= wanted <= len(revisions):
            raise NotFound("revision", str(wanted), ["number"], [str(len(revisions))] if revisions else [])
        return revisions[wanted - 1]

    @strawberry.field(
        description="All revisions up to the one being served, newest first.",
        graphql_type=RevisionConnection,
    )
    def revisions(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 20,
        after: After = None,
    ) -> Page[past.Revision]:
        newest_first = info.context.snapshot.revisions[::-1]
        return paginate(newest_first, revision_key, lambda revision: revision, first, after)

    @strawberry.field(
        description="What happened to each record in the revisions after `since`, up to `until`.",
        graphql_type=ChangeConnection | None,
        directives=[UNLESS_WRONG, HISTORY],
    )
    def changes(
        self,
        info: Info,
        since: Annotated[
            int,
            strawberry.argument(description="The number of a revision that there is; 0 for all changes."),
        ],
        first: Annotated[int, strawberry.argument(description="How many, 0 to 500.")] = 50,
        after: After = None,
        until: Annotated[
            int | None,
            strawberry.argument(description="The number of a later revision; null for the one being served."),
        ] = None,
    ) -> Page[past.Change]:
        newest = info.context.snapshot.number
        return changes_page(info.context.history, since, until, newest, first, after)


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


def _key_of_target(move: Move) -> str:
    return key_of(move.to_role)


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


schema = strawberry.Schema(
    Query, types=[Entity, Role, Skill, Tool, Application, Responsibility, Qualification, RoleGroup]
)
