"""The declarative base and the kinds of columns that the tables are made of.

Columns carry in `info` how they appear in a record, so that `db.codec` translates between records and rows
without a second list of fields.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, ForeignKeyConstraint, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from knowledge.vocabulary import Kind

SLUG_LENGTH = 200
NAME_LENGTH = 500


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def choice(values: type[StrEnum], **options: Any) -> MappedColumn[Any]:
    """A column that holds one of `values`, as text with a check constraint."""
    name = options.pop("name", values.__name__.lower())
    kind = Enum(values, native_enum=False, create_constraint=True, length=32, name=name)
    return mapped_column(kind, **options)


def text(**options: Any) -> MappedColumn[Any]:
    return mapped_column(Text, **options)


def name(**options: Any) -> MappedColumn[Any]:
    return mapped_column(String(NAME_LENGTH), **options)


def slug(**options: Any) -> MappedColumn[Any]:
    return mapped_column(String(SLUG_LENGTH), **options)


def owner(table: str) -> MappedColumn[int]:
    """The record that a row is part of. The row lives and dies with it."""
    return mapped_column(
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info={"owner": "id"},
    )


def reference(table: str, *, key: str | None = None, within: bool = False, **options: Any) -> MappedColumn[Any]:
    """Another record, given by its slug in records. `key` is the record's field; default the column less `_id`.

    A reference `within` its own table is checked at the end of the transaction, so that rows come in any order.
    """
    return mapped_column(
        ForeignKey(f"{table}.id", deferrable=within or None, initially="DEFERRED" if within else None),
        info={"reference": Kind[table.upper()], "key": key},
        **options,
    )


def evidence() -> MappedColumn[int]:
    """The basis and the citations of the row."""
    return mapped_column(ForeignKey("evidence.id"), info={"evidence": True})


def position() -> MappedColumn[int]:
    """The place of the row in the list that it comes from."""
    return mapped_column(info={"position": True})


def part(field: str) -> dict[str, Any]:
    """Table arguments of a table that holds the list `field` of a record."""
    return {"info": {"field": field}}


def entity_id() -> MappedColumn[int]:
    return mapped_column(primary_key=True, autoincrement=False)


def entity_kind(kind: Kind) -> MappedColumn[str]:
    """A constant that makes it impossible for the row to extend an entity of another kind."""
    return mapped_column(String(32), default=kind.value, info={"constant": kind.value})


def extends_entity(kind: Kind, *more: Any) -> tuple[Any, ...]:
    """Table arguments of a table that extends `entity` with the columns of one kind."""
    return (
        ForeignKeyConstraint(["id", "kind"], ["entity.id", "entity.kind"], ondelete="CASCADE"),
        CheckConstraint(f"kind = '{kind.value}'", name="kind"),
        *more,
        {"info": {"kind": kind}},
    )
