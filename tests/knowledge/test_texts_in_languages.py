"""Texts are understood in their language where it is loaded, and it is said where it is not."""

import pytest

from knowledge.snapshot.snapshot import Snapshot
from tests.knowledge.many_tongues import world


@pytest.fixture(scope="module")
def told() -> Snapshot:
    return world()


FRENCH = (
    "Nous recherchons pour notre hôpital une infirmière. Vous êtes chargée de planifier des soins infirmiers et vous "
    "savez gérer du personnel. Vous n'êtes pas médecin."
)
GERMAN = (
    "Wir suchen für unser Team in Berlin einen Softwareentwickler (m/w/d). Sie können Programmcode schreiben und "
    "Personal führen."
)
SPANISH = "Somos una empresa que busca una panadera para hornear pan. Se necesita experiencia con el horno."
JAPANESE = "看護師を募集しています。看護計画を立てる、従業員を管理する仕事です。"


@pytest.mark.parametrize(
    ("text", "language", "slugs"),
    [
        (FRENCH, "fr", {"nurse", "care-planning", "manage-staff"}),
        (GERMAN, "de", {"software-developer", "write-code", "manage-staff"}),
        (SPANISH, "es", {"baker", "bake-bread"}),
        (JAPANESE, "ja", {"nurse", "care-planning", "manage-staff"}),
    ],
)
def test_a_text_is_understood_in_its_language(told: Snapshot, text: str, language: str, slugs: set[str]) -> None:
    read = told.reader.read(text)
    assert (read.language, read.is_language_loaded) == (language, True)
    mentions = read.mentions()
    assert slugs <= {each.entity.slug for each in mentions}
    assert all(text[each.start : each.end] == each.text for each in mentions)
    assert "baker" not in {each.entity.slug for each in mentions} or language == "es"


def test_what_a_text_names_is_told_by_the_label_that_was_found(told: Snapshot) -> None:
    matched = {each.entity.slug: each.matched for each in told.reader.read(FRENCH).mentions()}
    assert matched["nurse"] == "infirmier/infirmière"
    assert matched["manage-staff"] == "gérer du personnel"


def test_a_text_in_a_language_that_is_not_loaded_is_said_to_be_so() -> None:
    read = world(("es",)).reader.read(FRENCH)
    assert (read.language, read.is_language_loaded) == ("fr", False)
    assert read.mentions() == []


def test_a_text_in_the_datasets_language_is_read_as_without_the_others(told: Snapshot) -> None:
    text = "You plan nursing care, manage staff and bake bread. You will work with our baker."
    alone = world(()).reader.read(text)
    beside = told.reader.read(text)
    assert [(each.entity.slug, each.start, each.confidence) for each in beside.mentions()] == [
        (each.entity.slug, each.start, each.confidence) for each in alone.mentions()
    ]
    assert {"baker", "care-planning", "manage-staff"} <= {each.entity.slug for each in beside.mentions()}
    assert beside.is_language_loaded is True
