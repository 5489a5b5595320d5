"""Needs that name what no role is called after: a product, a medium, an artefact; and verbs that say nothing alone."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.needs.readings import readings
from knowledge.questions.hiring import advise_hire
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

ROLES = (
    ("ICT system administrator", ()), ("waiter", ("server",)), ("social media manager", ()), ("postman", ()),
    ("lawyer", ()), ("construction contractor", ()), ("software developer", ()), ("builder", ()), ("fixer", ()),
    ("web developer", ()), ("house builder", ()), ("painter", ()), ("model", ()), ("data scientist", ()),
    ("business intelligence analyst", ()), ("fraud analyst", ()), ("software tester", ()), ("plumber", ()),
)  # fmt: skip


def role(name: str, aliases: tuple[str, ...]) -> tuple[Key, dict[str, Any]]:
    slug = name.lower().replace(" ", "-")
    return Key(Kind.ROLE, slug), {
        "slug": slug, "name": name, "aliases": list(aliases), "dataset": "d", "basis": "STATED",
    }  # fmt: skip


@pytest.fixture(scope="module")
def street() -> Snapshot:
    return world((Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}), *(role(*each) for each in ROLES))


@pytest.mark.parametrize(
    ("need", "first"),
    [
        ("Build a chatbot over our documents", "software-developer"),
        ("keep our servers running", "ict-system-administrator"),
        ("Instagram posts", "social-media-manager"),
        ("review contracts", "lawyer"),
        ("check our supplier contracts", "lawyer"),
        ("dashboards", "business-intelligence-analyst"),
        ("detect fraud", "fraud-analyst"),
        ("unit tests for our app", "software-tester"),
        ("fix our website", "web-developer"),
        ("train a model to predict churn", "data-scientist"),
        ("a leaking tap in the kitchen", "plumber"),
    ],
)
def test_what_a_need_names_asks_for_whoever_makes_or_tends_it(street: Snapshot, need: str, first: str) -> None:
    best = advise_hire(street, [need])[0]
    assert best.role.slug == first
    assert not best.is_guess


def test_the_reason_says_which_words_ask_for_the_role(street: Snapshot) -> None:
    best = advise_hire(street, ["Instagram posts"])[0]
    assert best.reason == "“Instagram” is work for “social media manager”."
    assert best.score == pytest.approx(0.6 * 0.85)


def test_a_verb_that_says_nothing_alone_does_not_call_for_its_doer(street: Snapshot) -> None:
    found = advise_hire(street, ["build dashboards"])
    assert "builder" not in {each.role.slug for each in found}


def test_a_verb_calls_for_its_doer_with_what_it_is_done_to(street: Snapshot) -> None:
    assert advise_hire(street, ["build a house"])[0].role.slug == "house-builder"
    assert advise_hire(street, ["painting our fence"])[0].role.slug == "painter"


@pytest.mark.parametrize("need", ["welding", "payrolls of lions", "ui", "our", "🙂", "a" * 500])
def test_only_what_a_need_names_is_read(need: str) -> None:
    assert len(readings(need)) <= 6
    assert "waiter" not in {each.role for each in readings(need)}
    assert readings("welding") == []


def test_names_come_in_the_order_in_which_the_need_asks_for_them() -> None:
    first = [each.because for each in readings("contracts to review and unit tests, dashboards too")]
    assert first == sorted(first, key="contracts to review and unit tests, dashboards too".index)
    assert {"unit tests", "dashboards"} == set(first)
