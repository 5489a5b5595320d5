"""Translations: what records are called in other languages, and which of them a reader gets."""

from typing import Any

import pytest

from knowledge.model.language import canonical, chain
from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.translations import fitting


def translation(language: str, name: str, *, dataset: str = "esco", of: str = "baker", **more: Any) -> dict[str, Any]:
    return {
        "slug": slug_of(dataset, language, "ROLE", of),
        "dataset": dataset,
        "basis": "INFERRED",
        "subject_kind": "ROLE",
        "subject": of,
        "language": language,
        "name": name,
        **more,
    }


def world(*translations: dict[str, Any], spoken: str | None = None) -> Snapshot:
    records: dict[Key, Any] = {
        Key(Kind.DATASET, "esco"): {"slug": "esco", "title": "ESCO", **({"language": spoken} if spoken else {})},
        Key(Kind.DATASET, "swiss"): {"slug": "swiss", "title": "Swiss"},
        Key(Kind.ROLE, "baker"): {"slug": "baker", "dataset": "esco", "name": "Baker", "basis": "INFERRED"},
        Key(Kind.ROLE, "nurse"): {"slug": "nurse", "dataset": "esco", "name": "Nurse", "basis": "INFERRED"},
    }
    records |= {Key(Kind.TRANSLATION, each["slug"]): each for each in translations}
    return build(records, [])


def test_a_record_has_its_own_words_and_those_of_each_language() -> None:
    found = world(
        translation(
            "fr", "boulanger", aliases=["boulangère"], hidden_aliases=["boulangere"], description="Fait du pain."
        ),
        translation("ja", "パン職人"),
    )
    baker, nurse = found.roles["baker"], found.roles["nurse"]
    translations = found.translations
    assert translations.languages == ("fr", "ja")
    french = translations.of(baker)["fr"]
    assert (french.name, french.aliases, french.hidden_aliases) == ("boulanger", ("boulangère",), ("boulangere",))
    assert (french.description, french.definition, french.scope_note) == ("Fait du pain.", None, None)
    assert (french.subject, french.dataset.slug, french.basis) == (baker, "esco", "INFERRED")
    assert translations.of(baker)["ja"].name == "パン職人"
    assert dict(translations.of(nurse)) == {}
    assert baker.name == "Baker"
    assert [each.subject.slug for each in translations.inside("fr")] == ["baker"]
    assert Kind.TRANSLATION not in found.by_kind


def test_the_own_dataset_stands_before_others_which_tell_what_it_does_not() -> None:
    found = world(
        translation("fr", "patissier", dataset="swiss", aliases=["boulangère", "confiseur"], definition="Du pain."),
        translation("fr", "boulanger", aliases=["boulangère"]),
    )
    french = found.translations.of(found.roles["baker"])["fr"]
    assert (french.name, french.aliases) == ("boulanger", ("boulangère", "patissier", "confiseur"))
    assert french.definition == "Du pain."
    told = [(each.dataset.slug, each.name) for each in found.translations.each(found.roles["baker"])]
    assert told == [("esco", "boulanger"), ("swiss", "patissier")]


def test_a_deprecated_translation_tells_nothing() -> None:
    found = world(translation("fr", "boulanger", status="DEPRECATED"))
    assert found.translations.languages == ()
    assert not found.translations


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (["fr"], "boulanger"),
        (["fr-CA"], "boulanger"),  # nothing is there for Canada
        (["FR-CA".lower(), "en"], "boulanger"),
        (["de"], "Bäcker"),  # that of Austria is nearer than English
        (["de-AT"], "Bäcker"),
        (["en"], "Baker"),
        (["en-US", "fr"], "Baker"),  # the record's own words are English
        (["zh-Hant"], "Baker"),  # not in another script
        (["zh"], "面包师"),
        (["xx", "fr"], "boulanger"),
        ([], "Baker"),
    ],
)
def test_a_reader_gets_the_nearest_language(wanted: list[str], name: str) -> None:
    found = world(translation("fr", "boulanger"), translation("de-AT", "Bäcker"), translation("zh-Hans", "面包师"))
    baker = found.roles["baker"]
    wanted = [canonical(each) for each in wanted]
    assert found.translations.name(baker, wanted) == name
    told = found.translations.told(baker, wanted)
    assert (told.name if told else baker.name) == name
    assert found.translations.name(found.roles["nurse"], wanted) == "Nurse"


def test_the_language_of_a_dataset_is_that_of_its_records() -> None:
    found = world(translation("en", "baker"), spoken="fr")
    baker = found.roles["baker"]
    assert found.translations.language(baker, ["en", "fr"]) == "en"
    assert found.translations.language(baker, ["fr", "en"]) is None


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("FR", "fr"),
        ("fr_ca", "fr-CA"),
        ("ZH-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("sl-ROZAJ", "sl-rozaj"),
        ("de-1996", "de-1996"),
        ("en-x-US", "en-x-us"),
    ],
)
def test_tags_are_written_in_one_case(tag: str, written: str) -> None:
    assert canonical(tag) == written


@pytest.mark.parametrize("tag", ["", "f", "french", "fr-", "-fr", "fr--CA", "*", "fr CA", "fr-" + "abcdefgh-" * 6])
def test_what_is_no_tag_is_refused_with_an_example(tag: str) -> None:
    with pytest.raises(ValueError, match="is no language tag: expected one of BCP 47 such as en, fr-CA or zh-Hant"):
        canonical(tag)


def test_a_language_is_a_special_case_of_what_its_tag_begins_with() -> None:
    assert chain("zh-Hant-HK") == ("zh-Hant-HK", "zh-Hant", "zh")
    assert chain("en-a-bbb-x-c") == ("en-a-bbb-x-c", "en-a-bbb", "en")
    assert fitting("fr-CA", ["fr-BE", "de", "fr"]) == ("fr", "fr-BE")


def test_slugs_of_translations_are_slugs_however_long_that_of_the_subject() -> None:
    assert slug_of("esco", "zh-Hant", "ROLE_GROUP", "esco/7512") == "esco/zh-hant/role-group/esco/7512"
    long, other = (slug_of("esco", "fr", "ROLE", "a" * 199 + end) for end in "bc")
    assert len(long) == 200
    assert long != other
