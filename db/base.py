"""The declarative base with its naming of constraints, and the kinds of columns that tables are made of."""

import hashlib
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from knowledge.model.declaring import NAME_LENGTH, SLUG_LENGTH

CHOICE_LENGTH = 32
LONGEST_NAME = 63  # bytes of a name that PostgreSQL tells from others
DIGEST_LENGTH = 8


def _short(name: str) -> str:
    """The name, with a digest of it in the place of what is too long: the same on every database."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - DIGEST_LENGTH - 1]}_{hashlib.sha256(name.encode()).hexdigest()[:DIGEST_LENGTH]}"


def _foreign_key(constraint: Any, table: Table) -> str:
    return _short("_".join(("fk", table.name, *constraint.column_keys)))


def _check(constraint: Any, table: Table) -> str:
    return _short(f"ck_{table.name}_{constraint.name}")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "short_constraint_name": _check,
            "ck": "%(short_constraint_name)s",
            "foreign_key": _foreign_key,
            "fk": "%(foreign_key)s",
            "pk": "pk_%(table_name)s",
        }
    )


def choice_type(values: type[StrEnum], name: str = "") -> Enum:
    """The type of a column that holds one of `values`, as text with a check constraint."""
    return Enum(
        values, native_enum=False, create_constraint=True, length=CHOICE_LENGTH, name=name or values.__name__.lower()
    )


def choice(values: type[StrEnum], **options: Any) -> MappedColumn[Any]:
    return mapped_column(choice_type(values), **options)


def name(**options: Any) -> MappedColumn[Any]:
    return mapped_column(String(NAME_LENGTH), **options)


def text(**options: Any) -> MappedColumn[Any]:
    return mapped_column(Text, **options)


def slug(**options: Any) -> MappedColumn[Any]:
    return mapped_column(String(SLUG_LENGTH), **options)
