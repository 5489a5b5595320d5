"""What a request brings to the resolvers."""

from collections.abc import Callable
from typing import Any

from strawberry.types import Info as StrawberryInfo

from knowledge.model.history import History
from knowledge.snapshot.snapshot import Snapshot
from schema.limits import Limits

USUAL = Limits()


class Context:
    """One snapshot, from the start of a request to its end, and the way to older ones."""

    def __init__(
        self,
        snapshot: Snapshot,
        history: History,
        at_revision: Callable[[int], Snapshot],
        *,
        hides_schema: bool = False,
        limits: Limits = USUAL,
        languages: tuple[str, ...] = (),
    ):
        self.snapshot = snapshot
        self.history = history
        self.at_revision = at_revision
        self.limits = limits  # what an answer may hold
        self.languages = languages  # of whoever asks, as `Translations.wanted` gives them
        self.hides_schema = hides_schema  # errors then suggest no names


Info = StrawberryInfo[Context, Any]
