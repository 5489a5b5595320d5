"""When revisions are due in a soak, so that as many as are wanted fit into its time."""

from dataclasses import dataclass

SPARE = 0.9  # of the time by which all of them are due: what held the last ones up is made up for in the rest
SHORTEST_SECONDS = 0.3  # between two of them


@dataclass(frozen=True, slots=True)
class Timetable:
    """`wanted` revisions in `seconds`, one after the other at even times."""

    wanted: int
    seconds: float

    def pause(self, loaded: int, passed: float) -> float:
        """How long to wait for the next one, `passed` seconds after the first was due: what is late comes soon."""
        every = SPARE * self.seconds / max(1, self.wanted)
        return max(SHORTEST_SECONDS, every * (loaded + 1) - passed)
