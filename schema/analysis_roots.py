"""The roots that compare roles, look for moves, and match people and needs."""

from typing import Annotated

import strawberry

from knowledge.questions import difference as differences
from knowledge.questions import hiring, match, pathway
from knowledge.questions import overlap as overlaps
from knowledge.questions import transition as moves
from knowledge.questions.move import Move
from knowledge.questions.moves import MoveOrder
from knowledge.questions.moves import transitions as ranked
from knowledge.questions.profile_names import Having
from schema.comparing import Difference, Overlap
from schema.connections import After, Before, FirstTen, Last, Most, Page, only, paginate
from schema.context import Info
from schema.directives import UNLESS_WRONG, Cost, Length, ListSize
from schema.entity import key_of
from schema.matching import HiringAdvice, MatchPage, Needs, ProfileInput, RoleMatchConnection
from schema.moving import CareerPath, Transition, TransitionConnection, TransitionFilter


@strawberry.type
class AnalysisRoots:
    """What `Query` has of these."""

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
            strawberry.argument(
                description="The slugs of 2 to 8 different roles.", directives=[Length(letters=500), Cost(weight=200)]
            ),
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
        directives=[UNLESS_WRONG, Cost(weight=300)],
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
        directives=[UNLESS_WRONG, Cost(weight=1000), ListSize(assumed_size=10)],
    )
    def transitions(
        self,
        info: Info,
        from_: Annotated[str, strawberry.argument(name="from", description="The slug of the role to leave.")],
        first: FirstTen = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            TransitionFilter | None, strawberry.argument(description="Which targets are wanted. Default: all.")
        ] = None,
        order_by: Annotated[
            MoveOrder | None,
            strawberry.argument(description="By which figure they are ranked. Default: COUNSEL."),
        ] = None,
        diverse: Annotated[
            bool,
            strawberry.argument(description="True: what comes first differs, and is no list of variants of one role."),
        ] = False,
    ) -> Page[Move]:
        wanted = None if filter is None else filter.wanted()
        order = MoveOrder.COUNSEL if order_by is None else order_by
        ranking = ranked(info.context.snapshot, from_, wanted, order, diverse=diverse)
        return paginate(ranking, _key_of_target, lambda move: move, first, after, last, before, usual=10)

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
        directives=[UNLESS_WRONG, Cost(weight=1500), ListSize(assumed_size=10)],
    )
    def match_roles(
        self,
        info: Info,
        profile: Annotated[ProfileInput, strawberry.argument(description="What somebody has.")],
        first: FirstTen = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> MatchPage:
        held = [Having(each.name, each.level, each.wish) for each in profile.held]
        found = match.match_roles(info.context.snapshot, profile.skills, profile.tools, held, profile.text)
        page = paginate(
            found.matches, lambda each: key_of(each.role), lambda each: each, first, after, last, before, usual=10
        )
        return MatchPage(
            page.items, page.total, page.has_next, page.has_previous, page.key, page.node, found, whole=page.whole
        )

    @strawberry.field(
        description="Whom to hire for a project, best first: who is documented for the needs, then who is called after "
        "them and whose work is about them. Needs are short texts: what is to be done, or names of roles, skills, "
        "tools, applications and tasks.",
        graphql_type=list[HiringAdvice] | None,
        directives=[UNLESS_WRONG, Cost(weight=1000), ListSize(slicing_arguments=["first"], assumed_size=500)],
    )
    def advise_hire(self, info: Info, needs: Needs, first: Most = None) -> list[hiring.HiringAdvice]:
        return only(first, hiring.advise_hire(info.context.snapshot, needs))


def _key_of_target(move: Move) -> str:
    return key_of(move.to_role)
