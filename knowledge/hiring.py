"""Whom to hire for what a project needs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.entities import HiringNeed, Role, RoleSkill
from knowledge.errors import BadInput, NotFound
from knowledge.search import SearchIndex
from knowledge.snapshot import Snapshot
from knowledge.vocabulary import Importance, Kind

MOST_NEEDS = 20
NEED_SCORE = 0.6  # the least search score at which a text is taken for a documented need
CONCEPT_SCORE = 0.75  # the same for a skill, tool or application
INDIRECT = 0.5  # how much holding what is needed counts, against a documented need for the role
DEMANDS = (Kind.APPLICATION, Kind.SKILL, Kind.TOOL)


@dataclass(frozen=True, slots=True)
class HiringAdvice:
    """A role to hire. `score` is 0 to 1: the mean over the needs of how well the role serves each.

    `together` are roles to hire beside it for needs that want several.
    """

    role: Role
    score: float
    reason: str
    matched_needs: tuple[HiringNeed, ...]
    together: tuple[Role, ...]
    unmatched_needs: tuple[str, ...]


@dataclass(slots=True)
class _Case:
    """What speaks for a role."""

    scores: dict[int, float] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    needs: dict[HiringNeed, None] = field(default_factory=dict)
    together: dict[Role, None] = field(default_factory=dict)

    def add(self, need: int, score: float, reason: str) -> None:
        self.scores[need] = max(score, self.scores.get(need, 0.0))
        self.reasons[reason] = None


def advise_hire(snapshot: Snapshot, needs: Sequence[str]) -> list[HiringAdvice]:
    """Roles to hire for the needs of a project, best first, ties by slug.

    A need is free text: it is looked for among documented hiring needs with their examples, and among applications,
    skills and tools, whose holders serve it indirectly. Raises `BadInput` for none or more than 20 needs and for a
    blank one, `NotFound` if nothing is known about any of them; needs that only some match are named in the advice.
    """
    if not 1 <= len(needs) <= MOST_NEEDS:
        raise BadInput(f"Name 1 to {MOST_NEEDS} needs, not {len(needs)}.", ["needs"])
    for place, need in enumerate(needs):
        if not need.strip():
            raise BadInput("A need is blank: say what the project needs.", ["needs", place])
    documented = SearchIndex(need for need in snapshot.hiring_needs.values() if need.active)
    cases: dict[Role, _Case] = defaultdict(_Case)
    unmatched = tuple(
        need
        for place, need in enumerate(needs)
        if not _documented(documented, place, need, cases) | _indirect(snapshot, place, need, cases)
    )
    if not cases:
        known = [need.name for need in snapshot.hiring_needs.values() if need.active][:3]
        raise NotFound("hiring advice for", needs[0], ["needs", 0], known)
    advice = [
        HiringAdvice(
            role=role,
            score=sum(case.scores.values()) / len(needs),
            reason=" ".join(case.reasons),
            matched_needs=tuple(case.needs),
            together=tuple(case.together),
            unmatched_needs=unmatched,
        )
        for role, case in cases.items()
        if role.active
    ]
    return sorted(advice, key=lambda each: (-each.score, each.role.slug))


def _documented(index: SearchIndex, place: int, text: str, cases: dict[Role, _Case]) -> bool:
    found = [hit for hit in index.search(text) if hit.score >= NEED_SCORE]
    for hit in found:
        if not isinstance(hit.entity, HiringNeed):
            continue
        for said in hit.entity.roles:
            case = cases[said.role]
            statement = f" {said.statement}" if said.statement else ""
            case.add(place, hit.score, f"Documented for “{hit.entity.name}” ({hit.matched}).{statement}")
            case.needs[hit.entity] = None
            case.together.update(dict.fromkeys(each.role for each in hit.entity.roles if each.role is not said.role))
    return bool(found)


def _indirect(snapshot: Snapshot, place: int, text: str, cases: dict[Role, _Case]) -> bool:
    """Count the roles that hold the concepts that a text names."""
    found = [hit for hit in snapshot.search_index.search(text, DEMANDS) if hit.score >= CONCEPT_SCORE]
    for hit in found:
        for link in getattr(hit.entity, "roles", ()):
            optional = isinstance(link, RoleSkill) and link.importance is Importance.OPTIONAL
            score = hit.score * INDIRECT * (0.5 if optional else 1.0)
            cases[link.role].add(place, score, f"{hit.entity.name} is part of the role.")
    return bool(found)
