"""How the roles of one dataset compare to any role: every factor, likeness, barriers and feasibility, by row.

All is counted among the roles of the dataset alone, so that nothing else that is loaded changes a figure. Every factor
is brought to one scale: any two roles of the dataset have 0.3 in it on the average, and each standard deviation above
that adds 0.1. So factors of different kinds add up, whatever they were measured in; one of which nothing is known is
expected to be alike for a part as far as the others are; and figures mean the same in every dataset.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.likeness.barriers import BarrierKind, Barriers, closed
from knowledge.likeness.classes import Classes
from knowledge.likeness.feasibility import (
    ANY_TWO,
    BELOW,
    COVERED,
    DEVIATION,
    EXPECTED_ALIKE,
    EXPECTED_FIT,
    FIT_WEIGHTS,
    LIKENESS_WEIGHTS,
    PRIOR,
    PRIOR_ROLES,
    SHARED,
    FactorKind,
    Usual,
)
from knowledge.likeness.gates import Gates, through
from knowledge.likeness.holdings import PLACES, Holdings
from knowledge.likeness.profile import Profile, Profiles
from knowledge.likeness.ratings import Ratings
from knowledge.likeness.role_meanings import RoleMeanings
from knowledge.likeness.standing import Standing
from knowledge.likeness.tellings import OWN_WORDS, Tellings
from knowledge.likeness.vectors import Vectors, activities, words_of_names, words_of_work
from knowledge.model.entities import Entity, Role
from knowledge.model.vocabulary import Kind

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SAMPLE = 200  # roles whose likeness to all others says what any two roles have
DESCRIBING = (FactorKind.RATINGS, FactorKind.RESPONSIBILITIES)  # what tells what is done in a role, and how well
HELD = {Kind.SKILL: FactorKind.SKILLS, Kind.TOOL: FactorKind.TOOLS, Kind.APPLICATION: FactorKind.APPLICATIONS}


class View:
    """How the roles of a dataset look from a source, by row.

    `alike` and `fit` have the scores of the factors of likeness and of fit, 0 to 1, NaN where nothing is known; `steps`
    and `exponents` what stands in between (`likeness.barriers`), `gates` which of it is one (`likeness.gates`);
    `expected` is how far above any two what is unknown of the fit is taken to be; `likeness` and `feasibility` are 0 to
    1, and `advised` is how feasible it would be where nobody asks for a licence that no law wants everywhere: what is
    ranked by for counsel. What is the same for both figures is measured once; likeness is worked out when it is first
    asked for.
    """

    def __init__(
        self,
        fit: Mapping[FactorKind, Floats],
        steps: Mapping[BarrierKind, Floats],
        exponents: Mapping[BarrierKind, Floats],
        gates: Mapping[BarrierKind, Flags],
        expected: Floats,
        feasibility: Floats,
        advised: Floats,
        likening: Callable[[], tuple[Mapping[FactorKind, Floats], Floats]],
        descending: Callable[[], Mapping[BarrierKind, Floats]],
    ):
        self.fit = fit
        self.steps = steps
        self.exponents = exponents
        self.gates = gates
        self.expected = expected
        self.feasibility = feasibility
        self.advised = advised
        self._likening = likening
        self._descending = descending

    @cached_property
    def down(self) -> Mapping[BarrierKind, Floats]:
        """How many steps each role stands below the source; NaN where nobody says."""
        return self._descending()

    @cached_property
    def _likened(self) -> tuple[Mapping[FactorKind, Floats], Floats]:
        return self._likening()

    @property
    def alike(self) -> Mapping[FactorKind, Floats]:
        return self._likened[0]

    @property
    def likeness(self) -> Floats:
        return self._likened[1]


class Comparison:
    """The roles of one dataset, ready to be compared: the active ones first, each in its row."""

    def __init__(
        self, roles: Sequence[Role], profiles: Profiles, meanings: RoleMeanings, tellings: Tellings = OWN_WORDS
    ):
        self.roles = (*(role for role in roles if role.active), *(role for role in roles if not role.active))
        self.active = sum(role.active for role in roles)
        self.rows = {role: row for row, role in enumerate(self.roles)}
        self._profiles = profiles
        self._meanings = meanings
        self._meaning = meanings.of(self.roles)
        self._holdings = Holdings(self.roles, self.active, profiles, profiles.population(self.roles[0]))
        self._responsibilities = Vectors(self.roles, self.active, partial(_activities, profiles))
        self._tellings = tellings
        self._spoken = tellings.spoken(self.roles[0])
        self._words: dict[str, Mapping[FactorKind, Vectors]] = {}  # by language
        self._in_words(self._spoken)
        self._ratings = Ratings(self.roles, self.active, profiles)
        self._classes = Classes(self.roles)
        self._barriers = Barriers(self.roles)
        self._gates = Gates(self._barriers.standings)
        self._usual = self._count()

    def standing(self, role: Role) -> Standing:
        """Where a role stands on the scales of barriers."""
        return self._barriers.standing(role)

    def view(self, source: Role, holding: Profile | None = None) -> View:
        """How all the roles look from `source`, of this dataset or another, or to somebody from it who is `holding`
        more than it does."""
        raw, shortfall = self._measured(source, holding)
        same = {kind: _score(values, self._usual[kind]) for kind, values in raw.items()}
        mine = self._holdings.mine(source, holding)
        covers, telling, known = self._holdings.covers(source, mine, holding)
        fit = same | self._held(covers, telling, COVERED)
        expected = EXPECTED_FIT * _described(known[PLACES[Kind.SKILL]], raw)
        lacking = self._barriers.lacking(source)
        steps = self._barriers.steps(source, shortfall, lacking)
        exponents, left = closed(steps, self._barriers.regulated, lacking)
        likely = _mean(fit, FIT_WEIGHTS, len(self.roles), expected) * left
        gates = self._gates.to(self.standing(source), steps, lacking.by_law)
        advised = through(
            likely, exponents, {**gates, BarrierKind.LICENCE: gates[BarrierKind.LICENCE] & lacking.by_law}
        )[0]
        likely, exponents = through(likely, exponents, gates)

        def likening() -> tuple[Mapping[FactorKind, Floats], Floats]:
            alike = same | self._held(*self._holdings.alike(source, mine), SHARED)
            return alike, self._figure(source, _mean(alike, LIKENESS_WEIGHTS, len(self.roles), EXPECTED_ALIKE))

        def descending() -> Mapping[BarrierKind, Floats]:
            return self._barriers.down(source, self._ratings.surplus(self._profiles[source]))

        return View(
            fit,
            steps,
            exponents,
            gates,
            expected,
            self._figure(source, likely),
            self._figure(source, advised),
            likening,
            descending,
        )

    def _held(self, values: Floats, telling: Floats, usual: Mapping[FactorKind, Usual]) -> dict[FactorKind, Floats]:
        """The scores of what is held, of the kinds of which the roles hold any."""
        return {
            factor: _told(values[PLACES[kind]], telling[PLACES[kind]], usual[factor])
            for kind, factor in HELD.items()
            if kind in self._holdings.kinds
        }

    def _figure(self, source: Role, values: Floats) -> Floats:
        """The values, 1 for the source itself."""
        row = self.rows.get(source)
        if row is not None:
            values[row] = 1.0
        return values

    def _measured(self, source: Role, holding: Profile | None = None) -> tuple[dict[FactorKind, Floats], Floats | None]:
        """The factors that are the same for likeness and for fit, as they are measured, and the shortfall of levels."""
        found: dict[FactorKind, Floats] = {}
        for kind, vectors in self._vectors(source).items():
            vector = vectors[source]
            if len(vector.terms):
                found[kind] = np.where(vectors.has, vectors.likenesses(vector), np.nan)
        meaning = self._meanings.vector(source)
        if meaning is not None:
            found[FactorKind.MEANING] = self._meaning.likenesses(meaning)
        compared = self._ratings.compare(self._profiles[source] if holding is None else holding)
        if compared is not None:
            found[FactorKind.RATINGS], found[FactorKind.LEVELS] = compared.likeness, compared.nearness
        near, known = self._classes.nearnesses(source)
        found[FactorKind.GROUPS] = np.where(known, near, np.nan)
        return found, None if compared is None else compared.shortfall

    def _vectors(self, source: Role) -> Mapping[FactorKind, Vectors]:
        """What is compared with a role as vectors: responsibilities, and words in a language that joins both.

        Of several the dataset's own, else that of the role. Where none does, words are unknown: not unlike.
        """
        found = {FactorKind.RESPONSIBILITIES: self._responsibilities}
        if self._tellings.spoken(source) == self._spoken:
            return {**self._in_words(self._spoken), **found}
        told = [*self._tellings.languages(source)]
        for language in (self._spoken, *told):
            if language in told and any(each.has.any() for each in self._in_words(language).values()):
                return {**self._in_words(language), **found}
        return found

    def _in_words(self, language: str) -> Mapping[FactorKind, Vectors]:
        """The words of the roles in a language, made when they are first asked for."""
        found = self._words.get(language)
        if found is None:
            found = self._words[language] = {
                kind: Vectors(self.roles, self.active, partial(words, self._tellings, language))
                for kind, words in ((FactorKind.WORK, words_of_work), (FactorKind.NAMES, words_of_names))
            }
        return found

    def _count(self) -> dict[FactorKind, Usual]:
        """What any two of the roles have in each factor: counted from a sample, and the prior for as long as it is."""
        step = max(1, -(-self.active // SAMPLE))
        sums: dict[FactorKind, Floats] = {kind: np.zeros(3) for kind in PRIOR}
        for row in range(0, self.active, step):
            deadline.check()
            for kind, values in self._measured(self.roles[row])[0].items():
                known = values[: self.active].copy()
                known[row] = np.nan
                known = known[~np.isnan(known)]
                sums[kind] += len(known), known.sum(), (known**2).sum()
        share = self.active / (self.active + PRIOR_ROLES)
        found = {}
        for kind, (count, total, squares) in sums.items():
            usual = PRIOR[kind]
            if count:
                mean = share * total / count + (1 - share) * usual.mean
                spread = squares / count - (total / count) ** 2
                variance = share * max(0.0, spread) + (1 - share) * usual.deviation**2
                usual = Usual(float(mean), float(np.sqrt(variance)))
            found[kind] = usual
        return found


def _described(skills: Floats, measured: Mapping[FactorKind, Floats]) -> Floats:
    """How much of what a role takes can be compared, 0 to 1: the share of its skills of which it is known whether they
    are held, or all where both are rated, or tell what is done there. Words alone say nothing of the rest."""
    found = skills
    for kind in DESCRIBING:
        if kind in measured:
            found = np.where(np.isnan(measured[kind]), found, 1.0)
    return found


def _mean(
    scores: Mapping[FactorKind, Floats], weights: Mapping[FactorKind, float], size: int, expected: float | Floats
) -> Floats:
    """The weighted mean of what is known, and expected of the rest; where nothing is, that of any two roles."""
    total, counted = np.zeros(size), np.zeros(size)
    for kind, weight in weights.items():
        if kind in scores:
            known = ~np.isnan(scores[kind])
            total += weight * np.where(known, scores[kind], 0.0)
            counted += weight * known
    whole = sum(weights.values())
    mean = np.divide(total, counted, out=np.full(size, ANY_TWO), where=counted > 0)
    found: Floats = ANY_TWO + (mean - ANY_TWO) * (counted + expected * (whole - counted)) / whole
    return found


def _told(values: Floats, telling: Floats, usual: Usual) -> Floats:
    """The scores of values that tell so much, 0 to 1; for the rest, the usual one stands."""
    return np.where(telling > 0, _score(telling * values + (1 - telling) * usual.mean, usual), np.nan)


def _score(values: Floats, usual: Usual) -> Floats:
    """Values on the common scale, 0 to 1."""
    apart = (values - usual.mean) / usual.deviation
    return np.clip(ANY_TWO + DEVIATION * np.where(apart < 0, BELOW * apart, apart), 0.0, 1.0)


def _activities(profiles: Profiles, role: Role) -> list[Entity]:
    return [profiles.representative(each) for each in activities(role)]
