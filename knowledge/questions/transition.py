"""What it takes to move from one role to another: how feasible it is, how related the two are, what is missing.

**Feasibility** is 0 to 1: how much of what the target takes the source brings, the weighted mean of factors, times the
share of the way that barriers leave open. What the target does not ask for costs nothing, so a move and its way back
differ. **Likeness** is 0 to 1: how related the two are, whichever way one goes. `likeness.comparison` works out both;
here one move is explained. Factors sum to what they explain: a barrier takes a share of all weight for itself, at
nothing, which no likeness outvotes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.likeness.barriers import LEAST_STEP, BarrierKind
from knowledge.likeness.feasibility import (
    ANY_TWO,
    EXPECTED_ALIKE,
    FIT_WEIGHTS,
    LIKENESS_WEIGHTS,
    REQUIREMENT_WEIGHTS,
    FactorKind,
    MoveBand,
    band,
)
from knowledge.likeness.ranking import PairView
from knowledge.likeness.scales import Scale, place, stands_for
from knowledge.likeness.standing import Standing
from knowledge.model.entities import CareerMove, Qualification, Role, RoleQualification, Skill, Tool
from knowledge.questions import explanations
from knowledge.questions.descent import StepDown, step_down
from knowledge.questions.documented import documented_moves
from knowledge.questions.shortfalls import SkillGap, Skills, ToolGap, TransferableSkill, skills, tools
from knowledge.sentences import say
from knowledge.snapshot.snapshot import Snapshot

ENTRY_SCALES = frozenset({Scale.EDUCATION, Scale.EXPERIENCE, Scale.PREPARATION})  # training is had after entering
PROFESSIONAL = 0.75  # the preparation, 0 to 1, from which work may take a licence: job zone 4, ISCO skill level 4
NONE_NEEDED = 1  # the place of "none" on the scales of experience, and of the least on the others


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for a figure. `score` and `weight` are 0 to 1, `contribution` is their product."""

    kind: FactorKind
    score: float
    weight: float
    contribution: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way.

    `needed` and `held` say in words what the target takes and the source has, None if nothing. `steps` is how far
    that is, each about one job zone (a licence is 1 or nothing), `share` how much of the feasibility it takes away, 0
    to 1. `is_gate`: nothing stands for what is missing, so that no likeness makes the move easy (`likeness.gates`).
    `is_expected`: no source says it of the target; it is expected by the group that the target is in.
    """

    kind: BarrierKind
    needed: str
    held: str | None
    steps: float
    share: float
    explanation: str
    is_gate: bool
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something of which no source tells enough to compare the two, and which therefore counts for nothing."""

    kind: FactorKind
    explanation: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A move, explained. What is brought is ranked by how much it tells of the target, gaps by how much is missing.

    `skills_known` is the share of the skills that the target asks for, by weight, of which it is known whether they are
    held, 0 to 1; None where it asks for none. Where it is 0 no gap is told, because nobody knows of one.
    """

    from_role: Role
    to_role: Role
    feasibility: float
    likeness: float
    band: MoveBand
    barriers: tuple[Barrier, ...]
    step_down: StepDown | None
    documented_moves: tuple[CareerMove, ...]
    transferable_skills: tuple[TransferableSkill, ...]
    skill_gaps: tuple[SkillGap, ...]
    unknown_skills: tuple[Skill, ...]
    skills_known: float | None
    transferable_tools: tuple[Tool, ...]
    tool_gaps: tuple[ToolGap, ...]
    qualification_gaps: tuple[Qualification, ...]
    factors: tuple[Factor, ...]
    likeness_factors: tuple[Factor, ...]
    unknown: tuple[Unknown, ...]

    @property
    def documented_move(self) -> CareerMove | None:
        """The strongest of the documented moves, None if nobody tells of one."""
        return next(iter(self.documented_moves), None)


def transition(snapshot: Snapshot, from_slug: str, to_slug: str) -> Transition:
    """The move between two roles. Raises `NotFound` for an unknown slug. A role to itself is 1 without gaps."""
    return between(snapshot, snapshot.role(from_slug, ["from"]), snapshot.role(to_slug, ["to"]))


def between(snapshot: Snapshot, source: Role, target: Role) -> Transition:
    """The move between two roles of the snapshot."""
    seen = snapshot.ranking.pair(source, target)
    needed, used = skills(snapshot.profiles, source, target), tools(snapshot.profiles, source, target)
    barriers = _barriers(source, target, seen, needed)
    factors = _factors(source, target, seen, needed, barriers)
    return Transition(
        from_role=source,
        to_role=target,
        feasibility=sum(factor.contribution for factor in factors),
        likeness=seen.likeness,
        band=band(seen.feasibility),
        barriers=tuple(each for each in barriers if each.steps >= LEAST_STEP),
        step_down=step_down(snapshot.ranking, source, target),
        documented_moves=documented_moves(source, target),
        transferable_skills=needed.brought,
        skill_gaps=needed.missing,
        unknown_skills=needed.unknown,
        skills_known=needed.known,
        transferable_tools=used.brought,
        tool_gaps=used.missing,
        qualification_gaps=tuple(_missing_qualifications(source, target, *seen.standings)),
        factors=factors,
        likeness_factors=_likeness_factors(source, target, seen, needed),
        unknown=_unknown(source, target, seen, needed),
    )


def _barriers(source: Role, target: Role, seen: PairView, needed: Skills) -> list[Barrier]:
    """All that closes any of the way, gates, and a licence that is missing, though it close nothing; the most first."""
    if source is target:
        return []
    told = {*seen.gates, *([BarrierKind.LICENCE] if seen.steps.get(BarrierKind.LICENCE) else [])}
    closing = {kind: exponent for kind, exponent in seen.exponents.items() if exponent > 0 or kind in told}
    total = sum(closing.values()) or 1.0
    found = []
    for kind, exponent in sorted(closing.items(), key=lambda each: (-each[1], each[0])):
        words = explanations.barrier(kind, source, target, seen.standings, needed)
        share = seen.closed * exponent / total
        expected = explanations.is_expected(kind, target, seen.standings[1])
        gates = kind in seen.gates or kind is BarrierKind.LICENCE  # whatever else one has to have before
        found.append(
            Barrier(kind, words.needed, words.held, seen.steps[kind], share, words.explanation, gates, expected)
        )
    return found


def _factors(
    source: Role, target: Role, seen: PairView, needed: Skills, barriers: Sequence[Barrier]
) -> tuple[Factor, ...]:
    """What the feasibility is the sum of."""
    if source is target:
        return (Factor(FactorKind.SIMILARITY, 1.0, 1.0, 1.0, say("It is the same role.")),)
    fitting = _weighed(source, target, seen.fit, FIT_WEIGHTS, needed, 1 - seen.closed, seen.expected)
    standing = (
        Factor(FactorKind(each.kind), 0.0, each.share, 0.0, each.explanation) for each in barriers if each.share
    )
    return (*fitting, *standing)


def _likeness_factors(source: Role, target: Role, seen: PairView, needed: Skills) -> tuple[Factor, ...]:
    if source is target:
        return (Factor(FactorKind.SIMILARITY, 1.0, 1.0, 1.0, say("It is the same role.")),)
    return _weighed(source, target, seen.alike, LIKENESS_WEIGHTS, needed, 1.0, EXPECTED_ALIKE)


def _weighed(
    source: Role,
    target: Role,
    scores: Mapping[FactorKind, float],
    weights: Mapping[FactorKind, float],
    needed: Skills,
    share: float,
    expected: float,
) -> tuple[Factor, ...]:
    """Factors that have this share of all weight between them."""
    known = {kind: weight for kind, weight in weights.items() if kind in scores}
    counted, whole = sum(known.values()), sum(weights.values())
    told = (counted + expected * (whole - counted)) / whole if counted else 0.0
    found = [
        _factor(
            kind,
            scores[kind],
            share * told * weight / counted,
            explanations.factor(kind, scores[kind], source, target, needed),
        )
        for kind, weight in known.items()
    ]
    if told < 1:
        found.append(_factor(FactorKind.UNKNOWN, ANY_TWO, share * (1 - told), explanations.NOTHING))
    return tuple(found)


def _factor(kind: FactorKind, score: float, weight: float, explanation: str) -> Factor:
    return Factor(kind, score, weight, score * weight, explanation)


def _unknown(source: Role, target: Role, seen: PairView, needed: Skills) -> tuple[Unknown, ...]:
    """What counts for most moves of the target's dataset or the source's, and is not known of these two."""
    if source is target:
        return ()
    kinds = [kind for kind in FactorKind if kind in explanations.UNKNOWN]
    known = {*seen.fit, *(FactorKind(kind) for kind in seen.steps)}
    takes = seen.standings[1].preparation
    if target.regulated is None and not seen.standings[1].licences and takes is not None and takes >= PROFESSIONAL:
        known.discard(FactorKind.LICENCE)
    known |= {FactorKind.SKILLS} if FactorKind.RATINGS in known else set()
    return tuple(
        Unknown(kind, explanations.unknown(kind, source, target, needed)) for kind in kinds if kind not in known
    )


def _missing_qualifications(source: Role, target: Role, ours: Standing, theirs: Standing) -> list[Qualification]:
    """What the target asks for and is less usual for the source.

    On an ordered scale that is what is typical of the target, if the source stands lower; how many people have what is
    no requirement, and a scale on which nothing is said of the source asks for nothing. A higher degree stands for a
    lower one, also elsewhere.
    """
    typical = {each.typical for each in theirs.entry if each.scale in ENTRY_SCALES and each.typical is not None}
    ours_by_scale = {each.scale: each for each in ours.entry}

    def lower(wanted: Qualification, scale: Scale, number: int) -> bool:
        mine = ours_by_scale.get(scale)
        if mine is None or number <= NONE_NEEDED:
            return False
        held = place(mine.typical) if mine.typical is not None else None
        stands = held[1] if held is not None else mine.mean
        return stands is not None and stands < number - 0.5 and mine.typical is not wanted

    def missing(link: RoleQualification) -> bool:
        wanted = link.qualification
        stands = place(wanted)
        if stands is not None and stands[0] in ours_by_scale and (link.share is not None or wanted in typical):
            return wanted in typical and lower(wanted, *stands)
        if link.share is not None:
            return False
        if stands is not None and stands[0] is Scale.PREPARATION:
            return ours.preparation is not None and ours.preparation < (theirs.preparation or 0.0)
        return not any(
            stands_for(each.qualification, wanted)
            and REQUIREMENT_WEIGHTS[each.requirement] >= REQUIREMENT_WEIGHTS[link.requirement]
            for each in source.qualifications
        )

    return [] if source is target else [link.qualification for link in target.qualifications if missing(link)]
