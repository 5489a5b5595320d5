"""What all entities have in common: the interfaces, and where facts come from."""

import datetime
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

import strawberry

from knowledge.errors import BadInput, Path
from knowledge.model import entities, evidence, kinds
from knowledge.model.record import Key
from knowledge.model.vocabulary import Basis, Kind, MappingRelation, Status
from knowledge.snapshot.snapshot import Snapshot
from schema import enums as enums  # registers the enumerations
from schema.additions import extensible
from schema.connections import After, Before, First, Last, Page, decode, encode, paginate, told
from schema.context import Info
from schema.directives import FEW, HISTORY, LONG, UNLESS_WRONG, Cost, ListSize
from schema.later import CHANGES, EXTENSION, EXTENSIONS, ROLES, SKILLS
from schema.past import USUAL_HISTORY, history_page
from schema.resolvers import remembered

TYPE_NAMES = {kind: each.make.__name__ for kind, each in kinds.KINDS.items() if each.is_entity}
KINDS = {name: kind for kind, name in TYPE_NAMES.items()}
EXTENDING = [each.kind for each in kinds.EXTENSIONS.values()]


def key_of(entity: entities.Entity) -> str:
    """The key of an entity over all types, which both its global id and its cursor are made of."""
    return f"{TYPE_NAMES[entity.kind]}:{entity.slug}"


def place_by_name(
    snapshot: Snapshot, chosen: Sequence[Any], key: str, kind: Kind, node: Callable[[Any], Any]
) -> int | None:
    """How many of the chosen come before what has a key and is not among them, in a list in order of name.

    None if nothing of the kind that the list is of has this key. `node` is what stands in the list for a chosen one.
    """
    name, _, slug = key.partition("\n")[0].partition(":")
    gone = snapshot.by_kind[kind].get(slug) if KINDS.get(name) is kind else None
    return None if gone is None else bisect_left(chosen, _order(gone), key=lambda link: _order(node(link)))


def _order(entity: entities.Entity) -> tuple[str, str]:
    return entity.name.casefold(), entity.slug


def named_by(global_id: str, argument: Path) -> tuple[str, str]:
    """The names of the type and of the thing in a global id. Raises `BadInput` if it is none."""
    try:
        name, colon, slug = decode(global_id, "id").partition(":")
    except BadInput as error:
        raise no_id(global_id, argument) from error
    if not colon:
        raise no_id(global_id, argument)
    return name, slug


def no_id(global_id: str, argument: Path) -> BadInput:
    said = f'"{global_id[:100]}" is no id of this API: pass an id that an answer gave you.'
    return BadInput(said, argument)


@strawberry.interface(description="Anything that can be fetched again by its global id.")
class Node:
    @strawberry.field(description="The global id: opaque, the same in every revision.")
    @remembered
    def id(parent: strawberry.Parent[Any]) -> strawberry.ID:
        return strawberry.ID(encode(f"{type_name(parent)}:{parent.slug}"))

    @classmethod
    def resolve_type(cls, value: Any, *_: Any) -> str:
        return type_name(value)


def kind_of(value: Any) -> Kind:
    """The kind of the record that something is told by."""
    if isinstance(value, evidence.Dataset):
        return Kind.DATASET
    return Kind.SOURCE if isinstance(value, evidence.Source) else value.kind


def type_name(value: Any) -> str:
    """The name of the GraphQL type of something that has a global id."""
    if isinstance(value, evidence.Dataset):
        return "Dataset"
    return "Source" if isinstance(value, evidence.Source) else TYPE_NAMES[value.kind]


