"""What somebody who reads a text would mark, and what they would not: places, colleagues, headings, other words."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.languages import language_of
from knowledge.texts.stances import Stance, is_beside
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
SKILLS = ("salon management", "cook pastry products", "bake bread", "lift weights", "work in the cold", "accounting",
          "sales", "answer phones", "manage stock rotation", "training")  # fmt: skip
TOOLS = ("Polishers", "Baking equipment", "M&E systems", "R", "Python", "Excel")
ROLES = ("pastry chef", "nurse", "doctor", "pharmacist", "receptionist", "profiler")


def record(kind: Kind, name: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    slug = name.lower().replace(" ", "-").replace("&", "")
    return Key(kind, slug), {**BASE, "slug": slug, "name": name, **more}


@pytest.fixture(scope="module")
def street() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in SKILLS),
        record(Kind.SKILL, "Polish", skill_kind="LANGUAGE"),
        *(record(Kind.TOOL, each) for each in TOOLS),
        *(record(Kind.ROLE, each) for each in ROLES),
    )


def said(snapshot: Snapshot, text: str) -> dict[str, Stance]:
    return {each.entity.slug: each.stance for each in snapshot.reader.read(text).mentions()}


def test_what_a_deed_is_done_with_is_not_named_by_it(street: Snapshot) -> None:
    assert said(street, "I like baking bread.") == {"bake-bread": Stance.HAS}
    assert said(street, "I clean baking equipment.") == {"baking-equipment": Stance.HAS}


def test_a_word_is_no_other_of_its_root(street: Snapshot) -> None:
    assert "polishers" not in said(street, "We use polish.")
    assert said(street, "I clean polishers.") == {"polishers": Stance.HAS}
    assert said(street, "I am a trainer.") == {}


def test_a_letter_is_a_name_of_one_letter_alone(street: Snapshot) -> None:
    assert said(street, "Nurse (m/f/d)") == {"nurse": Stance.HAS}
    assert said(street, "m, e") == {}
    assert said(street, "R, Python") == {"r": Stance.HAS, "python": Stance.HAS}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Solid knowledge of Python.", "Python"),
        ("No experience with Excel.", "Excel"),
        ("Python (advanced), sales", "Python"),
    ],
)
def test_how_well_something_is_known_is_no_part_of_its_name(street: Snapshot, text: str, name: str) -> None:
    mention = street.reader.read(text).mentions()[0]
    assert (mention.text, text[mention.start : mention.end]) == (name, name)
    assert mention.sentence[mention.within :].startswith(name)


def test_a_place_is_not_what_is_done_there(street: Snapshot) -> None:
    assert said(street, "I swept the salon.") == {}
    assert said(street, "Salon management.") == {"salon-management": Stance.HAS}


def test_where_a_firm_is_says_nothing_of_the_work(street: Snapshot) -> None:
    assert said(street, "Our kitchen is in the heart of Berlin, near accounting.") == {}
    assert said(street, "I swept near the salon and like accounting.") == {"accounting": Stance.HAS}


def test_headings_name_nothing_and_what_stands_under_them_does(street: Snapshot) -> None:
    assert said(street, "TRAINING\nPython\n\nProfile:\nExcel") == {"python": Stance.HAS, "excel": Stance.HAS}
    assert said(street, "I do training.") == {"training": Stance.HAS}


def test_items_of_a_page_are_noise_under_a_heading_of_noise(street: Snapshot) -> None:
    text = "<h2>Duties</h2><ul><li>Answering phones</li></ul><h2>Benefits</h2><ul><li>Accounting course</li></ul>"
    assert said(street, text) == {"answer-phones": Stance.HAS}


def test_a_verb_is_not_named_by_what_the_next_is_done_to(street: Snapshot) -> None:
    found = street.reader.read("Costing, stock rotation").mentions()
    assert [each.text for each in found if each.entity.slug == "manage-stock-rotation"] in ([], ["stock rotation"])


def test_what_one_does_not_mind_ends_what_one_cannot_stand(street: Snapshot) -> None:
    text = "I can't stand to work in the cold, not afraid to lift weights"
    assert said(street, text) == {"work-in-the-cold": Stance.DENIES, "lift-weights": Stance.HAS}


def test_roles_that_one_works_with_are_others(street: Snapshot) -> None:
    text = "Nurse. Worked closely with the pharmacists and doctors."
    assert said(street, text) == {"nurse": Stance.HAS, "pharmacist": Stance.OTHERS, "doctor": Stance.OTHERS}
    assert street.reader.read(text).roles()[0].role.slug == "nurse"


@pytest.mark.parametrize(
    ("text", "language", "beside"),
    [
        ("I worked with a nurse.", "en", True),
        ("I report to the head nurse.", "en", True),
        ("Photos taken by nurse.", "en", True),
        ("I train nurses.", "en", True),
        ("A team of nurses.", "en", True),
        ("I am a trained nurse.", "en", False),
        ("I worked with SAP as a nurse.", "en", False),
        ("I was promoted to nurse.", "en", False),
        ("Applied for the position of nurse.", "en", False),
        ("Ich arbeite mit der nurse.", "de", True),
        ("Ich bin nurse.", "de", False),
        ("Je travaille avec la nurse.", "fr", True),
        ("Trabajo con la nurse.", "es", True),
        ("Soy nurse.", None, False),
    ],
)
def test_who_somebody_works_with_is_told_by_what_goes_before(text: str, language: str | None, beside: bool) -> None:
    start = text.index("nurse")
    end = start + len("nurses" if "nurses" in text else "nurse")
    assert is_beside(text, 0, (start, end), language) is beside


def test_who_one_could_become_is_wished_for(street: Snapshot) -> None:
    assert said(street, "Could I become a receptionist?") == {"receptionist": Stance.WANTS}
    assert said(street, "I want to learn Excel.") == {"excel": Stance.WANTS}


def test_marks_of_markdown_are_no_part_of_what_is_named(street: Snapshot) -> None:
    found = street.reader.read("# Pastry chef\n**Python**, `Excel`, #accounting").mentions()
    assert [each.text for each in found] == ["Pastry chef", "Python", "Excel", "accounting"]


def test_letters_beside_signs_tell_no_language() -> None:
    assert language_of("C+E licence no accidents no nights") is None


def test_in_a_language_without_names_only_what_is_the_same_is_named(street: Snapshot) -> None:
    text = "Ich bin seit drei Jahren in der Küche und kann mit Excel und Phyton umgehen, das ist für mich die Arbeit."
    read = street.reader.read(text)
    assert (read.language, read.is_language_loaded) == ("de", False)
    assert "excel" in {each.entity.slug for each in read.mentions()}
    assert read.roles() == []


def test_a_role_is_described_by_the_words_that_are_said_of_it() -> None:
    described = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        record(Kind.ROLE, "lamplighter", description="Ignites gaslights at dusk."),
        record(Kind.ROLE, "knocker-up", description="Wakes workers at dawn."),
    )
    roles = described.reader.read("At dawn I go from door to door and wake people.").roles()
    assert roles[0].role.slug == "knocker-up"
    assert all(0 < each.confidence < 1 for each in roles)
