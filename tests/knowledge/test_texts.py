"""Whole texts: what they name, where, whether it is there, wished for or denied, and which roles they describe."""

from typing import Any

import pytest

from knowledge.errors import BadInput
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.hiring import advise_hire
from knowledge.questions.match import match_roles
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts.languages import language_of
from knowledge.texts.mentions import Mention
from knowledge.texts.noise import telling, without_hidden
from knowledge.texts.parts import phrases, sentences
from knowledge.texts.stances import Stance, scopes, stance_of
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
SKILLS = (
    "wash hair", "dye hair", "curl hair", "operate forklift", "prepare desserts", "prepare sauces", "machine learning",
    "project management", "write reports", "lay bricks", "mix mortar", "teach children", "plan menus", "carpentry",
    "accounting", "sign language", "drive vehicles", "clean surfaces",
)  # fmt: skip
TOOLS = ("Python", "SAP", "C++", "Docker", "Excel", "R")


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, **more}


def skill(name: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return record(Kind.SKILL, name.replace(" ", "-").lower(), **{"name": name, "skill_kind": "SKILL", **more})


def role(name: str, *skills: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    links = [{"skill": each.replace(" ", "-"), "importance": "ESSENTIAL"} for each in skills]
    return record(Kind.ROLE, name.replace(" ", "-"), name=name, skills=links, **more)


@pytest.fixture(scope="module")
def town() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *map(skill, SKILLS),
        skill("English", skill_kind="LANGUAGE"),
        *(record(Kind.TOOL, each.lower().replace("+", "p"), name=each) for each in TOOLS),
        role("hairdresser", "wash hair", "dye hair", "curl hair", description="Cuts and styles people's hair."),
        role("bricklayer", "lay bricks", "mix mortar", description="Builds walls of bricks."),
        role("pastry cook", "prepare desserts", "prepare sauces", "plan menus", description="Makes desserts."),
        role("data scientist", "machine learning", description="Finds what data tells with machine learning."),
    )


def said(snapshot: Snapshot, text: str) -> dict[str, Stance]:
    return {each.entity.slug: each.stance for each in snapshot.reader.read(text).mentions()}


def mentions(snapshot: Snapshot, text: str) -> list[Mention]:
    return snapshot.reader.read(text).mentions()


def test_places_are_code_points_of_the_text_as_it_was_given(town: Snapshot) -> None:
    text = "🧑‍🔧 Naïve? <b>Python</b> &amp; Docker;\r\n日本 – I lay bricks."
    found = mentions(town, text)
    assert [each.text for each in found] == ["Python", "Docker", "lay bricks"]
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(each.text in each.sentence and each.sentence in text for each in found)


def test_lists_share_what_stands_at_their_ends(town: Snapshot) -> None:
    assert said(town, "I wash, dye and curl hair.").keys() == {"wash-hair", "dye-hair", "curl-hair"}
    assert said(town, "Preparing desserts and sauces.").keys() == {"prepare-desserts", "prepare-sauces"}


def test_what_was_done_is_understood_as_what_is_done(town: Snapshot) -> None:
    assert said(town, "Taught children, laid bricks, wrote reports.").keys() == {
        "teach-children",
        "lay-bricks",
        "write-reports",
    }


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("I know SAP.", Stance.HAS),
        ("No experience with SAP.", Stance.DENIES),
        ("I have never used SAP.", Stance.DENIES),
        ("Experience with SAP is not required.", Stance.DENIES),
        ("I would like to learn SAP.", Stance.WANTS),
        ("Candidates must have SAP.", Stance.WANTS),
        ("Knowledge of SAP is a plus.", Stance.WANTS),
        ("Required: SAP", Stance.WANTS),
        ("Not only SAP.", Stance.HAS),
        ("No degree required, but SAP.", Stance.HAS),
        ("I would not like to learn SAP.", Stance.DENIES),
        ("SAP (nice to have)", Stance.WANTS),
        ("SAP, ideally.", Stance.WANTS),
        ("Bonus: SAP", Stance.WANTS),
        ("You are fluent in SAP.", Stance.WANTS),
        ("The successful candidate has SAP experience.", Stance.WANTS),
        ("I have yet to use SAP.", Stance.DENIES),
        ("Anything but SAP.", Stance.DENIES),
        ("Everything except SAP.", Stance.DENIES),
        ("I know nothing about SAP.", Stance.DENIES),
        ("I've stopped using SAP.", Stance.DENIES),
        ("No previous experience in SAP is needed.", Stance.DENIES),
        ("Inexperienced in SAP.", Stance.DENIES),
        ("I can't imagine a day without SAP.", Stance.HAS),
        ("Hardly a project without SAP.", Stance.HAS),
        ("I have no patience, but I know SAP.", Stance.HAS),
    ],
)
def test_stances_are_told_by_cues_in_the_sentence(town: Snapshot, text: str, stance: Stance) -> None:
    assert said(town, text) == {"sap": stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Keine Erfahrung mit SAP.", Stance.DENIES),
        ("Ich habe noch nie mit SAP gearbeitet.", Stance.DENIES),
        ("SAP beherrsche ich nicht.", Stance.DENIES),
        ("Kenntnisse in SAP sind nicht erforderlich.", Stance.DENIES),
        ("Ich möchte SAP lernen.", Stance.WANTS),
        ("Kenntnisse in SAP sind von Vorteil.", Stance.WANTS),
        ("Sie verfügen über Erfahrung mit SAP.", Stance.WANTS),
        ("Nicht nur SAP.", Stance.HAS),
        ("Ich arbeite seit Jahren mit SAP.", Stance.HAS),
        ("Keine Ausbildung nötig, aber SAP.", Stance.HAS),
        ("Aucune expérience avec SAP.", Stance.DENIES),
        ("Je ne connais pas SAP.", Stance.DENIES),
        ("Pas de connaissances de SAP.", Stance.DENIES),
        ("La maîtrise de SAP n'est pas exigée.", Stance.DENIES),
        ("Je voudrais apprendre SAP.", Stance.WANTS),
        ("La connaissance de SAP est un plus.", Stance.WANTS),
        ("Vous maîtrisez SAP.", Stance.WANTS),
        ("Pas seulement SAP.", Stance.HAS),
        ("Je travaille avec SAP depuis cinq ans.", Stance.HAS),
        ("No tengo experiencia con SAP.", Stance.DENIES),
        ("Sin conocimientos de SAP.", Stance.DENIES),
        ("SAP no es necesario.", Stance.DENIES),
        ("Me gustaría aprender SAP.", Stance.WANTS),
        ("Se valorará SAP.", Stance.WANTS),
        ("No solo SAP.", Stance.HAS),
        ("Trabajo con SAP desde hace cinco años.", Stance.HAS),
        ("I use NI and SAP.", Stance.HAS),
        ("We will use SAP at the sin bin.", Stance.HAS),
    ],
)
def test_stances_are_told_in_texts_too_short_to_tell_their_language(text: str, stance: Stance) -> None:
    start = text.index("SAP")
    assert stance_of(scopes(text, 0, len(text), None), start, start + 3) is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Keine Erfahrung mit SAP", Stance.DENIES),
        ("Aucune expérience: SAP", Stance.DENIES),
        ("Sin conocimientos: SAP", Stance.DENIES),
        ("SAP: erwünscht", Stance.WANTS),
    ],
)
def test_short_texts_of_other_languages_are_understood(town: Snapshot, text: str, stance: Stance) -> None:
    assert said(town, text) == {"sap": stance}


