"""Small random worlds for property tests."""

from functools import cache
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot

ROLES, SKILLS, TOOLS = 5, 8, 5
BASE = {"dataset": "d", "basis": "INFERRED"}


def slugs(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


@cache
def some(among: tuple[str, ...], most: int | None = None) -> st.SearchStrategy[list[str]]:
    """Any of these, at most so many, forwards or backwards: one drawing, where a list would take one for each."""
    parts = [
        part
        for count in range((len(among) if most is None else most) + 1)
        for chosen in combinations(among, count)
        for part in ([chosen, chosen[::-1]] if count > 1 else [chosen])
    ]
    return st.sampled_from(parts).map(list)


HELD = [
    {"importance": importance, **({} if level is None else {"level": level})}
    for importance in ("ESSENTIAL", "OPTIONAL")
    for level in (*[None] * 91, *(hundredths / 100 for hundredths in range(10, 101)))
]
"""How a role may hold a skill: the level of half of them is unknown, that of the others 0.1 to 1."""


@st.composite
def role_records(draw: st.DrawFn, slug: str) -> dict[str, Any]:
    return {
        **BASE,
        "slug": slug,
        "name": slug.upper(),
        "skills": [{"skill": skill, **draw(st.sampled_from(HELD))} for skill in draw(SOME_SKILLS)],
        "tools": [{"tool": tool} for tool in draw(SOME_TOOLS)],
        "qualifications": draw(SOME_QUALIFICATIONS),
    }


SOME_SKILLS, SOME_TOOLS = some(tuple(slugs("skill", SKILLS))), some(tuple(slugs("tool", TOOLS)))
SOME_QUALIFICATIONS = st.sampled_from(
    [
        [{"qualification": each, "requirement": told} for each, told in zip(chosen, requirements, strict=True)]
        for chosen in ([], ["bachelor"], ["master"], ["bachelor", "master"], ["master", "bachelor"])
        for requirements in product(("TYPICAL", "ADVANCED", "HELPFUL"), repeat=len(chosen))
    ]
)


@st.composite
def worlds(draw: st.DrawFn, deprecated: bool = True, mapped: bool = False) -> Snapshot:
    """Five roles over eight skills in a hierarchy, and five tools that serve them; if `mapped`, exact matches too."""
    return build(draw(records(deprecated, mapped)), [])


@st.composite
def records(draw: st.DrawFn, deprecated: bool = True, mapped: bool = False) -> dict[Key, dict[str, Any]]:
    found: dict[Key, dict[str, Any]] = {Key(Kind.DATASET, "d"): {"slug": "d", "title": "D"}}
    for place, slug in enumerate(slugs("skill", SKILLS)):
        broader = draw(some(tuple(slugs("skill", place)), 2)) if place else []
        found[Key(Kind.SKILL, slug)] = {
            **BASE,
            "slug": slug,
            "name": slug,
            "skill_kind": "SKILL",
            "broader": [{"skill": each} for each in broader],
        }
    for slug in slugs("tool", TOOLS):
        served = draw(some(tuple(slugs("skill", SKILLS)), 3))
        found[Key(Kind.TOOL, slug)] = {**BASE, "slug": slug, "name": slug, "skills": [{"skill": s} for s in served]}
    for slug, level in (("bachelor", "BACHELOR"), ("master", "MASTER")):
        found[Key(Kind.QUALIFICATION, slug)] = {
            **BASE,
            "slug": slug,
            "name": slug,
            "qualification_kind": "DEGREE",
            "degree_level": level,
        }
    pair = st.tuples(st.sampled_from(slugs("skill", SKILLS)), st.sampled_from(slugs("skill", SKILLS)))
    for subject, target in draw(st.lists(pair, unique=True, max_size=2)) if mapped else ():
        if subject != target:
            found[Key(Kind.CONCEPT_MAPPING, f"{subject}-{target}")] = {
                **BASE,
                "slug": f"{subject}-{target}",
                "name": subject,
                "subject_kind": "SKILL",
                "subject": subject,
                "relation": "EXACT_MATCH",
                "object_slug": target,
            }
    for slug in slugs("role", ROLES):
        record = draw(role_records(slug))
        if deprecated and slug != "role0" and draw(st.booleans()):
            record["status"] = "DEPRECATED"
        found[Key(Kind.ROLE, slug)] = record
    return found
