"""Needs that no role is called after: roles are guessed by what they do and what is said of them, and marked so."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.needs.described import described
from knowledge.needs.otherwise import said_otherwise
from knowledge.needs.readings import readings
from knowledge.questions.hiring import advise_hire
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
ROLES = {
    "exterminator": ("Kills rats, mice and insects in houses.", "set traps"),
    "secretary": ("Writes letters and records minutes of meetings.", "file documents"),
    "phlebotomist": ("Collects blood from patients for tests.", "sterilise needles"),
    "geologist": ("Studies rocks and takes samples of them.", "collect samples"),
    "midwife": ("Assists women during birth.", "monitor pregnancies"),
    "organist": ("Plays the organ and other musical instruments as a musician.", "read scores"),
    "web specialist": ("Improves where a website stands in search engines.", "search engine optimisation"),
    "surveyor": ("Measures land and building sites.", "use theodolites"),
}


def record(kind: Kind, name: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    slug = name.lower().replace(" ", "-")
    return Key(kind, slug), {**BASE, "slug": slug, "name": name, **more}


@pytest.fixture(scope="module")
def village() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, skill, skill_kind="SKILL") for _, skill in ROLES.values()),
        *(
            record(
                Kind.ROLE,
                name,
                description=description,
                skills=[{"skill": skill.replace(" ", "-"), "importance": "ESSENTIAL"}],
            )
            for name, (description, skill) in ROLES.items()
        ),
    )


@pytest.mark.parametrize(
    ("need", "first"),
    [
        ("get rid of rats", "exterminator"),
        ("take minutes", "secretary"),
        ("take blood samples", "phlebotomist"),
        ("play the organ at mass", "organist"),
        ("make our site rank higher", "web-specialist"),
        ("help women giving birth", "midwife"),
    ],
)
def test_who_does_what_a_need_describes_is_guessed_and_marked_as_a_guess(
    village: Snapshot, need: str, first: str
) -> None:
    best, *others = advise_hire(village, [need])
    assert best.role.slug == first
    assert best.is_guess
    assert 0 < best.confidence < 1
    assert all(each.score <= best.score for each in others)


def test_what_is_known_of_a_need_goes_before_what_is_guessed(village: Snapshot) -> None:
    best, *others = advise_hire(village, ["collect samples"])
    assert (best.role.slug, best.is_guess) == ("geologist", False)
    assert all(each.confidence <= best.confidence for each in others)


def test_guesses_are_sorted_and_of_active_roles_alone(village: Snapshot) -> None:
    guesses = described(village.search_index, village.search_index.datasets, "measure land", {})
    assert len(guesses) == len(ROLES)
    assert guesses[0].role.slug == "surveyor"
    assert [each.confidence for each in guesses] == sorted((each.confidence for each in guesses), reverse=True)


@pytest.mark.parametrize("need", ["zzqx", "🙂", "our", "the of and", "x" * 300, "看護師", "\x00"])
def test_what_says_nothing_is_surely_nobody(village: Snapshot, need: str) -> None:
    guesses = described(village.search_index, village.search_index.datasets, need, {})
    assert all(each.confidence < 0.2 for each in guesses)


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("look after my mother", "care for elderly people at home"),
        ("cut our costs", "reduce our costs"),
        ("cut hair", "cut hair"),
        ("write a poem", "write a poem"),
        ("make the shop's app faster", "improve performance of the shop's software application"),
        ("clean the building site", "clean the building site"),
    ],
)
def test_everyday_words_are_read_in_those_of_work(need: str, said: str) -> None:
    assert " ".join(said_otherwise(need).split()) == said


@pytest.mark.parametrize(
    ("need", "asks", "does_not"),
    [
        ("raise money for our charity", "fundraiser", "financial analyst"),
        ("raise capital from investors", "financial analyst", "fundraiser"),
        ("survey a building site", None, "market research analyst"),
        ("a survey of our customers", "market research analyst", None),
        ("investigate a theft", None, "security guard"),
        ("test our app", "software tester", None),
        ("test the soil", None, "software tester"),
        ("do the accounts for our club", "bookkeeper", None),
        ("clean up messy data", "data analyst", None),
        ("clean the office", None, "data analyst"),
    ],
)
def test_what_a_need_names_asks_for_its_trade_and_no_other(need: str, asks: str | None, does_not: str | None) -> None:
    found = [each.role for each in readings(need)]
    assert asks is None or asks in found
    assert does_not is None or does_not not in found
