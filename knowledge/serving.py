"""How well each role serves a need: by what it is called, and by what its work consists of.

What a need calls for (`knowledge.called_for`) speaks for a role in two ways, each 0 to 1.

- **Called**: the fit of its best name or alias. Roles that match exactly are one role here, with the names of all.
- **Core**: held × (0.3 + 0.7 × √share). `held` is, of the best thing that the role has and the need is about, its fit
  times the square of how strongly the role holds it against the role that holds it most strongly: importance and rated
  levels count here, so an optional skill has a quarter of an essential one, and what every role is rated in speaks for
  those that are rated high. `share` is how much of the role's work the need is about: for each kind of thing, the
  weights (`knowledge.profile`) of those that fit, times the fit, over the weights of all that the role has of the kind
  and three more of full weight, so that the only tool of a role is not all of its work. Skills count 1, tasks 0.8, tools
  and applications 0.5; the kinds are joined as independent reasons, 1 − ∏(1 − share of the kind).

Together: 1 − (1 − called) × (1 − 0.6 × core), 0 to 1. What speaks less than a seventh of what speaks for the best role
for a need is no reason to hire.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge import deadline
from knowledge.called_for import CallIndex, Fit
from knowledge.entities import Entity, Responsibility, Role, RoleResponsibility, RoleSkill
from knowledge.profile import OPTIONAL_STRENGTH, Profiles, strength
from knowledge.search import SearchIndex
from knowledge.vocabulary import Importance, Kind

SCALES = {Kind.SKILL: 1.0, Kind.RESPONSIBILITY: 0.8, Kind.TOOL: 0.5, Kind.APPLICATION: 0.5}
MORE = 3.0  # things of full weight that each kind of a role is thought to have beside what it has
CORE = 0.6
LEAST_HELD = 0.3
SPECIAL_CASE = 0.9  # how much of the fit of an activity its special cases have, such as O*NET's tasks
LEAST_OF_BEST = 1 / 7


@dataclass(slots=True)
class Held:
    """Something about the need that a role has: how strongly, 0 to 1, and against the role that has it most."""

    entity: Entity
    fit: float
    strength: float
    against_most: float
    weight: float
    importance: Importance | None


@dataclass(slots=True)
class Evidence:
    """What speaks for a role. `called` is the label that fits, if any; `held` has the strongest first, by kind."""

    score: float = 0.0
    called: Fit | None = None
    held: dict[Kind, list[Held]] = field(default_factory=dict)
    counts: Mapping[Kind, int] = field(default_factory=dict)  # of all that the role has, by kind


class Serving:
    """Finds the roles that serve needs, among the active ones of a snapshot."""

    __slots__ = ("_calls", "_most", "_profiles", "_roles", "_totals")

    def __init__(self, index: SearchIndex, roles: Iterable[Role], profiles: Profiles):
        self._calls = CallIndex(index)
        self._profiles = profiles
        self._most: dict[Entity, float] = {}
        self._totals: dict[Role, dict[Kind, tuple[int, float]]] = {}
        self._roles = [role for role in roles if role.active]
        specificity: dict[Entity, float] = {}
        for role in self._roles:
            totals: dict[Kind, tuple[int, float]] = {}
            for thing, how in _strongest(role, profiles).items():
                if thing not in specificity:
                    specificity[thing] = profiles.specificity(thing)
                self._most[thing] = max(self._most.get(thing, 0.0), how)
                count, weight = totals.get(thing.kind, (0, 0.0))
                totals[thing.kind] = count + 1, weight + how * specificity[thing]
            self._totals[role] = totals

    def roles_for(self, need: str) -> dict[Role, Evidence]:
        """What speaks for roles that serve a need; empty if nothing is known about it."""
        called: dict[Entity, Fit] = {}
        fits: dict[Entity, float] = {}
        for fit in self._calls.fits(need):
            thing = self._profiles.representative(fit.entity)
            if isinstance(fit.entity, Role):
                called.setdefault(thing, fit)  # the best comes first
            else:
                fits[thing] = max(fit.fit, fits.get(thing, 0.0))
                for special in _special_cases(fit.entity):
                    key = self._profiles.representative(special)
                    fits[key] = max(SPECIAL_CASE * fit.fit, fits.get(key, 0.0))
        found: dict[Role, Evidence] = defaultdict(Evidence)
        for thing, fit in called.items():
            for role in self._profiles.same_as(thing):
                if isinstance(role, Role) and role in self._totals:
                    found[role].called = fit
        for thing, how in fits.items():
            deadline.check()
            for role, held in self._holders(thing, how):
                found[role].held.setdefault(held.entity.kind, []).append(held)
        for role, evidence in found.items():
            self._weigh(role, evidence)
        least = LEAST_OF_BEST * max((each.score for each in found.values()), default=0.0)
        return {role: each for role, each in found.items() if each.score >= least}

    def _holders(self, thing: Entity, fit: float) -> Iterator[tuple[Role, Held]]:
        """The active roles that have a thing, by its strongest link to each."""
        best: dict[Role, tuple[float, Entity, Importance | None]] = {}
        for entity in self._profiles.same_as(thing):
            for link in getattr(entity, "roles", ()):
                how = _strength(link)
                if link.role in self._totals and how > best.get(link.role, (0.0,))[0]:
                    best[link.role] = how, entity, getattr(link, "importance", None)
        if best:
            specificity, most = self._profiles.specificity(thing), self._most[thing]
            for role, (how, entity, importance) in best.items():
                yield role, Held(entity, fit, how, how / most, how * specificity, importance)

    def _weigh(self, role: Role, evidence: Evidence) -> None:
        called = evidence.called.fit if evidence.called else 0.0
        totals = self._totals[role]
        evidence.counts = {kind: count for kind, (count, _) in totals.items()}
        best, rest = 0.0, 1.0
        for kind, things in evidence.held.items():
            things.sort(key=lambda each: (-each.fit * each.against_most**2, -each.weight, each.entity.slug))
            best = max(best, things[0].fit * things[0].against_most ** 2)
            about = sum(each.fit * each.weight for each in things)
            rest *= 1 - SCALES[kind] * about / (totals[kind][1] + MORE)
        core = best * (LEAST_HELD + (1 - LEAST_HELD) * math.sqrt(1 - rest))
        evidence.score = 1 - (1 - called) * (1 - CORE * core)


def _strongest(role: Role, profiles: Profiles) -> dict[Entity, float]:
    """How strongly a role has each thing, 0 to 1; things that match exactly are one."""
    found: dict[Entity, float] = {}
    links: Sequence[tuple[Entity, object]] = [
        *((link.skill, link) for link in role.skills),
        *((link.tool, link) for link in role.tools),
        *((link.application, link) for link in role.applications),
        *((link.responsibility, link) for link in role.responsibilities),
    ]
    for entity, link in links:
        thing = profiles.representative(entity)
        found[thing] = max(found.get(thing, 0.0), _strength(link))
    return found


def _strength(link: object) -> float:
    """How strongly a role has what a link leads to, 0 to 1: by importance and level where they are known."""
    if isinstance(link, RoleSkill):
        return strength(link)
    optional = isinstance(link, RoleResponsibility) and link.importance is Importance.OPTIONAL
    return OPTIONAL_STRENGTH if optional else 1.0


def _special_cases(entity: Entity) -> Iterable[Entity]:
    return [link.responsibility for link in entity.narrower] if isinstance(entity, Responsibility) else ()
