"""A small world of roles, skills, tools and groups that lists are narrowed down in."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking, world

BASE: dict[str, Any] = {"basis": "INFERRED", "dataset": "home"}


def records() -> list[tuple[Key, dict[str, Any]]]:
    """Four roles in ISCO 2 and 3; `nurse` is a deprecated fifth one."""
    found: list[tuple[Kind, dict[str, Any]]] = [
        (Kind.DATASET, {"slug": "home", "title": "Home"}),
        (Kind.DATASET, {"slug": "away", "title": "Away"}),
    ]
    groups = (("isco-2", "2", None), ("isco-21", "21", "isco-2"), ("isco-25", "25", "isco-2"), ("isco-3", "3", None))
    for slug, code, broader in groups:
        more = {"broader": broader} if broader else {}
        found.append((Kind.ROLE_GROUP, {**BASE, "slug": slug, "name": slug, "scheme": "ISCO", "code": code, **more}))
    skills: tuple[tuple[str, dict[str, Any]], ...] = (
        ("computing", {"skill_kind": "GROUP"}),
        (
            "programming",
            {"broader": [{"skill": "computing"}], "reuse_level": "CROSS_SECTOR", "collections": ["digital"]},
        ),
        ("python", {"broader": [{"skill": "programming"}], "collections": ["digital", "ICT"]}),
        ("mathematics", {"skill_kind": "KNOWLEDGE", "category": "sciences"}),
    )
    for slug, more in skills:
        found.append((Kind.SKILL, {"skill_kind": "SKILL", **BASE, "slug": slug, "name": slug, **more}))
    for slug, category, hot in (("git", "versions", True), ("excel", "sheets", False)):
        found.append((Kind.TOOL, {**BASE, "slug": slug, "name": slug, "category": category, "hot": hot}))
    for zone in (3, 5):
        ids = [{"scheme": "onet-job-zone", "identifier": str(zone)}]
        zone_is = {
            "slug": f"zone-{zone}",
            "name": f"Zone {zone}",
            "qualification_kind": "EXPERIENCE",
            "external_ids": ids,
        }
        found.append((Kind.QUALIFICATION, {**BASE, **zone_is}))
    found += [
        (Kind.ROLE, role("developer", "isco-25", ["programming", "python"], ["git"], zone=5, pay=(60_000, 90_000))),
        (
            Kind.ROLE,
            role("analyst", "isco-25", ["python", "mathematics"], ["git", "excel"], zone=3, pay=(40_000, 55_000)),
        ),
        (Kind.ROLE, role("mathematician", "isco-21", ["mathematics"], [], zone=5, regulated=False)),
        (Kind.ROLE, role("technician", "isco-3", ["programming"], ["excel"], dataset="away", regulated=True)),
        (Kind.ROLE, role("nurse", "isco-3", [], [], status="DEPRECATED")),
    ]
    return [(Key(kind, record["slug"]), record) for kind, record in found]


def role(
    slug: str,
    group: str,
    skills: list[str],
    tools: list[str],
    *,
    zone: int | None = None,
    pay: tuple[int, int] | None = None,
    **more: Any,
) -> dict[str, Any]:
    ids = [{"scheme": "test", "identifier": f"http://example.org/{slug}"}]
    return {
        **BASE,
        "slug": slug,
        "name": slug.capitalize(),
        "groups": [group],
        "external_ids": ids,
        "skills": [{"skill": each, "importance": "ESSENTIAL"} for each in skills],
        "tools": [{"tool": each} for each in tools],
        "qualifications": [{"qualification": f"zone-{zone}", "requirement": "TYPICAL"}] if zone else [],
        "pay": [{"minimum": pay[0], "maximum": pay[1], "currency": "EUR", "period": "YEAR"}] if pay else [],
        **more,
    }


@pytest.fixture(scope="module")
def ask_narrowing(sqlite_store: Store) -> Ask:
    """Asks that world; its history is that of another database, which nobody asks for."""
    snapshot = world(*records())
    return asking(snapshot, sqlite_store, lambda _: snapshot)
