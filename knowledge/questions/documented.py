"""What sources and curators say of moves from one role to another, and which of it counts most.

Several moves may be documented from one role to another, of different kinds and on different grounds. All of them hold:
the move is believed on every ground that one of them has. The **strongest** is one that a source states before one that
a curator infers, then the one that its source ranks first, then the one that its record tells first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from knowledge.model.entities import CareerMove, Role
from knowledge.model.vocabulary import Basis

STRENGTH = {Basis.STATED: 0, Basis.INFERRED: 1, Basis.COMPUTED: 2}
UNRANKED = float("inf")


def documented_moves(source: Role, target: Role) -> tuple[CareerMove, ...]:
    """The documented moves from `source` to `target`, strongest first."""
    return _by_strength(move for move in source.moves_out if move.to_role is target)


def strongest(source: Role, target: Role) -> CareerMove | None:
    """The strongest documented move from `source` to `target`, None if nobody tells of one."""
    return next(iter(documented_moves(source, target)), None)


def grounds(source: Role) -> Mapping[Role, Set[Basis]]:
    """The grounds on which moves from `source` are documented, by target."""
    found: dict[Role, set[Basis]] = defaultdict(set)
    for move in source.moves_out:
        found[move.to_role].add(move.basis)
    return dict(found)


def _by_strength(moves: Iterable[CareerMove]) -> tuple[CareerMove, ...]:
    return tuple(sorted(moves, key=lambda move: (STRENGTH[move.basis], UNRANKED if move.rank is None else move.rank)))
