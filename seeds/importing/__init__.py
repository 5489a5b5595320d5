"""Importers: published classifications, read as they are shipped, become ordinary seeds."""
