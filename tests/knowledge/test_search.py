"""What people type finds what they mean."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}


def role(slug: str, name: str, *aliases: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.ROLE, slug), {**BASE, "slug": slug, "name": name, "aliases": list(aliases)} | more


def tool(slug: str, name: str) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.TOOL, slug), {**BASE, "slug": slug, "name": name}


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        tool("kickboards", "Kickboards"),
        tool("kubernetes", "Kubernetes"),
        tool("javascript", "JavaScript"),
        role("front", "Front end developer", "Web developer", tools=[{"tool": "kubernetes"}, {"tool": "javascript"}]),
        role("devops", "DevOps engineer"),
        role("ml-engineer", "Machine learning engineer", "ML engineer"),
        role("accountant", "Accountant"),
        role("account-manager", "Account manager"),
        role("welders", "Welders"),
        role("nurse", "Specialist nurse"),
        role("registrar", "Registrar of births"),
        role("data-scientist", "Data scientist"),
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ml eng", "ml-engineer"),
        ("eng ml", "ml-engineer"),
        ("machine lerning", "ml-engineer"),
        ("k8s", "kubernetes"),
        ("javascript developer", "front"),
        ("java script", "javascript"),
        ("frontend dev", "front"),
        ("dev ops", "devops"),
        ("accountent", "accountant"),
        ("welder", "welders"),
        ("registered nurse", "nurse"),
        ("DATA scientst", "data-scientist"),
        ("da", "data-scientist"),
    ],
)
def test_what_is_typed_finds_what_is_meant(office: Snapshot, typed: str, meant: str) -> None:
    assert office.search_index.search(typed)[0].entity.slug == meant


def test_a_numeronym_may_mean_several_things_and_the_one_in_use_comes_first(office: Snapshot) -> None:
    found = office.search_index.search("k8s")
    assert [hit.entity.slug for hit in found] == ["kubernetes", "kickboards"]


def test_what_has_every_word_comes_before_what_has_some(office: Snapshot) -> None:
    found = office.search_index.search("web developer")
    assert [hit.entity.slug for hit in found] == ["front"]
    assert found[0].matched == "Web developer"


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzyxyzzy", "zz 99", "a" * 5_000])
def test_nothing_is_found_where_nothing_is_meant(office: Snapshot, typed: str) -> None:
    assert office.search_index.search(typed) == []


def test_scores_are_between_0_and_1_and_descend(office: Snapshot) -> None:
    for typed in ("engineer", "d", "end", "manager account"):
        scores = [hit.score for hit in office.search_index.search(typed)]
        assert scores
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