@pytest.mark.parametrize(
    ("text", "language", "stance"),
    [
        (
            "Ich war in der Notaufnahme und in großer Not, und SAP ist das, mit dem ich für sie arbeite.",
            "de",
            Stance.HAS,
        ),
        (
            "Ich bin seit drei Jahren in der Küche, und mit SAP habe ich nicht gearbeitet, das ist so.",
            "de",
            Stance.DENIES,
        ),
        ("Wir suchen für unser Haus eine Kraft, die mit SAP umgehen kann und die wir brauchen.", "de", Stance.WANTS),
        (
            "Je suis dans un restaurant et je n'ai jamais utilisé SAP pour les desserts de la maison.",
            "fr",
            Stance.DENIES,
        ),
        (
            "Soy panadera en una empresa de la ciudad y no he usado SAP para el trabajo de los hornos.",
            "es",
            Stance.DENIES,
        ),
    ],
)
def test_stances_are_told_by_the_cues_of_the_texts_language(text: str, language: str, stance: Stance) -> None:
    assert language_of(text) == language
    start = text.index("SAP")
    assert stance_of(scopes(text, 0, len(text), language), start, start + 3) is stance


def test_a_cue_holds_no_further_than_what_ends_it(town: Snapshot) -> None:
    text = "No experience with SAP or Docker, but good knowledge of Python. I want to learn C++; I use Excel."
    assert said(town, text) == {
        "sap": Stance.DENIES,
        "docker": Stance.DENIES,
        "python": Stance.HAS,
        "cpp": Stance.WANTS,
        "excel": Stance.HAS,
    }


