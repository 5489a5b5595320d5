"""Small random worlds for property tests."""

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


@st.composite
def role_records(draw: st.DrawFn, slug: str) -> dict[str, Any]:
    skills = draw(st.lists(st.sampled_from(slugs("skill", SKILLS)), unique=True))
    return {
        **BASE,
        "slug": slug,
        "name": slug.upper(),
        "skills": [
            {
                "skill": skill,
                "importance": draw(st.sampled_from(["ESSENTIAL", "OPTIONAL"])),
                **({"level": level} if (level := draw(st.none() | st.floats(0.1, 1))) is not None else {}),
            }
            for skill in skills
        ],
        "tools": [{"tool": tool} for tool in draw(st.lists(st.sampled_from(slugs("tool", TOOLS)), unique=True))],
        "qualifications": [
            {"qualification": each, "requirement": draw(st.sampled_from(["TYPICAL", "ADVANCED", "HELPFUL"]))}
            for each in draw(st.lists(st.sampled_from(["bachelor", "master"]), unique=True))
        ],
    }


@st.composite
def worlds(draw: st.DrawFn, deprecated: bool = True, mapped: bool = False) -> Snapshot:
    """Five roles over eight skills in a hierarchy, and five tools that serve them; if `mapped`, exact matches too."""
    return build(draw(records(deprecated, mapped)), [])


@st.composite
def records(draw: st.DrawFn, deprecated: bool = True, mapped: bool = False) -> dict[Key, dict[str, Any]]:
    found: dict[Key, dict[str, Any]] = {Key(Kind.DATASET, "d"): {"slug": "d", "title": "D"}}
    for place, slug in enumerate(slugs("skill", SKILLS)):
        broader = draw(st.lists(st.sampled_from(slugs("skill", place)), unique=True, max_size=2)) if place else []
        found[Key(Kind.SKILL, slug)] = {
            **BASE,
            "slug": slug,
            "name": slug,
            "skill_kind": "SKILL",
            "broader": [{"skill": each} for each in broader],
        }
    for slug in slugs("tool", TOOLS):
        served = draw(st.lists(st.sampled_from(slugs("skill", SKILLS)), unique=True, max_size=3))
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
