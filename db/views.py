"""Views for people who ask in SQL: what is usually joined, joined. They are made of the model, after each migration.

`…_records` has one row a record of a kind, `…_facts` one row a link, `fact_sources` the citations of both. Slugs stand
in place of ids. The program itself reads none of them.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Table, inspect, select

from db.tables import CITATION, DATASET, ENTITY, EVIDENCE, FORMS, SOURCE, Shape
from knowledge.model.kinds import KINDS, KindOf, Part, Reference, Scalar

ENDINGS = ("_records", "_facts", "fact_sources")


def views() -> dict[str, Select[Any]]:
    """The definition of each view by its name."""
    found = {}
    for kind, form in FORMS.items():
        if KINDS[kind].is_entity:
            found[f"{KINDS[kind].table}_records"] = _records(form.heads[-1])
            for many in KINDS[kind].lists:
                if many.item.evident or many.item.reference:
                    (shape,) = [each for each in form.parts if each.table.name == many.item.table]
                    found[f"{many.item.table}_facts"] = _facts(shape, many.item, KINDS[kind])
    found["fact_sources"] = (
        select(
            CITATION.c.evidence_id,
            EVIDENCE.c.basis,
            SOURCE.table.c.slug.label("source"),
            SOURCE.table.c.title,
            CITATION.c.section,
        )
        .join(EVIDENCE, EVIDENCE.c.id == CITATION.c.evidence_id)
        .join(SOURCE.table, SOURCE.table.c.id == CITATION.c.source_id)
    )
    return found


def _records(shape: Shape) -> Select[Any]:
    """A row for each record of a kind, with the fields that hold one value."""
    entity, own, dataset = ENTITY.table, shape.table, DATASET.table
    joined = own.join(entity, entity.c.id == own.c.id).join(dataset, dataset.c.id == entity.c.dataset_id)
    columns: list[Any] = [entity.c.slug, dataset.c.slug.label("dataset")]
    columns += [entity.c[each.key] for each in ENTITY.scalars if each.key != "slug"]
    columns += [own.c[each.key] for each in shape.scalars]
    for table, reference in ((entity, each) for each in ENTITY.references if each.key != "dataset"):
        joined, column = _named(joined, table, reference)
        columns.append(column)
    for reference in shape.references:
        joined, column = _named(joined, own, reference)
        columns.append(column)
    return select(*columns, EVIDENCE.c.basis, entity.c.evidence_id).select_from(
        joined.join(EVIDENCE, EVIDENCE.c.id == entity.c.evidence_id)
    )


def _named(joined: Any, table: Table, reference: Reference) -> tuple[Any, Any]:
    """The tables with the entity that a column refers to, and its slug."""
    other = ENTITY.table.alias(f"of_{reference.name}")
    return joined.outerjoin(other, other.c.id == table.c[reference.column]), other.c.slug.label(reference.name)


def _facts(shape: Shape, part: Part, kind: KindOf) -> Select[Any]:
    """A row for each link: slugs and names of its ends, and what it says; of an extension, by which dataset, too."""
    table = shape.table
    told, near, far = (ENTITY.table.alias(name) for name in ("told", "near", "far"))
    columns: list[Any] = []
    if kind.extends:
        head, dataset = FORMS[kind.kind].heads[-1].table, DATASET.table
        joined: FromClause = table.join(told, told.c.id == table.c[shape.owners[0][0]])
        joined = joined.join(head, head.c.id == told.c.id).join(near, near.c.id == head.c[kind.extends.column])
        joined = joined.join(dataset, dataset.c.id == told.c.dataset_id)
        columns.append(dataset.c.slug.label("dataset"))
        owner = kind.extends.key
    else:
        told, owner = near, kind.table
        joined = table.join(near, near.c.id == table.c[shape.owners[0][0]])
    ends = {part.owner or owner: near}
    for reference in shape.references:
        joined = joined.join(far, far.c.id == table.c[reference.column])
        ends[KINDS[reference.kind].table if part.bare and reference.kind else reference.name] = far
    for name, end in ends.items():
        columns += [end.c.slug.label(name), end.c.name.label(f"{name}_name")]
    columns += [table.c[each.key] for each in part.fields if isinstance(each, Scalar)]
    evidence = table if part.evident else told
    return select(*columns, EVIDENCE.c.basis, evidence.c.evidence_id).select_from(
        joined.join(EVIDENCE, EVIDENCE.c.id == evidence.c.evidence_id)
    )


def drop_views(connection: Connection) -> None:
    """Take away the views, so that tables can be changed."""
    for name in _there(connection):
        connection.exec_driver_sql(f'DROP VIEW "{name}"')


def create_views(connection: Connection) -> None:
    for name, query in views().items():
        connection.exec_driver_sql(f'CREATE VIEW "{name}" AS {query.compile(dialect=connection.dialect)}')


def _there(connection: Connection) -> Iterator[str]:
    return (name for name in inspect(connection).get_view_names() if name.endswith(ENDINGS))
