"""The moves that routes are made of: from each role to its nearest, to each role from its nearest, and documented ones.

What a source calls related, and no move, is among them, but counts as documented for nobody.

Feasibility is computed from every role to every other, a row at a time, and only the best of each row and column are
kept: memory grows with the number of roles, time with its square.
"""

import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.likeness.ranking import Ranking
from knowledge.model.entities import Role
from knowledge.model.vocabulary import MoveKind

NEAREST = 20  # moves that are kept from each role, and to each role
DIGITS = 9  # to which feasibilities are compared, so that the order does not hang on the rounding of sums

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Edges(NamedTuple):
    """Moves as rows of the ranking, in order of target and then of the source's slug, each once."""

    sources: Integers
    targets: Integers
    feasibilities: Floats
    documented: NDArray[np.bool_]

    @classmethod
    def of(cls, source: int, targets: Integers, feasibilities: Floats) -> "Edges":
        """Moves from one source, of which nobody asks whether they are documented."""
        return cls(np.full(len(targets), source), targets, feasibilities, np.zeros(len(targets), dtype=np.bool_))

    def only(self, wanted: NDArray[np.bool_] | Integers) -> "Edges":
        return Edges(self.sources[wanted], self.targets[wanted], self.feasibilities[wanted], self.documented[wanted])

    def joined(self, others: "Edges") -> "Edges":
        """Both, where `others` have sources of their own."""
        both = Edges(
            np.concatenate((self.sources, others.sources)),
            np.concatenate((self.targets, others.targets)),
            np.concatenate((self.feasibilities, others.feasibilities)),
            np.concatenate((self.documented, others.documented)),
        )
        return both.only(np.argsort(both.targets, kind="stable"))


class Network:
    """The moves among some roles of a ranking, all of them if `rows` is None. They are made when first asked for."""

    def __init__(self, ranking: Ranking, rows: Integers | None = None):
        self._ranking = ranking
        self._rows = np.arange(len(ranking.roles), dtype=np.int64) if rows is None else np.unique(rows)
        self._lock = threading.Lock()
        self._done = 0
        self._kept: dict[tuple[int, int], float] = {}  # by target and source
        self._documented: set[tuple[int, int]] = set()
        nobody = (min(NEAREST, len(self._rows)), len(self._rows))
        self._into = np.full(nobody, -1.0)
        self._least = np.full(nobody[1], -1.0)
        self._from = np.zeros(nobody, dtype=np.int64)
        self._edges: Edges | None = None

    @property
    def edges(self) -> Edges:
        """The moves. Whoever runs out of time leaves what is done to the next who asks."""
        for _ in self.steps():
            deadline.check()
        assert self._edges is not None
        return self._edges

    def steps(self) -> Iterator[None]:
        """Make the moves, from one role after the other."""
        while self._edges is None:
            with deadline.held(self._lock):
                if self._done < len(self._rows):
                    self._add(int(self._rows[self._done]))
                    self._done += 1
                elif self._edges is None:
                    self._edges = self._sorted()
            yield

    def _add(self, row: int) -> None:
        source = self._ranking.roles[row]
        feasibilities = np.round(self._ranking.feasibilities(source)[self._rows], DIGITS)
        feasibilities[~self._ranking.others(source)[self._rows]] = -1.0
        enough = max(0.0, float(np.partition(feasibilities, -len(self._into))[-len(self._into)]))
        best = self._ranking.best(feasibilities, feasibilities >= enough, self._rows)[:NEAREST]
        told = self._places({move.to_role for move in source.moves_out})
        moves = self._places({move.to_role for move in source.moves_out if move.move_kind is not MoveKind.RELATED})
        self._documented.update((int(self._rows[place]), row) for place in moves if feasibilities[place] >= 0)
        for place in {*best.tolist(), *told}:
            if feasibilities[place] >= 0:
                self._kept[int(self._rows[place]), row] = float(feasibilities[place])
        better = np.flatnonzero(feasibilities > self._least)
        worst = self._into[:, better].argmin(axis=0)
        self._into[worst, better] = feasibilities[better]
        self._from[worst, better] = row
        self._least[better] = self._into[:, better].min(axis=0)

    def _places(self, roles: set[Role]) -> Sequence[int]:
        wanted = [row for role in roles if (row := self._ranking.row(role)) is not None]
        found: list[int] = np.flatnonzero(np.isin(self._rows, wanted)).tolist() if wanted else []
        return found

    def _sorted(self) -> Edges:
        found = self._kept
        for place, target in enumerate(self._rows.tolist()):
            for source, feasibility in zip(self._from[:, place].tolist(), self._into[:, place].tolist(), strict=True):
                if feasibility >= 0:
                    found[target, source] = feasibility
        slugs = [role.slug for role in self._ranking.roles]
        order = sorted(found, key=lambda each: (each[0], slugs[each[1]]))
        edges = Edges(
            np.array([source for _, source in order], dtype=np.int64),
            np.array([target for target, _ in order], dtype=np.int64),
            np.array([found[each] for each in order], dtype=np.float64),
            np.array([each in self._documented for each in order], dtype=np.bool_),
        )
        self._kept, self._documented = {}, set()
        self._ranking.forget()
        return edges