def test_what_says_nothing_of_work_names_nothing(town: Snapshot) -> None:
    text = """Bricklayer
Your tasks
- lay bricks

About us
We make software for machine learning and carpentry.

What we offer: accounting, free coffee and sign language courses
Requirements:
mix mortar
Like us on Facebook, follow us on SAP.
You will receive Docker, a phone and a car.
Our customers include Excel.
We have all we need. Address: Docker Street
Equal opportunity: we welcome applicants of any religion, gender or faith who know Python.
Apply at https://example.com/docker or SAP@example.com"""
    assert said(town, text).keys() == {"bricklayer", "lay-bricks", "mix-mortar"}


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Ihre Aufgaben\nMauern hochziehen\nWir bieten Ihnen\nSoftware\nIhr Profil\nMörtel mischen", "de",
         ["Ihre Aufgaben", "Mauern hochziehen", "Ihr Profil", "Mörtel mischen"]),
        ("Über uns\nSoftware\nAnforderungen:\nDocker", "de", ["Anforderungen", "Docker"]),
        ("Missions\nMonter des murs\nCe que nous proposons\nSoftware\nProfil recherché\nMortier", "fr",
         ["Missions", "Monter des murs", "Profil recherché", "Mortier"]),
        ("Funciones\nLevantar muros\nOfrecemos\nSoftware\nRequisitos\nMezclar mortero", "es",
         ["Funciones", "Levantar muros", "Requisitos", "Mezclar mortero"]),
        ("Benefits\nSoftware\nIhr Profil\nDocker", "de", ["Ihr Profil", "Docker"]),
    ],
)  # fmt: skip
def test_what_says_nothing_of_work_is_known_in_its_language(text: str, language: str, told: list[str]) -> None:
    for known in (language, None):
        assert [text[each.start : each.end] for each in telling(text, list(sentences(text)), known)] == told


def test_headings_of_other_languages_are_none_in_english() -> None:
    text = "Kontakt\nSoftware"
    assert len(telling(text, list(sentences(text)), "en")) == 2
    assert telling(text, list(sentences(text)), "de") == []


def test_a_language_is_meant_by_its_name_and_short_names_only_in_their_own_case(town: Snapshot) -> None:
    assert said(town, "Fluent English.") == {"english": Stance.HAS}
    assert said(town, "Statistics in R, tested") == {"r": Stance.HAS}
    assert "r" not in said(town, "how r u")


def test_a_deed_is_no_role(town: Snapshot) -> None:
    assert "bricklayer" in said(town, "I am a bricklayer.")
    assert "hairdresser" not in said(town, "hairdressing")


@pytest.mark.parametrize(
    ("typed", "meant"), [("Pyhton", "Python"), ("Dokcer", "Docker"), ("machine laerning", "machine learning")]
)
def test_what_is_misspelt_is_as_sure_as_where_it_is_typed_right_or_nearly(
    town: Snapshot, typed: str, meant: str
) -> None:
    (wrong,) = mentions(town, f"Five years of {typed}.")
    (right,) = mentions(town, f"Five years of {meant}.")
    assert wrong.entity is right.entity
    assert right.confidence - 0.1 <= wrong.confidence <= right.confidence


def test_words_that_are_not_known_are_no_misspelt_others(town: Snapshot) -> None:
    assert said(town, "I worked at Rust in Sapp, then at Pythn.") == {}
    assert [each.entity.slug for each in town.reader.read("I use Pyhton.", least=0.6).mentions()] == ["python"]


