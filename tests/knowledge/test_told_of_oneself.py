"""What a text tells of who writes it: what they are, or were, and what goes on without a full stop."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.match import Matches, match_roles
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.stances import Stance
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
SKILLS = ("dress wounds", "give injections", "keep books", "audit accounts", "train models", "clean data")
TOOLS = ("Python", "SAP")


def record(kind: Kind, name: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    slug = name.lower().replace(" ", "-")
    return Key(kind, slug), {**BASE, "slug": slug, "name": name, **more}


def role(name: str, *skills: str, optional: str | None = None) -> tuple[Key, dict[str, Any]]:
    links = [{"skill": each.replace(" ", "-"), "importance": "ESSENTIAL"} for each in skills]
    if optional:
        links.append({"skill": optional.replace(" ", "-"), "importance": "OPTIONAL"})
    return record(Kind.ROLE, name, skills=links)


@pytest.fixture(scope="module")
def ward() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in SKILLS),
        *(record(Kind.TOOL, each) for each in TOOLS),
        role("nurse", "dress wounds", "give injections", optional="clean data"),
        role("accountant", "keep books", "audit accounts"),
        role("data scientist", "train models", "clean data"),
    )


def understood(found: Matches) -> dict[str, Stance]:
    return {each.entity.slug: each.stance for each in found.understood}


@pytest.mark.parametrize(
    "text",
    [
        "I am a nurse and would like to train models.",
        "I'm an experienced nurse, and I want to train models.",
        "I have worked as a nurse for nine years. I want to train models.",
        "I used to be a nurse. I would love to train models.",
        "Qualified nurse who wants to train models",
        "Je suis nurse. I want to train models.",
    ],
)
def test_who_says_what_they_are_has_what_that_takes(ward: Snapshot, text: str) -> None:
    found = match_roles(ward, [], [], text=text)
    assert understood(found) == {"nurse": Stance.HAS, "train-models": Stance.WANTS}
    best, *others = found.matches
    assert best.role.slug == "nurse"
    assert [each.slug for each in best.missing_skills] == ["clean-data"], "all but what is optional"
    assert "accountant" not in {each.role.slug for each in others}


@pytest.mark.parametrize(
    "text",
    [
        "I report to the nurse. Python.",
        "I would like to become a nurse. Python.",
        "My wife is a nurse. Python.",
        "I am not a nurse. Python.",
        "I am married to a nurse. Python.",
        "I report to a qualified nurse. Python.",
        "Worked with the nurse on duty. Python.",
    ],
)
def test_who_only_names_a_role_is_none(ward: Snapshot, text: str) -> None:
    found = match_roles(ward, [], [], text=text)
    assert understood(found) == {"python": Stance.HAS}
    assert found.matches == ()


def test_what_is_denied_is_not_held_whatever_the_role_takes(ward: Snapshot) -> None:
    found = match_roles(ward, [], [], text="I am a nurse. I have never had to dress wounds.")
    assert understood(found) == {"nurse": Stance.HAS, "dress-wounds": Stance.DENIES}
    assert [each.slug for each in found.matches[0].missing_skills] == ["dress-wounds", "clean-data"]


def test_a_title_counts_and_leaves_what_an_advertisement_asks_for_asked_for(ward: Snapshot) -> None:
    found = match_roles(ward, [], [], text="Nurse\nYou must have SAP, and you can train models.")
    assert understood(found) == {"nurse": Stance.HAS, "sap": Stance.WANTS, "train-models": Stance.WANTS}
    assert {each.role.slug for each in found.matches} == {"nurse", "data-scientist"}


@pytest.mark.parametrize("times", [1, 13, 100, 400])
def test_what_is_repeated_without_a_full_stop_is_all_found(ward: Snapshot, times: int) -> None:
    text = "I know Python " * times
    found = ward.reader.read(text).mentions()
    assert [(each.start, each.entity.slug) for each in found] == [(14 * n + 7, "python") for n in range(times)]


def test_names_are_found_in_what_goes_on_without_punctuation(ward: Snapshot) -> None:
    filler = "whatever somebody writes that nobody ever divides goes here once more again "
    text = f"{filler}they dress wounds then {filler}{filler}we audit accounts {filler}"
    assert [each.text for each in ward.reader.read(text).mentions()] == ["dress wounds", "audit accounts"]
