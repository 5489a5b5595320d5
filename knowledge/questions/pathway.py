"""Routes from one role to another over several moves.

The difficulty of a move is its gap, 1 minus feasibility. The difficulty of a route is the fourth root of the sum of the
fourth powers of its gaps: one great step is harder than the same distance in small ones, and a route of one move is as
difficult as the move. Routes lead over the nearest transitions of each role and over documented moves
(`likeness.network`), and take no step that is out of reach on its own, but for hard ones to a profession for whose
licence a law lays down the training, which nobody comes by in another way. A route with such a step is not feasible,
and says so. They are told where they are easier than the direct move, or where that is out of reach itself: then the
easiest ladder is the best that there is. No two of them share a stop on the way. Among more than `MOST_ROLES` roles
they pass only through those near either end.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.likeness.feasibility import BANDS
from knowledge.likeness.network import DIGITS, NEAREST, Edges, Network
from knowledge.model.entities import Role
from knowledge.model.vocabulary import MoveKind
from knowledge.questions.move import Move
from knowledge.questions.transition import Barrier
from knowledge.sentences import joined, listed, say
from knowledge.snapshot.snapshot import MOST_ROLES, Snapshot

POWER = 4
LEAST_STEP = BANDS[1][0]  # the feasibility from which a move is within reach; documented moves always are
LEAST_STUDY = BANDS[2][0]  # the same of a move through a training that a law lays down,
MOST_PREPARED = 1 / 4  # and how much more preparation it may take, 0 to 1: a job zone
DETOUR = 0.05  # how much more difficult than the direct move a ladder may be that leads through such a training
MOST_MOVES, MOST_PATHS = 6, 10
MOST_NAMED = 3  # roles that are told from which the target is reached
CANDIDATES = 60  # roles nearest to each end that routes may pass through, among more

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CareerPath:
    """A route. `difficulty` is 0 (no gap anywhere) to the fourth root of the number of moves.

    `whole` is the move from its beginning to its end: what that takes is to be had on the way, whatever the rungs are.
    `easier` is how much less difficult it is than the direct move, 0 for the direct move itself, below 0 for a ladder
    where the direct move is out of reach. `feasible` is whether each of its moves is within reach on its own. `reason`
    says, where the direct move is the only answer, why there is no other, and of a ladder, why it is not feasible.
    """

    moves: tuple[Move, ...]
    whole: Move
    difficulty: float
    easier: float
    feasible: bool
    reason: str | None = None

    @property
    def direct(self) -> bool:
        return len(self.moves) == 1

    @property
    def gates(self) -> list[Barrier]:
        """What one cannot begin without on the way, move by move."""
        return [each for move in self.moves for each in move.barriers if each.is_gate]


def career_paths(snapshot: Snapshot, from_slug: str, to_slug: str, max_moves: int, first: int) -> list[CareerPath]:
    """The easiest routes over at most `max_moves` moves, easiest first, at most `first` of them.

    The direct move comes last, after all that are easier, if there is room for it: alone, it is the best that there is.
    From a role to itself it is the only one, without a gap. Raises `NotFound` for an unknown slug, `BadInput` for
    `max_moves` outside 1 to 6 and for `first` outside 1 to 10.
    """
    source, target = snapshot.role(from_slug, ["from"]), snapshot.role(to_slug, ["to"])
    if not 1 <= max_moves <= MOST_MOVES:
        raise BadInput(f"maxMoves is 1 to {MOST_MOVES}, not {max_moves}.", ["maxMoves"])
    if not 1 <= first <= MOST_PATHS:
        raise BadInput(f"first is 1 to {MOST_PATHS}, not {first}.", ["first"])
    jump = _move(snapshot, source, target)
    if source is target:
        return [CareerPath((jump,), jump, 0.0, 0.0, feasible=True, reason=say("It is the same role."))]
    difficulty = 1 - jump.feasibility
    found: list[CareerPath] = []
    reason = None
    if max_moves > 1:
        routes = _Routes(snapshot, source, target)
        limit = difficulty if _feasible(jump) else math.inf
        ladders = (
            CareerPath(moves, jump, hardness, difficulty - hardness, all(map(_feasible, moves)), _taken(moves))
            for moves, hardness in routes.easiest(max_moves, limit)
        )
        found = [*islice((each for each in ladders if each.feasible or each.easier >= -DETOUR), first)]
        if not found:
            reason = routes.why_none(jump, max_moves)
    if len(found) < first:
        found.append(CareerPath((jump,), jump, difficulty, 0.0, _feasible(jump), reason))
    return found


def _move(snapshot: Snapshot, source: Role, target: Role) -> Move:
    return Move(snapshot, source, target, snapshot.ranking.feasibility(source, target))


def _feasible(move: Move) -> bool:
    """Whether a move is within reach: what a source calls related, and no move, is not documented."""
    documented = any(each.move_kind is not MoveKind.RELATED for each in move.documented_moves)
    return documented or move.feasibility >= LEAST_STEP


def _taken(moves: Sequence[Move]) -> str | None:
    """Which steps of a ladder are not within reach, in words; None if all are."""
    hard = [move.target for move in moves if not _feasible(move)]
    if not hard:
        return None
    return say(
        "On the way a training of some years is to be had, which nothing stands for: that of {roles}.",
        roles=listed(hard),
    )


class _Routes:
    """The ways from a source to a target over stops in a network."""

    def __init__(self, snapshot: Snapshot, source: Role, target: Role):
        self._snapshot, self._ranking = snapshot, snapshot.ranking
        self._source, self._target = source, target
        edges = self._network().edges
        row = self._ranking.row(source)
        if row is None:  # it is deprecated: moves lead away from it, but none to it
            row = len(self._ranking.roles)
            feasibilities = np.round(self._ranking.feasibilities(source), DIGITS)
            targets = self._ranking.best(feasibilities, self._ranking.others(source))[:NEAREST]
            edges = edges.joined(Edges.of(row, targets, feasibilities[targets]))
        self._start, self._goal = row, self._ranking.row(target)
        usable = edges.documented | (edges.feasibilities >= LEAST_STEP) | self._studies(edges)
        self._edges = edges.only(usable & ~((edges.sources == row) & (edges.targets == self._goal)))
        told = np.fromiter(
            (each.is_described for each in self._ranking.roles), dtype=np.bool_, count=len(self._ranking.roles)
        )
        # residual roles, such as O*NET's "All Other", are no rungs
        self._closed = ~(self._ranking.others(source) & self._ranking.others(target) & told)

    def _studies(self, edges: Edges) -> NDArray[np.bool_]:
        """Which moves are hard because a law lays down how long one trains for what they lead to."""
        found = np.zeros(len(edges.targets), dtype=np.bool_)
        for place in np.flatnonzero((edges.feasibilities >= LEAST_STUDY) & (edges.feasibilities < LEAST_STEP)).tolist():
            row = int(edges.sources[place])
            source = self._ranking.roles[row] if row < len(self._ranking.roles) else self._source
            found[place] = self._is_study(source, self._ranking.roles[edges.targets[place]])
        return found

    def _is_study(self, source: Role, target: Role) -> bool:
        """Whether somebody who is prepared for it trains for a licence in a move."""
        ours, theirs = (self._ranking.standing(role).preparation for role in (source, target))
        near = ours is not None and theirs is not None and theirs - ours <= MOST_PREPARED
        return near and self._ranking.training(source, target) > 0

    def _network(self) -> Network:
        if len(self._ranking.roles) <= MOST_ROLES:
            return self._snapshot.network
        reachable = self._ranking.feasibilities(self._source)
        alike = self._ranking.likenesses(self._target)
        nearest = [
            self._ranking.best(np.round(values, DIGITS), self._ranking.others(role))[:CANDIDATES]
            for role, values in ((self._source, reachable), (self._target, alike))
        ]
        ends = [row for role in (self._source, self._target) if (row := self._ranking.row(role)) is not None]
        return Network(self._ranking, np.concatenate((*nearest, np.array(ends, dtype=np.int64))))

    def easiest(self, max_moves: int, limit: float) -> Iterator[tuple[tuple[Move, ...], float]]:
        """Routes of two or more moves that are easier than `limit`, easiest first, with their difficulty."""
        while (stops := self._stops(max_moves)) is not None:
            deadline.check()
            moves = tuple(self._moves(stops))
            difficulty = sum((1 - move.feasibility) ** POWER for move in moves) ** (1 / POWER)
            if difficulty >= limit:
                return
            yield moves, difficulty
            for row in stops[:-1]:
                self._closed |= ~self._ranking.others(self._ranking.roles[row])

    def why_none(self, jump: Move, max_moves: int) -> str:
        """Why there is no route but the direct move, in words."""
        source, target = self._source, self._target
        if _feasible(jump):
            return say(
                "The move from {source} to {target} is within reach as it is; no way round makes it easier.",
                source=source,
                target=target,
            )
        if self._goal is None:
            return say("{role} is no longer in use: no moves are worked out that lead to it.", role=target)
        into = self._edges.only(self._edges.targets == self._goal)
        if not len(into.sources):
            return say("No role is known from which {role} is within reach in one move.", role=target)
        nearest = into.sources[np.argsort(-into.feasibilities, kind="stable")][:MOST_NAMED]
        near = [self._ranking.roles[row] for row in nearest.tolist() if row < len(self._ranking.roles)]
        return say(
            "No {most} moves, each within reach, lead from {source} to {target}. "
            "It is reached from: {names}; none of these is reached from {source} in time.",
            most=max_moves,
            source=source,
            target=target,
            names=joined(near, ", "),
        )

    def _stops(self, max_moves: int) -> list[int] | None:
        """The rows on the easiest way, the goal among them: Bellman and Ford's algorithm, a round for each move."""
        if self._goal is None:
            return None
        closed = np.append(self._closed, True)
        closed[[self._start, self._goal]] = False
        edges = self._edges.only(~(closed[self._edges.sources] | closed[self._edges.targets]))
        if not len(edges.targets):
            return None
        costs = (1 - edges.feasibilities) ** POWER
        starts = np.flatnonzero(np.diff(edges.targets, prepend=-1))
        rounds = [np.full(len(closed), np.inf)]
        rounds[0][self._start] = 0.0
        for _ in range(max_moves):
            reached = np.full(len(closed), np.inf)
            reached[edges.targets[starts]] = np.minimum.reduceat(rounds[-1][edges.sources] + costs, starts)
            rounds.append(reached)
        length = min(range(len(rounds)), key=lambda each: rounds[each][self._goal])
        if math.isinf(rounds[length][self._goal]):
            return None
        stops = [self._goal]
        for reached in reversed(rounds[:length]):
            first, last = np.searchsorted(edges.targets, [stops[-1], stops[-1] + 1])
            best = first + int(np.argmin(reached[edges.sources[first:last]] + costs[first:last]))
            stops.append(int(edges.sources[best]))
        return stops[-2::-1]

    def _moves(self, stops: list[int]) -> Iterator[Move]:
        here = self._source
        for row in stops:
            there = self._ranking.roles[row]
            yield _move(self._snapshot, here, there)
            here = there
