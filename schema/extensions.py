"""Extensions in GraphQL: what datasets add to the records of others."""

from typing import Any

import strawberry

from knowledge.model import entities, extensions
from knowledge.model.vocabulary import Basis, Status
from schema.connections import told
from schema.context import Info
from schema.directives import FEW, LONG
from schema.entity import Citation, Concept, Dataset, Entity, ExternalId, Node, Recorded
from schema.links import listed
from schema.work import RoleGroup


@strawberry.interface(
    description="What a dataset adds to the record of another. The links, pay and the like that it adds are in the "
    "lists of what it extends, where `addedBy` is its dataset."
)
class Extension(Recorded, Node):
    slug: str = strawberry.field(description="Names the extension for ever among those of its type.")
    name: str = strawberry.field(description="What it is, in words.")
    dataset: Dataset = strawberry.field(description="The dataset that adds it.")
    extends: Entity = told(extensions.Extension.extends)
    aliases: list[str] = strawberry.field(description="The names that it adds.", directives=[LONG])
    external_ids: list[ExternalId] = strawberry.field(description="The identifiers that it adds.")
    description: str | None = strawberry.field(
        description="Its note on what it extends, null if none.", directives=[LONG]
    )
    definition: str | None = strawberry.field(description="Its definition of that, null if none.", directives=[LONG])
    scope_note: str | None = strawberry.field(
        description="Its note on what is and is not meant by that, null if none.", directives=[LONG]
    )
    status: Status = told(entities.Entity.status)
    replaced_by: "Extension | None" = strawberry.field(description="What took its place, null if nothing did.")
    basis: Basis = strawberry.field(description="Why it is believed; links that it adds have a basis of their own.")
    citations: list[Citation] = strawberry.field(description="The sources of what it says.", directives=[FEW])


def _said(name: str, type_: Any, description: str) -> Any:
    """What an extension says in a list whose items do not tell who says them."""

    def resolve(root: Any, info: Info) -> Any:
        return info.context.snapshot.additions.said(root, name)

    return strawberry.field(
        resolver=resolve, description=f"{description} Empty if it is deprecated.", graphql_type=type_
    )


@strawberry.type(description="What a dataset adds to a role of another.")
class RoleExtension(Concept, Extension):
    groups: Any = _said("groups", list[RoleGroup], "The groups in which it sees the role.")
    reported_titles: Any = _said("reported_titles", list[str], "Titles that people reported to it.")


@strawberry.type(description="What a dataset adds to a skill of another.")
class SkillExtension(Concept, Extension):
    collections: Any = _said("collections", list[str], "The collections in which it has the skill.")


@strawberry.type(description="What a dataset adds to a tool of another.")
class ToolExtension(Concept, Extension):
    pass


@strawberry.type(description="What a dataset adds to an application of another.")
class ApplicationExtension(Concept, Extension):
    industries: Any = _said("industries", list[str], "The industries in which it finds the application.")


@strawberry.type(description="What a dataset adds to a responsibility of another.")
class ResponsibilityExtension(Concept, Extension):
    pass


@strawberry.type(description="What a dataset adds to a qualification of another.")
class QualificationExtension(Concept, Extension):
    fields_of_study: Any = _said("fields", list[str], "The fields in which it sees the qualification.")


@strawberry.type(description="What a dataset adds to a role group of another.")
class RoleGroupExtension(Concept, Extension):
    pass


EXTENSIONS = [
    RoleExtension,
    SkillExtension,
    ToolExtension,
    ApplicationExtension,
    ResponsibilityExtension,
    QualificationExtension,
    RoleGroupExtension,
]
ExtensionEdge, ExtensionConnection = listed(Extension, "extension", "Extensions of a dataset.")
