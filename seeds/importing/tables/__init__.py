"""Reads the tables of others by a mapping: which columns are which fields of which records and links."""

from seeds.importing.tables.importing import read_tables
from seeds.importing.tables.mapping import TableMapping, read_mapping

__all__ = ("TableMapping", "read_mapping", "read_tables")
