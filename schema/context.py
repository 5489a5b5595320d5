"""What a request brings to the resolvers."""

from collections.abc import Callable, Sequence
from typing import Any

from strawberry.types import Info as StrawberryInfo

from knowledge.model.history import History
from knowledge.sentences import ENGLISH, Speaker
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.translations import Translations
from schema.limits import Limits

USUAL = Limits()

Speaking = Callable[[Sequence[str], Translations], Speaker]
"""Who says sentences to readers of some languages, best first, and calls records as the translations have it."""


def in_english(_: Sequence[str], __: Translations) -> Speaker:
    """Where nobody brings words of other languages."""
    return ENGLISH


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
        speaking: Speaking = in_english,
    ):
        self.snapshot = snapshot
        self.history = history
        self.at_revision = at_revision
        self.limits = limits  # what an answer may hold
        self.languages = languages  # of whoever asks, as `Translations.wanted` gives them
        self.hides_schema = hides_schema  # errors then suggest no names
        self._speaking = speaking

    def speaker(self, languages: Sequence[str]) -> Speaker:
        """Who says sentences to readers of these languages, best first."""
        return self._speaking(languages, self.snapshot.translations)


Info = StrawberryInfo[Context, Any]
