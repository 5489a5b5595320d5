"""Names of operations as labels of metrics and traces: not more than a few, whatever clients make up."""

MOST_LABELS = 100
LONGEST_LABEL = 60
ANONYMOUS, OTHER = "anonymous", "other"


class Labels:
    """The first names that were executed are labels; later ones are all `other`."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def label(self, name: str | None) -> str:
        if name is None:
            return ANONYMOUS
        if name not in self._known:
            if len(self._known) >= MOST_LABELS or len(name) > LONGEST_LABEL:
                return OTHER
            self._known.add(name)
        return name
