"""How near one skill or tool is to another, for someone who lacks the one and has the other.

Closeness is 0 (unrelated) to 1 (the same). Between skills it follows the hierarchy: who knows a part of a skill
(narrower) is nearer to it than who knows the whole that it belongs to (broader); siblings share a broader skill.
Skills that one tool serves are near through the tool. Between tools it is the share of served skills in common. What
their names mean says more (`closest_by_meaning`).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.model.entities import Entity, Skill, Tool
from knowledge.words.meaning import LANGUAGES, MEANINGS
from knowledge.words.tongues import base_of

NARROWER, BROADER, SIBLING, SAME_TOOL = 0.7, 0.6, 0.4, 0.4
SAME_SKILLS = 0.8  # two tools that serve exactly the same skills
MEANS_THE_SAME = 0.8  # two names of the same meaning
UNALIKE = 0.4  # the cosine of names up to which their meanings say nothing
SAME_CATEGORY = 0.2
LEAST_CLOSENESS = 0.45  # from which the nearest is worth telling: to be parts of one whole alone is not


class Closest(NamedTuple):
    """The nearest of what is held, and how near it is."""

    entity: Skill | Tool
    closeness: float


def related_skills(skill: Skill) -> dict[Skill, float]:
    """Every skill that is near `skill`, with its closeness; `skill` itself is left out."""
    found: dict[Skill, float] = {}

    def note(other: Skill, closeness: float) -> None:
        if other is not skill and found.get(other, 0.0) < closeness:
            found[other] = closeness

    for link in skill.narrower:
        note(link.skill, NARROWER)
    for up in skill.broader:
        note(up.broader, BROADER)
        for down in up.broader.narrower:
            note(down.skill, SIBLING)
    for served in skill.tools:
        for other in served.tool.skills:
            note(other.skill, SAME_TOOL)
    return found


def related_tools(tool: Tool) -> dict[Tool, float]:
    """Every tool that serves a skill in common with `tool`, with its closeness; `tool` itself is left out."""
    ours = {link.skill for link in tool.skills}
    found: dict[Tool, float] = {}
    for skill in ours:
        for link in skill.tools:
            if link.tool is not tool and link.tool not in found:
                theirs = {each.skill for each in link.tool.skills}
                found[link.tool] = SAME_SKILLS * len(ours & theirs) / len(ours | theirs)
    return found


def near_skills(held: Iterable[Skill]) -> dict[Skill, float]:
    """Every skill that something held is near to, with the greatest closeness: `related_skills` the other way round."""
    found: dict[Skill, float] = {}

    def note(skill: Skill, closeness: float) -> None:
        if found.get(skill, 0.0) < closeness:
            found[skill] = closeness

    for other in held:
        for up in other.broader:
            note(up.broader, NARROWER)
            for down in up.broader.narrower:
                if down.skill is not other:
                    note(down.skill, SIBLING)
        for down in other.narrower:
            note(down.skill, BROADER)
        for serving in other.tools:
            for served in serving.tool.skills:
                if served.skill is not other:
                    note(served.skill, SAME_TOOL)
    return found


def near_tools(held: Iterable[Tool]) -> dict[Tool, float]:
    """Every tool that something held is near to, with the greatest closeness."""
    found: dict[Tool, float] = {}
    for other in held:
        for tool, closeness in related_tools(other).items():
            found[tool] = max(found.get(tool, 0.0), closeness)
    return found


def closest_by_meaning(
    wanted: Sequence[Entity], held: Sequence[Entity], stated: NDArray[np.float64]
) -> list[Closest | None]:
    """For each thing that is wanted, the nearest of those that are held, which are in order of slug; None if none is.

    `stated` is how near they are by what sources say, as wanted × held. What their names mean counts beside it, from a
    cosine of 0.4 on; both are independent reasons: 1 minus the product of what each leaves open. Tools of one category
    are a little nearer than others. Ties go to the first by slug.
    """
    if not wanted or not held:
        return [None] * len(wanted)
    vectors = MEANINGS.vectors([_said(each) for each in (*wanted, *held)])
    cosines = (vectors[: len(wanted)] @ vectors[len(wanted) :].T).astype(np.float64)
    meaning = MEANS_THE_SAME * np.clip((cosines - UNALIKE) / (1 - UNALIKE), 0.0, 1.0)
    numbers: dict[str, int] = {}
    categories = np.array([_category(each, numbers) for each in (*wanted, *held)])
    ours, theirs = categories[: len(wanted), None], categories[None, len(wanted) :]
    near = 1 - (1 - stated) * (1 - meaning) * (1 - SAME_CATEGORY * ((ours == theirs) & (ours >= 0)))
    best = np.argmax(np.round(near, 9), axis=1)  # the first of equals
    return [
        Closest(entity, float(row[place]))
        if row[place] >= LEAST_CLOSENESS and isinstance(entity := held[place], Skill | Tool)
        else None
        for row, place in zip(near, best.tolist(), strict=True)
    ]


def _said(entity: Entity) -> str:
    """The name of a thing; nothing where it is in a language of which no word has a meaning."""
    return entity.name if base_of(entity.dataset.spoken) in LANGUAGES else ""


def _category(entity: Entity, numbers: dict[str, int]) -> int:
    """A number for each category, -1 for none."""
    category = entity.category if isinstance(entity, Tool) else None
    return -1 if category is None else numbers.setdefault(category, len(numbers))
