"""All moves from a role at once: how related each other role is, how feasible the move, in a few array operations.

The roles of each dataset are compared in figures of their own (`likeness.comparison`); here they stand together, all
active ones in one row, so that they can be ranked with each other.
"""

import math
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.likeness.barriers import BarrierKind, far
from knowledge.likeness.comparison import Comparison, View
from knowledge.likeness.feasibility import FactorKind
from knowledge.likeness.licences import missing, training
from knowledge.likeness.profile import Profile, Profiles
from knowledge.likeness.role_meanings import RoleMeanings
from knowledge.likeness.standing import Standing
from knowledge.likeness.tellings import OWN_WORDS, Tellings
from knowledge.model.entities import Entity, Role
from knowledge.words.meaning import Meanings

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
K = TypeVar("K", FactorKind, BarrierKind)

MOST_KEPT = 100_000  # rows of views that are kept for whoever asks about the same source again


class PairView(NamedTuple):
    """How one role looks from another: the factors of which anything is known, steps, how far above any two the unknown
    is taken to be, and the two figures, 0 to 1."""

    alike: dict[FactorKind, float]
    fit: dict[FactorKind, float]
    steps: dict[BarrierKind, float]
    exponents: dict[BarrierKind, float]
    gates: frozenset[BarrierKind]
    expected: float
    likeness: float
    feasibility: float
    standings: tuple[Standing, Standing]

    @property
    def closed(self) -> float:
        """How much of the way all barriers together close, 0 to 1."""
        return 1 - math.exp(-sum(self.exponents.values()))


