"""Whom to hire for what a project needs.

A need that is documented counts most: roles documented for it score how well the search for it fits, 0.6 to 1. Other
roles, and all for needs that are not documented, score 0.6 times what speaks for them (`needs.serving`): what they
called, what their work consists of, and, times 0.85, whom the need asks for by other words (`needs.readings`).
Where that says next to nothing of any role, the roles that the need describes as a text (`texts.roles`) are guessed,
and marked as guesses; residual ones, of which nothing is told but names, only where no other is. The score of a role is
the mean over the needs.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import HiringNeed, Role
from knowledge.needs.described import described
from knowledge.needs.readings import readings
from knowledge.needs.reasons import reason_of
from knowledge.needs.serving import Evidence
from knowledge.sentences import joined, say
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.languages import language_of
from knowledge.words.index import WordIndex

MOST_NEEDS = 20
NEED_SCORE = 0.6  # the least fit at which a text is taken for a documented need
UNDOCUMENTED = 0.6  # how much what speaks for a role counts, against a documented need for it
MUCH = 0.5  # what speaks for the best role, from which on it is known what a need is about
LITTLE = 0.2  # what speaks for the best role, below which roles are guessed as well
MOST_GUESSES, LEAST_GUESS = 10, 0.02  # roles that are guessed for a need, and how likely each has to be
PARTS = re.compile(r"[,;:()]|\b(?:like|such as|for example|e\.g\.|including|for instance)\b", re.IGNORECASE)
FEW = 3  # roles for which something speaks, below which others are guessed beside them
READ = 0.85  # how much it speaks for a role that it is called what a need asks for by other words
LATER = 0.95  # the same of each name after the first that it asks for
NAMED_SO = 0.8  # the least fit of its name then
FALLS_OFF = 0.5  # of the score of the role that serves a need best, below which another hardly fits
PART = 0.9  # how much a part of a text fits a documented need, of how much it does by itself
DIGITS = 9  # to which scores are compared, so that the order does not hang on the rounding of sums


@dataclass(frozen=True, slots=True)
class HiringAdvice:
    """A role to hire. `score` is 0 to 1: the mean over the needs of how well the role serves each.

    `together` are roles to hire beside it for needs that want several. `reasons` are made when they are asked for.
    `confidence` is how sure it is that the role serves the needs, 0 to 1, the mean over them; `is_guess`: nothing is
    documented, and next to nothing called or done by the role says so; it is near to what the needs describe.
    `hardly_fits`: for each need there is a role that serves it more than twice as well.
    """

    role: Role
    score: float
    reasons: tuple[Callable[[], str], ...]
    matched_needs: tuple[HiringNeed, ...]
    together: tuple[Role, ...]
    unmatched_needs: tuple[str, ...]
    confidence: float
    is_guess: bool
    hardly_fits: bool

    @property
    def reason(self) -> str:
        """What speaks for it, in sentences."""
        return joined(list(dict.fromkeys(reason() for reason in self.reasons)), " ")


@dataclass(slots=True)
class _Case:
    """What speaks for a role: by need its score and how much evidence there is, whatever is documented."""

    scores: dict[int, float] = field(default_factory=dict)
    evidence: dict[int, float] = field(default_factory=dict)
    reasons: list[Callable[[], str]] = field(default_factory=list)
    guesswork: list[Callable[[], str]] = field(default_factory=list)  # said only where all that speaks for it is that
    sure: dict[int, float] = field(default_factory=dict)
    is_guess: bool = True
    needs: dict[HiringNeed, None] = field(default_factory=dict)
    together: dict[Role, None] = field(default_factory=dict)

    def add(self, need: int, score: float, sure: float, reason: Callable[[], str], *, is_guess: bool = False) -> None:
        self.scores[need] = max(score, self.scores.get(need, 0.0))
        self.sure[need] = max(sure, self.sure.get(need, 0.0))
        self.is_guess = self.is_guess and is_guess
        self.reasons.append(reason)

    def guess(self, need: int, score: float, sure: float, reason: Callable[[], str]) -> None:
        """The same of what is only guessed."""
        self.scores[need] = max(score, self.scores.get(need, 0.0))
        self.sure[need] = max(sure, self.sure.get(need, 0.0))
        self.guesswork.append(reason)


def advise_hire(snapshot: Snapshot, needs: Sequence[str]) -> list[HiringAdvice]:
    """Active roles to hire for the needs of a project, best first; ties by how much else speaks for them, then by slug.

    A need is a short text: it is looked for among documented hiring needs with their examples, among names and aliases
    of roles, and among skills, tools, applications and tasks, whose holders serve it. Raises `BadInput` for none or
    more than 20 needs and for a blank one, `NotFound` if nothing is known about any of them; needs that only some match
    are named in the advice.
    """
    if not 1 <= len(needs) <= MOST_NEEDS:
        raise BadInput(f"Name 1 to {MOST_NEEDS} needs, not {len(needs)}.", ["needs"])
    for place, need in enumerate(needs):
        if not need.strip():
            raise BadInput("A need is blank: say what the project needs.", ["needs", place])
    cases: dict[Role, _Case] = defaultdict(_Case)
    unmatched = tuple(
        need
        for place, need in enumerate(needs)
        if not _documented(snapshot.needs, place, need, cases) | _serving(snapshot, place, need, len(needs) == 1, cases)
    )
    if not cases:
        known = [need.name for need in snapshot.hiring_needs.values() if need.active][:3]
        raise NotFound("hiring advice for", needs[0], ["needs", 0], known)
    best = {
        place: max((case.scores.get(place, 0.0) for case in cases.values()), default=0.0) for place in range(len(needs))
    }
    ranked = [
        (-round(sum(case.scores.values()) / len(needs), DIGITS), -sum(case.evidence.values()), role.slug, role, case)
        for role, case in cases.items()
    ]
    ranked.sort(key=lambda each: each[:3])
    return [
        HiringAdvice(
            role=role,
            score=-score,
            reasons=(*case.reasons, *(case.guesswork if case.is_guess else ())),
            matched_needs=tuple(case.needs),
            together=tuple(case.together),
            unmatched_needs=unmatched,
            confidence=min(1.0, sum(case.sure.values()) / len(needs)),
            is_guess=case.is_guess,
            hardly_fits=all(found < FALLS_OFF * best[place] for place, found in case.scores.items()),
        )
        for score, _, _, role, case in ranked
    ]


def _documented(index: WordIndex, place: int, text: str, cases: dict[Role, _Case]) -> bool:
    """Count the active roles that are documented for a need; whether there are any."""
    any_found = False
    for need, matched, fit in _needs_of(index, text):
        wanted = [said for said in need.roles if said.role.active]
        for said in wanted:
            any_found = True
            case = cases[said.role]
            case.add(place, fit, fit, partial(_documentation, need.name, matched, said.statement))
            case.needs[need] = None
            case.together.update(dict.fromkeys(each.role for each in wanted if each.role is not said.role))
    return any_found


def _needs_of(index: WordIndex, text: str) -> list[tuple[HiringNeed, str, float]]:
    """The documented needs that a text is about, what of each is, and how well it fits, best first: as a whole, or a
    part of the text that says it, as of a need that is told with its examples."""
    parts = [part for part in PARTS.split(text) if len(part.split()) > 1]
    found: dict[HiringNeed, tuple[str, float]] = {}
    for said, counts in ((text, 1.0), *((part, PART) for part in (parts if len(parts) > 1 else ()))):
        for hit in index.search(said, least=0.0):
            fit = counts * hit.fit
            if isinstance(hit.entity, HiringNeed) and fit >= NEED_SCORE and fit > found.get(hit.entity, ("", 0.0))[1]:
                found[hit.entity] = hit.matched, fit
    best = sorted(found.items(), key=lambda each: (-each[1][1], each[0].slug))
    return [(need, matched, fit) for need, (matched, fit) in best]


def _documentation(need: str, matched: str, statement: str | None) -> str:
    said = say("Documented for “{need}” ({matched}).", need=need, matched=matched)
    return joined([said, statement], " ") if statement else said


def _serving(snapshot: Snapshot, place: int, text: str, alone: bool, cases: dict[Role, _Case]) -> bool:
    """Count the roles that serve a need by their names and their work; whether there are any."""
    found = _telling(snapshot.serving.roles_for(text))
    for evidence in found:
        case = cases[evidence.role]
        case.evidence[place] = evidence.score
        reason = partial(reason_of, evidence, None if alone else text)
        case.add(place, UNDOCUMENTED * evidence.score, evidence.score, reason, is_guess=evidence.score < LITTLE)
    scores = [evidence.score for evidence in found] + _read(snapshot, place, text, cases)
    best = max(scores, default=0.0)
    if best < MUCH or sum(score >= LITTLE for score in scores) < FEW:
        _guess(snapshot, place, text, best, cases)
    return bool(scores)


def _read(snapshot: Snapshot, place: int, text: str, cases: dict[Role, _Case]) -> list[float]:
    """Count the roles that a need asks for by other words; what speaks for each."""
    scores = []
    for before, reading in enumerate(readings(text)):
        for evidence in snapshot.serving.roles_for(reading.role):
            if evidence.called is not None and evidence.called.fit >= NAMED_SO:
                score = READ * evidence.called.fit * LATER**before
                case = cases[evidence.role]
                case.evidence[place] = max(score, case.evidence.get(place, 0.0))
                case.add(place, UNDOCUMENTED * score, score, partial(_readings, reading.because, evidence.called.label))
                scores.append(score)
    return scores


def _readings(because: str, label: str) -> str:
    return say("“{words}” is work for “{label}”.", words=because, label=label)


def _telling(found: Sequence[Evidence]) -> Sequence[Evidence]:
    """What speaks for roles, without next to nothing for those of which nothing is told but names, if there is more."""
    kept = [each for each in found if each.score >= LITTLE or each.role.is_described]
    return kept or found


def _guess(snapshot: Snapshot, place: int, text: str, best: float, cases: dict[Role, _Case]) -> None:
    """Count the roles that a need describes; nothing is known about the need even so.

    `best` is what speaks for the best role otherwise. Where that is much, those that have something to do with the need
    are as they are; where it is little, they count by what is said of them as well, if it is told what they do in other
    words than in their skills and tasks. Where it is more than a little, roles of which nothing is told but names are
    not guessed.
    """
    indexes = [each.index for each in snapshot.reader.speech(language_of(text)).searches.values()]
    known = {role: case.evidence.get(place, 0.0) for role, case in cases.items()}
    guesses = described(snapshot.search_index, indexes, text, known)
    told = [guess for guess in guesses if guess.role.is_described] or ([] if best >= LITTLE else guesses)
    least = LEAST_GUESS if best < LITTLE else LITTLE
    for role, guessed in told[:MOST_GUESSES]:
        own = known.get(role, 0.0)
        is_own = bool(own) and not role.description
        sure = own if is_own else guessed
        is_surer = role in cases and cases[role].sure.get(place, 0.0) > sure  # such as who is documented for the need
        if guessed >= least and not is_surer and not (own and best >= MUCH) and not (is_own and own < LITTLE):
            cases[role].guess(place, UNDOCUMENTED * sure, sure, partial(_guesswork, text))


def _guesswork(text: str) -> str:
    return say("A guess: its work is near to what “{need}” describes.", need=text)
