"""Who has an identifier, of what is stored now."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, Select, String, literal, select, type_coerce

from db.tables import DATASET, ENTITY, FORMS
from knowledge.model.vocabulary import GroupScheme, Kind, Status

AT_ONCE = 500  # values that a query names
SLUG = "slug"  # the scheme of our own names
(EXTERNAL,) = [each.table for each in ENTITY.parts if each.field == "external_ids"]
ENTITIES = ENTITY.table
GROUPS = FORMS[Kind.ROLE_GROUP].heads[-1].table

Found = tuple[Kind, str, str, str, bool]
"""The kind of a record, its identifier, its slug, its dataset, and whether it is active."""


def holders(connection: Connection, scheme: str, values: Collection[str]) -> Iterator[Found]:
    """The records that have any of these identifiers of a scheme, or are called so where it is `slug`.

    Where it is that of a classification, the groups with these codes, too.
    """
    ordered = sorted(set(values))
    for start in range(0, len(ordered), AT_ONCE):
        for query in _queries(scheme, ordered[start : start + AT_ONCE]):
            for row in connection.execute(query):
                yield Kind(row.kind), row.identifier, row.slug, row.dataset, row.status == Status.ACTIVE


def known_schemes(connection: Connection, values: Collection[str]) -> dict[str, int]:
    """How many of these values are identifiers of each scheme, or codes of groups of each classification."""
    found: dict[str, set[str]] = defaultdict(set)
    ordered = sorted(set(values))
    for start in range(0, len(ordered), AT_ONCE):
        chunk = ordered[start : start + AT_ONCE]
        external = select(EXTERNAL.c.scheme, EXTERNAL.c.identifier).where(EXTERNAL.c.identifier.in_(chunk))
        scheme = type_coerce(GROUPS.c.scheme, String)
        codes = select(scheme, GROUPS.c.code).where(GROUPS.c.code.in_(chunk))
        slugs = select(literal(SLUG), ENTITIES.c.slug).where(ENTITIES.c.slug.in_(chunk))
        for query in (external, codes, slugs):
            for name, value in connection.execute(query):
                found[name.lower() if query is codes else name].add(value)
    return {scheme: len(held) for scheme, held in found.items()}


def _queries(scheme: str, values: Sequence[str]) -> Iterator[Select[tuple[str, str, str, str, str]]]:
    kind = type_coerce(ENTITIES.c.kind, String).label("kind")
    status = type_coerce(ENTITIES.c.status, String).label("status")
    dataset = DATASET.table.c.slug.label("dataset")
    declared = DATASET.table.c.id == ENTITIES.c.dataset_id
    if scheme == SLUG:
        own = ENTITIES.c.slug
        yield (
            select(kind, own.label("identifier"), own, status, dataset)
            .join(DATASET.table, declared)
            .where(own.in_(values))
        )
        return
    yield (
        select(kind, EXTERNAL.c.identifier, ENTITIES.c.slug, status, dataset)
        .join(EXTERNAL, EXTERNAL.c.entity_id == ENTITIES.c.id)
        .join(DATASET.table, declared)
        .where(EXTERNAL.c.scheme == scheme, EXTERNAL.c.identifier.in_(values))
    )
    if scheme.upper() in GroupScheme.__members__:
        yield (
            select(kind, GROUPS.c.code.label("identifier"), ENTITIES.c.slug, status, dataset)
            .join(GROUPS, GROUPS.c.id == ENTITIES.c.id)
            .join(DATASET.table, declared)
            .where(GROUPS.c.scheme == scheme.upper(), GROUPS.c.code.in_(values))
        )
