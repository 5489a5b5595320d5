"""The declarative base with its naming of constraints, and the kinds of columns that tables are made of."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from knowledge.model.declaring import NAME_LENGTH, SLUG_LENGTH

CHOICE_LENGTH = 32


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
