"""How feasible a move gets while somebody learns for it, who is in the role that is left and has made the first steps.

Feasibility is more than what one learns: barriers stay, and a gate keeps what it keeps (`likeness.gates`). Learning
meets needs as the target has them, at its levels, and changes no weight.
"""

from collections.abc import Sequence

from knowledge import deadline
from knowledge.likeness.profile import Feature, Profile
from knowledge.model.entities import Entity, Role
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot


class Prospects:
    """The feasibilities of a move, by how many of the things are learned, in their order."""

    def __init__(self, snapshot: Snapshot, source: Role, target: Role, learned: Sequence[Entity]):
        self._snapshot, self._source, self._target = snapshot, source, target
        self._learned = learned
        self._found: dict[int, float] = {}

    def after(self, steps: int) -> float:
        """The feasibility after so many steps, 0 to 1."""
        if steps not in self._found:
            deadline.check()
            ranking = self._snapshot.ranking
            self._found[steps] = ranking.feasibility_holding(self._source, self._target, self._holding(steps))
        return self._found[steps]

    def _holding(self, steps: int) -> Profile:
        """What somebody holds by then: of what is learned, as the target needs it."""
        ours, theirs = self._snapshot.profiles[self._source], self._snapshot.profiles[self._target]
        features: dict[Kind, dict[Entity, Feature]] = {kind: dict(found) for kind, found in ours.features.items()}
        for key in self._learned[:steps]:
            needed = theirs.of(key.kind).get(key)
            if needed is not None:
                features[key.kind][key] = needed
        return Profile(self._source, features)
