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


def tool(slug: str, name: str, *aliases: str) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.TOOL, slug), {**BASE, "slug": slug, "name": name, "aliases": list(aliases)}


def skill(slug: str, name: str, *aliases: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    record = {**BASE, "skill_kind": "SKILL", "slug": slug, "name": name, "aliases": list(aliases)}
    return Key(Kind.SKILL, slug), record | more


DATASET = (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"})
OFFICE = (
    tool("kickboards", "Kickboards"),
    tool("kubernetes", "Kubernetes"),
    tool("javascript", "JavaScript"),
    tool("typescript", "TypeScript"),
    tool("react", "React"),
    tool("node", "Node.js"),
    tool("go", "Go"),
    tool("r", "R"),
    tool("lead-aprons", "Lead aprons"),
    tool("csharp", "C#"),
    skill("golf", "Golf"),
    skill("time-management", "Time management"),
    skill("machine-learning", "Machine learning"),
    skill("patience", "Patience", "stay patient"),
    role(
        "front",
        "Front end developer",
        "Web developer",
        tools=[{"tool": "kubernetes"}, {"tool": "javascript"}],
    ),
    role("devops", "DevOps engineer"),
    role("sre", "Site reliability engineer"),
    role("ml-engineer", "Machine learning engineer", "ML engineer"),
    role("software-engineer", "Software engineer"),
    role("accountant", "Accountant"),
    role("account-manager", "Account manager"),
    role("marketing-manager", "Marketing manager"),
    role("welders", "Welders"),
    role("nurse", "Specialist nurse"),
    role("barber", "Barber", description="Cuts, washes and styles hair."),
    role("registrar", "Registrar of births"),
    role("data-scientist", "Data scientist", external_ids=[{"scheme": "soc", "identifier": "15-2051.00"}]),
    role("kango", "看護師"),
    role("hemsire", "Hemşire"),
    role("povar", "Повар", "Шеф-повар"),
)


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(DATASET, *OFFICE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ml eng", "ml-engineer"),
        ("eng ml", "ml-engineer"),
        ("machine lerning", "machine-learning"),
        ("machine lerning engineer", "ml-engineer"),
        ("k8s", "kubernetes"),
        ("java script", "javascript"),
        ("js", "javascript"),
        ("ts", "typescript"),
        ("frontend dev", "front"),
        ("dev ops", "devops"),
        ("SRE", "sre"),
        ("golang", "go"),
        ("React.js", "react"),
        ("reactjs", "react"),
        ("nodejs", "node"),
        ("node js", "node"),
        ("c sharp", "csharp"),
        ("accountent", "accountant"),
        ("accountants", "accountant"),
        ("welder", "welders"),
        ("registered nurse", "nurse"),
        ("DATA scientst", "data-scientist"),
        ("cuts hair", "barber"),
        ("hairdresser", "barber"),
        ("hemsire", "hemsire"),
        ("看護", "kango"),
        ("шеф повар", "povar"),
        ("15-2051.00", "data-scientist"),
        ("SOC 15-2051.00", "data-scientist"),
        ("ml-engineer", "ml-engineer"),
        ("Sr. Software Engineer (remote)", "software-engineer"),
        ("Lead Software Engineer", "software-engineer"),
        ("software engineer london", "software-engineer"),
        ("Software Engineer II", "software-engineer"),
        ("Softwareengineer", "software-engineer"),
        ("marketing manager, part time", "marketing-manager"),
        ("Marketing Manager (m/f/d) - 5 years' experience", "marketing-manager"),
        ("lead apron", "lead-aprons"),
        ("time management", "time-management"),
        ("excellent time management skills", "time-management"),
        ("Patient", "patience"),
    ],
)
def test_what_is_typed_finds_what_is_meant(office: Snapshot, typed: str, meant: str) -> None:
    assert office.search_index.search(typed)[0].entity.slug == meant


@pytest.mark.parametrize(
    ("typed", "among"), [("da", "data-scientist"), ("acc", "accountant"), ("softw", "software-engineer"), ("R", "r")]
)
def test_a_beginning_finds_what_begins_so(office: Snapshot, typed: str, among: str) -> None:
    assert among in [hit.entity.slug for hit in office.search_index.search(typed)[:3]]


def test_a_numeronym_may_mean_several_things(office: Snapshot) -> None:
    found = office.search_index.search("k8s", [Kind.TOOL])
    assert found[0].entity.slug == "kubernetes"


def test_what_has_every_word_comes_before_what_has_some_and_says_what_matched(office: Snapshot) -> None:
    found = office.search_index.search("web developer")
    assert found[0].entity.slug == "front"
    assert found[0].matched == "Web developer"
    assert found[0].score > 0.8
    assert all(hit.score < 0.5 for hit in found[1:])


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzyxyzzy", "zz 99", "🙂🙂", "\x00\x1b", "a" * 50_000, "." * 500])
def test_nothing_is_found_where_nothing_is_meant(office: Snapshot, typed: str) -> None:
    assert office.search_index.search(typed) == []


def test_scores_are_between_0_and_1_and_descend(office: Snapshot) -> None:
    for typed in ("engineer", "d", "end", "manager account", "the of", "software engineer " * 500):
        scores = [hit.score for hit in office.search_index.search(typed)]
        assert scores
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_only_what_is_asked_for_is_found(office: Snapshot) -> None:
    index = office.search_index
    assert {hit.entity.kind for hit in index.search("machine learning", [Kind.SKILL])} == {Kind.SKILL}
    assert index.search("machine learning", [Kind.SKILL], "other") == []
    assert all(hit.confidence >= 0.5 for hit in index.search("engineer", least=0.5))


def test_what_one_dataset_answers_does_not_hang_on_what_else_is_loaded(office: Snapshot) -> None:
    other = (Key(Kind.DATASET, "other"), {"slug": "other", "title": "Other"})
    crowd = [
        (Key(Kind.ROLE, f"other/{place}"), {**BASE, "dataset": "other", "slug": f"other/{place}", "name": name})
        for place in range(300)
        for name in (f"Software engineer of type {place}",)
    ]
    both = world(DATASET, *OFFICE, other, *crowd)
    for typed in ("Sr. Software Engineer", "golang", "softwrae enginer", "nurse", "engineer", "ml"):
        alone = [(hit.entity.slug, hit.score) for hit in office.search_index.search(typed)]
        beside = [
            (hit.entity.slug, hit.score) for hit in both.search_index.search(typed) if hit.entity.dataset.slug == "d"
        ]
        assert beside == alone


def test_what_matches_exactly_is_listed_once_with_what_it_stands_for() -> None:
    other = (Key(Kind.DATASET, "other"), {"slug": "other", "title": "Other"})
    twin = role("other/nurse", "Nurse", dataset="other")
    mapping = (
        Key(Kind.CONCEPT_MAPPING, "m"),
        {
            **BASE,
            "slug": "m",
            "name": "M",
            "subject_kind": "ROLE",
            "subject": "nurse",
            "relation": "EXACT_MATCH",
            "object_slug": "other/nurse",
        },
    )
    snapshot = world(DATASET, other, role("nurse", "Nurse"), twin, mapping)
    found = snapshot.search_index.search("nurse")
    assert [(hit.entity.slug, [each.slug for each in hit.stands_for]) for hit in found] == [("nurse", ["other/nurse"])]


def test_of_what_matches_exactly_that_is_listed_which_has_the_very_name_that_is_asked_for() -> None:
    other = (Key(Kind.DATASET, "other"), {"slug": "other", "title": "Other"})
    mapping = {"name": "M", "subject_kind": "ROLE", "relation": "EXACT_MATCH", "object_slug": "other/developers"}
    snapshot = world(
        DATASET,
        other,
        role("engineer", "Software engineer"),
        role("other/developers", "Software developers", "Software Engineer", "Software Programmer", dataset="other"),
        (Key(Kind.CONCEPT_MAPPING, "m"), {**BASE, "slug": "m", "subject": "engineer", **mapping}),
    )
    for asked, first, beside in (
        ("software engineer", "engineer", "other/developers"),
        ("software developers", "other/developers", "engineer"),
        ("software programmer", "other/developers", "engineer"),
    ):
        found = snapshot.search_index.search(asked)
        assert [(hit.entity.slug, [each.slug for each in hit.stands_for]) for hit in found] == [(first, [beside])]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Machine Learning engineer", ["ml-engineer"]),
        ("ML engineer", ["ml-engineer"]),
        ("hemsıre", ["hemsire"]),
        ("engineer", []),
        ("", []),
        ("machine learning", []),
    ],
)
def test_names_are_known_exactly(office: Snapshot, text: str, slugs: list[str]) -> None:
    assert [each.slug for each in office.search_index.all_named(text, Kind.ROLE)] == slugs
