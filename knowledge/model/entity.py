"""What all entities of the model have in common."""

from typing import ClassVar, Self

from knowledge.model.declaring import Elsewhere, Name, OnlyIf, Slug, Text, declared, said
from knowledge.model.evidence import Dataset, Fact
from knowledge.model.links import ExternalId
from knowledge.model.vocabulary import Kind, Status

CONCEPTS = (
    Kind.ROLE,
    Kind.SKILL,
    Kind.TOOL,
    Kind.APPLICATION,
    Kind.RESPONSIBILITY,
    Kind.QUALIFICATION,
    Kind.ROLE_GROUP,
)
"""Kinds that datasets describe each in its own way, so that mappings join them."""


@declared(
    rules=(
        OnlyIf(
            "replaced_only_if_deprecated",
            "replaced_by",
            "status",
            Status.DEPRECATED,
            "replaced_by is for records whose status is DEPRECATED",
        ),
        Elsewhere("not_replaced_by_itself", "replaced_by", "a record cannot be replaced by itself"),
    )
)
class Entity(Fact):
    """What all records of the model have in common."""

    kind: ClassVar[Kind]

    slug: Slug = said("Names the entity for ever among those of its type.")
    dataset: Dataset = said("The dataset that it belongs to.", of_file=True, indexed=True)
    name: Name = said("The preferred name.")
    aliases: tuple[Name, ...] = said("Other names in use.", default=(), each="alias")
    description: Text | None = said("What it is, in a sentence or two; null if nobody wrote that.", default=None)
    definition: Text | None = said("A formal definition (skos:definition), null if none.", default=None)
    scope_note: Text | None = said(
        "What is and is not meant by it (skos:scopeNote), null if nobody wrote that.", default=None
    )
    external_ids: tuple[ExternalId, ...] = said("Its identifiers in other schemes.", default=())
    status: Status = said("Whether it is still recommended for use.", default=Status.ACTIVE)
    replaced_by: Self | None = said(
        "What took the place of a deprecated entity, null if nothing did.", default=None, ends=True
    )

    @property
    def active(self) -> bool:
        return self.status is Status.ACTIVE

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.slug}>"
