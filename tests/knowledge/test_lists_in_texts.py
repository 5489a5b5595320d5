"""Lists that nobody divided are read as the names that they are, and what is one thing stays one."""

from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.lists import Sure, best_cover, listed, with_rest
from knowledge.texts.stances import Stance
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
SKILLS = ("welding", "soldering", "read blueprints", "project management", "data analysis", "cleaning", "windows",
          "mathematics", "night shifts", "pump", "design", "customer service")  # fmt: skip
TEACHERS = ("art", "history", "music", "physics", "primary school", "secondary school")


def record(kind: Kind, name: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    slug = name.lower().replace(" ", "-").replace("+", "p")
    return Key(kind, slug), {**BASE, "slug": slug, "name": name, **more}


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(record(Kind.SKILL, each, skill_kind="SKILL") for each in SKILLS),
        *(record(Kind.TOOL, each) for each in ("Python", "Java", "SQL", "Docker", "C++", "R", "Go")),
        record(Kind.ROLE, "nurse"),
        *(record(Kind.ROLE, f"{each} teacher") for each in TEACHERS),
        record(Kind.ROLE, "politics lecturer", aliases=["teacher"]),
        *(
            record(Kind.ROLE, f"{each} cook", aliases=["chef de cuisine", "cuisinier"])
            for each in ("fish", "diet", "grill")
        ),
    )


def named(snapshot: Snapshot, text: str) -> list[tuple[str, str]]:
    return [(each.text, each.entity.slug) for each in snapshot.reader.read(text).mentions()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("python nurse", [("python", "python"), ("nurse", "nurse")]),
        ("python sql", [("python", "python"), ("sql", "sql")]),
        ("python java sql docker", [(each, each) for each in ("python", "java", "sql", "docker")]),
        ("python java c++ r go", [("python", "python"), ("java", "java"), ("c++", "cpp"), ("r", "r"), ("go", "go")]),
        ("welding soldering", [("welding", "welding"), ("soldering", "soldering")]),
        (
            "data analysis project management",
            [("data analysis", "data-analysis"), ("project management", "project-management")],
        ),
        ("python\tsql\tdocker", [(each, each) for each in ("python", "sql", "docker")]),
        ("python/sql/docker", [(each, each) for each in ("python", "sql", "docker")]),
        ("python and sql and docker", [(each, each) for each in ("python", "sql", "docker")]),
        ("► python ◆ sql", [("python", "python"), ("sql", "sql")]),
        ("python\nsql\ndocker", [(each, each) for each in ("python", "sql", "docker")]),
        ("python java qqzxy docker", [(each, each) for each in ("python", "java", "docker")]),
        ("python qqzxy docker zzqy", [("python", "python"), ("docker", "docker")]),
        ("nurse python", [("nurse", "nurse"), ("python", "python")]),
        ("python+java", [("python", "python"), ("java", "java")]),
        ("c++, r", [("c++", "cpp")]),
        ("I know python java and sql", [(each, each) for each in ("python", "java", "sql")]),
        ("Experience with python java sql docker.", [(each, each) for each in ("python", "java", "sql", "docker")]),
        (
            "My skills are welding soldering and blueprint reading",
            [("welding", "welding"), ("soldering", "soldering"), ("blueprint reading", "read-blueprints")],
        ),
    ],
)
def test_each_thing_of_a_list_is_named_alone(shop: Snapshot, text: str, found: list[tuple[str, str]]) -> None:
    assert named(shop, text) == found


def test_a_long_list_without_a_mark_is_read_to_its_end(shop: Snapshot) -> None:
    text = "python java sql docker " * 20
    assert len(named(shop, text)) == 80


def test_letters_that_are_names_are_none_in_prose(shop: Snapshot) -> None:
    assert named(shop, "how r u, we go on") == []


@pytest.mark.parametrize("text", ["cleaning windows", "pump design", "python scripting"])
def test_a_deed_with_its_object_and_a_thing_with_what_is_said_of_it_are_no_list(shop: Snapshot, text: str) -> None:
    assert len(named(shop, text)) <= 1


def test_a_cover_takes_most_words_with_fewest_names() -> None:
    assert best_cover(3, {(0, 1), (1, 2), (0, 2), (2, 3)}) == (3, ((0, 2), (2, 3)))
    assert best_cover(3, {(0, 1)}) == (1, ((0, 1),))
    assert best_cover(0, ()) == (0, ())


def test_little_words_and_verbs_make_no_list() -> None:
    names = {(0, 1): Sure.TOOL, (1, 2): Sure.TOOL}
    assert listed(["python", "sql"], names, frozenset(), ()) == ((0, 1), (1, 2))
    assert listed(["python", "of"], names, frozenset({"of"}), ()) == ()
    assert listed(["write", "sql"], names, frozenset(), ("write",)) == ()
    assert listed(["python", "sql"], {(0, 1): Sure.TOOL, (1, 2): Sure.NAME}, frozenset(), ()) == ()
    assert list(with_rest(4, ((1, 2), (2, 3)))) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_the_word_for_many_roles_is_surely_none_of_them(shop: Snapshot) -> None:
    assert named(shop, "teacher") == []
    assert named(shop, "I am a teacher and know Python.") == [("Python", "python")]
    assert named(shop, "I am a music teacher.") == [("music teacher", "music-teacher")]
    unsure = shop.reader.read("teacher", least=0.0).mentions()
    assert all(each.confidence <= 0.5 for each in unsure)


def test_what_several_roles_are_called_is_less_surely_one_of_them(shop: Snapshot) -> None:
    (shared,) = shop.reader.read("cuisinier", least=0.3).mentions()
    (own,) = shop.reader.read("fish cook").mentions()
    assert shared.confidence <= 0.8 < own.confidence


def test_the_last_word_of_a_name_is_surely_no_role_of_that_name(shop: Snapshot) -> None:
    assert named(shop, "I am a lecturer.") == []
    assert named(shop, "I work as a nurse.") == [("nurse", "nurse")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I hate night shifts", {"night-shifts": Stance.DENIES}),
        ("bad at mathematics", {"mathematics": Stance.DENIES}),
        ("rusty in Java", {"java": Stance.DENIES}),
        ("I avoid welding and love Python", {"welding": Stance.DENIES, "python": Stance.HAS}),
        ("I would like to learn Python", {"python": Stance.WANTS}),
        ("no interest in customer service", {"customer-service": Stance.DENIES}),
        ("<p>I do <b>welding</b> and can't stand <i>soldering</i></p>",
         {"welding": Stance.HAS, "soldering": Stance.DENIES}),
    ],
)  # fmt: skip
def test_what_is_named_beside_a_cue_is_what_the_cue_speaks_of(
    shop: Snapshot, text: str, found: dict[str, Stance]
) -> None:
    read = shop.reader.read(text)
    assert {each.entity.slug: each.stance for each in read.mentions()} == found


def test_what_is_denied_tells_nothing_of_who_somebody_is(shop: Snapshot) -> None:
    assert shop.reader.read("scared of music teachers").roles() == []
