"""The roots of all queries, and the schema."""

from typing import Annotated

import strawberry

from knowledge.errors import NotFound
from knowledge.model import entities, evidence
from knowledge.model import history as past
from knowledge.model.vocabulary import OutlookKind
from schema.analysis_roots import AnalysisRoots
from schema.batches import BatchRoots
from schema.connections import After, Before, Last, Most, Page, only, paginate
from schema.context import Info
from schema.descriptor import Descriptor
from schema.directives import HISTORY, UNLESS_WRONG, ListSize
from schema.entity import Dataset, Entity, Source
from schema.entity_roots import EntityRoots, Slug
from schema.extensions import EXTENSIONS
from schema.guidance import Example, HiringChannel, HiringNeed, Outlook
from schema.history import ChangeConnection, ChangeFilter, Revision, RevisionConnection, revision_key
from schema.identifying import IdentifyingRoots
from schema.interests import InterestRoots
from schema.observing import Market, Measure
from schema.observing_roots import ObservingRoots
from schema.past import USUAL_CHANGES, changes_page
from schema.planning import PlanningRoots
from schema.qualification import Qualification
from schema.role import Role
from schema.searching import SearchingRoots
from schema.skill import Skill
from schema.spoken import LanguageRoots
from schema.tool import Tool
from schema.trees import TreeRoots
from schema.understanding import UnderstandingRoots
from schema.work import Application, Responsibility, RoleGroup

USUAL_REVISIONS = 20
SOME_DOZENS = ListSize(slicing_arguments=["first"], assumed_size=50)


@strawberry.type(description="Questions to the knowledge base. Every answer comes from one revision.")
class Query(
    EntityRoots,
    IdentifyingRoots,
    AnalysisRoots,
    PlanningRoots,
    BatchRoots,
    TreeRoots,
    SearchingRoots,
    UnderstandingRoots,
    ObservingRoots,
    InterestRoots,
    LanguageRoots,
):
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

    @strawberry.field(description="The dataset with this slug, null if there is none.", graphql_type=Dataset | None)
    def dataset(self, info: Info, slug: Slug) -> evidence.Dataset | None:
        return info.context.snapshot.datasets.get(slug)

    @strawberry.field(description="The source with this slug, null if there is none.", graphql_type=Source | None)
    def source(self, info: Info, slug: Slug) -> evidence.Source | None:
        return info.context.snapshot.sources.get(slug)

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
        directives=[ListSize(assumed_size=USUAL_REVISIONS)],
    )
    def revisions(
        self,
        info: Info,
        first: Annotated[
            int | None, strawberry.argument(description=f"How many, 0 to 500. Default {USUAL_REVISIONS}.")
        ] = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[past.Revision]:
        newest_first = info.context.snapshot.revisions[::-1]
        return paginate(
            newest_first,
            revision_key,
            lambda revision: revision,
            first,
            after,
            last,
            before,
            usual=USUAL_REVISIONS,
        )

    @strawberry.field(
        description="What happened to each record in the revisions after `since`, up to `until`, in order of revision.",
        graphql_type=ChangeConnection | None,
        directives=[UNLESS_WRONG, HISTORY, ListSize(assumed_size=USUAL_CHANGES)],
    )
    def changes(
        self,
        info: Info,
        since: Annotated[
            int,
            strawberry.argument(
                description="The number of a revision that there is; 0 for all changes. Where the operator keeps no "
                "more of the history, one before that is an error with the code HISTORY_PRUNED."
            ),
        ],
        first: Annotated[
            int | None, strawberry.argument(description=f"How many, 0 to 500. Default {USUAL_CHANGES}.")
        ] = None,
        after: After = None,
        until: Annotated[
            int | None,
            strawberry.argument(description="The number of a later revision; null for the one being served."),
        ] = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            ChangeFilter | None, strawberry.argument(description="Which changes are wanted. Default: all.")
        ] = None,
        since_digest: Annotated[
            str | None,
            strawberry.argument(
                description="The digest of that revision. If it has another one now, this is an error with the code "
                "HISTORY_REPLACED: what you keep is of a history that is no more."
            ),
        ] = None,
    ) -> Page[past.Change]:
        snapshot = info.context.snapshot
        end = snapshot.number if until is None else min(until, snapshot.number)
        span = (filter or ChangeFilter()).span(snapshot, since, end)
        return changes_page(info.context.history, span, since_digest, snapshot, first, after, last, before)


schema = strawberry.Schema(
    Query,
    types=[
        Entity,
        Role,
        Skill,
        Tool,
        Application,
        Responsibility,
        Qualification,
        Descriptor,
        RoleGroup,
        Measure,
        Market,
        *EXTENSIONS,
    ],
)
