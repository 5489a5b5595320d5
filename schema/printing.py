"""The schema as text, as it is committed in `schema.graphql`."""

from pathlib import Path

from schema.query import schema

COMMITTED = Path(__file__).parent / "schema.graphql"


def printed() -> str:
    """The schema definition, as a file ends: with a line break."""
    return schema.as_str().rstrip() + "\n"
