"""Our server with nothing compiled, graphql-core's executor answers all: to compare with, in peers.py."""

from api.cli import app
from schema.document import Document


def _nothing(*_: object) -> None:
    """No operation is compiled."""


if __name__ == "__main__":
    Document._compiled = _nothing  # type: ignore[method-assign,assignment]  # that is the point
    app(["serve"])
