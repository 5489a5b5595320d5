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
from knowledge.model.translation import Translation as TranslationRecord
from knowledge.model.vocabulary import Basis, Kind, MappingRelation, Status
from knowledge.snapshot.build import PACKED
from knowledge.snapshot.snapshot import Snapshot
from schema import analysis_enums as analysis_enums  # registers the enumerations
from schema.additions import extensible
from schema.alphabet import order_for
from schema.connections import After, Before, First, Last, Page, decode, encode, paginate, reading, told
from schema.context import Info
from schema.directives import FEW, HISTORY, LONG, UNLESS_WRONG, Cost, ListSize
from schema.languages import InLanguage, aliases_in, language_of, language_of_text, told_in
from schema.later import CHANGES, EXTENSION, EXTENSIONS, ROLES, SKILLS
from schema.past import USUAL_HISTORY, history_page
from schema.resolvers import remembered

TYPE_NAMES: dict[Kind, str] = {
    kind: each.make.__name__ for kind, each in kinds.KINDS.items() if each.is_entity and kind not in PACKED
}
KINDS: dict[str, Kind] = {name: kind for kind, name in TYPE_NAMES.items()}
EXTENDING = [each.kind for each in kinds.EXTENSIONS.values()]


def key_of(entity: entities.Entity) -> str:
    """The key of an entity over all types, which both its global id and its cursor are made of."""
    return f"{TYPE_NAMES[entity.kind]}:{entity.slug}"


def place_by_name(
    snapshot: Snapshot,
    chosen: Sequence[Any],
    key: str,
    kind: Kind,
    node: Callable[[Any], Any],
    order: Callable[[Any], Any] | None = None,
) -> int | None:
    """How many of the chosen come before what has a key and is not among them, in a list in order of name.

    None if nothing of the kind that the list is of has this key. `node` is what stands in the list for a chosen one.
    """
    name, _, slug = key.partition("\n")[0].partition(":")
    gone = snapshot.by_kind[kind].get(slug) if KINDS.get(name) is kind else None
    by = order or _order
    return None if gone is None else bisect_left(chosen, by(gone), key=lambda link: by(node(link)))


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
    language: str = reading("spoken", "The language of its names and texts, as a BCP 47 tag.")

    @strawberry.field(description="Its active roles, by name.", graphql_type=ROLES, directives=[Cost(weight=200)])
    def roles(
        parent: strawberry.Parent[evidence.Dataset],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return _of_dataset(info, Kind.ROLE, parent, first, after, last, before)

    @strawberry.field(description="Its active skills, by name.", graphql_type=SKILLS, directives=[Cost(weight=200)])
    def skills(
        parent: strawberry.Parent[evidence.Dataset],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Page[Any]:
        return _of_dataset(info, Kind.SKILL, parent, first, after, last, before)

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
    info: Info,
    kind: Kind,
    dataset: evidence.Dataset,
    first: First,
    after: After,
    last: Last,
    before: Before,
) -> Page[Any]:
    snapshot = info.context.snapshot
    chosen = [each for each in snapshot.in_order(kind, info.context.languages) if each.dataset is dataset]
    order = order_for(info.context)
    gone = partial(place_by_name, snapshot, chosen, kind=kind, node=lambda entity: entity, order=order)
    return paginate(chosen, key_of, lambda entity: entity, first, after, last, before, gone)


@strawberry.interface(description="What all entities of the knowledge base have in common.")
class Entity(Recorded, Node):
    slug: str = told(entities.Entity.slug)
    name: Any = told_in(entities.Entity.name, type_=str)
    aliases: Any = aliases_in(LONG)
    description: Any = told_in(entities.Entity.description, LONG)
    definition: Any = told_in(entities.Entity.definition, LONG)
    scope_note: Any = told_in(entities.Entity.scope_note, LONG)

    @strawberry.field(
        description="The language of `name` and `aliases`, as a BCP 47 tag: that which is wanted where they are told "
        "in it, else the nearest."
    )
    def name_language(parent: strawberry.Parent[entities.Entity], info: Info, language: InLanguage = None) -> str:
        return language_of(parent, info.context, language)

    @strawberry.field(
        description="The language of `description`, which may be another than that of the name; null where there is "
        "no description."
    )
    def description_language(
        parent: strawberry.Parent[entities.Entity], info: Info, language: InLanguage = None
    ) -> str | None:
        return language_of_text(parent, "description", info.context, language)

    @strawberry.field(
        description="What it is called in other languages than that of its dataset, by language; where several "
        "datasets tell it, that of its own comes first.",
        graphql_type=list["Translation"],
        directives=[ListSize(assumed_size=30)],
    )
    def translations(parent: strawberry.Parent[entities.Entity], info: Info) -> list[TranslationRecord]:
        return [*info.context.snapshot.translations.each(parent)]

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


@strawberry.type(description="What an entity is called in another language than that of its dataset.")
class Translation:
    language: str = told(TranslationRecord.language)
    name: str = strawberry.field(description="The preferred name in it.")
    aliases: list[str] = strawberry.field(description="Other names in use.", directives=[LONG])
    description: str | None = strawberry.field(
        description="What it is, in a sentence or two; null if nobody wrote that.", directives=[LONG]
    )
    definition: str | None = strawberry.field(description="A formal definition, null if none.", directives=[LONG])
    scope_note: str | None = strawberry.field(
        description="What is and is not meant by it, null if nobody wrote that.", directives=[LONG]
    )
    dataset: Dataset = strawberry.field(description="The dataset that tells it.")
    basis: Basis = strawberry.field(description="Why it is believed.")
    citations: list[Citation] = strawberry.field(description="Its sources.", directives=[FEW])


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
