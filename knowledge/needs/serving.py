"""How well each role serves a need: by what it is called, and by what its work consists of.

What a need calls for (`needs.called_for`) speaks for a role in two ways, each 0 to 1.

- **Called**: the fit of its best name or alias. Roles that match exactly are one role here, with the names of all.
- **Core**: held × (0.3 + 0.7 × √share). `held` is, of the best thing that the role has and the need is about, its fit
  times the square of how strongly the role holds it: an optional skill or task has a quarter of an essential one. Where
  levels are rated, and for tools, it is how strongly against the role that holds it most strongly, so that what every
  role is rated in speaks for those that are rated high. `share` is how much of the role's work the need is about: for
  each kind of thing, the weights (`likeness.profile`) of those that fit, times the fit, over the weights of all that
  the role has of the kind and three more of full weight, so that the only tool of a role is not all of its work. Skills
  count 1, tasks 0.8, tools and applications 0.5; the kinds are joined as independent reasons, 1 − ∏(1 − share of each).

Together: 1 − (1 − called) × (1 − 0.6 × core), 0 to 1. What speaks less than a fiftieth of what speaks for the best role
for a need is no reason to hire.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.likeness.profile import OPTIONAL_STRENGTH, LinksOf, Profiles, strength
from knowledge.likeness.vectors import ranges
from knowledge.model.entities import Entity, Responsibility, Role
from knowledge.model.vocabulary import Importance, Kind
from knowledge.needs.called_for import CallIndex, Fit
from knowledge.needs.label_words import LabelWords
from knowledge.words.index import WordIndex

KINDS = (Kind.SKILL, Kind.RESPONSIBILITY, Kind.TOOL, Kind.APPLICATION)
SCALES = np.array([1.0, 0.8, 0.5, 0.5])  # how much each kind counts
MORE = 3.0  # things of full weight that each kind of a role is thought to have beside what it has
CORE = 0.6
LEAST_HELD = 0.3
SPECIAL_CASE = 0.9  # how much of the fit of an activity its special cases have, such as O*NET's tasks
LEAST_OF_BEST = 0.02
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Held:
    """Something about the need that a role has: how strongly, 0 to 1, and against the role that has it most."""

    entity: Entity
    fit: float
    strength: float
    against_most: float
    importance: Importance | None


class Evidence:
    """What speaks for a role, 0 to 1. `called` is the name or alias that fits, None if none does."""

    __slots__ = ("_fits", "_named", "_serving", "called", "role", "score")

    def __init__(
        self,
        serving: "Serving",
        role: Role,
        score: float,
        called: Fit | None,
        fits: Mapping[Entity, float],
        named: Set[Entity],
    ):
        self.role = role
        self.score = score
        self.called = called
        self._serving = serving
        self._fits = fits
        self._named = named

    def held(self) -> dict[Kind, tuple[list[Held], int]]:
        """What the role has that is about the need, by kind, what says so first; and how much it has of the kind."""
        return self._serving.held(self.role, self._fits, self._named)


class Serving:
    """Finds the roles that serve needs, among the active ones of a snapshot.

    Roles are rows and things numbers, as in `likeness.ranking`; a holding is a thing that a role has, in order of
    thing.
    """

    __slots__ = (
        "_calls",
        "_kind",
        "_most",
        "_numbers",
        "_profiles",
        "_roles",
        "_row",
        "_rows",
        "_specificity",
        "_starts",
        "_strength",
        "_whole",
    )

    def __init__(self, index: WordIndex, roles: Iterable[Role], profiles: Profiles):
        self._calls = CallIndex(LabelWords(index))
        self._profiles = profiles
        self._roles = tuple(role for role in roles if role.active)
        self._rows = {role: row for row, role in enumerate(self._roles)}
        self._numbers: dict[Entity, int] = {}
        rows, things, strengths = array("i"), array("i"), array("f")
        compared = set()  # what roles hold by degrees, so that only a comparison tells what is much
        for row, role in enumerate(self._roles):
            compared |= {
                profiles.representative(link.skill) for link in profiles.links(role, "skills") if link.level is not None
            }
            compared |= {profiles.representative(link.tool) for link in profiles.links(role, "tools")}
            for thing, how in self._strongest(role).items():
                rows.append(row)
                things.append(self._numbers.setdefault(thing, len(self._numbers)))
                strengths.append(how)
        order = np.argsort(np.array(things, dtype=np.int32), kind="stable")
        ordered = np.array(things, dtype=np.int32)[order]
        count = len(self._numbers)
        self._row = np.array(rows, dtype=np.int32)[order]
        self._strength = np.array(strengths, dtype=np.float32)[order]
        self._starts = np.searchsorted(ordered, np.arange(count + 1))
        self._specificity = np.array([profiles.specificity(each) for each in self._numbers], dtype=np.float64)
        self._kind = np.array([KINDS.index(each.kind) for each in self._numbers], dtype=np.int64)
        self._most = np.ones(count)
        relative = np.array([each in compared for each in self._numbers], dtype=np.bool_)
        most = np.full(count, TINY)
        np.maximum.at(most, ordered, self._strength)
        self._most[relative] = most[relative]
        self._whole = self._by_kind(ordered, self._row, self._strength)

    def _by_kind(self, things: NDArray[Any], rows: NDArray[Any], strengths: NDArray[Any]) -> NDArray[np.float64]:
        """The weights of things that roles have, summed as kinds × roles."""
        shape = (len(KINDS), len(self._roles))
        weights = strengths * self._specificity[things]
        summed = np.bincount(self._kind[things] * shape[1] + rows, weights, shape[0] * shape[1])
        return summed.astype(np.float64).reshape(shape)

    def roles_for(self, need: str) -> list[Evidence]:
        """The roles that serve a need, in no order; none if nothing is known about it."""
        called: dict[int, Fit] = {}
        fits: dict[Entity, float] = {}
        named: set[Entity] = set()  # what is about the need by its own words
        for fit in self._calls.fits(need):
            deadline.check()
            if isinstance(fit.entity, Role):
                same = self._profiles.same_as(self._profiles.representative(fit.entity))
                for row in (self._rows[role] for role in same if role in self._rows):
                    called.setdefault(row, fit)  # the best comes first
                continue
            named.add(self._profiles.representative(fit.entity))
            for entity, how in ((fit.entity, fit.fit), *_special_cases(fit)):
                thing = self._profiles.representative(entity)
                fits[thing] = max(how, fits.get(thing, 0.0))
        scores = CORE * self._core(fits)
        names = np.zeros(len(scores))
        names[list(called)] = [fit.fit for fit in called.values()]
        scores = 1 - (1 - names) * (1 - scores)
        least = max(TINY, LEAST_OF_BEST * float(scores.max(initial=0.0)))
        return [
            Evidence(self, self._roles[row], float(scores[row]), called.get(row), fits, named)
            for row in np.flatnonzero(scores >= least).tolist()
        ]

    def _core(self, fits: Mapping[Entity, float]) -> NDArray[np.float64]:
        """How much the work of each role, by row, is about what fits."""
        known = [(self._numbers[thing], fit) for thing, fit in fits.items() if thing in self._numbers]
        numbers = np.array([number for number, _ in known], dtype=np.int64)
        places, lengths = ranges(self._starts, numbers)
        things, fit = np.repeat(numbers, lengths), np.repeat([fit for _, fit in known], lengths)
        rows, strengths = self._row[places], self._strength[places]
        best = np.zeros(len(self._roles))
        np.maximum.at(best, rows, fit * (strengths / self._most[things]) ** 2)
        shares = SCALES[:, np.newaxis] * self._by_kind(things, rows, fit * strengths) / (self._whole + MORE)
        share = 1 - np.prod(1 - shares, axis=0)
        result: NDArray[np.float64] = best * (LEAST_HELD + (1 - LEAST_HELD) * np.sqrt(share))
        return result

    def held(self, role: Role, fits: Mapping[Entity, float], named: Set[Entity]) -> dict[Kind, tuple[list[Held], int]]:
        """What a role has of what fits, by kind, what is named so first, then the strongest; and how much it has."""
        strongest = self._strongest(role)
        counts = Counter(thing.kind for thing in strongest)
        found: dict[Kind, list[Held]] = defaultdict(list)
        seen = set()
        for entity, how, importance in holdings(role, self._profiles.links):
            thing = self._profiles.representative(entity)
            if thing in fits and thing not in seen and how == strongest[thing]:
                seen.add(thing)
                most = float(self._most[self._numbers[thing]])
                found[entity.kind].append(Held(entity, fits[thing], how, how / most, importance))
        for things in found.values():
            things.sort(
                key=lambda each: (
                    self._profiles.representative(each.entity) not in named,
                    -each.fit * each.against_most**2,
                    each.entity.slug,
                )
            )
        return {kind: (found[kind], counts[kind]) for kind in KINDS if kind in found}

    def _strongest(self, role: Role) -> dict[Entity, float]:
        """How strongly a role has each thing, 0 to 1; things that match exactly are one."""
        found: dict[Entity, float] = {}
        for entity, how, _ in holdings(role, self._profiles.links):
            thing = self._profiles.representative(entity)
            found[thing] = max(found.get(thing, 0.0), how)
        return found


def holdings(role: Role, links: LinksOf) -> Iterator[tuple[Entity, float, Importance | None]]:
    """What a role has, how strongly, 0 to 1, and the importance that its source gives it.

    A task that is not of the core counts as much as an optional skill, and a tool that employers of the role do not ask
    for often as much as that, too: where nobody counted, all tools of the role are alike.
    """
    for skill in links(role, "skills"):
        yield skill.skill, strength(skill), skill.importance
    for task in links(role, "responsibilities"):
        optional = task.importance is Importance.OPTIONAL
        yield task.responsibility, OPTIONAL_STRENGTH if optional else 1.0, task.importance
    for tool in links(role, "tools"):
        yield tool.tool, 1.0 if tool.in_demand else OPTIONAL_STRENGTH, None
    for application in links(role, "applications"):
        yield application.application, 1.0, None


def _special_cases(fit: Fit) -> Iterator[tuple[Entity, float]]:
    """The special cases of an activity that fits, and how well they fit."""
    if isinstance(fit.entity, Responsibility):
        for link in fit.entity.narrower:
            yield link.responsibility, SPECIAL_CASE * fit.fit
