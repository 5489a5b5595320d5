"""What somebody may have meant by a slug that nothing has."""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind

SIMILAR_ENOUGH = 70  # rapidfuzz ratio, 0 to 100
MOST_HINTS = 200  # in one check: each looks at all slugs of a kind, and nobody reads more


class Nearest:
    """Finds the nearest of the slugs that there are, for the first `MOST_HINTS` that are looked for."""

    def __init__(self, slugs: Callable[[Kind], Sequence[str]]):
        self._slugs = slugs
        self._left = MOST_HINTS

    def hint(self, key: Key) -> str:
        """The end of a message that says what is near, empty if nothing is."""
        if not self._left:
            return ""
        self._left -= 1
        found = process.extractOne(key.slug, self._slugs(key.kind), scorer=fuzz.WRatio, score_cutoff=SIMILAR_ENOUGH)
        return f"; the nearest is {found[0]}" if found else ""
