"""Each language has its own rules for words, genders, compounds, and the word that says what a name is of."""

import pytest

from knowledge.words.compounds import Compounds
from knowledge.words.spelling import words_of
from knowledge.words.tongues import tongue
from knowledge.words.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Bäcker", "Baecker"),
        ("de", "Straßenbau", "Strassenbau"),
        ("de", "Köchin", "Koechin"),
        ("de", "Bäcker/Bäckerin", "Bäcker"),
        ("de", "Krankenpfleger/-in", "Krankenpflegerin"),
        ("de", "Lehrer*innen", "Lehrerinnen"),
        ("de", "Lehrer:in", "Lehrerin"),
        ("de", "LehrerIn", "Lehrer"),
        ("de", "Lehrer(in)", "Lehrer"),
        ("de", "Kaufmann (m/w/d)", "Kauffrau"),
        ("de", "Fachleute", "Fachmann"),
        ("fr", "boulanger/boulangère", "boulangère"),
        ("fr", "vendeur/vendeuse", "vendeur"),
        ("fr", "directeur technique/directrice technique", "directrice technique"),
        ("fr", "technicien/technicienne", "technicienne"),
        ("fr", "infirmier(ère)", "infirmière"),
        ("fr", "vendeur·euse", "vendeuse"),
        ("fr", "avocat/avocate", "avocate"),
        ("es", "enfermero/enfermera", "enfermera"),
        ("es", "enfermero/a", "enfermero"),
        ("es", "trabajador(a)", "trabajadora"),
        ("es", "actor/actriz", "actriz"),
        ("it", "attore/attrice", "attrice"),
        ("pt", "enfermeiro/enfermeira", "enfermeira"),
        ("sv", "sjuksköterska", "sjukskoeterska"),
        ("da", "håndværker", "haandvaerker"),
    ],
)
def test_two_forms_of_one_name_are_the_same(language: str, one: str, other: str) -> None:
    assert tongue(language).exactly(one) == tongue(language).exactly(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Bäcker", "Becker"),
        ("de", "Kaufmann", "Kaufhaus"),
        ("de", "Quelle", "Qulle"),
        ("de", "Neue", "Nu"),
        ("fr", "boulanger", "berger"),
        ("es", "enfermero", "enfermedad"),
        ("en", "baecker", "backer"),
        ("en", "actor/actress", "actor"),
    ],
)
def test_other_words_stay_other_words(language: str, one: str, other: str) -> None:
    assert tongue(language).exactly(one) != tongue(language).exactly(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("midwives", "midwife"), ("knives", "knife"), ("shelves", "shelf"), ("salesmen", "salesman"),
        ("women", "woman"), ("salespeople", "salesperson"), ("children", "child"), ("labourer", "laborer"),
        ("behavioural", "behavioral"), ("neighbourhoods", "neighborhood"), ("analyse", "analyze"),
        ("catalysing", "catalyzing"), ("organisation", "organization"), ("specimens", "specimen"),
    ],
)  # fmt: skip
def test_english_words_are_of_one_form_in_both_spellings_and_numbers(one: str, other: str) -> None:
    assert tongue("en").form(one) == tongue("en").form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hour", "hor"), ("four", "for"), ("tour", "tor"), ("archives", "archife"), ("drives", "drife"),
        ("people", "person"), ("omens", "omans"), ("analysis", "analyze"), ("lives", "lief"),
    ],
)  # fmt: skip
def test_other_english_words_stay_other_words(one: str, other: str) -> None:
    assert tongue("en").form(one) != tongue("en").form(other)


def test_a_language_that_is_not_english_keeps_its_words() -> None:
    assert tongue("fr").form("tour") != tongue("fr").form("tor")
    assert tongue("de").form("children") != tongue("de").form("child")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("nurse responsible for general care", "nurse"),
        ("driver of taxis", "driver"),
        ("taxi driver", "driver"),
        ("in store demonstrator", "demonstrator"),
        ("of", "of"),
    ],
)
def test_a_label_is_filed_by_the_word_that_says_what_it_is(name: str, head: str) -> None:
    words = tuple(name.split())
    assert words[tongue("en").head_place(words)] == tongue("en").head_of(words) == head


@pytest.mark.parametrize(
    ("language", "name", "head"),
    [
        ("en", "director of sales", "director"),
        ("en", "sales director", "director"),
        ("fr", "directeur des ventes", "directeur"),
        ("es", "la directora de ventas", "directora"),
        ("de", "Leiter für Verkauf", "leiter"),
        ("de", "technischer Leiter", "leiter"),
        ("ar", "مهندس برمجيات", "مهندس"),
        ("fr", "", None),
    ],
)
def test_the_head_of_a_name_stands_where_its_language_has_it(language: str, name: str, head: str | None) -> None:
    of = tongue(language)
    assert of.head_of(of.words(name)) == head


def vocabulary(language: str, *labels: str) -> Vocabulary:
    found = Vocabulary(language)
    words = [word for label in labels for word in tongue(language).words(label)]
    found.number(words)
    found.seal(dict.fromkeys(words, 1))
    return found


GERMAN = vocabulary(
    "de", "Software", "Entwickler", "Anwendung", "Krankenpflege", "Web", "Haus", "Meister", "Hausmeister"
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("softwareentwickler", ("software", "entwickler")),
        ("anwendungsentwickler", ("anwendung", "entwickler")),
        ("softwareanwendungsentwickler", ("software", "anwendung", "entwickler")),
        ("entwickler", ()),
        ("softwarehersteller", ()),
        ("x" * 60, ()),
    ],
)
def test_compounds_are_divided_by_the_words_of_labels(word: str, parts: tuple[str, ...]) -> None:
    form = tongue("de").form
    assert [form(each) for each in GERMAN.parts_of(word)] == [form(each) for each in parts]


def test_a_part_may_stand_for_the_compounds_that_have_it() -> None:
    of = Compounds()
    assert [GERMAN.words[place] for place, _ in of.having(GERMAN, "meister")] == ["hausmeister"]
    assert [GERMAN.words[place] for place, _ in of.having(GERMAN, "haus")] == ["hausmeister"]
    assert of.having(GERMAN, "software") == []


def test_only_languages_that_compound_have_compounds() -> None:
    assert vocabulary("fr", "logiciel", "ingénieur").parts_of("logicielingenieur") == ()


def test_english_is_read_as_it_was() -> None:
    for text in ("Sr. C++/C# Developer (.NET)", "actor/actress (m/f/d)", "Bäcker", "organising"):
        assert tongue("en").words(text) == words_of(text)
    assert tongue("en").form("organised") == tongue("en").form("organized")
