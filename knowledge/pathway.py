"""Routes from one role to another over several moves.

The difficulty of a move is its gap, 1 minus feasibility. The difficulty of a route is the root of the sum of the
squares of its gaps: one great step is harder than the same distance in small ones, and a route of one move is as
difficult as the move. Routes lead over the nearest transitions of each role, over documented moves, and to the goal.
Among thousands of roles they pass only through candidates: those that are easiest to reach from the start, those most
like the goal, and what documented moves lead to from there.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

import rustworkx

from knowledge import deadline
from knowledge.entities import Role
from knowledge.errors import BadInput
from knowledge.moves import DIGITS, Move, transitions
from knowledge.snapshot import Snapshot
from knowledge.transition import Transition, between

NEAREST = 12  # transitions of each role that routes may use
CANDIDATES = 60  # roles nearest to each end that routes may pass through
MOST_MOVES, MOST_PATHS = 6, 10
MOST_EXPANSIONS = 20_000


@dataclass(frozen=True, slots=True)
class CareerPath:
    """A route. `difficulty` is 0 (no gap anywhere) to the root of the number of moves."""

    moves: tuple[Transition, ...]
    difficulty: float


def career_paths(snapshot: Snapshot, from_slug: str, to_slug: str, max_moves: int, first: int) -> list[CareerPath]:
    """The `first` easiest routes without a circle over at most `max_moves` moves, easiest first.

    The direct move is always one of those considered. Raises `NotFound` for an unknown slug, `BadInput` for equal
    roles, for `max_moves` outside 1 to 6 and for `first` outside 1 to 10.
    """
    source, target = snapshot.role(from_slug, ["from"]), snapshot.role(to_slug, ["to"])
    if source is target:
        raise BadInput("A path leads from one role to another: from and to are the same.", ["to"])
    if not 1 <= max_moves <= MOST_MOVES:
        raise BadInput(f"maxMoves is 1 to {MOST_MOVES}, not {max_moves}.", ["maxMoves"])
    if not 1 <= first <= MOST_PATHS:
        raise BadInput(f"first is 1 to {MOST_PATHS}, not {first}.", ["first"])
    network = _Network(snapshot, source, target)
    routes = (moves for _, moves in zip(range(first), network.easiest(max_moves), strict=False))
    explained = [tuple(move.explained for move in moves) for moves in routes]
    return [CareerPath(moves, math.sqrt(sum((1 - move.feasibility) ** 2 for move in moves))) for moves in explained]


class _Network:
    """The moves that routes from a source to a target may use."""

    def __init__(self, snapshot: Snapshot, source: Role, target: Role):
        self._source, self._target = source, target
        candidates = _candidates(snapshot, source, target)
        self._moves: dict[Role, list[Move]] = {}
        waiting = [source]
        while waiting:
            deadline.check()
            role = waiting.pop()
            if role in self._moves or role is target:
                continue
            documented = {move.to_role for move in role.moves_out}
            nearest = [move for move in transitions(snapshot, role.slug) if move.target in candidates]
            self._moves[role] = kept = [
                move
                for place, move in enumerate(nearest)
                if place < NEAREST or move.target in documented or move.target is target
            ]
            if all(move.target is not target for move in kept):  # it is deprecated, or the same as the role
                kept.append(Move(snapshot, role, target, between(snapshot, role, target).feasibility))
            waiting.extend(move.target for move in kept)
        self._least = self._least_costs()

    def _least_costs(self) -> dict[Role, float]:
        """The least sum of squared gaps from each role to the target, whatever the number of moves."""
        graph: rustworkx.PyDiGraph[Role, float] = rustworkx.PyDiGraph()
        nodes = {role: graph.add_node(role) for role in (*self._moves, self._target)}
        for role, moves in self._moves.items():
            for move in moves:
                graph.add_edge(nodes[move.target], nodes[role], _cost(move))  # against the direction of the move
        lengths = rustworkx.dijkstra_shortest_path_lengths(graph, nodes[self._target], lambda cost: cost)
        return {role: 0.0 if role is self._target else lengths[node] for role, node in nodes.items()}

    def easiest(self, max_moves: int) -> Iterator[tuple[Move, ...]]:
        """Routes in order of difficulty: best-first search with the least remaining cost as lower bound (A*)."""
        start: tuple[Move, ...] = ()
        queue: list[tuple[float, int, tuple[str, ...], float, Role, tuple[Move, ...]]] = [
            (self._least[self._source], 0, (), 0.0, self._source, start)
        ]
        for _ in range(MOST_EXPANSIONS):
            deadline.check()
            if not queue:
                return
            _, length, names, cost, role, route = heapq.heappop(queue)
            if role is self._target:
                yield route
                continue
            if length == max_moves:
                continue
            visited = {self._source, *(move.target for move in route)}
            for move in self._moves[role]:
                if move.target not in visited:
                    spent = cost + _cost(move)
                    bound = spent + self._least[move.target]
                    name = (*names, move.target.slug)
                    heapq.heappush(queue, (bound, length + 1, name, spent, move.target, (*route, move)))


def _cost(move: Move) -> float:
    return (1 - move.feasibility) ** 2


def _candidates(snapshot: Snapshot, source: Role, target: Role) -> set[Role]:
    """The roles that routes may pass through, and both ends."""
    reachable = [move.target for move in transitions(snapshot, source.slug)[:CANDIDATES]]
    alike = zip(snapshot.ranking.roles, snapshot.ranking.similarities(target).tolist(), strict=True)
    similar = sorted(alike, key=lambda each: (-round(each[1], DIGITS), each[0].slug))[:CANDIDATES]
    near = {source, target, *reachable, *(role for role, _ in similar)}
    return near | {move.to_role for role in near for move in role.moves_out if move.to_role.active}
