"""What links of all kinds say of themselves, and who says them."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import strawberry

from knowledge.model import entities, evidence
from knowledge.model.vocabulary import Basis
from schema.alphabet import by_name
from schema.context import Context, Info
from schema.directives import FEW
from schema.entity import Citation, Dataset


@strawberry.type(description="That a dataset says a link, too, which is listed as somebody else says it.")
class Confirmation:
    dataset: Dataset = strawberry.field(description="The dataset whose extension says it.")
    basis: Basis = strawberry.field(description="Why the dataset believes it.")
    citations: list[Citation] = strawberry.field(description="The sources of the dataset.", directives=[FEW])


@strawberry.type
class Facts:
    """What links of all kinds say of themselves."""

    basis: Basis = strawberry.field(description="Why the link is believed.")
    citations: list[Citation] = strawberry.field(description="The sources of the link.", directives=[FEW])
    added_by: Dataset | None = strawberry.field(
        description="The dataset that adds it to the record of another by an extension; null where the record says it "
        "itself, and where it is computed."
    )

    @strawberry.field(
        description="Who says it by an extension, too, perhaps with other facts: it is listed once, as the record says "
        "it, or else the first of them.",
        graphql_type=list[Confirmation],
        directives=[FEW],
    )
    def confirmed_by(parent: strawberry.Parent[Any], info: Info) -> list[evidence.Evidence]:
        link = parent if isinstance(parent, evidence.Fact) else parent.link
        return [*info.context.snapshot.additions.confirmed.get(link, ())]


class LinkEnd:
    """One end of a link with the link itself: what types such as `SkillRelation` stand for."""

    __slots__ = ("end", "link")

    def __init__(self, end: entities.Entity, link: entities.Fact):
        self.end = end
        self.link = link

    @property
    def basis(self) -> Basis:
        return self.link.basis

    @property
    def citations(self) -> tuple[evidence.Citation, ...]:
        return self.link.citations

    @property
    def added_by(self) -> evidence.Dataset | None:
        return self.link.added_by


def ends(context: Context, links: Sequence[Any], end: str) -> list[LinkEnd]:
    """The ends of links in order of their names, as they are told who asks."""
    node = attrgetter(end)
    return [LinkEnd(node(link), link) for link in by_name(context, links, node)]
