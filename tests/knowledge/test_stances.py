"""Whose something is that a sentence names, and whether it is there: what cues say of it, English unless told."""

import pytest

from knowledge.texts.stances import Stance, scopes, stance_of


def stance(text: str, named: str, language: str | None = "en") -> Stance:
    """What a sentence says of what it names."""
    start = text.index(named)
    return stance_of(scopes(text, 0, len(text), language), start, start + len(named))


@pytest.mark.parametrize(
    "text",
    [
        "My boss knows SAP.",
        "My old boss also knows SAP very well.",
        "Our colleagues use SAP.",
        "One of my colleagues is good at SAP.",
        "My wife and my brother work with SAP.",
        "My manager, who knows SAP, retires.",
        "My boss does not know SAP.",
        "My father wanted to learn SAP.",
        "A friend of mine teaches SAP.",
        "Everybody else uses SAP.",
    ],
)
def test_what_somebody_else_has_is_theirs(text: str) -> None:
    assert stance(text, "SAP") is Stance.OTHERS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My boss knows that I use SAP.", Stance.HAS),
        ("My boss taught me SAP.", Stance.HAS),
        ("I introduced SAP with my boss.", Stance.HAS),
        ("My team and I work with SAP.", Stance.HAS),
        ("My boss uses Excel, but I use SAP.", Stance.HAS),
        ("My boss wants me to learn SAP.", Stance.WANTS),
        ("My colleagues use Excel, and I have never used SAP.", Stance.DENIES),
        ("I support my colleagues with SAP.", Stance.HAS),
        ("I manage SAP for my employer.", Stance.HAS),
    ],
)
def test_what_is_told_of_others_ends_where_a_sentence_comes_back_to_who_tells_it(text: str, told: Stance) -> None:
    assert stance(text, "SAP") is told


def test_what_somebody_leaves_another_thing_for_is_wished_for() -> None:
    assert stance("I want to leave SAP for Excel.", "Excel") is Stance.WANTS
    assert stance("I want to leave SAP for Excel.", "SAP") is Stance.DENIES


@pytest.mark.parametrize(
    "text",
    ["I used to be an accountant.", "I was an accountant for six years.", "Formerly an accountant.", "Ex-accountant."],
)
def test_what_somebody_used_to_be_is_there(text: str) -> None:
    assert stance(text, "accountant") is Stance.HAS


@pytest.mark.parametrize(
    "text",
    [
        "I dream of becoming a nurse.",
        "I hope to become a nurse.",
        "He hopes to become a nurse.",
        "I have always wanted to be a nurse.",
        "I am thinking about becoming a nurse.",
        "My dream job is nurse.",
        "My dream is to be a nurse.",
        "I can't wait to be a nurse.",
        "I am studying to be a nurse.",
        "I am retraining as a nurse.",
        "Aspiring nurse.",
        "I wish I were a nurse.",
        "I'd love to work as a nurse.",
        "I would really enjoy being a nurse.",
        "I plan to become a nurse.",
        "I am applying for a position as a nurse.",
        "I am working towards becoming a nurse.",
        "This ward needs a nurse.",
        "Our clinic demands a nurse.",
    ],
)
def test_a_wish_is_a_wish_however_it_is_said(text: str) -> None:
    assert stance(text, "nurse") is Stance.WANTS


@pytest.mark.parametrize(
    "text",
    [
        "SAP is something I have never used.",
        "SAP I don't know.",
        "SAP is not my thing.",
        "SAP has never been my strength.",
        "I am terrible at SAP.",
        "I hardly know SAP.",
        "I know very little about SAP.",
        "Nobody in our team knows SAP.",
        "I forgot all my SAP.",
        "I am far from fluent in SAP.",
        "I refuse to use SAP.",
        "I no longer use SAP.",
        "I don't dream of SAP.",
    ],
)
def test_a_denial_is_a_denial_however_it_is_said(text: str) -> None:
    assert stance(text, "SAP") is Stance.DENIES


@pytest.mark.parametrize(
    "text",
    [
        "I hate SAP.",
        "Can't stand SAP.",
        "I dislike working with SAP.",
        "I always avoid SAP.",
        "Scared of SAP.",
        "I have a fear of SAP.",
        "Nervous about SAP.",
        "Bad at SAP.",
        "Not good with SAP.",
        "Not very confident in SAP.",
        "Weak in SAP.",
        "Rusty in SAP.",
        "My SAP is a bit rusty.",
        "My SAP could be better.",
        "No interest in SAP.",
        "I am not at all interested in SAP.",
        "Not keen on SAP.",
        "I am not a fan of SAP.",
        "I struggle with SAP.",
        "I find SAP very difficult.",
        "SAP bores me.",
        "SAP is my weakness.",
        "Tired of SAP.",
        "I'd rather not use SAP.",
        "I want to get away from SAP.",
        "Want nothing to do with SAP.",
        "I love Excel and hate SAP.",
        "I have lost all interest in SAP.",
        "I get anxious using SAP.",
        "SAP makes me nervous.",
        "My weak point is SAP.",
        "SAP isn't really my thing.",
        "SAP and I do not get along.",
        "I have problems with SAP.",
        "Poor SAP skills.",
    ],
)
def test_dislike_fear_and_weakness_are_nothing_to_count_on(text: str) -> None:
    assert stance(text, "SAP") is Stance.DENIES


