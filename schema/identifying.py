"""Entities by the identifiers of other schemes, and the schemes themselves."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from knowledge.errors import BadInput
from knowledge.model import entities
from knowledge.model.declaring import NAME_LENGTH
from knowledge.model.vocabulary import Basis, Kind, Status
from knowledge.snapshot.snapshot import Snapshot
from schema.batches import IDENTIFIED, check_scheme
from schema.connections import Most, only, told
from schema.context import Info
from schema.directives import FEW, LONG, Cost, Length, ListSize
from schema.entity import Citation, Concept, Dataset, Entity, Node, Recorded
from schema.enums import EntityType
from schema.filters import find

SOME_DOZENS = ListSize(slicing_arguments=["first"], assumed_size=50)


@strawberry.input(description="An identifier of another scheme.")
class IdentifierInput:
    value: str = strawberry.field(
        description="The identifier, such as a URI or a code.", directives=[Length(letters=NAME_LENGTH)]
    )
    scheme: str | None = strawberry.field(
        default=None, description='The scheme, such as "esco", "onet-soc" or "isco"; null for any.'
    )


@strawberry.type(description="A scheme that identifiers of entities belong to.")
class IdentifierScheme(Concept, Recorded, Node):
    slug: str = strawberry.field(description="What `ExternalId.scheme` calls it.")
    name: str = strawberry.field(description="Its name.")
    description: str | None = strawberry.field(description="What it is, null if nobody wrote that.", directives=[LONG])
    unique: bool = told(entities.IdentifierScheme.unique)
    address: str | None = told(entities.IdentifierScheme.address)
    dataset: Dataset = strawberry.field(description="The dataset that declares it.")
    status: Status = told(entities.Entity.status)
    basis: Basis = strawberry.field(description="Why it is believed.")
    citations: list[Citation] = strawberry.field(description="Where it is said.", directives=[FEW])


@strawberry.type
class IdentifyingRoots:
    """What `Query` has of these."""

    @strawberry.field(
        description="What an identifier of another scheme names, null if nothing has it. Of several, an active one "
        "before what is deprecated, then by the order of `types`.",
        graphql_type=Entity | None,
        directives=[Cost(weight=2)],
    )
    def entity(
        self,
        info: Info,
        identifier: Annotated[IdentifierInput, strawberry.argument(description="The identifier.")],
        types: Annotated[
            list[EntityType] | None, strawberry.argument(description="Only entities of these types; null for all.")
        ] = None,
        dataset: Annotated[
            str | None, strawberry.argument(description="Only entities of the dataset with this slug.")
        ] = None,
    ) -> Any:
        snapshot = info.context.snapshot
        if dataset is not None:
            find(snapshot.datasets, dataset, ["dataset"])
        kinds = IDENTIFIED if types is None else [Kind[each.name] for each in types]
        check_scheme(snapshot, identifier.scheme, ["identifier", "scheme"])
        found = snapshot.identifiers.all(identifier.value, kinds, identifier.scheme)
        return next((each for each in found if dataset in (None, each.dataset.slug)), None)

    @strawberry.field(
        description="The schemes of identifiers that datasets declare, by name.",
        graphql_type=list[IdentifierScheme],
        directives=[SOME_DOZENS],
    )
    def identifier_schemes(self, info: Info, first: Most = None) -> list[entities.IdentifierScheme]:
        schemes = info.context.snapshot.identifier_schemes.values()
        return only(first, (each for each in schemes if each.active))


def slugs_of(snapshot: Snapshot, kind: Kind, identifiers: Sequence[IdentifierInput], others: object) -> list[str]:
    """The slugs of what identifiers name, in the order asked for; what names nothing is left out.

    Raises `BadInput` where slugs are given, too: nobody can say which of both orders is wanted; `NotFound` for a scheme
    that there is not.
    """
    if others is not None:
        raise BadInput("Give slugs or identifiers, not both.", ["identifiers"])
    for place, each in enumerate(identifiers):
        check_scheme(snapshot, each.scheme, ["identifiers", place, "scheme"])
    found = (snapshot.identifiers.find(each.value, [kind], each.scheme) for each in identifiers)
    return [each.slug for each in found if each is not None]
