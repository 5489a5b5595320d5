"""SKOS concept schemes: read as skills, roles and groups, in any of the usual forms of RDF, and written again."""

from seeds.importing.skos.reading import read_skos
from seeds.importing.skos.writing import export_skos

__all__ = ["export_skos", "read_skos"]