def test_what_a_text_denies_and_what_it_only_names_in_passing_make_no_role(town: Snapshot) -> None:
    guesses = town.reader.read("I prepare desserts and sauces and plan menus. Not a bricklayer.").roles()
    assert guesses[0].role.slug == "pastry-cook"
    assert all(0 <= each.confidence <= 1 for each in guesses)
    assert [each.confidence for each in guesses] == sorted((each.confidence for each in guesses), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a", "x" * 50_000, "the of and " * 4_000, "😀" * 20_000, "\x00\x01\x7f" * 5_000, "שלום " * 9_000,
        "Python " * 7_000, "<div>" * 10_000, "QUJD" * 12_500, "a," * 25_000, "no " * 16_000, "must have " * 5_000,
        "(" * 50_000, "e.g. " * 10_000, "-\n" * 25_000, "看護師" * 16_000, "\u202eabc" * 9_000, "\ud800",
    ],
)  # fmt: skip
def test_any_text_gets_an_answer_and_places_within_it(town: Snapshot, text: str) -> None:
    read = town.reader.read(text)
    assert all(text[each.start : each.end] == each.text for each in read.mentions())
    assert all(0 <= each.confidence <= 1 for each in read.roles())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I have worked in the kitchen of a hotel for three years and I like it.", "en"),
        ("Ich arbeite seit drei Jahren in der Küche und bin für die Saucen zuständig.", "de"),
        ("Je suis cuisinier dans un restaurant et je prépare les desserts pour vous.", "fr"),
        ("Я работаю на стройке и не боюсь высоты, это мой опыт.", "ru"),
        ("私は看護師として働いています。", "ja"),
        ("Python, Docker", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_is_told_where_enough_tells(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_sentences_and_phrases_are_parts_of_their_text() -> None:
    text = "Dr. Smith: 5 yrs. Cut, wash & dye hair (weddings); read plans. C++/.NET\n• Sales"
    for number, sentence in enumerate(sentences(text)):
        for phrase in phrases(text, sentence, number, {"cut", "wash", "dye", "read"}):
            assert sentence.start <= phrase.start < phrase.end <= sentence.end
    assert [text[each.start : each.end] for each in sentences(text)][-1] == "Sales"


def test_markup_without_an_end_hides_nothing_but_itself() -> None:
    text = "<script>var cook;</script> nurse <script> baker <style>welder</style> a.b@c.de or a.b.c driver"
    assert without_hidden(text).split() == ["nurse", "baker", "or", "a.b.c", "driver"]


def test_of_many_verbs_in_a_row_the_last_ones_share_what_follows() -> None:
    text = "wash, " * 20 + "dye and curl hair"
    (sentence,) = sentences(text)
    read = [each.read for each in phrases(text, sentence, 0, {"wash", "dye", "curl"})]
    assert read[:2] == ["wash", "wash"]
    assert read[-3:] == ["wash hair", "dye hair", "curl hair"]


def test_hiding_moves_nothing() -> None:
    text = "<p>Mail me: ann@example.com or +44 20 7946 0958</p> Docker"
    hidden = without_hidden(text)
    assert len(hidden) == len(text)
    assert hidden.index("Docker") == text.index("Docker")
    assert "ann" not in hidden
    assert "7946" not in hidden
    assert telling(hidden, list(sentences(hidden)))


def test_a_profile_may_be_a_text_and_what_it_denies_is_not_held(town: Snapshot) -> None:
    text = "I lay bricks and mix mortar. I want to prepare desserts. No experience with machine learning."
    found = match_roles(town, [], [], text=text)
    assert {each.entity.slug: each.stance for each in found.understood} == {
        "lay-bricks": Stance.HAS,
        "mix-mortar": Stance.HAS,
        "prepare-desserts": Stance.WANTS,
        "machine-learning": Stance.DENIES,
    }
    by_role = {each.role.slug: each for each in found.matches}
    assert by_role["bricklayer"].coverage == 1
    assert "data-scientist" not in by_role
    assert "pastry-cook" not in by_role, "a wish covers nothing"
    named = match_roles(town, ["machine-learning"], [], text=text)
    assert "data-scientist" in {each.role.slug for each in named.matches}, "what is named stands"


def test_what_a_text_only_wishes_for_is_taken_as_had(town: Snapshot) -> None:
    found = match_roles(town, [], [], text="You must have machine learning.")
    assert [each.role.slug for each in found.matches] == ["data-scientist"]


def test_names_come_in_any_form_and_say_what_they_became(town: Snapshot) -> None:
    found = match_roles(town, ["dye hairs", "Machine lerning (advanced)", "zzzz qqqq"], ["good knowledge of Pyhton"])
    assert [(each.name, each.entity.slug, each.argument) for each in found.understood] == [
        ("dye hairs", "dye-hair", ("profile", "skills", 0)),
        ("Machine lerning (advanced)", "machine-learning", ("profile", "skills", 1)),
        ("good knowledge of Pyhton", "python", ("profile", "tools", 0)),
    ]
    assert [each.name for each in found.unknown] == ["zzzz qqqq"]
    assert all(0.5 <= each.confidence <= 1 for each in found.understood)


def test_an_empty_text_is_no_profile_and_unknown_names_are_one(town: Snapshot) -> None:
    with pytest.raises(BadInput, match="The profile is empty"):
        match_roles(town, [], [], text=" \n")
    assert len(match_roles(town, [f"zzq{number} xkcd" for number in range(500)], []).unknown) == 500


def test_needs_told_with_examples_are_documented_ones(shipped: Snapshot) -> None:
    best = advise_hire(shipped, ["autonomous systems, like self-driving cars"])[0]
    assert best.role.slug == "ai-engineer"
    assert "need-autonomous-systems" in {each.slug for each in best.matched_needs}
    assert not best.is_guess


@pytest.mark.parametrize("text", ["plumbing", "plumbing, welding", "Plumbing."])
def test_a_text_of_words_that_no_label_has_is_read_all_the_same(shipped: Snapshot, text: str) -> None:
    assert shipped.reader.read(text).mentions() == []
