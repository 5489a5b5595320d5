"""The entities of a kind that a list has: those that a filter accepts, in the order that is asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import strawberry

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.likeness.preparation import job_zone
from knowledge.model.vocabulary import Kind, Status
from knowledge.questions.hierarchy import Wanted, hierarchy
from knowledge.questions.search import search
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.spelling import words_of
from schema.entity import KINDS
from schema.enums import EntityOrderField, OrderDirection, RoleOrderField
from schema.filters import EntityFilter
from schema.learning_enums import LearningResourceOrderField

SURE_ENOUGH = 0.5  # for what has not the text of a filter in its name


@strawberry.input(description="How a list of entities is sorted.")
class EntityOrder:
    field: EntityOrderField = strawberry.field(default=EntityOrderField.NAME, description="What to sort by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="In which direction.")


@strawberry.input(description="How a list of roles is sorted.")
class RoleOrder:
    field: RoleOrderField = strawberry.field(default=RoleOrderField.NAME, description="What to sort by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="In which direction.")


@strawberry.input(description="How a list of learning resources is sorted.")
class LearningResourceOrder:
    field: LearningResourceOrderField = strawberry.field(
        default=LearningResourceOrderField.NAME, description="What to sort by."
    )
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="In which direction.")


Order = EntityOrder | RoleOrder | LearningResourceOrder | None


def select(
    snapshot: Snapshot,
    kind: Kind,
    wanted: EntityFilter | None,
    order: Order,
    slugs: Sequence[str] | None = None,
    languages: tuple[str, ...] = (),
) -> list[Any] | tuple[Any, ...]:
    """The entities of a kind that a filter accepts, in order; snapshots hold them by name already.

    Names are those that they have for who reads the `languages`.

    With `slugs`, those of them that there are, in that order unless another is asked for, and also deprecated ones
    unless the filter says otherwise. Raises `NotFound` and `BadInput`.
    """
    if wanted is None and order is None and slugs is None:
        return snapshot.in_order(kind, languages)
    filter = wanted or EntityFilter(status=None if slugs is not None else Status.ACTIVE)
    accepts = filter.acceptors(snapshot)
    found = _found(snapshot, kind, filter, order, languages)
    deadline.check()
    chosen = [entity for entity in _candidates(snapshot, kind, filter, slugs) if all(each(entity) for each in accepts)]
    if found is not None:
        chosen = [entity for entity in chosen if entity in found]
    if order is not None:
        descends = order.direction is OrderDirection.DESC
        key = _key(snapshot, kind, order.field.value, descends=descends, found=found or {}, languages=languages)
        chosen.sort(key=lambda entity: entity.slug)
        chosen.sort(key=key, reverse=descends)
    elif languages and slugs is None:
        chosen.sort(key=partial(snapshot.translations.order, languages=languages))
    return chosen


def _candidates(snapshot: Snapshot, kind: Kind, filter: EntityFilter, slugs: Sequence[str] | None) -> Iterable[Any]:
    everything = snapshot.by_kind[kind]
    named = None if filter.name_contains is None else snapshot.names(kind).containing(filter.name_contains)
    if slugs is None:
        return everything.values() if named is None else named
    asked = [everything[slug] for slug in dict.fromkeys(slugs) if slug in everything]
    if named is None:
        return asked
    containing = set(named)
    return [entity for entity in asked if entity in containing]


def _found(
    snapshot: Snapshot, kind: Kind, filter: EntityFilter, order: Order, languages: tuple[str, ...]
) -> dict[Any, int] | None:
    """The places of what the search finds by the text of a filter, best first; None where none is asked for."""
    if filter.text is not None:
        if not filter.text.strip():
            raise BadInput("text is blank: say what to look for, or leave it out for all.", ["filter", "text"])
        hits = search(snapshot, filter.text, [kind], filter.dataset, languages=languages)
        sure = [each.entity for each in hits if each.confidence >= SURE_ENOUGH]
        named = snapshot.names(kind).containing(filter.text) if words_of(filter.text) else ()
        wanted = dict.fromkeys((*sure, *named)) or dict.fromkeys(each.entity for each in hits)
        return {entity: place for place, entity in enumerate(wanted)}
    if order is not None and order.field.value == RELEVANCE:
        raise BadInput("RELEVANCE sorts by how well filter.text fits: give that, too.", ["orderBy", "field"])
    return None


RELEVANCE, UNKNOWN = "RELEVANCE", 10
ENDLESS = float("inf")  # hours, which come after all that are known
KEYS: Mapping[str, Callable[[Any], Any]] = {
    "SLUG": lambda entity: entity.slug,
    "DATASET": lambda entity: entity.dataset.slug,
    "SKILLS": lambda role: len(role.skills),
    "ROLES": lambda entity: len(entity.roles),
}


def _name(snapshot: Snapshot, languages: tuple[str, ...]) -> Callable[[Any], Any]:
    """By what entities are sorted where it is by name."""
    if not languages:
        return lambda entity: entity.name.casefold()
    return lambda entity: snapshot.translations.order(entity, languages)[:-1]


def _key(
    snapshot: Snapshot,
    kind: Kind,
    field: str,
    *,
    descends: bool,
    found: Mapping[Any, int],
    languages: tuple[str, ...],
) -> Callable[[Any], Any]:
    """By what entities are sorted. Where nobody knows the job zone, or the hours, they come last in both directions."""
    if field == "NAME":
        return _name(snapshot, languages)
    if field == "ROLES" and kind is Kind.ROLE_GROUP:  # which has the roles of all groups under it
        return hierarchy(snapshot, Wanted(kind)).role_counts.__getitem__
    if field == RELEVANCE:
        return lambda entity: found[entity]
    if field == "JOB_ZONE":
        return lambda role: job_zone(role) or (0 if descends else UNKNOWN)
    if field == "HOURS":
        unknown = -1.0 if descends else ENDLESS
        return lambda resource: unknown if resource.maximum_hours is None else resource.maximum_hours
    return KEYS[field]


def place_of(
    snapshot: Snapshot, kind: Kind, order: Order, chosen: Sequence[Any], languages: tuple[str, ...], key: str
) -> int | None:
    """How many of the chosen come before an entity that has left them, None where that cannot be said."""
    name, _, slug = key.partition(":")
    gone: Any = snapshot.by_kind[kind].get(slug) if KINDS.get(name) is kind else None
    field = "NAME" if order is None else order.field.value
    if gone is None or field == RELEVANCE:
        return None
    descends = order is not None and order.direction is OrderDirection.DESC
    by = _key(snapshot, kind, field, descends=descends, found={}, languages=languages)
    where = by(gone)

    def is_before(entity: Any) -> bool:
        here = by(entity)
        return bool(entity.slug < slug if here == where else (here > where) == descends)

    return sum(map(is_before, chosen))
