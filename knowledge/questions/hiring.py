"""Whom to hire for what a project needs.

A need that is documented counts most: roles documented for it score how well the search for it fits, 0.6 to 1. Other
roles, and all for needs that are not documented, score 0.6 times what speaks for them (`needs.serving`): what they
are called, and what their work consists of. The score of a role is the mean over the needs.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import HiringNeed, Role
from knowledge.needs.reasons import reason_of
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.index import WordIndex

MOST_NEEDS = 20
NEED_SCORE = 0.6  # the least fit at which a text is taken for a documented need
UNDOCUMENTED = 0.6  # how much what speaks for a role counts, against a documented need for it
DIGITS = 9  # to which scores are compared, so that the order does not hang on the rounding of sums


@dataclass(frozen=True, slots=True)
class HiringAdvice:
    """A role to hire. `score` is 0 to 1: the mean over the needs of how well the role serves each.

    `together` are roles to hire beside it for needs that want several. `reasons` are made when they are asked for.
    """

    role: Role
    score: float
    reasons: tuple[Callable[[], str], ...]
    matched_needs: tuple[HiringNeed, ...]
    together: tuple[Role, ...]
    unmatched_needs: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What speaks for it, in sentences."""
        return " ".join(dict.fromkeys(reason() for reason in self.reasons))


@dataclass(slots=True)
class _Case:
    """What speaks for a role: by need its score and how much evidence there is, whatever is documented."""

    scores: dict[int, float] = field(default_factory=dict)
    evidence: dict[int, float] = field(default_factory=dict)
    reasons: list[Callable[[], str]] = field(default_factory=list)
    needs: dict[HiringNeed, None] = field(default_factory=dict)
    together: dict[Role, None] = field(default_factory=dict)

    def add(self, need: int, score: float, reason: Callable[[], str]) -> None:
        self.scores[need] = max(score, self.scores.get(need, 0.0))
        self.reasons.append(reason)


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
    documented = WordIndex(need for need in snapshot.hiring_needs.values() if need.active)
    cases: dict[Role, _Case] = defaultdict(_Case)
    unmatched = tuple(
        need
        for place, need in enumerate(needs)
        if not _documented(documented, place, need, cases) | _serving(snapshot, place, need, len(needs) == 1, cases)
    )
    if not cases:
        known = [need.name for need in snapshot.hiring_needs.values() if need.active][:3]
        raise NotFound("hiring advice for", needs[0], ["needs", 0], known)
    ranked = [
        (-round(sum(case.scores.values()) / len(needs), DIGITS), -sum(case.evidence.values()), role.slug, role, case)
        for role, case in cases.items()
    ]
    ranked.sort(key=lambda each: each[:3])
    return [
        HiringAdvice(
            role=role,
            score=-score,
            reasons=tuple(case.reasons),
            matched_needs=tuple(case.needs),
            together=tuple(case.together),
            unmatched_needs=unmatched,
        )
        for score, _, _, role, case in ranked
    ]


def _documented(index: WordIndex, place: int, text: str, cases: dict[Role, _Case]) -> bool:
    """Count the active roles that are documented for a need; whether there are any."""
    any_found = False
    for hit in index.search(text, least=0.0):
        if hit.fit < NEED_SCORE or not isinstance(hit.entity, HiringNeed):
            continue
        wanted = [said for said in hit.entity.roles if said.role.active]
        for said in wanted:
            any_found = True
            case = cases[said.role]
            case.add(place, hit.fit, partial(_documentation, hit.entity.name, hit.matched, said.statement))
            case.needs[hit.entity] = None
            case.together.update(dict.fromkeys(each.role for each in wanted if each.role is not said.role))
    return any_found


def _documentation(need: str, matched: str, statement: str | None) -> str:
    return f"Documented for “{need}” ({matched}).{f' {statement}' if statement else ''}"


def _serving(snapshot: Snapshot, place: int, text: str, alone: bool, cases: dict[Role, _Case]) -> bool:
    """Count the roles that serve a need by their names and their work; whether there are any."""
    found = snapshot.serving.roles_for(text)
    for evidence in found:
        case = cases[evidence.role]
        case.evidence[place] = evidence.score
        reason = partial(reason_of, evidence, None if alone else text)
        case.add(place, UNDOCUMENTED * evidence.score, reason)
    return bool(found)
