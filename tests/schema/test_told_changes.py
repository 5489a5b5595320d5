"""Changes as a person would tell them: with names, one thing after the other, of whom one follows."""

from collections.abc import Iterator
from typing import Any

import pytest

from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from seeds.loading import load
from tests.conftest import Ask, asking, new_store

FIRST = """dataset: {slug: bakery, title: The bakery}
citations: []
basis: INFERRED
role_groups:
  - {slug: food, name: Food trades, scheme: ISCO, code: "75"}
  - {slug: bakers, name: Bakers and others, scheme: ISCO, code: "751", broader: food}
  - {slug: clerks, name: Clerks, scheme: ISCO, code: "4"}
skills:
  - {slug: kneading, name: Kneading, skill_kind: SKILL}
  - {slug: sums, name: Doing sums, skill_kind: SKILL}
  - {slug: ovens, name: Firing ovens, skill_kind: SKILL}
roles:
  - slug: baker
    name: Baker
    description: Bakes.
    groups: [bakers]
    skills:
      - {skill: kneading, importance: OPTIONAL, level: 0.6}
      - {skill: sums, importance: OPTIONAL}
  - {slug: clerk, name: Clerk, groups: [clerks], skills: [{skill: sums, importance: ESSENTIAL, level: 0.9}]}
  - {slug: miller, name: Miller, groups: [food]}
"""
SECOND = (
    FIRST.replace("level: 0.6}", "level: 0.7}")
    .replace("{skill: sums, importance: OPTIONAL}", "{skill: ovens, importance: ESSENTIAL}")
    .replace("level: 0.9", "level: 0.8")
    .replace("description: Bakes.", "description: Bakes bread.")
)
THIRD = (
    SECOND.replace("kneading, importance: OPTIONAL", "kneading, importance: ESSENTIAL")
    .replace("    description: Bakes bread.\n", "")
    .replace("name: Miller,", "name: Miller, status: DEPRECATED, replaced_by: baker,")
)
CHANGES = """query ($since: Int!, $filter: ChangeFilter) { changes(since: $since, filter: $filter) { nodes {
    revision slug name operation sentences
    statements { deed field item quality details before after thing { slug } } } } }"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Ask]]:
    folder = tmp_path_factory.mktemp("bakery")
    with new_store(f"sqlite:///{folder / 'rolegraph.db'}") as store:
        for text in (FIRST, SECOND, THIRD):
            (folder / "bakery.yaml").write_text(text)
            load(store, [folder / "bakery.yaml"], "tester")
        snapshot = newest_snapshot(store)
        yield store, asking(snapshot, store, lambda number: snapshot_at(store, number))


def changes(bakery: tuple[Store, Ask], since: int, **filter: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bakery[1](CHANGES, since=since, filter=filter)["data"]["changes"]["nodes"]
    return found


def test_what_became_of_a_record_is_told_with_names(bakery: tuple[Store, Ask]) -> None:
    second, _ = changes(bakery, 1, slug="baker", kinds=["ROLE"])
    assert second["name"] == "Baker"
    assert second["sentences"] == [
        "The description of Baker changed from Bakes to Bakes bread.",
        "The level of Kneading for Baker rose from 0.6 to 0.7.",
        "Doing sums is no longer among the skills of Baker.",
        "Firing ovens (essential) is now among the skills of Baker.",
    ]


def test_statements_have_the_same_in_pieces(bakery: tuple[Store, Ask]) -> None:
    second, third = changes(bakery, 1, slug="baker", kinds=["ROLE"])
    assert [each["deed"] for each in second["statements"]] == ["CHANGED", "ROSE", "REMOVED", "ADDED"]
    assert second["statements"][1] == {
        "deed": "ROSE",
        "field": "skills",
        "item": "Kneading",
        "quality": "level",
        "details": [],
        "before": "0.6",
        "after": "0.7",
        "thing": {"slug": "kneading"},
    }
    assert third["sentences"] == [
        "Baker has no description any more; it was Bakes bread.",
        "The importance of Kneading for Baker changed from optional to essential.",
    ]


def test_figures_fall_and_what_is_deprecated_names_its_successor(bakery: tuple[Store, Ask]) -> None:
    (clerk,) = changes(bakery, 1, slug="clerk")
    assert clerk["sentences"] == ["The level of Doing sums for Clerk fell from 0.9 to 0.8."]
    (miller,) = changes(bakery, 1, slug="miller")
    assert miller["operation"] == "DEPRECATED"
    assert miller["sentences"] == ["Baker took the place of Miller."]


def test_a_record_that_is_new_is_told_by_its_name_alone(bakery: tuple[Store, Ask]) -> None:
    first = changes(bakery, 0, slug="baker", kinds=["ROLE"])[0]
    assert (first["operation"], first["name"], first["statements"], first["sentences"]) == ("CREATED", "Baker", [], [])


def test_a_group_is_followed_with_the_groups_under_it_and_no_others(bakery: tuple[Store, Ask]) -> None:
    assert [(each["revision"], each["slug"]) for each in changes(bakery, 1, group="food")] == [
        (2, "baker"),
        (3, "baker"),
        (3, "miller"),
    ]
    assert {each["slug"] for each in changes(bakery, 0, group="bakers")} == {"baker"}
    assert changes(bakery, 0, group="food", kinds=["SKILL"]) == []


def test_a_group_that_there_is_not_is_an_error_with_the_nearest(bakery: tuple[Store, Ask]) -> None:
    (error,) = bakery[1](CHANGES, since=0, filter={"group": "baker"})["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["extensions"]["argument"] == ["filter", "group"]
    assert "bakers" in error["message"]
