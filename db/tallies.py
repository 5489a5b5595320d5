"""How much of each sort a dataset holds: its active records by kind, and the items of their lists."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, String, and_, func, select, type_coerce

from db.tables import DATASET, ENTITY, FORMS, Shape
from knowledge.model.vocabulary import Kind, Status

DATASETS, ENTITIES = DATASET.table, ENTITY.table


def active_records(connection: Connection, dataset: str) -> dict[Kind, int]:
    """How many active entities of each kind a dataset has."""
    kind = type_coerce(ENTITIES.c.kind, String)
    query = select(kind, func.count()).select_from(ENTITIES).where(_active_of(dataset)).group_by(kind)
    return {Kind(row[0]): row[1] for row in connection.execute(query)}


def items_of_active(connection: Connection, dataset: str, kind: Kind, field: str) -> int:
    """How many items the lists called `field` have in the active entities of a kind."""
    part, owner = _part(kind, field)
    query = select(func.count()).select_from(part.table).join(ENTITIES, ENTITIES.c.id == owner)
    return connection.execute(query.where(_active_of(dataset, kind))).scalar_one()


def values_of_active(connection: Connection, dataset: str, kind: Kind, field: str) -> Mapping[str, int]:
    """How often each value stands in the lists of plain values called `field`, in the active entities of a kind."""
    part, owner = _part(kind, field)
    assert part.bare is not None, "a list of plain values"
    value = part.table.c[part.bare.key]
    query = select(value, func.count()).select_from(part.table).join(ENTITIES, ENTITIES.c.id == owner)
    return {row[0]: row[1] for row in connection.execute(query.where(_active_of(dataset, kind)).group_by(value))}


def _part(kind: Kind, field: str) -> tuple[Shape, ColumnElement[int]]:
    """The table of a list, and its column that says which entity it belongs to."""
    (part,) = [each for each in FORMS[kind].parts if each.field == field]
    return part, part.table.c[part.owners[0][0]]


def _active_of(dataset: str, kind: Kind | None = None) -> ColumnElement[bool]:
    found = and_(
        ENTITIES.c.dataset_id == select(DATASETS.c.id).where(DATASETS.c.slug == dataset).scalar_subquery(),
        type_coerce(ENTITIES.c.status, String) == Status.ACTIVE.value,
    )
    return found if kind is None else and_(found, type_coerce(ENTITIES.c.kind, String) == kind.value)
