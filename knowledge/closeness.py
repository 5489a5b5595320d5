"""How near one skill or tool is to another, for someone who lacks the one and has the other.

Closeness is 0 (unrelated) to 1 (the same). Between skills it follows the hierarchy: who knows a part of a skill
(narrower) is nearer to it than who knows the whole that it belongs to (broader); siblings share a broader skill.
Skills that one tool serves are near through the tool. Between tools it is the share of served skills in common.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from knowledge.entities import Skill, Tool

NARROWER, BROADER, SIBLING, SAME_TOOL = 0.7, 0.6, 0.4, 0.4
SAME_SKILLS = 0.8  # two tools that serve exactly the same skills


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


def closest_skill(skill: Skill, held: Collection[Skill]) -> Closest | None:
    """The nearest held skill, None if none is near. Ties go to the first by slug."""
    return _best((other, near) for other, near in related_skills(skill).items() if other in held)


def closest_tool(tool: Tool, held: Collection[Tool]) -> Closest | None:
    """The nearest held tool, None if none is near. Ties go to the first by slug."""
    return _best((other, near) for other, near in related_tools(tool).items() if other in held)


def _best(candidates: Iterable[tuple[Skill | Tool, float]]) -> Closest | None:
    best = min(candidates, key=lambda each: (-each[1], each[0].slug), default=None)
    return None if best is None else Closest(*best)