class Ranking:
    """The active roles, by row, and how they compare."""

    def __init__(self, roles: Iterable[Role], profiles: Profiles, meanings: Meanings, tellings: Tellings = OWN_WORDS):
        by_dataset: dict[str, list[Role]] = defaultdict(list)
        for role in roles:
            by_dataset[role.dataset.slug].append(role)
        self._profiles = profiles
        self._vectors = RoleMeanings(meanings, tellings)
        self._parts = {
            slug: Comparison(found, profiles, self._vectors, tellings) for slug, found in sorted(by_dataset.items())
        }
        self.roles = tuple(role for part in self._parts.values() for role in part.roles[: part.active])
        self._rows = {role: row for row, role in enumerate(self.roles)}
        by_slug = sorted(range(len(self.roles)), key=lambda row: self.roles[row].slug)
        self._by_slug = np.empty(len(self.roles), dtype=np.int64)
        self._by_slug[by_slug] = np.arange(len(self.roles))
        self._identity: dict[Entity, int] = {}
        number = self._identity.setdefault
        identities = [number(profiles.representative(role), len(self._identity)) for role in self.roles]
        self._identities = np.array(identities, dtype=np.int64)
        self._views: OrderedDict[tuple[Role, str], View] = OrderedDict()
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Give back what was made for each role to be asked about: it is made again for those that are."""
        self._profiles.forget()
        with self._lock:
            self._views.clear()

    def row(self, role: Role) -> int | None:
        """The row of a role, None if it is not active."""
        return self._rows.get(role)

    def best(self, values: Floats, among: NDArray[np.bool_], rows: Integers | None = None) -> Integers:
        """The places of some roles, greatest value first, ties by slug. Places are rows, or places in `rows`."""
        places = np.flatnonzero(among)
        slugs = self._by_slug[places if rows is None else rows[places]]
        order: Integers = places[np.lexsort((slugs, -values[places]))]
        return order

    def others(self, role: Role) -> NDArray[np.bool_]:
        """By row, whether a role is another one than `role`, also in other datasets."""
        others: NDArray[np.bool_] = self._identities != self._identity.get(self._profiles.representative(role), -1)
        return others

    def likenesses(self, source: Role) -> Floats:
        """How related each role is to `source`, 0 to 1, by row."""
        return self._joined([self._view(source, slug).likeness[: part.active] for slug, part in self._parts.items()])

    def feasibilities(self, source: Role) -> Floats:
        """The feasibility of the move from `source` to each role, 0 to 1, by row."""
        return self._joined([self._view(source, slug).feasibility[: part.active] for slug, part in self._parts.items()])

    def advised(self, source: Role) -> Floats:
        """The feasibility where nobody asks for a licence that no law wants everywhere, 0 to 1, by row."""
        return self._joined([self._view(source, slug).advised[: part.active] for slug, part in self._parts.items()])

    def steps_down(self, source: Role) -> Floats:
        """How far each role stands below `source`, in steps of about one job zone, by row; 0 where it does not, or
        nobody says."""
        return self._joined(
            [
                far(self._view(source, slug).down, len(part.roles))[0][: part.active]
                for slug, part in self._parts.items()
            ]
        )

    def meanings(self, rows: Integers) -> Floats:
        """How alike the roles of these rows are by meaning, 0 to 1, each with each."""
        found = [self._vectors.vector(self.roles[row]) for row in rows.tolist()]
        vectors = np.zeros((len(found), self._vectors.dimensions))
        for place, each in enumerate(found):
            if each is not None:
                vectors[place] = each
        return np.clip(vectors @ vectors.T, 0.0, 1.0)

    def likeness(self, source: Role, target: Role) -> float:
        """How related two roles are, 0 to 1, whether they are active or not."""
        slug = target.dataset.slug
        return float(self._view(source, slug).likeness[self._parts[slug].rows[target]])

    def feasibility(self, source: Role, target: Role) -> float:
        """How feasible the move from one role to another is, 0 to 1, whether they are active or not."""
        slug = target.dataset.slug
        return float(self._view(source, slug).feasibility[self._parts[slug].rows[target]])

    def feasibility_holding(self, source: Role, target: Role, holding: Profile) -> float:
        """How feasible the move is for somebody from `source` who is `holding` more, 0 to 1."""
        part = self._parts[target.dataset.slug]
        return float(part.view(source, holding).feasibility[part.rows[target]])

    def standing(self, role: Role) -> Standing:
        """Where a role stands on the scales of barriers."""
        return self._parts[role.dataset.slug].standing(role)

    def training(self, source: Role, target: Role) -> float:
        """How long the training is that a law lays down for what a source lacks, in steps of about one job zone."""
        ours, theirs = self.standing(source).licences, self.standing(target).licences
        return training(ours, missing(ours, theirs))

    def down(self, source: Role, target: Role) -> dict[BarrierKind, float]:
        """How many steps `target` stands below `source`, as far as anybody says."""
        slug = target.dataset.slug
        return _at(self._parts[slug].rows[target], self._view(source, slug).down)

    def pair(self, source: Role, target: Role) -> PairView:
        """How `target` looks from `source`, whether they are active or not."""
        slug = target.dataset.slug
        view, part = self._view(source, slug), self._parts[slug]
        row = part.rows[target]
        return PairView(
            _at(row, view.alike),
            _at(row, view.fit),
            _at(row, view.steps),
            _at(row, view.exponents),
            frozenset(kind for kind, flags in view.gates.items() if flags[row]),
            float(view.expected[row]),
            float(view.likeness[row]),
            float(view.feasibility[row]),
            (part.standing(source), part.standing(target)),
        )

    def _view(self, source: Role, slug: str) -> View:
        key = (source, slug)
        with self._lock:
            found = self._views.get(key)
            if found is not None:
                self._views.move_to_end(key)
                return found
        deadline.check()
        found = self._parts[slug].view(source)
        with self._lock:
            self._views[key] = found
            while len(self._views) > 1 and sum(len(view.feasibility) for view in self._views.values()) > MOST_KEPT:
                self._views.popitem(last=False)
        return found

    def _joined(self, parts: list[Floats]) -> Floats:
        return np.concatenate(parts) if parts else np.zeros(0)


def _at(row: int, found: Mapping[K, Floats]) -> dict[K, float]:
    return {kind: float(values[row]) for kind, values in found.items() if not np.isnan(values[row])}
