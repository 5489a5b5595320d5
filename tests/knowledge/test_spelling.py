"""Words are found in texts of any script, and no letter of a word is lost."""

import pytest

from knowledge.words.spelling import words_of
from knowledge.words.stems import stemmer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sr. C++/C# Developer (.NET)", ("sr", "c++", "c#", "developer", ".net")),
        ("без опыта в Python", ("без", "опыта", "в", "python")),
        ("日本語の SQL", ("日本", "本語", "語の", "sql")),
        ("看護師", ("看護", "護師")),
        ("師", ("師",)),
        ("พยาบาล", ("พย", "ยา", "าบ", "บา", "าล")),
        ("간호사 경력", ("간호사", "경력")),
        ("नर्स", ("नर्स",)),
        ("ব্যবস্থাপক", ("ব্যবস্থাপক",)),
        ("Œuvre, łódź, Ørsted, Đorđe, ışık, Straße", ("oeuvre", "lodz", "orsted", "dorde", "isik", "strasse")),
        ("F♯ and C♯", ("f#", "and", "c#")),
        ("Café résumé naïve", ("cafe", "resume", "naive")),
        ("Ἄνθρωπος", ("ανθρωποσ",)),
        ("Ёлка, мой Київ", ("елка", "мой", "київ")),
        ("Pythonの経験", ("python", "の経", "経験")),
        ("ＡＢＣ ﬁne ½", ("abc", "fine", "1", "2")),
        ("soft\u00adware engi\u200bneer", ("software", "engineer")),
        ("مهندس برمجيات", ("مهندس", "برمجيات")),
        ("مُمَرِّضَة أُسنان", ("ممرضة", "اسنان")),
        ("مستشفى کتاب", ("مستشفي", "كتاب")),
        ("אָחוֹת מַנכ״ל", ("אחות", "מנכל")),
        ("snake_case and dash-case", ("snake", "case", "and", "dash", "case")),
        ("🙂 🚀", ()),
        ("\x00\x1b[0m", ("0m",)),
        ("", ()),
    ],
)
def test_the_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("パン", "バン"), ("नर्स", "नरस"), ("мой", "мои"), ("ก่อน", "กอน"), ("c", "c#"), ("хлеб", "хлёбы")],
)
def test_marks_and_signs_that_make_another_word_are_kept(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(("one", "other"), [("パン", "パン"), ("Café", "Cafe\u0301"), ("ﾊﾟﾝ", "パン"), ("ΣΑΣ", "σας")])
def test_one_word_in_two_encodings_is_one_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "factories", "factory"),
        ("en", "agencies", "agency"),
        ("en", "nurses", "nurse"),
        ("de", "lehrerinnen", "lehrerin"),
        ("fr", "infirmières", "infirmière"),
        ("es", "enfermeras", "enfermera"),
        ("ru", "медсестры", "медсестра"),
        ("en-GB", "universities", "university"),
    ],
)
def test_plurals_meet_their_singulars_in_each_language(language: str, one: str, other: str) -> None:
    stems = stemmer(language)
    assert stems([one]) == stems([other])


@pytest.mark.parametrize("word", ["aws", "sas", "ios", "k8s", "c++", "css"])
def test_short_words_and_words_with_signs_have_no_ending(word: str) -> None:
    assert stemmer("en")([word]) == [word]


def test_words_of_a_language_without_a_stemmer_stay_as_they_are() -> None:
    assert stemmer("tlh")(["nurses"]) == ["nurses"]