@pytest.mark.parametrize(
    "text",
    [
        "I am not afraid of SAP.",
        "I am not in the least scared of SAP.",
        "I don't mind SAP.",
        "I don't hate SAP.",
        "No fear of SAP.",
        "I have no difficulties with SAP.",
        "I hate to miss deadlines, I know SAP.",
        "I used to hate SAP.",
        "I hate Excel and love SAP.",
        "Bad at Excel and good at SAP.",
        "I fix problems with SAP.",
        "I solve difficult problems in SAP.",
        "Avoiding waste with SAP.",
        "Nobody is better at SAP.",
        "I train nervous beginners in SAP.",
        "Assess needs, write SAP reports.",
        "I meet our customers' needs with SAP.",
        "I like SAP.",
    ],
)
def test_what_somebody_does_not_mind_is_there(text: str) -> None:
    assert stance(text, "SAP") is Stance.HAS


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Ich hasse SAP.", "de", Stance.DENIES),
        ("Ich habe Angst vor SAP.", "de", Stance.DENIES),
        ("Ich bin schlecht in SAP.", "de", Stance.DENIES),
        ("Ich mag SAP nicht.", "de", Stance.DENIES),
        ("Kein Interesse an SAP.", "de", Stance.DENIES),
        ("Mein SAP ist etwas eingerostet.", "de", Stance.DENIES),
        ("Keine Angst vor SAP.", "de", Stance.HAS),
        ("Ich bin nicht schlecht in SAP.", "de", Stance.HAS),
        ("Je déteste SAP.", "fr", Stance.DENIES),
        ("J'ai peur de SAP.", "fr", Stance.DENIES),
        ("Je suis mauvais en SAP.", "fr", Stance.DENIES),
        ("Je n'aime pas SAP.", "fr", Stance.DENIES),
        ("J'ai du mal avec SAP.", "fr", Stance.DENIES),
        ("Je n'ai pas peur de SAP.", "fr", Stance.HAS),
        ("Odio SAP.", "es", Stance.DENIES),
        ("Tengo miedo a SAP.", "es", Stance.DENIES),
        ("Soy malo en SAP.", "es", Stance.DENIES),
        ("No me gusta SAP.", "es", Stance.DENIES),
        ("Se me da mal SAP.", "es", Stance.DENIES),
        ("No tengo miedo a SAP.", "es", Stance.HAS),
        ("Ненавижу SAP.", "ru", Stance.DENIES),
        ("Не боюсь SAP.", "ru", Stance.HAS),
        ("Ich hasse SAP.", None, Stance.DENIES),
    ],
)
def test_dislike_and_fear_are_told_in_other_languages(text: str, language: str | None, told: Stance) -> None:
    assert stance(text, "SAP", language) is told


@pytest.mark.parametrize(
    "text",
    [
        "I am not bad at SAP.",
        "Nobody knows SAP better than I.",
        "I went on to become head of SAP.",
        "I know SAP, Excel I don't.",
        "SAP was used by all clients.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(text: str) -> None:
    assert stance(text, "SAP") is Stance.HAS


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Meine Chefin kann SAP.", "de", Stance.OTHERS),
        ("Ich kann SAP von meiner Chefin.", "de", Stance.HAS),
        ("Ich träume davon, mit SAP zu arbeiten.", "de", Stance.WANTS),
        ("Mon chef connaît SAP.", "fr", Stance.OTHERS),
        ("Mon chef est content que je connaisse SAP.", "fr", Stance.HAS),
        ("Je rêve de travailler avec SAP.", "fr", Stance.WANTS),
        ("Mi jefe conoce SAP.", "es", Stance.OTHERS),
        ("Sueño con trabajar con SAP.", "es", Stance.WANTS),
        ("My boss knows SAP.", None, Stance.OTHERS),
        ("Meine Chefin kann SAP.", None, Stance.OTHERS),
    ],
)
def test_others_and_wishes_are_told_in_other_languages(text: str, language: str | None, told: Stance) -> None:
    assert stance(text, "SAP", language) is told
