"""Seed files: their format, their validation, and loading them as revisions."""