@strawberry.type
class Recorded:
    """What every record has: its history."""

    @strawberry.field(
        description="What happened to its record, links included, up to the revision being served, newest first.",
        graphql_type=CHANGES | None,
        directives=[UNLESS_WRONG, HISTORY, ListSize(assumed_size=USUAL_HISTORY)],
    )
    def history(
        parent: strawberry.Parent[Any],
        info: Info,
        first: Annotated[
            int | None, strawberry.argument(description=f"How many, 0 to 500. Default {USUAL_HISTORY}.")
        ] = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        context = info.context
        key = Key(kind_of(parent), parent.slug)
        return history_page(context.history, key, context.snapshot.identity, first, after, last, before)


@strawberry.type(description="A publication that facts are taken from.")
class Source(Recorded, Node):
    @classmethod
    def is_type_of(cls, value: Any, *_: Any) -> bool:
        return isinstance(value, evidence.Source)

    slug: str = told(evidence.Source.slug)
    title: str = told(evidence.Source.title)
    publisher: str | None = told(evidence.Source.publisher)
    url: str | None = told(evidence.Source.url)
    licence: str | None = told(evidence.Source.licence)
    published_on: datetime.date | None = told(evidence.Source.published_on)


@strawberry.type(description="A place in a source.")
class Citation:
    source: Source = strawberry.field(description="The publication.")
    section: str | None = strawberry.field(description="The section of it, null for the whole.")


@strawberry.type(description="The identifier of an entity in another scheme.")
class ExternalId:
    scheme: str = told(entities.ExternalId.scheme)
    identifier: str = told(entities.ExternalId.identifier)

    @strawberry.field(
        description="Where it leads, as the dataset that declares the scheme tells it; null where nobody does. The "
        "identifier itself where it is an address of the web."
    )
    def address(parent: strawberry.Parent[entities.ExternalId], info: Info) -> str | None:
        scheme = info.context.snapshot.identifier_schemes.get(parent.scheme)
        if scheme is not None and scheme.address is not None:
            return scheme.address.replace("{identifier}", quote(parent.identifier, safe=""))
        return parent.identifier if parent.identifier.startswith(("https://", "http://")) else None


@strawberry.type(description="A body of records that is published and loaded together.")
class Dataset(Recorded, Node):
    @classmethod
    def is_type_of(cls, value: Any, *_: Any) -> bool:
        return isinstance(value, evidence.Dataset)

    slug: str = told(evidence.Dataset.slug)
    title: str = told(evidence.Dataset.title)
    description: str | None = told(evidence.Dataset.description)
    publisher: str | None = told(evidence.Dataset.publisher)
    url: str | None = told(evidence.Dataset.url)
    licence: str | None = told(evidence.Dataset.licence)
    version: str | None = told(evidence.Dataset.version)

    @strawberry.field(description="Its active roles, by name.", graphql_type=ROLES, directives=[Cost(weight=200)])
    def roles(
        parent: strawberry.Parent[evidence.Dataset],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return _of_dataset(info.context.snapshot, Kind.ROLE, parent, first, after, last, before)

    @strawberry.field(description="Its active skills, by name.", graphql_type=SKILLS, directives=[Cost(weight=200)])
    def skills(
        parent: strawberry.Parent[evidence.Dataset],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return _of_dataset(info.context.snapshot, Kind.SKILL, parent, first, after, last, before)

    @strawberry.field(
        description="The active extensions by which it adds to others: of roles, of skills and so on, each by name.",
        graphql_type=EXTENSIONS,
        directives=[Cost(weight=200)],
    )
    def extensions(
        parent: strawberry.Parent[evidence.Dataset],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        by_kind = info.context.snapshot.by_kind
        everything = [each for kind in EXTENDING for each in by_kind[kind].values() if each.dataset is parent]
        chosen = [each for each in everything if each.active]

        def gone(key: str) -> int | None:
            place = next((place for place, each in enumerate(everything) if key_of(each) == key), None)
            return None if place is None else sum(each.active for each in everything[:place])

        return paginate(chosen, key_of, lambda extension: extension, first, after, last, before, gone)


def _of_dataset(
    snapshot: Snapshot,
    kind: Kind,
    dataset: evidence.Dataset,
    first: First,
    after: After,
    last: Last,
    before: Before,
) -> Page[Any]:
    chosen = [each for each in snapshot.active(kind) if each.dataset is dataset]
    gone = partial(place_by_name, snapshot, chosen, kind=kind, node=lambda entity: entity)
    return paginate(chosen, key_of, lambda entity: entity, first, after, last, before, gone)


@strawberry.interface(description="What all entities of the knowledge base have in common.")
class Entity(Recorded, Node):
    slug: str = told(entities.Entity.slug)
    name: str = told(entities.Entity.name)
    aliases: Any = extensible(entities.Entity.aliases, list[str], LONG)
    description: str | None = told(entities.Entity.description, LONG)
    definition: str | None = told(entities.Entity.definition, LONG)
    scope_note: str | None = told(entities.Entity.scope_note, LONG)
    dataset: Dataset = told(entities.Entity.dataset)
    status: Status = told(entities.Entity.status)
    external_ids: Any = extensible(entities.Entity.external_ids, list[ExternalId])
    basis: Basis = strawberry.field(description="Why its own facts are believed; links have a basis of their own.")
    citations: list[Citation] = strawberry.field(description="The sources of its own facts.", directives=[FEW])

    @strawberry.field(
        description="What it matches in other datasets, and what matches it.", graphql_type=list["ConceptMapping"]
    )
    def matches(parent: strawberry.Parent[entities.Entity], info: Info) -> list[entities.ConceptMapping]:
        return info.context.snapshot.matches.get(parent, [])

    @strawberry.field(
        description="What other datasets add to it, by dataset.", graphql_type=list[EXTENSION], directives=[FEW]
    )
    def extensions(parent: strawberry.Parent[entities.Entity], info: Info) -> list[Any]:
        return [*info.context.snapshot.additions.extensions.get(parent, ())]

    replaced_by: "Entity | None" = strawberry.field(
        description="What took the place of a deprecated entity, null if nothing did."
    )


class Concept:
    """Makes a GraphQL type stand for the snapshot objects of one class."""

    @classmethod
    def is_type_of(cls, value: Any, *_: Any) -> bool:
        return isinstance(value, entities.Entity) and TYPE_NAMES.get(value.kind) == cls.__name__


@strawberry.type(description="A SKOS mapping of a concept to one of the same type in another dataset.")
class ConceptMapping(Concept, Recorded, Node):
    slug: str = strawberry.field(description="Names the mapping for ever.")
    name: str = strawberry.field(description="The mapping in words.")
    subject: Entity = told(entities.ConceptMapping.subject)
    relation: MappingRelation = told(entities.ConceptMapping.relation)
    object_slug: str = told(entities.ConceptMapping.object_slug)
    object: Entity | None = strawberry.field(description="The object, null while its dataset is not loaded.")
    confidence: float | None = told(entities.ConceptMapping.confidence)
    dataset: Dataset = told(entities.ConceptMapping.dataset)
    status: Status = told(entities.ConceptMapping.status)
    basis: Basis = strawberry.field(description="Why it is believed.")
    citations: list[Citation] = strawberry.field(description="Where it is said.", directives=[FEW])


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
